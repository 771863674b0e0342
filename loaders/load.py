"""Files into the graph: what `volteface load` does, and the only place where loaders meet the store."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from ..graph.dates import PartialDate
from ..graph.errors import IgnoreRecord, SkipRecord
from ..graph.model import Actor, Document, Statement
from ..graph.store import Added, Store
from . import files, formats

if TYPE_CHECKING:
    from .dictionary import Dictionary

# Documents stored in one transaction: what a kill costs at most, to be read again.
BATCH = 32

Progress = Callable[[str], None]


class DocumentReader(Protocol):
    """Whatever turns a document into statements whose quotes stand in it."""

    def read(self, document: Document) -> list[Statement]: ...


@dataclass
class Report:
    """What a load did. `undated`: documents that do not say when they were published.

    `ignored`: what stands in a folder but is no input; `skipped`: what should have been one.
    """

    documents: int = 0
    documents_known: int = 0
    statements: int = 0
    statements_known: int = 0
    undated: int = 0
    skipped: list[SkipRecord] = field(default_factory=list)
    ignored: list[SkipRecord] = field(default_factory=list)

    def count(self, added: Added) -> None:
        self.statements += added.new
        self.statements_known += added.known


def load(
    store: Store,
    paths: Sequence[str],
    published: PartialDate | None = None,
    reader: DocumentReader | None = None,
    progress: Progress = lambda name: None,
    dictionary: Dictionary | None = None,
) -> Report:
    """Loads documents and `.jsonl` statements from files, folders and `-`; `progress` is told each file's name.

    `dictionary`: who is known beforehand, to the built-in reader and of the graph's actors (the built-in dictionaries).

    Every batch is a transaction: a load that is killed has stored whole batches, and the same load run again stores the rest.
    Raises DataError for a path that does not exist, before anything is stored.
    """
    report = Report()
    reading = Reading(store, report, reader, dictionary)
    for file in files.find(paths, report.ignored.append):
        progress(file.name)
        folder_finds = file.path is not None and file.name not in paths
        if file.suffix in formats.STATEMENTS and file.path is not None:
            added, skipped = store.load_records(file.path, file.name)
            report.count(added)
            report.skipped += skipped or nothing_in(file)
        elif folder_finds and file.suffix not in formats.READERS:
            kind = f".{file.suffix}" if file.suffix else "a file without a suffix"
            report.ignored.append(IgnoreRecord(file.name, f"no reader for {kind}"))
        else:
            reading.take(file, published)
    reading.flush()
    look_up(store, report, dictionary)
    return report


def nothing_in(file: files.File) -> list[SkipRecord]:
    return [SkipRecord(file.name, "empty file")] if file.path is not None and file.path.stat().st_size == 0 else []


class Reading:
    """Documents on their way into the store, a batch at a time."""

    def __init__(self, store: Store, report: Report, reader: DocumentReader | None, dictionary: Dictionary | None = None) -> None:
        self.store = store
        self.report = report
        self.reader = reader
        self.dictionary = dictionary
        self.known = store.texts()
        self.paths = {info.path: info.id for info in store.documents()}
        self.batch: list[Document] = []

    def take(self, file: files.File, published: PartialDate | None) -> None:
        """Adds the document of a file to the batch, unless its text is known already."""
        try:
            document = formats.read(file, published)
        except SkipRecord as reason:
            left_out = self.report.ignored if isinstance(reason, IgnoreRecord) else self.report.skipped
            left_out.append(reason)
            return
        if document.id in self.known:
            self.report.documents_known += 1
            return
        if self.paths.get(document.path):
            # The same path with another text: both stay, each with its own evidence.
            document = replace(document, path=f"{document.path}#{document.id[:8]}")
        self.known[document.id] = document.path
        self.paths[document.path] = document.id
        self.batch.append(document)
        if len(self.batch) >= BATCH:
            self.flush()

    def flush(self) -> None:
        """Reads the batch and stores it with its statements."""
        if not self.batch:
            return
        kept: list[Document] = []
        statements: list[Statement] = []
        for document in self.batch:
            try:
                statements += self.read(document)
                kept.append(document)
            except Exception as error:  # one text that trips the reader must not stop the others
                self.report.skipped.append(SkipRecord(document.path, f"could not be read: {type(error).__name__}: {error}"))
        self.report.count(self.store.add(kept, statements))
        self.report.documents += len(kept)
        self.report.undated += sum(document.published is None for document in kept)
        self.batch = []

    def read(self, document: Document) -> list[Statement]:
        if self.reader is None:
            from .reading.reader import Reader

            self.reader = Reader(self.dictionary)
        return self.reader.read(document)


def look_up(store: Store, report: Report, dictionary: Dictionary | None = None) -> None:
    """Adds what the dictionaries know of the graph's new actors: codes and aliases, offices, an outlet's state."""
    while actors := store.new_actors():
        if dictionary is None:
            from .dictionary import Dictionary

            dictionary = Dictionary.load()
        report.count(store.add([], [fact for actor in actors for fact in dictionary.facts(actor)]))
        store.describe([described(actor, dictionary) for actor in actors])


def described(actor: Actor, dictionary: Dictionary) -> Actor:
    entry = dictionary.entry(actor)
    return entry.actor if entry else actor
