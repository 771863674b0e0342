"""The command line. Commands parse, call one method of `Graph` and print; here errors become one line and an exit status."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence

import click

from . import __version__
from .commands.ask import align, diff, info, show, why
from .commands.cypher import cypher
from .commands.load import load
from .commands.neo4j import pull, push
from .commands.options import graph_option
from .commands.read import read
from .commands.write import draw, export
from .graph.errors import VolteFaceError

INTERRUPTED = 130


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120},
    epilog="""\b
Start with:
  volteface load FOLDER
  volteface diff 2024-12-01 2025-07-05
  volteface map -o map.html""",
)
@click.version_option(__version__, prog_name="volteface")
@graph_option
@click.pass_context
def cli(ctx: click.Context, graph_file: str | None) -> None:
    """Who stands with whom, against whom, since when, what changed, and which sentence says so."""
    ctx.obj = graph_file


for command in (load, read, info, show, diff, align, why, draw, export, cypher, push, pull):
    cli.add_command(command)


def main(args: Sequence[str] | None = None) -> None:
    """Runs the command line and exits: 0 fine, 1 bad data, 2 bad usage, 130 interrupted."""
    sys.exit(run(args))


def run(args: Sequence[str] | None = None) -> int:
    """Runs the command line; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A letter that the terminal cannot show is written by its number; it is no reason to stop.
            stream.reconfigure(errors="backslashreplace")
    try:
        status = cli.main(args, prog_name="volteface", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return error.exit_code
    except click.ClickException as error:
        return complain(error.format_message(), error.exit_code)
    except VolteFaceError as error:
        return complain(str(error), error.exit_status)
    except (click.Abort, KeyboardInterrupt) as error:
        stood = str(error.__cause__ or error)  # how far it had come, where the command says so
        return complain(f"interrupted; {stood}" if stood else "interrupted", INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone (`| head`): not an error, but Python would complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        # A full disk, say: what is left in the buffer must not be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return complain(f"{error.filename or 'output'}: {error.strerror or error}", 1)


def complain(message: str, status: int) -> int:
    """One line on standard error, whatever the message holds."""
    from .commands.output import printable

    click.echo(f"volteface: error: {printable(' '.join(message.split()))}", err=True)
    return status
