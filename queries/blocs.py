"""Two blocs as index sets over the pairs of their members, and the means that describe them.

All functions take alignments of shape (replicates, pairs), NaN where a pair is unknown, and give one number a replicate.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations

import numpy as np

from ..graph.errors import UsageError
from ..graph.model import Actor
from .dyads import Float
from .measure import AGENTS, Level


@dataclass(frozen=True)
class Blocs:
    """Bloc A and bloc B. Members are numbered A first, then B; pairs as `combinations(members, 2)` gives them."""

    a: tuple[Actor, ...]
    b: tuple[Actor, ...]

    def __post_init__(self) -> None:
        for name, bloc in (("first", self.a), ("second", self.b)):
            if not bloc:
                raise UsageError(f"{name} bloc: no actor in it (valid: at least one)")
            if twice := [actor.name for actor in bloc if bloc.count(actor) > 1]:
                raise UsageError(f"{name} bloc: {twice[0]} stands in it twice (valid: each actor once)")
        if both := [actor.name for actor in self.a if actor in self.b]:
            raise UsageError(f"blocs: {', '.join(both)} in both (valid: an actor stands on one side)")

    @property
    def members(self) -> tuple[Actor, ...]:
        return self.a + self.b

    @property
    def level(self) -> Level:
        """The level at which the members are actors of their own."""
        return "actor" if any(actor.kind in AGENTS for actor in self.members) else "state"

    @cached_property
    def pairs(self) -> list[tuple[int, int]]:
        return list(combinations(range(len(self.members)), 2))

    def between(self, some: Sequence[int], others: Sequence[int]) -> list[int]:
        """The pairs of one of `some` and one of `others` (members): their places in `pairs`."""
        return [place for place, (i, j) in enumerate(self.pairs) if (i in some and j in others) or (j in some and i in others)]

    @property
    def sides(self) -> tuple[range, range]:
        """The members of A and of B."""
        return range(len(self.a)), range(len(self.a), len(self.members))

    def cohesion(self, alignment: Float, side: int) -> Float:
        """Mean alignment within a bloc (0: A, 1: B); NaN where no pair is known, and for a bloc of one."""
        return mean(alignment, self.between(self.sides[side], self.sides[side]))

    def antagonism(self, alignment: Float) -> Float:
        """Minus the mean alignment between the blocs."""
        return -mean(alignment, self.between(*self.sides))

    def polarisation(self, alignment: Float) -> Float:
        """((K(A) + K(B)) / 2 + X) / 2, over the cohesions that are defined; X alone between two blocs of one."""
        apart = self.antagonism(alignment)
        defined = [self.cohesion(alignment, side) for side in (0, 1) if len(self.sides[side]) > 1]
        return (sum(defined) / len(defined) + apart) / 2 if defined else apart

    def lean(self, alignment: Float, member: int) -> Float:
        """(mean to A - mean to B) / 2, without the member itself; who is alone in its bloc leaves the other mean."""
        to_a, to_b = (
            [mean(alignment, self.between([member], rest))] if (rest := [m for m in side if m != member]) else [] for side in self.sides
        )
        if to_a and to_b:
            return (to_a[0] - to_b[0]) / 2
        return to_a[0] if to_a else -to_b[0]


def mean(alignment: Float, pairs: Sequence[int]) -> Float:
    """The mean over the known ones among `pairs`; NaN where there is none."""
    part = alignment[:, pairs]
    known = ~np.isnan(part)
    number = known.sum(axis=1)
    return np.where(number > 0, np.where(known, part, 0.0).sum(axis=1) / np.maximum(number, 1), np.nan)
