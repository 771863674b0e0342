"""What a graph holds, in counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..graph.columns import NEVER, Columns
from ..graph.schema import schema
from ..graph.store import BUILT_IN, DocumentInfo
from .calendar import iso
from .extent import undated


@dataclass(frozen=True, slots=True)
class Info:
    """Actors by kind, statements by type and by sign ("+", "-", "0"), documents and how many of them with their text.

    The built-in `dictionaries`, on which known offices and owners rest, are counted apart from the documents.
    `first` and `last` (day numbers) are those of dated relations of sign +1 or -1, None where there are none; `undated`
    counts the relations that stand in no snapshot, because nothing says when they were.
    """

    actors: dict[str, int]
    statements: dict[str, int]
    signs: dict[str, int]
    documents: int
    texts: int
    dictionaries: int
    first: int | None
    last: int | None
    undated: int

    def as_json(self) -> dict[str, Any]:
        """The JSON object of `info --format json`."""
        return {
            "actors": self.actors,
            "statements": self.statements,
            "signs": self.signs,
            "documents": {"all": self.documents, "with_text": self.texts, "dictionaries": self.dictionaries},
            "dates": {"first": iso(self.first), "last": iso(self.last), "undated": self.undated},
        }


def info(columns: Columns, documents: Sequence[DocumentInfo]) -> Info:
    """The counts of a column table and of the documents behind it; what a graph has none of is left out."""
    reports = [document for document in documents if not document.path.startswith(BUILT_IN)]
    kinds = Counter(actor.kind for actor in columns.actors)
    types = np.bincount(columns.type, minlength=len(schema().relations)).tolist()
    signs = {"+": 1, "-": -1, "0": 0}
    relations = columns.sign != 0
    dated = columns.start[relations & (columns.start != NEVER)]
    return Info(
        actors={kind: kinds[kind] for kind in schema().kinds if kinds[kind]},
        statements={name: types[relation.code] for name, relation in schema().relations.items() if types[relation.code]},
        signs={name: int(np.count_nonzero(columns.sign == sign)) for name, sign in signs.items()},
        documents=len(reports),
        texts=sum(document.id is not None for document in reports),
        dictionaries=len(documents) - len(reports),
        first=int(dated[0]) if len(dated) else None,
        last=int(dated[-1]) if len(dated) else None,
        undated=undated(columns),
    )
