"""From the graph to what a map draws: which statements, which changes, who acts for which state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..graph.cache import cache_path
from ..graph.columns import NEVER, Columns
from ..graph.dates import from_day_number
from ..graph.errors import UsageError
from ..graph.model import Actor, Statement
from ..graph.store import DocumentInfo
from ..queries.diff import CLASSES, Diff
from ..queries.measure import AGENTS
from .view import Change, Entry, MapView, Source, Totals

# A page with more statements than this opens slowly: of each pair the latest are kept, and the page says so.
MOST = 20_000
# The layout takes the square of their number: of more actors, those named most are kept.
MOST_ACTORS = 1_500
PAGES = (".html", ".htm")
Window = tuple[int | None, int | None]
Rows = NDArray[np.int64]
Around = Callable[[Sequence[Statement]], Sequence[tuple[str, str] | None]]


def compose(
    columns: Columns,
    statements: Callable[[Sequence[int]], Sequence[Statement]],
    documents: Callable[[Sequence[str]], Sequence[DocumentInfo]],
    at: int | None = None,
    window: Window = (None, None),
    difference: Diff | None = None,
    focus: Actor | None = None,
    half_life: float | None = None,
    reports: int = 0,
    around: Around = lambda statements: [None] * len(statements),
    title: str = "Who stands with whom",
    most: int = MOST,
) -> MapView:
    """The view of a graph; days are day numbers.

    `statements` gives those of rows of the store, `documents` what is known of paths, `around` the words around the quotes
    of statements, as `Graph.around`: only what is drawn is asked for.
    """
    first, last = window if difference is None else (difference.first, difference.last)
    rows = chosen(columns, most, (first, last if at is None else at), focus)
    drawn = entries(columns, rows, statements, around)
    changed = changes(difference) if difference else ()
    told = documents(sorted({entry.statement.document for entry in drawn}))
    return MapView(
        title=title,
        actors=named(columns, rows, [*(actor for one in changed for actor in (one.a, one.b)), *([focus] if focus else [])]),
        entries=drawn,
        states=states(columns, rows),
        at=None if at is None else from_day_number(at),
        start=None if first is None else from_day_number(first),
        end=None if last is None else from_day_number(last),
        changes=changed,
        focus=focus,
        documents={info.path: Source(info.title, info.outlet, info.published) for info in told},
        half_life_days=half_life,
        totals=Totals(len(columns.actors), len(columns), reports),
    )


def page_path(path: Path, graph: Path) -> Path:
    """The page to write, which is never the graph itself. Raises UsageError for that, and for another suffix than a page's."""
    if path.suffix.lower() not in PAGES:
        raise UsageError(f"map {path}: suffix {path.suffix!r} (valid: {', '.join(PAGES)})")
    if path.resolve() in (graph.resolve(), cache_path(graph).resolve()):
        raise UsageError(f"map {path}: that is the graph file (valid: another file)")
    return path


def check_window(first: int | None, last: int | None) -> None:
    """Raises UsageError where the window ends before it begins."""
    if first is not None and last is not None and first > last:
        raise UsageError(f"from {from_day_number(first)} is after to {from_day_number(last)} (valid: an earlier or the same day)")


def chosen(columns: Columns, most: int, window: Window = (None, None), focus: Actor | None = None, actors: int = MOST_ACTORS) -> Rows:
    """The rows of the table to draw: all, or as many of the latest of every pair as fit, among the `actors` named most.

    Where they do not fit, those of the actor in focus come first, then those that the map opens on.
    """
    code = -1 if focus is None else columns.actors.index(focus)
    rows = _among(columns, actors, code)
    if len(rows) <= most:
        return rows
    start, pair = columns.start[rows], columns.actor_dyad[rows]
    dated = start != NEVER
    order = np.lexsort((np.where(dated, -start, NEVER), pair))
    begins = np.flatnonzero(np.r_[True, pair[order][1:] != pair[order][:-1]])
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order)) - np.repeat(begins, np.diff(np.r_[begins, len(order)]))
    first, last = window
    outside = ~dated
    if last is not None:
        outside |= start > last
    if first is not None:
        outside |= np.where(columns.holds[rows], columns.end[rows] <= first, start < first)
    aside = (columns.source[rows] != code) & (columns.target[rows] != code)
    # Round by round over the pairs, so that no pair is left out before every pair has as many as it can.
    return rows[np.sort(np.lexsort((rank, outside, aside))[:most])]


def _among(columns: Columns, actors: int, focus: int) -> Rows:
    """The rows between the `actors` named most, and those of the one in focus (-1: none); all where there are no more."""
    size = len(columns.actors)
    if size <= actors:
        return np.arange(len(columns))
    named_in = np.bincount(columns.source, minlength=size) + np.bincount(columns.target, minlength=size)
    leading = np.zeros(size, bool)
    leading[np.argsort(-named_in, kind="stable")[:actors]] = True
    between = leading[columns.source] & leading[columns.target]
    return np.flatnonzero(between | (columns.source == focus) | (columns.target == focus))


def entries(columns: Columns, rows: Rows, statements: Callable[[Sequence[int]], Sequence[Statement]], around: Around) -> tuple[Entry, ...]:
    """The statements of these rows of the table, with what the table says of them."""
    agents = np.array([actor.kind in AGENTS for actor in columns.actors], bool)
    source, target = columns.source[rows], columns.target[rows]
    # As `why` chooses its level: asked about a leader it compares the actors as written.
    end = np.where(agents[source] | agents[target], columns.actor_end[rows], columns.end[rows])
    number = {row: place for place, row in enumerate(rows.tolist())}
    actor = columns.actors.__getitem__
    found = statements(columns.row[rows].tolist())
    made = zip(
        found,
        _days(columns.start[rows]),
        _days(end),
        _days(columns.end[rows]),
        map(number.get, columns.closed_by[rows].tolist()),
        _days(columns.published[rows]),
        columns.weight[rows].round(6).tolist(),
        map(actor, columns.source_state[rows].tolist()),
        map(actor, columns.target_state[rows].tolist()),
        around(found),
        strict=True,
    )
    return tuple(map(Entry._make, made))


def _days(column: NDArray[Any]) -> list[int | None]:
    return [None if day == NEVER else day for day in column.tolist()]


def named(columns: Columns, rows: Rows, others: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors of these rows, of the states that they act for, and some others; all, where nothing is left out."""
    if len(rows) == len(columns):
        return columns.actors
    seen = np.zeros(len(columns.actors), bool)
    for ends in (columns.source, columns.target, columns.source_state, columns.target_state):
        seen[ends[rows]] = True
    wanted = set(others)
    return tuple(actor for code, actor in enumerate(columns.actors) if seen[code] or actor in wanted)


def states(columns: Columns, rows: Rows) -> dict[Actor, Actor]:
    """Who acts for which state: the latest state that an actor's statements were rolled up to."""
    found = np.full((2, len(columns.actors)), -1)
    latest = np.full((2, len(columns.actors)), -1)
    for side, (actor, state) in enumerate(((columns.source, columns.source_state), (columns.target, columns.target_state))):
        rolled = rows[actor[rows] != state[rows]]
        # Of several values for one place numpy keeps the last.
        found[side, actor[rolled]] = state[rolled]
        latest[side, actor[rolled]] = rolled
    of = np.where(latest[1] > latest[0], found[1], found[0])
    return {columns.actors[code]: columns.actors[of[code]] for code in np.flatnonzero(of >= 0).tolist()}


def changes(difference: Diff) -> tuple[Change, ...]:
    return tuple(Change(change.a, change.b, name, change.before, change.after) for name in CLASSES for change in getattr(difference, name))
