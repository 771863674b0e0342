"""The date at the head (or the end) of one line of a chronicle, whatever marks, emphasis, brackets and numbers stand around it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ....graph.dates import PartialDate
from .clock import partial, words
from .dating import expressions

# How a line tells that its date is the head of what follows, the surest first; or that the line is nothing but its date.
ALONE, TITLE, MARKED, BARE, LAST = "alone", "title", "marked", "bare", "last"
# A post among others of a page: what it tells happened at any time, but is told on its day.
POSTED = "posted"

_TAGS = r"(?:</?[A-Za-z][^<>\n]{0,60}>[ \t]*)*"
# What stands before a date: bullets, quoting, number of the item or row, emphasis, brackets, tags.
_NUMBER = r"(?:\d{1,3}[.)][ \t]+|\d{1,3}[ \t]*\|[ \t]*)(?=\D*\d)(?P<inner>[*_\[(]*)"
_OPENING = re.compile(rf"[ \t]*{_TAGS}(?P<marks>(?:[^\w\s<]|[_ \t\u00a0\ufffd])*)(?:{_NUMBER})?{_TAGS}")
# What stands behind it: the end of a link, emphasis, brackets; a time of day; what parts it from the news.
_AFTER = r"(?P<marks>(?:\]\([^\s()]{0,300}\)|[*_)\]'’\"”]|</[A-Za-z][^<>\n]{0,20}>)*)(?:,?[ \t]+\d{1,2}[:.]\d\d(?:[ \t]?[ap]\.?m\.?)?)?"
_PARTS = (
    r"[ \t]*[:：|–—][*_]*|[ \t]*--?[ \t]|[ \t]*-[*_]+|\.(?=[ \t*_<]*(?:[^\W\d_]|$)|[*_]*[ \t]+[*_\d])|[ \t]*\t|[ \t]*(?:<br ?/?>|</t[dh]>)"
)
_CLOSING = re.compile(rf"{_AFTER}(?P<sep>{_PARTS})?[*_]*{_TAGS}")
_TRAILING = re.compile(r"(?:[ \t]*(?P<bracket>[(\[])|[ \t](?:--?|–|—)[ \t])(?P<run>[^()\[\]\n]{4,40}?)[)\]]?[ \t*_.;=#]*$")
_LABEL = re.compile(r"\W{0,6}(?:posted|published|date|dated|filed|updated)(?:\s(?:on|in|at))?\W{1,4}(?=\w)", re.IGNORECASE)
# The cells of a row that give the year, and the month or day in it.
_YEAR_CELL = re.compile(r"[ \t]*\|?[ \t*]*((?:1[5-9]|20)\d\d)[ \t*]*[|\t][ \t*]*(?=\S)")
_NEXT = re.compile(r"[ \t]*[\"“‘'\[(*_]*[A-ZÀ-ÞА-Я\d]")
_HEADING = re.compile(r"[ \t]{0,6}(?:(?P<hash>#{1,6})[ \t]|(?P<wiki>={2,6})[^=]|(?P<bold>\*\*|__)(?=.{1,100}(?:\*\*|__)[ \t]*$))")
_ITEM = re.compile(r"[ \t]*(?:[^\w\s\"'“”‘’(\[<>#=!…]|\d{1,3}[.)])[ \t]")
_MAX_TITLE = 120


@dataclass(frozen=True, slots=True)
class Head:
    """A date that a line gives to what it tells: the line and the date in it as offsets, the period, how it stands there.

    `level` is that of a heading (1 to 6, 7 in bold, 8 a line of its own), 9 where the news follows in the line.
    """

    line: int
    first: int
    last: int
    start: PartialDate
    end: PartialDate | None
    make: str
    level: int
    item: bool


@dataclass(frozen=True, slots=True)
class Above:
    """What a date without its year, or a day without its month, is read against: the heading above, else the day of publication."""

    heading: PartialDate | None
    published: PartialDate | None
    month_first: bool | None


def heading_level(line: str) -> int | None:
    """1 to 6 for a marked heading, 7 for a line in bold, None for any other."""
    found = _HEADING.match(line)
    if not found:
        return None
    return len(found["hash"]) if found["hash"] else len(found["wiki"]) if found["wiki"] else 7


def is_item(line: str) -> bool:
    """Whether a line is an item of a list or a row of a table."""
    return _ITEM.match(line) is not None


@cache
def _run() -> re.Pattern[str]:
    """As many words of a date as follow each other."""
    names = [form for long in (*words().months, *words().weekdays) for form in (long, long[:4], long[:3])]
    name = "|".join(sorted({*names, "thurs"}, key=len, reverse=True))
    season = "spring|summer|autumn|fall|winter"
    stretch = rf"early|late|mid|middle|end|beginning|start|(?:first|second) half|{season}"
    part = rf"(?:the\s)?(?:very\s)?(?:{stretch})(?:\s(?:of|in))?|circa|ca?\.|about"
    number = r"\d{4}-\d\d-\d\d|\d\d?[./]\d\d?[./]\d{4}|\d\d/\d\d(?![/\d])|(?:1[5-9]|20)\d\d(?:['’]?s)?|\d{1,2}(?:st|nd|rd|th)?(?!\d|[:.]\d)"
    one = rf"(?:(?:{part})(?=[\s-]+(?:\d|{name}|{season}))|(?:{name})\b\.?|{number})"
    link = r"(?:\s*,\s*|\s*(?:-|–|—|/)\s*|\s+(?:to|until|through|and|of|the)\s+(?:the\s+)?|-|\s+)"
    return re.compile(rf"(?i:{one})(?:{link}(?i:{one}))*")


def head_of(line: str, at: int, above: Above) -> Head | None:
    """The date that a line beginning at `at` gives to what it tells, None where it gives none."""
    line = line.rstrip("\r\n")
    if head := _posted(line, at, above) or _two_cells(line, at, above):
        return head
    opening = _OPENING.match(line)
    begin = opening.end() if opening else 0
    found = _run().match(line, begin)
    level = heading_level(line)
    if found:
        run = found.group().rstrip(" ,-–—/")
        opened = bool(opening and (opening["marks"] or opening["inner"]))
        period = _period(run, above)
        if period and (make := _make(line, begin + len(run), level, opened)):
            stands = level or 8 if make in (ALONE, TITLE) else 9
            return Head(at, at + begin, at + begin + len(run), *period, make, stands, is_item(line))
    return _ending(line, at, level, above)


def _posted(line: str, at: int, above: Above) -> Head | None:
    """The day of a post: "Posted on 3 May 2007 by admin"."""
    label = _LABEL.match(line) if len(line) < _MAX_TITLE else None
    found = _run().match(line, label.end()) if label else None
    period = _period(found.group().rstrip(" ,-–—/"), above) if found and re.search(r"\d{4}", found.group()) else None
    if label is None or found is None or period is None or not period[0].day:
        return None
    return Head(at, at + found.start(), at + found.end(), period[0], None, POSTED, 8, False)


def _two_cells(line: str, at: int, above: Above) -> Head | None:
    """The date of a row that has a cell for the year and one for the month or day: "| 1976 | 3 May | …"."""
    year = _YEAR_CELL.match(line)
    found = _run().match(line, year.end()) if year else None
    if year is None or found is None or re.search(r"\d{4}", found.group()) or not re.match(r"[ \t*]*[|\t]", line[found.end() :]):
        return None
    period = _period(f"{found.group().strip()} {year[1]}", above)
    return Head(at, at + year.start(1), at + found.end(), *period, MARKED, 9, is_item(line)) if period else None


def _make(line: str, end: int, level: int | None, opened: bool) -> str | None:
    """How a date stands in its line; None where the line only begins with it: "1954 was a year of rains"."""
    closing = _CLOSING.match(line, end)
    rest = line[closing.end() :] if closing else line[end:]
    marks, sep = (closing["marks"], closing["sep"]) if closing else ("", "")
    if not re.search(r"\w", rest):
        return ALONE
    if level and level < 7:
        return TITLE if sep or _NEXT.match(rest) else None
    if sep or (marks and opened):
        return MARKED if sep or _NEXT.match(rest) else None
    return BARE if rest[:1].isspace() and re.match(r"[ \t]*[\"“‘'\[(*_]*[A-ZÀ-ÞА-Я]", rest) else None


def _ending(line: str, at: int, level: int | None, above: Above) -> Head | None:
    """The date that ends a line: "Kenya attacks Uganda (3 May 1951)", "## The border war – 1951"."""
    found = _TRAILING.search(line, max(0, len(line) - 60))
    if not found or len(line) > 600 or not found.start():
        return None
    run = found["run"].strip(" *_")
    whole = _run().fullmatch(run)
    period = _period(run, above) if whole and re.search(r"\d{4}", run) else None
    if period is None:
        return None
    first = at + found.start("run")
    if level and len(line) <= _MAX_TITLE:
        return Head(at, first, first + len(run), *period, TITLE, level, False)
    return Head(at, first, first + len(run), *period, LAST, 9, is_item(line))


def _period(run: str, above: Above) -> tuple[PartialDate, PartialDate | None] | None:
    """What a run of words of a date means: its first day, month or year, and the last where it tells both."""
    text, context = _named(run), above.heading
    if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", text):
        day = int(re.match(r"\d+", text)[0])  # type: ignore[index]
        found = partial(context.year, context.month, day) if context and context.month else None
        return (found, None) if found else None
    alone = text.strip(" .")
    if alone in words().months:
        month = partial(context.year, words().months[alone]) if context else None
        return (month, None) if month else None
    year = re.search(r"(?:1[5-9]|20)\d\d", text)
    known = None if year or context else above.published
    # "30 September - 2 October 1961": the year stands once.
    near = PartialDate(int(year[0])) if year else context and PartialDate(context.year)
    dates = expressions(text, known, near, above.month_first)
    one = dates[0] if len(dates) == 1 else None
    if one is None or one.char_start > 12 or one.char_end < len(alone) - 1 or one.kind not in ("point", "span") or one.decade:
        return None
    return (one.start, one.end) if one.start else None


def _named(run: str) -> str:
    """The words of a date with its months as `expressions` reads them: FEBRUARY, feb. and february are February."""
    months = words().months

    def full(hit: re.Match[str]) -> str:
        return next((name for name in months if name.lower().startswith(hit[1].lower())), hit[0])

    short = "|".join(sorted({form for name in months for form in (name, name[:4], name[:3])}, key=len, reverse=True))
    run = re.sub(rf"^((?:1[5-9]|20)\d\d),?\s+((?:{short})\b\.?)(\s+\d{{1,2}}\b)?", r"\2\3 \1", run, flags=re.IGNORECASE)
    run = re.sub(rf"(?i)\b({short})\b\.?(?!\w)", full, run)
    return re.sub(r"(?i)^(?:circa|ca?\.|about)\s*", "", run)
