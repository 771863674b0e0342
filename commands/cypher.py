"""`cypher`: a query that reads, on the graph file or on a Neo4j server, once or at a prompt."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import DataError, UsageError
from .answers import Parameter, complain, print_answer, show_schema
from .cookbook import chosen, show_list
from .options import format_option, with_graph
from .server import database_option, signed_in, user_option

if TYPE_CHECKING:
    from ..api import Graph
    from ..graph.cypher.engine import Engine

# Rows that a table has by default; JSON and CSV have all.
SHOWN = 100
SECONDS = 60.0


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
@user_option
@database_option
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
    from ..graph.cypher.server import connect

    name, password = signed_in(user)
    return Remote(connect(uri, database, name, password))


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
