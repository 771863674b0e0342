"""Files as streams of bytes, unpacked on the way (.gz, .bz2, .xz) and never much beyond what is asked for."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, BinaryIO

from ...graph.errors import SkipRecord
from ..files import File

if TYPE_CHECKING:
    import bz2
    import gzip
    import lzma

# Prose unpacks to some three to ten times its size. What grows far more holds nothing but repetition, and is built to fill memory or disk.
MAX_RATIO = 100
# Below this a high ratio harms nobody.
HARMLESS = 20_000_000


def unpacked(file: File) -> io.BufferedReader:
    """The bytes of a file, unpacked if it is packed; to be closed. Raises SkipRecord where it cannot be opened.

    A packed file that is damaged, or a bomb, ends where it can be unpacked no further; `damage` then says why.
    """
    try:
        packed = file.path.open("rb")
    except OSError as error:
        raise SkipRecord(file.name, f"cannot be read: {error.strerror}") from None
    return io.BufferedReader(_Unpacking(file, packed), 2**17) if file.packing else packed


def damage(stream: io.BufferedReader) -> SkipRecord | None:
    """What ended a stream of `unpacked` before its time, if anything did so far."""
    raw = stream.raw
    return raw.failure if isinstance(raw, _Unpacking) else None


class _Unpacking(io.RawIOBase):
    """What comes out of a packed file, watched for its size."""

    def __init__(self, file: File, packed: BinaryIO) -> None:
        self.file = file
        self.packed = packed
        self.size = 0
        self.failure: SkipRecord | None = None
        self.inside = _opener(file.packing, packed)

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        self.packed.close()
        super().close()

    def readinto(self, buffer: Any) -> int:
        room = memoryview(buffer).cast("B")
        data = b"" if self.failure else self.unpack(min(len(room), 2**17))
        room[: len(data)] = data
        return len(data)

    def unpack(self, size: int) -> bytes:
        name, packing = self.file.name, self.file.packing
        try:
            data = self.inside.read1(size)  # all that can be had before damage, where `read` would lose it
        except Exception as error:  # zlib, lzma and bz2 each have their own for damage and for a file that ends too early
            if not self.packed.tell():
                return b""  # an empty file is that, packed or not
            self.failure = SkipRecord(name, f"damaged or truncated .{packing} file ({str(error) or type(error).__name__})")
            return b""
        self.size += len(data)
        if self.size > HARMLESS and self.size > MAX_RATIO * max(1, self.packed.tell()):
            why = f"unpacks to more than {MAX_RATIO} times its size, which no text does: a decompression bomb?"
            self.failure = SkipRecord(name, why)
        return data


def _opener(packing: str, packed: BinaryIO) -> gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile:
    # Each imported only where it is met.
    if packing == "gz":
        import gzip

        return gzip.GzipFile(fileobj=packed)
    if packing == "bz2":
        import bz2

        return bz2.BZ2File(packed)
    import lzma

    return lzma.LZMAFile(packed)
