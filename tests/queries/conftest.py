"""Column tables from a few words: `table(said("Azerbaijan", "supports", "Turkey", "2024-01-01"), …)`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pytest

from volteface.graph.columns import Columns, build
from volteface.graph.dates import PartialDate, day_number
from volteface.graph.model import Actor
from volteface.graph.schema import schema

Said = dict[str, Any]
KINDS = {"Aliyev": "leader", "Putin": "leader", "Sputnik": "outlet"}


def code_of(text: str | None) -> int:
    return PartialDate.parse(text).code if text else 0


@pytest.fixture(scope="session")
def said() -> Callable[..., Said]:
    """One statement, published on the day it is about unless told otherwise, each in a document of its own."""

    def say(source: str, type_: str, target: str, start: str | None = None, **others: Any) -> Said:
        return {"source": source, "type": type_, "target": target, "start": start, "published": start, **others}

    return say


@pytest.fixture(scope="session")
def actor() -> Callable[[str], Actor]:
    return lambda name: Actor(name, KINDS.get(name, "state"))


@pytest.fixture(scope="session")
def day() -> Callable[[str], int]:
    return lambda text: day_number(date.fromisoformat(text))


@pytest.fixture(scope="session")
def table(actor: Callable[[str], Actor]) -> Callable[..., Columns]:
    """The column table of the statements given; the store's row of the n-th is 100 + n."""

    def of(*rows: Said) -> Columns:
        names = sorted({row[end] for row in rows for end in ("source", "target")})
        known = schema()
        raw = {
            "source": [names.index(row["source"]) for row in rows],
            "target": [names.index(row["target"]) for row in rows],
            "type": [known.relations[row["type"]].code for row in rows],
            "status": [list(known.status).index(row.get("status", "asserted")) for row in rows],
            "start": [code_of(row["start"]) for row in rows],
            "end": [code_of(row.get("end")) for row in rows],
            "published": [code_of(row["published"]) for row in rows],
            "past": [row.get("past", False) for row in rows],
            "confidence": [round(row.get("confidence", 1) * 1000) for row in rows],
            "document": [row.get("document", number) for number, row in enumerate(rows)],
            "line": [0] * len(rows),
            "row": range(100, 100 + len(rows)),
        }
        return build(tuple(map(actor, names)), {name: np.array(values, np.int64) for name, values in raw.items()})

    return of
