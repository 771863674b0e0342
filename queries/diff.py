"""What changed between two days: pairs gained, lost, flipped, strengthened, weakened, and the statements that did it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..graph.columns import Columns
from ..graph.model import Actor
from .calendar import check_order, iso
from .clocks import known_by
from .drivers import drivers
from .dyads import (
    Bool,
    Dyads,
    Int,
    Int32,
    alignment_of,
    contribution,
    dated_until,
    known_of,
    pairing,
    sign_of,
    standing,
    total,
)
from .extent import undated
from .measure import CHANGE, HALF_LIFE, TENSION_HALF_LIFE, tension_json
from .snapshot import strongest
from .telling import Evidence

CLASSES = ("gained", "lost", "flipped", "strengthened", "weakened")


class Side(NamedTuple):
    """A known pair on one of the two days. `tension` is its sign at a half-life of 30 days, None where that is unknown."""

    alignment: float
    sign: int
    n: int
    tension: int | None

    @property
    def disputed(self) -> bool:
        """Whether the last weeks point another way than the half-life asked for."""
        return self.tension is not None and self.tension != self.sign


class Change(NamedTuple):
    """One pair before and after; None is unknown. `evidence_rows` are the store's rows, the most telling first."""

    a: Actor
    b: Actor
    before: Side | None
    after: Side | None
    evidence_rows: tuple[int, ...]

    @property
    def size(self) -> float:
        """The change of alignment, signed; of a pair gained or lost, all of it."""
        return (self.after.alignment if self.after else 0.0) - (self.before.alignment if self.before else 0.0)

    def __str__(self) -> str:
        before, after = ("unknown" if side is None else f"{side.alignment:+.2f}" for side in (self.before, self.after))
        return f"{self.a.name}, {self.b.name}: {before} to {after}"


class _Ends(NamedTuple):
    """The pairs of the level on the two days."""

    before: Dyads
    after: Dyads


@dataclass(frozen=True, eq=False, repr=False)
class Diff:
    """The changes between the days `first` and `last`, each class sorted by the size of the change, then by names.

    The pairs of each class are found by the array pass; their statements when a list of changes is first asked for.
    """

    first: int
    last: int
    half_life: float
    level: str
    columns: Columns
    ends: _Ends
    codes: dict[str, Int]
    names: dict[str, Int32]

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(self.codes[name])} {name}" for name in CLASSES)
        return f"<Diff from {iso(self.first)} to {iso(self.last)}: {counts} ({self.level} level)>"

    def __str__(self) -> str:
        return "\n".join([repr(self), *(f"{name}: {change}" for name in CLASSES for change in getattr(self, name))])

    @property
    def gained(self) -> list[Change]:
        """Unknown before, known after."""
        return self._changes["gained"]

    @property
    def lost(self) -> list[Change]:
        """Known before, unknown after: the evidence faded or a state ended, and nothing new was written."""
        return self._changes["lost"]

    @property
    def flipped(self) -> list[Change]:
        """From one sign to the other."""
        return self._changes["flipped"]

    @property
    def strengthened(self) -> list[Change]:
        """The same sign and |alignment| up by CHANGE or more, or mixed before and signed after."""
        return self._changes["strengthened"]

    @property
    def weakened(self) -> list[Change]:
        """The same sign and |alignment| down by CHANGE or more, or signed before and mixed after."""
        return self._changes["weakened"]

    @property
    def undated(self) -> int:
        """Relations of the graph that stand on neither day, because nothing says when they were."""
        return undated(self.columns)

    def __len__(self) -> int:
        return sum(map(len, self.codes.values()))

    @cached_property
    def _changes(self) -> dict[str, list[Change]]:
        pairs = len(pairing(self.columns, self.level).dyads)
        days = self.first, self.last
        behind = drivers(self.columns, days, self.half_life, self.level, *self._pushes(pairs))
        codes = np.concatenate([self.codes[name] for name in CLASSES])
        ends = np.concatenate([self.names[name] for name in CLASSES])
        actor = self.columns.actors.__getitem__
        changes = zip(
            map(actor, ends[:, 0].tolist()),
            map(actor, ends[:, 1].tolist()),
            _sides(self.columns, self.ends.before, self.first, self.level, codes),
            _sides(self.columns, self.ends.after, self.last, self.level, codes),
            (behind.get(code, ()) for code in codes.tolist()),
            strict=True,
        )
        made = map(Change._make, changes)
        return {name: list(islice(made, len(self.codes[name]))) for name in CLASSES}

    def _pushes(self, pairs: int) -> tuple[NDArray[np.int8], Bool]:
        """The way each pair moved (0: not at all) and whether something said between the days can have moved it.

        Pairs that were lost are moved by silence. One place more than there are pairs, for the code -1.
        """
        before, after = (np.where(dyads.known, dyads.alignment, 0.0) for dyads in self.ends)
        direction = np.zeros(pairs + 1, np.int8)
        for codes in self.codes.values():
            direction[codes] = np.where(after[codes] >= before[codes], 1, -1)
        recent = np.ones(pairs + 1, bool)
        recent[self.codes["lost"]] = False
        return direction, recent

    def as_json(self, evidence: Evidence) -> dict[str, Any]:
        """The JSON object of `diff --format json`; `evidence` is `Graph.evidence`.

        `tension` is null unless the sign after, at a half-life of 30 days, is another one.
        """
        changes = {name: getattr(self, name) for name in CLASSES}
        rows = [row for group in changes.values() for change in group for row in change.evidence_rows]
        told = iter(evidence(rows))
        return {
            "from": iso(self.first),
            "to": iso(self.last),
            "level": self.level,
            "half_life_days": self.half_life,
            **{
                name: [
                    {
                        "a": change.a.name,
                        "a_kind": change.a.kind,
                        "b": change.b.name,
                        "b_kind": change.b.kind,
                        "before": _side_json(change.before),
                        "after": _side_json(change.after),
                        "tension": change.after and tension_json(change.after.sign, change.after.tension),
                        "evidence": [next(told) for _ in change.evidence_rows],
                    }
                    for change in group
                ]
                for name, group in changes.items()
            },
        }


