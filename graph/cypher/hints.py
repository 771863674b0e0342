"""What is likely meant otherwise than it stands in a query: names that the graph does not know, dates compared with texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from . import model
from .engine import QueryError, Shape
from .lexer import Token
from .structure import around, keys, named, opening, written

LABEL = re.compile(r"unknown node label '(.*?)'")
TYPE = re.compile(r"unknown relationship type '(.*?)'")
PROPERTY = re.compile(r"property '.*?' (?:which|that) no ")
UNBOUNDED = re.compile(r"ceiling of (\d+) hops")
CUT = re.compile(r"truncated by row_limit")
PROPERTIES = frozenset((*model.ACTOR, *model.DOCUMENT, *model.RELATION, *model.STATEMENT))
# Properties that are dates, in the model and so everywhere; the others are none.
DATES = frozenset("since until started_day started_last ended_day published_day".split())
COMPARED = ("=", "<>", "<", ">", "<=", ">=")
# Parts of dates, times and durations are read like properties.
PARTS = frozenset(
    """year quarter month week weekYear day ordinalDay weekday dayOfWeek dayOfQuarter quarterDay hour minute second millisecond
    microsecond nanosecond timezone offset offsetMinutes offsetSeconds epochMillis epochSeconds years quarters months weeks days hours
    minutes seconds milliseconds microseconds nanoseconds quartersOfYear monthsOfQuarter monthsOfYear daysOfWeek minutesOfHour
    secondsOfMinute""".split()
)


def hints(query: str, tokens: Sequence[Token], warnings: Iterable[str], shape: Callable[[], Shape]) -> list[str]:
    """One line for each name that nothing bears, and whatever else the engine warned of."""
    found = []
    known: Shape | None = None
    for warning in warnings:
        label, type_ = LABEL.search(warning), TYPE.search(warning)
        if label or type_:
            known = known or shape()
        if label and known:
            found.append(unknown("label", label[1], [kind.name for kind in known.labels], [*model.labels().values()]))
        elif type_ and known:
            found.append(unknown("relationship type", type_[1], [kind.name for kind in known.types], [*model.types().values()]))
        elif ceiling := UNBOUNDED.search(warning):
            found.append(f"a path without an upper bound ends after {ceiling[1]} steps in the embedded engine (*1..N says how many)")
        elif not (PROPERTY.search(warning) or CUT.search(warning)):
            found.append(" ".join(warning.split()))
    return list(dict.fromkeys([*found, *properties(query, tokens)]))


def properties(query: str, tokens: Sequence[Token]) -> list[str]:
    """Properties that nothing in the model has; a key that the query makes itself is none."""
    known = PROPERTIES | PARTS | {written(query, tokens[place]) for place in keys(tokens, pattern=False)}
    found = []
    for place, token in enumerate(tokens):
        if named(token) and around(tokens, place, -1).is_sign(".") and not around(tokens, place, 1).is_sign("(", "."):
            name = written(query, token)
            if name not in known and named(around(tokens, place, -2)):
                found.append(unknown("property", name, sorted(PROPERTIES), []))
    return found


def mixed_dates(query: str, tokens: Sequence[Token], params: Mapping[str, Any]) -> None:
    """Refuses to compare a date with a text: to Neo4j they are never equal, to the embedded engine they are where the text is a date."""
    for place, token in enumerate(tokens):
        if token.is_sign(*COMPARED):
            sides = sorted((side(query, tokens, place, -1, params), side(query, tokens, place, 1, params)))
            if sides == ["date", "text"]:
                raise QueryError("a date is compared with a text here (valid: date('2024-12-31'), date($day))", query, token.start)


def side(query: str, tokens: Sequence[Token], place: int, by: int, params: Mapping[str, Any]) -> str:
    """What stands beside a comparison: "date", "text", or "" where that is not to be seen."""
    token = around(tokens, place, by)
    if token.kind == "string":
        return "text"
    if token.kind == "parameter":
        return "text" if isinstance(params.get(token.text), str) else ""
    if by > 0 and token.is_word("DATE") and around(tokens, place, 2).is_sign("("):
        return "date"
    if by < 0 and token.is_sign(")") and around(tokens, opening(tokens, place - 1), -1).is_word("DATE"):
        return "date"
    # `r.since <`, `< r.since`: the name is the last of the three.
    name, dot, variable = (around(tokens, place, step) for step in ((-1, -2, -3) if by < 0 else (3, 2, 1)))
    if not (named(name) and dot.is_sign(".") and named(variable)) or (by > 0 and around(tokens, place, 4).is_sign(".", "(", "+", "-")):
        return ""
    called = written(query, name)
    return "date" if called in DATES else "text" if called in ("started", "ended", "published") else ""


def unknown(what: str, name: str, here: Sequence[str], declared: Sequence[str]) -> str:
    """The hint on a name: that it is fine, only not in this graph, or which it may have been meant for."""
    if name in declared:
        return f"nothing in this graph has the {what} {name}"
    lower = {one.lower(): one for one in here}
    close = [lower[one] for one in get_close_matches(name.lower(), lower, 3, 0.5)]
    return f"there is no {what} {name} ({'closest' if close else 'valid'}: {', '.join(close or here)})"
