"""What a map draws, as immutable values: the caller chooses actors, statements and dates; `maps.render` draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..graph.dates import PartialDate
from ..graph.errors import UsageError
from ..graph.model import Actor, Statement

CHANGE_KINDS = ("gained", "lost", "flipped", "strengthened", "weakened")


@dataclass(frozen=True, slots=True)
class Change:
    """One pair that differs between `start` and `end` of the view.

    `kind` is one of CHANGE_KINDS; `before` and `after` are alignments in -1..1, None where the pair was unknown.
    Raises UsageError for any other kind.
    """

    a: Actor
    b: Actor
    kind: str
    before: float | None = None
    after: float | None = None

    def __post_init__(self) -> None:
        if self.kind not in CHANGE_KINDS:
            raise UsageError(f"change {self.kind!r}: no such kind of change (valid: {', '.join(CHANGE_KINDS)})")


class Source(NamedTuple):
    """What the map says of a document: its title, its outlet, its date; None where the document does not say."""

    title: str | None = None
    outlet: str | None = None
    published: PartialDate | None = None


@dataclass(frozen=True)
class MapView:
    """A map to draw.

    `statements` may name actors that `actors` leaves out: those are drawn with the name and kind the statement gives.
    `states` leads from a leader or an outlet to its state, `documents` from a document's path to what is known of it.
    `at` opens the map on what had begun by that day; `start` and `end` open it on a window, and are the two dates of a
    diff where there are `changes`. `focus` opens it on one actor and its neighbours. `half_life_days` is only shown.
    """

    title: str
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    states: Mapping[Actor, Actor] = field(default_factory=dict)
    at: date | None = None
    start: date | None = None
    end: date | None = None
    changes: tuple[Change, ...] = ()
    focus: Actor | None = None
    documents: Mapping[str, Source] = field(default_factory=dict)
    half_life_days: float | None = None
