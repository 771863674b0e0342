"""How a folder of articles loads: sentences a second with one process and with several, memory, progress, and what a kill costs.

    python benchmarks/folder.py [--articles 2400] [--large 100000] [--workers 2]

The articles are put together from sentences of our own about drawn states, people, places and days, half of them without any
relation, as in news; no two are alike. Times are of whole loads by the program, starting up included. `--large` adds a folder of
so many, loaded once by several processes: killed (-9) half-way and run again, its memory told on the way and its progress read
from a terminal. The exit status is 1 where a load that was killed and run again does not end as one that was not, or where
memory grows with the folder.
"""

from __future__ import annotations

import argparse
import os
import pty
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from volteface.graph.model import Document
from volteface.graph.store import open_store
from volteface.loaders.files import File
from volteface.loaders.formats.table import read
from volteface.loaders.reading.reader import Reader

PROGRAM = [sys.executable, "-m", "volteface"]
STATES = "Kenya Uganda Brazil Peru France Turkey Japan India Chad Norway Canada Mexico Egypt Vietnam Poland Serbia Iran Cuba".split()
SAID = [
    "{a} condemned {b} on {day} for closing the border crossing near {place}.",
    "{a} and {b} signed an agreement on fishing rights in {place} on {day}.",
    "The foreign minister of {a}, {name}, met his counterpart from {b} for talks on trade.",
    "{a} summoned the ambassador of {b}, {name}, after the incident at {place}.",
    "{a} lifted the sanctions that it had imposed on {b} three years earlier.",
    "Relations between {a} and {b} have been tense since {year}.",
    "{a} accused {b} of backing the rebels in {place}, {name} told reporters.",
    "The two countries agreed to reopen their embassies within {number} days.",
]
UNSAID = [
    "The harvest at {place} was poor for the second year in a row, and prices rose by {number} percent in every market of the capital.",
    "Heavy rain fell over {place}, and the road to the coast was closed to lorries until the evening.",
    "The festival drew {number} visitors more than {name} had expected, most of them families with children.",
    "Analysts expect the central bank to keep its rate where it is when it meets in {number} days.",
    "A new bridge will shorten the way to school for {number} pupils of {place} who now take the ferry.",
    "Nobody was hurt when the old mill of {place} burnt down, but the noise woke half of the town.",
    "The museum shows letters, maps and a boat that {name} found in the river {number} years ago.",
    "Doctors said the clinic of {place} had {number} beds, though not enough nurses for all of them.",
]
MONTHS = "January March May July October December".split()
COUNT = re.compile(rb"(\d+)  \S")
MARKS = (10, 50, 100)


def write(folder: Path, articles: int) -> int:
    """Writes the articles, in folders of 1,000; returns how many sentences there are."""
    draw = random.Random(3)
    sentences = 0

    def word() -> str:
        return "".join(draw.choice("bdfghklmnprstvz") + draw.choice("aeiou") for _ in range(draw.randint(2, 4))).title()

    for number in range(articles):
        year = draw.randint(1960, 2025)
        lines = [f"Published: {year}-12-{draw.randint(10, 28)}", ""]
        for _ in range(draw.randint(2, 4)):
            a, b = draw.sample(STATES, 2)
            told = [draw.choice(SAID), *draw.sample(UNSAID, draw.randint(0, 2))]
            draw.shuffle(told)
            day = f"{draw.randint(1, 28)} {draw.choice(MONTHS)} {year}"
            drawn = {"day": day, "year": year - 3, "place": word(), "name": f"{word()} {word()}", "number": draw.randint(2, 999)}
            lines += [" ".join(told).format(a=a, b=b, **drawn), ""]
            sentences += len(told)
        file = folder / f"{number // 1000:03}" / f"{number:06}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("\n".join(lines), encoding="utf-8")
    return sentences


def command(graph: Path, folder: Path, workers: int) -> list[str]:
    return [*PROGRAM, "-g", str(graph), "load", str(folder), "--workers", str(workers)]


