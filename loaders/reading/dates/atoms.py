"""Single dates in a text: each wording of `patterns` with what it means against a `Clock`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from ....graph.dates import PartialDate
from . import relative
from .clock import Clock, covering, months_later, partial, words
from .match import Atom, Match
from .patterns import (
    DESCRIBED_BEFORE,
    DIGITS,
    LINE_START,
    LISTED_YEAR_BEFORE,
    MONTH_BEFORE,
    NEEDS,
    OF_BEFORE,
    SECOND_YEAR_BEFORE,
    YEAR_BEFORE,
    patterns,
)

_YEAR_SAID = (YEAR_BEFORE, SECOND_YEAR_BEFORE, LISTED_YEAR_BEFORE, OF_BEFORE)
# A meaning gives None where the wording is no date here, and an atom without start where the date stays unknown.
_Meaning = Callable[[Match], Atom | None]


def _numeric(match: Match) -> Atom | None:
    start = partial(match.number("y"), match.number("m"), match.number("d"))
    return match.atom(start) if start else None


def _either(match: Match, year: int) -> PartialDate | None:
    """Day and month in the document's order; where that is unknown and both readings are days, what they share is certain."""
    a, b = match.number("a"), match.number("b")
    if match.clock.month_first is not None:
        return partial(year, a, b) if match.clock.month_first else partial(year, b, a)
    days = sorted(found.first for found in (partial(year, a, b), partial(year, b, a)) if found)
    return covering(days[0], days[-1]) if days else None


def _slashed(match: Match) -> Atom | None:
    """27/06/2025 or 06/27/2025."""
    found = _either(match, match.number("y"))
    return match.atom(found) if found else None


def _listed(match: Match) -> Atom | None:
    """06/27 at the start of a line, in a chronicle whose year was told before."""
    at = match.clock.anchor
    found = _either(match, at.year) if at and not (match.clock.published and at.month) else None
    return replace(match.atom(found), char_start=match.hit.start("a")) if found else None


def _year_month(match: Match) -> Atom | None:
    """2025-06; but 2010-12 may be three years as well, so that only the year is certain."""
    year, month = match.number("y"), match.number("m")
    return match.atom(partial(year, 0 if month > year % 100 else month))


def _day(match: Match) -> Atom | None:
    month, day = match.month, match.number("d")
    if match.hit["y"] and not partial(match.number("y"), month, day):
        # 31 June 2025: a slip, of which not even the month is certain.
        return match.atom(None)
    if not partial(2000, month, day) or (not match.hit["y"] and match.counted):
        return None
    found = match.in_year(month, day) if "rel" in match.hit.re.groupindex else partial(match.number("y"), month, day)
    return match.atom(found, attributive=match.attributive and match.names_event)


def _days(match: Match) -> Atom | None:
    """23-25 April, April 23 to 25."""
    if match.number("d") >= match.number("d2") or not partial(2000, match.month, match.number("d2")):
        return None
    return match.atom(match.in_year(match.month, match.number("d")), match.in_year(match.month, match.number("d2")), "span")


def _ordinal(match: Match) -> Atom | None:
    """the fifteenth of December."""
    tens, _, unit = match.hit["word"].lower().rpartition("-")
    day = {"": 0, "twenty": 20, "thirty": 30}[tens] + words().ordinals[unit]
    return match.atom(match.in_year(match.month, day)) if partial(2000, match.month, day) else None


def _nth(match: Match) -> Atom | None:
    """on the 25th: of the month told last, else of that of publication; "ult." is the month before."""
    last = match.after.lower().startswith((" ult", " of last month"))
    here = match.after.lower().startswith((" inst", " of this month"))
    clock, day = match.clock, match.number("d")
    at = clock.anchor if clock.anchor and clock.anchor.month and not (last or here) else clock.published
    month = months_later(at, -1 if last else 0) if at else None
    found = partial(month.year, month.month, day) if month else None
    late = found and clock.published and found.first > clock.published.last and match.planned == "no"
    if late and at is clock.published and not here and month and (before := months_later(month, -1)):
        found = partial(before.year, before.month, day)
    return replace(match.atom(found), char_start=match.hit.start() + match.hit.group().index(" ") + 1) if day else None


def _months(match: Match) -> Atom | None:
    """April-June 1982."""
    last = next(number for name, number in words().months.items() if name.startswith(match.hit["m2"].title()[:3]))
    first = match.month
    end = match.in_year(last, 0)
    start = partial(end.year - (first > last), first) if end else None
    return match.atom(start, end, "span") if first != last else None


def _month(match: Match) -> Atom | None:
    return match.atom(match.in_year(match.month, 0), attributive=match.attributive and match.names_event)


def _bare_month(match: Match) -> Atom | None:
    """A month's name alone: where the name is a word too, the words around must say that it is a month."""
    name = match.hit["m"]
    said = MONTH_BEFORE.search(match.before)
    if name in words().ambiguous_months and not said and not match.names_event and match.hit.group() == name:
        return None
    # "led by May", "May's plan", "to May and her party": a person.
    if (
        name == "May"
        and not match.names_event
        and (
            (said and (said[1] or "").lower() == "by") or re.match(r"['’]s|\s(?:said|says|told|herself|and her|was|is|has)\b", match.after)
        )
    ):
        return None
    return match.atom(match.clock.in_year(match.month, 0, match.planned), attributive=match.attributive)


