"""`map` and `export`: files made from the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ..graph.dates import PartialDate
from ..graph.errors import UsageError
from .options import DAY, half_life_option, with_graph

if TYPE_CHECKING:
    from ..api import Graph


@click.command(
    "map",
    epilog="""\b
Examples:
  volteface map -o map.html
  volteface map -o rift.html --from 2024-12-01 --to 2025-07-05
  volteface map -o change.html --diff 2024-12-01 2025-07-05
  volteface map -o baku.html --focus Azerbaijan --at 2025-06""",
)
@click.option("-o", "--output", required=True, metavar="FILE.html", help="The page to write.")
@click.option("--at", type=DAY, metavar="DATE", help="Open on what had begun by this day.")
@click.option("--from", "first", type=DAY, metavar="DATE", help="Open on a window: its first day.")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Open on a window: its last day.")
@click.option("--diff", "changes", type=(DAY, DAY), metavar="DATE1 DATE2", help="Open on what changed between two days.")
@click.option("--focus", metavar="ACTOR", help="Open on one actor and its neighbours.")
@half_life_option
@with_graph
def draw(
    graph: Graph,
    output: str,
    at: PartialDate | None,
    first: PartialDate | None,
    last: PartialDate | None,
    changes: tuple[PartialDate, PartialDate] | None,
    focus: str | None,
    half_life: float,
) -> None:
    """The interactive map as one HTML page that opens without a network."""
    if sum((at is not None, first is not None or last is not None, changes is not None)) > 1:
        raise UsageError("--at, --from/--to and --diff: give one of them")
    click.echo(graph.map(output, at, first, last, changes, focus, half_life))


@click.command(
    epilog="""\b
Examples:
  volteface export statements.jsonl
  volteface export graph.graphml
  volteface export - | head"""
)
@click.argument("file", metavar="FILE")
@with_graph
def export(graph: Graph, file: str) -> None:
    """Every statement to FILE, by its suffix.

    .jsonl (statements, which `load` takes back), .csv, .parquet, .graphml, .gexf; - is .jsonl on standard output.
    """
    written = graph.export(file)
    if file != "-":
        click.echo(f"{written} statements: {file}")
