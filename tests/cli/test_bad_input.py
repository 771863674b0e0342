"""Whatever a user gets wrong: one clear line, the documented exit status, nothing lost, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Volteface = Callable[..., Any]
DATA, USAGE = 1, 2
RECORD = {
    "document": "notes.txt",
    "published": "2025-03-01",
    "source": "Ruritania",
    "source_kind": "state",
    "target": "Grand Fenwick",
    "target_kind": "state",
    "type": "opposes",
    "start": "2025-02-01",
    "quote": "Ruritania rebuked Grand Fenwick",
}


@pytest.fixture
def graph(volteface: Volteface) -> Path:
    """A graph of two statements in the current folder's default file."""
    Path("two.jsonl").write_text(json.dumps(RECORD) + "\n" + json.dumps({**RECORD, "type": "supports", "target": "Borduria"}) + "\n")
    assert volteface("load", "two.jsonl")[0] == 0
    return Path("volteface.duckdb")


def refused(answer: tuple[int, str, str], status: int, *words: str) -> None:
    """One line on standard error that holds all the words."""
    got, _, err = answer
    assert got == status, err
    assert err.count("\n") == 1, err
    for word in words:
        assert word in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"MZ\x00\x01\x02\x00\x00" * 50, "binary"),
        ("picture.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        ("one-line.txt", b"word " * 10_000_000, "MB"),
        ("empty.jsonl", b"", "empty"),
        ("table.xlsx", b"PK\x03\x04", "no reader"),
    ],
)
def test_a_file_that_is_no_document(volteface: Volteface, graph: Path, name: str, content: bytes, says: str) -> None:
    before = graph.stat().st_size
    Path(name).write_bytes(content)
    refused(volteface("load", name), DATA, name, says)
    assert json.loads(volteface("info", "--format", "json")[1])["signs"] == {"+": 1, "-": 1, "0": 0}
    assert before > 0


def test_one_bad_file_does_not_stop_the_others(volteface: Volteface) -> None:
    Path("folder").mkdir()
    Path("folder/bad.txt").write_bytes(b"")
    Path("folder/good.jsonl").write_text(json.dumps(RECORD))
    refused(volteface("load", "folder"), DATA, "folder/bad.txt")
    assert "Ruritania" in volteface("show", "Ruritania")[1]


def test_a_bad_line_costs_only_itself(volteface: Volteface) -> None:
    bad = {**RECORD, "start": "2025-02-30", "target": "Syldavia"}
    Path("three.jsonl").write_text("\n".join(map(json.dumps, [RECORD, bad, {**RECORD, "target": "Borduria"}])))
    answer = volteface("load", "three.jsonl")
    refused(answer, DATA, "three.jsonl:2", "start", "2025-02-30", "valid")
    assert answer[1].split("statements")[1].split()[:2] == ["2", "0"]


def test_a_missing_file_creates_no_graph(volteface: Volteface) -> None:
    refused(volteface("load", "nowhere.txt"), DATA, "nowhere.txt", "no such file")
    assert not Path("volteface.duckdb").exists()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["diff", "2025-02-30", "2025-07-05"], ["2025-02-30", "valid"]),
        (["diff", "2025-07-05", "2024-12-01"], ["after", "valid"]),
        (["diff", "2024", "2025", "--half-life", "-5"], ["half-life", "-5", "valid"]),
        (["diff", "2024", "2025", "--half-life", "nan"], ["half-life", "valid"]),
        (["diff", "2024", "2025", "--level", "planet"], ["planet", "state"]),
        (["diff", "2024"], ["DATE2"]),
        (["align", "Ruritanio", "--against", "Borduria"], ["Ruritanio", "closest: Ruritania"]),
        (["align", "Ruritania", "--against", "Ruritania,Borduria"], ["Ruritania", "both"]),
        (["align", "", "--against", "Borduria"], ["no actor", "valid"]),
        (["align", "Ruritania", "--against", ","], ["no actor", "valid"]),
        (["align", "Ruritania", "--against", "Borduria", "--half-life", "0"], ["half-life", "valid"]),
        (["align", "Ruritania", "--against", "Borduria", "--from", "2025", "--to", "2024"], ["after", "valid"]),
        (["align", "Ruritania", "--against", "Borduria", "--every", "hour"], ["hour", "day"]),
        (["align", "Ruritania", "--against", "Borduria", "--chart", "a.doc"], [".svg", ".png", ".html"]),
        (["why", "Ruritania", "Nowhere"], ["Nowhere", "not in this graph"]),
        (["why", "Ruritania", "Ruritania"], ["twice", "valid"]),
        (["show", "Nobody"], ["Nobody"]),
        (["export", "a.doc"], [".jsonl", ".parquet"]),
        (["map", "-o", "m.html", "--at", "2025", "--from", "2024"], ["one of them"]),
        (["map", "-o", "m.html", "--from", "2025", "--to", "2024"], ["2025-01-01", "after", "2024-12-31", "valid"]),
        (["map", "-o", "m.txt"], ["m.txt", "valid: .html, .htm"]),
        (["map", "-o", "volteface.duckdb"], ["volteface.duckdb", "valid: .html, .htm"]),
        (["map", "-o", "volteface.duckdb.columns"], ["volteface.duckdb.columns", "valid: .html, .htm"]),
        (["load", "two.jsonl", "--published", "soon"], ["soon", "valid"]),
        (["befriend"], ["befriend"]),
    ],
)
def test_bad_usage(volteface: Volteface, graph: Path, args: list[str], words: list[str]) -> None:
    content = graph.read_bytes()
    refused(volteface(*args), USAGE, *words)
    assert graph.read_bytes() == content


