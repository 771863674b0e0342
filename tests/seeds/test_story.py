"""The sample, loaded whole, tells the story that `seeds/README.md` promises."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from volteface.api import Graph
from volteface.loaders.files import find
from volteface.loaders.formats import table as formats
from volteface.queries.diff import Change

SEEDS = Path(__file__).parents[2] / "seeds"
BEFORE, AFTER = "2024-12-01", "2025-07-05"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    graph = Graph.open(tmp_path_factory.mktemp("story") / "seeds.duckdb")
    graph.load([SEEDS])
    return graph


def pair(changes: Iterable[Change], a: str, b: str) -> Change:
    found = [change for change in changes if {change.a.name, change.b.name} == {a, b}]
    assert found, f"{a} and {b} are not among them"
    return found[0]


def test_azerbaijan_and_russia_flip(graph: Graph) -> None:
    change = pair(graph.diff(BEFORE, AFTER).flipped, "Azerbaijan", "Russia")
    assert change.before is not None
    assert change.after is not None
    assert (change.before.sign, change.after.sign) == (1, -1)
    evidence = graph.evidence(change.evidence_rows)
    assert evidence
    for one in evidence:
        (file,) = find([one["document"]])
        assert one["quote"] in formats.read(file).text


def test_azerbaijan_and_ukraine_come_closer(graph: Graph) -> None:
    change = pair(graph.diff(BEFORE, AFTER).strengthened, "Azerbaijan", "Ukraine")
    assert change.before is not None
    assert change.after is not None
    assert 0 < change.before.alignment < change.after.alignment


def test_armenia_and_russia_grow_apart(graph: Graph) -> None:
    changes = graph.diff(BEFORE, AFTER)
    change = pair([*changes.weakened, *changes.flipped], "Armenia", "Russia")
    assert change.size < 0


def test_the_first_bloc_holds_and_the_second_breaks(graph: Graph) -> None:
    blocs = ["Azerbaijan", "Turkey", "Pakistan"], ["Russia", "Armenia"]
    series = graph.alignment(*blocs, "2020-12-31", AFTER, every="year").series
    early, late = series[0], series[-1]
    assert None not in (early.antagonism, late.antagonism, early.cohesion_b, late.cohesion_b)
    assert early.antagonism < late.antagonism
    assert late.cohesion_a > 0.9
    assert early.cohesion_b > 0 > late.cohesion_b


@pytest.mark.parametrize(
    ("corridor", "friends", "foes"),
    [
        ("Zangezur Corridor", ["Azerbaijan", "Turkey"], ["Iran", "Russia", "Armenia"]),
        ("North-South Transport Corridor", ["Russia", "Azerbaijan", "India"], []),
    ],
)
def test_corridors(graph: Graph, corridor: str, friends: list[str], foes: list[str]) -> None:
    for name, sign in [*((name, 1) for name in friends), *((name, -1) for name in foes)]:
        assert graph.why(name, corridor).sign == sign, name


def test_india_stands_against_pakistan_and_with_russia_and_armenia(graph: Graph) -> None:
    signs = {name: graph.why("India", name).sign for name in ("Pakistan", "Russia", "Armenia")}
    assert signs == {"Pakistan": -1, "Russia": 1, "Armenia": 1}
