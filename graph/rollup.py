"""Leaders and outlets act for a state: whose, on a given day, by the dated `leads` and `outlet_of` statements."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Int32 = NDArray[np.int32]
NEVER = 2**31 - 1
# How far from its publication an undated "President X" is trusted, where dated offices of X are known too.
NEAR = 365


class Ties(NamedTuple):
    """The statements that tie a leader or an outlet to a state, n of each: actor and state codes, days.

    `since`/`until` are the days given (until exclusive), NEVER where the source gives none; `published` is its date.
    """

    actor: Int32
    state: Int32
    since: Int32
    until: Int32
    published: Int32


def states_of(actor: Int32, day: Int32, ties: Ties) -> Int32:
    """The state for which `actor` (n codes) acts on `day` (n days, NEVER = unknown), or the actor itself.

    An actor with dated ties acts for the state only while one of them holds: what a later president did before the
    office stays that person's own. An undated tie holds always, or, beside dated ones, near its publication.
    On an unknown day the actor acts for its state if it only ever had one.
    """
    rolled = actor.copy()
    if not len(ties.actor):
        return rolled
    order = np.argsort(actor, kind="stable")
    ordered = actor[order]
    for code in np.unique(ties.actor):
        low, high = np.searchsorted(ordered, [code, code + 1])
        rows = order[low:high]
        if len(rows):
            rolled[rows] = one_actor(code, day[rows], Ties(*(column[ties.actor == code] for column in ties)))
    return rolled


def one_actor(code: int, day: Int32, ties: Ties) -> Int32:
    """`states_of` for the rows of one actor: later rules overwrite earlier, weaker ones."""
    state = np.full(len(day), code, np.int32)
    dated = (ties.since != NEVER) | (ties.until != NEVER)
    if len(np.unique(ties.state)) == 1:
        state[day == NEVER] = ties.state[0]
    for tie in np.flatnonzero(~dated)[::-1]:
        near = np.abs(day.astype(np.int64) - ties.published[tie]) <= NEAR
        state[near if dated.any() else slice(None)] = ties.state[tie]
    for tie in np.flatnonzero(dated):
        since = ties.since[tie] if ties.since[tie] != NEVER else -NEVER
        state[(day >= since) & (day < ties.until[tie])] = ties.state[tie]
    return state
