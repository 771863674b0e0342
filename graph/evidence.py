"""Where each statement was read: arrays beside the column table, so that a query shows its sentences without the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from .dates import PartialDate
from .schema import schema

if TYPE_CHECKING:
    from .store import Store

QUERY = """SELECT rowid AS row, document, CASE WHEN start = 0 THEN published ELSE start END AS told, "end" AS ended,
    coalesce(line, 0) AS line, coalesce(strlen(quote), 0) AS length, quote IS NOT NULL AS quoted, status, past
    FROM statement ORDER BY rowid"""


@dataclass(frozen=True)
class Evidence:
    """n entries sorted by `row`, the statement's row in the store.

    `document` is an index into `documents`; `told` the statement's date, else its document's, `ended` the end that the
    statement gives (YYYYMMDD, 0 unknown); `line` the record in a data set, 0 where there is none; `status` a code of the schema;
    `past` where it is told as over; a quote is `quotes[ends[i - 1]:ends[i]]` in UTF-8, None where not `quoted`.
    """

    documents: tuple[str, ...]
    row: NDArray[np.int64]
    document: NDArray[np.int32]
    told: NDArray[np.int32]
    ended: NDArray[np.int32]
    line: NDArray[np.int64]
    quoted: NDArray[np.bool_]
    status: NDArray[np.int8]
    past: NDArray[np.bool_]
    ends: NDArray[np.int64]
    quotes: NDArray[np.uint8]

    def of(self, rows: Sequence[int]) -> list[dict[str, Any]]:
        """One {document, date, end, quote, status, past} a row of the store, in the order given; a record's `line` too.

        `date` (the statement's, else its document's) and `end` are as precise as the source says, None where it does not.
        """
        found = np.searchsorted(self.row, np.asarray(rows, np.int64)).tolist()
        return [self.entry(place) for place in found]

    def entry(self, place: int) -> dict[str, Any]:
        line = int(self.line[place])
        begin = int(self.ends[place - 1]) if place else 0
        quote = self.quotes[begin : int(self.ends[place])].tobytes().decode() if self.quoted[place] else None
        entry = {
            "document": self.documents[self.document[place]],
            "date": date(self.told[place]),
            "end": date(self.ended[place]),
            "quote": quote,
            "status": list(schema().status)[self.status[place]],
            "past": bool(self.past[place]),
        }
        return {**entry, "line": line} if line else entry


def date(code: np.int32) -> str | None:
    """A YYYYMMDD code as text, as precise as it is."""
    return str(PartialDate.from_code(int(code))) if code else None


ARRAYS = tuple(name for name in Evidence.__dataclass_fields__ if name != "documents")


def gather(store: Store) -> Evidence:
    """The evidence of every statement of a store."""
    raw = store.db.execute(QUERY).fetchnumpy()
    ends = np.cumsum(raw["length"], dtype=np.int64)
    quotes = np.zeros(int(ends[-1]) if len(ends) else 0, np.uint8)
    cursor = store.db.execute("SELECT quote FROM statement WHERE quote IS NOT NULL ORDER BY rowid")
    place = 0
    while batch := cursor.fetchmany(50_000):
        text = "".join(quote for (quote,) in batch).encode()
        quotes[place : place + len(text)] = np.frombuffer(text, np.uint8)
        place += len(text)
    return Evidence(
        documents=tuple(info.path for info in store.documents()),
        row=raw["row"].astype(np.int64),
        document=raw["document"].astype(np.int32),
        told=raw["told"].astype(np.int32),
        ended=raw["ended"].astype(np.int32),
        line=raw["line"].astype(np.int64),
        quoted=raw["quoted"].astype(bool),
        status=raw["status"].astype(np.int8),
        past=raw["past"].astype(bool),
        ends=ends,
        quotes=quotes,
    )
