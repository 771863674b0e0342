"""Every state of the dictionary is found under every form that texts give its names."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.loaders.dictionary import Dictionary, Entry, Spelling
from volteface.loaders.reading.actors.mentions import Finder
from volteface.loaders.reading.actors.register import Register
from volteface.loaders.reading.actors.words import fold
from volteface.loaders.reading.sentences import sentences

STATES = [entry.actor.name for entry in Dictionary.load().entries_of("state")]
SHORT = {"North": "N", "South": "S", "East": "E", "West": "W"}


@cache
def finder() -> Finder:
    return Finder(Dictionary.load())


@cache
def bearers() -> dict[str, set[str]]:
    """Who bears each name."""
    found: dict[str, set[str]] = {}
    for one in finder().dictionary.names():
        found.setdefault(one.text, set()).add(one.entry.actor.name)
    return found


def states(text: str, published: PartialDate | None) -> set[str]:
    """The states named in a text."""
    found = [one for sentence in sentences(text) for one in finder().find(sentence, Register(), published)]
    return {one.party.name for one in found if one.party.kind == "state"}


def day_of(entry: Entry, spelling: Spelling) -> PartialDate:
    """A day on which a name was in use."""
    end = spelling.end or entry.end
    start = spelling.start or entry.start
    if end is None:
        return PartialDate(2015, 6, 1)
    return PartialDate(start.first.year + 1 if start and start.first.year + 1 <= end.last.year else end.last.year)


def forms(text: str) -> set[str]:
    """A name as it is, without accents, in capitals, with its quarter in short."""
    found = {text, fold(text)}
    if len(text) > 3:
        found.add(fold(text).upper())
    first, _, rest = text.partition(" ")
    if first in SHORT and rest:
        found |= {f"{SHORT[first]}. {rest}", f"{SHORT[first]} {rest}"}
    return found


@pytest.mark.parametrize("name", STATES)
def test_names_and_peoples_in_every_form(name: str) -> None:
    entry = next(one for one in finder().dictionary.entries_of("state") if one.actor.name == name)
    for one in entry.spellings:
        if one.role not in ("name", "demonym") or one.ambiguous or len(bearers()[one.text]) > 1:
            continue
        for form in forms(one.text):
            assert name in states(f"The envoys of the {form} camp wrote a letter.", day_of(entry, one)), form


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        ("Russia has sent a note.", "1958-03-01", "Soviet Union"),
        ("Russia has sent a note.", "1998-03-01", "Russia"),
        ("The Russians have sent a note.", "1983-03-01", "Soviet Union"),
        ("Germany and France met.", "1963-01-22", "West Germany"),
        ("Germany and France met.", "1936-01-22", "Germany"),
        ("Germany and France met.", "2003-01-22", "Germany"),
        ("The Federal Republic of Germany has replied.", "1971-01-22", "West Germany"),
        ("The Federal Republic of Germany has replied.", "2011-01-22", "Germany"),
        ("Yemen has asked for arms.", "1972-01-22", "North Yemen"),
        ("Yemen has asked for arms.", "2012-01-22", "Yemen"),
    ],
)
def test_a_name_that_passed_from_state_to_state_is_of_its_day(text: str, day: str, name: str) -> None:
    assert name in states(text, PartialDate.parse(day))


def test_without_a_date_a_name_is_of_the_state_that_bears_it_now() -> None:
    assert "Russia" in states("Russia has sent a note.", None)
