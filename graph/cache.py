"""What queries read, on disk beside the graph file: the column table and the evidence, mapped, not loaded.

One file: a magic word, the length of a JSON header, the header, then the arrays, each on a 64-byte boundary. The header
holds the size and time of the graph file that it was made from; anything else there is, and the cache is not used.
Whoever first needs the tables of a graph writes it, so that a load costs what it loads and not what the graph holds. Where it
cannot be written, as on a read-only disk, queries are only slower to start.
"""

from __future__ import annotations

import json
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from . import columns, evidence
from .columns import Columns
from .evidence import Evidence
from .model import Actor
from .schema import fingerprint
from .store import FORMAT, Store

# Counted up with every change of what the tables hold or how they are computed.
MAGIC = b"volteface columns 3\n"
ALIGN = 64


class Tables(NamedTuple):
    """All that a query reads."""

    columns: Columns
    evidence: Evidence


def cache_path(graph: Path) -> Path:
    return graph.with_name(graph.name + ".columns")


def stamp(graph: Path) -> list[int] | None:
    """What tells one state of a graph file from another; None while changes wait beside it, or where there is no file."""
    if graph.with_name(graph.name + ".wal").exists():
        return None
    try:
        found = graph.stat()
    except OSError:
        return None
    return [found.st_size, found.st_mtime_ns]


def made_by() -> list[str]:
    """What decides the tables besides the graph: the form of the store, and the schema with its weights."""
    return [FORMAT, fingerprint()]


def build(store: Store) -> Tables:
    """The tables of a store."""
    return Tables(columns.build(store.actors(), store.raw()), evidence.gather(store))


def write(tables: Tables, graph: Path) -> None:
    """Writes the cache of a graph file that no process is changing, in one step; leaves it where that cannot be done."""
    made_from = stamp(graph)
    if made_from is None:
        return
    arrays = {f"columns.{name}": getattr(tables.columns, name) for name in columns.ARRAYS}
    arrays |= {f"evidence.{name}": getattr(tables.evidence, name) for name in evidence.ARRAYS}
    places: dict[str, Any] = {}
    offset = 0
    for name, array in arrays.items():
        places[name] = [array.dtype.str, array.shape, offset]
        offset += -(-array.nbytes // ALIGN) * ALIGN
    facts = {
        "made": made_by(),
        "stamp": made_from,
        "arrays": places,
        "actors": [[a.name, a.kind, a.iso3, a.aliases, a.wikidata] for a in tables.columns.actors],
        "documents": tables.evidence.documents,
    }
    header = json.dumps(facts).encode()
    target = cache_path(graph)
    partial = target.with_name(f"{target.name}.{os.getpid()}.{threading.get_ident()}")
    try:
        with partial.open("wb") as out:
            out.write(MAGIC + len(header).to_bytes(8, "little") + header)
            out.write(b"\0" * (-out.tell() % ALIGN))
            for array in arrays.values():
                out.write(np.ascontiguousarray(array).data)
                out.write(b"\0" * (-array.nbytes % ALIGN))
        partial.replace(target)
    except OSError:
        with suppress(OSError):
            partial.unlink(missing_ok=True)


def read(graph: Path) -> Tables | None:
    """The cached tables of a graph file, mapped; None where there are none or they were made from another state."""
    current = stamp(graph)
    try:
        data = np.memmap(cache_path(graph), np.uint8, "r")
    except (OSError, ValueError):
        return None
    start = len(MAGIC) + 8
    if current is None or bytes(data[: len(MAGIC)]) != MAGIC:
        return None
    end = start + int.from_bytes(bytes(data[len(MAGIC) : start]), "little")
    try:
        header = json.loads(bytes(data[start:end]))
        if header["stamp"] != current or header["made"] != made_by():
            return None
        return mapped(header, data[-(-end // ALIGN) * ALIGN :])
    except (ValueError, KeyError, TypeError):
        return None  # cut short or from another version: the graph file itself has everything


def mapped(header: dict[str, Any], data: np.ndarray[Any, Any]) -> Tables:
    """The arrays of the file, not copied."""

    def arrays(of: str, names: tuple[str, ...]) -> dict[str, np.ndarray[Any, Any]]:
        return {name: view(data, *header["arrays"][f"{of}.{name}"]) for name in names}

    actors = tuple(Actor(name, kind, iso3, tuple(aliases), wikidata) for name, kind, iso3, aliases, wikidata in header["actors"])
    return Tables(
        Columns(actors=actors, **arrays("columns", columns.ARRAYS)),
        Evidence(documents=tuple(header["documents"]), **arrays("evidence", evidence.ARRAYS)),
    )


def view(data: np.ndarray[Any, Any], dtype: str, shape: list[int], offset: int) -> np.ndarray[Any, Any]:
    kind = np.dtype(dtype)
    size = kind.itemsize * int(np.prod(shape))
    return data[offset : offset + size].view(np.ndarray).view(kind).reshape(shape)
