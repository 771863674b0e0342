"""The cook book: named Cypher queries, one a file of `cookbook/`, with their titles, questions and parameters.

A file begins with comments that say what it is; the query is the whole file, comments included:

    // title: New adversaries
    // question: Between whom is the first hostile word or act no older than a day?
    // param since (first day): the day                      needed
    // param limit (number) = 20: at most so many rows       with a default
    // example since = 2024-12-01                            what docs/cookbook.md asks of the sample

Any other comment is a note. docs/cypher.md says how to write one; docs/cookbook.md shows all of them with their answers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from ..graph.dates import PartialDate
from ..graph.errors import DataError, UsageError

FOLDER, SUFFIX = "cookbook", ".cypher"
# What a parameter can be, and what its values look like.
KINDS = {
    "actor": "a name, an alias, an ISO code or an id such as state:Chad",
    "actors": "names, aliases, ISO codes or ids, with commas between them",
    "first day": "YYYY, YYYY-MM or YYYY-MM-DD; of a month or a year its first day",
    "last day": "YYYY, YYYY-MM or YYYY-MM-DD; of a month or a year its last day",
    "number": "a whole number, 1 or more",
}
NAME = re.compile(r"[a-z]+(?:-[a-z]+)*")
TITLE = re.compile(r"(title|question): (\S.*)")
PARAMETER = re.compile(r"param ([a-z]+) \(([a-z ]+)\)(?: = (.*?))?: (\S.*)")
EXAMPLE = re.compile(r"example ([a-z]+) = (\S.*)")
USED = re.compile(r"\$([A-Za-z_]\w*)")
COMMENT = re.compile(r"//[^\n]*")


class Parameter(NamedTuple):
    """What a query wants to be told. `default` is None where it must be."""

    name: str
    kind: str
    default: Any
    says: str

    @property
    def shown(self) -> str:
        """As a list of parameters shows it: `since`, or `limit = 20`."""
        return self.name if self.default is None else f"{self.name} = {plain(self.default) or repr('')}"

    def value(self, given: object) -> Any:
        """What the query gets: a text, a list of texts or a number. Raises UsageError naming what is valid."""
        found: Any = None
        if self.kind == "number":
            found = number(given)
        elif self.kind.endswith("day"):
            found = day(given, first=self.kind == "first day")
        elif self.kind == "actors":
            listed = given if isinstance(given, list | tuple) else str(given).split(",")
            found = [name for name in (str(one).strip() for one in listed) if name] or None
        elif isinstance(given, str | int) and (given or self.default == ""):
            found = str(given)  # an outlet may be called 24
        if found is None:
            raise UsageError(f"parameter {self.name} {plain(given)!r} (valid: {KINDS[self.kind]})")
        return found


class Query(NamedTuple):
    """A query of the cook book; `text` is the Cypher. `example` gives its parameters for the sample in seeds/."""

    name: str
    title: str
    question: str
    parameters: tuple[Parameter, ...]
    example: dict[str, Any]
    notes: tuple[str, ...]
    text: str

    def values(self, given: Mapping[str, object], actor: Callable[[str], str] = lambda name: name) -> dict[str, Any]:
        """The parameters to run the query with: those given, checked, and the defaults of the others.

        `actor` leads from what a user calls an actor to its id or its name in the graph. Raises UsageError for a parameter that
        is missing, that there is not, or whose value is not valid.
        """
        known = {parameter.name: parameter for parameter in self.parameters}
        if unknown := [name for name in given if name not in known]:
            raise UsageError(f"{self.name} has no parameter {unknown[0]!r} (valid: {', '.join(known) or 'none'})")
        if missing := [one for one in self.parameters if one.default is None and one.name not in given]:
            told = "; ".join(f"{one.name}: {one.says}" for one in missing)
            raise UsageError(f"{self.name} needs {', '.join(one.name for one in missing)} ({told})")
        values = {}
        for name, parameter in known.items():
            value = parameter.value(given[name]) if name in given else parameter.default
            if parameter.kind == "actors":
                value = [actor(one) for one in value]
            elif parameter.kind == "actor" and value:
                value = actor(value)
            values[name] = value
        return values

    def as_json(self) -> dict[str, Any]:
        """The object of `volteface cypher --list --format json`."""
        return {
            "name": self.name,
            "title": self.title,
            "question": self.question,
            "parameters": [parameter._asdict() for parameter in self.parameters],
            "query": self.text,
        }


@cache
def queries() -> tuple[Query, ...]:
    """All of the cook book, by name. Raises DataError for a file that is wrong."""
    folder = resources.files(__package__).joinpath(FOLDER)
    files = sorted((file for file in folder.iterdir() if file.name.endswith(SUFFIX)), key=lambda file: file.name)
    return tuple(read(file.name, file.read_text(encoding="utf-8")) for file in files)


def query(name: str) -> Query:
    """The query of a name. Raises UsageError naming the closest ones."""
    known = {one.name: one for one in queries()}
    if name not in known:
        from rapidfuzz import process

        near = [found for found, _, _ in process.extract(name, list(known), limit=3)]
        raise UsageError(f"query {name!r}: not in the cook book (closest: {', '.join(near)}; `volteface cypher --list` shows all)")
    return known[name]


def read(file: str, text: str) -> Query:
    """The query of a file. Raises DataError naming the file, the line and what is valid there."""
    name = file.removesuffix(SUFFIX)
    if not NAME.fullmatch(name):
        raise DataError(f"{file}: the name of a query (valid: words of small letters with - between them, {SUFFIX})")
    said: dict[str, str] = {}
    parameters: dict[str, Parameter] = {}
    example: dict[str, Any] = {}
    notes = []
    for number, comment in head(text):
        try:
            if found := TITLE.fullmatch(comment):
                once(said, found[1])
                said[found[1]] = found[2]
            elif found := PARAMETER.fullmatch(comment):
                once(parameters, found[1])
                parameters[found[1]] = declared(*found.groups())
            elif found := EXAMPLE.fullmatch(comment):
                once(example, found[1])
                if found[1] not in parameters:
                    raise DataError(f"example of {found[1]}, which is no parameter (valid: {', '.join(parameters) or 'none'})")
                example[found[1]] = parameters[found[1]].value(found[2])
            elif re.match(r"(?:title|question|param|example)\b", comment):
                raise DataError(f"{comment!r} (valid: title: …; question: …; param NAME (KIND)[ = DEFAULT]: …; example NAME = VALUE)")
            else:
                notes.append(comment)
        except (DataError, UsageError) as error:
            raise DataError(f"{file} line {number}: {error}") from None
    check(file, text, said, parameters, example)
    return Query(name, said["title"], said["question"], tuple(parameters.values()), example, tuple(notes), text)


def head(text: str) -> Iterator[tuple[int, str]]:
    """The comments with which a file begins, without their slashes, each with its line from 1."""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("// "):
            return
        yield number, line.removeprefix("// ")


def declared(name: str, kind: str, default: str | None, says: str) -> Parameter:
    if kind not in KINDS:
        raise DataError(f"param {name} of kind {kind!r} (valid: {', '.join(KINDS)})")
    if default == '""':
        return Parameter(name, kind, "", says)
    needed = Parameter(name, kind, None, says)
    return needed if default is None else needed._replace(default=needed.value(default))


def once(seen: Mapping[str, object], name: str) -> None:
    if name in seen:
        raise DataError(f"{name} a second time (valid: once)")


def check(file: str, text: str, said: Mapping[str, str], parameters: Mapping[str, Parameter], example: Mapping[str, object]) -> None:
    """Raises DataError where the head lacks something, or says other than the query."""
    for needed in ("title", "question"):
        if needed not in said:
            raise DataError(f"{file} line 1: no {needed} (valid: // {needed}: …)")
    used: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for name in USED.findall(COMMENT.sub("", line)):
            used.setdefault(name, number)
    for name, number in used.items():
        if name not in parameters:
            raise DataError(f"{file} line {number}: ${name} is no parameter of it (valid: {', '.join(parameters) or 'none'})")
    for name, parameter in parameters.items():
        if name not in used:
            raise DataError(f"{file}: param {name}, but no ${name} in the query")
        if parameter.default is None and name not in example:
            raise DataError(f"{file}: param {name} has neither a default nor an example (valid: // example {name} = …)")


def number(given: object) -> int | None:
    text = str(given)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 and int(text) else None


def day(given: object, *, first: bool) -> str | None:
    """A day as the text that Cypher's `date()` takes."""
    if isinstance(given, date):
        return given.strftime("%Y-%m-%d")
    try:
        partial = PartialDate.parse(str(given))
    except UsageError:
        return None
    return (partial.first if first else partial.last).isoformat()


def plain(value: object) -> str:
    """A value as one writes it: a list with commas."""
    return ", ".join(map(str, value)) if isinstance(value, Sequence) and not isinstance(value, str) else str(value)
