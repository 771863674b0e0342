"""Why a sentence was read as it was: every step shown, and for one without a statement the first step at which it ended."""

from __future__ import annotations

import json

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.explain import Explanation
from volteface.loaders.reading.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def explained(reader: Reader, text: str) -> list[Explanation]:
    return reader.explain(Document("a.txt", text, published=PartialDate(2024, 6, 10)))


def test_what_was_found_is_told(reader: Reader) -> None:
    condemned, rivals = explained(reader, "Ankara condemned Russia on Friday.  The two countries have been rivals since 2015.")
    assert [(one.text, one.actor, one.role) for one in condemned.actors] == [("Ankara", "Turkey", "capital"), ("Russia", "Russia", "name")]
    (predicate,) = condemned.predicates
    assert (predicate.text, predicate.lemma, "condemn" in predicate.classes) == ("condemned", "condemn", True)
    assert [one.actor for one in (*predicate.subjects, *predicate.objects)] == ["Turkey", "Russia"]
    (statement,) = condemned.statements
    assert (statement.type, str(statement.start), condemned.nothing) == ("opposes", "2024-06-07", "")
    assert condemned.how[0]
    # A reference shows what it stands for.
    told = {(named.text, named.actor, named.role) for one in rivals.predicates for named in one.subjects}
    assert {actor for _, actor, role in told if role == "reference"} == {"Turkey", "Russia"}


def test_an_explanation_tells_what_reading_reads(reader: Reader) -> None:
    text = "Kenya summoned the Ugandan ambassador on 3 May 2019. It rained. Both sides later agreed to reopen the border."
    document = Document("a.txt", text, published=PartialDate(2019, 5, 20))
    assert [one for sentence in reader.explain(document) for one in sentence.statements] == reader.read(document)


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("It rained on the hills all day long.", "no actor is named"),
        ("Kenya has many lakes and hills.", "one actor"),
        ("Kenya yodelled Uganda around.", "in no class of the lexicon: yodelled"),
        ("Kenya condemned.", "one actor"),
        ("Rain fell.", "10 characters are no sentence"),
    ],
)
def test_where_nothing_is_read_the_reason_is_told(reader: Reader, sentence: str, reason: str) -> None:
    (one,) = explained(reader, sentence)
    assert one.statements == ()
    assert reason in one.nothing


def test_the_json_holds_spans_of_the_text(reader: Reader) -> None:
    text = "\n\nKenya condemned Uganda.\n\nNobody answered the call.\n"
    for one in explained(reader, text):
        whole = json.loads(json.dumps(one.as_json()))
        assert text[whole["char_start"] : whole["char_end"]] == whole["text"]
        assert (whole["nothing"] is None) == bool(whole["statements"])
