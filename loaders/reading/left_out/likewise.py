"""Who does as another did: "so did Chad", "Kenya has, too", "as Oman does", "the Maldives followed", "Peru followed Chile's example"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..clauses import Clause
from ..ends.parties import End
from ..ends.references import whole
from ..parse.lemmas import lemma_of
from ..rules.relations import Reading, Relation, possible
from .gaps import SPEAKING

if TYPE_CHECKING:
    from ..parse.tree import Token

_ALSO = frozenset("so too also likewise similarly neither nor as than after before not never but while whereas".split())
_LEAD = frozenset("suit lead example same likewise".split())
_TRUST = 0.6


@dataclass(frozen=True, slots=True)
class Echo:
    """A clause that says of `doers` what was said of others; `model`: whose example they follow, where that is said."""

    clause: Clause
    doers: list[End]
    model: list[End]


def echoes(reading: Reading) -> Iterator[Echo]:
    """The clauses of a sentence that say nothing but that somebody does as others do."""
    for clause in reading.clauses.values():
        if clause.lemma not in ("do", "have", "follow"):
            continue
        verb = reading.doc[clause.verb]
        objects = [child for child in verb.children if child.dep_ in ("dobj", "attr", "acomp")]
        if any(child.dep_ in ("xcomp", "ccomp") for child in verb.children) or (objects and lemma_of(objects[0]) not in _LEAD):
            continue
        model: list[End] = []
        if clause.lemma == "follow":
            if verb.tag_ == "VBG" or any(child.dep_ in ("prep", "prt", "agent", "nsubjpass") for child in verb.children):
                continue
            model = [end for one in objects for end in reading.owners(one)]
        elif not objects and not _marked(verb):
            continue
        doers = reading.parties(clause.of("subject"), "subject")
        if doers and reading.doc[doers[0].first].lower_ not in SPEAKING:
            yield Echo(clause, doers, model)


def _marked(verb: Token) -> bool:
    """Whether a verb without an object stands for another: with "so" or "too", in "as A does", or after "but"."""
    if any(child.lower_ in _ALSO or child.dep_ == "neg" for child in verb.children):
        return True
    return (
        lemma_of(verb) == "do"
        and verb.dep_ in ("advcl", "relcl", "conj", "ccomp", "parataxis")
        and not any(child.dep_ == "prep" for child in verb.children)
    )


def echoed(reading: Reading, echo: Echo, told: Sequence[Relation]) -> Iterator[Relation]:
    """The relations of an echo, where `told` are those before it, the nearest last."""
    verb = reading.doc[echo.clause.verb]
    own = {end.party.state for end in echo.doers}
    models = {end.party.state for end in echo.model}
    fits = [one for one in told if one.source.party.state not in own and one.target.party.state not in own]
    fits = [one for one in fits if not models or one.source.party.state in models]
    if not fits or (echo.clause.lemma != "follow" and not verb.children):
        return
    last = fits[-1]
    alike = [one for one in fits if one.source == last.source and one.at == last.at] or [last]
    for one in alike:
        kind = one.type
        if echo.clause.negated:
            if schema().relations[kind].sign < 0:
                continue
            kind = "opposes"
        for doer in echo.doers:
            target = End(whole(one.target.party), verb.i, verb.i, "implied")
            if possible(doer, target, kind):
                yield replace(
                    one,
                    source=doer,
                    target=target,
                    type=kind,
                    rule=f"{one.rule.partition('/implied-')[0]}/implied-likewise",
                    first=min(doer.first, verb.i),
                    last=max(doer.last, verb.i),
                    status="planned" if echo.clause.conditional or echo.clause.status == "planned" else echo.clause.status,
                    confidence=_TRUST * one.confidence * doer.trust,
                    at=(verb.i,),
                )
