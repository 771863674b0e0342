"""Single dates in a text: each wording of `patterns` with what it means against a `Clock`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ....graph.dates import PartialDate
from .clock import Clock, covering, months_later, partial, shifted, words
from .patterns import (
    ATTRIBUTE_BEFORE,
    CLAUSE_BREAK,
    DESCRIBED_BEFORE,
    DIGITS,
    LINE_START,
    LISTED_YEAR_BEFORE,
    MONTH_BEFORE,
    NEEDS,
    OF_BEFORE,
    PERHAPS_PLANNED,
    PLANNED,
    SECOND_YEAR_BEFORE,
    YEAR_BEFORE,
    patterns,
)


@dataclass(frozen=True)
class Atom:
    """One date found: its span, what it means, and whether it only describes a noun ("the 2020 war").

    `kind` is `point`, `span`, `decade` (a span of whose ends nothing more is known), `since` or `past_vague`.
    """

    char_start: int
    char_end: int
    start: PartialDate | None
    end: PartialDate | None = None
    kind: str = "point"
    attributive: bool = False


# "The next year they parted" is told of the year before; "in the next year they will part" of the present one.
_STORY_BEFORE = re.compile(r"(?<!\bin)(?<!\bover)(?<!\bfor)(?<!\bwithin)(?<!\bduring)(?:\s|^)[Tt]he\s$", re.IGNORECASE)
_YEARS = {"last": -1, "previous": -1, "next": 1, "following": 1}
_YEAR_SAID = (YEAR_BEFORE, SECOND_YEAR_BEFORE, LISTED_YEAR_BEFORE, OF_BEFORE)


@dataclass(frozen=True)
class _Match:
    """A hit of a pattern, with what its meaning may depend on."""

    hit: re.Match[str]
    clock: Clock

    def number(self, name: str) -> int:
        return int(self.hit[name] or 0)

    @property
    def month(self) -> int:
        short = self.hit["m"].title()[:3]
        return next(number for name, number in words().months.items() if name.startswith(short))

    @property
    def before(self) -> str:
        return self.hit.string[max(0, self.hit.start() - 100) : self.hit.start()]

    @property
    def after(self) -> str:
        return self.hit.string[self.hit.end() : self.hit.end() + 40]

    @property
    def counted(self) -> bool:
        """True where the number counts something: `2020 documents`."""
        return words().counted.match(self.after) is not None

    @property
    def names_event(self) -> bool:
        """True where the date stands right before what happened: `2003 invasion`, `May's summit`."""
        word = re.match(r"(?:['’]s)?\s([a-z]{3,12}?)s?\b", self.after)
        return word is not None and word[1] in words().meetings | words().happenings

    @property
    def planned(self) -> str:
        """`yes` where the words before say that the thing lies ahead (`will meet on Friday`), `perhaps` (`would meet`), or `no`."""
        clause = CLAUSE_BREAK.split(self.before)[-1]
        if re.match(r"\s(?:will|shall|is to|are to)\b", self.after):
            return "yes"
        return "yes" if PLANNED.search(clause) else "perhaps" if PERHAPS_PLANNED.search(clause) else "no"

    @property
    def attributive(self) -> bool:
        return ATTRIBUTE_BEFORE.search(self.before) is not None

    def atom(self, start: PartialDate | None, end: PartialDate | None = None, kind: str = "point", attributive: bool = False) -> Atom:
        return Atom(self.hit.start(), self.hit.end(), start, end, kind, attributive)

    def in_year(self, month: int, day: int) -> PartialDate | None:
        """A month or day with the year that stands or is said behind it, else the year that the clock gives."""
        if self.hit["y"]:
            return partial(self.number("y"), month, day)
        if rel := self.hit["rel"]:
            at = self.clock.anchor if rel.startswith("th") and rel != "this" else self.clock.published
            return partial(at.year + _YEARS.get(rel.removeprefix("the "), 0), month, day) if at else None
        return self.clock.in_year(month, day, self.planned)

    def moved(self, at: PartialDate | None, sign: int) -> PartialDate | None:
        """`at` moved by a count of units; certain of it is the day for days, the month for months, the year for years."""
        count, unit = self.hit["n"].lower(), self.hit["unit"]
        number = sign * (int(count) if count.isdigit() else words().numbers[count])
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


# A meaning gives None where the wording is no date here, and an atom without start where the date stays unknown.
_Meaning = Callable[[_Match], Atom | None]


def _numeric(match: _Match) -> Atom | None:
    start = partial(match.number("y"), match.number("m"), match.number("d"))
    return match.atom(start) if start else None


def _either(match: _Match, year: int) -> PartialDate | None:
    """Day and month in the document's order; where that is unknown and both readings are days, what they share is certain."""
    a, b = match.number("a"), match.number("b")
    if match.clock.month_first is not None:
        return partial(year, a, b) if match.clock.month_first else partial(year, b, a)
    days = sorted(found.first for found in (partial(year, a, b), partial(year, b, a)) if found)
    return covering(days[0], days[-1]) if days else None


