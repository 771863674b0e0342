"""Answers to what another just did, said to nobody: "Chile retaliated", "Beijing sent ships and Tokyo protested"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..actors.register import Party
from ..clauses import Clause
from ..ends.parties import End
from ..ends.references import whole
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from ..rules.acts import act_of
from ..rules.relations import Occurrence, Reading, Relation, objects_below
from .gaps import SPEAKING, Gap, words

if TYPE_CHECKING:
    from ..parse.tree import Token

_TRUST = 0.75
# Said of a motion as often as of another's act.
_VOTING = frozenset("oppose object abstain vote dissent".split())
_DEFINITE = frozenset("the this that these".split())
_CLASS = {
    "attacks": PredicateClass("retaliate", "attacks", 0.7),
    "coerces": PredicateClass("retaliate", "coerces", 0.7),
    "opposes": PredicateClass("retaliate", "opposes", 0.7),
    "adversary": PredicateClass("retaliate", "opposes", 0.7),
}
_ANGRY = PredicateClass("react-badly", "opposes", 0.7)
_BEFORE = ("advcl", "conj", "ROOT", "ccomp")


@dataclass(frozen=True, slots=True)
class Act:
    """What the main clause of a sentence tells, signed or not: by whom, and the lemmas of its verb and its objects."""

    doer: Party
    lemmas: frozenset[str]


def main_act(reading: Reading) -> Act | None:
    """The act of a sentence's main clause, where one party does it."""
    for clause in reading.clauses.values():
        verb = reading.doc[clause.verb]
        if verb.dep_ == "ROOT" and clause.lemma not in ("be", "have", "seem", "become", "remain") and clause.status == "asserted":
            return _act(reading, clause)
    return None


def act_before(reading: Reading, verb: Token) -> Act | None:
    """The act of the clause that an answer is joined to: "A sent ships there, and B protested", "…, which B condemned"."""
    above = verb.head
    if verb.dep_ not in _BEFORE or above.i >= verb.i or above.i not in reading.clauses:
        return None
    return _act(reading, reading.clauses[above.i])


def _act(reading: Reading, clause: Clause) -> Act | None:
    doers = {end.party.state: whole(end.party) for end in reading.parties(clause.of("subject"), "subject") if end.party.kind != "outlet"}
    if len(doers) != 1 or clause.negated or clause.conditional:
        return None
    lemmas = {clause.lemma, *(lemma_of(reading.doc[place]) for place in clause.of("object"))}
    return Act(next(iter(doers.values())), frozenset(lemmas))


def answers(reading: Reading, gap: Gap, act: Act) -> bool:
    """Whether what is said to nobody may answer an act: it is said of nothing, of "this", of "the move", or of a word of the act."""
    if gap.use.cls.name not in words()["speech"] and gap.use.pattern not in ("called", "voiced"):
        return False
    lemma = gap.use.clause.lemma if gap.use.clause is not None else ""
    if gap.use.cls.name in ("warn", "urge") or (gap.use.cls.name == "at-variance" and lemma not in words()["voicing"]) or lemma in _VOTING:
        return False
    if act.doer.state in {end.party.state for end in gap.doers}:
        return False
    if gap.thing is None or gap.thing.pos_ == "PRON":
        return True
    lemma = lemma_of(gap.thing)
    definite = any(child.lower_ in _DEFINITE for child in gap.thing.children)
    bare = not any(child.dep_ in ("poss", "prep", "relcl", "acl", "compound") for child in gap.thing.children)
    return definite and bare and (lemma in act.lemmas or lemma in words()["act"])


def retaliations(reading: Reading, told: Sequence[Relation]) -> Iterator[Relation]:
    """What those do who answer a hostile act that was just told, by a verb that says so: "retaliated", "returned fire"."""
    for clause in reading.clauses.values():
        verb = reading.doc[clause.verb]
        word = _answering(clause, verb)
        if not word or clause.negated:
            continue
        act = act_of(reading, clause)
        own = {end.party.state for end in act.sources if reading.doc[end.first].lower_ not in SPEAKING}
        below = [place for child in verb.children if child.dep_ == "prep" for place in objects_below(child)]
        if len(own) != 1 or {_state(end) for end in reading.parties(below, "prep")} - own:
            continue
        deed = next((one for one in reversed(told) if own & {_state(one.source), _state(one.target)}), None)
        if deed is None or deed.type not in _CLASS or _state(deed.target) not in own:
            continue
        angry = any(child.lower_ in words()["angrily"] for child in verb.children)
        kind = _CLASS[deed.type] if word == "retaliating" else None
        cls = kind if deed.type == "attacks" and kind else _by_means(reading, below) or (_ANGRY if angry else kind)
        if cls is not None:
            doer = End(whole(deed.source.party), verb.i, verb.i, "implied", _TRUST)
            use = Occurrence(cls, "implied-answer", (verb.i,), clause, operators=act.operators)
            yield from use.between(act.sources, [doer])


def _state(end: End) -> tuple[str, str]:
    return whole(end.party).state


def _answering(clause: Clause, verb: Token) -> str:
    """Which list has a verb, with its particle or its object: `retaliating`, `answering`; else nothing."""
    said = {clause.lemma, *(f"{clause.lemma} {child.lower_}" for child in verb.children if child.dep_ in ("prt", "advmod", "dobj"))}
    if said & words()["retaliating"]:
        return "retaliating"
    return "answering" if said & words()["answering"] else ""


def _by_means(reading: Reading, below: Sequence[int]) -> PredicateClass | None:
    """What an answer is given with: "retaliated with sanctions", "answered with a boycott"."""
    for place in below:
        noun = reading.doc[place]
        if noun.head.lower_ == "with":
            for _, cls in reading.lexicon.nouns.get(lemma_of(noun), ()):
                if schema().relations[cls.type].sign < 0:
                    return PredicateClass("retaliate", cls.type, 0.7)
            if lemma_of(noun) in words()["anger"]:
                return _ANGRY
    return None
