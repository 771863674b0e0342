"""Which actor a text names, where it may name several or none: by the dates, by what the document is about, by the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ....graph.dates import PartialDate
from ...dictionaries.entries import covers
from ...dictionary import Entry, Name, Office
from ..dates.clock import words as date_words
from ..lexicon import lexicon
from .register import Register
from .words import Word


def weak(names: Sequence[Name]) -> bool:
    """Whether a dictionary match alone is poor evidence: a surname, or a text that means other things too."""
    return all(name.role == "surname" or name.ambiguous for name in names)


def choose(
    names: Sequence[Name], words: Sequence[Word], at: int, size: int, register: Register, published: PartialDate | None
) -> Name | None:
    """Which actor a text names here: by the dates, by what the document is about, by the words around it; None where unsure."""
    living = [name for name in names if in_time(name, published)] or ([] if published else list(names))
    if _of_portfolio(words, at):
        living = [name for name in living if name.entry.actor.kind != "outlet"]
    if not living:
        return None
    if len(living) > 1:
        living = latest(in_turn(living, published), published)
    if any(name.ambiguous for name in living):
        known = any(about(name, register) for name in living)
        if _after_given_name(words, at) or (not known and _after_town(words, at)):
            return None
    personal = all(name.role == "surname" for name in living)
    if personal and (inside_longer_name(words, at, size) or _month(words, at, size)):
        return None
    if len({name.entry.actor.key for name in living}) > 1:
        living.sort(key=lambda name: (-about(name, register), _idle(name, published), name.role == "surname", name.ambiguous))
        first, second = living[0], living[1]
        alike = about(first, register) == about(second, register) and _idle(first, published) == _idle(second, published)
        if alike and (first.role == "surname") == (second.role == "surname"):
            return usual(living) if first.ambiguous else first
        return first
    name = living[0]
    if name.role == "capital" and lexicon().is_word("namesake", name.text.lower()) and not about(name, register):
        return None
    if name.ambiguous:
        if inside_longer_name(words, at, size):
            return None
        before = words[at - 1].form.lower() if at else ""
        own = (home := name.entry.home(published)) is None or home.kind != "state"  # "the Ministry of Defence" is that of any state
        body = (size > 1 and before == "the" and own) or (name.role == "surname" and lexicon().is_word("title", before))  # "President Ford"
        state = name.entry.actor.kind == "state"
        weak_kind = (
            name.role == "capital" and not usual([name]) if state else name.role in ("surname", "alias", "name")
        )  # "Victoria", of the Seychelles
        if weak_kind and not about(name, register) and not body:
            return None
    return name


def _of_portfolio(words: Sequence[Word], at: int) -> bool:
    """Whether a name is what somebody minds: "the Minister for Foreign Affairs" is no magazine."""
    if at < 2 or words[at - 1].form not in ("of", "for"):
        return False
    return any(lexicon().is_word(group, words[at - 2].form.lower()) for group in ("title", "agent", "organization_head"))


def in_place_name(words: Sequence[Word], at: int, size: int) -> bool:
    """Whether the name of a state or a people is part of a sea's or a mountain's: "Persian Gulf", "Gulf of Oman", "Korean peninsula"."""
    known = lexicon()
    after = words[at + size] if at + size < len(words) else None
    if after and known.is_word("geography", after.form.lower()) and (after.form[0].isupper() or after.form == "peninsula"):
        return True
    return (
        at > 1
        and words[at - 1].form == "of"
        and words[at - 2].form[:1].isupper()
        and known.is_word("geography", words[at - 2].form.lower())
    )


def after_title(words: Sequence[Word], at: int) -> bool:
    """Whether a title stands before a name."""
    return at > 0 and lexicon().is_word("title", words[at - 1].form.lower().removesuffix("s"))


def _idle(name: Name, published: PartialDate | None) -> bool:
    """Whether somebody held no office when the text was written."""
    return bool(name.entry.offices) and published is not None and not offices_held(name.entry, published)


def _after_given_name(words: Sequence[Word], at: int) -> bool:
    """Whether the one word before it, at the head of the sentence, can only be a given name: "Michael Jordan"."""
    if at != 1 or not words[0].form.istitle() or words[1].start != words[0].end + 1:
        return False
    known, form = lexicon(), words[0].form.lower()
    plain = ("not_a_name", "describing", "agent", "title", "person_title", "rank", "office_part", "forces_of")
    return not (form in BEFORE or form.endswith(("ing", "ly", "ed", "s")) or any(known.is_word(group, form) for group in plain))


def _after_town(words: Sequence[Word], at: int) -> bool:
    """Whether a town stands before it with a comma: "Macon, Georgia, has"."""
    if at < 2 or words[at - 1].form != "," or not words[at - 2].form.istitle() or at + 1 >= len(words):
        return False
    return words[at + 1].form in (",", ".", ")", "-") and (
        at < 3 or words[at - 3].form.lower() in ("in", "of", "from", "near", "at", "to", "outside")
    )


def usual(names: Sequence[Name]) -> Name | None:
    """Whom a text means where nothing in the document tells: "Congolese" is of DR Congo, "Korean" of South Korea."""
    wanted = {f"{name.text} {name.entry.actor.name}": name for name in names}
    return next((name for key, name in wanted.items() if lexicon().is_word("usual", key)), None)


def _month(words: Sequence[Word], at: int, size: int) -> bool:
    """Whether a surname is a month here: "May 3", "26 May", "in May", "early May"."""
    if size > 1 or words[at].form.upper() not in ("MAY", "MARCH", "APRIL", "JUNE", "AUGUST"):
        return False
    before, after = words[at - 1].form if at else "", words[at + 1].form if at + 1 < len(words) else ""
    return before.isdigit() or after.isdigit() or before.lower() not in _MISTER


def about(name: Name, register: Register) -> int:
    """How much the document is about an actor or the state that it belongs to."""
    actor = name.entry.actor
    keys = {actor.key, *(office.of.key for office in name.entry.offices), *((name.entry.of.key,) if name.entry.of else ())}
    return sum(register.counts[key] for key in keys)


def in_time(name: Name, published: PartialDate | None) -> bool:
    """Whether the name may mean its actor in a text of that date."""
    if published is None:
        return True
    return not (name.start and name.start.first > published.last)


def latest(names: Sequence[Name], published: PartialDate | None) -> list[Name]:
    """Without the states of which a city was the seat long before another's: "Berlin" in 1948 is not Prussia's."""
    seats = [name for name in names if name.role in ("capital", "metonym") and name.entry.actor.kind == "state"]
    if published is None or len(seats) < 2 or len(seats) < len(names):
        return list(names)
    then = [name for name in seats if covers(name.start, name.end, published)]
    if then:
        return then
    ended = [name for name in seats if name.end]
    return [max(ended, key=lambda name: name.end.last.toordinal() if name.end else 0)] if ended else list(names)


def in_turn(names: Sequence[Name], published: PartialDate | None) -> list[Name]:
    """Of states that bore a name one after the other the one of that day: "Russia" in 1960 is the Soviet Union, in 1995 it is not."""
    states = [name for name in names if name.entry.actor.kind == "state"]
    bounded = [name for name in states if name.start and name.end]
    if not bounded or len(bounded) == len(states):
        return list(names)
    then = [name for name in bounded if published and name.start and name.end and covers(name.start, name.end, published)]
    out = [name for name in states if name not in then] if then else bounded
    return [name for name in names if name not in out]


def inside_longer_name(words: Sequence[Word], at: int, size: int) -> bool:
    """Whether a capitalised word beside it makes it part of another name ("Michael Jordan", "Lincoln Center")."""
    after = words[at + size] if at + size < len(words) else None
    if after and after.form[:1].isupper() and after.form[1:2].islower() and after.start == words[at + size - 1].end + 1:
        return after.form not in _OPENERS and not common(after.form.lower())
    return unknown_first_name(words, at)


def common(form: str) -> bool:
    """Whether a capitalised word is an office or an organ rather than part of a name: "Georgian Foreign Minister"."""
    known = lexicon()
    return any(known.is_word(group, form) for group in ("agent", "title", "person_title", "office_part", "state_reference"))


def unknown_first_name(words: Sequence[Word], at: int) -> bool:
    """Whether the word before looks like a given name."""
    before = words[at - 1] if at else None
    if not before or before.end + 1 != words[at].start or not before.form[:1].isupper() or not before.form[1:].islower():
        return False
    days = date_words()
    if (
        before.form in _DAYS
        or before.form in days.weekdays
        or (before.form in days.months and at > 1 and words[at - 2].form.lower() in _WITHIN)
    ):
        return False  # "On Monday Chad accused", "In March Jordan signed"
    plain = before.form.lower()
    return plain not in BEFORE and plain.removesuffix("s") not in BEFORE and len(before.form) > 2 and at > 1


# Before a surname that is also a month.
_MISTER = frozenset("mr mrs ms dr minister president theresa premier secretary lady".split())
_OPENERS = frozenset("The In On At He She It But And For As Says Said Calls Vows To Of With After Over Warns Urges Slams".split())
_DAYS = frozenset("Today Yesterday Tomorrow Tonight".split())
_WITHIN = frozenset("in since by until last this next early late mid of during before after from".split())
# Words with a capital before a name that are no given name.
BEFORE = frozenset(
    """
    president minister premier secretary chancellor king queen prince general leader the in on at mr mrs ms dr and
    or but with of to from by for against between over under sir lord senator governor emir sultan ayatollah sheikh
    former late new north south east west northern southern eastern western central upper lower modern greater both
    when while since after before although though if as than that like unlike even yet so because ambassador
    spokesman spokeswoman chief pm vladimir why how is are does did will where what comrade captain colonel marshal
    foreign
    """.split()
)


def offices_held(entry: Entry, published: PartialDate | None) -> list[Office]:
    """The offices that a leader holds at a date (all of them, where the date is unknown)."""
    return [
        one
        for one in entry.offices
        if published is None
        or ((one.start is None or one.start.first <= published.last) and (one.end is None or one.end.last >= published.first))
    ]


def given_names(words: Sequence[Word]) -> Iterator[tuple[str, str]]:
    """Each last name of a sentence with the word before it that stands there as a given name does: "Edmundo Gonzalez"."""
    known = lexicon()
    for place in range(2, len(words)):
        last, first = words[place], words[place - 1]
        if not (last.form.istitle() and first.form.istitle() and last.start == first.end + 1 and len(first.form) > 2):
            continue
        form = first.form.lower()
        if form not in BEFORE and not common(form) and not known.is_word("not_a_name", form):
            yield last.form, first.form
