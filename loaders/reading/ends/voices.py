"""Who says "we" in a document: the body that issues a statement, the speaker of a turn, the post that sends a cable."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..actors.register import Mention, Party, Register
from ..lexicon import Lexicon
from ..sentences import Sentence
from .references import as_state

# How many sentences from the top may say whose text it is.
_TOP = 10
_KIND = re.compile(
    r"\b(?:statement|remarks|speech|address|interview|(?:press|news) conference|communiqu[eé]|declaration|message|letter|testimony"
    r"|readout|keynote|op-ed|(?:press|news|media) (?:release|statement|briefing)|transcript|note verbale|comment)s?\b",
    re.I,
)
_BY = re.compile(r"\b(?:by|of|from|with)\b", re.I)
_TOPIC = re.compile(r"\b(?:in|before|during|on|regarding|about|concerning|to|at|against|after|following|in response)\b", re.I)
_BEHALF = re.compile(r"\bon behalf of\b", re.I)
# Whose affairs a parliament speaks of, by its heading.
_PARLIAMENTS = {
    r"House of (?:Commons|Lords)|UK Parliament": "United Kingdom",
    r"Congressional Record|(?:U\.?S\.?|United States) (?:Senate|House of Representatives)": "United States",
    r"D[aá]il [ÉE]ireann|Seanad": "Ireland",
    r"Lok Sabha|Rajya Sabha": "India",
    r"Bundestag": "Germany",
    r"Knesset": "Israel",
    r"Assembl[ée]e nationale": "France",
    r"Folketing": "Denmark",
    r"Riksdag": "Sweden",
    r"Storting": "Norway",
    r"Sejm": "Poland",
    r"Verkhovna Rada": "Ukraine",
    r"State Duma": "Russia",
}
_ISSUED = re.compile(
    r"\b(?:issued|released|made|published|adopted) the following (?:\w+ )?(?:statement|declaration|communiqu[eé]|message)\b", re.I
)
_OFFICE = re.compile(
    r"\b(?:ministry of|embassy of|permanent mission|high commission|office of|government of|foreign ministry|department of state)\b",
    re.I,
)
# "Mr. Mensah (Ghana) (spoke in French):", "PRESIDENT OBRADOR:", "Ana Ruiz:", "Q:"
_TURN_STATE = re.compile(r"^(?:The )?[A-Z][\w.'’ -]{2,50} \(([^()]{3,60})\)(?: \([^()]*\))*\s*:")
_TURN = re.compile(r"^([A-Z][\w.'’-]*(?: [A-Z(][\w.'’)-]*){0,5})\s*:(?=\s|$)")
# With whom a writer spoke, and how many questions make an interview.
_MET = re.compile(
    r"\b(?:(?:spoke|talked|speaks|talks) (?:to|with)|sat down with|interview(?:s|ed)?(?: with)?|in conversation with)\b", re.I
)
_QUESTIONS = 2
_ASKED = re.compile(
    r"^(?:q|question|reporter|journalist|interviewer|moderator|the president|the chair(?:man|person)?|host|operator)$", re.I
)
_SPOKESMAN = re.compile(r"^(?:spokes(?:man|woman|person)|(?:mr|ms|mrs)\.? [A-Z]+)$", re.I)
_ANSWER = re.compile(r"^(?:a|answer|reply)$", re.I)
_RELEASE = re.compile(
    r"\b(?:for immediate release|press (?:release|statement)|news release|media (?:release|contact)|notes? to editors)\b", re.I
)
_BRIEFER = re.compile(r"\bthe (?:State )?Department\b|\bState Department\b")
_CABLE = re.compile(
    r"\bAM(?:EMBASSY|CONSUL)\b|\bSECSTATE\b|\bE\.?O\.? ?1[12]\d{3}\b"
    r"|^(?:\d+\. ?)?(?:Circular )?(?:Tele|Air)gram (?:From|to) the (?:Embassy|Department|Consulate|Mission|Legation)",
    re.M | re.I,
)
_POST = re.compile(
    r"\b(?:FM|FROM THE|TO THE|DE) ?(?:AM)?(?:EMBASSY|CONSULATE|CONSUL|LEGATION)(?: GENERAL)?(?: IN| OF| AT)? ([A-Z][A-Za-z' ]+)", re.I
)
_GOVERNMENT = re.compile(r"\b(?:GO|RG)([A-Z])\b")


def frame(text: str, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]], register: Register) -> None:
    """Puts into the register who says "we" in the document (`voice`) and, where it goes by turns, in each sentence (`turns`)."""
    register.voice = (
        register.voice
        or _issuer(sentences[:_TOP], mentions)
        or _releasing(text, mentions)
        or _sitting(sentences[:_TOP], mentions)
        or _interviewed(sentences, mentions)
    )
    register.turns = _turns(sentences, mentions, register)
    if register.turns and not register.voice and _BRIEFER.search(text):
        register.voice = (Party("United States", "state"),)
        register.turns = _turns(sentences, mentions, register)


def cable(text: str, register: Register, lexicon: Lexicon) -> None:
    """A cable of a United States post: "we" and "the Embassy" are the sender's, "the Government" the host's, GOX the government of X.

    Does nothing to any other document.
    """
    if not _CABLE.search(text[:4000]):
        return
    sender = Party("United States", "state")
    register.voice = (sender,)
    for word in lexicon.words["cable_sender"]:
        register.short.setdefault(word, sender)
        register.short.setdefault(word.upper(), sender)
    states = [(name, kind) for (kind, name), _ in register.counts.most_common() if kind == "state" and name != sender.name]
    post = _POST.search(text[:4000])
    place = post[1].strip().title() if post else ""
    named = {name: Party(name, kind) for name, kind in states}
    if host := register.by_capital.get(place.split(" ")[0]) or next(
        (party for name, party in named.items() if place.startswith(name)), None
    ):
        register.host = host
    elif states:
        register.host = Party(*states[0])
    for initial in {match[1] for match in _GOVERNMENT.finditer(text)}:
        fits = [Party(name, kind) for name, kind in states if name[0] == initial]
        if register.host and register.host.name[0] == initial:
            fits.insert(0, register.host)
        if fits:
            for prefix in ("GO", "RG"):
                register.short[prefix + initial] = fits[0]
                register.firm.add(prefix + initial)


def _party(mention: Mention) -> Party:
    return as_state(mention.party) if mention.party.kind == "person" else mention.party


def _issuer(top: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> tuple[Party, ...]:
    offices: tuple[Party, ...] = ()
    for sentence, named in zip(top, mentions, strict=False):
        clean = sentence.clean
        usable = [one for one in named if one.party.kind not in ("outlet", "corridor")]
        if not usable or len(clean) > 250:
            continue
        if (issued := _ISSUED.search(clean)) and usable[0].end <= issued.start():
            return (_party(usable[0]),)
        kind = _KIND.search(clean)
        behalf = _BEHALF.search(clean) if kind else None
        if behalf and (for_whom := [one for one in usable if one.start >= behalf.end()]):
            return (_party(for_whom[0]),)
        by = _BY.search(clean, kind.end()) if kind and (sentence.kind != "prose" or kind.start() < 25) else None
        if by:
            topic = _TOPIC.search(clean, by.end())
            stop = topic.start() if topic else len(clean)
            said = [one for one in usable if by.end() <= one.start < stop]
            if said:
                return tuple(dict.fromkeys(_party(one) for one in said)) if "joint" in clean.lower() else (_party(said[0]),)
            before = [one for one in usable if one.end <= kind.start()] if kind else []
            if before and clean[before[0].end : kind.start() if kind else 0].strip(" '’s") == "":
                return (_party(before[0]),)
            seat = [one for one in usable if one.role == "capital"]
            if (
                not said
                and re.match(r" the (?:president|prime minister|king|queen|emir|sultan|minister)", clean[by.end() :], re.I)
                and seat
            ):
                return (_party(seat[0]),)
        if sentence.kind != "prose" and len(clean) < 100 and _OFFICE.search(clean):
            offices = offices or (_party(usable[0]),)
        if re.match(r"By\b", clean) and usable[0].party.kind == "leader" and len(clean) < 100:
            return (usable[0].party,)
    return offices


def _releasing(text: str, mentions: Sequence[Sequence[Mention]]) -> tuple[Party, ...]:
    """Whose press release a document is: the organization that it names first, or else the party."""
    if not _RELEASE.search(text[:1500]) and not _RELEASE.search(text[-600:]):
        return ()
    named = [one.party for each in mentions[: 2 * _TOP] for one in each]
    bodies = [one for one in named if one.kind == "organization"]
    return tuple(as_state(one) for one in (bodies or [one for one in named if one.kind in ("state", "leader")])[:1])


def _sitting(top: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> tuple[Party, ...]:
    """Whose parliament sits, by a heading that names it; of another state's house where the heading names that state."""
    for sentence, named in zip(top, mentions, strict=False):
        if sentence.kind == "prose" or len(sentence.clean) > 100:
            continue
        found = next((state for words, state in _PARLIAMENTS.items() if re.search(rf"\b(?:{words})\b", sentence.clean, re.I)), None)
        if found is not None:
            states = [one.party for one in named if one.party.kind == "state"]
            return (states[0] if states else Party(found, "state"),)
    return ()


