"""Options that several commands share."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from ..graph.dates import PartialDate
from ..graph.errors import UsageError
from ..queries.measure import HALF_LIFE, LEVELS

if TYPE_CHECKING:
    from ..api import Graph

DEFAULT_GRAPH = "volteface.duckdb"
VARIABLE = "VOLTEFACE_GRAPH"


class Day(click.ParamType[PartialDate]):
    """A date of any precision, as a PartialDate."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> PartialDate:
        if isinstance(value, PartialDate):
            return value
        try:
            return PartialDate.parse(str(value))
        except UsageError as error:
            self.fail(str(error), param, ctx)


DAY = Day()

graph_option = click.option(
    "-g",
    "--graph",
    "graph_file",
    metavar="FILE",
    help=f"The graph file, before or after the command.  [default: ${VARIABLE} or ./{DEFAULT_GRAPH}]",
)


def with_graph(command: Callable[..., Any]) -> Callable[..., Any]:
    """Gives the command its `graph`: of its own -g, else of the one before it, else of the environment."""

    def run(ctx: click.Context, /, graph_file: str | None, **given: Any) -> Any:
        from ..api import Graph

        graph: Graph = Graph.open(graph_file or ctx.obj or os.environ.get(VARIABLE) or DEFAULT_GRAPH)
        return command(graph=graph, **given)

    return graph_option(functools.update_wrapper(click.pass_context(run), command))


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
    help="How to print: for people, for programs (docs/json.md), for spreadsheets.",
)
half_life_option = click.option(
    "--half-life",
    type=float,
    default=HALF_LIFE,
    metavar="DAYS",
    help=f"Days after which an event counts half; states count in full while they hold.  [default: {HALF_LIFE:g}]",
)
level_option = click.option(
    "--level",
    type=click.Choice(LEVELS),
    default="state",
    show_default=True,
    help="Leaders and outlets counted for their states, or as actors of their own.",
)
as_known_option = click.option("--as-known", type=DAY, metavar="DATE", help="Answer only from what had been published by then.")
published_option = click.option("--published", type=DAY, metavar="DATE", help="When a document was published that does not say so itself.")
dictionary_option = click.option(
    "--dictionary",
    "dictionaries",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="A TOML file of names to know besides the built-in ones ([[outlet]], [[person]], …; docs/dictionaries.md); repeatable.",
)
