"""How fast the program starts, loads and answers, as ratios to what the same machine does without it, in one run.

    python benchmarks/speed.py [--rows 1000000] [--repeat 5]

start   `volteface --help` and `volteface diff` on the seeds against `python -c pass`               (to hold: 10x, 25x)
load    a generated `.jsonl`, in a process, against DuckDB alone reading and grouping that file     (to hold: 2x)
diff    on it, in a cold process, against a cold process that maps the same columns and makes a pass (to hold: 4x);
        the first one after a load, which makes these columns, is told apart and has no bound

Times are the best of the repeats; peak memory is that of the loading process. The exit status is 1 where a bound does not hold.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

SEEDS = Path(__file__).resolve().parents[1] / "seeds"
PROGRAM = [sys.executable, "-m", "volteface"]
TYPES = ["ally", "supports", "cooperates", "adversary", "opposes", "coerces", "attacks"]
WEIGHTS = [1, 20, 20, 1, 20, 20, 18]

# What an analyst without volteface would do with the file in DuckDB: read every record, count and average each pair's relations.
DUCKDB_ALONE = """
import duckdb, sys
duckdb.sql(f"SELECT source, target, type, min(start), max(start), count(*), avg(confidence)"
           f" FROM read_json('{sys.argv[1]}', format='newline_delimited') GROUP BY ALL").fetchnumpy()
"""

# The same columns mapped, both days summed and compared: what any diff has to do.
NUMPY_ALONE = """
import json, numpy as np, sys
data = np.memmap(sys.argv[1], np.uint8, "r")
size = int.from_bytes(bytes(data[20:28]), "little")
header, data = json.loads(bytes(data[28:28 + size])), data[-(-(28 + size) // 64) * 64:]
def column(name):
    dtype, shape, at = header["arrays"]["columns." + name]
    return data[at:at + np.dtype(dtype).itemsize * shape[0]].view(np.ndarray).view(dtype)
start, end, holds, weight, dyad = map(column, ("start", "end", "holds", "weight", "dyad"))
sums = []
for day in (20058, 20274):
    stop = np.searchsorted(start, day, "right")
    value = np.where(holds[:stop], np.where(end[:stop] > day, weight[:stop], 0), weight[:stop] * np.exp2((start[:stop] - day) / 365.0))
    sums.append([np.bincount(dyad[:stop], np.maximum(side, 0)) for side in (value, -value)])
print([int(np.argmax(good)) for good, _ in sums])
"""


def generate(path: Path, rows: int) -> None:
    """Statements of a data set: `rows` dated records between 200 states over 30 years."""
    draw = random.Random(1)
    names = [f"State {number:03}" for number in range(200)]
    with path.open("w", encoding="utf-8") as out:
        for line in range(1, rows + 1):
            source, target = draw.sample(names, 2)
            day = f"{draw.randint(1995, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
            type_ = draw.choices(TYPES, WEIGHTS)[0]
            record = {"document": "events.tsv", "published": day, "source": source, "source_kind": "state", "target": target}
            record |= {"target_kind": "state", "type": type_, "start": day, "line": line, "rule": "generated", "confidence": 0.9}
            out.write(json.dumps(record) + "\n")


def best(repeat: int, command: list[str], before: Callable[[], None] = lambda: None) -> float:
    """The least of the seconds that a process takes. Raises CalledProcessError where it fails."""
    times = []
    for _ in range(repeat):
        before()
        began = perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        times.append(perf_counter() - began)
    return min(times)


def report(name: str, ours: float, theirs: float, to_hold: float) -> bool:
    """Prints a line; True where the bound holds."""
    print(f"{name:26} {ours:8.3f} s  {theirs:8.3f} s  {ours / theirs:6.1f}x  (to hold: {to_hold:g}x)", flush=True)
    return ours <= to_hold * theirs


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--repeat", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        subprocess.run([*PROGRAM, "-g", "seeds.duckdb", "load", str(SEEDS)], check=True, stdout=subprocess.DEVNULL)
        python = best(4 * given.repeat, [sys.executable, "-c", "pass"])
        held = [report("--help / pass", best(2 * given.repeat, [*PROGRAM, "--help"]), python, 10)]
        seeds_diff = [*PROGRAM, "-g", "seeds.duckdb", "diff", "2024-12-01", "2025-07-05"]
        held.append(report("diff of seeds / pass", best(2 * given.repeat, seeds_diff), python, 25))

        generate(Path("events.jsonl"), given.rows)

        def fresh() -> None:
            for name in ("events.duckdb", "events.duckdb.columns"):
                Path(name).unlink(missing_ok=True)

        load = best(given.repeat, [*PROGRAM, "-g", "events.duckdb", "load", "events.jsonl"], fresh)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        held.append(report("load / DuckDB alone", load, best(given.repeat, [sys.executable, "-c", DUCKDB_ALONE, "events.jsonl"]), 2))
        diff = [*PROGRAM, "-g", "events.duckdb", "diff", "2024-12-01", "2025-07-05"]
        first = best(1, diff)
        numpy = best(given.repeat, [sys.executable, "-c", NUMPY_ALONE, "events.duckdb.columns"])
        held.append(report("cold diff / numpy alone", best(given.repeat, diff), numpy, 4))
        print(f"the first diff after the load: {first:.3f} s, {first / numpy:.1f}x")
        print(f"{given.rows:,} records, {Path('events.jsonl').stat().st_size / 2**20:.0f} MiB; peak memory of a load: {peak:.0f} MiB")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
