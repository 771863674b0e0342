"""volteface: who stands with whom, against whom, since when, what changed, and which sentence says so.

    >>> from volteface import Graph
    >>> graph = Graph.open("rift.duckdb")                # nothing is read yet
    >>> graph.load(["articles/"])                        # text, Markdown, HTML; statements as .jsonl
    >>> print(graph.diff("2024-12-01", "2025-07-05"))    # what changed between two days
    >>> print(graph.why("Azerbaijan", "Russia"))         # the statements behind a pair, and how they add up
    >>> graph.map("rift.html")                           # the interactive map

`Graph`: a graph file, with one method for each command; `help(volteface.Graph)` lists them, docs/python.md shows them.
`Statement`, `Document`, `Actor`: what a graph is made of. `PartialDate`: a year, a month or a day; `day`: a day number as a date.
`VolteFaceError`: the base of `UsageError` (a bad argument), `DataError` (a file that cannot be used) and `SkipRecord` (a record
that a reader leaves out).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import Graph
    from .graph.dates import PartialDate
    from .graph.dates import from_day_number as day
    from .graph.errors import DataError, SkipRecord, UsageError, VolteFaceError
    from .graph.model import Actor, Document, Statement

__version__ = "0.1.0"

# Imported when first asked for: the command line needs none of them to print its help.
_HOMES = {
    "Graph": "api",
    "day": "graph.dates",
    "PartialDate": "graph.dates",
    "Actor": "graph.model",
    "Document": "graph.model",
    "Statement": "graph.model",
    "VolteFaceError": "graph.errors",
    "UsageError": "graph.errors",
    "DataError": "graph.errors",
    "SkipRecord": "graph.errors",
}

# What is called otherwise at home.
_NAMES = {"day": "from_day_number"}

__all__ = [
    "Actor",
    "DataError",
    "Document",
    "Graph",
    "PartialDate",
    "SkipRecord",
    "Statement",
    "UsageError",
    "VolteFaceError",
    "__version__",
    "day",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), _NAMES.get(name, name))
