"""The graph file: one DuckDB database, the canonical form of a graph. Everything else is a fold or a cache of it.

One process writes at a time, in transactions; any number read while nobody writes. What is loaded twice is stored once:
documents are known by a hash of their text, statements by all that they say.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from . import ingest
from .dates import PartialDate
from .errors import DataError, SkipRecord
from .model import Actor, Document, Statement
from .records import records_query, vocabulary
from .schema import schema

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Raised when the tables change: a file of another format is refused, not guessed at.
FORMAT = "3"
# What DuckDB may hold in memory before it spills to disk beside the file.
MEMORY = "2GB"

# How the paths of the built-in dictionaries begin, whose statements carry no text.
BUILT_IN = "volteface:"

TABLES = """
CREATE TABLE meta (key VARCHAR, value VARCHAR);
CREATE TABLE actor (code INTEGER, kind VARCHAR, name VARCHAR, iso3 VARCHAR, aliases VARCHAR[], wikidata VARCHAR, looked_up BOOLEAN);
CREATE TABLE document (code INTEGER, path VARCHAR, id VARCHAR, title VARCHAR, outlet VARCHAR, published INTEGER, text VARCHAR);
CREATE TABLE statement (source INTEGER, target INTEGER, type UTINYINT, status UTINYINT, document INTEGER,
    published INTEGER, start INTEGER, "end" INTEGER, past BOOLEAN, quote VARCHAR, char_start INTEGER, char_end INTEGER,
    line BIGINT, rule VARCHAR, confidence SMALLINT, read BOOLEAN);
"""

# What does not come from a dictionary (`Dictionary.facts`).
OWN = "rule IS DISTINCT FROM 'dictionary'"

STATEMENTS = """
SELECT s.rowid AS row, d.path, a.name, a.kind, b.name, b.kind, s.type, s.published, s.start, s."end", s.status, s.past, s.quote,
    s.char_start, s.char_end, s.line, s.rule, s.confidence
FROM statement s JOIN actor a ON a.code = s.source JOIN actor b ON b.code = s.target JOIN document d ON d.code = s.document
"""

# A document is numbered by its place among the paths, whatever order they were loaded in: so that it decides nothing.
RAW = """
SELECT source, target, type, status, start, "end", published, past, confidence, d.place AS document,
    CASE WHEN quote IS NULL THEN coalesce(line, 0) ELSE 0 END AS line, coalesce(line, char_start, 0) AS position, s.rowid AS row
