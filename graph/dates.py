"""Dates that carry their precision: `2025`, `2025-06`, `2025-06-27`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from .errors import UsageError

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, order=True, slots=True)
class PartialDate:
    """A year, month or day (ISO 8601, reduced precision). `month` and `day` are 0 where the source does not say.

    `code` is the integer YYYYMMDD with 00 for what is unknown: the form in which the store keeps it.
    """

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        valid = (
            1 <= self.year <= 9999
            and 0 <= self.month <= 12
            and (not self.day or (self.month and 1 <= self.day <= monthrange(self.year, self.month)[1]))
        )
        if not valid:
            raise UsageError(f"date {self}: no such day (valid: YYYY, YYYY-MM or YYYY-MM-DD)")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; raises UsageError for anything else, 2025-02-30 included."""
        match = _FORM.fullmatch(text)
        if not match:
            raise UsageError(f"date {text!r}: not a date (valid: YYYY, YYYY-MM or YYYY-MM-DD)")
        year, month, day = match.groups()
        if month == "00" or day == "00":
            raise UsageError(f"date {text!r}: no such month or day (valid: YYYY, YYYY-MM or YYYY-MM-DD)")
        return cls(int(year), int(month or 0), int(day or 0))

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """The exact day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_code(cls, code: int) -> PartialDate:
        """The inverse of `code`."""
        return cls(code // 10000, code // 100 % 100, code % 100)

    @property
    def code(self) -> int:
        return self.year * 10000 + self.month * 100 + self.day

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`."""
        return "day" if self.day else "month" if self.month else "year"

    @property
    def first(self) -> date:
        """The first day that it may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it may mean."""
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        if self.day:
            return f"{self.year:04}-{self.month:02}-{self.day:02}"
        return f"{self.year:04}-{self.month:02}" if self.month else f"{self.year:04}"


def day_number(day: date) -> int:
    """Days since 1970-01-01: the unit of every date in the column table."""
    return day.toordinal() - EPOCH


def from_day_number(number: int) -> date:
    """The inverse of `day_number`."""
    return date.fromordinal(number + EPOCH)
