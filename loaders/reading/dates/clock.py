"""What a date expression is resolved against: the day of publication, the date told before it, and the words of the calendar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources

from ....graph.dates import PartialDate
from ....graph.errors import UsageError

# A day this far ahead is taken for the coming one even where nothing says "will" (a programme, a deadline).
_AHEAD_DAYS = 14
# With a word that says the thing lies ahead, a month or day up to this far ahead is meant.
_PLANNED_DAYS = 240
# A date without a year that is told in a document without a date belongs to the year in which it is nearest to the date told before.
_STORY_DAYS = 183


# The classes of words of `dating.toml` that are plain lists.
_CLASSES = (
    "elsewhen",
    "meetings",
    "happenings",
    "performed",
    "moods",
    "reporting",
    "beginning",
    "lasting",
    "musing",
    "takes_part",
    "told_by",
    "grounds",
    "objections",
    "ahead",
    "answers",
)


@dataclass(frozen=True)
class Words:
    """The contents of `dating.toml`, where each list says what it is for.

    `months` and `weekdays` are numbers (1-12, 0-6 as in `date.weekday`) by full name, `foreign_months` by name in small letters."""

    months: dict[str, int]
    foreign_months: dict[str, int]
    ambiguous_months: frozenset[str]
    weekdays: dict[str, int]
    counted: re.Pattern[str]
    numbers: dict[str, int]
    ordinals: dict[str, int]
    holidays: dict[str, tuple[int, int]]
    not_dates: re.Pattern[str]
    elsewhen: frozenset[str]
    meetings: frozenset[str]
    happenings: frozenset[str]
    performed: frozenset[str]
    moods: frozenset[str]
    reporting: frozenset[str]
    beginning: frozenset[str]
    lasting: frozenset[str]
    musing: frozenset[str]
    takes_part: frozenset[str]
    told_by: frozenset[str]
    grounds: frozenset[str]
    objections: frozenset[str]
    ahead: frozenset[str]
    answers: frozenset[str]
    record: re.Pattern[str]
    issued: re.Pattern[str]
    spoken: re.Pattern[str]
    cable: re.Pattern[str]
    daily: re.Pattern[str]


@cache
def words() -> Words:
    """The words of the calendar, read once, at the first call."""
    import tomllib

    raw = tomllib.loads(resources.files(__package__).joinpath("dating.toml").read_text(encoding="utf-8"))
    return Words(
        months={name: number for number, name in enumerate(raw["months"], 1)},
        foreign_months={name: number for number, names in enumerate(raw["foreign"]["months"], 1) for name in names},
        ambiguous_months=frozenset(raw["ambiguous_months"]),
        weekdays={name: number for number, name in enumerate(raw["weekdays"])},
        counted=re.compile(r"\s{1,3}(?:%|(?:" + "|".join(map(re.escape, raw["counted"])) + r")\b)"),
        numbers=raw["numbers"],
        ordinals={name: number for number, name in enumerate(raw["ordinals"], 1)} | {"thirtieth": 30},
        holidays={name: (month, day) for name, (month, day) in raw["holidays"].items()},
        not_dates=re.compile(r"\b(?:" + "|".join(map(re.escape, raw["names"]["not_dates"])) + ")"),
        record=_opening(raw["record"]),
        issued=_opening(raw["issued"]),
        spoken=_opening(raw["spoken"]),
        cable=_opening(raw["cable"]),
        daily=_opening(raw["daily"]),
        **{name: frozenset(raw[name]) for name in _CLASSES},
    )


def _opening(phrases: Sequence[str]) -> re.Pattern[str]:
    """What any of the phrases looks like at the head of a document."""
    return re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + ")", re.IGNORECASE)


def partial(year: int, month: int = 0, day: int = 0) -> PartialDate | None:
    """The date, or None where there is no such day."""
    try:
        return PartialDate(year, month, day)
    except UsageError:
        return None


def covering(first: date, last: date) -> PartialDate | None:
    """The most precise partial date that holds both days: what is certain of a time between them."""
    if first == last:
        return PartialDate.of(first)
    if first.year != last.year:
        return None
    return PartialDate(first.year, first.month if first.month == last.month else 0)


def month_of(date: PartialDate) -> PartialDate:
    """The date without its day."""
    return partial(date.year, date.month) or date


def shifted(day: date, days: int) -> date | None:
    """The day so many days later; None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def months_later(at: PartialDate, months: int) -> PartialDate | None:
    """The month so many months later; None where `at` names no month."""
    if not at.month:
        return None
    number = at.year * 12 + at.month - 1 + months
    return partial(number // 12, number % 12 + 1)


@dataclass(frozen=True)
class Clock:
    """`published` is the document's date, `anchor` the date told last, `latest` the latest told so far; each may be unknown.

    `told_here` is the date told last in the sentence at hand; `said` the last one of any kind ("since 1976"), which "that May" means.
    `month_first` is the order of day and month in the document's slashed dates (27/06, 06/27), where it is known.
    `news`: the document tells of its own days ("on Tuesday", "last year"), which its "in December" then counts from.
    """

    published: PartialDate | None
    anchor: PartialDate | None = None
    latest: PartialDate | None = None
    month_first: bool | None = None
    told_here: PartialDate | None = None
    said: PartialDate | None = None
    news: bool = False

    def after(self, told: PartialDate | None) -> Clock:
        """The clock once a date has been told."""
        return replace(self, anchor=told, said=told, latest=max(told, self.latest or told)) if told else self

    @property
    def today(self) -> date | None:
        """The day of publication, where it is known to the day."""
        return self.published.first if self.published and self.published.day else None

    def in_year(self, month: int, day: int, planned: str) -> PartialDate | None:
        """A month (day 0) or day without a year: the nearest one, past preferred; ahead only if near, or said to be planned."""
        at = self.published or (self.latest if planned == "yes" and self.latest else self._story())
        told = self.anchor or self.said
        if at is None or (self.news and self.published is None and told and not told.month and self.told_here is None):
            return None
        if self.published is None and told and not told.month:
            # A year alone was told last, as in a chronicle ("1956", "by the spring of 1956"): its days and months follow.
            return partial(told.year, month, day)
        near = [found for year in (at.year - 1, at.year, at.year + 1) if (found := partial(year, month, day))]
        if self.published is None and at.month and month >= at.month and (same := partial(at.year, month, day)):
            # A story goes on: after January, "in September" is in the same year.
            return same
        if self.published is None:
            best = min(near, key=lambda found: abs((found.first - at.first).days), default=None)
            return best if best and abs((best.first - at.first).days) <= _STORY_DAYS else None
        ahead = _PLANNED_DAYS if planned == "yes" else _AHEAD_DAYS if day else 0
        past = [found for found in near if found.first <= at.last]
        coming = [found for found in near if found not in past and (found.first - at.last).days <= ahead]
        if coming and (planned == "yes" or not past or (coming[0].first - at.last).days < (at.first - past[-1].last).days):
            return coming[0]
        return past[-1] if past else None

    def _story(self) -> PartialDate | None:
        """Where a story without a day of publication has come to: the latest date told, or the last where it has gone back for years."""
        back = self.anchor and self.latest and self.anchor.month and (self.latest.first - self.anchor.last).days > 2 * _STORY_DAYS
        return self.anchor if back else self.latest or self.anchor or self.said

    def weekday(self, number: int, which: str | None, planned: str) -> PartialDate | None:
        """A day of the week: the last one up to the day of publication; `last` excludes that day; planned ones lie ahead.

        `planned` is `yes`, `no` or `perhaps` (then the nearer one): how the words before speak of it.
        """
        today = self.today
        if today is None:
            return None
        back = (today.weekday() - number) % 7
        ahead = (number - today.weekday()) % 7
        coming = planned == "yes" or (planned == "perhaps" and ahead < back)
        if which in ("last", "past"):
            found = shifted(today, -(back or 7))
        elif which in ("next", "coming", "following"):
            found = shifted(today, ahead or 7)
        else:
            found = shifted(today, ahead if coming else -back)
        return PartialDate.of(found) if found else None

    def week(self, offset: int) -> PartialDate | None:
        """What is certain of a day in the calendar week (Monday to Sunday) so many weeks from that of publication."""
        today = self.today
        monday = today and shifted(today, 7 * offset - today.weekday())
        sunday = monday and shifted(monday, 6)
        return covering(monday, sunday) if monday and sunday else None

    def month(self, offset: int) -> PartialDate | None:
        """The month so many months from that of publication."""
        return months_later(self.published, offset) if self.published else None

    def year(self, offset: int) -> PartialDate | None:
        """The year so many years from that of publication."""
        return partial(self.published.year + offset) if self.published else None

    def day(self, offset: int) -> PartialDate | None:
        """The day so many days from that of publication."""
        found = self.today and shifted(self.today, offset)
        return PartialDate.of(found) if found else None
