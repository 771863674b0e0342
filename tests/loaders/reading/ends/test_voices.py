"""Who says "we" in an interview: by the labels of its turns, or by a sentence at the top that says with whom somebody spoke."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.model import Document
from volteface.loaders.reading.reader import Reader


@cache
def reader() -> Reader:
    return Reader()


def said(text: str) -> set[tuple[str, str, str]]:
    """The relations of a text that are no offices."""
    rows = reader().read(Document("interview.txt", text))
    return {(one.source, one.type, one.target) for one in rows if one.type != "leads"}


_ANSWERS = {("Ana Beridze", "opposes", "Russia"), ("Ana Beridze", "supports", "Ukraine")}


@pytest.mark.parametrize(
    "text",
    [
        "The Courier spoke to Georgia's foreign minister, Ana Beridze.\n\nCourier: Are you worried by Moscow's threats?\n\n"
        "Ana Beridze: We condemn Moscow. We support Ukraine.\n",
        "The Courier sat down with Georgia's foreign minister, Ana Beridze.\n\nAre you worried?\n\nWe condemn Moscow.\n\n"
        "Whom do you trust?\n\nWe support Ukraine.\n",
        "Georgia's foreign minister, Ana Beridze, was interviewed by our correspondent.\n\nAre you worried?\n\nWe condemn Moscow.\n\n"
        "Whom do you trust?\n\nWe support Ukraine.\n",
    ],
)
def test_who_answers_says_we(text: str) -> None:
    assert said(text) == _ANSWERS


def test_news_of_a_talk_with_reporters_is_no_interview() -> None:
    assert not said("Georgia's foreign minister, Ana Beridze, spoke to reporters.\n\nWe condemn Moscow, says a baker. Who does not?\n")
