"""The cook book: its files are read and checked, and every query answers what was worked out by hand, on both engines.

tests/queries/cookbook/NAME.txt holds, for each query: its parameters, a small invented world, and the answer. A line of a world is
a document with its date, or a statement: its quote, when (`-`: nobody says), who, what, whom, then a status and `past`.
"""

from __future__ import annotations

import re
import runpy
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from volteface.api import Graph
from volteface.graph.columns import NEVER
from volteface.graph.cypher.embedded import open_embedded
from volteface.graph.cypher.engine import Engine
from volteface.graph.cypher.push import push
from volteface.graph.cypher.remote import Remote
from volteface.graph.cypher.server import Server, connect
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


def pushed(server: Server, path: Path) -> None:
    with open_store(path) as store:
        push(store, server)


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
    with connect(neo4j.uri, user=neo4j.user, password=neo4j.password) as server:
        pushed(server, stored(tmp_path / "graph.duckdb", statements))
        expect(name, asked(Remote(server), cookbook.query(name), given))


# -- the files

HEAD = """// title: Enemies
// question: Who is against whom?
// param who (actor): who
// param since (first day) = 2020: from when
// example who = Chad
"""
BODY = "MATCH (a)-[r]->(b) WHERE a.name = $who AND r.since >= date($since) RETURN b.name AS name ORDER BY b.id"