def diff(columns: Columns, d1: int, d2: int, half_life: float = HALF_LIFE, level: str = "state", as_known: int | None = None) -> Diff:
    """The changes from the day number `d1` to `d2`, both days as known on `as_known` (None: from everything published).

    Raises UsageError where d1 is after d2, for a half-life not above 0 and for an unknown level.
    """
    check_order(d1, d2)
    columns = known_by(columns, as_known)
    ends = _Ends(standing(columns, d1, half_life, level), standing(columns, d2, half_life, level))
    size = np.abs(np.where(ends.after.known, ends.after.alignment, 0) - np.where(ends.before.known, ends.before.alignment, 0))
    dyads = pairing(columns, level).dyads
    codes, names = {}, {}
    for name, where in _classes(ends).items():
        found = np.flatnonzero(where)
        order, names[name] = strongest(columns.actors, dyads[found], size[found])
        codes[name] = found[order]
    return Diff(d1, d2, float(half_life), level, columns, ends, codes, names)


def _classes(ends: _Ends) -> dict[str, Bool]:
    """Which pairs belong to each class; no pair to two."""
    before, after = ends.before.known, ends.after.known
    both = before & after
    was, now = ends.before.sign, ends.after.sign
    growth = np.abs(ends.after.alignment) - np.abs(ends.before.alignment)
    steady = both & (was == now)
    return {
        "gained": after & ~before,
        "lost": before & ~after,
        "flipped": both & (was * now == -1),
        # Rounded, so that 0.7 - 0.5 is the 0.2 that it is on paper.
        "strengthened": (steady & (np.round(growth, 9) >= CHANGE)) | (both & (was == 0) & (now != 0)),
        "weakened": (steady & (np.round(growth, 9) <= -CHANGE)) | (both & (was != 0) & (now == 0)),
    }


def _sides(columns: Columns, dyads: Dyads, day: int, level: str, codes: Int) -> list[Side | None]:
    """The state of the pairs `codes` on a day; the tension is summed over their rows alone."""
    tension, felt = _tension(columns, day, level, codes, len(dyads.n))
    sides = map(
        Side,
        dyads.alignment[codes].tolist(),
        dyads.sign[codes].tolist(),
        dyads.n[codes].tolist(),
        (sign if known else None for sign, known in zip(tension.tolist(), felt.tolist(), strict=True)),
    )
    return [side if known else None for side, known in zip(sides, dyads.known[codes].tolist(), strict=True)]


def _tension(columns: Columns, day: int, level: str, codes: Int, pairs: int) -> tuple[NDArray[np.int8], Bool]:
    """Sign at TENSION_HALF_LIFE and whether it is known, for the pairs `codes`."""
    of = pairing(columns, level)
    stop = dated_until(columns, day)
    asked = np.zeros(pairs + 1, bool)  # the last place stands for code -1: no pair
    asked[codes] = True
    rows = np.flatnonzero(asked[of.dyad[:stop]])
    value = contribution(columns, rows, day, TENSION_HALF_LIFE, of.end)
    good = total(of.dyad[rows], np.maximum(value, 0), pairs)[codes]
    bad = total(of.dyad[rows], np.maximum(-value, 0), pairs)[codes]
    return sign_of(alignment_of(good, bad)), known_of(good, bad)


def _side_json(side: Side | None) -> dict[str, Any] | None:
    return side and {"alignment": round(side.alignment, 6), "sign": side.sign, "n": side.n}
