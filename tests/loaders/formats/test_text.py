"""Plain text: nothing moves, and what is no text is refused with its reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate
from volteface.graph.errors import IgnoreRecord, SkipRecord
from volteface.graph.model import SEPARATOR
from volteface.loaders.formats import text
from volteface.loaders.formats.decoding import MAX_BYTES, decode

PROSE = "Turkey’s “closest” ally spoke in the evening, and the café stayed open for the Ministers. "


def why(data: bytes) -> str:
    with pytest.raises(SkipRecord) as caught:
        text.read(data, "a.txt")
    assert caught.value.where == "a.txt"
    return caught.value.why


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_encodings(encoding: str) -> None:
    assert text.read((PROSE * 3).encode(encoding), "a.txt").text == PROSE * 3


def test_the_text_stays_as_it_is() -> None:
    source = "Line one.\r\nLine two\u00a0with a <br> tag.\r\n\r\n  Indented.\n\n"
    assert text.read(source.encode(), "a.txt").text == source


def test_control_characters_become_spaces_and_nothing_moves() -> None:
    source = "x" * 300 + f"Kenya{SEPARATOR}praised\x07Uganda."
    read = text.read(source.encode(), "a.txt").text
    assert SEPARATOR not in read
    assert read == "x" * 300 + "Kenya praised Uganda."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty file"),
        (b" \n\t\r\n", "empty file"),
        (b"\xef\xbb\xbf  \n", "empty file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "binary data (a PNG image), not text"),
        (b"%PDF-1.7\n", "binary data (a PDF), not text"),
        (b"some words\0more words", "binary data (a NUL byte at offset 10), not text"),
        (b"\x01\x02\x03\x04 words", "binary data (4 control characters in 10), not text"),
        (b"\xff\xfea", "not utf-16, as its first bytes say: offset 2"),
        ("Привет, это новости из Баку".encode("cp1251"), "encoding unknown: byte 0xcf at offset 0 is not UTF-8"),
        ("A caf\u00e9 ".encode() * 9 + b"\xff", "encoding unknown: byte 0xff at offset 72 is not UTF-8"),
        (b"An undefined byte of Windows-1252: \x81 here.", "encoding unknown: byte 0x81 at offset 35 is not UTF-8"),
        (b"w" * (MAX_BYTES + 1), "more than 20 MB of text, the most that one document may have"),
    ],
)
def test_what_is_no_text(data: bytes, reason: str) -> None:
    assert why(data).startswith(reason)


def test_a_declared_encoding_counts_where_utf8_fails() -> None:
    russian = "Баку и Москва"
    assert decode(russian.encode("koi8-r"), "a.html", "koi8-r") == russian
    assert decode(russian.encode(), "a.html", "koi8-r") == russian
    assert decode((PROSE * 2).encode("cp1252"), "a.html", "no-such-encoding") == PROSE * 2


def test_a_long_line_is_a_document_like_any_other() -> None:
    line = b"Kenya praised Uganda. " * 100_000
    assert len(text.read(line, "a.txt").text) == len(line)


def test_front_matter_stays_in_the_text_and_is_read() -> None:
    source = '---\ntitle: "A talk in Oslo"\ndate: 2025-06-03\noutlet: Fjord Post\n---\nNorway hosted Kenya.\n'
    document = text.read(source.encode(), "a.txt")
    assert document.text == source
    assert (document.title, document.published, document.outlet) == ("A talk in Oslo", PartialDate(2025, 6, 3), "Fjord Post")


def test_a_file_that_asks_to_be_left_out() -> None:
    with pytest.raises(IgnoreRecord, match="volteface: ignore"):
        text.read(b"---\nvolteface: ignore\n---\nNotes.\n", "README.txt")


@given(st.binary(max_size=300))
def test_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        document = text.read(data, "a.txt")
    except SkipRecord:
        return
    assert document.text.strip()
    assert document.text.encode().decode() == document.text
    assert document == text.read(data, "a.txt")
