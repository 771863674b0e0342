"""What `cypher` takes and gives, once or at its prompt: parameters, answers, errors of queries, the schema."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from .cookbook import for_people
from .output import Row, emit, printable

if TYPE_CHECKING:
    from ..graph.cypher.engine import Answer, Engine, QueryError

PARAMETER = re.compile(r"\$?([^\W\d]\w*)=(.*)", re.DOTALL)


class Parameter(click.ParamType[tuple[str, Any]]):
    """`name=value`: the value is JSON, or else the text as it stands."""

    name = "parameter"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Any]:
        if isinstance(value, tuple):
            return value
        found = PARAMETER.fullmatch(str(value))
        if not found:
            self.fail(f"{value!r} (valid: name=value, with a number, true, false, null, a JSON list or object, or a text)", param, ctx)
        try:
            return found[1], json.loads(found[2], parse_constant=self.refuse)
        except (ValueError, RecursionError):
            return found[1], found[2]

    def refuse(self, constant: str) -> float:
        raise ValueError(constant)  # NaN and Infinity are no JSON: a text


def complain(error: QueryError) -> None:
    """An error of a query on standard error, with the line that is wrong and a caret under the place."""
    click.echo(f"volteface: error: {printable(str(error))}", err=True)
    for line in error.shown:
        click.echo(printable(line.replace("\t", " ")), err=True)


def print_answer(answer: Answer, form: str, limit: int | None, named: bool = False) -> None:
    """An answer in one of the forms of every command; hints go to standard error.

    That of a `named` query has its quotes in a table, and no hints: what the graph lacks, it is not wrong to ask for.
    """
    from ..graph.cypher.values import printed

    rows: list[Row] = [printed(row) for row in answer.dicts()]
    for hint in () if named else answer.hints:
        click.echo(f"volteface: hint: {printable(hint)}", err=True)
    notes = [] if rows else ["no rows"]
    if answer.cut:
        notes.append(f"the first {limit} rows (--limit 0 prints all)")
    if answer.cut and form != "table":
        click.echo(f"volteface: {notes.pop()}", err=True)
    whole = {"columns": list(answer.columns), "rows": rows, "more": answer.cut}
    shown = [{name: cell(value) for name, value in row.items()} for row in rows] if form == "csv" else rows
    emit(form, shown, whole, answer.columns, (lambda row: table_row(for_people(row))) if named else table_row, notes=notes)


def cell(value: Any) -> Any:
    """A value for CSV: what is no text, number or truth, as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value


def table_row(row: Row) -> Row:
    return {name: in_table(value) for name, value in row.items()}


def in_table(value: Any) -> Any:
    """A value for people: a node as (:State state:Russia), a relationship as [:ALLY state:A -> state:B], a path as its steps."""
    from ..graph.cypher import values

    if isinstance(value, bool):
        return "true" if value else "false"
    if values.is_node(value):
        return f"(:{value['labels'][-1] if value['labels'] else ''} {value['properties'].get('id', '')})"
    if values.is_relationship(value):
        return f"[:{value['type']} {value['source']} -> {value['target']}]"
    if values.is_path(value):
        return path(value)
    if isinstance(value, list):
        return f"[{joined(value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {text(one)}' for name, one in value.items())}}}"
    return value


def path(value: list[Any]) -> str:
    shown = str(in_table(value[0]))
    at = value[0]["properties"].get("id")
    for relationship, node in zip(value[1::2], value[2::2], strict=True):
        left, right = ("-", "->") if relationship["source"] == at else ("<-", "-")
        shown += f"{left}[:{relationship['type']}]{right}{in_table(node)}"
        at = node["properties"].get("id")
    return shown


def joined(values: Iterable[Any]) -> str:
    return ", ".join(text(value) for value in values)


def text(value: Any) -> str:
    return "null" if value is None else str(in_table(value))


def show_schema(asked: Engine, form: str) -> None:
    """Labels and relationship types with their numbers and properties."""
    found = asked.shape()
    rows: list[dict[str, Any]] = [
        {"what": what, "name": kind.name, "number": kind.number, "properties": list(kind.properties)}
        for what, kinds in (("label", found.labels), ("type", found.types))
        for kind in kinds
    ]
    whole = {
        "labels": [{name: row[name] for name in ("name", "number", "properties")} for row in rows if row["what"] == "label"],
        "types": [{name: row[name] for name in ("name", "number", "properties")} for row in rows if row["what"] == "type"],
    }
    listed: list[Row] = [{**row, "properties": joined(row["properties"])} for row in rows]
    notes = [] if rows else ["an empty graph"]
    emit(form, listed, whole, ("what", "name", "number", "properties"), repeated=("what",), notes=notes)
