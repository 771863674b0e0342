"""The graph of a store in kglite, by the model: parallel relationships stay, dates are dates, nothing is called what it is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from ..store import Store
from . import model
from .engine import Row
from .values import ACTOR_LABEL

if TYPE_CHECKING:
    import kglite

# Rows that are handed to kglite at a time.
BATCH = 10_000
# A column of this name, always empty, becomes the title that kglite gives every node: so `name` is a name and `title` is null.
UNTITLED = "untitled"
DOCUMENT = """
UNWIND $rows AS row CREATE (:Document {{{properties}, title: null}})
"""
# CREATE, not MERGE nor `add_relationships`: these make one relationship of several between the same two.
RELATION = """
UNWIND $rows AS row MATCH (a:Actor {{id: row.source}}) MATCH (b:Actor {{id: row.target}}) CREATE (a)-[:{type} {{{properties}}}]->(b)
"""
STATEMENT = """
UNWIND $rows AS row MATCH (d:Document {{id: row.document}})
CREATE (:Statement {{{properties}, title: null}})-[:READ_IN {{id: row.id}}]->(d)
"""


def build(store: Store) -> kglite.KnowledgeGraph:
    """All that a store holds."""
    import kglite

    graph = actors(store)
    fill(graph, DOCUMENT, model.DOCUMENT, model.DOCUMENT, model.documents(store))
    for type_, name in model.types().items():
        fill(graph, RELATION, (*model.ENDS, *model.RELATION), model.RELATION, model.relations(store, type_), name)
        fill(graph, STATEMENT, ("document", *model.STATEMENT), model.STATEMENT, model.statements(store, type_))
    # As it will be when it is read from the cache.
    return kglite.from_bytes(graph.to_bytes())


def actors(store: Store) -> kglite.KnowledgeGraph:
    """A graph of the actors, each with its two labels."""
    import kglite

    known = [{**named(model.ACTOR, row), UNTITLED: None} for row in model.actors(store)]
    if not known:
        return kglite.KnowledgeGraph()
    nodes = {"type": ACTOR_LABEL, "id_field": "id", "title_field": UNTITLED, "records": known}
    graph = kglite.from_records({"nodes": [nodes], "connections": []})
    for kind, label in model.labels().items():
        graph.cypher(f"MATCH (n:{ACTOR_LABEL} {{kind: $kind}}) SET n:{label}", params={"kind": kind})
    return graph


def fill(
    graph: kglite.KnowledgeGraph, query: str, names: Sequence[str], properties: Iterable[str], rows: Iterator[Row], type_: str = ""
) -> None:
    """Runs a query over rows of these names, some at a time."""
    written = query.format(type=type_, properties=", ".join(f"{name}: row.{name}" for name in properties))
    while batch := [named(names, row) for row in islice(rows, BATCH)]:
        graph.cypher(written, params={"rows": batch})


def named(names: Sequence[str], row: Row) -> dict[str, Any]:
    return dict(zip(names, row, strict=True))
