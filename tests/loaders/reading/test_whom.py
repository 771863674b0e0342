"""Whom references mean, from sentence to sentence (`whom.txt`), and whom they leave open; the map behind "its neighbour"."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Actor, Document, Statement
from volteface.loaders.dictionary import Dictionary
from volteface.loaders.reading.ends.geography import geography
from volteface.loaders.reading.reader import Reader

BLOCKS = [
    block.split("\n")
    for block in Path(__file__).with_name("whom.txt").read_text(encoding="utf-8").strip().split("\n\n")
    if block.startswith("[")
]
Dyad = tuple[frozenset[str], str]


def sentences(block: list[str]) -> list[tuple[str, list[Dyad]]]:
    """Each sentence of a block with the dyads that it must say."""
    found: list[tuple[str, list[Dyad]]] = []
    for line in block[1:]:
        if line.startswith("  = "):
            for row in line[4:].split("; "):
                sign = " + " if " + " in row else " - "
                found[-1][1].append((frozenset(row.split(sign)), sign.strip()))
        elif not line.startswith("  "):
            found.append((line, []))
    return found


def document(number: int) -> Document:
    block = BLOCKS[number]
    texts = [text for text, _ in sentences(block)]
    text = texts[0] + "\n\n" + " ".join(texts[1:]) if block[0].endswith("headline") else " ".join(texts)
    return Document(f"{number}.txt", text, published=PartialDate(*map(int, block[0][1:11].split("-"))))


@cache
def read_all() -> dict[str, list[Statement]]:
    return {one.path: found for one, found in Reader().read_all([document(number) for number in range(len(BLOCKS))])}


@cache
def dictionary() -> Dictionary:
    return Dictionary.load()


def home(name: str, published: PartialDate | None) -> str:
    """What a leader of the dictionary led on a day, or else last; the name itself of anybody else."""
    entry = dictionary().entry(Actor(name, "leader"))
    offices = entry.offices if entry else ()
    then = [one for one in offices if str(one.start or "") <= str(published) <= str(one.end or "9999")] or offices
    return then[-1].of.name if then else name


def dyads(found: list[Statement], start: int, end: int) -> set[Dyad]:
    """The signed dyads of the statements that begin in a span of the text, leaders as their states."""
    led = {one.source: one.target for one in found if one.type == "leads"}
    inside = [one for one in found if one.sign and one.char_start is not None and start <= one.char_start < end]
    return {
        (frozenset(led.get(who) or home(who, one.published) for who in (one.source, one.target)), "+" if one.sign > 0 else "-")
        for one in inside
    }


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=[block[1][:40] for block in BLOCKS])
def test_whom_references_mean(number: int) -> None:
    text, found = document(number).text, read_all()[f"{number}.txt"]
    at = 0
    for sentence, wanted in sentences(BLOCKS[number]):
        at = text.index(sentence, at)
        assert set(wanted) <= dyads(found, at, at + len(sentence)), sentence


def said(text: str) -> set[tuple[str, str]]:
    """The (source, target) pairs of opposition that a text tells."""
    found = Reader().read(Document("note.txt", text, published=PartialDate(2025, 7, 5)))
    return {(one.source, one.target) for one in found if one.type == "opposes"}


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        # Those named together, not the two that stand nearest.
        ("Kenya and Uganda met in Lima. Peru welcomed it. The two countries condemned Sudan.", {("Kenya", "Sudan"), ("Uganda", "Sudan")}),
        ("Chad attacked Niger near the Libyan border. The foes condemned Ghana.", {("Chad", "Ghana"), ("Niger", "Ghana")}),
        (
            "Chad met Niger as Ghana and Togo looked on. The two countries condemned Mali.",
            {("Chad", "Mali"), ("Niger", "Mali")},
        ),
        ("Peru, Chile and Bolivia met. The trio condemned Cuba.", {("Peru", "Cuba"), ("Chile", "Cuba"), ("Bolivia", "Cuba")}),
        ("Kuwait, Bahrain and Egypt met. The two Gulf states condemned Iraq.", {("Kuwait", "Iraq"), ("Bahrain", "Iraq")}),
        ("Ghana spoke to Peru and Chad. The South American country condemned Cuba.", {("Peru", "Cuba")}),
        ("Ghana spoke to Chad and Kenya. The landlocked country condemned Cuba.", {("Chad", "Cuba")}),
        # A neighbour is one on the map.
        ("Japan met Uganda and Kenya. Uganda condemned its neighbour.", {("Uganda", "Kenya")}),
        # "They" is no single state.
        ("Kenya and Uganda met. Sudan said that they had condemned Egypt.", {("Kenya", "Egypt"), ("Uganda", "Egypt")}),
        ("The foreign minister of Ghana spoke on Monday. His government condemned Mali.", {("Ghana", "Mali")}),
    ],
)
def test_together(text: str, pairs: set[tuple[str, str]]) -> None:
    assert said(text) == pairs


@pytest.mark.parametrize(
    "text",
    [
        "Kenya, Uganda, Peru and Chad met. The two landlocked islands condemned Sudan.",
        "Japan condemned its landlocked neighbour.",
        "Kenya met Peru. Peru condemned its neighbour.",
        "Chad spoke. Peru condemned its ally.",
    ],
)
def test_nobody_is_meant_for_certain(text: str) -> None:
    assert said(text) == set()


def test_neighbours_hold_both_ways_and_are_known_names() -> None:
    known = {entry.actor.name for kind in ("state", "territory") for entry in dictionary().entries_of(kind)}
    world = geography()
    assert all(one in world.neighbours[other] for one, others in world.neighbours.items() for other in others)
    assert set(world.neighbours) <= known
    assert {state for states in world.classes.values() for state in states} <= known
    assert world.side_by_side("Peru", "Chile")
    assert world.side_by_side("Kenya", "Peru") is False
    assert world.side_by_side("Nauru", "Tuvalu") is None
