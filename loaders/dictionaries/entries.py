"""Dictionary files as typed entries: read, checked field by field, each with the line on which it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ...graph.dates import PartialDate
from ...graph.errors import DataError, UsageError
from ...graph.model import Actor

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
_HEADER = re.compile(r"\s*\[\[\s*([A-Za-z_]+)\s*\]\]\s*(?:#.*)?")
_WIKIDATA = re.compile(r"Q\d+")
_ISO3 = re.compile(r"[A-Z]{3}")
_INSIDE_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')


@dataclass(frozen=True, slots=True)
class Spelling:
    """One text that names an actor, the part it plays and the dates between which it does (None: no limit known)."""

    text: str
    role: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """An office held: `of` is the actor led, `office` a name in `offices.toml`."""

    of: Actor
    office: str
    start: PartialDate | None = None
    end: PartialDate | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """What the dictionaries know of one actor; `document` and `line` say where that stands.

    `spellings` hold the name first. `of`: the state or organization it belongs to. `controls`: whether that state
    controls it (None: not said, or no outlet). `connects`: a corridor's states. `members`: an organization's.
    `chief`: offices of a state's leader, the dates of each in its spelling.
    """

    actor: Actor
    spellings: tuple[Spelling, ...]
    document: str
    line: int
    start: PartialDate | None = None
    end: PartialDate | None = None
    offices: tuple[Office, ...] = ()
    of: Actor | None = None
    controls: bool | None = None
    connects: tuple[Actor, ...] = ()
    members: tuple[Actor, ...] = ()
    chief: tuple[Spelling, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """A table of a dictionary file as it was read: fields not yet checked, names of other actors not yet resolved."""

    kind: str
    fields: dict[str, Any]
    document: str
    line: int

    def fault(self, field: str, value: object, why: str) -> DataError:
        return DataError(f"{self.document}:{self.line}: {self.kind} {self.fields.get('name', '?')}: {field} {value!r} ({why})")


def header_lines(text: str) -> Iterator[tuple[str, int]]:
    """Each `[[table]]` header of a TOML text with its line, from 1; lines inside a multi-line string do not count."""
    closing = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not closing and (match := _HEADER.fullmatch(line)):
            yield match[1], number
            continue
        if '"""' not in line and "'''" not in line:
            continue
        rest = line
        while rest:
            if closing:
                _, found, rest = rest.partition(closing)
                closing = "" if found else closing
                continue
            opened = re.search(r'"""|\'\'\'', rest)
            single = _INSIDE_STRING.search(rest)
            if opened is None:
                break
            # A comment or a closed string before the opening mark hides nothing of it; `""` is the start of `"""`.
            if single and single.start() < opened.start() and single[0] not in ('""', "''"):
                rest = rest[single.end() :]
                continue
            closing, rest = opened[0], rest[opened.end() :]


