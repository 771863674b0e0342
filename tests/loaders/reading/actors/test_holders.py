"""Who holds the offices that a sentence names: known to no dictionary, in every construction."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.actors.names import surnames
from volteface.loaders.reading.actors.titles import offices
from volteface.loaders.reading.actors.words import words_of
from volteface.loaders.reading.lexicon import lexicon
from volteface.loaders.reading.reader import Reader

PLACES = [("Chile", "Chilean", "Chile"), ("the Philippines", "Philippine", "Philippines"), ("South Korea", "South Korean", "South Korea")]
HELD = [
    "{d} President Ana Oruz met reporters.",
    "The {d} premier, Ana Oruz, met reporters.",
    "Ana Oruz, the {d} foreign minister, met reporters.",
    "Ana Oruz, president of {s}, met reporters.",
    "Ana Oruz, {s}'s defence minister, met reporters.",
    "{S}'s water resources minister, Ana Oruz, met reporters.",
    "Finance Minister Ana Oruz of {s} met reporters.",
    "The president of {s}, Ana Oruz, met reporters.",
    "Ana Oruz (the {d} prime minister) met reporters.",
    "Ana Oruz (oil minister, {s}) met reporters.",
    "Ana Oruz, 61, the {d} vice president, met reporters.",
    "Ana Oruz became prime minister of {s} on Friday.",
    "Ana Oruz was sworn in as president of {s}.",
    "Ana Oruz took office as president of {s}.",
    "Ana Oruz, who is the {d} premier, met reporters.",
    "Ana Oruz succeeded Berta Molnar as president of {s}.",
    "{S} elected Ana Oruz president on Friday.",
    "The junta of {s} named Ana Oruz interim president.",
    "{S} is ready, its prime minister, Ana Oruz, said.",
    "Ana Oruz, then {d} president, met reporters.",
    "The ousted {d} president, Ana Oruz, met reporters.",
    "Ana Oruz resigned as president of {s}.",
    "Ana Oruz, who has ruled {s} since 1994, met reporters.",
    "Ana Oruz seized power in {s} on Friday.",
    "The prime minister of {s}, H.E. Ana Oruz, met reporters.",
    "The president of {s}, the Honourable Ana Oruz, met reporters.",
    "Ana Oruz's government in {s} fell.",
    "Ministers Ana Oruz ({s}) and Berta Molnar (Niger) met reporters.",
    "The foreign ministers of Niger (Berta Molnar) and {s} (Ana Oruz) met reporters.",
    "The foreign ministers of {s} (Ana Oruz) and Niger (Berta Molnar) met reporters.",
]


@cache
def reader() -> Reader:
    return Reader()


def leads(text: str) -> set[tuple[str, str]]:
    """Who leads what, as a text says."""
    found = reader().read(Document("a.txt", text, published=PartialDate(1995, 6, 1)))
    assert all(text[one.char_start : one.char_end] == one.quote for one in found)
    return {(one.source, one.target) for one in found if one.type == "leads"}


@pytest.mark.parametrize("template", HELD)
@pytest.mark.parametrize(("state", "demonym", "name"), PLACES)
def test_an_office_and_its_holder(template: str, state: str, demonym: str, name: str) -> None:
    text = template.format(s=state, S=state[0].upper() + state[1:], d=demonym)
    assert ("Ana Oruz", name) in leads(text)


@pytest.mark.parametrize(
    "text",
    [
        "Chile's opposition leader, Ana Oruz, met reporters.",
        "Ana Oruz, the Chilean president's sister, met reporters.",
        "Ana Oruz, president of the Supreme Court, visited Chile.",
        "Ana Oruz was not elected president of Chile.",
        "Ana Oruz, the former Chilean ambassador, met reporters.",
        "Ana Oruz, a spokeswoman for the Chilean embassy, met reporters.",
        "Ana Oruz, the deputy Chilean foreign minister, met reporters.",
        "The leader of Chile's ruling party, Ana Oruz, met reporters.",
        "The Zemlian premier, Ana Oruz, flew to Chile.",
        "Peru is calm, for Chile's threats former trade minister Ana Oruz dismissed.",
        "Chile under Chapter Seven is no threat.",
    ],
)
def test_no_office_of_a_state(text: str) -> None:
    assert leads(text) == set()


def test_whom_a_state_supports_is_not_its_leader() -> None:
    assert leads("Beijing supports President Nicolas Maduro.") == {("Nicolas Maduro", "Venezuela")}


def test_several_holders_of_one_title() -> None:
    assert leads("Presidents Ana Oruz of Chile and Berta Molnar of Peru met.") == {("Ana Oruz", "Chile"), ("Berta Molnar", "Peru")}
    found = leads("The foreign ministers of Chile and Peru, Ana Oruz and Berta Molnar, met.")
    assert found == {("Ana Oruz", "Chile"), ("Berta Molnar", "Peru")}


def test_who_leads_a_body() -> None:
    assert ("Ana Oruz", "Lantern Liberation Front") in leads("Ana Oruz, leader of the Lantern Liberation Front, fled to Chad.")
    assert ("Ana Oruz", "Lantern Liberation Front") in leads("The Lantern Liberation Front, led by Ana Oruz, took a town in Chad.")
    assert ("Ana Oruz", "Boko Haram") in leads("The Boko Haram of Ana Oruz took a town in Chad.")
    assert ("Ana Oruz", "Boko Haram") in leads("Ana Oruz's Boko Haram took a town in Chad.")


def test_a_leader_whom_the_text_names_is_meant_by_the_office() -> None:
    text = "The Chilean prime minister, Ana Oruz, came to Lima. The Chilean premier condemned Peru."
    found = reader().read(Document("a.txt", text, published=PartialDate(1995, 6, 1)))
    assert ("Ana Oruz", "opposes", "Peru") in {(one.source, one.type, one.target) for one in found}


def test_initials_and_capitals() -> None:
    assert leads("Chile's President A. M. Oruz met reporters.") == {("A. M. Oruz", "Chile")}
    assert leads("President ORUZ of Chile met reporters.") == {("ORUZ", "Chile")}


def test_a_territory_has_leaders_of_its_own() -> None:
    assert leads("President Ana Oruz of Puntland met reporters.") == {("Ana Oruz", "Puntland")}


def test_who_heads_a_body_and_who_led_a_state() -> None:
    assert leads("Ana Oruz, who heads Hezbollah, met reporters.") == {("Ana Oruz", "Hezbollah")}
    assert ("Franjo Tudjman", "Croatia") in leads("Croatia under Franjo Tudjman turned to Germany.")
    assert leads("The Shanghai Cooperation Organisation of Central Asian states met reporters.") == set()


def test_a_minister_without_a_state_is_none_of_the_united_states() -> None:
    text = "Chile wants to sell beef to the United States. The United States refuses. Trade Minister Ana Oruz said Chile would wait."
    assert leads(text) == {("Ana Oruz", "Chile")}


@pytest.mark.parametrize(
    ("name", "state", "short"),
    [
        ("Li Weimin", "China", "Li"),
        ("Park Min-jun", "South Korea", "Park"),
        ("Nguyen Van Tam", "Vietnam", "Tam"),
        ("Carlos Salinas Ferrer", "Mexico", "Salinas"),
        ("Yusuf al-Karim", "Iraq", "al - Karim"),
        ("Karim bin Salem", "Oman", "bin Salem"),
        ("Ana Oruz", "Chile", "Oruz"),
    ],
)
def test_family_names(name: str, state: str, short: str) -> None:
    assert short in surnames(words_of(name), ("state", state))


def test_a_portfolio_belongs_to_the_title() -> None:
    words = words_of("the minister of trade and industry told them")
    assert [(one.first, one.stop) for one in offices(words, (), lexicon())] == [(0, 6)]


def test_who_is_known_to_be_in_office_needs_no_title() -> None:
    text = "Franjo Tudjman flew to Rome. Croatia wants a loan."
    found = [one for one in reader().read(Document("a.txt", text, published=PartialDate(1995, 6, 1))) if one.type == "leads"]
    assert [(one.source, one.target, one.rule, one.quote) for one in found] == [
        ("Franjo Tudjman", "Croatia", "known-name/leads", "Franjo Tudjman")
    ]
    assert leads("Charles de Gaulle wrote this. France wants a loan.") == set()  # out of office for long
    assert leads("In 1961 Charles de Gaulle received Franz Josef. France wanted a loan.") == {("Charles de Gaulle", "France")}
    assert leads("In 1931 Charles de Gaulle received Franz Josef. France wanted a loan.") == set()
    assert leads("Franjo Tudjman flew to Rome.") == set()  # his state is not spoken of
    assert leads("Franjo Tudjman flew to Rome. Croatian President Franjo Tudjman spoke.") == {("Franjo Tudjman", "Croatia")}
