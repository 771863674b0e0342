"""Patterns of words between names: what the parse loses in appositions, brackets and long lists is read from the line of words.

A sentence is written again with one piece for every name (a letter for its kind and a number, `S0`); a list of names is one piece. The
patterns stand in TOML files, as lists of texts: a capital letter is a name, `…` up to three words that are no names, `……` up to eight,
`a|b` either of two words.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from ..ends.parties import End
from .relations import Reading

if TYPE_CHECKING:
    from ..actors.register import Mention
    from ..parse.tree import Doc, Token

# Words that change nothing of what stands between two names.
DROPPED = frozenset(
    "the a an will would shall has have had also now already since then still formally officially recently finally today".split()
)
_LISTING = frozenset(", and or & both even now also".split())
_RELATIVE = frozenset("which who".split())
_POSSESSIVE = ("’s", "'", "’")
_GAPS = {"…": 3, "……": 8}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern: its `letters` in order; `words` must all stand in a sentence that it fits."""

    form: re.Pattern[str]
    letters: tuple[str, ...]
    words: frozenset[str]
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a pattern fits: its names with the letters that it has for them, first and last piece."""

    pattern: Pattern
    names: tuple[tuple[str, str], ...]
    first: int
    last: int

    def of(self, letter: str) -> list[str]:
        return [name for its, name in self.names if its == letter]


@dataclass
class Line:
    """The sentence written again: `starts`: the token of each piece; `names`: S0, O1: their ends."""

    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    names: dict[str, list[End]] = field(default_factory=dict)

    def add(self, piece: str, token: int) -> None:
        self.pieces.append(piece)
        self.starts.append(token)

    def named(self, letter: str, ends: list[End], listed: bool) -> None:
        """Adds a name: where `listed`, to one of its kind before it from which only a comma or "and" parts it."""
        back = len(self.pieces) - 1
        while listed and back >= 0 and self.pieces[back] in _LISTING and len(self.pieces) - back < 4:
            back -= 1
        joined = back < len(self.pieces) - 1 and back >= 0 and self.pieces[back] in self.names and self.pieces[back][0] == letter
        if joined and self.pieces[-1] != "both":
            del self.pieces[back + 1 :], self.starts[back + 1 :]
            self.names[self.pieces[back]] += ends
            return
        if self.pieces[-2:] == ["which", "both"]:
            del self.pieces[-1], self.starts[-1]
        key = f"{letter}{len(self.names)}"
        self.names[key] = list(ends)
        self.add(key, ends[0].first)

    def ends(self, hit: Hit, *letters: str) -> list[End]:
        """The parties that a pattern has for some letters."""
        return [end for letter in letters for key in hit.of(letter) for end in self.names[key]]

    def verb(self, doc: Doc, hit: Hit) -> Token | None:
        """The verb among the words of a pattern."""
        return next((doc[place] for place in self.starts[hit.first : hit.last + 1] if doc[place].pos_ in ("VERB", "AUX")), None)


@cache
def lists(name: str) -> dict[str, tuple[str, ...]]:
    """The lists of a TOML file of patterns by name."""
    raw = tomllib.loads(resources.files(__package__).joinpath(name).read_text(encoding="utf-8"))
    return {key: tuple(found) for key, found in raw.items()}


@cache
def _patterns(file: str, name: str, kinds: tuple[tuple[str, str], ...]) -> tuple[Pattern, ...]:
    """The patterns of one list, the longest first; `kinds`: for each letter of a pattern the letters of pieces that it fits."""
    of, found = dict(kinds), []
    for text in dict.fromkeys(lists(file)[name]):
        words = [one for one in text.split() if one not in DROPPED]
        parts = []
        for word in words:
            if word in _GAPS:
                parts.append(rf"(?:(?![{''.join(of.values())}]\d)\S+ ){{0,{_GAPS[word]}}}?")
            else:
                parts.append(rf"([{of[word]}]\d+) " if word in of else rf"(?:{'|'.join(map(re.escape, word.split('|')))}) ")
        literal = frozenset(word for word in words if word not in of and word not in _GAPS and "|" not in word)
        letters = tuple(word for word in words if word in of)
        found.append(Pattern(re.compile(r"(?<= )" + "".join(parts)), letters, literal, text))
    return tuple(sorted(found, key=lambda one: -len(one.text)))


def line_of(
    reading: Reading,
    named: Callable[[int, Mention], tuple[str, End]],
    stands: Callable[[Token], list[End]],
    letter: str,
    joined: bool = True,
) -> Line:
    """The sentence with its names in short.

    `named`: letter and end of a mention, by the token at its head; `stands`: whom a word means that is no name; `letter`: that of
    such words, and of names that are `joined` where they make a list. A relative pronoun after a name is left out: "Chad, which joined".
    """
    ends, doc = reading.ends, reading.doc
    firsts = {ends.spans[place][0]: place for place in ends.heads}
    line = Line()
    at = 0
    while at < len(doc):
        place = firsts.get(at)
        if place is not None:
            own, end = named(place, ends.heads[place])
            line.named(own, [end], joined and own == letter)
            at = ends.spans[place][1] + 1
            continue
        word = doc[at].lower_
        if _after_name(line) and (word in _RELATIVE or (word == "that" and doc[at + 1 :] and doc[at + 1].pos_ in ("VERB", "AUX"))):
            if line.pieces[-1] == ",":
                del line.pieces[-1], line.starts[-1]
        elif found := stands(doc[at]):
            line.named(letter, found, False)
        elif word not in DROPPED and not doc[at].is_space:
            line.add("'s" if word in _POSSESSIVE and line.pieces and line.pieces[-1] in line.names else word, at)
        at += 1
    return line


def _after_name(line: Line) -> bool:
    """Whether a name stands last, but for a comma."""
    last = next((one for one in reversed(line.pieces[-2:]) if one != ","), "")
    return last in line.names


def hits(line: Line, file: str, name: str, kinds: tuple[tuple[str, str], ...]) -> Iterator[Hit]:
    """What of a list fits in a sentence, one hit for each set of names; nothing that "not" stands in or before."""
    text = f" {' '.join(line.pieces)} "
    have = set(line.pieces)
    seen: set[frozenset[str]] = set()
    never = frozenset(lists(file)["never"])
    for pattern in _patterns(file, name, kinds):
        if not pattern.words <= have:
            continue
        for hit in pattern.form.finditer(text):
            names = frozenset(hit.groups())
            first = text[: hit.start()].count(" ") - 1
            last = text[: hit.end()].count(" ") - 2
            if names not in seen and set(line.pieces[max(0, first - 2) : last + 1]).isdisjoint(never - pattern.words):
                seen.add(names)
                yield Hit(pattern, tuple(zip(pattern.letters, hit.groups(), strict=True)), first, last)
