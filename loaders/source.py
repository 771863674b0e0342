"""What a reader of a format is given: an open file, and whom to tell of the records that it leaves out."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass

from ..graph.errors import SkipRecord
from .fields import Fields


@dataclass(frozen=True, slots=True)
class Source:
    """An input of several documents. `stream` gives its bytes, unpacked; `name` is how users know the file.

    `fields` says what the fields of its records are called; `left_out` is told of each record that is no document, so that the
    others are still read. `found`: it stood in a folder and may not have been meant at all.
    """

    name: str
    stream: io.BufferedReader
    fields: Fields
    left_out: Callable[[SkipRecord], None]
    found: bool = False
