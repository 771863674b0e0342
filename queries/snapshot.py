"""Who stands with whom, and against whom, on one day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, overload

import numpy as np

from ..graph.columns import Columns
from ..graph.model import Actor
from .calendar import iso
from .clocks import known_by
from .dyads import Dyads, Float, Int, Int32, pairing, standing
from .measure import HALF_LIFE


class Pair(NamedTuple):
    """A known pair. `sign` is +1, -1, or 0 for mixed evidence; `n` statements count, of them `cooperative` and `conflictual`.

    `cooperation` and `conflict` are the sums C and H behind `alignment`. `a` comes before `b` by name.
    """

    a: Actor
    b: Actor
    alignment: float
    sign: int
    n: int
    cooperation: float
    conflict: float
    cooperative: int
    conflictual: int

    def __str__(self) -> str:
        return f"{self.a.name}, {self.b.name}: {self.alignment:+.2f} (n={self.n})"


class Snapshot(Sequence[Pair]):
    """The known pairs of a day, the most clear-cut first. A pair that is not in it is unknown, not neutral.

    Arrays until a pair is first asked for: who only counts or sums them does not pay for objects. `dyads` are the sums of
    all pairs of the level, known or not.
    """

    def __init__(self, columns: Columns, day: int, level: str, dyads: Dyads) -> None:
        self.day = day
        self.level = level
        self.dyads = dyads
        codes = np.flatnonzero(dyads.known)
        self._alignment = dyads.alignment[codes]
        order, self._ends = strongest(columns.actors, pairing(columns, level).dyads[codes], np.abs(self._alignment))
        self._alignment = self._alignment[order]
        self._codes = codes[order]
        self._actors = columns.actors

    def __repr__(self) -> str:
        return f"<Snapshot on {iso(self.day)}: {len(self)} known pairs ({self.level} level)>"

    def __str__(self) -> str:
        return "\n".join([repr(self), *map(str, self)])

    def __len__(self) -> int:
        return len(self._codes)

    @overload
    def __getitem__(self, index: int) -> Pair: ...
    @overload
    def __getitem__(self, index: slice) -> list[Pair]: ...
    def __getitem__(self, index: int | slice) -> Pair | list[Pair]:
        return self._pairs[index]

    def __iter__(self) -> Iterator[Pair]:
        return iter(self._pairs)

    @cached_property
    def _pairs(self) -> list[Pair]:
        of, codes, actor = self.dyads, self._codes, self._actors.__getitem__
        fields = zip(
            map(actor, self._ends[:, 0].tolist()),
            map(actor, self._ends[:, 1].tolist()),
            self._alignment.tolist(),
            of.sign[codes].tolist(),
            of.n[codes].tolist(),
            of.cooperation[codes].tolist(),
            of.conflict[codes].tolist(),
            of.cooperative[codes].tolist(),
            of.conflictual[codes].tolist(),
            strict=True,
        )
        return list(map(Pair._make, fields))


def snapshot(columns: Columns, day: int, half_life: float = HALF_LIFE, level: str = "state", as_known: int | None = None) -> Snapshot:
    """The known pairs on `day`, from what was published by `as_known` (day numbers; None: everything).

    Sorted by |alignment|, the largest first, then by names. Raises UsageError for a bad half-life or level.
    """
    columns = known_by(columns, as_known)
    return Snapshot(columns, day, level, standing(columns, day, half_life, level))


def strongest(actors: tuple[Actor, ...], ends: Int32, strength: Float) -> tuple[Int, Int32]:
    """Sorts pairs by `strength` (to 9 places, so that rounding decides no order), the largest first, then by names.

    `ends` are actor codes (m, 2). Returns the order (m) and the ends in that order, each pair with its first name first.
    """
    names = np.array(sorted(range(len(actors)), key=lambda code: attrgetter("name", "kind")(actors[code])), np.int32)
    rank = np.empty_like(names)
    rank[names] = np.arange(len(names), dtype=np.int32)
    one, other = rank[ends[:, 0]], rank[ends[:, 1]]
    first, second = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((second, first, -np.round(strength, 9)))
    return order, names[np.stack([first[order], second[order]], axis=1)]
