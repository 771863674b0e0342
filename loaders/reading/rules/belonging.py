"""Who belongs to what and what a route joins, by the words between the names: "two NATO members", "from A via B to C".

The sentence is written again with S for states (a list of them is one), O for organizations, C for corridors; `belonging.toml` has the
patterns. It reads what the parse loses: appositions, brackets, lists.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ..actors.register import Mention, Party
from ..clauses import Clause
from ..ends.parties import End
from ..ends.references import whole
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from .by_words import Hit, Line, hits, line_of, lists
from .relations import Occurrence, Reading, Relation

if TYPE_CHECKING:
    from ..parse.tree import Token

_STATES = ("state", "territory")
_KINDS = {"state": "S", "territory": "S", "organization": "O", "corridor": "C"}
_MEMBER = PredicateClass("belong", "member_of", 0.8)
_ONCE = PredicateClass("belonged", "member_of", 0.6)
_ROUTE = PredicateClass("route", "connects", 0.8)
# After "which" they stand for states: "to which both belong".
_STANDING = frozenset("both it they".split())
# Where one of these stands, members may be named without the body.
_WORDS_OF_BODIES = frozenset("member members bloc alliance organization organisation grouping pact club union".split())
_APPOSED = frozenset((",", "(", "-", ":", "as"))
_FILE = "belonging.toml"
# D: a nationality.
_LETTERS = tuple((letter, letter) for letter in "SODC")
# Patterns that need several states: "the Union of A", "(the Union)" after one, say too little.
_SEVERAL = ("O of S", "S ( O )", "O - S -", "O ( S )")


def _line(reading: Reading, seats: bool) -> Line:
    """The sentence with its names in short. `seats`: a city after "in" stands for its state too."""
    ends, doc = reading.ends, reading.doc

    def named(place: int, mention: Mention) -> tuple[str, End]:
        first, last = ends.spans[place]
        letter = _KINDS.get(mention.party.kind, "X")
        if letter == "S" and mention.role == "demonym" and not doc[last].text.endswith("s"):
            letter = "D"
        if letter == "S" and mention.role == "capital" and not seats and first and doc[first - 1].lower_ in ("in", "at", "near"):
            letter = "X"
        return letter, End(whole(mention.party) if mention.role == "capital" else mention.party, first, last, "named")

    def stands(token: Token) -> list[End]:
        after = token.i + 1 < len(doc) and any(first == token.i + 1 for first, _ in ends.spans.values())
        if token.lower_ not in _STANDING or not token.i or doc[token.i - 1].lower_ != "which" or after:
            return []
        return ends.reference(token)

    return line_of(reading, named, stands, "S")


def hoped(verb: Token) -> bool:
    """Whether what stands over an infinitive says that it has not come to it: "applied to join"."""
    return verb.dep_ in ("xcomp", "acl", "ccomp", "advcl", "relcl") and verb.tag_ == "VB" and lemma_of(verb.head) in lists(_FILE)["hoping"]


def belonging(reading: Reading) -> Iterator[Relation]:
    """The members of organizations and the ends of routes that a sentence names."""
    kinds = {mention.party.kind for mention in reading.ends.heads.values()}
    there = {token.lower_ for token in reading.doc}
    if not (kinds & set(_STATES) or "both" in there):
        return
    if "organization" in kinds or there & _WORDS_OF_BODIES:
        line = _line(reading, seats=False)
        if there & _WORDS_OF_BODIES:
            yield from _fellows(reading, line)
        if "organization" in kinds:
            for name, cls in (("state_body", _MEMBER), ("body_state", _MEMBER), ("once", _ONCE)):
                yield from _members(reading, line, name, cls)
    if "corridor" in kinds:
        line = _line(reading, seats=True)
        for name in ("route", "routed"):
            yield from _routes(reading, line, name)


def _fellows(reading: Reading, line: Line) -> Iterator[Relation]:
    """`Fellow members Norway and Denmark`: of the alliance that was last spoken of."""
    discourse = reading.ends.discourse
    unions = discourse.register.unions
    for hit in hits(line, _FILE, "fellow", _LETTERS):
        token = line.starts[hit.last]
        here = [one.party for place, one in sorted(reading.ends.heads.items()) if place < token and one.party.name in unions]
        body = here[-1] if here else discourse.last(lambda one: one.kind == "organization" and one.name in unions, 1)
        if body is not None:
            states = line.ends(hit, "S")
            yield from Occurrence(_MEMBER, "fellow", (token,)).between(states, [End(body, token, token, "reference", 0.75)])


def _members(reading: Reading, line: Line, name: str, cls: PredicateClass) -> Iterator[Relation]:
    for hit in hits(line, _FILE, name, _LETTERS):
        bodies, states = line.ends(hit, "O"), line.ends(hit, "S", "D")
        if hit.pattern.text in _SEVERAL and len(states) < 2:
            continue
        if len(bodies) != 1 or bodies[0].party.of is not None:
            continue
        before = line.pieces[hit.first - 1] if hit.first else ""
        if before in ("with", "between", "against") and hit.pattern.letters[0] == "O":
            continue
        clause = None if _APPOSED & hit.pattern.words else _clause(reading, line, hit)
        found = Occurrence(cls, "by-words", (line.starts[hit.last],), clause).between(states, bodies)
        if cls is not _ONCE:
            yield from found
        elif not _of_body(reading, bodies[0]):
            # Who has left was a member; who will leave is one.
            yield from (replace(one, past=one.status == "asserted") for one in found)


def _of_body(reading: Reading, body: End) -> bool:
    """Whether a body's name stands before what is only its own: "pulled out of the AU summit"."""
    after = reading.doc[body.last + 1] if body.last + 1 < len(reading.doc) else None
    return after is not None and after.pos_ == "NOUN" and reading.doc[body.last].head is after


def _clause(reading: Reading, line: Line, hit: Hit) -> Clause | None:
    """The clause of the verb in a pattern."""
    verb = line.verb(reading.doc, hit)
    return reading.clause_of(verb) if verb is not None else None


def _routes(reading: Reading, line: Line, name: str) -> Iterator[Relation]:
    for hit in hits(line, _FILE, name, _LETTERS):
        clause = _clause(reading, line, hit)
        if clause is not None and clause.negated:
            continue
        for state in line.ends(hit, "S"):
            for route in line.ends(hit, "C"):
                yield from Occurrence(_ROUTE, "by-words", (line.starts[hit.last],), clause).between([route], [state])


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
