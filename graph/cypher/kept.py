"""The embedded graph on disk, beside the graph file that it was made from.

One file, GRAPH.cypher: a magic word, the length of a JSON header, the header, kglite's own bytes. As with the column table
(`graph/cache.py`), the header says which state of the graph file it was made from, and by what; anything else there is, or a byte
that is not as it was, and it is not used. Where it cannot be written, queries are only slower to start.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from .. import cache
from . import model

if TYPE_CHECKING:
    import kglite

# Counted up with every change of what `build` makes.
MAGIC = b"volteface cypher 1\n"
# No header is longer: a damaged length is not believed.
HEADER = 1 << 20


def cache_path(graph: Path) -> Path:
    return graph.with_name(graph.name + ".cypher")


def made_by() -> list[str]:
    """What decides the bytes besides the graph: store and schema, the model, and kglite."""
    shape = json.dumps([model.ACTOR, model.DOCUMENT, model.RELATION, model.STATEMENT])
    return [*cache.made_by(), shape, version("kglite")]


def write(graph: kglite.KnowledgeGraph, path: Path) -> None:
    """Writes the cache of a graph file that no process is changing, in one step; leaves it where that cannot be done."""
    made_from = cache.stamp(path)
    if made_from is None:
        return
    body = graph.to_bytes()
    header = json.dumps({"made": made_by(), "stamp": made_from, "sum": hashlib.sha256(body).hexdigest()}).encode()
    target = cache_path(path)
    partial = target.with_name(f"{target.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        partial.write_bytes(MAGIC + len(header).to_bytes(8, "little") + header + body)
        partial.replace(target)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def read(path: Path) -> kglite.KnowledgeGraph | None:
    """The cached graph of a graph file; None where there is none, or it was made from another state, or is damaged."""
    import kglite

    current = cache.stamp(path)
    if current is None:
        return None
    try:
        with cache_path(path).open("rb") as file:
            if file.read(len(MAGIC)) != MAGIC:
                return None
            header = json.loads(file.read(min(int.from_bytes(file.read(8), "little"), HEADER)))
            if header["stamp"] != current or header["made"] != made_by():
                return None
            body = file.read()
        return kglite.from_bytes(body) if hashlib.sha256(body).hexdigest() == header["sum"] else None
    except (OSError, ValueError, KeyError, TypeError, MemoryError, OverflowError, kglite.KgError):
        return None
