"""`volteface load` on files of every format at once: what is good is loaded, what is bad is named, the exit status says so."""

from __future__ import annotations

import gzip
import json
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from volteface import Graph

Volteface = Callable[..., Any]
MADE = runpy.run_path(str(Path(__file__).parents[1] / "loaders" / "made.py"))


def said(name: str, number: int = 0) -> str:
    return f"Norway condemned Belarus on 3 June 2025 over the closing of the {name} border, part {number}."


def lines(name: str, count: int) -> list[str]:
    return [json.dumps({"id": number, "text": said(name, number), "date": "2025-06-04"}) for number in range(1, count + 1)]


def test_a_folder_of_everything(volteface: Volteface) -> None:
    folder = Path("in")
    folder.mkdir()
    item = f"<item><title>Border</title><description>{said('eastern')}</description></item>"
    whole = MADE["pdf"]([[said("southern")]])
    seventh = lines("northern", 9)
    seventh[6] = seventh[6][:-4]
    files = {
        "a.txt": said("western").encode(),
        "b.json": json.dumps([json.loads(line) for line in lines("far", 3)]).encode(),
        "c.jsonl": "\n".join(seventh).encode(),
        "d.jsonl.gz": gzip.compress("\n".join(lines("near", 2)).encode()),
        "e.rss": f"<rss><channel><title>Fjord Post</title>{item}</channel></rss>".encode(),
        "f.pdf": whole,
        "g.docx": MADE["docx"](MADE["paragraph"](said("open"))),
        "h.pdf": whole[:-70],
        "i.docx": MADE["docx"](MADE["paragraph"](said("shut")))[:-40],
        "j.txt.gz": gzip.compress(b" " * 50_000_000),
        "k.txt": "Москва и Баку".encode("cp1251"),
        "l.pdf": MADE["pdf"]([[]]),
        "package.json": b'{"name": "x"}',
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    status, out, err = volteface("load", "in", "--format", "json")
    answer = json.loads(out)
    assert status == 1
    assert answer["documents"] == {"loaded": 1 + 3 + 8 + 2 + 1 + 1 + 1, "known": 0, "undated": 4}
    named = [line.removeprefix("volteface: skipped ") for line in err.splitlines() if line.startswith("volteface: skipped ")]
    assert [line.split(": ")[0] for line in named] == ["in/c.jsonl:7", "in/h.pdf", "in/i.docx", "in/j.txt.gz", "in/k.txt", "in/l.pdf"]
    assert [one["where"] for one in answer["ignored"]] == ["in/package.json"]
    assert json.loads(volteface("load", "in", "--format", "json")[1])["documents"]["loaded"] == 0
    quoted = {one.document: one.quote for one in Graph.open("volteface.duckdb").statements() if one.quote}
    assert {"in/b.json#1", "in/c.jsonl#9", "in/d.jsonl.gz#2", "in/e.rss#1", "in/f.pdf", "in/g.docx"} <= quoted.keys()
    assert quoted["in/f.pdf"] in said("southern")


@pytest.mark.parametrize("given", ["text", "body=text", "=x", "text="])
def test_a_field_that_is_none_names_the_valid_ones(volteface: Volteface, given: str) -> None:
    Path("dump.json").write_text('[{"text": "Norway thanked Kenya."}]')
    status, _, err = volteface("load", "dump.json", "--field", given)
    assert status == 2
    assert "NAME=FIELD" in err
    assert "(valid names: text, title, date, outlet, url, id)" in err
    assert not Path("volteface.duckdb").exists()


def test_fields_given(volteface: Volteface) -> None:
    Path("dump.json").write_text(json.dumps([{"saga": {"en": said("western")}, "when": "2025-06-04"}]))
    status, _, err = volteface("load", "dump.json")
    assert status == 1
    assert "the record has: saga, when; say which with --field text=NAME" in err
    status, out, _ = volteface("load", "dump.json", "--field", "text=saga.en", "--field", "date=when", "--format", "json")
    assert (status, json.loads(out)["documents"]) == (0, {"loaded": 1, "known": 0, "undated": 0})
