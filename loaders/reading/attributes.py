"""Tags, parts of speech, dependencies and lemmas of a parse in words, remembered by word, tag and dependency.

The last steps of spaCy's English pipelines, a ruler and a lemmatizer, look at every token anew: a fifth of the time of a parse. But what
they say of a token follows from its word, its tag and its dependency, but for a few patterns of the ruler that look at two tokens
("got" and "ta"). So what was once said of these three is said again, and a text in which such a pattern fits is left to spaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .tree import Doc, Part, Token, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language

# The steps whose say is remembered, where a pipeline ends with them.
STEPS = ("attribute_ruler", "lemmatizer")
# What a pattern may ask of a token that is all in its word, its tag and its dependency.
_SEEN = frozenset(("ORTH", "TEXT", "LOWER", "IS_SPACE", "TAG", "DEP"))
_COLUMNS = ["ORTH", "LOWER", "TAG", "DEP", "SPACY", "SENT_START", "HEAD"]
# How many words, and words in their parts, are remembered: some megabytes.
_ROOM = 1 << 16


class Trees:
    """Makes trees of the parses of a pipeline whose last steps were left out: it does what they do."""

    def __init__(self, nlp: Language) -> None:
        self._vocab: Any = nlp.vocab
        self.steps = STEPS if tuple(nlp.pipe_names[-2:]) == STEPS and _by_rule(nlp.get_pipe(STEPS[1])) else ()
        self._last: list[Any] = [nlp.get_pipe(name) for name in self.steps]
        self._words: dict[int, Word] = {}
        self._parts: dict[tuple[int, int, int], Part] = {}
        self._far: Any = None
        self._marks: frozenset[int] = frozenset()
        if self._last:
            self._look_far(self._last[0].patterns)

    def tree(self, doc: Any) -> Doc:
        """The tree of a parse (a `spacy.tokens.Doc`, to which the last steps may be done)."""
        rows: list[list[int]] = doc.to_array(_COLUMNS).astype("int64").tolist()
        words = self._known_words([row[0] for row in rows])
        parts = self._known_parts(doc, rows)
        tokens = []
        place = 0
        for number, (word, part, (_, _, _, _, blank, first, _)) in enumerate(zip(words, parts, rows, strict=True)):
            tokens.append(Token(number, place, word, part, blank == 1, first == 1))
            place += len(word.text) + blank
        return Doc.of(doc.text, tokens, [row[-1] for row in rows])

    def _known_words(self, orths: Sequence[int]) -> list[Word]:
        try:
            return [self._words[orth] for orth in orths]
        except KeyError:
            if len(self._words) > _ROOM:
                self._words.clear()
            for orth in orths:
                word = self._vocab[orth % (1 << 64)]
                self._words[orth] = Word(word.text, word.lower_, word.is_punct, word.is_space)
            return [self._words[orth] for orth in orths]

    def _known_parts(self, doc: Any, rows: Sequence[Sequence[int]]) -> list[Part]:
        keys = [(orth, tag, dep) for orth, _, tag, dep, *_ in rows]
        far = self._looks_far(doc, rows)
        if not far:
            try:
                return [self._parts[key] for key in keys]
            except KeyError:
                pass
        for step in self._last:
            doc = step(doc)
        found = [Part(one.tag_, one.pos_, one.dep_, one.lemma_) for one in doc]
        if not far:
            if len(self._parts) > _ROOM:
                self._parts.clear()
            self._parts.update(zip(keys, found, strict=True))
        return found

    def _looks_far(self, doc: Any, rows: Sequence[Sequence[int]]) -> bool:
        """Whether more is to be looked at in a text than each token by itself."""
        if self._far is None:
            return True
        marked = not self._marks or not self._marks.isdisjoint([mark for _, lower, _, dep, *_ in rows for mark in (lower, dep)])
        return marked and bool(self._far(doc, allow_missing=True))

    def _look_far(self, patterns: Sequence[Any]) -> None:
        """Finds the patterns that look at several tokens, or at more of one, and a word or dependency that each of them needs."""
        from spacy.matcher import Matcher

        self._far = Matcher(self._vocab)
        needed: list[frozenset[str]] = []
        for place, pattern in enumerate(one for rule in patterns for one in rule["patterns"]):
            if len(pattern) > 1 or not pattern[0].keys() <= _SEEN:
                self._far.add(str(place), [pattern])
                needed.append(min(_needed(pattern), key=len, default=frozenset()))
        # Where one of them needs none, all texts are looked at.
        marks = {mark for one in needed for mark in one} if all(needed) else set()
        self._marks = frozenset(_signed(self._vocab.strings.add(mark)) for mark in marks)


def _needed(pattern: Sequence[dict[str, Any]]) -> Iterator[frozenset[str]]:
    """What a token of a pattern has to be: one of these words in lower case, this dependency."""
    for asked in (token.get(name) for token in pattern for name in ("DEP", "LOWER")):
        if isinstance(asked, str):
            yield frozenset((asked,))
        elif isinstance(asked, dict) and asked.keys() == {"IN"}:
            yield frozenset(asked["IN"])


def _signed(number: int) -> int:
    return number - (1 << 64) if number >> 63 else number


def _by_rule(lemmatizer: Any) -> bool:
    return getattr(lemmatizer, "mode", None) == "rule"
