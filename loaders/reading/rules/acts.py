"""A verb in its clause, as every rule of verbs works on it: who does it, what stands over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..clauses import Clause
from ..ends.beside import on_the_side_of
from ..ends.parties import End, acting
from ..lexicon import Operator, PredicateClass
from ..parse.lemmas import lemma_of
from ..parse.verbs import owner_of, passive, subject_of
from .operators import over_verb
from .relations import Occurrence, Reading, objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

# Before "with": who does it too.
_TOGETHER = frozenset("together along alongside jointly".split())
# How far before a name its titles begin: "French Foreign Minister A".
_TITLE = 8


@dataclass(frozen=True, slots=True)
class Act:
    """A verb in its clause: who does it, and what stands over it."""

    reading: Reading
    clause: Clause
    verb: Token
    sources: list[End]
    operators: tuple[Operator, ...]

    def of(self, cls: PredicateClass, pattern: str, *at: int, denied: bool = False, trust: float = 1.0) -> Occurrence:
        """The act as a use of a class; `at` are tokens of the predicate beside the verb."""
        return Occurrence(cls, pattern, (self.verb.i, *at), self.clause, denied, self.operators, trust)


def act_of(reading: Reading, clause: Clause) -> Act:
    """The act that a clause tells of, which several rules ask for."""
    known = reading.acts.get(clause.verb)
    if known is not None and known[0] is clause:
        return known[1]
    act = _act_of(reading, clause)
    reading.acts[clause.verb] = clause, act
    return act


def _act_of(reading: Reading, clause: Clause) -> Act:
    verb = reading.doc[clause.verb]
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and verb.head.i not in reading.ends.at and (named := _right_before(reading, verb)):
        moved = (replace(one, token=named) if one.token == verb.head.i else one for one in clause.arguments)
        clause = replace(clause, arguments=tuple(moved))
    return Act(reading, clause, verb, _sources(reading, clause, verb), over_verb(verb, reading.lexicon))


def _right_before(reading: Reading, verb: Token) -> int:
    """The party right before a participle that the parser hung on a noun further left: "victories over A - long backed by B"."""
    place = verb.left_edge.i - 1
    while place > verb.head.i and reading.doc[place].is_punct:
        place -= 1
    apart = place < verb.left_edge.i - 1
    return place if apart and place > verb.head.i and place in reading.ends.at else 0


def _listed_before(reading: Reading, verb: Token) -> list[End]:
    """`A, B agree`: the party before the comma before the subject, which the parser took for an adverb."""
    for subject in (child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")):
        place = subject.left_edge.i - 2
        if place >= 0 and reading.doc[place + 1].text == "," and place in reading.ends.at:
            other = reading.doc[place]
            if other.dep_ in ("npadvmod", "dep", "nsubj") and other.head.i == verb.i:
                return [End(reading.ends.at[place].party, *reading.ends.spans[place], "named")]
    return []


def _titled_before(reading: Reading, verb: Token) -> list[End]:
    """`Chadian President A and Libyan President B signed`: A, where the parser hung the whole row before B's name."""
    for subject in (child for child in verb.children if child.dep_ == "nsubj" and child.i in reading.ends.at):
        place = reading.ends.spans[subject.i][0] - 1
        while place > 0 and subject.i - place < _TITLE and _titular(reading, reading.doc[place]):
            place -= 1
        one = reading.doc[place]
        if place > 0 and place < reading.ends.spans[subject.i][0] - 1 and one.lower_ == "and" and place - 1 in reading.ends.at:
            other = reading.ends.at[place - 1]
            below = subject.is_ancestor(reading.doc[place - 1]) and reading.doc[place - 1].dep_ in ("nmod", "compound", "appos", "conj")
            if below and other.party.kind in ("leader", "person") and subject not in reading.doc[place - 1].conjuncts:
                return [End(acting(other.party), *reading.ends.spans[place - 1], "named", 0.9)]
    return []


def _titular(reading: Reading, word: Token) -> bool:
    """Whether a word may stand between "and" and a name: a nationality, a title."""
    mention = reading.ends.at.get(word.i)
    return mention.role == "demonym" if mention is not None else word.pos_ in ("PROPN", "NOUN", "ADJ")


