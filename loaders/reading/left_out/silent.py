"""What is said of two that the sentence does not name: "the talks broke down", "a settlement closed the dispute", "ties were restored"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from ..rules.carriers import called
from ..rules.operators import above
from ..rules.relations import Occurrence, Reading
from .gaps import words

if TYPE_CHECKING:
    from ..parse.tree import Token

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_BETWEEN = ("between", "with", "among", "of", "for", "by")
# What says so much without a name is a short sentence.
_SHORT = 14
_SUBJECTS = ("nsubj", "nsubjpass")


def between_two(clean: str) -> bool:
    """Whether a sentence is short and has a word for what is between two (by its words, before the parse)."""
    said = _WORD.findall(clean.lower())
    return len(said) <= _SHORT and not words()["between_two"].isdisjoint(said)


def silent_pairs(reading: Reading) -> Iterator[Occurrence]:
    """What a sentence without any party says of the two that the text speaks of."""
    if reading.ends.heads:
        return
    for noun in reading.doc:
        if noun.pos_ != "NOUN" or noun.dep_ not in (*_SUBJECTS, "dobj") or not _bare(noun):
            continue
        clause = reading.clauses.get(noun.head.i)
        if clause is None or clause.conditional or clause.status != "asserted":
            continue
        # "were not restored until 1991": restored in 1991.
        if clause.negated and not any(child.lower_ == "until" for child in noun.head.children):
            continue
        if reading.lexicon.is_word("relation_nouns", lemma_of(noun)) and (found := _turn(reading, noun)):
            yield Occurrence(found, "relations/implied-two", (noun.i, noun.head.i))
            return
        for _, cls in reading.lexicon.nouns.get(called(noun, reading.lexicon.nouns) or lemma_of(noun), ()):
            operators, word = above(noun, reading.lexicon)
            if cls.reciprocal and word is not None and all(cls.type in one.turns for one in operators):
                yield Occurrence(cls, "what-ended/implied-two", (noun.i, word.i), None, operators=operators)
                return
            # "a truce was signed", "peace was concluded"
            made = noun.dep_ == "nsubjpass" and reading.lexicon.is_word("light", clause.lemma)
            if cls.reciprocal and cls.type == "cooperates" and word is None and made:
                yield Occurrence(cls, "made/implied-two", (noun.i, noun.head.i), clause)
                return


def _bare(noun: Token) -> bool:
    """Whether a noun has nobody's name or pronoun with it: "the talks", "normal relations"."""
    names = (child for child in noun.children if child.dep_ in ("poss", "compound", "nmod"))
    return not any(names) and not any(child.dep_ == "prep" and child.lower_ in _BETWEEN for child in noun.children)


def _turn(reading: Reading, noun: Token) -> PredicateClass | None:
    """The turn that relations take, told by the verb of which they are the subject: "soured", "were restored", "grew tense"."""
    verb, lexicon = noun.head, reading.lexicon
    if noun.dep_ == "nsubjpass":
        return lexicon.relation_acts.get(lemma_of(verb)) or lexicon.relation.get(verb.lower_)
    if noun.dep_ == "nsubj":
        said = (child for child in verb.children if child.dep_ == "acomp")
        adjective = next((lexicon.relation[lemma_of(one)] for one in said if lemma_of(one) in lexicon.relation), None)
        return lexicon.relation_verbs.get(lemma_of(verb)) or adjective
    return None
