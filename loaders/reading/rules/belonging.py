"""Who belongs to what and what a route joins, by the words between the names: "two NATO members", "from A via B to C".

The sentence is written again with S for states (a list of them is one), O for organizations, C for corridors; `belonging.toml` has the
patterns. It reads what the parse loses: appositions, brackets, lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from ..actors.register import Party
from ..clauses import lemma_of
from ..ends.parties import End
from ..ends.references import whole
from ..lexicon import PredicateClass
from .relations import Occurrence, Reading, Relation

if TYPE_CHECKING:
    from ..parse.tree import Doc, Token

_STATES = ("state", "territory")
_KINDS = {"state": "S", "territory": "S", "organization": "O", "corridor": "C"}
_MEMBER = PredicateClass("belong", "member_of", 0.8)
_ONCE = PredicateClass("belonged", "member_of", 0.6)
_ROUTE = PredicateClass("route", "connects", 0.8)
# Words that change nothing of what stands between two names.
_DROPPED = frozenset(
    "the a an will would shall has have had also now already since then still formally officially recently finally today".split()
)
# After "which" they stand for states: "to which both belong".
_STANDING = frozenset("both it they".split())
_FELLOW = frozenset("member members".split())
_LISTING = frozenset(", and or & both even now also".split())
_APPOSED = frozenset((",", "(", "-", ":", "as"))


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of a list of `belonging.toml`; `words` must all stand in a sentence that it fits."""

    form: re.Pattern[str]
    words: frozenset[str]
    text: str


