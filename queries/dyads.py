"""The kernel: what every pair of actors has done to each other, as it stands on one day.

One pass over the rows dated up to that day (a prefix: the column table is sorted by start) and two `bincount`s.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..graph.columns import Columns
from .measure import KAPPA, KNOWN, MIXED, check_half_life, check_level

Bool = NDArray[np.bool_]
Float = NDArray[np.float64]
Int32 = NDArray[np.int32]
Int = NDArray[np.int64]

# An event never fades to nothing at all: it goes on counting in n, and the smallest normal number tells it from a state that ended.
_FAINTEST = np.finfo(np.float64).tiny


class Pairing(NamedTuple):
    """What "the same pair" means at a level: pair codes of the rows, the ends of states on them, and actor codes (m, 2)."""

    dyad: Int32
    end: Int32
    dyads: Int32


def pairing(columns: Columns, level: str) -> Pairing:
    """The columns of a level: `state` (leaders and outlets rolled up) or `actor` (as written). UsageError for another."""
    if check_level(level) == "state":
        return Pairing(columns.dyad, columns.end, columns.dyads)
    return Pairing(columns.actor_dyad, columns.actor_end, columns.actor_dyads)


@dataclass(frozen=True, eq=False)
class Dyads:
    """All pairs of a level on one day; arrays of one length, indexed by dyad code.

    `cooperation` and `conflict` are the sums C and H; `cooperative` and `conflictual` the numbers of statements in them.
    """

    cooperation: Float
    conflict: Float
    cooperative: Int
    conflictual: Int

    @property
    def alignment(self) -> Float:
        """(C - H) / (C + H + KAPPA), in -1..1; meaningless where `known` is false."""
        return alignment_of(self.cooperation, self.conflict)

    @property
    def known(self) -> Bool:
        """Where there is evidence that has not faded."""
        return known_of(self.cooperation, self.conflict)

    @property
    def sign(self) -> NDArray[np.int8]:
        """+1, -1, or 0 where the evidence is mixed; meaningless where `known` is false."""
        return sign_of(self.alignment)

    @property
    def n(self) -> Int:
        """Statements that count: dated up to the day, of some weight, and holding where they are states."""
        return self.cooperative + self.conflictual


def alignment_of(cooperation: Float, conflict: Float) -> Float:
    return (cooperation - conflict) / (cooperation + conflict + KAPPA)


def known_of(cooperation: Float, conflict: Float) -> Bool:
    """Whether (C + H) / (C + H + KAPPA) reaches KNOWN."""
    return cooperation + conflict >= KNOWN * KAPPA / (1 - KNOWN)


def sign_of(alignment: Float) -> NDArray[np.int8]:
    return ((alignment >= MIXED).astype(np.int8) - (alignment <= -MIXED)).astype(np.int8)


def standing(columns: Columns, day: int, half_life: float, level: str = "state") -> Dyads:
    """Every pair of the level as it stands on `day` (day number). Raises UsageError for a bad half-life or level."""
    half_life = check_half_life(half_life)
    of = pairing(columns, level)
    stop = dated_until(columns, day)
    value = fading(columns.start[:stop], day, half_life)
    weight = columns.weight[:stop]
    value *= np.abs(weight)
    held = np.flatnonzero(columns.holds[:stop])
    value[held] = np.where(of.end[held] > day, np.abs(weight[held]), 0.0)
    # Two slots a pair, cooperation and conflict; slots 0 and 1 take what belongs to no pair, slot 0 what does not count.
    slot = np.add(of.dyad[:stop], 1, dtype=np.intp)
    slot <<= 1
    slot |= weight < 0
    silent = value == 0
    if silent.any():
        slot[silent] = 0
    slots = 2 * len(of.dyads) + 2
    sums = total(slot, value, slots)[2:]
    counts = np.bincount(slot, minlength=slots)[2:]
    return Dyads(sums[0::2], sums[1::2], counts[0::2], counts[1::2])


def total(code: NDArray[np.int32] | NDArray[np.intp], value: Float, codes: int) -> Float:
    """Sums of `value` by `code` (0 up to `codes`)."""
    # Of no rows at all, bincount makes integers.
    return np.bincount(code, value, minlength=codes).astype(np.float64, copy=False)


def dated_until(columns: Columns, day: int) -> int:
    """How many rows, from the first, are dated up to and including `day`."""
    # A key of the column's own type: a Python int would make numpy copy the column to int64.
    return int(np.searchsorted(columns.start, np.int32(day), side="right"))


def fading(start: Int32, day: int, half_life: float) -> Float:
    """2^(-age / half-life) for days in ascending order, none after `day`."""
    if not len(start):
        return np.empty(0)
    first = int(start[0])
    shared = day - first < len(start)
    # Where many rows share few days: one power a day, not one a row.
    fade: Float = np.exp2((np.arange(first - day, 1) if shared else start - float(day)) / half_life)
    np.maximum(fade, _FAINTEST, out=fade)
    return fade[start - np.int32(first)] if shared else fade


def contribution(columns: Columns, rows: Int, day: int, half_life: float, end: Int32) -> Float:
    """What each of `rows` adds on `day`, signed; 0 where it does not count. `end` is the level's column of ends."""
    start = columns.start[rows]
    fade = np.maximum(np.exp2(np.minimum(start - float(day), 0.0) / half_life), _FAINTEST)
    fade = np.where(columns.holds[rows], end[rows] > day, fade)
    return np.where(start <= day, fade * columns.weight[rows], 0.0)
