"""The sentence around a quote: a reader's quote runs from the first party to the end of the clause, not always of the sentence."""

from __future__ import annotations

import re

# Where one sentence ends and another begins, or a paragraph. Titles and initials end none: their letters are few.
_BREAK = re.compile(r"(?<=[^\W\d_]{3})[.!?]+[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|(?<=[0-9%)\]\"”’])[.!?]+[\"”’')\]]*\s+|\n\s*\n")
# More of a sentence than this on either side is cut.
MOST = 160


def around(text: str, start: int, end: int) -> tuple[str, str]:
    """The words before and after `text[start:end]` in its sentence, on one line; "…" stands for what is cut.

    What follows keeps its leading space, or has none before a comma or a stop.
    """
    low, high = max(start - 5 * MOST, 0), min(end + 5 * MOST, len(text))
    breaks = [match.end() for match in _BREAK.finditer(text, low, end) if match.end() <= start]
    before = " ".join(text[breaks[-1] if breaks else low : start].split())
    found = _BREAK.search(text, end, high)
    after = " ".join(f"|{text[end : found.end() if found else high]}".split())[1:].rstrip()
    if len(before) > MOST:
        before = "… " + before[-MOST:].partition(" ")[2]
    if len(after) > MOST:
        after = after[:MOST].rpartition(" ")[0] + " …"
    return before, after
