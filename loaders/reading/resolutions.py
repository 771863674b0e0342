"""Resolutions, and communiqués in the form of a list, say once who speaks: "The Assembly, / Deeply concerned at … / 1. Condemns …"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from .sentences import Sentence

# The phrase that all the paragraphs share as their subject, alone in its line.
_BODY = re.compile(r"[\"'(]*((?:The|THE|We,? the|His|Her) [A-Z][\w.'’()/&, -]{2,280}?)\s*[,:;-]*")
# Where what that body was about while it resolved begins: "The Council, meeting in Accra from 3 to 5 May 1971,".
_BUSY = re.compile(
    r",? (?:,|meeting|met|having|acting|gathered|assembled|convened|held|at (?:its|their)|in (?:its|their|accordance)|on (?:its|their)"
    r"|after|during|following)\b|,\s*$",
    re.I,
)
# Organs that are called by who meets in them, the body itself after them.
_ORGAN = re.compile(
    r"The (?:Assembly|Council|Conference|Meeting|Summit|Session|Committee) of (?:the )?"
    r"(?:Heads of State(?: (?:and|or) (?:of )?Government)?|(?:Foreign )?Ministers(?: (?:of|for) Foreign Affairs)?) of (?:the )?(?=[A-Z])",
    re.I,
)
# "PP3", "(a)", "14.", "- " before a paragraph.
_NUMBER = re.compile(r"""["']*(?:(?:[OP]P ?)?\d{1,3}(?: ?(?:bis|ter))?[.):]*\s+|\(?[a-z]{1,4}\)\s+|[IVX]{1,5}\.\s+|[-*•·–]\s*)?["']*""")
_MANY = re.compile(
    r"(?:The|We,? the) (?:\w+ ){0,3}(?:Ministers|Heads|Presidents|Leaders|[Mm]embers|States|Parties|Governments|sides|delegates)"
    r"\b(?! Council)"
)
_LONGEST_BODY = 300
# How many paragraphs that share the subject must follow it nearby; after how many others it is no longer theirs.
_ENOUGH = 2
_NEARBY = 12
_DONE = 8


@cache
def _opening() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a paragraph without a subject begins with: a verb, a participle or an adjective (the preamble)."""
    with resources.files(__package__).joinpath("resolutions.toml").open("rb") as file:
        raw = tomllib.load(file)
    adverb = "|".join(map(re.escape, raw["adverbs"]))
    finite = "|".join(map(re.escape, (*raw["verbs"], *raw["past"])))
    minded = "|".join(map(re.escape, (*raw["participles"], *raw["minded"])))
    before = rf"(?:(?:{adverb})(?: and (?:{adverb}))?,? )*"
    return re.compile(rf"{before}(?:{finite})\b", re.I), re.compile(rf"{before}(?:{minded})\b", re.I)


def spelt_out(found: Sequence[Sentence]) -> list[Sentence]:
    """The sentences, each paragraph of a resolution with its subject before it; what is put in stands at the paragraph's first letter."""
    parts = list(found)
    if not any(_body(one) for one in parts):
        return parts
    parts = [part for one in parts for part in _apart(one)]
    spelt: list[Sentence] = []
    body, others = "", 0
    for place, one in enumerate(parts):
        if (new := _body(one)) and sum(_opens(near) for near in parts[place + 1 : place + 1 + _NEARBY]) >= _ENOUGH:
            body, others = new, 0
        own = body and _opens(one)
        others = 0 if own else others + (one.kind == "prose")
        body = "" if others > _DONE else body
        spelt.append(_with_subject(one, body) if own and body else one)
    return spelt


def _body(one: Sentence) -> str:
    match = _BODY.fullmatch(one.clean) if len(one.clean) <= _LONGEST_BODY else None
    if match is None:
        return ""
    busy = _BUSY.search(match[1])
    name = _ORGAN.sub("The ", match[1][: busy.start()] if busy else match[1])
    return f"The {name[4:].title().replace(' Of ', ' of ')}" if name.isupper() else name


def _opens(one: Sentence) -> bool:
    """Whether a paragraph begins with what its body does or is."""
    number = _NUMBER.match(one.clean)
    at = number.end() if number else 0
    return one.clean[at : at + 1].isupper() and any(each.match(one.clean, at) for each in _opening())


def _apart(one: Sentence) -> Iterator[Sentence]:
    """The paragraphs of a resolution that were run together: "…, Recalling its resolution 3, Noting that …"."""
    starts = [0]
    for mark in re.finditer(r"[,;:] (?:and )?(?=(?:\d{1,3}\. )?[A-Z])", one.clean):
        rest = one.clean[mark.end() : mark.end() + 80]
        number = re.match(r"\d{1,3}\. ", rest)
        if any(each.match(rest, number.end() if number else 0) for each in _opening()):
            starts.append(mark.end())
    for start, end in zip(starts, [*starts[1:], len(one.clean)], strict=True):
        clean = one.clean[start:end].rstrip()
        offsets = one.offsets[start : start + len(clean)]
        if clean:
            yield replace(one, start=offsets[0], end=offsets[-1] + 1, clean=clean, offsets=offsets) if len(starts) > 1 else one


def _with_subject(one: Sentence, body: str) -> Sentence:
    number = _NUMBER.match(one.clean)
    at = number.end() if number else 0
    is_minded = _opening()[1].match(one.clean, at) is not None
    plural = _MANY.match(body) is not None
    before = f"{body} {'are ' if plural else 'is '}" if is_minded else f"{body} "
    opener = next(match for each in _opening() if (match := each.match(one.clean, at)))
    clean = before + opener[0].lower() + one.clean[opener.end() :]
    offsets = (one.offsets[at],) * len(before) + one.offsets[at:]
    return replace(one, start=offsets[0], clean=clean, offsets=offsets, kind="prose")
