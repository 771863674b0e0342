"""An attribute ruler that remembers: parts of speech and morphology by tag, dependency and word.

spaCy's own matches all of its 180 patterns against every token, a fifth of the time of a parse. But a pattern of one token looks at
nothing but its tag, its dependency, and whether it is one of some eighty words: what was once said of those is said again.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

FACTORY = "volteface_attribute_ruler"
_SEEN: list[int | str] = ["LOWER", "TAG", "DEP", "IS_SPACE"]
_SAID: list[int | str] = ["POS", "MORPH", "LEMMA"]


class RememberingRuler(AttributeRuler):
    """Says what spaCy's ruler says. A document in which one of the patterns fits that look at more is left to that."""

    def add_patterns(self, patterns: Iterable[Any]) -> None:
        rules = list(patterns)
        super().add_patterns(rules)
        self._known: dict[tuple[int, ...], list[int]] = {}
        self._words: set[int] = set()
        self._apart = Matcher(self.vocab)
        for place, pattern in enumerate(one for rule in rules for one in rule["patterns"]):
            lower = pattern[0].get("LOWER", [])
            words = [lower] if isinstance(lower, str) else lower.get("IN") if isinstance(lower, dict) else lower
            if len(pattern) > 1 or words is None or not pattern[0].keys() <= {*_SEEN}:
                self._apart.add(str(place), [pattern])
            else:
                self._words.update(self.vocab.strings.add(word) for word in words)

    def __call__(self, doc: Doc) -> Doc:
        if not len(doc) or (len(self._apart) and self._apart(doc, allow_missing=True)):
            return super().__call__(doc)
        seen = doc.to_array(_SEEN).tolist()
        keys = [(lower if lower in self._words else 0, *rest) for lower, *rest in seen]
        if all(key in self._known for key in keys):
            known: Any = numpy.array([self._known[key] for key in keys], numpy.uint64)
            return doc.from_array(_SAID, known)
        super().__call__(doc)
        said = zip(keys, doc.to_array(_SAID).tolist(), seen, doc.to_array(_SEEN).tolist(), strict=True)
        # A tag or a dependency that it changes, of blank space, is left to it.
        self._known.update((key, attributes) for key, attributes, before, after in said if before == after)
        return doc


@Language.factory(FACTORY)
def _remembering_ruler(nlp: Language, name: str) -> RememberingRuler:
    return RememberingRuler(nlp.vocab, name)
