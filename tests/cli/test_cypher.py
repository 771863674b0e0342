"""`volteface cypher`: what it prints in every form, what it refuses and how it says so, the prompt, a server."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Statement
from volteface.graph.store import open_store

Volteface = Callable[..., tuple[int, str, str]]
PAIRS = [
    ("Peru", "Chile", "2020-03-04", "stands by"),
    ("Chile", "Peru", "2021", None),
    ("Peru", "Mali", None, '=HYPERLINK("x")'),
    ("Mali", "Chad", "2019", "\x1b[31m"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cypher") / "graph.duckdb"
    with open_store(path, write=True) as store:
        store.add(
            [],
            [
                Statement("d.txt", a, "state", b, "state", "ally", start=PartialDate.parse(day) if day else None, quote=quote)
                for a, b, day, quote in PAIRS
            ],
        )
        store.checkpoint()
    return path


@pytest.fixture
def ask(volteface: Volteface, file: Path) -> Volteface:
    return lambda *args: volteface("-g", file, "cypher", *args)


ALL = "MATCH (a:State)-[r:ALLY]->(b:State) RETURN a.name AS a, b.name AS b, r.since AS since, r.quote AS quote ORDER BY a, b"


def test_a_table_is_for_people(ask: Volteface) -> None:
    status, out, err = ask(ALL)
    assert (status, err) == (0, "")
    assert [line.split()[:3] for line in out.splitlines()] == [
        ["a", "b", "since"],
        ["Chile", "Peru", "2021-12-31"],
        ["Mali", "Chad", "2019-12-31"],
        ["Peru", "Chile", "2020-03-04"],
        ["Peru", "Mali", '=HYPERLINK("x")'],
    ]
    assert "\x1b" not in out
    assert ask("MATCH (n:Leader) RETURN n")[1] == "no rows\n"


def test_entities_in_a_table_are_short(ask: Volteface) -> None:
    query = "MATCH p = (a {name: 'Mali'})-[r]->(b) RETURN a, r, p, [1, null, 'x'] AS l, {k: true} AS m, 1 < 2 AS t, null AS n"
    _, out, _ = ask(query)
    (line,) = out.splitlines()[1:]
    assert line.split("  ") == [
        "(:State state:Mali)",
        "[:ALLY state:Mali -> state:Chad]",
        "(:State state:Mali)-[:ALLY]->(:State state:Chad)",
        "[1, null, x]",
        "{k: true}",
        "true",
    ]
    _, out, _ = ask("MATCH p = (a {name: 'Chad'})<-[r]-(b) RETURN p")
    assert out.splitlines()[1] == "(:State state:Chad)<-[:ALLY]-(:State state:Mali)"


def test_json_is_strict_and_whole(ask: Volteface) -> None:
    status, out, err = ask(ALL, "--format", "json")
    found = json.loads(out, parse_constant=pytest.fail)
    assert (status, err, list(found), found["columns"], found["more"]) == (
        0,
        "",
        ["columns", "rows", "more"],
        ["a", "b", "since", "quote"],
        False,
    )
    assert found["rows"][0] == {"a": "Chile", "b": "Peru", "since": "2021-12-31", "quote": None}
    assert found["rows"][1]["quote"] == "\x1b[31m"
    _, out, _ = ask("MATCH (a {name: 'Mali'})-[r]->(b) RETURN a, r", "--format", "json")
    (row,) = json.loads(out)["rows"]
    assert row["a"] == {"labels": ["Actor", "State"], "properties": {"id": "state:Mali", "name": "Mali", "kind": "state", "aliases": []}}
    assert (row["r"]["type"], row["r"]["source"], row["r"]["target"]) == ("ALLY", "state:Mali", "state:Chad")
    assert row["r"]["properties"]["started_day"] == "2019-01-01"


def test_csv_is_for_spreadsheets(ask: Volteface) -> None:
    _, out, _ = ask(
        "MATCH (a)-[r]->(b) RETURN a.name AS a, r.quote AS q, [1, 'x'] AS l, r.past AS p ORDER BY r.started, a", "--format", "csv"
    )
    found = list(csv.reader(io.StringIO(out)))
    assert found[0] == ["a", "q", "l", "p"]
    assert ["Peru", '\'=HYPERLINK("x")', '[1, "x"]', "false"] in found
    assert ask("MATCH (n:Leader) RETURN n.name AS name", "--format", "csv")[1] == "name\n"


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ("x=1", 1),
        ("$x=-1.5", -1.5),
        ("x=true", True),
        ("x=null", None),
        ('x="1"', "1"),
        ("x=Peru", "Peru"),
        ("x=", ""),
        ("x=a=b", "a=b"),
        ('x=["a", 1]', ["a", 1]),
        ('x={"a": {"b": 2}}', {"a": {"b": 2}}),
        ("x=2024-01-01", "2024-01-01"),
        ("x=NaN", "NaN"),
    ],
)
def test_a_parameter_is_json_or_else_text(ask: Volteface, given: str, value: object) -> None:
    status, out, _ = ask("RETURN $x AS x", "--param", given, "--format", "json")
    assert (status, json.loads(out)["rows"]) == (0, [{"x": value}])


def test_a_parameter_too_deep_for_json_is_text(ask: Volteface) -> None:
    status, out, err = ask("RETURN size($x) AS n", "--param", f"x={'[' * 60_000}", "--format", "csv")
    assert (status, out, err) == (0, "n\n60000\n", "")


@pytest.mark.parametrize("given", ["x", "=1", "1x=2", "a b=1", ""])
def test_a_parameter_without_a_name_is_bad_usage(ask: Volteface, given: str) -> None:
    status, out, err = ask("RETURN 1", "--param", given)
    assert (status, out) == (2, "")
    assert "valid: name=value" in err
    assert err.count("\n") == 1


def test_a_query_comes_from_a_file(ask: Volteface, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("q.cypher").write_text("\ufeff// all of them\nMATCH (n:State)\nRETURN count(n) AS n;\n", encoding="utf-8")
    assert ask("--file", "q.cypher")[:2] == (0, "n\n4\n")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"RETURN 5 AS n")))
    assert ask("--file", "-")[:2] == (0, "n\n5\n")
    Path("bad.cypher").write_bytes(b"RETURN '\xff'")
    for name, told in (("bad.cypher", "not UTF-8 at byte 8"), ("none.cypher", "No such file"), (".", "directory")):
        status, out, err = ask("--file", name)
        assert (status, out) == (1, "")
        assert told in err
        assert err.count("\n") == 1


@pytest.mark.parametrize(
    "args",
    [
        ("RETURN 1", "--schema"),
        ("RETURN 1", "--file", "x"),
        ("--schema", "--run", "x"),
        (),
        ("RETURN 1", "--timeout", "0"),
        ("RETURN 1", "--limit", "-1"),
    ],
)
def test_bad_usage_is_told_in_one_line(ask: Volteface, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...]) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    status, out, err = ask(*args)
    assert (status, out, err.count("\n")) == (2, "", 1)


def test_an_error_shows_the_line_and_a_caret(ask: Volteface, file: Path) -> None:
    before = file.read_bytes()
    assert ask("MATCH (n)\nDETACH DELETE n") == (
        1,
        "",
        "volteface: error: query line 2, column 1: DETACH: a query only reads (load and push change graphs)\nDETACH DELETE n\n^\n",
    )
    status, _, err = ask("MATCH (n:State) RETURN n.name,")
    assert status == 1
    assert err.splitlines()[1:] == ["MATCH (n:State) RETURN n.name,", " " * 30 + "^"]
    status, _, err = ask("MATCH (a:State) ((x)-->(y)){1,2} (b) RETURN a")
    assert status == 1
    assert "a quantified path is not in the embedded engine (--neo4j URI asks a server)" in err
    status, _, err = ask("RETURN '\x1b[31m' + $x")
    assert (status, "\x1b" in err, "--param x=VALUE" in err) == (1, False, True)
    assert file.read_bytes() == before


def test_a_limit_is_told_where_it_cuts(ask: Volteface) -> None:
    many = "UNWIND range(1, 250) AS n RETURN n"
    _, out, err = ask(many)
    assert (out.splitlines()[-1], len(out.splitlines()), err) == ("the first 100 rows (--limit 0 prints all)", 102, "")
    assert len(ask(many, "--limit", "0")[1].splitlines()) == 251
    assert len(json.loads(ask(many, "--format", "json")[1])["rows"]) == 250
    _, out, err = ask(many, "--limit", "2", "--format", "json")
    assert (len(json.loads(out)["rows"]), json.loads(out)["more"]) == (2, True)
    assert "the first 2 rows" in err
    assert ask("UNWIND range(1, 100) AS n RETURN n")[1].splitlines()[-1] == "100"


def test_a_slow_query_is_given_up(ask: Volteface) -> None:
    status, out, err = ask("UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b RETURN sum(a * b % 7)", "--timeout", "0.2")
    assert (status, out, err) == (1, "", "volteface: error: no answer within 0.2 s (--timeout SECONDS gives it more time)\n")


def test_names_that_nothing_bears_are_hinted_at(ask: Volteface) -> None:
    status, out, err = ask("MATCH (n:Stat)-[r:ALY]->() RETURN n.nam AS x", "--format", "csv")
    assert (status, out) == (0, "x\n")
    assert err.splitlines() == [
        "volteface: hint: there is no label Stat (closest: State, Statement)",
        "volteface: hint: there is no relationship type ALY (closest: ALLY)",
        "volteface: hint: there is no property nam (closest: name)",
    ]
    assert "nothing in this graph has the label Leader" in ask("MATCH (n:Leader) RETURN n")[2]


def test_the_schema_has_numbers(ask: Volteface) -> None:
    _, out, _ = ask("--schema", "--format", "json")
    found = json.loads(out)
    assert {one["name"]: one["number"] for one in found["labels"]} == {"Actor": 4, "Document": 1, "State": 4, "Statement": 4}
    assert {one["name"]: one["number"] for one in found["types"]} == {"ALLY": 4, "READ_IN": 4}
    assert "since" in next(one["properties"] for one in found["types"] if one["name"] == "ALLY")
    assert ask("--schema")[1].splitlines()[1].split()[:3] == ["label", "Actor", "4"]


def test_without_a_graph_it_says_so(volteface: Volteface) -> None:
    status, out, err = volteface("-g", "none.duckdb", "cypher", "RETURN 1")
    assert (status, out) == (1, "")
    assert "none.duckdb: no such graph file" in err


def test_starting_loads_no_engine() -> None:
    code = "import sys, volteface.cli; print([name for name in ('kglite', 'neo4j', 'duckdb', 'numpy', 'readline') if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


# -- the prompt


@pytest.fixture
def at_prompt(ask: Volteface, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., tuple[int, str, str]]:
    """Runs the prompt with these lines typed; an exception among them is raised instead."""

    def run(*lines: str | type[BaseException], args: tuple[str, ...] = ()) -> tuple[int, str, str]:
        typed: Iterator[str | type[BaseException]] = iter(lines)

        def typing(prompt: str) -> str:
            line = next(typed, EOFError)
            if isinstance(line, str):
                return line
            raise line

        monkeypatch.setattr("builtins.input", typing)
        monkeypatch.setattr("click.get_app_dir", lambda name: str(tmp_path / "app"))
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        return ask(*args)

    return run


def test_the_prompt_takes_queries_of_several_lines(at_prompt: Callable[..., Any]) -> None:
    status, out, err = at_prompt("", "MATCH (n:State)", "// a comment;", "RETURN count(n) AS n;", "RETURN ';'", "AS x;")
    assert (status, out) == (0, "n\n4\nx\n;\n")
    assert ":help" in err


def test_errors_and_interruptions_do_not_end_the_prompt(at_prompt: Callable[..., Any]) -> None:
    lines = ("CREATE (n);", "RETURN nosuch(;", "RETURN", KeyboardInterrupt, "RETURN 'it;", "RETURN 1 AS a;", ":quit", "RETURN 2 AS two;")
    status, out, err = at_prompt(*lines)
    assert (status, out) == (0, "a\n1\n")
    assert [told in err for told in ("CREATE: a query only reads", "the function nosuch", "a string that is not closed")] == [True] * 3


def test_commands_of_the_prompt(at_prompt: Callable[..., Any]) -> None:
    status, out, err = at_prompt(
        ":help", ":param x=[1, 2]", ":param", "RETURN $x AS x;", ":schema", ":nosuch", ":param y", ":q", args=("--format", "csv")
    )
    assert status == 0
    assert 'x\n"[1, 2]"\n' in out
    assert "label,State,4," in out
    for told in (":schema  ", "$x = [1, 2]", ":nosuch: no such command (valid: :help", ":param y: no such command"):
        assert told in err


@pytest.mark.program
def test_the_prompt_runs_on_a_terminal_and_remembers(file: Path, tmp_path: Path) -> None:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    environment = {**os.environ, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path), "TERM": "dumb"}
    command = [sys.executable, "-m", "volteface", "-g", str(file), "cypher"]
    process = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=subprocess.DEVNULL, env=environment)
    os.close(follower)
    os.write(leader, b"MATCH (n:State)\nRETURN count(n) AS n;\n:quit\n")
    shown = b""
    with suppress(OSError):  # what a terminal gives when its other end is closed
        while part := os.read(leader, 4096):
            shown += part
    os.close(leader)
    assert process.wait(60) == 0
    assert "n\n4\n" in shown.decode().replace("\r", "")
    (kept,) = tmp_path.rglob("cypher_history")
    assert "RETURN count(n) AS n;" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o077 == 0


# -- a server


def test_a_server_answers_the_same(ask: Volteface, file: Path, neo4j: Any) -> None:
    from volteface.graph.cypher.push import push
    from volteface.graph.cypher.server import connect

    with connect(neo4j.uri, user=neo4j.user, password=neo4j.password) as server, open_store(file) as store:
        push(store, server)
    for form in ("table", "json", "csv"):
        assert ask(ALL, "--format", form) == ask(ALL, "--format", form, "--neo4j", neo4j.uri)
    assert ask("--schema", "--neo4j", neo4j.uri)[0] == 0
    status, out, err = ask("MATCH (n)\n DELETE n", "--neo4j", neo4j.uri)
    assert (status, out, err.splitlines()[1:]) == (1, "", [" DELETE n", " ^"])
    status, out, err = ask("MATCH (n) RETURN m", "--neo4j", neo4j.uri)
    assert (status, out, err.splitlines()[1:]) == (1, "", ["MATCH (n) RETURN m", " " * 17 + "^"])
    status, _, err = ask("RETURN 1", "--neo4j", "http://127.0.0.1:7474")
    assert (status, err.count("\n")) == (2, 1)
