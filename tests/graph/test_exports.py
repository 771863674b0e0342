from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.errors import DataError, UsageError
from volteface.graph.exports import FORMATS, export
from volteface.graph.model import Statement
from volteface.graph.network import statement_graph
from volteface.graph.store import Store, open_store

SAID = [
    Statement("a.txt", "A", "state", "B", "state", "ally", start=PartialDate(2020, 3), quote="A \x00 & <B>"),
    Statement("a.txt", "A", "state", "B", "state", "opposes", status="alleged"),
    Statement("b.txt", "L", "leader", "A", "state", "leads"),
]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "g.duckdb", write=True)
    store.add([], SAID)
    return store


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_format_holds_every_statement(store: Store, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"out{suffix}"
    assert export(store, path) == len(SAID)
    if suffix in (".graphml", ".gexf"):
        read = nx.read_graphml(path, force_multigraph=True) if suffix == ".graphml" else nx.read_gexf(path)
        assert read.number_of_edges() == len(SAID)
    else:
        reader = {".jsonl": "read_json", ".csv": "read_csv", ".parquet": "read_parquet"}[suffix]
        rows = store.db.execute(f"SELECT id, sign FROM {reader}(?)", [str(path)]).fetchall()
        assert sorted(rows) == sorted((one.id, one.sign) for one in SAID)


def test_networkx_has_an_edge_a_statement_and_nothing_unknown(store: Store) -> None:
    graph = statement_graph(store.actors(), store.statements())
    assert graph.number_of_edges("A", "B") == 2
    attributes = graph.edges["A", "B", SAID[0].id]
    assert attributes["start"] == "2020-03"
    assert "end" not in attributes
    assert graph.nodes["L"]["kind"] == "leader"


def test_an_unknown_suffix_names_the_known_ones(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"valid: \.jsonl, \.csv, \.graphml, \.gexf, \.parquet"):
        export(store, tmp_path / "a.docx")


def test_an_export_that_fails_leaves_what_was_there(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def torn(store: Store, path: Path) -> int:
        path.write_text("half of i")
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.csv"
    path.write_text("before")
    monkeypatch.setitem(FORMATS, ".csv", torn)
    with pytest.raises(DataError, match=r"a\.csv: cannot be written: No space left"):
        export(store, path)
    assert path.read_text() == "before"
    assert [one.name for one in tmp_path.iterdir() if "csv" in one.name] == ["a.csv"]
