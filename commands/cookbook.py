"""`cypher --list` and `cypher --run NAME`: the queries of the cook book."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ..queries.cookbook import Query, queries, query
from .output import Row, emit

if TYPE_CHECKING:
    from ..api import Graph


def show_list(form: str) -> None:
    """Every query of the cook book: its name, what it answers, what it wants to be told."""
    rows: list[Row] = [
        {"name": one.name, "parameters": ", ".join(parameter.shown for parameter in one.parameters), "question": one.question}
        for one in queries()
    ]
    emit(form, rows, [one.as_json() for one in queries()], notes=["volteface cypher --run NAME --param since=2024-12-01"])


def chosen(name: str, given: Mapping[str, object], graph: Graph | None) -> tuple[Query, dict[str, Any]]:
    """The query of a name with its parameters. Where there is a graph file, actors may be called as everywhere else.

    Raises UsageError for a query, a parameter or an actor that there is not.
    """
    found = query(name)
    return found, found.values(given, graph.actor_id) if graph else found.values(given)


def for_people(row: Row) -> Row:
    """A row without ids: a table has its quotes and documents, JSON and CSV have all."""
    return {name: value for name, value in row.items() if name != "id" and not name.startswith("id_")}
