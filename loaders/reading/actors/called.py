"""Parties whose kind a common noun beside them tells: "the rights group Clear Sky", "Clear Sky, a rights group", "Greek insurgents"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from ..lexicon import Lexicon
from ..lexicon import lexicon as known
from .register import Mention, Party
from .words import Word

_STATES = ("state", "territory")
_INNER = frozenset("of and for the de al el la le del du des - ' s & .".split())
_JOINING = frozenset("of for to with against by in from on and or than as at".split())
_SOME = frozenset("a an one two three four five six seven eight nine ten dozen several some many hundreds thousands".split())


@dataclass(frozen=True, slots=True)
class Introduced:
    """A party that stands at `clean[start:end]`, with the shorter names by which the document may go on."""

    start: int
    end: int
    party: Party
    short: tuple[str, ...] = ()


def text_of(inside: Sequence[Word]) -> str:
    """The words as they are written: with the spaces that stood between them."""
    pieces = [inside[0].text]
    for before, word in pairwise(inside):
        pieces.append(" " * (word.start > before.end) + word.text)
    return "".join(pieces)


def named(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word looks like part of a name."""
    return word.form[:1].isupper() and word.form[:1].isalpha() and not lexicon.is_word("not_a_name", word.form.lower())


def called(words: Sequence[Word], mentions: Sequence[Mention], lexicon: Lexicon) -> Iterator[Introduced]:
    """What the common nouns of a sentence say of the names beside them."""
    covered = {place for mention in mentions for place in range(mention.start, mention.end)}
    ends = {mention.end: mention for mention in mentions}
    non_state = lexicon.words["non_state"]
    for at, word in enumerate(words):
        if word.form[:1].isupper() and word.form.isupper() and len(word.form) > 4:
            continue
        kind = _kind(words, at, lexicon)
        if kind:
            home = _state_of(words, at, kind, ends, lexicon)
            yield from _after(words, at, kind, covered, home, lexicon)
            if kind != "person":
                yield from _before(words, at, kind, covered, home, lexicon)
        if word.form.lower() in non_state:
            yield from _of_nation(words, at, ends)


def _kind(words: Sequence[Word], at: int, lexicon: Lexicon) -> str:
    """What kind of party a common noun names; empty for any other word."""
    form = words[at].form
    if form not in _callers():
        return ""
    before = words[at - 1].form.lower() if at else ""
    names = (form, f"{before} {form}")
    return next((kind for kind in ("person", "organization") for one in names if lexicon.is_word(f"calls_{kind}", one)), "")


@cache
def _callers() -> frozenset[str]:
    """The last words of the common nouns that name a kind of party: few words of a text are one."""
    groups = ("calls_person", "calls_organization")
    return frozenset(name.split(" ")[-1] for group in groups for name in known().words[group])


def run_of(words: Sequence[Word], first: int, lexicon: Lexicon) -> int:
    """Where a run of capitalised words that begins at word `first` stops."""
    stop = first
    while stop < len(words) and stop - first < 7:
        word = words[stop]
        if stop > first and word.start - words[stop - 1].end > 1:
            break
        inner = word.form in _INNER and stop > first and stop + 1 < len(words) and named(words[stop + 1], lexicon)
        if inner and word.form == "." and len(words[stop - 1].form) > 2 and word.start != words[stop + 1].start - 1:
            break
        if not inner and not named(word, lexicon) and not (stop > first and word.form.isdigit()):
            break
        stop += 1
    return stop


def _owner(words: Sequence[Word], at: int, ends: dict[int, Mention]) -> tuple[str, str] | None:
    """The nationality or possessor up to five words before a common noun."""
    for back in range(at - 1, max(-1, at - 6), -1):
        mention = ends.get(words[back].end)
        if mention and mention.party.kind in _STATES:
            return mention.party.state
        if words[back].form in (",", ".", ";", ":", "(", ")", "the", "a", "an", "and", "of"):
            return None
    return None


def _after(
    words: Sequence[Word], at: int, kind: str, covered: set[int], home: tuple[str, str] | None, lexicon: Lexicon
) -> Iterator[Introduced]:
    """`the news site Daily Lantern`, `the Chadian airline Air Lantern`."""
    first = at + 1
    if first >= len(words) or not named(words[first], lexicon) or words[first].start in covered or words[first].start != words[at].end + 1:
        return
    stop = run_of(words, first, lexicon)
    inside = words[first:stop]
    if not inside or any(word.start in covered for word in inside):
        return
    if kind == "person" and (home or len(inside) < 2 or len(inside) > 4 or _other_name(inside, lexicon)):
        return  # one of a nationality is found by it
    yield _introduced(inside, kind, home)


