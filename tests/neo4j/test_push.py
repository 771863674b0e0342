"""What a push leaves in a real database, and what the next one makes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from volteface import Graph
from volteface.graph.cypher import model
from volteface.graph.cypher.push import Pushed, batches
from volteface.graph.dates import PartialDate
from volteface.graph.errors import DataError, UsageError
from volteface.graph.model import Actor, Document, Statement
from volteface.graph.store import Store, open_store

TEXT = "Chad backs Mali. Chad may sanction Niger."
BACKS = Statement(
    document="a.txt",
    source="Chad",
    source_kind="state",
    target="Mali",
    target_kind="state",
    type="supports",
    published=PartialDate(2024, 3, 9),
    start=PartialDate(2024, 2),
    quote="Chad backs Mali",
    char_start=0,
    char_end=15,
    rule="support/subject-object",
    confidence=0.9,
)
MAY = Statement(
    document="b.txt",
    source="Chad",
    source_kind="state",
    target="Niger",
    target_kind="state",
    type="coerces",
    start=PartialDate(2023),
    status="planned",
)

pytestmark = pytest.mark.neo4j


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    """A text and what was read in it, and a statement from elsewhere."""
    with open_store(tmp_path / "graph.duckdb", write=True) as store:
        fill(store)
    return Graph.open(tmp_path / "graph.duckdb")


def fill(store: Store) -> None:
    store.add([Document("a.txt", TEXT, "Chad and its neighbours", "The Sahel Gazette", PartialDate(2024, 3, 9))], [BACKS])
    store.add([], [MAY])
    store.describe([Actor("Chad", "state", "TCD", ("Tchad",), "Q657")])


def created(pushed: Pushed) -> list[int]:
    return [tally.created for tally in pushed.kinds().values()]


def test_the_database_looks_as_the_model_says(graph: Graph, neo4j: Any) -> None:
    assert created(graph.push(neo4j.uri)) == [3, 2, 2, 2]
    (row,) = neo4j.query("MATCH (a:Actor:State {name: 'Chad'})-[r:SUPPORTS]->(b:State) RETURN a, properties(r) AS r, b.id AS b")
    assert dict(row["a"]) == {"id": "state:Chad", "name": "Chad", "kind": "state", "iso3": "TCD", "aliases": ["Tchad"], "wikidata": "Q657"}
    assert row["b"] == "state:Mali"
    assert (row["r"]["id"], row["r"]["quote"], row["r"]["started"]) == (BACKS.id, "Chad backs Mali", "2024-02")
    assert str(row["r"]["started_last"]) == "2024-02-29"
    assert "ended" not in row["r"]
    (read,) = neo4j.query("MATCH (s:Statement)-[r:READ_IN]->(d:Document {id: 'a.txt'}) RETURN s, d, r.id AS id")
    assert (read["s"]["id"], read["s"]["rule"], read["s"]["read"], read["id"]) == (BACKS.id, BACKS.rule, True, BACKS.id)
    assert (read["d"]["text"], read["d"]["headline"], str(read["d"]["published_day"])) == (TEXT, "Chad and its neighbours", "2024-03-09")


def test_the_constraints_are_there_and_named(graph: Graph, neo4j: Any) -> None:
    graph.push(neo4j.uri)
    names = {row["name"] for row in neo4j.query("SHOW CONSTRAINTS YIELD name")}
    assert names == {f"volteface_{of}_id" for of in ("actor", "document", "statement", "supports", "coerces")}


def test_a_constraint_of_another_name_serves_as_well(graph: Graph, neo4j: Any) -> None:
    neo4j.query("CREATE CONSTRAINT mine FOR (a:Actor) REQUIRE a.id IS UNIQUE")
    graph.push(neo4j.uri)
    names = {row["name"] for row in neo4j.query("SHOW CONSTRAINTS YIELD name")}
    assert "mine" in names
    assert "volteface_actor_id" not in names


def test_what_violates_a_constraint_is_said_and_nothing_is_written(graph: Graph, neo4j: Any) -> None:
    neo4j.query("CREATE (:Actor {id: 'x'}), (:Actor {id: 'x'})")
    with pytest.raises(DataError, match="already violates a constraint") as raised:
        graph.push(neo4j.uri)
    assert "\n" not in str(raised.value)
    assert neo4j.query("MATCH (n) RETURN count(n) AS n") == [{"n": 2}]


def test_another_constraint_of_our_name_is_not_taken_for_ours(graph: Graph, neo4j: Any) -> None:
    neo4j.query("CREATE CONSTRAINT volteface_actor_id FOR (a:Other) REQUIRE a.id IS UNIQUE")
    with pytest.raises(DataError, match="DROP CONSTRAINT volteface_actor_id"):
        graph.push(neo4j.uri)


def test_a_second_push_creates_nothing(graph: Graph, neo4j: Any) -> None:
    graph.push(neo4j.uri)
    pushed = graph.push(neo4j.uri)
    assert created(pushed) == [0, 0, 0, 0]
    assert [tally.unchanged for tally in pushed.kinds().values()] == [3, 2, 2, 2]
    assert [tally.changed for tally in pushed.kinds().values()] == [0, 0, 0, 0]


def test_a_dry_run_counts_and_writes_nothing(graph: Graph, neo4j: Any) -> None:
    assert created(graph.push(neo4j.uri, dry_run=True)) == [3, 2, 2, 2]
    assert neo4j.query("MATCH (n) RETURN n") == neo4j.query("SHOW CONSTRAINTS") == []
    graph.push(neo4j.uri)
    neo4j.query("MATCH (s:Statement) WHERE s.read DETACH DELETE s")
    assert created(graph.push(neo4j.uri, dry_run=True)) == [0, 0, 0, 1]
    assert neo4j.query("MATCH (s:Statement) RETURN count(s) AS n") == [{"n": 1}]


@pytest.mark.parametrize(
    ("damage", "counts"),
    [
        ("MATCH (s:Statement) DETACH DELETE s", [0, 0, 0, 2]),
        ("MATCH ()-[r:SUPPORTS]->() DELETE r", [0, 0, 1, 0]),
        ("MATCH (d:Document) DETACH DELETE d", [0, 2, 0, 0]),
        ("MATCH (a:Actor) DETACH DELETE a", [3, 0, 2, 0]),
        ("MATCH ()-[r:READ_IN]->() DELETE r", [0, 0, 0, 0]),
    ],
)
def test_whatever_is_missing_is_written_again_and_nothing_twice(graph: Graph, neo4j: Any, damage: str, counts: list[int]) -> None:
    graph.push(neo4j.uri)
    whole = picture(neo4j)
    neo4j.query(damage)
    assert picture(neo4j) != whole
    assert created(graph.push(neo4j.uri)) == counts
    assert picture(neo4j) == whole


def picture(neo4j: Any) -> list[Any]:
    nodes = neo4j.query("MATCH (n) WITH labels(n) AS labels, properties(n) AS given RETURN labels, given ORDER BY labels[0], given.id")
    return nodes + neo4j.query(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, properties(r) AS given, b.id AS b ORDER BY type, r.id, a, b"
    )


def test_what_became_known_or_unknown_is_changed_on_the_node_and_the_rest_of_it_stays(graph: Graph, neo4j: Any) -> None:
    graph.push(neo4j.uri)
    neo4j.query("MATCH (a:Actor {name: 'Chad'}) SET a.mine = 'kept'")
    neo4j.query("MATCH (a:Actor {name: 'Mali'}) SET a.iso3 = 'XXX' REMOVE a:State")
    with open_store(graph.path, write=True) as store:
        store.describe([Actor("Chad", "state", "TCD")])
        store.add_document(Document("a.txt", "Another text.", published=PartialDate(2025)))
    pushed = graph.push(neo4j.uri)
    assert (pushed.actors.changed, pushed.documents.changed) == (2, 1)
    (chad,) = neo4j.query("MATCH (a:Actor {name: 'Chad'}) RETURN properties(a) AS a")
    assert chad["a"] == {"id": "state:Chad", "name": "Chad", "kind": "state", "iso3": "TCD", "aliases": [], "mine": "kept"}
    assert neo4j.query("MATCH (a:State {name: 'Mali'}) RETURN a.iso3 AS iso3") == [{"iso3": None}]
    (document,) = neo4j.query("MATCH (d:Document {id: 'a.txt'}) RETURN d.text AS text, d.headline AS headline, d.published AS published")
    assert document == {"text": "Another text.", "headline": None, "published": "2025"}


def test_a_statement_that_is_read_now_is_marked_so(graph: Graph, neo4j: Any) -> None:
    graph.push(neo4j.uri)
    neo4j.query("MATCH (s:Statement) SET s.read = false")
    assert graph.push(neo4j.uri).statements.changed == 1
    assert neo4j.query("MATCH (s:Statement {read: true}) RETURN s.id AS id") == [{"id": BACKS.id}]


def test_texts_stay_here_if_asked_and_follow_later(graph: Graph, neo4j: Any) -> None:
    graph.push(neo4j.uri, text=False)
    assert neo4j.query("MATCH (d:Document {id: 'a.txt'}) RETURN d.text AS text, d.hash IS NULL AS unknown") == [
        {"text": None, "unknown": False}
    ]
    assert graph.push(neo4j.uri, text=False).documents.changed == 0
    assert graph.push(neo4j.uri).documents.changed == 1
    assert neo4j.query("MATCH (d:Document {id: 'a.txt'}) RETURN d.text AS text") == [{"text": TEXT}]
    graph.push(neo4j.uri, text=False)
    assert neo4j.query("MATCH (d:Document {id: 'a.txt'}) RETURN d.text AS text") == [{"text": TEXT}]


def test_a_graph_that_only_names_a_document_takes_nothing_from_it(graph: Graph, neo4j: Any, tmp_path: Path) -> None:
    graph.push(neo4j.uri)
    with open_store(tmp_path / "other.duckdb", write=True) as store:
        store.add([], [BACKS])
    pushed = Graph.open(tmp_path / "other.duckdb").push(neo4j.uri)
    assert created(pushed) == [0, 0, 0, 0]
    assert neo4j.query("MATCH (d:Document {id: 'a.txt'}) RETURN d.text AS text") == [{"text": TEXT}]


def test_a_snapshot_holds_what_held_that_day(graph: Graph, neo4j: Any) -> None:
    assert created(graph.push(neo4j.uri, at="2024-01-01")) == [2, 1, 1, 1]
    assert neo4j.query("MATCH ()-[r:SUPPORTS|COERCES]->() RETURN r.id AS id") == [{"id": MAY.id}]
    assert created(graph.push(neo4j.uri, at="1900")) == [0, 0, 0, 0]


def test_pruning_deletes_what_is_ours_and_gone_and_nothing_of_others(graph: Graph, neo4j: Any) -> None:
    graph.push(neo4j.uri)
    neo4j.query("""MATCH (mali:Actor {name: 'Mali'}) CREATE (mali)-[:KNOWS]->(:Person {id: 'p'}), (:Actor {id: 'state:Gone'}),
        (mali)-[:ALLY {id: 'fff'}]->(:Actor {id: 'state:Else'})-[:ALLY]->(mali), (:Document {id: 'gone.txt'}), (:Statement {note: 1})""")
    given = {"at": "2024-01-01", "prune": True}
    dry = graph.push(neo4j.uri, dry_run=True, **given)
    before = picture(neo4j)
    pruned = graph.push(neo4j.uri, **given)
    for pushed in (dry, pruned):
        assert [tally.pruned for tally in pushed.kinds().values()] == [1, 2, 2, 1]
        assert pushed.actors.kept == 2
    left = picture(neo4j)
    assert left != before
    assert neo4j.query("MATCH (a:Actor) RETURN a.id AS id ORDER BY id") == [
        {"id": one} for one in ("state:Chad", "state:Else", "state:Mali", "state:Niger")
    ]
    assert neo4j.query("MATCH ()-[r]->() RETURN type(r) AS type ORDER BY type") == [
        {"type": one} for one in ("ALLY", "COERCES", "KNOWS", "READ_IN")
    ]
    assert neo4j.query("MATCH (n:Person|Statement) RETURN n.id AS id ORDER BY id") == [{"id": MAY.id}, {"id": "p"}, {"id": None}]
    assert graph.push(neo4j.uri, **given).relationships.pruned == 0


@pytest.mark.parametrize("prune", [False, True])
def test_what_was_read_in_an_old_text_goes_with_it(graph: Graph, neo4j: Any, tmp_path: Path, prune: bool) -> None:
    told = replace(BACKS, target="Togo", quote=None, char_start=None, char_end=None)
    with open_store(graph.path, write=True) as store:
        store.add([], [told])
    graph.push(neo4j.uri)
    now = replace(BACKS, type="opposes", quote="Chad leaves Mali", char_start=5, char_end=21)
    with open_store(graph.path, write=True) as store:
        store.add([Document("a.txt", "Now, Chad leaves Mali.")], [now])
        store.checkpoint()
    dry, pushed = (graph.push(neo4j.uri, prune=prune, dry_run=dry_run) for dry_run in (True, False))
    assert dry == replace(pushed, dry_run=True)
    assert [tally.pruned for tally in pushed.kinds().values()] == [0, 0, 1, 1]
    assert created(pushed) == [0, 0, 1, 1]
    back = Graph.open(tmp_path / "back.duckdb")
    assert back.pull(neo4j.uri).skipped == []
    assert {one.id for one in back.statements()} == {one.id for one in graph.statements()} == {now.id, told.id, MAY.id}


def test_an_empty_graph_or_an_early_day_does_not_prune_everything(graph: Graph, neo4j: Any, tmp_path: Path) -> None:
    graph.push(neo4j.uri)
    before = picture(neo4j)
    open_store(tmp_path / "empty.duckdb", write=True).close()
    empty = Graph.open(tmp_path / "empty.duckdb")
    with pytest.raises(UsageError, match="no statement: to prune would delete all"):
        empty.push(neo4j.uri, prune=True)
    with pytest.raises(UsageError, match="no statement held on 1025: to prune would delete all"):
        graph.push(neo4j.uri, at="1025", prune=True)
    assert empty.push(neo4j.uri, prune=True, dry_run=True).statements.pruned > 0
    assert picture(neo4j) == before


def test_some_thousands_and_again(generated: Callable[[str, int], Path], neo4j: Any) -> None:
    graph = Graph.open(generated("some.duckdb", 4000))
    told: list[tuple[str, int, int]] = []
    pushed = graph.push(neo4j.uri, progress=lambda kind, done, of: told.append((kind, done, of)))
    assert created(pushed) == [60, 100, 4000, 4000]
    assert told[-1] == ("statement nodes", 4000, 4000)
    counted = "MATCH ()-[r]->() WHERE type(r) <> 'READ_IN' RETURN count(r) AS all, count(DISTINCT r.id) AS different"
    assert neo4j.query(counted) == [{"all": 4000, "different": 4000}]
    neo4j.query("MATCH (s:Statement) WITH s ORDER BY s.id LIMIT 1500 DETACH DELETE s")
    neo4j.query("MATCH ()-[r:SUPPORTS]->() WITH r ORDER BY r.id LIMIT 50 DELETE r")
    assert created(graph.push(neo4j.uri)) == [0, 0, 50, 1500]
    assert created(graph.push(neo4j.uri)) == [0, 0, 0, 0]


def test_a_push_that_is_interrupted_says_how_far_it_came(graph: Graph, neo4j: Any) -> None:
    def stop(kind: str, done: int, of: int) -> None:
        if kind == "relationships":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match=r"known to be stored: .* of .* relationships"):
        graph.push(neo4j.uri, progress=stop)
    assert graph.push(neo4j.uri).statements.created > 0
    assert sum(created(graph.push(neo4j.uri))) == 0


def test_two_pushes_at_a_time_end_as_one(generated: Callable[[str, int], Path], neo4j: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor

    path = generated("some.duckdb", 2000)
    Graph.open(generated("first.duckdb", 20)).push(neo4j.uri)  # makes the constraints, which would wait for each other
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: Graph.open(path).push(neo4j.uri), range(2)))
    assert sum(pushed.relationships.created for pushed in both) == 2000 - 20
    assert neo4j.query("MATCH (s:Statement) RETURN count(s) AS n") == [{"n": 2000}]


def test_a_known_id_with_other_ends_is_left_and_the_pull_says_so(graph: Graph, neo4j: Any, tmp_path: Path) -> None:
    graph.push(neo4j.uri)
    neo4j.query("""MATCH (a)-[r:SUPPORTS]->(b), (c:Actor {name: 'Niger'}) CREATE (a)-[x:SUPPORTS]->(c)
        WITH r, x, properties(r) AS given DELETE r SET x = given""")
    assert created(graph.push(neo4j.uri)) == [0, 0, 0, 0]
    pulled = Graph.open(tmp_path / "back.duckdb").pull(neo4j.uri)
    assert [skip.where for skip in pulled.skipped] == [f"SUPPORTS '{BACKS.id}'"]
    assert "changed in the database" in pulled.skipped[0].why


def test_batches_end_where_the_text_is_long() -> None:
    rows = [(place, "x" * 3_000_000) for place in range(7)]
    assert [len(batch) for batch in batches(rows, heavy=1)] == [3, 3, 1]
    assert [len(batch) for batch in batches(rows, most=5)] == [5, 2]
    assert list(batches([])) == []


def test_the_model_names_what_is_pushed() -> None:
    assert {"id", "read"} <= set(model.STATEMENT)
    assert model.DOCUMENT[:6] == ("id", "hash", "headline", "outlet", "published", "published_day")
    assert model.ACTOR == ("id", "name", "kind", "iso3", "aliases", "wikidata")
