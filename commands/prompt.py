"""The prompt of `cypher`: queries over several lines, ended by a semicolon, with a history that stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..graph.errors import VolteFaceError
from .answers import PARAMETER, Parameter, complain, print_answer, show_schema
from .output import printable

if TYPE_CHECKING:
    from types import ModuleType

    from ..graph.cypher.engine import Engine

FIRST, NEXT = "cypher> ", "     -> "
KEPT = 1000
HELP = """\
A query ends with a semicolon, over as many lines as it takes; Ctrl-C drops what was begun.
  :schema           labels, relationship types, properties
  :param NAME=VALUE what $NAME stands for from now on; :param alone lists them
  :help             this
  :quit             leave (or Ctrl-D)"""


def prompt(asked: Engine, params: dict[str, Any], form: str, limit: int | None, timeout: float) -> None:
    """Asks for queries and answers them until :quit or the end of the input; errors are told, and the next one is asked for."""
    with history():
        click.echo("Queries end with ;   :help says more, :quit leaves.", err=True)
        begun = ""
        while True:
            try:
                line = input(NEXT if begun else FIRST)
            except EOFError:
                click.echo(err=True)
                return
            except KeyboardInterrupt:
                click.echo(err=True)
                begun = ""
                continue
            if not begun and line.strip().startswith(":"):
                if line.split()[0] in (":quit", ":exit", ":q"):
                    return
                command(asked, line.strip(), params, form)
                continue
            begun = f"{begun}\n{line}" if begun else line
            if ended(begun):
                answer(asked, begun, params, form, limit, timeout)
                begun = ""
            elif not begun.strip():
                begun = ""


def ended(begun: str) -> bool:
    """Whether a semicolon ends the query: not one within a text, a name or a comment."""
    from ..graph.cypher.engine import QueryError
    from ..graph.cypher.lexer import tokens

    try:
        found = tokens(begun)
    except QueryError:
        return begun.rstrip().endswith(";")  # whatever is wrong will be told
    return len(found) > 1 and found[-2].is_sign(";")


def command(asked: Engine, line: str, params: dict[str, Any], form: str) -> None:
    """What begins with a colon."""
    name, _, rest = line.partition(" ")
    if name == ":help":
        click.echo(HELP, err=True)
    elif name == ":schema":
        with told():
            show_schema(asked, form)
    elif name == ":param" and not rest.strip():
        for known, value in sorted(params.items()):
            click.echo(f"${printable(known)} = {printable(repr(value))}", err=True)
    elif name == ":param" and PARAMETER.fullmatch(rest.strip()):
        params.update([Parameter().convert(rest.strip(), None, None)])
    else:
        click.echo(f"{printable(line)}: no such command (valid: :help, :schema, :param NAME=VALUE, :quit)", err=True)


def answer(asked: Engine, query: str, params: dict[str, Any], form: str, limit: int | None, timeout: float) -> None:
    """Answers a query, or says why not."""
    from ..graph.cypher.engine import QueryError

    with told():
        try:
            print_answer(asked.run(query, params, timeout, limit), form, limit)
        except QueryError as error:
            complain(error)


@contextmanager
def told() -> Iterator[None]:
    """Errors and Ctrl-C end only the query."""
    try:
        yield
    except VolteFaceError as error:
        click.echo(f"volteface: error: {printable(str(error))}", err=True)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)


@contextmanager
def history() -> Iterator[None]:
    """Line editing, and the queries of earlier sessions, where Python has readline; nothing where the file cannot be kept."""
    lines = readline()
    kept = Path(click.get_app_dir("volteface")) / "cypher_history"
    if lines is not None:
        lines.set_history_length(KEPT)
        with suppress(OSError):
            lines.read_history_file(kept)
    try:
        yield
    finally:
        if lines is not None:
            with suppress(OSError):
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.touch(mode=0o600)  # what was asked is nobody else's business, not for a moment
                lines.write_history_file(kept)
                kept.chmod(0o600)


def readline() -> ModuleType | None:
    try:
        import readline
    except ImportError:  # Windows
        return None
    return readline
