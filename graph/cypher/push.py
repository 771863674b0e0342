"""The graph into a Neo4j server: first what it is known by, then actors, documents, relationships, statement nodes.

What is there already is asked first, by id, and only what it lacks is written, in batches that are each known to be stored. So a
push that is stopped at any moment and run again ends as if it had not been.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from ..errors import DataError
from ..records import records_query
from ..schema import schema
from . import model
from .constraints import constrain
from .difference import difference, pages
from .server import Server

if TYPE_CHECKING:
    from ..store import Store

# Rows of one transaction at most, and about so many characters of text: what a server of little memory takes, too.
MOST, CHARACTERS = 10_000, 8_000_000
# Ids of one question to the server, or of one deletion.
ASKED = 20_000
# Characters after the id of a statement node: whether it was read there, and whether it says where.
MARKS = 2
# Texts that are read from the store at once.
TEXTS = 250

Row = Sequence[Any]
Progress = Callable[[str, int, int], None]

ACTORS_THERE = """
UNWIND $ids AS id MATCH (a:Actor {id: id}) RETURN a.id, a.name, a.kind, a.iso3, coalesce(a.aliases, []), a.wikidata, labels(a)
"""
ACTORS = """
UNWIND $rows AS row MERGE (a:Actor {{id: row[0]}})
SET a:{label}, a.name = row[1], a.kind = row[2], a.iso3 = row[3], a.aliases = row[4], a.wikidata = row[5]
"""
DOCUMENTS_THERE = """
UNWIND $ids AS id MATCH (d:Document {id: id})
RETURN d.id, d.hash, d.headline, d.outlet, d.published, d.published_day, d.text IS NOT NULL
"""
# A text goes where the hash says that it was another one, and none comes in its place.
DOCUMENTS = """
UNWIND $rows AS row MERGE (d:Document {id: row[0]})
SET d.text = coalesce(row[6], CASE WHEN d.hash = row[1] THEN d.text END),
    d.hash = row[1], d.headline = row[2], d.outlet = row[3], d.published = row[4], d.published_day = row[5]
"""
RELATIONSHIPS = """
UNWIND $rows AS row MATCH (a:Actor {{id: row[0]}}) MATCH (b:Actor {{id: row[1]}}) CREATE (a)-[:{type} {{{properties}}}]->(b)
"""
STATEMENTS = """
UNWIND $rows AS row MATCH (d:Document {{id: row[0]}}) CREATE (s:Statement {{{properties}}})-[:READ_IN {{id: row[1]}}]->(d)
"""
# Of statement nodes that are there, and not as they should be.
MENDED = """
UNWIND $rows AS row MATCH (d:Document {{id: row[0]}}) MERGE (s:Statement {{id: row[1]}}) SET {properties}
MERGE (s)-[r:READ_IN]->(d) SET r.id = row[1]
"""


# Statements that were read in a text of which the graph has another now.
OUTDATED = """
UNWIND $rows AS row MATCH (s:Statement {read: true})-[:READ_IN]->(d:Document {id: row[0]}) WHERE d.hash <> row[1]
RETURN s.relation, s.id
"""
RELATIONSHIPS_GONE = "UNWIND $ids AS id MATCH ()-[r:{type} {{id: id}}]->() DELETE r"
STATEMENTS_GONE = "UNWIND $ids AS id MATCH (s:Statement {id: id}) DETACH DELETE s"


@dataclass
class Tally:
    """What a push did with one kind of thing: `created`, `changed`, already there and `unchanged`, `pruned`; `kept`: would have been
    pruned, but others' relationships hang on it.
    """

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    pruned: int = 0
    kept: int = 0

    @property
    def there(self) -> int:
        """How many of the graph's are in the database."""
        return self.created + self.changed + self.unchanged


@dataclass
class Pushed:
    """What a push did, or, `dry_run`, would do: a Tally of each kind of thing in the database."""

    actors: Tally = field(default_factory=Tally)
    documents: Tally = field(default_factory=Tally)
    relationships: Tally = field(default_factory=Tally)
    statements: Tally = field(default_factory=Tally)
    dry_run: bool = False

    def kinds(self) -> dict[str, Tally]:
        """The tallies by the name of their kind."""
        return {
            "actors": self.actors,
            "documents": self.documents,
            "relationships": self.relationships,
            "statement nodes": self.statements,
        }


