"""Statements from `.jsonl` into the store, a file at a time: DuckDB reads, checks and encodes them as a set.

A file in which anything is wrong goes through `records.parse_line` once, which says what and where; the good lines are
then staged by the same SQL. So a clean file is read at DuckDB's speed and a bad one still loses only its bad lines.
"""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .errors import DataError, SkipRecord
from .model import Statement
from .records import FIELDS, LARGEST, parse_line, to_record
from .schema import schema

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# Longest line that is read: a statement is a sentence, not a book.
LONGEST_LINE = 16 * 2**20

# One pass over the file. Every field is read as text, so that what is valid is decided in one place for every way in which
# JSON can write a value, and becomes at once what the store keeps: null, or -1 where null is valid, if it is not valid.
STAGE = """
CREATE OR REPLACE TEMP TABLE stage AS
SELECT document, source, target, quote, rule,
    try_cast(source_kind AS kind_name) AS source_kind, try_cast(target_kind AS kind_name) AS target_kind,
    try_cast(type AS type_name) AS type,
    CASE WHEN sign IS NULL THEN 'any'::sign_name WHEN sign <> 'any' THEN try_cast(sign AS sign_name) END AS sign,
    try_cast(coalesce(status, 'asserted') AS status_name) AS status,
    date_code(published) AS published, date_code(start) AS start, date_code("end") AS "end",
    CASE coalesce(past, 'false') WHEN 'true' THEN true WHEN 'false' THEN false END AS past,
    whole(char_start) AS char_start, whole(char_end) AS char_end, whole(line) AS line,
    try_cast(floor(try_cast(coalesce(confidence, '1') AS DOUBLE) * 1000 + 0.5) AS SMALLINT) AS confidence
FROM read_json(?, format = 'newline_delimited', records = true, maximum_object_size = {longest}, columns = {{{columns}}})
"""

# Who and what is named in it.
NAMED = (
    """CREATE OR REPLACE TEMP TABLE named AS SELECT DISTINCT source_kind AS kind, source AS name FROM stage
    UNION SELECT DISTINCT target_kind, target FROM stage""",
    "CREATE OR REPLACE TEMP TABLE cited AS SELECT DISTINCT document AS path FROM stage",
)

# Each counts bad records or values. `from_record` says the same in words; tests hold the two against each other.
BAD = (
    """SELECT count(*) FROM stage WHERE status IS NULL OR past IS NULL OR confidence IS NULL OR confidence NOT BETWEEN 0 AND 1000
    OR published IS NULL OR start IS NULL OR "end" IS NULL OR line < 0
    OR char_start NOT BETWEEN 0 AND {char_start} OR char_end NOT BETWEEN 0 AND {char_end}
    OR (source = target AND source_kind = target_kind) OR is_json(quote)""",
    """SELECT count(*) FROM (SELECT DISTINCT type, source_kind, target_kind, sign FROM stage) s LEFT JOIN allowed a
    ON s.type = a.type AND s.source_kind = a.source_kind AND s.target_kind = a.target_kind AND s.sign IN ('any', a.sign)
    WHERE a.type IS NULL""",
    "SELECT count(*) FROM (SELECT name FROM named UNION ALL FROM cited) WHERE name IS NULL OR trim(name, ' ') = '' OR is_json(name)",
    "SELECT count(*) FROM (SELECT DISTINCT rule FROM stage) WHERE is_json(rule)",
)

MACROS = (
    "is_json(t) AS (t[1] IN ('{', '[') AND json_valid(t))",
    "whole(n) AS CASE WHEN n IS NULL THEN NULL WHEN try_cast(n AS BIGINT)::VARCHAR = n THEN n::BIGINT ELSE -1 END",
    # DuckDB's own cast would take other marks than `-`, fewer digits and more, so the day is written out and compared.
    """day_code(d, day) AS CASE WHEN day::VARCHAR = d AND d > '0001' AND strlen(d) = 10
        THEN year(day) * 10000 + month(day) * 100 + day(day) END""",
    # YYYYMMDD with 00 for what is unknown, 0 for null; null for what is no date.
    """date_code(d) AS coalesce(day_code(d, try_cast(d AS DATE)), CASE WHEN d IS NULL THEN 0
        WHEN strlen(d) = 7 THEN day_code(d || '-01', try_cast(d || '-01' AS DATE)) - 1
        WHEN regexp_full_match(d, '[0-9]{4}') AND d >= '0001' THEN d::INT * 10000 END)""",
)

