"""Printed lines → paragraphs."""

from __future__ import annotations

import pytest

from volteface.loaders.formats.reflow import paragraphs

WIDE = "Norway and Kenya have talked for a long time about the grain"


@pytest.mark.parametrize(
    ("first", "second", "mended"),
    [
        ("they came to an agree-", "ment at last", "an agreement at last"),
        ("rebels of the Turkish-", "backed north", "the Turkish-backed north"),
        ("after the Armenian-", "Azerbaijani talks", "the Armenian-Azerbaijani talks"),
        ("troops of the US-", "led force", "the US-led force"),
        ("in the years 2020-", "21 nothing moved", "the years 2020-21 nothing"),
        ("their self-", "rule was ended", "their self-rule was"),
        ("a soft\u00ad", "ware firm of Chad", "a software firm"),
        ("the pact — the old one -", "which both left", "old one - which both"),
    ],
)
def test_words_that_a_line_end_parts(first: str, second: str, mended: str) -> None:
    assert mended in paragraphs([f"{WIDE} and {first}\n{second} in the old town, as the papers of both the states wrote on Monday."])


@pytest.mark.parametrize(("spelt", "mended"), [("co-operation", "and co-operation"), ("cooperation", "and cooperation")])
def test_the_rest_of_the_document_says_how_a_word_is_written(spelt: str, mended: str) -> None:
    page = f"{WIDE} and co-\noperation. The {spelt} of both has been long, and it will go on for as long as they live."
    assert mended in paragraphs([page])


def test_paragraphs_end_where_a_line_is_short_or_blank_and_where_items_begin() -> None:
    page = f"{WIDE}\nand ended it.\n{WIDE}\nand began it again.\n\nBriefly put.\n• {WIDE}\nat once\n• {WIDE}\n"
    assert paragraphs([page]).split("\n\n") == [
        f"{WIDE} and ended it.",
        f"{WIDE} and began it again.",
        "Briefly put.",
        f"• {WIDE} at once",
        f"• {WIDE}",
    ]


def test_a_paragraph_goes_on_over_the_end_of_a_page() -> None:
    pages = [f"Fjord Post\n{WIDE} {number},\n{number}\n" for number in (1, 2, 3)]
    pages[1] = f"Fjord Post\nand on that of the ships, too. {WIDE}\n2\n"
    text = paragraphs(pages)
    assert "Fjord Post" not in text
    assert "grain 1, and on that of the ships, too." in text


def test_running_heads_and_page_numbers_are_left_out_and_nothing_in_the_middle() -> None:
    pages = [f"THE FJORD POST No. {n}\n{n} of 9\n\n{WIDE}\nFjord Post\n{WIDE}\n{n}\n{WIDE}.\n\n- {n} -" for n in range(1, 6)]
    text = paragraphs(pages)
    assert "THE FJORD POST" not in text
    assert "of 9" not in text
    assert text.count("Fjord Post") == 5
    assert " 3" in text


def test_ligatures_and_strange_spaces() -> None:
    assert paragraphs(["The o\ufb03ce\u00a0\u00a0of the \ufb01rst \ufb02eet."]) == "The office of the first fleet."


def test_nothing() -> None:
    assert paragraphs([]) == paragraphs(["", " \n"]) == ""
