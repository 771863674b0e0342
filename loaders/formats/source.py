"""What a reader of a format is given: an open file, and whom to tell of the records that it leaves out."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

from ...graph.errors import SkipRecord
from .fields import Fields
from .packing import damage

# The most that a file with pictures in it may be, in bytes.
LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """An input that is read as a stream. `stream` gives its bytes, unpacked; `name` is how users know the file.

    `fields` says what the fields of its records are called; `left_out` is told of each record that is no document, so that the
    others are still read. `found`: it stood in a folder and may not have been meant at all.
    """

    name: str
    stream: io.BufferedReader
    fields: Fields
    left_out: Callable[[SkipRecord], None]
    found: bool = False

    def seekable(self) -> BinaryIO:
        """The bytes as a file in which to seek, in memory if they were packed. Raises SkipRecord: empty, too long, damaged."""
        if self.stream.seekable():
            file: BinaryIO = self.stream
            size = file.seek(0, io.SEEK_END)
            file.seek(0)
        else:
            data = self.stream.read(LARGEST + 1)
            if reason := damage(self.stream):
                raise reason
            file, size = io.BytesIO(data), len(data)
        if size == 0:
            raise SkipRecord(self.name, "empty file")
        if size > LARGEST:
            raise SkipRecord(self.name, f"more than {LARGEST // 1_000_000} MB, the most that such a file may have")
        return file
