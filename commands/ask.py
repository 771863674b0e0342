"""`info`, `show`, `diff`, `align`, `why`: questions that print rows and change nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..graph.dates import PartialDate
from ..queries.calendar import EVERY
from .options import DAY, as_known_option, format_option, half_life_option, level_option, with_graph
from .output import Row, emit

if TYPE_CHECKING:
    from ..api import Graph

# How many changes of each class a table shows by default: the largest come first.
SHOWN = 20


@click.command(epilog="""\b
Examples:
  volteface info
  volteface -g rift.duckdb info --format json""")
@format_option
@with_graph
def info(graph: Graph, form: str) -> None:
    """What the graph holds: actors, statements, documents, the dates covered."""
    whole = graph.info().as_json()
    groups = ("actors", "statements", "signs", "documents")
    rows = [{"what": group, "which": name, "n": count} for group in groups for name, count in whole[group].items()]
    dates = whole["dates"]
    rows += [{"what": "relations", "which": "undated", "n": dates["undated"]}]
    covered = f"dated relations: {dates['first']} to {dates['last']}" if dates["first"] else "dated relations: none"
    emit(form, rows, whole, repeated=["what"], notes=[covered])


@click.command(epilog="""\b
Examples:
  volteface show Azerbaijan
  volteface show aze --format json
  volteface show "leader:Ilham Aliyev" --limit 0""")
@click.argument("actor")
@click.option("--limit", type=click.IntRange(0), default=SHOWN, show_default=True, help="Relations of each sign in the table; 0 for all.")
@format_option
@with_graph
def show(graph: Graph, actor: str, limit: int, form: str) -> None:
    """An actor's card: kind, other names, offices, relations by sign, the latest first.

    ACTOR is a name, an alias or an ISO code, in any case.
    """
    whole = graph.show(actor).as_json(graph.evidence)
    groups = {"+": whole["positive"], "-": whole["negative"], "0": whole["structural"]}
    rows = [
        {
            "sign": sign,
            "date": tie["start"],
            "until": tie["end"],
            "relation": f"{tie['type']} ->" if tie["outgoing"] else f"<- {tie['type']}",
            "other": tie["other"],
            "where": cited(tie),
        }
        for sign, ties in groups.items()
        for tie in (ties if form == "csv" else cut(ties, limit))
    ]
    if form == "table":
        click.echo(f"{whole['name']} ({whole['kind']}{', ' + whole['iso3'] if whole['iso3'] else ''})")
        if whole["aliases"]:
            click.echo(f"also: {', '.join(whole['aliases'])}")
    left = sum(len(ties) for ties in groups.values()) - len(rows)
    emit(form, rows, whole, repeated=["sign"], notes=[f"{left} more: --limit 0 shows them"] if left else [])


@click.command(epilog="""\b
Examples:
  volteface diff 2024-12-01 2025-07-05
  volteface diff 2024 2025-06 --level actor --format csv
  volteface diff 2024-12-01 2025-07-05 --half-life 30 --format json""")
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

    Each with its alignment (-1 to 1; none where nobody wrote about the pair) before and after, and the sentences that
    moved it. A month or a year means its last day.
    """
    found = graph.diff(date1, date2, half_life, level, as_known)
    if form == "json":
        emit(form, [], found.as_json(graph.evidence))
        return
    rows: list[Row] = []
    notes = []
    for name in ("flipped", "gained", "lost", "strengthened", "weakened"):
        changes = getattr(found, name)
        shown = changes if form == "csv" else cut(changes, limit)
        for change in shown:
            rows += changed(graph, name, change)
        if len(shown) < len(changes):
            notes.append(f"{name}: {len(changes) - len(shown)} more (--limit 0 shows them)")
    day1, day2 = date1.last, date2.last
    notes.append(f"{len(found)} pairs changed from {day1} to {day2} ({level} level, half-life {half_life:g} days)")
    emit(form, rows, None, repeated=["change", "a", "b", "before", "after"], notes=notes)


def changed(graph: Graph, name: str, change: Any) -> Iterator[Row]:
    """One row a sentence; one without where there is none."""
    sides = [None if side is None else side.alignment for side in (change.before, change.after)]
    sentences: list[dict[str, Any] | None] = [*graph.evidence(change.evidence_rows)]
    for said in sentences or [None]:
        yield {
            "change": name,
            "a": change.a.name,
            "b": change.b.name,
            "before": signed(sides[0]),
            "after": signed(sides[1]),
            "date": said["date"] if said else None,
            "where": cited(said) if said else None,
        }


