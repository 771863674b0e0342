"""Rows to standard output: a table for people, JSON for programs, CSV for spreadsheets."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import click

# Terminals act on these; text from documents must not.
CONTROL = dict.fromkeys((*range(32), *range(127, 160), 8206, 8207, *range(8234, 8239), *range(8294, 8298)), "�")
CONTROL |= {9: " ", 10: " ", 13: " ", 0x85: " "}
# Narrower than this the last column of a table is not wrapped: it would be one word a line.
NARROW = 24

# Spreadsheets compute a cell that begins so, whatever document it comes from; numbers and lone signs are no formulas.
FORMULA = re.compile(r"(?![-+]?(?:[0-9]+(?:[.][0-9]+)?)?\Z)[-=+@\t\r\n]")

Row = Mapping[str, Any]


def emit(
    form: str,
    rows: Sequence[Row],
    whole: object,
    columns: Sequence[str] = (),
    shown: Callable[[Row], Row] = lambda row: row,
    repeated: Sequence[str] = (),
    sparse: Sequence[str] = (),
    notes: Iterable[str] = (),
) -> None:
    """Prints `rows` as CSV or as a table, or the JSON value `whole`.

    CSV has the `columns` (those of the first row by default), a table what `shown` makes of a row. In a table, cells of the
    columns `repeated` are left blank where all of them say the same as the row above, the columns `sparse` are left out
    where they say nothing in any row, and `notes` are lines under it.
    """
    if form == "json":
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
    elif form == "csv":
        write_csv(rows, columns or (list(rows[0]) if rows else []))
    else:
        for line in table([shown(row) for row in rows], repeated, sparse):
            click.echo(line)
        for note in notes:
            click.echo(printable(note))


def name_skipped(skipped: Iterable[object]) -> None:
    """Names on standard error, a line each, what was left out; the exit status is then 1."""
    lines = [printable(str(skip)) for skip in skipped]
    for line in lines:
        click.echo(f"volteface: skipped {line}", err=True)
    if lines:
        raise click.exceptions.Exit(1)


def write_csv(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """A header and the rows: what is unknown or not in a row is empty, numbers have all their digits, texts are no formulas."""
    import csv

    writer = csv.writer(sys.stdout, lineterminator="\n")
    if columns:
        writer.writerow(map(safe, columns))
    writer.writerows([safe(row.get(name)) for name in columns] for row in rows)


def safe(value: object) -> object:
    """A text with an apostrophe before it where a spreadsheet would take it for a formula; truth as in JSON; else as it is."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and FORMULA.match(value) else value


def table(rows: Sequence[Row], repeated: Sequence[str] = (), sparse: Sequence[str] = ()) -> Iterable[str]:
    """The lines of an aligned table; on a terminal the last column wraps to its width."""
    if not rows:
        return
    names = [name for name in rows[0] if name not in sparse or any(row[name] not in (None, "") for row in rows)]
    fixed = [place for place, name in enumerate(names) if name in repeated]
    cells = [[printable(cell(row[name])) for name in names] for row in rows]
    widths = [max(map(columns_of, (name, *(line[place] for line in cells)))) for place, name in enumerate(names)]
    left = sum(widths[:-1]) + 2 * (len(names) - 1)
    room = shutil.get_terminal_size().columns - left if sys.stdout.isatty() else 0
    numeric = [any(isinstance(row[name], int | float) for row in rows) for name in names]
    yield "  ".join(pad(name, width, right) for name, width, right in zip(names, widths, numeric, strict=True)).rstrip()
    above: list[str] = []
    for line in cells:
        same = bool(above) and all(above[place] == line[place] for place in fixed)
        shown = ["" if same and place in fixed else value for place, value in enumerate(line)]
        first, *more = textwrap.wrap(shown[-1], room) or [""] if room >= NARROW else [shown[-1]]
        shown[-1] = first
        yield "  ".join(pad(value, width, right) for value, width, right in zip(shown, widths, numeric, strict=True)).rstrip()
        for rest in more:
            yield " " * left + rest
        above = line


def cell(value: object) -> str:
    """What a table shows: nothing for what is unknown, two places of a fraction, and no minus before a zero."""
    if value is None:
        return ""
    return f"{round(value, 2) + 0.0:.2f}" if isinstance(value, float) else str(value)


@contextmanager
def progress(what: str) -> Iterator[Callable[[str], None]]:
    """Tells on a terminal how far it is, on one line; says nothing where standard error is piped."""
    if not sys.stderr.isatty():
        yield lambda text: None
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(what) as status:
        yield lambda text: status.update(Text(printable(text)))


def printable(text: str) -> str:
    return text.translate(CONTROL)


def columns_of(text: str) -> int:
    """Columns on a terminal: two for wide characters, none for combining marks."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - columns_of(text))
    return space + text if right else text + space
