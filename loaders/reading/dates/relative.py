"""What dates mean that count from another: last week, three days later, that year, the day of publication, the date told before."""

from __future__ import annotations

import re

from ....graph.dates import PartialDate
from .clock import Clock, covering, partial, shifted, words
from .match import Atom, Match

_STORY_BEFORE = re.compile(r"(?<!\bin)(?<!\bover)(?<!\bfor)(?<!\bwithin)(?<!\bduring)(?:\s|^)[Tt]he\s$", re.IGNORECASE)


def apart(match: Match) -> Atom | None:
    """a day after: what it introduces lies a day before the date that the sentence has told."""
    here, today = match.clock.told_here, match.clock.today
    if here is None and today and match.hit["dir"] == "after" and re.search(r"\b(?:has|have|will)\b", match.before):
        # "Kenya has sent troops, three days after …": the news is of the day of publication, or of the day before.
        eve = shifted(today, -1)
        last, first = match.moved(PartialDate.of(today), -1), match.moved(PartialDate.of(eve), -1) if eve else None
        return match.atom(covering(first.first, last.last), kind="apart") if last and first else None
    found = match.moved(here, -1 if match.hit["dir"] == "after" else 1)
    return match.atom(found, kind="apart") if found else None


def weekday(match: Match) -> Atom | None:
    which = match.hit["which"]
    return match.atom(match.clock.weekday(words().weekdays[match.hit["wd"]], which.lower() if which else None, match.planned))


def weekday_week(match: Match) -> Atom | None:
    """Friday last week."""
    today, step = match.clock.today, {"last": -7, "next": 7}.get(match.hit["which"], 0)
    day = shifted(today, step - today.weekday() + words().weekdays[match.hit["wd"]]) if today else None
    return match.atom(PartialDate.of(day) if day else None)


def weekend(match: Match) -> Atom | None:
    """over the weekend: the last one up to the day of publication."""
    today = match.clock.today
    sunday = shifted(today, -((today.weekday() + 1) % 7)) if today else None
    saturday = shifted(sunday, -1) if sunday else None
    return match.atom(covering(saturday, sunday) if saturday and sunday else None)


def soon(match: Match) -> Atom | None:
    """hours later: on the day told before, or on the next."""
    at = match.clock.anchor
    next_day = shifted(at.first, 1) if at and at.day else None
    return match.atom(covering(at.first, next_day) if at and next_day else None)


def named_day(match: Match) -> Atom | None:
    word = match.hit["word"].lower()
    if word == "overnight":
        today = match.clock.today
        eve = today and shifted(today, -1)
        return match.atom(covering(eve, today) if today and eve else None)
    steps = {"yesterday": -1, "last night": -1, "day before yesterday": -2, "tomorrow": 1, "day after tomorrow": 2}
    return match.atom(match.clock.day(steps.get(word, 0)))


def period(match: Match) -> Atom | None:
    """last week, this month, earlier this year, next year."""
    if re.match(r"\s(?:before|after)\b", match.after) and re.search(r"\bthe\s$", match.before, re.IGNORECASE):
        # "the last year before the war"
        return None
    if match.hit["which"].lower() in ("next", "previous") and _STORY_BEFORE.search(match.before):
        return None
    step = {"this": 0, "the": 0, "current": 0, "next": 1, "coming": 1}.get(match.hit["which"].lower(), -1)
    clock, unit = match.clock, match.hit["unit"]
    return match.atom(clock.week(step) if unit.startswith("week") else clock.month(step) if unit == "month" else clock.year(step))


def season(match: Match) -> Atom | None:
    """last fall, this spring, that autumn: the year is certain where the season lies in one."""
    season, which, published = match.hit["season"].lower(), match.hit["which"].lower(), match.clock.published
    if which in ("that", "the same"):
        at = max((one for one in (match.clock.said, match.clock.anchor) if one), default=None)
        return match.atom(partial(at.year) if at else None) if season != "winter" else None
    if not published or not published.month or season == "winter":
        return match.atom(None)
    ends = {"spring": 6, "summer": 9}.get(season, 12)
    over = published.month > ends
    year = published.year + {"this": 0, "next": int(over)}.get(which, -1 + over)
    return match.atom(partial(year))


def then(match: Match) -> Atom | None:
    """since then: from the date told before."""
    at = match.clock.said or match.clock.anchor
    return match.atom(at, kind="since")


# How far a few days, weeks or months reach, at least and at most, in days.
_VAGUE = {"days": (1, 14), "weeks": (7, 60), "months": (30, 330)}


def vaguely(match: Match) -> Atom | None:
    """a few days later: the month or the year in which all of them lie; years later, for decades: at some other time."""
    hit, at = match.hit.groupdict(), match.clock.anchor
    if not (reach := _VAGUE.get((hit.get("unit") or "").lower())) or not hit.get("dir") or at is None or not at.month:
        return match.atom(None)
    later = hit["dir"] in ("later", "after")
    first = shifted(at.first, reach[0]) if later else shifted(at.first, -reach[1])
    last = shifted(at.last, reach[1]) if later else shifted(at.last, -reach[0])
    if last and match.clock.published and at.first <= match.clock.published.last:
        last = min(last, match.clock.published.last)
    return match.atom(covering(first, last) if first and last and first <= last else None)


def running(match: Match) -> Atom | None:
    """for the past three years: since then; in the past ten days: within them."""
    published, unit = match.clock.published, match.hit["unit"]
    at = match.moved(published, -1)
    if at and published and unit in ("day", "week", "fortnight") and match.hit["prep"].lower() != "for":
        return match.atom(covering(at.first, published.last))
    return match.atom(at, kind="since") if at else match.atom(None)


# How far back "in recent weeks" may reach, in days.
_LATELY = {"days": 10, "weeks": 60, "months": 330}


def lately(match: Match) -> Atom | None:
    """in recent weeks, over the past few days: the month or the year in which all of them lie."""
    today = match.clock.today
    first = shifted(today, -_LATELY[match.hit["unit"]]) if today else None
    return match.atom(covering(first, today) if first and today else None)


def soon_ahead(match: Match) -> Atom | None:
    """in the next few days: the month or the year in which all of them lie."""
    today = match.clock.today
    last = shifted(today, _LATELY[match.hit["unit"]]) if today else None
    return match.atom(covering(today, last) if today and last else None)


def ago(match: Match) -> Atom | None:
    return match.atom(match.moved(match.clock.published, -1))


def later(match: Match) -> Atom | None:
    """three days later, a year earlier: from the date told before."""
    return match.atom(match.moved(match.clock.anchor, 1 if match.hit["dir"] in ("later", "after", "on") else -1))


def neighbour(match: Match) -> Atom | None:
    """the following day, the previous month, that year: from the date told before."""
    at, unit = match.clock.anchor, match.hit["unit"]
    if match.hit["which"] == "the":
        # "earlier in the day": that of the news.
        at = at if at and at.day else match.clock.published
    step = {"following": 1, "next": 1, "previous": -1, "preceding": -1}.get(match.hit["which"].lower(), 0)
    if at is None:
        return match.atom(None)
    if unit in ("week", "month", "year"):
        beside = Clock(at)
        return match.atom(beside.week(step) if unit == "week" else beside.month(step) if unit == "month" else beside.year(step))
    return match.atom(Clock(at).day(step))


def day_before(match: Match) -> Atom | None:
    """the day before, the day after (with nothing behind that names what)."""
    return match.atom(Clock(match.clock.anchor).day(1 if match.hit["dir"] == "after" else -1))
