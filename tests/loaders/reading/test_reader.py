"""The reader on sentences written for this test: who, what, whom, from which words."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.errors import UsageError
from volteface.graph.model import Document, Statement
from volteface.loaders.reading.reader import Reader

PUBLISHED = PartialDate(2025, 7, 5)


@cache
def reader() -> Reader:
    return Reader()


def read(text: str) -> list[Statement]:
    return reader().read(Document("note.txt", text, published=PUBLISHED))


def rows(text: str) -> set[tuple[str, str, str]]:
    return {(one.source, one.type, one.target) for one in read(text)}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Norway condemned Belarus over the fence.", ("Norway", "opposes", "Belarus")),
        ("Belarus was condemned by Norway.", ("Norway", "opposes", "Belarus")),
        ("Finland rejected and Norway criticised the decision of Belarus.", ("Norway", "opposes", "Belarus")),
        ("Peru imposed sanctions on Bolivia last week.", ("Peru", "coerces", "Bolivia")),
        ("Peru announced its support for Bolivia.", ("Peru", "supports", "Bolivia")),
        ("Kenya provides Uganda with weapons.", ("Kenya", "supports", "Uganda")),
        ("The Kenyan government sided with Uganda.", ("Kenya", "supports", "Uganda")),
        ("Kenya and Uganda signed a treaty.", ("Kenya", "cooperates", "Uganda")),
        ("Kenya has signed a series of agreements with Uganda and Rwanda.", ("Kenya", "cooperates", "Rwanda")),
        ("Chile is the closest ally of Peru.", ("Chile", "ally", "Peru")),
        ("Chile and Bolivia are rivals.", ("Chile", "adversary", "Bolivia")),
        ("Relations between Chile and Bolivia have been tense for years.", ("Chile", "opposes", "Bolivia")),
        ("Chile refused to recognise Kosovo.", ("Chile", "opposes", "Kosovo")),
        ("Norwegian police arrested two Russian sailors.", ("Norway", "coerces", "Russia")),
        ("Finland cancelled all Russian concerts.", ("Finland", "coerces", "Russia")),
        ("Finland ended its aid to Sudan.", ("Finland", "coerces", "Sudan")),
        ("Oman mediated between Iran and Bahrain.", ("Oman", "mediates", "Bahrain")),
        ("The Red River Corridor runs from China to Vietnam.", ("Red River Corridor", "connects", "Vietnam")),
    ],
)
def test_says(text: str, row: tuple[str, str, str]) -> None:
    found = rows(text)
    symmetric = row[1] in ("ally", "adversary", "cooperates") or "Relations" in text
    assert row in found or (symmetric and row[::-1] in found), found


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met in Tokyo and talked about Kenya.",
        "Kenya lies south of Ethiopia.",
        "Norway did not condemn Belarus.",
        "Home | World | Kenya | Uganda | Sports",
        "",
        "A storm is moving towards Cuba.",
    ],
)
def test_says_nothing_signed(text: str) -> None:
    assert [one for one in read(text) if one.sign] == []


def test_quotes_are_verbatim_through_tags_links_and_odd_spaces() -> None:
    text = (
        "**Kenya** <b>condemned</b>\u00a0the raid.<br>In reply, Uganda\ncriticised [Kenya](http://x.example/a).\u00a0Rwanda backed Uganda."
    )
    found = read(text)
    assert {(one.source, one.target) for one in found} >= {("Uganda", "Kenya"), ("Rwanda", "Uganda")}
    for one in found:
        assert one.char_start is not None
        assert text[one.char_start : one.char_end] == one.quote


def test_a_quote_covers_both_ends_and_the_clause() -> None:
    (one,) = read("In June Norway criticised Belarus over the fence, officials added.")
    assert one.quote == "Norway criticised Belarus over the fence"
    assert str(one.start) == "2025-06"


def test_a_named_leader_is_the_source_and_a_spokesman_is_his_state() -> None:
    found = rows("Turkish President Recep Tayyip Erdogan praised Albania. Greek spokesman Nikos Test criticised Albania.")
    assert ("Recep Tayyip Erdogan", "supports", "Albania") in found
    assert ("Recep Tayyip Erdogan", "leads", "Turkey") in found
    assert ("Greece", "opposes", "Albania") in found


def test_a_plan_and_an_accusation_are_marked() -> None:
    planned = [one for one in read("Norway will visit Belarus and plans to support Albania.") if one.target == "Albania"]
    assert [one.status for one in planned] == ["planned"]
    accused = [one for one in read("Norway accused Belarus of arming Serbia.") if one.target == "Serbia"]
    assert [(one.source, one.status) for one in accused] == [("Belarus", "alleged")]


def test_references() -> None:
    found = rows("Norway met Iceland in May. The two countries signed a treaty on fish.")
    assert ("Norway", "cooperates", "Iceland") in found
    statements = read("Norway and Belarus quarrel. It is late. Norway is angry: it condemned Belarus.")
    assert any(one.source == "Norway" and one.target == "Belarus" and one.type == "opposes" for one in statements)


def test_every_statement_names_its_rule_and_document() -> None:
    for one in read("Norway condemned Belarus. Kenya and Uganda are allies."):
        assert one.rule
        assert "/" in one.rule
        assert one.document == "note.txt"
        assert one.published == PUBLISHED


def test_headlines_are_marked_and_trusted_less() -> None:
    (headline,) = [one for one in read("Norway Condemns Belarus\n\nIt rained in the hills that day.") if one.sign]
    (prose,) = read("Norway condemned Belarus yesterday.")
    assert headline.rule is not None
    assert headline.rule.startswith("headline:")
    assert headline.confidence < prose.confidence


def test_many_documents_read_as_each_alone() -> None:
    texts = ["Norway condemned Belarus.", "Kenya praised Uganda.", "", "Chile and Peru signed a treaty."]
    documents = [Document(f"{number}.txt", text, published=PUBLISHED) for number, text in enumerate(texts)]
    together = list(reader().read_all(documents))
    assert [document.path for document, _ in together] == [document.path for document in documents]
    for document, found in together:
        assert found == reader().read(document)


def test_an_unknown_pipeline_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no_such_pipeline"):
        Reader(pipeline="no_such_pipeline").read(Document("a", "Norway condemned Belarus."))


@pytest.mark.parametrize(
    "text",
    ["<" * 3000, "((((" * 500, "\x00\u202eNorway condemned Belarus\u202c", "[" * 200 + "](" * 200, "A." * 2000, "\n" * 5000],
)
def test_hostile_text_does_no_harm(text: str) -> None:
    for one in read(text):
        assert one.char_start is not None
        assert text[one.char_start : one.char_end] == one.quote
