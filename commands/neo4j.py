"""`push` and `pull`: the graph into a Neo4j server and back."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from ..graph.dates import PartialDate
from .options import DAY, format_option, with_graph
from .output import emit, name_skipped, progress
from .server import database_option, signed_in, user_option

if TYPE_CHECKING:
    from ..api import Graph

KEYS = {"actors": "actors", "documents": "documents", "relationships": "relationships", "statement nodes": "statements"}


@click.command(
    epilog="""\b
Examples:
  volteface push neo4j://localhost:7687
  volteface push neo4j://localhost:7687 --dry-run
  volteface push neo4j://localhost:7687 --prune
  volteface push neo4j+s://HOST --user analyst --database rift --at 2025-07-05 --no-text"""
)
@click.argument("uri", metavar="URI")
@click.option("--at", type=DAY, metavar="DATE", help="Only what had begun by this day and still held.")
@click.option("--no-text", is_flag=True, help="Leave the texts of the documents here.")
@click.option("--prune", is_flag=True, help="Delete there what is ours by its id and not in the graph (any more).")
@click.option("--dry-run", is_flag=True, help="Only count what would be done.")
@user_option
@database_option
@format_option
@with_graph
def push(
    graph: Graph, uri: str, at: PartialDate | None, no_text: bool, prune: bool, dry_run: bool, user: str | None, database: str, form: str
) -> None:
    """Make a Neo4j database hold what the graph holds.

    What is there already stays; a push that was stopped is completed by the next. The password comes from
    $VOLTEFACE_NEO4J_PASSWORD or $NEO4J_PASSWORD, else it is asked for.
    """
    from ..graph.cypher.server import checked

    checked(uri)  # before a password is asked for
    name, password = signed_in(user)  # before the line of progress, which would cover the question
    with progress("pushing") as tell:
        pushed = graph.push(
            uri,
            at=at,
            text=not no_text,
            prune=prune,
            dry_run=dry_run,
            database=database,
            progress=lambda kind, done, of: tell(f"{kind}: {done} of {of}"),
            user=name,
            password=password,
        )
    tallies = pushed.kinds()
    pruned = any(tally.pruned or tally.kept for tally in tallies.values()) or prune
    rows: list[dict[str, Any]] = [{"what": kind, **asdict(tally)} for kind, tally in tallies.items()]
    columns = ["what", "created", "changed", "unchanged", *(["pruned", "kept"] if pruned else [])]
    shown = [{name: row[name] for name in columns} for row in rows]
    whole = {"dry_run": dry_run, **{KEYS[kind]: asdict(tally) for kind, tally in tallies.items()}}
    emit(form, rows if form == "csv" else shown, whole, notes=["dry run: nothing was written"] if dry_run else [])


@click.command(
    epilog="""\b
Examples:
  volteface -g copy.duckdb pull neo4j://localhost:7687
  volteface pull neo4j+s://HOST --user analyst --database rift"""
)
@click.argument("uri", metavar="URI")
@user_option
@database_option
@format_option
@with_graph
def pull(graph: Graph, uri: str, user: str | None, database: str, form: str) -> None:
    """Add to the graph what was pushed to a Neo4j database.

    Pulling the same again changes nothing. What is not of the form that push writes, or was changed there, is named on standard
    error and left out; the exit status is then 1, with everything else in the graph.
    """
    from ..graph.cypher.server import checked

    checked(uri)
    name, password = signed_in(user)
    with progress("pulling") as tell:
        pulled = graph.pull(uri, name, password, database, lambda kind, done: tell(f"{kind}: {done}"))
    kinds = ("actors", "documents", "statements")
    counts = {kind: (getattr(pulled, kind), getattr(pulled, f"{kind}_known")) for kind in kinds}
    rows = [{"what": kind, "new": new, "already known": known} for kind, (new, known) in counts.items()]
    whole: dict[str, Any] = {kind: {"new": new, "known": known} for kind, (new, known) in counts.items()}
    whole["without_text"] = pulled.without_text
    whole["skipped"] = [{"where": skip.where, "why": skip.why} for skip in pulled.skipped]
    notes = [f"skipped: {len(pulled.skipped)}"] if pulled.skipped else []
    if pulled.without_text:
        notes.append(f"documents whose text is not there, only their names came: {pulled.without_text}")
    emit(form, rows, whole, notes=notes)
    name_skipped(pulled.skipped)
