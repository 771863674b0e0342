"""Statements folded into the lines that a map draws: one line per pair and sign, with the statements it rests on."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..graph.dates import day_number
from ..graph.model import Actor, Statement
from ..graph.schema import schema

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Span:
    """The days on which a statement is on the map, as days since 1970-01-01; `last` is None where no end is known.

    Both are None for a statement that nothing dates.
    """

    first: int | None
    last: int | None

    @property
    def dated(self) -> bool:
        return self.first is not None


@dataclass(frozen=True, slots=True)
class Line:
    """One line: the smaller actor number first, the sign, and the numbers of its statements (oldest first)."""

    a: int
    b: int
    sign: int
    statements: tuple[int, ...]


def actor_numbers(actors: Iterable[Actor], statements: Iterable[Statement]) -> dict[tuple[str, str], int]:
    """(kind, name) -> number: the given actors first, then those that only a statement names, in the order met."""
    numbers: dict[tuple[str, str], int] = {}
    for actor in actors:
        numbers.setdefault(actor.key, len(numbers))
    for one in statements:
        numbers.setdefault((one.source_kind, one.source), len(numbers))
        numbers.setdefault((one.target_kind, one.target), len(numbers))
    return numbers


def pair_of(one: Statement, numbers: Mapping[tuple[str, str], int]) -> Pair:
    """The unordered pair of actors, smaller number first."""
    i, j = numbers[one.source_kind, one.source], numbers[one.target_kind, one.target]
    return (i, j) if i <= j else (j, i)


def spans(statements: Sequence[Statement], numbers: Mapping[tuple[str, str], int]) -> list[Span]:
    """When each statement is on the map.

    An event is there on the days that its date may mean. A state is there from its start (from its publication, where
    the start is unknown) to its end; without an end, until a later state of the other sign on the same pair.
    """
    relations = schema().relations
    out = []
    for one in statements:
        start = one.start or one.published
        if start is None:
            out.append(Span(None, None))
        elif relations[one.type].holds:
            out.append(Span(day_number(start.first), day_number(one.end.last) if one.end else None))
        else:
            out.append(Span(day_number(start.first), day_number((one.end or start).last)))
    return _superseded(statements, numbers, out)


def _superseded(statements: Sequence[Statement], numbers: Mapping[tuple[str, str], int], given: list[Span]) -> list[Span]:
    """Closes each open signed state the day before the next state of the other sign on its pair."""
    relations = schema().relations
    turns: dict[tuple[Pair, int], list[int]] = defaultdict(list)
    for one, span in zip(statements, given, strict=True):
        if span.first is not None and one.sign and relations[one.type].holds and one.status == "asserted":
            turns[pair_of(one, numbers), one.sign].append(span.first)
    for days in turns.values():
        days.sort()
    out = []
    for one, span in zip(statements, given, strict=True):
        if span.first is not None and span.last is None and one.sign:
            days = turns.get((pair_of(one, numbers), -one.sign), [])
            later = bisect_right(days, span.first)
            if later < len(days):
                span = Span(span.first, days[later] - 1)
        out.append(span)
    return out


def lines(statements: Sequence[Statement], numbers: Mapping[tuple[str, str], int], dated: Sequence[Span]) -> list[Line]:
    """One line per pair and sign, in the order of the pairs."""
    found: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for number, one in enumerate(statements):
        a, b = pair_of(one, numbers)
        found[a, b, one.sign].append(number)

    def age(number: int) -> tuple[int, int]:
        first = dated[number].first
        return (first if first is not None else 1 << 40, number)

    return [Line(a, b, sign, tuple(sorted(found[a, b, sign], key=age))) for a, b, sign in sorted(found)]


def weight(one: Statement) -> float:
    """How much a statement counts for the map's layout: its type's weight by its confidence and its status."""
    return schema().relations[one.type].weight * one.confidence * schema().status[one.status]
