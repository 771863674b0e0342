"""The block of `key: value` lines that opens many Markdown files (Jekyll, Hugo), read by a few careful lines: no YAML is executed."""

from __future__ import annotations

import re

from ...graph.errors import IgnoreRecord

# A front matter is short; a text that opens with a rule and has another one far below is none.
_MAX_LINES = 200
_PAIR = re.compile(r"""([A-Za-z][\w .-]{0,40}?)\s{0,10}[:=]\s{0,10}(?:"((?:[^"\\]|\\.)*)"|'((?:[^']|'')*)'|(.*?))\s*(?:\s#.*)?""")
_FENCE = {"---": ("---", "..."), "+++": ("+++",)}
# Written by programs that know nothing: no name of an outlet, no title.
_PLACEHOLDERS = {"", "unknown", "unknown source", "none", "null", "n/a", "~", "untitled"}


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """The top-level keys (in lower case) with their one-line values, and where the text after the block starts (0 without one).

    Between `---` lines `key: value`, between `+++` lines `key = value`. Lists and nested keys are passed over, placeholders
    ("unknown", "n/a") left out.
    """
    lines = text[:100_000].splitlines(keepends=True)
    first = lines[0].strip() if lines else ""
    closers = _FENCE.get(first)
    if not closers:
        return {}, 0
    found: dict[str, str] = {}
    offset = len(lines[0])
    for line in lines[1:_MAX_LINES]:
        offset += len(line)
        if line.rstrip() in closers:
            return (found, offset) if found else ({}, 0)
        pair = _PAIR.fullmatch(line.rstrip()) if not line[:1].isspace() else None
        if pair:
            value = next((part for part in pair.groups()[1:] if part is not None), "")
            value = " ".join(value.replace('\\"', '"').replace("''", "'").split())
            if value.lower() not in _PLACEHOLDERS and value not in ("|", ">", "[]", "{}"):
                found.setdefault(pair[1].strip().lower(), value)
    return {}, 0


def refuse_ignored(metadata: dict[str, str], name: str) -> None:
    """Raises IgnoreRecord where the front matter says `volteface: ignore` (a README beside the reports)."""
    if metadata.get("volteface", "").lower() == "ignore":
        raise IgnoreRecord(name, "its front matter says volteface: ignore")
