"""Relations of which one side only is named: "relations with B were strained", "an agreement with B ended the dispute"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from ..rules.between import pair_of, quality
from ..rules.carriers import called, carrier, prep_parties
from ..rules.operators import above, over_verb
from ..rules.relations import Occurrence, Reading, own_clause, said_no

if TYPE_CHECKING:
    from ..parse.tree import Token

_WITH = frozenset(("with", "to", "toward", "towards"))
_SHARED = frozenset("bilateral mutual reciprocal two-way".split())


@dataclass(frozen=True, slots=True)
class OneSided:
    """What a noun says of the parties named with it and of somebody else; `others` is empty where it is "bilateral" and names nobody.

    `relations`: the noun is of relations or ties, not of a deal or a war.
    """

    use: Occurrence
    others: list[End]
    noun: Token
    relations: bool


def one_sided(reading: Reading) -> Iterator[OneSided]:
    """What the nouns of a sentence say is between somebody left out and those named after "with"."""
    for noun in reading.doc:
        if noun.pos_ != "NOUN" or noun.i in reading.ends.at or noun.i in reading.used:
            continue
        shared = any(child.lower_ in _SHARED for child in noun.children)
        relations = reading.lexicon.is_word("relation_nouns", lemma_of(noun))
        others = [end for end in prep_parties(reading, noun, _WITH if relations else {"with"}) if end.how != "owner"]
        if relations and any(reading.lexicon.is_word("dreading", lemma_of(one)) for one in noun.ancestors):
            continue  # "fears damage to its ties with B"
        if (shared or others) and not _owned(reading, noun) and not pair_of(reading, noun)[0]:
            yield from (OneSided(use, others, noun, relations) for use in _said(reading, noun, relations))


def _owned(reading: Reading, noun: Token) -> bool:
    """Whether a noun has an owner, known or not: "their ties", "the firm's talks", "talks between the rebels and B"."""
    if any(child.dep_ == "poss" or child.lower_ in ("between", "among", "of", "by") for child in noun.children):
        return True
    return bool(reading.owners(noun))


def _said(reading: Reading, noun: Token, relations: bool) -> Iterator[Occurrence]:
    if relations:
        found = quality(reading, noun)
        if found is not None:
            cls, word = found
            carried = (reading.clauses[word.i], word, "") if word.i in reading.clauses else None
            operators = over_verb(word, reading.lexicon) if word.pos_ == "VERB" else ()
            yield Occurrence(
                cls, "relations-with", (noun.i, word.i), own_clause(reading.clause_of(noun), carried, noun), operators=operators
            )
        return
    for cls in _reciprocal(reading, noun):
        clause = own_clause(reading.clause_of(noun), carrier(reading, noun), noun)
        yield Occurrence(cls, "with", (noun.i,), clause, said_no(noun), above(noun, reading.lexicon)[0])


def _reciprocal(reading: Reading, noun: Token) -> Iterator[PredicateClass]:
    names = reading.lexicon.nouns
    yield from (cls for _, cls in names.get(called(noun, names) or lemma_of(noun), ()) if cls.reciprocal)


def told_of(reading: Reading, noun: Token) -> list[End] | None:
    """Whom the clauses above a noun have for a subject, or who says it; None where they have nobody who could be meant."""
    for verb in noun.ancestors:
        clause = reading.clauses.get(verb.i)
        if clause is None:
            continue
        subject = [place for place in clause.of("subject") if place != noun.i and not reading.doc[place].is_ancestor(noun)]
        if ends := reading.parties(subject, "subject"):
            return ends if len({end.party.state for end in ends}) == 1 else []
        if clause.speaker >= 0 and (ends := reading.said_by(clause.speaker)):
            return [end for end in ends if end.party.kind != "outlet"]
    return None
