"""The column table on disk, beside the graph file: written by the writer, mapped by readers, rebuilt where it does not fit.

One file: a magic word, the length of a JSON header, the header, then the arrays, each on a 64-byte boundary. The header
holds the size and time of the graph file that it was made from; anything else there is, and the cache is not used.
Readers never write: a graph on a read-only disk works, only slower to open.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import numpy as np

from . import columns
from .columns import ARRAYS, Columns
from .model import Actor
from .records import vocabulary
from .store import FORMAT, Store

MAGIC = b"volteface columns 1\n"
ALIGN = 64


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


def build(store: Store) -> Columns:
    """The column table of a store. Rows of one day stand in the order of their ids, whatever was loaded first."""
    raw = store.raw()
    order = np.argsort(raw.pop("tie"), kind="stable")
    return columns.build(store.actors(), {name: column[order] for name, column in raw.items()})


def write(table: Columns, graph: Path) -> None:
    """Writes the cache of a graph file that no process is changing, in one step."""
    arrays = {name: np.ascontiguousarray(getattr(table, name)) for name in ARRAYS}
    places: dict[str, Any] = {}
    offset = 0
    for name, array in arrays.items():
        places[name] = [array.dtype.str, array.shape, offset]
        offset += -(-array.nbytes // ALIGN) * ALIGN
    actors = [[a.name, a.kind, a.iso3, a.aliases, a.wikidata] for a in table.actors]
    header = json.dumps({"made": [FORMAT, vocabulary()], "stamp": stamp(graph), "arrays": places, "actors": actors}).encode()
    target = cache_path(graph)
    partial = target.with_name(f"{target.name}.{os.getpid()}")
    with partial.open("wb") as out:
        out.write(MAGIC + len(header).to_bytes(8, "little") + header)
        out.write(b"\0" * (-out.tell() % ALIGN))
        for array in arrays.values():
            out.write(array.tobytes())
            out.write(b"\0" * (-array.nbytes % ALIGN))
    partial.replace(target)


def read(graph: Path) -> Columns | None:
    """The cached table of a graph file, mapped; None where there is none or it was made from another state."""
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
        if header["stamp"] != current or header["made"] != [FORMAT, vocabulary()]:
            return None
        base = -(-end // ALIGN) * ALIGN
        arrays = {name: view(data, base + offset, dtype, shape) for name, (dtype, shape, offset) in header["arrays"].items()}
        actors = tuple(Actor(name, kind, iso3, tuple(aliases), wikidata) for name, kind, iso3, aliases, wikidata in header["actors"])
        return Columns(actors=actors, **arrays)
    except (ValueError, KeyError, TypeError):
        return None  # cut short or from another version: the graph file itself has everything


def view(data: np.memmap[Any, Any], offset: int, dtype: str, shape: list[int]) -> np.ndarray[Any, Any]:
    """One array of the file, not copied."""
    kind = np.dtype(dtype)
    size = kind.itemsize * int(np.prod(shape))
    found: np.ndarray[Any, Any] = data[offset : offset + size].view(kind).reshape(shape).view(np.ndarray)
    return found
