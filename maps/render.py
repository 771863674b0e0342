"""A view of the graph as one HTML page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from ..graph.dates import day_number
from ..graph.model import Actor, Statement
from ..graph.schema import schema
from .camps import camps
from .layout import positions
from .lines import Line, Span, actor_numbers, lines, spans, weight
from .network import RelationshipMap
from .view import CHANGE_KINDS, MapView, Source

# Above this many actors the page opens on the strongest OVERVIEW; above MANY_LINES it draws one line per pair.
CROWD, OVERVIEW, MANY_LINES = 150, 100, 3000
# A structural tie (or a state's own leader, outlet) draws its two actors together as a warm relation of this size would.
KIN = 0.6
Pair = tuple[int, int]


def render(view: MapView) -> str:
    """The map as one self-contained HTML page that opens from disk with no network."""
    numbers = actor_numbers([*view.actors, *_mentioned(view)], view.statements)
    known = {actor.key: actor for actor in [*view.actors, *_mentioned(view)]}
    actors = [known.get(key) or Actor(name=key[1], kind=key[0]) for key in numbers]
    dated = spans(view.statements, numbers)
    drawn = lines(view.statements, numbers, dated)
    kin = {numbers[a.key]: numbers[b.key] for a, b in view.states.items() if a.key in numbers and b.key in numbers}
    changed = [(numbers[one.a.key], numbers[one.b.key]) for one in view.changes]

    page = RelationshipMap(view.title)
    _place(page, actors, drawn, view, kin, changed)
    for number, line in enumerate(drawn):
        page.add_line(number, line.a, line.b, line.sign, line.statements)
    documents = {path: number for number, path in enumerate(dict.fromkeys(one.document for one in view.statements))}
    page.facts = {
        "kinds": list(schema().kinds),
        "types": [
            {"name": one.name, "sign": one.sign, "symmetric": one.symmetric, "says": one.says} for one in schema().relations.values()
        ],
        "statuses": list(schema().status),
        "changeKinds": list(CHANGE_KINDS),
        "limits": {"crowd": CROWD, "overview": OVERVIEW, "lines": MANY_LINES},
        "documents": [_document(path, view) for path in documents],
        "statements": [_statement(one, span, numbers, documents) for one, span in zip(view.statements, dated, strict=True)],
        "changes": [
            {"a": a, "b": b, "kind": one.kind, "before": one.before, "after": one.after}
            for (a, b), one in zip(changed, view.changes, strict=True)
        ],
        "at": _day(view.at),
        "start": _day(view.start),
        "end": _day(view.end),
        "focus": numbers[view.focus.key] if view.focus else None,
        "halfLife": view.half_life_days,
    }
    return page.generate_html()


def _mentioned(view: MapView) -> list[Actor]:
    """Actors that only the changes or the focus name."""
    return [*(actor for one in view.changes for actor in (one.a, one.b)), *([view.focus] if view.focus else [])]


def _place(
    page: RelationshipMap,
    actors: Sequence[Actor],
    drawn: Sequence[Line],
    view: MapView,
    kin: dict[int, int],
    changed: Sequence[Pair],
) -> None:
    """Gives every actor its size, its rank, its camp and its place: one on the whole map, one among the strongest."""
    ties = _ties(drawn, view.statements, kin)
    for (a, b), one in zip(changed, view.changes, strict=True):
        ties.setdefault((min(a, b), max(a, b)), (one.after or one.before or 0.0) / 2)
    strength = [0.0] * len(actors)
    for line in drawn:
        for end in (line.a, line.b):
            strength[end] += sum(0.2 + abs(weight(view.statements[number])) / 10 for number in line.statements)
    for pair in changed:
        for end in pair:
            strength[end] += 1.0
    order = sorted(range(len(actors)), key=lambda number: (-strength[number], number))
    rank = {number: place for place, number in enumerate(order)}
    top = max(strength, default=0.0) or 1.0
    sizes = [round(8 + 13 * (value / top) ** 0.5, 1) for value in strength]
    member = _camps(len(actors), ties, kin)
    whole = positions(len(actors), ties, member, _boxes(actors, sizes, named=len(actors) <= CROWD))
    small = sorted(order[:OVERVIEW]) if len(actors) > CROWD else []
    near = {number: place for place, number in enumerate(small)}
    inner = {(near[i], near[j]): value for (i, j), value in ties.items() if i in near and j in near}
    boxes = _boxes([actors[number] for number in small], [sizes[number] for number in small], named=True)
    few = positions(len(small), inner, [member[number] for number in small], boxes)
    for number, actor in enumerate(actors):
        more = {
            "rank": rank[number],
            "camp": member[number],
            "iso3": actor.iso3,
            "aliases": list(actor.aliases),
            "wikidata": actor.wikidata,
            "state": kin.get(number),
            "overview": few[near[number]].tolist() if number in near else None,
        }
        x, y = whole[number].tolist()
        page.add_actor(number, actor.name, actor.kind, sizes[number], (x, y), **more)


def _camps(size: int, ties: dict[Pair, float], kin: dict[int, int]) -> list[int]:
    """The camps of the states and of those that act for none; who acts for a state stands in its camp, whomever he met."""
    joined: dict[Pair, float] = defaultdict(float)
    for pair, value in ties.items():
        a, b = (kin.get(number, number) for number in pair)
        joined[min(a, b), max(a, b)] += value
    found = camps(size, joined)
    return [found[kin.get(number, number)] for number in range(size)]


def _ties(drawn: Sequence[Line], statements: Sequence[Statement], kin: dict[int, int]) -> dict[Pair, float]:
    """Pair -> net sign in -1..1: (warm - cold) / (warm + cold + 1), in the form of the alignment without its dates."""
    warm: dict[Pair, float] = defaultdict(float)
    cold: dict[Pair, float] = defaultdict(float)
    bound: set[Pair] = {(min(pair), max(pair)) for pair in kin.items()}
    for line in drawn:
        for number in line.statements:
            value = weight(statements[number])
            (warm if value > 0 else cold)[line.a, line.b] += abs(value)
        if line.sign == 0:
            bound.add((line.a, line.b))
    pairs = sorted({*warm, *cold})
    net = {pair: (warm[pair] - cold[pair]) / (warm[pair] + cold[pair] + 1) for pair in pairs}
    for pair in sorted(bound):
        net[pair] = max(net.get(pair, 0.0), KIN) if net.get(pair, 0.0) >= 0 else net[pair]
    return net


def _boxes(actors: Sequence[Actor], sizes: Sequence[float], named: bool) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The room that each shape needs, with its name below it (12 px, about 6.6 px a letter) where `named`."""
    if not actors:
        return np.zeros((0, 2))
    width = [max(2 * size + 14, min(len(actor.name), 24) * 6.6 + 10 if named else 0) for actor, size in zip(actors, sizes, strict=True)]
    height = [2 * size + (38 if named else 14) for size in sizes]
    return np.column_stack([width, height])


def _document(path: str, view: MapView) -> dict[str, str]:
    title, outlet, published = view.documents.get(path, Source())
    said = {"path": path, "title": title, "outlet": outlet, "published": str(published) if published else None}
    return {name: value for name, value in said.items() if value}


def _statement(one: Statement, span: Span, numbers: dict[tuple[str, str], int], documents: dict[str, int]) -> dict[str, Any]:
    """What the page needs of a statement; `first` and `last` are days since 1970-01-01, and what is unknown is absent."""
    said: dict[str, Any] = {
        "a": numbers[one.source_kind, one.source],
        "b": numbers[one.target_kind, one.target],
        "type": schema().relations[one.type].code,
        "document": documents[one.document],
        "first": span.first,
        "last": span.last,
        "start": str(one.start) if one.start else None,
        "end": str(one.end) if one.end else None,
        "published": str(one.published) if one.published else None,
        "status": list(schema().status).index(one.status),
        "past": one.past or None,
        "holds": schema().relations[one.type].holds or None,
        "quote": one.quote,
        "line": one.line,
        "rule": one.rule,
        "confidence": one.confidence,
    }
    return {name: value for name, value in said.items() if value is not None}


def _day(day: date | None) -> int | None:
    return None if day is None else day_number(day)
