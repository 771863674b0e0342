"""Camps, positions and the fold into lines: allies near, adversaries far, nothing on anything."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate
from volteface.graph.model import Actor, Statement
from volteface.maps.camps import camps
from volteface.maps.layout import positions
from volteface.maps.lines import lines
from volteface.maps.render import render
from volteface.maps.view import MapView

# Two blocs of four, allied within, hostile between; the ninth actor has no tie.
TIES = {(i, j): 0.8 if (i < 4) == (j < 4) else -0.8 for i in range(8) for j in range(i + 1, 8)}


def said(kind: str, source: str, target: str, **more: object) -> Statement:
    return Statement("a.txt", source, "state", target, "state", kind, **more)  # type: ignore[arg-type]


def drawn_facts(text: str) -> Any:
    """What the page's script reads."""
    block = re.search(r'id="facts">(.*?)</script>', text, re.S)
    assert block
    return json.loads(block[1])


def test_camps_divide_where_the_signs_divide() -> None:
    assert camps(9, TIES) == [0, 0, 0, 0, 1, 1, 1, 1, -1]


def test_one_friendly_tie_does_not_join_two_hostile_camps() -> None:
    assert camps(8, {**TIES, (0, 4): 0.9}) == [0, 0, 0, 0, 1, 1, 1, 1]


def test_enemies_without_allies_share_no_camp() -> None:
    assert camps(3, {(0, 1): -1.0, (1, 2): -1.0}) == [-1, -1, -1]


def test_nobody_is_in_a_camp_among_enemies_alone() -> None:
    """Six with ties so that two groups, merged whole, would bring along one whose only tie there is hostile."""
    ties = {(0, 1): 0.9, (2, 3): 0.6, (0, 2): 0.5, (3, 4): -0.2, (4, 5): -0.3}
    found = camps(6, ties)
    for node in range(6):
        inside = [value for (i, j), value in ties.items() if node in (i, j) and found[i] == found[j] >= 0]
        assert found[node] == -1 or sum(inside) > 0


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 14), st.randoms(use_true_random=False))
def test_who_is_in_a_camp_has_friends_there(size: int, dice: object) -> None:
    pick = dice.random  # type: ignore[attr-defined]
    ties = {(i, j): round(2 * pick() - 1, 2) for i in range(size) for j in range(i + 1, size) if pick() < 0.5}
    found = camps(size, ties)
    for node in range(size):
        pull = sum(value for (i, j), value in ties.items() if node in (i, j) and found[i] == found[j] >= 0)
        assert found[node] == -1 or pull > 0


def test_a_denied_or_hostile_tie_joins_no_camp(map_view: Callable[..., MapView]) -> None:
    """Who only mediates, by a mediation that is denied, and whose own relation is hostile, stands alone."""
    day = {"start": PartialDate(2024, 5, 1)}
    view = map_view(
        [
            *(said("ally", a, b, **day) for a, b in (("Arland", "Borvia"), ("Borvia", "Cestan"), ("Arland", "Cestan"))),
            said("opposes", "Arland", "Dolmark", **day),
            said("mediates", "Cestan", "Dolmark", status="denied", **day),
            said("ally", "Borvia", "Estia", status="denied", **day),
            said("mediates", "Farland", "Borvia", **day),
        ]
    )
    camp = {actor["label"]: actor["camp"] for actor in drawn_facts(render(view))["actors"]}
    assert camp == {"Arland": 0, "Borvia": 0, "Cestan": 0, "Dolmark": -1, "Estia": -1, "Farland": -1}


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


def test_a_pair_has_one_line_a_sign_oldest_statement_first_and_undated_last(map_view: Callable[..., MapView]) -> None:
    view = map_view(
        [
            said("supports", "Arland", "Borvia", start=PartialDate(2024, 3)),
            said("ally", "Borvia", "Arland", start=PartialDate(2023)),
            said("opposes", "Borvia", "Arland"),
            said("opposes", "Arland", "Borvia", published=PartialDate(2025)),
        ],
        [Actor("Borvia", "state")],
    )
    numbers = {actor.key: number for number, actor in enumerate(view.actors)}
    found = [
        (line.a, line.b, line.sign, [view.entries[number].statement for number in line.statements]) for line in lines(view.entries, numbers)
    ]
    assert numbers == {("state", "Borvia"): 0, ("state", "Arland"): 1}
    assert [(a, b, sign) for a, b, sign, _ in found] == [(0, 1, -1), (0, 1, 1)]
    assert [[str(one.start or one.published) for one in read] for *_, read in found] == [["2025", "None"], ["2023", "2024-03"]]
