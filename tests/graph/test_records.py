from __future__ import annotations

import json
from typing import Any

import pytest

from volteface.graph.errors import DataError
from volteface.graph.records import FIELDS, from_record, parse_line, to_record

GOOD: dict[str, Any] = {
    "document": "a.txt",
    "source": "Ruritania",
    "source_kind": "state",
    "target": "Grand Fenwick",
    "target_kind": "state",
    "type": "opposes",
}


def test_what_is_null_may_be_missing() -> None:
    statement = from_record(GOOD)
    assert (statement.status, statement.past, statement.confidence, statement.sign) == ("asserted", False, 1.0, -1)
    assert from_record({**dict.fromkeys(FIELDS), **GOOD}) == statement


def test_a_record_has_every_field_in_order_and_comes_back_equal() -> None:
    statement = from_record({**GOOD, "start": "2025-06", "quote": "“no”", "char_start": 3, "char_end": 7, "confidence": 0.85})
    record = to_record(statement)
    assert tuple(record) == FIELDS
    assert parse_line(json.dumps(record)) == statement
    assert record["id"] == statement.id


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("type", "befriends", "valid: ally, supports"),
        ("source_kind", "planet", "valid: state, leader"),
        ("status", "maybe", "valid: asserted, alleged, planned, denied"),
        ("start", "2025-02-30", "start: date 2025-02-30: no such day"),
        ("sign", 1, "sign '1' (valid for opposes: -1)"),
        ("past", "yes", "valid: true, false"),
        ("confidence", 1.5, "valid: 0 to 1"),
        ("confidence", "high", "valid: 0 to 1"),
        ("char_start", -1, "valid: a whole number"),
        ("line", 2.5, "valid: a whole number"),
        ("source", {"name": "Ruritania"}, "valid: a text"),
        ("source", "", "source is missing"),
        ("target", "Ruritania", "a relation of an actor with itself"),
        ("document", None, "document is missing"),
    ],
)
def test_a_bad_record_is_refused_naming_field_and_value(field: str, value: object, says: str) -> None:
    with pytest.raises(DataError) as caught:
        from_record({**GOOD, field: value})
    assert says in str(caught.value)
    assert field in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_type_refuses_ends_of_other_kinds() -> None:
    with pytest.raises(DataError, match=r"source_kind 'state' \(valid for leads: leader, person\)"):
        from_record({**GOOD, "type": "leads"})


@pytest.mark.parametrize("line", ["", "{", "[1]", '"text"', "null", "[" * 100_000, '{"source": "\\ud800"}'])
def test_a_line_that_is_no_record_is_refused(line: str) -> None:
    with pytest.raises(DataError):
        parse_line(line)
