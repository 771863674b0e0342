"""What can go wrong, as three exceptions.

VolteFaceError          base: the command line turns it into one line on stderr and its exit status
├── UsageError (2)      the call is wrong: a date, an actor, an option
├── DataError (1)       the input is wrong: a file, a graph; this run stops
└── SkipRecord          one record is wrong: it is counted and reported, the load goes on
    └── IgnoreRecord    one file is no input and never meant to be: it is named, and nothing is wrong
"""

from __future__ import annotations

from dataclasses import dataclass


class VolteFaceError(Exception):
    """Base of every error a user can cause; its text is one line that a user can act on."""

    exit_status = 1


class UsageError(VolteFaceError):
    """The call cannot be answered as it was made (exit status 2)."""

    exit_status = 2


class DataError(VolteFaceError):
    """The input or the graph file cannot be used; this run stops (exit status 1)."""


# Not frozen: Python itself sets attributes of an exception on its way up.
@dataclass(unsafe_hash=True)
class SkipRecord(VolteFaceError):
    """One file or record that a load leaves out: where it stands and why, naming field, value and valid choices."""

    where: str
    why: str

    def __str__(self) -> str:
        return f"{self.where}: {self.why}"


@dataclass(unsafe_hash=True)
class IgnoreRecord(SkipRecord):
    """A file that is left out because it is not meant to be read: it says so itself, or its kind does."""
