"""Who holds the offices that a sentence names, by its words: "the Chilean premier, Ana Oruz", "Ana Oruz became president of Chile".

A sentence is written again with N, T and S for names, titles and states; patterns over that line join them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..lexicon import Lexicon
from .called import Introduced, text_of
from .names import Person, listed, persons, surnames
from .offices import Titled
from .register import Mention, Party
from .titles import Office, led, offices
from .words import Word

_PERSONS = ("leader", "person")
_STATES = ("state", "territory")
# Marks after which an apposition is at its end.
_CLOSE = r"(?= [,.;:)–—-]| who | and has | and is |$)"
# Titles that only states give.
_OF_STATES = frozenset("minister premier king queen emir sultan shah emperor chancellor secretary".split())
_QUOTES = frozenset('"“”«»*_')


@dataclass(frozen=True, slots=True)
class Link:
    """A name with the office that it holds, or (without one) with whom it leads or, where it does not, speaks for."""

    person: Person
    office: Office | None
    states: tuple[tuple[str, str], ...] = ()
    leads: bool = True


@dataclass
class Line:
    """A sentence with N0, T0, S0 for its names, offices and parties, each standing between spaces."""

    words: Sequence[Word]
    people: list[Person]
    titles: list[Office]
    mentions: list[Mention]
    ranks: frozenset[str]
    text: str = ""


# The patterns without an office, which are of a party and a name.
_OF_PARTIES = frozenset(("rules", "body_of", "body_after", "led", "rule", "under", "under_whom", "speaks"))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """The patterns by name; their groups are the numbers of N, T and S in the order of the text."""

    def either(name: str) -> str:
        return "(?:" + "|".join(re.escape(one) for one in sorted(listed(name), key=len, reverse=True)) + ")"

    def some(name: str, times: str = "?") -> str:
        return f"(?: {either(name)}){times}"

    name, article = r"(?<= )N(\d+)", r"(?: (?:the|a|an))?"
    # An office that no name follows at once, and that is no owner: "the dictator's sister".
    title = rf"{article} T(\d+)(?! N| ['’] s )(?= )"
    state = r"(?: the)? S(\d+)(?! ['’] s )(?= )"
    of_state = r" (?:of|for|in)(?: the)? S"
    each = rf"N\d+(?:{of_state}\d+| \( S\d+ \))?"
    in_brackets = r"(?:the )?S\d+ \( N\d+ \)"
    who, link = r"(?:(?: ,)? who)?", some("adverb")
    kin = some("kin", "*")
    found = {
        "several": rf"(?<= )T(\d+)(?: ,)? ((?:{each} (?:, and|and|,|&) )+{each})(?= )",
        "bracketed": rf"(?<= )T(\d+) \( N(\d+) \)((?:(?: ,| and|, and)+ {in_brackets})+)",
        "beside": rf"(?<= )T(\d+)(?: \.)? N(\d+)(?:{of_state}(\d+)(?! ['’] s ))?(?= )",
        "given": rf"{name} \( T(\d+) , S(\d+) \)",
        "aged": rf"{name} , \d\d ,{title}",
        "apposed": rf"{name}(?: \( S\d+ \))? [,(–—-]{some('once')}{title}",
        "second": rf"{name} ,{some('once')}{article} T\d+ (?:, )?and{some('once')}{title}",
        "clause": rf"{name}{who}{link} {either('takes')}{link}{title}",
        "object": rf"(?:S(\d+) )?(?:(?:\w+ ){{0,2}}?)?{either('gives')}(?: as)? N(\d+)(?: ,)?(?: as| to be| to become)?{title}",
        "after": rf"{name}{link} {either('follows')}{kin} (?:T\d+ )?N(\d+)(?: ,)? as{title}",
        "before": rf"(?<= )T(\d+) (?:(?!N\d)\S+ ){{0,6}}?{either('follows')}{kin} N(\d+)(?= )",
        "named": rf"(?<= )T(\d+)(?: [,:–—-])+{some('address', '*')} N(\d+)(?: , \d\d)?{_CLOSE}",
        "rules": rf"{name}(?: ,)?(?: who)? {either('rules')}{state}",
        "body_of": r"(?<= )S(\d+) of N(\d+)(?= )",
        "body_after": rf"{name} ['’] s S(\d+)(?! ['’] s )(?= )",
        "rule": rf"{name} ['’] s (?:\w+ ){{0,2}}?{either('rule')} (?:of|in|over)(?: the)? S(\d+)(?! ['’] s )(?= )",
        "under": r"(?<= )S(\d+) under N(\d+)(?= )",
        "under_whom": r"(?<= )under N(\d+) , (?:the )?S(\d+)(?! ['’] s )(?= )",
        "speaks": rf"{name} \( S(\d+) \)",
        "led": rf"(?<= )S(\d+)(?: ,)? {either('led_by')}(?: the)?(?: T\d+)?(?: ,)? N(\d+)(?= )",
    }
    return {name: re.compile(pattern) for name, pattern in found.items()}


def line_of(words: Sequence[Word], mentions: Sequence[Mention], lexicon: Lexicon) -> Line:
    """The sentence written again."""
    ranks = lexicon.words["rank"]
    # "Chad's defence minister, General Oruz": a rank beside a name is no office of its own.
    titles = [one for one in offices(words, mentions, lexicon) if one.states or one.own or one.name not in ranks]
    inside = {place for one in titles for place in range(one.first, one.stop)}
    people = persons(words, mentions, inside, lexicon)
    line = Line(words, people, titles, list(mentions), ranks)
    if not people:
        return line
    at_title = {one.first: number for number, one in enumerate(titles)}
    at_name = {one.first: number for number, one in enumerate(people)}
    at_mention = {one.start: number for number, one in enumerate(mentions)}
    out: list[str] = []
    at = 0
    while at < len(words):
        if at in at_title:
            out.append(f"T{at_title[at]}")
            at = titles[at_title[at]].stop
        elif at in at_name:
            out.append(f"N{at_name[at]}")
            at = people[at_name[at]].stop
        elif words[at].start in at_mention:
            number = at_mention[words[at].start]
            out.append(f"S{number}")
            at = next((one for one in range(at, len(words)) if words[one].end >= mentions[number].end), at) + 1
        elif words[at].form in _QUOTES:
            at += 1
        elif words[at].form.lower() in ranks and (rank := _rank(words, at, at_name, lexicon)):
            at += rank
        else:
            out.append(words[at].form.lower())
            at += 1
    line.text = f" {' '.join(out)} "
    return line


def _rank(words: Sequence[Word], at: int, names: dict[int, int], lexicon: Lexicon) -> int:
    """How many words of rank stand at a word, before a name."""
    place = at
    while place < len(words) and (lexicon.is_word("rank", words[place].form.lower()) or (place > at and words[place].form in (".", "-"))):
        place += 1
    return place - at if place > at and place in names else 0


def holders(
    words: Sequence[Word],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    about: tuple[str, str] | None,
    before: tuple[str, str] | None,
    cabinet: tuple[str, str] | None = None,
) -> tuple[list[Introduced], list[Titled]]:
    """The persons that a sentence introduces by their offices, and what they lead.

    `about`: the state that the document is about, `cabinet`: that of those which have ministers;
    `before`: the one that the sentence before names first: whose "its president" may be.
    """
    line = line_of(words, mentions, lexicon)
    if not line.people or not (line.titles or line.mentions):
        return [], []
    found: list[Introduced] = []
    titled: list[Titled] = []
    parties: dict[int, Party] = {}
    for link in _links(line):
        minister = link.office is not None and link.office.name.split()[-1] in listed("of_cabinets")
        _settle(line, link, about or (cabinet if minister else None), before, parties, found, titled)
    return found, titled


def _links(line: Line) -> Iterator[Link]:
    """Every name with its office, the surest patterns first."""
    taken: set[Office] = set()
    named: set[int] = set()

    def link(person: str, office: str | None, *states: str | None) -> Iterator[Link]:
        one = line.people[int(person)]
        title = line.titles[int(office)] if office is not None else None
        mine = tuple(led(line.mentions[int(state)]) for state in states if state is not None)
        if title is not None and not title.plural:
            taken.add(title)
        named.add(one.first)
        yield Link(one, title, mine)

    def hits(name: str) -> Iterable[re.Match[str]]:
        """Where a pattern fits; none is looked for whose office or party the sentence has not."""
        there = line.mentions if name in _OF_PARTIES else line.titles
        return _patterns()[name].finditer(line.text) if there else ()

    for hit in hits("several"):
        yield from _several(line, hit)
    for hit in hits("bracketed"):
        yield from link(hit[2], hit[1])
        for state, person in re.findall(r"S(\d+) \( N(\d+) \)", hit[3]):
            yield from link(person, hit[1], state)
    for hit in hits("beside"):
        yield from link(hit[2], hit[1], hit[3])
    for hit in hits("given"):
        yield from link(hit[1], hit[2], hit[3])
    for name in ("aged", "apposed"):
        for hit in hits(name):
            if line.titles[int(hit[2])] not in taken:
                yield from link(hit[1], hit[2])
    for hit in hits("second"):
        yield from link(hit[1], hit[2])
    for hit in hits("clause"):
        if line.titles[int(hit[2])] not in taken:
            yield from link(hit[1], hit[2])
    for hit in hits("object"):
        if line.titles[int(hit[3])] not in taken:
            yield from link(hit[2], hit[3], hit[1])
    for hit in hits("after"):
        yield from link(hit[1], hit[3])
        yield from link(hit[2], hit[3])
    for hit in hits("before"):
        yield from link(hit[2], hit[1])
    for hit in hits("named"):
        title = line.titles[int(hit[1])]
        if title not in taken and line.people[int(hit[2])].first not in named:
            yield from link(hit[2], hit[1])
    for name in ("rules", "rule"):
        for hit in hits(name):
            yield from link(hit[1], None, hit[2])
    for name, group, person in (("under", 1, 2), ("under_whom", 2, 1)):
        for hit in hits(name):
            if line.people[int(hit[person])].mention is not None:  # "Chad under Chapter Seven"
                yield from link(hit[person], None, hit[group])
    for name, group, person in (("body_of", 1, 2), ("body_after", 2, 1)):
        for hit in hits(name):
            body = line.mentions[int(hit[group])].party
            if body.kind == "organization" and body.of is None:
                yield from link(hit[person], None, hit[group])
    for hit in hits("speaks"):
        if line.people[int(hit[1])].first not in named and line.mentions[int(hit[2])].party.kind in _STATES:
            yield Link(line.people[int(hit[1])], None, (line.mentions[int(hit[2])].party.state,), leads=False)
    for hit in hits("led"):
        if line.mentions[int(hit[1])].party.kind != "outlet":
            yield from link(hit[2], None, hit[1])


def _several(line: Line, hit: re.Match[str]) -> Iterator[Link]:
    """`Presidents A of Chad and B of Niger`, `the foreign ministers of Chad and Niger, A and B`."""
    office = line.titles[int(hit[1])]
    if not office.plural:
        return
    each = re.findall(r"N(\d+)(?: (?:of|for|in|\() (?:the )?S(\d+))?", hit[2])
    for place, (person, state) in enumerate(each):
        own: tuple[tuple[str, str], ...] = ()
        if state:
            own = (led(line.mentions[int(state)]),)
        elif len(office.states) == len(each):
            own = (office.states[place],)
        elif len(office.states) == 1:
            own = office.states
        yield Link(line.people[int(person)], office, own)


def _settle(
    line: Line,
    link: Link,
    about: tuple[str, str] | None,
    before: tuple[str, str] | None,
    parties: dict[int, Party],
    found: list[Introduced],
    titled: list[Titled],
) -> None:
    """Adds what a link says: a known leader of its state, or somebody new."""
    words, person, office = line.words, link.person, link.office
    inside = words[person.first : person.stop]
    known = person.mention.party if person.mention and person.mention.party.kind in _PERSONS else parties.get(person.first)
    state = link.states[0] if link.states else office.state if office else None
    if office is not None and office.plural and len(office.states) > 1 and not link.states:
        state = None
    leads = office.leads if office is not None else link.leads
    if office is not None and office.body and state is not None and state[0] == "organization":
        leads = not office.never and not office.over and not office.other
    if office is not None and office.never:
        return
    if (
        office is not None
        and office.body
        and state is None
        and known is not None
        and known.of is not None
        and known.of[0] == "organization"
    ):
        leads = not office.over and not office.other  # "its secretary-general, X", who is known to be that
    if known is None and person.namesake is not None and state in (None, person.namesake.party.of):
        known = person.namesake.party if person.namesake.party.kind in _PERSONS else None
    if state is None and office is not None and office.plural and not link.states and (known is None or known.of is None):
        return  # "Presidents Oruz and Molnar"
    bare = known is None and office is not None and office.name in line.ranks
    if state is None and (known is None or known.of is None) and office is not None and not office.other and not bare:
        state = _meant(line, office, about, before)
    if bare and state is None:
        return  # "Prince Oruz", "Sheikh Oruz", of nowhere
    if known is None:
        capitals = sum(word.form[:1].isupper() and len(word.form) > 1 for word in inside)
        if not (state or (leads and office is not None and not office.other)) or (capitals < 2 and not _firm(line, link, state)):
            return
        kind = "leader" if leads and (office is None or office.leader) else "person"
        known = Party(text_of(inside), kind, state if office is None or not office.other else None)
        parties[person.first] = known
        found.append(Introduced(inside[0].start, inside[-1].end, known, surnames(inside, state)))
    if not leads or known.kind not in _PERSONS:
        return
    of = state or known.of
    if of is None or of == ("", "") or of[0] == "outlet":
        return
    if state is None and of[0] == "organization" and office is not None and office.name.split()[-1] in _OF_STATES:
        return  # "Foreign Secretary X", who was later to lead an alliance
    start, end = _span(line, link, of)
    if not any(one.party == known and one.of == of for one in titled):
        title = office.name if office is not None and not office.over else ""
        titled.append(Titled(start, end, known, of, True, title))


def _span(line: Line, link: Link, of: tuple[str, str]) -> tuple[int, int]:
    """Where a link stands: the name with its office, or with what is led."""
    words, office = line.words, link.office
    inside = words[link.person.first : link.person.stop]
    start = min(inside[0].start, words[office.first].start if office else inside[0].start)
    end = max(inside[-1].end, words[office.stop - 1].end if office else inside[-1].end)
    for one in line.mentions:
        if one.party.state == of and link.states and office is None:
            start, end = min(start, one.start), max(end, one.end)
            break
    return start, end


def _firm(line: Line, link: Link, state: tuple[str, str] | None) -> bool:
    """Whether a single word is a name: right after a title with its state, "the Chilean president Oruz"."""
    return link.office is not None and state is not None and link.person.first >= link.office.stop


def _meant(line: Line, office: Office, about: tuple[str, str] | None, before: tuple[str, str] | None) -> tuple[str, str] | None:
    """Whose an office is that is said without a state."""
    here = [one for one in line.mentions if one.party.kind in _STATES]
    if office.own:
        earlier = [one.party.state for one in here if one.start < line.words[office.first].start]
        return earlier[-1] if earlier else before or about
    only = {one.party.state for one in here}
    if len(only) == 1 and (here[0].role == "capital" or here[0].start < line.words[office.title].start):
        # "In Lima, President Ana Oruz said"; but not "President Ana Oruz thanked Peru".
        opening = here[0].start < 4 or line.words[0].form.lower() in ("in", "from")
        if here[0].role == "capital" or opening:
            return here[0].party.state if about is None or about == here[0].party.state else about
    return about
