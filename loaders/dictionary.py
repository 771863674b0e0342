"""Actors known before a text is read: by name, alias or ISO code, with their names by role, dated offices, outlets' states.

The data are the TOML files of `volteface.loaders.dictionaries` (their fields: that package's docstring) and whatever
files of the same form are given beside them (docs/dictionaries.md).
"""

from __future__ import annotations

import gc
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from functools import cache, cached_property
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from ..graph.dates import PartialDate
from ..graph.errors import DataError
from ..graph.model import Actor, Statement
from .dictionaries.entries import (
    Entry,
    Home,
    Key,
    Office,
    Record,
    Spelling,
    actor,
    covers,
    dated,
    lifetime,
    listed,
    offices_in,
    read_records,
    spellings,
    texts,
    texts_in,
)

__all__ = ["Dictionary", "Entry", "Home", "Name", "Office", "Spelling"]

# The built-in files, and what kinds of actor stand in each.
FILES = {
    "states.toml": ("state",),
    "territories.toml": ("territory",),
    "organizations.toml": ("organization",),
    "leaders.toml": ("leader", "person"),
    "persons.toml": ("person",),
    "outlets.toml": ("outlet",),
    "corridors.toml": ("corridor",),
}
# Who a bare name means when two actors carry it: `find("Congo")`.
_RANK = {"state": 0, "organization": 1, "territory": 2, "leader": 3, "person": 4, "outlet": 5, "corridor": 6}
_OWNERS = ("state", "organization", "territory")
_PLACES = ("state", "territory")
_WHERE = {kind: tuple(name for name, kinds in FILES.items() if kind in kinds) for kind in _RANK}


class Name(NamedTuple):
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


