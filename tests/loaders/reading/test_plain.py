"""What plain news sentences say and do not say (`plain.txt`): a line each, after " | " the rows it says, after "!" what it must not.

`A type B`, several joined by "; "; `?A type B` is said of what is alleged, `~A type B` of what is past; "-": nothing signed.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document, Statement
from volteface.graph.schema import schema
from volteface.loaders.reading.reader import Reader

LINES = [
    line.rpartition(" | ")
    for line in Path(__file__).with_name("plain.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@cache
def read_all() -> dict[str, list[Statement]]:
    documents = [Document(f"{place}.txt", text, published=PartialDate(2025, 7, 5)) for place, (text, _, _) in enumerate(LINES)]
    return {document.text: found for document, found in Reader().read_all(documents)}


def rows(found: list[Statement]) -> set[str]:
    said: set[str] = set()
    for one in found:
        pairs = {(one.source, one.target)}
        if schema().relations[one.type].symmetric:
            pairs.add((one.target, one.source))
        for source, target in pairs:
            row = f"{source} {one.type} {target}"
            said |= {row, *([f"?{row}"] if one.status == "alleged" else []), *([f"~{row}"] if one.past else [])}
    return said


@pytest.mark.parametrize(("text", "wanted"), [(text, wanted) for text, _, wanted in LINES])
def test_says(text: str, wanted: str) -> None:
    found = read_all()[text]
    if wanted == "-":
        assert [one for one in found if one.sign] == []
        return
    said = rows(found)
    for row in wanted.split("; "):
        assert (row[1:] not in said) if row.startswith("!") else (row in said), said
