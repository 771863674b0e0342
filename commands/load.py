"""`volteface load`: files into the graph."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import click

from ..graph.dates import PartialDate
from .options import dictionary_option, format_option, published_option, with_graph
from .output import emit, name_skipped, progress

if TYPE_CHECKING:
    from ..api import Graph


@click.command(
    epilog="""\b
Examples:
  volteface load seeds/
  volteface -g rift.duckdb load article.html notes.md --published 2025-07-03
  curl -s URL | volteface load - --published 2025-07
  volteface load seeds/ --dictionary mine.toml
  volteface load dump.json.gz --field text=story --field date=day
  volteface load seeds/ --again
  volteface load seeds/ --reader llm
  volteface load statements.jsonl"""
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@published_option
@dictionary_option
@click.option(
    "--field",
    "fields",
    multiple=True,
    metavar="NAME=FIELD",
    help="Where the records of an article dump keep their text, title, date, outlet, url or id: text=story, title=head.main; repeatable.",
)
@click.option("--reader", metavar="NAME", help="Who reads: an installed reader, such as `llm` (docs/readers.md).  [default: rules]")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes that read.  [default: one a processor]")
@click.option("--again", is_flag=True, help="Read texts that are known again; what was read in them before is dropped.")
@format_option
@with_graph
def load(
    graph: Graph,
    paths: tuple[str, ...],
    published: PartialDate | None,
    dictionaries: tuple[str, ...],
    fields: tuple[str, ...],
    reader: str | None,
    workers: int | None,
    again: bool,
    form: str,
) -> None:
    """Load documents and statements into the graph.

    PATH is a file, a folder (all that is in it) or - for standard input. One article each: .txt, .md, .html, .pdf, .docx;
    many: .json, .jsonl (dumps of articles), .rss, .atom, .xml (feeds); .jsonl holds statements where its records are
    those that `export` writes. Any of them may be packed (.gz, .bz2, .xz). Loading the same input again changes nothing.
    What cannot be read is named on standard error and left out; the exit status is then 1, with everything else loaded.
    """
    number = count(1)
    with progress("loading") as tell:

        def told(name: str) -> None:
            tell(f"{next(number)}  {name}")

        report = graph.load(paths, published, reader, told, dictionaries, dict(map(field, fields)), workers, again)
    rows = [
        {"what": "documents", "loaded": report.documents, "already known": report.documents_known},
        {"what": "statements", "loaded": report.statements, "already known": report.statements_known},
    ]
    whole = {
        "documents": {"loaded": report.documents, "known": report.documents_known, "undated": len(report.undated)},
        "statements": {"loaded": report.statements, "known": report.statements_known},
        "skipped": [{"where": skip.where, "why": skip.why} for skip in report.skipped],
        "ignored": [{"where": skip.where, "why": skip.why} for skip in report.ignored],
    }
    notes = [f"skipped: {len(report.skipped)}"] if report.skipped else []
    if report.undated:
        notes.append(f"no date of publication (load the file again with --published DATE): {listed(report.undated)}")
    notes += [f"not read: {skip}" for skip in report.ignored]
    emit(form, rows, whole, notes=notes)
    name_skipped(report.skipped)


def field(given: str) -> tuple[str, str]:
    name, _, path = given.partition("=")
    return name.strip(), path.strip()


def listed(names: list[str], most: int = 5) -> str:
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
