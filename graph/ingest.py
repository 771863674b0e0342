"""Statements from `.jsonl` into the store, a file at a time: DuckDB reads, checks and encodes them as a set.

A file in which anything is wrong goes through `records.parse_line` once, which says what and where; the good lines are
then staged by the same SQL. So a clean file is read at DuckDB's speed and a bad one still loses only its bad lines.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import DataError, SkipRecord
from .model import Statement
from .records import FIELDS, parse_line, to_record
from .schema import schema

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Longest line that is read: a statement is a sentence, not a book.
LONGEST_LINE = 16 * 2**20

# Every field as text: what is valid is then decided in one place for every way that JSON can write a value.
STAGE = """
CREATE OR REPLACE TEMP TABLE stage AS
SELECT *, md5_number(concat_ws(chr(31), document, coalesce(published, ''), source, source_kind, target, target_kind, type,
    coalesce(start, ''), coalesce("end", ''), status, past::INT, coalesce(quote, ''), coalesce(char_start, ''),
    coalesce(char_end, ''), coalesce(line, ''), coalesce(rule, ''), confidence)) AS id
FROM (
    SELECT document, published, source, source_kind, target, target_kind, type, sign, start, "end", quote, char_start,
        char_end, line, rule, coalesce(status, 'asserted') AS status, try_cast(coalesce(past, 'false') AS BOOLEAN) AS past,
        past AS past_text, floor(try_cast(coalesce(confidence, '1') AS DOUBLE) * 1000 + 0.5)::INT AS confidence
    FROM read_json(?, format = 'newline_delimited', records = true, maximum_object_size = {longest},
        columns = {{{columns}}})
)
"""

# True where a record is bad. `from_record` says the same in words; tests hold the two against each other.
BAD = """
SELECT
    (SELECT count(*) FROM stage WHERE document IS NULL OR trim(document, ' ') = '' OR source IS NULL
        OR trim(source, ' ') = '' OR target IS NULL OR trim(target, ' ') = '' OR confidence IS NULL OR confidence NOT BETWEEN 0 AND 1000
        OR past IS NULL OR past_text NOT IN ('true', 'false')
        OR (source = target AND source_kind = target_kind)
        OR NOT whole(char_start, 2147483647) OR NOT whole(char_end, 2147483647) OR NOT whole(line, 9223372036854775807))
  + (SELECT count(*) FROM (SELECT DISTINCT type, source_kind, target_kind, sign FROM stage) s
        LEFT JOIN allowed a ON s.type = a.type AND s.source_kind = a.source_kind AND s.target_kind = a.target_kind
        WHERE a.type IS NULL OR s.sign <> a.sign)
  + (SELECT count(*) FROM (SELECT DISTINCT status FROM stage) WHERE status NOT IN (SELECT name FROM statuses))
  + (SELECT count(*) FROM (SELECT DISTINCT published AS d FROM stage UNION SELECT DISTINCT start FROM stage
        UNION SELECT DISTINCT "end" FROM stage) WHERE d IS NOT NULL AND NOT date_ok(d))
  + (SELECT count(*) FROM (SELECT DISTINCT source AS t FROM stage UNION SELECT DISTINCT target FROM stage
        UNION SELECT DISTINCT document FROM stage UNION SELECT DISTINCT rule FROM stage)
        WHERE t[1] IN ('{', '[') AND json_valid(t))
  + (SELECT count(*) FROM stage WHERE quote[1] IN ('{', '[') AND json_valid(quote))
"""

MACROS = (
    """CREATE OR REPLACE TEMP MACRO whole(n, most) AS n IS NULL
    OR (coalesce(try_cast(n AS UBIGINT)::VARCHAR = n, false) AND try_cast(n AS UBIGINT) <= most)""",
    """CREATE OR REPLACE TEMP MACRO date_ok(d) AS d >= '0001' AND CASE length(d)
    WHEN 10 THEN regexp_full_match(d, '[0-9]{4}-[0-9]{2}-[0-9]{2}') AND try_cast(d AS DATE) IS NOT NULL
    WHEN 7 THEN regexp_full_match(d, '[0-9]{4}-[0-9]{2}') AND try_cast(d || '-01' AS DATE) IS NOT NULL
    WHEN 4 THEN regexp_full_match(d, '[0-9]{4}') ELSE false END""",
    """CREATE OR REPLACE TEMP MACRO date_code(d) AS CASE length(d) WHEN 10 THEN replace(d, '-', '')::INT
    WHEN 7 THEN replace(d, '-', '')::INT * 100 WHEN 4 THEN d::INT * 10000 ELSE 0 END""",
)

ENCODE = """
INSERT INTO statement
SELECT {distinct} s.id, a.code, b.code, t.code, u.code, d.code, date_code(s.published), date_code(s.start), date_code(s."end"),
    s.past, s.quote, s.char_start::INT, s.char_end::INT, s.line::BIGINT, s.rule, s.confidence
