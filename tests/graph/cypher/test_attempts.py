"""Attempts to write, to read files, to reach the network: none gets past the guard, and what does is stopped by the engines' own locks."""

from __future__ import annotations

import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from volteface.api import Graph
from volteface.graph.cypher.dialect import Rewritten
from volteface.graph.cypher.embedded import Embedded
from volteface.graph.cypher.engine import QueryError
from volteface.graph.cypher.guard import check
from volteface.graph.cypher.push import push
from volteface.graph.cypher.remote import Remote
from volteface.graph.cypher.server import connect
from volteface.graph.errors import DataError
from volteface.graph.store import open_store

HERE = Path(__file__).parent
TRIED = tomllib.loads((HERE / "attempts.toml").read_text(encoding="utf-8"))
ATTEMPTS: list[str] = TRIED["queries"]
SECRET = "the secret of this machine"
make = runpy.run_path(str(HERE / "world.py"))["make"]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attempts")
    (folder / "secret.csv").write_text(f"{SECRET}\n", encoding="utf-8")
    path: Path = make(folder / "graph.duckdb", 60)
    return path


@pytest.fixture(scope="module")
def embedded(file: Path) -> Embedded:
    return Graph.open(file).engine()


@pytest.fixture(scope="module")
def remote(neo4j_server: Any, file: Path) -> Iterator[Remote]:
    neo4j_server.empty()
    with connect(neo4j_server.uri, user=neo4j_server.user, password=neo4j_server.password) as server:
        with open_store(file) as store:
            push(store, server)
        yield Remote(server)
    neo4j_server.empty()


def query_of(attempt: str, file: Path) -> str:
    return attempt.replace("{file}", str(file.with_name("secret.csv")))


def hash_of(file: Path) -> str:
    with open_store(file) as store:
        return store.fingerprint()


def contents(engine: Embedded | Remote) -> list[Any]:
    """All that there is, by what it says."""
    nodes = engine.run("MATCH (n) RETURN n.id, properties(n), size(labels(n)) ORDER BY n.id")
    links = engine.run("MATCH (a)-[r]->(b) RETURN a.id, b.id, type(r), properties(r) ORDER BY r.id, type(r)")
    return [list(nodes), list(links)]


def test_there_are_more_than_sixty() -> None:
    assert len(set(ATTEMPTS)) > 100


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_guard_lets_none_through(attempt: str, file: Path) -> None:
    with pytest.raises(QueryError):
        check(query_of(attempt, file))


def test_the_embedded_engine_refuses_all_and_is_as_it_was(embedded: Embedded, file: Path) -> None:
    before = contents(embedded), hash_of(file), file.read_bytes(), sorted(path.name for path in file.parent.iterdir())
    for attempt in ATTEMPTS:
        with pytest.raises(QueryError):
            list(embedded.run(query_of(attempt, file), timeout=10))
    assert before == (contents(embedded), hash_of(file), file.read_bytes(), sorted(path.name for path in file.parent.iterdir()))


def test_the_server_refuses_all_and_is_as_it_was(remote: Remote, file: Path) -> None:
    before = contents(remote)
    for attempt in ATTEMPTS:
        with pytest.raises(QueryError):
            list(remote.run(query_of(attempt, file), timeout=10))
    assert before == contents(remote)


def test_past_the_guard_the_embedded_engine_is_read_only(embedded: Embedded, file: Path) -> None:
    """What it does not stop itself changes nothing; that it reads files is why the guard must be there."""
    before = contents(embedded)
    allowed = set()
    for attempt in ATTEMPTS:
        query = query_of(attempt, file)
        try:
            list(embedded.ask(query, Rewritten(query, []), {}, 10, None))
        except QueryError:
            continue
        allowed.add(attempt)
    assert before == contents(embedded)
    assert allowed == {*TRIED["without_guard"]["embedded"]}


def test_past_the_guard_the_server_has_a_session_that_reads(remote: Remote, file: Path) -> None:
    before = contents(remote)
    allowed = set()
    for attempt in ATTEMPTS:
        try:
            with remote.server.read(query_of(attempt, file), timeout=10) as result:
                rows = list(result)
        except DataError:
            continue
        assert SECRET not in str(rows)
        allowed.add(attempt)
    assert before == contents(remote)
    assert allowed <= {*TRIED["without_guard"]["server"]}


def test_what_explain_takes_for_writing_is_refused_too(remote: Remote) -> None:
    """The second lock of our own, without the guard."""
    for query in ("CREATE (n:X)", "MATCH (n) SET n.x = 1 RETURN n", "CREATE INDEX x FOR (n:X) ON (n.y)"):
        with pytest.raises(DataError):
            remote.explain(query, query, {}, 10)
