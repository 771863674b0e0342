"""Dictionary files as tables with their lines: TOML, with a short cut for files that are written plainly, as the built-in ones are.

The short cut reads the part of TOML in which a table is `[[kind]]` and lines of `key = value`, a value one text, true, false, or a
list that ends in `]` at the end of a line. It gives up at anything else, and then the TOML parser reads the whole: four times slower.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

from ...graph.errors import DataError

_HEADER = re.compile(r"\s*\[\[\s*([A-Za-z_]+)\s*\]\]\s*(?:#.*)?")
_INSIDE_STRING = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*')
_KEY = re.compile(r"([{,]\s*)([a-z]+) = ")
_LAST_COMMA = re.compile(r",\s*\]$")
# Top-level keys of a file that are no tables.
_NOTES = ("as_of",)


class Table(NamedTuple):
    """One `[[kind]]` of a file, with the line of its header, from 1."""

    kind: str
    line: int
    fields: dict[str, Any]


def tables(text: str, document: str) -> list[Table]:
    """The tables of a file in its order. Raises DataError where it is not TOML, or no list of `[[…]]` tables."""
    found = plain_tables(text)
    return toml_tables(text, document) if found is None else found


def plain_tables(text: str) -> list[Table] | None:
    """The short cut; None where the file is not written plainly."""
    found: list[Table] = []
    fields: dict[str, Any] = {}
    lines = iter(enumerate(text.split("\n"), 1))
    for number, line in lines:
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            if line[:2] != "[[" or line[-2:] != "]]" or not line[2:-2].isidentifier():
                return None
            fields = {}
            found.append(Table(line[2:-2], number, fields))
            continue
        key, equals, value = line.partition(" = ")
        if not equals or key in fields or not key.isidentifier():
            return None
        if value == "[":
            for _, more in lines:
                value += more.lstrip(" ") + " "
                if more[-1:] == "]":
                    break
            value = value[:-1]
        try:
            given = _value(value)
        except ValueError:
            return None
        if found:
            fields[key] = given
        elif key not in _NOTES:
            return None
    return found


def _value(value: str) -> Any:
    """A plain value. Raises ValueError for any other."""
    if "\\" in value:
        raise ValueError(value)
    if value[:1] == '"' and value.find('"', 1) == len(value) - 1 > 0:
        return value[1:-1]
    if value in ("true", "false"):
        return value == "true"
    if value[:1] != "[" or value[-1:] != "]":
        raise ValueError(value)
    if value[:2] == '["':
        texts = value[2 : -4 if value[-4:] == '", ]' else -2].split('", "')
        if value.count('"') == 2 * len(texts) and value[-2:] in ('"]', " ]"):
            return texts
    if "{" in value:
        value = _KEY.sub(r'\1"\2": ', value)
    return json.loads(_LAST_COMMA.sub("]", value))


def toml_tables(text: str, document: str) -> list[Table]:
    """The tables as the TOML parser reads them."""
    try:
        parsed = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{document}: not a dictionary file: {error}") from None
    lines: dict[str, list[int]] = {}
    for kind, line in header_lines(text):
        lines.setdefault(kind, []).append(line)
    found: list[Table] = []
    for kind, entries in parsed.items():
        if kind in _NOTES:
            continue
        if not isinstance(entries, list) or len(lines.get(kind, ())) != len(entries):
            raise DataError(f"{document}: {kind!r} is no entry: write each as a table of its own, [[{kind}]] on a line of its own")
        found += [Table(kind, line, fields) for line, fields in zip(lines[kind], entries, strict=True)]
    return sorted(found, key=lambda table: table.line)


def header_lines(text: str) -> Iterator[tuple[str, int]]:
    """Each `[[table]]` header of a TOML text with its line, from 1; lines inside a multi-line string do not count."""
    closing = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not closing and (match := _HEADER.fullmatch(line)):
            yield match[1], number
            continue
        if '"""' not in line and "'''" not in line:
            continue
        rest = line
        while rest:
            if closing:
                _, found, rest = rest.partition(closing)
                closing = "" if found else closing
                continue
            opened = re.search(r'"""|\'\'\'', rest)
            single = _INSIDE_STRING.search(rest)
            if opened is None:
                break
            # A comment or a closed string before the opening mark hides nothing of it; `""` is the start of `"""`.
            if single and single.start() < opened.start() and single[0] not in ('""', "''"):
                rest = rest[single.end() :]
                continue
            closing, rest = opened[0], rest[opened.end() :]
