"""Headlines, captions and list lines: given sentence case before they are parsed; linear rules where the parse yields nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from ..actors.register import Mention
from ..ends.parties import End
from ..lexicon import Operator, PredicateClass
from ..sentences import Sentence
from .relations import Occurrence, Reading, Relation

if TYPE_CHECKING:
    from ..parse.tree import Token

# How far apart, in words, the ends of a linear rule may stand.
_REACH = 7
# The trust in a linear rule, against one over the parse.
_TRUST = 0.6
# What heads those who sign and resolve.
_OFFICES = re.compile(
    r"(?<=\w )(?:Heads of (?:State|Government|Mission|Delegation)(?: and (?:of )?(?:State|Government))?"
    r"|(?:(?:Prime|Foreign|Defen[cs]e|Interior|Finance|Deputy|Vice|Permanent) )*"
    r"(?:Ministers|Presidents|Leaders|Governments|Parties|Sides|Delegations|Ambassadors|Representatives|Kings|Peoples|Forces|Troops))"
    r"\b(?! [A-Z])"
)
_JOINING = frozenset(("-", "–", "—", "/", "and", ",", "vs", "&", "vs."))
_BREAKS = frozenset((",", ":", ";", "|", ".", "?", "!"))


def sentence_case(sentence: Sentence, mentions: Sequence[Mention]) -> str:
    """A headline, or prose all in capitals, with small letters but for its first word and its names: the parser knows verbs from names.

    In other prose only offices in the plural, which the parser takes for names too: "the Foreign Ministers of A and B". As long as
    `sentence.clean`, character for character.
    """
    kept = {place for mention in mentions for place in range(mention.start, mention.end)}
    if sentence.kind == "prose" and not sentence.clean.isupper():
        return _OFFICES.sub(lambda office: office[0] if office.start() in kept else office[0].lower(), sentence.clean)
    shouting = sentence.clean.isupper()
    letters = []
    for place, char in enumerate(sentence.clean):
        inside = place and place - 1 in kept and sentence.clean[place - 1].isalpha()
        small = place not in kept or (shouting and inside)
        lowered = char.lower() if small else char
        letters.append(lowered if len(lowered) == 1 else char)
    return "".join(letters)


def headline_relations(reading: Reading) -> Iterator[Relation]:
    """Linear rules over two parties that follow each other: "A, B sign deal", "A expels B envoy", "A to send troops to B"."""
    places = sorted(reading.ends.heads)
    for left, right in pairwise(places):
        if right - left > _REACH:
            continue
        between = reading.doc[left + 1 : right]
        after = reading.doc[right + 1 : right + 1 + _REACH]
        if len(between) == 1 and between[0].text in _JOINING:
            before = reading.doc[max(0, left - 4) : left]
            yield from _pair(reading, left, right, list(after), list(before))
        elif not any(token.text in _BREAKS for token in between):
            yield from _directed(reading, left, right, list(between), list(after))


def _pair(reading: Reading, left: int, right: int, after: list[Token], before: list[Token]) -> Iterator[Relation]:
    """What two parties in a row do with each other: by a verb with its object, a verb, a noun; "row between A and B"."""
    ends = [_end(reading, left), _end(reading, right)]
    lexicon = reading.lexicon
    for place, verb in enumerate(after[:3]):
        objects = after[place + 1 : place + 5]
        for lemma in _lemmas(verb):
            for rule in lexicon.with_object.get(lemma, ()):
                noun = next((one for one in objects if not rule.objects.isdisjoint(_lemmas(one))), None)
                if noun is not None:
                    yield from Occurrence(rule.cls, "linear-pair", (verb.i, noun.i), trust=_TRUST).both(ends)
                    return
            acts = [one for one in objects if any(lexicon.is_word("relation_nouns", name) for name in _lemmas(one))]
            if acts and lemma in lexicon.relation_acts:
                yield from Occurrence(lexicon.relation_acts[lemma], "linear-pair", (verb.i, acts[0].i), trust=_TRUST).among(ends)
                return
    between = bool(before) and before[-1].lower_ == "between"
    for token in [*(before if between else after[:4])]:
        for lemma in _lemmas(token):
            classes = [one for _, one in lexicon.nouns.get(lemma, ())] + lexicon.intransitive.get(lemma, [])
            cls = next((one for one in classes if one.reciprocal), None)
            if cls:
                yield from Occurrence(cls, "linear-pair", (token.i,), trust=_TRUST).among(ends)
                return


def _directed(reading: Reading, left: int, right: int, between: list[Token], after: list[Token]) -> Iterator[Relation]:
    """What the first party does to the second: the verb stands between them, its object noun before or after the second."""
    source, target = [_end(reading, left)], [_end(reading, right)]
    lexicon = reading.lexicon
    for place, verb in enumerate(between):
        for lemma in _lemmas(verb):
            for rule in lexicon.with_object.get(lemma, ()):
                noun = next((one for one in (*between[place + 1 :], *after[:3]) if not rule.objects.isdisjoint(_lemmas(one))), None)
                if noun is not None and (noun.i > right or between[-1].lower_ in rule.preps):
                    yield from Occurrence(rule.cls, "linear-verb-object", (verb.i, noun.i), trust=_TRUST).between(source, target)
                    return
            if (operator := lexicon.operator_verbs.get(lemma)) and (
                found := _operated(reading, operator, [*between[place + 1 :], *after[:3]])
            ):
                cls, noun = found
                yield from Occurrence(cls, "linear-verb-object", (verb.i, noun.i), operators=(operator,), trust=_TRUST).between(
                    source, target
                )
                return
            if lexicon.verbs.get(lemma) and verb.pos_ in ("VERB", "NOUN", "ADJ"):
                if [one.lower_ for one in between[place + 1 :] if one.lower_ != "the"] in (["from"], ["by"]) and verb.lower_ != lemma:
                    source, target = target, source  # "B suspended from the league", "B bombed by A"
                yield from Occurrence(lexicon.verbs[lemma][0], "linear-verb", (verb.i,), trust=_TRUST).between(source, target)
                return


def _operated(reading: Reading, operator: Operator, after: list[Token]) -> tuple[PredicateClass, Token] | None:
    """A relation that a noun before or after the second party names and an operator turns: "lifts ban on B", "ends B pact"."""
    for token in after:
        for lemma in _lemmas(token):
            for _, cls in reading.lexicon.nouns.get(lemma, ()):
                if cls.type in operator.turns:
                    return cls, token
    return None


def _lemmas(token: Token) -> list[str]:
    """The forms under which a word of a headline is looked up, the likeliest first: the parser takes many a verb for a noun there."""
    word = token.lower_
    stems = [word[: -len(end)] for end in ("s", "es", "ed", "d", "ing") if word.endswith(end) and len(word) > len(end) + 2]
    return list(dict.fromkeys([str(token.lemma_).lower(), word, *stems]))


def _end(reading: Reading, place: int) -> End:
    return End(reading.ends.at[place].party, *reading.ends.spans[place], "named")
