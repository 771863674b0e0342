"""What makes an id unique in the database: named constraints, of nodes and of relationships, that the Community edition has too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ..errors import DataError
from .server import Server

LABELS = ("Actor", "Document", "Statement")


class Constraint(NamedTuple):
    """The ids of a label, or of a relationship type, are unique."""

    name: str
    entity: str
    of: str

    @property
    def query(self) -> str:
        pattern = f"(x:{self.of})" if self.entity == "NODE" else f"()-[x:{self.of}]-()"
        return f"CREATE CONSTRAINT {self.name} IF NOT EXISTS FOR {pattern} REQUIRE x.id IS UNIQUE"


def constraints(types: Iterable[str]) -> list[Constraint]:
    """Those of all labels, and of these types."""
    found = [Constraint(f"volteface_{label.lower()}_id", "NODE", label) for label in LABELS]
    return found + [Constraint(f"volteface_{type_.lower()}_id", "RELATIONSHIP", type_) for type_ in types]


def constrain(server: Server, types: Iterable[str]) -> int:
    """Makes the constraints that are not there yet, under whatever name; returns how many.

    Raises DataError where what the database holds violates one, or something else has its name or its place.
    """
    there = server.rows("SHOW CONSTRAINTS YIELD name, type, entityType, labelsOrTypes, properties")
    unique = {
        (entity, *of) for _, type_, entity, of, properties in there if properties == ["id"] and ("UNIQUENESS" in type_ or "KEY" in type_)
    }
    names = {row[0] for row in there}
    made = 0
    for one in constraints(types):
        if (one.entity, one.of) in unique:
            continue
        if one.name in names:
            raise DataError(f"{server.address}: {one.name} is the name of another constraint there (drop it: DROP CONSTRAINT {one.name})")
        server.write(one.query)
        made += 1
    return made
