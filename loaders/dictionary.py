"""Actors known before a text is read: by name, alias or ISO code, with their names by role, dated offices, outlets' states.

The data are the TOML files of `volteface.loaders.dictionaries` (their fields: that package's docstring) and whatever
files of the same form are given beside them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from ..graph.dates import PartialDate
from ..graph.errors import DataError
from ..graph.model import Actor, Statement
from .dictionaries.entries import Entry, Office, Record, Spelling, actor, dated, read_records, spellings, texts

__all__ = ["Dictionary", "Entry", "Name", "Office", "Spelling"]

FILES = ("states.toml", "territories.toml", "organizations.toml", "leaders.toml", "persons.toml", "outlets.toml", "corridors.toml")
# Who a bare name means when two actors carry it: `find("Congo")`.
_RANK = {"state": 0, "organization": 1, "territory": 2, "leader": 3, "person": 4, "outlet": 5, "corridor": 6}


@dataclass(frozen=True, slots=True)
class Name:
    """A text that may name an actor. `role`: name, alias, demonym, capital, metonym or surname.

    `start`, `end`: the dates between which it does (None: no limit known). `ambiguous`: it means something else as often,
    or another entry carries the same text; a reader asks for context (the dates, a title, a fuller name before).
    """

    text: str
    role: str
    entry: Entry
    start: PartialDate | None
    end: PartialDate | None
    ambiguous: bool


@dataclass(frozen=True, eq=False)
class Dictionary:
    """Build it by `load`. `entries` stand in the order of their files.

    `titles`: what an office is called ("premier") -> the offices in `offices.toml` that it may be, likeliest first.
    """

    entries: tuple[Entry, ...]
    titles: dict[str, tuple[str, ...]]
    by_key: dict[tuple[str, str], Entry]
    by_text: dict[str, Entry]
    holders: dict[tuple[Actor, str], list[tuple[Actor, Office]]]

    @staticmethod
    def load(extra: Iterable[str | Path] = ()) -> Dictionary:
        """The built-in dictionaries and the `extra` files; an entry there replaces a built-in one of the same kind and name.

        Raises DataError, naming file and line, for what is not as the package's docstring says.
        """
        return _load(tuple(str(path) for path in extra))

    def names(self) -> Iterator[Name]:
        """Every spelling of every entry. `ambiguous` is also true where two actors share a text for a year or more."""
        owners: dict[str, list[tuple[Entry, Spelling]]] = {}
        for entry in self.entries:
            for one in entry.spellings:
                owners.setdefault(one.text, []).append((entry, one))
        for text, found in owners.items():
            for entry, one in found:
                shared = any(other is not entry and overlap(one, its) for other, its in found) if len(found) > 1 else False
                yield Name(text, one.role, entry, one.start, one.end, one.ambiguous or shared)

    def entry(self, actor: Actor) -> Entry | None:
        """What is known of an actor; None where nothing is."""
        return self.by_key.get(actor.key)

    def find(self, text: str) -> Actor | None:
        """The actor of a name, an alias, an ISO code or a surname that only one carries, any case; None where there is none."""
        found = self.by_text.get(" ".join(text.split()).casefold())
        return found.actor if found else None

    def facts(self, actor: Actor) -> list[Statement]:
        """What an actor's entry says as statements: `leads` for each office, `outlet_of` for an outlet's state."""
        entry = self.by_key.get(actor.key)
        if entry is None:
            return []
        facts = [_fact(entry, office.of, "leads", office.start, office.end) for office in entry.offices]
        if entry.of is not None and entry.actor.kind == "outlet":
            facts.append(_fact(entry, entry.of, "outlet_of", entry.start, entry.end))
        return list(dict.fromkeys(facts))

    def holder(self, state: Actor, office: str, when: PartialDate) -> Actor | None:
        """Who held an office of a state on a date: by the office's name or a title ("premier", "secretary of state", "leader").

        None where nobody is known to, or where the date leaves it open between two (a year in which the office changed hands).
        """
        if office.casefold() == "leader":
            return self._chief(state, when)
        for name in self.titles.get(" ".join(office.casefold().split()), ()):
            if found := self._holders(state, name, when):
                return found[0] if len(found) == 1 else None
        return None

    def _chief(self, state: Actor, when: PartialDate) -> Actor | None:
        entry = self.by_key.get(state.key)
        chief = [one.text for one in entry.chief if _covers(one.start, one.end, when)] if entry else []
        for name in chief or _CHIEFS:
            if found := self._holders(state, name, when):
                return found[0] if len(found) == 1 else None
        return None

    def _holders(self, state: Actor, office: str, when: PartialDate) -> list[Actor]:
        """Those who held it all through `when`; where there are none, those who may have. Who leaves on the day itself is out."""
        held = [(who, one) for who, one in self.holders.get((state, office), ()) if _covers(one.start, one.end, when)]
        certain = [
            (who, one)
            for who, one in held
            if (one.start is None or one.start.last <= when.first) and (one.end is None or when.last < one.end.first)
        ]
        # An open end is "when the file was last gone through": a later beginning, say in a user's file, closes it.
        newest = max((one.start.first for _, one in certain if one.start), default=None)
        current = [who for who, one in certain if one.end or newest is None or (one.start and one.start.first == newest)]
        return list(dict.fromkeys(current or [who for who, _ in held]))


_CHIEFS = ("supreme leader", "party leader", "military ruler", "president", "monarch", "chancellor", "prime minister")


def _covers(start: PartialDate | None, end: PartialDate | None, when: PartialDate) -> bool:
    return (start is None or start.first <= when.last) and (end is None or when.first <= end.last)


def overlap(a: Spelling, b: Spelling) -> bool:
    """True where two names are in use together for a year or more; less is a handover, which a date mostly decides."""
    start = max((one.start.first.toordinal() for one in (a, b) if one.start), default=0)
    end = min((one.end.last.toordinal() for one in (a, b) if one.end), default=date.max.toordinal())
    return end - start >= 365


def _fact(entry: Entry, target: Actor, type: str, start: PartialDate | None, end: PartialDate | None) -> Statement:
    return Statement(
        entry.document,
        entry.actor.name,
        entry.actor.kind,
        target.name,
        target.kind,
        type,
        start=start,
        end=end,
        line=entry.line,
        rule="dictionary",
    )


@cache
def _load(extra: tuple[str, ...]) -> Dictionary:
    titles, offices = _titles()
    records: dict[tuple[str, str], Record] = {}
    for record in _records(extra):
        key = record.kind, record.fields["name"]
        if (twin := records.get(key)) and twin.document == record.document:
            raise record.fault("name", record.fields["name"], f"stands on line {twin.line} already")
        records[key] = record
    actors = {key: actor(record) for key, record in records.items()}
    named: dict[str, Actor] = {}
    for found in sorted(actors.values(), key=lambda one: _RANK[one.kind]):
        for text in (found.name, found.iso3):
            if text:
                named.setdefault(text, found)
    entries = tuple(_entry(record, actors[key], named, offices) for key, record in records.items())
    holders: dict[tuple[Actor, str], list[tuple[Actor, Office]]] = {}
    for entry in entries:
        for one in entry.offices:
            holders.setdefault((one.of, one.office), []).append((entry.actor, one))
    return Dictionary(entries, titles, {one.actor.key: one for one in entries}, _by_text(entries), holders)


def _records(extra: tuple[str, ...]) -> Iterator[Record]:
    folder = resources.files(f"{__package__}.dictionaries")
    for name in FILES:
        if (file := folder.joinpath(name)).is_file():
            yield from read_records(file.read_text(encoding="utf-8"), f"volteface:{name}")
    for path in extra:
        try:
            text = Path(path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise DataError(f"{path}: cannot be read as a dictionary: {error}") from None
        yield from read_records(text, path)


def _titles() -> tuple[dict[str, tuple[str, ...]], set[str]]:
    """Title -> offices that bear it, in the order of the file; and the names of all offices."""
    raw = tomllib.loads(resources.files(f"{__package__}.dictionaries").joinpath("offices.toml").read_text(encoding="utf-8"))
    titles: dict[str, list[str]] = {}
    for office in raw["office"]:
        for title in dict.fromkeys((office["name"], *office["titles"])) if office["titles"] else ():
            titles.setdefault(title, []).append(office["name"])
    # An office's own name means that office first.
    ranked = {title: tuple(sorted(names, key=lambda name: name != title)) for title, names in titles.items()}
    return ranked, {office["name"] for office in raw["office"]}


def _entry(record: Record, found: Actor, named: dict[str, Actor], offices: set[str]) -> Entry:
    """A checked record with the actors it names. Raises DataError where one is unknown."""

    def resolve(field: str, text: object, kinds: tuple[str, ...]) -> Actor:
        known = named.get(text) if isinstance(text, str) else None
        if known is None or known.kind not in kinds:
            raise record.fault(field, text, f"valid: the name or ISO code of a known {' or '.join(kinds)}")
        return known

    def several(field: str, kinds: tuple[str, ...]) -> tuple[Actor, ...]:
        given = record.fields.get(field, [])
        if not isinstance(given, list):
            raise record.fault(field, given, "valid: a list")
        return tuple(resolve(field, one, kinds) for one in given)

    def office(given: object) -> Office:
        if not isinstance(given, dict) or given.keys() - {"of", "office", "from", "until"} or given.get("office") not in offices:
            raise record.fault("offices", given, f"valid: {{of, office, from, until}} with office one of {', '.join(sorted(offices))}")
        return Office(resolve("offices", given.get("of"), ("state", "territory", "organization")), given["office"], *dated(record, given))

    chief = tuple(texts(record, "chief", "chief"))
    for one in chief:
        if one.text not in offices:
            raise record.fault("chief", one.text, f"valid: {', '.join(sorted(offices))}")
    controls = record.fields.get("state_controlled")
    if controls is not None and not isinstance(controls, bool):
        raise record.fault("state_controlled", controls, "valid: true, false")
    start, end = dated(record, record.fields)
    of = record.fields.get("of")
    return Entry(
        found,
        spellings(record),
        record.document,
        record.line,
        start,
        end,
        tuple(office(one) for one in record.fields.get("offices", ())),
        None if of is None else resolve("of", of, ("state", "territory", "organization")),
        controls,
        several("connects", ("state", "territory")),
        several("members", ("state", "territory")),
        chief,
    )


def _by_text(entries: tuple[Entry, ...]) -> dict[str, Entry]:
    """Lower-case text -> entry: names before aliases before ISO codes before surnames; a surname only where one entry has it."""
    found: dict[str, Entry] = {}
    ranked = sorted(entries, key=lambda one: _RANK[one.actor.kind])
    for role in ("name", "alias", "iso3"):
        for entry in ranked:
            for text in [entry.actor.iso3] if role == "iso3" else [one.text for one in entry.spellings if one.role == role]:
                if text:
                    found.setdefault(text.casefold(), entry)
    surnames: dict[str, set[Entry]] = {}
    for entry in entries:
        for one in entry.spellings:
            if one.role == "surname":
                surnames.setdefault(one.text.casefold(), set()).add(entry)
    for text, owners in surnames.items():
        if len(owners) == 1:
            found.setdefault(text, *owners)
    return found
