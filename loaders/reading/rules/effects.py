"""What an act does to whom it meets, where neither a preposition of the noun nor a class of the verb says so.

"American sanctions crippled B", "B was ravaged by A's raids", "B suffered at the hands of A", "B fired A-supplied missiles".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from .acts import Act
from .relations import Occurrence, Reading, Relation, objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

_HANDLED = PredicateClass("at-the-hands", "coerces", 0.7)
_HELPED = PredicateClass("with-help-of", "mediates", 0.7)
_AIDED = PredicateClass("aided", "supports", 0.65)
_AID = frozenset("money aid funding financing loan credit cash backing blessing weapon arms connivance help assistance support".split())
_HELP = _AID | frozenset("encouragement prodding prompting urging intercession intervention nudge pressure".split())
_BY_MEANS_OF = ("with", "through", "under", "by", "to", "at", "after", "following")
# Where an act falls: "poured into B", "rained down on B".
_ONTO = ("into", "on", "upon", "onto", "across", "over", "through", "against")
_TO = ("into", "to", "in", "across", "for")
_SUPPLIED = PredicateClass("supplied-arms", "supports", 0.7)
_LAYING = frozenset("blame attribute ascribe pin trace impute claim".split())


def felt(reading: Reading, noun: Token, cls: PredicateClass) -> Iterator[Relation]:
    """`American sanctions crippled B`, `aid from A reached B`: whose act it is → whom the verb says that it met."""
    verb, passive = _verb_of(reading, noun)
    if verb is None:
        return
    group = "harming" if schema().relations[cls.type].sign < 0 else "arriving"
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    lemma = lemma_of(verb)
    if not any(reading.lexicon.is_word(group, word) for word in (lemma, f"{lemma} {particle}")):
        return
    clause = reading.clauses[verb.i]
    targets = reading.parties(clause.of("object"), "object")
    if not targets and not passive:
        targets = reading.parties(clause.of("prep", *(_ONTO if group == "harming" else _TO)), "prep")
    sources = reading.owners(noun, doer=True)
    own = replace(clause, negated=False) if group == "harming" else clause
    yield from Occurrence(cls, "felt", (noun.i, verb.i), own, trust=0.85).between(sources, targets)


def _verb_of(reading: Reading, noun: Token) -> tuple[Token | None, bool]:
    """The verb whose doer an act is, as its subject or after its "by"; whether it is the latter."""
    head = noun.head
    if noun.dep_ == "nsubj" and head.i in reading.clauses:
        return head, False
    if noun.dep_ == "pobj" and head.lower_ == "by" and head.head.i in reading.clauses and head.dep_ in ("agent", "prep"):
        return head.head, True
    return None, False


def laid_at(reading: Reading, noun: Token) -> list[End]:
    """Who is held to have done an act: "an attack blamed on A", "a raid claimed by A"."""
    said = [one for one in noun.children if one.dep_ == "acl" and one.tag_ == "VBN" and lemma_of(one) in _LAYING]
    preps = [prep for one in said for prep in one.children if prep.lower_ in (("by",) if lemma_of(one) == "claim" else ("on", "to"))]
    return reading.parties([place for prep in preps for place in objects_below(prep)], "prep")


def at_the_hands(act: Act) -> Iterator[Relation]:
    """`suffered defeat at the hands of A`, `was mistreated at A's hands`."""
    reading, clause = act.reading, act.clause
    for place in clause.of("prep", "at") + clause.of("object-prep", "at"):
        hand = reading.doc[place]
        if lemma_of(hand) != "hand":
            continue
        of = [one for child in hand.children if child.lower_ == "of" for one in objects_below(child)]
        doers = reading.parties(of, "prep") or reading.owners(hand)
        objects = [reading.doc[one] for one in clause.of("object")]
        named = [cls for one in objects for _, cls in reading.lexicon.nouns.get(lemma_of(one), ())]
        named += reading.lexicon.verbs.get(clause.lemma, [])
        hostile = [cls for cls in named if cls.type in ("attacks", "coerces")]
        kind = next((cls.type for cls in hostile if cls.type == "attacks"), "coerces")
        victims = reading.parties(clause.of("subject"), "subject") or reading.parties(clause.of("object"), "object")
        yield from act.of(replace(_HANDLED, type=kind), "at-the-hands", place).between(doers, victims)


def supplied(reading: Reading, word: Token, arms: Token, source: End) -> Iterator[Relation]:
    """`B fired A-supplied missiles`, `B's A-made jets`: A arms whoever uses them."""
    owners = [child for child in arms.children if child.dep_ == "poss"]
    targets = [end for one in owners for end in reading.ends.of(one, "prep")]
    verb = arms.head
    if not targets and arms.dep_ == "dobj" and reading.lexicon.is_word("using", lemma_of(verb)) and verb.i in reading.clauses:
        targets = reading.parties(reading.clauses[verb.i].of("subject"), "subject")
    if not targets and arms.dep_ == "pobj" and verb.lower_ == "with" and verb.head.i in reading.clauses:
        # "armed with A-made rifles"
        clause = reading.clauses[verb.head.i]
        if reading.lexicon.is_word("arming", clause.lemma):
            targets = reading.parties(clause.of("object") or clause.of("subject"), "object")
    if not targets and arms.dep_ == "nsubj" and verb.i in reading.clauses and reading.lexicon.is_word("arriving", lemma_of(verb)):
        clause = reading.clauses[verb.i]
        targets = reading.parties(clause.of("object"), "object") or reading.parties(clause.of("prep", "to", "into"), "prep")
    yield from Occurrence(_SUPPLIED, "supplied", (word.i, arms.i)).between([source], [end for end in targets if end.first != source.first])


def helped(reading: Reading, noun: Token) -> Iterator[Relation]:
    """`with A's help, B and C settled their quarrel`: A brings about what the two do; `B won with A's help`: A supports B."""
    clause = reading.clause_of(noun)
    if noun.dep_ != "pobj" or noun.head.lower_ not in _BY_MEANS_OF or lemma_of(noun) not in _HELP or clause is None:
        return
    owners = reading.owners(noun)
    parties = reading.parties(clause.of("subject"), "subject")
    if not parties and (objects := clause.of("object")):  # "B's dam is being built with A's money"
        own = [child for one in objects for child in reading.doc[one].children if child.dep_ in ("poss", "amod", "compound")]
        parties = [end for child in own for end in reading.ends.of(child, "prep")]
    states = {end.party.state for end in parties}
    if any(end.party.state in states for end in owners):
        return
    if len(states) > 1 and reading.lexicon.is_word("reconciling", clause.lemma):
        yield from Occurrence(_HELPED, "by-means-of", (noun.i,), clause).between(owners, parties)
    elif len(states) == 1 and lemma_of(noun) in _AID and noun.head.lower_ in ("with", "through", "thanks") and not clause.negated:
        # "won the war with A's help"
        yield from Occurrence(_AIDED, "with-help-of", (noun.i,), replace(clause, negated=False)).between(owners, parties)
