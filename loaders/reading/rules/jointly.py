"""What several subjects do together: "A and B jointly opened a mine", "the leaders of A, B and C inaugurated the line"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....graph.schema import schema
from ..lexicon import PredicateClass
from .acts import Act, joined
from .relations import Relation

_JOINTLY = PredicateClass("jointly", "cooperates", 0.75)
_SIDE_BY_SIDE = frozenset("together jointly".split())
_KINDS = ("state", "territory", "organization", "leader")


def jointly(act: Act, found: Sequence[Relation]) -> Iterator[Relation]:
    """That the subjects of a verb work together, where it says so or is done by all at once; `found`: what the verb says anyhow."""
    parties = [end for end in act.sources if end.party.kind in _KINDS]
    if len(parties) < 2 or act.clause.negated or act.operators:
        return
    own = {end.party.state for end in parties}
    if any(schema().relations[one.type].sign < 0 and {one.source.party.state, one.target.party.state} <= own for one in found):
        return  # "A and B were locked together in war"
    said = [child for child in act.verb.children if child.lower_ in _SIDE_BY_SIDE and child.dep_ in ("advmod", "acomp", "prt")]
    said = [one for one in said if not any(child.lower_ == "with" for child in one.children)]
    objects = [act.reading.doc[place] for place in act.clause.of("object")]
    if any(_beside(act, end.first) for end in joined(act.reading, act.clause, act.verb)):
        return  # "A, along with B and C, voted": each for itself
    said = said or [act.reading.doc[end.first] for end in joined(act.reading, act.clause, act.verb)]
    opened = act.reading.lexicon.is_word("joint_act", act.clause.lemma) and any(one.tag_ == "NN" or one.lower_ == "it" for one in objects)
    shared = any(child.lower_ in ("joint", "common") and child.dep_ == "amod" for one in objects for child in one.children)
    if said or opened or shared:
        yield from act.of(_JOINTLY, "together" if said else "joint-act", *(one.i for one in said)).among(parties)


def _beside(act: Act, place: int) -> bool:
    """Whether a party stands after "along with"."""
    return any(one.lower_ in ("along", "alongside") for one in act.reading.doc[place].ancestors)
