"""How far an answer would move with other documents: sums of pairs over days, in replicates that redraw the documents.

A Poisson bootstrap: every document counts 0, 1, 2, … times, drawn from a Poisson distribution of mean 1, independently of
the others (Hanley & MacGibbon 2006, "Creating non-parametric bootstrap samples using Poisson frequencies", Computer
Methods and Programs in Biomedicine 83:57-62). It is drawn once for all days, so a series moves as one, and later documents
leave earlier days as they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .dyads import Bool, Float, Int, Int32

# Documents beyond this many are drawn in bunches: the interval is as wide, its noise grows by well under a hundredth.
MOST_UNITS = 10_000
# Rows tallied at a time: a matrix of rows x replicates, some ten megabytes.
_CHUNK = 8192
# The least share of replicates in which the answer must be known. Where each pair rests on one document, each replicate
# misses a third of the pairs; a tenth of 200 still has a percentile on either side.
LEAST_KNOWN = 0.1


@dataclass(frozen=True, eq=False)
class Evidence:
    """Rows of the column table that count, in order of `start`: arrays of one length. `pair` numbers the pairs from 0."""

    start: Int32
    end: Int32
    holds: Bool
    weight: Float
    pair: Int
    unit: Int32


class Sums(NamedTuple):
    """C and H of every pair on a day, (replicates, pairs) each. Replicate 0 is the evidence as it is."""

    day: int
    cooperation: Float
    conflict: Float


def replicates(evidence: Evidence, pairs: int, days: Sequence[int], half_life: float, draws: int, seed: int) -> Iterator[Sums]:
    """The sums on each of `days` (ascending), with `draws` replicates after the first.

    Events fade from day to day by one multiplication, so a long series costs one pass over the rows, not one a day.
    """
    unit, times = _drawn(evidence.unit, draws, seed)
    slot = evidence.pair * 2 + (evidence.weight < 0)
    size = np.abs(evidence.weight)
    faded, held = np.zeros((2 * pairs, draws + 1)), np.zeros((2 * pairs, draws + 1))
    before = int(evidence.start[0]) - 1 if len(evidence.start) else 0
    for day in days:
        low, high = np.searchsorted(evidence.start, np.array([before, day], np.int32), side="right")
        since = slice(low, high)
        faded *= 2.0 ** (-max(day - before, 0) / half_life)
        fade = np.exp2((evidence.start[since] - float(day)) / half_life)
        rows = low + np.flatnonzero(~evidence.holds[since])
        _tally(faded, slot[rows], size[rows] * fade[rows - low], times, unit[rows])
        began = low + np.flatnonzero(evidence.holds[since] & (evidence.end[since] > day))
        _tally(held, slot[began], size[began], times, unit[began])
        ended = np.flatnonzero(evidence.holds[:low] & (evidence.end[:low] > before) & (evidence.end[:low] <= day))
        _tally(held, slot[ended], -size[ended], times, unit[ended])
        before = max(day, before)
        sums = np.maximum(faded + held, 0).T  # what begins and ends leaves a last bit behind
        yield Sums(day, sums[:, 0::2], sums[:, 1::2])


def _drawn(unit: Int32, draws: int, seed: int) -> tuple[Int, Float]:
    """Units numbered in order of appearance, and how often each counts: (units, 1 + draws), the first column 1."""
    _, first, code = np.unique(unit, return_index=True, return_inverse=True)
    number = np.empty(len(first), np.int64)
    number[np.argsort(first)] = np.arange(len(first)) % MOST_UNITS
    times = np.ones((min(len(first), MOST_UNITS), draws + 1))
    times[:, 1:] = np.random.default_rng(seed).poisson(1.0, (len(times), draws))
    return number[code], times


def _tally(sums: Float, slot: Int, size: Float, times: Float, unit: Int) -> None:
    """Adds the rows to their slots, in every replicate as often as their unit was drawn."""
    for low in range(0, len(slot), _CHUNK):
        part = low + np.argsort(slot[low : low + _CHUNK], kind="stable")
        begins = np.flatnonzero(np.diff(slot[part], prepend=-1))
        sums[slot[part][begins]] += np.add.reduceat(times[unit[part]] * size[part, None], begins, axis=0)


def interval(values: Float) -> tuple[float, float] | None:
    """The 2.5th and 97.5th percentiles of the replicates after the first; None where too few of them are known (not NaN)."""
    known = values[1:][~np.isnan(values[1:])]
    if not len(known) or len(known) < LEAST_KNOWN * (len(values) - 1):
        return None
    low, high = np.percentile(known, (2.5, 97.5))
    return float(low), float(high)


def first_seen(evidence: Evidence, among: NDArray[np.bool_]) -> Int32:
    """The day on which each unit of the rows `among` first speaks, ascending: how many speak by a day is a search in it."""
    _, first = np.unique(evidence.unit[among], return_index=True)
    return np.sort(evidence.start[among][first])
