"""`cypher`: a query that reads, on the graph file or on a Neo4j server, once or at a prompt."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import DataError, UsageError
from .cookbook import chosen, for_people, show_list
from .options import format_option, with_graph
from .output import Row, emit, printable

if TYPE_CHECKING:
    from ..api import Graph
    from ..graph.cypher.engine import Answer, Engine, QueryError

# Rows that a table has by default; JSON and CSV have all.
SHOWN = 100
SECONDS = 60.0
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


@click.command(
    epilog="""\b
Examples:
  volteface cypher "MATCH (a:State)-[r:ALLY]->(b:State) RETURN a.name, b.name, r.since ORDER BY r.since"
  volteface cypher 'MATCH (a {name: $who})-[r]->(b) RETURN type(r), count(*)' --param who=Russia
  volteface cypher 'MATCH (a)-[r]->(b) WHERE r.since >= date($day) RETURN b.name, r.quote' --param day=2025-01-01 --format csv
  volteface cypher --run flipped-since --param since=2024-12-01
  volteface cypher --schema"""
)
@click.argument("query", required=False)
@click.option("--file", "file", metavar="FILE", help="Take the query from a file, or from standard input (-).")
@click.option(
    "--param",
    "params",
    multiple=True,
    type=Parameter(),
    metavar="NAME=VALUE",
    help="What $NAME stands for: JSON, else a text (dates: date($day)); repeatable.",
)
@click.option(
    "--list", "listing", is_flag=True, help="Print the queries of the cook book: names, questions, parameters (docs/cookbook.md)."
)
@click.option("--run", "named", metavar="NAME", help="Run a query of the cook book; --param gives its parameters.")
@click.option("--schema", is_flag=True, help="Print the labels, relationship types and properties that there are, with their numbers.")
@click.option("--limit", type=click.IntRange(0), metavar="N", help=f"Rows at most; 0 for all.  [default: {SHOWN} in a table, else all]")
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=SECONDS,
    metavar="SECONDS",
    help=f"Give up after so long.  [default: {SECONDS:g}]",
)
@click.option("--neo4j", "uri", metavar="URI", help="Ask a server, neo4j://HOST:7687, instead of the graph file.")
@click.option("--user", metavar="NAME", help="Who asks the server.  [default: $VOLTEFACE_NEO4J_USER, $NEO4J_USERNAME or neo4j]")
@click.option("--database", default="neo4j", show_default=True, metavar="NAME", help="The database of the server.")
@format_option
@with_graph
def cypher(
    graph: Graph,
    query: str | None,
    file: str | None,
    params: tuple[tuple[str, Any], ...],
    listing: bool,
    named: str | None,
    schema: bool,
    limit: int | None,
    timeout: float,
    uri: str | None,
    user: str | None,
    database: str,
    form: str,
) -> None:
    """Answers a Cypher QUERY; without one, asks for queries at a prompt.

    Queries only read: what would write, or reach files or the network, is refused. The graph file is asked through an engine of
    its own; what that lacks, a Neo4j server has (--neo4j; its password: $VOLTEFACE_NEO4J_PASSWORD or $NEO4J_PASSWORD, else asked for).
    """
    if sum((query is not None, file is not None, named is not None, listing, schema)) > 1:
        raise UsageError("QUERY, --file, --run, --list and --schema: give one of them")
    if listing:
        show_list(form)
        return
    text, values = read(file) if file is not None else query, dict(params)
    if named is not None:
        found, values = chosen(named, values, None if uri else graph)
        text = found.text
    if text is None and not schema and not sys.stdin.isatty():
        raise UsageError(
            "no query (valid: QUERY, --file FILE, --file - for standard input, --run NAME, --list, --schema; on a terminal a prompt)"
        )
    with closing(engine(graph, uri, user, database)) as asked:
        if schema:
            show_schema(asked, form)
        elif text is not None:
            most = (SHOWN if form == "table" else 0) if limit is None else limit
            run(asked, text, values, form, most or None, timeout, named is not None)
        else:
            from .prompt import prompt

            prompt(asked, values, form, SHOWN if limit is None else limit or None, timeout)


def engine(graph: Graph, uri: str | None, user: str | None, database: str) -> Engine:
    """The engine that is to answer."""
    if uri is None:
        return graph.engine()
    from ..graph.cypher.remote import Remote
    from ..graph.cypher.server import connect, credentials

    name, password = credentials(user, ask=ask if sys.stdin.isatty() else None)
    return Remote(connect(uri, database, name, password))


def ask(question: str) -> str:
    return str(click.prompt(question, hide_input=True, default="", show_default=False, err=True))


def read(file: str) -> str:
    """The query in a file. Raises DataError where it cannot be read."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise DataError(f"{file}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise DataError(f"{file}: not UTF-8 at byte {error.start} (a query is text in UTF-8)") from None


def run(asked: Engine, query: str, params: Mapping[str, Any], form: str, limit: int | None, timeout: float, named: bool = False) -> None:
    """Asks a query, perhaps a `named` one, and prints what comes; an error of the query ends the command, with the place in it."""
    from ..graph.cypher.engine import QueryError

    try:
        print_answer(asked.run(query, params, timeout, limit), form, limit, named)
    except QueryError as error:
        complain(error)
        raise click.exceptions.Exit(error.exit_status) from None


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
