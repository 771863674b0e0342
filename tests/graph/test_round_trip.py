"""Statements into the store and out again, on every way there is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate
from volteface.graph.errors import UsageError
from volteface.graph.exports import export
from volteface.graph.ingest import write_records
from volteface.graph.model import Statement
from volteface.graph.records import parse_line, to_record
from volteface.graph.schema import schema
from volteface.graph.store import open_store

# Anything that JSON can carry, half of it chosen to hurt: quotes, markup, Cypher, escapes, right-to-left, emoji.
HOSTILE = ["`", "}) DETACH DELETE n //", "</script><script>", "' OR 1=1 --", "a\nb\tc", "\x00", "\x1b[31m"]
HOSTILE += ["\u05e2\u05d1\u05e8\u05d9\u05ea", "🇦🇿", "\\", '"', "%", "NULL"]
TEXT = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
NAMES = TEXT.filter(lambda text: text.strip(" ") and text[0] not in "{[")
DATES = st.one_of(
    st.none(),
    st.dates().map(PartialDate.of),
    st.dates().map(lambda day: PartialDate(day.year, day.month)),
    st.dates().map(lambda day: PartialDate(day.year)),
)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    relation = draw(st.sampled_from(list(schema().relations.values())))
    source, target = draw(NAMES), draw(NAMES)
    span = draw(st.none() | st.integers(0, 10_000))
    return Statement(
        document=draw(NAMES),
        source=source,
        source_kind=draw(st.sampled_from(relation.source)),
        target=target if target != source else target + "'",
        target_kind=draw(st.sampled_from(relation.target)),
        type=relation.name,
        published=draw(DATES),
        start=draw(DATES),
        end=draw(DATES),
        status=draw(st.sampled_from(list(schema().status))),
        past=draw(st.booleans()),
        quote=draw(st.none() | TEXT.filter(lambda text: text[0] not in "{[")),
        char_start=span,
        char_end=None if span is None else span + 5,
        line=draw(st.none() | st.integers(0, 2**63 - 1)),
        rule=draw(st.none() | NAMES),
        confidence=draw(st.floats(0, 1)),
    )


# Fields to spoil, and what with.
SPOILED = ["type", "status", "start", "confidence", "past", "sign", "line", "source", "target_kind", "document"]
SPOILS = st.one_of(st.sampled_from([None, True, {"a": 1}, [1], "2025-02-30", "1", "-1", "1.5"]), st.integers(), st.floats(), TEXT)


def key(statement: Statement) -> str:
    return statement.id


def place(statement: Statement) -> tuple[object, ...]:
    """As an export is ordered: by document and place in it, nulls last, in UTF-8."""
    places = [(value is None, value or 0) for value in (statement.line, statement.char_start)]
    return statement.document.encode(), *places, statement.source.encode(), statement.target.encode(), statement.id


@given(statements())
def test_a_record_loses_nothing(statement: Statement) -> None:
    assert parse_line(json.dumps(to_record(statement))) == statement


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(statements(), max_size=8, unique_by=key))
def test_the_store_and_its_export_lose_nothing(tmp_path: Path, said: list[Statement]) -> None:
    first, second, out = (tmp_path / name for name in ("first.duckdb", "second.duckdb", "out.jsonl"))
    for path in (first, second):
        path.unlink(missing_ok=True)
    with open_store(first, write=True) as store:
        assert store.add([], said) == (len(said), 0)
        assert store.add([], said) == (0, len(said))
        assert sorted(store.statements(), key=key) == sorted(said, key=key)
        assert export(store, out) == len(said)
        fingerprint = store.fingerprint()
    with out.open(encoding="utf-8") as lines:
        assert [json.loads(line) for line in lines] == [to_record(one) for one in sorted(said, key=place)]
    with open_store(second, write=True) as store:
        assert store.load_records(out, "out.jsonl") == ((len(said), 0), [])
        assert store.fingerprint() == fingerprint


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(statements(), st.sampled_from(SPOILED), SPOILS)
def test_sql_and_python_refuse_the_same_records(tmp_path: Path, statement: Statement, field: str, value: object) -> None:
    path, graph = tmp_path / "one.jsonl", tmp_path / "one.duckdb"
    graph.unlink(missing_ok=True)
    path.write_text(json.dumps({**to_record(statement), field: value}) + "\n")
    try:
        wanted = [parse_line(path.read_text())]
    except Exception:
        wanted = []
    with open_store(graph, write=True) as store:
        added, skipped = store.load_records(path, "one.jsonl")
        assert (added.new, len(skipped)) == (len(wanted), 1 - len(wanted))
        assert list(store.statements()) == wanted


def test_a_bad_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    good = [Statement("a", "A", "state", name, "state", "ally") for name in ("B", "C")]
    write_records(path, good)
    one, other = path.read_bytes().splitlines()
    bad = [b'{"source": ', b"[1, 2]", b'{"document": "caf\xe9"}', b"x" * (17 * 2**20), one.replace(b"ally", b"pals")]
    path.write_bytes(b"\n".join([one, *bad, b"", other]))
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        added, skipped = store.load_records(path, "some.jsonl")
        assert added.new == 2
        assert [skip.where for skip in skipped] == [f"some.jsonl:{line}" for line in range(2, 7)]
        assert [word in skip.why for word, skip in zip(["JSON", "object", "UTF-8", "MiB", "pals"], skipped, strict=True)] == [True] * 5


def test_a_name_is_not_a_pattern(tmp_path: Path) -> None:
    for name, target in (
        ("a[1].jsonl", "B"),
        ("a1.jsonl", "C"),
        ("b*.jsonl", "D"),
        ("b1.jsonl", "E"),
        ("c?.jsonl", "F"),
        ("cc.jsonl", "G"),
    ):
        write_records(tmp_path / name, [Statement("a", "A", "state", target, "state", "ally")])
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        for name, target in (("a[1].jsonl", "B"), ("b*.jsonl", "D"), ("c?.jsonl", "F")):
            assert store.load_records(tmp_path / name, name) == ((1, 0), [])
            assert [one.target for one in store.statements()][-1] == target


def test_no_character_can_make_two_statements_one(tmp_path: Path) -> None:
    said = [
        Statement("d", "A\x1fstate\x1fB", "state", "C", "state", "ally"),
        Statement("d", "A", "state", "B\x1fstate\x1fC", "state", "ally"),
    ]
    assert said[0].id != said[1].id
    out = tmp_path / "out.jsonl"
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        assert store.add([], said) == (2, 0)
        export(store, out)
    assert {json.loads(line)["id"] for line in out.read_text().splitlines()} == {one.id for one in said}


def test_the_same_statement_twice_in_a_file_is_one(tmp_path: Path) -> None:
    one, other = (Statement("d", "A", "state", "B", "state", "ally", line=line) for line in (7, 8))
    write_records(tmp_path / "some.jsonl", [one, one, other])
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        assert store.load_records(tmp_path / "some.jsonl", "some.jsonl") == ((2, 1), [])


def test_the_graph_itself_is_no_export(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    with open_store(path, write=True) as store:
        store.add([], [Statement("d", "A", "state", "B", "state", "ally")])
        with pytest.raises(UsageError, match="the graph itself"):
            export(store, path)


def test_a_sign_that_one_line_leaves_out_makes_no_other_statement(tmp_path: Path) -> None:
    record = to_record(Statement("d", "A", "state", "B", "state", "ally"))
    bare = {name: value for name, value in record.items() if name != "sign"}
    (tmp_path / "two.jsonl").write_text("".join(json.dumps(one) + "\n" for one in (record, bare)))
    with open_store(tmp_path / "g.duckdb", write=True) as store:
        assert store.load_records(tmp_path / "two.jsonl", "two.jsonl") == ((1, 1), [])