@pytest.mark.parametrize("name", ["g.html", "link.html"])
def test_a_map_never_takes_the_place_of_the_graph(volteface: Volteface, graph: Path, name: str) -> None:
    graph.rename("g.html")
    Path("link.html").symlink_to("g.html")
    content = Path("g.html").read_bytes()
    refused(volteface("-g", "g.html", "map", "-o", name), USAGE, name, "the graph file", "valid: another file")
    assert Path("g.html").read_bytes() == content


@pytest.mark.parametrize(
    "args",
    [
        ["map", "-o", "nowhere/m.html"],
        ["export", "nowhere/a.csv"],
        ["align", "Ruritania", "--against", "Borduria", "--chart", "nowhere/a.svg"],
    ],
)
def test_an_output_folder_that_does_not_exist(volteface: Volteface, graph: Path, args: list[str]) -> None:
    refused(volteface(*args), DATA, "nowhere")


COMMANDS = [
    ["info"],
    ["show", "a"],
    ["diff", "2024", "2025"],
    ["align", "a", "--against", "b"],
    ["why", "a", "b"],
    ["map", "-o", "m.html"],
    ["export", "x.csv"],
]


@pytest.mark.parametrize("args", COMMANDS, ids=lambda args: args[0])
def test_a_graph_that_does_not_exist_is_not_created(volteface: Volteface, args: list[str]) -> None:
    refused(volteface("-g", "none.duckdb", *args), DATA, "none.duckdb", "no such graph")
    assert os.listdir() == []


@pytest.mark.parametrize("args", [*COMMANDS, ["load", "two.jsonl"]], ids=lambda args: args[0])
def test_a_file_that_is_no_graph_is_left_alone(volteface: Volteface, graph: Path, args: list[str]) -> None:
    Path("notes.duckdb").write_text("Not a database, whatever its name says.\n" * 500)
    content = Path("notes.duckdb").read_bytes()
    refused(volteface("-g", "notes.duckdb", *args), DATA, "notes.duckdb", "not a volteface graph")
    assert Path("notes.duckdb").read_bytes() == content


def test_a_database_of_somebody_else(volteface: Volteface) -> None:
    import duckdb

    with duckdb.connect("other.duckdb") as db:
        db.execute("CREATE TABLE t AS SELECT 1 AS a")
    refused(volteface("-g", "other.duckdb", "info"), DATA, "other.duckdb", "not a volteface graph")


def test_a_graph_that_another_process_writes(volteface: Volteface, graph: Path) -> None:
    code = f"import duckdb, sys; c = duckdb.connect({str(graph)!r}); print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        writer.stdout.readline()
        refused(volteface("load", "two.jsonl"), DATA, "volteface.duckdb", f"process {writer.pid}", "try again")
        refused(volteface("info"), DATA, "volteface.duckdb", f"process {writer.pid}")
        writer.stdin.close()


def test_text_on_a_terminal_cannot_steer_it(volteface: Volteface) -> None:
    Path("evil.jsonl").write_text(json.dumps({**RECORD, "source": "\x1b[2J\x07Evil", "quote": "a\x1b]0;title\x07b"}))
    volteface("load", "evil.jsonl")
    for args in (["info"], ["diff", "2024", "2025"], ["show", "Grand Fenwick"], ["why", "Grand Fenwick", "nobody\x1b[2J"]):
        _, out, err = volteface(*args)
        assert "\x1b" not in out + err
        assert "\x07" not in out + err


@pytest.mark.parametrize("told", ["", "known to be stored: 3 of 5 actors"])
def test_who_interrupts_is_told_how_far_it_came(volteface: Volteface, graph: Path, monkeypatch: pytest.MonkeyPatch, told: str) -> None:
    from volteface.api import Graph

    def stop(*_: object) -> None:
        raise KeyboardInterrupt(told)

    monkeypatch.setattr(Graph, "info", stop)
    status, out, err = volteface("-g", graph, "info")
    assert (status, out) == (130, "")
    assert err.strip() == f"volteface: error: interrupted{'; ' if told else ''}{told}"
