"""The second clock: the column table as it was known on a day, from what had been published by then."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ..graph.columns import ARRAYS, NEVER, Columns, closings
from .dyads import Int32

_PAIRS = ("dyads", "actor_dyads")


def known_by(columns: Columns, as_known: int | None) -> Columns:
    """The rows published on or before the day number `as_known` (all rows for None), states closed only by one another.

    A row whose publication is unknown is left out: nobody can say that it was known. `row` still names the store's rows;
    `closed_by` counts in the table returned.
    """
    if as_known is None:
        return columns
    rows = np.flatnonzero(columns.published <= as_known)
    part = {name: getattr(columns, name)[rows] for name in ARRAYS if name not in _PAIRS}
    same = (part["start"], stated_ends(columns)[rows], part["sign"], part["holds"], part["firm"])
    part["end"], part["closed_by"] = closings(part["dyad"], *same)
    part["actor_end"], _ = closings(part["actor_dyad"], *same)
    return replace(columns, **part)


def stated_ends(columns: Columns) -> Int32:
    """The ends that the statements themselves give: only open ones are ever closed, so that of a closed state is NEVER."""
    return np.where(columns.closed_by >= 0, np.int32(NEVER), columns.end)
