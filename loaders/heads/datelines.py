"""Datelines: the place, the day and the agency that open a report: `OSLO, Oct. 17 (Reuter)--`, `OSLO (Oct. 5) XINHUA - `."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ...graph.dates import PartialDate
from ..reading.dates.clock import partial, words
from ..reading.dates.dating import expressions
from .lines import HeadLine, spelled

_OPEN = r"""(?:\[[A-Z][a-z]{3,10}\]\s?)?["'“‘*_>\s]{0,4}"""
_CAPITALS = r"(?P<city>[A-Z][A-Z.'’/ -]{2,40})"
# A place in small letters, of at most four words.
_PLACE = r"(?P<city>[A-Z][A-Z.'’/ -]{2,40}|[A-Z][\w.'’-]{2,20}(?: [A-Z][\w.'’-]{2,20}){0,2})"
# A region or country behind the place, which is no month.
_REGION = r"(?:, (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d)[A-Z][\w. ]{2,25}?)?"
_AGENCY = r"(?:\((?P<agency>[A-Z][\w.& /-]{1,30}|[a-z]{2,5})\)|/(?P<wire>[A-Z][A-Z .-]{1,30})/)"
_DASH = r"\.?\s{0,2}(?:--|–|—|[-_]\s)\s{0,2}"
_NO_AGENCY = r"(?P<agency>(?!))?(?P<wire>(?!))?"
_WEEKDAY = r"(?:(?:" + "|".join(words().weekdays) + r"),? )?"
_WHOLE_DATE = rf"(?P<date>{_WEEKDAY}(?:\d{{1,2}} [A-Z][a-z]{{2,8}}|[A-Z][a-z]{{2,8}}\.? \d{{1,2}}),? \d{{4}})"
_FORMS = tuple(
    re.compile(_OPEN + form)
    for form in (
        rf"{_PLACE}{_REGION}(?:,? (?P<date>[^()—–]{{3,30}}?))?,?\s{{0,2}}{_AGENCY}?(?:{_DASH})",
        # "OSLO, March 3, 1998 (NTB)-Norway said"
        rf"{_PLACE}{_REGION}(?:,? (?P<date>[^()—–]{{3,30}}?))?,?\s{{0,2}}{_AGENCY}\s?-(?=[\"“A-Z])",
        # "Oslo, 3 March 1998 (NTB): …"
        rf"{_PLACE}{_REGION}(?:,? (?P<date>[^()—–]{{3,30}}?)),?\s{{0,2}}{_AGENCY}\s?:\s",
        # "OSLO (Oct. 5) XINHUA - …", "Geneva (28 June 2025) - …", "OSLO (Fjord Wire) 7 May 2025 - …"
        rf"{_PLACE} \((?P<date>[\w., ]{{5,25}})\)\s{{0,2}}(?P<agency>[A-Z]{{2,12}})?(?P<wire>(?!))?\s?(?:{_DASH})",
        rf"{_PLACE} {_AGENCY},?\s{{0,2}}(?P<date>[\w., ]{{5,25}}?)(?:{_DASH}|:\s)",
        # "(March 3, 2019 / JNS) …"
        r"(?P<city>)\((?P<date>[\w., ]{8,25}?)\s?[/|]\s?(?P<agency>[A-Z][\w.& -]{1,30})\)(?P<wire>(?!))?\s",
        # "BAKU, 28 June 2025. …": without a dash only a city in capitals, or a colon, and a whole date say that it is one.
        rf"{_CAPITALS}, {_WHOLE_DATE}[.:]\s{_NO_AGENCY}",
        rf"{_PLACE}{_REGION}, {_WHOLE_DATE}:\s{_NO_AGENCY}",
    )
)
_STOPPED = _FORMS[-2:]
# A day told of so short a time before a dateline is of the same news.
_RECENT_DAYS = 45
# Years before this one are history to every report.
_FIRST_YEAR = 1900


def opens_with_dateline(text: str) -> bool:
    """Whether a line, however short, opens with a place and a whole date as only a report does."""
    shown = spelled(text)
    return any(form.match(shown) for form in _STOPPED)


def dateline(prose: Sequence[HeadLine]) -> re.Match[str] | None:
    """A place, a date or an agency, and a dash or a stop at the start of one of the lines; groups city, date, agency, wire."""
    for line in prose:
        shown = spelled(line.text, line.day_first)
        for form in _FORMS:
            found = form.match(shown)
            if found and (found["agency"] or found["wire"] or (found["date"] and re.search(r"\d", found["date"]))):
                return found
    return None


def dateline_date(found: re.Match[str], year: int | None) -> PartialDate | None:
    """The day in a dateline; `year` is taken for its year where it has none. None without a day or a year."""
    said = found["date"] or ""
    dated = expressions(said, None) or (expressions(f"{said}, {year}", None) or expressions(f"{said} {year}", None) if year else [])
    return next((one.start for one in dated if one.start and one.start.day), None)


def year_by_text(found: re.Match[str], body: str) -> int | None:
    """The year of a dateline that has none, by the dates that the text tells with their years.

    A day or month told of the weeks before it names the year; else the last year told, or the next one, where the first weekday of
    the text is that of the dateline in one of them only ("OSLO, Feb 9 - Norway said on Tuesday").
    """
    opening = body[:20_000]
    points = [one.start for one in expressions(opening, None) if one.kind == "point" and one.start and one.start.year >= _FIRST_YEAR]
    if not points or not found["date"]:
        return None
    last = max(day.year for day in points)
    weekday = re.search("|".join(words().weekdays), opening[found.end() : found.end() + 500])
    near = {
        year
        for year in {day.year for day in points} | {day.year + 1 for day in points}
        if (at := dateline_date(found, year)) and any(day.month and 0 <= (at.first - day.first).days <= _RECENT_DAYS for day in points)
        # "OSLO, Jan 10 - Norway said on Monday": a Monday, or the day after one.
        if weekday is None or (at.first.weekday() - words().weekdays[weekday[0]]) % 7 <= 1
    }
    if near:
        return near.pop() if len(near) == 1 and max(near) >= last else None
    if weekday is None:
        return None
    fitting = [
        year
        for year in (last, last + 1)
        if (at := dateline_date(found, year)) and partial(year, at.month, at.day) and at.first.weekday() == words().weekdays[weekday[0]]
    ]
    return fitting[0] if len(fitting) == 1 else None
