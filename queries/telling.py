"""What an answer says of a statement: its days, as precise as its source gives them, and where it was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from .calendar import iso

Said = dict[str, Any]
# From rows of the store to what `graph.evidence.Evidence.of` says of each.
Evidence = Callable[[Sequence[int]], list[Said]]


def told(start: int | None, end: int | None, said: Said) -> Said:
    """The JSON of a statement that counts from the day `start` (None: on no day) and no longer on the day `end`.

    `start` is the day, month or year that the source gives, null where the statement counts on no day; `end` the last day,
    month or year on which it held: the one given, else the day before the one on which it was over.
    """
    stated = said["end"]
    return {
        "start": None if start is None else said["date"],
        "end": stated or (None if end is None else iso(end - 1)),
        **{key: value for key, value in said.items() if key != "end"},
    }
