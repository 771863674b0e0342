"""Acts told from the side of whom they meet: "drew criticism from A", "enjoys the backing of A", "anger in A at B"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..clauses import Clause
from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from ..parse.verbs import passive
from .operators import above, over_verb
from .relations import Occurrence, Reading, Relation, objects_below, of_phrases, own_clause, said_no

if TYPE_CHECKING:
    from ..parse.tree import Token

# Classes of what one may brush aside; a claim to sovereignty is not borne by who rejects it.
_SHRUGGED = ("condemnation", "opposition", "anger", "warning", "worry", "sanctions")
_UNDER_FIRE = PredicateClass("under-fire", "opposes", 0.8)
_DRAWING = frozenset("draw attract invite provoke trigger".split())
# Verbs of being glad of a thing that is done.
_GLAD = frozenset("welcome appreciate value hail endorse enjoy".split())
# Before those among whom a feeling is found.
_WITHIN = ("in", "among", "amongst", "across", "throughout", "inside")
# What is done in spite of an act, or under it, is done by whom the act is aimed at.
_IN_FACE_OF = ("despite", "amid", "amidst", "under", "notwithstanding")


def undergone(reading: Reading, noun: Token, cls: PredicateClass, carried: tuple[Clause, Token, str] | None) -> Iterator[Relation]:
    """`drew criticism from A`, `came under Russian attack`, `won A's support`: the subject bears what the noun says."""
    if cls.name == "inquiry":
        return  # "seeks a longer B probe": B bears the probe, whoever seeks it
    if noun.dep_ == "pobj" and noun.head.lower_ in _IN_FACE_OF and (around := reading.clause_of(noun)) is not None:
        # "went ahead despite objections from A"
        use = Occurrence(cls, "in-face-of", (noun.i,), own_clause(around, None, noun), said_no(noun), trust=0.7)
        yield from use.between(reading.owners(noun), reading.parties(around.of("subject"), "subject"))
    if carried is None or noun.dep_ == "nsubjpass":
        return
    clause, verb, through = carried
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    how = " ".join(f"{clause.lemma} {particle} {through}".split())  # "come in for"
    shrugged = reading.lexicon.is_word("shrugging", how) and (cls.name in _SHRUGGED or reading.lexicon.is_word("attitude", lemma_of(noun)))
    if not (shrugged or reading.lexicon.is_word("undergo", how)) or (schema().relations[cls.type].sign < 0 and clause.lemma in _GLAD):
        return  # who welcomes sanctions does not bear them
    if clause.lemma == "subject" and not passive(verb):
        return  # who subjects another to a thing does not bear it
    sources = reading.owners(noun) or reading.parties(clause.of("prep", "from", "by"), "prep")
    if noun.lower_ in ("fire", "attack") and cls.type == "attacks" and (clause.lemma in _DRAWING or clause.of("prep", "over", "for")):
        cls = _UNDER_FIRE  # "drew fire from B", "came under fire from B for its silence"
    given = [child.i for child in verb.children if child.dep_ == "dative" and child.pos_ != "ADP"]
    # "earned B a rebuke from A"; "B's port came under shellfire"
    targets = reading.parties(given or clause.of("subject"), "subject")
    if not targets and cls.type == "attacks":
        targets = [end for place in clause.of("subject") for end in reading.owners(reading.doc[place])]
    operators, _ = above(noun, reading.lexicon)
    if shrugged:
        operators = ()  # whoever shrugs off a rebuke has got it all the same
        clause = replace(clause, negated=False)
    over = operators or over_verb(verb, reading.lexicon)
    yield from Occurrence(cls, "undergone", (noun.i, verb.i), clause, said_no(noun), over).between(sources, targets)


def got_from(reading: Reading, noun: Token, cls: PredicateClass, carried: tuple[Clause, Token, str]) -> Iterator[Relation]:
    """`enjoys the backing of A`, `drew the condemnation of A`: what one gets of A is A's towards oneself."""
    clause, verb, through = carried
    lexicon = reading.lexicon
    if through or not lexicon.is_word("gaining", clause.lemma) or not lexicon.is_word("attitude", lemma_of(noun)):
        return
    if noun.dep_ != "dobj" or any(child.dep_ == "poss" for child in noun.children):
        return
    givers = reading.parties([place for one in of_phrases(noun) for place in objects_below(one)], "prep")
    use = Occurrence(cls, "got", (noun.i, verb.i), clause, said_no(noun), over_verb(verb, lexicon))
    yield from use.between(givers, reading.parties(clause.of("subject"), "subject"))


def sent_from(reading: Reading, noun: Token) -> list[End]:
    """`the eviction of B's troops from A`: who is sent out of a state is sent by it."""
    if not reading.lexicon.is_word("sending_out", lemma_of(noun)):
        return []
    parts = [noun, *(reading.doc[place] for one in of_phrases(noun) for place in objects_below(one))]
    out = [one for part in parts for one in part.children if one.dep_ == "prep" and one.lower_ == "from"]
    return reading.parties([place for one in out for place in objects_below(one)], "prep")


# What feelings do that are felt somewhere.
_STIRRING = frozenset("be grow mount rise spread run persist linger deepen prevail abound swell simmer remain build boil".split())


def among_whom(reading: Reading, noun: Token) -> list[End]:
    """`outrage in A at B`, `sympathy among Swedes for B`: who feels it is named as a place."""
    if not reading.lexicon.is_word("attitude", lemma_of(noun)):
        return []
    inside = [child for child in noun.children if child.dep_ == "prep" and child.lower_ in _WITHIN]
    if lemma_of(noun.head) in _STIRRING and noun.dep_ in ("attr", "nsubj"):
        inside += [child for child in noun.head.children if child.dep_ == "prep" and child.lower_ in _WITHIN]  # "there is anger in A at B"
    return reading.parties([place for one in inside for place in objects_below(one)], "prep")


def held_in(reading: Reading, noun: Token) -> list[End]:
    """`the arrest of four of B's officers in A`: the state in which it is done does it."""
    if not reading.lexicon.is_word("custody", lemma_of(noun)):
        return []
    parts = [noun, *(reading.doc[place] for one in of_phrases(noun) for place in objects_below(one))]
    inside = [one for part in parts for one in part.children if one.dep_ == "prep" and one.lower_ == "in" and one.i > noun.i]
    found = reading.parties([place for one in inside for place in objects_below(one)], "prep")
    return [replace(end, trust=0.8 * end.trust) for end in found if end.party.kind in ("state", "territory")]
