"""Outlets that no dictionary knows, with the state that a sentence gives them."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.reader import Reader

SAID = [
    "The {d} daily {n} accused Chad of lying.",
    "{n}, a {d} newspaper, accused Chad of lying.",
    "{n}, the {d} state broadcaster, accused Chad of lying.",
    "{s}'s state television, {n}, accused Chad of lying.",
    "{s}'s largest newspaper, {n}, accused Chad of lying.",
    "{c}-based {n}, a news site, accused Chad of lying.",
    "The {c} daily {n} accused Chad of lying.",
    "{n}, the official news agency of {s}, accused Chad of lying.",
    "{n}, a newspaper published in {c}, accused Chad of lying.",
    "The news website {n} in {c} accused Chad of lying.",
    "{n}, a state-owned {d} daily, accused Chad of lying.",
    "{n} is the state broadcaster of {s}.",
    "{n} is a {d} newspaper.",
    "The {d} communist party paper {n} accused Chad of lying.",
    "The {d} TV channel {n} accused Chad of lying.",
    "Chad lied, according to the {d} weekly {n}.",
]


@cache
def reader() -> Reader:
    return Reader()


def homes(text: str) -> set[tuple[str, str]]:
    """Whose outlets a text names."""
    found = reader().read(Document("a.txt", text, published=PartialDate(2015, 6, 1)))
    assert all(text[one.char_start : one.char_end] == one.quote for one in found)
    return {(one.source, one.target) for one in found if one.type == "outlet_of"}


@pytest.mark.parametrize("template", SAID)
@pytest.mark.parametrize("name", ["Lantern", "Daily Lantern", "Zem Lap"])
@pytest.mark.parametrize(("state", "demonym", "capital"), [("Hungary", "Hungarian", "Budapest"), ("Peru", "Peruvian", "Lima")])
def test_an_outlet_and_its_state(template: str, name: str, state: str, demonym: str, capital: str) -> None:
    text = template.format(n=name, s=state, d=demonym, c=capital)
    assert (name, state) in homes(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Peruvian state media accused Chad of lying.", {("Peruvian state media", "Peru")}),
        ("Peru's state media accused Chad of lying.", {("Peruvian state media", "Peru")}),
        ("State media in Peru accused Chad of lying.", {("Peruvian state media", "Peru")}),
        ("Peking radio accused Chad of lying.", {("China National Radio", "China")}),
        ("The Peruvian press accused Chad of lying.", set()),
        ("The pro-Peruvian daily Lantern accused Chad of lying.", set()),
        ("They met Peruvian officials, a newspaper said.", set()),
    ],
)
def test_outlets_without_a_name(text: str, found: set[tuple[str, str]]) -> None:
    assert homes(text) == found
