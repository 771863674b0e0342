"""Who brings two others together: beside the noun for what they do ("talks led by A to end B's war with C") and by the words between the
names (`mediation.toml`): "B sent C a message through A".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..ends.discourse import FAR, as_state
from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from .between import pair_of
from .by_words import Hit, Line, hits, line_of, lists
from .relations import Occurrence, Reading, Relation, objects_below

if TYPE_CHECKING:
    from ..actors.register import Mention
    from ..parse.tree import Token

_MEDIATED = PredicateClass("mediated", "mediates", 0.8)
_FILE = "mediation.toml"
# P: a party, D: a nationality, which only the third may be.
_LETTERS = (("A", "P"), ("B", "P"), ("M", "PD"))
_PLACES = ("state", "territory")
_PARTIES = (*_PLACES, "organization", "leader", "person")
_LISTING = frozenset(", and or & both between".split())
# What a word begins with where a third party may stand without the two.
_STEMS = (
    "mediat",
    "arbitrat",
    "broker",
    "facilitat",
    "auspices",
    "aegis",
    "offices",
    "go-between",
    "intermediar",
    "talks",
    "dialogue",
    "shuttl",
)
# More than these are no third party.
_THIRDS = 3
_DASHES = frozenset("- – /".split())


def mediated(reading: Reading, noun: Token) -> Iterator[Relation]:
    """`talks led by A between B and C`, `a truce brokered by A` that B and C signed, `A-led talks to end the war of B and C`."""
    at, third = _third(reading, noun)
    if not third:
        return
    parties = _parties(reading, noun)
    others = {end.party.state for end in parties}
    third = [end for end in third if end.party.state not in others]
    if len(others) > 1:
        yield from Occurrence(_MEDIATED, "beside-noun", (noun.i, at), reading.clause_of(noun)).between(third, parties)


def _third(reading: Reading, noun: Token) -> tuple[int, list[End]]:
    """(its verb, the parties) of who leads or brings about what a noun names."""
    for part in _participles(reading, noun):
        by = [one for child in part.children if child.dep_ == "agent" or child.lower_ == "by" for one in objects_below(child)]
        if found := reading.parties(by, "prep"):
            return part.i, found[:1]
    for child in noun.children:
        if (
            child.dep_ in ("amod", "compound")
            and reading.lexicon.is_word("convening", child.lower_)
            and child.i > 1
            and child.nbor(-1).lower_ == "-"
        ):
            place = child.i - 2
            if place in reading.ends.at:
                return child.i, [End(reading.ends.at[place].party, *reading.ends.spans[place], "named")]
    return -1, []


def _participles(reading: Reading, noun: Token) -> Iterator[Token]:
    """The participles of convening that belong to a noun."""
    for one in noun.children:
        if one.tag_ == "VBN" and one.dep_ in ("acl", "relcl") and reading.lexicon.is_word("convening", one.lower_):
            yield one


def _parties(reading: Reading, noun: Token) -> list[End]:
    """Who meets or comes to terms: of the noun itself, of the quarrel that it is to end, or those whom its clause tells of."""
    ones, others, _ = pair_of(reading, noun)
    if len({end.party.state for end in (*ones, *others)}) > 1:
        return [*ones, *others]
    for one in noun.subtree:
        if one.i > noun.i and one.pos_ == "NOUN" and any(cls.reciprocal for _, cls in reading.lexicon.nouns.get(lemma_of(one), ())):
            ones, others, _ = pair_of(reading, one)
            if ones or others:
                return [*ones, *others]
    clause = reading.clause_of(noun)
    return reading.parties(clause.of("subject"), "subject") if clause is not None else []


def mediating(reading: Reading) -> Iterator[Relation]:
    """The third party of a sentence and those whom it brings together, by the words between their names."""
    there = {token.lower_ for token in reading.doc}
    named = {mention.party.state for mention in reading.ends.heads.values() if mention.party.kind in _PARTIES}
    pointed = not there.isdisjoint(lists(_FILE)["standing"])
    alone = any(one.startswith(_STEMS) for one in there)
    if not named or not (alone or len(named) >= (1 if pointed else 3)):
        return
    line = _line(reading)
    found: set[tuple[str, str]] = set()
    for hit in hits(line, _FILE, "third", _LETTERS):
        parties = line.ends(hit, "A", "B")
        yield from _between(reading, line, hit, "by-words", parties, found)
    for hit in hits(line, _FILE, "alone", _LETTERS) if alone else ():
        third = {end.party.state for end in line.ends(hit, "M")}
        if not third & found and line.pieces[hit.last + 1 : hit.last + 2] not in (["with"], ["-"]):
            yield from _between(reading, line, hit, "told-before", _left_out(reading, line, third), found)


def _between(reading: Reading, line: Line, hit: Hit, pattern: str, parties: list[End], found: set[tuple[str, str]]) -> Iterator[Relation]:
    """The relations of the third of a pattern to the parties; adds who it is to `found`."""
    third = line.ends(hit, "M")
    states = {end.party.state for end in parties}
    if len(states) < 2 or len(third) > _THIRDS or any(end.party.state in states for end in third):
        return
    verb = line.verb(reading.doc, hit)
    clause = reading.clause_of(verb) if verb is not None else None
    found |= {end.party.state for end in third}
    yield from Occurrence(_MEDIATED, pattern, (line.starts[hit.last],), clause).between(third, parties)


def _left_out(reading: Reading, line: Line, third: set[tuple[str, str]]) -> list[End]:
    """Whom a third brings together without a word of it: two whom it names together, else the two of whom something was just told."""
    ends = reading.ends
    here = {mention.party.state for mention in ends.heads.values() if mention.party.kind in _PARTIES}
    others = here - third
    joint = (one for one in line.names.values() if {end.party.state for end in one} == others)
    if len(others) == 2 and (found := next(joint, None)) and not all(end.party.name in ends.discourse.register.unions for end in found):
        return found
    deeds = [one for one in ends.discourse.deeds if one.type != "mediates" and ends.discourse.place - one.place <= FAR]
    for one in reversed(deeds):
        pair = {one.source.state, one.target.state}
        if len(pair) == 2 and not pair & third and pair >= others:
            place = next(token.i for token in reading.doc if token.lower_.startswith(_STEMS))
            return [End(as_state(party), place, place, "reference", 0.6) for party in (one.source, one.target)]
    return []


def _line(reading: Reading) -> Line:
    """The sentence with its parties in short; an organ of a party is the party: "envoys of Chad", "Chadian officials"."""

    def named(place: int, mention: Mention) -> tuple[str, End]:
        first, last = reading.ends.spans[place]
        demonym = mention.role == "demonym" and not reading.doc[last].text.endswith("s")
        venue = mention.role == "capital" and first > 0 and reading.doc[first - 1].lower_ in ("in", "at", "near")
        letter = "D" if demonym else "P" if mention.party.kind in _PARTIES and not venue else "X"
        return letter, End(mention.party, first, last, "named")

    def stands(token: Token) -> list[End]:
        if token.lower_ not in lists(_FILE)["standing"] or (token.pos_ in ("NUM", "DET") and token.dep_ != "pobj"):
            return []
        found = reading.ends.reference(token)
        return found if len({end.party.state for end in found}) > 1 else []

    line = line_of(reading, named, stands, "P", joined=False)
    _shorten(line)
    _join(line)
    return line


def _shorten(line: Line) -> None:
    """Leaves out of a line who acts for the parties in it; a nationality with its officials is a party."""
    acting, pointing = lists(_FILE)["acting"], lists(_FILE)["pointing"]
    at = 0
    while at < len(line.pieces):
        piece = line.pieces[at]
        stop = at + 1
        if piece in line.names and piece[0] in "PD":
            start = at + 1 + (line.pieces[at + 1 : at + 2] == ["'s"])
            stop = start
            while stop < len(line.pieces) and line.pieces[stop] in acting and line.pieces[stop] != "-":
                stop += 1
            if stop > start:
                _drop(line, at + 1, stop)
                _promote(line, at)
        elif piece in acting and piece.isalpha():
            while stop < len(line.pieces) and line.pieces[stop] in acting:
                stop += 1
            after = line.pieces[stop + 1] if stop + 1 < len(line.pieces) else ""
            if line.pieces[stop : stop + 1] in (["of"], ["from"]) and after in line.names and after[0] == "P":
                _drop(line, at, stop + 1)
                continue
        elif piece in pointing and at + 1 < len(line.pieces) and line.pieces[at + 1] in line.names:
            _drop(line, at, at + 1)
            continue
        at += 1


def _drop(line: Line, first: int, stop: int) -> None:
    del line.pieces[first:stop], line.starts[first:stop]


def _promote(line: Line, at: int) -> None:
    """Makes parties of the nationalities up to a piece: "Chadian and Kenyan officials"."""
    while at >= 0 and line.pieces[at] in line.names and line.pieces[at][0] == "D":
        key = f"P{line.pieces[at][1:]}"
        line.names[key] = line.names[line.pieces[at]]
        line.pieces[at] = key
        at -= 1
        while at >= 0 and line.pieces[at] in _LISTING:
            at -= 1


def _join(line: Line) -> None:
    """Makes one piece of parties that stand in a list, or in a pair: "Chad-Sudan", "Chadian-Sudanese"."""
    at = 1
    while at < len(line.pieces):
        piece = line.pieces[at]
        back = at - 1
        while back > 0 and line.pieces[back] in _LISTING and at - back < 3:
            back -= 1
        before = line.pieces[back]
        listed = piece[0] == "P" and before[0] == "P" and at - back > 1
        dashed = line.pieces[at - 1] in _DASHES and at > 1 and (before := line.pieces[at - 2]) in line.names
        if piece in line.names and before in line.names and (listed or (dashed and piece[0] in "PD" and before[0] in "PD")):
            first = back if listed else at - 2
            key = f"P{before[1:]}"
            line.names[key] = [*line.names[before], *line.names[piece]]
            line.pieces[first] = key
            _drop(line, first + 1, at + 1)
            at = first
        at += 1