def joined(reading: Reading, clause: Clause, verb: Token) -> list[End]:
    """Who does it with the subject: "A, together with B and C, signed", "A, along with B, voted"."""
    if passive(verb) or on_the_side_of(reading.lexicon, clause.lemma):
        return []
    tops = [verb, *(reading.doc[place] for place in clause.of("subject") if reading.doc[place].head.i == verb.i)]
    marks = [child for top in tops for child in top.children if child.lower_ in _TOGETHER and child.i < verb.i]
    preps = [prep for mark in marks for prep in (mark, *mark.children) if prep.lower_ in ("with", "alongside") and objects_below(prep)]
    preps += [
        child
        for top in tops
        for child in top.children
        if child.lower_ == "with" and 0 < child.i < verb.i and child.nbor(-1).lower_ in _TOGETHER
    ]
    return reading.parties(dict.fromkeys(place for prep in preps for place in objects_below(prep)), "prep")


def _sources(reading: Reading, clause: Clause, verb: Token) -> list[End]:
    """The parties of the subject; for "passed a law condemning …", "a report accusing …" those whose law or report it is."""
    found = _titled_before(reading, verb) + _listed_before(reading, verb) + reading.parties(clause.of("subject"), "subject")
    if found:
        found += joined(reading, clause, verb)
    message = verb.dep_ == "acl" and verb.tag_ == "VBG" and reading.lexicon.is_word("message", lemma_of(verb.head))
    if not found and message and (owner := owner_of(verb.head)) is not None:
        found = reading.ends.of(owner, "subject")
    if not found and passive(verb):
        # "B was promised grain by A": the parser hangs A on the grain
        below = [one for child in verb.children if child.dep_ == "dobj" for one in child.children if one.lower_ == "by"]
        found = reading.parties([place for one in below for place in objects_below(one)], "prep")
    if message:
        found = _adopters(reading, verb.head) or found
    if not found and not passive(verb):
        # "a Chadian statement condemned B"
        spoken = [reading.doc[place] for place in clause.of("subject") if reading.lexicon.is_word("message", lemma_of(reading.doc[place]))]
        found = [end for one in spoken for end in reading.owners(one, doer=True)]
    if not found and passive(verb) and reading.lexicon.is_word("dressing_down", clause.lemma):
        found = [end for place in clause.of("object") for end in _hosts(reading, clause, reading.doc[place])]
    if not found and verb.dep_ == "xcomp" and (above := subject_of(verb.head)) is not None:
        found = reading.ends.of(above, "subject")  # "scrambled jets to intercept …"
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in" and lemma_of(verb.head.head) == "join" and verb.head.head.i in reading.clauses:
        found = found + reading.parties(reading.clauses[verb.head.head.i].of("object"), "object")  # "joined B in condemning …"
    return found


def _adopters(reading: Reading, message: Token) -> list[End]:
    """Who backs a text, and so says what it says: "A voted for a resolution condemning B", "a motion condemning B was passed by A"."""
    verb = message.head
    if verb.i not in reading.clauses or message.dep_ not in ("dobj", "nsubjpass", "pobj"):
        verb = verb.head if message.dep_ == "pobj" else verb
    if verb.i not in reading.clauses or not reading.lexicon.is_word("adopting", lemma_of(verb)):
        return []
    return reading.parties(reading.clauses[verb.i].of("subject"), "subject")


def _hosts(reading: Reading, clause: Clause, noun: Token) -> list[End]:
    """Whose guest an envoy is: "B's ambassador to A was summoned", "B's consul in Kigali was expelled", "… called to A's ministry"."""
    if not reading.lexicon.is_word("envoy", lemma_of(noun)):
        return []
    below = [one for child in noun.children if child.dep_ == "prep" and child.lower_ in ("to", "in") for one in objects_below(child)]
    cities = [one for one in below if one in reading.ends.at and reading.ends.at[one].role == "capital"]
    found = [End(reading.ends.at[one].party, *reading.ends.spans[one], "organ", 0.85) for one in cities]
    return found or [replace(end, trust=0.85 * end.trust) for end in reading.parties([*below, *clause.of("prep", "to", "before")], "prep")]