def _other_name(inside: Sequence[Word], lexicon: Lexicon) -> bool:
    """Whether a run of capitalised words is no person's name: a body's, a place's."""
    return any(lexicon.is_word(group, word.form.lower()) for word in inside for group in ("organization_head", "geography", "outlet_head"))


def _before(
    words: Sequence[Word], at: int, kind: str, covered: set[int], home: tuple[str, str] | None, lexicon: Lexicon
) -> Iterator[Introduced]:
    """`Clear Sky, a rights group`, `Air Lantern, the national carrier`."""
    comma = next((back for back in range(at - 1, max(-1, at - 8), -1) if words[back].form in (",", "(", ";", ".")), None)
    if comma is None or comma == 0 or words[comma].form != "," or words[comma + 1].form not in ("a", "an", "the"):
        return
    after = words[at + 1].form.lower() if at + 1 < len(words) else ","
    if after not in (
        ",",
        ".",
        "of",
        "that",
        "which",
        "based",
        "in",
        "with",
        "close",
        "linked",
        ")",
        ";",
        "and",
        "run",
        "owned",
        "backed",
        "founded",
        "for",
    ):
        return
    first = comma
    while (
        first > 0
        and comma - first < 6
        and (named(words[first - 1], lexicon) or (words[first - 1].form in _INNER and words[first - 1].form not in (".", "s", "'")))
    ):
        first -= 1
    while first < comma and not named(words[first], lexicon):
        first += 1
    inside = words[first:comma]
    if not inside or any(word.start in covered for word in inside) or (first == 0 and len(inside) == 1 and not inside[0].form.isupper()):
        return
    if "." in {word.form for word in inside} or words[first - 1].form in ("Mr", "Mrs", "Ms", "Dr"):
        return
    yield _introduced(inside, kind, home)


def _state_of(words: Sequence[Word], at: int, kind: str, ends: dict[int, Mention], lexicon: Lexicon) -> tuple[str, str] | None:
    """Whose a company or an office is; armed groups, parties and alliances are their own."""
    noun = words[at].form
    return _owner(words, at, ends) if lexicon.is_word("calls_company", noun) else None


def _introduced(inside: Sequence[Word], kind: str, state: tuple[str, str] | None) -> Introduced:
    whole = " ".join(word.form for word in inside)
    short = (whole, inside[-1].form) if kind == "person" else (whole,)
    return Introduced(inside[0].start, inside[-1].end, Party(text_of(inside), kind, state), short)


def _of_nation(words: Sequence[Word], at: int, ends: dict[int, Mention]) -> Iterator[Introduced]:
    """`Greek insurgents`, `pro-Iranian militias`: who is of a nation, and not its state."""
    back = at - 1
    while back >= 0 and at - back < 4 and ends.get(words[back].end) is None and (words[back].form.islower() or words[back].form == "-"):
        back -= 1
    mention = ends.get(words[back].end) if back >= 0 else None
    if mention is None or mention.party.kind not in _STATES or mention.role not in ("demonym", "capital", "alias", "name"):
        return
    between = [word.form for word in words[back + 1 : at]]
    start = next(place for place, word in enumerate(words) if word.start == mention.start)
    if mention.role != "demonym" and not (start > 1 and words[start - 1].form == "-"):
        return
    if ("-" in between and between[:1] == ["-"]) or len(between) > 2 or _JOINING & set(between):
        return  # "Iranian support for Islamists" is of no nation
    if start and (words[start - 1].form.isdigit() or words[start - 1].form.lower() in _SOME):
        return  # "two Thai nationalists" are citizens, not a group
    if start > 1 and words[start - 1].form == "-" and words[start - 2].form.lower() in ("pro", "anti"):
        start -= 2
    whole = words[start : at + 1]
    # The name leaves out the adjectives between nationality and noun.
    party = Party(f"{text_of(words[start : back + 1])} {words[at].form}", "organization")
    yield Introduced(whole[0].start, whole[-1].end, party, (" ".join(word.form for word in whole),))
