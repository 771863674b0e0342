"""An invented world of states, leaders, outlets and corridors in a few blocs: the same at every run."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from volteface.graph.columns import build
from volteface.graph.dates import PartialDate
from volteface.graph.model import Actor, Statement
from volteface.graph.schema import schema
from volteface.graph.store import DocumentInfo
from volteface.maps.compose import compose
from volteface.maps.view import CHANGE_KINDS, Change, MapView, Totals
from volteface.queries.diff import Side
from volteface.queries.dyads import sign_of

STEMS = "Arl Bor Ces Dol Est Far Gal Hes Ilm Jor Kes Lum Mor Nor Ost Pel Qua Rov Sun Tar Umb Vel Wes Yar Zan".split()
ENDS = ("and", "via", "mark", "onia", "ria", "ow", "ia", "tan", "heim", "ola")
FIRST = "Bela Dov Fara Gil Hana Ivo Juna Kael Lior Mira Nuri Oren Petra Rana Sefa Timo Una Vera".split()
HOSTILE = "Dolmark <img src=x onerror=canary('label')>", "</script><script>canary('script')</script>", "وكالة الأنباء", "Ünïcode 🛰️ Post"

SAYS = {
    "ally": "{a} called {b} its closest partner",
    "supports": "{a} gave its full backing to {b} at the harbour talks",
    "cooperates": "{a} and {b} signed a pact on river trade",
    "adversary": "{a} has long been a bitter rival of {b}",
    "opposes": "{a} rejected the note that {b} had sent",
    "coerces": "{a} closed its ports to every ship of {b}",
    "attacks": "Guns of {a} fired on a post held by {b}",
}
WARM, COLD = ("ally", "supports", "cooperates"), ("adversary", "opposes", "coerces", "attacks")


def sample(actors: int = 52, statements: int = 200, seed: int = 7, hostile: bool = True, diff: bool = False, **view: Any) -> MapView:
    """A view of about so many actors (a third of them states) in three blocs, with statements from 2023 and 2024."""
    dice = random.Random(seed)
    people, homes = _actors(actors, dice, hostile)
    blocs = {one: place % 7 % 3 for place, one in enumerate(people)}
    for one, home in homes.items():
        blocs[one] = blocs[home]
    said = [_statement(number, people, blocs, homes, dice) for number in range(statements)]
    said += [_structural(one, home) for one, home in homes.items() if dice.random() < 0.5]
    reports = [
        DocumentInfo(one.document, None, f"Report of the {one.document[-6:-4]}th hour", "Arland Gazette", one.published) for one in said
    ]
    if diff:
        view.setdefault("changes", _changes(said, people, dice))
        view.setdefault("start", date(2023, 6, 1))
        view.setdefault("end", date(2024, 6, 1))
    return view_of(said, people, reports, title="An invented world", half_life_days=365.0, **view)


def view_of(said: Sequence[Statement], actors: Sequence[Actor] = (), reports: Sequence[DocumentInfo] = (), **view: Any) -> MapView:
    """The view of these statements, through the column table as ever; `view` replaces fields of the MapView."""
    known = {actor.key: actor for actor in actors}
    for one in said:
        for key in ((one.source_kind, one.source), (one.target_kind, one.target)):
            known.setdefault(key, Actor(key[1], key[0]))
    code = {key: place for place, key in enumerate(known)}
    paths = sorted({one.document for one in said})
    raw = {
        "source": [code[one.source_kind, one.source] for one in said],
        "target": [code[one.target_kind, one.target] for one in said],
        "type": [schema().relations[one.type].code for one in said],
        "status": [list(schema().status).index(one.status) for one in said],
        **{name: [day.code if (day := getattr(one, name)) else 0 for one in said] for name in ("start", "end", "published")},
        "past": [one.past for one in said],
        "confidence": [round(one.confidence * 1000) for one in said],
        "document": [paths.index(one.document) for one in said],
        "line": [one.line or 0 for one in said],
        "row": range(len(said)),
    }
    columns = build(tuple(known.values()), {name: np.array(values, np.int64) for name, values in raw.items()})
    made = compose(columns, lambda rows: [said[row] for row in rows], lambda found: [one for one in reports if one.path in found])
    return replace(made, **{"totals": Totals(len(known), len(said), len(paths)), **view})


def _actors(size: int, dice: random.Random, hostile: bool) -> tuple[list[Actor], dict[Actor, Actor]]:
    names = [stem + end for end in ENDS for stem in STEMS]
    states = [Actor(name, "state", aliases=(f"Republic of {name}",)) for name in names[: max(3, size // 3)]]
    out, homes = list(states), {}
    for number in range(size - len(states)):
        home = states[dice.randrange(len(states))]
        kind = ("leader", "outlet", "leader", "corridor", "organization", "person")[number % 6]
        first, other = FIRST[number % len(FIRST)], names[(number * 11) % len(names)]
        name = {
            "leader": f"{first} {other}",
            "person": f"{first} {other}ov",
            "outlet": f"{other} {('Tribune', 'Daily', 'News Agency', 'Herald')[number % 4]}",
            "corridor": f"{home.name}–{other} corridor",
            "organization": f"{other} League",
        }[kind]
        if hostile and number < len(HOSTILE):
            name, kind = HOSTILE[number], "outlet"
        one = Actor(name if name not in {each.name for each in out} else f"{name} {number}", kind)
        out.append(one)
        if kind in ("leader", "outlet"):
            homes[one] = home
    return out, homes


def _statement(number: int, people: list[Actor], blocs: dict[Actor, int], homes: dict[Actor, Actor], dice: random.Random) -> Statement:
    a, b = _pair(people, dice)
    if blocs[a] != blocs[b] and dice.random() < 0.6:
        a, b = next(pair for pair in iter(lambda: _pair(people, dice), None) if blocs[pair[0]] == blocs[pair[1]])
    warm = dice.random() < (0.88 if blocs[a] == blocs[b] else 0.2)
    kind = dice.choice(WARM if warm else COLD)
    lead = dice.choice(("", "On Monday ", "According to the port office, ")) if number else "“Quoted” "
    quote = f"{lead}{SAYS[kind].format(a=a.name, b=b.name)}."
    month = 1 + dice.randrange(24)
    day = PartialDate(2023 + (month - 1) // 12, 1 + (month - 1) % 12, 0 if number % 19 == 0 else 1 + dice.randrange(28))
    undated = number % 25 == 24
    return Statement(
        document=f"reports/{number:04}.txt",
        source=a.name,
        source_kind=a.kind,
        target=b.name,
        target_kind=b.kind,
        type=kind,
        published=None if undated else day,
        start=None if undated or number % 3 == 0 else day,
        status=dice.choices(("asserted", "alleged", "planned", "denied"), (88, 5, 4, 3))[0],
        quote=quote,
        char_start=0,
        char_end=len(quote),
        rule="sample.rule",
        confidence=round(dice.uniform(0.5, 1), 2),
    )


def _pair(people: list[Actor], dice: random.Random) -> tuple[Actor, Actor]:
    """Two actors; the first ones are met more often, as in the news."""
    while True:
        a, b = (people[int(len(people) * dice.random() ** 1.7)] for _ in "ab")
        if a != b:
            return a, b


def _structural(one: Actor, home: Actor) -> Statement:
    return Statement(
        document="sample:offices.toml",
        source=one.name,
        source_kind=one.kind,
        target=home.name,
        target_kind="state",
        type="leads" if one.kind == "leader" else "outlet_of",
        start=PartialDate(2022),
        line=3,
    )


def side(alignment: float, n: int = 1) -> Side:
    """A pair on a day with the sign that the measure gives to its alignment."""
    return Side(alignment, int(sign_of(np.array(alignment))), n, None)


def _changes(said: list[Statement], people: list[Actor], dice: random.Random) -> tuple[Change, ...]:
    known = {one.key: one for one in people}
    pairs = dict.fromkeys(tuple(sorted(((one.source_kind, one.source), (one.target_kind, one.target)))) for one in said if one.sign)
    values = {
        "gained": (None, side(0.5)), "lost": (side(-0.6), None), "flipped": (side(0.55), side(-0.7)),
        "strengthened": (side(0.2), side(0.7)), "weakened": (side(-0.8), side(-0.3)),
    }  # fmt: skip
    chosen = [pair for pair in pairs if dice.random() < 0.3]
    return tuple(
        Change(known[a], known[b], kind, *values[kind])
        for number, (a, b) in enumerate(chosen)
        for kind in [CHANGE_KINDS[(0, 1, 0, 1, 2, 3, 4, 0, 1)[number % 9]]]
    )
