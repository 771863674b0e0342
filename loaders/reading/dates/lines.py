"""Dates that a text gives by its layout: the entries of a chronicle, the day in a link's address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ....graph.dates import PartialDate
from ..sentences import Sentence
from .chronicle import Chronicle, Period
from .clock import partial
from .dating import Expression, expressions, told
from .entry_heads import LAST, Head

_LINK_DATE = re.compile(r"\]\([^\s()]{0,300}?/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-])")


@dataclass(frozen=True)
class Layout:
    """Of each sentence of a document: its date expressions, those in the head of an entry left out, and the day of the page it links to."""

    each: list[list[Expression]]
    entries: Chronicle
    linked: list[PartialDate | None]

    def entry_at(self, sentence: Sentence, place: int) -> Period | None:
        """The period of the entry in which a place of a sentence stands."""
        found = self.entries.at(sentence.offsets[min(place, len(sentence.offsets) - 1)])
        return None if found is None or found.posted else found


def behind_heads(sentences: Sequence[Sentence], entries: Chronicle) -> list[Sentence]:
    """The sentences without the dates that head their entries: "14 May 1954 Kenya attacks" is read as "Kenya attacks"."""
    return [_behind(one, entries.head_in(one.start, one.end)) for one in sentences] if entries.heads else list(sentences)


def _behind(sentence: Sentence, head: Head | None) -> Sentence:
    if head is None or head.make == LAST:
        return sentence
    before, behind = sentence.clean[: sentence.position(head.first)], sentence.position(head.last - 1) + 1
    parting = sentence.clean[behind:]
    behind += len(parting) - len(parting.lstrip(" \t:–—-*_.,)]'\""))
    rest = sentence.clean[behind:]
    if any(map(str.isalpha, before)) or sum(map(str.isalpha, rest)) < 3 or rest.startswith("|"):
        return sentence  # of the row of a table the cells are read together
    return replace(sentence, start=sentence.offsets[behind], clean=rest, offsets=sentence.offsets[behind:])


def layout(text: str, sentences: Sequence[Sentence], published: PartialDate | None, entries: Chronicle) -> Layout:
    """What the lines of a document say of when; time is linear in its length."""
    linked = [_linked(text, one) for one in sentences]
    each = told([one.clean for one in sentences], published, [entries.at(one.start) for one in sentences])
    each = [expressions(one.clean, day) if day else found for one, found, day in zip(sentences, each, linked, strict=True)]
    if entries.heads:
        each = [
            [one for one in found if not entries.in_head(*sentence.span(one.char_start, one.char_end))]
            for sentence, found in zip(sentences, each, strict=True)
        ]
    return Layout(each, entries, linked)


def _linked(text: str, sentence: Sentence) -> PartialDate | None:
    """The day in the address of the page whose title the sentence is."""
    inside = text.find("](", sentence.start, sentence.end + 8)
    if inside < 0 or "[" not in text[max(0, sentence.start - 3) : sentence.start + 1] or text.count(" ", sentence.start, inside) < 3:
        return None
    found = _LINK_DATE.match(text, inside)
    return partial(int(found[1]), int(found[2]), int(found[3])) if found else None
