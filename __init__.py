"""volteface: who stands with whom, against whom, since when, what changed, and which sentence says so."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .api import Graph
    from .graph.dates import PartialDate
    from .graph.errors import DataError, SkipRecord, UsageError, VolteFaceError
    from .graph.model import Actor, Document, Statement

__version__ = "0.1.0"

# Imported when first asked for: the command line needs none of them to print its help.
_HOMES = {
    "Graph": "api",
    "PartialDate": "graph.dates",
    "Actor": "graph.model",
    "Document": "graph.model",
    "Statement": "graph.model",
    "VolteFaceError": "graph.errors",
    "UsageError": "graph.errors",
    "DataError": "graph.errors",
    "SkipRecord": "graph.errors",
}

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
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f".{_HOMES[name]}", __name__), name)
