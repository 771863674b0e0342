"""Which statements moved a pair between two days."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..graph.columns import Columns
from .dyads import Bool, Int32, contribution, dated_until, pairing

# Evidence shown for one change: enough to judge it, few enough to read.
MOST = 5


def drivers(
    columns: Columns, days: tuple[int, int], half_life: float, level: str, direction: NDArray[np.int8], recent: Bool
) -> dict[int, tuple[int, ...]]:
    """The store's rows behind the changes of pairs between two days, at most MOST each: {pair code: rows}.

    `direction` is the sign of the statements that push that way: one a pair and a last one for the code -1, 0 where nothing
    changed. Where `recent` (of the same length) is true these are statements dated after the first day and up to the
    second, the heaviest first; where it is false, or nothing was said between the days (the pair moved because the past
    faded or a state ended), the latest statements that counted on the first day.
    """
    of = pairing(columns, level)
    low, high = (dated_until(columns, day) for day in days)
    wanted = (direction * recent)[of.dyad[low:high]]
    rows = low + np.flatnonzero((wanted != 0) & (wanted == np.sign(columns.weight[low:high])))
    push = np.abs(contribution(columns, rows, days[1], half_life, of.end))
    # A state that began and ended between the days pushed too, and last.
    rows = rows[np.lexsort((-rows, -push, of.dyad[rows]))]
    found = _first_of_each(columns.row[rows].tolist(), of.dyad[rows])

    left = direction != 0
    left[list(found)] = False
    earlier = np.flatnonzero(left[of.dyad[:low]])[::-1]
    earlier = earlier[contribution(columns, earlier, days[0], half_life, of.end) != 0]
    earlier = earlier[np.argsort(of.dyad[earlier], kind="stable")]
    return found | _first_of_each(columns.row[earlier].tolist(), of.dyad[earlier])


def _first_of_each(rows: list[int], codes: Int32) -> dict[int, tuple[int, ...]]:
    """The first MOST rows of each run of equal codes."""
    begins = np.flatnonzero(np.diff(codes, prepend=-1))
    ends = np.minimum(begins + MOST, np.append(begins[1:], len(codes)))
    runs = zip(codes[begins].tolist(), begins.tolist(), ends.tolist(), strict=True)
    return {code: tuple(rows[begin:end]) for code, begin, end in runs}
