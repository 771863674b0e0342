"""Files into the graph: what `volteface load` does, and the only place where loaders meet the store."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from ..graph.dates import PartialDate
from ..graph.errors import IgnoreRecord, SkipRecord
from ..graph.model import Actor, Document, Statement
from ..graph.store import Added, DocumentInfo, Store
from . import files
from .formats import table as formats
from .formats.fields import Fields
from .readers import BUILT_IN, DocumentReader
from .workers import Outcome, Workers, outcomes, processors

if TYPE_CHECKING:
    from .dictionary import Dictionary

# Documents stored in one transaction: what a kill costs at most, to be read again.
BATCH = 32

Progress = Callable[[str], None]


@dataclass
class Report:
    """What a load did. `undated`: paths of the documents that do not say when they were published.

    `ignored`: what stands in a folder but is no input; `skipped`: what should have been one.
    """

    documents: int = 0
    documents_known: int = 0
    statements: int = 0
    statements_known: int = 0
    undated: list[str] = field(default_factory=list)
    skipped: list[SkipRecord] = field(default_factory=list)
    ignored: list[SkipRecord] = field(default_factory=list)

    def count(self, added: Added) -> None:
        self.statements += added.new
        self.statements_known += added.known


def load(
    store: Store,
    paths: Sequence[str],
    published: PartialDate | None = None,
    reader: DocumentReader | str | None = None,
    progress: Progress = lambda name: None,
    dictionary: Dictionary | None = None,
    fields: Fields | None = None,
    processes: int | None = None,
    again: bool = False,
) -> Report:
    """Loads documents and `.jsonl` statements from files, folders and `-`; `progress` is told the name of each file and of each
    further document in it.

    `dictionary`: who is known beforehand, to the built-in reader and of the graph's actors (the built-in dictionaries).
    `fields`: what article dumps call their fields, besides the names that are known. `reader`: one of your own, or the name
    of an installed one; without it the built-in one reads. Named ones read in `processes` processes (as many as there are
    processors). `again`: texts that are known are read again, and what was read in them before is dropped.

    Every batch is a transaction: a load that is killed has stored whole batches, and the same load run again stores the rest.
    Raises DataError for a path that does not exist, before anything is stored.
    """
    report = Report()
    named = reader if isinstance(reader, str) else BUILT_IN
    workers = Workers(named, dictionary, None if isinstance(reader, str) else reader, processes or processors())
    reading = Reading(store, report, workers, fields, progress, again)
    try:
        take_all(files.find(paths, report.ignored.append), reading, published)
    finally:
        workers.close()
    if again:
        from .dictionary import Dictionary

        known = dictionary or Dictionary.load()
        store.renew_lookups([fact for actor in store.told_of() for fact in known.facts(actor)])
    look_up(store, report, dictionary)
    return report


def take_all(found: Iterable[files.File], reading: Reading, published: PartialDate | None) -> None:
    """Every file to where it belongs: documents are read, statements stored as they are, what nobody reads is named."""
    store, report, fields = reading.store, reading.report, reading.fields
    for file in found:
        reading.progress(file.name)
        if file.found and not formats.takes(file):
            kind = f".{file.suffix}" if file.suffix else "a file without a suffix"
            report.ignored.append(IgnoreRecord(file.name, f"no reader for {kind}"))
        elif formats.holds_statements(file, fields):
            take_statements(store, file, report)
        else:
            reading.take(file, published)
    reading.finish()


def take_statements(store: Store, file: files.File, report: Report) -> None:
    """Stores the statements in a file; those of a packed one from a copy, for DuckDB reads files."""
    if not file.packing:
        added, skipped = store.load_records(file.path, file.name)
    else:
        with TemporaryDirectory(prefix="volteface-") as folder:
            copy = Path(folder) / "statements.jsonl"
            with copy.open("wb") as target:
                ended = formats.copy_unpacked(file, target)
            added, skipped = store.load_records(copy, file.name)
        report.skipped += [ended] if ended else []
    report.count(added)
    report.skipped += skipped


class Reading:
    """Documents on their way into the store, a batch at a time."""

    def __init__(
        self,
        store: Store,
        report: Report,
        workers: Workers,
        fields: Fields | None = None,
        progress: Progress = lambda name: None,
        again: bool = False,
    ) -> None:
        self.store = store
        self.report = report
        self.workers = workers
        self.fields = fields
        self.progress = progress
        self.again = again
        self.anew: set[str] = set()
        self.stored = {info.id: info for info in store.documents() if info.id}
        self.known = dict(self.stored)
        self.paths = {info.path for info in self.known.values()}
        self.batch: list[Document] = []
        self.reading: deque[tuple[list[Document], Future[list[Outcome]]]] = deque()

    def take(self, file: files.File, published: PartialDate | None) -> None:
        """Adds the documents of a file to the batch, one at a time: a file may hold more of them than fit in memory."""
        first = True
        try:
            for document in formats.documents(file, published, self.fields, self.leave_out):
                if not first:
                    self.progress(document.path)
                first = False
                self.add(document)
        except SkipRecord as reason:
            self.leave_out(reason)

    def leave_out(self, reason: SkipRecord) -> None:
        (self.report.ignored if isinstance(reason, IgnoreRecord) else self.report.skipped).append(reason)

    def add(self, document: Document) -> None:
        """Adds a document to the batch, unless its text is known already, and its date if there is one."""
        known = self.known.get(document.id)
        dated = known is not None and known.published is None and document.published is not None
        if known and not dated and (not self.again or document.id in self.anew):
            self.report.documents_known += 1
            return
        self.anew.add(document.id)
        if known:
            # Read again, under the name that it has: now there is a date, or a better reader.
            document = replace(document, path=known.path, published=document.published or known.published)
        elif document.path in self.paths:
            # The same path with another text: both stay, each with its own evidence.
            document = replace(document, path=f"{document.path}#{document.id[:8]}")
        self.known[document.id] = DocumentInfo(document.path, document.id, document.title, document.outlet, document.published)
        self.paths.add(document.path)
        self.batch.append(document)
        if len(self.batch) >= BATCH:
            self.flush()

    def forget(self, document: Document) -> None:
        """A text that was not read is no better known than before."""
        stored = self.stored.get(document.id)
        if stored:
            self.known[document.id] = stored
        else:
            del self.known[document.id]

    def flush(self) -> None:
        """Gives the batch to be read, and stores what has been read: all of it, or what there is more of than can be under way."""
        if self.batch:
            self.reading.append((self.batch, self.workers.read(self.batch)))
            self.batch = []
        while len(self.reading) > self.workers.room:
            self.store_first()

    def finish(self) -> None:
        """Reads and stores the rest."""
        self.flush()
        while self.reading:
            self.store_first()

    def store_first(self) -> None:
        """Stores the batch that has waited longest, with its statements."""
        batch, read = self.reading.popleft()
        kept: list[Document] = []
        statements: list[Statement] = []
        for document, found in zip(batch, outcomes(read), strict=True):
            for reason in found.refused:
                self.leave_out(reason)
            if found.statements is None:
                self.forget(document)
            else:
                kept.append(document)
                statements += found.statements
        self.report.count(self.store.add(kept, statements, self.report.skipped.append))
        self.report.documents += len(kept)
        self.report.undated += [document.path for document in kept if document.published is None]


def look_up(store: Store, report: Report, dictionary: Dictionary | None = None) -> None:
    """Adds what the dictionaries know of the graph's new actors: codes and aliases, offices, an outlet's state."""
    while actors := store.new_actors():
        if dictionary is None:
            from .dictionary import Dictionary

            dictionary = Dictionary.load()
        report.statements += store.add([], [fact for actor in actors for fact in dictionary.facts(actor)]).new
        store.describe([described(actor, dictionary) for actor in actors])


def described(actor: Actor, dictionary: Dictionary) -> Actor:
    """The actor with its codes and all that users may call it: capitals, metonyms and surnames too, but no demonyms."""
    entry = dictionary.entry(actor)
    if entry is None:
        return actor
    called = (one.text for one in entry.spellings if one.role not in ("name", "demonym"))
    return replace(entry.actor, aliases=tuple(dict.fromkeys((*entry.actor.aliases, *called))))
