"""Sentences: where they end, what they are, and that every offset is exact."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.loaders.reading.sentences import sentences


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The war went on.Kenya sent aid.", ["The war went on.", "Kenya sent aid."]),
        ("The U.S. Navy left. It was late.", ["The U.S. Navy left.", "It was late."]),
        ("Gen. Smith met Mr. Jones at 3.5 miles. They talked.", ["Gen. Smith met Mr. Jones at 3.5 miles.", "They talked."]),
        ("One line.<br/>Another line.", ["One line.", "Another line."]),
        ('He said: "It is over." Kenya left.', ['He said: "It is over."', "Kenya left."]),
    ],
)
def test_ends(text: str, parts: list[str]) -> None:
    assert [one.clean for one in sentences(text)] == parts


def test_wrapped_lines_are_one_sentence_and_lines_of_a_list_are_several() -> None:
    wrapped = "The ministers of the two countries said after their talks that they\nwould meet again in the spring to sign the treaty."
    assert len(sentences(wrapped)) == 1
    listed = "* Kenya praised Uganda.\n* Chile criticised Peru.\n"
    assert [one.clean for one in sentences(listed)] == ["Kenya praised Uganda.", "Chile criticised Peru."]


def test_kinds() -> None:
    found = sentences("# Norway Slams Belarus\n\nNorway criticised Belarus on Monday.\n\nHome\n")
    assert [one.kind for one in found] == ["headline", "prose", "headline"]


def test_a_dateline_is_no_part_of_the_sentence() -> None:
    (one,) = sentences("OSLO, 3 May 2025 — Norway criticised Belarus.")
    assert one.clean == "Norway criticised Belarus."


@given(st.text(alphabet="Ab .\n<>[](*\u00a0’—\u200b1:/#-", max_size=200))
def test_offsets_are_exact(text: str) -> None:
    for one in sentences(text):
        assert len(one.clean) == len(one.offsets)
        assert list(one.offsets) == sorted(set(one.offsets))
        for char, place in zip(one.clean, one.offsets, strict=True):
            if char.isalnum():
                assert text[place] == char
        assert one.span(0, len(one.clean)) == (one.start, one.end)
