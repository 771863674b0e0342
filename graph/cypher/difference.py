"""What two sides hold, by ids that each gives in order: neither has to fit into memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .server import Server


@dataclass
class Difference:
    """Rows of the store whose id the server has not (`missing`), or has with other marks (`other`); how many are the `same`; ids
    that only the server has (`surplus`).
    """

    missing: array[int] = field(default_factory=lambda: array("q"))
    other: array[int] = field(default_factory=lambda: array("q"))
    same: int = 0
    surplus: list[str] = field(default_factory=list)


def difference(ours: Iterator[tuple[str, int]], theirs: Iterator[str], marks: int = 0, keep_surplus: bool = True) -> Difference:
    """Compares ids in order: ours with their rows, theirs without. The last `marks` characters are no part of an id."""
    found = Difference()
    there = next(theirs, None)
    for id_, row in ours:
        key = id_[: len(id_) - marks]
        while there is not None and there[: len(there) - marks] < key:
            if keep_surplus:
                found.surplus.append(there[: len(there) - marks])
            there = next(theirs, None)
        if there is None or there[: len(there) - marks] != key:
            found.missing.append(row)
            continue
        if there == id_:
            found.same += 1
        else:
            found.other.append(row)
        there = next(theirs, None)
    while keep_surplus and there is not None:
        found.surplus.append(there[: len(there) - marks])
        there = next(theirs, None)
    return found


def pages(server: Server, query: str, most: int, marks: int = 0) -> Iterator[str]:
    """The ids that a query collects `$after` one, so many at a time, from the first to the last; each may be followed by marks."""
    after = ""
    while True:
        page: Sequence[str] = server.rows(query, after=after, most=most)[0][0]
        yield from page
        if len(page) < most:
            return
        after = page[-1][: len(page[-1]) - marks]
