"""Documents read by as many processes as there are processors; a few of them, or by a reader of the user's own, in this one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

from ..graph.errors import DataError, SkipRecord, VolteFaceError
from ..graph.model import Document, Statement
from ..graph.records import from_record, to_record
from .readers import BUILT_IN, DocumentReader, reader

if TYPE_CHECKING:
    from .dictionary import Dictionary


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a reader made of one document: its statements, None where it is left out, and what was refused with the reasons."""

    statements: tuple[Statement, ...] | None
    refused: tuple[SkipRecord, ...] = ()


def outcome(reader: DocumentReader, document: Document) -> Outcome:
    """Reads one document and checks every quote against its text.

    Raises DataError or UsageError where the reader does: what is set up wrongly will not come right with the next text.
    """
    try:
        found = list(reader.read(document))
    except SkipRecord as reason:
        return Outcome(None, (reason,))
    except VolteFaceError:
        raise
    except Exception as error:  # one text that trips the reader must not stop the others
        return Outcome(None, (SkipRecord(document.path, f"could not be read: {type(error).__name__}: {error}"),))
    return _checked(document, found)


def batch_outcomes(reader: DocumentReader, documents: Sequence[Document]) -> list[Outcome]:
    """The outcomes of several documents, in order. The built-in reader parses them together, which takes less time.

    Raises what `outcome` raises.
    """
    together: Any = getattr(reader, "read_all", None)
    if together is not None and len(documents) > 1:
        try:
            return [_checked(document, found) for document, found in together(documents)]
        except Exception as error:
            if isinstance(error, VolteFaceError) and not isinstance(error, SkipRecord):
                raise
            # Whichever text it is that trips the reader: each by itself tells.
    return [outcome(reader, document) for document in documents]


def _checked(document: Document, found: Sequence[Statement | SkipRecord]) -> Outcome:
    """What was read, without the statements whose quote does not stand in the text or that no store can hold."""
    told = [one for one in found if isinstance(one, Statement)]
    refused = [one for one in found if isinstance(one, SkipRecord)]
    kept = [one for one in told if one.document == document.path and document.text[one.char_start : one.char_end] == one.quote]
    if len(kept) < len(told):
        why = f"{len(told) - len(kept)} of the reader's {len(told)} statements quote what does not stand in the text"
        refused.append(SkipRecord(document.path, why))
    stored = []
    for one in kept:
        try:
            from_record(to_record(one))
            stored.append(one)
        except (DataError, UnicodeEncodeError) as error:  # half a character, say: not every text is one that the store can hold
            refused.append(SkipRecord(document.path, f"a statement of the reader's cannot be stored: {error}"))
    return Outcome(tuple(stored), tuple(refused))


@dataclass
class Workers:
    """Reads batches of documents. The first is read here; with more than one process, the others there, while this one stores.

    `name` and `dictionary` say what reader every process makes for itself; `own` is a reader that only this one has.
    """

    name: str = BUILT_IN
    dictionary: Dictionary | None = None
    own: DocumentReader | None = None
    processes: int = 1
    _mine: DocumentReader | None = None
    _batches: int = 0
    _pool: ProcessPoolExecutor | None = None

    def __post_init__(self) -> None:
        if self.own is not None:
            self.processes, self._mine = 1, self.own

    @property
    def room(self) -> int:
        """How many batches may be under way: two a process, so that none waits for the store; none where all are read here."""
        return 2 * self.processes if self.processes > 1 else 0

    def read(self, batch: Sequence[Document]) -> Future[list[Outcome]]:
        """The outcomes of a batch, in order, now or later. The future raises what the reader raises."""
        self._batches += 1
        if self._batches > 1 and self.processes > 1:
            return self._processes().submit(_read, list(batch))
        done: Future[list[Outcome]] = Future()
        try:
            self._mine = self._mine or reader(self.name, self.dictionary)
            done.set_result(batch_outcomes(self._mine, batch))
        except VolteFaceError as error:
            done.set_exception(error)
        return done

    def close(self) -> None:
        """Ends the processes; what they have not begun is dropped."""
        if self._pool:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _processes(self) -> ProcessPoolExecutor:
        if self._pool is None:
            extra = self.dictionary.extra if self.dictionary else {}
            # Not forked: the store's threads would come along, half of them.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.processes, context, _start, (self.name, extra))
        return self._pool


def outcomes(read: Future[list[Outcome]]) -> list[Outcome]:
    """The outcomes of a batch, waited for. Raises DataError where the process that read it is gone, and what the reader raises."""
    try:
        return read.result()
    except BrokenProcessPool:
        raise DataError("a process that was reading is gone (killed, or out of memory: try --workers 1); what is stored stays") from None


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


# -- in the processes

_reader: DocumentReader | VolteFaceError | None = None


def _start(name: str, extra: dict[str, str]) -> None:
    """Makes the reader of a process, which ends with the one that started it."""
    from .dictionary import Dictionary

    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the load: it ends us
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_follow, args=(parent.sentinel,), daemon=True).start()
    try:
        _reader = reader(name, Dictionary.of(extra))
    except VolteFaceError as error:
        _reader = error  # told with the first batch: here it would only end the process


def _follow(parent: int) -> None:
    wait([parent])
    os._exit(1)


def _read(batch: list[Document]) -> list[Outcome]:
    if isinstance(_reader, VolteFaceError):
        raise _reader
    assert _reader is not None
    return batch_outcomes(_reader, batch)