@dataclass
class Line:
    """The sentence written again: one piece a token or a list of names; `starts`: the token of each piece; `names`: S0, O1: their ends."""

    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    names: dict[str, list[End]] = field(default_factory=dict)

    def add(self, piece: str, token: int) -> None:
        self.pieces.append(piece)
        self.starts.append(token)


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The lists of `belonging.toml` by name."""
    import tomllib

    raw = tomllib.loads(resources.files(__package__).joinpath("belonging.toml").read_text(encoding="utf-8"))
    return {name: tuple(found) for name, found in raw.items()}


@cache
def _patterns(name: str) -> tuple[Pattern, ...]:
    """The patterns of one list, the longest first."""
    found: list[Pattern] = []
    for text in dict.fromkeys(lists()[name]):
        parts = []
        for word in (one for one in text.split() if one not in _DROPPED):
            if word == "…":
                parts.append(r"(?:(?![SOC]\d)\S+ ){0,3}?")
            else:
                parts.append(rf"({word}\d+) " if word in ("S", "O", "C") else re.escape(word) + " ")
        literal = frozenset(word for word in text.split() if word not in ("S", "O", "C", "…") and word not in _DROPPED)
        found.append(Pattern(re.compile(r"(?<= )" + "".join(parts)), literal, text))
    return tuple(sorted(found, key=lambda one: -len(one.text)))


def line_of(reading: Reading, seats: bool) -> Line:
    """The sentence with its names in short. `seats`: a city after "in" stands for its state too."""
    ends, doc = reading.ends, reading.doc
    firsts = {ends.spans[place][0]: place for place in ends.heads}
    line = Line()
    at = 0
    while at < len(doc):
        place = firsts.get(at)
        if place is None:
            named = doc[at].lower_ in _STANDING and at and doc[at - 1].lower_ == "which" and ends.reference(doc[at])
            if named:
                line.names[f"S{len(line.names)}"] = list(named)
                line.add(f"S{len(line.names) - 1}", at)
            elif doc[at].lower_ not in _DROPPED and not doc[at].is_space:
                line.add(doc[at].lower_, at)
            at += 1
            continue
        mention = ends.heads[place]
        first, last = ends.spans[place]
        letter = _KINDS.get(mention.party.kind, "X")
        if letter == "S" and mention.role == "demonym" and not doc[last].text.endswith("s"):
            letter = "D"
        if letter == "S" and mention.role == "capital" and not seats and first and doc[first - 1].lower_ in ("in", "at", "near"):
            letter = "X"
        party = whole(mention.party) if mention.role == "capital" else mention.party
        _name(line, letter, End(party, first, last, "named"))
        at = last + 1
    return line


def _name(line: Line, letter: str, end: End) -> None:
    """Adds a name: to the list before it, where only a comma or "and" stands between two states."""
    if letter == "S":
        back = len(line.pieces) - 1
        while back >= 0 and line.pieces[back] in _LISTING and len(line.pieces) - back < 4:
            back -= 1
        joined = back < len(line.pieces) - 1 and back >= 0 and line.pieces[back][:1] == "S" and line.pieces[back] in line.names
        if joined and line.pieces[-1] != "both":
            del line.pieces[back + 1 :], line.starts[back + 1 :]
            line.names[line.pieces[back]].append(end)
            return
    key = f"{letter}{len(line.names)}"
    line.names[key] = [end]
    line.add(key, end.first)


def _hits(line: Line, name: str) -> Iterator[tuple[Pattern, list[str], int, int]]:
    """(pattern, names, first and last piece) of what fits in a sentence, one hit for each set of names."""
    text = f" {' '.join(line.pieces)} "
    have = set(line.pieces)
    seen: set[frozenset[str]] = set()
    for pattern in _patterns(name):
        if not pattern.words <= have:
            continue
        for hit in pattern.form.finditer(text):
            names = list(hit.groups())
            first = text[: hit.start()].count(" ") - 1
            last = text[: hit.end()].count(" ") - 2
            if frozenset(names) not in seen and not _turned(line, first, last):
                seen.add(frozenset(names))
                yield pattern, names, first, last


def _turned(line: Line, first: int, last: int) -> bool:
    """Whether a "not" or "non-" stands in a pattern or right before it."""
    around = line.pieces[max(0, first - 2) : last + 1]
    return not set(around).isdisjoint(lists()["never"])


def hoped(verb: Token) -> bool:
    """Whether what stands over an infinitive says that it has not come to it: "applied to join"."""
    return verb.dep_ in ("xcomp", "acl", "ccomp", "advcl", "relcl") and verb.tag_ == "VB" and lemma_of(verb.head) in lists()["hoping"]


def belonging(reading: Reading) -> Iterator[Relation]:
    """The members of organizations and the ends of routes that a sentence names."""
    kinds = {mention.party.kind for mention in reading.ends.heads.values()}
    if "organization" not in kinds and _FELLOW & {token.lower_ for token in reading.doc}:
        yield from _fellows(reading)
    if not (kinds & set(_STATES) or any(token.lower_ == "both" for token in reading.doc)) or not kinds & {"organization", "corridor"}:
        return
    if "organization" in kinds:
        line = line_of(reading, seats=False)
        for name, cls in (("state_body", _MEMBER), ("body_state", _MEMBER), ("once", _ONCE)):
            yield from _members(reading, line, name, cls)
    if "corridor" in kinds:
        line = line_of(reading, seats=True)
        for name in ("route", "routed"):
            yield from _routes(reading, line, name)


def _fellows(reading: Reading) -> Iterator[Relation]:
    """`Fellow members Norway and Denmark`: of the alliance that was last spoken of."""
    discourse = reading.ends.discourse
    body = discourse.last(lambda one: one.kind == "organization" and one.name in discourse.register.unions, 1)
    if body is None:
        return
    line = line_of(reading, seats=False)
    for _, names, _, last in _hits(line, "fellow"):
        place = line.starts[last]
        states = [end for key in names for end in line.names[key]]
        token = next((one.i for one in reading.doc if one.lower_ in _FELLOW), place)
        yield from Occurrence(_MEMBER, "fellow", (token,)).between(states, [End(body, token, token, "reference", 0.75)])


def _members(reading: Reading, line: Line, name: str, cls: PredicateClass) -> Iterator[Relation]:
    for pattern, names, first, last in _hits(line, name):
        bodies = [end for key in names if key[0] == "O" for end in line.names[key]]
        states = [end for key in names if key[0] == "S" for end in line.names[key]]
        if pattern.text in ("O of S", "S ( O )", "O - S -", "O ( S )") and len(states) < 2:
            continue
        if len(bodies) != 1 or bodies[0].party.of is not None:
            continue
        if first and line.pieces[first - 1] in ("with", "between", "against") and pattern.text.startswith("O "):
            continue
        verb = None if _APPOSED & pattern.words else _clause_token(reading.doc, line, first, last)
        clause = reading.clause_of(verb) if verb is not None else None
        at = (line.starts[last],)
        yield from Occurrence(cls, "by-words", at, clause).between(states, bodies)


def _clause_token(doc: Doc, line: Line, first: int, last: int) -> Token | None:
    """The verb among the words of a pattern."""
    return next((doc[place] for place in line.starts[first : last + 1] if doc[place].pos_ in ("VERB", "AUX")), None)


def _routes(reading: Reading, line: Line, name: str) -> Iterator[Relation]:
    for _, names, first, last in _hits(line, name):
        routes = [end for key in names if key[0] == "C" for end in line.names[key]]
        states = [end for key in names if key[0] == "S" for end in line.names[key]]
        verb = _clause_token(reading.doc, line, first, last)
        clause = reading.clause_of(verb) if verb is not None else None
        if clause is not None and clause.negated:
            continue
        for state in states:
            for route in routes:
                yield from Occurrence(_ROUTE, "by-words", (line.starts[last],), clause).between([route], [state])


def own_ends(reading: Reading) -> Iterator[Relation]:
    """The states that the name of a route holds: "the China-Laos railway"."""
    for place, mention in reading.ends.heads.items():
        first, last = reading.ends.spans[place]
        if mention.party.kind != "corridor" or last == first:
            continue
        route = End(mention.party, first, last, "named")
        found = dict(_inside(reading, first, last))
        if len(found) > 1:
            for party, token in found.items():
                end = End(party, token, token, "named")
                yield Relation(route, end, "connects", "route/its-name", first, last, "asserted", False, 0.75, (place,))


def _inside(reading: Reading, first: int, last: int) -> Iterator[tuple[Party, int]]:
    """The states whose names or capitals stand in a name, each with its token."""
    named = reading.ends.discourse.register.of_word
    at = first
    while at <= last:
        for size in (3, 2, 1):
            text = " ".join(token.text for token in reading.doc[at : at + size])
            if at + size <= last + 1 and (party := named.get(text)):
                yield party, at
                at += size - 1
                break
        at += 1