def _slashed(match: _Match) -> Atom | None:
    """27/06/2025 or 06/27/2025."""
    found = _either(match, match.number("y"))
    return match.atom(found) if found else None


def _listed(match: _Match) -> Atom | None:
    """06/27 at the start of a line, in a chronicle whose year was told before."""
    at = match.clock.anchor
    found = _either(match, at.year) if at and not (match.clock.published and at.month) else None
    return replace(match.atom(found), char_start=match.hit.start("a")) if found else None


def _year_month(match: _Match) -> Atom | None:
    """2025-06; but 2010-12 may be three years as well, so that only the year is certain."""
    year, month = match.number("y"), match.number("m")
    return match.atom(partial(year, 0 if month > year % 100 else month))


def _day(match: _Match) -> Atom | None:
    month, day = match.month, match.number("d")
    if match.hit["y"] and not partial(match.number("y"), month, day):
        # 31 June 2025: a slip, of which not even the month is certain.
        return match.atom(None)
    if not partial(2000, month, day) or (not match.hit["y"] and match.counted):
        return None
    found = match.in_year(month, day) if "rel" in match.hit.re.groupindex else partial(match.number("y"), month, day)
    return match.atom(found, attributive=match.attributive and match.names_event)


def _days(match: _Match) -> Atom | None:
    """23-25 April, April 23 to 25."""
    if match.number("d") >= match.number("d2") or not partial(2000, match.month, match.number("d2")):
        return None
    return match.atom(match.in_year(match.month, match.number("d")), match.in_year(match.month, match.number("d2")), "span")


def _ordinal(match: _Match) -> Atom | None:
    """the fifteenth of December."""
    tens, _, unit = match.hit["word"].lower().rpartition("-")
    day = {"": 0, "twenty": 20, "thirty": 30}[tens] + words().ordinals[unit]
    return match.atom(match.in_year(match.month, day)) if partial(2000, match.month, day) else None


def _nth(match: _Match) -> Atom | None:
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


def _apart(match: _Match) -> Atom | None:
    """a day after: what it introduces lies a day before the date that the sentence has told."""
    here, today = match.clock.told_here, match.clock.today
    if here is None and today and match.hit["dir"] == "after" and re.search(r"\b(?:has|have)\b", match.before):
        # "Kenya has sent troops, three days after …": the news is of the day of publication, or of the day before.
        eve = shifted(today, -1)
        last, first = match.moved(PartialDate.of(today), -1), match.moved(PartialDate.of(eve), -1) if eve else None
        return match.atom(covering(first.first, last.last), kind="apart") if last and first else None
    found = match.moved(here, -1 if match.hit["dir"] == "after" else 1)
    return match.atom(found, kind="apart") if found else None


def _months(match: _Match) -> Atom | None:
    """April-June 1982."""
    last = next(number for name, number in words().months.items() if name.startswith(match.hit["m2"].title()[:3]))
    first = match.month
    end = match.in_year(last, 0)
    start = partial(end.year - (first > last), first) if end else None
    return match.atom(start, end, "span") if first != last else None


def _month(match: _Match) -> Atom | None:
    return match.atom(match.in_year(match.month, 0), attributive=match.attributive and match.names_event)


def _bare_month(match: _Match) -> Atom | None:
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


def _which_month(match: _Match) -> Atom | None:
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


def _holiday(match: _Match) -> Atom | None:
    month, day = words().holidays[match.hit["name"]]
    return match.atom(match.in_year(month, day))


def _weekday(match: _Match) -> Atom | None:
    which = match.hit["which"]
    return match.atom(match.clock.weekday(words().weekdays[match.hit["wd"]], which.lower() if which else None, match.planned))


def _weekday_week(match: _Match) -> Atom | None:
    """Friday last week."""
    today, step = match.clock.today, {"last": -7, "next": 7}.get(match.hit["which"], 0)
    day = shifted(today, step - today.weekday() + words().weekdays[match.hit["wd"]]) if today else None
    return match.atom(PartialDate.of(day) if day else None)


def _weekend(match: _Match) -> Atom | None:
    """over the weekend: the last one up to the day of publication."""
    today = match.clock.today
    sunday = shifted(today, -((today.weekday() + 1) % 7)) if today else None
    saturday = shifted(sunday, -1) if sunday else None
    return match.atom(covering(saturday, sunday) if saturday and sunday else None)


