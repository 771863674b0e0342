"""Headlines, captions and list lines: given sentence case before they are parsed; linear rules where the parse yields nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from .ends import End
from .lexicon import PredicateClass
from .mentions import Mention
from .relations import Reading, Relation, possible
from .sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Token

# How far apart, in words, the ends of a linear rule may stand.
_REACH = 7


def sentence_case(sentence: Sentence, mentions: Sequence[Mention]) -> str:
    """A headline, or prose all in capitals, with small letters but for its first word and its names: the parser knows verbs from names.

    As long as `sentence.clean`, character for character.
    """
    if sentence.kind == "prose" and not sentence.clean.isupper():
        return sentence.clean
    kept = {place for mention in mentions for place in range(mention.start, mention.end)}
    shouting = sentence.clean.isupper()
    letters = []
    for place, char in enumerate(sentence.clean):
        inside = place and place - 1 in kept and sentence.clean[place - 1].isalpha()
        small = place not in kept or (shouting and inside)
        lowered = char.lower() if small else char
        letters.append(lowered if len(lowered) == 1 else char)
    return "".join(letters)


def headline_relations(reading: Reading) -> Iterator[Relation]:
    """Linear rules: party, verb of a class, party; "A-B tensions"."""
    places = sorted(reading.ends.heads)
    for left, right in pairwise(places):
        if right - left > _REACH:
            continue
        between = reading.doc[left + 1 : right]
        found = _verb_between(reading, list(between))
        if found:
            yield from _linear(reading, left, right, found[0], found[1], "linear-verb", 0.6)
            continue
        if len(between) == 1 and between[0].text in ("-", "–", "/", "and", ",", "vs", "&"):
            for token in reading.doc[right + 1 : right + 4]:
                lemma = token.lemma_.lower()
                classes = [one for _, one in reading.lexicon.nouns.get(lemma, ())] + reading.lexicon.intransitive.get(lemma, [])
                cls = next((one for one in classes if one.reciprocal), None)
                if cls:
                    yield from _linear(reading, left, right, cls, token, "linear-pair", 0.6)
                    break


def _verb_between(reading: Reading, between: list[Token]) -> tuple[PredicateClass, Token] | None:
    for token in between:
        if token.text in (",", ":", ";", "-", "|"):
            return None
        for cls in reading.lexicon.verbs.get(token.lemma_.lower(), ()):
            if token.pos_ in ("VERB", "NOUN"):
                return cls, token
    return None


def _linear(reading: Reading, left: int, right: int, cls: PredicateClass, word: Token, pattern: str, trust: float) -> Iterator[Relation]:
    ends = [End(reading.ends.at[place].party, *reading.ends.spans[place], "named") for place in (left, right)]
    if possible(ends[0], ends[1], cls.type):
        first = min(ends[0].first, word.i)
        last = max(ends[1].last, word.i)
        yield Relation(ends[0], ends[1], cls.type, f"{cls.name}/{pattern}", first, last, cls.status, False, trust * cls.confidence)
