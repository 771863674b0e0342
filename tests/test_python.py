"""docs/python.md: its examples run, and it names everything that there is."""

from __future__ import annotations

import dataclasses
import inspect
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

import volteface
from volteface.graph.cypher.pull import Pulled
from volteface.graph.cypher.push import Pushed, Tally
from volteface.graph.model import Actor, Statement
from volteface.graph.store import DocumentInfo, open_store
from volteface.loaders.load import Report
from volteface.queries.alignment import Alignment, Lean, Point, Tension
from volteface.queries.card import Card, Tie
from volteface.queries.diff import Change, Diff, Side
from volteface.queries.evidence import Entry, Why
from volteface.queries.info import Info
from volteface.queries.snapshot import Pair, Snapshot

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
RESULTS = (
    *(Actor, DocumentInfo, Report, Info, Card, Tie, Snapshot, Pair, Diff, Change, Side),
    *(Alignment, Tension, Point, Lean, Why, Entry, Pushed, Pulled, Tally),
)
# How results are made, not what they say.
INSIDE = {"columns", "ends", "codes", "names", "count", "index", "as_json"}


def fields(result: type[Any]) -> set[str]:
    named = (
        {field.name for field in dataclasses.fields(result)} if dataclasses.is_dataclass(result) else set(getattr(result, "_fields", ()))
    )
    named |= {name for name in vars(result) if not name.startswith("_")} - {*getattr(result, "__slots__", ())}
    if result is Snapshot:
        named |= {"day", "level", "dyads"}
    return named - INSIDE


def test_the_examples_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for code in re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL):
        exec(compile(code, "docs/python.md", "exec"), names)
    printed = capsys.readouterr().out
    assert "<Why Azerbaijan, Russia on 2025-07-05: -0." in printed
    assert [change.a.name for change in names["change"].flipped][:1] == ["Azerbaijan"]
    assert names["pairs"]["Azerbaijan"]["Russia"]["sign"] == -1
    assert Path("rift.html").stat().st_size > 100_000
    for name in ("change", "series", "because", "snapshot", "card"):
        assert len(repr(names[name])) < 200
        assert str(names[name]).count("\n") >= 5


def test_every_method_is_documented() -> None:
    methods = [
        name for name, member in vars(volteface.Graph).items() if not name.startswith("_") and callable(getattr(member, "__func__", member))
    ]
    properties = [name for name, member in inspect.getmembers(volteface.Graph) if not name.startswith("_") and not callable(member)]
    assert len(methods) > 12
    assert [name for name in methods if not re.search(rf"`(?:Graph\.)?{name}\(", PAGE)] == []
    assert [name for name in properties if f"`{name}`" not in PAGE] == []


def test_every_argument_is_documented() -> None:
    named = "load snapshot diff alignment why map to_networkx show evidence around statements push pull"
    for name in named.split():
        (given,) = re.findall(rf"`{name}\((.*?)\)`", PAGE)[:1]
        assert re.findall(r"(\w+)(?:=[^,]*)?(?:, |$)", given) == [*inspect.signature(getattr(volteface.Graph, name)).parameters][1:], name


@pytest.mark.parametrize("result", RESULTS, ids=lambda result: result.__name__)
def test_every_field_is_documented(result: type[Any]) -> None:
    assert result is DocumentInfo or f"`{result.__name__}" in PAGE or result in (Tension, Lean)
    assert [name for name in fields(result) if f"`{name}`" not in PAGE] == []


def test_a_network_on_a_day_holds_what_holds_between_the_actors(tmp_path: Path) -> None:
    """The states' own relation is over; that of the leader, who acts for one of them, is not."""
    said = [
        Statement("a.txt", "Pat Roe", "leader", "Peru", "state", "leads", start=volteface.PartialDate(2010)),
        Statement("b.txt", "Pat Roe", "leader", "Chile", "state", "ally", start=volteface.PartialDate(2015)),
        Statement("c.txt", "Peru", "state", "Chile", "state", "adversary", start=volteface.PartialDate(2020)),
    ]
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        store.add([], said)
    graph = volteface.Graph.open(tmp_path / "g.duckdb")
    types = {kind for _, _, kind in graph.to_networkx(at="2022").edges(data="type")}
    assert types == {"leads", "ally", "adversary"}
    assert {(pair.a.name, pair.sign) for pair in graph.snapshot("2022", level="actor")} == {("Chile", 1), ("Chile", -1)}
    assert [pair.sign for pair in graph.snapshot("2022")] == [-1]


def test_help_leads_on() -> None:
    page = volteface.__doc__ or ""
    assert "Graph.open" in page
    assert {name for name in volteface.__all__ if name not in page} == {"__version__"}
