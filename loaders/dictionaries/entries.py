"""Dictionary files as typed entries: read, checked field by field, each with the line on which it stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from ...graph.dates import PartialDate
from ...graph.errors import DataError, UsageError
from ...graph.model import Actor
from .tables import tables

# Fields that hold names, and the role that a name from each plays.
ROLES = {"aliases": "alias", "demonyms": "demonym", "capitals": "capital", "metonyms": "metonym"}
_COMMON = ("name", "aliases", "wikidata", "ambiguous", "from", "until")
_SEATS = ("demonyms", "capitals", "metonyms")
FIELDS: dict[str, tuple[str, ...]] = {
    "state": (*_COMMON, *_SEATS, "iso3", "chief"),
    "territory": (*_COMMON, *_SEATS, "iso3", "of"),
    "leader": (*_COMMON, "surname", "offices"),
    "person": (*_COMMON, "surname", "offices", "of"),
    "outlet": (*_COMMON, "of", "state_controlled"),
    "corridor": (*_COMMON, "connects"),
    "organization": (*_COMMON, *_SEATS, "of", "members"),
}
_KNOWN = {kind: frozenset(fields) for kind, fields in FIELDS.items()}
# The entry of a party is made of its tables: one in the built-in files, and those that a user's files add to it.
Key = tuple[str, str]
_WIKIDATA = re.compile(r"Q\d+")
_ISO3 = re.compile(r"[A-Z]{3}")


class Spelling(NamedTuple):
    """One text that names an actor, the part it plays and the dates between which it does (None: no limit known)."""

    text: str
    role: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: `of` is the actor led, `office` a name in `offices.toml`; `document`, `line`: where that stands."""

    of: Actor
    office: str
    start: PartialDate | None
    end: PartialDate | None
    document: str
    line: int