FROM stage s
JOIN actor a ON a.kind = s.source_kind AND a.name = s.source
JOIN actor b ON b.kind = s.target_kind AND b.name = s.target
JOIN document d ON d.path = s.document
JOIN allowed t ON t.type = s.type AND t.source_kind = s.source_kind AND t.target_kind = s.target_kind
JOIN statuses u ON u.name = s.status
{only_new}
"""


def prepare(db: DuckDBPyConnection) -> None:
    """Makes the temporary tables and macros of the vocabulary: once a connection."""
    known = schema()
    db.execute("CREATE OR REPLACE TEMP TABLE allowed (type VARCHAR, code UTINYINT, sign VARCHAR, source_kind VARCHAR, target_kind VARCHAR)")
    rows = [
        (r.name, r.code, str(r.sign), source, target) for r in known.relations.values() for source in r.source for target in r.target
    ]
    columns = [list(column) for column in zip(*rows, strict=True)]
    db.execute("INSERT INTO allowed SELECT unnest(?), unnest(?), unnest(?), unnest(?), unnest(?)", columns)
    db.execute("CREATE OR REPLACE TEMP TABLE statuses (code UTINYINT, name VARCHAR)")
    db.execute("INSERT INTO statuses SELECT unnest(?), unnest(?)", [list(range(len(known.status))), list(known.status)])
    for macro in MACROS:
        db.execute(macro)


def stage(db: DuckDBPyConnection, path: Path, name: str) -> list[SkipRecord]:
    """Fills the table `stage` from a `.jsonl` file; returns the lines left out, as `name:line`, with the reasons."""
    if stage_clean(db, path):
        return []
    skipped: list[SkipRecord] = []
    with tempfile.TemporaryDirectory(prefix="volteface-") as folder:
        clean = Path(folder) / "clean.jsonl"
        write_records(clean, good_lines(path, name, skipped))
        if not stage_clean(db, clean):
            raise DataError(f"{name}: the checks in SQL and in Python disagree; please report this file")
    return skipped


def stage_clean(db: DuckDBPyConnection, path: Path) -> bool:
    """Fills `stage` from a file; False, with an unusable `stage`, where a record of it is bad."""
    import duckdb

    columns = ", ".join(f"\"{name}\": 'VARCHAR'" for name in FIELDS if name != "id")
    try:
        db.execute(STAGE.format(longest=LONGEST_LINE, columns=columns), [str(path)])
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.OutOfRangeException):
        return False
    found = db.execute(BAD).fetchone()
    return found is not None and found[0] == 0


def good_lines(path: Path, name: str, skipped: list[SkipRecord]) -> Iterator[Statement]:
    """The statements of the good lines, in bounded memory; the others are added to `skipped`."""
    with path.open("rb") as lines:
        number = 0
        while line := lines.readline(LONGEST_LINE):
            number += 1
            try:
                if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
                    while (rest := lines.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                        pass
                    raise DataError(f"a line of over {LONGEST_LINE // 2**20} MiB (a statement is one sentence)")
                text = line.decode("utf-8-sig" if number == 1 else "utf-8")
                if text.strip():
                    yield parse_line(text)
            except UnicodeDecodeError as error:
                skipped.append(SkipRecord(f"{name}:{number}", f"byte {error.start + 1} is not UTF-8"))
            except DataError as error:
                skipped.append(SkipRecord(f"{name}:{number}", str(error)))


def write_records(path: Path, statements: Iterable[Statement]) -> None:
    """Writes statements as `.jsonl`."""
    with path.open("w", encoding="utf-8") as out:
        for statement in statements:
            out.write(json.dumps(to_record(statement), ensure_ascii=False) + "\n")


def encode(db: DuckDBPyConnection) -> tuple[int, int]:
    """Moves `stage` into the graph's tables, inside the caller's transaction; returns (new, already known)."""
    staged, distinct = fetch_one(db, "SELECT count(*), count(DISTINCT id) FROM stage")
    before, empty = fetch_one(db, "SELECT count(*), count(*) = 0 FROM statement")
    db.execute("""INSERT INTO actor BY NAME
        SELECT (SELECT coalesce(max(code) + 1, 0) FROM actor) + row_number() OVER (ORDER BY kind, name) - 1 AS code, kind, name
        FROM (SELECT DISTINCT source_kind AS kind, source AS name FROM stage UNION SELECT DISTINCT target_kind, target FROM stage)
        ANTI JOIN actor USING (kind, name)""")
    db.execute("""INSERT INTO document BY NAME
        SELECT (SELECT coalesce(max(code) + 1, 0) FROM document) + row_number() OVER (ORDER BY path) - 1 AS code, path
        FROM (SELECT DISTINCT document AS path FROM stage) ANTI JOIN document USING (path)""")
    db.execute(
        ENCODE.format(
            distinct="" if staged == distinct else "DISTINCT",
            only_new="" if empty else "ANTI JOIN statement known ON known.id = s.id",
        )
    )
    after, _ = fetch_one(db, "SELECT count(*), 0 FROM statement")
    db.execute("DROP TABLE stage")
    return after - before, staged - (after - before)


def fetch_one(db: DuckDBPyConnection, query: str) -> tuple[int, int]:
    row = db.execute(query).fetchone()
    assert row is not None
    return row[0], row[1]
