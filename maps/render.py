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
from ..queries.diff import Side
from .camps import camps
from .layout import positions
from .lines import Line, Pair, lines
from .network import RelationshipMap
from .view import CHANGE_KINDS, Entry, MapView, Source

# Above this many actors the page opens on the strongest OVERVIEW; above MANY_LINES it draws one line per pair.
CROWD, OVERVIEW, MANY_LINES = 150, 100, 3000
# A structural tie (or a state's own leader, outlet) draws its two actors together as a warm relation of this size would.
KIN = 0.6


def render(view: MapView) -> str:
    """The map as one self-contained HTML page that opens from disk with no network."""
    numbers = {actor.key: number for number, actor in enumerate(view.actors)}
    drawn = lines(view.entries, numbers)
    kin = {numbers[a.key]: numbers[b.key] for a, b in view.states.items()}
    changed = [(numbers[one.a.key], numbers[one.b.key]) for one in view.changes]

    page = RelationshipMap(view.title)
    _place(page, drawn, view, kin, changed)
    for number, line in enumerate(drawn):
        page.add_line(number, line.a, line.b, line.sign, line.statements)
    documents = {path: number for number, path in enumerate(dict.fromkeys(entry.statement.document for entry in view.entries))}
    page.facts = {
        "kinds": list(schema().kinds),
        "types": [
            {"name": one.name, "sign": one.sign, "symmetric": one.symmetric, "says": one.says} for one in schema().relations.values()
        ],
        "statuses": list(schema().status),
        "certainty": list(schema().status.values()),
        "changeKinds": list(CHANGE_KINDS),
        "limits": {"crowd": CROWD, "overview": OVERVIEW, "lines": MANY_LINES},
        "totals": view.totals._asdict(),
        "documents": [_document(path, view) for path in documents],
        "statements": [_entry(entry, numbers, documents) for entry in view.entries],
        "changes": [
            {"a": a, "b": b, "kind": one.kind, "before": _side(one.before), "after": _side(one.after)}
            for (a, b), one in zip(changed, view.changes, strict=True)
        ],
        "at": _day(view.at),
        "start": _day(view.start),
        "end": _day(view.end),
        "focus": numbers[view.focus.key] if view.focus else None,
        "halfLife": view.half_life_days,
    }
    return page.generate_html()


def _place(page: RelationshipMap, drawn: Sequence[Line], view: MapView, kin: dict[int, int], changed: Sequence[Pair]) -> None:
    """Gives every actor its size, its rank, its camp and its place: one on the whole map, one among the strongest."""
    actors = view.actors
    ties = _ties(drawn, view.entries, kin)
    for (a, b), one in zip(changed, view.changes, strict=True):
        side = one.after or one.before
        ties.setdefault((min(a, b), max(a, b)), side.alignment / 2 if side else 0.0)
    strength = [0.0] * len(actors)
    for line in drawn:
        for end in (line.a, line.b):
            strength[end] += sum(0.2 + abs(view.entries[number].weight) / 10 for number in line.statements)
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


def _ties(drawn: Sequence[Line], entries: Sequence[Entry], kin: dict[int, int]) -> dict[Pair, float]:
    """Pair -> net sign in -1..1: (warm - cold) / (warm + cold + 1), in the form of the alignment without its dates."""
    warm: dict[Pair, float] = defaultdict(float)
    cold: dict[Pair, float] = defaultdict(float)
    bound: set[Pair] = {(min(pair), max(pair)) for pair in kin.items()}
    for line in drawn:
        for number in line.statements:
            value = entries[number].weight
            (warm if value > 0 else cold)[line.a, line.b] += abs(value)
        if line.sign == 0 and any(_binds(entries[number].statement) for number in line.statements):
            bound.add((line.a, line.b))
    pairs = sorted({*warm, *cold})
    net = {pair: (warm[pair] - cold[pair]) / (warm[pair] + cold[pair] + 1) for pair in pairs}
    for pair in sorted(bound):
        net[pair] = max(net.get(pair, 0.0), KIN) if net.get(pair, 0.0) >= 0 else net[pair]
    return net


def _binds(one: Statement) -> bool:
    """Whether a structural statement joins its two ends: it is asserted, and lasts. A mediator belongs to neither side."""
    return one.status == "asserted" and schema().relations[one.type].holds


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


def _side(side: Side | None) -> dict[str, float] | None:
    return side and {"alignment": side.alignment, "sign": side.sign, "n": side.n}


def _entry(entry: Entry, numbers: dict[tuple[str, str], int], documents: dict[str, int]) -> dict[str, Any]:
    """What the page needs of a statement; days are days since 1970-01-01, and what is unknown is absent.

    `first` is the day from which it counts, `last` the last one of a state that has ended. `sa` and `sb` are the states where
    the actors are not their own; `stateLast` and `stateOpen` say how it is on the pair of these, where it is another way.
    """
    one = entry.statement
    a, b = numbers[one.source_kind, one.source], numbers[one.target_kind, one.target]
    states = numbers[entry.source_state.key], numbers[entry.target_state.key]
    relation = schema().relations[one.type]
    said: dict[str, Any] = {
        "a": a,
        "b": b,
        "sa": states[0] if states[0] != a else None,
        "sb": states[1] if states[1] != b else None,
        "type": relation.code,
        "document": documents[one.document],
        "first": entry.start,
        "last": _before(entry.end),
        "stateLast": _before(entry.state_end) if entry.state_end != entry.end else None,
        "stateOpen": (entry.state_end is None and entry.end is not None) or None,
        "closedBy": entry.closed_by,
        "known": entry.published,
        "weight": entry.weight or None,
        "start": str(one.start) if one.start else None,
        "end": str(one.end) if one.end else None,
        "published": str(one.published) if one.published else None,
        "status": list(schema().status).index(one.status),
        "past": one.past or None,
        "holds": relation.holds or None,
        "quote": one.quote,
        "before": entry.around[0] or None if entry.around else None,
        "after": entry.around[1] or None if entry.around else None,
        "line": one.line,
        "rule": one.rule,
        "confidence": one.confidence,
    }
    return {name: value for name, value in said.items() if value is not None}


def _before(day: int | None) -> int | None:
    return None if day is None else day - 1


def _day(day: date | None) -> int | None:
    return None if day is None else day_number(day)
