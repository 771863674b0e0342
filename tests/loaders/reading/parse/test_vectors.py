"""The vectors of tokens are spaCy's own, whatever was met before and whatever is read together."""

from importlib.util import find_spec
from typing import Any

import numpy
import pytest
import spacy
from spacy.ml.models.tok2vec import MaxoutWindowEncoder, MishWindowEncoder, MultiHashEmbed, build_Tok2Vec_model

from volteface.loaders.reading.parse import vectors
from volteface.loaders.reading.parse.parser import DEFAULT

TEXTS = (
    "Kenya, Uganda and Chad, which had met in Oslo on Monday, agreed that a U.S.-led mission would leave. It did.",
    "",
    "Yes",
    "Two  blanks, and\na line.  ",
    "Peru did what it had to, and nothing but that. Peru did.",
)


def pipeline() -> Any:
    return spacy.load(next(one for one in DEFAULT if find_spec(one)), exclude=["ner"])


def embedder(encoder: Any, depth: int = 2) -> Any:
    embed = MultiHashEmbed(width=12, rows=[50, 40], attrs=["NORM", "SHAPE"], include_static_vectors=False)
    options = {"maxout_pieces": 3} if encoder is MaxoutWindowEncoder else {}
    return build_Tok2Vec_model(embed, encoder(width=12, window_size=1, depth=depth, **options))


def same(found: list[Any], expected: list[Any]) -> bool:
    pairs = zip(found, expected, strict=True)
    return all(one.shape == other.shape and numpy.allclose(one, other, atol=1e-4) for one, other in pairs)


@pytest.mark.parametrize("room", [1 << 15, 30, 3])
def test_vectors_are_those_of_the_model_also_when_some_were_forgotten(room: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "_ROOM", room)
    monkeypatch.setattr(vectors, "_TOGETHER", 40)
    nlp = pipeline()
    model = nlp.get_pipe("tok2vec").model
    docs = [nlp.make_doc(text) for text in TEXTS]
    expected = [model.predict([doc])[0] for doc in docs]
    forward = model._func
    vectors.hasten(model)
    assert model._func is not forward
    for together in (docs, docs[::-1], [docs[3]], [docs[1]], docs):
        assert same(model.predict(together), [expected[docs.index(doc)] for doc in together])


def test_any_depth_and_width_of_the_architecture_is_known_and_no_other_one() -> None:
    nlp = spacy.blank("en")
    docs = [nlp.make_doc(text) for text in TEXTS]
    for depth in (1, 3):
        model = embedder(MaxoutWindowEncoder, depth)
        model.initialize()
        expected = model.predict(docs)
        vectors.hasten(model)
        assert same(model.predict(docs), expected)
    other = embedder(MishWindowEncoder)
    forward = other._func
    vectors.hasten(other)
    assert other._func is forward
