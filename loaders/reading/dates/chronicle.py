"""Chronicles: which dated lines of a document are the heads of entries, and how far each of them reaches."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ....graph.dates import PartialDate
from .clock import partial
from .dating import month_first
from .entry_heads import ALONE, BARE, LAST, MARKED, POSTED, TITLE, Above, Head, head_of, heading_level, is_item

# Fewer dated headings or entries than this are no chronicle: a date alone on a line is mostly that of the page.
_MANY = 3
# So many posts, each with its day, stand on a page of several.
_POSTS = 2
# Entries of a page that is dated itself lie further back than this; days nearer by are those of other articles.
_RECENT_DAYS = 60
# So many letters stand between two headings at least, else they are a list of dates.
_NEWS = 15
# "14th: …" below the heading of a month.
_DAY_ONLY = re.compile(r"\W*\d{1,2}(?:st|nd|rd|th)?\b(?![./]\d|\s*(?:-|–)?\s*[A-Za-z]{3,9}\b\.?,?\s*(?:\d{4}|[:–—-]))")
# How many of the entries follow each other in time, or go back in it, where they are those of a chronicle.
_ORDERED = 0.7


@dataclass(frozen=True, slots=True)
class Period:
    """When the news of an entry happened: on a day, in a month, a year; or from one to another. Of what is `posted`, when it is told."""

    start: PartialDate
    end: PartialDate | None = None
    posted: bool = False


@dataclass(frozen=True)
class Chronicle:
    """The heads of a document's entries, in order, and for each place of the text the period of the entry in which it stands."""

    heads: Sequence[Head] = ()
    starts: Sequence[int] = ()
    periods: Sequence[Period | None] = ()

    def at(self, place: int) -> Period | None:
        """The period of the entry in which a place of the text stands."""
        number = bisect_right(self.starts, place) - 1
        return self.periods[number] if number >= 0 else None

    def head_in(self, first: int, last: int) -> Head | None:
        """The first head whose date stands in a span of the text."""
        number = bisect_left(self.heads, first, key=lambda one: one.first)
        return self.heads[number] if number < len(self.heads) and self.heads[number].last <= last else None

    def in_head(self, first: int, last: int) -> bool:
        """Whether a span of the text lies in the date of a head."""
        number = bisect_right(self.heads, first, key=lambda one: one.first) - 1
        return number >= 0 and last <= self.heads[number].last + 1


