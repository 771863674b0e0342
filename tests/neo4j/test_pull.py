"""The same graph comes back, hostile names and all; what was changed there is named and left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from volteface import Graph
from volteface.graph.dates import PartialDate
from volteface.graph.errors import DataError
from volteface.graph.model import Actor, Document, Statement
from volteface.graph.schema import schema
from volteface.graph.store import open_store

pytestmark = pytest.mark.neo4j

HOSTILE = (
    "`",
    "``]->() DETACH DELETE r //",
    '"; MATCH (n) DETACH DELETE n; //',
    "'}) DETACH DELETE n //",
    "}) DETACH DELETE n //",
    "$rows {id: row[0]} ${x} {0} %s",
    "two\nlines\r\n\tand a tab",
    "nul\x00inside",
    "back\\slash \\u0041 \\",
    "\u202eright to left\u202c \u200b\ufeff",
    "\U0001f1e6\U0001f1ff \U0001f469\u200d\U0001f680 e\u0301",
    "\u05d0\u05d1 \u0627\u0644",
    "null",
    " leading and trailing ",
)
STATEMENT = Statement("a.txt", "Chad", "state", "Mali", "state", "ally", quote="Chad, an ally of Mali", char_start=0, char_end=21)
TEXT = "Chad, an ally of Mali, waits."


def contents(path: Path) -> tuple[Any, ...]:
    """All that a graph file holds, read flags and texts included."""
    with open_store(path) as store:
        read = "SELECT read, count(*) FROM statement GROUP BY read ORDER BY read"
        texts = "SELECT path, text, title, outlet, published FROM document WHERE id IS NOT NULL ORDER BY path"
        actors = sorted(map(repr, store.actors()))
        return store.fingerprint(), store.db.execute(read).fetchall(), store.db.execute(texts).fetchall(), actors


def filled(path: Path, documents: list[Document], read: list[Statement], others: list[Statement]) -> Graph:
    with open_store(path, write=True) as store:
        store.add(documents, read)
        store.add([], others)
        store.describe(store.new_actors())
    return Graph.open(path)


@pytest.fixture
def pushed(tmp_path: Path, neo4j: Any) -> Graph:
    """A graph of a text, what was read in it, and what came from elsewhere, in the database."""
    other = Statement("b.txt", "Chad", "state", "Niger", "state", "opposes", start=PartialDate(2023))
    graph = filled(tmp_path / "graph.duckdb", [Document("a.txt", TEXT, "A title", "An outlet", PartialDate(2024, 5))], [STATEMENT], [other])
    graph.push(neo4j.uri)
    return graph


def test_hostile_texts_come_back_as_they_are_and_do_nothing(tmp_path: Path, neo4j: Any) -> None:
    neo4j.query("CREATE (:Bystander)")
    documents, read, others = [], [], []
    for text in HOSTILE:
        documents.append(Document(f"path {text}", f"text {text}", text, text))
        read.append(replace(STATEMENT, document=f"path {text}", source=f"x{text}", quote=f"text {text}", rule=text))
        others.append(replace(STATEMENT, document="else", target=f"x{text}", target_kind="organization", quote=text))
    graph = filled(tmp_path / "graph.duckdb", documents, read, others)
    with open_store(graph.path, write=True) as store:
        store.describe([Actor(f"x{text}", "state", text, (text, "x"), text) for text in HOSTILE])
    graph.push(neo4j.uri)
    pulled = Graph.open(tmp_path / "back.duckdb").pull(neo4j.uri)
    assert pulled.skipped == []
    assert pulled.statements == 2 * len(HOSTILE)
    assert contents(tmp_path / "back.duckdb") == contents(graph.path)
    assert graph.push(neo4j.uri, prune=True).relationships.unchanged == 2 * len(HOSTILE)
    assert neo4j.query("MATCH (b:Bystander) RETURN count(b) AS n") == [{"n": 1}]


def test_the_same_graph_comes_back_and_again_changes_nothing(pushed: Graph, neo4j: Any, tmp_path: Path) -> None:
    back = Graph.open(tmp_path / "back.duckdb")
    first = back.pull(neo4j.uri)
    assert (first.actors, first.documents, first.statements, first.skipped) == (3, 1, 2, [])
    assert contents(back.path) == contents(pushed.path)
    again = back.pull(neo4j.uri)
    assert (again.actors, again.documents, again.statements) == (0, 0, 0)
    assert (again.actors_known, again.documents_known, again.statements_known) == (3, 1, 2)
    assert contents(back.path) == contents(pushed.path)


def test_the_sample_comes_back(neo4j: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("volteface.graph.cypher.pull.TEXTS", 4)  # several batches
    graph = Graph.open(tmp_path / "seeds.duckdb")
    graph.load([Path(__file__).resolve().parents[2] / "seeds"])
    graph.push(neo4j.uri)
    back = Graph.open(tmp_path / "back.duckdb")
    back.pull(neo4j.uri)
    assert contents(back.path) == contents(graph.path)
    assert str(back.diff("2024-12-01", "2025-07-05")) == str(graph.diff("2024-12-01", "2025-07-05"))


def test_thousands_come_back(generated: Callable[[str, int], Path], neo4j: Any, tmp_path: Path) -> None:
    graph = Graph.open(generated("some.duckdb", 3000))
    graph.push(neo4j.uri)
    assert Graph.open(tmp_path / "back.duckdb").pull(neo4j.uri).statements == 3000
    assert contents(tmp_path / "back.duckdb") == contents(graph.path)


def test_a_pull_adds_to_what_is_there_and_a_changed_text_takes_its_place(pushed: Graph, neo4j: Any, tmp_path: Path) -> None:
    gone, stays = replace(STATEMENT, target="Togo", quote="Chad"), replace(STATEMENT, target="Peru", char_start=None, char_end=None)
    graph = filled(tmp_path / "other.duckdb", [Document("a.txt", "Chad, some time ago.")], [gone], [stays])
    assert graph.pull(neo4j.uri).documents == 1
    assert {statement.target for statement in graph.statements()} == {"Mali", "Niger", "Peru"}


def test_without_texts_only_names_come(pushed: Graph, neo4j: Any, tmp_path: Path) -> None:
    neo4j.query("MATCH (d:Document) REMOVE d.text")
    pulled = Graph.open(tmp_path / "back.duckdb").pull(neo4j.uri)
    assert (pulled.without_text, pulled.documents, pulled.statements, pulled.skipped) == (1, 0, 2, [])


@pytest.mark.parametrize(
    ("change", "where", "why"),
    [
        ("MATCH ()-[r:ALLY]->() SET r.quote = 'never said'", "ALLY", "changed in the database"),
        ("MATCH ()-[r:ALLY]->() SET r.started = '2025-02-30'", "ALLY", "2025-02-30"),
        ("MATCH ()-[r:ALLY]->() SET r.started = date('2025-02-03')", "ALLY", "start"),
        ("MATCH ()-[r:ALLY]->() SET r.status = ['asserted']", "ALLY", "status"),
        ("MATCH ()-[r:ALLY]->() SET r.sign = -1", "ALLY", "sign '-1'"),
        ("MATCH ()-[r:ALLY]->() SET r.confidence = 'NaN'", "ALLY", "confidence"),
        ("MATCH ()-[r:ALLY]->() SET r.id = 7", "ALLY 7", "Statement node is missing"),
        ("MATCH ()-[r:ALLY]->() REMOVE r.document", "ALLY", "document is missing"),
        ("MATCH (s:Statement {relation: 'ally'}) DETACH DELETE s", "ALLY", "Statement node is missing"),
        ("MATCH (s:Statement {relation: 'ally'}) SET s.char_start = -1", "ALLY", "char_start"),
        ("MATCH (a:Actor {name: 'Mali'}) SET a.name = 'Malia'", "ALLY", "changed in the database"),
        ("MATCH (d:Document {id: 'a.txt'}) SET d.text = 'Another.'", "Document 'a.txt'", "its text was changed"),
        ("MATCH (d:Document {id: 'a.txt'}) SET d.published = 'yesterday'", "Document 'a.txt'", "yesterday"),
        ("MATCH (d:Document {id: 'a.txt'}) SET d.headline = 5", "Document 'a.txt'", "headline"),
        ("CREATE (:Actor {id: 'ship:Potemkin', kind: 'ship', name: 'Potemkin'})", "Actor 'ship:Potemkin'", "kind 'ship'"),
        ("MATCH (a:Actor {name: 'Mali'}) SET a.aliases = 'M'", "Actor 'state:Mali'", "aliases"),
    ],
)
def test_what_was_changed_there_is_named_and_left_out(pushed: Graph, neo4j: Any, tmp_path: Path, change: str, where: str, why: str) -> None:
    neo4j.query(change)
    pulled = Graph.open(tmp_path / "back.duckdb").pull(neo4j.uri)
    assert [skip for skip in pulled.skipped if skip.where.startswith(where) and why in skip.why]
    assert len(pulled.skipped) <= 2
    assert {statement.type for statement in Graph.open(tmp_path / "back.duckdb").statements()} >= {"opposes"}


def test_relationships_of_others_are_none_of_ours(pushed: Graph, neo4j: Any, tmp_path: Path) -> None:
    neo4j.query("MATCH (a:Actor {name: 'Chad'}), (b:Actor {name: 'Mali'}) CREATE (a)-[:ALLY]->(b), (a)-[:KNOWS {id: 'k'}]->(b)")
    pulled = Graph.open(tmp_path / "back.duckdb").pull(neo4j.uri)
    assert (pulled.statements, pulled.skipped) == (2, [])


def test_a_pull_that_cannot_begin_leaves_no_file(neo4j: Any, tmp_path: Path) -> None:
    with pytest.raises(DataError):
        Graph.open(tmp_path / "back.duckdb").pull("bolt://127.0.0.1:1")
    assert list(tmp_path.iterdir()) == []


RELATIONS = {name: one for name, one in schema().relations.items() if "state" in one.source and "organization" in one.target}
# Halves of characters are no text, and a name of blanks is none.
texts = some.text(some.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
dates = some.one_of(
    some.none(),
    some.builds(PartialDate, some.integers(1, 9999)),
    some.builds(PartialDate, some.integers(1900, 2030), some.integers(1, 12)),
    some.builds(PartialDate.of, some.dates()),
)
statements = some.builds(
    Statement,
    document=some.sampled_from(["a.txt", "b.txt"]),
    source=texts.map("x{}".format),
    source_kind=some.just("state"),
    target=texts.map("x{}".format),
    target_kind=some.just("organization"),
    type=some.sampled_from(sorted(RELATIONS)),
    published=dates,
    start=dates,
    end=dates,
    status=some.sampled_from(sorted(schema().status)),
    past=some.booleans(),
    quote=some.none() | texts.map("x{}".format),
    char_start=some.none() | some.integers(0, 2**31 - 1),
    line=some.none() | some.integers(0, 2**63 - 1),
    rule=some.none() | texts.map("x{}".format),
    confidence=some.integers(0, 1000).map(lambda thousandths: thousandths / 1000),
)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(some.lists(statements, max_size=12), some.lists(statements, max_size=12), texts)
def test_any_graph_comes_back(neo4j: Any, read: list[Statement], others: list[Statement], text: str) -> None:
    neo4j.empty()
    with TemporaryDirectory() as folder:
        graph = filled(Path(folder) / "graph.duckdb", [Document("a.txt", text)], [one for one in read if one.document == "a.txt"], others)
        graph.push(neo4j.uri)
        back = Graph.open(Path(folder) / "back.duckdb")
        assert back.pull(neo4j.uri).skipped == []
        assert contents(back.path) == contents(graph.path)
