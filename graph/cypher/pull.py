"""The graph back from a Neo4j server: what `push` wrote, checked like any other input, added to the graph file like a load."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from .. import ingest
from ..dates import PartialDate
from ..errors import DataError, SkipRecord, UsageError
from ..model import Actor, Document
from ..records import from_record, short, to_record
from ..schema import schema
from . import model
from .server import Server

if TYPE_CHECKING:
    from ..store import Store

Progress = Callable[[str, int], None]

# Rows that come over the network at a time; of documents, which have texts, fewer.
ROWS, TEXTS = 5_000, 50

DOCUMENTS = "MATCH (d:Document) WHERE d.hash IS NOT NULL RETURN d.id, d.hash, d.headline, d.outlet, d.published, d.text"
ACTORS = "MATCH (a:Actor) WHERE a.id IS NOT NULL RETURN a.id, a.name, a.kind, a.iso3, a.aliases, a.wikidata"
# The record's fields (records.FIELDS), then what tells whether all of it is there.
FIELDS = (
    *("source", "source_kind", "target", "target_kind", "document", "published", "sign", "start", "end", "status", "past", "quote"),
    *("confidence", "rule", "line", "char_start", "char_end"),
)
STATEMENTS = """
MATCH (a:Actor)-[r:{type}]->(b:Actor) WHERE r.id IS NOT NULL OPTIONAL MATCH (s:Statement {{id: r.id}})
RETURN a.name, a.kind, b.name, b.kind, r.document, r.published, r.sign, r.started, r.ended, r.status, r.past, r.quote,
    r.confidence, s.rule, s.line, s.char_start, s.char_end, r.id, s.id, s.read
