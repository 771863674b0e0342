"""Tags, parts of speech, dependencies and lemmas of a parse in words, remembered by word, tag and dependency.

The last steps of spaCy's English pipelines, a ruler and a lemmatizer, look at every token anew: a fifth of the time of a parse. But what
they say of a token follows from its word, its tag and its dependency, but for a few patterns of the ruler that look at two tokens
("got" and "ta"). So what was once said of these three is said again, and a text in which such a pattern fits is left to spaCy.
"""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, Any

import numpy

from .tree import Doc, Token, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

# The steps whose say is remembered, where a pipeline ends with them.
STEPS = ("attribute_ruler", "lemmatizer")
# What a pattern may ask of a token that is all in its word, its tag and its dependency.
_SEEN = frozenset(("ORTH", "TEXT", "LOWER", "IS_SPACE", "TAG", "DEP"))
_COLUMNS = ["ORTH", "TAG", "DEP", "SPACY", "SENT_START", "HEAD"]
# Odd numbers by which those of a word, a tag and a dependency become one, as unlike to meet another's as they are themselves.
_MIX = numpy.array((0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9), numpy.uint64)
# How many words in their parts are remembered: some ten megabytes.
_ROOM = 1 << 16


class Trees:
    """Makes trees of the parses of a pipeline whose last steps were left out: it does what they do."""

    def __init__(self, nlp: Language) -> None:
        self.steps = STEPS if tuple(nlp.pipe_names[-2:]) == STEPS and _by_rule(nlp.get_pipe(STEPS[1])) else ()
        self._last: list[Any] = [nlp.get_pipe(name) for name in self.steps]
        self._known: dict[int, Word] = {}
        self._marked: set[int] = set()
        self._far: Any = None
        self._marks: frozenset[str] = frozenset()
        if self._last:
            self._look_far(self._last[0].patterns, nlp.vocab)

    def tree(self, doc: Any, text: str) -> Doc:
        """The tree of a parse of a text (a `spacy.tokens.Doc`, to which the last steps may be done)."""
        columns = doc.to_array(_COLUMNS)
        mixed = columns[:, :3] * _MIX
        words = self._words(doc, (mixed[:, 0] ^ mixed[:, 1] ^ mixed[:, 2]).tolist())
        blanks, firsts, heads = columns[:, 3:].astype(numpy.int64).T.tolist()
        tokens = []
        place = 0
        for number, word in enumerate(words):
            tokens.append(Token(number, place, word, blanks[number] == 1, firsts[number] == 1))
            place += len(word[0]) + blanks[number]
        return Doc.of(text, tokens, heads)

    def _words(self, doc: Any, keys: list[int]) -> list[Word]:
        """What the tokens are; the keys stand for the word, tag and dependency of each."""
        known = self._known
        found = [known[key] for key in keys] if all(map(known.__contains__, keys)) else None
        if found is not None and self._marked.isdisjoint(keys):
            return found
        far = self._far is None or bool(self._far(doc, allow_missing=True))
        if found is not None and not far:
            return found
        marked = [key for key, one in zip(keys, doc, strict=True) if not self._marks or not self._marks.isdisjoint((one.lower_, one.dep_))]
        for step in self._last:
            doc = step(doc)
        found = [_word(one) for one in doc]
        if not far:
            if len(known) > _ROOM:
                known.clear()
                self._marked.clear()
                self._last[-1].cache.clear()  # the lemmatizer's own
            known.update(zip(keys, found, strict=True))
            self._marked.update(marked)
        return found

    def _look_far(self, patterns: Sequence[Any], vocab: Any) -> None:
        """Finds the patterns that look at several tokens, or at more of one, and a word or dependency that each of them needs."""
        from spacy.matcher import Matcher

        self._far = Matcher(vocab)
        needed: list[frozenset[str]] = []
        for place, pattern in enumerate(one for rule in patterns for one in rule["patterns"]):
            if len(pattern) > 1 or not pattern[0].keys() <= _SEEN:
                self._far.add(str(place), [pattern])
                needed.append(min(_needed(pattern), key=len, default=frozenset()))
        # Where one of them needs none, all texts are looked at.
        self._marks = frozenset(mark for one in needed for mark in one) if all(needed) else frozenset()


def _word(token: Any) -> Word:
    words = (token.text, token.lower_, token.tag_, token.pos_, token.dep_, token.lemma_)
    text, lower, tag, pos, dep, lemma = (intern(str(one)) for one in words)
    return text, lower, tag, pos, dep, lemma, bool(token.is_punct), bool(token.is_space)


def _needed(pattern: Sequence[dict[str, Any]]) -> Iterator[frozenset[str]]:
    """What a token of a pattern has to be: one of these words in lower case, this dependency."""
    for asked in (token.get(name) for token in pattern for name in ("DEP", "LOWER")):
        if isinstance(asked, str):
            yield frozenset((asked,))
        elif isinstance(asked, dict) and asked.keys() == {"IN"}:
            yield frozenset(asked["IN"])


def _by_rule(lemmatizer: Any) -> bool:
    return getattr(lemmatizer, "mode", None) == "rule"
