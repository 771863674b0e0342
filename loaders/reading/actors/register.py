"""What one document has named so far, and the values that tell of it: parties and their mentions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from ...dictionary import Name
from .words import forms_of


@dataclass(frozen=True, slots=True)
class Party:
    """An actor as reading needs it: `of` is the state or organization that it belongs to, as (kind, name)."""

    name: str
    kind: str
    of: tuple[str, str] | None = None

    @property
    def state(self) -> tuple[str, str]:
        """Whom its acts count for: itself, or what it belongs to."""
        return self.of or (self.kind, self.name)


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named at `clean[start:end]` of its sentence.

    `role`: name, alias, demonym, capital, metonym, surname (of the dictionary), `found` (in the text), `title` (a titled name),
    `pronoun` or `reference` (resolved from the context).
    """

    start: int
    end: int
    party: Party
    role: str


class ShortNames(dict[str, Party]):
    """Short name -> party; `longest`: the most words that a name with this first word has."""

    def __init__(self) -> None:
        super().__init__()
        self.longest: dict[str, int] = {}

    def __setitem__(self, text: str, party: Party) -> None:
        first = text.split(" ", 1)[0]
        self.longest[first] = max(self.longest.get(first, 0), text.count(" ") + 1)
        super().__setitem__(text, party)

    def setdefault(self, text: str, party: Party) -> Party:
        if text not in self:
            self[text] = party
        return self[text]


@dataclass
class Register:
    """What one document has named so far: surnames and short names given by fuller ones, and how often each state occurs.

    `leaders`: the leaders named, by state, each with the titles of the offices that it holds. `voice`: who says "we" in the document;
    `turns`: who says it in which sentence, where it goes by turns. `host`: whose "the Government" is, in a cable. `by_capital`: the
    states of the capitals named. `firm`: short names that win over the dictionary. `demonyms`: by the names of states; `own`: all words
    for a state, its people and its capitals; `of_word`: the states by their names and capitals;
    `unions`: the organizations of which states are members, each with all its names in small letters.
    `given`: by surnames, the given names before them.
    `held`: whether somebody was in office in a year; `office`: who held an office of a state (its title) when the document was
    published, if that is known.
    """

    short: ShortNames = field(default_factory=ShortNames)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    leaders: dict[tuple[str, str], dict[Party, frozenset[str]]] = field(default_factory=dict)
    voice: tuple[Party, ...] = ()
    turns: dict[int, tuple[Party, ...]] = field(default_factory=dict)
    host: Party | None = None
    held: Callable[[Party, int], bool] = lambda party, year: False
    office: Callable[[tuple[str, str], str], Party | None] = lambda state, title: None
    demonyms: dict[str, str] = field(default_factory=dict)
    own: dict[str, frozenset[str]] = field(default_factory=dict)
    of_word: dict[str, Party] = field(default_factory=dict)
    unions: dict[str, str] = field(default_factory=dict)
    given: dict[str, set[str]] = field(default_factory=dict)
    firm: set[str] = field(default_factory=set)
    by_capital: dict[str, Party] = field(default_factory=dict)

    def topic(self, size: int = 2, without: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
        """The states that the document names most, but for some."""
        return [key for key, _ in self.counts.most_common(size + len(without)) if key[1] not in without][:size]

    def at_hand(self, before: tuple[str, str] | None, without: frozenset[str] = frozenset()) -> tuple[str, str] | None:
        """Whose an office is that is named without a state: of whom the text is about; else of whom it names first, most and last.

        `without`: states that have no such office.
        """
        first = next((key for key in self.counts if key[1] not in without), None)
        matter = self.matter(without)
        return matter or (before if before == first and self.topic(1, without) == [before] else None)

    def matter(self, without: frozenset[str] = frozenset()) -> tuple[str, str] | None:
        """The one state that the document is about; None where another is named half as often."""
        states = [(key, number) for key, number in self.counts.most_common(5) if key[0] in ("state", "territory") and key[1] not in without]
        return states[0][0] if states and (len(states) == 1 or states[0][1] >= 2 * states[1][1]) else None

    def namesake(self, name: Name) -> bool:
        """Whether the document has a surname with given names none of which is this person's."""
        given = self.given.get(name.text, set())
        return bool(given) and not given & {form for one in name.entry.spellings for form in forms_of(one.text)}

    def holder(self, state: tuple[str, str], title: str) -> Party | None:
        """The leader named in the document who holds that office of a state: "the Turkish president"."""
        fits = [party for party, titles in self.leaders.get(state, {}).items() if title in titles]
        return fits[0] if len(fits) == 1 else None
