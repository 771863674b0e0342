"""How long `snapshot` and `diff` take on a generated million statements, against a plain numpy pass over the same columns.

    python benchmarks/queries.py [--rows 1000000] [--actors 200] [--repeat 7]

Prints the best of the repeats, warm, and the ratios. "listed" makes every Pair and Change, with its evidence rows, as well.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from volteface.graph.columns import Columns, build
from volteface.graph.model import Actor
from volteface.queries.diff import diff
from volteface.queries.snapshot import snapshot

Float = NDArray[np.float64]


def generated(rows: int, actors: int, seed: int = 0) -> Columns:
    """A table of `rows` statements between `actors` states over the 30 years up to 2024, one in fifty of them a state of affairs."""
    draw = np.random.default_rng(seed)
    events = np.array([1, 2, 4, 5, 6, 7])
    first = draw.integers(np.datetime64("1995-01-01").astype(int), np.datetime64("2025-01-01").astype(int), rows)
    day = first.astype("datetime64[D]")
    year, month = day.astype("datetime64[Y]"), day.astype("datetime64[M]")
    code = (year.astype(int) + 1970) * 10000 + (month - year).astype(int) * 100 + 100 + (day - month).astype(int) + 1
    source = draw.integers(0, actors, rows)
    zero = np.zeros(rows, np.int32)
    return build(
        tuple(Actor(f"State {number:04}", "state") for number in range(actors)),
        {
            "source": source,
            "target": (source + draw.integers(1, actors, rows)) % actors,
            "type": np.where(draw.random(rows) < 0.02, draw.choice([0, 3], rows), draw.choice(events, rows)),
            "status": draw.choice([0, 0, 0, 0, 0, 0, 0, 1, 2, 3], rows),
            "start": code,
            "end": zero,
            "published": code,
            "past": zero,
            "confidence": draw.integers(500, 1001, rows),
            "document": np.arange(rows) // 3,
            "line": zero,
            "row": np.arange(rows),
        },
    )


def plain_pass(columns: Columns, day: int, half_life: float = 365.0) -> Float:
    """The same alignments by numpy alone, as one would write them down: mask, power, two sums."""
    dated = columns.start <= day
    age = day - columns.start[dated]
    weight = columns.weight[dated]
    value = np.where(columns.holds[dated], np.where(columns.end[dated] > day, weight, 0), weight * np.exp2(-age / half_life))
    dyad = columns.dyad[dated] + 1
    good = np.bincount(dyad, np.maximum(value, 0), minlength=len(columns.dyads) + 1)[1:]
    bad = np.bincount(dyad, np.maximum(-value, 0), minlength=len(columns.dyads) + 1)[1:]
    return (good - bad) / (good + bad + 1)


def best(call: Callable[[], object], repeat: int) -> float:
    """Seconds of the fastest of `repeat` calls, after one that is not counted."""
    call()
    taken = []
    for _ in range(repeat):
        began = perf_counter()
        call()
        taken.append(perf_counter() - began)
    return min(taken)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--actors", type=int, default=200)
    options.add_argument("--repeat", type=int, default=7)
    given = options.parse_args()
    columns = generated(given.rows, given.actors)
    d1, d2 = (int(np.datetime64(day).astype(int)) for day in ("2023-12-31", "2024-12-31"))
    one = best(lambda: plain_pass(columns, d2), given.repeat)
    two = best(lambda: (plain_pass(columns, d1), plain_pass(columns, d2)), given.repeat)
    print(f"{len(columns):,} statements, {len(columns.dyads):,} pairs, {len(diff(columns, d1, d2)):,} of them changed")
    for name, call, plain in (
        ("snapshot", lambda: snapshot(columns, d2), one),
        ("snapshot, listed", lambda: list(snapshot(columns, d2)), one),
        ("diff", lambda: diff(columns, d1, d2), two),
        ("diff, listed", lambda: diff(columns, d1, d2).gained, two),
    ):
        taken = best(call, given.repeat)
        print(f"{name:18}{taken * 1000:8.1f} ms   plain pass {plain * 1000:8.1f} ms   ratio {taken / plain:.2f}")


if __name__ == "__main__":
    main()
