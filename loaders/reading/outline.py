"""A document before its parse."""

from __future__ import annotations

from dataclasses import dataclass

from ...graph.model import Document
from .actors.offices import Titled
from .actors.register import Mention, Register
from .dates.chronicle import Chronicle
from .sentences import Sentence


@dataclass(frozen=True, slots=True)
class Outline:
    """A document before the parse.

    Its sentences with the mentions in each, what it says of titles, which sentences to parse, its dated entries.
    """

    document: Document
    sentences: tuple[Sentence, ...]
    mentions: tuple[tuple[Mention, ...], ...]
    titled: tuple[tuple[Titled, ...], ...]
    register: Register
    parsed: tuple[int, ...]
    entries: Chronicle
