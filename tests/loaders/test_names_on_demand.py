"""Names looked up when a text has their first word are those that all names together give."""

from collections import defaultdict
from functools import partial
from pathlib import Path

from volteface.graph.dates import PartialDate
from volteface.graph.model import Actor
from volteface.loaders.dictionary import Dictionary, Name
from volteface.loaders.reading.actors.words import first_form


def begins(first: str, text: str) -> bool:
    return first_form(text) == first


def test_a_part_of_the_names_is_that_part_of_all_names() -> None:
    known = Dictionary.load()
    whole: dict[str, list[Name]] = defaultdict(list)
    for name in known.names():
        whole[first_form(name.text)].append(name)
    keys: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    for key, text in known.spelled():
        keys[first_form(text)][key] = None
    assert whole.keys() - keys.keys() <= {""}
    for first in ("Congo", "Georgia", "Abdullah", "North", "The", "Al", "U", "NATO", "Kim", "Washington"):
        part = list(known.names(keys[first], partial(begins, first)))
        assert part == whole[first] != [], first


def test_every_spelling_is_told_before_its_entry_is_made(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text('[[leader]]\nname = "Ana Ruiz Oruz"\naliases = " Ana R. Oruz "\nsurname = [{text = "Ruiz", from = "1990"}]\n')
    known = Dictionary.load([own])
    told: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, text in known.spelled():
        told[key].append(text)
    assert told["leader", "Ana Ruiz Oruz"] == ["Ana Ruiz Oruz", "Ana R. Oruz", "Ruiz"]
    for entry in known.entries:
        assert {one.text for one in entry.spellings} <= set(told[entry.actor.key]), entry.actor


def test_terms_asked_for_by_state_are_all_terms() -> None:
    known = Dictionary.load()
    served = [(entry.actor, one) for entry in known.entries for one in entry.offices]
    for name in ("France", "Yugoslavia", "South Yemen", "Kenya"):
        state = known.find(name)
        assert state is not None
        held = known._held(state)
        assert [pair for pairs in held.values() for pair in pairs] != []
        assert all(held[office] == [pair for pair in served if pair[1].of == state and pair[1].office == office] for office in held)
        assert sum(map(len, held.values())) == sum(one.of == state for _, one in served)
    assert known.holder(Actor("Nowhere", "state"), "president", PartialDate.parse("2000")) is None
