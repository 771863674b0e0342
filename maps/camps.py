"""Camps: the grouping in which allies stand together and adversaries apart, read from the signs of the lines alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

Pair = tuple[int, int]
_PASSES = 50


def camps(size: int, ties: Mapping[Pair, float]) -> list[int]:
    """Actor number -> camp number (0 is the largest), -1 for an actor that shares its camp with nobody.

    Greedy moves with aggregation (Louvain: Blondel et al. 2008, J. Stat. Mech. P10008) that maximise the sum of `ties`
    within camps: a positive tie wants one camp, a negative one two. `ties` may be of any scale. Deterministic.
    """
    member = list(range(size))
    weights = {pair: value for pair, value in ties.items() if value and pair[0] != pair[1]}
    for _ in range(_PASSES):
        moved = _moves(weights)
        if all(group == node for node, group in moved.items()):
            break
        member = [moved.get(group, group) for group in member]
        merged: dict[Pair, float] = defaultdict(float)
        for (i, j), value in weights.items():
            a, b = moved[i], moved[j]
            if a != b:
                merged[min(a, b), max(a, b)] += value
        weights = dict(merged)
    return _by_size(_welcome(member, ties))


def _welcome(member: list[int], ties: Mapping[Pair, float]) -> list[int]:
    """The same camps without those whose ties to the others there do not add up to a friendly one.

    Camps are merged whole: who came along with friends may stand among enemies.
    """
    member = list(member)
    while True:
        pull = [0.0] * len(member)
        for (i, j), value in ties.items():
            if i != j and member[i] == member[j]:
                pull[i] += value
                pull[j] += value
        size = Counter(member)
        out = [node for node, camp in enumerate(member) if size[camp] > 1 and pull[node] <= 1e-9]
        if not out:
            return member
        # A camp number of their own, which nobody has.
        for node in out:
            member[node] = -1 - node


def _moves(weights: Mapping[Pair, float]) -> dict[int, int]:
    """One round: each node goes, in order, where its ties are warmest, until none moves."""
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), value in weights.items():
        near[i][j] = near[j][i] = value
    group = {node: node for node in sorted(near)}
    order = sorted(near, key=lambda node: (-sum(map(abs, near[node].values())), node))
    for _ in range(_PASSES):
        still = True
        for node in order:
            pull: dict[int, float] = defaultdict(float)
            for other, value in near[node].items():
                pull[group[other]] += value
            best = max(pull, key=lambda one: (pull[one], -one))
            here = pull.get(group[node], 0.0)
            if pull[best] > here + 1e-9 and pull[best] > 0:
                group[node], still = best, False
            elif here < -1e-9:
                group[node], still = _free(group, node), False
        if still:
            break
    return group


def _free(group: Mapping[int, int], node: int) -> int:
    """A camp number that nobody has, for a node that leaves its camp for none."""
    taken = set(group.values())
    return node if node not in taken else max(taken) + max(group) + 1


def _by_size(member: list[int]) -> list[int]:
    found: dict[int, list[int]] = defaultdict(list)
    for node, group in enumerate(member):
        found[group].append(node)
    ranked = sorted((nodes for nodes in found.values() if len(nodes) > 1), key=lambda nodes: (-len(nodes), nodes[0]))
    out = [-1] * len(member)
    for number, nodes in enumerate(ranked):
        for node in nodes:
            out[node] = number
    return out
