"""A tree says of its tokens what spaCy says of its own."""

from typing import Any

import pytest

from volteface.loaders.reading.parse.attributes import Trees
from volteface.loaders.reading.parse.parser import load_pipeline
from volteface.loaders.reading.parse.tree import Doc

TEXTS = (
    "Kenya, Uganda and Chad, which had met in Oslo on Monday, agreed that a U.S.-led mission would leave. It did.",
    "What did the envoy of Peru say that the old canal treaty, and its annexes, was signed for?",
    "A hearing was scheduled on the issue today that the minister, who was ill, could not attend.",
    "Two  blanks, and\na line.  ",
    "Yes",
    "",
)


@pytest.fixture(scope="module", params=TEXTS)
def both(request: pytest.FixtureRequest) -> tuple[Doc, Any]:
    nlp = load_pipeline().nlp
    return Trees(nlp).tree(nlp(request.param), request.param), nlp(request.param)


def test_tokens_hang_together_as_spacys(both: tuple[Doc, Any]) -> None:
    tree, doc = both
    assert tree.text == doc.text
    assert len(tree) == len(doc)
    for ours, theirs in zip(tree, doc, strict=True):
        assert ours.doc is tree
        for name in ("i", "idx", "whitespace_", "text_with_ws"):
            assert getattr(ours, name) == getattr(theirs, name)
        assert len(ours) == len(theirs)
        assert bool(theirs.is_sent_start) == ours.is_sent_start
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(ours, name).i == getattr(theirs, name).i
        for name in ("children", "ancestors", "subtree", "conjuncts"):
            assert [one.i for one in getattr(ours, name)] == [one.i for one in getattr(theirs, name)], name
        for other, its in zip(tree, doc, strict=True):
            assert ours.is_ancestor(other) == theirs.is_ancestor(its)


def test_spans_are_spacys(both: tuple[Doc, Any]) -> None:
    tree, doc = both
    for start in range(len(doc.text) + 1):
        for end in range(start + 1, min(start + 40, len(doc.text) + 2)):
            for mode in ("expand", "contract"):
                if mode == "expand" and doc.text[start:end].isspace():
                    continue  # there spaCy's span may end before it begins
                ours, theirs = tree.char_span(start, end, alignment_mode=mode), doc.char_span(start, end, alignment_mode=mode)
                assert (ours is None) == (theirs is None)
                if ours is not None and len(ours):
                    assert (ours.start, ours.end, ours.root.i) == (theirs.start, theirs.end, theirs.root.i)
                    assert tree.words(ours.start, ours.end) == theirs.text


def test_there_is_no_token_beyond_the_ends() -> None:
    tree = load_pipeline()("Chad left.")
    assert tree[1].nbor(-1) is tree[0]
    assert tree[0].nbor() is tree[1]
    with pytest.raises(IndexError):
        tree[0].nbor(-1)
    with pytest.raises(IndexError):
        tree[2].nbor()
    assert tree.words(2, 2) == ""
