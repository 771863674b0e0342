"""What a file's own properties say of the document in it (title, day of making), where that can be believed."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ...graph.dates import PartialDate
from ..reading.dates.dating import expressions

# What programs write where nobody gave a title.
_NO_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)\b.*|untitled.*|(?:document|slide|presentation|layout|doc)\s?\d*|print(?:ing)?|scan\w*"
    r"|.*\.(?:docx?|pdf|indd|qx[dp]|rtf|odt|pptx?|xlsx?|tmp|html?|txt|wpd|tex|dvi|ps))",
    re.IGNORECASE,
)
# A text is finished some time after the last thing that it tells: a weekly a week, a report a month.
_LAG = timedelta(days=31)


def title(said: str | None) -> str | None:
    """The title in the properties, unless it is a file's name, a program's, or no words."""
    text = " ".join((said or "").split())
    words = re.findall(r"[^\W\d_]{2,}", text)
    return text[:300] if len(words) >= 2 and not _NO_TITLE.fullmatch(text) else None


def day(made: date | None, text: str) -> PartialDate | None:
    """The day on which the file was made, where the text tells of the weeks before it.

    A scan of an old cable, a web page that somebody printed and a form filled in again were all made long after they were written.
    """
    if made is None:
        return None
    told = (one.start for one in expressions(text[:20_000], None) if one.kind == "point" and one.start and one.start.month)
    return PartialDate(made.year, made.month, made.day) if any(made - _LAG <= one.first <= made for one in told) else None
