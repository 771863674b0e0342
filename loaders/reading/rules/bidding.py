"""What one has another do to a third: "asked B to bar C", "urged its allies to arm C" are meant for C, well or ill."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ....graph.schema import schema
from .acts import Act, act_of
from .relations import Relation, objects_below

# What one may have others do to a third: who asks two to meet or to make peace has done nothing to either.
_DEEDS = ("supports", "opposes", "coerces", "attacks")
_TRUST = 0.8


def bidding(act: Act, told: Callable[[Act], Iterable[Relation]]) -> Iterator[Relation]:
    """`asked B to bar C`, `wants the league to arm C`: A is against C, or for it. `told`: what a verb says by itself."""
    reading, clause = act.reading, act.clause
    if clause.negated or clause.unreal or not act.sources or not reading.lexicon.is_word("bidding", clause.lemma):
        return
    asked = clause.of("object") + tuple(one for prep in act.verb.children if prep.lower_ in ("on", "upon") for one in objects_below(prep))
    own = {end.party.state for end in reading.parties(asked, "object")}
    below = [one for one in act.verb.children if one.dep_ in ("xcomp", "ccomp", "advcl") and one.tag_ == "VB" and one.i > act.verb.i]
    below = [one for one in below if any(child.lower_ == "to" for child in one.children)]
    for verb in (each for one in below for each in (one, *one.conjuncts) if each.i in reading.clauses):
        deed = reading.clauses[verb.i]
        has_whom = bool(asked) or any(child.dep_ == "nsubj" for child in verb.children)
        if not has_whom or deed.negated:
            continue
        for one in told(replace(act_of(reading, deed), sources=act.sources)):
            if one.type in _DEEDS and one.source in act.sources and one.target.party.state not in own:
                kind = "opposes" if schema().relations[one.type].sign < 0 else "supports"
                told_of = replace(one, type=kind, rule=f"bid+{one.rule}", status=clause.status, confidence=_TRUST * one.confidence)
                yield replace(told_of, first=min(one.first, act.verb.i))


def bids_a_third(act: Act, told: Callable[[Act], Iterable[Relation]]) -> bool:
    """Whether what another is asked to do concerns a third, so that it is nothing against who is asked."""
    return any(schema().relations[one.type].sign for one in bidding(act, told))
