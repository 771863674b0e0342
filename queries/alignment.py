"""Two blocs over time: how each holds together, how they stand against each other, and where each actor leans.

All pairs are those of the members. With a the alignment of a pair (queries/measure.py), means being over known pairs:

cohesion      K(A) = mean a within A; not defined for a bloc of one
antagonism    X = -mean a between A and B
polarisation  ((K(A) + K(B)) / 2 + X) / 2; a bloc of one leaves the other's K alone, two of them leave X
lean          (mean a to A - mean a to B) / 2, the actor itself left out of its bloc; who is alone in it leaves the other mean
coverage      known pairs / pairs

What is defined but unknown (no known pair) makes what is computed from it unknown: None, never 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..graph.columns import NEVER, Columns
from ..graph.dates import from_day_number
from ..graph.errors import UsageError
from ..graph.model import Actor
from .blocs import Blocs
from .bootstrap import Evidence, Sums, first_seen, interval, replicates
from .clocks import known_by
from .dyads import Float, Int32, alignment_of, known_of, pairing
from .measure import HALF_LIFE, check_half_life

Interval = tuple[float, float]

# Fewer documents than this say nothing about how the answer would vary with other documents.
LEAST_UNITS = 3


@dataclass(frozen=True, slots=True)
class Lean:
    """Where one actor leans: above 0 to bloc A, below 0 to bloc B; -1..1. None is unknown."""

    lean: float | None
    interval: Interval | None
    coverage: float


@dataclass(frozen=True, slots=True)
class Point:
    """Both blocs on one day (day number). `interval` is that of the polarisation, 95 %. None is unknown."""

    day: int
    cohesion_a: float | None
    cohesion_b: float | None
    antagonism: float | None
    polarisation: float | None
    coverage: float
    interval: Interval | None
    actors: dict[str, Lean]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The series of two blocs, one `Point` a day asked for, in order of the days."""

    bloc_a: tuple[Actor, ...]
    bloc_b: tuple[Actor, ...]
    half_life: float
    level: str
    series: tuple[Point, ...]

    def as_json(self) -> dict[str, Any]:
        """The JSON object of `align --format json`."""
        return {
            "blocs": {"a": [actor.name for actor in self.bloc_a], "b": [actor.name for actor in self.bloc_b]},
            "half_life_days": self.half_life,
            "series": [
                {
                    "date": from_day_number(point.day).isoformat(),
                    "cohesion_a": _round(point.cohesion_a),
                    "cohesion_b": _round(point.cohesion_b),
                    "antagonism": _round(point.antagonism),
                    "polarisation": _round(point.polarisation),
                    "coverage": _round(point.coverage),
                    "interval": _interval_json(point.interval),
                    "actors": {
                        name: {
                            "lean": _round(lean.lean),
                            "interval": _interval_json(lean.interval),
                            "coverage": _round(lean.coverage),
                        }
                        for name, lean in point.actors.items()
                    },
                }
                for point in self.series
            ],
        }


def alignment(
    columns: Columns,
    bloc_a: Sequence[Actor],
    bloc_b: Sequence[Actor],
    days: Sequence[int],
    half_life: float = HALF_LIFE,
    as_known: int | None = None,
    draws: int = 200,
    seed: int = 0,
) -> Alignment:
    """The series of two blocs on `days` (day numbers, in any order), from what was published by `as_known`.

    At state level, or at actor level where a member is a leader, an outlet or a person. The intervals are the 2.5th and
    97.5th percentiles of `draws` bootstrap replicates over documents, the same for the same `seed`; None where fewer than
    three documents speak. An actor without a statement in the table is a member about whom nothing is known.
    Raises UsageError for an empty bloc, an actor in both or twice in one, and a half-life not above 0.
    """
    half_life = check_half_life(half_life)
    if draws < 0:
        raise UsageError(f"draws {draws} (valid: 0 for no intervals, or more)")
    blocs = Blocs(tuple(bloc_a), tuple(bloc_b))
    evidence = _evidence(known_by(columns, as_known), blocs)
    voices = _voices(evidence, blocs)
    sums = replicates(evidence, len(blocs.pairs), sorted({*days}), half_life, draws, seed)
    points = {of.day: _point(blocs, of, voices) for of in sums}
    return Alignment(blocs.a, blocs.b, half_life, blocs.level, tuple(points[day] for day in days))


def _evidence(columns: Columns, blocs: Blocs) -> Evidence:
    """The dated rows of some weight between two members."""
    of = pairing(columns, blocs.level)
    code = {actor: number for number, actor in enumerate(columns.actors)}
    place = {(code.get(blocs.members[i], -1), code.get(blocs.members[j], -1)): p for p, (i, j) in enumerate(blocs.pairs)}
    pair_of = np.full(len(of.dyads) + 1, -1)  # the last place stands for code -1: no pair
    wanted = np.isin(of.dyads, [*{end for pair in place for end in pair}]).all(axis=1)
    for dyad in np.flatnonzero(wanted).tolist():
        one, other = of.dyads[dyad].tolist()
        pair_of[dyad] = place.get((one, other), place.get((other, one), -1))
    rows = np.flatnonzero((pair_of[of.dyad] >= 0) & (columns.weight != 0) & (columns.start != NEVER))
    return Evidence(
        start=columns.start[rows],
        end=of.end[rows],
        holds=columns.holds[rows],
        weight=columns.weight[rows].astype(np.float64),
        pair=pair_of[of.dyad[rows]],
        unit=columns.unit[rows],
    )


def _voices(evidence: Evidence, blocs: Blocs) -> list[Int32]:
    """When each document first speaks: about any pair (the first entry), and about those of each member."""
    ends = np.array(blocs.pairs)[evidence.pair]
    return [
        first_seen(evidence, np.ones(len(ends), bool)),
        *(first_seen(evidence, (ends == member).any(axis=1)) for member in range(len(blocs.members))),
    ]


def _point(blocs: Blocs, sums: Sums, voices: Sequence[Int32]) -> Point:
    """One day. What is unknown in the evidence stays unknown in its replicates, whatever they draw."""
    known = known_of(sums.cooperation, sums.conflict)
    known &= known[0]
    of_pair = np.where(known, alignment_of(sums.cooperation, sums.conflict), np.nan)
    heard = [int(np.searchsorted(first, np.int32(sums.day), side="right")) for first in voices]
    polarisation = blocs.polarisation(of_pair)
    everyone = range(len(blocs.members))
    return Point(
        day=sums.day,
        cohesion_a=_value(blocs.cohesion(of_pair, 0)),
        cohesion_b=_value(blocs.cohesion(of_pair, 1)),
        antagonism=_value(blocs.antagonism(of_pair)),
        polarisation=_value(polarisation),
        coverage=float(known[0].mean()),
        interval=_interval(polarisation, heard[0]),
        actors={
            blocs.members[member].name: Lean(
                lean=_value(lean),
                interval=_interval(lean, heard[member + 1]),
                coverage=float(known[0, blocs.between([member], everyone)].mean()),
            )
            for member in everyone
            for lean in [blocs.lean(of_pair, member)]
        },
    )


def _value(replicated: Float) -> float | None:
    """The value in the evidence as it is; adding 0 turns -0.0 into 0.0."""
    return None if np.isnan(replicated[0]) else float(replicated[0]) + 0.0


def _interval(replicated: Float, units: int) -> Interval | None:
    return None if units < LEAST_UNITS or np.isnan(replicated[0]) else interval(replicated)


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 6) + 0.0


def _interval_json(ends: Interval | None) -> list[float] | None:
    return None if ends is None else [round(end, 6) + 0.0 for end in ends]
