"""The parser's steps, of all texts of a batch at once: the same parses as spaCy's, in less than half the time.

spaCy's parser goes word by word: what it sees of a text, a few words on its stack and ahead, gives the next move. It sums what these words
mean in their places for each text by itself, by calls that take longer than their sums. Here each sum and product is one of numpy over
all texts that are not yet parsed; what a text looks at and what a move does to it stay spaCy's. Architecture: spaCy's
TransitionBasedParser (https://spacy.io/api/architectures), greedy, of two layers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy

if TYPE_CHECKING:
    from spacy.language import Language

_LAYERS = ["precomputable_affine", "linear"]


class Transitions:
    """Does what a pipeline's parser does to a batch of texts."""

    def __init__(self, parser: Any) -> None:
        self._parser = parser
        self._vectors, self._lower, upper = parser.model.layers
        self._bias = self._lower.get_param("b").reshape(-1)
        self._pieces = self._lower.get_dim("nP")
        # Which of a text's rows is what its word says in which place.
        self._places = numpy.arange(self._lower.get_dim("nF"), dtype=numpy.int32)
        self._weights = numpy.ascontiguousarray(upper.get_param("W").T)
        self._shift = upper.get_param("b")
        self._step: Any = None

    def parse(self, docs: Sequence[Any]) -> None:
        """Sets the dependencies of texts (`spacy.tokens.Doc`) whose vectors are there."""
        parser = self._parser
        if self._step is None:
            self._step = parser.model.predict(docs[:1])  # spaCy's own step, for what it looks at
        found = parser.moves.init_batch(docs)
        # What each word says in each place; the first row is for places without a word.
        said = self._lower.predict(self._vectors.predict(docs)).reshape(-1, len(self._bias))
        states = [one for one in found if not one.is_final()]
        while states:
            rows = (self._step.get_token_ids(states) + 1) * len(self._places) + self._places
            hidden = said.take(rows, axis=0).sum(axis=1)
            hidden += self._bias
            best = hidden[:, :: self._pieces]
            for piece in range(1, self._pieces):
                best = numpy.maximum(best, hidden[:, piece :: self._pieces])
            scores = best @ self._weights
            scores += self._shift
            states = parser.transition_states(states, scores)
        parser.set_annotations(docs, found)


def transitions(nlp: Language, last: Sequence[str]) -> Transitions | None:
    """A pipeline's parser, if it is of the architecture that is known here and all but the steps `last` come before it."""
    before = nlp.pipe_names[: len(nlp.pipe_names) - len(last)]
    if not before or before[-1] != "parser":
        return None
    parser: Any = nlp.get_pipe("parser")
    model = parser.model
    known = [one.name for one in model.layers[1:]] == _LAYERS and model.attrs["has_upper"] and not model.attrs["unseen_classes"]
    return Transitions(parser) if known and parser.cfg["beam_width"] == 1 and model.ops.xp is numpy else None
