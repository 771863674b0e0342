"""Entries folded into the lines that a map draws: one line per pair and sign, with the statements it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .view import Entry

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the smaller actor number first, the sign, and the numbers of its statements (oldest first, undated last)."""

    a: int
    b: int
    sign: int
    statements: tuple[int, ...]


def lines(entries: Sequence[Entry], numbers: Mapping[tuple[str, str], int]) -> list[Line]:
    """One line per pair and sign, in the order of the pairs; `numbers` leads from (kind, name) to an actor's number."""
    found: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        one = entry.statement
        a, b = numbers[one.source_kind, one.source], numbers[one.target_kind, one.target]
        found[min(a, b), max(a, b), one.sign].append(number)

    def age(number: int) -> tuple[bool, int, int]:
        start = entries[number].start
        return start is None, start or 0, number

    return [Line(a, b, sign, tuple(sorted(found[a, b, sign], key=age))) for a, b, sign in sorted(found)]
