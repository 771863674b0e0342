"""Which reader takes which file: one explicit table, by suffix. A reader is imported when a file of its kind is met."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from ...graph.dates import PartialDate
from ...graph.errors import SkipRecord
from ...graph.model import Document
from ..files import File
from .decoding import MAX_BYTES
from .fields import Fields
from .kinds import PACKED, kind_of
from .packing import damage, unpacked
from .source import Source

if TYPE_CHECKING:
    from typing import BinaryIO

# One document a file: `read(data, name)` of the module takes the bytes and the name, and raises SkipRecord where they are no document.
READERS = {
    "txt": "text",
    "text": "text",
    "md": "markdown",
    "markdown": "markdown",
    "html": "html",
    "htm": "html",
    "xhtml": "html",
}
# The file as a stream: `read_all(source)` yields its documents, one or many; bad parts go to `source.left_out`.
STREAMS = {
    "pdf": "pdf",
    "docx": "docx",
    "json": "articles",
    "jsonl": "articles",
    "ndjson": "articles",
    "rss": "feed",
    "atom": "feed",
    "xml": "feed",
    "rdf": "feed",
}
KNOWN = (*READERS, *STREAMS)
# How far into a file of records its first one is looked for.
_HEAD = 2**20


def takes(file: File) -> bool:
    """Whether there is a reader for the file's kind."""
    return _suffix(file) in KNOWN


def documents(
    file: File,
    published: PartialDate | None = None,
    fields: Fields | None = None,
    left_out: Callable[[SkipRecord], None] = lambda record: None,
) -> Iterator[Document]:
    """The documents in a file, one at a time; `published` holds only where a document itself does not say.

    `left_out` is told of each record (of a dump, a feed) that is no document. Raises SkipRecord (where = the file's name) where
    nothing, or nothing more, of the file can be read: no reader for the suffix, unreadable, empty, binary, undecodable, too long,
    damaged, no main text.
    """
    suffix = _suffix(file)
    if suffix not in KNOWN:
        kind = f".{suffix}" if suffix else "a file without a suffix"
        known = ", ".join(f".{one}" for one in KNOWN)
        raise SkipRecord(file.name, f"no reader for {kind} (known: {known}; packed: {', '.join(f'.{one}' for one in PACKED)})")
    with unpacked(file) as stream:
        for document in _read(suffix, Source(file.name, stream, fields or Fields(), left_out, file.found)):
            yield document if document.published or not published else replace(document, published=published)


def read(file: File, published: PartialDate | None = None) -> Document:
    """The document in a file of one, or the first of several. Raises SkipRecord as `documents` does."""
    left_out: list[SkipRecord] = []
    for document in documents(file, published, left_out=left_out.append):
        return document
    raise left_out[0] if left_out else SkipRecord(file.name, "no document in it")


def _read(suffix: str, source: Source) -> Iterator[Document]:
    module = import_module(f".{READERS.get(suffix) or STREAMS[suffix]}", __package__)
    try:
        if suffix in READERS:
            # At most one byte more than a document may have: enough to know that it is too long.
            data = source.stream.read(MAX_BYTES + 1)
            if damaged := damage(source.stream):
                raise damaged  # half a document is none
            yield module.read(data, source.name)
        else:
            yield from module.read_all(source)
    except OSError as error:
        raise SkipRecord(source.name, f"cannot be read: {error.strerror}") from None
    except SkipRecord as reason:
        raise damage(source.stream) or reason from None
    except Exception as error:  # whatever a file does to the reader of its format, the other files must not suffer
        raise SkipRecord(source.name, f"cannot be read: {type(error).__name__}: {' '.join(str(error).split())[:100]}") from error
    if damaged := damage(source.stream):
        raise damaged


def _suffix(file: File) -> str:
    """The file's suffix, or what a packed file without an inner one holds."""
    if file.suffix or not file.packing:
        return file.suffix
    try:
        with unpacked(file) as stream:
            return kind_of(stream.peek(1024)) or "txt"
    except (SkipRecord, OSError):
        return "txt"  # which says what is wrong with it


def holds_statements(file: File, fields: Fields | None = None) -> bool:
    """Whether a file holds statements and no articles, as its first record says. Only its beginning is read."""
    if STREAMS.get(_suffix(file)) != "articles" or "text" in (fields or Fields()).given:
        return False
    try:
        with unpacked(file) as stream:
            head = stream.read(_HEAD).decode("utf-8-sig", "replace")
    except (SkipRecord, OSError):
        return False
    from .json_records import is_statement, parsed

    first = next((record for line in head.splitlines()[:100] if (record := parsed(line)) is not None), None)
    return first is not None and is_statement(first)


def copy_unpacked(file: File, target: BinaryIO) -> SkipRecord | None:
    """Writes what a packed file holds, as far as it can be unpacked; what ended it early, if anything did."""
    with unpacked(file) as stream:
        while chunk := stream.read(2**20):
            target.write(chunk)
        return damage(stream)
