"""Ground that is given to others: "let B's planes use its bases", "served as a haven for rebels fighting C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from .acts import Act
from .relations import BACK_REBELS, Relation, home_of_rebels, objects_below

_LET_USE = PredicateClass("let-use", "supports", 0.75)
_HAVEN = PredicateClass("haven", "supports", 0.7)
_LETTING = frozenset("let allow permit invite enable authorize authorise".split())
_USING = frozenset(
    "use operate base station fly overfly cross transit train land dock refuel launch pass move stage deploy enter settle regroup rest "
    "organize organise broadcast recruit set build attack raid".split()
)
_SERVING = frozenset("serve act be become remain function offer provide".split())
_PLACES = frozenset("base haven sanctuary refuge springboard shelter hideout headquarters conduit safe-haven staging rear".split())


def haven(act: Act) -> Iterator[Relation]:
    """Who lets others use what is its own, or is a place for them to fight from."""
    reading, clause = act.reading, act.clause
    if clause.lemma in _LETTING and not clause.negated:
        for child in act.verb.children:
            if child.dep_ in ("ccomp", "xcomp") and lemma_of(child) in _USING:
                users = [one.i for one in child.children if one.dep_ == "nsubj"] or list(clause.of("object"))
                yield from _given(act, _LET_USE, users, child.i)
    if clause.lemma in _SERVING:
        named = [one for child in act.verb.children if child.lower_ == "as" for one in objects_below(child)]
        named += [child.i for child in act.verb.children if child.dep_ in ("attr", "dobj")]
        for place in named:
            noun = reading.doc[place]
            if lemma_of(noun) in _PLACES:
                after = [one for child in noun.children if child.lower_ in ("for", "to", "of") for one in objects_below(child)]
                after += clause.of("prep", "for", "to")
                yield from _given(act, _HAVEN, after, place)


def _given(act: Act, cls: PredicateClass, places: Sequence[int], at: int) -> Iterator[Relation]:
    """To whom it is given: rebels of a state against that state, else the parties themselves."""
    reading = act.reading
    if home := home_of_rebels(reading, places):
        yield from act.of(BACK_REBELS, "haven", at).between(act.sources, home)
    else:
        yield from act.of(cls, "haven", at).between(act.sources, reading.parties(places, "object"))
