"""Predicates with a party on one side only: "Britain protested", "China has granted a loan", "Chad called this treason"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from ..clauses import Clause
from ..ends.groups import OFFICIALS
from ..ends.parties import End
from ..lexicon import PredicateClass, lexicon
from ..parse.lemmas import lemma_of
from ..rules.acts import Act, act_of
from ..rules.between import pair_of
from ..rules.carriers import called
from ..rules.relations import Occurrence, Reading, follow, kernel, objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

# An attack without a victim is seldom one on whom the text is about.
_TYPES = frozenset(("supports", "opposes", "coerces"))
_WITH_OBJECT = _TYPES | {"cooperates"}
HOSTILE = frozenset(("attacks", "coerces"))
_CALLED_BAD = PredicateClass("call-bad", "opposes", 0.75)
_CALLED_GOOD = PredicateClass("call-good", "supports", 0.75)
_WORD = re.compile(r"[a-z]+")
_THIS = frozenset(("this", "that", "these", "those", "it"))
_NONE = frozenset(("no", "neither", "little", "few", "hardly"))
# What a speaker does is seldom told without saying to whom, in a speech about one's own affairs.
SPEAKING = frozenset("i we my our us me".split())
# What cannot stand for a deed in a party's place.
_SOMEBODY = ("agent", "private_person", "title", "leader_reference", "insurgent")


@dataclass(frozen=True, slots=True)
class Gap:
    """A use of a class by `doers` whose other side is no party. `thing` heads the phrase that stands there, None where nothing does."""

    use: Occurrence
    doers: list[End]
    thing: Token | None


@cache
def words() -> dict[str, frozenset[str]]:
    """The lists of `implied.toml` by name."""
    import tomllib

    raw = tomllib.loads(resources.files(__package__).joinpath("implied.toml").read_text(encoding="utf-8"))
    return {name: frozenset(found) for name, found in raw.items()}


def gaps(reading: Reading, clause: Clause) -> Iterator[Gap]:
    """What a clause's verb, or a noun that it carries, says of its subject and nobody."""
    if clause.lemma not in _lemmas():
        return
    act = act_of(reading, clause)
    act = replace(act, sources=[end for end in act.sources if reading.doc[end.first].lower_ not in SPEAKING])
    if (
        not act.sources
        or clause.negated
        or clause.conditional
        or (act.verb.dep_ == "pcomp" and not _answer(act.verb))
        or (act.verb.dep_ == "xcomp" and lemma_of(act.verb.head) == "be")  # "the goal is to increase support"
        or (act.verb.dep_ in ("acl", "amod") and act.verb.tag_ == "VBN")
    ):
        return
    for rule in (_called, _relations, _with_object, _voiced, _phrasal, _plain):
        if found := list(rule(act)):
            yield from (gap for gap in found if not gap.use.denied and (gap.thing is None or _thing(reading, gap.thing)))
            return


def _answer(gerund: Token) -> bool:
    """Whether a gerund says how somebody answers: "retaliated by closing the border"."""
    above = gerund.head.head
    return gerund.head.lower_ == "by" and lemma_of(above) in words()["answering"] | words()["retaliating"]


def _thing(reading: Reading, noun: Token) -> bool:
    """Whether a phrase may be another's deed: nobody, no time, nothing of one's own."""
    if noun.pos_ in ("PROPN", "NUM") or any(child.dep_ == "poss" for child in noun.children):
        return False
    if noun.pos_ == "PRON" and noun.lower_ not in _THIS:
        return False
    if lemma_of(noun) in words()["everybody"]:
        return False
    if noun.lower_.endswith("ists"):
        return False  # "arms for the royalists"
    return not any(reading.lexicon.is_word(group, lemma_of(noun)) for group in _SOMEBODY)


