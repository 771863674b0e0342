"""One actor: names, offices, relations by sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from ..graph.columns import NEVER, Columns
from ..graph.model import Actor
from ..graph.schema import schema
from .calendar import iso
from .telling import Evidence, Said, told


class Tie(NamedTuple):
    """One statement of the actor: `outgoing` where it is the source. `row` is its row in the store.

    It counts from the day `start` (None: on no day) and no longer on the day `end` (None: open); day numbers.
    """

    row: int
    other: Actor
    outgoing: bool
    type: str
    sign: int
    start: int | None
    end: int | None

    def __str__(self) -> str:
        return f"{iso(self.start) or 'undated'}  {f'{self.type} ->' if self.outgoing else f'<- {self.type}'} {self.other.name}"


@dataclass(frozen=True, slots=True, repr=False)
class Card:
    """An actor with every statement of it, as written (not rolled up), by sign and the latest first."""

    actor: Actor
    positive: tuple[Tie, ...]
    negative: tuple[Tie, ...]
    structural: tuple[Tie, ...]

    def __repr__(self) -> str:
        counts = f"{len(self.positive)} positive, {len(self.negative)} negative, {len(self.structural)} structural"
        return f"<Card of {self.actor.name} ({self.actor.kind}): {counts}>"

    def __str__(self) -> str:
        return "\n".join([repr(self), *map(str, (*self.positive, *self.negative, *self.structural))])

    def as_json(self, evidence: Evidence) -> dict[str, Any]:
        """The JSON object of `show --format json`; `evidence` is `Graph.evidence`."""
        groups = {"positive": self.positive, "negative": self.negative, "structural": self.structural}
        said = iter(evidence([tie.row for ties in groups.values() for tie in ties]))
        return {
            "name": self.actor.name,
            "kind": self.actor.kind,
            "iso3": self.actor.iso3,
            "wikidata": self.actor.wikidata,
            "aliases": list(self.actor.aliases),
            **{name: [tie_json(tie, next(said)) for tie in ties] for name, ties in groups.items()},
        }


def card(columns: Columns, code: int) -> Card:
    """The card of the actor with this code."""
    rows = np.flatnonzero((columns.source == code) | (columns.target == code))
    # The latest first; what has no date stands last.
    order = np.argsort(-np.where(columns.start[rows] == NEVER, -NEVER, columns.start[rows].astype(np.int64)), kind="stable")
    types = list(schema().relations)
    ties: dict[int, list[Tie]] = {1: [], -1: [], 0: []}
    for row in rows[order].tolist():
        outgoing = bool(columns.source[row] == code)
        start, end = int(columns.start[row]), int(columns.actor_end[row])
        ties[int(columns.sign[row])].append(
            Tie(
                row=int(columns.row[row]),
                other=columns.actors[columns.target[row] if outgoing else columns.source[row]],
                outgoing=outgoing,
                type=types[columns.type[row]],
                sign=int(columns.sign[row]),
                start=None if start == NEVER else start,
                end=None if end == NEVER else end,
            )
        )
    return Card(columns.actors[code], tuple(ties[1]), tuple(ties[-1]), tuple(ties[0]))


def tie_json(tie: Tie, said: Said) -> dict[str, Any]:
    return {
        "type": tie.type,
        "sign": tie.sign,
        "other": tie.other.name,
        "other_kind": tie.other.kind,
        "outgoing": tie.outgoing,
        **told(tie.start, tie.end, said),
    }
