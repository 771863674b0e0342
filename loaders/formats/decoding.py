"""Bytes become text, or are refused with the reason: empty, binary, too long, in no encoding that can be told."""

from __future__ import annotations

import codecs
import re

from ...graph.errors import SkipRecord

# The most that one document may hold, in bytes: far above any article; above it a file is a dump, and a parse takes hours.
MAX_BYTES = 20_000_000

_MAGIC = {
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\x1f\x8b": "a gzip archive",
    b"BZh9": "a bzip2 archive",
    b"\xfd7zXZ": "an xz archive",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"SQLite format 3\x00": "an SQLite database",
    b"\x7fELF": "a program",
}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters stand for nothing in prose and separate fields elsewhere (`graph.model.SEPARATOR`); white space stays.
_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127), " ")
_CHARSET = re.compile(rb"""<(?:meta[^>]{0,200}\bcharset=|\?xml[^>]{0,100}\bencoding=)["']?([\w-]{2,30})""", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
# Two bytes of Windows-1252 that are one character of UTF-8: the sign of a UTF-8 file with a broken place.
_UTF8_PAIR = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")


def declared(data: bytes) -> str | None:
    """The encoding that the source of a page or a feed says it is in."""
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii") if found else None


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text of a file: by its byte order mark, as UTF-8, in the `declared` encoding, or as Windows-1252 where that is plausible.

    Control characters become spaces, so that every other character stays where it was. Raises SkipRecord: empty, binary, longer
    than MAX_BYTES, or undecodable (naming the offset of the first byte that is no UTF-8).
    """
    if len(data) > MAX_BYTES:
        raise SkipRecord(name, f"more than {MAX_BYTES // 1_000_000} MB of text, the most that one document may have")
    if not data.strip():
        raise SkipRecord(name, "empty file")
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            raise SkipRecord(name, f"binary data ({kind}), not text")
    text = _decoded(data, name, declared)
    cleaned = text.translate(_CONTROLS)
    controls = sum(text.count(chr(code)) for code in _CONTROLS)
    if controls * 100 > len(text):
        raise SkipRecord(name, f"binary data ({controls} control characters in {len(text)}), not text")
    if not cleaned.strip():
        raise SkipRecord(name, "empty file")
    return cleaned


def clean(text: str, name: str) -> str:
    """Text that came out of another format (JSON, PDF), fit to be stored: control characters become spaces.

    Bytes that were kept as lone surrogates (`surrogateescape`) are decoded now. Raises SkipRecord as `decode` does.
    """
    if _SURROGATE.search(text):
        try:
            return decode(text.encode("utf-8", "surrogateescape"), name)
        except UnicodeEncodeError:  # half of a character, which JSON can spell
            text = _SURROGATE.sub("\ufffd", text)
    return text.translate(_CONTROLS)


def _decoded(data: bytes, name: str, declared: str | None) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise SkipRecord(name, f"not {encoding}, as its first bytes say: offset {error.start}") from None
    if b"\0" in data:
        raise SkipRecord(name, f"binary data (a NUL byte at offset {data.index(0)}), not text")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        offset = error.start
    if declared:
        try:
            text = data.decode(declared)
            text.encode()  # some encodings (unicode_escape) spell half characters, which nothing can store
            return text
        except (UnicodeError, LookupError, ValueError):
            pass
    if _plausible_windows_1252(data):
        try:
            return data.decode("cp1252")
        except UnicodeDecodeError:
            pass
    where = f"byte 0x{data[offset]:02x} at offset {offset}"
    raise SkipRecord(name, f"encoding unknown: {where} is not UTF-8 (valid: UTF-8, UTF-16 with a mark, Windows-1252)")


def _plausible_windows_1252(data: bytes) -> bool:
    """True for Latin prose: accents and curly quotes are rare beside ASCII letters, and none of them pairs up as UTF-8.

    No statistical guess: it would change with the guesser's release, and what volteface reads is English.
    """
    high = sum(len(run) for run in re.findall(rb"[\x80-\xff]+", data))
    letters = sum(len(run) for run in re.findall(rb"[A-Za-z]+", data))
    return high * 8 <= letters and not _UTF8_PAIR.search(data)
