"""Which reader takes which file: one explicit table, by suffix."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..graph.dates import PartialDate
from ..graph.errors import SkipRecord
from ..graph.model import Document
from . import html, markdown, text
from .decoding import MAX_BYTES
from .files import File

# A reader takes the bytes of a file and its name; it raises SkipRecord where they are no document.
READERS: dict[str, Callable[[bytes, str], Document]] = {
    "txt": text.read,
    "text": text.read,
    "md": markdown.read,
    "markdown": markdown.read,
    "html": html.read,
    "htm": html.read,
    "xhtml": html.read,
}
# Suffixes of files that hold statements, not prose: `graph` takes them in.
STATEMENTS = frozenset({"jsonl"})


def read(file: File, published: PartialDate | None = None) -> Document:
    """The document in a file; `published` holds only where the document itself does not say.

    Raises SkipRecord (where = the file's name): no reader for the suffix, unreadable, empty, binary, undecodable, too long, no main text.
    """
    reader = READERS.get(file.suffix)
    if reader is None:
        known = ", ".join(f".{suffix}" for suffix in (*READERS, *sorted(STATEMENTS)))
        raise SkipRecord(file.name, f"no reader for {f'.{file.suffix}' if file.suffix else 'a file without a suffix'} (known: {known})")
    document = reader(_bytes(file), file.name)
    return document if document.published or not published else replace(document, published=published)


def _bytes(file: File) -> bytes:
    """At most one byte more than a document may have: enough to know that it is too long."""
    try:
        with file.path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise SkipRecord(file.name, f"cannot be read: {error.strerror}") from None
