"""The paths given to `load` become files: folders recursively and sorted, `-` is standard input."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from ..graph.errors import DataError, SkipRecord
from .formats.kinds import PACKED, kind_of, packing_of

STDIN = "stdin"


@dataclass(frozen=True, slots=True)
class File:
    """One input. `name` is how users know it: the path as given, or found under the folder as given (`seeds/a.txt`).

    `suffix` is in lower case, without its dot; empty where there is none. Of a packed file (`news.json.gz`) it is the one before
    the last, which is the `packing`. `found`: it stood in a folder that was named, and was not named itself.
    """

    name: str
    path: Path
    suffix: str
    packing: str = ""
    found: bool = False


def find(paths: Sequence[str], skipped: Callable[[SkipRecord], None] | None = None) -> Iterator[File]:
    """The files of the paths, in the order given, each name once; those of a folder sorted by name.

    Every path is looked at before the first file comes out: DataError names the one that is missing. Files of every suffix come
    out, so that the reader can say why it leaves one. `skipped` is told of what stands in a folder but is no input: hidden
    entries, devices, and folders that cannot be read or were walked already (a loop of links).
    """
    for path in paths:
        if path != "-" and (not path or not os.path.exists(path)):
            raise DataError(f"{path or repr(path)}: no such file or folder")
    return _each(paths, skipped or (lambda record: None))


def _each(paths: Sequence[str], skipped: Callable[[SkipRecord], None]) -> Iterator[File]:
    seen: set[str] = set()
    for path in paths:
        found = _standard_input() if path == "-" else _under(path, skipped) if os.path.isdir(path) else [_file(path)]
        for file in found:
            if file.name not in seen:
                seen.add(file.name)
                yield file


def _standard_input() -> Iterator[File]:
    """What comes in, as a file for as long as it is looked at, of the kind that its first bytes say; a text if they say nothing."""
    with TemporaryDirectory(prefix="volteface-") as folder:
        path = Path(folder) / STDIN
        with path.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        with path.open("rb") as copy:
            head = copy.read(1024)
        packing = packing_of(head)
        yield File(STDIN, path, "" if packing else kind_of(head) or "txt", packing)


def _file(path: str, found: bool = False) -> File:
    # A name that is no UTF-8 cannot be stored or printed as it is.
    name = os.fsencode(path).decode("utf-8", "replace")
    stem, suffix = os.path.splitext(path)
    packing = suffix[1:].lower() if suffix[1:].lower() in PACKED else ""
    return File(name, Path(path), (os.path.splitext(stem)[1] if packing else suffix)[1:].lower(), packing, found)


def _under(folder: str, skipped: Callable[[SkipRecord], None]) -> Iterator[File]:
    walked: set[tuple[int, int]] = set()
    pending = [folder]
    while pending:
        here = pending.pop()
        name = _file(here).name
        try:
            status = os.stat(here)
            entries = sorted(os.scandir(here), key=lambda entry: entry.name)
        except OSError as error:
            skipped(SkipRecord(name, f"folder cannot be read: {error.strerror}"))
            continue
        if (status.st_dev, status.st_ino) in walked:
            skipped(SkipRecord(name, "folder read already under another name (a link)"))
            continue
        walked.add((status.st_dev, status.st_ino))
        folders = []
        for entry in entries:
            path = os.path.join(here, entry.name)
            if entry.name.startswith("."):
                skipped(SkipRecord(_file(path).name, "hidden"))
            elif entry.is_dir():
                folders.append(path)
            elif entry.is_file():
                yield _file(path, found=True)
            else:
                skipped(SkipRecord(_file(path).name, "a broken link" if entry.is_symlink() else "not a regular file"))
        pending += reversed(folders)
