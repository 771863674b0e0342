"""How a folder of articles loads: sentences a second with one process and with several, memory, and what a kill costs.

    python benchmarks/folder.py [--articles 2400] [--workers 2]

The articles are put together from sentences of our own about drawn states on drawn days, half of them without any relation, as
in news. Times are of whole loads by the program, starting up included. The exit status is 1 where a load that was killed
(-9) half-way and run again does not end as one that was not, or where memory grows with the folder.
"""

from __future__ import annotations

import argparse
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from volteface.graph.store import open_store

PROGRAM = [sys.executable, "-m", "volteface"]
STATES = "Kenya Uganda Brazil Peru France Turkey Japan India Chad Norway Canada Mexico Egypt Vietnam Poland Serbia Iran Cuba".split()
SAID = [
    "{a} condemned {b} on {day} for closing the border crossing near the lake.",
    "{a} and {b} signed an agreement on fishing rights on {day}.",
    "The foreign minister of {a} met his counterpart from {b} for talks on trade.",
    "{a} summoned the ambassador of {b} after the incident.",
    "{a} lifted the sanctions that it had imposed on {b} three years earlier.",
    "Relations between {a} and {b} have been tense since {year}.",
    "{a} accused {b} of backing the rebels in the north.",
    "The two countries agreed to reopen their embassies within a month.",
]
UNSAID = [
    "The harvest was poor for the second year in a row, and prices rose in every market of the capital.",
    "Heavy rain fell over the hills, and the road to the coast was closed to lorries until the evening.",
    "The festival drew more visitors than the organisers had expected, most of them families with children.",
    "Analysts expect the central bank to keep its rate where it is when it meets at the end of the quarter.",
    "A new bridge will shorten the way to school for hundreds of pupils who now take the ferry.",
    "Nobody was hurt when the old mill burnt down, but the noise woke half of the town.",
    "The museum shows letters, maps and a boat that was found in the river thirty years ago.",
    "Doctors said the clinic had enough beds, though not enough nurses for all of them.",
]
MONTHS = "January March May July October December".split()


def write(folder: Path, articles: int) -> int:
    """Writes the articles; returns how many sentences there are."""
    draw = random.Random(3)
    folder.mkdir()
    sentences = 0
    for number in range(articles):
        year = draw.randint(1960, 2025)
        lines = [f"Published: {year}-12-{draw.randint(10, 28)}", ""]
        for _ in range(draw.randint(4, 8)):
            a, b = draw.sample(STATES, 2)
            day = f"{draw.randint(1, 28)} {draw.choice(MONTHS)} {year}"
            told = [draw.choice(SAID).format(a=a, b=b, day=day, year=year - 3), *draw.sample(UNSAID, draw.randint(0, 2))]
            draw.shuffle(told)
            sentences += len(told)
            lines += [" ".join(told), ""]
        (folder / f"{number:06}.txt").write_text("\n".join(lines), encoding="utf-8")
    return sentences


def load(graph: Path, folder: Path, workers: int) -> float:
    began = time.perf_counter()
    command = [*PROGRAM, "-g", str(graph), "load", str(folder), "--workers", str(workers)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def fingerprint(graph: Path) -> str:
    with open_store(graph) as store:
        return store.fingerprint()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2400)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        here = Path(place)
        sentences = write(here / "articles", given.articles)
        few = write(here / "few", max(given.articles // 4, 1))
        load(here / "few.duckdb", here / "few", 1)
        small = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        alone = load(here / "one.duckdb", here / "articles", 1)
        large = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        together = load(here / "several.duckdb", here / "articles", given.workers)
        print(f"{given.articles} articles, {sentences} sentences")
        print(f"one process      {alone:7.1f} s  {sentences / alone:6.0f} sentences/s")
        print(f"{given.workers} processes      {together:7.1f} s  {sentences / together:6.0f} sentences/s")
        print(f"several against one: {alone / together:.2f}x (to reach: 1.7x)")
        print(f"peak memory of the load: {small:.0f} MiB for {few} sentences, {large:.0f} MiB for {sentences}")
        same = fingerprint(here / "one.duckdb") == fingerprint(here / "several.duckdb")
        command = [*PROGRAM, "-g", str(here / "killed.duckdb"), "load", str(here / "articles"), "--workers", str(given.workers)]
        killed = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        time.sleep(together * 0.6)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        rest = load(here / "killed.duckdb", here / "articles", given.workers)
        resumed = fingerprint(here / "killed.duckdb") == fingerprint(here / "one.duckdb")
        print(f"killed at 60 % and run again: {rest:.1f} s for the rest; the graph as if never killed: {'yes' if resumed else 'NO'}")
        print(f"several processes read what one reads: {'yes' if same else 'NO'}")
    return 0 if same and resumed and large < 1.3 * small else 1


if __name__ == "__main__":
    sys.exit(main())