def push(
    store: Store,
    server: Server,
    rows: Sequence[int] | None = None,
    *,
    text: bool = True,
    prune: bool = False,
    dry_run: bool = False,
    progress: Progress = lambda kind, done, of: None,
) -> Pushed:
    """Makes the database hold what the graph holds: all of it, or the statements of these rows with their actors and documents.

    Without `text` the texts of documents stay here; `prune` deletes what is ours by its id and not in the graph (any more);
    `dry_run` only counts. `progress` is told a kind, how many of it are done, and how many there are. Raises DataError, which
    says what is stored and what is not.
    """
    pushing = Push(store, server, rows, text, dry_run, progress)
    pushing.pruning = prune
    try:
        pushing.all()
        if prune:
            pushing.prune()
    except DataError as error:
        if dry_run or not pushing.writing:
            raise
        raise DataError(f"{error}; {pushing.told()}") from error
    except KeyboardInterrupt:
        raise KeyboardInterrupt(pushing.told() if pushing.writing and not dry_run else "") from None
    return pushing.pushed


class Push:
    """One push: what of it is done."""

    def __init__(self, store: Store, server: Server, rows: Sequence[int] | None, text: bool, dry_run: bool, progress: Progress) -> None:
        self.store = store
        self.server = server
        self.rows = rows
        self.text = text
        self.dry_run = dry_run
        self.progress = progress
        self.pushed = Pushed(dry_run=dry_run)
        self.writing = False
        self.pruning = False
        self.actors, self.documents, self.types = named(store, rows)
        self.chosen = None if rows is None else by_type(store, rows)
        self.of = {
            "actors": len(self.actors),
            "documents": len(self.documents),
            "relationships": sum(self.types.values()),
            "statement nodes": sum(self.types.values()),
        }

    def all(self) -> None:
        """Writes what the database lacks."""
        types = model.types()
        if not self.dry_run:
            constrain(self.server, [types[name] for name in self.types])
        self.writing = True
        self.push_actors()
        self.push_documents()
        for name in self.types:
            self.push_relationships(name)
        self.push_statements()

    def told(self) -> str:
        """What is stored and what is not, after a failure."""
        done = {kind: tally.there for kind, tally in self.pushed.kinds().items()}
        stored = ", ".join(f"{done[kind]} of {of} {kind}" for kind, of in self.of.items())
        return f"known to be stored: {stored} (push again: what is there stays, and the rest follows)"

    def rows_of(self, name: str) -> list[int] | None:
        """The rows of a type that are to be pushed; None: all of it."""
        return None if self.chosen is None else self.chosen[name]

    def count(self, kind: str, tally: Tally) -> None:
        self.progress(kind, tally.there, self.of[kind])

    # -- nodes

    def push_actors(self) -> None:
        tally, labels = self.pushed.actors, model.labels()
        ours = (row for row in model.actors(self.store) if row[0] in self.actors)
        for kind, group in groupby(ours, itemgetter(2)):

            def current(row: Row, there: Row, label: str = labels[kind]) -> bool:
                return list(row) == list(there[:-1]) and label in there[-1]

            query = ACTORS.format(label=labels[kind])
            for batch in batches(group):
                new, changed = self.lacking(ACTORS_THERE, "Actor", batch, current)
                tally.unchanged += len(batch) - len(new) - len(changed)
                self.write(query, new + changed)
                tally.created += len(new)
                tally.changed += len(changed)
                self.count("actors", tally)

    def push_documents(self) -> None:
        """A document of which the graph only has the name takes nothing from one that is there: it adds, as `load` does."""
        tally = self.pushed.documents

        def current(row: Row, there: Row) -> bool:
            return row[1] is None or (list(row[:6]) == list(there[:6]) and (there[6] or not self.text))

        ours = (row for row in model.documents(self.store, text=False) if row[0] in self.documents)
        for batch in batches(ours, most=MOST if not self.text else TEXTS):
            new, changed = self.lacking(DOCUMENTS_THERE, "Document", batch, current)
            tally.unchanged += len(batch) - len(new) - len(changed)
            self.forget_outdated(changed)
            for one in batches(self.with_texts(new + changed), heavy=6):
                self.write(DOCUMENTS, one)
            tally.created += len(new)
            tally.changed += len(changed)
            self.count("documents", tally)

    def forget_outdated(self, changed: list[Row]) -> None:
        """Deletes what was read in the old texts of documents, as `load` does; before the new ones come, and nodes last: so a push
        that is stopped here finds it again.
        """
        if not changed or (self.dry_run and self.pruning):  # which counts them, too
            return
        found = self.server.rows(OUTDATED, rows=[row[:2] for row in changed])
        ours = ids_in(self.store, [row[0] for row in changed]) if found else set()
        gone = [(name, id_) for name, id_ in found if id_ not in ours]
        for name, type_ in model.types().items():
            those = [id_ for relation, id_ in gone if relation == name]
            self.pushed.relationships.pruned += self.delete(RELATIONSHIPS_GONE.format(type=type_), those)
        self.pushed.statements.pruned += self.delete(STATEMENTS_GONE, [id_ for _, id_ in gone])

    def with_texts(self, rows: list[Row]) -> list[Row]:
        if not self.text or not rows or self.dry_run:
            return rows
        texts = self.store.texts([row[0] for row in rows])
        return [[*row[:6], texts.get(row[0])] for row in rows]

    def lacking(self, query: str, label: str, batch: list[Row], current: Callable[[Row, Row], bool]) -> tuple[list[Row], list[Row]]:
        """The rows that are not in the database, and those that are there otherwise."""
        if not self.held(f"(n:{label})"):
            return batch, []
        there = {row[0]: dated(row) for row in self.server.rows(query, ids=[row[0] for row in batch])}
        new = [row for row in batch if row[0] not in there]
        return new, [row for row in batch if row[0] in there and not current(row, there[row[0]])]

    def held(self, pattern: str) -> int:
        """How many of a pattern there are: read off a counter."""
        return int(self.server.rows(f"MATCH {pattern} RETURN count(*)")[0][0])

    # -- statements, as relationships and as nodes

    def push_relationships(self, name: str) -> None:
        tally, type_ = self.pushed.relationships, model.types()[name]
        rows: Sequence[int] | None = self.rows_of(name)
        lacking = self.types[name]
        if self.held(f"()-[r:{type_}]->()"):
            found = difference(ids(self.store, rows, name), relationship_ids(self.server, type_), keep_surplus=False)
            tally.unchanged += found.same
            rows, lacking = found.missing, len(found.missing)
        query = RELATIONSHIPS.format(type=type_, properties=properties(model.RELATION, 2))
        known = f"UNWIND $ids AS id MATCH ()-[r:{type_} {{id: id}}]->() RETURN r.id"
        if self.dry_run:
            tally.created += lacking
        elif lacking:
            for batch in batches(model.relations(self.store, name, rows), heavy=2 + model.RELATION.index("quote")):
                self.create(query, batch, known, 2, tally)
                self.count("relationships", tally)

    def push_statements(self) -> None:
        tally = self.pushed.statements
        missing: dict[str, Sequence[int] | None] = {name: self.rows_of(name) for name in self.types}
        other: dict[str, list[int]] = {}
        lacking = sum(self.types.values())
        if self.held("(s:Statement)"):
            found = difference(ids(self.store, self.rows), statement_ids(self.server), MARKS, keep_surplus=False)
            missing, other = {**by_type(self.store, found.missing)}, by_type(self.store, found.other)
            lacking = len(found.missing)
            tally.unchanged += found.same
        if self.dry_run:
            tally.created += lacking
            tally.changed += sum(map(len, other.values()))
            return
        query = STATEMENTS.format(properties=properties(model.STATEMENT, 1))
        known = "UNWIND $ids AS id MATCH (s:Statement {id: id}) RETURN s.id"
        for name, rows in missing.items():
            for batch in batches(model.statements(self.store, name, rows)):
                self.create(query, batch, known, 1, tally)
                self.count("statement nodes", tally)
        query = MENDED.format(properties=", ".join(f"s.{name} = row[{place}]" for place, name in enumerate(model.STATEMENT, 1)))
        for name, chosen in other.items():
            for batch in batches(model.statements(self.store, name, chosen)):
                self.write(query, batch)
                tally.changed += len(batch)

    def create(self, query: str, batch: list[Row], known: str, key: int, tally: Tally) -> None:
        """Writes rows that the database lacks; those that another push was quicker with are let be."""
        try:
            summary = self.server.write(query, rows=batch)
        except DataError as error:
            if "ConstraintValidationFailed" not in (getattr(error.__cause__, "code", None) or ""):
                raise
            there = {row[0] for row in self.server.rows(known, ids=[row[key] for row in batch])}
            rest = [row for row in batch if row[key] not in there]
            if len(rest) == len(batch):
                raise
            tally.unchanged += len(batch) - len(rest)
            self.create(query, rest, known, key, tally)
            return
        made = summary.counters.relationships_created
        tally.created += made
        if made != len(batch):
            lost = len(batch) - made
            raise DataError(f"{self.server.address}: the ends of {lost} statements were deleted while they were being written")

    def write(self, query: str, rows: list[Row]) -> None:
        if rows and not self.dry_run:
            self.server.write(query, rows=rows)

    # -- what the graph does not hold

    def prune(self) -> None:
        """Deletes statements and documents that are ours and not in the graph, then actors on which nothing hangs any more."""
        pushed = self.pushed
        for name, type_ in model.types().items():
            if self.held(f"()-[r:{type_}]->()"):
                ours = ids(self.store, self.rows_of(name), name) if name in self.types else iter(())
                surplus = difference(ours, relationship_ids(self.server, type_)).surplus
                pushed.relationships.pruned += self.delete(RELATIONSHIPS_GONE.format(type=type_), surplus)
        surplus = difference(ids(self.store, self.rows), statement_ids(self.server), MARKS).surplus
        pushed.statements.pruned += self.delete(STATEMENTS_GONE, surplus)
        surplus = [one for one in node_ids(self.server, "Document") if one not in self.documents]
        pushed.documents.pruned += self.delete("UNWIND $ids AS id MATCH (d:Document {id: id}) DETACH DELETE d", surplus)
        surplus = [one for one in node_ids(self.server, "Actor") if one not in self.actors]
        gone = self.delete("UNWIND $ids AS id MATCH (a:Actor {id: id}) WHERE NOT (a)--() DELETE a", surplus)
        if self.dry_run:
            gone -= self.still_held(surplus)
        pushed.actors.pruned += gone
        pushed.actors.kept += len(surplus) - gone

    def delete(self, query: str, surplus: Sequence[str]) -> int:
        """Deletes by ids; returns how many things went, or would be asked to."""
        if self.dry_run:
            return len(surplus)
        deleted = 0
        for first in range(0, len(surplus), ASKED // 2):
            counters = self.server.write(query, ids=list(surplus[first : first + ASKED // 2])).counters
            deleted += counters.nodes_deleted or counters.relationships_deleted
        return deleted

    def still_held(self, actors: Sequence[str]) -> int:
        """How many of these actors have relationships that a prune would leave: of types that are not ours, or without an id."""
        query = """UNWIND $ids AS id MATCH (a:Actor {id: id})
            WHERE EXISTS { (a)-[r]-() WHERE NOT type(r) IN $types OR r.id IS NULL } RETURN count(a)"""
        return int(self.server.rows(query, ids=list(actors), types=list(model.types().values()))[0][0]) if actors else 0


def batches(rows: Iterable[Row], heavy: int | None = None, most: int = MOST) -> Iterator[list[Row]]:
    """Rows by the thousands; fewer where the text in the place `heavy` is long."""
    batch: list[Row] = []
    characters = 0
    for row in rows:
        batch.append(row)
        if heavy is not None:
            characters += len(row[heavy] or "")
        if len(batch) >= most or characters >= CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def properties(names: Sequence[str], first: int) -> str:
    """A map of properties from the values of `row`: what is null is not set."""
    return ", ".join(f"{name}: row[{first + place}]" for place, name in enumerate(names))


def dated(row: Row) -> list[Any]:
    """The driver's dates as Python's."""
    return [value.to_native() if hasattr(value, "to_native") else value for value in row]


def named(store: Store, rows: Sequence[int] | None) -> tuple[set[str], set[str], dict[str, int]]:
    """The ids of the actors and of the documents that are to be pushed, and how many statements of each type."""
    chosen, given = "", []
    if rows is not None:
        chosen, given = "WHERE rowid IN (SELECT unnest(?::BIGINT[]))", [[int(row) for row in rows]]
    execute = store.db.execute
    actors, documents = "SELECT kind || ':' || name FROM actor", "SELECT path FROM document"
    if rows is not None:
        actors += f" WHERE code IN (SELECT unnest([source, target]) FROM statement {chosen})"
        documents += f" WHERE code IN (SELECT document FROM statement {chosen})"
    types = list(schema().relations)
    counted = execute(f"SELECT type, count(*) FROM statement {chosen} GROUP BY type ORDER BY type", given).fetchall()
    return (
        {row[0] for row in execute(actors, given).fetchall()},
        {row[0] for row in execute(documents, given).fetchall()},
        {types[code]: number for code, number in counted},
    )


def by_type(store: Store, rows: Sequence[int]) -> dict[str, list[int]]:
    """Rows of the store by the type of their statement."""
    types = list(schema().relations)
    query = "SELECT type, list(rowid) FROM statement WHERE rowid IN (SELECT unnest(?::BIGINT[])) GROUP BY type ORDER BY type"
    return {types[code]: found for code, found in store.db.execute(query, [[int(row) for row in rows]]).fetchall()}


def ids(store: Store, rows: Sequence[int] | None, name: str | None = None) -> Iterator[tuple[str, int]]:
    """The ids of the graph's statements in order, each with its row; of nodes (without a type) the id and what is kept beside it."""
    where, given = [], []
    if name is not None:
        where.append(f"s.type = {schema().relations[name].code}")
    if rows is not None:
        where.append("s.rowid IN (SELECT unnest(?::BIGINT[]))")
        given.append([int(row) for row in rows])
    beside = "" if name else " || CASE WHEN read THEN '1' ELSE '0' END || '1'"
    records = records_query("s.rowid AS row", "s.read", where=" AND ".join(where))
    cursor = store.db.cursor().execute(f"SELECT id{beside}, row FROM ({records}) ORDER BY id", given)
    while batch := cursor.fetchmany(10_000):
        yield from batch


def ids_in(store: Store, documents: Sequence[str]) -> set[str]:
    """The ids of all that the graph has of some documents."""
    query = f"SELECT id FROM ({records_query(where='d.path IN (SELECT unnest(?::VARCHAR[]))')})"
    return {id_ for (id_,) in store.db.cursor().execute(query, [list(documents)]).fetchall()}


def relationship_ids(server: Server, type_: str) -> Iterator[str]:
    """The ids of the relationships of a type, in order."""
    return pages(server, f"MATCH ()-[r:{type_}]->() WHERE r.id > $after WITH r.id AS id ORDER BY id LIMIT $most RETURN collect(id)", ASKED)


def statement_ids(server: Server) -> Iterator[str]:
    """The ids of the statement nodes, in order, each with two marks: whether it was read there, and whether it is said where."""
    return pages(
        server,
        """MATCH (s:Statement) WHERE s.id > $after WITH s ORDER BY s.id LIMIT $most
        RETURN collect(s.id + CASE WHEN s.read THEN '1' ELSE '0' END
            + CASE WHEN EXISTS { (s)-[:READ_IN]->(:Document) } THEN '1' ELSE '0' END)""",
        ASKED,
        MARKS,
    )


def node_ids(server: Server, label: str) -> Iterator[str]:
    """The ids of the nodes of a label, in order."""
    return pages(server, f"MATCH (n:{label}) WHERE n.id > $after WITH n.id AS id ORDER BY id LIMIT $most RETURN collect(id)", ASKED)
