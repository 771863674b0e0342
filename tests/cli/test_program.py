"""The program itself, in processes of its own: killed, run twice at once, piped."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from volteface.graph.store import open_store

SEEDS = Path(__file__).parents[2] / "seeds"
PROGRAM = [sys.executable, "-m", "volteface"]
pytestmark = pytest.mark.program


def program(*args: str | Path, **more: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*PROGRAM, *map(str, args)], capture_output=True, text=True, check=False, **more)  # type: ignore[call-overload]


def many(path: Path, count: int) -> Path:
    """A file of generated statements."""
    draw = random.Random(7)
    with path.open("w") as out:
        for line in range(count):
            source, target = draw.sample(range(40), 2)
            record = {
                "document": "events.tsv",
                "line": line + 1,
                "source": f"State {source}",
                "source_kind": "state",
                "target": f"State {target}",
                "target_kind": "state",
                "type": draw.choice(["ally", "opposes", "attacks", "supports"]),
                "start": f"20{draw.randrange(10, 26)}-0{draw.randrange(1, 10)}",
            }
            out.write(json.dumps(record) + "\n")
    return path


def fingerprint(path: Path) -> str:
    with open_store(path) as store:
        return store.fingerprint()


def test_loading_twice_changes_nothing(tmp_path: Path) -> None:
    graph = tmp_path / "g.duckdb"
    assert program("-g", graph, "load", SEEDS).returncode == 0
    first = fingerprint(graph)
    again = program("-g", graph, "load", SEEDS, "--format", "json")
    assert fingerprint(graph) == first
    done = json.loads(again.stdout)
    assert done["documents"]["loaded"] == done["statements"]["loaded"] == 0
    assert done["documents"]["known"] >= 8


def test_a_killed_load_run_again_is_as_if_never_killed(tmp_path: Path) -> None:
    inputs = [many(tmp_path / f"{name}.jsonl", 30_000) for name in ("one", "two")] + [SEEDS]
    whole, killed = tmp_path / "whole.duckdb", tmp_path / "killed.duckdb"
    began = time.monotonic()
    assert program("-g", whole, "load", *inputs).returncode == 0
    took = time.monotonic() - began
    died = 0
    for share in (0.15, 0.3, 0.45, 0.6, 0.8):
        process = subprocess.Popen([*PROGRAM, "-g", str(killed), "load", *map(str, inputs)], stdout=subprocess.DEVNULL)
        time.sleep(took * share)
        process.send_signal(signal.SIGKILL)
        died += process.wait() == -signal.SIGKILL
    assert died
    again = program("-g", killed, "load", *inputs)
    assert again.returncode == 0, again.stderr
    assert fingerprint(killed) == fingerprint(whole)
    answers = [program("-g", graph, "diff", "2023", "2025", "--format", "json").stdout for graph in (whole, killed)]
    assert answers[0] == answers[1] != ""


def test_a_reader_beside_a_reader(tmp_path: Path) -> None:
    graph = tmp_path / "g.duckdb"
    program("-g", graph, "load", many(tmp_path / "some.jsonl", 50))
    with open_store(graph):
        assert program("-g", graph, "info").returncode == 0


def test_a_gone_reader_is_no_error(tmp_path: Path) -> None:
    graph = tmp_path / "g.duckdb"
    program("-g", graph, "load", many(tmp_path / "some.jsonl", 20_000))
    line = " ".join([*PROGRAM, "-g", str(graph), "export", "-"])
    piped = subprocess.run(["bash", "-c", f"{line} | head -n 1"], capture_output=True, text=True, check=False)
    assert json.loads(piped.stdout)["document"] == "events.tsv"
    assert "Traceback" not in piped.stderr


def test_standard_input_is_a_document(tmp_path: Path) -> None:
    graph = tmp_path / "g.duckdb"
    text = "Turkey condemned Russia on 3 March 2024.\n"
    assert program("-g", graph, "load", "-", "--published", "2024-03-04", input=text).returncode == 0
    shown = json.loads(program("-g", graph, "show", "Turkey", "--format", "json").stdout)
    assert [(tie["other"], tie["start"], tie["document"]) for tie in shown["negative"]] == [("Russia", "2024-03-03", "stdin")]


def test_help_needs_no_heavy_import() -> None:
    code = (
        "import sys; from volteface.cli import run; run(['--help']);"
        "print([name for name in ('numpy', 'duckdb', 'networkx', 'spacy', 'pyvis', 'neo4j', 'rich', 'matplotlib') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={**os.environ})
    assert found.stdout.splitlines()[-1] == "[]"


def test_standard_input_may_be_a_page_or_statements(tmp_path: Path) -> None:
    page = next(SEEDS.glob("*.html"))
    graphs = [tmp_path / f"{name}.duckdb" for name in ("file", "piped", "again")]
    assert program("-g", graphs[0], "load", page).returncode == 0
    assert program("-g", graphs[1], "load", "-", input=page.read_text()).returncode == 0
    ties = [json.loads(program("-g", graph, "show", "Russia", "--format", "json").stdout)["negative"] for graph in graphs[:2]]
    assert [tie["quote"] for tie in ties[0]] == [tie["quote"] for tie in ties[1]] != []
    exported = program("-g", graphs[0], "export", "-").stdout
    assert program("-g", graphs[2], "load", "-", input=exported).returncode == 0
    assert program("-g", graphs[2], "export", "-").stdout == exported


def test_a_load_killed_while_it_makes_the_graph_leaves_no_ruin(tmp_path: Path) -> None:
    some = many(tmp_path / "some.jsonl", 10)
    graph = tmp_path / "g.duckdb"
    for wait in range(12):
        process = subprocess.Popen([*PROGRAM, "-g", str(graph), "load", str(some)], stdout=subprocess.DEVNULL)
        while not any(path.name.startswith((".g.duckdb.", "g.duckdb")) for path in tmp_path.iterdir()) and process.poll() is None:
            time.sleep(0.0005)
        time.sleep(0.002 * wait)
        process.kill()
        process.wait()
        again = program("-g", graph, "load", some)
        assert again.returncode == 0, again.stderr
        graph.unlink()


def test_an_empty_file_becomes_a_graph(tmp_path: Path) -> None:
    graph = tmp_path / "g.duckdb"
    graph.touch()
    assert program("-g", graph, "load", many(tmp_path / "some.jsonl", 10)).returncode == 0


def test_first_loads_at_once(tmp_path: Path) -> None:
    graph, some = tmp_path / "g.duckdb", many(tmp_path / "some.jsonl", 10)
    started = [subprocess.Popen([*PROGRAM, "-g", str(graph), "load", str(some)], stderr=subprocess.PIPE, text=True) for _ in range(4)]
    told = [(process.communicate()[1], process.returncode) for process in started]
    assert any(status == 0 for _, status in told)
    assert all("in use by process" in text for text, status in told if status)


def test_output_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    graph = tmp_path / "g.duckdb"
    program("-g", graph, "load", many(tmp_path / "some.jsonl", 50))
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with open("/dev/full", "w") as full:
        found = subprocess.run([*PROGRAM, "-g", str(graph), "info"], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert (found.returncode, found.stderr.count("\n")) == (1, 1)
    assert "No space left" in found.stderr


def test_a_letter_that_the_terminal_lacks_is_no_error(tmp_path: Path) -> None:
    record = {"document": "d", "source": "Türkiyə", "source_kind": "state", "target": "B", "target_kind": "state", "type": "ally"}
    (tmp_path / "one.jsonl").write_text(json.dumps(record))
    graph = tmp_path / "g.duckdb"
    program("-g", graph, "load", tmp_path / "one.jsonl")
    shown = program("-g", graph, "show", "B", env={**os.environ, "PYTHONIOENCODING": "cp1252"}, encoding="cp1252")
    assert (shown.returncode, "Türkiy\\u0259" in shown.stdout) == (0, True)


def test_a_script_may_load_many_documents_without_a_guard(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(40):
        (folder / f"{number}.txt").write_text(f"Kenya condemned Uganda. It is text {number}.")
    script = tmp_path / "script.py"
    script.write_text(f"import volteface\nprint(volteface.Graph.open({str(tmp_path / 'g.duckdb')!r}).load([{str(folder)!r}]).documents)\n")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("40\n", 0), done.stderr