class Dictionary:
    """Build it by `load`. An entry is made when it is first asked for: `entry` and `facts` cost little, `names()` makes all.

    `extra` are the texts of the files besides the built-in ones, by their names.
    `titles`: what an office is called ("premier") -> the offices in `offices.toml` that it may be, likeliest first.
    """

    def __init__(self, records: Mapping[Key, tuple[Record, ...]], extra: Mapping[str, str] | None = None) -> None:
        self.extra = dict(extra or {})
        self._records = records
        self._made: dict[Key, Entry] = {}
        self._actors: dict[Key, Actor] = {}
        self._terms: dict[Actor, dict[str, list[tuple[Actor, Office]]]] = {}
        self.titles, self._offices = _titles()

    @staticmethod
    def load(extra: Iterable[str | Path] = ()) -> Dictionary:
        """The built-in dictionaries and the `extra` files; an entry there adds to one of the same kind and name: its lists grow,
        its single values (`of`, `iso3`, `state_controlled`, `from`, …) are replaced.

        Raises DataError, naming file, line and field, for what is not as the package's docstring says.
        """
        return Dictionary.of({str(path): _text_of(str(path)) for path in extra})

    @staticmethod
    def of(extra: Mapping[str, str]) -> Dictionary:
        """The built-in dictionaries with the texts of others by their names, as `load` has them of files. Raises DataError."""
        if not extra:
            return _builtin()
        records = dict(_builtin_records())
        own: dict[Key, None] = {}
        for name, text in extra.items():
            found = _unique(read_records(text, name))
            records |= {key: (*records.get(key, ()), one) for key, one in found.items()}
            own |= dict.fromkeys(found)
        dictionary = Dictionary(records, extra)
        for key in own:  # so that a fault is told before anything is read
            dictionary._entry(key)
        return dictionary

    @cached_property
    def nobody(self) -> tuple[str, ...]:
        """Names that hold a party's name and are none ("Treaty of Rome", "New Mexico"): the texts of `nobody.toml`."""
        text = resources.files(f"{__package__}.dictionaries").joinpath("nobody.toml").read_text(encoding="utf-8")
        return tuple(one for texts in tomllib.loads(text).values() for one in texts)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """All of them, in the order of their files."""
        with _uninterrupted():
            return tuple([self._entry(key) for key in self._records])

    def entries_of(self, kind: str) -> Iterator[Entry]:
        """Those of one kind of actor."""
        return (self._entry(key) for key in self._records if key[0] == kind)

    def spelled(self) -> Iterator[tuple[Key, str]]:
        """Every text that may name an entry, with the entry's kind and name, before any entry is made: what to ask `names` for."""
        for key, records in self._records.items():
            for text in texts_in(records):
                yield key, text

    def names(self, keys: Iterable[Key] | None = None, wanted: Callable[[str], bool] = lambda text: True) -> Iterator[Name]:
        """Every spelling of every entry. `ambiguous` is also true where two actors share a text for a year or more, unless one
        belongs to the other (an organ that also stands for its state).

        With `keys` and `wanted`, only these spellings of these entries; `keys` hold all entries that have a spelling that is wanted.
        """
        owners: dict[str, list[tuple[Entry, Spelling]]] = {}
        for entry in self.entries if keys is None else map(self._entry, keys):
            for one in entry.spellings:
                if wanted(one.text):
                    owners.setdefault(one.text, []).append((entry, one))
        for text, found in owners.items():
            for entry, one in found:
                shared = len(found) > 1 and any(
                    _apart(entry, other) and overlap(one, its) and not _followed(entry, one, other, its) for other, its in found
                )
                yield Name(text, one.role, entry, one.start, one.end, one.ambiguous or shared)

    def entry(self, actor: Actor) -> Entry | None:
        """What is known of an actor; None where nothing is."""
        return self._entry(actor.key) if actor.key in self._records else None

    def find(self, text: str) -> Actor | None:
        """The actor of a name, an alias, an ISO code or a surname that only one carries, any case; None where there is none."""
        key = " ".join(text.split()).casefold()
        found = self._by_text.get(key) or self._by_text.get(key.removeprefix("the "))
        return found.actor if found else None

    def facts(self, actor: Actor) -> list[Statement]:
        """What an actor's entry says as statements: `leads` for each office, `outlet_of` for an outlet's state."""
        entry = self.entry(actor)
        if entry is None:
            return []
        facts = [_fact(entry, office, "leads") for office in entry.offices]
        if actor.kind == "outlet":
            facts += [_fact(entry, home, "outlet_of") for home in entry.homes]
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
        entry = self.entry(state)
        chief = [one.text for one in entry.chief if covers(one.start, one.end, when)] if entry else []
        for name in chief or _CHIEFS:
            if found := self._holders(state, name, when):
                return found[0] if len(found) == 1 else None
        return None

    def _holders(self, state: Actor, office: str, when: PartialDate) -> list[Actor]:
        """Those who held it all through `when`; where there are none, those who may have. Who leaves on the day itself is out."""
        held = [(who, one) for who, one in self._held(state).get(office, ()) if covers(one.start, one.end, when)]
        certain = [
            (who, one)
            for who, one in held
            if (one.start is None or one.start.last <= when.first) and (one.end is None or when.last < one.end.first)
        ]
        # An open end is "when the file was last gone through": a later beginning, say in a user's file, closes it.
        newest = max((one.start.first for _, one in certain if one.start), default=None)
        current = [who for who, one in certain if one.end or newest is None or (one.start and one.start.first == newest)]
        return list(dict.fromkeys(current or [who for who, _ in held]))

    def _held(self, state: Actor) -> dict[str, list[tuple[Actor, Office]]]:
        """Who held which office of a state, made when one is asked for."""
        if state not in self._terms:
            terms = self._terms[state] = {}
            for key in self._serving.get(state.key, ()):
                entry = self._entry(key)
                for one in entry.offices:
                    if one.of == state:
                        terms.setdefault(one.office, []).append((entry.actor, one))
        return self._terms[state]

    @cached_property
    def _serving(self) -> dict[Key, dict[Key, None]]:
        """Who held any office of a party: entries by entry, before any is made."""
        owners: dict[object, Key | None] = {}
        found: dict[Key, dict[Key, None]] = {}
        for key, records in self._records.items():
            for record in records:
                for office in offices_in(record):
                    of = office.get("of")
                    if isinstance(of, str) and (owner := owners.get(of) or owners.setdefault(of, self._known(of, _OWNERS))):
                        found.setdefault(owner, {})[key] = None
        return found

    @cached_property
    def _by_text(self) -> dict[str, Entry]:
        """Lower-case text -> entry: names before aliases before ISO codes before surnames; a surname only where one entry has it."""
        found: dict[str, Entry] = {}
        ranked = sorted(self.entries, key=lambda one: _RANK[one.actor.kind])
        for role in ("name", "alias", "iso3"):
            for entry in ranked:
                for text in [entry.actor.iso3] if role == "iso3" else [one.text for one in entry.spellings if one.role == role]:
                    if text:
                        found.setdefault(text.casefold(), entry)
        surnames: dict[str, set[Entry]] = {}
        for entry in self.entries:
            for one in entry.spellings:
                if one.role == "surname":
                    surnames.setdefault(one.text.casefold(), set()).add(entry)
        for text, owners in surnames.items():
            if len(owners) == 1:
                found.setdefault(text, *owners)
        return found

    @cached_property
    def _codes(self) -> dict[object, Key]:
        return {
            code: key
            for key, records in self._records.items()
            if key[0] in _PLACES
            for record in records
            if isinstance(code := record.fields.get("iso3"), str)
        }

    def _entry(self, key: Key) -> Entry:
        if key not in self._made:
            self._made[key] = self._make(self._records[key])
        return self._made[key]

    def _actor(self, key: Key) -> Actor:
        """The actor alone: an entry may name others that name it in turn."""
        if key not in self._actors:
            self._actors[key] = actor(self._records[key])
        return self._actors[key]

    def _make(self, records: tuple[Record, ...]) -> Entry:
        """The entry of its tables, checked, with the actors that it names. Raises DataError where one is unknown."""
        last = {field: record for record in records for field in ("state_controlled", "chief", "of") if field in record.fields}
        controls = None
        if "state_controlled" in last:
            controls = last["state_controlled"].fields["state_controlled"]
            if not isinstance(controls, bool):
                raise last["state_controlled"].fault("state_controlled", controls, "valid: true, false")
        chief = tuple(texts(last["chief"], "chief", "chief")) if "chief" in last else ()
        for one in chief:
            if one.text not in self._offices:
                raise last["chief"].fault("chief", one.text, f"valid: {', '.join(sorted(self._offices))}")
        start, end = lifetime(records)
        return Entry(
            self._actor(records[0].key),
            spellings(records),
            start,
            end,
            tuple([self._office(record, given) for record in records for given in offices_in(record)]),
            tuple(self._homes(last["of"], start, end)) if "of" in last else (),
            controls,
            self._places(records, "connects"),
            self._places(records, "members"),
            chief,
        )

    def _office(self, record: Record, given: dict[str, object]) -> Office:
        if given.keys() - {"of", "office", "from", "until"} or given.get("office") not in self._offices:
            valid = f"{{of, office, from, until}} with office one of {', '.join(sorted(self._offices))}"
            raise record.fault("offices", given, f"valid: {valid}")
        of = self._resolve(record, "offices", given.get("of"), _OWNERS)
        return Office(of, str(given["office"]), *dated(record, given, "offices"), record.document, record.line)

    def _homes(self, record: Record, start: PartialDate | None, end: PartialDate | None) -> Iterator[Home]:
        given = list(texts(record, "of", "of"))
        if not given:
            raise record.fault("of", record.fields["of"], f"valid: a known {' or '.join(_OWNERS)}")
        for one in given:
            of = self._resolve(record, "of", one.text, _OWNERS)
            yield Home(of, one.start or start, one.end or end, record.document, record.line)

    def _places(self, records: tuple[Record, ...], field: str) -> tuple[Actor, ...]:
        found = [self._resolve(one, field, text, _PLACES) for one in records if field in one.fields for text in listed(one, field)]
        return tuple(dict.fromkeys(found)) if found else ()

    def _known(self, text: str, kinds: tuple[str, ...]) -> Key | None:
        """The actor of a name or an ISO code, a state before an organization before a territory."""
        return next((key for kind in kinds if (key := (kind, text)) in self._records), None) or self._codes.get(text)

    def _resolve(self, record: Record, field: str, text: object, kinds: tuple[str, ...]) -> Actor:
        """The actor of a name or an ISO code in a table. Raises DataError where there is none."""
        key = self._known(text, kinds) if isinstance(text, str) else None
        if key is None:
            near = get_close_matches(str(text), [name for kind, name in self._records if kind in kinds], 3, 0.75)
            closest = f"; closest: {', '.join(near)}" if near else ""
            raise record.fault(field, text, f"valid: the name or ISO code of a known {' or '.join(kinds)}{closest}")
        return self._actor(key)