def load(graph: Path, folder: Path, workers: int) -> float:
    began = time.perf_counter()
    subprocess.run(command(graph, folder, workers), check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def fingerprint(graph: Path) -> str:
    with open_store(graph) as store:
        return store.fingerprint()


@dataclass
class Watched:
    """A load that is looked at from outside. `memory`: peak MiB of the process and of those that read, at so many percent."""

    graph: Path
    folder: Path
    workers: int
    articles: int
    shown: int = 0
    seconds: float = 0.0
    memory: dict[int, list[int]] = field(default_factory=dict)

    def run(self, kill_at: float = 2.0) -> Watched:
        """Loads, on a terminal of its own; kills the program where it says to have come to that share of the articles."""
        ours, its = pty.openpty()
        began = time.perf_counter()
        with subprocess.Popen(command(self.graph, self.folder, self.workers), stdout=subprocess.DEVNULL, stderr=its) as program:
            os.close(its)
            threading.Thread(target=self._follow, args=(ours,), daemon=True).start()
            while program.poll() is None:
                peaks = _peaks(program.pid)
                for mark in MARKS:
                    # At the end those that read go before the load itself does.
                    whole = mark not in self.memory or (mark == 100 and len(peaks) >= len(self.memory[mark]))
                    if peaks and whole and 100 * self.shown >= (mark - 0.5) * self.articles:
                        self.memory[mark] = peaks
                if self.shown >= kill_at * self.articles:
                    program.send_signal(signal.SIGKILL)
                time.sleep(0.2)
        self.seconds = time.perf_counter() - began
        return self

    def _follow(self, terminal: int) -> None:
        """Keeps the number that the progress shows last."""
        try:
            while said := os.read(terminal, 1 << 16):
                if counts := COUNT.findall(said):
                    self.shown = int(counts[-1])
        except OSError:  # the program is gone
            pass


def _peaks(pid: int) -> list[int]:
    """The peak memory of a process and of its children (the largest first), in MiB; empty where the system does not say."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        peaks = [int(re.findall(r"VmHWM:\s+(\d+)", Path(f"/proc/{one}/status").read_text())[0]) // 1024 for one in (str(pid), *children)]
    except (OSError, IndexError):
        return []
    return [peaks[0], *sorted(peaks[1:], reverse=True)]


def compare(here: Path, articles: int, workers: int) -> bool:
    """One process against several, and a kill on the way. True where all end alike in about the memory of a quarter of it."""
    sentences = write(here / "articles", articles)
    few = write(here / "few", max(articles // 4, 1))
    load(here / "few.duckdb", here / "few", 1)
    small = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    alone = load(here / "one.duckdb", here / "articles", 1)
    large = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    together = load(here / "several.duckdb", here / "articles", workers)
    print(f"{articles} articles, {sentences} sentences")
    print(f"one process      {alone:7.1f} s  {sentences / alone:6.0f} sentences/s")
    print(f"{workers} processes      {together:7.1f} s  {sentences / together:6.0f} sentences/s")
    print(f"several against one: {alone / together:.2f}x (to reach: 1.7x)")
    print(f"peak memory of the load: {small:.0f} MiB for {few} sentences, {large:.0f} MiB for {sentences}")
    same = fingerprint(here / "one.duckdb") == fingerprint(here / "several.duckdb")
    Watched(here / "killed.duckdb", here / "articles", workers, articles).run(kill_at=0.6)
    rest = load(here / "killed.duckdb", here / "articles", workers)
    resumed = fingerprint(here / "killed.duckdb") == fingerprint(here / "one.duckdb")
    print(f"killed at 60 % and run again: {rest:.1f} s for the rest; the graph as if never killed: {'yes' if resumed else 'NO'}")
    print(f"several processes read what one reads: {'yes' if same else 'NO'}", flush=True)
    return same and resumed and large < 1.3 * small


def load_large(here: Path, articles: int, workers: int) -> bool:
    """A large folder, killed half-way and run again. True where every article is there once, with what it says, in bounded memory."""
    sentences = write(here / "large", articles)
    print(f"{articles} articles, {sentences} sentences, {workers} processes", flush=True)
    graph = here / "large.duckdb"
    first = Watched(graph, here / "large", workers, articles).run(kill_at=0.5)
    with open_store(graph) as store:
        half = len(store.documents())
    print(f"killed at {first.shown} articles by its progress after {first.seconds:.0f} s: {half} stored", flush=True)
    second = Watched(graph, here / "large", workers, articles).run()
    cpu = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    rate = sentences * (articles - half) / articles / second.seconds
    print(f"run again: {second.seconds:.0f} s for the rest, {rate:.0f} sentences/s; its progress came to {second.shown}")
    for told in (first, second):
        print("peak memory, MiB (the load; those that read):", {f"{mark} %": peaks for mark, peaks in told.memory.items()})
    print(f"the graph: {graph.stat().st_size / 2**20:.0f} MiB; processor time of all loads that ended: {cpu:.0f} s")
    return half > 0 and _as_read(graph, here / "large", articles) and _bounded(first, second)


def _as_read(graph: Path, folder: Path, articles: int) -> bool:
    """Whether a graph has every article once, and of some of them just the statements that are read in each by itself."""
    with open_store(graph) as store:
        paths = [info.path for info in store.documents() if info.path.startswith(str(folder))]
        counts = "SELECT path, count(*) FROM statement JOIN document ON statement.document = document.code GROUP BY ALL"
        stored = dict(store.db.execute(counts).fetchall())
    drawn = random.Random(5).sample(paths, min(len(paths), 400))
    documents: list[Document] = [read(File(path, Path(path), "txt")) for path in drawn]
    told = {document.path: len({one.id for one in found}) for document, found in Reader().read_all(documents)}
    whole = len(paths) == len(set(paths)) == articles
    alike = all(stored.get(path, 0) == told[path] for path in drawn)
    print(f"every article once: {'yes' if whole else 'NO'}; of {len(drawn)}, what each says: {'yes' if alike else 'NO'}")
    return whole and alike


def _bounded(first: Watched, second: Watched) -> bool:
    """Whether no process needed much more at the end than when the first load was killed: until there the second reads nothing."""
    half, end = first.memory.get(50, []), second.memory.get(100, [])
    return all(later < 1.5 * before + 100 for before, later in zip(half, end, strict=False))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=2400)
    parser.add_argument("--large", type=int, default=0, metavar="N")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        held = compare(Path(place), given.articles, given.workers) if given.articles else True
        if given.large:
            held = load_large(Path(place), given.large, given.workers) and held
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
