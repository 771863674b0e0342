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

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from ..graph.columns import NEVER, Columns
from ..graph.errors import UsageError
from ..graph.model import Actor
from ..graph.network import node_names
from .blocs import Blocs
from .bootstrap import Evidence, Sums, first_seen, interval, replicates
from .calendar import iso
from .clocks import known_by
from .dyads import Float, Int32, alignment_of, known_of, pairing, sign_of
from .measure import HALF_LIFE, TENSION_HALF_LIFE, check_half_life, tension_json

Interval = tuple[float, float]

# Fewer documents than this say nothing about how the answer would vary with other documents.
LEAST_UNITS = 3

# The means that a point gives beside the polarisation.
MEANS = ("cohesion_a", "cohesion_b", "antagonism")


@dataclass(frozen=True, slots=True)
class Lean:
    """Where one actor leans: above 0 to bloc A, below 0 to bloc B; -1..1. None is unknown."""

    lean: float | None
    interval: Interval | None
    coverage: float


@dataclass(frozen=True, slots=True)
class Point:
    """Both blocs on one day (day number). `interval` is that of the polarisation, 95 %. None is unknown.

    `intervals` and `known` are by the names of MEANS: the interval of that mean; how many of its pairs are known, of how many.
    `actors` is by the name of the member, by `kind:name` where two members share a name.
    """

    day: int
    cohesion_a: float | None
    cohesion_b: float | None
    antagonism: float | None
    polarisation: float | None
    coverage: float
    interval: Interval | None
    intervals: dict[str, Interval | None]
    known: dict[str, tuple[int, int]]
    actors: dict[str, Lean]

    def __str__(self) -> str:
        figure = "unknown" if self.polarisation is None else f"{self.polarisation:+.2f}"
        between = f" ({self.interval[0]:+.2f}..{self.interval[1]:+.2f})" if self.interval else ""
        return f"{iso(self.day)}  {figure}{between}"


class Tension(NamedTuple):
    """Two members whose sign on the last day of a series is another one at a half-life of 30 days: `tension`."""

    a: Actor
    b: Actor
    sign: int
    tension: int


