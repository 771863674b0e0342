"""How fast a push and a pull are, beside what a loop without any care does with the same rows, in one run on one server.

    python benchmarks/neo4j.py [--rows 100000] [--repeat 3]

bare    UNWIND … MERGE actors, CREATE relationship, statement node … of the same rows, node constraints only, no proof, no second time
push    `Graph.push` into an empty database        (to hold: at least 1.0 times as fast as bare)
again   the same once more: nothing is created     (to hold: at least 2 times as fast as bare)
pull    into a new file, equal to the first

Each with the plain driver, and with neo4j-rust-ext where that is installed. Processor time, of this process and of the server together,
decides: others may be at work on the machine; the seconds on the clock are told beside it. The least of the repeats counts. Exit status 1
where a bound does not hold, 0 and a word where no Neo4j can be had here.
"""

from __future__ import annotations

import argparse
import json
import random
import runpy
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from volteface.api import Graph
from volteface.graph.cypher import model
from volteface.graph.cypher.server import Server, connect
from volteface.graph.schema import schema
from volteface.graph.store import open_store

STARTER = Path(__file__).resolve().parents[1] / "tests" / "neo4j" / "server.py"
BATCH = 10_000
BARE = """
UNWIND $rows AS row MERGE (a:Actor {{id: row.source}}) MERGE (b:Actor {{id: row.target}}) CREATE (a)-[r:{type}]->(b) SET r = row.relation
CREATE (s:Statement) SET s = row.statement MERGE (d:Document {{id: row.document}}) CREATE (s)-[:READ_IN {{id: row.statement.id}}]->(d)
"""


def generate(path: Path, rows: int) -> None:
    """Statements between 300 states, of every type that states may have between them, read in 2,000 reports."""
    draw = random.Random(1)
    types = [one.name for one in schema().relations.values() if "state" in one.source and "state" in one.target]
    names = [f"State {number:03}" for number in range(300)]
    with path.open("w", encoding="utf-8") as out:
        for line in range(rows):
            source, target = draw.sample(names, 2)
            day = f"{draw.randint(1995, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
            quote = f"{source} and {target} met on the {draw.randint(1, 10**6)}th day of talks, its minister said afterwards."
            record = {"document": f"reports/{draw.randrange(2000):04}.txt", "published": day, "source": source, "source_kind": "state"}
            record |= {"target": target, "target_kind": "state", "type": draw.choice(types), "start": day, "quote": quote}
            out.write(json.dumps(record | {"char_start": line, "char_end": line + len(quote), "confidence": 0.9}) + "\n")


def batches(rows: Iterable[Any]) -> Iterator[list[Any]]:
    rows = iter(rows)
    while batch := list(islice(rows, BATCH)):
        yield batch


def known(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def bare(path: Path, server: Server) -> None:
    """What anybody would write first."""
    with server.driver.session(database=server.database) as session, open_store(path) as store:
        for label in ("Actor", "Document", "Statement"):
            session.run(f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE").consume()
        for name, type_ in model.types().items():
            query = BARE.format(type=type_)
            for both in batches(zip(model.relations(store, name), model.statements(store, name), strict=True)):
                rows = [
                    {
                        "source": relation[0],
                        "target": relation[1],
                        "document": statement[0],
                        "relation": known(model.RELATION, relation[2:]),
                        "statement": known(model.STATEMENT, statement[1:]),
                    }
                    for relation, statement in both
                ]
                session.execute_write(lambda transaction, query, rows: transaction.run(query, rows=rows).consume(), query, rows)


def used(server: Any) -> float:
    """Processor seconds of this process, and of the server where it is one of ours."""
    spent = time.process_time()
    if server.process is not None and sys.platform == "linux":
        fields = Path(f"/proc/{server.process.pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
        spent += (int(fields[11]) + int(fields[12])) / 100  # user and system, in the kernel's hundredths
    return spent


def measured(server: Any, work: Callable[[], object]) -> tuple[float, float]:
    """Processor seconds and seconds that some work takes."""
    began, spent = time.perf_counter(), used(server)
    work()
    return used(server) - spent, time.perf_counter() - began


def measure(running: Any, path: Path, repeat: int) -> dict[str, tuple[float, float]]:
    """The least that each of the four takes, in turn."""
    graph = Graph.open(path)
    access = {"user": running.user, "password": running.password}
    best: dict[str, tuple[float, float]] = {}
    back = path.with_name("back.duckdb")
    for _ in range(repeat):
        for name in ("bare", "push", "again", "pull"):
            if name in ("bare", "push"):
                running.empty()
            back.unlink(missing_ok=True)
            with connect(running.uri, "neo4j", running.user, running.password) as server:
                work: dict[str, Callable[[], object]] = {
                    "bare": lambda server=server: bare(path, server),
                    "push": lambda: graph.push(running.uri, **access),
                    "again": lambda: graph.push(running.uri, **access),
                    "pull": lambda: Graph.open(back).pull(running.uri, **access),
                }
                best[name] = min(best.get(name, (float("inf"), 0.0)), measured(running, work[name]))
    with open_store(path) as one, open_store(back) as other:
        assert one.fingerprint() == other.fingerprint(), "what came back is not what was pushed"
    return best


def report(driver: str, rows: int, best: dict[str, tuple[float, float]]) -> bool:
    """A line for each; True where the bounds hold."""
    held = True
    for name, bound in (("bare", 0.0), ("push", 1.0), ("again", 2.0), ("pull", 0.0)):
        spent, seconds = best[name]
        times = best["bare"][0] / spent
        told = f"{times:6.2f} times as fast as bare" + (f"  (to hold: {bound:g})" if bound else "") if name != "bare" else ""
        print(f"{driver:8}{name:6}{spent:8.2f} s of processor {seconds:8.2f} s {rows / seconds:9,.0f} statements/s {told}", flush=True)
        held = held and times >= bound
    return held


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--driver", choices=["plain", "rust"], help="only with one of the two (in this process)")
    given = parser.parse_args()
    # Here this file would stand for the driver, which has its name.
    sys.path[:] = [folder for folder in sys.path if Path(folder).resolve() != Path(__file__).resolve().parent]
    if given.driver is None:
        drivers = ["plain", *(["rust"] if find_spec("neo4j._rust") else [])]
        command = [sys.executable, __file__, *sys.argv[1:], "--driver"]
        ended = [subprocess.run([*command, driver], check=False).returncode for driver in drivers]
        if len(drivers) == 1:
            print("neo4j-rust-ext is not installed: only the plain driver was measured")
        return max(ended)
    if given.driver == "plain":
        sys.modules["neo4j._rust"] = None  # type: ignore[assignment]  # so that importing it fails, as where it is not installed
    starter = runpy.run_path(str(STARTER))
    try:
        with TemporaryDirectory() as folder, starter["running"]() as running:
            path = Path(folder) / "graph.duckdb"
            generate(Path(folder) / "statements.jsonl", given.rows)
            with open_store(path, write=True) as store:
                store.load_records(Path(folder) / "statements.jsonl", "statements.jsonl")
            Graph.open(path).push(running.uri, user=running.user, password=running.password)  # warms the server up
            return 0 if report(given.driver, given.rows, measure(running, path, given.repeat)) else 1
    except starter["Unavailable"] as reason:
        print(f"nothing is measured: {reason}")
        return 0


if __name__ == "__main__":
    sys.exit(main())