"""


@dataclass
class Pulled:
    """What a pull did: of actors, documents and statements how many were new and how many known; `skipped`: what was left out, and why.

    `without_text`: documents that were pushed without their text, which come as names only.
    """

    actors: int = 0
    actors_known: int = 0
    documents: int = 0
    documents_known: int = 0
    statements: int = 0
    statements_known: int = 0
    without_text: int = 0
    skipped: list[SkipRecord] = field(default_factory=list)


def pull(server: Server, store: Store, progress: Progress = lambda kind, done: None) -> Pulled:
    """Adds what the database holds to the graph: everything or, where anything goes wrong, nothing.

    What is of the right form and says what its id or its hash says is taken; the rest is left out and named. `progress` is told a
    kind and how many of it have come. Raises DataError in one line where the server fails.
    """
    pulled = Pulled()
    with TemporaryDirectory(prefix="volteface-") as folder:
        # Those that were read in a document go with it when that is read again; those from elsewhere stay.
        files = {read: Path(folder) / f"{read}.jsonl" for read in (True, False)}
        fetch_statements(server, files, pulled, progress)
        with store.transaction():
            add_documents(server, store, pulled, progress)
            for read, path in files.items():
                pulled.skipped += ingest.stage(store.db, path, "a statement")
                new, known = ingest.encode(store.db, read=read)
                pulled.statements += new
                pulled.statements_known += known
            store.db.execute("UPDATE statement SET read = false WHERE read AND document IN (SELECT code FROM document WHERE id IS NULL)")
            add_actors(server, store, pulled, progress)
    return pulled


def fetch_statements(server: Server, files: dict[bool, Path], pulled: Pulled, progress: Progress) -> None:
    """Writes the good statements as `.jsonl`, by whether they were read in their document."""
    done = 0
    with ExitStack() as stack:
        out = {read: stack.enter_context(path.open("w", encoding="utf-8")) for read, path in files.items()}
        for name, type_ in model.types().items():
            for row in stream(server, STATEMENTS.format(type=type_), ROWS):
                *values, id_, node, read = row
                try:
                    record = record_of(name, values, id_, node)
                except DataError as error:
                    pulled.skipped.append(SkipRecord(f"{type_} {short(id_)}", str(error)))
                else:
                    out[read is True].write(json.dumps(record, ensure_ascii=False) + "\n")
                done += 1
                if done % ROWS == 0:
                    progress("statements", done)
    progress("statements", done)


def record_of(name: str, values: Sequence[Any], id_: object, node: object) -> dict[str, Any]:
    """The record of a relationship and its statement node. Raises DataError where it is none, or not the one that was pushed."""
    statement = from_record({"type": name, **dict(zip(FIELDS, values, strict=True))})
    if statement.id != id_:
        if node is None:
            raise DataError("its Statement node is missing (push again from the graph that has it)")
        raise DataError(f"changed in the database: what it says now has the id {statement.id}")
    return to_record(statement)


def add_documents(server: Server, store: Store, pulled: Pulled, progress: Progress) -> None:
    """Stores the texts; one of which the graph has another text under the same path takes its place, as in a load."""
    known = {info.path: info.id for info in store.documents()}
    waiting: list[Document] = []
    for done, row in enumerate(stream(server, DOCUMENTS, TEXTS), 1):
        try:
            document = document_of(row)
        except (DataError, UsageError) as error:
            pulled.skipped.append(SkipRecord(f"Document {short(row[0])}", str(error)))
            continue
        if known.get(str(row[0])) == row[1]:
            pulled.documents_known += 1
        elif document is None:
            pulled.without_text += 1
        else:
            waiting.append(document)
            pulled.documents += 1
        if len(waiting) == TEXTS:  # all at once: each alone would be looked for among all that are stored
            store.add_documents(waiting)
            waiting.clear()
        if done % TEXTS == 0:
            progress("documents", done)
    store.add_documents(waiting)


def document_of(row: Sequence[Any]) -> Document | None:
    """The document of a node; None for one whose text was not pushed. Raises DataError, or UsageError for a bad date."""
    path, hash_, title, outlet, published, text = row
    for name, value in (("id", path), ("hash", hash_), ("headline", title), ("outlet", outlet), ("published", published), ("text", text)):
        if value is not None and not isinstance(value, str):
            raise DataError(f"{name} {short(value)} (valid: a text)")
    if not (path or "").strip(" "):
        raise DataError("id is missing (needed: the document's path)")
    day = None if published is None else PartialDate.parse(published)
    if text is None:
        return None
    document = Document(path, text, title, outlet, day)
    if document.id != hash_:
        raise DataError(f"its text was changed in the database: its hash is now {document.id}")
    return document


def add_actors(server: Server, store: Store, pulled: Pulled, progress: Progress) -> None:
    """Stores what is known of the actors that the graph has not, and of those that have just come with statements."""
    there = dict.fromkeys(actor.key for actor in store.new_actors())
    known = {actor.key for actor in store.actors()}
    described, bare = [], []
    for row in stream(server, ACTORS, ROWS):
        try:
            actor = actor_of(row)
        except DataError as error:
            pulled.skipped.append(SkipRecord(f"Actor {short(row[0])}", str(error)))
            continue
        if actor.key in known and actor.key not in there:
            pulled.actors_known += 1
            continue
        pulled.actors += 1
        described.append(actor)
        if actor.key not in known:
            bare.append(actor)
    if bare:
        store.db.execute(
            """INSERT INTO actor BY NAME SELECT (SELECT coalesce(max(code) + 1, 0) FROM actor) + row_number() OVER (ORDER BY kind, name) - 1
            AS code, kind, name FROM (SELECT DISTINCT unnest(?::VARCHAR[]) AS kind, unnest(?::VARCHAR[]) AS name)""",
            [[actor.kind for actor in bare], [actor.name for actor in bare]],
        )
    store.describe(described)
    progress("actors", pulled.actors + pulled.actors_known)


def actor_of(row: Sequence[Any]) -> Actor:
    """The actor of a node. Raises DataError where it is none."""
    id_, name, kind, iso3, aliases, wikidata = row
    if kind not in schema().kinds:
        raise DataError(f"kind {short(kind)} (valid: {', '.join(schema().kinds)})")
    if not isinstance(name, str) or not name.strip(" "):
        raise DataError(f"name {short(name)} (valid: a text)")
    if id_ != f"{kind}:{name}":
        raise DataError(f"changed in the database: what it is now has the id {short(f'{kind}:{name}')}")
    aliases = [] if aliases is None else aliases
    for field_, value in (("iso3", iso3), ("wikidata", wikidata)):
        if value is not None and not isinstance(value, str):
            raise DataError(f"{field_} {short(value)} (valid: a text)")
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        raise DataError(f"aliases {short(aliases)} (valid: a list of texts)")
    return Actor(name, kind, iso3, tuple(aliases), wikidata)


def stream(server: Server, query: str, size: int) -> Iterator[list[Any]]:
    """The rows of a query, as they come."""
    with server.read(query, fetch_size=size) as result:
        for record in result:
            yield list(record.values())