def _called(act: Act) -> Iterator[Gap]:
    """`called this treason`, `declared the award null and void`, `described the move as illegal`."""
    if act.clause.lemma not in words()["calling"]:
        return
    below = [*act.verb.children, *(one for child in act.verb.children if child.dep_ == "ccomp" for one in child.children)]
    names = [
        one for one in below if one.dep_ in ("oprd", "acomp", "attr", "xcomp", "dobj", "ccomp") and one.pos_ in ("NOUN", "ADJ", "VERB")
    ]
    names += [one for child in act.verb.children if child.dep_ == "prep" and child.lower_ == "as" for one in child.children]
    things = [one for one in below if one.dep_ in ("dobj", "nsubj") and one.i > act.verb.i and one not in names]
    for name in (part for one in names for part in (one, *one.conjuncts)):
        inside = [one for one in name.children if one.lower_ in _THIS or (one.dep_ == "compound" and one.pos_ == "NOUN")]
        objects = [one for one in act.verb.children if one.dep_ == "dobj" and one.i < name.i]
        for group, cls in (("bad", _CALLED_BAD), ("good", _CALLED_GOOD)):
            if lemma_of(name) in words()[group] and (found := [*objects, *inside, *things]):
                yield Gap(act.of(cls, "called", name.i), act.sources, found[0])
                return


def _with_object(act: Act) -> Iterator[Gap]:
    """`imposed sanctions`, `granted a loan`, `recalled its ambassador`."""
    reading, lexicon = act.reading, act.reading.lexicon
    given = [one for one in act.verb.children if one.dep_ in ("dobj", "dative") and one.pos_ == "PRON"]
    if any(child.dep_ == "prt" for child in act.verb.children) or given:
        return  # "a loan that A had promised us": somebody is given it
    quantity = lexicon.words.get("quantity", frozenset())
    for place in act.clause.of("object"):
        noun = kernel(reading.doc[place], quantity)
        if noun.head.i == act.verb.i and any(child.lower_ in _NONE for child in noun.children):
            return
        names = {lemma_of(noun), noun.lower_, called(noun, lexicon.objects)}
        for rule in lexicon.with_object.get(act.clause.lemma, ()):
            if names & rule.objects and rule.cls.type in _WITH_OBJECT and noun.i not in reading.ends.at:
                below = [one.token for one in act.clause.arguments if one.role in ("prep", "object-prep") and one.word in words()["aimed"]]
                if reading.parties(below, "prep"):
                    return  # "regret at B's remarks" is no regret that B is told of
                after = [one for one in act.clause.arguments if one.role in ("prep", "object-prep") and one.word in rule.preps]
                thing = reading.doc[after[0].token] if after else None
                yield Gap(act.of(rule.cls, "verb-object", noun.i), act.sources, thing)
                return


def _relations(act: Act) -> Iterator[Gap]:
    """`severed diplomatic relations`, `broke off ties in May`."""
    cls = act.reading.lexicon.relation_acts.get(act.clause.lemma)
    if cls is None or cls.type not in _TYPES:
        return
    for place in act.clause.of("object"):
        noun = act.reading.doc[place]
        ones, others, _ = pair_of(act.reading, noun)
        if act.reading.lexicon.is_word("relation_nouns", lemma_of(noun)) and noun.head.i == act.verb.i and not others and len(ones) < 2:
            yield Gap(act.of(cls, "relations", noun.i), act.sources, None)
            return


def _voiced(act: Act) -> Iterator[Gap]:
    """`voiced its dismay`, `expressed support for the decision`."""
    reading, lexicon = act.reading, act.reading.lexicon
    if act.clause.lemma not in words()["voicing"]:
        return
    for place in act.clause.of("object"):
        noun = reading.doc[place]
        if noun.head.i != act.verb.i or any(child.lower_ in _NONE for child in noun.children):
            continue
        for preps, cls in lexicon.nouns.get(called(noun, lexicon.nouns) or lemma_of(noun), ()):
            if not cls.reciprocal and cls.type in _TYPES and preps != {"against"} and place not in reading.ends.at:
                below = [one for child in noun.children if child.dep_ == "prep" for one in objects_below(child)]
                yield Gap(act.of(cls, "voiced", noun.i), act.sources, reading.doc[below[0]] if below else None)
                return


def _phrasal(act: Act) -> Iterator[Gap]:
    """`voted against the motion`, `protested over the decision`."""
    for after, cls in act.reading.lexicon.phrasal.get(act.clause.lemma, ()):
        last = follow(act.verb, after)
        if last is not None and cls.name in words()["speech"] and last.lower_ in words()["aimed"]:
            below = objects_below(last) or list(act.clause.of("object"))
            yield Gap(act.of(cls, f"subject-{last.lower_}", last.i), act.sources, act.reading.doc[below[0]] if below else None)
            return


