"""The graph as networkx: one edge a statement, or one edge a pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from .model import Actor, Statement
from .records import to_record

if TYPE_CHECKING:
    import networkx as nx


def node_names(actors: Sequence[Actor]) -> list[str]:
    """A node's name is its actor's, or `kind:name` (which `resolve` takes too) where two of the actors share a name."""
    shared = Counter(actor.name for actor in actors)
    return [actor.name if shared[actor.name] == 1 else f"{actor.kind}:{actor.name}" for actor in actors]


def statement_graph(actors: Sequence[Actor], statements: Iterable[Statement]) -> nx.MultiDiGraph[str]:
    """One node an actor (`kind`, `iso3`), one edge a statement: its id is the key, its record the attributes.

    What is unknown is not set: no attribute is None. Actors in no statement are nodes too.
    """
    import networkx as nx

    names = dict(zip((actor.key for actor in actors), node_names(actors), strict=True))
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    add_nodes(graph, actors)
    for statement in statements:
        record = to_record(statement)
        graph.add_edge(
            names[statement.source_kind, statement.source],
            names[statement.target_kind, statement.target],
            key=record.pop("id"),
            **{field: value for field, value in record.items() if value is not None},
        )
    return graph


def dyad_graph(actors: Sequence[Actor], pairs: Iterable[tuple[int, int, float, int, int]]) -> nx.Graph[str]:
    """One undirected edge a known pair of actor codes: `alignment` in -1..1, `sign`, `n` statements."""
    import networkx as nx

    names = node_names(actors)
    graph: nx.Graph[str] = nx.Graph()
    add_nodes(graph, actors)
    for a, b, alignment, sign, n in pairs:
        graph.add_edge(names[a], names[b], alignment=alignment, sign=sign, n=n)
    return graph


def add_nodes(graph: nx.Graph[str], actors: Sequence[Actor]) -> None:
    for name, actor in zip(node_names(actors), actors, strict=True):
        graph.add_node(name, kind=actor.kind, **({"iso3": actor.iso3} if actor.iso3 else {}))
