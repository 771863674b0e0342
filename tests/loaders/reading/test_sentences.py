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
    found = sentences("# Norway Slams Belarus\n\nNorway criticised Belarus on Monday.\n\nOslo\n")
    assert [one.kind for one in found] == ["headline", "prose", "headline"]


def test_a_dateline_is_no_part_of_the_sentence() -> None:
    (one,) = sentences("OSLO, 3 May 2025 — Norway criticised Belarus.")
    assert one.clean == "Norway criticised Belarus."


def test_a_headline_above_a_label_is_a_line_of_its_own() -> None:
    text = "Kenya and Uganda agree to reopen their border posts\nPublished: 4 May 2021\nKenya said on Monday that it was ready.\n"
    assert [one.clean for one in sentences(text)] == [
        "Kenya and Uganda agree to reopen their border posts",
        "Kenya said on Monday that it was ready.",
    ]


def test_wrapped_lines_go_on_with_a_name_where_the_line_is_full() -> None:
    text = (
        "The envoys who came to the lake on the first Monday of the month of\n"
        "June said little, and those who stayed until the talks had come to an\n"
        "end on the Friday after said that they would not come back to it\nagain.\n"
    )
    assert len(sentences(text)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "We use cookies to improve your stay. By continuing you accept them.",
        "Share this: 12 shares",
        "1,204 shares 33 comments",
        "Home | World | Kenya | Sports",
        "News > Africa > Kenya",
        "Photo: Kenya's president greets Uganda's (Reuters)",
        "(Reporting by Ana Oruz; Editing by Ben Tarn)",
        "Copyright 2021 The Norrland Lantern. All rights reserved.",
        "ALSO READ: Kenya sues Uganda over a lake",
        "Related articles\nKenya sues Uganda over a lake\nUganda bans Kenya's milk\n",
    ],
)
def test_the_furniture_of_a_page_is_left_out(line: str) -> None:
    text = f"Kenya praised Uganda on Monday.\n\n{line}\n\nUganda praised Kenya on Tuesday in a speech.\n"
    assert [one.clean for one in sentences(text)] == ["Kenya praised Uganda on Monday.", "Uganda praised Kenya on Tuesday in a speech."]


def test_a_row_of_a_table_is_no_menu() -> None:
    assert len(sentences("| Kenya | against | the dam |\n")) == 1


@given(st.text(alphabet="Ab .\n<>[](*\u00a0’—\u200b1:/#-", max_size=200))
def test_offsets_are_exact(text: str) -> None:
    for one in sentences(text):
        assert len(one.clean) == len(one.offsets)
        assert list(one.offsets) == sorted(set(one.offsets))
        for char, place in zip(one.clean, one.offsets, strict=True):
            if char.isalnum():
                assert text[place] == char
        assert one.span(0, len(one.clean)) == (one.start, one.end)


def test_a_small_word_is_parted_from_the_name_that_it_is_glued_to() -> None:
    text = "Peru has recalled its envoy toChile on Monday."
    (one,) = sentences(text)
    assert one.clean == "Peru has recalled its envoy to Chile on Monday."
    at = one.clean.index("Chile")
    assert text[one.offsets[at] : one.offsets[at + 4] + 1] == "Chile"
