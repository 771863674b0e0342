"""The graph as a file for other programs, by suffix: tables of statements by DuckDB, graphs by networkx."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from .errors import DataError, UsageError
from .network import statement_graph
from .records import records_query

if TYPE_CHECKING:
    import networkx as nx

    from .store import Store

# As one reads: by document and place in it. The id decides what is left.
ORDER = "ORDER BY document, line, char_start, source, target, id"

# XML 1.0 has no way to write these characters, not even escaped.
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def export(store: Store, path: Path) -> int:
    """Writes all statements to `path`, whole or not at all; returns how many. `-` is `.jsonl` on standard output.

    Raises UsageError for an unknown suffix, DataError where the file cannot be written.
    """
    if str(path) == "-":
        return to_stdout(store)
    write = FORMATS.get(path.suffix.lower())
    if write is None:
        raise UsageError(f"{path}: no export to {path.suffix or 'a file without suffix'} (valid: {', '.join(FORMATS)})")
    if path.resolve() == store.path.resolve():
        raise UsageError(f"{path}: that is the graph itself (name another file)")
    with whole_file(path) as partial:
        return write(store, partial)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file beside `path` that takes its place once it is written. Raises DataError where it cannot be."""
    if not path.parent.is_dir():
        raise DataError(f"{path}: no such folder: {path.parent}")
    if path.is_dir():
        raise DataError(f"{path}: a folder, not a file")
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield partial
        partial.replace(path)
    except OSError as error:
        raise DataError(f"{path}: cannot be written: {error.strerror or error}") from None
    finally:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def to_stdout(store: Store) -> int:
    """Through a file, so that a reader that goes away is Python's BrokenPipeError and not the database's."""
    with TemporaryDirectory(prefix="volteface-") as folder:
        whole = Path(folder) / "statements.jsonl"
        written = jsonl(store, whole)
        with whole.open("rb") as lines:
            shutil.copyfileobj(lines, sys.stdout.buffer)
    return written


def copy(store: Store, path: Path, how: str) -> int:
    """DuckDB's COPY of all records."""
    quoted = str(path).replace("'", "''")
    import duckdb

    try:
        row = store.db.execute(f"COPY ({records_query()} {ORDER}) TO '{quoted}' ({how})").fetchone()
    except duckdb.IOException as error:
        raise OSError(" ".join(str(error).split())) from None
    return int(row[0]) if row else 0


def jsonl(store: Store, path: Path) -> int:
    return copy(store, path, "FORMAT json")


def csv(store: Store, path: Path) -> int:
    return copy(store, path, "FORMAT csv, HEADER")


def parquet(store: Store, path: Path) -> int:
    return copy(store, path, "FORMAT parquet")


def graphml(store: Store, path: Path) -> int:
    import networkx as nx

    graph = printable(store)
    nx.write_graphml(graph, path)
    return graph.number_of_edges()


def gexf(store: Store, path: Path) -> int:
    import networkx as nx

    # GEXF keeps `start` and `end` for time itself; ours are partial dates, so they go by other names.
    graph = printable(store, {"start": "since", "end": "until", "type": "relation"})
    nx.write_gexf(graph, path)
    return graph.number_of_edges()


def printable(store: Store, rename: dict[str, str] | None = None) -> nx.MultiDiGraph[str]:
    """The statement graph with text that XML can carry: a character that it cannot becomes U+FFFD."""
    import networkx as nx

    def clean(value: Any) -> Any:
        return NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value

    renamed = rename or {}
    whole = statement_graph(store.actors(), store.statements())
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for node, attributes in whole.nodes(data=True):
        graph.add_node(clean(node), **{name: clean(value) for name, value in attributes.items()})
    for source, target, key, attributes in whole.edges(keys=True, data=True):
        graph.add_edge(
            clean(source), clean(target), key=key, **{renamed.get(name, name): clean(value) for name, value in attributes.items()}
        )
    return graph


FORMATS: dict[str, Callable[[Store, Path], int]] = {
    ".jsonl": jsonl,
    ".csv": csv,
    ".graphml": graphml,
    ".gexf": gexf,
    ".parquet": parquet,
}