# Roles of the names that a state hands on to the next.
_BORNE = ("name", "alias", "demonym")
_CHIEFS = ("supreme leader", "party leader", "military ruler", "president", "monarch", "chancellor", "prime minister")


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Without the garbage collector: it would look through 100,000 new objects again and again, none of which is garbage."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def overlap(a: Spelling, b: Spelling) -> bool:
    """True where two names are in use together for a year or more; less is a handover, which a date mostly decides."""
    start = max((one.start.first.toordinal() for one in (a, b) if one.start), default=0)
    end = min((one.end.last.toordinal() for one in (a, b) if one.end), default=date.max.toordinal())
    return end - start >= 365


def _apart(entry: Entry, other: Entry) -> bool:
    """False for an entry itself, and for two of which one acts for the other."""
    return other is not entry and other.of != entry.actor and entry.of != other.actor


def _followed(entry: Entry, one: Spelling, other: Entry, its: Spelling) -> bool:
    """Whether two states bear a name one after the other: "Germany" from 1949 to 1990, and before and after. Dates decide."""
    bounded = [bool(each.start and each.end) for each in (one, its)]
    return entry.actor.kind == other.actor.kind == "state" and bounded[0] != bounded[1] and one.role in _BORNE and its.role in _BORNE


def _fact(entry: Entry, tie: Office | Home, type: str) -> Statement:
    return Statement(
        tie.document,
        entry.actor.name,
        entry.actor.kind,
        tie.of.name,
        tie.of.kind,
        type,
        start=tie.start,
        end=tie.end,
        line=tie.line,
        rule="dictionary",
    )


