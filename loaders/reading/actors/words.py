"""The words of a sentence as names are looked for in them: without accents, "U.S." as one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# "U.S." and "U.A.E" are one word, whose form is that without stops.
_WORD = re.compile(r"\b[A-Z](?:\.[A-Z]\b)+\.?|\w+|[^\w\s]")


class Word(NamedTuple):
    """A word or mark of a sentence: where it stands, its form without accents and the stops of "U.S.", and as it is written."""

    start: int
    end: int
    form: str
    text: str


def fold(text: str) -> str:
    """The text without accents, case kept."""
    if text.isascii():
        return text
    plain = "".join(char for char in unicodedata.normalize("NFKD", text.translate(_LETTERS)) if not unicodedata.combining(char))
    return plain if plain else text


_LETTERS = str.maketrans({"ı": "i", "İ": "I", "ə": "e", "Ə": "E", "ł": "l", "ø": "o", "đ": "d"})


@lru_cache(maxsize=2048)
def words_of(text: str) -> tuple[Word, ...]:
    """The words and marks of a text, in order. Asked for several times a sentence, so the latest are kept."""
    return tuple(Word(match.start(), match.end(), _form(match[0]), match[0]) for match in _WORD.finditer(text))


def forms_of(text: str) -> tuple[str, ...]:
    """The forms of a name's words."""
    return tuple(_form(match[0]) for match in _WORD.finditer(text))


def first_form(text: str) -> str:
    """The form of a name's first word; empty where it has none."""
    match = _WORD.search(text)
    return _form(match[0]) if match else ""


def _form(text: str) -> str:
    return fold(text.replace(".", "") if len(text) > 1 else text)
