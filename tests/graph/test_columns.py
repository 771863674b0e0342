from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.columns import NEVER, Columns, build, closings, first_day, last_day, looked_up
from volteface.graph.dates import PartialDate, day_number
from volteface.graph.model import Actor
from volteface.graph.schema import schema

A, B, LEADER = Actor("A", "state"), Actor("B", "state"), Actor("L", "leader")
ACTORS = (A, B, LEADER)
CODES = {relation.name: relation.code for relation in schema().relations.values()}
STATUS = list(schema().status)


def number(text: str) -> int:
    return day_number(date.fromisoformat(text))


def table(*rows: dict[str, Any]) -> Columns:
    """A table of rows {source, type, target, start, end, published, past, status}, actors by their place in ACTORS."""

    def code(text: str | None) -> int:
        return PartialDate.parse(text).code if text else 0

    full = [{"source": 0, "target": 1, "status": "asserted", **row} for row in rows]
    raw = {
        "source": [row["source"] for row in full],
        "target": [row["target"] for row in full],
        "type": [CODES[row["type"]] for row in full],
        "status": [STATUS.index(row["status"]) for row in full],
        **{name: [code(row.get(name)) for row in full] for name in ("start", "end", "published")},
        "past": [row.get("past", False) for row in full],
        "confidence": [1000] * len(full),
        "document": list(range(len(full))),
        "line": [0] * len(full),
        "row": list(range(len(full))),
    }
    return build(ACTORS, {name: np.array(column) for name, column in raw.items()})


@pytest.mark.parametrize(
    ("row", "start"),
    [
        ({"type": "opposes", "start": "2025-06-27", "published": "2025-07-01"}, "2025-06-27"),
        ({"type": "opposes", "start": "2025-06", "published": "2025-08-01"}, "2025-06-30"),
        ({"type": "opposes", "start": "2025-06", "published": "2025-06-15"}, "2025-06-15"),
        ({"type": "opposes", "start": "2025", "published": "2024-06-15"}, "2025-01-01"),
        ({"type": "opposes", "published": "2025-07-01"}, "2025-07-01"),
        ({"type": "opposes", "published": "2025-07-01", "past": True}, None),
        ({"type": "opposes"}, None),
        ({"type": "ally", "start": "1997"}, "1997-12-31"),
        ({"type": "ally", "end": "2020", "published": "2025"}, None),
    ],
)
def test_a_statement_counts_from_the_day_on_which_it_is_certain(row: dict[str, Any], start: str | None) -> None:
    assert table(row).start.tolist() == [NEVER if start is None else number(start)]


def test_a_past_state_was_over_when_it_was_told() -> None:
    columns = table({"type": "ally", "start": "1997", "published": "2025-07-01", "past": True})
    assert columns.end.tolist() == [number("2025-07-01")]


def test_a_later_state_of_the_other_sign_closes_an_open_one() -> None:
    columns = table({"type": "ally", "start": "1997"}, {"type": "adversary", "start": "2024-03-01"})
    assert columns.end.tolist() == [number("2024-03-01"), NEVER]
    assert columns.closed_by.tolist() == [1, -1]


@pytest.mark.parametrize("status", ["alleged", "planned", "denied"])
def test_what_is_not_asserted_closes_nothing(status: str) -> None:
    columns = table({"type": "ally", "start": "1997"}, {"type": "adversary", "start": "2024-03-01", "status": status})
    assert columns.end.tolist() == [NEVER, NEVER]


def test_a_leader_acts_for_the_state_only_in_office() -> None:
    office = {"source": 2, "target": 0, "type": "leads", "start": "2010-05-01", "end": "2015"}
    acts = [{"source": 2, "type": "opposes", "start": day} for day in ("2009-01-01", "2012-01-01", "2016-06-01")]
    columns = table(office, *acts)
    by_day = {int(start): int(state) for start, state in zip(columns.start, columns.source_state, strict=True)}
    assert [by_day[number(day)] for day in ("2009-01-01", "2012-01-01", "2016-06-01")] == [2, 0, 2]


def test_an_undated_tie_holds_always() -> None:
    columns = table({"source": 2, "target": 0, "type": "leads", "published": "2020"}, {"source": 2, "type": "opposes", "start": "1990"})
    assert columns.source_state.tolist() == [0, 0]


def test_a_pair_within_one_state_is_no_dyad() -> None:
    columns = table({"source": 2, "target": 0, "type": "leads"}, {"source": 2, "target": 0, "type": "opposes", "start": "2020"})
    assert columns.dyad.tolist() == [-1, -1]
    assert (columns.actor_dyad >= 0).all()


@given(st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), max_size=40))
def test_days_by_table_and_by_division_agree(days: list[date]) -> None:
    codes = np.array([0, *(partial.code for day in days for partial in (PartialDate.of(day), PartialDate(day.year)))], np.int32)
    for rule in (first_day, last_day):
        found = looked_up(rule, codes)[codes != 0].tolist()
        assert found == rule(codes)[codes != 0].tolist()
    wanted = [day_number(end) for day in days for end in (day, date(day.year, 12, 31))]
    assert looked_up(last_day, codes)[1:].tolist() == wanted


# Pair, start (0: unknown), sign, state, asserted, end (0: open).
ROWS = st.tuples(
    st.integers(-1, 2), st.integers(0, 6), st.sampled_from([1, -1, 0]), st.booleans(), st.booleans(), st.sampled_from([0, 0, 3, 7])
)


@given(st.lists(ROWS, max_size=25))
def test_closings_are_those_of_the_definition(rows: list[tuple[int, int, int, bool, bool, int]]) -> None:
    rows.sort(key=lambda row: row[1] or NEVER)
    dyad, start, sign, holds, firm, stop = (np.array(column) for column in zip(*rows, strict=True)) if rows else [np.empty(0, int)] * 6
    start, end = (np.where(column == 0, NEVER, column).astype(np.int32) for column in (start, stop))
    closed, by = closings(dyad.astype(np.int32), start, end, sign.astype(np.int8), holds.astype(bool), firm.astype(bool))
    for one, (pair, since, plus, held, _, until) in enumerate(rows):
        same = [row for row in rows if row[0] == pair and row[3] and row[4]]
        later = [row[1] for row in same if row[2] == -plus and row[1] > since]
        later += [row[5] for row in same if row[2] == plus and not row[1] and row[5] > since]
        closes = bool(held and plus and pair >= 0 and since and not until and later)
        assert closed[one] == (min(later) if closes else end[one])
        assert (by[one] >= 0) == closes


def test_what_is_told_as_over_ends_what_was_told_before() -> None:
    columns = table(
        {"type": "ally", "published": "2020-05-01"},
        {"type": "ally", "published": "2024-05-01", "past": True},
        {"type": "ally", "published": "2025-05-01"},
    )
    ends = dict(zip(columns.row.tolist(), columns.end.tolist(), strict=True))
    assert ends == {0: number("2024-05-01"), 1: number("2024-05-01"), 2: NEVER}
    doubtful = table({"type": "ally", "published": "2020"}, {"type": "ally", "published": "2024", "past": True, "status": "alleged"})
    assert NEVER in doubtful.end.tolist()
