"""What the graph looks like to Cypher, alike in the embedded engine and on Neo4j (docs/neo4j.md draws it).

    (:Actor:State {id, name, kind, iso3, aliases, wikidata})
    (:Actor)-[:OPPOSES {id, sign, weight, started, started_day, …, quote, document}]->(:Actor)     one a statement
    (:Statement {id, relation, rule, …})-[:READ_IN {id}]->(:Document {id, hash, headline, outlet, published, published_day, text})

Everything has an `id`: an actor `kind:name`, a document its path, a statement the hash of what it says. A statement is a
relationship, which queries walk, and a node with the same `id`, which says where it was read. A partial date is kept as its text
(`started`, `ended`, `published`), beside the days that it stands for, as dates. What is unknown is not set.
`since` is the day from which a statement counts, `until` the last on which a state held, both as every answer has them
(`columns.when`): who asks what stood on a day compares these two.

No property is called `type`, `title`, `label`, `node_type`, `start`, `end`, `start_id`, `end_id` or `connection_type`: the embedded
engine makes these up where they are not set, and would answer what Neo4j does not. For the same reason nothing is without `id`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..records import DATE, records_query
from ..schema import schema

if TYPE_CHECKING:
    from ..store import Store

Row = tuple[Any, ...]

ACTOR = ("id", "name", "kind", "iso3", "aliases", "wikidata")
DOCUMENT = ("id", "hash", "headline", "outlet", "published", "published_day", "text")
# A relationship: where it starts and ends (ids of actors), then its properties.
ENDS = ("source", "target")
RELATION = (
    "id",
    "sign",
    "weight",
    "started",
    "started_day",
    "started_last",
    "ended",
    "ended_day",
    "since",
    "until",
    "status",
    "past",
    "quote",
    "confidence",
    "published",
    "published_day",
    "document",
)
READ_IN = ("id",)
STATEMENT = ("id", "relation", "rule", "line", "char_start", "char_end", "read")

ACTORS = "SELECT kind || ':' || name AS id, name, kind, iso3, coalesce(aliases, []) AS aliases, wikidata FROM actor ORDER BY kind, name"
DOCUMENTS = """
SELECT s.path AS id, s.id AS hash, s.title AS headline, outlet, {published} AS published, {last} AS published_day, {text} AS text
FROM document s ORDER BY s.path
"""
# `weight` is what the statement adds before it fades: that of its type, by its status and by how far it is trusted.
# `since` and `until`: `columns.when` in SQL (`least` and `greatest` pass over NULL).
RELATIONS = """
SELECT source_kind || ':' || source AS source, target_kind || ':' || target AS target, id, sign,
    round({weights}[code + 1] * {statuses}[standing + 1] * confidence, 6) AS weight,
    start AS started, start_day AS started_day, start_last AS started_last, "end" AS ended, end_day AS ended_day,
    CASE WHEN until < begun OR until IS NULL AND past AND {holds} THEN NULL ELSE begun END AS since, until,
    status, past, quote, confidence, published, published_day, document
FROM (
    SELECT *, CASE WHEN start IS NOT NULL THEN greatest(start_day, least(start_last, published_day))
            WHEN NOT past THEN published_day END AS begun,
        CASE WHEN NOT {holds} THEN NULL WHEN "end" IS NOT NULL THEN end_day WHEN past THEN published_day - 1 END AS until
    FROM (
        SELECT *, {start_day} AS start_day, {start_last} AS start_last, {end_day} AS end_day, {published_day} AS published_day
        FROM ({records})
    )
)
"""
STATEMENTS = "SELECT document, id, type AS relation, rule, line, char_start, char_end, read FROM ({records})"
# The first and the last day that the text of a partial date may mean.
FIRST = "CAST({0} || substr('-01-01', length({0}) - 3) AS DATE)"
LAST = """CASE length({0}) WHEN 4 THEN CAST({0} || '-12-31' AS DATE) WHEN 7 THEN last_day(CAST({0} || '-01' AS DATE))
    ELSE CAST({0} AS DATE) END"""


class Held(NamedTuple):
    """What a graph holds: numbers of actors, documents and statements."""

    actors: int
    documents: int
    statements: int


def labels() -> dict[str, str]:
    """The label of each kind of actor, beside `Actor`: `state` is `State`."""
    return {kind: kind.capitalize() for kind in schema().kinds}


def types() -> dict[str, str]:
    """The relationship type of each relation: `member_of` is `MEMBER_OF`."""
    return {name: name.upper() for name in schema().relations}


def actors(store: Store) -> Iterator[Row]:
    """Every actor, as the values of ACTOR."""
    return fetched(store, ACTORS)


def documents(store: Store, *, text: bool = True) -> Iterator[Row]:
    """Every document, as the values of DOCUMENT; one that only statements name has neither hash nor text. Without `text`, none is read."""
    day = DATE.format("published")
    return fetched(store, DOCUMENTS.format(published=day, last=LAST.format(f"({day})"), text="text" if text else "NULL"))


def relations(store: Store, type_: str, rows: Sequence[int] | None = None) -> Iterator[Row]:
    """The statements of a type as relationships, the values of ENDS and RELATION; all, or only those of these rows of the store."""
    known = schema()
    query = RELATIONS.format(
        weights=[relation.weight for relation in known.relations.values()],
        statuses=list(known.status.values()),
        holds=known.relations[type_].holds,
        start_day=FIRST.format("start"),
        start_last=LAST.format("start"),
        end_day=LAST.format('"end"'),
        published_day=LAST.format("published"),
        records=records(("s.type AS code", "s.status AS standing"), type_, rows),
    )
    return fetched(store, query, rows)


def statements(store: Store, type_: str, rows: Sequence[int] | None = None) -> Iterator[Row]:
    """The same statements as nodes: the id of the document, then the values of STATEMENT."""
    return fetched(store, STATEMENTS.format(records=records(("s.read",), type_, rows)), rows)


def records(more: Sequence[str], type_: str, rows: Sequence[int] | None) -> str:
    chosen = f"s.type = {schema().relations[type_].code}"
    if rows is not None:
        chosen += " AND s.rowid IN (SELECT unnest(?::BIGINT[]))"
    return records_query(*more, where=chosen)


def fetched(store: Store, query: str, rows: Sequence[int] | None = None) -> Iterator[Row]:
    # A cursor of its own: several of these may be read side by side.
    cursor = store.db.cursor().execute(query, [] if rows is None else [list(rows)])
    while batch := cursor.fetchmany(10_000):
        yield from batch


def held(store: Store) -> Held:
    """How much there is of everything."""
    counted = store.db.execute(
        "SELECT (SELECT count(*) FROM actor), (SELECT count(*) FROM document), (SELECT count(*) FROM statement)"
    ).fetchone()
    assert counted is not None
    return Held(*counted)
