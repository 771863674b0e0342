"""Lines of printed pages → paragraphs: running heads and page numbers left out, words that a line end parts put together."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

_SPACES = re.compile(r"[ \t\u00a0\u2007\u2009\u202f]+")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile("[ﬀ-ﬆ]")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FOLIO = re.compile(r"\W*(?:page|p\.)?\s?(?:\d{1,4}|[ivxl]{1,6})(?:\s?(?:of|/)\s?\d{1,4})?\W*", re.IGNORECASE)
_ITEM = re.compile(r"(?:[•·▪◦‣*–—-]|\(?\d{1,3}[.)]|\([a-z]\))\s")
_ENDS = re.compile(r"[.!?…:][\"'”’)\]]*\Z")
_PARTED = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]\Z")
# Lines at either end of a page among which running heads are looked for.
_EDGE = 2
# A line this much shorter than most ends its paragraph.
_SHORT = 0.72


def paragraphs(pages: Sequence[str]) -> str:
    """The text of the pages; paragraphs are parted by a blank line. A paragraph goes on over the end of a page."""
    lined = [[_plain(line) for line in page.splitlines()] for page in pages]
    running = _running_heads(lined)
    lines = [line for page in lined for line in _without_edges(page, running)]
    return "\n\n".join(_joined(lines))


def _plain(line: str) -> str:
    return _SPACES.sub(" ", _LIGATURE.sub(lambda found: _LIGATURES[found[0]], line)).strip()


def _edges(page: Sequence[str]) -> list[int]:
    """The places of the first and last lines of a page that are not blank."""
    filled = [number for number, line in enumerate(page) if line]
    return sorted({*filled[:_EDGE], *filled[-_EDGE:]})


def _running_heads(pages: Sequence[Sequence[str]]) -> set[str]:
    """What stands at the edges of most pages, numbers apart."""
    counts = Counter(one for page in pages for one in {_unnumbered(page[number]) for number in _edges(page)})
    return {line for line, count in counts.items() if count >= max(3, len(pages) / 2.5)}


def _unnumbered(line: str) -> str:
    return re.sub(r"\d+", "#", line).lower()


def _without_edges(page: Sequence[str], running: set[str]) -> Iterator[str]:
    edges = set(_edges(page))
    for number, line in enumerate(page):
        if number not in edges or not (_unnumbered(line) in running or _FOLIO.fullmatch(line)):
            yield line


def _joined(lines: Sequence[str]) -> Iterator[str]:
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[len(lengths) * 4 // 5] if lengths else 0
    words = Counter(found[0].lower() for line in lines for found in _WORD.finditer(line))
    paragraph = ""
    last = ""
    blank = False
    for line in lines:
        if not line:
            blank = True
            continue
        if not paragraph:
            paragraph = line
        elif _goes_on(last, line, usual, blank):
            paragraph = _with_next(paragraph, line, words)
        else:
            yield paragraph
            paragraph = line
        last, blank = line, False
    if paragraph:
        yield paragraph


def _goes_on(last: str, line: str, usual: int, blank: bool) -> bool:
    """Whether `line` belongs to the paragraph of the line before it."""
    if _ITEM.match(line):
        return False
    if line[0].islower() and not _ENDS.search(last):
        return True  # over a blank line too: a page ended, or a picture stood between
    if blank:
        return False
    return bool(_PARTED.search(last)) or last.endswith(",") or len(last) >= _SHORT * usual


def _with_next(paragraph: str, line: str, words: Counter[str]) -> str:
    parted = _PARTED.search(paragraph)
    first = _WORD.match(line)
    if not parted or not first:
        # A number or a dash keeps what parts it: "2020-" / "21".
        return paragraph + line if re.search(r"\w[-–]\Z", paragraph) else f"{paragraph} {line}"
    whole, mark = paragraph[: parted.end(1)], paragraph[-1]
    if mark == "\u00ad" or (mark == "\u2010" and first[0][0].islower()):
        return whole + line
    return f"{whole}-{line}" if _keeps_hyphen(parted[1], first[0], words) else whole + line


def _keeps_hyphen(head: str, tail: str, words: Counter[str]) -> bool:
    """Whether two parts of a word at a line end are a compound; the rest of the document is asked first."""
    one, compound = words[(head + tail).lower()], words[f"{head}-{tail}".lower()]
    if one != compound:
        return compound > one
    if tail[0].isupper() or (head.isupper() and len(head) > 1):
        return True
    return tail.lower() in _compounds()["tails"] or head.lower() in _compounds()["heads"]


@cache
def _compounds() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_name("hyphens.toml").read_text(encoding="utf-8"))
    return {key: frozenset(names) for key, names in data.items()}
