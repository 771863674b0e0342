"""Where a graph begins and ends in time: the first and the last day of which it tells something that happened."""

from __future__ import annotations

import numpy as np

from ..graph.columns import NEVER, Columns
from ..graph.errors import UsageError


def extent(columns: Columns) -> tuple[int, int]:
    """The first and the last day (day numbers) on which a relation is dated that counts and is asserted.

    A day after the statement's own publication is a forecast: the publication stands for it. Where nothing is asserted,
    what is alleged or planned decides. Raises UsageError where no relation is dated.
    """
    counts = (columns.weight != 0) & (columns.start != NEVER)
    rows = np.flatnonzero(counts & columns.firm)
    if not len(rows):
        rows = np.flatnonzero(counts)
    if not len(rows):
        raise UsageError(
            "no dated relation counts in this graph: say which day is meant, or date the documents when loading them (--published DATE)"
        )
    days = np.minimum(columns.start[rows], columns.published[rows])
    return int(days.min()), int(days.max())


def undated(columns: Columns) -> int:
    """How many relations stand in no snapshot, because nothing says when they were."""
    return int(np.count_nonzero((columns.sign != 0) & (columns.start == NEVER)))