def _which_month(match: Match) -> Atom | None:
    """last June, this June, next June."""
    published, month, which = match.clock.published, match.month, match.hit["which"].lower()
    if which == "that":
        # The later of what was told last, as a point in time or otherwise: "in 2022 they fought; it had been shut since 2021; that May".
        at = max((one for one in (match.clock.said, match.clock.anchor) if one), default=None)
        return match.atom(partial(at.year, month) if at else None)
    if which == "next" and match.before.lower().endswith("the ") and (at := match.clock.anchor) and at.month:
        return match.atom(partial(at.year + (month <= at.month), month))
    if not published or not published.month:
        return match.atom(None)
    if which == "next":
        return match.atom(partial(published.year + (month <= published.month), month))
    return match.atom(partial(published.year - (which == "last" and month >= published.month), month))


def _holiday(match: Match) -> Atom | None:
    month, day = words().holidays[match.hit["name"]]
    return match.atom(match.in_year(month, day))


def _years(match: Match) -> Atom | None:
    first, last = match.number("y"), match.number("y2")
    last += first // 100 * 100 if last < 100 else 0
    return match.atom(partial(first), partial(last), "span") if last > first else None


def _decade(match: Match) -> Atom | None:
    return match.atom(partial(match.number("y")), partial(match.number("y") + 9), "decade")


def _year(match: Match) -> Atom | None:
    """A year: a bare number is one only where the words around say so."""
    if match.counted:
        return None
    before, after = match.before, match.after
    said = match.hit.group() != match.hit["y"] or any(one.search(before) for one in _YEAR_SAID)
    followed = (match.attributive or DESCRIBED_BEFORE.search(before)) and re.match(r"[\s-][A-Za-z“‘\"]", after)
    heads_line = LINE_START.search(before) and re.match(r"\s{0,3}(?:[:–—-]|$|\n|\.\s+[A-Z])", after)
    bracketed = before.endswith("(") and after[:1] in (")", ",", ";")
    bracketed = bracketed or (before.rstrip().endswith("|") and after.lstrip().startswith("|"))
    described = (followed and not before.endswith("of ")) or match.names_event
    if not (said or described or heads_line or bracketed):
        return None
    return match.atom(partial(match.number("y")), attributive=bool(described and not said))


def _vague(match: Match) -> Atom | None:
    return match.atom(None, kind="past_vague")


_MEANINGS: dict[str, _Meaning] = {
    "numeric": _numeric,
    "slashed": _slashed,
    "listed": _listed,
    "year_month": _year_month,
    "months": _months,
    "ordinal": _ordinal,
    "nth": _nth,
    "apart": relative.apart,
    "day": _day,
    "days": _days,
    "month": _month,
    "holiday": _holiday,
    "which_month": _which_month,
    "bare_month": _bare_month,
    "weekday_week": relative.weekday_week,
    "weekday": relative.weekday,
    "weekend": relative.weekend,
    "soon": relative.soon,
    "named_day": relative.named_day,
    "period": relative.period,
    "season": relative.season,
    "running": relative.running,
    "lately": relative.lately,
    "soon_ahead": relative.soon_ahead,
    "then": relative.then,
    "vaguely": relative.vaguely,
    "ago": relative.ago,
    "later": relative.later,
    "neighbour": relative.neighbour,
    "day_before": relative.day_before,
    "years": _years,
    "decade": _decade,
    "told_year": lambda match: match.atom(partial(match.number("y"))),
    "year": _year,
    "vague": _vague,
}


_NEEDED = frozenset(word for needs in NEEDS.values() if needs is not DIGITS for word in needs)


def atoms(text: str, clock: Clock) -> list[Atom]:
    """Every single date in the text, in order, none overlapping; one whose meaning stays unknown has no start."""
    small = text.lower()
    digits = any(map(str.isdigit, text))
    there = {word for word in _NEEDED if word in small}
    if not digits and not there:
        return []
    taken = bytearray(len(text))
    for name in words().not_dates.finditer(text):
        taken[name.start() : name.end()] = b"\1" * (name.end() - name.start())
    claimed: list[tuple[Atom, re.Match[str], _Meaning]] = []
    for wording, pattern in patterns():
        needs = NEEDS[wording]
        if (needs is DIGITS and not digits) or (needs is not DIGITS and there.isdisjoint(needs)):
            continue
        meaning = _MEANINGS[wording]
        for hit in pattern.finditer(text):
            # A chronicle's "06/27" has a meaning only once its year is told.
            told = replace(clock, anchor=PartialDate(2000)) if wording == "listed" and not clock.anchor else clock
            if any(taken[hit.start() : hit.end()]):
                continue
            if wording == "apart":
                told = replace(told, told_here=PartialDate(2000, 6, 15))
            if atom := meaning(Match(hit, told)):
                claimed.append((atom, hit, meaning))
                taken[hit.start() : hit.end()] = b"\1" * (hit.end() - hit.start())
    return list(_told(sorted(claimed, key=lambda one: one[0].char_start), clock))


def _told(claimed: list[tuple[Atom, re.Match[str], _Meaning]], clock: Clock) -> Iterator[Atom]:
    """The atoms in the order of the text, each read again against the dates told before it."""
    clock = replace(clock, told_here=None)
    for atom, hit, meaning in claimed:
        told = meaning(Match(hit, clock)) or replace(atom, start=None, end=None)
        if not told.attributive and told.kind not in ("decade", "apart"):
            clock = replace(clock.after(told.start), told_here=told.start or clock.told_here)
        yield told
