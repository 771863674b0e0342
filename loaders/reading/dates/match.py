"""One hit of a wording of a date, with the words around it on which its meaning may depend."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ....graph.dates import PartialDate
from .clock import Clock, covering, months_later, partial, shifted, words
from .patterns import ATTRIBUTE_BEFORE, CLAUSE_BREAK, PERHAPS_PLANNED, PLANNED


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


_YEARS = {"last": -1, "previous": -1, "next": 1, "following": 1}


@dataclass(frozen=True)
class Match:
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
