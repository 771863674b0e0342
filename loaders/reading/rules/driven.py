"""What a thing or a third does to two: "the dispute brought A and B to the brink of war", "fear has driven A and B together"; and what a
treaty opens of one's own to another: "the pact gives B access to A's ports"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from .acts import Act
from .carriers import called
from .relations import Reading, Relation, objects_below
from .wordy import in_sport

if TYPE_CHECKING:
    from ..parse.tree import Token

_NEARER = PredicateClass("drawn-together", "cooperates", 0.75)
_APART = PredicateClass("driven-apart", "opposes", 0.75)
_BRINK = PredicateClass("brink-of-war", "opposes", 0.75)
_AT_ODDS = PredicateClass("into-conflict", "opposes", 0.75)
_OPENED = PredicateClass("opened-to", "supports", 0.7)
_INTO = ("into", "to", "toward", "towards", "in", "on")
_EDGES = frozenset("brink verge edge threshold precipice eve cusp point".split())
_TOGETHER = frozenset("together closer nearer".split())
_WEDGES = frozenset("wedge rift discord strife".split())
_GIVING = frozenset("give grant allow offer afford guarantee assure secure".split())
_ENTRY = frozenset("access entry use right passage transit".split())


def driven(act: Act) -> Iterator[Relation]:
    """`brought A and B into conflict`, `pushed A and B to the verge of war`, `drew A and B closer`, `drove A and B apart`."""
    reading = act.reading
    yield from _pitted(act)
    if not reading.lexicon.is_word("driving", act.clause.lemma):
        return
    parties = reading.parties(act.clause.of("object"), "object")
    if len({end.party.state for end in parties}) < 2:
        yield from _into_conflict(act, parties)
        return
    words = [one for child in act.verb.children for one in (child, *child.children) if one.i > act.verb.i]
    for word in words:
        if word.lower_ in _TOGETHER or word.lower_ == "apart":
            yield from act.of(_APART if word.lower_ == "apart" else _NEARER, "driven", word.i).among(parties)
            return
    for prep in words:
        for place in objects_below(prep) if prep.lower_ in _INTO else ():
            if found := _state_of(reading, reading.doc[place]):
                yield from act.of(found, "driven", place).among(parties)
                return


def _pitted(act: Act) -> Iterator[Relation]:
    """`the quarrel pits A against B`, `drove a wedge between A and B`: what sets two against each other."""
    reading, clause = act.reading, act.clause
    if clause.lemma == "pit" and not in_sport(act):
        others = reading.parties(clause.of("prep", "against") + clause.of("object-prep", "against"), "prep")
        yield from act.of(_AT_ODDS, "pitted-against").between(reading.parties(clause.of("object"), "object"), others)
    wedge = [place for place in clause.of("object") if lemma_of(reading.doc[place]) in _WEDGES]
    if wedge:
        two = reading.parties(clause.of("object-prep", "between") + clause.of("prep", "between"), "prep")
        yield from act.of(_APART, "wedge-between", wedge[0]).among(two)


def _into_conflict(act: Act, ones: list[End]) -> Iterator[Relation]:
    """`brought A into conflict with B`."""
    reading = act.reading
    for place in act.clause.of("prep", *_INTO) + act.clause.of("object-prep", *_INTO):
        noun = reading.doc[place]
        found = _state_of(reading, noun)
        after = [
            one
            for child in (*noun.children, *act.verb.children)
            if child.lower_ == "with" and child.i > place
            for one in objects_below(child)
        ]
        if found is not None and not any(child.dep_ == "poss" for child in noun.children):
            found = _AT_ODDS if found.type == "attacks" and lemma_of(noun) != "war" else found
            yield from act.of(found, "driven-with", place).between(ones, reading.parties(dict.fromkeys(after), "prep"))
            return


def _state_of(reading: Reading, noun: Token) -> PredicateClass | None:
    """What a noun says that two are in or on the edge of: a conflict, the brink of war, blows."""
    near = [place for child in noun.children if child.lower_ == "of" for place in objects_below(child)] if lemma_of(noun) in _EDGES else []
    names = reading.lexicon.nouns
    for place in near or [noun.i]:
        one = reading.doc[place]
        classes = [cls for _, cls in names.get(called(one, names) or lemma_of(one), ()) if cls.reciprocal]
        if hostile := [cls for cls in classes if schema().relations[cls.type].sign < 0]:
            return _BRINK if near else hostile[0]  # what pushes two toward a truce has not brought them there
    return None


def opened(act: Act) -> Iterator[Relation]:
    """`the treaty gives B access to A's radar`: whose thing it is supports whoever may use it."""
    reading = act.reading
    if act.clause.lemma not in _GIVING or act.sources:
        return
    for place in act.clause.of("object"):
        if lemma_of(reading.doc[place]) not in _ENTRY:
            continue
        below = [one for child in reading.doc[place].children if child.lower_ in ("to", "of") for one in objects_below(child)]
        owners = [end for one in below for end in reading.ends.owners(reading.doc[one])]
        given = [one for one in act.clause.of("object") if one != place] + list(act.clause.of("prep", "to"))
        given += [child.i for child in act.verb.children if child.dep_ == "dative"]
        given += [child.i for child in reading.doc[place].children if child.dep_ in ("compound", "nmod") and child.i in reading.ends.at]
        yield from act.of(_OPENED, "opened-to", place).between(owners, reading.parties(dict.fromkeys(given), "object"))