def test_a_file_says_what_it_is() -> None:
    query = cookbook.read("enemies.cypher", HEAD + "// A note.\n" + BODY)
    assert (query.name, query.title, query.question) == ("enemies", "Enemies", "Who is against whom?")
    assert [(one.name, one.kind, one.default, one.says, one.shown) for one in query.parameters] == [
        ("who", "actor", None, "who", "who"),
        ("since", "first day", "2020-01-01", "from when", "since = 2020-01-01"),
    ]
    assert (query.example, query.notes, query.text) == ({"who": "Chad"}, ("A note.",), HEAD + "// A note.\n" + BODY)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("MATCH (n) RETURN n", "enemies.cypher line 1: no title (valid: // title: …)"),
        ("// title: Enemies\nMATCH (n) RETURN n", "enemies.cypher line 1: no question"),
        (HEAD + "// title: Again\n" + BODY, "enemies.cypher line 6: title a second time"),
        (HEAD + "// param since (first day): again\n" + BODY, "enemies.cypher line 6: since a second time"),
        (HEAD + "// param until: when\n" + BODY, "enemies.cypher line 6: 'param until: when' (valid: title: …; question: …; param NAME"),
        (HEAD + "// param until (day): when\n" + BODY, "enemies.cypher line 6: param until of kind 'day' (valid: actor, actors, first day"),
        (HEAD + "// param until (last day) = soon: when\n" + BODY, "enemies.cypher line 6: parameter until 'soon' (valid: YYYY"),
        (HEAD + "// example limit = 5\n" + BODY, "enemies.cypher line 6: example of limit, which is no parameter (valid: who, since)"),
        (HEAD + "// example since = 2021-02-30\n" + BODY, "enemies.cypher line 6: parameter since '2021-02-30' (valid: YYYY"),
        (HEAD + BODY + "\nLIMIT $limit", "enemies.cypher line 7: $limit is no parameter of it (valid: who, since)"),
        (HEAD + "MATCH (a {name: $who}) RETURN a // $since", "enemies.cypher: param since, but no $since in the query"),
        (HEAD.replace("// example who = Chad\n", "") + BODY, "enemies.cypher: param who has neither a default nor an example"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(text: str, says: str) -> None:
    with pytest.raises(DataError) as error:
        cookbook.read("enemies.cypher", text)
    assert str(error.value).startswith(says)
    assert "\n" not in str(error.value)


def test_a_file_is_called_as_its_query() -> None:
    with pytest.raises(DataError, match=r"^My Query\.cypher: the name of a query \(valid: words of small letters"):
        cookbook.read("My Query.cypher", HEAD + BODY)


# -- parameters


@pytest.mark.parametrize(
    ("name", "given", "values"),
    [
        ("flipped-since", {"since": "2024"}, {"since": "2024-01-01"}),
        ("flipped-since", {"since": 2024}, {"since": "2024-01-01"}),
        ("flipped-since", {"since": date(2024, 2, 29)}, {"since": "2024-02-29"}),
        ("longest-allies", {"at": "2024-02"}, {"at": "2024-02-29"}),
        ("unknown-pairs", {"actors": "Chad, Mali"}, {"actors": ["Chad", "Mali"]}),
        ("unknown-pairs", {"actors": ["Chad", "Mali, the"]}, {"actors": ["Chad", "Mali, the"]}),
        ("outlets-against-states", {}, {"state": "", "since": "1900-01-01"}),
        ("outlets-against-states", {"state": ""}, {"state": "", "since": "1900-01-01"}),
        ("last-word", {"a": 24, "b": "Chad", "limit": "3"}, {"a": "24", "b": "Chad", "limit": 3}),
    ],
)
def test_parameters_are_typed(name: str, given: dict[str, Any], values: dict[str, Any]) -> None:
    assert cookbook.query(name).values(given) == values


@pytest.mark.parametrize(
    ("name", "given", "says"),
    [
        ("flipped-since", {}, "flipped-since needs since (since: the day"),
        ("common-enemies", {"a": "Chad"}, "common-enemies needs b (b: the other)"),
        ("mediators", {"since": "2024"}, "mediators has no parameter 'since' (valid: none)"),
        ("flipped-since", {"sinse": "2024"}, "flipped-since has no parameter 'sinse' (valid: since)"),
        (
            "flipped-since",
            {"since": "May"},
            "parameter since 'May' (valid: YYYY, YYYY-MM or YYYY-MM-DD; of a month or a year its first day)",
        ),
        ("flipped-since", {"since": None}, "parameter since 'None' (valid: YYYY"),
        ("contested-pairs", {"limit": 0}, "parameter limit '0' (valid: a whole number, 1 or more)"),
        ("contested-pairs", {"limit": 2.5}, "parameter limit '2.5' (valid: a whole number"),
        ("contested-pairs", {"limit": "1; DROP"}, "parameter limit '1; DROP' (valid: a whole number"),
        ("unknown-pairs", {"actors": " , "}, "parameter actors ' , ' (valid: names"),
        ("friends-of-my-enemies", {"actor": ""}, "parameter actor '' (valid: a name"),
        ("friends-of-my-enemies", {"actor": {"x": 1}}, "parameter actor"),
    ],
)
def test_a_bad_parameter_is_told(name: str, given: dict[str, Any], says: str) -> None:
    with pytest.raises(UsageError) as error:
        cookbook.query(name).values(given)
    assert str(error.value).startswith(says)


def test_an_unknown_query_names_the_closest() -> None:
    with pytest.raises(UsageError, match=r"^query 'flip-since': not in the cook book \(closest: flipped-since, "):
        cookbook.query("flip-since")


# -- names from documents


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_text_and_nothing_else(name: str, tmp_path: Path) -> None:
    day = PartialDate(2024, 5, 1)
    statements = [
        statement("a", day, name, "opposes", "Chad", day, quote=name),
        statement("a", day, name, "ally", "Mali", day, quote=name),
        statement("a", day, "Mali", "attacks", "Chad", day, quote=name),
    ]
    engine = open_embedded(stored(tmp_path / "graph.duckdb", statements))
    before = engine.run("MATCH (n) RETURN count(n) AS n").dicts()
    (said,) = asked(engine, cookbook.query("last-word"), {"a": name, "b": "Chad"})
    assert (said["who"], said["does"], said["quote"]) == (name, "OPPOSES", name)
    (common,) = asked(engine, cookbook.query("enemies-of-my-friends"), {"actor": name})
    assert (common["friend"], common["enemy"], common["mine"], common["quote"]) == ("Mali", "Chad", -4.0, name)
    for query in cookbook.queries():
        actors = {one.name: [name, "Chad"] if one.kind == "actors" else name for one in query.parameters if one.kind.startswith("actor")}
        asked(engine, query, {**query.example, **actors})
    assert list(engine.run("MATCH (n) RETURN count(n) AS n").dicts()) == list(before)


# -- the sample


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    graph = Graph.open(tmp_path_factory.mktemp("sample") / "sample.duckdb")
    graph.load([SEEDS])
    return graph


def test_the_page_is_what_the_queries_and_the_sample_say(tmp_path: Path) -> None:
    made = runpy.run_path(str(Path(__file__).with_name("cookbook_page.py")))
    page = made["PAGE"].read_text(encoding="utf-8")
    assert page == made["written"](tmp_path), "write docs/cookbook.md anew: python tests/queries/cookbook_page.py"


def test_the_sample_answers_through_the_graph(sample: Graph) -> None:
    (row,) = [row for row in sample.ask("flipped-since", since=date(2024, 12, 1)) if row["b"] == "Russia" and row["a"] == "Azerbaijan"]
    assert row["before"] > 0 > row["after"]
    assert row["quote"] in {one.quote for one in sample.statements()}
    assert sample.ask("last-word", a="aze", b="rus", limit=1)[0]["id"] == sample.ask("last-word", a="Azerbaijan", b="Russia")[0]["id"]
    with pytest.raises(UsageError, match=r"^actor 'Ukrain': not in this graph \(closest: Ukraine"):
        sample.ask("friends-of-my-enemies", actor="Ukrain")


def test_the_names_that_queries_use_are_in_the_sample(sample: Graph) -> None:
    for query in cookbook.queries():
        assert sample.engine().run(query.text, query.values(query.example)).hints == (), query.name


def test_leaders_and_outlets_count_as_in_every_other_answer(sample: Graph) -> None:
    columns, kinds = sample.columns, ("state", "territory", "organization")
    expected: dict[tuple[str, ...], float] = {}
    for row in np.flatnonzero((columns.weight != 0) & (columns.start != NEVER)):
        ends = [columns.actors[columns.source_state[row]], columns.actors[columns.target_state[row]]]
        if ends[0] != ends[1] and all(end.kind in kinds for end in ends):
            pair = tuple(sorted(":".join(end.key) for end in ends))
            expected[pair] = expected.get(pair, 0.0) + float(columns.weight[row])
    # The pairs of statements as the queries make them, before they are added up.
    pairs = cookbook.query("flipped-since").text.partition("ORDER BY")[0]
    rows = sample.cypher(f"{pairs} RETURN one.id AS a, two.id AS b, sum(r.weight) AS weight")
    assert len(rows) > 20
    assert {(row["a"], row["b"]): row["weight"] for row in rows} == pytest.approx(expected, abs=1e-4)


@pytest.mark.neo4j
def test_both_engines_answer_alike_on_the_sample(sample: Graph, neo4j: Any) -> None:
    with connect(neo4j.uri, user=neo4j.user, password=neo4j.password) as server:
        pushed(server, sample.path)
        for query in cookbook.queries():
            assert asked(Remote(server), query, query.example) == asked(sample.engine(), query, query.example), query.name