@dataclass(frozen=True, slots=True, repr=False)
class Alignment:
    """The series of two blocs, one `Point` a day asked for, in the order asked for."""

    bloc_a: tuple[Actor, ...]
    bloc_b: tuple[Actor, ...]
    half_life: float
    level: str
    series: tuple[Point, ...]
    tensions: tuple[Tension, ...] = ()

    def __repr__(self) -> str:
        a, b = (", ".join(actor.name for actor in bloc) for bloc in (self.bloc_a, self.bloc_b))
        return f"<Alignment of {a} against {b}: {len(self.series)} points ({self.level} level)>"

    def __str__(self) -> str:
        return "\n".join([repr(self), *map(str, self.series)])

    def as_json(self) -> dict[str, Any]:
        """The JSON object of `align --format json`."""
        names = dict(zip(self.bloc_a + self.bloc_b, node_names(self.bloc_a + self.bloc_b), strict=True))
        return {
            "blocs": {"a": [names[actor] for actor in self.bloc_a], "b": [names[actor] for actor in self.bloc_b]},
            "half_life_days": self.half_life,
            "series": [
                {
                    "date": iso(point.day),
                    "cohesion_a": _round(point.cohesion_a),
                    "cohesion_b": _round(point.cohesion_b),
                    "antagonism": _round(point.antagonism),
                    "polarisation": _round(point.polarisation),
                    "coverage": _round(point.coverage),
                    "interval": _interval_json(point.interval),
                    "intervals": {name: _interval_json(ends) for name, ends in point.intervals.items()},
                    "known": {name: list(counts) for name, counts in point.known.items()},
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
            "tensions": [
                {"a": names[a], "b": names[b], "sign": sign, "tension": tension_json(sign, tension)}
                for a, b, sign, tension in self.tensions
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
    tensions = _tensions(evidence, blocs, max(days), half_life) if days else ()
    return Alignment(blocs.a, blocs.b, half_life, blocs.level, tuple(points[day] for day in days), tensions)


def first_meeting(columns: Columns, bloc_a: Sequence[Actor], bloc_b: Sequence[Actor]) -> int | None:
    """The day of the first statement between a member of A and one of B, else between any two; None where nothing dates any."""
    blocs = Blocs(tuple(bloc_a), tuple(bloc_b))
    evidence = _evidence(columns, blocs)
    across = evidence.start[np.isin(evidence.pair, blocs.between(*blocs.sides))]
    found = across if len(across) else evidence.start
    return int(found[0]) if len(found) else None


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


def _tensions(evidence: Evidence, blocs: Blocs, day: int, half_life: float) -> tuple[Tension, ...]:
    """The pairs whose sign on `day` is another one when only the last weeks count."""
    signs = [_signs(evidence, len(blocs.pairs), day, life) for life in (half_life, TENSION_HALF_LIFE)]
    return tuple(
        Tension(blocs.members[i], blocs.members[j], sign, tension)
        for (i, j), sign, tension in zip(blocs.pairs, *signs, strict=True)
        if sign is not None and tension is not None and sign != tension
    )


def _signs(evidence: Evidence, pairs: int, day: int, half_life: float) -> list[int | None]:
    """The sign of every pair on a day, None where it is unknown."""
    (sums,) = replicates(evidence, pairs, [day], half_life, draws=0, seed=0)
    good, bad = sums.cooperation[0], sums.conflict[0]
    signs = zip(sign_of(alignment_of(good, bad)).tolist(), known_of(good, bad).tolist(), strict=True)
    return [sign if known else None for sign, known in signs]


def _voices(evidence: Evidence, blocs: Blocs) -> dict[str | int, Int32]:
    """When each document first speaks: about any pair (""), about those of each mean, and about those of each member."""
    ends = np.array(blocs.pairs)[evidence.pair]
    return {
        "": first_seen(evidence, np.ones(len(ends), bool)),
        **{name: first_seen(evidence, np.isin(evidence.pair, pairs)) for name, pairs in _pairs_of_means(blocs).items()},
        **{member: first_seen(evidence, (ends == member).any(axis=1)) for member in range(len(blocs.members))},
    }


def _pairs_of_means(blocs: Blocs) -> dict[str, list[int]]:
    a, b = blocs.sides
    return dict(zip(MEANS, (blocs.between(a, a), blocs.between(b, b), blocs.between(a, b)), strict=True))


def _point(blocs: Blocs, sums: Sums, voices: Mapping[str | int, Int32]) -> Point:
    """One day. What is unknown in the evidence stays unknown in its replicates, whatever they draw."""
    known = known_of(sums.cooperation, sums.conflict)
    known &= known[0]
    of_pair = np.where(known, alignment_of(sums.cooperation, sums.conflict), np.nan)
    heard = {of: int(np.searchsorted(first, np.int32(sums.day), side="right")) for of, first in voices.items()}
    means = dict(zip(MEANS, (blocs.cohesion(of_pair, 0), blocs.cohesion(of_pair, 1), blocs.antagonism(of_pair)), strict=True))
    polarisation = blocs.polarisation(of_pair)
    everyone = range(len(blocs.members))
    return Point(
        day=sums.day,
        cohesion_a=_value(means["cohesion_a"]),
        cohesion_b=_value(means["cohesion_b"]),
        antagonism=_value(means["antagonism"]),
        polarisation=_value(polarisation),
        coverage=float(known[0].mean()),
        interval=_interval(polarisation, heard[""]),
        intervals={name: _interval(mean, heard[name]) for name, mean in means.items()},
        known={name: (int(known[0, pairs].sum()), len(pairs)) for name, pairs in _pairs_of_means(blocs).items()},
        actors={
            name: Lean(
                lean=_value(lean),
                interval=_interval(lean, heard[member]),
                coverage=float(known[0, blocs.between([member], everyone)].mean()),
            )
            for member, name in enumerate(node_names(blocs.members))
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
