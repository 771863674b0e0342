"""Attacks that are none: in speech ("attacked B in parliament") and in sport ("beat B 3-1")."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..lexicon import Lexicon, PredicateClass
from ..parse.lemmas import lemma_of
from .acts import Act
from .relations import objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

VERBAL = PredicateClass("verbal-attack", "opposes", 0.85)
_WHERE = ("in", "at", "before", "during", "on", "from")
_SCORE = re.compile(r"\b\d{1,3}\s?[-–]\s?\d{1,3}\b")
_BALLOT = re.compile(r"\bvot|\bseats?\b|\bballot|\bsenat|\bparliament", re.IGNORECASE)


def in_words(act: Act) -> bool:
    """Whether an attack is made with words: by a newspaper, before an assembly, over a policy, "verbally"."""
    lexicon = act.reading.lexicon
    if not lexicon.is_word("attack_in_words", act.clause.lemma):
        return False
    if act.sources and all(end.party.kind == "outlet" for end in act.sources):
        return True
    if any(child.dep_ == "advmod" and lexicon.is_word("loudly", child.lower_) for child in act.verb.children):
        return True
    objects = [act.reading.doc[place] for place in act.clause.of("object")]
    if any(one.i not in act.reading.ends.at and lexicon.is_word("attacked_in_words", lemma_of(one)) for one in objects):
        return True
    return any(_tells_of_words(act, prep) for prep in act.verb.children if prep.dep_ == "prep")


def _tells_of_words(act: Act, prep: Token) -> bool:
    """Whether a phrase says where the words fell, or for what: `in a speech`, `for its silence`, `over the vote`, `as a traitor`."""
    lexicon = act.reading.lexicon
    below = [act.reading.doc[place] for place in objects_below(prep)]
    if prep.lower_ in _WHERE:
        return any(lexicon.is_word("place_of_words", lemma_of(one)) for one in below)
    if prep.lower_ == "for":
        return any(child.dep_ == "pcomp" for child in prep.children) or any(one.pos_ == "NOUN" for one in below)
    if prep.lower_ == "over":
        # "over the vote", not where something was hit: "over Grozny", "over the border"
        return any(one.pos_ == "NOUN" and not lexicon.is_word("boundary", lemma_of(one)) for one in below)
    return prep.lower_ == "as"


def of_words(noun: Token, lexicon: Lexicon) -> bool:
    """Whether an attack that a noun names is one of words: "a scathing attack on B"."""
    if any(child.dep_ == "amod" and lexicon.is_word("scathing", child.lower_) for child in noun.children):
        return lexicon.is_word("attack_in_words", lemma_of(noun)) or lemma_of(noun) in ("broadside", "salvo", "onslaught", "assault")
    return False


def in_sport(act: Act) -> bool:
    """Whether a victory is won on a field: a score, a cup, a final, goals."""
    lexicon = act.reading.lexicon
    if not lexicon.is_word("win_in_sport", act.clause.lemma):
        return False
    text = act.reading.doc.text
    scored = _SCORE.search(text) is not None and not _BALLOT.search(text)
    return scored or any(lexicon.is_word("sport", lemma_of(token)) for token in act.reading.doc)
