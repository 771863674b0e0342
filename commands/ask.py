"""`info`, `show`, `diff`, `align`, `why`: questions that print rows and change nothing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..graph.dates import PartialDate
from ..queries.calendar import EVERY
from ..queries.measure import LEVELS, TENSION_HALF_LIFE
from . import rows
from .options import DAY, as_known_option, format_option, half_life_option, level_option, with_graph
from .output import Row, emit, printable, table

if TYPE_CHECKING:
    from ..api import Graph

# How many changes of each class a table shows by default: the largest come first.
SHOWN = 20


@click.command(
    epilog="""\b
Examples:
  volteface info
  volteface -g rift.duckdb info --format json"""
)
@format_option
@with_graph
def info(graph: Graph, form: str) -> None:
    """What the graph holds: actors, statements, documents, the dates covered."""
    whole = graph.info().as_json()
    dates = whole["dates"]
    covered = f"dated relations: {dates['first']} to {dates['last']}" if dates["first"] else "dated relations: none"
    emit(form, rows.counts(whole), whole, rows.COUNTS, repeated=["what"], notes=[covered])


@click.command(
    epilog="""\b
Examples:
  volteface show Azerbaijan
  volteface show aze --format json
  volteface show "leader:Ilham Aliyev" --limit 0"""
)
@click.argument("actor")
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, help="Relations of each sign in the table; 0 for all.")
@format_option
@with_graph
def show(graph: Graph, actor: str, limit: int, form: str) -> None:
    """An actor's card: kind, other names, offices, relations by sign, the latest first.

    ACTOR is a name, an alias or an ISO code, in any case. A relation is asserted, told as fact by its source, unless its status
    says otherwise. What lasts and is told time and again, an office say, is one line, with its latest quote. The table shows a
    quote in its sentence: what stands between “ and ” is the evidence.
    """
    card = graph.show(actor)
    whole = card.as_json(graph.evidence)
    groups: list[list[Row]] = [
        rows.with_rows(whole["positive"], card.positive),
        rows.with_rows(whole["negative"], card.negative),
        rows.with_rows(whole["structural"], card.structural),
    ]
    kept = [cut(rows.grouped(ties), limit) for ties in groups] if form == "table" else groups
    if form == "table":
        click.echo(printable(f"{whole['name']} ({whole['kind']}{', ' + whole['iso3'] if whole['iso3'] else ''})"))
        if whole["aliases"]:
            click.echo(printable(f"also: {', '.join(whole['aliases'])}"))
    ties = [tie for group in kept for tie in group]
    if form == "table":
        ties = rows.in_sentences(ties, graph)
    left = sum(map(len, groups)) - sum(tie.get("n", 1) for tie in ties)
    notes = [f"{left} more: --limit 0 shows them"] if left else []
    shown = partial(rows.tie_shown, shared=rows.shared_names(graph.columns.actors))
    emit(form, ties, whole, rows.TIES, shown, ["sign"], ["until", "times", "status"], notes)


@click.command(
    epilog="""\b
Examples:
  volteface diff 2024-12-01 2025-07-05
  volteface diff 2024 2025-06 --level actor --format csv
  volteface diff 2024-12-01 2025-07-05 --half-life 30 --format json"""
)
@click.argument("date1", type=DAY)
@click.argument("date2", type=DAY)
@level_option
@half_life_option
@as_known_option
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, help="Changes of each class in the table; 0 for all.")
@format_option
@with_graph
def diff(
    graph: Graph,
    date1: PartialDate,
    date2: PartialDate,
    level: str,
    half_life: float,
    as_known: PartialDate | None,
    limit: int,
    form: str,
) -> None:
    """What changed from DATE1 to DATE2: pairs gained, lost, flipped, strengthened, weakened.

    Each with its alignment (-1 to 1; none where it is unknown: nobody wrote of the pair, or so long ago that it has faded)
    before and after, and the sentences that moved it. Where the last weeks point another way, "30 days" has the sign of the
    pair on DATE2 at a half-life of 30 days. A month or a year means its last day.
    """
    found = graph.diff(date1, date2, half_life, level, as_known)
    if form == "json":
        emit(form, [], found.as_json(graph.evidence))
        return
    lines: list[Row] = []
    notes = []
    for name in ("flipped", "gained", "lost", "strengthened", "weakened"):
        changes = getattr(found, name)
        kept = changes if form == "csv" else cut(changes, limit)
        lines += rows.changes(name, kept, graph.evidence)
        if len(kept) < len(changes):
            notes.append(f"{name}: {len(changes) - len(kept)} more (--limit 0 shows them)")
    notes.append(f"{len(found)} pairs changed from {date1.last} to {date2.last} ({level} level, half-life {half_life:g} days)")
    if not len(found) and found.undated:
        notes.append(f"{found.undated} relations without a date stand on neither day (load --published DATE dates them)")
    same = ["change", "a", "b", "before", "after", "30 days"]
    shown = partial(rows.change_shown, shared=rows.shared_names(graph.columns.actors))
    emit(form, lines, None, rows.CHANGES, shown, same, ["30 days", "status"], notes)


@click.command(
    epilog="""\b
