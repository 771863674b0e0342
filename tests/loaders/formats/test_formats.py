"""What every reader does alike with bad input, found by suffix."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate
from volteface.graph.errors import SkipRecord
from volteface.loaders.files import File
from volteface.loaders.formats import decoding
from volteface.loaders.formats import table as formats
from volteface.loaders.formats.table import READERS, read

SENTENCE = "Norway thanked Kenya for the grain, and both ministers spoke at length of the harbour that they want to build together. "
PAGE = f"<html><head>%s</head><body><main><article><h1>A harbour</h1>{f'<p>{SENTENCE * 3}</p>' * 3}</article></main></body></html>"


def write(folder: Path, suffix: str, data: bytes) -> File:
    path = folder / f"a.{suffix}"
    path.write_bytes(data)
    return File(path.name, path, suffix)


@pytest.mark.parametrize("suffix", READERS)
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b"\n \n", "empty file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary data (a PNG image), not text"),
        (b"PK\x03\x04<p>words</p>", "binary data (a ZIP archive or an office document), not text"),
        (b"<p>words\x00</p>", "binary data (a NUL byte at offset 8), not text"),
        ("<p>Привет из Баку</p>".encode("cp1251"), "encoding unknown: byte 0xcf at offset 3 is not UTF-8"),
    ],
)
def test_bad_bytes_are_refused_under_every_suffix(tmp_path: Path, suffix: str, data: bytes, reason: str) -> None:
    with pytest.raises(SkipRecord) as caught:
        read(write(tmp_path, suffix, data))
    assert caught.value.where == f"a.{suffix}"
    assert caught.value.why.startswith(reason)


@pytest.mark.parametrize("suffix", READERS)
def test_too_long(tmp_path: Path, suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (decoding, formats):
        monkeypatch.setattr(module, "MAX_BYTES", 5000)
    page = (PAGE % "").encode()
    assert read(write(tmp_path, suffix, page.ljust(5000))).text
    with pytest.raises(SkipRecord, match="the most that one document may have"):
        read(write(tmp_path, suffix, page.ljust(5001)))


@pytest.mark.parametrize(
    ("suffix", "silent", "dated"),
    [
        ("txt", SENTENCE, f"Published: 3 June 2025\n\n{SENTENCE}"),
        ("md", SENTENCE, f"---\ndate: 2025-06-03\n---\n{SENTENCE}"),
        ("html", PAGE % "", PAGE % "<meta property='article:published_time' content='2025-06-03T09:00:00Z'>"),
    ],
)
def test_published_only_fills_in(tmp_path: Path, suffix: str, silent: str, dated: str) -> None:
    given_by_user = PartialDate(2019, 1)
    assert read(write(tmp_path, suffix, silent.encode())).published is None
    assert read(write(tmp_path, suffix, silent.encode()), given_by_user).published == given_by_user
    assert read(write(tmp_path, suffix, dated.encode()), given_by_user).published == PartialDate(2025, 6, 3)


def test_a_page_of_100_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    with path.open("wb") as page:
        page.write((PAGE % "").encode())
        page.truncate(100_000_000)
    with pytest.raises(SkipRecord, match=r"a\.html: more than 20 MB of text, the most that one document may have"):
        read(File("a.html", path, "html"))


def test_readers_are_imported_when_a_file_of_their_kind_is_met() -> None:
    """Every start pays for what is imported at the top."""
    heavy = [*{*formats.READERS.values(), *formats.STREAMS.values()}, "publication", "fragment"]
    code = (
        "import sys, volteface.loaders.load; "
        f"print([name for name in {heavy} if 'volteface.loaders.' + name in sys.modules], 'lxml' in sys.modules, 'pypdf' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["[]", "False", "False"]


def test_a_declared_encoding_never_spells_half_characters() -> None:
    source = b"Norway thanked Kenya \xfcber \\ud800 all."
    assert decoding.decode(source, "a.html", "unicode_escape") == source.decode("cp1252")


MARKS = [b"---\n", b"date: 2025-06-03\n", b"\xef\xbb\xbf", b"\xff\xfe", b"<p>", b"</p>", b"<meta charset=idna>", b"<meta charset=hex>"]
MARKS += [b"<?xml version='1.0' encoding='utf-7'?>", b"<!ENTITY a '&a;&a;'>", b"&a;", b"| a |\n|---|\n", b"](", b"Norway thanked Kenya. "]


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["txt", "md", "html"]), st.lists(st.sampled_from(MARKS) | st.binary(max_size=20), max_size=15).map(b"".join))
@example("html", b"<p>Kenya \xff</p><meta charset=undefined>")
@example("html", b"<p>Kenya \xff</p><meta charset=rot13>")
def test_hostile_bytes_are_read_or_refused_and_nothing_else(tmp_path: Path, suffix: str, data: bytes) -> None:
    try:
        document = read(write(tmp_path, suffix, data))
    except SkipRecord as reason:
        refused = reason
    else:
        assert document.text.strip()
        assert document.text.encode()
        return
    assert refused.where == f"a.{suffix}"
    assert len(str(refused).splitlines()) == 1


NOTE = "Norway thanked Kenya on 3 June 2025 for the grain that had come by sea."
WHOLE: dict[str, Callable[[SimpleNamespace], bytes]] = {
    "a.pdf": lambda made: made.pdf([[NOTE] * 4, [NOTE]], "/Title (Grain for Kenya) /CreationDate (D:20250605100000Z)"),
    "a.docx": lambda made: made.docx(made.paragraph(NOTE) * 4, "<dc:title>Grain for Kenya</dc:title>"),
    "a.rss": lambda made: f"<rss><channel><item><title>Grain</title><description>{NOTE}</description></item></channel></rss>".encode(),
    "a.json.gz": lambda made: gzip.compress(b'[{"text": "Norway thanked Kenya.", "date": 1748944800}]'),
}


@pytest.mark.parametrize("name", WHOLE)
def test_damage_of_any_kind_is_one_line(reads: Callable[..., Any], made: SimpleNamespace, name: str) -> None:
    chance = random.Random(11)
    whole = WHOLE[name](made)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 2, 8))):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(3)] = chance.randbytes(chance.randrange(3))
        came = reads(name, bytes(data[: chance.choice((len(data), chance.randrange(1, len(data))))]))
        for line in (*came.left_out, *([str(came.ended)] if came.ended else [])):
            assert line.startswith(name)
            assert len(line.splitlines()) == 1
            assert len(line) < 300
        assert all(document.text.strip() for document in came.documents)


def test_a_reader_that_trips_costs_its_file_only(reads: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    def trip(data: bytes, name: str) -> None:
        raise ZeroDivisionError("by zero\nand so on")

    monkeypatch.setattr("volteface.loaders.formats.text.read", trip)
    assert reads("a.txt", NOTE).refused == "a.txt: cannot be read: ZeroDivisionError: by zero and so on"
