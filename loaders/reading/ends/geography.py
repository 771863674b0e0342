"""What states are and where they lie (`geography.toml`): for "the landlocked country", "the Central Asian republic", "its neighbour"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True)
class Geography:
    """Names of states: `classes` by the words that call for them (lower case), `neighbours` by the state (each pair both ways)."""

    classes: dict[str, frozenset[str]]
    neighbours: dict[str, frozenset[str]]

    def side_by_side(self, one: str, other: str) -> bool | None:
        """Whether two states are neighbours; None where the borders of neither are known."""
        if one not in self.neighbours and other not in self.neighbours:
            return None
        return other in self.neighbours.get(one, frozenset())


@cache
def geography() -> Geography:
    """The geography that comes with the package."""
    import tomllib

    raw = tomllib.loads(resources.files(__package__).joinpath("geography.toml").read_text(encoding="utf-8"))
    beside: dict[str, set[str]] = {}
    for state, others in raw["neighbours"].items():
        for other in others:
            beside.setdefault(state, set()).add(other)
            beside.setdefault(other, set()).add(state)
    classes = {words: frozenset(states) for words, states in raw["classes"].items()}
    return Geography(classes, {state: frozenset(others) for state, others in beside.items()})
