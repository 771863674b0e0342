"""Where each actor stands: allies near, adversaries far, no two shapes on each other. Deterministic; no physics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Pair = tuple[int, int]

# Ideal distances, in units of one close alliance.
_NEAR, _COOL = 1.0, 1.6  # the warmest tie, the faintest positive one
_FOE = (2.6, 4.0)  # the faintest negative tie, the coldest
_STRANGERS = 2.6
_APART = 1.4  # added between two camps
_HOPS = 4


def positions(size: int, ties: Mapping[Pair, float], camps: Sequence[int], boxes: Floats) -> Floats:
    """(size, 2) positions in pixels, centred on 0, rounded to whole pixels.

    `ties` maps a pair (smaller first) to a net sign in -1..1; `camps` gives each actor's camp (-1: none); `boxes` is
    (size, 2): the width and height that each actor's shape and name need.
    Stress majorisation (Gansner, Koren and North 2004, Graph Drawing, LNCS 3383:239-250) on distances that follow the
    signs, then overlapping boxes are pushed apart (in the manner of Dwyer, Marriott and Stuckey 2005).
    """
    if size == 0:
        return np.zeros((0, 2))
    spiral = _spiral(size)
    if size > 2 and ties:
        distance, strength = _ideal(size, ties, np.asarray(camps))
        place = _majorise(_classical(distance) + 1e-3 * spiral, distance, strength)
    else:
        place = spiral
    place = _level(place)
    area = float(np.prod(boxes, axis=1).sum()) * 3.2
    spread = np.ptp(place, axis=0)
    scale = np.sqrt(area / max(float(spread[0] * spread[1]), 1e-6))
    return np.round(_separate(place * min(scale, 1000.0), boxes))


def _ideal(size: int, ties: Mapping[Pair, float], camps: NDArray[np.int_]) -> tuple[Floats, Floats]:
    """The wanted distances and how much each one matters, both (size, size) and symmetric."""
    near = np.zeros((size, size), np.float32)
    net = np.zeros((size, size))
    for (i, j), value in ties.items():
        net[i, j] = net[j, i] = value
        near[i, j] = near[j, i] = value > 0
    distance = np.full((size, size), _STRANGERS)
    reached, path = near > 0, near
    for hop in range(2, _HOPS):
        path = np.minimum(path @ near, 1)
        new = (path > 0) & ~reached
        distance[new] = min(0.8 * hop, _STRANGERS)
        reached |= new
    other = (camps[:, None] != camps[None, :]) & (camps[:, None] >= 0) & (camps[None, :] >= 0)
    distance[other] = _STRANGERS + _APART
    warm, cold = net > 0, net < 0
    distance[warm] = _NEAR + (_COOL - _NEAR) * (1 - net[warm]) + _APART * other[warm] / 2
    distance[cold] = _FOE[0] + (_FOE[1] - _FOE[0]) * -net[cold]
    strength = distance**-2.0
    strength[warm] *= 3.0
    np.fill_diagonal(distance, 0.0)
    np.fill_diagonal(strength, 0.0)
    return distance, strength


def _classical(distance: Floats) -> Floats:
    """Torgerson scaling: the start of the majorisation, with a sign that does not depend on the linear algebra."""
    squared = distance**2
    centred = -0.5 * (squared - squared.mean(0) - squared.mean(1)[:, None] + squared.mean())
    values, vectors = np.linalg.eigh(centred)
    top = vectors[:, ::-1][:, :2] * np.sqrt(np.maximum(values[::-1][:2], 1e-9))
    peak = top[np.abs(top).round(6).argmax(axis=0), [0, 1]]
    return np.asarray(top * np.where(peak < 0, -1.0, 1.0))


def _majorise(place: Floats, distance: Floats, strength: Floats) -> Floats:
    """A round takes the square of the number of actors: of many, fewer rounds have to do."""
    size = len(place)
    rounds = int(np.clip(90 * (700 / size) ** 2, 12, 90))
    laplacian = np.diag(strength.sum(1)) - strength
    inverse = np.linalg.inv(laplacian + 1.0 / size)
    wanted = strength * distance
    for _ in range(rounds):
        real = _distances(place)
        pull = -np.divide(wanted, real, out=np.zeros_like(wanted), where=real > 1e-9)
        np.fill_diagonal(pull, -pull.sum(1))
        after = inverse @ (pull @ place)
        after -= after.mean(0)
        if np.abs(after - place).max() < 1e-3:
            return after
        place = after
    return place


def _distances(place: Floats) -> Floats:
    x, y = place[:, 0], place[:, 1]
    return np.asarray(np.hypot(x[:, None] - x, y[:, None] - y))


def _spiral(size: int) -> Floats:
    """A sunflower: distinct places for actors that nothing else tells apart."""
    turn = np.arange(size) * np.pi * (3 - np.sqrt(5))
    radius = np.sqrt(np.arange(size) + 0.5)
    return np.column_stack([radius * np.cos(turn), radius * np.sin(turn)])


def _level(place: Floats) -> Floats:
    """The long axis lies flat, and the whole is neither a needle nor taller than a screen."""
    centred = place - place.mean(0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    if len(axes) == 2:
        axes = axes * np.where(axes[np.arange(2), np.abs(axes).round(6).argmax(axis=1)] < 0, -1.0, 1.0)[:, None]
        centred = centred @ axes.T
    spread = np.maximum(np.ptp(centred, axis=0), 1e-6)
    centred[:, 1] *= np.clip(spread[0] / spread[1] / 1.25, 1.0, 1.8)
    return np.asarray(centred)


def _separate(place: Floats, boxes: Floats, rounds: int = 400) -> Floats:
    """Pushes overlapping boxes apart, along the axis on which they overlap least, until none overlaps."""
    place = place.copy()
    widest = float(boxes[:, 0].max())
    for _ in range(rounds):
        order = np.argsort(place[:, 0], kind="stable")
        x = place[order, 0]
        reach = np.searchsorted(x, x + widest)
        count = reach - np.arange(len(x)) - 1
        first = np.repeat(np.arange(len(x)), count)
        step = np.arange(len(first)) - np.repeat(np.cumsum(count) - count, count)
        i, j = order[first], order[first + step + 1]
        gap = place[j] - place[i]
        over = (boxes[i] + boxes[j]) / 2 - np.abs(gap)
        hit = (over > 0.5).all(axis=1)
        if not hit.any():
            break
        i, j, gap, over = i[hit], j[hit], gap[hit], over[hit]
        axis = over.argmin(axis=1)
        push = np.zeros_like(gap)
        rows = np.arange(len(axis))
        push[rows, axis] = (over[rows, axis] / 2 + 0.5) * np.where(gap[rows, axis] >= 0, 1.0, -1.0) * 0.7
        np.add.at(place, i, -push)
        np.add.at(place, j, push)
    return np.asarray(place - (place.max(0) + place.min(0)) / 2)
