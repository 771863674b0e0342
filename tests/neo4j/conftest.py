"""Graphs to push."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from volteface.graph.schema import schema
from volteface.graph.store import Store, open_store

Generated = Callable[[str, int], Path]


def generate(path: Path, number: int) -> None:
    """Statements of all types that states may have between them, with quotes, from some hundred reports."""
    draw = random.Random(5)
    types = [name for name, one in schema().relations.items() if "state" in one.source and "state" in one.target]
    names = [f"State {place:03}" for place in range(60)]
    with path.open("w", encoding="utf-8") as out:
        for place in range(number):
            source, target = draw.sample(names, 2)
            type_ = draw.choice(types)
            quote = f"{source} and {target}: {type_}, for the {place}th time"
            record = {"document": f"report-{draw.randrange(100)}.txt", "source": source, "source_kind": "state", "target": target}
            record |= {"target_kind": "state", "type": type_, "start": f"20{draw.randrange(10, 26)}", "quote": quote}
            out.write(json.dumps(record | {"char_start": place, "char_end": place + len(quote), "confidence": 0.8}) + "\n")


@pytest.fixture
def generated(tmp_path: Path) -> Generated:
    """`generated(name, number)`: a graph file of so many statements."""

    def make(name: str, number: int) -> Path:
        generate(tmp_path / f"{name}.jsonl", number)
        with open_store(tmp_path / name, write=True) as store:
            store.load_records(tmp_path / f"{name}.jsonl", name)
        return tmp_path / name

    return make


@pytest.fixture
def fingerprint() -> Callable[[Path], str]:
    """`fingerprint(path)` of a graph file."""

    def of(path: Path) -> str:
        store: Store
        with open_store(path) as store:
            return store.fingerprint()

    return of
