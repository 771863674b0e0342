"""What the commands print: the documented JSON, the same numbers in every format, and the examples of every --help."""

from __future__ import annotations

import csv
import gzip
import io
import json
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from volteface.cli import cli
from volteface.graph.cache import cache_path
from volteface.graph.records import FIELDS

Volteface = Callable[..., Any]
SEEDS = Path(__file__).parents[2] / "seeds"


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from volteface.api import Graph

    path = tmp_path_factory.mktemp("cli") / "seeds.duckdb"
    Graph.open(path).load([SEEDS])
    return path


@pytest.fixture
def ask(volteface: Volteface, seeded: Path) -> Callable[..., Any]:
    """The JSON of a command on the seeds."""

    def run(*args: str) -> Any:
        status, out, err = volteface("-g", seeded, *args, "--format", "json")
        assert (status, err) == (0, "")
        return json.loads(out)

    return run


def test_diff_has_the_documented_shape(ask: Callable[..., Any]) -> None:
    found = ask("diff", "2024-12-01", "2025-07-05")
    assert list(found) == ["from", "to", "level", "half_life_days", "gained", "lost", "flipped", "strengthened", "weakened"]
    rift = next(one for one in found["flipped"] if {one["a"], one["b"]} == {"Azerbaijan", "Russia"})
    assert rift["before"]["sign"] == 1
    assert rift["after"]["sign"] == -1
    assert {"alignment", "sign", "n"} == set(rift["before"])
    assert rift["evidence"]
    assert all({"document", "date", "quote"} <= set(one) for one in rift["evidence"])
    assert all(one["before"] is None for one in found["gained"])
    assert all(one["after"] is None for one in found["lost"])


def test_align_has_the_documented_shape(ask: Callable[..., Any]) -> None:
    found = ask("align", "aze,TUR,Pakistan", "--against", "Russia,ARM", "--from", "2020", "--to", "2025-07-05", "--every", "year")
    assert found["blocs"] == {"a": ["Azerbaijan", "Turkey", "Pakistan"], "b": ["Russia", "Armenia"]}
    ends = [f"{year}-12-31" for year in range(2020, 2025)]
    assert [point["date"] for point in found["series"]] == ["2020-01-01", *ends, "2025-07-05"]
    keys = ["date", "cohesion_a", "cohesion_b", "antagonism", "polarisation", "coverage", "interval", "intervals", "known", "actors"]
    assert all(list(point) == keys for point in found["series"])
    last = found["series"][-1]
    assert last["interval"][0] <= last["polarisation"] <= last["interval"][1]
    assert set(last["actors"]) == {"Azerbaijan", "Turkey", "Pakistan", "Russia", "Armenia"}
    assert found["series"][0]["polarisation"] is None


def test_why_adds_up(ask: Callable[..., Any]) -> None:
    found = ask("why", "Azerbaijan", "Russia", "--at", "2025-07-05")
    shares = [said["share"] for said in found["statements"]]
    assert sum(share for share in shares if share > 0) == pytest.approx(found["cooperation"], abs=1e-4)
    assert -sum(share for share in shares if share < 0) == pytest.approx(found["conflict"], abs=1e-4)
    c, h = found["cooperation"], found["conflict"]
    assert (c - h) / (c + h + 1) == pytest.approx(found["alignment"], abs=1e-4)


def test_info_and_show_count_the_same(ask: Callable[..., Any]) -> None:
    info = ask("info")
    assert sum(info["statements"].values()) == sum(info["signs"].values())
    card = ask("show", "aze")
    assert (card["name"], card["kind"], card["iso3"]) == ("Azerbaijan", "state", "AZE")
    assert card["negative"]
    assert {tie["status"] for tie in card["negative"]} <= {"asserted", "alleged", "planned", "denied"}
    reports = sum(path.name != "README.md" for path in SEEDS.iterdir())
    assert info["documents"] == {"all": reports, "with_text": reports, "dictionaries": 2}