def _soon(match: _Match) -> Atom | None:
    """hours later: on the day told before, or on the next."""
    at = match.clock.anchor
    next_day = shifted(at.first, 1) if at and at.day else None
    return match.atom(covering(at.first, next_day) if at and next_day else None)


def _named_day(match: _Match) -> Atom | None:
    word = match.hit["word"].lower()
    if word == "overnight":
        today = match.clock.today
        eve = today and shifted(today, -1)
        return match.atom(covering(eve, today) if today and eve else None)
    steps = {"yesterday": -1, "last night": -1, "day before yesterday": -2, "tomorrow": 1, "day after tomorrow": 2}
    return match.atom(match.clock.day(steps.get(word, 0)))


def _period(match: _Match) -> Atom | None:
    """last week, this month, earlier this year, next year."""
    if match.hit["which"].lower() in ("next", "previous") and _STORY_BEFORE.search(match.before):
        return None
    step = {"this": 0, "the": 0, "current": 0, "next": 1, "coming": 1}.get(match.hit["which"].lower(), -1)
    clock, unit = match.clock, match.hit["unit"]
    return match.atom(clock.week(step) if unit.startswith("week") else clock.month(step) if unit == "month" else clock.year(step))


def _season(match: _Match) -> Atom | None:
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


def _then(match: _Match) -> Atom | None:
    """since then: from the date told before."""
    at = match.clock.said or match.clock.anchor
    return match.atom(at, kind="since")


def _vaguely(match: _Match) -> Atom | None:
    """a few days later: at some other time."""
    return match.atom(None)


def _running(match: _Match) -> Atom | None:
    """for the past three years: since then; in the past ten days: within them."""
    published, unit = match.clock.published, match.hit["unit"]
    at = match.moved(published, -1)
    if at and published and unit in ("day", "week", "fortnight") and match.hit["prep"].lower() != "for":
        return match.atom(covering(at.first, published.last))
    return match.atom(at, kind="since") if at else match.atom(None)


def _ago(match: _Match) -> Atom | None:
    return match.atom(match.moved(match.clock.published, -1))


def _later(match: _Match) -> Atom | None:
    """three days later, a year earlier: from the date told before."""
    return match.atom(match.moved(match.clock.anchor, 1 if match.hit["dir"] in ("later", "after", "on") else -1))


def _neighbour(match: _Match) -> Atom | None:
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


def _day_before(match: _Match) -> Atom | None:
    """the day before, the day after (with nothing behind that names what)."""
    return match.atom(Clock(match.clock.anchor).day(1 if match.hit["dir"] == "after" else -1))


def _years(match: _Match) -> Atom | None:
    first, last = match.number("y"), match.number("y2")
    last += first // 100 * 100 if last < 100 else 0
    return match.atom(partial(first), partial(last), "span") if last > first else None


def _decade(match: _Match) -> Atom | None:
    return match.atom(partial(match.number("y")), partial(match.number("y") + 9), "decade")


def _year(match: _Match) -> Atom | None:
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


def _vague(match: _Match) -> Atom | None:
    return match.atom(None, kind="past_vague")


_MEANINGS: dict[str, _Meaning] = {
    "numeric": _numeric,
    "slashed": _slashed,
    "listed": _listed,
    "year_month": _year_month,
    "months": _months,
    "ordinal": _ordinal,
    "nth": _nth,
    "apart": _apart,
    "day": _day,
    "days": _days,
    "month": _month,
    "holiday": _holiday,
    "which_month": _which_month,
    "bare_month": _bare_month,
    "weekday_week": _weekday_week,
    "weekday": _weekday,
    "weekend": _weekend,
    "soon": _soon,
    "named_day": _named_day,
    "period": _period,
    "season": _season,
    "running": _running,
    "then": _then,
    "vaguely": _vaguely,
    "ago": _ago,
    "later": _later,
    "neighbour": _neighbour,
    "day_before": _day_before,
    "years": _years,
    "decade": _decade,
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
            if atom := meaning(_Match(hit, told)):
                claimed.append((atom, hit, meaning))
                taken[hit.start() : hit.end()] = b"\1" * (hit.end() - hit.start())
    return list(_told(sorted(claimed, key=lambda one: one[0].char_start), clock))


def _told(claimed: list[tuple[Atom, re.Match[str], _Meaning]], clock: Clock) -> Iterator[Atom]:
    """The atoms in the order of the text, each read again against the dates told before it."""
    clock = replace(clock, told_here=None)
    for atom, hit, meaning in claimed:
        told = meaning(_Match(hit, clock)) or replace(atom, start=None, end=None)
        if not told.attributive and told.kind not in ("decade", "apart"):
            clock = replace(clock.after(told.start), told_here=told.start or clock.told_here)
        yield told
