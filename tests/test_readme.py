"""Every command and the Python of the README run as they stand there."""

from __future__ import annotations

import gzip
import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.partition("  #")[0].partition(" #")[0].strip()
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("volteface ")
]
# Where the README's reader has a Neo4j.
SERVER = "neo4j://localhost:7687"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the README's reader has: articles, a graph of them, statements from another graph."""
    from volteface.api import Graph

    here = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "seeds", here / "articles")
    shutil.copy(next((ROOT / "seeds").glob("*.html")), here / "page.html")
    shutil.copy(next((ROOT / "seeds").glob("2*.md")), here / "notes.md")
    for name in ("report.txt", "undated.txt"):
        (here / name).write_text(f"Turkey praised Georgia. This is the {name}.", encoding="utf-8")
    (here / "dump.json.gz").write_bytes(gzip.compress(b'[{"text": "Turkey praised Georgia, says a dump.", "date": "2025-07-01"}]'))
    entry = "<item><title>Turkey praised Georgia, says a feed</title></item>"
    (here / "feed.rss").write_text(f"<rss><channel>{entry}</channel></rss>", encoding="utf-8")
    graph = Graph.open(here / "volteface.duckdb")
    graph.load([here / "articles"])
    graph.export(here / "statements.jsonl")
    return here


def test_the_readme_shows_every_command() -> None:
    from volteface.cli import cli

    assert {line.split()[1] for line in COMMANDS} >= {*cli.commands}


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_of_the_readme_runs(volteface: Callable[..., Any], folder: Path, line: str, request: pytest.FixtureRequest) -> None:
    shutil.copytree(folder, Path.cwd(), dirs_exist_ok=True)
    if SERVER in line:
        line = line.replace(SERVER, request.getfixturevalue("neo4j").uri)
    assert volteface(*shlex.split(line)[1:])[::2] == (0, "")


def test_the_python_of_the_readme_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, Any] = {}
    exec(compile(code, "README.md", "exec"), names)
    assert names["change"].flipped
    assert names["series"].series[-1].polarisation is not None
    assert names["because"].entries
    assert names["network"].number_of_edges() > 50
