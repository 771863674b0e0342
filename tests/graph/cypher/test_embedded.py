"""The embedded engine: what it is made of, its cache beside the graph file, its values, what it is asked in another way."""

from __future__ import annotations

import json
import math
import os
import runpy
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from volteface.api import Graph
from volteface.graph.cypher import embedded, kept, model, values
from volteface.graph.cypher.dialect import rewritten
from volteface.graph.cypher.embedded import Embedded, open_embedded
from volteface.graph.cypher.engine import QueryError
from volteface.graph.cypher.lexer import tokens
from volteface.graph.dates import PartialDate
from volteface.graph.errors import DataError
from volteface.graph.model import Statement
from volteface.graph.store import open_store

WORLD = runpy.run_path(str(Path(__file__).parent / "world.py"))
HOSTILE = [
    *("2020-01-01", "123", "null", "NaN", " lead", "trail ", "`x`", "'q'", '"d"', "a\nb", "\\", "\x01", "é漢😀", "$x"),
    *("}) DETACH DELETE (n", "{a: 1}", "// x", "\\u0027"),
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path: Path = WORLD["make"](tmp_path / "graph.duckdb", 60)
    return path


def rows(engine: Embedded, query: str, **params: Any) -> list[tuple[Any, ...]]:
    return list(engine.run(query, params))


def test_it_holds_all_that_the_store_holds(file: Path) -> None:
    engine = open_embedded(file)
    with open_store(file) as store:
        held = model.held(store)
        kinds = {actor.kind for actor in store.actors()}
        relations = [
            dict(zip((*model.ENDS, *model.RELATION), row, strict=True)) for type_ in model.types() for row in model.relations(store, type_)
        ]
    shape = engine.shape()
    labels = {kind.name: kind.number for kind in shape.labels}
    assert (labels["Actor"], labels["Document"], labels["Statement"]) == held
    assert {*labels} - {"Actor", "Document", "Statement"} == {kind.capitalize() for kind in kinds}
    found = rows(engine, "MATCH (a)-[r]->(b) WHERE NOT a:Statement RETURN a.id, b.id, properties(r)")
    known = [{"source": a, "target": b, **properties} for a, b, properties in found]
    expected = [{name: value for name, value in one.items() if value is not None} for one in relations]
    assert sorted(map(json_of, known)) == sorted(map(json_of, expected))
    assert rows(engine, "MATCH (s:Statement)-[r:READ_IN]->(:Document) WHERE r.id = s.id RETURN count(DISTINCT s)") == [(held.statements,)]


def json_of(value: dict[str, Any]) -> str:
    return json.dumps({name: round(one, 9) if isinstance(one, float) else str(one) for name, one in value.items()}, sort_keys=True)


def test_parallel_statements_all_stay(tmp_path: Path) -> None:
    with open_store(tmp_path / "g", write=True) as store:
        store.add([], [Statement("d", "A", "state", "B", "state", "ally", line=line) for line in range(25)])
    assert rows(open_embedded(tmp_path / "g"), "MATCH (:State)-[r:ALLY]->(:State) RETURN count(r), count(DISTINCT r.id)") == [(25, 25)]


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    with open_store(tmp_path / "g", write=True) as store:
        store.add([], [Statement(f"d{name}", name, "state", "Other", "state", "ally", quote=name, rule=name) for name in HOSTILE])
    engine = open_embedded(tmp_path / "g")
    found = rows(engine, "MATCH (a:State)-[r:ALLY]->() MATCH (s:Statement {id: r.id}) RETURN a.name, r.quote, s.rule, r.document, a.id")
    assert sorted(found) == sorted((name, name, name, f"d{name}", f"state:{name}") for name in HOSTILE)
    for name in HOSTILE:
        assert rows(engine, "MATCH (a:State {name: $name}) RETURN a.name", name=name) == [(name,)]


def test_an_empty_graph_answers(tmp_path: Path) -> None:
    with open_store(tmp_path / "g", write=True):
        pass
    engine = open_embedded(tmp_path / "g")
    assert rows(engine, "MATCH (n:State) RETURN count(n)") == [(0,)]
    assert engine.shape() == ((), ())
    with pytest.raises(DataError, match="no such graph file"):
        open_embedded(tmp_path / "none")


# -- the cache


def made_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether opening makes the graph again, rather than reading the cache."""
    from volteface.graph.cypher import embedded

    calls = []

    def counted(store: Any) -> Any:
        calls.append(store)
        return build(store)

    build = embedded.build
    monkeypatch.setattr(embedded, "build", counted)
    engine = open_embedded(file)
    monkeypatch.setattr(embedded, "build", build)
    assert rows(engine, "MATCH (s:Statement) RETURN count(s) > 0") == [(True,)]
    return bool(calls)


def test_the_cache_is_used_until_the_graph_changes(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert made_anew(file, monkeypatch)
    assert kept.cache_path(file).name == "graph.duckdb.cypher"
    assert not made_anew(file, monkeypatch)
    with open_store(file, write=True) as store:
        store.add([], [Statement("new", "Cuba", "state", "Haiti", "state", "ally")])
        store.checkpoint()
    assert made_anew(file, monkeypatch)
    assert rows(open_embedded(file), "MATCH (n:State {name: 'Cuba'}) RETURN n.id") == [("state:Cuba",)]
    assert not made_anew(file, monkeypatch)


@pytest.mark.parametrize("what", ["schema", "kglite"])
def test_another_schema_or_engine_makes_it_anew(file: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    open_embedded(file)
    if what == "kglite":
        monkeypatch.setattr(kept, "version", lambda name: "0.0.1")
    else:
        monkeypatch.setattr(model, "STATEMENT", (*model.STATEMENT[:-1],))
    assert kept.read(file) is None


@pytest.mark.parametrize("damage", ["empty", "foreign", "truncated", "header", "length", "flipped", "folder"])
def test_a_damaged_cache_is_not_used(file: Path, monkeypatch: pytest.MonkeyPatch, damage: str) -> None:
    open_embedded(file)
    cached = kept.cache_path(file)
    data = cached.read_bytes()
    start = len(kept.MAGIC)
    flipped = bytearray(data)
    flipped[-100] ^= 1
    changed = {
        "empty": b"",
        "foreign": b"SQLite format 3\0" + data,
        "truncated": data[: len(data) // 2],
        "header": data[: start + 8] + b"{]" + data[start + 10 :],
        "length": data[:start] + b"\xff" * 8 + data[start + 8 :],
        "flipped": bytes(flipped),
    }
    if damage == "folder":
        cached.unlink()
        cached.mkdir()
    else:
        cached.write_bytes(changed[damage])
    assert made_anew(file, monkeypatch)
    assert made_anew(file, monkeypatch) == (damage == "folder")


def test_where_the_cache_cannot_be_written_it_only_takes_longer(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, data: bytes) -> int:
        raise PermissionError(13, "not here")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    assert made_anew(file, monkeypatch)
    assert sorted(path.name for path in file.parent.iterdir()) == ["graph.duckdb"]


def test_a_graph_object_follows_its_file(file: Path) -> None:
    graph = Graph.open(file)
    before = graph.cypher("MATCH (n:State {name: $name}) RETURN n.id AS id", name="Cuba")
    engine = graph.engine()
    assert graph.engine() is engine
    with open_store(file, write=True) as store:
        store.add([], [Statement("new", "Cuba", "state", "Haiti", "state", "ally", start=PartialDate(2020))])
        store.checkpoint()
    os.utime(file, ns=(1, 1))
    assert (before, graph.cypher("MATCH (n:State {name: $name}) RETURN n.id AS id", name="Cuba")) == ([], [{"id": "state:Cuba"}])
    assert graph.cypher("MATCH (:State {name: 'Cuba'})-[r]->() RETURN r.since AS since") == [{"since": date(2020, 12, 31)}]


def test_a_load_while_the_file_is_read_is_seen_by_the_next_question(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(path: Path) -> embedded.Embedded:
        found = open_embedded(path)
        os.utime(path, ns=(1, 1))  # as if a load had ended by now
        return found

    graph = Graph.open(file)
    monkeypatch.setattr(embedded, "open_embedded", slow)
    engine = graph.engine()
    assert graph.engine() is not engine


# -- values


def test_values_have_one_form(file: Path) -> None:
    engine = open_embedded(file)
    ((node, link, path, mixed),) = rows(
        engine, "MATCH p = (a:State)-[r:ALLY]->(b) RETURN a, r, p, {n: a, l: [b, null, 1.5]} AS m ORDER BY r.id LIMIT 1"
    )
    assert list(node) == ["labels", "properties"]
    assert node["labels"] == ["Actor", "State"]
    assert list(node["properties"])[:3] == ["id", "name", "kind"]
    assert list(link) == ["type", "source", "target", "properties"]
    assert (link["source"], link["target"]) == (path[0]["properties"]["id"], path[2]["properties"]["id"])
    assert path == [node, link, mixed["l"][0]]
    assert mixed == {"l": [path[2], None, 1.5], "n": node}
    assert (values.is_node(node), values.is_relationship(link), values.is_path(path), values.is_path([node])) == (True, True, True, False)


def test_a_map_that_looks_like_a_node_stays_a_map(file: Path) -> None:
    ((made,),) = rows(open_embedded(file), "RETURN {id: 1, labels: ['x'], properties: {id: 2}}")
    assert made == {"id": 1, "labels": ["x"], "properties": {"id": 2}}


@pytest.mark.parametrize(
    ("months", "days", "seconds", "nanoseconds", "text"),
    [
        (14, 3, 14_405, 500_000_000, "P1Y2M3DT4H5.5S"),
        (0, 0, 0, 0, "PT0S"),
        (0, -1, 0, 0, "P-1D"),
        (0, 0, -90, 0, "PT-1M-30S"),
        (12, 0, 3600, 0, "P1YT1H"),
    ],
)
def test_durations_are_iso_8601(months: int, days: int, seconds: int, nanoseconds: int, text: str) -> None:
    assert values.duration(months, days, seconds, nanoseconds) == text


def test_what_is_printed_is_json() -> None:
    value = {"a": [date(2024, 2, 29), datetime(2024, 1, 1, tzinfo=UTC)], "b": math.nan, "c": -math.inf, "d": math.inf, "e": None}
    text = json.dumps(values.printed(value), allow_nan=False)
    assert json.loads(text) == {"a": ["2024-02-29", "2024-01-01T00:00:00+00:00"], "b": "NaN", "c": "-Infinity", "d": "Infinity", "e": None}


# -- what is asked otherwise than it stands


def test_a_property_in_a_pattern_is_asked_so_that_it_is_seen() -> None:
    query = "MATCH (a)-[r]->(b) MATCH (s:Statement {id: r.id, x: 'r.id', y: toUpper(r.id), z: r.`a b`}) RETURN {id: r.id}"
    asked = rewritten(query, tokens(query))
    pattern = "{id: coalesce(r.id, null), x: 'r.id', y: toUpper(r.id), z: coalesce(r.`a b`, null)}"
    assert asked.text == f"MATCH (a)-[r]->(b) MATCH (s:Statement {pattern}) RETURN {{id: r.id}}"
    for word in ("MATCH", "'r.id'", "toUpper", "RETURN"):
        assert asked.original(asked.text.rindex(word)) == query.rindex(word)


@pytest.mark.parametrize(
    "query",
    [
        "MATCH ()-[r]->() WITH {type: type(r)} AS m RETURN m.type AS t LIMIT 1",
        "MATCH ()-[r]->() RETURN startNode(r).id AS t, endNode(r) = startNode(r) AS s LIMIT 1",
        "WITH $m AS m RETURN m.a AS a, $m.type AS type",
        "MATCH (a:State) MATCH (a)-[r]->(b {kind: a.kind}) RETURN count(*) AS n",
        "MATCH (n:State) RETURN collect(n {.id, k: n.kind}) AS l",
        "RETURN 7 % 2 AS a, {x: 7 % 2} AS b",
    ],
)
def test_what_is_right_is_not_refused(file: Path, query: str) -> None:
    assert rows(open_embedded(file), query, m={"type": 1, "a": 2})


@pytest.mark.parametrize("value", [2**63, {1, 2}, object(), b"x", float])
def test_a_parameter_that_cypher_has_not_is_an_error_of_the_query(file: Path, value: object) -> None:
    with pytest.raises(QueryError):
        open_embedded(file).run("RETURN $x", {"x": value})
