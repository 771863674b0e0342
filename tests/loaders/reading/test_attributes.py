"""The ruler that remembers says what spaCy's own says, the first time and the next."""

from importlib.util import find_spec
from typing import Any

import spacy
from spacy.pipeline import AttributeRuler

from volteface.loaders.reading.attributes import RememberingRuler
from volteface.loaders.reading.parser import DEFAULT, load_pipeline

TEXTS = (
    "Kenya has not been told that Uganda's envoys would leave before it does, nor that they ain't coming.",
    "There is no doubt: Peru did what it had to, and nothing but that. Let's see what you are gonna do.",
    "Let's see whether she, who's been there, gets it; he got it, and I'd have got it because of them all.",
    "That that is is, which both of them - all of us - knew while it rained.  Two  blanks, and\na line.",
    "Nothin' is sold in Oslo.",
    "",
)


def told(doc: spacy.tokens.Doc) -> list[tuple[str, ...]]:
    return [(one.text, one.tag_, one.pos_, str(one.morph), one.lemma_, one.dep_) for one in doc]


def test_it_says_what_the_ruler_says_when_it_remembers_and_when_it_does_not() -> None:
    nlp = load_pipeline()
    ours = nlp.get_pipe("attribute_ruler")
    assert isinstance(ours, RememberingRuler)
    theirs = AttributeRuler(nlp.vocab)
    theirs.add_patterns(ours.patterns)
    lemmas = nlp.get_pipe("lemmatizer")
    for _ in range(2):
        for text in TEXTS:
            parsed = [nlp(text, disable=["attribute_ruler", "lemmatizer"]) for _ in range(2)]
            assert told(lemmas(ours(parsed[0]))) == told(lemmas(theirs(parsed[1])))


def test_it_is_the_pipelines_own_ruler_that_is_repeated() -> None:
    name = next(one for one in DEFAULT if find_spec(one))
    theirs: Any = spacy.load(name, exclude=["ner"]).get_pipe("attribute_ruler")
    ours: Any = load_pipeline().get_pipe("attribute_ruler")
    assert type(ours) is RememberingRuler
    assert ours.patterns == theirs.patterns


def test_matrix_products_are_those_of_the_library() -> None:
    import numpy

    tok2vec: Any = load_pipeline().get_pipe("tok2vec")
    ops = tok2vec.model.ops
    theirs = type(ops).__mro__[1]()
    assert type(theirs).__name__ == "NumpyOps"
    x, y = (numpy.random.default_rng(seed).random((4, 4), dtype="float32") for seed in (1, 2))
    for one in (False, True):
        for other in (False, True):
            out = numpy.zeros((4, 4), "float32")
            expected = theirs.gemm(x, y, trans1=one, trans2=other)
            assert numpy.allclose(ops.gemm(x, y, trans1=one, trans2=other), expected)
            assert ops.gemm(x, y, out=out, trans1=one, trans2=other) is out
            assert numpy.allclose(out, expected)