def chronicle(text: str, published: PartialDate | None) -> Chronicle:
    """The entries of a document; none where its dated lines are too few, or those of something else. Time is linear."""
    lines = list(_lines(text))
    order = month_first([line for _, line in lines])
    heads = _accepted(text, list(_candidates(lines, published, order)), published)
    if not heads:
        return Chronicle()
    starts: list[int] = []
    periods: list[Period | None] = []
    for place, period in _reaches(lines, heads):
        starts.append(place)
        periods.append(period)
    return Chronicle(heads, starts, periods)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, each with its place."""
    at = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield at, line
        at += len(line)


def _candidates(lines: Sequence[tuple[int, str]], published: PartialDate | None, order: bool | None) -> Iterator[Head]:
    """The lines that may be heads, each read against the year and month of those above it."""
    context = _titled_year(lines)
    month: PartialDate | None = None
    for at, line in lines:
        if not any(map(str.isdigit, line)) and not line.strip(" \t#=*_:\r\n").isalpha():
            continue
        near = month if _DAY_ONLY.match(line) else context
        if head := head_of(line, at, Above(near, published, order)):
            yield head
            if head.make not in (LAST, POSTED):
                context = PartialDate(head.start.year)
                if head.make in (ALONE, TITLE):
                    month = partial(head.start.year, head.start.month) if not head.start.day else None


def _titled_year(lines: Sequence[tuple[int, str]]) -> PartialDate | None:
    """The year that the first line names, as the title of a chronicle does: "Timeline of 1991"."""
    years = set(re.findall(r"\b((?:19|20)\d\d)\b", lines[0][1])) if lines and len(lines[0][1]) < 120 else set()
    return PartialDate(int(years.pop())) if len(years) == 1 else None


def _accepted(text: str, found: list[Head], published: PartialDate | None) -> list[Head]:
    """The candidates that are heads: of a make of which there are several, in the order of time where the make alone tells little."""
    marked = [one for one in found if one.make == MARKED]
    entries = marked if len({one.start for one in marked}) >= _MANY else []
    for make in (BARE, LAST):
        more = [one for one in found if one.make == make]
        if len({one.start for one in more}) >= _MANY and _ordered(more):
            entries = entries + more
    if entries and len({one.start for one in marked}) < _MANY:
        entries = entries + marked
    above = [one for one in found if one.make in (ALONE, TITLE) and not _of_page(one, text, published)]
    above = [one for one in above if one.make == ALONE or one.end is None]
    apart = all(_below(one, other) or _news_between(text, one, other) for one, other in pairwise(above))
    enough = 1 if entries else _MANY
    if len({one.start for one in above}) < enough or not _ordered(above) or not apart:
        above = []
    if len({one.start for one in above}) < _MANY:
        above = [one for one in above if _heads(one, entries)]
    posts = [one for one in found if one.make == POSTED]
    posts = posts if len({one.start for one in posts}) >= _POSTS else []
    return sorted([*entries, *above, *posts], key=lambda one: one.line)


def _heads(one: Head, entries: Sequence[Head]) -> bool:
    """Whether the next entry lies in the period of a heading: "2019", and below it "July 1"."""
    below = next((entry for entry in entries if entry.line > one.line), None)
    return below is not None and one.start.first <= below.start.first <= below.start.last <= (one.end or one.start).last


def _below(one: Head, other: Head) -> bool:
    """Whether a heading is that of a part of the one before: "1991" and "14 January"."""
    finer = (other.start.month > 0) + (other.start.day > 0) > (one.start.month > 0) + (one.start.day > 0)
    return finer and other.start.year == one.start.year and one.start.month in (0, other.start.month)


def _news_between(text: str, one: Head, other: Head) -> bool:
    return sum(map(str.isalpha, text[one.last : min(other.first, one.last + 200)])) >= _NEWS


def _of_page(head: Head, text: str, published: PartialDate | None) -> bool:
    """Whether a line that is only a day is that of the page, or of another article beside it."""
    if published is None:
        return False
    if head.start == published:
        return True
    marked = head.level < 8 or head.item or text[head.line : head.first].lstrip()[:1] in tuple("#*•-=")
    return not marked and head.start.day > 0 and (published.first - head.start.first).days <= _RECENT_DAYS


def _ordered(heads: Sequence[Head]) -> bool:
    """Whether the dates go forward, or back, nearly all the way."""
    steps = [other.start.first >= one.start.first for one, other in pairwise(heads)]
    back = [other.start.first <= one.start.first for one, other in pairwise(heads)]
    return not steps or max(sum(steps), sum(back)) >= _ORDERED * len(steps)


def _reaches(lines: Sequence[tuple[int, str]], heads: Sequence[Head]) -> Iterator[tuple[int, Period | None]]:
    """Where the period changes, line by line: an entry ends with its item, its paragraph, or where the next one begins."""
    by_line = {one.line: one for one in heads}
    last = heads[-1].line
    section: Head | None = None
    entry: Head | None = None
    before = 0
    for at, line in lines:
        head, level = by_line.get(at), heading_level(line)
        blank = before > 0 and at > before
        before = at + len(line)
        if head is not None and head.level < 9:
            section, entry = head, None
        elif head is not None:
            yield at, Period(head.start, head.end)
            entry = head if head.make != LAST else None
            continue
        elif level is not None and level < 7:
            entry = None
            section = section if section is not None and section.level < level else None
        elif entry is not None and ((entry.item and (blank or _beside(line))) or (not entry.item and is_item(line)) or at > last):
            entry = entry if not entry.item and at < last else entry if at > last and not blank and not is_item(line) else None
        chosen = entry or section
        yield at, Period(chosen.start, chosen.end, chosen.make == POSTED) if chosen else None


def _beside(line: str) -> bool:
    """Whether a line is an item of its own, beside the one before it, not below it."""
    return is_item(line) and not line[:1].isspace()
