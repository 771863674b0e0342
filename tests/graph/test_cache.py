from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from volteface.graph import cache, columns, evidence
from volteface.graph.dates import PartialDate
from volteface.graph.model import Statement
from volteface.graph.store import open_store


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    path = tmp_path / "g.duckdb"
    with open_store(path, write=True) as store:
        said = [
            Statement(
                "a.txt",
                "A",
                "state",
                "B",
                "state",
                "ally",
                start=PartialDate(2020),
                end=PartialDate(2022, 5),
                past=True,
                quote="A and B – “allies”",
            ),
            Statement("b.tsv", "A", "state", "C", "state", "opposes", start=PartialDate(2021), line=7, status="denied"),
            Statement("c.txt", "C", "state", "B", "state", "attacks"),
        ]
        store.add([], said)
        store.checkpoint()
    return path


def test_the_cache_gives_back_what_was_built(graph: Path) -> None:
    with open_store(graph) as store:
        built = cache.build(store)
    cache.write(built, graph)
    found = cache.read(graph)
    assert found is not None
    assert found.columns.actors == built.columns.actors
    for table, names in ((0, columns.ARRAYS), (1, evidence.ARRAYS)):
        for name in names:
            np.testing.assert_array_equal(getattr(found[table], name), getattr(built[table], name), strict=True)
    told = {one["document"]: one for one in found.evidence.of(built.columns.row.tolist())}
    assert told == {
        "a.txt": {
            "document": "a.txt",
            "date": "2020",
            "end": "2022-05",
            "quote": "A and B – “allies”",
            "status": "asserted",
            "past": True,
        },
        "b.tsv": {"document": "b.tsv", "date": "2021", "end": None, "quote": None, "status": "denied", "past": False, "line": 7},
        "c.txt": {"document": "c.txt", "date": None, "end": None, "quote": None, "status": "asserted", "past": False},
    }


def test_a_cache_of_another_state_is_not_used(graph: Path) -> None:
    with open_store(graph) as store:
        cache.write(cache.build(store), graph)
    assert cache.read(graph) is not None
    with open_store(graph, write=True) as store:
        store.add([], [Statement("d.txt", "A", "state", "D", "state", "supports")])
        store.checkpoint()
    assert cache.read(graph) is None


@pytest.mark.parametrize("keep", [0, 10, 25, 200, 2000])
def test_a_cache_cut_short_is_not_used(graph: Path, keep: int) -> None:
    with open_store(graph) as store:
        cache.write(cache.build(store), graph)
    whole = cache.cache_path(graph).read_bytes()
    assert len(whole) > keep
    cache.cache_path(graph).write_bytes(whole[:keep])
    assert cache.read(graph) is None


def test_changes_waiting_beside_the_file_are_not_overlooked(graph: Path) -> None:
    with open_store(graph) as store:
        cache.write(cache.build(store), graph)
    graph.with_name(graph.name + ".wal").write_bytes(b"")
    assert cache.read(graph) is None