@cache
def _builtin() -> Dictionary:
    return Dictionary(_builtin_records())


@cache
def _builtin_records() -> Mapping[Key, tuple[Record, ...]]:
    return _BuiltIn()


class _BuiltIn(Mapping[Key, tuple[Record, ...]]):
    """The tables of the built-in files, each read when an actor is asked for that may stand in it."""

    def __init__(self) -> None:
        self._read: dict[str, dict[Key, tuple[Record, ...]]] = {}

    def __getitem__(self, key: Key) -> tuple[Record, ...]:
        for name in _WHERE.get(key[0], ()):
            if found := (self._read.get(name) or self._file(name)).get(key):
                return found
        raise KeyError(key)

    def __iter__(self) -> Iterator[Key]:
        for name in FILES:
            yield from self._file(name)

    def __len__(self) -> int:
        return sum(len(self._file(name)) for name in FILES)

    def _file(self, name: str) -> dict[Key, tuple[Record, ...]]:
        if name not in self._read:
            text = resources.files(f"{__package__}.dictionaries").joinpath(name).read_text(encoding="utf-8")
            found = _unique(read_records(text, f"volteface:{name}"))
            for (kind, _), record in found.items():
                if kind not in FILES[name]:
                    raise record.fault("kind", kind, f"valid in {name}: {', '.join(FILES[name])}")
            self._read[name] = {key: (one,) for key, one in found.items()}
        return self._read[name]


def _unique(records: Iterable[Record]) -> dict[Key, Record]:
    """The records of one file by kind and name. Raises DataError where one stands twice."""
    found: dict[Key, Record] = {}
    for record in records:
        if twin := found.get(record.key):
            raise record.fault("name", record.fields["name"], f"stands on line {twin.line} already")
        found[record.key] = record
    return found


def _text_of(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: cannot be read as a dictionary: {error}") from None


def titles_of_leaders() -> frozenset[str]:
    """The titles of those who lead a state or are in its government, as texts write them."""
    titles, _ = _titles()
    return frozenset(title for title, offices in titles.items() if not set(offices) <= _NO_LEADERS)


# Offices whose holders lead no state; whoever is called "chief" alone may be of anything.
_NO_LEADERS = {"head", "parliament speaker", "national security adviser"}


@cache
def _titles() -> tuple[dict[str, tuple[str, ...]], frozenset[str]]:
    """Title -> offices that bear it, in the order of the file; and the names of all offices."""
    raw = tomllib.loads(resources.files(f"{__package__}.dictionaries").joinpath("offices.toml").read_text(encoding="utf-8"))
    titles: dict[str, list[str]] = {}
    for office in raw["office"]:
        for title in dict.fromkeys((office["name"], *office["titles"])) if office["titles"] else ():
            titles.setdefault(title, []).append(office["name"])
    # An office's own name means that office first.
    ranked = {title: tuple(sorted(names, key=lambda name: name != title)) for title, names in titles.items()}
    return ranked, frozenset(office["name"] for office in raw["office"])
