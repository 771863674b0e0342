"""Dumps of articles in JSON: every layout, fields by their names, and a bad record costs only itself."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate
from volteface.graph.errors import IgnoreRecord
from volteface.graph.store import open_store
from volteface.loaders.files import find
from volteface.loaders.formats import json_records
from volteface.loaders.formats.articles import written
from volteface.loaders.formats.table import holds_statements
from volteface.loaders.load import load

Reads = Callable[..., Any]


def records(count: int = 9) -> list[dict[str, Any]]:
    return [
        {
            "id": f"n{number}",
            "headline": f"Grain for Kenya, part {number}",
            "articleBody": f"Norway thanked Kenya for the grain that came in ship number {number}.",
            "publishedAt": "2025-06-03T10:00:00Z",
            "source": {"id": None, "name": "Fjord Post"},
            "url": f"https://example.org/{number}",
        }
        for number in range(1, count + 1)
    ]


LAYOUTS: dict[str, Callable[[list[dict[str, Any]]], str]] = {
    "a list": json.dumps,
    "a list, laid out": lambda articles: json.dumps(articles, indent=2),
    "a list with a line each": lambda articles: "[\n" + ",\n".join(map(json.dumps, articles)) + "\n]",
    "an object with a list": lambda articles: json.dumps({"status": "ok", "totalResults": 9, "articles": articles, "next": None}),
    "an object, laid out": lambda articles: json.dumps({"response": {"pages": 3, "results": articles}}, indent=1),
    "a search": lambda articles: json.dumps({"took": 3, "hits": {"total": 9, "hits": [{"_id": "x", "_source": one} for one in articles]}}),
    "one a line": lambda articles: "\n".join(map(json.dumps, articles)),
    "one a line, blank lines, CRLF": lambda articles: "\r\n\r\n".join(map(json.dumps, articles)) + "\r\n",
}


@pytest.mark.parametrize("suffix", ["json", "jsonl", "ndjson"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_articles(reads: Reads, layout: str, suffix: str) -> None:
    came = reads(f"dump.{suffix}", LAYOUTS[layout](records()))
    assert (came.left_out, came.ended) == ([], None)
    assert came.texts == [f"{one['headline']}\n\n{one['articleBody']}" for one in records()]
    assert {(one.outlet, one.published) for one in came.documents} == {("Fjord Post", PartialDate(2025, 6, 3))}


@pytest.mark.parametrize("chunk", [1, 7, 64])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_layout_depends_on_where_a_read_ends(reads: Reads, layout: str, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_records, "_CHUNK", chunk)
    # The head must hold a line, or lines cannot be told from one object.
    monkeypatch.setattr(json_records, "_HEAD", 900)
    assert len(reads("dump.json", LAYOUTS[layout](records())).documents) == 9


def test_a_dump_is_read_a_record_at_a_time(tmp_path: Path) -> None:
    """The first article is out before the rest is looked at: a record far on may even be broken."""
    text = "[" + ",".join(map(json.dumps, records(5000))) + ", {broken"
    (tmp_path / "dump.json").write_text(text)
    (file,) = find([str(tmp_path / "dump.json")])
    from volteface.loaders.formats.table import documents

    several: Iterator[Any] = documents(file)
    assert next(several).text.endswith("ship number 1.")


@pytest.mark.parametrize(
    ("record", "path"),
    [
        ({"id": 17}, "dump.json#17"),
        ({"_id": {"$oid": "5f1e"}}, "dump.json#5f1e"),
        ({"url": "https://example.org/story"}, "dump.json#https://example.org/story"),
        ({}, "dump.json#1"),
        ({"id": "x" * 300}, "dump.json#1"),
        ({"id": "a\nb\u0007c"}, "dump.json#a b c"),
    ],
)
def test_a_document_is_called_by_its_id_or_url_or_place(reads: Reads, record: dict[str, Any], path: str) -> None:
    assert reads("dump.json", json.dumps([{**record, "text": "Norway thanked Kenya."}])).only.path == path


def test_lines_are_called_by_their_number(reads: Reads) -> None:
    lines = '\n{"text": "Norway thanked Kenya."}\n\n{"text": "Kenya thanked Norway."}\n'
    assert [one.path for one in reads("dump.jsonl", lines).documents] == ["dump.jsonl#2", "dump.jsonl#4"]


@pytest.mark.parametrize(
    ("record", "text"),
    [
        ({"text": ["Norway thanked Kenya.", "Kenya smiled."]}, "Norway thanked Kenya.\n\nKenya smiled."),
        ({"content": {"rendered": "<p>Norway thanked Kenya.</p><p>Kenya smiled.</p>"}}, "Norway thanked Kenya.\n\nKenya smiled."),
        ({"Article Body": "Norway thanked<br><br/>Kenya &amp; Chad."}, "Norway thanked\n\nKenya & Chad."),
        ({"fields": {"bodyText": "Norway thanked Kenya."}, "type": "article", "source": "Fjord Post"}, "Norway thanked Kenya."),
        ({"description": "In short.", "content": "Norway thanked Kenya at length… [+1200 chars]"}, "Norway thanked Kenya at length"),
        ({"text": None, "body": "", "summary": "Norway thanked Kenya."}, "Norway thanked Kenya."),
        ({"title": "Thanks", "text": "Thanks\n\nNorway thanked Kenya."}, "Thanks\n\nNorway thanked Kenya."),
        ({"text": "Half a \\ud800 character, 2 < 3 > 1."}, "Half a \\ud800 character, 2 < 3 > 1."),
    ],
)
def test_what_stands_for_the_text(reads: Reads, record: dict[str, Any], text: str) -> None:
    assert reads("dump.json", json.dumps([record])).only.text == text


def test_half_a_character_and_control_characters_do_not_get_through(reads: Reads) -> None:
    text = reads("dump.json", '[{"text": "Norway \\ud800thanked\\u0000 \\u001fKenya."}]').only.text
    assert text == "Norway \ufffdthanked   Kenya."


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2025-06-03", PartialDate(2025, 6, 3)),
        ("2025-06-03T23:30:00-05:00", PartialDate(2025, 6, 3)),
        (1748944800, PartialDate(2025, 6, 3)),
        (1748944800000, PartialDate(2025, 6, 3)),
        ("1748944800", PartialDate(2025, 6, 3)),
        ("20250603T100000Z", PartialDate(2025, 6, 3)),
        (20250603, PartialDate(2025, 6, 3)),
        ("Tue, 03 Jun 2025 10:00:00 GMT", PartialDate(2025, 6, 3)),
        ("June 3, 2025", PartialDate(2025, 6, 3)),
        ({"$date": "2025-06-03T10:00:00Z"}, PartialDate(2025, 6, 3)),
        ({"$date": {"$numberLong": "1748944800000"}}, PartialDate(2025, 6, 3)),
        ("2025-06", PartialDate(2025, 6)),
        (1987, PartialDate(1987)),
        ("soon", None),
        (99999999999999999999, None),
    ],
)
def test_the_many_ways_to_write_a_date(reads: Reads, value: object, day: PartialDate | None) -> None:
    assert reads("dump.json", json.dumps([{"text": "Norway thanked Kenya.", "date": value}])).only.published == day


def test_the_name_of_the_dump_dates_no_article(reads: Reads) -> None:
    assert reads("dump-2024-05-01.json", '[{"text": "Norway thanked Kenya."}]').only.published is None


def test_a_date_given_fills_in(reads: Reads) -> None:
    dump = '[{"text": "Norway thanked Kenya."}, {"text": "Kenya smiled.", "date": "2025-06-03"}]'
    days = [one.published for one in reads("dump.json", dump, published=PartialDate(2019)).documents]
    assert days == [PartialDate(2019), PartialDate(2025, 6, 3)]


def test_fields_that_the_user_names(reads: Reads) -> None:
    dump = json.dumps([{"a": {"b": ["x", "Norway thanked Kenya."]}, "text": "no", "when": "2025-06-03", "dotted.name": "Thanks"}])
    found = reads("dump.json", dump, fields={"text": "a.b.1", "date": "when", "title": "dotted.name"}).only
    assert (found.text, found.title, found.published) == ("Thanks\n\nNorway thanked Kenya.", "Thanks", PartialDate(2025, 6, 3))


def test_a_field_that_no_record_has_is_one_line_that_names_those_it_has(reads: Reads) -> None:
    dump = "\n".join(json.dumps({"saga": f"Norway thanked Kenya {number}.", "day": 1}) for number in range(150))
    assert reads("dump.jsonl", dump).refused == (
        "dump.jsonl: none of the first 100 records has a text: no field that holds a text "
        "(known: text, body, content, …; the record has: saga, day; say which with --field text=NAME)"
    )
    assert "no text in the field 'sagga' (the record has: saga, day)" in reads("dump.jsonl", dump, fields={"text": "sagga"}).refused
    assert len(reads("dump.jsonl", dump, fields={"text": "saga"}).documents) == 150


def test_records_without_text_among_others_are_named(reads: Reads) -> None:
    came = reads("dump.jsonl", '{"saga": 1}\n{"text": "Norway thanked Kenya."}\n{"saga": 2}\n[1]\n')
    assert len(came.documents) == 1
    assert [line.partition(": ")[0] for line in came.left_out] == ["dump.jsonl:1", "dump.jsonl:3", "dump.jsonl:4"]


@pytest.mark.parametrize("layout", ["one a line", "a list, laid out", "a list with a line each"])
def test_the_seventh_of_nine_is_bad(reads: Reads, layout: str) -> None:
    text = LAYOUTS[layout](records()).replace('"id": "n7",', '"id": "n7" oops,')
    came = reads("dump.json", text)
    assert [one.path for one in came.documents] == [f"dump.json#n{number}" for number in (1, 2, 3, 4, 5, 6, 8, 9)]
    (said,) = came.left_out
    line = text[: text.index("oops")].count("\n") + 1
    # Where the record is laid out over lines, its first line is named.
    assert int(said.split(":")[1]) in (line, line - 1)
    assert "not JSON" in said
    assert came.ended is None


def test_a_list_in_one_line_ends_at_the_bad_record_and_says_so(reads: Reads) -> None:
    came = reads("dump.json", json.dumps(records()).replace('"id": "n7",', '"id": "n7" oops,'))
    assert len(came.documents) == 6
    assert "record 7; what follows it cannot be read" in came.left_out[0]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_truncated_dump_gives_what_it_holds(reads: Reads, layout: str) -> None:
    text = LAYOUTS[layout](records())
    came = reads("dump.json", text[: text.index("ship number 8")])
    assert len(came.documents) == 7
    assert len(came.left_out) >= 1
    assert all(line.startswith("dump.json:") for line in came.left_out)


def test_a_wrong_charset_costs_the_record_that_has_it(reads: Reads) -> None:
    good, latin, russian = (
        json.dumps({"text": text}, ensure_ascii=False) for text in ("Norway thanked Kenya.", "The café stayed open.", "Привет")
    )
    came = reads("dump.jsonl", b"\n".join([good.encode(), latin.encode("cp1252"), russian.encode("cp1251"), good.encode()]))
    assert came.texts == ["Norway thanked Kenya.", "The café stayed open.", "Norway thanked Kenya."]
    assert [line[:40] for line in came.left_out] == ["dump.jsonl:3: encoding unknown: byte 0xc"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_marks_of_encodings(reads: Reads, encoding: str) -> None:
    assert len(reads("dump.json", json.dumps(records()).encode(encoding)).documents) == 9


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty file"),
        ("  \n", "empty file"),
        ("hello", "not JSON: it begins with 'hello'"),
        ("[" * 100_000, "nested too deeply"),
        ('{"text": ', "Expecting value"),
        ("[]", ""),
    ],
)
def test_what_is_no_dump(reads: Reads, text: str, says: str) -> None:
    came = reads("dump.json", text)
    assert came.documents == []
    assert says in str(came.ended) + "".join(came.left_out)


def test_other_json_in_a_folder_was_never_meant(reads: Reads) -> None:
    came = reads("package.json", '{"name": "thing", "version": "1"}', folder=True)
    assert isinstance(came.ended, IgnoreRecord)
    assert came.left_out == []
    assert "no field that holds a text" in reads("package.json", '{"name": "thing", "version": "1"}').refused


def test_written_leaves_what_it_does_not_know() -> None:
    assert written("last week") == "last week"


RECORD = {
    "document": "news",
    "source": "Ruritania",
    "target": "Freedonia",
    "type": "opposes",
    "source_kind": "state",
    "target_kind": "state",
}


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        (json.dumps(RECORD), True),
        ("\n\n" + json.dumps(RECORD), True),
        ("broken {\n" + json.dumps(RECORD), True),
        (json.dumps({**RECORD, "text": "Ruritania opposes Freedonia."}), True),
        ('{"target": "Freedonia", "quote": "x"}', True),
        ('{"source": "Fjord Post", "type": "article", "text": "Norway thanked Kenya."}', False),
        ('{"source": "Fjord Post", "type": "article", "target": "web", "body": "Norway."}', True),
        ('{"story": "Norway thanked Kenya."}', False),
        (json.dumps([RECORD]), False),
        ("", False),
    ],
)
def test_statements_are_known_by_their_first_record(tmp_path: Path, text: str, statements: bool) -> None:
    for name, data in (("a.jsonl", text.encode()), ("a.jsonl.gz", gzip.compress(text.encode()))):
        (tmp_path / name).write_bytes(data)
        (file,) = find([str(tmp_path / name)])
        assert holds_statements(file) is statements


def test_statements_and_articles_load_packed_and_a_break_costs_the_rest_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    lines = "".join(json.dumps({**RECORD, "line": number, "rule": f"r{number * 7919 % 1009}"}) + "\n" for number in range(1, 2001))
    packed = gzip.compress(lines.encode())
    Path("whole.jsonl.gz").write_bytes(packed)
    Path("cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    with open_store(Path("whole.duckdb"), write=True) as store:
        report = load(store, ["whole.jsonl.gz"])
        assert (report.statements, report.skipped) == (2000, [])
    with open_store(Path("cut.duckdb"), write=True) as store:
        report = load(store, ["cut.jsonl.gz"])
        assert 100 < report.statements < 2000
        assert any("damaged or truncated .gz" in str(skip) for skip in report.skipped)


PIECES = ["[", "]", "{", "}", ",", ":", '"text"', '"Norway thanked Kenya."', '"articles"', "1", "null", "\n", "\\", '"', "\ud800", "é"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_hostile_json_is_read_or_refused_and_nothing_else(reads: Reads, text: str) -> None:
    came = reads("dump.json", text.encode("utf-8", "surrogatepass"))
    for line in (*came.left_out, *([str(came.ended)] if came.ended else [])):
        assert line.startswith("dump.json")
        assert len(line.splitlines()) == 1
    assert all(document.text.strip() for document in came.documents)