FROM statement s JOIN (SELECT code, row_number() OVER (ORDER BY path) - 1 AS place FROM document) d ON d.code = s.document
"""


class Added(NamedTuple):
    """What a load did with statements."""

    new: int
    known: int


class DocumentInfo(NamedTuple):
    """A document without its text; `id` is None where only statements of it came in."""

    path: str
    id: str | None
    title: str | None
    outlet: str | None
    published: PartialDate | None


class Store:
    """An open graph file. Use `open_store`; `close` it, or use it as a context."""

    def __init__(self, path: Path, db: DuckDBPyConnection) -> None:
        self.path = path
        self.db = db

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self.db.close()

    # -- writing

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All of it or nothing."""
        self.db.begin()
        try:
            yield
        except BaseException:
            self.db.rollback()
            raise
        self.db.commit()

    def load_records(self, path: Path, name: str) -> tuple[Added, list[SkipRecord]]:
        """Loads a `.jsonl` file of statements; bad lines are left out and returned."""
        skipped = ingest.stage(self.db, path, name)
        with self.transaction():
            added = Added(*ingest.encode(self.db))
        return added, skipped

    def add(
        self, documents: Sequence[Document], statements: Iterable[Statement], left_out: Callable[[SkipRecord], None] = lambda record: None
    ) -> Added:
        """Stores documents with what was read in them, or statements from anywhere else, in one transaction.

        `left_out` is told of statements that cannot be stored. A document of a path whose text is stored already takes its
        place: what was read in it before goes, statements that came from elsewhere stay.
        """
        for record in self.stage(statements):
            left_out(record)
        with self.transaction():
            self.add_documents(documents)
            return Added(*ingest.encode(self.db, read=bool(documents)))

    def add_document(self, document: Document) -> None:
        """Stores a text, or completes the entry of a path that until now only statements named."""
        self.add_documents([document])

    def add_documents(self, documents: Iterable[Document]) -> None:
        """Stores texts as `add_document` does, of two of one path the last.

        All at once: to look for each path among all that are stored takes the longer the more there are.
        """
        by_path = {document.path: document for document in documents}
        found = self.db.execute("SELECT path, code, id IS NOT NULL FROM document WHERE path IN (SELECT unnest(?))", [list(by_path)])
        for path, code, has_text in found.fetchall():
            if has_text:
                self.db.execute("DELETE FROM statement WHERE document = ? AND read", [code])
            self.db.execute(
                "UPDATE document SET id = ?, title = ?, outlet = ?, published = ?, text = ? WHERE code = ?",
                [*entry(by_path.pop(path))[1:], code],
            )
        if by_path:
            columns = [list(column) for column in zip(*map(entry, by_path.values()), strict=True)]
            self.db.execute(
                "INSERT INTO document SELECT first + number, path, id, title, outlet, published, text"
                " FROM (SELECT coalesce(max(code) + 1, 0) AS first FROM document), (SELECT unnest(range(?)) AS number,"
                " unnest(?::VARCHAR[]) AS path, unnest(?::VARCHAR[]) AS id, unnest(?::VARCHAR[]) AS title,"
                " unnest(?::VARCHAR[]) AS outlet, unnest(?::INTEGER[]) AS published, unnest(?::VARCHAR[]) AS text) ORDER BY number",
                [len(by_path), *columns],
            )

    def new_actors(self) -> list[Actor]:
        """The actors that no dictionary was asked about yet."""
        rows = self.db.execute("SELECT name, kind FROM actor WHERE looked_up IS NULL ORDER BY code").fetchall()
        return [Actor(name, kind) for name, kind in rows]

    def describe(self, actors: Sequence[Actor]) -> None:
        """Stores what the dictionaries know of actors, and that they were asked."""
        if not actors:
            return
        columns = zip(*((a.kind, a.name, a.iso3, list(a.aliases), a.wikidata) for a in actors), strict=True)
        self.db.execute(
            """UPDATE actor SET iso3 = n.iso3, aliases = n.aliases, wikidata = n.wikidata, looked_up = true
            FROM (SELECT unnest(?::VARCHAR[]) AS kind, unnest(?::VARCHAR[]) AS name, unnest(?::VARCHAR[]) AS iso3,
                unnest(?::VARCHAR[][]) AS aliases, unnest(?::VARCHAR[]) AS wikidata) n
            WHERE actor.kind = n.kind AND actor.name = n.name""",
            [list(column) for column in columns],
        )

    def told_of(self) -> list[Actor]:
        """The actors of whom something is said that no dictionary said."""
        rows = self.db.execute(f"""SELECT name, kind FROM actor WHERE code IN (
            SELECT unnest([source, target]) FROM statement WHERE {OWN}) ORDER BY code""").fetchall()
        return [Actor(name, kind) for name, kind in rows]

    def renew_lookups(self, facts: Iterable[Statement]) -> None:
        """Puts `facts` in the place of all that dictionaries said; actors of whom nothing is said are gone, all are to be looked up."""
        self.stage(facts)
        with self.transaction():
            self.db.execute(f"DELETE FROM statement WHERE NOT ({OWN})")
            ingest.encode(self.db)
            self.db.execute("DELETE FROM actor WHERE code NOT IN (SELECT source FROM statement UNION SELECT target FROM statement)")
            # An actor's code is its place among the actors: without gaps.
            self.db.execute("CREATE OR REPLACE TEMP TABLE place AS SELECT code, row_number() OVER (ORDER BY code) - 1 AS now FROM actor")
            for column in ("source", "target"):
                self.db.execute(f"UPDATE statement SET {column} = now FROM place WHERE code = {column} AND now <> {column}")
            self.db.execute("UPDATE actor SET code = now, looked_up = NULL FROM place WHERE place.code = actor.code")

    def stage(self, statements: Iterable[Statement]) -> list[SkipRecord]:
        """Makes statements ready to be moved into the tables; returns those that cannot be, with the reasons."""
        with TemporaryDirectory(prefix="volteface-") as folder:
            records = Path(folder) / "statements.jsonl"
            ingest.write_records(records, statements)
            return ingest.stage(self.db, records, "a statement")

    def checkpoint(self) -> None:
        """Writes everything into the one file."""
        self.db.execute("CHECKPOINT")

    # -- reading

    def actors(self) -> tuple[Actor, ...]:
        """Every actor, by code."""
        rows = self.db.execute("SELECT name, kind, iso3, aliases, wikidata FROM actor ORDER BY code").fetchall()
        return tuple(Actor(name, kind, iso3, tuple(aliases or ()), wikidata) for name, kind, iso3, aliases, wikidata in rows)

    def documents(self, paths: Sequence[str] | None = None) -> list[DocumentInfo]:
        """The documents of these paths, or every one; by code, without the texts."""
        query = "SELECT path, id, title, outlet, published FROM document"
        if paths is not None:
            query += " SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS path) w USING (path)"
        rows = self.db.execute(f"{query} ORDER BY code", [] if paths is None else [list(paths)]).fetchall()
        return [DocumentInfo(path, id_, title, outlet, date(published)) for path, id_, title, outlet, published in rows]

    def reports(self) -> int:
        """How many documents there are, not counting the built-in dictionaries."""
        row = self.db.execute("SELECT count(*) FROM document WHERE NOT starts_with(path, ?)", [BUILT_IN]).fetchone()
        return int(row[0]) if row else 0

    def texts(self, paths: Sequence[str]) -> dict[str, str]:
        """The texts of these documents by path, of those that are stored."""
        query = "SELECT path, text FROM document SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS path) w USING (path) WHERE text IS NOT NULL"
        return dict(self.db.execute(query, [list(paths)]).fetchall())

    def statements(self, rows: Sequence[int] | None = None) -> Iterator[Statement]:
        """The statements of these rows in the order given, or all of them in the order in which they came in."""
        for _, statement in self.numbered(rows):
            yield statement

    def numbered(self, rows: Sequence[int] | None = None) -> Iterator[tuple[int, Statement]]:
        """`statements`, each with its row."""
        if rows is None:
            cursor = self.db.execute(STATEMENTS + "ORDER BY s.rowid")
        else:
            cursor = self.db.execute(
                STATEMENTS + "JOIN (SELECT unnest(?::BIGINT[]) AS row, generate_subscripts(?::BIGINT[], 1) AS place) w"
                " ON w.row = s.rowid ORDER BY place",
                [[int(row) for row in rows]] * 2,
            )
        types, statuses = list(schema().relations), list(schema().status)
        while batch := cursor.fetchmany(10_000):
            for row in batch:
                yield row[0], statement_of(row[1:], types, statuses)

    def raw(self) -> dict[str, Any]:
        """The arrays that `columns.build` folds: numpy, one entry a statement."""
        return dict(self.db.execute(RAW).fetchnumpy())

    def fingerprint(self) -> str:
        """A hash of all that the graph says: equal for two graphs that hold the same statements and texts."""
        row = self.db.execute(f"""SELECT
            (SELECT count(*) || ':' || coalesce(bit_xor(md5_number(id)), 0) FROM ({records_query()})),
            (SELECT count(*) || ':' || coalesce(bit_xor(md5_number(kind || chr(31) || name)), 0) FROM actor),
            (SELECT count(*) || ':' || coalesce(bit_xor(md5_number(concat_ws(chr(31), path, id, title, outlet, published))), 0)
                FROM document WHERE id IS NOT NULL)""").fetchone()
        assert row is not None
        return "/".join(row)


