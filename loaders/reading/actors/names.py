"""Names of persons in a sentence, by their words: runs of capitals with the small words inside them, known to the dictionary or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from ..lexicon import Lexicon
from .called import named
from .register import Mention
from .words import Word

_PERSONS = ("leader", "person")
# What a run of capitals is that holds one of these: a body, a place, a building.
_OTHER = ("organization_head", "geography", "outlet_head", "corridor_head", "agent")
_LONGEST = 7
_PARTICIPLES = ("ing", "ed", "ly")


@dataclass(frozen=True, slots=True)
class Person:
    """A name at words `[first, stop)`; `mention` where it is one that the dictionary or the text knows.

    `namesake`: a known person of the same family name, with another given name: himself where the office is his too ("Umar al-Bashir").
    """

    first: int
    stop: int
    mention: Mention | None
    namesake: Mention | None = None


@cache
def listed(name: str) -> frozenset[str]:
    """One of the lists of `titles.toml`."""
    return _lists()[name]


@cache
def _lists() -> dict[str, frozenset[str]]:
    import tomllib

    raw = tomllib.loads(resources.files(__package__).joinpath("titles.toml").read_text(encoding="utf-8"))
    return {name: frozenset(found) for name, found in raw.items()}


def persons(words: Sequence[Word], mentions: Sequence[Mention], titled: set[int], lexicon: Lexicon) -> list[Person]:
    """The names of a sentence in order; `titled`: the words that are part of titles, which no name holds."""
    known: dict[int, Mention] = {}
    shut = set(titled)
    place = 0
    for mention in sorted(mentions, key=lambda one: one.start):
        while place < len(words) and words[place].start < mention.start:
            place += 1
        inside = [at for at in range(place, min(place + 9, len(words))) if words[at].end <= mention.end]
        if mention.party.kind in _PERSONS:
            known.update(dict.fromkeys(inside, mention))
        else:
            shut.update(inside)
    found: list[Person] = []
    at = 0
    while at < len(words):
        run = _run(words, at, shut, known, lexicon)
        if run is None:
            at += 1
            continue
        found.append(run)
        at = run.stop
    return found


def _run(words: Sequence[Word], at: int, shut: set[int], known: dict[int, Mention], lexicon: Lexicon) -> Person | None:
    shouted = _shouted(words[at]) and (at - 1 in shut or _in_capitals(words, at))
    opens = at in known or _opens(words[at], lexicon) or _initialed(words, at) or shouted
    if at in shut or not opens:
        return None
    if at == 0 and at not in known and words[at].form.lower().endswith(_PARTICIPLES):
        return None  # "Addressing Oruz, the premier said"
    stop = at
    while stop < len(words) and stop - at < _LONGEST and stop not in shut:
        if stop in known:
            stop = next((one for one in range(stop, len(words)) if words[one].end >= known[stop].end), stop) + 1
            continue
        step = _step(words, stop, at, shut, lexicon)
        if not step:
            break
        stop += step
    inside = range(at, stop)
    mention = next((known[one] for one in inside if one in known), None)
    namesake = None
    if mention is not None and mention.role == "surname" and words[at].start < mention.start and not _initial(words[at].form):
        mention, namesake = None, mention  # a given name that the dictionary does not know makes it another one
    if mention is None and _no_person([words[one].form.lower() for one in inside], lexicon):
        return None
    return Person(at, stop, mention, namesake)


def _initial(form: str) -> bool:
    return len(form) < 3


def _initialed(words: Sequence[Word], at: int) -> bool:
    """Whether an initial with its stop stands before more of a name: "A. Oruz", "A. M. Oruz"."""
    form = words[at].form
    if not (len(form) == 1 and form.isupper()) or at + 2 >= len(words) or words[at + 1].form != ".":
        return False
    return words[at + 2].form[:1].isupper() and words[at + 2].start - words[at + 1].end < 2


def _shouted(word: Word) -> bool:
    """A family name in capitals, as telegrams have them: "President ORUZ"."""
    return word.form.isupper() and word.form.isalpha() and len(word.form) > 2


def _opens(word: Word, lexicon: Lexicon) -> bool:
    """Whether a word may begin a name: a capital, and neither an acronym nor a rank."""
    form = word.form
    plain = form[:1].isupper() and form[:1].isalpha() and not (form.isupper() and len(form) > 2)
    return plain and named(word, lexicon) and not lexicon.is_word("rank", form.lower())


def _in_capitals(words: Sequence[Word], at: int) -> bool:
    """Whether a name in capitals stands before a bracket, as minutes have their speakers: "ANA ORUZ (Chad)"."""
    stop = at
    while stop < len(words) and stop - at < _LONGEST and (_shouted(words[stop]) or words[stop].form in ("-", ".")):
        stop += 1
    return stop - at > 1 and stop < len(words) and words[stop].form == "("


def _step(words: Sequence[Word], at: int, first: int, shut: set[int], lexicon: Lexicon) -> int:
    """How many words go on with the name at word `at`: one of it, or small words before one of it."""
    if at > first and words[at].start - words[at - 1].end > 1:
        return 0
    word = words[at]
    if _initialed(words, at):
        return 2
    if word.form == "." and at > first and _initial(words[at - 1].form):
        return 1 if at + 1 < len(words) and words[at + 1].form[:1].isupper() else 0
    if named(word, lexicon) and word.form.isalpha() and not lexicon.is_word("rank", word.form.lower()):
        return 1
    if at == first:
        return 0
    ahead = at
    while ahead < len(words) and ahead - at < 4 and ahead not in shut:
        form = words[ahead].form
        joined = words[ahead].start == words[ahead - 1].end
        if form in ("-", "'", "’", "‘") and ahead + 1 < len(words) and words[ahead + 1].start == words[ahead].end:
            if form != "-" and words[ahead + 1].form in ("s", "S"):
                return 0
            if form == "-" and joined and words[ahead + 1].form.islower() and len(words[ahead + 1].form) < 6:
                # "Kim Jong-un": the second half of a given name; "Chadian-backed" is none.
                return ahead + 2 - at if words[ahead - 1].form[:1].isupper() else 0
            ahead += 1
        elif form.lower() in listed("particle") and form.islower():
            ahead += 1
        elif ahead > at and named(words[ahead], lexicon) and form[:1].isupper():
            return ahead + 1 - at
        else:
            return 0
    return 0


def _no_person(forms: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a run of capitals is no person's name: a body's, a place's."""
    return any(form in listed("place_name") or any(lexicon.is_word(group, form) for group in _OTHER) for form in forms) or all(
        lexicon.is_word("describing", form) or f"class_{form}" in lexicon.words for form in forms
    )


