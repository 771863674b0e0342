"""A small invented graph that has all that queries can meet: every status, partial dates, none, quotes, parallel relationships."""

from __future__ import annotations

import random
from pathlib import Path

from volteface.graph.dates import PartialDate
from volteface.graph.model import Actor, Document, Statement
from volteface.graph.schema import schema
from volteface.graph.store import open_store

ACTORS = [
    *((name, "state") for name in "Azerbaijan Russia Turkey Armenia Ukraine Iran Peru Chile Chad Mali".split()),
    *((name, "leader") for name in ("Ann Roe", "Bob Poe", "Cem Doe")),
    *((name, "outlet") for name in ("Daily Bee", "The Sun")),
    *((name, "corridor") for name in ("Red Road", "Blue Route")),
    ("Union A", "organization"),
]
TYPES = "ally supports opposes coerces leads member_of cooperates attacks adversary outlet_of".split()


def day(source: random.Random) -> PartialDate | None:
    share = source.random()
    if share < 0.25:
        return None
    year, month, day = source.randrange(2018, 2026), source.randrange(1, 13), source.randrange(1, 29)
    return PartialDate(year) if share < 0.4 else PartialDate(year, month) if share < 0.55 else PartialDate(year, month, day)


def statements(number: int) -> list[Statement]:
    source = random.Random(7)
    found: list[Statement] = []
    while len(found) < number:
        type_ = source.choice(TYPES)
        relation = schema().relations[type_]
        (a, a_kind), (b, b_kind) = source.choice(ACTORS), source.choice(ACTORS)
        if a == b or a_kind not in relation.source or b_kind not in relation.target:
            continue
        one = Statement(
            document=f"d{source.randrange(20)}.txt",
            source=a,
            source_kind=a_kind,
            target=b,
            target_kind=b_kind,
            type=type_,
            published=day(source),
            start=day(source),
            end=day(source) if source.random() < 0.3 else None,
            status=source.choice([*schema().status]),
            past=source.random() < 0.2,
            quote=source.choice([None, "it's so", 'he said "yes"', "a\nb", "}) DETACH DELETE n //"]),
            confidence=source.choice([1, 0.9, 0.45, 0.333]),
            line=source.choice([None, len(found)]),
        )
        found.append(one)
    return found


def make(path: Path, number: int = 350) -> Path:
    """A graph file of so many statements."""
    with open_store(path, write=True) as store:
        store.add([Document("d1.txt", "What d1 says.", title="One", published=PartialDate(2024))], [])
        store.add([], statements(number))
        known = {"Russia": ("RUS", ("RF", "Moscow")), "Peru": ("PER", ("Piru",)), "Turkey": ("TUR", ())}
        described = [Actor(one.name, one.kind, *known[one.name]) for one in store.new_actors() if one.name in known]
        store.describe(described)
        store.checkpoint()
    return path
