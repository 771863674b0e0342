"""Single dates in a text: patterns, most telling first, each with what it means against a `Clock`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from ...graph.dates import PartialDate
from .date_clock import Clock, covering, months_later, partial, shifted, words


@dataclass(frozen=True)
class Atom:
    """One date found: its span, what it means, and whether it only describes a noun ("the 2020 war")."""

    char_start: int
    char_end: int
    start: PartialDate | None
    end: PartialDate | None = None
    kind: str = "point"
    attributive: bool = False


@dataclass(frozen=True)
class _Match:
    """A hit of a pattern, with what its meaning may depend on."""

    hit: re.Match[str]
    clock: Clock

    def number(self, name: str) -> int:
        return int(self.hit[name] or 0)

    @property
    def month(self) -> int:
        return _month_number(self.hit["m"])

    @property
    def before(self) -> str:
        return self.hit.string[max(0, self.hit.start() - 60) : self.hit.start()]

    @property
    def counted(self) -> bool:
        """True where the number counts something: `2020 documents`."""
        return words().counted.match(self.hit.string, self.hit.end()) is not None

    @property
    def planned(self) -> bool:
        """True where the words before say that the thing lies ahead: `will meet on Friday`."""
        clause = _CLAUSE_BREAK.split(self.before)[-1]
        return _PLANNED.search(clause) is not None


Meaning = Callable[[_Match], "Atom | None"]

_CLAUSE_BREAK = re.compile(r"[.;,:()]|\b(?:said|says|told|that|announced|after|because|when)\b")
_PLANNED = re.compile(r"\b(?:will|shall|due|scheduled|upcoming|(?:plan|expect|intend|hope)s?(?:ed)? to|(?:is|are) (?:to|expected|set|planned)|going to)\b|['’]ll\b")

_YEAR = r"(?:1[5-9]|20)\d\d"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
_M = rf"(?P<m>{_MONTHS}|{_SHORT})"
_D = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_D2 = r"(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_WD = rf"(?:\b(?:{_WEEKDAYS}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?,?\s{{1,3}}(?:the\s)?)?"
_TO = r"\s?(?:-|–|—|\bto\b|\band\b|\buntil\b|\bthrough\b)\s?"
_TAIL = rf"(?:,?\s{{1,3}}(?:of\s)?(?P<y>{_YEAR})(?![\d,]\d|%)|,?\s(?:of\s)?(?P<rel>last|this|next|that|the same)\s(?:calendar\s)?year)?"
_PART = r"(?:(?:(?:the\s)?(?:very\s)?(?:early|late|later|earlier|mid|middle|start|end|beginning|close|height|first half|second half)(?:\s(?:of|in))?[-\s]{1,2}(?:the\s)?)?)"
_UNIT = r"(?P<unit>day|week|fortnight|month|year)s?"
_COUNT = r"(?P<n>\d{1,3}|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty)"
_SEASONS = "spring|summer|autumn|fall|winter|Spring|Summer|Autumn|Fall|Winter"


def _month_number(name: str) -> int:
    short = name.rstrip(".").title()[:3]
    return next(number for month, number in words().months.items() if month.startswith(short))


def _atom(match: _Match, start: PartialDate | None, end: PartialDate | None = None, kind: str = "point") -> Atom:
    return Atom(match.hit.start(), match.hit.end(), start, end, kind)


def _relative_year(match: _Match) -> int | None:
    """The year that `last year`, `this year`, `next year` or `that year` after a month says."""
    rel, clock = match.hit["rel"], match.clock
    if rel in ("that", "the same"):
        return clock.anchor.year if clock.anchor else None
    return clock.published.year + {"last": -1, "this": 0, "next": 1}[rel] if clock.published else None


def _in_year(match: _Match, month: int, day: int) -> PartialDate | None:
    if match.hit["y"]:
        return partial(match.number("y"), month, day)
    if match.hit["rel"]:
        year = _relative_year(match)
        return partial(year, month, day) if year else None
    return match.clock.in_year(month, day, match.planned)


def _numeric(match: _Match) -> Atom | None:
    start = partial(match.number("y"), match.number("m"), match.number("d"))
    return _atom(match, start) if start else None


def _slashed(match: _Match) -> Atom | None:
    """27/06/2025 or 06/27/2025: where both readings are days only what they share is certain."""
    year, a, b = match.number("y"), match.number("a"), match.number("b")
    found = {day for day in (partial(year, a, b), partial(year, b, a)) if day}
    if not found:
        return None
    days = sorted(day.first for day in found)
    return _atom(match, covering(days[0], days[-1]))


def _year_month(match: _Match) -> Atom | None:
    """2025-06; but 2010-12 may be three years as well, so that only the year is certain."""
    year, month = match.number("y"), match.number("m")
    return _atom(match, partial(year, 0 if month > year % 100 else month))


def _day(match: _Match) -> Atom | None:
    if not match.hit["y"] and match.counted:
        return None
    month, day = match.month, match.number("d")
    if not partial(2000, month, day):
        return None
    return _atom(match, _in_year(match, month, day))


def _days(match: _Match) -> Atom | None:
    """23-25 April, April 23 to 25."""
    first, last = _in_year(match, match.month, match.number("d")), _in_year(match, match.month, match.number("d2"))
    if match.number("d") >= match.number("d2") or not partial(2000, match.month, match.number("d2")):
        return None
    return _atom(match, first, last, "span")


def _month(match: _Match) -> Atom | None:
    return _atom(match, _in_year(match, match.month, 0))


def _bare_month(match: _Match) -> Atom | None:
    """A month's name alone: where the name is a word too, the words around must say that it is a month."""
    name, hit = match.hit["m"], match.hit
    after = hit.string[hit.end() : hit.end() + 40]
    if name in words().ambiguous_months:
        said = _MONTH_BEFORE.search(match.before)
        if not said and not (hit.group() != name):
            return None
        if name == "May" and (after[:2] in ("'s", "’s") or re.match(r"\s(?:said|says|told|herself|and h|was|is|has)\b", after) or (said and said[1] == "by")):
            return None
    return replace(_atom(match, match.clock.in_year(match.month, 0, match.planned)), attributive=_ATTRIBUTE.search(match.before) is not None)


