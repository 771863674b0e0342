"""Who brings two others together, where it is said beside the noun for what they do: "talks led by A to end B's war with C"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..clauses import lemma_of
from ..ends.parties import End
from ..lexicon import PredicateClass
from .between import pair_of
from .relations import Occurrence, Reading, Relation, objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

_MEDIATED = PredicateClass("mediated", "mediates", 0.8)


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
