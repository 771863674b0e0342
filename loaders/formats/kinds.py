"""What the first bytes of a file say of its kind, where no suffix does: standard input, `news.gz`."""

from __future__ import annotations

import re

# Suffixes of packed files, with the bytes that such a file begins with.
PACKED = {"gz": b"\x1f\x8b", "bz2": b"BZh", "xz": b"\xfd7zXZ\x00"}

_BEGINS = {
    "rss": re.compile(rb"<(?:rss|feed|rdf:RDF)\b", re.IGNORECASE),
    "html": re.compile(rb"<(?:!doctype html|html|head|body)\b", re.IGNORECASE),
    "xml": re.compile(rb"<\?xml\b", re.IGNORECASE),
    "jsonl": re.compile(rb'\{\s*"[^"\n]{1,100}"\s*:|\[\s*[{\]]'),
    "pdf": re.compile(rb"%PDF-"),
    "docx": re.compile(rb"PK\x03\x04"),
}
_BLANK = b"\xef\xbb\xbf \t\r\n"


def packing_of(head: bytes) -> str:
    """The suffix of the packing that a file with this beginning is in; empty for none."""
    return next((suffix for suffix, magic in PACKED.items() if head.startswith(magic)), "")


def kind_of(head: bytes) -> str:
    """The suffix that a file with this beginning would have; empty where it could be anything, a text first of all."""
    begins = head.lstrip(_BLANK)
    return next((suffix for suffix, pattern in _BEGINS.items() if pattern.match(begins)), "")
