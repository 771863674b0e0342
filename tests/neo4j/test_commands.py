"""`volteface push` and `pull` as they are typed: what they print, and how they end."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from volteface.cli import cli
from volteface.graph.model import Document, Statement
from volteface.graph.store import open_store

pytestmark = pytest.mark.neo4j
Volteface = Callable[..., tuple[int, str, str]]
STATEMENT = Statement("a.txt", "Chad", "state", "Mali", "state", "ally", quote="Chad, an ally of Mali", char_start=0, char_end=21)
EXAMPLES = [line.strip() for name in ("push", "pull") for line in (cli.commands[name].epilog or "").splitlines() if "volteface " in line]


@pytest.fixture(autouse=True)
def graph(volteface: Volteface) -> Path:
    """The default graph of the folder that a test works in."""
    with open_store(Path("volteface.duckdb"), write=True) as store:
        store.add([Document("a.txt", "Chad, an ally of Mali, waits.")], [STATEMENT])
    return Path("volteface.duckdb")


def test_a_push_prints_what_it_did(volteface: Volteface, neo4j: Any) -> None:
    status, out, err = volteface("push", neo4j.uri)
    assert (status, err) == (0, "")
    assert [line.split() for line in out.splitlines()][:2] == [["what", "created", "changed", "unchanged"], ["actors", "2", "0", "0"]]
    status, out, err = volteface("push", neo4j.uri, "--format", "json", "--prune")
    nothing = {"created": 0, "changed": 0, "unchanged": 1, "pruned": 0, "kept": 0}
    assert json.loads(out)["relationships"] == nothing
    assert json.loads(out)["dry_run"] is False
    status, out, err = volteface("push", neo4j.uri, "--format", "csv", "--dry-run")
    assert next(csv.DictReader(io.StringIO(out))) == {"what": "actors", **{name: str(n) for name, n in nothing.items()}, "unchanged": "2"}


def test_a_dry_run_says_so(volteface: Volteface, neo4j: Any) -> None:
    assert volteface("push", neo4j.uri, "--dry-run")[1].endswith("dry run: nothing was written\n")
    assert neo4j.query("MATCH (n) RETURN n") == []


def test_a_pull_prints_what_it_did_and_names_what_it_left_out(volteface: Volteface, neo4j: Any) -> None:
    volteface("push", neo4j.uri)
    status, out, err = volteface("-g", "copy.duckdb", "pull", neo4j.uri)
    assert (status, err) == (0, "")
    assert [line.split() for line in out.splitlines()][1:] == [["actors", "2", "0"], ["documents", "1", "0"], ["statements", "1", "0"]]
    neo4j.query("MATCH ()-[r:ALLY]->() SET r.quote = 'never said'")
    status, out, err = volteface("-g", "other.duckdb", "pull", neo4j.uri, "--format", "json")
    assert status == 1
    assert json.loads(out)["statements"] == {"new": 0, "known": 0}
    assert [skip["where"] for skip in json.loads(out)["skipped"]] == [f"ALLY '{STATEMENT.id}'"]
    assert err.startswith(f"volteface: skipped ALLY '{STATEMENT.id}': changed in the database")
    assert err.count("\n") == 1


@pytest.mark.parametrize("line", EXAMPLES)
def test_the_examples_of_the_help_run(volteface: Volteface, neo4j: Any, line: str) -> None:
    for there in ("neo4j://localhost:7687", "neo4j+s://HOST"):
        line = line.replace(there, neo4j.uri)
    line = line.replace("--user analyst --database rift", f"--user {neo4j.user} --database neo4j")
    status, out, err = volteface(*shlex.split(line)[1:])
    assert (status, err) == (0, "")
    assert out


@pytest.mark.parametrize("command", ["push", "pull"])
def test_what_cannot_be_is_one_line_and_a_status(
    volteface: Volteface, neo4j: Any, command: str, monkeypatch: pytest.MonkeyPatch, graph: Path
) -> None:
    def fails(status: int, words: str, *args: str) -> None:
        ended, out, err = volteface(command, *args)
        assert (ended, out, err.count("\n")) == (status, "", 1)
        assert words in err
        assert "secret" not in err

    before = graph.read_bytes()
    fails(1, "no database 'nosuch' (valid: neo4j)", neo4j.uri, "--database", "nosuch")
    fails(1, "nothing answers there", "bolt://127.0.0.1:1")
    fails(2, "has a user or a password in it", "bolt://me:secret@localhost")
    fails(2, "http is for browsers", "http://localhost:7474")
    fails(2, "Missing argument 'URI'")
    fails(1, "tried as 'somebody'", neo4j.uri, "--user", "somebody")
    monkeypatch.setenv("VOLTEFACE_NEO4J_PASSWORD", "secret-and-wrong")
    fails(1, "wrong user or password", neo4j.uri)
    monkeypatch.setenv("VOLTEFACE_NEO4J_PASSWORD", neo4j.password)
    assert volteface(command, neo4j.uri, "--format", "json")[0] == 0  # so that the server forgets the wrong ones
    monkeypatch.delenv("VOLTEFACE_NEO4J_PASSWORD")
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    fails(2, "set VOLTEFACE_NEO4J_PASSWORD, or NEO4J_PASSWORD", neo4j.uri)
    assert graph.read_bytes() == before


def test_a_push_without_a_graph_says_so_and_makes_none(volteface: Volteface, neo4j: Any) -> None:
    status, _, err = volteface("-g", "nosuch.duckdb", "push", neo4j.uri)
    assert (status, "no such graph file" in err) == (1, True)
    assert not Path("nosuch.duckdb").exists()
