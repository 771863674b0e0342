"""What a map draws, as immutable values: `compose` makes them of a graph; `maps.render` draws them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from ..graph.dates import PartialDate
from ..graph.errors import UsageError
from ..graph.model import Actor, Statement
from ..queries.diff import Side

CHANGE_KINDS = ("gained", "lost", "flipped", "strengthened", "weakened")


@dataclass(frozen=True, slots=True)
class Change:
    """One pair that differs between `start` and `end` of the view.

    `kind` is one of CHANGE_KINDS; `before` and `after` are the pair on the two days as `diff` gives it (its sign too: the
    map reads none out of an alignment), None where it was unknown. Raises UsageError for any other kind.
    """

    a: Actor
    b: Actor
    kind: str
    before: Side | None = None
    after: Side | None = None

    def __post_init__(self) -> None:
        if self.kind not in CHANGE_KINDS:
            raise UsageError(f"change {self.kind!r}: no such kind of change (valid: {', '.join(CHANGE_KINDS)})")


class Source(NamedTuple):
    """What the map says of a document: its title, its outlet, its date; None where the document does not say."""

    title: str | None = None
    outlet: str | None = None
    published: PartialDate | None = None


class Entry(NamedTuple):
    """A statement, and how the column table counts it: what every query counts, the map draws.

    Days are days since 1970-01-01. `start` is the day from which it counts, None where nothing dates it; `end` the day on
    which a state no longer holds, None while it does: on its pair as `why` reads that pair when asked about these two
    actors; `state_end` the same on the pair of their states. `closed_by` is the number, among the entries of the view, of
    the later statement that closed the state on the pair of the states; None also where that one is not drawn.
    `published` is a day, `weight` is signed, `source_state` and `target_state` are the states that the two acted for, or
    themselves. `around` are the words before and after the quote in its sentence, None where no text is stored.
    """

    statement: Statement
    start: int | None
    end: int | None
    state_end: int | None
    closed_by: int | None
    published: int | None
    weight: float
    source_state: Actor
    target_state: Actor
    around: tuple[str, str] | None = None


class Totals(NamedTuple):
    """How much the graph holds, of which the view may draw a part; `reports` are its documents but for the dictionaries."""

    actors: int = 0
    statements: int = 0
    reports: int = 0


@dataclass(frozen=True)
class MapView:
    """A map to draw.

    `actors` holds every actor that the entries, `states`, `changes` and `focus` name. `states` leads from a leader or an
    outlet to its state, `documents` from a document's path to what is known of it. `at` opens the map on what had begun
    by that day; `start` and `end` open it on a window, and are the two dates of a diff where there are `changes`. `focus`
    opens it on one actor and its neighbours. `half_life_days` and `totals` are only shown.
    """

    title: str
    actors: tuple[Actor, ...]
    entries: tuple[Entry, ...]
    states: Mapping[Actor, Actor] = field(default_factory=dict)
    at: date | None = None
    start: date | None = None
    end: date | None = None
    changes: tuple[Change, ...] = ()
    focus: Actor | None = None
    documents: Mapping[str, Source] = field(default_factory=dict)
    half_life_days: float | None = None
    totals: Totals = field(default_factory=Totals)
