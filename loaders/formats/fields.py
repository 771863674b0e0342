"""What the fields of article dumps are called: known names (`fields.toml`), or those that the user gives for a load."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ...graph.errors import UsageError

NAMES = ("text", "title", "date", "outlet", "url", "id")
_MARKS = re.compile(r"[\W_]+")


@cache
def known() -> dict[str, tuple[str, ...]]:
    """The names of `fields.toml`: by what a field holds, and `lists`, in comparable form; `inner` and `wrapped` as written."""
    data = tomllib.loads(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))
    return {key: tuple(names) if key in ("inner", "wrapped") else tuple(map(comparable, names)) for key, names in data.items()}


def comparable(name: str) -> str:
    """A field's name without capitals and marks: `articleBody`, `article_body` and `Article Body` are one."""
    return _MARKS.sub("", name).lower()


@dataclass(frozen=True, slots=True)
class Fields:
    """Where records keep what a document needs. `given`: what the user said, the name of a field (`a.b`: b inside a) by NAMES."""

    given: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, given: Mapping[str, str] | None) -> Fields:
        """Raises UsageError for a name that is none of NAMES, or without a field."""
        for name, path in (given or {}).items():
            if name not in NAMES or not path.strip():
                raise UsageError(f"--field {name}={path}: not NAME=FIELD, as in text=body (valid names: {', '.join(NAMES)})")
        return cls(dict(given or {}))

    def of_record(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The values that a record has, by NAMES: text and what else is told as `str`, or a number; absent where it has none.

        A record whose articles stand in an envelope (`_source`, `fields`) is read with it.
        """
        by_name = _by_name(record)
        found: dict[str, Any] = {}
        for name in NAMES:
            if name in self.given:
                value = _plain(_at(record, self.given[name]))
            else:
                values = (_plain(by_name[one]) for one in known()[name] if one in by_name)
                value = next((one for one in values if one is not None), None)
            if value is not None:
                found[name] = value
        return found


def _by_name(record: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    envelopes = [key for key, value in record.items() if isinstance(value, dict) and key in known()["wrapped"]]
    for one in (record, *(record[key] for key in envelopes)):
        for key, value in one.items():
            if value not in (None, "", [], {}) and not (one is record and key in envelopes):
                found.setdefault(comparable(key), value)
    return found


def _at(record: Any, path: str) -> Any:
    """The value at a path (`content.rendered`, `authors.0.name`); a field that is called so with its dots comes first."""
    if isinstance(record, dict) and path in record:
        return record[path]
    first, dot, rest = path.partition(".")
    if isinstance(record, dict):
        inside = record.get(first)
    else:
        inside = record[int(first)] if isinstance(record, list) and first.isdecimal() and int(first) < len(record) else None
    return _at(inside, rest) if dot and inside is not None else inside


def _plain(value: Any) -> str | int | float | None:
    """Text or a number; a list is its parts as paragraphs, a record what it holds under the first of `inner`."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return value
    if isinstance(value, dict):
        return next((found for name in known()["inner"] if (found := _plain(value.get(name))) is not None), None)
    return "\n\n".join(_parts(value)) or None


def _parts(values: list[Any]) -> Iterator[str]:
    for value in values:
        found = _plain(value)
        if found is not None:
            yield str(found)
