"""Why two actors stand as they do: the dated statements behind a pair and how they add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from ..graph.columns import NEVER, Columns, closings
from ..graph.errors import UsageError
from ..graph.model import Actor
from ..graph.schema import schema
from .calendar import iso
from .clocks import known_by, stated_ends
from .dyads import Float, Int, alignment_of, contribution, known_of, pairing, sign_of
from .extent import extent
from .measure import AGENTS, HALF_LIFE, TENSION_HALF_LIFE, check_half_life, check_level, tension_json
from .telling import Evidence, Said, told


class Entry(NamedTuple):
    """One statement of the pair. `source` and `target` are the actors as written; days are day numbers.

    `share` is what it adds on the day asked for: to C where positive, to H where negative, 0 where it does not count.
    `age` is in days, None without a date; `end` is None while open; `closed_by` is the store's row of the later statement
    that closed this state. `row` is its own row in the store.
    """

    row: int
    source: Actor
    target: Actor
    type: str
    sign: int
    start: int | None
    end: int | None
    age: int | None
    weight: float
    share: float
    closed_by: int | None

    def __str__(self) -> str:
        return f"{iso(self.start) or 'undated'}  {self.share:+.2f}  {self.source.name} {self.type} {self.target.name}"


@dataclass(frozen=True, slots=True, repr=False)
class Why:
    """A pair on a day. `cooperation` and `conflict` are the sums C and H of the shares of `entries`, the latest first.

    `alignment` and `sign` are None where the pair is unknown. `undated` statements are listed apart and not added;
    `later` counts those dated after the day. `tension` is the sign at a half-life of 30 days, None where that is unknown.
    """

    a: Actor
    b: Actor
    level: str
    day: int
    half_life: float
    cooperation: float
    conflict: float
    alignment: float | None
    sign: int | None
    tension: int | None
    n: int
    entries: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    later: int

    def __repr__(self) -> str:
        aligned = "unknown" if self.alignment is None else f"{self.alignment:+.2f}"
        return f"<Why {self.a.name}, {self.b.name} on {iso(self.day)}: {aligned} (n={self.n}, {self.level} level)>"

    def __str__(self) -> str:
        return "\n".join([repr(self), *map(str, self.entries), *map(str, self.undated)])

    def as_json(self, evidence: Evidence) -> dict[str, Any]:
        """The JSON object of `why --format json`; `evidence` is `Graph.evidence`."""
        said = iter(evidence([entry.row for entry in (*self.entries, *self.undated)]))
        entries, undated = ([_entry_json(entry, next(said)) for entry in part] for part in (self.entries, self.undated))
        return {
            "a": self.a.name,
            "a_kind": self.a.kind,
            "b": self.b.name,
            "b_kind": self.b.kind,
            "level": self.level,
            "date": iso(self.day),
            "half_life_days": self.half_life,
            "cooperation": round(self.cooperation, 6),
            "conflict": round(self.conflict, 6),
            "alignment": None if self.alignment is None else round(self.alignment, 6),
            "sign": self.sign,
            "tension": tension_json(self.sign, self.tension),
            "n": self.n,
            "statements": entries,
            "undated": undated,
            "later": self.later,
        }


def why(
    columns: Columns,
    a: Actor,
    b: Actor,
    day: int | None = None,
    half_life: float = HALF_LIFE,
    as_known: int | None = None,
    level: str | None = None,
) -> Why:
    """The statements between `a` and `b`, in both directions, and their sums on `day`.

    `day` None is the last day that the table tells of (queries/extent.py). `level` None is "state" (leaders and outlets rolled
    up), or "actor" (as written) where a or b is a leader, an outlet or a person. An actor without a statement in the table
    is one about whom nothing is known. Raises UsageError for one actor twice, a bad half-life, an unknown level, and where
    no day is given and nothing is dated.
    """
    half_life = check_half_life(half_life)
    level = check_level(level or ("actor" if {a.kind, b.kind} & {*AGENTS} else "state"))
    if a == b:
        raise UsageError(f"pair: {a.name} twice (valid: two actors)")
    columns = known_by(columns, as_known)
    if day is None:
        day = extent(columns)[1]
    rows = _rows(columns, a, b, level)
    end, start = pairing(columns, level).end, columns.start[rows]
    share = contribution(columns, rows, day, half_life, end)
    pair = _sum(share)
    entries = _entries(columns, rows, share, day)
    return Why(
        a=a,
        b=b,
        level=level,
        day=day,
        half_life=half_life,
        cooperation=pair.cooperation,
        conflict=pair.conflict,
        alignment=pair.alignment,
        sign=pair.sign,
        tension=_sum(contribution(columns, rows, day, TENSION_HALF_LIFE, end)).sign,
        n=int(np.count_nonzero(share)),
        entries=tuple(entry for entry in reversed(entries) if entry.start is not None and entry.start <= day),
        undated=tuple(entry for entry in entries if entry.start is None),
        later=int(np.count_nonzero((start > day) & (start != NEVER))),
    )


class _Sum(NamedTuple):
    """C, H and what follows from them; None where the pair is unknown."""

    cooperation: float
    conflict: float
    alignment: float | None
    sign: int | None


def _sum(share: Float) -> _Sum:
    good, bad = np.maximum(share, 0).sum(keepdims=True), np.maximum(-share, 0).sum(keepdims=True)
    aligned = alignment_of(good, bad)
    known = bool(known_of(good, bad)[0])
    return _Sum(float(good[0]), float(bad[0]), float(aligned[0]) if known else None, int(sign_of(aligned)[0]) if known else None)


def _rows(columns: Columns, a: Actor, b: Actor, level: str) -> Int:
    """The rows of the pair, in either direction."""
    of = pairing(columns, level)
    codes = sorted(code for code, actor in enumerate(columns.actors) if actor in (a, b))
    dyad = np.flatnonzero((of.dyads == codes).all(axis=1)) if len(codes) == 2 else np.empty(0, np.int64)
    return np.flatnonzero(of.dyad == dyad[0]) if len(dyad) else np.empty(0, np.int64)


def _entries(columns: Columns, rows: Int, share: Float, day: int) -> list[Entry]:
    """The rows of one pair, spelled out in order of the table."""
    types = list(schema().relations)
    # Closed anew by one another, because the table names the closing statement at state level only.
    end, closer = closings(
        np.zeros(len(rows), np.int32),
        columns.start[rows],
        stated_ends(columns)[rows],
        columns.sign[rows],
        columns.holds[rows],
        columns.firm[rows],
    )
    made = []
    for place, (row, adds) in enumerate(zip(rows.tolist(), share.tolist(), strict=True)):
        start = int(columns.start[row])
        made.append(
            Entry(
                row=int(columns.row[row]),
                source=columns.actors[columns.source[row]],
                target=columns.actors[columns.target[row]],
                type=types[columns.type[row]],
                sign=int(columns.sign[row]),
                start=None if start == NEVER else start,
                end=None if end[place] == NEVER else int(end[place]),
                age=None if start == NEVER else day - start,
                weight=float(columns.weight[row]),
                share=adds + 0.0,
                closed_by=None if closer[place] < 0 else int(columns.row[rows[closer[place]]]),
            )
        )
    return made


def _entry_json(entry: Entry, said: Said) -> dict[str, Any]:
    when = told(entry.start, entry.end, said)
    return {
        "source": entry.source.name,
        "source_kind": entry.source.kind,
        "target": entry.target.name,
        "target_kind": entry.target.kind,
        "type": entry.type,
        "sign": entry.sign,
        "start": when.pop("start"),
        "end": when.pop("end"),
        "counts_from": iso(entry.start),
        "age_days": entry.age,
        "weight": round(entry.weight, 6),
        "share": round(entry.share, 6),
        "closed": entry.closed_by is not None,
        **when,
    }
