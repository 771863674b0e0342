"""The map draws what the queries count: the same days, ends and states, from the one column table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from volteface.api import Graph
from volteface.graph.columns import Columns, build
from volteface.graph.dates import PartialDate, day_number
from volteface.graph.model import Actor, Document, Statement
from volteface.graph.schema import schema
from volteface.graph.store import open_store
from volteface.maps.compose import changes, chosen, compose
from volteface.maps.view import Entry, MapView

STATE = {"source_kind": "state", "target_kind": "state"}
OFFICE = {"source_kind": "leader", "target_kind": "state", "type": "leads", "start": PartialDate(2019), "end": PartialDate(2030)}
LEADERS = {"source_kind": "leader", "target_kind": "leader"}


def said(source: str, kind: str, target: str, **more: object) -> Statement:
    given = {"document": "a.txt", "source": source, "target": target, "type": kind, **STATE}
    return Statement(**{**given, **more})  # type: ignore[arg-type]


def number(text: str) -> int:
    return day_number(date.fromisoformat(text))


def entry(view: MapView, kind: str, source: str = "Arland") -> Entry:
    return next(one for one in view.entries if (one.statement.type, one.statement.source) == (kind, source))


def test_a_vague_event_counts_from_the_last_day_it_may_mean_or_from_its_publication(map_view: Callable[..., MapView]) -> None:
    view = map_view(
        [
            said("Arland", "supports", "Borvia", start=PartialDate(2020), published=PartialDate(2025, 3, 1)),
            said("Arland", "cooperates", "Borvia", start=PartialDate(2020), published=PartialDate(2020, 5, 9)),
        ]
    )
    assert (entry(view, "supports").start, entry(view, "supports").end) == (number("2020-12-31"), None)
    assert entry(view, "cooperates").start == number("2020-05-09")


def test_a_state_told_as_past_with_no_day_is_undated(map_view: Callable[..., MapView]) -> None:
    view = map_view([said("Arland", "ally", "Borvia", past=True, published=PartialDate(2025, 3, 1))])
    assert (entry(view, "ally").start, entry(view, "ally").published) == (None, number("2025-03-01"))


def test_a_state_ends_where_a_later_one_closes_it_at_the_level_at_which_it_is_asked_about(map_view: Callable[..., MapView]) -> None:
    leaders = {**LEADERS, "published": PartialDate(2021, 1, 1)}
    view = map_view(
        [
            said("Ana", "leads", "Arland", **OFFICE),
            said("Bo", "leads", "Borvia", **OFFICE),
            said("Arland", "ally", "Borvia", start=PartialDate(2020, 5, 1)),
            said("Ana", "ally", "Bo", **leaders),
            said("Arland", "adversary", "Borvia", published=PartialDate(2023, 1, 9)),
        ]
    )
    turn = number("2023-01-09")
    state, leader = entry(view, "ally"), entry(view, "ally", "Ana")
    assert (state.end, state.state_end) == (turn, turn)
    # The two leaders themselves never fell out; what they agreed on for their states is over.
    assert (leader.end, leader.state_end) == (None, turn)
    assert (leader.source_state.name, leader.target_state.name) == ("Arland", "Borvia")
    assert [one.closed_by is not None and view.entries[one.closed_by].statement.type for one in (state, leader)] == ["adversary"] * 2
    assert {actor.name: state.name for actor, state in view.states.items()} == {"Ana": "Arland", "Bo": "Borvia"}


@pytest.fixture
def crowd() -> tuple[Columns, list[Statement]]:
    """Ten pairs with one to ten statements each, a year apart; the n-th statement is row 1000 + n of the store."""
    statements = [
        said("Arland", "opposes", f"Land {pair}", start=PartialDate(2000 + year, 1, 1)) for pair in range(10) for year in range(pair + 1)
    ]
    actors = (Actor("Arland", "state"), *(Actor(f"Land {pair}", "state") for pair in range(10)))
    codes = {actor.name: code for code, actor in enumerate(actors)}
    raw = {
        "source": [0] * len(statements),
        "target": [codes[one.target] for one in statements],
        "type": [schema().relations["opposes"].code] * len(statements),
        "start": [one.start.code for one in statements if one.start],
        **{name: [0] * len(statements) for name in ("status", "end", "published", "past", "line")},
        "confidence": [1000] * len(statements),
        "document": range(len(statements)),
        "row": range(1000, 1000 + len(statements)),
    }
    return build(actors, {name: np.array(values, np.int64) for name, values in raw.items()}), statements


def test_of_too_many_every_pair_has_its_latest(crowd: tuple[Columns, list[Statement]]) -> None:
    columns, _ = crowd
    kept = chosen(columns, 19)
    by_pair = {pair: sorted(columns.start[kept][columns.target[kept] == pair].tolist()) for pair in range(1, 11)}
    assert sorted(map(len, by_pair.values())) == [1] + [2] * 9
    for pair, days in by_pair.items():
        assert days == sorted(columns.start[columns.target == pair].tolist())[-len(days) :]


def test_of_too_many_what_the_map_opens_on_comes_first(crowd: tuple[Columns, list[Statement]]) -> None:
    columns, _ = crowd
    early = chosen(columns, 15, window=(None, number("2001-06-01")))
    assert (columns.start[early] <= number("2001-06-01")).all()
    late = chosen(columns, 3, window=(number("2007-06-01"), None))
    assert (columns.start[late] >= number("2007-06-01")).all()
    focus = chosen(columns, 10, focus=columns.actors[10])
    assert (columns.target[focus] == 10).all()


def test_of_too_many_actors_those_named_most_are_drawn_and_the_one_in_focus(crowd: tuple[Columns, list[Statement]]) -> None:
    columns, _ = crowd
    kept = chosen(columns, 100, actors=4)
    assert set(columns.target[kept].tolist()) == {8, 9, 10}
    kept = chosen(columns, 100, focus=columns.actors[2], actors=4)
    assert set(columns.target[kept].tolist()) == {2, 8, 9, 10}


def test_only_what_is_drawn_is_fetched(crowd: tuple[Columns, list[Statement]]) -> None:
    columns, statements = crowd
    asked: list[list[int]] = []

    def fetch(rows: Sequence[int]) -> list[Statement]:
        asked.append(list(rows))
        return [statements[row - 1000] for row in rows]

    view = compose(columns, fetch, lambda paths: [], focus=columns.actors[3], most=4)
    assert [len(rows) for rows in asked] == [4]
    assert (len(view.entries), view.totals) == (4, (11, 55, 0))
    assert {actor.name for actor in view.actors} >= {"Arland", "Land 2"}
    assert len(view.actors) < len(columns.actors)


def test_a_change_has_the_sign_that_diff_gives_it(tmp_path: Path) -> None:
    """0 too, where the alignment is not: of two against and two for, the later ones weigh a little more."""
    days = (PartialDate(2024, 1, 1), PartialDate(2024, 5, 1), PartialDate(2024, 5, 20))
    statements = [
        *(said("Arland", "supports", "Borvia", start=day, document=f"{day}.txt") for day in days[:2]),
        said("Arland", "opposes", "Borvia", start=days[2], document="c.txt"),
        said("Arland", "coerces", "Borvia", start=days[2], document="d.txt"),
    ]
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        store.add([], statements)
        store.checkpoint()
    graph = Graph.open(tmp_path / "g.duckdb")
    found = graph.diff("2024-03-01", "2024-06-01")
    (change,) = changes(found)
    assert change.after is not None
    assert change.before is not None
    assert (change.kind, change.before.sign, change.after.sign) == ("weakened", 1, 0)
    assert change.after.alignment < 0
    assert [change.before, change.after] == [found.weakened[0].before, found.weakened[0].after]


def test_the_map_of_a_graph_counts_what_why_counts(tmp_path: Path) -> None:
    """For every pair of states and several days, as many statements count."""
    statements = [
        said("Ana", "leads", "Arland", **OFFICE),
        said("Arland", "ally", "Borvia", start=PartialDate(2020, 5)),
        said("Ana", "adversary", "Borvia", source_kind="leader", start=PartialDate(2022)),
        said("Arland", "ally", "Borvia", past=True, published=PartialDate(2024, 2, 2)),
        said("Arland", "supports", "Borvia", start=PartialDate(2024), status="denied"),
        said("Borvia", "coerces", "Arland", start=PartialDate(2024, 3), status="planned", published=PartialDate(2024, 1, 5)),
        said("Borvia", "ally", "Cestan", start=PartialDate(2021), end=PartialDate(2023)),
        said("Ana", "opposes", "Cestan", source_kind="leader", published=PartialDate(2025)),
    ]
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        store.add([Document("a.txt", "Arland and Borvia.")], statements)
        store.checkpoint()
    graph = Graph.open(tmp_path / "g.duckdb")
    with graph.store() as store:
        view = compose(graph.columns, lambda rows: list(store.statements(rows)), store.documents, reports=store.reports())
    assert view.totals == (4, 8, 1)
    checked = 0
    for a, b in (("Arland", "Borvia"), ("Borvia", "Cestan"), ("Arland", "Cestan")):
        of_pair = [one for one in view.entries if {one.source_state.name, one.target_state.name} == {a, b}]
        for text in ("2020-05-30", "2020-06-01", "2022-07-01", "2023-06-01", "2024-02-03", "2024-06-01", "2026-01-01"):
            day = number(text)
            counted = [one for one in of_pair if one.weight and one.start is not None and one.start <= day < (one.state_end or day + 1)]
            assert len(counted) == graph.why(a, b, text, level="state").n, (a, b, text)
            checked += len(counted)
    assert checked > 10
