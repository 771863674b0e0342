"""Both engines, asked the same: what they answer alike, and the table of what they do not (differences.toml)."""

from __future__ import annotations

import math
import random
import re
import runpy
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from volteface.api import Graph
from volteface.graph.cypher.engine import Engine, QueryError
from volteface.graph.cypher.push import push
from volteface.graph.cypher.remote import Remote
from volteface.graph.cypher.server import connect
from volteface.graph.errors import DataError
from volteface.graph.store import open_store

HERE = Path(__file__).parent
DIFFERENCES = tomllib.loads((HERE / "differences.toml").read_text(encoding="utf-8"))["difference"]
GENERATED = 400
make = runpy.run_path(str(HERE / "generated.py"))["make"]
world = runpy.run_path(str(HERE / "world.py"))["make"]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, and an invented graph of the same states."""
    path: Path = world(tmp_path_factory.mktemp("both") / "graph.duckdb")
    Graph.open(path).load([HERE.parents[2] / "seeds"])
    return path


@pytest.fixture(scope="module")
def embedded(file: Path) -> Engine:
    return Graph.open(file).engine()


@pytest.fixture(scope="module")
def remote(neo4j_server: Any, file: Path) -> Iterator[Remote]:
    neo4j_server.empty()
    with connect(neo4j_server.uri, user=neo4j_server.user, password=neo4j_server.password) as server:
        with open_store(file) as store:
            push(store, server)
        yield Remote(server)
    neo4j_server.empty()


def canonical(value: Any) -> Any:
    """A value by which to compare: fractions to seven places, lists in any order (what `collect` gives has none)."""
    if isinstance(value, bool) or not isinstance(value, int | float | list | dict):
        return type(value).__name__, str(value)
    if isinstance(value, int | float):
        return type(value).__name__, round(value, 7) if math.isfinite(value) else str(value)
    if isinstance(value, list):
        return sorted(map(canonical, value), key=repr)
    return sorted((name, canonical(one)) for name, one in value.items())


def answer(engine: Engine, query: str, ordered: bool = False, **params: Any) -> tuple[tuple[str, ...], list[str]]:
    found = engine.run(query, params, timeout=30)
    return found.columns, compared(found, ordered)


def compared(rows: Iterable[tuple[Any, ...]], ordered: bool) -> list[str]:
    texts = [repr(canonical(list(row))) for row in rows]
    return texts if ordered else sorted(texts)


@pytest.mark.parametrize("first", range(0, GENERATED, 50))
def test_generated_queries_have_the_same_rows(embedded: Engine, remote: Remote, first: int) -> None:
    """Fifty a test; the number of a query in the message makes it again."""
    found = 0
    for number in range(first, first + 50):
        made = make(random.Random(number))
        here = answer(embedded, made.query, made.ordered)
        # The guard has let it through; asking the server to explain each as well would take as long again.
        columns, *rows = remote.stream(made.query, made.query, None, 30, None)
        there = tuple(columns), compared(rows, made.ordered)
        assert here == there, f"{number}: {made.query}"
        found += bool(here[1])
    assert found > 20  # most find something, or they would show little


WRITTEN = (
    "MATCH (a)-[r:ALLY]->(b) MATCH (s:Statement {id: r.id})-[:READ_IN]->(d) RETURN d.id AS d, count(s) AS n ORDER BY d",
    "MATCH (a)-[r]->(b) WHERE EXISTS { (:Statement {id: r.id}) } RETURN count(*) AS n",
    "MATCH (a)-[r:ALLY]->(b) OPTIONAL MATCH (s:Statement {id: r.id}) RETURN count(s) AS n",
    "MATCH (a)-[r:ALLY]->(b) WITH r MATCH (s:Statement {id: r.id}) RETURN count(*) AS n",
    "MATCH (a)-[r:ALLY]->(b) CALL (r) { MATCH (s:Statement {id: r.id}) RETURN s } RETURN count(s) AS n",
    "MATCH (a)-[r:ALLY]->(b) MATCH (d:Document {id: r.`document`}) RETURN count(d) AS n",
    "MATCH (a:State)-[:ALLY]-(b)-[:OPPOSES]-(c) RETURN count(*) AS n",
    "UNWIND range(1, 3) AS x WITH x, x % 2 AS odd RETURN odd, collect(x) AS l ORDER BY odd",
    "MATCH (n:State {name: 'Peru'}) RETURN n, keys(n) AS k, properties(n) AS p, labels(n) AS l, n {.*} AS m",
    "MATCH p = (:State {name: 'Peru'})-[r:ALLY]->(b) RETURN p, r, nodes(p) AS n, relationships(p) AS s, {r: r, b: [b]} AS m",
    "MATCH (s:Statement)-[r:READ_IN]->(d:Document) RETURN s, r, d.id AS d ORDER BY s.id LIMIT 20",
    "MATCH ()-[r]->() RETURN type(r) AS t, count(r) AS n, min(r.since) AS a, max(r.until) AS b, avg(r.weight) AS w",
    "MATCH (n) RETURN n.id IS NULL AS none, count(*) AS n",
    "MATCH ()-[r]->() RETURN r.id IS NULL AS none, count(*) AS n",
    "MATCH (n) WHERE n.name IS NULL RETURN labels(n) AS l, count(*) AS n",
    "RETURN duration('P1Y2M3DT4H5.5S') AS a, date('2024-02-29') AS b, datetime('2024-01-01T10:00:00Z') AS c, localtime('10:30') AS d",
    "RETURN duration({days: -1}) AS a, duration({seconds: -90}) AS b, duration('P0D') AS c",
    "RETURN 'a\\'b\\n' AS a, \"it's\" AS b, 'é漢😀' AS c",
    "CALL db.relationshipTypes() YIELD relationshipType AS t RETURN t ORDER BY t",
)


@pytest.mark.parametrize("query", WRITTEN)
def test_these_have_the_same_rows(embedded: Engine, remote: Engine, query: str) -> None:
    here = answer(embedded, query, "ORDER BY" in query)
    assert here == answer(remote, query, "ORDER BY" in query)
    assert here[1]


def test_parameters_are_alike(embedded: Engine, remote: Engine) -> None:
    from datetime import date

    query = "MATCH (a)-[r]->(b) WHERE a.name IN $names AND r.since >= $day AND r.weight > $m.least RETURN count(*) AS n, $none AS none"
    params = {"names": ["Peru", "Russia"], "day": date(2020, 1, 1), "m": {"least": 0.1}, "none": None}
    assert answer(embedded, query, **params) == answer(remote, query, **params)


@pytest.mark.parametrize("listed", DIFFERENCES, ids=lambda listed: listed["what"])
def test_a_known_difference_of_the_embedded_engine_is_as_the_table_says(embedded: Engine, listed: dict[str, str]) -> None:
    assert set(listed) - {"says"} == {"what", "query", "embedded", "reason"}
    if listed["embedded"] in ("refuses", "lacks"):
        with pytest.raises(QueryError, match=listed["says"]):
            list(embedded.run(listed["query"], timeout=30))
        return
    found = embedded.run(listed["query"], timeout=30)
    assert list(found)
    assert any(re.search(listed.get("says", "never"), hint) for hint in found.hints) == (listed["embedded"] == "hints")


@pytest.mark.parametrize("listed", DIFFERENCES, ids=lambda listed: listed["what"])
def test_neo4j_answers_otherwise_as_the_table_says(embedded: Engine, remote: Engine, listed: dict[str, str]) -> None:
    if listed["embedded"] == "allows":
        with pytest.raises(DataError):
            list(remote.run(listed["query"], timeout=30))
        return
    there = answer(remote, listed["query"])
    assert there[1]
    if listed["embedded"] == "differs":
        assert there != answer(embedded, listed["query"])


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        ("MATCH (n:Stat) RETURN n.id", "there is no label Stat (closest: State"),
        ("MATCH ()-[r:ALY]->() RETURN r.id", "there is no relationship type ALY (closest: ALLY"),
        ("MATCH (n:State) RETURN n.nam", "there is no property nam (closest: name"),
    ],
)
def test_names_that_nothing_bears_are_hinted_at_by_both(embedded: Engine, remote: Engine, query: str, hint: str) -> None:
    for engine in (embedded, remote):
        assert any(one.startswith(hint) for one in engine.run(query).hints), engine


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("MATCH (a:State)\nWHERE a.name = 'x' AND\nRETURN a", (3, 1)),
        ("MATCH (a:State)\nRETURN b.name", None),
        ("MATCH (a) RETURN a.name AS x, a.id AS x", None),
        ("MATCH (a)-[r]->(b) MATCH (s:Statement {id: r.id}) RETURN s.id ORDER", None),
        ("RETURN $missing", None),
    ],
)
def test_what_is_wrong_is_told_by_both(embedded: Engine, remote: Engine, query: str, place: tuple[int, int] | None) -> None:
    for engine in (embedded, remote):
        with pytest.raises(QueryError) as told:
            list(engine.run(query))
        assert "\n" not in str(told.value)
        if place:
            assert str(told.value).startswith(f"query line {place[0]}, column {place[1]}: ")
            assert told.value.shown == [query.split("\n")[place[0] - 1], " " * (place[1] - 1) + "^"]


def test_dates_are_not_compared_with_texts(embedded: Engine, remote: Engine) -> None:
    for engine in (embedded, remote):
        for condition in ("r.since > '2024-01-01'", "$day <= r.since", "r.until = r.ended", "date('2024-01-01') = '2024-01-01'"):
            with pytest.raises(QueryError, match="a date is compared with a text"):
                engine.run(f"MATCH ()-[r]->() WHERE {condition} RETURN r.id", {"day": "2024-01-01"})
        assert list(
            engine.run(
                "MATCH ()-[r]->() WHERE r.published = '2024-01-01' OR date(r.started) > date($day) RETURN count(*)", {"day": "2024-01-01"}
            )
        )


def test_limit_and_time_out(embedded: Engine, remote: Engine) -> None:
    for engine in (embedded, remote):
        cut = engine.run("MATCH (n:Statement) RETURN n.id", limit=7)
        assert len(list(cut)) == 7
        assert cut.cut
        whole = engine.run("MATCH (n:State) WITH n ORDER BY n.id LIMIT 7 RETURN n.id", limit=7)
        assert len(list(whole)) == 7
        assert not whole.cut
        with pytest.raises(DataError, match=r"0\.3 s"):
            list(
                engine.run(
                    "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 9) AS c RETURN sum(a * b % (c + 1)) AS n",
                    timeout=0.3,
                )
            )


def test_both_show_the_same_schema(embedded: Engine, remote: Engine) -> None:
    here, there = embedded.shape(), remote.shape()
    assert [(kind.name, kind.number) for kind in here.labels] == [(kind.name, kind.number) for kind in there.labels]
    assert [(kind.name, kind.number) for kind in here.types] == [(kind.name, kind.number) for kind in there.types]
    known = {kind.name: kind.properties for kind in (*here.labels, *here.types)}
    assert all(set(kind.properties) <= set(known[kind.name]) for kind in (*there.labels, *there.types))