_MONTH_BEFORE = re.compile(
    r"\b(in|since|until|till|by|of|from|during|through|before|after|between|and|to|early|late|mid|last|this|next|[Aa]|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)"
    r"[\s-]{1,2}$|['’]s?\s$"
)
_ATTRIBUTE = re.compile(r"(?:\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur|this|that|of)\s|['’]s?\s)$")


def _which_month(match: _Match) -> Atom | None:
    """last June, this June, next June."""
    published, month = match.clock.published, match.month
    if not published:
        return _atom(match, None)
    if match.hit["which"] == "next":
        return _atom(match, partial(published.year + (month <= published.month), month))
    if match.hit["which"] == "this":
        return _atom(match, partial(published.year, month))
    return _atom(match, partial(published.year - (month >= (published.month or 13)), month) if published.month else None)


def _holiday(match: _Match) -> Atom | None:
    month, day = words().holidays[match.hit["name"]]
    return _atom(match, _in_year(match, month, day))


def _weekday(match: _Match) -> Atom | None:
    return _atom(match, match.clock.weekday(words().weekdays[match.hit["wd"]], match.hit["which"], match.planned))


def _named_day(match: _Match) -> Atom | None:
    word = match.hit["word"].lower()
    if word == "overnight":
        today = match.clock.today
        eve = today and shifted(today, -1)
        return _atom(match, covering(eve, today) if today and eve and eve != today else None)
    offset = {"yesterday": -1, "last night": -1, "day before yesterday": -2, "tomorrow": 1, "day after tomorrow": 2}.get(word.removeprefix("the "), 0)
    return _atom(match, match.clock.day(offset))


