"""Who leads what and whose outlet it is, said beside a name that is known: "Chad's despot, Ana Oruz", "state television ZTV"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..lexicon import Lexicon
from .register import Mention, Party, Register
from .titles import offices
from .words import Word, words_of

# How many words may stand between a name and the state or the title that is said of it.
_REACH, _TITLE = 7, 7
# Whoever leads these leads no state.
OPPOSING = frozenset("opposition rebel separatist guerrilla militia dissident".split())
_YEAR = re.compile(r"(?<![\d-])(?:19[3-9]|20[0-4])\d(?![\d])")
# For how many sentences a year goes on to be that of which a text tells.
_TOLD_ON = 2
_STOPS = frozenset((";", ".", "?", "!", ":", "(", ")", "|"))
_RULE = frozenset("government regime administration cabinet presidency junta".split())
_OWNED = frozenset("state government official national public state-run state-owned".split())


@dataclass(frozen=True, slots=True)
class Titled:
    """A named leader or outlet with its state, said in one breath: the evidence of `leads` or `outlet_of`.

    `title`: that of the office which a leader holds as the text is written, where it is said. `known`: the text only names a leader of
    whom the dictionary knows what office he holds.
    """

    start: int
    end: int
    party: Party
    of: tuple[str, str]
    leader: bool
    title: str = ""
    known: bool = False

    @property
    def type(self) -> str:
        """The relation that it says."""
        return "outlet_of" if self.party.kind == "outlet" else "leads"


def stated(clean: str, mentions: Sequence[Mention], register: Register, lexicon: Lexicon, told: Sequence[Titled]) -> Iterator[Titled]:
    """Offices and homes said beside known names; not those in `told`."""
    known = {one.party for one in told}
    words: Sequence[Word] = ()
    yield from _in_office(clean, mentions, register, lexicon, known, [(one.start, one.end) for one in told])
    for mention in mentions:
        party = mention.party
        if party in known or party.of is None or party.kind not in ("leader", "outlet"):
            continue
        if party.kind == "leader" and not register.leaders.get(party.of, {}).get(party):
            continue  # nothing that it holds at the time
        words = words or words_of(clean)
        first = next((place for place, word in enumerate(words) if word.start >= mention.start), None)
        last = next((place for place, word in enumerate(words) if word.end >= mention.end), None)
        if first is None or last is None:
            continue
        span = _home(words, first, last, mention, mentions, register)
        span = span or (_title(words, first, last, lexicon) if party.kind == "leader" else _owned(words, first, last, lexicon))
        if span:
            known.add(party)
            yield Titled(min(span[0], mention.start), max(span[1], mention.end), party, party.of, True)


def in_office(
    cleans: Sequence[str], mentions: Sequence[Sequence[Mention]], titled: Sequence[Sequence[Titled]], register: Register
) -> Iterator[tuple[int, Titled]]:
    """(sentence, leader) for those whom a text names in full and never by their office: where they hold one as it is written, or
    held it in the year of which it tells there, in a state of which it speaks.
    """
    told = {one.party for each in titled for one in each}
    spoken_of = {one.party.state for named in mentions for one in named if one.party.kind == "state"}
    years: list[int] = []
    since = 0
    for place, (clean, named) in enumerate(zip(cleans, mentions, strict=True)):
        here = [int(year) for year in _YEAR.findall(clean)]
        since = 0 if here else since + 1
        years = here or (years if since <= _TOLD_ON else [])
        for one in named:
            party = one.party
            known = one.role in ("name", "alias", "surname") and party.kind == "leader" and party not in told
            if not known or party.of is None or party.of[0] != "state" or party.of not in spoken_of:
                continue
            if register.leaders.get(party.of, {}).get(party) or any(register.held(party, year) for year in years):
                told.add(party)
                yield place, Titled(one.start, one.end, party, party.of, True, known=True)


def _in_office(
    clean: str,
    mentions: Sequence[Mention],
    register: Register,
    lexicon: Lexicon,
    known: set[Party],
    taken: Sequence[tuple[int, int]],
) -> Iterator[Titled]:
    """`the Turkish president`, `Chad's foreign minister`, with no name beside it: whoever held the office when this was written, where
    the document names him somewhere.
    """
    if lexicon.words["leader_reference"].isdisjoint([word.strip(",.;:'\"") for word in clean.lower().split()]):
        return
    words = words_of(clean)
    for office in offices(words, mentions, lexicon):
        state = office.state
        if state is None or state[0] != "state" or not office.leads or office.over or office.plural or office.body:
            continue
        if words[office.first].form.lower() != "the" and not any(one.end <= words[office.title].start for one in mentions):
            continue  # "was not elected president of Chad"
        start, end = words[office.first].start, words[office.stop - 1].end
        if any(first < end and start < last for first, last in taken):
            continue  # somebody is named who holds it
        after = words[office.stop].form if office.stop < len(words) else "."
        named = after[:1].isupper() or any(one.start == words[office.stop].start for one in mentions if office.stop < len(words))
        apposed = after == "," and office.stop + 1 < len(words) and words[office.stop + 1].form[:1].isupper()
        party = None if named or apposed else register.office(state, office.name)
        if party and party not in known and party in register.leaders.get(state, {}):
            known.add(party)
            yield Titled(start, end, party, state, True)


def _home(
    words: Sequence[Word], first: int, last: int, mention: Mention, mentions: Sequence[Mention], register: Register
) -> tuple[int, int] | None:
    """Where the state itself is named beside it: as possessor or nationality before, in an apposition after, or inside the name."""
    for one in mentions:
        if one.party.kind not in ("state", "territory", "organization") or (one.party.kind, one.party.name) != mention.party.of:
            continue
        if mention.start <= one.start and one.end <= mention.end:
            return mention.start, mention.end
        before = [word for word in words[:first] if word.start >= one.end]
        after = [word for word in words[last + 1 :] if word.end <= one.start]
        if len(before) > 1 and before[-1].form == "." and len(before[-2].form) < 5:
            before = before[:-1]  # "Chinese Gen. Wei"
        left, right = one.end <= mention.start, one.start >= mention.end
        if left and len(before) <= _REACH and not _STOPS & {word.form for word in before}:
            titled = all(word.form[:1].isupper() for word in before)
            linked = (
                one.role == "demonym" or titled or before[0].form in ("'", "’", "s") or [word.form for word in before[:2]] == ["-", "based"]
            )
            if linked and not any(word.form in ("and", "in", "to", "with", "at", "from", "for", "against") for word in before):
                return one.start, mention.end
        if right and after and len(after) <= _REACH and not _STOPS & {word.form for word in after}:
            joined = one.role == "demonym" or "of" in {word.form for word in after} or _possessor(words, one) or after[0].form == "as"
            if after[0].form in (",", "as") and joined:
                return mention.start, one.end
            if (after[0].form == "of" and len(after) < 3) or [word.form for word in after] == ["'", "s"]:
                return mention.start, one.end  # "the government of Ana Oruz", "Oruz's Chad"
    if mention.party.kind == "outlet" and mention.role == "found":
        return mention.start, mention.end  # its name tells its home: "Kampala radio"
    home = mention.party.of
    if mention.party.kind == "outlet" and home is not None and mention.role in ("name", "alias"):
        inner = [words[place].text for place in range(first, last + 1) if words[place].end <= mention.end]
        own = register.own.get(home[1], frozenset())
        if len(inner) > 1 and (
            own.intersection(inner) or any(" ".join(inner[size:]) in own or " ".join(inner[:-size]) in own for size in (1, 2))
        ):
            return mention.start, mention.end
    return None


def _possessor(words: Sequence[Word], one: Mention) -> bool:
    after = next((place for place, word in enumerate(words) if word.start >= one.end), None)
    return after is not None and words[after].form in ("'", "’", "s")


def _title(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """A title in the name, before it or in an apposition after it: "Sultan Oruz", "Oruz, a strongman"."""
    for size in (2, 1):
        if first + size <= last and lexicon.is_word("title", " ".join(word.form.lower() for word in words[first : first + size])):
            return words[first].start, words[last].end
    for back in range(first - 1, max(-1, first - 4), -1):
        form = words[back].form.lower()
        if form in _STOPS or form in ("and", "of", "to", "with", "by", "former", "ex", "late", "said"):
            break
        if back and words[back - 1].form.lower() in OPPOSING:
            return None  # "opposition leader X" leads no state
        if lexicon.is_word("title", form) and "former" not in [word.form.lower() for word in words[max(0, back - 2) : back]]:
            return words[back].start, words[last].end
    if first > 1 and words[first - 1].form == "of" and words[first - 2].form.lower() in _RULE:
        return words[first - 2].start, words[last].end
    after = words[last + 1 : last + 2 + _TITLE]
    if len(after) > 2 and after[0].form in ("'", "’") and after[2].form.lower() in _RULE:
        return words[first].start, after[2].end
    if after and after[0].form in (",", "("):
        for word in after[1:]:
            if word.form in (",", "former", "ex", *_STOPS) or word.form.istitle():
                break
            if lexicon.is_word("title", word.form):
                return words[first].start, word.end
    return None


def _owned(words: Sequence[Word], first: int, last: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """`state broadcaster ZTV`, `the official Zem Times`."""
    for back in range(first - 1, max(-1, first - 5), -1):
        form = words[back].form.lower()
        if form in _STOPS or form in ("and", "of", "to", "said"):
            return None
        if form in _OWNED:
            return words[back].start, words[last].end
    return None
