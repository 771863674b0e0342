"""What the two Cypher engines have in common: a query goes in, an answer of rows comes out, an error shows where it lies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from ..errors import DataError

Row = tuple[Any, ...]


class QueryError(DataError):
    """A query that cannot be answered, in one line; `offset` is the character of the query at which that shows, if known."""

    def __init__(self, message: str, query: str = "", offset: int | None = None) -> None:
        self.query = query
        self.offset = offset
        if offset is not None:
            line, column = place(query, offset)
            message = f"query line {line + 1}, column {column + 1}: {message}"
        super().__init__(message)

    @property
    def shown(self) -> list[str]:
        """The line of the query that is wrong, and under it a caret; nothing where it is not known."""
        if self.offset is None:
            return []
        line, column = place(self.query, self.offset)
        text = lines(self.query)[line]
        return [text, "".join("\t" if c == "\t" else " " for c in text[:column]) + "^"]


class Answer:
    """The rows of an answer, read one by one: as many tuples of plain values (`values.py`) as there are rows, in column order.

    `hints` are lines about the query, each naming what is valid. `cut` says, when the rows have been read, whether there
    would have been more than the limit.
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Row], hints: Iterable[str] = (), limit: int | None = None) -> None:
        self.columns = tuple(columns)
        self.hints = tuple(hints)
        self.cut = False
        self.rows = rows
        self.limit = limit

    def __iter__(self) -> Iterator[Row]:
        for number, row in enumerate(self.rows):
            if number == self.limit:
                self.cut = True
                return
            yield row

    def dicts(self) -> Iterator[dict[str, Any]]:
        """The rows as dicts by column."""
        for row in self:
            yield dict(zip(self.columns, row, strict=True))


class Kind(NamedTuple):
    """A label or a relationship type: how many of it there are, and which properties they have."""

    name: str
    number: int
    properties: tuple[str, ...]


class Shape(NamedTuple):
    """What a graph holds, for `--schema` and for hints."""

    labels: tuple[Kind, ...]
    types: tuple[Kind, ...]


class Engine(Protocol):
    """A graph that answers Cypher and that no query changes."""

    def run(self, query: str, params: Mapping[str, Any] | None = None, timeout: float | None = None, limit: int | None = None) -> Answer:
        """Answers a query that only reads. `timeout` is in seconds, `limit` in rows; None is without.

        Raises QueryError for a query that writes, that is wrong, or that takes too long.
        """

    def shape(self) -> Shape:
        """The labels, types and properties that there are."""

    def close(self) -> None:
        """Lets go of the graph."""


def place(query: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, both from 0."""
    before = lines(query[: min(offset, len(query))])
    return len(before) - 1, len(before[-1])


def offset(query: str, line: int, column: int) -> int:
    """The character at a line and column: the inverse of `place`."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", query))]
    return min(starts[min(line, len(starts) - 1)] + column, len(query))


def lines(query: str) -> list[str]:
    return query.replace("\r\n", "\n").replace("\r", "\n").split("\n")