@dataclass(frozen=True, slots=True)
class Home:
    """What a party belongs to between two dates; `document`, `line`: where that stands."""

    of: Actor
    start: PartialDate | None
    end: PartialDate | None
    document: str
    line: int


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What the dictionaries know of one actor.

    `spellings` hold the name first. `homes`: the states or organizations it belonged to, the latest last. `controls`: whether
    that state controls it (None: not said, or no outlet). `connects`: a corridor's states. `members`: an organization's.
    `chief`: offices of a state's leader, the dates of each in its spelling.
    """

    actor: Actor
    spellings: tuple[Spelling, ...]
    start: PartialDate | None = None
    end: PartialDate | None = None
    offices: tuple[Office, ...] = ()
    homes: tuple[Home, ...] = ()
    controls: bool | None = None
    connects: tuple[Actor, ...] = ()
    members: tuple[Actor, ...] = ()
    chief: tuple[Spelling, ...] = ()

    @property
    def of(self) -> Actor | None:
        """What it belongs to, or last belonged to."""
        return self.homes[-1].of if self.homes else None

    def home(self, when: PartialDate | None) -> Actor | None:
        """What it belonged to on a date: TASS in 1985 to the Soviet Union. Without a date, or before all that is known: `of`."""
        held = [one for one in self.homes if when and covers(one.start, one.end, when)]
        return held[-1].of if held else self.of


@dataclass(frozen=True, slots=True)
class Record:
    """A table of a dictionary file as it was read: fields not yet checked, names of other actors not yet resolved."""

    kind: str
    fields: dict[str, Any]
    document: str
    line: int
    text: str

    @property
    def key(self) -> Key:
        return self.kind, self.fields["name"]

    def fault(self, field: str, value: object, why: str) -> DataError:
        """What is wrong with a field, on the line where that field stands."""
        name = self.fields.get("name", "?")
        return DataError(f"{self.document}:{self._line(field)}: {self.kind} {name}: {field} {value!r} ({why})")

    def _line(self, field: str) -> int:
        for number, line in enumerate(self.text.splitlines()[self.line :], self.line + 1):
            if line.lstrip().startswith("[["):
                break
            if re.match(rf"\s*[\"']?{re.escape(field)}[\"']?\s*=", line):
                return number
        return self.line


def covers(start: PartialDate | None, end: PartialDate | None, when: PartialDate) -> bool:
    """True where a time from `start` to `end` and a date have a day in common."""
    return (start is None or start.first <= when.last) and (end is None or when.first <= end.last)


def read_records(text: str, document: str) -> Iterator[Record]:
    """The tables of a dictionary file, in its order. Raises DataError where it is not TOML or has an unknown table or field."""
    for kind, line, fields in tables(text, document):
        if kind not in FIELDS:
            raise DataError(f"{document}:{line}: table {kind!r} (valid: {', '.join(f'[[{known}]]' for known in FIELDS)})")
        record = Record(kind, fields, document, line, text)
        if not fields.keys() <= _KNOWN[kind]:
            field = min(fields.keys() - _KNOWN[kind])
            raise DataError(
                f"{document}:{record._line(field)}: {kind} {fields.get('name', '?')}: field {field!r} (valid: {', '.join(FIELDS[kind])})"
            )
        if not isinstance(fields.get("name"), str) or not fields["name"].strip():
            raise record.fault("name", fields.get("name"), "valid: a text")
        yield record


@cache
def _parsed(value: str) -> PartialDate:
    return PartialDate.parse(value)


def dated(record: Record, fields: dict[str, Any], field: str = "") -> tuple[PartialDate | None, PartialDate | None]:
    """`from` and `until` of a table, checked; `field`: the one in which that table stands."""
    start, end = fields.get("from"), fields.get("until")
    if start is None and end is None:
        return None, None
    dates: list[PartialDate | None] = []
    for name, value in (("from", start), ("until", end)):
        try:
            dates.append(None if value is None else _parsed(str(value)))
        except UsageError as error:
            raise record.fault(field or name, value, str(error)) from None
    first, last = dates
    if first and last and first.first > last.last:
        raise record.fault(field or "until", f"until {end}" if field else str(end), f"before from {start}")
    return first, last


def listed(record: Record, field: str) -> list[Any]:
    """A field that holds a list. Raises DataError for anything else."""
    given = record.fields.get(field, [])
    if not isinstance(given, list):
        raise record.fault(field, given, "valid: a list")
    return given


def texts(record: Record, field: str, role: str) -> Iterator[Spelling]:
    """The names in one field: a text, or a list of texts and of `{text, from, until}`."""
    given = record.fields.get(field)
    if given is None:
        return
    for item in given if isinstance(given, list) else [given]:
        if isinstance(item, str):
            if text := item.strip():
                yield Spelling(text, role)
            continue
        if not isinstance(item, dict) or not isinstance(item.get("text"), str) or item.keys() - {"text", "from", "until"}:
            raise record.fault(field, item, "valid: texts, or {text, from, until}")
        if text := item["text"].strip():
            yield Spelling(text, role, *dated(record, item, field))


def plain(text: str) -> str:
    """The text without accents, case kept."""
    if text.isascii():
        return text
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def lifetime(records: Sequence[Record]) -> tuple[PartialDate | None, PartialDate | None]:
    """`from` and `until` of an entry: of its tables the last that says so."""
    if len(records) == 1:
        return dated(records[0], records[0].fields)
    spans = [dated(record, record.fields) for record in records]
    return tuple(next((span[end] for span in reversed(spans) if span[end]), None) for end in (0, 1))  # type: ignore[return-value]


def spellings(records: Sequence[Record]) -> tuple[Spelling, ...]:
    """All names of an entry by role, the name first, each text once in a role; those under `ambiguous` marked."""
    start, end = lifetime(records)
    found = [Spelling(records[0].fields["name"], "name")]
    for record in records:
        for field, role in ROLES.items():
            if field not in record.fields:
                continue
            # A seat stands for the government of its day ("Moscow" in 1980); a name is used in history books for ever.
            inherits = role in ("capital", "metonym") and (start or end)
            for one in texts(record, field, role):
                found.append(Spelling(one.text, role, one.start or start, one.end or end) if inherits else one)
    if records[0].kind in ("leader", "person"):
        found += surnames(records)
    doubtful: set[str] = set()
    for record in records:
        if "ambiguous" in record.fields:
            doubtful |= (given := {one.text for one in texts(record, "ambiguous", "")})
            if unknown := given - {one.text for one in found}:
                raise record.fault("ambiguous", min(unknown), "valid: one of its names")
    if doubtful:
        # "Libération" is as doubtful as "Liberation": a reader does not look at accents.
        doubtful = {plain(text) for text in doubtful}
        found = [one._replace(ambiguous=True) if plain(one.text) in doubtful else one for one in found]
    return tuple(dict.fromkeys(found))


def texts_in(records: Sequence[Record]) -> Iterator[str]:
    """Every text of `spellings`, in their order, unchecked (a few stand twice): cheap, for a table of contents of all entries."""
    name = records[0].fields["name"]
    yield name
    fields = [*ROLES]
    if records[0].kind in ("leader", "person"):
        fields.append("surname")
        if " " in name and not any("surname" in record.fields for record in records):
            yield name.split()[-1]
    for record in records:
        for field in fields:
            given = record.fields.get(field, ())
            for item in given if isinstance(given, list) else [given]:
                text = item.get("text") if isinstance(item, dict) else item
                if isinstance(text, str):
                    yield text.strip()


def surnames(records: Sequence[Record]) -> Iterator[Spelling]:
    """A leader's name used alone, dated by the offices: from the first start known to the last end (None where one goes on)."""
    name = records[0].fields["name"]
    spans = [dated(record, office, "offices") for record in records for office in offices_in(record)]
    starts = [start for start, _ in spans if start]
    ends = [end for _, end in spans if end]
    start = min(starts) if spans and len(starts) == len(spans) else None
    end = max(ends, key=lambda day: day.last) if spans and len(ends) == len(spans) else None
    if " " in name and not any("surname" in record.fields for record in records):
        yield Spelling(name.split()[-1], "surname", start, end)
    for record in records:
        for one in texts(record, "surname", "surname"):
            if one.text != name:
                yield Spelling(one.text, "surname", one.start or start, one.end or end)


def offices_in(record: Record) -> list[dict[str, Any]]:
    """The offices of a table, not yet resolved. Raises DataError where that is no list of tables."""
    given = record.fields.get("offices")
    if given is None:
        return []
    if not isinstance(given, list) or not all(isinstance(office, dict) for office in given):
        raise record.fault("offices", given, "valid: a list of {of, office, from, until}")
    return given


def actor(records: Sequence[Record]) -> Actor:
    """The actor of an entry. Raises DataError for a malformed ISO code or Wikidata id."""
    codes: dict[str, str | None] = {"iso3": None, "wikidata": None}
    for record in records:
        for field, form, valid in (("iso3", _ISO3, "three capital letters"), ("wikidata", _WIKIDATA, "Q and digits")):
            if field in record.fields:
                code = record.fields[field]
                if not isinstance(code, str) or not form.fullmatch(code):
                    raise record.fault(field, code, f"valid: {valid}")
                codes[field] = code
    aliases = dict.fromkeys([one.text for record in records if "aliases" in record.fields for one in texts(record, "aliases", "alias")])
    return Actor(records[0].fields["name"], records[0].kind, codes["iso3"], tuple(aliases), codes["wikidata"])