def entry(document: Document) -> tuple[str, str, str | None, str | None, int, str]:
    """A document as the table has it, but for its code."""
    published = document.published.code if document.published else 0
    return document.path, document.id, document.title, document.outlet, published, document.text


def statement_of(row: Sequence[Any], types: Sequence[str], statuses: Sequence[str]) -> Statement:
    """The statement of a row of `STATEMENTS`."""
    path, source, source_kind, target, target_kind, type_, published, start, end, status, past, quote, *span, line, rule, confidence = row
    return Statement(
        document=path,
        source=source,
        source_kind=source_kind,
        target=target,
        target_kind=target_kind,
        type=types[type_],
        published=date(published),
        start=date(start),
        end=date(end),
        status=statuses[status],
        past=past,
        quote=quote,
        char_start=span[0],
        char_end=span[1],
        line=line,
        rule=rule,
        confidence=confidence / 1000,
    )


def date(code: int | None) -> PartialDate | None:
    return PartialDate.from_code(code) if code else None


def open_store(path: Path, *, write: bool = False) -> Store:
    """Opens a graph file; with `write`, creates it where there is none. Raises DataError in one line."""
    import duckdb

    if not write and not path.exists():
        raise DataError(f"{path}: no such graph file (load something into it first: volteface -g {path} load PATH)")
    if write and (not path.exists() or path.stat().st_size == 0):
        create(path)
    try:
        db = duckdb.connect(str(path), read_only=not write, config={"memory_limit": MEMORY})
    except (duckdb.IOException, duckdb.Error) as error:
        raise DataError(refusal(path, str(error))) from None
    try:
        check(db, path)
        if write:
            ingest.prepare(db)
    except BaseException:
        db.close()
        raise
    return Store(path, db)


