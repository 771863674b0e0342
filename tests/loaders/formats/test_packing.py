"""Packed files: read like the file inside, and neither damage nor a bomb costs more than itself."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from volteface.loaders.files import STDIN, File, find
from volteface.loaders.formats import packing
from volteface.loaders.formats.table import documents, takes

Reads = Callable[..., Any]
TEXT = "Norway criticised Belarus on Monday over the closing of the border.\n"
PAGE = f"<html><body><main><article><h1>Norway</h1>{f'<p>{TEXT * 4}</p>' * 3}</article></main></body></html>"
PACK: dict[str, Callable[[bytes], bytes]] = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lambda data: lzma.compress(data, preset=0)}


@pytest.mark.parametrize("suffix", PACK)
def test_what_is_inside_is_read_by_its_own_suffix(reads: Reads, suffix: str) -> None:
    assert reads(f"a.txt.{suffix}", PACK[suffix](TEXT.encode())).only.text == TEXT
    assert TEXT.strip() in reads(f"a.html.{suffix.upper()}", PACK[suffix](PAGE.encode())).only.text
    assert reads(f"a.json.{suffix}", PACK[suffix](b'[{"text": "Norway."}]')).only.path == f"a.json.{suffix}#1"


@pytest.mark.parametrize(("content", "kind"), [(TEXT, "txt"), (PAGE, "html"), ('{"text": "Norway thanked Kenya."}', "jsonl")])
def test_without_a_suffix_inside_its_first_bytes_say(reads: Reads, content: str, kind: str) -> None:
    assert "Norway" in reads("a.gz", gzip.compress(content.encode())).only.text


def test_pdf_and_docx_are_read_packed_too(reads: Reads, made: SimpleNamespace) -> None:
    assert reads("a.pdf.gz", gzip.compress(made.pdf([[TEXT.strip()]]))).only.text == TEXT.strip()
    assert reads("a.docx.xz", lzma.compress(made.docx(made.paragraph(TEXT)))).only.text == TEXT.strip()


def test_names_of_packed_files(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "b.gz", "c.tar.gz", "d.jsonl.XZ"):
        (tmp_path / name).write_bytes(gzip.compress(b"x"))
    files = list(find([str(tmp_path)]))
    assert [(file.suffix, file.packing, file.found) for file in files] == [
        ("txt", "gz", True),
        ("", "gz", True),
        ("tar", "gz", True),
        ("jsonl", "xz", True),
    ]
    assert [takes(file) for file in files] == [True, True, False, True]


@pytest.mark.parametrize("suffix", PACK)
def test_a_truncated_text_is_refused_and_a_truncated_dump_gives_what_it_holds(reads: Reads, suffix: str) -> None:
    shuffled = random.Random(7)
    # More than two blocks of bzip2, which gives nothing of a block that is cut.
    articles = [f"Norway thanked Kenya {shuffled.randbytes(1000).hex()}" for _ in range(1200)]
    packed = PACK[suffix]("\n".join(articles).encode())
    assert f"damaged or truncated .{suffix} file" in reads(f"a.txt.{suffix}", packed[: len(packed) // 2]).refused
    packed = PACK[suffix]("".join(f'{{"text": "{article}"}}\n' for article in articles).encode())
    came = reads(f"a.jsonl.{suffix}", packed[: len(packed) // 2])
    assert 100 < len(came.documents) < 1200
    assert f"damaged or truncated .{suffix} file" in str(came.ended)


@pytest.mark.parametrize("suffix", PACK)
def test_what_is_not_packed_at_all_says_so(reads: Reads, suffix: str) -> None:
    assert f"damaged or truncated .{suffix} file" in reads(f"a.txt.{suffix}", TEXT).refused
    assert f"damaged or truncated .{suffix} file" in reads(f"a.{suffix}", TEXT).refused
    assert "empty" in reads(f"a.txt.{suffix}", b"").refused


@pytest.mark.parametrize("name", ["a.txt", "a.json", "a.html", "a.rss", "a.pdf", "a.docx", "a.md", "a"])
def test_a_bomb_is_not_unpacked(reads: Reads, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "HARMLESS", 2_000_000)
    begins = {"a.json": b"[{", "a.html": b"<html>", "a.rss": b"<rss>"}.get(name, b"")
    unpacked: list[int] = []
    real = packing._Unpacking.unpack

    def counting(self: Any, size: int) -> bytes:
        data = real(self, size)
        unpacked.append(len(data))
        return data

    monkeypatch.setattr(packing._Unpacking, "unpack", counting)
    refused = reads(f"{name}.gz", gzip.compress(begins + b" " * 60_000_000))
    assert refused.documents == []
    assert "decompression bomb" in str(refused.ended)
    assert sum(unpacked) < 3_000_000


def test_a_text_that_repeats_itself_a_little_is_no_bomb(reads: Reads, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "HARMLESS", 10_000)
    shuffled = random.Random(7)
    dump = "".join(f'{{"text": "Norway thanked Kenya for grain number {shuffled.randrange(99)}."}}\n' for _ in range(2_000))
    assert reads("a.jsonl.gz", gzip.compress(dump.encode())).ended is None


@pytest.mark.parametrize("suffix", PACK)
def test_standard_input_may_be_packed(monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    dump = PACK[suffix](b'{"text": "Norway thanked Kenya."}\n{"text": "Kenya smiled."}')
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(dump)))
    for file in find(["-"]):
        assert [one.path for one in documents(file)] == [f"{STDIN}#1", f"{STDIN}#2"]


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"gone\.gz: cannot be read: No such file"):
        list(documents(File("gone.gz", tmp_path / "gone.gz", "txt", "gz")))
