"""Lines of a page that belong to no text: share counts, cookie notices, menus, captions, lists of related articles, credits."""

from __future__ import annotations

import re

from .lexicon import lexicon

_MARKS = re.compile(r"^[\s*_#>•·▪◦–—(\[|-]+")
_COUNTS = re.compile(r"^\W*(?:\d[\d.,]*[km]?\s*(?:shares?|comments?|views?|likes?|retweets?|min(?:ute)?s? read|reads?)\W*)+$", re.I)
_SEPARATED = re.compile(r"\s(?:[|>»·•/]|::)\s")
# How long a line of furniture may be, and how many lines a list of related articles.
_LONGEST, _RELATED = 300, 12
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*\s*$")


class Furniture:
    """Tells the furniture of one document, line by line in the order of the text."""

    def __init__(self) -> None:
        self._related = 0
        self._starts = tuple(lexicon().words["furniture_start"])

    def is_furniture(self, line: str) -> bool:
        """Whether a line (or a paragraph) is none of the text. Lines under "Related articles" count until a full sentence comes."""
        plain = _MARKS.sub("", line).strip().casefold()
        if not plain or len(plain) > _LONGEST:
            self._related = 0
            return False
        bare = plain.strip(" :*_#.|()[]-–—0123456789")
        if lexicon().is_word("related_heading", bare):
            self._related = _RELATED
            return True
        if self._related:
            self._related = 0 if _ENDED.search(line) else self._related - 1
            if self._related:
                return True
        if lexicon().is_word("furniture_line", bare) or plain.startswith(self._starts) or _COUNTS.match(plain):
            return True
        return _menu(line)


def _menu(line: str) -> bool:
    """`Home | World | Sports`, `News > Africa > Kenya`: three short entries or more; a row of a table begins with its bar."""
    if line.lstrip().startswith("|"):
        return False
    entries = [one.split() for one in _SEPARATED.split(line)]
    return len(entries) > 2 and all(len(one) <= 4 for one in entries) and not _ENDED.search(line)
