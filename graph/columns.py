"""The column table: one row per statement, numpy arrays sorted by the day from which the statement counts.

docs/architecture.md lists the arrays. Every query is a pass over them; nothing here reads the store.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .model import Actor
from .rollup import NEVER, Ties, states_of
from .schema import Schema, schema

Int8 = NDArray[np.int8]
Int32 = NDArray[np.int32]
Int64 = NDArray[np.int64]
Bool = NDArray[np.bool_]
Float32 = NDArray[np.float32]
Raw = Mapping[str, NDArray[Any]]

# Up to this many possible pairs, pairs are numbered through a table.
SMALL = 4_000_000

__all__ = ["ARRAYS", "NEVER", "Columns", "build", "closings"]


@dataclass(frozen=True)
class Columns:
    """The table. All row arrays have the same length n; days count from 1970-01-01.

    `dyads` and `actor_dyads` are (m, 2) arrays of actor codes, the smaller first: what a dyad code means.
    """

    actors: tuple[Actor, ...]
    source: Int32
    target: Int32
    source_state: Int32
    target_state: Int32
    start: Int32
    end: Int32
    actor_end: Int32
    closed_by: Int32
    published: Int32
    type: Int8
    sign: Int8
    holds: Bool
    firm: Bool
    weight: Float32
    dyad: Int32
    actor_dyad: Int32
    unit: Int32
    row: Int64
    dyads: Int32
    actor_dyads: Int32

    def __len__(self) -> int:
        return len(self.start)


# The arrays of `Columns`, in the order of the cache file.
ARRAYS = tuple(name for name in Columns.__dataclass_fields__ if name != "actors")


def build(actors: tuple[Actor, ...], raw: Raw, known: Schema | None = None) -> Columns:
    """Folds raw statement arrays into the table.

    `raw` holds arrays of one length: source, target (actor codes), type, status (schema codes), start, end, published
    (YYYYMMDD with 00 for what is unknown, 0 for no date), past (bool), confidence (thousandths), document (code),
    line (0 where the evidence is a quote), row (the store's row number) and, to put the statements of one day in the order
    of the documents and of the places in them, position (a line or a character; 0 without).
    """
    known = known or schema()
    days = when(raw, known)
    dated, name = days[0] != NEVER, ranks(actors)
    counts_from = np.where(dated, days[0], days[0][dated].max(initial=0) + 1)
    position = raw.get("position", np.zeros_like(counts_from))
    order = ordered(counts_from, raw["document"], position, name[raw["source"]], name[raw["target"]], raw["type"])
    raw = {name: column[order] for name, column in raw.items()}
    start, end, published = (column[order] for column in days)
    source, target, type_ = raw["source"].astype(np.int32), raw["target"].astype(np.int32), raw["type"].astype(np.int8)
    relations = tuple(known.relations.values())
    sign = np.array([r.sign for r in relations], np.int8)[type_]
    holds = np.array([r.holds for r in relations])[type_]
    certainty = np.array(list(known.status.values()), np.float32)[raw["status"].astype(np.int8)]
    trust = raw["confidence"].astype(np.float32) / np.float32(1000)
    weight = np.array([r.weight for r in relations], np.float32)[type_] * certainty * trust
    firm = (weight != 0) & (raw["status"] == list(known.status).index("asserted"))

    day = np.where(start == NEVER, published, start)
    ties = ties_of(raw, known)
    source_state, target_state = states_of(source, day, ties), states_of(target, day, ties)
    dyad, dyads = pairs(source_state, target_state, len(actors))
    actor_dyad, actor_dyads = pairs(source, target, len(actors))
    closed_end, closed_by = closings(dyad, start, end, sign, holds, firm)
    actor_end, _ = closings(actor_dyad, start, end, sign, holds, firm)
    return Columns(
        actors=actors,
        source=source,
        target=target,
        source_state=source_state,
        target_state=target_state,
        start=start,
        end=closed_end,
        actor_end=actor_end,
        closed_by=closed_by,
        published=published,
        type=type_,
        sign=sign,
        holds=holds,
        firm=firm,
        weight=weight,
        dyad=dyad,
        actor_dyad=actor_dyad,
        unit=units(raw["document"], raw["line"]),
        row=raw["row"].astype(np.int64),
        dyads=dyads,
        actor_dyads=actor_dyads,
    )


def ranks(actors: tuple[Actor, ...]) -> Int32:
    """The place of every actor in the order of kinds and names: the same whatever order they came in."""
    rank = np.empty(len(actors), np.int32)
    rank[sorted(range(len(actors)), key=lambda code: actors[code].key)] = np.arange(len(actors), dtype=np.int32)
    return rank


def ordered(*keys: NDArray[Any]) -> NDArray[np.int64]:
    """The order of rows by several whole-number keys, the first the most significant; equal rows keep theirs.

    As long as they fit into 63 bits together, one sort of their digits in a row is several times quicker than `lexsort`.
    """
    if not len(keys[0]):
        return np.zeros(0, np.int64)
    packed, room = np.zeros(len(keys[0]), np.int64), 1
    for key in keys:
        low, size = int(key.min()), int(key.max()) - int(key.min()) + 1
        room *= size
        if room >= 2**63:
            return np.lexsort(keys[::-1])
        packed = packed * size + (key.astype(np.int64) - low)
    return np.argsort(packed, kind="stable")


def when(raw: Raw, known: Schema) -> tuple[Int32, Int32, Int32]:
    """The days (start, end, published) that the partial dates of statements stand for.

    A start counts from the last day that it may mean, or from publication if that is earlier: then it is certain.
    Without a start, a statement counts from its publication, unless it is told as past: then its day is unknown.
    A state told as past, with no end given, was over when it was published. An event has no end: it fades.
    """
    holds = np.array([r.holds for r in known.relations.values()])[raw["type"].astype(np.int8)]
    given, ending, known_on = (raw[name].astype(np.int32) for name in ("start", "end", "published"))
    past = raw["past"].astype(bool)
    first, last = looked_up(first_day, given), looked_up(last_day, given)
    published = np.where(known_on == 0, NEVER, looked_up(last_day, known_on)).astype(np.int32)
    reported = np.where(past, NEVER, published)
    start = np.where(given == 0, reported, np.maximum(first, np.minimum(last, published)))
    over = np.where(past, published, NEVER)
    end = np.where(ending == 0, over, looked_up(last_day, ending) + 1)
    end = np.where(holds, end, NEVER)
    # A state that was over before it is known to have begun was never seen to hold; one that is over, nobody says since
    # when, may have been over on any day.
    start = np.where((end <= start) | (holds & past & (end == NEVER)), NEVER, start)
    return start.astype(np.int32), end.astype(np.int32), published


def ties_of(raw: Raw, known: Schema) -> Ties:
    """The asserted `leads` and `outlet_of` statements, with the widest interval that their dates may mean."""
    binding = np.isin(raw["type"], [known.relations[name].code for name in ("leads", "outlet_of")])
    rows = np.flatnonzero(binding & (raw["status"] == list(known.status).index("asserted")))
    actor, state, since, until, published = (raw[name][rows].astype(np.int32) for name in ("source", "target", "start", "end", "published"))
    return Ties(
        actor=actor,
        state=state,
        since=np.where(since == 0, NEVER, first_day(since)).astype(np.int32),
        until=np.where(until == 0, NEVER, last_day(until) + 1).astype(np.int32),
        published=np.where(published == 0, NEVER, last_day(published)).astype(np.int32),
    )


def looked_up(days: Callable[[Int32], Int32], code: Int32) -> Int32:
    """`days(code)`, through a table of all codes in the range where there are more rows than that: division is slow."""
    dated = code[code != 0]
    low, high = (int(dated.min()), int(dated.max())) if len(dated) else (0, 0)
    if high - low >= len(code):
        return days(code)
    table = days(np.arange(low, high + 1, dtype=np.int32))
    return np.take(table, np.maximum(code, low) - low).astype(np.int32)


def first_day(code: Int32) -> Int32:
    """Day number of the first day that a YYYYMMDD code may mean (day 0 of 1970 for code 0)."""
    year, month, day = code // 10000, code // 100 % 100, code % 100
    months = (year - 1970) * 12 + np.maximum(month, 1) - 1
    return days_of_month(months) + np.maximum(day, 1) - 1


def last_day(code: Int32) -> Int32:
    """Day number of the last day that a YYYYMMDD code may mean."""
    year, month, day = code // 10000, code // 100 % 100, code % 100
    months = (year - 1970) * 12 + np.where(month == 0, 12, month) - 1
    return np.where(day == 0, days_of_month(months + 1) - 1, days_of_month(months) + day - 1).astype(np.int32)


def days_of_month(months: Int32) -> Int32:
    """Day number of the first of a month, given in months since 1970-01."""
    return months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int32)


def pairs(left: Int32, right: Int32, actors: int) -> tuple[Int32, Int32]:
    """Codes of the unordered pairs (-1 where both ends are one actor) and the pairs themselves, (m, 2)."""
    base = max(actors, 1)
    keys = np.minimum(left, right).astype(np.int64) * base + np.maximum(left, right)
    real = left != right
    if base**2 <= SMALL:
        # A table of all possible pairs is quicker than a sort, as long as it fits a processor's cache.
        present = np.zeros(base**2, bool)
        present[keys[real]] = True
        found = np.flatnonzero(present)
        codes = (np.cumsum(present, dtype=np.int32) - 1)[keys]
    else:
        found = np.unique(keys[real])
        codes = np.searchsorted(found, keys).astype(np.int32)
    codes[~real] = -1
    return codes, np.stack([found // base, found % base], axis=1).astype(np.int32)


def closings(dyad: Int32, start: Int32, end: Int32, sign: Int8, holds: Bool, firm: Bool) -> tuple[Int32, Int32]:
    """Closes each open state on a later day: where one of the other sign begins on its pair, or one of its own is told as over.

    Returns (end, closed_by): `end` with these closings filled in, and the row that closed each state, -1 if none.
    A state whose own end is known keeps it; only a `firm` state closes others: what is alleged, planned or denied does not.
    What is said on one day does not supersede itself.
    """
    end, closed_by = end.copy(), np.full(len(end), -1, np.int32)
    stated = holds & (sign != 0) & (dyad >= 0)
    begun = stated & (start != NEVER)
    # "Once allies": nobody knows since when, but by then it had ended.
    over = stated & (start == NEVER) & (end != NEVER)
    opened, closers = np.flatnonzero(begun & (end == NEVER)), np.flatnonzero(firm & (begun | over))
    day = np.where(begun, start, end)
    closes = np.where(begun, -sign, sign)
    for side in (1, -1):
        mine, theirs = opened[sign[opened] == side], closers[closes[closers] == side]
        if not len(mine) or not len(theirs):
            continue
        keys = on_pair(dyad[theirs], day[theirs])
        order = np.argsort(keys, kind="stable")
        keys, theirs = keys[order], theirs[order]
        following = np.minimum(np.searchsorted(keys, on_pair(dyad[mine], start[mine]), side="right"), len(keys) - 1)
        closer = theirs[following]
        closed = (dyad[closer] == dyad[mine]) & (day[closer] > start[mine])
        end[mine[closed]], closed_by[mine[closed]] = day[closer[closed]], closer[closed]
    return end, closed_by


def on_pair(dyad: Int32, day: Int32) -> Int64:
    """A pair and a day as one number, in the order of both."""
    return dyad.astype(np.int64) << 32 | (day.astype(np.int64) + 2**31)


def units(document: NDArray[np.generic], line: NDArray[np.generic]) -> Int32:
    """What a bootstrap draws: a document with its statements, or one record of a data set."""
    codes = document.astype(np.int64)
    record = line.astype(np.int64) > 0
    offset = int(codes.max()) + 1 if len(codes) else 0
    return np.where(record, offset + np.arange(len(codes)), codes).astype(np.int32)