def _interviewed(sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> tuple[Party, ...]:
    """Who answers in an interview, by a sentence at the top that says with whom somebody spoke, where questions follow."""
    if sum(one.clean.rstrip().endswith("?") for one in sentences) < _QUESTIONS:
        return ()
    for sentence, named in zip(sentences[:_TOP], mentions, strict=False):
        if met := _MET.search(sentence.clean):
            by = re.match(r"\W+(?:\w+ )?by\b", sentence.clean[met.end() :])
            said = [one for one in named if (one.end <= met.start() if by else one.start >= met.end())]
            office = [one.party for one in said if one.party.kind == "leader" or (one.party.kind == "person" and one.party.of)]
            if office:
                return (office[0] if office[0].kind == "leader" else as_state(office[0]),)
    return ()


def _turns(sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]], register: Register) -> dict[int, tuple[Party, ...]]:
    """Sentence -> who speaks in it, where the text goes by turns (at least three of them)."""
    turns: dict[int, tuple[Party, ...]] = {}
    speaking: tuple[Party, ...] | None = None
    starts = 0
    for place, (sentence, named) in enumerate(zip(sentences, mentions, strict=True)):
        new = _turn(sentence.clean, named, register)
        if new is not None:
            speaking = new
            starts += 1
        if speaking is not None:
            turns[place] = speaking
    questions = sum(1 for one in sentences if one.clean.rstrip().endswith("?"))
    return turns if starts > 2 or (starts == 2 and questions) else {}


def _turn(clean: str, named: Sequence[Mention], register: Register) -> tuple[Party, ...] | None:
    """Whose turn begins with a sentence; nobody's () where it is a question's or a stranger's; None where none begins."""
    if match := _TURN_STATE.match(clean):
        said = [one for one in named if match.start(1) <= one.start and one.end <= match.end(1)]
        return (_party(said[0]),) if said else None
    match = _TURN.match(clean)
    if not match or len(match[1]) > 60:
        return None
    if _ASKED.match(match[1]):
        return ()
    if _ANSWER.match(match[1]):
        return register.voice
    said = [one for one in named if one.end <= match.end(1)]
    if said:
        return (_party(said[-1]),)
    if _SPOKESMAN.match(match[1]):
        return register.voice
    last = match[1].split()[-1]
    known = register.short.get(last) or register.short.get(last.title())
    if known:
        return (known,)
    asks = clean.rstrip().endswith("?")  # "The Herald: Are you …?"
    return () if asks or (match[1].isupper() and len(match[1].split()) > 1) else None
