"""Outlets that a sentence introduces, with their state: "the Hungarian daily X", "X, a Lima-based news site", "Chad's state media"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..lexicon import Lexicon
from ..lexicon import lexicon as known
from .called import Introduced, named, run_of, text_of
from .names import listed
from .register import Mention, Party
from .words import Word

_STATES = ("state", "territory")
_MARKS = frozenset((",", ".", ";", ":", "(", ")", "?", "!", '"'))
_POSSESSIVE = frozenset(("'", "’", "s"))
_REACH = 7
State = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """What calls an outlet, at words `[first, stop)`: "the official news agency of Chad", its noun at `[noun, end)`.

    `home`: its state, `nation`: where that is said; `owned`: it is a state's own.
    """

    first: int
    noun: int
    end: int
    stop: int
    home: State | None
    owned: bool
    nation: Mention | None


def outlets(
    words: Sequence[Word], mentions: Sequence[Mention], lexicon: Lexicon, about: State | None, demonyms: dict[str, str]
) -> Iterator[Introduced]:
    """The outlets that a sentence names beside a common noun. `about`: whose "the state broadcaster ZTV" is, said without a state."""
    covered = {place for mention in mentions for place in range(mention.start, mention.end)}
    last = {mention.end: mention for mention in mentions}
    opening = _openers()
    at = 0
    while at < len(words):
        kind = _kind(words, at, last, lexicon) if words[at].form.lower() in opening else None
        if kind is None:
            at += 1
            continue
        inside = _named(words, kind, covered, lexicon)
        home = kind.home or _beyond(words, inside, last) or (about if kind.owned else None)
        if inside:
            yield Introduced(
                inside[0].start, inside[-1].end, Party(text_of(inside), "outlet", home), (" ".join(one.form for one in inside),)
            )
        elif not _known_beside(words, kind, last):
            yield from _nameless(words, kind, demonyms)
        at = max(kind.stop, at + 1)


@cache
def _openers() -> frozenset[str]:
    """The first words of the nouns for outlets: few words of a text are one."""
    names = (*known().words["calls_outlet"], *listed("media_pair"), *listed("media"))
    return frozenset(name.split(" ")[0].lower() for name in names)


def _kind(words: Sequence[Word], at: int, last: dict[int, Mention], lexicon: Lexicon) -> Kind | None:
    """The phrase whose noun begins at a word."""
    form = words[at].form
    pair = f"{form} {words[at + 1].form}".lower() if at + 1 < len(words) else ""
    size = 2 if lexicon.is_word("calls_outlet", pair) or pair in listed("media_pair") else 1
    sure = size == 2 or lexicon.is_word("calls_outlet", form)
    if form.isupper() and len(form) > 4:
        return None
    if not sure and form.lower() not in listed("media"):
        return None
    first, nation, owned = _left(words, at, last)
    owned = owned or form.lower() == "state"
    stop = at + size
    if nation is None:
        stop, nation = _right(words, stop, last)
    if not sure and (nation is None or form[:1].isupper()) and not owned:
        return None
    home = nation.party.state if nation else None
    if nation and nation.role == "capital" and form.lower() == "radio" and not words[first].form.islower():
        owned = True
    return Kind(first, at, at + size, stop, home, owned, nation)


def _left(words: Sequence[Word], at: int, last: dict[int, Mention]) -> tuple[int, Mention | None, bool]:
    """(first word, whose it is, whether a state's own) of what stands before the noun."""
    owned = False
    place = at - 1
    while place >= 0 and at - place <= _REACH:
        form = words[place].form.lower()
        mention = last.get(words[place].end)
        if mention is not None:
            if mention.party.kind not in _STATES or words[place + 1].form == "," or _against(words, place, mention):
                break
            start = next(one for one in range(place, -1, -1) if words[one].start <= mention.start)
            while start and words[start - 1].form in listed("owned") | listed("sort_of_outlet"):
                start -= 1
                owned = owned or words[start].form in listed("owned")
            return start, mention, owned
        if (
            form in _MARKS
            or form in listed("not_between") - {"based"}
            or (form[:1] != words[place].form[:1] and form not in listed("owned"))
        ):
            break
        owned = owned or form in listed("owned")
        place -= 1
    return place + 1, None, owned


def _against(words: Sequence[Word], place: int, mention: Mention) -> bool:
    """Whether a nationality is only what an outlet is for or against: "pro-Iranian", "the anti-Chad daily"."""
    start = next(one for one in range(place, -1, -1) if words[one].start <= mention.start)
    return start > 1 and words[start - 1].form == "-" and words[start - 2].form.lower() in ("pro", "anti")


def _right(words: Sequence[Word], stop: int, last: dict[int, Mention]) -> tuple[int, Mention | None]:
    """(where it stops, whose it is) of what stands after the noun: "of Hungary", "based in Lima"."""
    place = stop
    if place < len(words) and words[place].form.lower() in listed("seated"):
        place += 1
    if place >= len(words) or words[place].form.lower() not in ("of", "in"):
        return stop, None
    place += 1
    if place < len(words) and words[place].form.lower() == "the":
        place += 1
    for ahead in range(place, min(place + 4, len(words))):
        mention = last.get(words[ahead].end)
        if mention is not None:
            start = next(one for one in range(ahead, -1, -1) if words[one].start <= mention.start)
            fits = start <= place and mention.party.kind in _STATES and mention.role != "demonym"
            return (ahead + 1, mention) if fits else (stop, None)
    return stop, None


def _named(words: Sequence[Word], kind: Kind, covered: set[int], lexicon: Lexicon) -> Sequence[Word]:
    """The name beside the phrase: right after it, between commas, before it with a comma or "is"."""

    def free(first: int, stop: int) -> Sequence[Word]:
        inside = words[first:stop]
        return inside if inside and not any(one.start in covered for one in inside) else ()

    first = kind.end
    beside = first < len(words) and words[first].start == words[first - 1].end + 1 and named(words[first], lexicon)
    if beside and (found := free(first, run_of(words, first, lexicon))):
        return found
    before = _before(words, kind.first, lexicon)
    if before and (found := free(*before)) and _closed(words, kind.stop):
        return found
    if kind.stop + 1 < len(words) and words[kind.stop].form == "," and named(words[kind.stop + 1], lexicon):
        stop = run_of(words, kind.stop + 1, lexicon)
        closed = stop < len(words) and words[stop].form in (",", ".", ";", ")")
        if closed and kind.home and (found := free(kind.stop + 1, stop)):
            return found
    return ()


def _beyond(words: Sequence[Word], inside: Sequence[Word], last: dict[int, Mention]) -> State | None:
    """Where an outlet is by the words after its name: `the news site X in Lima`."""
    if not inside:
        return None
    stop = next(place for place, word in enumerate(words) if word.end == inside[-1].end) + 1
    _, nation = _right(words, stop, last)
    return nation.party.state if nation is not None else None


def _closed(words: Sequence[Word], stop: int) -> bool:
    after = words[stop].form.lower() if stop < len(words) else "."
    return after in _MARKS or after in listed("after_kind")


def _before(words: Sequence[Word], first: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Where a name stands before the phrase: `X, a Hungarian daily`, `X is a Hungarian daily`."""
    place = first
    article = place and words[place - 1].form.lower() in ("a", "an", "the")
    place -= bool(article)
    if not place:
        return None
    joint = words[place - 1].form.lower()
    if joint not in (",", "(") and not (article and joint in ("is", "was")):
        return None
    stop = place - 1
    start = stop
    while (
        start > 0
        and stop - start < 6
        and (named(words[start - 1], lexicon) or (words[start - 1].form in ("-", "of", "al", "de", "la", "el") and start > 1))
    ):
        start -= 1
    while start < stop and not named(words[start], lexicon):
        start += 1
    if start == stop or (start and words[start - 1].form in (".", "Mr", "Mrs", "Ms", "Dr")):
        return None
    return start, stop


def _known_beside(words: Sequence[Word], kind: Kind, last: dict[int, Mention]) -> bool:
    """Whether a known outlet stands beside the phrase: what is called so is named already."""
    place = kind.first - 1
    while place >= 0 and words[place].form.lower() in ("a", "an", "the", ",", "("):
        place -= 1
    before = last.get(words[place].end) if place >= 0 else None
    after = [last.get(words[one].end) for one in range(kind.stop, min(kind.stop + 6, len(words)))]
    return any(one is not None and one.party.kind == "outlet" for one in (before, *after[:6]))


def _nameless(words: Sequence[Word], kind: Kind, demonyms: dict[str, str]) -> Iterator[Introduced]:
    """`North Korean state media`, `Kampala radio`: outlets without a name of their own."""
    if kind.nation is None or not kind.owned or words[kind.noun].form.lower() not in listed("nameless"):
        return
    before = kind.nation.start < words[kind.noun].start
    inside = words[kind.first : kind.end] if before else words[kind.noun : kind.stop]
    name = text_of(inside)
    if not before or any(one.form in ("'", "’") for one in inside):
        between = [one.form.lower() for one in words[kind.first : kind.end] if one.start >= kind.nation.end or not before]
        between = [form for form in between if form.isalpha() and form not in ("s", "the")]
        name = f"{demonyms.get(kind.nation.party.name, kind.nation.party.name)} {' '.join(between)}"
    yield Introduced(inside[0].start, inside[-1].end, Party(name, "outlet", kind.home), (" ".join(one.form for one in inside),))