def read_records(text: str, document: str) -> Iterator[Record]:
    """The tables of a dictionary file, in its order. Raises DataError where it is not TOML or has an unknown table or field."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{document}: not a dictionary file: {error}") from None
    tables.pop("as_of", None)
    lines: dict[str, list[int]] = {}
    for table, line in header_lines(text):
        lines.setdefault(table, []).append(line)
    for kind, entries in tables.items():
        if kind not in FIELDS or not isinstance(entries, list):
            raise DataError(f"{document}: table {kind!r} (valid: {', '.join(f'[[{known}]]' for known in FIELDS)})")
        if len(lines.get(kind, ())) != len(entries):
            raise DataError(f"{document}: write each {kind} as a table of its own, [[{kind}]] on a line of its own")
        for line, fields in zip(lines[kind], entries, strict=True):
            record = Record(kind, fields, document, line)
            if unknown := fields.keys() - {*FIELDS[kind]}:
                raise record.fault("field", sorted(unknown)[0], f"valid: {', '.join(FIELDS[kind])}")
            if not isinstance(fields.get("name"), str) or not fields["name"].strip():
                raise record.fault("name", fields.get("name"), "valid: a text")
            offices = fields.get("offices", [])
            if not isinstance(offices, list) or not all(isinstance(office, dict) for office in offices):
                raise record.fault("offices", offices, "valid: a list of {of, office, from, until}")
            yield record


def dated(record: Record, fields: dict[str, Any]) -> tuple[PartialDate | None, PartialDate | None]:
    """`from` and `until` of a table, checked."""
    dates: list[PartialDate | None] = []
    for field in ("from", "until"):
        value = fields.get(field)
        try:
            dates.append(None if value is None else PartialDate.parse(str(value)))
        except UsageError as error:
            raise record.fault(field, value, str(error)) from None
    start, end = dates
    if start and end and start.first > end.last:
        raise record.fault("until", str(end), f"before from {str(start)!r}")
    return start, end


def texts(record: Record, field: str, role: str) -> Iterator[Spelling]:
    """The names in one field: a text, or a list of texts and of `{text, from, until}`."""
    given = record.fields.get(field, [])
    for item in [given] if isinstance(given, str) else given if isinstance(given, list) else [given]:
        table = {"text": item} if isinstance(item, str) else item
        if not isinstance(table, dict) or not isinstance(table.get("text"), str) or table.keys() - {"text", "from", "until"}:
            raise record.fault(field, item, "valid: texts, or {text, from, until}")
        if text := table["text"].strip():
            start, end = dated(record, table)
            yield Spelling(text, role, start, end)


def spellings(record: Record) -> tuple[Spelling, ...]:
    """All names of an entry by role, the name first, each text once in a role; those under `ambiguous` marked."""
    start, end = dated(record, record.fields)
    doubtful = {one.text for one in texts(record, "ambiguous", "")}
    found = [Spelling(record.fields["name"], "name")]
    for field, role in ROLES.items():
        for one in texts(record, field, role):
            # A seat stands for the government of its day ("Moscow" in 1980); a name is used in history books for ever.
            inherits = role in ("capital", "metonym")
            found.append(Spelling(one.text, role, one.start or (start if inherits else None), one.end or (end if inherits else None)))
    if record.kind in ("leader", "person"):
        found += surnames(record)
    if unknown := doubtful - {one.text for one in found}:
        raise record.fault("ambiguous", sorted(unknown)[0], "valid: one of its names")
    marked = (Spelling(one.text, one.role, one.start, one.end, one.text in doubtful) for one in found)
    return tuple(dict.fromkeys(marked))


def surnames(record: Record) -> Iterator[Spelling]:
    """A leader's name used alone, dated by the offices: from the first start known to the last end (None where one goes on)."""
    spans = [dated(record, office) for office in record.fields.get("offices", ())]
    starts = [start for start, _ in spans if start]
    ends = [end for _, end in spans if end]
    start = min(starts) if spans and len(starts) == len(spans) else None
    end = max(ends, key=lambda day: day.last) if spans and len(ends) == len(spans) else None
    if "surname" not in record.fields and " " in record.fields["name"]:
        yield Spelling(record.fields["name"].split()[-1], "surname", start, end)
    for one in texts(record, "surname", "surname"):
        if one.text != record.fields["name"]:
            yield Spelling(one.text, "surname", one.start or start, one.end or end)


def actor(record: Record) -> Actor:
    """The actor of an entry. Raises DataError for a malformed ISO code or Wikidata id."""
    fields = record.fields
    for field, form, valid in (("iso3", _ISO3, "three capital letters"), ("wikidata", _WIKIDATA, "Q and digits")):
        if field in fields and not (isinstance(fields[field], str) and form.fullmatch(fields[field])):
            raise record.fault(field, fields[field], f"valid: {valid}")
    aliases = tuple(dict.fromkeys(one.text for one in texts(record, "aliases", "alias")))
    return Actor(fields["name"], record.kind, fields.get("iso3"), aliases, fields.get("wikidata"))