def _period(match: _Match) -> Atom | None:
    """last week, this month, earlier this year, next year."""
    offset = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}[match.hit["which"].lower()]
    clock, unit = match.clock, match.hit["unit"]
    return _atom(match, clock.week(offset) if unit.startswith("week") else clock.month(offset) if unit == "month" else clock.year(offset))


def _season(match: _Match) -> Atom | None:
    """last fall, this spring: the year is certain where the season lies in one."""
    season, which, published = match.hit["season"].lower(), match.hit["which"], match.clock.published
    if not published or not published.month or season == "winter":
        return _atom(match, None)
    if which == "this":
        return _atom(match, partial(published.year))
    last_month = {"spring": 6, "summer": 9, "autumn": 12, "fall": 12}[season]
    past = published.year - (published.month <= last_month)
    return _atom(match, partial(past + (which == "next") * (1 if past < published.year else 1)))


def _ago(match: _Match) -> Atom | None:
    return _atom(match, _moved(match, match.clock.published, -1))


def _moved(match: _Match, at: PartialDate | None, sign: int) -> PartialDate | None:
    """`at` moved by a count of units; what is certain of it: the day for days, the month for months, the year for years."""
    count = match.hit["n"].lower()
    number = sign * (int(count) if count.isdigit() else words().numbers[count])
    unit = match.hit["unit"]
    if at is None:
        return None
    if unit == "year":
        return partial(at.year + number)
    if unit == "month":
        return months_later(at, number)
    if not at.day:
        return None
    if unit == "day":
        day = shifted(at.first, number)
        return PartialDate.of(day) if day else None
    weeks = number * (14 if unit == "fortnight" else 7)
    first, last = shifted(at.first, weeks - 3), shifted(at.first, weeks + 3)
    return covering(first, last) if first and last else None


def _later(match: _Match) -> Atom | None:
    """three days later, a year earlier: from the date told before."""
    return _atom(match, _moved(match, match.clock.anchor, 1 if match.hit["dir"] in ("later", "after", "on") else -1))


def _neighbour(match: _Match) -> Atom | None:
    """the following day, the previous month, that year: from the date told before."""
    at, unit = match.clock.anchor, match.hit["unit"]
    which = match.hit["which"].lower()
    step = 1 if which in ("following", "next") else -1 if which in ("previous", "preceding") else 0
    if at is None:
        return _atom(match, None)
    if unit == "year":
        return _atom(match, partial(at.year + step))
    if unit == "month":
        return _atom(match, months_later(at, step))
    if unit in ("day", "night", "morning", "evening", "afternoon") and at.day:
        day = shifted(at.first, step)
        return _atom(match, PartialDate.of(day) if day else None)
    if unit == "week" and at.day:
        return _atom(match, Clock(at).week(step))
    return _atom(match, None)


def _day_before(match: _Match) -> Atom | None:
    """the day before, the day after (with nothing behind that names what)."""
    at, step = match.clock.anchor, 1 if match.hit["dir"] == "after" else -1
    day = shifted(at.first, step) if at and at.day else None
    return _atom(match, PartialDate.of(day) if day else None)


def _running(match: _Match) -> Atom | None:
    """for the past three years: since, to the year."""
    at = _moved(match, match.clock.published, -1)
    return _atom(match, at, kind="since") if at else _atom(match, None)


def _year(match: _Match) -> Atom | None:
    """A year: a bare number is one only where the words around say so."""
    hit = match.hit
    if match.counted:
        return None
    said = hit.group() != hit["y"] or _YEAR_BEFORE.search(match.before)
    attribute = _ATTRIBUTE.search(match.before) is not None
    described = attribute and re.match(r"[\s-][A-Za-z“‘\"]", hit.string[hit.end() : hit.end() + 2])
    listed = _LINE_START.search(match.before) and re.match(r"\s{0,3}(?:[:–—-]|$|\n)", hit.string[hit.end() : hit.end() + 4])
    bracketed = match.before.endswith("(") and hit.string[hit.end() : hit.end() + 1] in (")", ",", ";")
    dated = re.search(r"\b(?:and|or|to)\s$", match.before) and re.search(rf"\b(?:in|between|from|since)\b.{{0,40}}\b{_YEAR}\b", match.before)
    if not (said or described or listed or bracketed or dated):
        return None
    return replace(_atom(match, partial(match.number("y"))), attributive=bool(attribute and not said))


