"""The days of a series: from a first to a last day, one every day, week, month, quarter or year."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import count

from ..graph.dates import day_number, from_day_number
from ..graph.errors import UsageError

# Step of each word: days, and months where a step is one of the calendar.
_STEPS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "quarter": (0, 3), "year": (0, 12)}
EVERY = tuple(_STEPS)


def dates(first: int, last: int, every: str) -> list[int]:
    """Day numbers from `first` on, none after `last`; calendar steps keep the day of the month (the 31st becomes the 30th).

    Raises UsageError for an unknown `every` and for `first` after `last`.
    """
    if every not in _STEPS:
        raise UsageError(f"every {every!r} (valid: {', '.join(EVERY)})")
    if first > last:
        raise UsageError(f"from {from_day_number(first)} is after to {from_day_number(last)} (valid: an earlier or the same day)")
    days, months = _STEPS[every]
    return list(range(first, last + 1, days)) if days else list(_calendar_steps(first, last, months))


def _calendar_steps(first: int, last: int, months: int) -> Iterator[int]:
    """Counted from the first day each time, so that 31 January, 28 February, 31 March do not slide to the 28th."""
    origin = from_day_number(first)
    for step in count():
        year, month = divmod(origin.year * 12 + origin.month - 1 + step * months, 12)
        if year > date.max.year:
            return
        day = day_number(date(year, month + 1, min(origin.day, monthrange(year, month + 1)[1])))
        if day > last:
            return
        yield day
