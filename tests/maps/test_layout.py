"""Camps, positions and the fold into lines: allies near, adversaries far, nothing on anything."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate, day_number
from volteface.graph.model import Actor, Statement
from volteface.maps.camps import camps
from volteface.maps.layout import positions
from volteface.maps.lines import actor_numbers, lines, spans

# Two blocs of four, allied within, hostile between; the ninth actor has no tie.
TIES = {(i, j): 0.8 if (i < 4) == (j < 4) else -0.8 for i in range(8) for j in range(i + 1, 8)}


def said(kind: str, source: str, target: str, **more: object) -> Statement:
    return Statement("a.txt", source, "state", target, "state", kind, **more)  # type: ignore[arg-type]


def test_camps_divide_where_the_signs_divide() -> None:
    assert camps(9, TIES) == [0, 0, 0, 0, 1, 1, 1, 1, -1]


def test_one_friendly_tie_does_not_join_two_hostile_camps() -> None:
    assert camps(8, {**TIES, (0, 4): 0.9}) == [0, 0, 0, 0, 1, 1, 1, 1]


def test_enemies_without_allies_share_no_camp() -> None:
    assert camps(3, {(0, 1): -1.0, (1, 2): -1.0}) == [-1, -1, -1]


def test_allies_stand_nearer_than_adversaries() -> None:
    boxes = np.full((9, 2), 40.0)
    place = positions(9, TIES, camps(9, TIES), boxes)
    distance = np.hypot(*(place[:, None] - place[None]).transpose(2, 0, 1))
    near = max(distance[pair] for pair, value in TIES.items() if value > 0)
    far = min(distance[pair] for pair, value in TIES.items() if value < 0)
    assert near < far
    assert (positions(9, TIES, camps(9, TIES), boxes) == place).all()


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 40), st.randoms(use_true_random=False))
def test_no_two_boxes_overlap(size: int, dice: object) -> None:
    pick = dice.random  # type: ignore[attr-defined]
    ties = {(i, j): 2 * pick() - 1 for i in range(size) for j in range(i + 1, size) if pick() < 0.2}
    boxes = np.array([[20 + 120 * pick(), 20 + 40 * pick()] for _ in range(size)])
    place = positions(size, ties, camps(size, ties), boxes)
    assert np.isfinite(place).all()
    for i in range(size):
        for j in range(i + 1, size):
            # Positions are whole pixels: a pixel either way is the rounding.
            assert (np.abs(place[i] - place[j]) >= (boxes[i] + boxes[j]) / 2 - 2).any()


@pytest.mark.parametrize("size", [0, 1, 2])
def test_few_actors_have_places_too(size: int) -> None:
    assert positions(size, {}, [-1] * size, np.full((size, 2), 30.0)).shape == (size, 2)


def test_a_pair_has_one_line_a_sign_oldest_statement_first_and_undated_last() -> None:
    given_statements = [
        said("supports", "Arland", "Borvia", start=PartialDate(2024, 3)),
        said("ally", "Borvia", "Arland", start=PartialDate(2023)),
        said("opposes", "Borvia", "Arland"),
        said("opposes", "Arland", "Borvia", published=PartialDate(2025)),
    ]
    numbers = actor_numbers([Actor("Borvia", "state")], given_statements)
    found = lines(given_statements, numbers, spans(given_statements, numbers))
    assert numbers == {("state", "Borvia"): 0, ("state", "Arland"): 1}
    assert [(line.a, line.b, line.sign, line.statements) for line in found] == [(0, 1, -1, (3, 2)), (0, 1, 1, (1, 0))]


def test_a_state_holds_until_a_later_one_of_the_other_sign_and_an_event_only_its_day() -> None:
    given_statements = [
        said("ally", "Arland", "Borvia", start=PartialDate(2020, 5)),
        said("adversary", "Borvia", "Arland", published=PartialDate(2023, 1, 9)),
        said("opposes", "Arland", "Borvia", published=PartialDate(2021, 2)),
        said("ally", "Arland", "Cestan", start=PartialDate(2020), end=PartialDate(2021)),
        said("coerces", "Arland", "Cestan"),
    ]
    found = spans(given_statements, actor_numbers([], given_statements))
    number = {name: day_number(PartialDate.parse(name).first) for name in ("2020-05", "2021-02", "2023-01-09", "2020")}
    assert (found[0].first, found[0].last) == (number["2020-05"], number["2023-01-09"] - 1)
    assert (found[1].first, found[1].last) == (number["2023-01-09"], None)
    assert (found[2].first, found[2].last) == (number["2021-02"], number["2021-02"] + 27)
    assert found[3].last == day_number(PartialDate(2021).last)
    assert not found[4].dated
