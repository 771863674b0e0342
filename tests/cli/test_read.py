"""`read`: what a document would say, without a graph."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Volteface = Callable[..., Any]
TEXT = "Kenya condemned Uganda on 3 May 2019. It rained all day."


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    return path


def test_statements_without_a_graph(volteface: Volteface, article: Path) -> None:
    status, out, _ = volteface("read", article, "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert (status, row["statement"], row["from"]) == (0, "Kenya opposes Uganda", "2019-05-03")
    assert [path.name for path in article.parent.iterdir()] == ["a.txt"]


def test_every_sentence_explained(volteface: Volteface, article: Path) -> None:
    status, out, _ = volteface("read", article, "--explain")
    assert status == 0
    for told in ("condemned", "Kenya (state, by name)", "condemn/subject-object", "2019-05-03", "no actor is named"):
        assert told in out
    (document,) = json.loads(volteface("read", article, "--explain", "--format", "json")[1])
    assert [len(one["statements"]) for one in document["sentences"]] == [1, 0]


def test_what_cannot_be_read_is_named(volteface: Volteface, article: Path) -> None:
    (article.parent / "b.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    status, out, err = volteface("read", article.parent)
    assert (status, "Kenya opposes Uganda" in out, "b.txt" in err) == (1, True, True)
    status, _, err = volteface("read", article.parent / "c.txt")
    assert (status, err.count("\n"), "no such file" in err) == (1, 1, True)
