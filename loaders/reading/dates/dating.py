"""Date expressions: where a text says when, and the partial dates that are certain of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ....graph.dates import PartialDate
from .atoms import atoms
from .clock import Clock, partial, words
from .match import Atom
from .patterns import LISTED, YEAR

if TYPE_CHECKING:
    from .chronicle import Period


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression: `text[char_start:char_end]`, its introducing word included where that sets the kind ("since 2014").

    kind        start        end
    point       when         None         on 27 June, last week, in 2023, overnight (its month: never a guessed day)
    since       from then    None         since 2014, from Monday, for the past three years; start None for "since the 1990s"
    until       None         up to then   until last year, by June 2024, before 2020
    span        first        last         between 1993 and 2020, 23-25 April, the 1990s
    apart       when         None         "a day after" in "on 3 May, a day after he came": the date of what it introduces
    past_vague  None         None         formerly, decades ago: over, with no date
    `attributive` marks a date that only describes a noun ("the 2020 war", "a July raid"); `decade` one of which no year is certain.
    """

    char_start: int
    char_end: int
    start: PartialDate | None
    end: PartialDate | None
    kind: str
    attributive: bool = False
    decade: bool = False


_MARK = re.compile(
    r"\b(?P<word>(?:ever )?since|until|till|up to|up until|not? later than|by|before|prior to|through|after|from|starting"
    r"|beginning|as from|between)"
    r"\s{1,3}(?:(?:in|on|at|the|its|their|his|her|early|late|around|about|at least)\s{1,3}){0,2}$",
    re.IGNORECASE,
)
# "the vote was put off to December 2025": a date that lies ahead, of nothing that has happened.
_PUT_OFF = re.compile(
    r"\b(?:postpon|delay|extend|extension|prolong|put off|reschedul|move|moving|shift|brought forward)\w*\b[^.;]{0,50}\b(?:to|till|until)\s"
    r"(?:the\s)?(?:\w{3,5}\s(?:of\s)?)?$"
)
_LINK = re.compile(r"\s{0,3}(?:-|–|—|to|until|till|through|and)\s{0,3}(?:(?:in|on|the|early|late)\s){0,2}")
_CALENDAR = re.compile(
    r"\b(?:" + "|".join(name for long in (*words().months, *words().weekdays) for name in (long, long[:3])).lower() + r"|sept|tues|thurs)\b"
)
_SHOUTED = re.compile(r"\b(?:" + "|".join((*words().months, *words().weekdays)).upper() + r"|\d\d?(?:ST|ND|RD|TH))\b")
_COMPARED = re.compile(
    r"\b(?:first|last|second|only|largest|biggest|worst|best|greatest|highest|lowest|deadliest|bloodiest|heaviest|closest|sharpest|longest"
    r"|gravest|most \w+|not seen|unseen|unprecedented|unmatched)\b[^.;:]{0,60}$",
    re.IGNORECASE,
)
_HAD_BEFORE, _HAD_BEHIND = re.compile(r"\bhad\b[^.;:]{0,60}$"), re.compile(r"[^.;:]{0,50}\bhad\b")
_SLASHED = (re.compile(LISTED), re.compile(rf"(?<![\d/])(?P<a>\d\d?)/(?P<b>\d\d?)/{YEAR}\b"))
# How news speaks of its own days.
_OF_NOW = re.compile(
    r"\b(?:(?<!\bthe )(?:last|this|next) (?:year|month|week)|yesterday|today|tomorrow|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)
_SINCE = {"since", "ever since", "from", "after", "starting", "beginning", "as from"}
_UNTIL = {"until", "till", "up to", "up until", "not later than", "no later than", "by", "before", "prior to", "through"}


def expressions(
    text: str, published: PartialDate | None, anchor: PartialDate | None = None, month_first: bool | None = None
) -> list[Expression]:
    """The date expressions of a text (a sentence, or more), in order, none overlapping.

    `published` is the document's date; `anchor` the date told last before this text ("three days later" counts from the
    date before it in the text, or from `anchor`; in a document without a date, "on 3 May" takes the year nearest to it).
    An expression of which nothing is certain is left out. Never raises on hostile text; time is linear in its length.
    """
    return [one for one in _expressions(text, Clock(published, anchor, anchor, month_first)) if one.kind != "unknown"]


def told(sentences: Sequence[str], published: PartialDate | None, entries: Sequence[Period | None] = ()) -> list[list[Expression]]:
    """The expressions of each sentence of a document, each read against the dates told in the sentences before it.

    So "the following day" and "that year" reach over a full stop, and in a document without a date "in May" takes its year
    from the story so far. `entries` are the entries of a chronicle in which the sentences stand: there they are read as if
    written on its day. Of kind `unknown` are those that speak of some time of which nothing is certain ("a few days later").
    """
    clock = Clock(published, month_first=month_first(sentences), news=any(map(_OF_NOW.search, sentences)))
    found: list[list[Expression]] = []
    before: Period | None = None
    for number, sentence in enumerate(sentences):
        if entries and (entry := entries[number]) != before:
            before = entry
            own = published if entry is None else entry.start if entry.start.day else None
            clock = replace(clock, published=own)
            clock = clock.after(entry.start) if entry else clock
        here = _expressions(sentence, clock)
        for one in here:
            moves = one.kind in ("point", "span") and not one.attributive and not _aside(sentence, one, clock)
            if moves and not _looks_back(sentence, one, clock):
                clock = clock.after(one.start)
            elif (one.start or one.end) and not _PUT_OFF.search(sentence[max(0, one.char_start - 80) : one.char_start]):
                clock = replace(clock, said=one.start or one.end)
        found.append(here)
    return found


def _aside(sentence: str, one: Expression, clock: Clock) -> bool:
    """Whether a year, or some years, stand in brackets behind a name, and so say nothing of when the story goes on."""
    bracketed = sentence[: one.char_start].rstrip().endswith("(") and sentence[one.char_end :].lstrip()[:1] == ")"
    return bracketed and clock.anchor is not None and (one.kind == "span" or (one.start is not None and not one.start.month))


def _looks_back(sentence: str, one: Expression, clock: Clock) -> bool:
    """Whether a date is only looked back upon: "in March 2022 they had met"; the story goes on from where it was."""
    if not one.start or not clock.anchor or one.start.last >= clock.anchor.first:
        return False
    before, behind = sentence[max(0, one.char_start - 60) : one.char_start], sentence[one.char_end : one.char_end + 60]
    return bool(_HAD_BEFORE.search(before) or _HAD_BEHIND.match(behind))


def lowered(text: str) -> str:
    """A text in capitals (a cable, an old headline) in small letters, but for months and weekdays; any other as it is."""
    if sum(map(str.islower, text[:80])) > 0.3 * len(text[:80]):
        # "ON NOVEMBER 18TH the port was closed": the first words of an article, in capitals.
        return _SHOUTED.sub(lambda hit: hit[0].capitalize(), text)
    letters = sum(map(str.isalpha, text))
    if letters < 12 or sum(map(str.isupper, text)) < 0.7 * letters:
        return text
    small = text.lower()
    return _CALENDAR.sub(lambda hit: hit[0].capitalize(), small) if len(small) == len(text) else text


def month_first(sentences: Sequence[str]) -> bool | None:
    """The order of slashed dates, told by those in which one number is no month; None where none is, or they disagree."""
    pairs = [(int(hit["a"]), int(hit["b"])) for text in sentences for form in _SLASHED for hit in form.finditer(text)]
    orders = {b > 12 for a, b in pairs if (a > 12) != (b > 12)}
    return orders.pop() if len(orders) == 1 else None


def _expressions(text: str, clock: Clock) -> list[Expression]:
    found: list[Expression] = []
    text = lowered(text)
    singles = atoms(text, clock)
    number = 0
    while number < len(singles):
        one = singles[number]
        mark = _mark(text, one)
        other = singles[number + 1] if number + 1 < len(singles) else None
        if other and _linked(text, one, other, mark):
            found.append(_span(one, other, mark))
            number += 1
        else:
            put_off = one.kind == "point" and _PUT_OFF.search(text[max(0, one.char_start - 80) : one.char_start])
            found.append(Expression(one.char_start, one.char_end, None, one.start, "until") if put_off else _single(text, one, mark))
        number += 1
    found = [replace(one, kind="unknown") if one.kind == "point" and not one.start else one for one in found]
    return [one for one in found if one.start or one.end or one.kind in ("past_vague", "since", "unknown")]


def pick(found: Sequence[Expression], clause_span: tuple[int, int]) -> Expression | None:
    """The expression that dates a clause: inside the clause, the one that is no mere attribute, the most precise, the first.

    Without one inside, the nearest outside (ties: the one before); None only where there is no expression at all.
    """
    first, last = clause_span

    def rank(one: Expression) -> tuple[int, bool, bool, int, int]:
        gap = max(0, first - one.char_end, one.char_start - last)
        known = one.start or one.end
        precision = ("year", "month", "day").index(known.precision) if known else -1
        return gap, one.kind == "past_vague", one.attributive, -precision, one.char_start

    return min(found, key=rank, default=None)


def _mark(text: str, one: Atom) -> re.Match[str] | None:
    window = max(0, one.char_start - 40)
    return _MARK.search(text[window : one.char_start]) if one.kind != "past_vague" else None


def _linked(text: str, one: Atom, other: Atom, mark: re.Match[str] | None) -> bool:
    """True for the two ends of a span: `between A and B`, `from A to B`, `A-B`."""
    between = text[one.char_end : other.char_start]
    if one.kind != "point" or other.kind != "point" or len(between) > 20 or not _LINK.fullmatch(between):
        return False
    if not one.start or not other.start:
        return False
    word = mark["word"].lower() if mark else ""
    link = between.split()[0] if between.split() else ""
    return word == "between" if link == "and" else word == "from" or link in ("-", "–", "—", "")


def _span(one: Atom, other: Atom, mark: re.Match[str] | None) -> Expression:
    start, end = one.start, other.start
    if start and end and start.first > end.last:
        moved = partial(end.year, start.month, start.day)
        start = moved if moved and moved.first <= end.last else partial(end.year - 1, start.month, start.day)
    begin = one.char_start - (len(mark.group()) if mark else 0)
    return Expression(begin, other.char_end, start, end, "span")


def _single(text: str, one: Atom, mark: re.Match[str] | None) -> Expression:
    """One atom with its introducing word. Of "since the 1990s" no start is certain; "from 1993-2003" stays a span."""
    word = mark["word"].lower() if mark else ""
    begin = one.char_start - (len(mark.group()) if mark else 0)
    if word in ("since", "ever since") and _COMPARED.search(text[max(0, begin - 60) : begin]):
        # "the first such raid since 1976": the raid is no more of that year than any other.
        return Expression(begin, one.char_end, None, None, "compared")
    if (
        word in _SINCE
        and (not one.attributive or word in ("since", "ever since"))
        and (one.kind in ("point", "since", "decade") or (one.kind == "span" and word != "from"))
    ):
        return Expression(begin, one.char_end, None if one.kind == "decade" else one.start, None, "since")
    if word in _UNTIL and not one.attributive and one.kind in ("point", "span", "decade"):
        return Expression(begin, one.char_end, None, one.end or one.start, "until")
    kind = "span" if one.kind == "decade" else one.kind
    begin = begin if kind == "span" and word in ("from", "between") else one.char_start
    return Expression(begin, one.char_end, one.start, one.end, kind, one.attributive, one.kind == "decade")
