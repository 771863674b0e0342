"""What becomes of something between two that was told before: "It lifted them in June", "the ban was lifted", "they were restored"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..actors.register import Party
from ..clauses import Clause
from ..ends.parties import End
from ..ends.references import whole
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from ..rules.operators import above, asked_for
from ..rules.relations import Occurrence, Reading, Relation
from .gaps import inflected, words

if TYPE_CHECKING:
    from ..parse.tree import Token

_TRUST = 0.8
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
# How many sentences back a pronoun and a noun reach.
_NEAR, _FAR = 1, 4
_ONE, _MANY = frozenset(("it", "this")), frozenset(("they", "them", "these"))
_DEFINITE = frozenset("the this these those".split())
_MODIFIERS = ("poss", "compound", "nmod", "prep", "relcl", "acl", "nummod")


@dataclass(frozen=True, slots=True)
class Thing:
    """A noun for what one does to another, or for what is between two, as sentence `place` told it; in it the noun stood at `at`."""

    lemma: str
    many: bool
    type: str
    source: Party
    target: Party
    place: int
    at: int


def things(reading: Reading, told: Sequence[Relation], place: int) -> Iterator[Thing]:
    """The nouns by which relations are told, with those whose they are; a verb counts as its noun ("banned": a ban)."""
    for one in told:
        bare = "+" not in one.rule
        for spot in one.at:
            token = reading.doc[spot]
            noun = token.pos_ == "NOUN" or (bare and lemma_of(token) in reading.lexicon.nouns)
            if noun and "implied" not in one.rule:
                many = token.tag_ == "NNS"
                yield Thing(lemma_of(token), many, one.type if bare else "", whole(one.source.party), whole(one.target.party), place, spot)


def turned(reading: Reading, known: Sequence[Thing], place: int) -> Iterator[Relation]:
    """What the sentence at `place` says of things told before."""
    for clause in reading.clauses.values():
        verb = reading.doc[clause.verb]
        if clause.lemma not in words()["turning"] or _wished(reading, verb):
            continue
        noun, thing = _told_noun(verb, known, place)
        if noun is None:
            noun = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass") and _referring(reading, child)), None)
            thing = told_thing(reading, noun, known, place) if noun is not None else None
        if noun is None:
            continue
        if thing is None or (ends := _ends(reading, clause, thing, noun)) is None:
            continue
        for use in _uses(reading, clause, noun, thing):
            if found := list(use.between(*ends)):
                yield from found
                break


def _told_noun(verb: Token, known: Sequence[Thing], place: int) -> tuple[Token | None, Thing | None]:
    """The subject that a second passive shares with the first: "relations between A and B were cut in 1990 and restored in 1995"."""
    if (
        verb.dep_ == "conj"
        and verb.tag_ in ("VBN", "VBD")
        and not any(child.dep_ in ("nsubj", "nsubjpass", "dobj") for child in verb.children)
    ):
        noun = next((child for child in verb.head.children if child.dep_ == "nsubjpass"), None)
        thing = next((one for one in known if noun is not None and one.place == place and one.at == noun.i), None)
        if thing is not None:
            return noun, thing
    return None, None


def _wished(reading: Reading, verb: Token) -> bool:
    """Whether it is only asked for: "demanded that it be lifted", "urged B to lift it"."""
    subjunctive = verb.dep_ == "ccomp" and any(child.dep_ == "auxpass" and child.lower_ == "be" for child in verb.children)
    return (subjunctive and not any(child.tag_ == "MD" for child in verb.children)) or asked_for(verb, reading.lexicon)


def _referring(reading: Reading, noun: Token) -> bool:
    """Whether a phrase is a pronoun for a thing, or a noun that says no more of it: "them", "the embargo"."""
    if noun.i in reading.ends.at:
        return False
    if noun.pos_ == "PRON":
        return noun.lower_ in _ONE | _MANY
    definite = any(child.lower_ in _DEFINITE for child in noun.children)
    return noun.pos_ == "NOUN" and definite and not any(child.dep_ in _MODIFIERS or child.i in reading.ends.at for child in noun.children)


def told_thing(reading: Reading, noun: Token, known: Sequence[Thing], place: int) -> Thing | None:
    """Which of the things told before is meant: the last that agrees."""
    lemma = lemma_of(noun)
    types = {cls.type for _, cls in reading.lexicon.nouns.get(lemma, ())}
    for one in reversed(known):
        if place == one.place and one.at >= noun.i:
            continue
        if noun.pos_ == "PRON":
            if place - one.place > _NEAR:
                return None
            if one.many == (noun.lower_ in _MANY):
                return one
        elif place - one.place <= _FAR and (one.lemma == lemma or one.type in types):
            return one
    return None


def _ends(reading: Reading, clause: Clause, thing: Thing, noun: Token) -> tuple[list[End], list[End]] | None:
    """Who does it to whom: as the thing was, whoever of the two turns it first; None where somebody else does."""
    doers = reading.parties(clause.of("subject"), "subject")
    ends = [End(one, noun.i, noun.i, "implied", _TRUST) for one in (thing.source, thing.target)]
    if not doers:
        return [ends[0]], [ends[1]]
    by = {whole(one.party).state for one in doers}
    if by == {thing.source.state} or by == {thing.source.state, thing.target.state}:
        return [ends[0]], [ends[1]]
    mutual = thing.type in ("cooperates", "ally", "adversary") or reading.lexicon.is_word("relation_nouns", thing.lemma)
    return ([ends[1]], [ends[0]]) if mutual and by == {thing.target.state} else None


def _uses(reading: Reading, clause: Clause, noun: Token, thing: Thing) -> Iterator[Occurrence]:
    """What the verb says of it: with relations, with such an object, of what a noun of a class names."""
    lexicon = reading.lexicon
    lemma = thing.lemma if noun.pos_ == "PRON" else lemma_of(noun)
    at = (noun.i, clause.verb)
    classes: list[PredicateClass] = []
    if lexicon.is_word("relation_nouns", lemma) and (act := lexicon.relation_acts.get(clause.lemma)):
        classes.append(act)
    classes += [rule.cls for rule in lexicon.with_object.get(clause.lemma, ()) if lemma in rule.objects]
    yield from (Occurrence(cls, "implied-thing", at, clause) for cls in classes)
    operators, word = above(noun, lexicon)
    if noun.head.i != clause.verb:
        found = lexicon.operator_verbs.get(clause.lemma)
        operators, word = ((found,), reading.doc[clause.verb]) if found else ((), None)
    if word is None or word.i != clause.verb:
        return
    named = [cls for _, cls in lexicon.nouns.get(lemma, ()) if schema().relations[cls.type].sign]
    for cls in named[:1]:
        yield Occurrence(PredicateClass(cls.name, cls.type, cls.confidence), "implied-thing", at, clause, operators=operators)


@cache
def _forms() -> frozenset[str]:
    """Every form of the verbs that turn a thing."""
    return frozenset(form for lemma in words()["turning"] for form in inflected(lemma)) | words()["irregular"]


def turns(clean: str) -> bool:
    """Whether a sentence may say what becomes of a thing (by its words, before the parse)."""
    said = _WORD.findall(clean.lower())
    return not _forms().isdisjoint(said) and not (words()["turned"] | _ONE | _MANY).isdisjoint(said)
