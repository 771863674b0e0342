"""Bodies, routes and bands that no dictionary knows, found in a sentence or left alone."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.reader import Reader


@cache
def reader() -> Reader:
    return Reader()


def named(text: str) -> set[tuple[str, str]]:
    """Names and kinds of all whom a text names."""
    outline = reader().outline(Document("a.txt", text, published=PartialDate(2015, 6, 1)))
    return {(one.party.name, one.party.kind) for mentions in outline.mentions for one in mentions}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Lantern rebels attacked Chad.", {("Lantern rebels", "organization"), ("Chad", "state")}),
        ("The ZLX rebels attacked Chad.", {("ZLX", "organization"), ("Chad", "state")}),
        ("They say that II Corps attacked Chad.", {("Chad", "state")}),
        ("The Total Lantern Ban Treaty (TLBT) angered Chad.", {("Chad", "state")}),
        ("They met the Chairman of the Lantern Committee in Chad.", {("Lantern Committee", "organization"), ("Chad", "state")}),
        (
            "In Chad the Lantern Party and Candle Party met.",
            {("Lantern Party", "organization"), ("Candle Party", "organization"), ("Chad", "state")},
        ),
        ("They crossed the Lantern Bridge to Chad.", {("Lantern Bridge", "corridor"), ("Chad", "state")}),
        ("They crossed the Lantern Line to Chad.", {("Chad", "state")}),
    ],
)
def test_who_and_what_is_named(text: str, found: set[tuple[str, str]]) -> None:
    assert named(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Chad's ambassador to Niger, Ana Oruz, was late.",
        "The Chadian ambassador to the Arab League, Ana Oruz, was late.",
        "Chad's police chief, Gen. Ana Oruz, was late.",
        "Ana Oruz, a spokeswoman for the Chadian foreign ministry, was late.",
        "The Chadian consul in Niger, Ana Oruz, was late.",
        "Chadian Special Envoy Ana Oruz was late.",
        "Chadian deputy Ana Oruz was late.",
        "Ms. Ana Oruz (Chad) was late.",
    ],
)
def test_who_speaks_for_a_state_and_does_not_lead_it(text: str) -> None:
    assert ("Ana Oruz", "person") in named(text)
    assert [one.type for one in reader().read(Document("a.txt", text)) if one.type == "leads"] == []


def test_speakers_in_capitals() -> None:
    assert ("ANA ORUZ", "person") in named("ANA ORUZ (Chad) said that her country was poor.")


def test_no_magazine_is_what_a_minister_minds() -> None:
    assert {kind for _, kind in named("The United States is far. The Minister for Foreign Affairs of Chad is late.")} == {"state"}


def test_presidents_by_their_surnames() -> None:
    text = "Presidents Mubarak and Assad met in Cairo."
    outline = reader().outline(Document("a.txt", text, published=PartialDate(1995, 6, 1)))
    assert {one.party.name for one in outline.mentions[0]} >= {"Hosni Mubarak", "Hafez al-Assad"}


def test_a_capital_that_is_also_a_name_elsewhere_needs_its_state() -> None:
    assert named("Victoria condemned Iran.") == {("Iran", "state")}
    assert named("The Seychelles are calm. Victoria condemned Iran.") == {("Iran", "state"), ("Seychelles", "state")}
    assert named("Washington condemned Iran.") == {("Iran", "state"), ("United States", "state")}


def test_a_route_is_only_said_to_join_states_where_both_are_named() -> None:
    def joined(text: str) -> set[str]:
        found = reader().read(Document("a.txt", text, published=PartialDate(2015, 6, 1)))
        return {one.target for one in found if one.type == "connects"}

    assert joined("Germany and Russia talked about Nord Stream.") == {"Germany", "Russia"}
    assert joined("Germany talked about Nord Stream with Chad.") == set()