@click.command(epilog="""\b
Examples:
  volteface align Azerbaijan,Turkey,Pakistan --against Russia,Armenia
  volteface align AZE,TUR,PAK --against RUS,ARM --from 2020 --to 2025-07-05 --every year
  volteface align AZE,TUR --against RUS --every quarter --chart shift.svg --format json""")
@click.argument("bloc", metavar="A,B,...")
@click.option("--against", required=True, metavar="X,Y,...", help="The other bloc.")
@click.option("--from", "first", type=DAY, metavar="DATE", help="First point of the series.  [default: where the graph begins]")
@click.option("--to", "last", type=DAY, metavar="DATE", help="Last point of the series.  [default: where the graph ends]")
@click.option("--every", type=click.Choice(EVERY), default="month", show_default=True, help="Step of the series.")
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
    together; an actor's lean is above 0 towards the first bloc. Intervals are 95 %, by bootstrap over documents; nothing
    stands where nothing is known.
    """
    a, b = (names(text) for text in (bloc, against))
    found = graph.alignment(a, b, first, last, every, half_life, as_known)
    whole = found.as_json()
    rows = [
        {
            "date": point["date"],
            "polarisation": point["polarisation"],
            "interval": span(point["interval"]),
            "cohesion A": point["cohesion_a"],
            "cohesion B": point["cohesion_b"],
            "antagonism": point["antagonism"],
            "coverage": point["coverage"],
            **{f"lean {name}": lean["lean"] for name, lean in point["actors"].items()},
        }
        for point in whole["series"]
    ]
    if chart:
        from ..maps.chart import alignment_chart

        alignment_chart(whole["series"], whole["blocs"]["a"], whole["blocs"]["b"], half_life, Path(chart))
    notes = [f"A: {', '.join(whole['blocs']['a'])}; B: {', '.join(whole['blocs']['b'])}; half-life {half_life:g} days"]
    emit(form, rows, whole, notes=notes + ([f"chart: {chart}"] if chart else []))


@click.command(epilog="""\b
Examples:
  volteface why Azerbaijan Russia
  volteface why aze rus --at 2024-12-01
  volteface why "Ilham Aliyev" "Vladimir Putin" --format json""")
@click.argument("a")
@click.argument("b")
@click.option("--at", type=DAY, metavar="DATE", help="The day to answer for.  [default: where the graph ends]")
@click.option("--level", type=click.Choice(["state", "actor"]), help="As in `diff`.  [default: actor for a leader or an outlet]")
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
    """The dated statements behind a pair, with their sentences, and how they add up."""
    whole = graph.why(a, b, at, half_life, level, as_known).as_json(graph.evidence)
    rows = [
        {
            "date": said["start"],
            "until": said["end"],
            "statement": f"{said['source']} {said['type']} {said['target']}",
            "weight": said["weight"],
            "counts": said["share"] if said["start"] else None,
            "where": cited(said),
        }
        for said in (*whole["statements"], *whole["undated"])
    ]
    aligned = "unknown" if whole["alignment"] is None else signed(whole["alignment"])
    notes = [
        f"on {whole['date']}: cooperation {whole['cooperation']:.2f}, conflict {whole['conflict']:.2f}: alignment"
        f" (C - H) / (C + H + 1) = {aligned} ({whole['level']} level, half-life {half_life:g} days)"
    ]
    if whole["undated"]:
        notes.append(f"{len(whole['undated'])} without a date: listed, not added")
    if whole["later"]:
        notes.append(f"{whole['later']} after that day: not listed")
    emit(form, rows, whole, notes=notes)


def names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]


def cut(found: list[Any], limit: int) -> list[Any]:
    return found[:limit] if limit else found


def signed(value: float | None) -> str | None:
    return None if value is None else f"{value:+.2f}"


def span(interval: list[float] | None) -> str | None:
    return None if interval is None else f"{interval[0]:.2f} to {interval[1]:.2f}"


def cited(said: Row) -> str:
    """A quote with the document it stands in, or a data set with the line."""
    place = said["document"] + (f":{said['line']}" if said.get("line") else "")
    return f"“{said['quote']}” ({place})" if said["quote"] else f"({place})"