Examples:
  volteface align Azerbaijan,Turkey,Pakistan --against Russia,Armenia
  volteface align AZE,TUR,PAK --against RUS,ARM --from 2020 --to 2025-07-05 --every year
  volteface align AZE,TUR --against RUS --every quarter --chart shift.svg --format json"""
)
@click.argument("bloc", metavar="A,B,...")
@click.option("--against", required=True, metavar="X,Y,...", help="The other bloc.")
@click.option("--from", "first", type=DAY, metavar="DATE", help="First day.  [default: where the two blocs first meet]")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Last day.  [default: where the graph ends]")
@click.option("--every", type=click.Choice(EVERY), default="month", show_default=True, help="Periods of the series.")
@half_life_option
@as_known_option
@click.option("--chart", metavar="FILE", help="Draw the series too: .svg, .png or .html.")
@format_option
@with_graph
def align(
    graph: Graph,
    bloc: str,
    against: str,
    first: PartialDate | None,
    last: PartialDate | None,
    every: str,
    half_life: float,
    as_known: PartialDate | None,
    chart: str | None,
    form: str,
) -> None:
    """How two blocs hold together and stand against each other over time.

    Cohesion is the mean alignment within a bloc, antagonism minus the mean between the two, polarisation what both make
    together; an actor's lean is above 0 towards the first bloc. The series has a point on the first day, on the last day of
    each calendar month (or what --every says; weeks end on Sunday), and on the last day. In brackets the 95 % interval, by
    bootstrap over documents; then how many of the pairs are known. Nothing stands where nothing is known.
    """
    a, b = (names(text) for text in (bloc, against))
    found = graph.alignment(a, b, first, last, every, half_life, as_known)
    whole = found.as_json()
    if chart:
        from ..maps.chart import alignment_chart

        alignment_chart(whole["series"], whole["blocs"]["a"], whole["blocs"]["b"], half_life, Path(chart))
    notes = [
        f"A: {', '.join(whole['blocs']['a'])}; B: {', '.join(whole['blocs']['b'])}; half-life {half_life:g} days",
        "in brackets the 95 % interval; n/m: n of m pairs are known (within A, within B, between); a lean above 0 is towards A",
        *(f"chart: {file}" for file in [chart] if file),
    ]
    for pair in whole["tensions"]:
        sign, recent = rows.SIGNS[pair["sign"]], rows.SIGNS[pair["tension"]["sign"]]
        notes.append(f"{pair['a']} and {pair['b']}: {sign} on {whole['series'][-1]['date']}, but {recent} at a half-life of 30 days")
    if form == "table":
        for line in table([rows.blocs_shown(point) for point in whole["series"]], sparse=["cohesion A", "cohesion B"]):
            click.echo(line)
        click.echo()
        emit(form, whole["series"], None, shown=rows.leans_shown, notes=notes)
    else:
        emit(form, rows.points(whole), whole)


@click.command(
    epilog="""\b
Examples:
  volteface why Azerbaijan Russia
  volteface why aze rus --at 2024-12-01
  volteface why "Ilham Aliyev" "Vladimir Putin" --format json"""
)
@click.argument("a")
@click.argument("b")
@click.option("--at", type=DAY, metavar="DATE", help="The day to answer for.  [default: where the graph ends]")
@click.option("--level", type=click.Choice(LEVELS), help="As in `diff`.  [default: actor for a leader or an outlet]")
@half_life_option
@as_known_option
@format_option
@with_graph
def why(
    graph: Graph,
    a: str,
    b: str,
    at: PartialDate | None,
    level: str | None,
    half_life: float,
    as_known: PartialDate | None,
    form: str,
) -> None:
    """The dated statements behind a pair, with the words that say so, and how they add up.

    The table shows a quote in its sentence: what stands between “ and ” is the evidence.

    A statement is asserted, told as fact by its source, unless its status says otherwise: what is denied adds nothing, what is
    alleged or planned half. "until" is the last day on which a state held.
    """
    found = graph.why(a, b, at, half_life, level, as_known)
    whole = found.as_json(graph.evidence)
    aligned = "unknown" if whole["alignment"] is None else rows.signed(whole["alignment"])
    notes = [
        f"on {whole['date']}: cooperation {whole['cooperation']:.2f}, conflict {whole['conflict']:.2f}: alignment"
        f" (C - H) / (C + H + 1) = {aligned} ({whole['level']} level, half-life {half_life:g} days)"
    ]
    if whole["tension"]:
        notes.append(f"the last weeks say otherwise: {rows.SIGNS[whole['tension']['sign']]} at a half-life of {TENSION_HALF_LIFE:g} days")
    if whole["undated"]:
        notes.append(f"{len(whole['undated'])} on no known day: listed, not added")
    if whole["later"]:
        notes.append(f"{whole['later']} after that day: not listed")
    said = rows.with_rows([*whole["statements"], *whole["undated"]], [*found.entries, *found.undated])
    if form == "table":
        said = rows.in_sentences(said, graph)
    shown = partial(rows.statement_shown, shared=rows.shared_names(graph.columns.actors))
    emit(form, said, whole, rows.STATEMENTS, shown, sparse=["until", "status"], notes=notes)


def names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def cut(found: list[Any], limit: int) -> list[Any]:
    return found[:limit] if limit else found
