"""The vectors of tokens that tagger and parser work on: the same as spaCy's, in half the time.

The small pipelines embed a token by six of its features and four times add to each what a layer makes of it and of its two neighbours.
The embedding of what was met before is remembered. The layers run over some hundred tokens at a time, which stay in the processor's
cache, with nothing kept for training. Architecture: spaCy's MultiHashEmbed and MaxoutWindowEncoder (https://spacy.io/api/architectures).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from numpy.typing import NDArray

Floats = NDArray[numpy.float32]

# How many embeddings are remembered (400 bytes each), and how many tokens at least go through the layers together.
_ROOM = 1 << 15
_TOGETHER = 512
_FEATURES, _MIXED = ["extract_features", "list2ragged"], ["maxout", "layernorm", "dropout", "ragged2list"]
_LAYER = ["expand_window", "maxout", "layernorm", "dropout"]


def hasten(model: Any) -> None:
    """Makes a pipeline's `tok2vec` model do so, if it is one of those; any other is left as it is."""
    layers = _layers(model)
    if not layers:
        return
    width = len(layers[0].gain)
    embedding = _Embedding(model.layers[0], width)

    def forward(_: Any, docs: Sequence[Any], is_train: bool) -> tuple[list[Floats], Any]:
        return list(_through(layers, embedding.of(docs), width)), None

    model._func = forward


@dataclass(frozen=True, slots=True)
class _Layer:
    """`weights[:, piece * width + out]`: of a token and its neighbours before and after."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    def add_to(self, x: Floats, width: int) -> Floats:
        """The sum of the rows and what the layer makes of them."""
        window = numpy.empty((len(x), 3 * width), numpy.float32)
        window[:, width : 2 * width] = x
        window[0, :width] = 0
        window[1:, :width] = x[:-1]
        window[-1, 2 * width :] = 0
        window[:-1, 2 * width :] = x[1:]
        pieces = window @ self.weights
        pieces += self.bias
        best = pieces[:, :width]
        for start in range(width, pieces.shape[1], width):
            best = numpy.maximum(best, pieces[:, start : start + width])
        best -= best.mean(axis=1, keepdims=True)
        best *= (numpy.einsum("ij,ij->i", best, best)[:, None] / width + 1e-8) ** -0.5
        best *= self.gain
        best += self.shift
        best += x
        return best


def _through(layers: Sequence[_Layer], texts: Sequence[Floats], width: int) -> Iterator[Floats]:
    """Each text's rows after all layers. Between two texts stand as many rows as there are layers, so that none reaches the next."""
    gap = len(layers)
    begun = 0
    while begun < len(texts):
        stop, rows = begun, gap
        while stop < len(texts) and rows < _TOGETHER:
            rows += len(texts[stop]) + gap
            stop += 1
        x = numpy.zeros((rows, width), numpy.float32)
        places = []
        place = gap
        for text in texts[begun:stop]:
            places.append((place, place + len(text)))
            x[place : place + len(text)] = text
            place += len(text) + gap
        for layer in layers:
            x = layer.add_to(x, width)
        yield from (x[first:last] for first, last in places)
        begun = stop


class _Embedding:
    """The embeddings of tokens by their features."""

    def __init__(self, model: Any, width: int) -> None:
        self._columns = model.layers[0].attrs["columns"]
        self._steps = model.layers[1:]
        self._known: dict[bytes, int] = {}
        self._rows = numpy.empty((_ROOM, width), numpy.float32)

    def of(self, docs: Sequence[Any]) -> list[Floats]:
        """The rows of each text."""
        features = [doc.to_array(self._columns).reshape(len(doc), len(self._columns)) for doc in docs]
        size = 8 * len(self._columns)
        keys = [[raw[at : at + size] for at in range(0, len(raw), size)] for raw in (one.tobytes() for one in features)]
        met = {key for one in keys for key in one}
        new = met - self._known.keys()
        if len(self._known) + len(new) > len(self._rows):
            self._known = {}
            self._rows = numpy.empty((max(_ROOM, len(met)), self._rows.shape[1]), numpy.float32)
            new = met
        if new:
            # Sorted, so that what is read does not hang on the order of a set.
            asked = sorted(new)
            embedded: Any = [numpy.frombuffer(b"".join(asked), numpy.uint64).reshape(len(asked), -1)]
            for step in self._steps:
                embedded = step.predict(embedded)
            first = len(self._known)
            self._rows[first : first + len(asked)] = embedded[0]
            self._known.update(zip(asked, range(first, first + len(asked)), strict=True))
        return [self._rows[[self._known[key] for key in one]] for one in keys]


def _layers(model: Any) -> list[_Layer]:
    """The layers of a model of the architecture that is known here, none of any other, nor where an accelerator has them."""
    if len(model.layers) != 2 or model.ops.xp is not numpy:
        return []
    embed, encode = model.layers
    names = [one.name for one in _leaves(embed)]
    if names != [*_FEATURES, *["ints-getitem", "hashembed"] * len(model.layers[0].layers[0].attrs.get("columns", ())), *_MIXED]:
        return []
    steps = list(encode.layers[0].layers) if encode.name.startswith("with_array(residual(") else []
    found = [_leaves(one) for one in steps if one.name.startswith("residual(")]
    if encode.attrs.get("pad") != len(steps) or [[leaf.name for leaf in one] for one in found] != [_LAYER] * len(steps):
        return []
    return [_layer(maxout, norm) for window, maxout, norm, _ in found if window.attrs["window_size"] == 1 and maxout.get_dim("nP") > 1]


def _layer(maxout: Any, norm: Any) -> _Layer:
    weights, bias = maxout.get_param("W"), maxout.get_param("b")  # (out, piece, in) and (out, piece)
    return _Layer(
        numpy.ascontiguousarray(weights.transpose(2, 1, 0).reshape(weights.shape[2], -1)),
        numpy.ascontiguousarray(bias.T.reshape(-1)),
        norm.get_param("G"),
        norm.get_param("b"),
    )


def _leaves(model: Any) -> list[Any]:
    """The models of which a model is made, in order."""
    return [leaf for one in model.layers for leaf in _leaves(one)] if model.layers else [model]
