"""The alignment of two blocs over time as a chart: SVG, PNG, or an HTML page with the chart and its figures."""

from __future__ import annotations

import html
import io
import math
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..graph.errors import UsageError
from ..graph.exports import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

SUFFIXES = (".svg", ".png", ".html")
# Okabe and Ito's palette (2008), told apart by every eye; each line has a dash of its own as well.
MEASURES = (
    ("polarisation", "polarisation", "#000000", "-"),
    ("cohesion_a", "cohesion of A", "#0072b2", "--"),
    ("cohesion_b", "cohesion of B", "#d55e00", "-."),
    ("antagonism", "antagonism", "#8d2450", ":"),
)
LEANS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#555555", "#7f6f00")
DASHES = ("-", "--", "-.", ":")


def alignment_chart(
    series: Sequence[Mapping[str, Any]],
    bloc_a: Sequence[str],
    bloc_b: Sequence[str],
    half_life_days: float,
    path: Path,
) -> None:
    """Draws a series, in the form of `align --format json`, to `path` (.svg, .png or .html).

    Intervals are bands, what is unknown (None) is a gap, coverage (known pairs / pairs) stands below. The same series
    makes the same bytes. Raises UsageError for another suffix, DataError where the file cannot be written.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"chart {path}: suffix {path.suffix!r} (valid: {', '.join(SUFFIXES)})")
    with whole_file(path) as out:
        with _style():
            # The page has its title as a heading.
            title = "" if suffix == ".html" else f"{_names(bloc_a)}  against  {_names(bloc_b)}"
            picture = _save(_figure(series, bloc_a, bloc_b, half_life_days, title), "png" if suffix == ".png" else "svg")
        if suffix == ".html":
            picture = _page(picture.decode(), series, bloc_a, bloc_b, half_life_days).encode()
        out.write_bytes(picture)


@contextmanager
def _style() -> Iterator[None]:
    """Settings for this chart alone: no display, ids that do not change from run to run, text that stays text."""
    import matplotlib

    settings: dict[Any, Any] = {
        "svg.hashsalt": "volteface",
        "svg.fonttype": "none",
        "font.family": ["DejaVu Sans"],
        "font.size": 9,
        "text.parse_math": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
    }
    with matplotlib.rc_context(settings):
        yield


def _figure(series: Sequence[Mapping[str, Any]], bloc_a: Sequence[str], bloc_b: Sequence[str], half_life: float, title: str) -> Figure:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.6, 8.4), layout="constrained")
    FigureCanvasAgg(figure)
    blocs, leans, cover = figure.subplots(3, 1, sharex=True, height_ratios=[5, 5, 1.4])
    if title:
        figure.suptitle(title, fontweight="bold", x=0.01, ha="left")
    days = [date.fromisoformat(str(entry["date"])) for entry in series]
    drawn = [
        _line(blocs, days, [_number(entry.get(key)) for entry in series], colour, dash, label) for key, label, colour, dash in MEASURES
    ]
    _band(blocs, days, [entry.get("interval") for entry in series], MEASURES[0][2])
    blocs.set_ylabel("bloc measures, −1 to 1")
    for place, name in enumerate([*bloc_a, *bloc_b]):
        said = [(entry.get("actors") or {}).get(name) or {} for entry in series]
        colour, dash = LEANS[place % len(LEANS)], DASHES[place // len(LEANS) % len(DASHES)] if place >= len(LEANS) else "-"
        side = "A" if name in bloc_a else "B"
        drawn.append(_line(leans, days, [_number(one.get("lean")) for one in said], colour, dash, f"{name} ({side})"))
        _band(leans, days, [one.get("interval") for one in said], colour)
    leans.set_ylabel("lean: −1 to B, 1 to A")
    for axes in (blocs, leans):
        axes.axhline(0, color="#999999", linewidth=0.8)
        axes.set_ylim(-1.05, 1.05)
        if axes.get_legend_handles_labels()[0]:
            axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False)
    known = [_number(entry.get("coverage")) for entry in series]
    cover.step(days, known, where="mid", color="#555555")
    cover.fill_between(days, 0, known, step="mid", color="#555555", alpha=0.2, linewidth=0)
    cover.set_ylim(0, 1.05)
    cover.set_ylabel("coverage")
    unknown = [label for label in drawn if label]
    never = f"\nunknown throughout: {_names(unknown)}" if unknown else ""
    figure.supxlabel(f"half-life {half_life:g} days · bands: 95 % interval · gaps: unknown{never}", fontsize=8, color="#555555")
    return figure


def _line(axes: Axes, days: Sequence[date], values: Sequence[float], colour: str, dash: str, label: str) -> str | None:
    """A line with gaps; points between two gaps would be invisible, so every point has a dot.

    What is unknown throughout has no line and no place in the legend: its label is returned.
    """
    if all(map(math.isnan, values)):
        return label
    axes.plot(days, values, color=colour, linestyle=dash, linewidth=1.6, marker="o", markersize=2.6, label=label)  # type: ignore[arg-type]
    return None


def _band(axes: Axes, days: Sequence[date], intervals: Sequence[Any], colour: str) -> None:
    low = [_number(one[0]) if one else math.nan for one in intervals]
    high = [_number(one[1]) if one else math.nan for one in intervals]
    axes.fill_between(days, low, high, color=colour, alpha=0.13, linewidth=0)  # type: ignore[arg-type]


def _number(value: float | None) -> float:
    """NaN for unknown: matplotlib leaves a gap, never a 0."""
    return math.nan if value is None else float(value)


def _names(bloc: Sequence[str]) -> str:
    return ", ".join(bloc) if len(bloc) <= 6 else f"{', '.join(bloc[:5])} and {len(bloc) - 5} more"


def _save(figure: Figure, kind: str) -> bytes:
    out = io.BytesIO()
    # No date, no version of the program that drew it: the same series makes the same bytes.
    nothing = {"Date": None, "Creator": None} if kind == "svg" else {"Software": None}
    figure.savefig(out, format=kind, dpi=150, metadata=nothing)
    return out.getvalue()


def _page(svg: str, series: Sequence[Mapping[str, Any]], bloc_a: Sequence[str], bloc_b: Sequence[str], half_life: float) -> str:
    title = html.escape(f"{_names(bloc_a)} against {_names(bloc_b)}")
    actors = [*bloc_a, *bloc_b]
    heads = ["date", *(label for _, label, _, _ in MEASURES), "95 % interval", "coverage", *(f"lean of {name}" for name in actors)]
    rows = []
    for entry in series:
        leans = [((entry.get("actors") or {}).get(name) or {}).get("lean") for name in actors]
        cells = [*(_cell(entry.get(key)) for key, *_ in MEASURES), _interval(entry.get("interval")), _cell(entry.get("coverage"))]
        rows.append([html.escape(str(entry["date"])), *cells, *map(_cell, leans)])
    head = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in heads)
    body = "\n".join(f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="volteface chart">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 14px/1.45 system-ui, "DejaVu Sans", sans-serif; color: #1b2230; background: #fff; }}
body {{ max-width: 1000px; margin: 24px auto; padding: 0 16px; }}
svg {{ width: 100%; height: auto; }}
div {{ overflow-x: auto; }}
table {{ border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }}
th, td {{ padding: 4px 9px; border-bottom: 1px solid #dfe3ea; text-align: right; }}
caption {{ text-align: left; color: #566073; padding: 8px 0; }}
</style>
</head>
<body>
<h1>{title}</h1>
<figure role="img" aria-label="Chart of the table below">{svg[svg.index("<svg") :]}</figure>
<div tabindex="0" role="region" aria-label="Figures"><table>
<caption>Half-life {half_life:g} days. A dash is unknown, which is not 0.</caption>
<thead><tr>{head}</tr></thead>
<tbody>
{body}
</tbody>
</table></div>
</body>
</html>
"""


def _cell(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}".replace("-", "−")


def _interval(value: Sequence[float | None] | None) -> str:
    return "–" if not value else f"{_cell(value[0])} to {_cell(value[1])}"
