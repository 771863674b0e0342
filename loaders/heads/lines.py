"""One line of the head or foot of a document, and its dates in whatever way such lines write them: 22 JUL 74, 3/3/98, 12. März 1999."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from ...graph.dates import PartialDate
from ..reading.dates.clock import covering, partial, words
from ..reading.dates.dating import expressions

MAX_LINE = 400
BYLINE = re.compile(r"[^\w]{0,6}(?:by|written by|author:?|reported by)\s+\S", re.IGNORECASE)

_BRACKETS = str.maketrans({"（": "(", "）": ")", "，": ",", "：": ":", "｜": "|", "\xa0": " ", "\u202f": " "})
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_NUMERIC = re.compile(r"(?<![\d/.:-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-]|[.:]\d)")
# What may stand behind a year of two digits: the end of a part of the line, or a time.
_AFTER_SHORT = r"(?=\s*(?:$|[)\]|,;<–—]|\.(?!\d)|-\s)|\s\d{1,2}:\d\d)"
# The first year that two digits stand for.
_FIRST_YEAR = 1940
# Words that one side of the Atlantic spells otherwise: their order of day and month goes with the spelling.
_BRITISH = re.compile(
    r"\b\w*(?:(?:col|fav|harb|lab|neighb|behavi|hon|rum|vig|endeav)our|(?:cent|theat)re|defence|offence|programme|metre|kilometre"
    r"|(?:organ|real|recogn|apolog|emphas|critic|author|mobil|stabil)is(?:e[ds]?|ing|ation)|travell(?:ed|ing)|cancelled|grey)\w{0,4}\b"
)
_AMERICAN = re.compile(
    r"\b\w*(?:(?:col|fav|harb|lab|neighb|behavi|rum|vig|endeav)or|(?:cent|theat)er|defense|offense|(?:kilo)?meter"
    r"|(?:organ|real|recogn|apolog|emphas|critic|author|mobil|stabil)iz(?:e[ds]?|ing|ation)|traveled|traveling|canceled)\w{0,4}\b"
)
_DAY_FIRST_HOST = re.compile(
    r"https?://[\w.-]{3,80}\.(?:uk|ie|in|au|nz|za|pk|bd|lk|ng|ke|gh|ug|tz|zw|zm|my|sg|hk|mt|cy|il|ae|qa|eg|jo|lb|ru|ua|by|az|ge|am|tr|fr|de|it|es"
    r"|pt|gr|ro|bg|pl|cz|nl|be|at|ch|eu|br|ar|cl|pe|mx|ve|id|th|vn)(?:[/:]|\s|$)"
)
_MONTH_FIRST_HOST = re.compile(r"https?://[\w.-]{3,80}\.(?:us|gov|mil|ph)(?:[/:]|\s|$)")
# So near to a day that the text names lies the day of publication; the other reading lies further off.
_NEAR_DAYS, _FAR_DAYS = 10, 20


@dataclass(frozen=True)
class HeadLine:
    """One line that is not blank. `day_first` is the order of day and month in the document's slashed dates, None where unknown."""

    text: str
    after_blank: bool = False
    day_first: bool | None = None

    @cached_property
    def bare(self) -> str:
        """Without the marks of Markdown and quoting around it."""
        linked = re.sub(r"\[([^\[\]]{0,300})\]\([^()\s]{0,300}\)", r"\1", self.text)
        linked = re.sub(r"</?[A-Za-z][A-Za-z0-9]{0,9}(?:\s[^<>]{0,80})?/?>", " ", linked)
        return re.sub(r"(\d{4})(?=[A-Z]{3})", r"\1 ", linked.strip(" \t>#*_`\"'|,;•·-"))

    @cached_property
    def plain(self) -> str:
        """The bare line with its dates as running English writes them."""
        return spelled(self.bare, self.day_first)

    @cached_property
    def date(self) -> PartialDate | None:
        """The first date in the line that has its year and at least its month."""
        if not re.search(r"\d", self.plain):
            return None
        found = expressions(self.plain, None)
        day = next((one.start for one in found if one.kind == "point" and one.start and one.start.month), None)
        # "3-9 May 1999": the month is certain; of "March-April 1999" the year is.
        spans = (covering(one.start.first, one.end.last) for one in found if one.kind == "span" and one.start and one.end)
        return day or next((one for one in spans if one and one.month), None)

    @cached_property
    def only_date(self) -> bool:
        """True where the line says a date and next to nothing else: a time, a zone, a place, a section; or a byline before it."""
        if not self.date:
            return False
        known = words()
        names = "|".join(name for long in (*known.months, *known.weekdays) for name in (long, long[:3]))
        beside = r"GMT|UTC|AM|PM|at|(?:min|minutes?) read|comments?|views?|st|nd|rd|th|[ECMPB][SD]T"
        rest = re.sub(rf"(?i)\b(?:{names}|{beside})\b", " ", self.plain)
        signed = BYLINE.match(self.plain) and len(self.plain) < 120
        return bool(signed) or len(re.findall(r"[^\W\d_]{2,}", rest)) <= 3

    @property
    def prose(self) -> bool:
        """A long line that ends as a sentence does."""
        if self.text.endswith(("...", "…")):
            return len(self.text) >= 300
        return len(self.text) >= (80 if self.text.rstrip("*_ ")[-1:] in ".!?”\"’'):" else 160)

    @property
    def wordy(self) -> bool:
        """A line of words in small letters, as prose is."""
        return len(self.text.split()) >= 5 and any(word[:1].islower() for word in self.text.split()[1:])


