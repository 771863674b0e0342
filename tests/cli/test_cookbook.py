"""`volteface cypher --list` and `--run NAME`, as a user meets them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from volteface.api import Graph
from volteface.queries import cookbook

TEXT = "Chad praised Mali on 1 May 2023. Mali attacked Chad on 2 May 2024. Niger condemned Mali on 3 May 2024."


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    file, path = tmp_path / "report.txt", tmp_path / "graph.duckdb"
    file.write_text(TEXT, encoding="utf-8")
    Graph.open(path).load([file], published="2024-05-04")
    return path


def test_the_list_names_every_query_and_needs_no_graph(volteface: Callable[..., Any]) -> None:
    status, out, err = volteface("cypher", "--list")
    assert (status, err) == (0, "")
    for query in cookbook.queries():
        (line,) = [line for line in out.splitlines() if line.startswith(f"{query.name} ")]
        assert query.question in line
        assert all(one.shown in line for one in query.parameters)


def test_the_list_as_json_has_parameters_and_text(volteface: Callable[..., Any]) -> None:
    listed = {one["name"]: one for one in json.loads(volteface("cypher", "--list", "--format", "json")[1])}
    assert listed.keys() == {query.name for query in cookbook.queries()}
    assert listed["contested-pairs"]["parameters"][-1] == {
        "name": "limit",
        "kind": "number",
        "default": 20,
        "says": "at most so many rows",
    }
    assert listed["flipped-since"]["parameters"][0]["default"] is None
    assert listed["flipped-since"]["query"] == cookbook.query("flipped-since").text


def test_the_list_as_csv_has_a_row_a_query(volteface: Callable[..., Any]) -> None:
    lines = volteface("cypher", "--list", "--format", "csv")[1].splitlines()
    assert lines[0] == "name,parameters,question"
    assert len(lines) == len(cookbook.queries()) + 1


def test_a_named_query_runs(volteface: Callable[..., Any], graph: Path) -> None:
    run = ("-g", graph, "cypher", "--run", "flipped-since", "--param", "since=2024")
    status, out, err = volteface(*run)
    assert (status, err) == (0, "")
    head, row = out.splitlines()
    assert head.split() == "a b before after day_before quote_before document_before day quote document".split()
    assert "Chad praised Mali" in row
    assert "Mali attacked Chad" in row
    whole = json.loads(volteface(*run, "--format", "json")[1])
    (row,) = whole["rows"]
    assert (row["a"], row["b"], row["day_before"], row["day"]) == ("Chad", "Mali", "2023-05-01", "2024-05-02")
    assert {"id", "id_before"} <= row.keys()
    assert volteface(*run, "--format", "csv")[1].splitlines()[0] == ",".join(whole["columns"])


def test_actors_are_called_as_everywhere_else(volteface: Callable[..., Any], graph: Path) -> None:
    run = ("-g", graph, "cypher", "--run", "common-enemies", "--format", "csv", "--param", "a=tcd", "--param")
    assert volteface(*run, "b=NIGER")[1].splitlines()[1].startswith("Mali,")
    status, out, err = volteface(*run, "b=Nigerr")
    assert (status, out) == (2, "")
    assert err.startswith("volteface: error: actor 'Nigerr': not in this graph (closest: Niger")


def test_what_nothing_answers_is_no_error(volteface: Callable[..., Any], graph: Path) -> None:
    assert volteface("-g", graph, "cypher", "--run", "mediators") == (0, "no rows\n", "")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--run", "flip"], "query 'flip': not in the cook book (closest: flipped-since, "),
        (["--run", "last-word", "--param", "a=Chad"], "last-word needs b (b: the other)"),
        (["--run", "flipped-since", "--param", "since=May"], "parameter since 'May' (valid: YYYY"),
        (["--run", "mediators", "--param", "who=Chad"], "mediators has no parameter 'who' (valid: none)"),
        (["--run", "mediators", "--list"], "QUERY, --file, --run, --list and --schema: give one of them"),
        (["--run", "mediators", "RETURN 1"], "QUERY, --file, --run, --list and --schema: give one of them"),
    ],
)
def test_a_mistake_is_one_line(volteface: Callable[..., Any], graph: Path, args: list[str], says: str) -> None:
    status, out, err = volteface("-g", graph, "cypher", *args)
    assert (status, out) == (2, "")
    assert err.startswith(f"volteface: error: {says}")
    assert err.count("\n") == 1


@pytest.mark.neo4j
def test_a_named_query_asks_a_server(volteface: Callable[..., Any], graph: Path, neo4j: Any) -> None:
    neo4j.query("CREATE (:Actor:State {id: 'state:Chad', name: 'Chad', kind: 'state', aliases: []})")
    run = ("-g", graph, "cypher", "--run", "unknown-pairs", "--neo4j", neo4j.uri, "--param", "actors=Chad,Mali")
    assert volteface(*run) == (0, "no rows\n", "")
    neo4j.query("CREATE (:Actor:State {id: 'state:Mali', name: 'Mali', kind: 'state', aliases: []})")
    assert volteface(*run, "--format", "csv") == (0, "a,b,told\nChad,Mali,0\n", "")
