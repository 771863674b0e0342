"""What becomes of what was told before, said with a pronoun or a noun alone: "it was lifted"."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.reader import Reader


@cache
def reader() -> Reader:
    return Reader()


def later(text: str) -> set[tuple[str, str, str, str]]:
    """The relations of a text but for those of 1990: (source, type, target, start)."""
    found = reader().read(Document("a.txt", text, published=PartialDate(1999, 6, 1)))
    return {(one.source, one.type, one.target, str(one.start or "")) for one in found if str(one.start or "") != "1990"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kenya imposed sanctions on Oman in 1990. It lifted them in 1993.", ("Kenya", "cooperates", "Oman", "1993")),
        ("Kenya imposed a blockade on Oman in 1990. It was tightened in 1993.", ("Kenya", "coerces", "Oman", "1993")),
        ("Kenya banned imports from Oman in 1990. The ban was eased in 1993.", ("Kenya", "cooperates", "Oman", "1993")),
        ("Kenya imposed sanctions on Oman in 1990, but dropped them in 1993.", ("Kenya", "cooperates", "Oman", "1993")),
        ("Kenya broke off relations with Oman in 1990. They were restored in 1993.", ("Kenya", "cooperates", "Oman", "1993")),
        ("Relations between Kenya and Oman were severed in 1990 and restored in 1993.", ("Kenya", "cooperates", "Oman", "1993")),
        ("Sanctions were imposed on Oman by Kenya in 1990 and lifted in 1993.", ("Kenya", "cooperates", "Oman", "1993")),
        ("Kenya suspended aid to Oman in 1990. It was resumed in 1993.", ("Kenya", "supports", "Oman", "1993")),
        ("Kenya gave aid to Oman in 1990. It was suspended in 1993.", ("Kenya", "coerces", "Oman", "1993")),
        ("Kenya signed a treaty with Oman in 1990. Oman cancelled it in 1993.", ("Oman", "coerces", "Kenya", "1993")),
        ("Kenya closed its border with Oman in 1990. It was reopened in 1993.", ("Kenya", "cooperates", "Oman", "1993")),
        ("Kenya imposed a blockade on Oman in 1990. In 1993 Kenya refused to lift it.", ("Kenya", "coerces", "Oman", "1993")),
    ],
)
def test_what_becomes_of_it(text: str, said: tuple[str, str, str, str]) -> None:
    assert said in later(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya imposed a blockade on Oman in 1990. France demanded that it be lifted.",
        "Kenya imposed sanctions on Oman in 1990. Chad has lifted its own.",
        "Kenya imposed sanctions on Oman in 1990. Prices rose. They were cut in 1993.",  # the prices
        "Kenya sent aid to Oman in 1990. It was stopped in 1993 by Chad.",
        "Kenya condemned Oman in 1990. The ban was lifted in 1993.",
        "Kenya imposed sanctions on Oman in 1990. The box was heavy. It was lifted in 1993.",
    ],
)
def test_something_else_is_meant(text: str) -> None:
    assert not {one for one in later(text) if one[1] in ("cooperates", "supports")}
