"""The cook book: its files are read and checked, and every query answers what was worked out by hand, on both engines.

tests/queries/cookbook/NAME.txt holds, for each query: its parameters, a small invented world, and the answer. A line of a world is
a document with its date, or a statement: its quote, when (`-`: nobody says), who, what, whom, then a status and `past`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from volteface.graph.cypher import model
from volteface.graph.cypher.embedded import open_embedded
from volteface.graph.cypher.engine import Engine
from volteface.graph.cypher.remote import Remote
from volteface.graph.cypher.server import connect
from volteface.graph.dates import PartialDate
from volteface.graph.errors import DataError, UsageError
from volteface.graph.model import Statement
from volteface.graph.schema import schema
from volteface.graph.store import open_store
from volteface.queries import cookbook

WORLDS = {file.stem: file.read_text(encoding="utf-8") for file in sorted((Path(__file__).parent / "cookbook").glob("*.txt"))}
NAMES = [query.name for query in cookbook.queries()]
SEEDS = Path(__file__).parents[2] / "seeds"
# A query's parameters that name actors, and these by every name that a document may give them.
HOSTILE = ["`}) DETACH DELETE n //", "O'Brien \"the\" \\'", "line\none", "$a", "'; MATCH (n) SET n.x = 1 RETURN '"]


def parts(name: str) -> tuple[dict[str, str], list[Statement], list[str]]:
    """The parameters, the statements and the lines of the answer of a file."""
    found = WORLDS[name].strip().split("\n\n")
    given = dict(line.split(" = ") for line in found[0].splitlines()) if len(found) == 3 else {}
    return given, list(world(found[-2].splitlines())), found[-1].splitlines()


def world(lines: Iterable[str]) -> Iterable[Statement]:
    document, published = "", None
    for place, line in enumerate(lines):
        words = line.split()
        if len(words) == 2:
            document, published = words[0], when(words[1])
            continue
        quote, day, source, type_, target = words[:5]
        start, _, end = day.partition("..")
        yield statement(
            document, published, source, type_, target, when(start), when(end), {*words[5:]}, quote=quote, char_start=10 * place
        )


def statement(
    document: str,
    published: PartialDate | None,
    source: str,
    type_: str,
    target: str,
    start: PartialDate | None,
    end: PartialDate | None = None,
    marks: Iterable[str] = (),
    **fields: Any,
) -> Statement:
    (kind, name), (target_kind, target_name) = map(actor, (source, target))
    status = next((mark for mark in marks if mark in schema().status), "asserted")
    told = {"start": start, "end": end, "status": status, "past": "past" in marks, "char_end": fields.get("char_start"), **fields}
    return Statement(document, name, kind, target_name, target_kind, type_, published, **told)


def actor(text: str) -> tuple[str, str]:
    kind, colon, name = text.partition(":")
    return (kind, name) if colon and kind in schema().kinds else ("state", text)


def when(text: str) -> PartialDate | None:
    return PartialDate.parse(text) if text.strip("-") else None


def stored(path: Path, statements: Iterable[Statement]) -> Path:
    with open_store(path, write=True) as store:
        store.add([], statements)
    return path


def pushed(server: Any, path: Path) -> None:
    """The graph of a file on a server, row by row of the model: no other code than what the embedded graph is made by."""
    with open_store(path) as store:
        labels = model.labels()
        for row in model.actors(store):
            known = dict(zip(model.ACTOR, row, strict=True))
            server.query(f"CREATE (n:Actor:{labels[known['kind']]}) SET n = $row", row=known)
        for row in model.documents(store):
            server.query("CREATE (n:Document) SET n = $row", row=dict(zip(model.DOCUMENT, row, strict=True)))
        for type_, name in model.types().items():
            rows = [dict(zip((*model.ENDS, *model.RELATION), row, strict=True)) for row in model.relations(store, type_)]
            server.query(
                "UNWIND $rows AS row MATCH (a:Actor {id: row.source}) MATCH (b:Actor {id: row.target})"
                f" CREATE (a)-[r:{name}]->(b) SET r = row, r.source = null, r.target = null",
                rows=rows,
            )


def asked(engine: Engine, query: cookbook.Query, given: dict[str, Any]) -> list[dict[str, Any]]:
    return list(engine.run(query.text, query.values(given)).dicts())


def shown(row: dict[str, Any], columns: Iterable[str]) -> list[str]:
    return ["-" if row[name] is None else str(row[name]) for name in columns]


def proved(row: dict[str, Any], statements: Iterable[Statement]) -> None:
    """Every quote of a row stands beside the id and the document of the statement that it comes from."""
    said = {one.id: one for one in statements}
    for name in [name for name in row if name.startswith("quote") and row[name] is not None]:
        one = said[row[name.replace("quote", "id")]]
        assert (one.quote, one.document) == (row[name], row[name.replace("quote", "document")])


def expect(name: str, rows: list[dict[str, Any]]) -> None:
    """The rows are those of the file, in its order and, but for ids and documents, in all its columns."""
    _, statements, table = parts(name)
    cells = [[cell.strip() for cell in line.split("|")] for line in table]
    columns, answer = cells[0], cells[1:]
    assert answer, f"{name}: a world without an answer shows nothing"
    assert [shown(row, columns) for row in rows] == answer
    assert [column for column in rows[0] if not re.match(r"(?:id|document)\b|(?:id|document)_", column)] == columns
    for row in rows:
        proved(row, statements)


def test_there_are_25_queries_each_with_a_world() -> None:
    assert len(NAMES) >= 25
    assert sorted(WORLDS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_query_answers_what_was_worked_out_by_hand(name: str, tmp_path: Path) -> None:
    given, statements, _ = parts(name)
    # Loaded the other way round, actors and statements are numbered otherwise: that decides nothing.
    for order in (1, -1):
        engine = open_embedded(stored(tmp_path / f"graph{order}.duckdb", statements[::order]))
        expect(name, asked(engine, cookbook.query(name), given))


@pytest.mark.neo4j
@pytest.mark.parametrize("name", NAMES)
def test_a_server_answers_the_same(name: str, tmp_path: Path, neo4j: Any) -> None:
    given, statements, _ = parts(name)
    pushed(neo4j, stored(tmp_path / "graph.duckdb", statements))
    with connect(neo4j.uri, user=neo4j.user, password=neo4j.password) as server:
        expect(name, asked(Remote(server), cookbook.query(name), given))
