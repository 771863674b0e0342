"""From the graph to what a map draws: which statements, which changes, who acts for which state."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from ..graph.columns import NEVER, Columns
from ..graph.cache import cache_path
from ..graph.dates import from_day_number
from ..graph.errors import UsageError
from ..graph.model import Actor, Statement
from ..graph.store import DocumentInfo
from ..queries.diff import CLASSES, Diff
from .view import Change, MapView, Source

# A page with more statements than this opens slowly: of each pair the latest are kept, and the title says so.
MOST = 20_000
PAGES = (".html", ".htm")


def compose(
    columns: Columns,
    statements: Sequence[Statement],
    documents: Sequence[DocumentInfo],
    at: int | None = None,
    window: tuple[int | None, int | None] = (None, None),
    difference: Diff | None = None,
    focus: Actor | None = None,
    half_life: float | None = None,
    title: str = "Who stands with whom",
) -> MapView:
    """The view of a whole graph; `statements` stand in the order of the column table, days are day numbers."""
    kept = latest(columns, MOST)
    first, last = window if difference is None else (difference.first, difference.last)
    if len(kept) < len(statements):
        title = f"{title} ({len(kept):,} of {len(statements):,} statements: the latest of each pair)"
    return MapView(
        title=title,
        actors=columns.actors,
        statements=tuple(statements[row] for row in kept),
        states=states(columns),
        at=None if at is None else from_day_number(at),
        start=None if first is None else from_day_number(first),
        end=None if last is None else from_day_number(last),
        changes=changes(difference) if difference else (),
        focus=focus,
        documents={info.path: Source(info.title, info.outlet, info.published) for info in documents},
        half_life_days=half_life,
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


def latest(columns: Columns, most: int) -> list[int]:
    """The rows to draw: all, or as many of the latest of every pair as fit."""
    if len(columns) <= most:
        return list(range(len(columns)))
    start = np.where(columns.start == NEVER, -1, columns.start)
    order = np.lexsort((-start, columns.actor_dyad))
    pairs = columns.actor_dyad[order]
    begins = np.flatnonzero(np.r_[True, pairs[1:] != pairs[:-1]])
    rank = np.arange(len(order)) - np.repeat(begins, np.diff(np.r_[begins, len(order)]))
    # Round by round over the pairs, so that no pair is left out before every pair has as many as it can.
    return sorted(order[np.argsort(rank, kind="stable")[:most]].tolist())


def states(columns: Columns) -> dict[Actor, Actor]:
    """Who acts for which state: the latest state that an actor's statements were rolled up to."""
    found: dict[Actor, Actor] = {}
    for actor, state in ((columns.source, columns.source_state), (columns.target, columns.target_state)):
        for row in np.flatnonzero(actor != state).tolist():
            found[columns.actors[actor[row]]] = columns.actors[state[row]]
    return found


def changes(difference: Diff) -> tuple[Change, ...]:
    return tuple(
        Change(
            a=change.a,
            b=change.b,
            kind=name,
            before=change.before.alignment if change.before else None,
            after=change.after.alignment if change.after else None,
        )
        for name in CLASSES
        for change in getattr(difference, name)
    )
