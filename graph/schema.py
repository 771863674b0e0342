"""The vocabulary of the graph, read from `schema.toml` and checked once, at the first call."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from .errors import DataError


@dataclass(frozen=True, slots=True)
class RelationType:
    """One type of relation. `code` is its place in the file: what the store and the column table keep."""

    name: str
    code: int
    sign: int
    weight: float
    span: str
    symmetric: bool
    source: tuple[str, ...]
    target: tuple[str, ...]
    plover: tuple[str, ...]
    cameo: tuple[str, ...]
    says: str

    @property
    def holds(self) -> bool:
        """True for a state of affairs, which holds until it ends; False for an event, which fades."""
        return self.span == "state"


@dataclass(frozen=True)
class Schema:
    """Kinds of actor, relation types by name (in code order) and the weight of each status (in code order)."""

    kinds: tuple[str, ...]
    relations: dict[str, RelationType]
    status: dict[str, float]


def declared() -> str:
    return resources.files(__package__).joinpath("schema.toml").read_text(encoding="utf-8")


def fingerprint() -> str:
    """A hash of everything declared, weights included."""
    return hashlib.sha256(declared().encode()).hexdigest()


@cache
def schema() -> Schema:
    """The declared vocabulary. Raises DataError where the file contradicts itself."""
    import tomllib

    raw = tomllib.loads(declared())
    kinds = tuple(raw["kinds"])
    relations = {
        name: RelationType(
            name=name,
            code=code,
            sign=given["sign"],
            weight=given["weight"],
            span=given["span"],
            symmetric=given["symmetric"],
            source=tuple(given.get("source", kinds)),
            target=tuple(given.get("target", kinds)),
            plover=tuple(given.get("plover", ())),
            cameo=tuple(given.get("cameo", ())),
            says=given["says"],
        )
        for code, (name, given) in enumerate(raw["relation"].items())
    }
    for relation in relations.values():
        if (relation.weight > 0) - (relation.weight < 0) != relation.sign:
            raise DataError(f"schema.toml: relation {relation.name}: weight {relation.weight} and sign {relation.sign} disagree")
        if relation.span not in ("event", "state"):
            raise DataError(f"schema.toml: relation {relation.name}: span {relation.span!r} (valid: event, state)")
        if unknown := {*relation.source, *relation.target} - {*kinds}:
            raise DataError(f"schema.toml: relation {relation.name}: kinds {sorted(unknown)} (valid: {', '.join(kinds)})")
    return Schema(kinds, relations, dict(raw["status"]))
