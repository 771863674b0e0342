"""Who belongs to what and what a route joins, in lists, appositions and brackets."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.reader import Reader

MEMBERS = [
    "Laos and Brunei, two ASEAN members, objected.",
    "ASEAN members Laos and Brunei objected.",
    "ASEAN member states Laos and Brunei objected.",
    "Members of ASEAN such as Laos and Brunei objected.",
    "Two members of ASEAN, Laos and Brunei, objected.",
    "Laos and Brunei, both members of ASEAN, objected.",
    "Laos and Brunei were admitted to ASEAN.",
    "ASEAN admitted Laos and Brunei.",
    "ASEAN, which comprises Laos and Brunei, objected.",
    "ASEAN, made up of Laos and Brunei, objected.",
    "ASEAN (Laos and Brunei) objected.",
    "Laos and Brunei founded ASEAN.",
    "ASEAN was set up in Bangkok by Laos and Brunei.",
    "ASEAN, to which Laos and Brunei belong, objected.",
    "Laos and Brunei withdrew from ASEAN.",
    "Laos and Brunei remain in ASEAN.",
    "Laos, Brunei and other ASEAN members objected.",
    "Laos, Brunei and two other members of ASEAN objected.",
    "Laos and Brunei, like other ASEAN states, objected.",
    "The European Union objected. ASEAN, to which both Laos and Brunei belong, did not.",
    "ASEAN met in Rome. Laos and Brunei, which make up the bloc, objected.",
    "ASEAN lifted the suspension of Laos and Brunei.",
    "Of ASEAN's members, only Laos and Brunei objected.",
    "Inside ASEAN, Laos and Brunei objected.",
    "Laos and Brunei announced their withdrawal from ASEAN.",
    "Laos and Brunei, which had left ASEAN, objected.",
]
ONE_MEMBER = [
    "Laotian membership of ASEAN is in doubt.",
    "The Laotian presidency of ASEAN ends in June.",
    "Laos's ASEAN presidency ends in June.",
    "ASEAN chair Laos objected.",
    "Laos, which took over as chair of ASEAN in January, objected.",
    "Laos, ASEAN's second-largest economy, objected.",
    "ASEAN's poorest member, Laos, objected.",
    "ASEAN sent troops to help Laos, one of its members.",
]
ROUTES = [
    "The Lantern pipeline runs from Iran to Oman.",
    "The Lantern pipeline between Iran and Oman will open.",
    "The Lantern pipeline, which will link Iran with Oman, is late.",
    "The Lantern cable will land in Iran and Oman.",
    "The Lantern Railway carries ore from Iran to Oman.",
    "Gas flows from Iran to Oman through the Lantern Pipeline.",
    "Iran and Oman are linked by the Lantern Canal.",
    "The Lantern Bridge, a busy crossing between Iran and Oman, was shut.",
    "The Lantern crossing between Iran and Oman was shut.",
    "The Lantern Strait separates Iran from Oman.",
    "Iran exports gas to Oman through the Lantern Pipeline.",
    "The Lantern Pipeline's route crosses Iran and Oman.",
]


@cache
def reader() -> Reader:
    return Reader()


def structure(text: str) -> set[tuple[str, str, str]]:
    """The members and routes of a text."""
    found = reader().read(Document("a.txt", text, published=PartialDate(2015, 6, 1)))
    assert all(text[one.char_start : one.char_end] == one.quote for one in found)
    return {(one.source, one.type, one.target) for one in found if one.type in ("member_of", "connects")}


@pytest.mark.parametrize("text", MEMBERS)
def test_members(text: str) -> None:
    assert structure(text) == {("Laos", "member_of", "ASEAN"), ("Brunei", "member_of", "ASEAN")}


@pytest.mark.parametrize("text", ONE_MEMBER)
def test_a_member(text: str) -> None:
    assert structure(text) == {("Laos", "member_of", "ASEAN")}


@pytest.mark.parametrize(
    "text",
    [
        "Laos, not an ASEAN member, objected.",
        "Laos is no member of ASEAN.",
        "Laos applied to join ASEAN.",
        "Laos quarrelled with ASEAN members.",
        "Non-members such as Laos fear ASEAN.",
        "Chad told ASEAN that Laos had objected.",
        "Laos and other neighbours of ASEAN objected.",
        "Within days of the ASEAN summit, Laos objected.",
    ],
)
def test_no_members(text: str) -> None:
    assert structure(text) == set()


@pytest.mark.parametrize("text", ROUTES)
def test_routes(text: str) -> None:
    assert {(source.split()[0], target) for source, _, target in structure(text)} == {("Lantern", "Iran"), ("Lantern", "Oman")}


def test_a_route_named_for_its_ends() -> None:
    assert {target for _, _, target in structure("The Iran-Oman pipeline has been shut.")} == {"Iran", "Oman"}


def test_a_border_is_no_route() -> None:
    assert structure("The Lantern Line between Iran and Oman is tense.") == set()


def test_fellow_members_are_of_the_body_last_spoken_of() -> None:
    found = structure("Turkey, a NATO member, objected. Fellow members Norway and Denmark promised troops.")
    assert {("Norway", "member_of", "NATO"), ("Denmark", "member_of", "NATO")} <= found


def test_what_is_joined_is_the_alliance_just_spoken_of() -> None:
    assert ("Finland", "member_of", "NATO") in structure("NATO has grown. Finland joined in April, and Russia was not pleased.")
    assert structure("Chad supports the sanctions of the European Union. Chad will join the EU sanctions.") == set()


def test_an_ally_within_an_alliance_is_its_member() -> None:
    def said(text: str) -> set[tuple[str, str, str]]:
        return {(one.source, one.type, one.target) for one in reader().read(Document("a.txt", text))}

    assert said("Spain, another NATO ally, was late.") == {("Spain", "member_of", "NATO")}
    assert said("Turkey quarrelled with NATO ally Greece.") == {("Turkey", "opposes", "Greece"), ("Greece", "member_of", "NATO")}
    assert said("Chad is an ally of Hamas.") == {("Chad", "ally", "Hamas")}
    assert structure("The Sandinista government of Nicaragua condemned Chad.") == set()