def head_lines(text: str, day_first: bool | None) -> list[HeadLine]:
    """The lines of a text that are not blank."""
    raw = [line.strip()[:MAX_LINE] for line in text.splitlines()]
    return [HeadLine(line, not before, day_first) for before, line in zip(["", *raw], raw, strict=False) if line]


@cache
def _months() -> dict[str, int]:
    """Month by name in small letters: in English, short too, and as the agencies of other countries write it."""
    known = words()
    english = {name.lower()[:length]: number for name, number in known.months.items() for length in (3, 4, len(name))}
    return known.foreign_months | english


@cache
def _wordings() -> tuple[re.Pattern[str], ...]:
    """Named month with year; with a year of two digits, day first; the same, month first; months in capitals; what is glued to a month."""
    english = "|".join(words().months)
    named = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    short = "|".join(name[:3] for name in words().months)
    return (
        re.compile(rf"\b(\d{{1,2}})(?:er|[.º])?(?:\s(?:de\s|di\s)?|-)({named})\b\.?(?:\s(?:de\s|del\s)?|-)(\d{{4}})\b", re.IGNORECASE),
        re.compile(rf"\b(\d{{1,2}})[\s-]({named})\.?[\s-]['’]?(\d\d){_AFTER_SHORT}", re.IGNORECASE),
        re.compile(rf"\b({english}|(?:{short})\b\.?)\s(\d{{1,2}}),\s?['’]?(\d\d){_AFTER_SHORT}"),
        re.compile(rf"\b(?:{english.upper()}|{short.upper()})(?=\b\.?,? \d)"),
        re.compile(rf"(?<=[A-Za-z])(?=(?:{english}|{english.upper()}) \d{{1,2}}, \d{{4}}\b)"),
    )


def full_year(two_digits: int) -> int:
    """The year between 1940 and 2039 that ends so."""
    return _FIRST_YEAR + (two_digits - _FIRST_YEAR) % 100


def spelled(text: str, day_first: bool | None = None) -> str:
    """A line with the dates in it as `expressions` reads them; slashed ones only where the order of day and month is certain."""
    if not any(map(str.isdigit, text)):
        return text
    named, short, short_month_first, capitals, glued = _wordings()
    text = _EAST_ASIAN.sub(lambda hit: f"{hit[1]}-{int(hit[2]):02}-{int(hit[3]):02}", text.translate(_BRACKETS))
    text = capitals.sub(lambda hit: hit[0].title(), glued.sub(" ", text))
    text = named.sub(lambda hit: f"{hit[1]} {_english(hit[2])} {hit[3]}", text)
    text = short.sub(lambda hit: f"{hit[1]} {_english(hit[2])} {full_year(int(hit[3]))}", text)
    text = short_month_first.sub(lambda hit: f"{hit[1]} {hit[2]}, {full_year(int(hit[3]))}", text)
    return _NUMERIC.sub(lambda hit: _numeric(hit, day_first), text)


