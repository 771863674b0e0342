"""What the rules read in sentences written for this test (`relations.txt`): one line a sentence, after " | " what it must say.

`A type B`, several joined by ";"; "-" where nothing signed may be said. A relation that is symmetric may stand either way round.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document, Statement
from volteface.graph.schema import schema
from volteface.loaders.reading.reader import Reader

LINES = [
    line.rpartition(" | ")
    for line in (Path(__file__).parent / "relations.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
SAID = {text: said for text, _, said in LINES}
PUBLISHED = PartialDate(2025, 7, 5)


@cache
def reader() -> Reader:
    return Reader()


@cache
def read_all() -> dict[str, list[Statement]]:
    """Every sentence as a document of its own, parsed together."""
    documents = [Document(f"{place}.txt", text, published=PUBLISHED) for place, text in enumerate(SAID)]
    return {document.text: found for document, found in reader().read_all(documents)}


def read(text: str) -> list[Statement]:
    return reader().read(Document("note.txt", text, published=PUBLISHED))


def rows(found: list[Statement]) -> set[str]:
    """Every relation as "A type B", a leader also as the state that the same sentence says is led."""
    home = {one.source: one.target for one in found if one.type == "leads"}
    said: set[str] = set()
    for one in found:
        for source in {one.source, home.get(one.source, one.source)}:
            for target in {one.target, home.get(one.target, one.target)}:
                said.add(f"{source} {one.type} {target}")
                if schema().relations[one.type].symmetric or (one.rule and one.rule.split("/")[-1] in PAIRED):
                    said.add(f"{target} {one.type} {source}")
    return said


# Patterns that read two parties on one footing, whatever the type.
PAIRED = {"between", "owners", "relations-between", "relations-owner-with", "owner-with", "subjects", "both-adjective", "both"}


@pytest.mark.parametrize("text", [text for text, said in SAID.items() if said != "-"])
def test_says(text: str) -> None:
    missing = set(SAID[text].split("; ")) - rows(read_all()[text])
    assert not missing, rows(read_all()[text])


@pytest.mark.parametrize("text", [text for text, said in SAID.items() if said == "-"])
def test_says_nothing_signed(text: str) -> None:
    assert [one for one in read_all()[text] if one.sign] == []


def test_the_sentences_cover_every_type_that_verbs_and_nouns_say() -> None:
    types = {row.split(" ")[one] for said in SAID.values() for row in said.split("; ") for one in range(1, len(row.split(" ")) - 1)}
    assert types >= {"ally", "supports", "cooperates", "adversary", "opposes", "coerces", "attacks", "mediates", "member_of", "connects"}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Norway refused to lift sanctions on Serbia.", "refuse+lift+sanctions/light-verb"),
        ("Norway announced a suspension of aid to Serbia.", "stop+backing/light-verb"),
        ("Norway does not support Serbia.", "not+support/subject-object"),
        ("Norway pulled out of a deal with Serbia.", "abandon+agreement/subject-with"),
    ],
)
def test_the_rule_names_every_operator(text: str, rule: str) -> None:
    assert rule in {one.rule for one in read(text)}


def test_a_narrower_rule_silences_a_wider_one() -> None:
    assert {one.rule for one in read("Norway withdrew its troops from Serbia.")} == {"withdraw-troops/verb-object-party"}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Norway threatened to suspend aid to Serbia.", "planned"),
        ("Norway is ready to support Serbia.", "planned"),
        ("Norway supports Serbia.", "asserted"),
    ],
)
def test_status(text: str, status: str) -> None:
    assert {one.status for one in read(text) if one.sign} == {status}


@pytest.mark.parametrize(
    ("text", "past"),
    [("Norway and Serbia were rivals.", True), ("Norway and Serbia became rivals.", False), ("Norway and Serbia are rivals.", False)],
)
def test_a_state_of_affairs_told_in_the_past_is_over_unless_it_begins(text: str, past: bool) -> None:
    assert {one.past for one in read(text)} == {past}


def test_a_raid_on_a_newsroom_is_no_act_of_war() -> None:
    assert "attacks" not in {one.type for one in read("Azerbaijani police carried out a raid on RT.")}


@pytest.mark.parametrize(
    ("headline", "row"),
    [
        ("Kenya, Uganda Sign Trade Deal", "Kenya cooperates Uganda"),
        ("Canada, India Expel Diplomats", "India coerces Canada"),
        ("Turkey to Send Troops to Libya", "Turkey supports Libya"),
        ("Tensions Rise Between Sudan and Ethiopia", "Sudan opposes Ethiopia"),
        ("Seoul, Tokyo Mend Fences", "South Korea cooperates Japan"),
        ("Thai-Cambodian Standoff Eases", "Thailand cooperates Cambodia"),
    ],
)
def test_headlines_are_read_by_linear_rules_and_marked(headline: str, row: str) -> None:
    found = [one for one in read(f"{headline}\n\nThe weather was fine and the markets were calm on that day.") if one.sign]
    assert row in rows(found)
    assert all(one.rule is not None and one.rule.startswith("headline:") for one in found)


def test_what_is_close_to_being_done_is_planned() -> None:
    for text in ("Norway is close to signing a treaty with Serbia.", "Norway is on the verge of signing a treaty with Serbia."):
        assert {one.status for one in read(text) if one.type == "cooperates"} == {"planned"}, text


def test_whom_a_blow_is_laid_at_is_only_held_to_have_dealt_it() -> None:
    assert {(one.source, one.status) for one in read("A raid on Serbia blamed on Norway killed two.") if one.sign} == {
        ("Norway", "alleged")
    }