# The staged statements as rows of the table `statement`.
ENCODED = """
SELECT a.code, b.code, enum_code(s.type), enum_code(s.status), d.code, s.published, s.start, s."end", s.past, s.quote,
    s.char_start::INT, s.char_end::INT, s.line, s.rule, s.confidence
FROM stage s
JOIN (SELECT code, kind::kind_name AS kind, name FROM actor) a ON a.kind = s.source_kind AND a.name = s.source
JOIN (SELECT code, kind::kind_name AS kind, name FROM actor) b ON b.kind = s.target_kind AND b.name = s.target
JOIN document d ON d.path = s.document
"""
# Taken off where something may be there already, or twice in the file. Only the same documents can say the same.
KNOWN = "EXCEPT SELECT * EXCLUDE (read) FROM statement WHERE document IN (SELECT code FROM document SEMI JOIN cited USING (path))"

# Whether the statements are records of one data set, each from a line of its own: then none is there twice.
RECORDS = """
SELECT count(line) > 0 AND count(line) = count(*) AND count(DISTINCT document) = 1 AND max(line) - min(line) < 2 * count(*),
    min(line), max(line) FROM stage
"""


def prepare(db: DuckDBPyConnection) -> None:
    """Makes the temporary types, tables and macros of the vocabulary: once a connection."""
    known = schema()
    names = {
        "kind_name": known.kinds,
        "type_name": known.relations,
        "status_name": known.status,
        "sign_name": ("any", "-1", "0", "1"),
    }
    for name, values in names.items():
        # In code order: `enum_code` is then the code.
        db.execute(f"CREATE TEMP TYPE {name} AS ENUM ({', '.join(map(repr, values))})")
    db.execute("CREATE TEMP TABLE allowed (type type_name, sign sign_name, source_kind kind_name, target_kind kind_name)")
    rows = [(r.name, str(r.sign), source, target) for r in known.relations.values() for source in r.source for target in r.target]
    columns = [list(column) for column in zip(*rows, strict=True)]
    db.execute("INSERT INTO allowed SELECT unnest(?), unnest(?), unnest(?), unnest(?)", columns)
    for macro in MACROS:
        db.execute(f"CREATE TEMP MACRO {macro}")
    db.execute("SET preserve_insertion_order = false")  # the column table orders what it reads


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
        db.execute(STAGE.format(longest=LONGEST_LINE, columns=columns), [re.sub(r"[*?[]", r"[\g<0>]", str(path))])  # no pattern
    except (duckdb.InvalidInputException, duckdb.ConversionException, duckdb.OutOfRangeException):
        return False
    for query in NAMED:
        db.execute(query)
    return not any(first(db, query.format(**LARGEST)) for query in BAD)


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


def encode(db: DuckDBPyConnection, *, read: bool = False) -> tuple[int, int]:
    """Moves `stage` into the graph's tables, inside the caller's transaction; returns (new, already known).

    `read`: the statements were read in documents that are stored with them, and go when these are read again.
    """
    before, staged = first(db, "SELECT count(*) FROM statement"), first(db, "SELECT count(*) FROM stage")
    may_be_known = first(db, "SELECT count(*) FROM document SEMI JOIN cited USING (path)") or not all_different(db)
    db.execute("""INSERT INTO actor BY NAME
        SELECT (SELECT coalesce(max(code) + 1, 0) FROM actor) + row_number() OVER (ORDER BY kind, name) - 1 AS code, kind, name
        FROM (SELECT kind::VARCHAR AS kind, name FROM named) ANTI JOIN actor USING (kind, name)""")
    db.execute("""INSERT INTO document BY NAME
        SELECT (SELECT coalesce(max(code) + 1, 0) FROM document) + row_number() OVER (ORDER BY path) - 1 AS code, path
        FROM cited ANTI JOIN document USING (path)""")
    db.execute(f"INSERT INTO statement SELECT *, {read} FROM ({ENCODED} {KNOWN if may_be_known else ''})")
    db.execute("DROP TABLE stage")
    new = first(db, "SELECT count(*) FROM statement") - before
    return new, staged - new


def all_different(db: DuckDBPyConnection) -> bool:
    """Whether no statement of `stage` is there twice, asked in the cheapest way that is certain to notice."""
    records, low, high = db.execute(RECORDS).fetchall()[0]
    if records and first(db, f"SELECT bit_count(bitstring_agg(line, {low}, {high})) = count(*) FROM stage"):
        return True
    return bool(first(db, "SELECT count(DISTINCT hash(s)) = count(*) FROM (SELECT * EXCLUDE (sign) FROM stage) s"))


def first(db: DuckDBPyConnection, query: str) -> int:
    """The first value of the first row."""
    return int(db.execute(query).fetchall()[0][0])
