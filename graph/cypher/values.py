"""One form of the values of a row, whichever engine they come from.

| in Cypher | in Python | printed, as JSON |
|---|---|---|
| null, boolean, integer, float, string | None, bool, int, float, str | the same; NaN and the infinities, which JSON has not, as text |
| date, datetime, time | `date`, `datetime`, `time` | ISO 8601 |
| duration, point | str | text: ISO 8601, or as Neo4j writes it |
| list, map | list, dict (keys sorted) | list, object |
| node | {"labels": […], "properties": {…}} | object |
| relationship | {"type", "source", "target", "properties"}, the ends by their ids | object |
| path | [node, relationship, node, …] | list |

Properties stand in the order of the model, what is not set is left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from .model import ACTOR, DOCUMENT, RELATION, STATEMENT

ORDER = {name: place for place, name in enumerate(dict.fromkeys((*ACTOR, *STATEMENT, *DOCUMENT, *RELATION)))}
ACTOR_LABEL = "Actor"
# Numbers of a duration, and the letters that ISO 8601 gives them.
UNITS = ((12, "Y"), (1, "M")), ((1, "D"),), ((3600, "H"), (60, "M"))


def node(labels: Iterable[str], properties: Mapping[str, Any]) -> dict[str, Any]:
    """A node: the label that all actors have first."""
    return {"labels": sorted(labels, key=lambda label: (label != ACTOR_LABEL, label)), "properties": ordered(properties)}


def relationship(type_: str, source: Any, target: Any, properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": type_, "source": source, "target": target, "properties": ordered(properties)}


def ordered(properties: Mapping[str, Any]) -> dict[str, Any]:
    names = sorted(properties, key=lambda name: (ORDER.get(name, len(ORDER)), name))
    return {name: properties[name] for name in names if properties[name] is not None}


def is_node(value: Any) -> bool:
    return isinstance(value, dict) and list(value) == ["labels", "properties"]


def is_relationship(value: Any) -> bool:
    return isinstance(value, dict) and list(value) == ["type", "source", "target", "properties"]


def is_path(value: Any) -> bool:
    """A list that begins and ends with nodes, and has a relationship after every one but the last."""
    if not isinstance(value, list) or len(value) < 3 or len(value) % 2 == 0:
        return False
    return all(map(is_node, value[::2])) and all(map(is_relationship, value[1::2]))


def duration(months: int, days: int, seconds: int, nanoseconds: int = 0) -> str:
    """A duration in ISO 8601: `P1Y2M3DT4H5M6.5S`."""
    whole = seconds + nanoseconds / 10**9
    text = "P" + parts(months, UNITS[0]) + parts(days, UNITS[1])
    clock = ""
    rest = abs(whole)
    sign = "-" if whole < 0 else ""
    for size, letter in UNITS[2]:
        count, rest = divmod(rest, size)
        clock += f"{sign}{int(count)}{letter}" if count else ""
    if rest or (text == "P" and not clock):
        clock += f"{sign if rest else ''}{rest:.9f}".rstrip("0").rstrip(".") + "S"
    return text + (f"T{clock}" if clock else "")


def parts(number: int, units: Iterable[tuple[int, str]]) -> str:
    text = ""
    rest = abs(number)
    for size, letter in units:
        count, rest = divmod(rest, size)
        text += f"{'-' if number < 0 else ''}{count}{letter}" if count else ""
    return text


def printed(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, list):
        return [printed(one) for one in value]
    if isinstance(value, dict):
        return {name: printed(one) for name, one in value.items()}
    return value