_YEAR_BEFORE = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Ff]rom|[Uu]ntil|[Tt]ill|[Bb]y|[Dd]uring|[Bb]efore|[Aa]fter|[Tt]hrough|[Aa]round|[Cc]irca|year|[Bb]ack in|[Aa]s of|[Pp]rior to|[Ww]inter|"
    r"(?:spring|summer|autumn|fall|winter|end|start|beginning|middle|half)\sof)\s{1,3}(?:about\s|around\s)?$"
)
_LINE_START = re.compile(r"(?:^|\n)[ \t]{0,20}(?:[*•–—-][ \t]{1,3})?(?:\*\*)?$")


def _years(match: _Match) -> Atom | None:
    first, last = match.number("y"), match.number("y2")
    if last < 100:
        last += first // 100 * 100
    if last <= first:
        return None
    return _atom(match, partial(first), partial(last), "span")


def _decade(match: _Match) -> Atom | None:
    return _atom(match, partial(match.number("y")), partial(match.number("y") + 9), "span")


def _vague(match: _Match) -> Atom | None:
    return _atom(match, None, kind="past_vague")


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    """Pattern and meaning; an earlier pattern takes the characters."""
    holidays = "|".join(map(re.escape, words().holidays))
    table: list[tuple[str, Meaning]] = [
        (rf"(?<![\d./-])(?P<y>{_YEAR})(?P<s>[-/.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?![\d/]|-\d\d\d)", _numeric),
        (rf"(?<![\d./-])(?P<d>\d\d?)[- ](?P<m>(?i:{_MONTHS}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))[- ](?P<y>{_YEAR})\b", _day),
        (rf"(?<![\d./-])(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>{_YEAR})\b", _numeric),
        (rf"(?<![\d./-])(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>{_YEAR})\b", _slashed),
        (rf"(?<![\d./-])(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])(?![\d-])", _year_month),
        (rf"{_WD}\b{_D}{_TO}{_D2}\s{{1,3}}(?:of\s)?{_M}{_TAIL}(?![\w])", _days),
        (rf"{_WD}\b{_M}\s{{1,3}}{_D}{_TO}{_D2}\b{_TAIL}(?![\w])", _days),
        (rf"{_WD}(?<![\d.,])\b{_D}\s{{1,3}}(?:of\s)?{_M}{_TAIL}(?!\w)", _day),
        (rf"{_WD}\b{_M}\s{{1,3}}(?:the\s)?{_D}(?!\d|[.,:]\d){_TAIL}(?!\w|%)", _day),
        (rf"{_PART}\b{_M},?\s{{1,3}}(?:of\s)?(?:(?P<y>{_YEAR})(?![\d,]\d|\w)|(?P<rel>last|this|next|that|the same)\syear\b)", _month),
        (rf"\b(?P<name>{holidays})\b{_TAIL}", _holiday),
        (rf"\b(?P<which>last|this|next)\s(?P<m>{_MONTHS})\b", _which_month),
        (rf"{_PART}\b(?P<m>{_MONTHS})\b(?!\s\d)", _bare_month),
        (rf"\b(?:(?P<which>[Ll]ast|past|this|next|coming|following)\s)?(?P<wd>{_WEEKDAYS})\b", _weekday),
        (r"(?i:\b(?P<word>(?:the )?day before yesterday|(?:the )?day after tomorrow|last night|today|tonight|yesterday|tomorrow|overnight|"
         r"this (?:morning|afternoon|evening))\b)", _named_day),
        (rf"\b(?:(?:early|late|earlier|later|in|the end of)\s)?(?P<which>[Ll]ast|[Tt]his|[Nn]ext|past|previous|coming|current)\s"
         rf"(?P<unit>week|weekend|month|year)\b(?!\s(?:before|after)\b)", _period),
        (rf"\b(?P<which>last|this|next|past)\s(?P<season>{_SEASONS})\b", _season),
        (rf"\b(?:[Ff]or|[Oo]ver)\s(?:more than\s|at least\s|almost\s|nearly\s)?the\s(?:past|last)\s{_COUNT}\s{_UNIT}\b", _running),
        (rf"\b{_COUNT}\s{_UNIT}\sago\b", _ago),
        (rf"\b{_COUNT}\s{_UNIT}\s(?P<dir>later|earlier|before|after|on)\b(?!\s(?:the|a|an|his|her|its|their|that|this|[A-Z]|\w+ing))", _later),
        (r"\b(?:the|on that|that|in that|the very|this)\s(?P<which>following|next|previous|preceding|same)\s(?P<unit>day|night|morning|evening|afternoon|week|month|year)\b",
         _neighbour),
        (r"(?:^|(?<=\s))(?P<which>[Tt]hat)\s(?P<unit>day|week|month|year)\b(?!['’])", _neighbour),
        (r"\b[Tt]he\sday\s(?P<dir>before|after)(?=\s?[.,;]|$)", _day_before),
        (rf"(?<![\d.,/$€£-])\b(?P<y>{_YEAR})\s?[-–—/]\s?(?P<y2>{_YEAR}|\d\d)(?![\d,.%]\d|\w|%)", _years),
        (rf"\b(?:between|from)\s(?P<y>{_YEAR})\s(?:and|to|until|till|through)\s(?P<y2>{_YEAR})\b", _years),
        (rf"{_PART}\b(?P<y>(?:1[5-9]|20)\d0)['’]?s\b", _decade),
        (rf"(?:\b(?:{_SEASONS})(?:\s(?:of|in))?\s|{_PART})(?<![\d.,/$€£#-])\b(?P<y>{_YEAR})\b(?![\d,.:/]\d|%|['’]?[a-rt-z])", _year),
        (r"\b(?:years|decades|centuries|generations|long|some time)\sago\b|\b(?:[Ii]n the (?:distant )?past|[Pp]reviously|[Ff]ormerly|[Tt]raditionally|"
         r"[Hh]istorically)\b|\b(?:was|were|had|who|which|that)\sonce\b|\bonce(?=-\w)|\b[Oo]nce(?=\s(?:\w{2,12}ed|seen|known|held|close|friendly|strong|loyal|hostile|part|his|her|its|their)\b)", _vague),
    ]
    return tuple((re.compile(pattern), meaning) for pattern, meaning in table)


def atoms(text: str, clock: Clock) -> list[Atom]:
    """Every single date in the text, in order, none overlapping; one whose meaning stays unknown has no start."""
    taken = bytearray(len(text))
    for name in words().not_dates.finditer(text):
        taken[name.start() : name.end()] = b"\1" * (name.end() - name.start())
    claimed: list[tuple[Atom, re.Match[str], Meaning]] = []
    for pattern, meaning in _patterns():
        for hit in pattern.finditer(text):
            if not any(taken[hit.start() : hit.end()]) and (atom := meaning(_Match(hit, clock))):
                claimed.append((atom, hit, meaning))
                taken[hit.start() : hit.end()] = b"\1" * (hit.end() - hit.start())
    return list(_told(sorted(claimed, key=lambda one: one[0].char_start), clock))


def _told(claimed: list[tuple[Atom, re.Match[str], Meaning]], clock: Clock) -> Iterator[Atom]:
    """The atoms in the order of the text, each read again against the date told before it."""
    anchor = clock.anchor
    for atom, hit, meaning in claimed:
        told = meaning(_Match(hit, replace(clock, anchor=anchor))) or atom
        anchor = told.start or anchor
        yield told