def surnames(inside: Sequence[Word], home: tuple[str, str] | None) -> tuple[str, ...]:
    """The names by which a text goes on: the family name, with its particles; the whole name.

    Chinese, Koreans and Vietnamese bear it first (Vietnamese are called by the last), Spaniards and Latin Americans bear two.
    """
    forms = [word.form for word in inside]
    whole = " ".join(forms)
    if len(forms) == 1:
        return (forms[0],)
    short = [forms[-1]] if forms[-1][:1].isupper() and forms[-1] not in _NUMBERS else []
    if forms[-1] in _NUMBERS:
        short = [forms[0], " ".join(forms[:2])]
    state = home[1] if home else ""
    if state in listed("family_first") and len(forms) > 1 and not (state == "Singapore" and forms[-1] == "Lee"):
        short = [forms[0]] + (short if state.endswith("Vietnam") or state == "Cambodia" else [])
    start = len(forms) - 1
    while start > 1 and (forms[start - 1] in ("-", "'", "’") or forms[start - 1].lower() in listed("particle")):
        start -= 1 + (forms[start - 1] in ("-", "'", "’") and forms[start - 2][:1].isupper() and start > 2)
    if start < len(forms) - 1:
        short.append(" ".join(forms[start:]))
    capitals = [form for form in forms if form[:1].isupper() and len(form) > 2]
    if state in listed("two_surnames") and len(capitals) > 2 and "-" not in forms:
        short.append(capitals[-2])
    return tuple(dict.fromkeys([one for one in short if len(one) > 1] + [whole]))


_NUMBERS = frozenset("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI Jr Sr".split())
