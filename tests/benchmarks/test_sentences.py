"""benchmarks/sentences.toml is well-formed: what a benchmark measures with must hold before what it measures."""

from __future__ import annotations

import runpy
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from volteface.graph.schema import schema
from volteface.loaders.dictionary import Dictionary

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "sentences.py"


@pytest.fixture(scope="module")
def sentences() -> Any:
    return SimpleNamespace(**runpy.run_path(str(SCRIPT)))


def test_the_sentences_are_well_formed(sentences: Any) -> None:
    items = sentences.load()  # refuses a type that is not in the schema, an actor that no dictionary knows, an unknown field
    texts = Counter(item.text for item in items)
    assert [text for text, times in texts.items() if times > 1] == []
    assert len(items) >= 500
    relations = schema().relations
    for item in items:
        assert item.text == " ".join(item.text.split()), item.number
        for row in (*item.says, *item.may):
            ends = (row.source.kind, row.target.kind)
            for name in row.types:
                assert ends[0] in relations[name].source, (item.number, name)
                assert ends[1] in relations[name].target, (item.number, name)
            assert len({relations[name].sign for name in row.types}) == 1, (item.number, row.types)
            assert row.source != row.target, item.number
        if "trap" in item.group:
            assert item.says == (), item.number
    halves = Counter(item.closed for item in items)
    assert abs(halves[True] - halves[False]) <= 1
    said = {name for item in items for row in item.says for name in row.types}
    assert said == set(relations)


@pytest.mark.parametrize("written", ["Kenya likes Uganda", "Kenya opposes Atlantis", "Kenya opposes Uganda (perhaps)"])
def test_a_row_that_cannot_be_scored_is_refused(sentences: Any, written: str) -> None:
    with pytest.raises(ValueError, match="Kenya"):
        sentences.row(written, Dictionary.load())


def test_a_row_is_compared_by_dyad_then_by_direction_and_type(sentences: Any) -> None:
    from volteface.graph.model import Statement

    known = Dictionary.load()
    said = sentences.row("Kenya opposes/coerces Uganda (alleged)", known)
    item = sentences.Item(2, "made", "", (said,), (), None, None)

    def scored(source: str, kind: str, target: str) -> tuple[int, int, int]:
        score = sentences.Score()
        read = [Statement("made", source, "state", target, "state", kind)]
        faults = sentences.compare(item, read, {}, score)
        assert bool(faults[0]) == (score.dyads["found"] == 0)
        return score.dyads["found"], score.rows["found"], score.rows["status"]

    assert scored("Kenya", "coerces", "Uganda") == (1, 1, 0)
    assert scored("Uganda", "opposes", "Kenya") == (1, 0, 0)
    assert scored("Kenya", "attacks", "Uganda") == (1, 0, 0)
    assert scored("Kenya", "supports", "Uganda") == (0, 0, 0)
    assert scored("Kenya", "opposes", "Tanzania") == (0, 0, 0)