def create(path: Path) -> None:
    """An empty graph, made under another name and put in its place whole: killed at any moment, there is a graph or none.

    Where another process was quicker, its graph stays. Raises DataError where nothing can be made there.
    """
    import duckdb

    if not path.parent.is_dir():
        raise DataError(f"{path}: no such folder: {path.parent}")
    try:
        with TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as folder:
            made = Path(folder) / "graph.duckdb"
            with duckdb.connect(str(made)) as db:
                db.execute(TABLES)
                db.execute("INSERT INTO meta VALUES ('format', ?), ('vocabulary', ?)", [FORMAT, vocabulary()])
            if path.exists() and path.stat().st_size == 0:
                path.unlink()  # an empty file, as `mktemp` makes one
            with suppress(FileExistsError):
                os.link(made, path)
    except (OSError, duckdb.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else " ".join(str(error).split())
        raise DataError(f"{path}: cannot be made: {reason}") from None


def check(db: DuckDBPyConnection, path: Path) -> None:
    """Makes sure that the file is a graph of this format."""
    import duckdb

    try:
        meta = dict(db.execute("SELECT key, value FROM meta").fetchall())
    except duckdb.Error:
        raise DataError(f"{path}: a DuckDB file, but not a volteface graph (choose another file)") from None
    if meta.get("format") != FORMAT or meta.get("vocabulary") != vocabulary():
        raise DataError(f"{path}: written by another version of volteface (export its statements with that one, and load them here)")


def refusal(path: Path, message: str) -> str:
    """One line for DuckDB's reason not to open a file."""
    if "lock" in message:
        holder = re.search(r"PID (\d+)", message)
        by = f"process {holder[1]}" if holder else "another process"
        return f"{path}: in use by {by} (one writes, or several read): try again when it has finished"
    if "not a valid DuckDB" in message:
        return f"{path}: not a volteface graph (valid: a file that `volteface load` made)"
    if "Is a directory" in message:
        return f"{path}: a folder, not a graph file"
    return f"{path}: cannot be opened: {' '.join(message.split())}"
