"""The clause that carries a noun: whose verb is light ("launched an attack on B"), and the parties after the noun's prepositions."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from ..clauses import Clause
from ..ends.parties import End
from ..lexicon import heads
from ..parse.lemmas import lemma_of
from .relations import Reading, misplaced, objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

# How many words of a name stand before or after the noun that heads it.
_LONGEST = 4
# Nouns of handing out a sum.
_PAYING = frozenset("release disbursement payment delivery provision transfer allocation approval".split())


def carrier(reading: Reading, noun: Token) -> tuple[Clause, Token, str] | None:
    """The verb that carries a noun, as object, subject of the passive or after a preposition; with that preposition or ""."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    above = top.head.head if top.dep_ == "pobj" and top.head.lower_ == "of" else top
    sum_of = top.head.head
    paid_out = False
    if top.dep_ == "pobj" and top.head.lower_ == "in" and sum_of.pos_ in ("NOUN", "NUM"):
        if sum_of.dep_ in ("dobj", "nsubjpass"):
            above = sum_of  # "gave ten million dollars in aid"
        elif sum_of.dep_ == "pobj" and sum_of.head.lower_ == "of" and lemma_of(sum_of.head.head) in _PAYING:
            above, paid_out = sum_of.head.head, True  # "approved the release of ten million dollars in aid"
    through = paid_out or lemma_of(above) not in reading.lexicon.nouns or lemma_of(above) in reading.lexicon.operator_nouns
    if above.pos_ in ("NOUN", "NUM", "PRON", "DET", "ADJ") and through:
        top = above  # "a series of agreements", "some of its aid", "a suspension of aid"
    head = top.head
    if top.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and head.i in reading.clauses:
        return reading.clauses[head.i], head, ""
    verb = head.head
    while verb.dep_ in ("prep", "prt", "advmod") and verb.pos_ in ("ADP", "ADV"):
        verb = verb.head  # "pulled out of the deal"
    part = head.head
    if top.dep_ == "pobj" and part.lower_ == "part" and part.dep_ == "dobj" and part.head.i in reading.clauses:
        return reading.clauses[part.head.i], part.head, f"part {head.lower_}"  # "took part in drills"
    if (
        top.dep_ == "pobj"
        and head.dep_ == "prep"
        and verb.i in reading.clauses
        and any(child.dep_ == "dobj" and child.lower_ == "part" for child in verb.children)
    ):
        return reading.clauses[verb.i], verb, f"part {head.lower_}"
    if top.dep_ == "pobj" and verb.i in reading.clauses:
        return reading.clauses[verb.i], verb, head.lower_
    if top.dep_ == "pobj" and reading.lexicon.is_word("blamed", lemma_of(head.head)) and (clause := reading.clause_of(head.head)):
        return clause, reading.doc[clause.verb], "responsible for"
    return None


def light(reading: Reading, carried: tuple[Clause, Token, str]) -> bool:
    """Whether the verb only carries its noun: `launched an attack`, `is in talks`, `came to the aid`, `is responsible for the raid`."""
    clause, verb, through = carried
    if through:
        # "joined in the talks", "took part in the exercise"
        objects = ["", *(f"{child.lower_} " for child in verb.children if child.dep_ == "dobj")]
        return any(reading.lexicon.is_word("light", f"{clause.lemma} {one}{through}") for one in objects)
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    return reading.lexicon.is_word("light", f"{clause.lemma} {particle}".strip()) or clause.lemma == "be"


def prep_parties(reading: Reading, noun: Token, preps: Collection[str]) -> list[End]:
    """Those after a preposition of the noun, or of the participle that goes with it: "sanctions on A", "sanctions imposed on A"."""
    found: list[End] = []
    for child in noun.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in preps:
            found.extend(reading.parties(objects_below(child), "prep"))
        elif child.dep_ == "acl" and child.tag_ == "VBN" and not found:
            below = [one for one in child.children if one.dep_ in ("prep", "dative") and one.lower_ in preps and one.lower_ != "of"]
            found.extend(end for one in below for end in reading.parties(objects_below(one), "prep"))
        elif child.dep_ == "conj" and child.pos_ == "NOUN" and not found and not any(one.dep_ == "prep" for one in noun.children):
            found.extend(prep_parties(reading, child, preps))  # "loans and grants for B"
    return found or reading.parties(misplaced(noun.children, noun, preps), "prep")


def same(one: list[End], other: list[End]) -> bool:
    return bool({end.party.state for end in one} & {end.party.state for end in other})


def called(noun: Token, names: Collection[str]) -> str | None:
    """The longest of some names that a noun heads: `free trade agreement`, `war of words`, `agreement`; None where none fits."""
    doc, lemma = noun.doc, lemma_of(noun)
    if lemma not in heads() and noun.lower_ not in heads():
        known, alike = lemma in names, noun.lower_ in names
        return (max(lemma, noun.lower_, key=len) if alike else lemma) if known else noun.lower_ if alike else None
    before, first = [""], noun
    while first.i and not first.is_sent_start and len(before) <= _LONGEST:
        first = first.nbor(-1)
        before.insert(0, first.text_with_ws.lower() + before[0])
    after = doc[noun.i + 1 : noun.i + 1 + _LONGEST] if noun.i + 2 < len(doc) and doc[noun.i + 1].lower_ == "of" else ()
    tails = [""]
    if after:
        tails += [
            f" of {''.join(one.text_with_ws for one in after[1:stop])}{lemma_of(after[stop])}".lower() for stop in range(1, len(after))
        ]
    fits = [name for head in before for tail in tails for word in (lemma, noun.lower_) if (name := f"{head}{word}{tail}") in names]
    return max(fits, key=len, default=None)
