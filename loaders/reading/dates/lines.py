"""Dates that a text gives by its layout: headings of a chronicle, the day at the head of an entry, the day in a link's address."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ....graph.dates import PartialDate
from ..sentences import Sentence
from .clock import covering, partial
from .dating import Expression, expressions, told

_MARKS = " \t#*_|•·▪◦>–—-:.[]()"
_HEADING = re.compile(r"[ \t]{0,12}(?:#{1,6}\s|\*\*)")
_TAGS = r"(?:<[^<>\n]{1,30}>[ \t]*)*"
_ENTRY = re.compile(rf"(?:^|\n|<(?:li|p|td|dt|br ?/?)>)[ \t|]*{_TAGS}(?:[*•·▪◦–—-]|\d{{1,2}}[.)])?[ \t*_\[(]*{_TAGS}$")
_ITEM_LINE = re.compile(r"(?:^|\n)[ \t]*(?:[*•·▪◦|–—-]|\d{1,2}[.)])[^\n]*$")
_LEAD = re.compile(r"\s{0,2}[*_\])|]{0,3}\s{0,2}(?:[:–—|]|-\s|\.\s(?=[A-Z]))")
# Fewer dated headings or entries than this are no chronicle: a date alone on a line is mostly that of the page.
_CHRONICLE = 3
_LINK_DATE = re.compile(r"\]\([^\s()]{0,300}?/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-])")
_MAX_LINE = 60
_CELL, _CELL_BEFORE = re.compile(r"\s{0,3}\|"), re.compile(r"(?:^|\|)\s{0,3}$")


@dataclass(frozen=True)
class Layout:
    """Of each sentence of a document: its date expressions, the date of its entry or section, and the day of the page it links to.

    `cells` are the dates that head a row of a table, where several rows stand in one sentence: (place in it, date).
    """

    each: list[list[Expression]]
    entry: list[PartialDate | None]
    linked: list[PartialDate | None]
    cells: list[list[tuple[int, PartialDate]]]

    def entry_at(self, sentence: int, place: int) -> PartialDate | None:
        """The date of the entry in which a place of a sentence stands."""
        rows = [date for start, date in self.cells[sentence] if start <= place]
        return rows[-1] if rows else self.entry[sentence]


def layout(text: str, sentences: Sequence[Sentence], published: PartialDate | None) -> Layout:
    """What the lines of a document say of when; time is linear in its length."""
    headings = _headings(text, published, sum(1 for one in sentences if _opens_dated(text, one)))
    linked = [_linked(text, one) for one in sentences]
    starts = sorted([*headings, *((one.start, None, one.clean) for one in sentences)], key=lambda one: one[0])
    read = told([line for _, _, line in starts], published)
    each = [found for (_, date, _), found in zip(starts, read, strict=True) if date is None]
    each = [expressions(one.clean, day) if day else found for one, found, day in zip(sentences, each, linked, strict=True)]
    cells = [_cells(one.clean, found) for one, found in zip(sentences, each, strict=True)]
    entries = _entries(text, sentences, each, headings)
    for number, rows in enumerate(cells):
        # A row of several sentences, or the rest of one before the next.
        if (
            number
            and cells[number - 1]
            and sentences[number].paragraph == sentences[number - 1].paragraph
            and not (rows and rows[0][0] < 4)
        ):
            cells[number] = [(0, cells[number - 1][-1][1]), *rows]
    return Layout(each, entries, linked, cells)


def _cells(clean: str, found: Sequence[Expression]) -> list[tuple[int, PartialDate]]:
    """The dates that fill a cell of a table, each with its place."""
    whole = [one for one in found if one.start and one.kind in ("point", "span") and _CELL.match(clean, one.char_end)]
    return [(one.char_start, one.start) for one in whole if one.start and _CELL_BEFORE.search(clean[: one.char_start])]


def _headings(text: str, published: PartialDate | None, entries: int) -> list[tuple[int, PartialDate, str]]:
    """Lines that hold a date and nothing else, where they are those of a chronicle: place, date, line.

    On the page of an article with a date, days that no mark makes a heading are those of other articles.
    """
    found: list[tuple[int, PartialDate, str]] = []
    at = 0
    for line in text.splitlines(keepends=True):
        bare = line.strip(_MARKS + "\r\n\u00a0")
        if 4 <= len(bare) <= _MAX_LINE and any(char.isdigit() for char in bare):
            dates = expressions(bare, None)
            whole = len(dates) == 1 and dates[0].char_start == 0 and dates[0].char_end >= len(bare) - 1
            marked = not published or not dates or not dates[0].start or not dates[0].start.day or line.lstrip()[:1] in "#*•-"
            if whole and marked and dates[0].kind == "point" and dates[0].start and dates[0].start != published:
                found.append((at, dates[0].start, bare))
        at += len(line)
    days = [date for _, date, _ in found]
    ordered = days == sorted(days) or days == sorted(days, reverse=True)
    apart = all(text[one[0] : other[0]].count(" ") >= 4 for one, other in pairwise(found))
    return found if len(set(days)) >= (1 if entries >= _CHRONICLE else _CHRONICLE) and ordered and apart else []


def _opens_dated(text: str, sentence: Sentence) -> bool:
    """Whether a line begins with a date, as those of a chronicle do."""
    if not _ENTRY.search(text[max(0, sentence.start - 40) : sentence.start]):
        return False
    if not _LEAD.search(sentence.clean, 0, 80):
        return False
    first = next((one for one in expressions(sentence.clean[:60], None, PartialDate(2000)) if one.char_start <= 1), None)
    return first is not None and _LEAD.match(sentence.clean, first.char_end) is not None


def _entries(
    text: str, sentences: Sequence[Sentence], each: Sequence[Sequence[Expression]], headings: Sequence[tuple[int, PartialDate, str]]
) -> list[PartialDate | None]:
    """The date of the entry in which each sentence stands: at the head of its line, else that of the heading above."""
    leads = [_lead(text, one, found) for one, found in zip(sentences, each, strict=True)]
    if len({one for one in leads if one}) < _CHRONICLE:
        leads = [None] * len(leads)
    entries: list[PartialDate | None] = []
    section: PartialDate | None = None
    entry: PartialDate | None = None
    waiting = list(headings)
    block = -1
    for one, lead in zip(sentences, leads, strict=True):
        while waiting and waiting[0][0] <= one.start:
            section, entry = waiting.pop(0)[1], None
        if one.paragraph != block:
            line = text[max(0, one.start - 200) : one.start].rpartition("\n")[2]
            if _HEADING.match(line):
                section, entry = (section if headings and not line.lstrip().startswith("# ") else None), None
            elif lead or _ITEM_LINE.search(text[max(0, one.start - 200) : one.start]) or not headings:
                entry = None
        block = one.paragraph
        entry = lead or entry
        entries.append(entry or section)
    return entries


def _lead(text: str, sentence: Sentence, found: Sequence[Expression]) -> PartialDate | None:
    """The date with which a line begins: "2019: …", "3 May 1951 – …"."""
    first = next((one for one in found if one.kind in ("point", "span") and one.char_start <= 1 and one.start), None)
    if first is None or first.start is None or not _LEAD.match(sentence.clean, first.char_end):
        return None
    whole = covering(first.start.first, first.end.last) if first.kind == "span" and first.end else first.start
    return whole if _ENTRY.search(text[max(0, sentence.start - 40) : sentence.start]) else None


def _linked(text: str, sentence: Sentence) -> PartialDate | None:
    """The day in the address of the page whose title the sentence is."""
    inside = text.find("](", sentence.start, sentence.end + 8)
    if inside < 0 or "[" not in text[max(0, sentence.start - 3) : sentence.start + 1] or text.count(" ", sentence.start, inside) < 3:
        return None
    found = _LINK_DATE.match(text, inside)
    return partial(int(found[1]), int(found[2]), int(found[3])) if found else None
