"""The record form of a statement: a line of `.jsonl`, as `export` writes it and `load` reads it (docs/json.md)."""

from __future__ import annotations

import json
from typing import Any

from .dates import PartialDate
from .errors import DataError, UsageError
from .model import Statement
from .schema import schema

FIELDS = (
    "id",
    "document",
    "published",
    "source",
    "source_kind",
    "target",
    "target_kind",
    "type",
    "sign",
    "start",
    "end",
    "status",
    "past",
    "quote",
    "char_start",
    "char_end",
    "line",
    "rule",
    "confidence",
)
# The same in SQL: `sign` follows from the type, a date's text from its code, the id from all the rest, as in `Statement.id`.
RECORDS = """
SELECT lower(lpad(hex(md5_number(concat_ws(chr(31), document, coalesce(published, ''), source, source_kind, target, target_kind, type,
    coalesce(start, ''), coalesce("end", ''), status, past::INT, coalesce(quote, ''), coalesce(char_start::VARCHAR, ''),
    coalesce(char_end::VARCHAR, ''), coalesce(line::VARCHAR, ''), coalesce(rule, ''), thousandths,
    strlen(document), strlen(source), strlen(target), strlen(coalesce(quote, '')), strlen(coalesce(rule, ''))))), 32, '0')) AS id,
    * EXCLUDE thousandths, thousandths / 1000 AS confidence
FROM (
    SELECT d.path AS document, {published} AS published, a.name AS source, a.kind AS source_kind, b.name AS target,
        b.kind AS target_kind, {types}[s.type + 1] AS type, {signs}[s.type + 1] AS sign, {start} AS start, {end} AS "end",
        {statuses}[s.status + 1] AS status, s.past, s.quote, s.char_start, s.char_end, s.line, s.rule, s.confidence AS thousandths
        {more}
    FROM statement s JOIN actor a ON a.code = s.source JOIN actor b ON b.code = s.target JOIN document d ON d.code = s.document
    {where}
)
"""
DATE = """CASE WHEN s.{0} = 0 THEN NULL WHEN s.{0} % 10000 = 0 THEN printf('%04d', s.{0} // 10000)
    WHEN s.{0} % 100 = 0 THEN printf('%04d-%02d', s.{0} // 10000, s.{0} // 100 % 100)
    ELSE printf('%04d-%02d-%02d', s.{0} // 10000, s.{0} // 100 % 100, s.{0} % 100) END"""
LARGEST = {"char_start": 2**31 - 1, "char_end": 2**31 - 1, "line": 2**63 - 1}
REQUIRED = ("document", "source", "source_kind", "target", "target_kind", "type")


def to_record(statement: Statement) -> dict[str, Any]:
    """The record of a statement: every field of `FIELDS`, in that order, null where unknown."""
    record: dict[str, Any] = {}
    for name in FIELDS:
        value = getattr(statement, name)
        record[name] = str(value) if isinstance(value, PartialDate) else value
    return record


def from_record(record: object) -> Statement:
    """The statement of a record. `id` is computed, never believed; what is null may be missing; other keys are ignored.

    Raises DataError naming the field, its value and what is valid.
    """
    if not isinstance(record, dict):
        raise DataError(f"a record is a JSON object, not {short(record)}")
    texts = {name: text_of(name, record.get(name)) for name in FIELDS}
    for name in REQUIRED:
        if not (texts[name] or "").strip(" "):
            raise DataError(f"{name} is missing (needed: {', '.join(REQUIRED)})")
    past = texts["past"] or "false"
    if past not in ("true", "false"):
        raise DataError(f"past {short(past)} (valid: true, false)")
    statement = Statement(
        document=texts["document"] or "",
        source=texts["source"] or "",
        source_kind=texts["source_kind"] or "",
        target=texts["target"] or "",
        target_kind=texts["target_kind"] or "",
        type=texts["type"] or "",
        published=date_of("published", texts["published"]),
        start=date_of("start", texts["start"]),
        end=date_of("end", texts["end"]),
        status=texts["status"] or "asserted",
        past=past == "true",
        quote=texts["quote"],
        char_start=number_of("char_start", texts["char_start"]),
        char_end=number_of("char_end", texts["char_end"]),
        line=number_of("line", texts["line"]),
        rule=texts["rule"],
        confidence=confidence_of(texts["confidence"]),
    )
    if texts["sign"] is not None and texts["sign"] != str(statement.sign):
        raise DataError(f"sign {short(texts['sign'])} (valid for {statement.type}: {statement.sign})")
    return statement


def records_query(*more: str, where: str = "") -> str:
    """The SELECT that gives the statements of a store as their records, with `more` columns of `statement s` and a condition."""
    known = schema()
    return RECORDS.format(
        more="".join(f", {column}" for column in more),
        where=f"WHERE {where}" if where else "",
        types=list(known.relations),
        signs=[relation.sign for relation in known.relations.values()],
        statuses=list(known.status),
        published=DATE.format("published"),
        start=DATE.format("start"),
        end=DATE.format('"end"'),
    )


def parse_line(line: str) -> Statement:
    """The statement of one line of a `.jsonl` file. Raises DataError."""
    try:
        return from_record(json.loads(line))
    except (json.JSONDecodeError, RecursionError) as error:
        raise DataError(f"not JSON: {error} in {short(line)}") from None


def text_of(name: str, value: object) -> str | None:
    """A scalar by its text, as DuckDB reads it, so that both ways in accept the same records."""
    if value is None or isinstance(value, str):
        text = value
    elif isinstance(value, bool | int | float):
        text = json.dumps(value)
    else:
        raise DataError(f"{name} {short(value)} (valid: a text, a number, true, false or null)")
    if text is not None and text[:1] in ("{", "[") and is_json(text):
        raise DataError(f"{name} {short(text)} (valid: a text, not JSON inside one)")
    if text is not None and any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise DataError(f"{name} {short(text)}: half a character (a lone surrogate)")
    return text


def is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (json.JSONDecodeError, RecursionError):
        return False
    return True


def date_of(name: str, text: str | None) -> PartialDate | None:
    if text is None:
        return None
    try:
        return PartialDate.parse(text)
    except UsageError as error:
        raise DataError(f"{name}: {error}") from None


def number_of(name: str, text: str | None) -> int | None:
    if text is None:
        return None
    if not text.isascii() or not text.isdigit() or str(int(text[:19])) != text:
        raise DataError(f"{name} {short(text)} (valid: a whole number, 0 or more)")
    if int(text) > LARGEST[name]:
        raise DataError(f"{name} {short(text)} (valid: up to {LARGEST[name]})")
    return int(text)


def confidence_of(text: str | None) -> float:
    try:
        value = 1.0 if text is None else float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise DataError(f"confidence {short(text)} (valid: 0 to 1)")
    return value


def short(value: object) -> str:
    """A value for an error message: quoted, on one line, at most 60 characters."""
    text = ascii(value) if not isinstance(value, str) else repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def vocabulary() -> str:
    """The schema's names in code order: what a graph file must have been written with to be read."""
    known = schema()
    return json.dumps([known.kinds, list(known.relations), list(known.status)])