@pytest.mark.parametrize("args", [["info"], ["show", "Russia"], ["diff", "2024-12-01", "2025-07-05"], ["why", "aze", "rus"]])
def test_every_format_has_rows(volteface: Volteface, seeded: Path, args: list[str]) -> None:
    _, table, _ = volteface("-g", seeded, *args)
    _, text, _ = volteface("-g", seeded, *args, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    assert all(None not in row for row in rows)
    assert table.splitlines()


def test_export_goes_out_and_comes_back_equal(volteface: Volteface, seeded: Path) -> None:
    assert volteface("-g", seeded, "export", "out.jsonl")[0] == 0
    lines = Path("out.jsonl").read_text(encoding="utf-8").splitlines()
    assert all(tuple(json.loads(line)) == FIELDS for line in lines)
    assert volteface("-g", "back.duckdb", "load", "out.jsonl")[0] == 0
    volteface("-g", "back.duckdb", "export", "again.jsonl")
    assert Path("again.jsonl").read_text(encoding="utf-8").splitlines() == lines


def test_reading_leaves_no_trace(volteface: Volteface, seeded: Path, tmp_path: Path) -> None:
    copy = tmp_path / "only.duckdb"
    shutil.copy(seeded, copy)
    content = copy.read_bytes()
    copy.chmod(0o444)
    for args in (["info"], ["show", "Russia"], ["diff", "2024", "2025"], ["why", "aze", "rus"]):
        assert volteface("-g", copy, *args)[0] == 0
    assert copy.read_bytes() == content
    assert {path.name for path in tmp_path.iterdir()} == {"only.duckdb", "only.duckdb.columns"}
    before = cache_path(copy).stat().st_mtime_ns
    assert volteface("-g", copy, "info")[0] == 0
    assert cache_path(copy).stat().st_mtime_ns == before


def test_a_graph_where_nothing_can_be_written_answers_all_the_same(volteface: Volteface, seeded: Path, tmp_path: Path) -> None:
    copy = tmp_path / "only.duckdb"
    shutil.copy(seeded, copy)
    cache_path(copy).mkdir()  # stands for a disk that takes no file: nothing can be put in its place
    assert volteface("-g", copy, "info") == volteface("-g", seeded, "info")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["only.duckdb", "only.duckdb.columns"]


def examples() -> list[str]:
    """Every example line of every command's --help, of the seeds' world."""
    lines = [line.strip() for name, command in cli.commands.items() for line in (command.epilog or "").splitlines() if "volteface " in line]
    shown = {words[1] for line in lines if (words := line.split())[0] == "volteface"}
    assert shown >= {*cli.commands}, "a command without an example"
    return lines


@pytest.mark.parametrize("line", examples())
def test_the_examples_of_the_help_run(volteface: Volteface, seeded: Path, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "curl" in line:
        pytest.skip("needs a network")
    if "--reader llm" in line:
        pytest.skip("needs an endpoint: tests/loaders/test_llm.py brings one")
    if "--reader llm" in line:
        pytest.skip("needs a language model")
    if "neo4j" in line:
        pytest.skip("needs a server: tests/neo4j/test_commands.py has one")
    if line.startswith("echo "):
        pytest.skip("reads what is piped: tests/cli/test_read.py")
    monkeypatch.setenv("VOLTEFACE_GRAPH", "volteface.duckdb")
    shutil.copy(seeded, "volteface.duckdb")
    shutil.copy(seeded, "rift.duckdb")
    shutil.copytree(SEEDS, "seeds")
    shutil.copytree(SEEDS, "articles")
    shutil.copy(next(SEEDS.glob("*.html")), "article.html")
    shutil.copy(next(SEEDS.glob("2*.txt")), "article.txt")
    shutil.copy(next(SEEDS.glob("2*.md")), "notes.md")
    with gzip.open("dump.json.gz", "wt", encoding="utf-8") as dump:
        json.dump([{"id": 1, "story": "Turkey condemned Russia.", "day": "2024-06-10"}], dump)
    Path("mine.toml").write_text('[[outlet]]\nname = "The Anytown Gazette"\n', encoding="utf-8")
    volteface("export", "statements.jsonl")
    words = shlex.split(line.partition("|")[0])
    if words[-1] == "-":
        words[-1] = "piped.jsonl"  # the test's standard output is not a file; tests/cli/test_program.py pipes it for real
    status, _, err = volteface(*words[1:])
    assert (status, err) == (0, "")


def test_every_command_and_option_says_what_it_is_for() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        for option in command.params:
            assert isinstance(option, click.Argument) or getattr(option, "help", None), f"{name} {option.name}"