def _english(name: str) -> str:
    number = _months()[name.lower()]
    return next(month for month, at in words().months.items() if at == number)


def _readings(hit: re.Match[str]) -> list[tuple[bool, PartialDate]]:
    """The days that a numeric date can mean: whether the day comes first, and the day."""
    a, b = int(hit[1]), int(hit[3])
    year = int(hit[4]) if len(hit[4]) == 4 else full_year(int(hit[4]))
    both = ((True, partial(year, b, a)), (False, partial(year, a, b)))
    return [(order, day) for order, day in both if day and a and b]


def _numeric(hit: re.Match[str], day_first: bool | None) -> str:
    readings = _readings(hit)
    order = True if hit[2] == "." else day_first
    days = {day for first, day in readings if order is None or first == order} or {day for _, day in readings}
    if len(days) == 1:
        return str(days.pop())
    year = min(days).year if days else None
    return f"{hit[1]}/{hit[3]}/{year}" if year else hit[0]


def order(text: str, urls: Iterable[str]) -> bool | None:
    """Whether the day comes first in the document's dates of the form 5/6/2003; None where nothing tells.

    What tells, the surest first: a date of which one number is no month; two dates that are days apart in one order and months in
    the other; a day that the text names beside it; the country of the address; the spelling.
    """
    # A document that never writes them so need not be searched for what tells.
    hits = [hit for hit in _NUMERIC.finditer(text[:4000] + "\n" + text[max(4000, len(text) - 1000) :]) if hit[2] != "."]
    readings = [found for hit in hits if (found := _readings(hit))]
    if not any(len({day for _, day in found}) > 1 for found in readings):
        return None
    for told in (_no_month(hits), _close_together(readings), _beside(readings, text), _country(urls), _spelling(text)):
        if len(told) == 1:
            return told.pop()
    return None


def _no_month(hits: list[re.Match[str]]) -> set[bool]:
    pairs = [(int(hit[1]), int(hit[3])) for hit in hits]
    return {a > 12 for a, b in pairs if (a > 12) != (b > 12)}


def _close_together(readings: list[list[tuple[bool, PartialDate]]]) -> set[bool]:
    """Published 9/11/2021, updated 10/11/2021: a day later in one order, a month in the other."""
    apart: dict[bool, int] = {}
    for first in (True, False):
        days = [day for found in readings for told, day in found if told == first]
        if len(days) >= 2:
            apart[first] = abs((days[0].first - days[1].first).days)
    if len(apart) < 2 or not min(apart.values()) <= _NEAR_DAYS < _FAR_DAYS <= max(apart.values()):
        return set()
    return {apart[True] < apart[False]}


def _beside(readings: list[list[tuple[bool, PartialDate]]], text: str) -> set[bool]:
    """The order in which the text names a day shortly before it: 6/2/2003, and "on 4 February"."""
    first = next(found for found in readings if len({day for _, day in found}) > 1)
    return {order for order, day in first if any(0 <= gap <= _NEAR_DAYS for gap in _gaps(day, text))}


def _gaps(day: PartialDate, text: str) -> Iterator[int]:
    """How many days before `day` the days lie that the text names by month, the numeric ones apart."""
    shown = _NUMERIC.sub(lambda hit: "." * len(hit[0]), text[:20_000])
    names = re.compile("|".join(name[:3] for name in words().months))
    for one in expressions(shown, day):
        if one.kind == "point" and one.start and one.start.day and names.search(shown[one.char_start : one.char_end]):
            yield (day.first - one.start.first).days


def _country(urls: Iterable[str]) -> set[bool]:
    told: set[bool] = set()
    for url in urls:
        told |= {True} if _DAY_FIRST_HOST.match(url) else {False} if _MONTH_FIRST_HOST.match(url) else set()
    return told


def _spelling(text: str) -> set[bool]:
    shown = text[:20_000]
    return ({True} if _BRITISH.search(shown) else set()) | ({False} if _AMERICAN.search(shown) else set())
