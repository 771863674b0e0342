"""Hints on a query whose names the graph does not know: each names the closest that it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches

from . import model
from .dialect import around, literal_keys, query_text
from .engine import Shape
from .lexer import Token

LABEL = re.compile(r"unknown node label '(.*?)'")
TYPE = re.compile(r"unknown relationship type '(.*?)'")
PROPERTY = re.compile(r"property '.*?' (?:which|that) no ")
CUT = re.compile(r"truncated by row_limit")
PROPERTIES = frozenset((*model.ACTOR, *model.DOCUMENT, *model.RELATION, *model.STATEMENT))
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
        elif not (PROPERTY.search(warning) or CUT.search(warning)):
            found.append(" ".join(warning.split()))
    return list(dict.fromkeys([*found, *properties(query, tokens)]))


def properties(query: str, tokens: Sequence[Token]) -> list[str]:
    """Properties that nothing in the model has; a key that the query makes itself is none."""
    known = PROPERTIES | PARTS | {query_text(query, tokens[place]) for place in literal_keys(tokens)}
    found = []
    for place, token in enumerate(tokens):
        if token.kind in ("word", "name") and around(tokens, place, -1).is_sign(".") and not around(tokens, place, 1).is_sign("(", "."):
            name = query_text(query, token)
            if name not in known and around(tokens, place, -2).kind in ("word", "name"):
                found.append(unknown("property", name, sorted(PROPERTIES), []))
    return found


def unknown(what: str, name: str, here: Sequence[str], declared: Sequence[str]) -> str:
    """The hint on a name: that it is fine, only not in this graph, or which it may have been meant for."""
    if name in declared:
        return f"nothing in this graph has the {what} {name}"
    lower = {one.lower(): one for one in here}
    close = [lower[one] for one in get_close_matches(name.lower(), lower, 3, 0.5)]
    return f"there is no {what} {name} ({'closest' if close else 'valid'}: {', '.join(close or here)})"
