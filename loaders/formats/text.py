"""Plain text: the document's text is the file's, character for character (control characters apart), so that quotes are found in it."""

from __future__ import annotations

from ...graph.model import Document
from ..heads.publication import publication
from .decoding import decode
from .front_matter import front_matter, refuse_ignored


def read(data: bytes, name: str) -> Document:
    """The document in a plain text file; a front matter stays in the text and is read for date, title and outlet.

    Raises SkipRecord: see `decoding.decode`.
    """
    text = decode(data, name)
    refuse_ignored(front_matter(text)[0], name)
    found = publication(text, name)
    return Document(name, text, found.title, found.outlet, found.published)
