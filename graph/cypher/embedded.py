"""The embedded engine: the graph as kglite holds it, made from the graph file and kept beside it (`kept.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..store import open_store
from . import kept, model, values
from .build import build
from .dialect import WRONG_PASSES, Rewritten, dialect, explained, rewritten
from .engine import Answer, Kind, QueryError, Shape
from .guard import check
from .hints import hints, mixed_dates
from .lexer import without_comments

if TYPE_CHECKING:
    import kglite


class Embedded:
    """An engine on a graph file. Every query sees the graph as it was when this was opened."""

    def __init__(self, graph: kglite.KnowledgeGraph) -> None:
        import kglite

        # They come as hints, in our words.
        kglite.set_query_warning_policy("silent")
        graph.read_only(True)
        self.graph = graph
        self.passes = [name for name in kglite.cypher_pass_names() if name.startswith(WRONG_PASSES)]
        self.ids: dict[int, Any] = {}

    def run(self, query: str, params: Mapping[str, Any] | None = None, timeout: float | None = None, limit: int | None = None) -> Answer:
        """See `Engine.run`."""
        tokens = check(query)
        mixed_dates(query, tokens, params or {})
        warned = dialect(query, tokens)
        view = self.ask(query, rewritten(without_comments(query), tokens), params or {}, timeout, limit)
        columns = list(view.columns)
        rows = (tuple(self.plain(row[name]) for name in columns) for row in view)
        answer = Answer(columns, rows, [*warned, *hints(query, tokens, view.warnings, self.shape)])
        diagnostics = view.diagnostics or {}
        answer.cut = diagnostics.get("total_rows") is not None
        return answer

    def ask(self, query: str, asked: Rewritten, params: Mapping[str, Any], timeout: float | None, limit: int | None) -> kglite.ResultView:
        """The answer of kglite itself. Raises QueryError for all that it refuses."""
        import kglite

        try:
            view = self.graph.cypher(
                asked.text,
                params=dict(params),
                timeout_ms=0 if timeout is None else max(1, int(timeout * 1000)),
                row_limit=limit,
                disabled_passes=self.passes,
                write_scope=[],
                hide_structural_keys=True,
            )
        except kglite.CypherTimeoutError:
            raise QueryError(f"no answer within {timeout:g} s (--timeout SECONDS gives it more time)") from None
        except (kglite.KgError, ValueError, TypeError, OverflowError, RecursionError) as error:
            raise explained(query, asked, error) from None
        if not isinstance(view, kglite.ResultView):
            raise QueryError("the query asks for something else than rows")
        return view

    def shape(self) -> Shape:
        """See `Engine.shape`."""
        counts: dict[str, int] = {}
        for labels, number in self.select("MATCH (n) RETURN labels(n), count(*)"):
            for label in labels:
                counts[label] = counts.get(label, 0) + number
        return shape_of(counts, dict(self.select("MATCH ()-[r]->() RETURN type(r), count(*)")))

    def close(self) -> None:
        """See `Engine.close`. There is nothing but memory, which goes with this object."""

    def select(self, query: str, **params: Any) -> list[tuple[Any, ...]]:
        """The rows of a query of our own."""
        return [tuple(row.values()) for row in self.ask(query, Rewritten(query, []), params, None, None)]

    # -- values

    def plain(self, value: Any) -> Any:
        """A value of kglite in the form of `values.py`."""
        if isinstance(value, list):
            return [self.plain(one) for one in value]
        if not isinstance(value, dict):
            return value
        names = value.keys()
        if names == {"id", "labels", "properties"} and is_kglite_node(value):
            return self.node(value)
        if names == {"id", "start", "end", "type", "properties"} and isinstance(value["properties"], dict):
            return self.relationship(value)
        if names == {"nodes", "relationships"} and isinstance(value["nodes"], list):
            return self.path(value)
        if {"months", "days", "seconds"} <= names <= {"months", "days", "seconds", "nanoseconds"}:
            return values.duration(**value)
        return {name: self.plain(value[name]) for name in sorted(names)}

    def node(self, value: Mapping[str, Any]) -> dict[str, Any]:
        properties = {name: self.plain(one) for name, one in value["properties"].items() if name not in ("type", "title")}
        self.ids[value["id"]] = properties.get("id")
        return values.node(value["labels"], properties)

    def relationship(self, value: Mapping[str, Any]) -> dict[str, Any]:
        properties = {name: self.plain(one) for name, one in value["properties"].items()}
        return values.relationship(value["type"], self.id(value["start"]), self.id(value["end"]), properties)

    def path(self, value: Mapping[str, Any]) -> list[Any]:
        nodes = [self.plain(one) for one in value["nodes"]]
        found = nodes[:1]
        for relationship, node in zip(value["relationships"], nodes[1:], strict=True):
            found += [self.plain(relationship), node]
        return found

    def id(self, element: int) -> Any:
        """The `id` of a node that kglite knows by its number."""
        if element not in self.ids:
            ((self.ids[element],),) = self.select("MATCH (n) WHERE elementId(n) = $element RETURN n.id", element=str(element))
        return self.ids[element]


def is_kglite_node(value: Mapping[str, Any]) -> bool:
    """Not a map that a query made with the keys of a node: kglite's have a type and a title, set or not."""
    properties = value["properties"]
    return isinstance(value["labels"], list) and isinstance(properties, dict) and {"id", "type", "title"} <= properties.keys()


def shape_of(labels: Mapping[str, int], types: Mapping[str, int]) -> Shape:
    """The shape of a graph of these labels and types, whose properties the model knows."""
    of_label = {"Document": model.DOCUMENT, "Statement": model.STATEMENT}
    of_type = {"READ_IN": model.READ_IN}
    return Shape(
        tuple(Kind(name, labels[name], of_label.get(name, model.ACTOR)) for name in sorted(labels)),
        tuple(Kind(name, types[name], of_type.get(name, model.RELATION)) for name in sorted(types)),
    )


def open_embedded(path: Path) -> Embedded:
    """The engine of a graph file, from the cache where that fits. Raises DataError where there is no graph."""
    found = kept.read(path)
    if found is not None:
        return Embedded(found)
    with open_store(path) as store:
        made = build(store)
        kept.write(made, path)
    return Embedded(made)
