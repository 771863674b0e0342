"""Markdown: the text is what a reader of the page sees, without the marks; a front matter gives date, title and outlet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ...graph.errors import SkipRecord
from ...graph.model import Document
from ..heads.publication import publication
from .decoding import decode
from .front_matter import front_matter, refuse_ignored

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAG = re.compile(r"<(?:!--.*?(?:-->|\Z)|(script|style)\b.*?(?:</\1\s*>|\Z)|/?[A-Za-z][^<>]{0,2000}>)", re.DOTALL | re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0\u202f\u2007]+")


def read(data: bytes, name: str) -> Document:
    """The document in a Markdown file. Raises SkipRecord: see `decoding.decode`; or where nothing but marks is left."""
    source = decode(data, name)
    metadata, body = front_matter(source)
    refuse_ignored(metadata, name)
    text, heading = plain(source[body:])
    if not text:
        raise SkipRecord(name, "no text beside the Markdown marks")
    found = publication(text, name, metadata, title=heading)
    return Document(name, text, found.title, found.outlet, found.published)


def plain(source: str) -> tuple[str, str | None]:
    """The text of a Markdown source and its title: the first heading of the highest level.

    Paragraphs, list items, table rows and headings are parted by a blank line.
    """
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(source)
    blocks = [block for block in _blocks(tokens) if block]
    return "\n\n".join(blocks), _heading(tokens)


def _heading(tokens: Sequence[Token]) -> str | None:
    headings = [(token.tag, _clean(_inline(after.children or []))) for token, after in pairwise(tokens) if token.type == "heading_open"]
    return min(headings, key=lambda heading: heading[0])[1] or None if headings else None


def _blocks(tokens: Sequence[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield "\t".join(row)
            row = None
        elif token.type == "inline":
            words = _clean(_inline(token.children or []))
            if row is None:
                yield words
            else:
                row.append(words.replace("\n", " "))
        elif token.type in ("fence", "code_block"):
            yield token.content.strip("\n").replace("\u00a0", " ")
        elif token.type == "html_block":
            yield _clean(_TAG.sub(" ", token.content))


def _inline(tokens: Sequence[Token]) -> str:
    words: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline"):
            words.append(token.content)
        elif token.type == "softbreak":
            words.append(" ")
        elif token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
            words.append("\n")
        # The words of an image are not seen: they describe a photo, not what happened.
    return "".join(words)


def _clean(text: str) -> str:
    """One space between words, no space at the ends of lines."""
    return "\n".join(line for line in (_SPACES.sub(" ", line).strip() for line in text.splitlines()) if line)
