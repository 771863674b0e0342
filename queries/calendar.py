"""The days of a series, and days as text."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import overload

from ..graph.dates import day_number, from_day_number
from ..graph.errors import UsageError

# Days, or months, in each step.
_STEPS = {"day": (1, 0), "week": (7, 0), "month": (0, 1), "quarter": (0, 3), "year": (0, 12)}
EVERY = tuple(_STEPS)


@overload
def iso(day: int) -> str: ...
@overload
def iso(day: None) -> None: ...
@overload
def iso(day: int | None) -> str | None: ...
def iso(day: int | None) -> str | None:
    """A day number as `2025-06-27`; None stays None."""
    return None if day is None else from_day_number(day).isoformat()


def check_order(first: int, last: int) -> None:
    """Raises UsageError where the first day is after the last."""
    if first > last:
        raise UsageError(f"from {iso(first)} is after to {iso(last)} (valid: an earlier or the same day)")


def dates(first: int, last: int, every: str) -> list[int]:
    """Day numbers: `first`, the last day of each calendar period (weeks end on Sunday) that ends before `last`, and `last`.

    Periods of the calendar, so that two series compare day by day wherever they begin. Raises UsageError for an unknown
    `every` and for `first` after `last`.
    """
    if every not in _STEPS:
        raise UsageError(f"every {every!r} (valid: {', '.join(EVERY)})")
    check_order(first, last)
    days, months = _STEPS[every]
    sunday = first + 7 - from_day_number(first).isoweekday()
    ends = _ends(first, last, months) if months else range(sunday if days == 7 else first, last, days)
    return sorted({first, *ends, last})


def _ends(first: int, last: int, months: int) -> Iterator[int]:
    """The last days of the periods of 1, 3 or 12 months from the one in which `first` lies, before `last`."""
    origin = from_day_number(first)
    begun = (origin.month - 1) // months * months
    for step in count(1):
        year, month = divmod(origin.year * 12 + begun + step * months - 1, 12)
        if year > date.max.year:
            return
        end = day_number(date(year, month + 1, monthrange(year, month + 1)[1]))
        if end >= last:
            return
        yield end