def _plain(act: Act) -> Iterator[Gap]:
    """`denounced the invasion`, `protested`."""
    for cls in act.reading.lexicon.verbs.get(act.clause.lemma, ()):
        if cls.name in words()["speech"]:
            places = act.clause.of("object")
            yield Gap(act.of(cls, "subject-object"), act.sources, act.reading.doc[places[0]] if places else None)
            return


def hostile_doers(reading: Reading) -> Iterator[tuple[Token, str, End]]:
    """Who does something hostile in a sentence, to whomever: (its word, type, doer) for verbs and for nouns with an owner."""
    lexicon = reading.lexicon
    for clause in reading.clauses.values():
        if clause.status == "asserted" and not clause.negated:
            verb = reading.doc[clause.verb]
            for cls in lexicon.verbs.get(clause.lemma, ()):
                if cls.type in HOSTILE and not cls.inverse:
                    yield from ((verb, cls.type, end) for end in reading.parties(clause.of("subject"), "subject"))
    for noun in reading.doc:
        if noun.pos_ == "NOUN":
            for _, cls in lexicon.nouns.get(lemma_of(noun), ()):
                if cls.type in HOSTILE:
                    yield from ((noun, cls.type, end) for end in reading.owners(noun, doer=True))


def issued(reading: Reading) -> Iterator[tuple[str, End]]:
    """Whose statements, letters and the like a sentence tells of: (lemma of the noun, whose)."""
    for noun in reading.doc:
        lemma = lemma_of(noun)
        if noun.tag_ == "NN" and lemma in words()["issued"] and noun.i not in reading.ends.at:
            clause = reading.clauses.get(noun.head.i)
            carried = clause is not None and noun.dep_ in ("dobj", "nsubjpass") and reading.lexicon.is_word("light", clause.lemma)
            owners = reading.owners(noun, doer=True)
            owners = owners or (reading.parties(clause.of("subject"), "subject") if clause is not None and carried else [])
            if len({end.party.state for end in owners}) == 1:
                yield lemma, owners[0]


def officials(reading: Reading) -> Iterator[tuple[str, list[End]]]:
    """Whose leaders, ministers, delegates a sentence tells of, in the plural: (lemma of the noun, whose)."""
    for noun in reading.doc:
        if noun.tag_ == "NNS" and noun.i not in reading.ends.at and lemma_of(noun) in OFFICIALS and noun.dep_ != "conj":
            owners = reading.owners(noun)
            if owners and any(end.how != "reference" for end in owners):
                yield lemma_of(noun), owners


@cache
def _lemmas() -> frozenset[str]:
    """The verbs with which a party may be left out."""
    known, speech = lexicon(), words()["speech"]
    tables = (known.verbs, known.phrasal)
    found = {lemma for table in tables for lemma, each in table.items() if any(_name(one) in speech for one in each)}
    found |= {lemma for lemma, each in known.with_object.items() if any(rule.cls.type in _WITH_OBJECT for rule in each)}
    found |= {lemma for lemma, cls in known.relation_acts.items() if cls.type in _TYPES}
    answers = {one.split()[0] for one in words()["answering"] | words()["retaliating"]}
    return frozenset(found) | words()["calling"] | words()["voicing"] | answers


@cache
def _forms() -> frozenset[str]:
    """Every form of those verbs."""
    return frozenset(form for lemma in _lemmas() for form in inflected(lemma.split()[0])) | words()["irregular"]


def _name(found: object) -> str:
    cls = found[1] if isinstance(found, tuple) else found
    return cls.name if isinstance(cls, PredicateClass) else ""


def inflected(lemma: str) -> Iterator[str]:
    """The forms that a verb may have by rule."""
    stem = lemma.removesuffix("e")
    doubled = stem + stem[-1:]
    yield from (lemma, lemma + "s", lemma + "es", stem + "ed", stem + "ing", doubled + "ed", doubled + "ing")
    if lemma.endswith("y"):
        yield from (lemma[:-1] + "ied", lemma[:-1] + "ies")


def leaves_out(clean: str) -> bool:
    """Whether a sentence is a row of a table or has words with which a party may be left out (by its words, before the parse)."""
    said = _WORD.findall(clean.lower())
    return "|" in clean or any(not group.isdisjoint(said) for group in (_forms(), words()["with_one"], words()["issued"]))
