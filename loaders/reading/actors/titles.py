"""Offices in a sentence, by its words: a title with whose it is ("the new Chilean president", "Chad's ex-premier")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ...dictionary import titles_of_leaders
from ..lexicon import Lexicon, lexicon
from .names import listed
from .register import Mention
from .words import Word

_STATES = ("state", "territory")
_OWNERS = (*_STATES, "organization")
_POSSESSIVE = frozenset(("'", "’", "‘"))
_OWN = frozenset("its their his her our".split())
_SUFFIX = frozenset("elect designate".split())
# How nationalities end.
_NATIONAL = ("ian", "ish", "ese", "ean")
# How many words may stand between a nationality and a title.
_REACH = 5


@dataclass(frozen=True, slots=True)
class Office:
    """A title at words `[first, stop)`, the title alone at `[title, …)`.

    `states`: whose it is, several where a plural has several. `own`: "its", "the country's": whose the text says elsewhere.
    `leader`: it is the title of one who leads a state (or, with `body`, an organization). `over`: held in the past.
    `never`: nobody leads a state by it ("opposition leader"). `other`: it is of a body that nobody knows. `plural`: of several persons.
    """

    first: int
    stop: int
    title: int
    name: str
    states: tuple[tuple[str, str], ...] = ()
    own: bool = False
    leader: bool = True
    body: bool = False
    over: frozenset[str] = frozenset()
    never: bool = False
    other: bool = False
    plural: bool = False

    @property
    def state(self) -> tuple[str, str] | None:
        return self.states[0] if self.states else None

    @property
    def leads(self) -> bool:
        """Whether its holder leads what it is of, or did so in an office that is remembered."""
        if self.never or self.other or not self.leader:
            return False
        if self.body and (self.state is None or self.state[0] != "organization"):
            return False
        high = self.name.split()[-1] in listed("highest") or self.name == "head of state"
        return not self.over or (high and bool(self.over & listed("still_told")))


@cache
def _titles() -> Mapping[str, str]:
    """Title -> what it is: `leader`, `body` (of one who leads an organization) or `person`."""
    known = lexicon()
    found = dict.fromkeys((*known.words["person_title"], *listed("person_titles")), "person")
    found |= dict.fromkeys(listed("body_head"), "body")
    found |= dict.fromkeys((*titles_of_leaders(), *known.words["title"], *(f"{one} secretary" for one in listed("secretary_of"))), "leader")
    return found


@cache
def _openers() -> Mapping[str, int]:
    """The first words of titles -> the most words of a title that begins so."""
    found: dict[str, int] = {}
    for title in _titles():
        parts = _parts(title)
        for first in (parts[0], f"{parts[0]}s"):
            found[first] = max(found.get(first, 0), len(parts))
    return found


def _parts(title: str) -> list[str]:
    return title.replace("-", " - ").split()


@cache
def _by_parts() -> Mapping[tuple[str, ...], str]:
    return {tuple(_parts(title)): kind for title, kind in _titles().items()}


def offices(words: Sequence[Word], mentions: Sequence[Mention], lexicon: Lexicon) -> list[Office]:
    """The offices of a sentence, in order."""
    last, first, shut = _borders(words, mentions)
    found: list[Office] = []
    at = 0
    openers = _openers()
    while at < len(words):
        size, kind, plural = _title_at(words, at) if words[at].form.lower() in openers else (0, "", False)
        if not size or at in shut or (plural and _is_verb(words, at, first)):
            at += 1
            continue
        stop = at + size
        name = " ".join(word.form.lower() for word in words[at:stop]).replace(" - ", "-")
        name = name.removesuffix("s") if plural else name
        office = _whose(words, at, stop, name, kind, plural, last, first)
        found.append(office)
        at = max(office.stop, at + 1)
    return found


def _is_verb(words: Sequence[Word], at: int, first: Mapping[int, Mention]) -> bool:
    """Whether "heads" is what somebody does: "who heads the Union", "Ana Oruz heads Hezbollah"."""
    if words[at].form != "heads" or not at:
        return False
    ahead = at + 1 + (at + 1 < len(words) and words[at + 1].form == "the")
    return words[at - 1].form in ("who", "which", "and", "now") or (words[at - 1].form[:1].isupper() and ahead in first)


def _borders(words: Sequence[Word], mentions: Sequence[Mention]) -> tuple[dict[int, Mention], dict[int, Mention], set[int]]:
    """Mentions by their last and by their first word, and the words of persons."""
    by_end = {mention.end: mention for mention in mentions}
    by_start = {mention.start: mention for mention in mentions}
    last = {place: by_end[word.end] for place, word in enumerate(words) if word.end in by_end}
    first = {place: by_start[word.start] for place, word in enumerate(words) if word.start in by_start}
    spans = [(one.start, one.end) for one in mentions if one.party.kind in ("leader", "person", "organization", "outlet")]
    return last, first, {place for place, word in enumerate(words) for start, end in spans if start <= word.start and word.end <= end}


def _title_at(words: Sequence[Word], at: int) -> tuple[int, str, bool]:
    """(number of words, kind, whether a plural) of the title that starts at a word; 0 words where none does."""
    longest = _openers().get(words[at].form.lower(), 0)
    for size in range(min(longest, len(words) - at), 0, -1):
        forms = tuple(word.form.lower() for word in words[at : at + size])
        if kind := _by_parts().get(forms):
            return size, kind, False
        if forms[-1].endswith("s") and (kind := _by_parts().get((*forms[:-1], forms[-1][:-1]))):
            return size, kind, True
    return 0, "", False


def _whose(
    words: Sequence[Word], at: int, stop: int, name: str, kind: str, plural: bool, last: Mapping[int, Mention], first: Mapping[int, Mention]
) -> Office:
    """The office of a title: what stands before and after it."""
    start, states, own, before = _left(words, at, last)
    around = [*(form.lower() for form in before), *(word.form.lower() for word in words[start:at])]
    for word in words[max(0, start - 3) : start][::-1]:
        if word.form.lower() not in listed("over") | listed("never") | {"-", "the", "a"}:
            break
        around.append(word.form.lower())
    stop, after, other = _right(words, stop, name, kind, first)
    return Office(
        first=start,
        stop=stop,
        title=at,
        name=name,
        states=states or after,
        own=own,
        leader=kind != "person",
        body=kind == "body",
        over=frozenset(around) & listed("over"),
        never=bool(listed("never") & set(around)),
        other=not states and (other or (not own and not after and _elsewhere(words, start))),
        plural=plural,
    )


def _elsewhere(words: Sequence[Word], start: int) -> bool:
    """Whether a nationality that nobody knows stands before an office: "the Bavarian premier"."""
    form = words[start - 1].form if start > 1 else ""
    return form.istitle() and form.endswith(_NATIONAL)


def _left(words: Sequence[Word], at: int, last: Mapping[int, Mention]) -> tuple[int, tuple[tuple[str, str], ...], bool, list[str]]:
    """(first word, states, whether "its", the words between) of what stands before a title."""
    between: list[str] = []
    place = at - 1
    possessive = False
    while place >= 0 and len(between) <= _REACH:
        form = words[place].form
        if (mention := last.get(place)) is not None:
            if mention.party.kind in _OWNERS and _owns(mention, possessive, between):
                start, states = _and_others(words, place, mention, last, possessive)
                return _with_article(words, start), states, False, between
            break
        if form in _POSSESSIVE or (form == "s" and place and words[place - 1].form in _POSSESSIVE):
            place -= 1 + (form == "s")
            possessive = True
            if place >= 0 and place not in last and words[place].form.lower() in listed("own_noun"):
                return _with_article(words, place), (), True, between
            if place not in last:
                break
            continue
        if form.lower() in _OWN:
            return place, (), True, between
        if form.lower() in listed("not_between") or not (form.isalpha() or form == "-"):
            break
        between.append(form)
        place -= 1
    # With nobody's name before it only what is known to describe an office belongs to it.
    start = at
    kept: list[str] = []
    while start and (words[start - 1].form.lower() in listed("before_title") | listed("over") | listed("never") | listed("portfolio")):
        start -= 1
        kept.append(words[start].form)
    return _with_article(words, start), (), False, kept


def _owns(mention: Mention, possessive: bool, between: Sequence[str]) -> bool:
    """Whether a name before a title says whose it is: a possessor, a nationality, or right before it: "the UN chief".

    `between`: the words between them, the last first.
    """
    known = listed("before_title") | listed("portfolio") | listed("over")
    if possessive:
        # "China's threats former trade minister X": what is possessed are the threats.
        past = next((place for place, form in enumerate(between) if form.lower() in listed("over")), None)
        return past is None or all(form.lower() in known or form[:1].isupper() for form in between[past:])
    if mention.role == "demonym":
        return "-" not in between[-1:]
    return mention.role in ("name", "alias", "found", "surname") and all(form.lower() in known for form in between) and "-" not in between


def _and_others(
    words: Sequence[Word], place: int, mention: Mention, last: Mapping[int, Mention], possessive: bool
) -> tuple[int, tuple[tuple[str, str], ...]]:
    """The first word and the states of `the Chilean, Peruvian and Bolivian presidents`."""
    states = [led(mention)]
    start = next(one for one in range(place, -1, -1) if words[one].start <= mention.start)
    ahead = start - 1
    while ahead > 0 and words[ahead].form in (",", "and") and (other := last.get(ahead - 1)) is not None:
        if other.party.kind not in _STATES or (other.role == "demonym") != (mention.role == "demonym"):
            break
        states.insert(0, led(other))
        start = next(one for one in range(ahead - 1, -1, -1) if words[one].start <= other.start)
        ahead = start - 1
    return (start, tuple(states)) if len(states) > 1 else (start, (led(mention),))


def led(mention: Mention) -> tuple[str, str]:
    """What an office of a named party leads: a territory itself, not the state that it belongs to ("the premier of Niue")."""
    return (mention.party.kind, mention.party.name) if mention.party.kind == "territory" else mention.party.state


def _with_article(words: Sequence[Word], start: int) -> int:
    while (
        start
        and words[start - 1].form.lower() in ("the", "a", "an", *listed("over"))
        and not (words[start - 1].form == "then" and start > 1 and words[start - 2].form != ",")
    ):
        start -= 1
    return start


def _right(
    words: Sequence[Word], stop: int, name: str, kind: str, first: Mapping[int, Mention]
) -> tuple[int, tuple[tuple[str, str], ...], bool]:
    """(where it stops, states, whether it is of another body) of what stands after a title."""
    if stop + 1 < len(words) and words[stop].form == "-" and words[stop + 1].form.lower() in _SUFFIX:
        stop += 2
    if stop + 1 < len(words) and words[stop].form.lower() in ("of", "for") and name.split()[-1] in listed("portfolio_head"):
        stop = _portfolio(words, stop)
    if kind == "person" and name.split()[-1].split("-")[-1] in listed("posted"):
        stop = _post(words, stop, first)
    if stop + 1 >= len(words) or words[stop].form.lower() not in ("of", "for"):
        return stop, (), False
    place = stop + 1 + (stop + 1 not in first and words[stop + 1].form.lower() in ("the", "all"))
    own = place
    while own < len(words) and own not in first and words[own].form.lower() in listed("own_body"):
        own += 1
    if own > place:
        if own + 1 >= len(words) or words[own].form.lower() != "of":
            return own, (), False
        place = own + 1 + (own + 1 not in first and words[own + 1].form.lower() == "the")
    mention = first.get(place)
    if mention is None or mention.party.kind not in _OWNERS:
        return stop, (), words[stop].form.lower() == "of"
    ends = next((one for one in range(place, len(words)) if words[one].end >= mention.end), place) + 1
    if mention.role == "demonym" or (ends + 1 < len(words) and words[ends].form in _POSSESSIVE and words[ends + 1].form == "s"):
        if ends < len(words) and words[ends].form.lower() in listed("own_body"):
            return ends + 1, (led(mention),), False
        if kind == "person" and (organ := _organ(words, ends)):
            return organ, (mention.party.state,), False
        return stop, (), True
    states = [led(mention)]
    while ends + 1 < len(words) and words[ends].form in (",", "and"):
        ahead = ends + 1 + (words[ends + 1].form in ("the", "and"))
        other = first.get(ahead)
        if other is None or other.party.kind not in _STATES or other.role == "demonym" or not name:
            break
        if words[ends].form == "," and not any(word.form == "and" for word in words[ahead : ahead + 6]):
            break
        states.append(led(other))
        ends = next((one for one in range(ahead, len(words)) if words[one].end >= other.end), ahead) + 1
    return ends, tuple(states), False


def _post(words: Sequence[Word], stop: int, first: Mapping[int, Mention]) -> int:
    """Where `to Chad`, `in Chad`, `to the Union` ends, to which somebody is sent; where it began, if it is no such thing."""
    if stop + 1 >= len(words) or words[stop].form not in ("to", "in", "at"):
        return stop
    place = stop + 1 + (stop + 1 not in first and words[stop + 1].form == "the")
    mention = first.get(place)
    if mention is None or mention.party.kind not in _OWNERS or mention.role == "demonym":
        return stop
    return next((one for one in range(place, len(words)) if words[one].end >= mention.end), place) + 1


def _organ(words: Sequence[Word], at: int) -> int:
    """Where an organ of a state ends whose nationality was named: `foreign ministry`; 0 where none follows."""
    if at < len(words) and words[at].form in _POSSESSIVE:
        at += 1 + (at + 1 < len(words) and words[at + 1].form == "s")
    for ahead in range(at, min(at + 4, len(words))):
        form = words[ahead].form.lower()
        if form in listed("organ"):
            more = ahead + 1 < len(words) and words[ahead + 1].form.lower() in listed("organ")
            return ahead + 1 + more
        if form not in listed("portfolio") | listed("before_title") | {"central", "armed", "supreme"}:
            break
    return 0


def _portfolio(words: Sequence[Word], stop: int) -> int:
    """Where `of Trade and Industry` ends; where it began, if it is no such thing."""
    place = stop + 1 + (words[stop + 1].form.lower() == "the")
    ends = place
    while ends < len(words) and ends - place < 7:
        form = words[ends].form.lower()
        joining = (
            form in ("and", ",", "&", "-")
            and ends > place
            and ends + 1 < len(words)
            and words[ends + 1].form.lower() in listed("portfolio")
        )
        if form not in listed("portfolio") and not joining:
            break
        ends += 1
    return ends if ends > place else stop
