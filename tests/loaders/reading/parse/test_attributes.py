"""What is remembered of tags, parts and lemmas is what spaCy's own steps say, the first time and the next."""

from importlib.util import find_spec
from typing import Any

import spacy

from volteface.loaders.reading.parse.attributes import STEPS, Trees
from volteface.loaders.reading.parse.parser import DEFAULT, load_pipeline

TEXTS = (
    "Kenya has not been told that Uganda's envoys would leave before it does, nor that they ain't coming.",
    "There is no doubt: Peru did what it had to, and nothing but that. Let's see what you are gonna do.",
    "Let's see whether she, who's been there, gets it; he got it, and I'd have got it because of them all.",
    "That that is is, which both of them - all of us - knew while it rained.  Two  blanks, and\na line.",
    "There were two; there WAS one. Y'all gotta c'mon.",
    "Nothin' is sold in Oslo.",
    "",
)


def official() -> Any:
    return spacy.load(next(one for one in DEFAULT if find_spec(one)), exclude=["ner"])


def test_words_and_parts_are_those_of_the_whole_pipeline() -> None:
    theirs = official()
    trees = Trees(theirs)
    assert trees.steps == STEPS
    for _ in range(2):
        for text in TEXTS:
            expected = [
                (one.text, one.lower_, one.is_punct, one.is_space, one.tag_, one.pos_, one.dep_, one.lemma_) for one in theirs(text)
            ]
            tree = trees.tree(theirs(text, disable=STEPS), text)
            assert expected == [
                (one.text, one.lower_, one.is_punct, one.is_space, one.tag_, one.pos_, one.dep_, one.lemma_) for one in tree
            ]


def test_what_was_said_once_is_not_asked_again() -> None:
    theirs = official()
    trees = Trees(theirs)
    asked = []
    ruler = trees._last[0]
    trees._last[0] = lambda doc: (asked.append(doc.text), ruler(doc))[1]
    for text in (TEXTS[5], TEXTS[5], "She ain't here.", "She ain't here."):
        trees.tree(theirs(text, disable=STEPS), text)
    # A pattern over two words is looked for each time.
    assert asked == [TEXTS[5], "She ain't here.", "She ain't here."]


def test_a_pipeline_without_these_steps_says_everything_itself() -> None:
    theirs = official()
    theirs.remove_pipe("lemmatizer")
    trees = Trees(theirs)
    assert trees.steps == ()
    for _ in range(2):
        doc = theirs(TEXTS[0])
        assert [(one.pos_, one.lemma_) for one in trees.tree(doc, TEXTS[0])] == [(one.pos_, one.lemma_) for one in doc]


def test_matrix_products_are_those_of_the_library() -> None:
    import numpy

    tok2vec: Any = load_pipeline().nlp.get_pipe("tok2vec")
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
