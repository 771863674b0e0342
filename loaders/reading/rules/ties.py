"""Rules for relational nouns ("B's ally A"), adjectives ("critical of B") and compounds ("Turkish-backed")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..clauses import Clause
from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from ..parse.verbs import owner_of, passive, spared, subject_of
from .between import hyphenated, pair_of
from .carriers import called
from .effects import supplied
from .operators import over_verb
from .relations import BACK_REBELS, Occurrence, Reading, Relation, begun, follow, home_of_rebels, objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

_EPITHET = PredicateClass("called-lackey", "opposes", 0.75)
# What one regards as one's own is no insult: "regards B as a protégé".
_HOLDING = frozenset("regard see view consider treat designate classify".split())
_TIES = ("ally", "adversary")
_BELITTLED = PredicateClass("belittled-tie", "opposes", 0.75)
_SPHERES = frozenset("camp orbit sphere embrace arm arms fold corner lap pocket".split())
_COPULA = frozenset("be become remain stay seem appear".split())
_CALLED = PredicateClass("call-names", "opposes", 0.75)
_TIE_PREPS = ("of", "to", "for", "with", "in")
# "overtook B as the main supplier of C": the subject is it now.
_OUTDOING = frozenset("overtake replace displace succeed surpass eclipse supplant outstrip".split())
# "plays the role of mediator between", "has the status of an ally of"
_ROLES = frozenset("role part job function position status mantle".split())


def tie_relations(reading: Reading, noun: Token) -> Iterator[Relation]:
    """What a relational noun says: who is called so, and whose it is."""
    cls = _tie_class(reading, noun)
    if cls is None:
        return
    named, at, how = _called(reading, noun)
    if (than := _no_better(noun)) and noun.head.i in reading.clauses:
        subjects = reading.parties(reading.clauses[noun.head.i].of("subject"), "subject")
        yield from Occurrence(cls, "no-better-than", (noun.i, than.i)).between(subjects, reading.parties(objects_below(than), "prep"))
        return
    owners = _tie_owners(reading, noun, cls)
    if cls.type == "ally" and any(end.last == noun.i - 1 and end.party.name in reading.ends.discourse.register.unions for end in owners):
        return  # "a NATO ally" is a member of it (structural.py)
    if not owners and named and how == "title" and cls.reciprocal and (verb := reading.clause_of(noun)) is not None:
        # "held talks with rival Iran": the rival of whoever the clause is about
        owners = [replace(end, trust=0.7 * end.trust) for end in reading.parties(verb.of("subject"), "subject")]
    clause = reading.clause_of(noun) if how in ("predicate", "as") else None
    if how == "as" and clause is not None and not clause.negated:
        clause = None  # what one sees another as holds, whoever says so; but "no longer regards B as a partner"
    if clause is not None and clause.negated and spared(noun):
        clause = replace(clause, negated=False)  # "not an enemy but a friend"
    if how == "as" and not cls.reciprocal and schema().relations[cls.type].sign < 0:
        # "called B a murderer": whoever says so opposes B
        yield from Occurrence(_CALLED, "called", at, clause).between(owners, named)
        return
    poor = any(child.dep_ == "amod" and reading.lexicon.is_word("belittling", lemma_of(child)) for child in noun.children)
    if poor and schema().relations[cls.type].sign > 0:
        if how in ("as", "predicate"):  # "sees B as an unreliable partner"
            yield from Occurrence(_BELITTLED, how, at, clause).between(owners, named)
        return
    plural = noun.tag_ in ("NNS", "NNPS")
    viewer = reading.clause_of(noun) if how == "as" and cls.inverse and cls.type == "supports" else None
    if viewer is not None and reading.lexicon.is_word("label", viewer.lemma) and viewer.lemma not in _HOLDING:
        # "called B a lackey": who says so is no patron of B
        said_of = reading.parties(viewer.of("subject"), "subject")
        yield from Occurrence(_EPITHET, how, at, viewer).between(said_of, named)
        own = {end.party.state for end in said_of}
        owners = [end for end in owners if end.party.state not in own]
    if named and owners:
        denied = how == "predicate" and any(child.lower_ == "no" for child in noun.children)  # "is no friend of B"
        yield from Occurrence(cls, how, at, clause, denied, tie=True).between(named, owners)
    elif cls.reciprocal and plural and len(named) > 1 and how in ("predicate", "apposition"):
        yield from Occurrence(cls, f"both-{how}", at, clause, tie=True).among(named)
    elif cls.reciprocal and not named:
        yield from Occurrence(cls, "pair", (noun.i,)).among(hyphenated(reading, noun))


def _no_better(noun: Token) -> Token | None:
    """The "than" of "no better friend than B"."""
    if not any(child.lower_ == "no" for child in noun.children):
        return None
    return next((one for one in noun.subtree if one.lower_ == "than"), None)


def _tie_class(reading: Reading, noun: Token) -> PredicateClass | None:
    name = called(noun, reading.lexicon.ties)
    return reading.lexicon.ties[name] if name else None


def _called(reading: Reading, noun: Token) -> tuple[list[End], tuple[int, ...], str]:
    """Who is called an ally: the subject of "is", the phrase in apposition, the object of "sees as"."""
    ends = reading.ends
    top = noun
    while top.dep_ == "conj" and top.head.pos_ == "NOUN":
        top = top.head  # "a neighbour and rival of"
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.dep_ in ("attr", "appos") and noun.tag_ == "NNS":
        top = top.head.head  # "the closest of allies", "one of its rivals"
    if top.dep_ == "pobj" and top.head.lower_ == "of" and lemma_of(top.head.head) in _ROLES and top.head.head.dep_ == "dobj":
        subject = subject_of(top.head.head.head)
        return (ends.of(subject, "subject") if subject is not None else []), (noun.i, top.head.head.i), "role"
    if top.dep_ == "pobj" and top.head.lower_ in ("among", "amongst") and lemma_of(top.head.head) in _COPULA:
        subject = subject_of(top.head.head)  # "is among B's friends"
        return (ends.of(subject, "subject") if subject is not None else []), (noun.i, top.head.head.i), "predicate"
    if top.dep_ == "dobj" and top.head.lower_ == "sworn":
        subject = subject_of(top.head)  # "are sworn enemies"
        return (ends.of(subject, "subject") if subject is not None else []), (noun.i, top.head.i), "predicate"
    misread = top.dep_ == "nsubj" and top.i > top.head.i  # "A and B are allies: …"
    if (top.dep_ in ("attr", "oprd") or misread) and lemma_of(top.head) in _COPULA:
        subject = subject_of(top.head)
        return (ends.of(subject, "subject") if subject is not None else []), (noun.i, top.head.i), "predicate"
    head = noun.head
    if top.dep_ == "nsubj" and lemma_of(top.head) == "be":
        # "B's closest ally is A"
        named = [end for child in top.head.children if child.dep_ == "attr" for end in ends.of(child, "object")]
        if named:
            return named, (noun.i, top.head.i), "predicate"
    if noun.dep_ in ("attr", "oprd", "acomp", "dobj") and lemma_of(head) in _COPULA:
        subject = subject_of(head)
        return (ends.of(subject, "subject") if subject is not None else []), (noun.i, head.i), "predicate"
    if top.dep_ == "conj" and top.head.i in ends.at and _really_apposed(top):
        first, last = ends.spans[top.head.i]
        return [End(ends.at[top.head.i].party, first, last, "named")], (noun.i,), "apposition"
    if (before := _as_apposed(reading, top)) is not None:
        first, last = ends.spans[before]
        return [End(ends.at[before].party, first, last, "named")], (noun.i,), "apposition"
    if top.dep_ == "appos":
        return ends.of(top.head, "prep") if top.head.i in ends.at else [], (noun.i,), "apposition"
    below = [child for child in noun.children if child.dep_ == "appos"]
    if below:
        return [end for child in below for end in ends.of(child, "prep")], (noun.i,), "apposition"
    if noun.dep_ in ("compound", "nmod", "amod") and head.i in ends.at:
        first, last = ends.spans[head.i]
        called = [End(ends.at[head.i].party, first, last, "named")]
        called += [end for child in head.children if child.dep_ == "conj" for end in ends.of(child, "prep")]
        return called, (noun.i,), "title"
    members = ends.members(noun, "prep", 1)
    if members:
        return members, (noun.i,), "members"
    if noun.dep_ in ("oprd", "attr") and head.i in reading.clauses and (places := reading.clauses[head.i].of("object")):
        return reading.parties([one for one in places if one != noun.i], "object"), (noun.i, head.i), "as"  # "calls B an enemy"
    if noun.dep_ == "ccomp" and head.i in reading.clauses and (below := [one for one in noun.children if one.dep_ == "nsubj"]):
        return ends.of(below[0], "object"), (noun.i, head.i), "as"
    if noun.dep_ == "pobj" and head.lower_ == "as":
        verb = head.head
        if verb.i in reading.clauses:
            clause = reading.clauses[verb.i]
            if clause.lemma in _OUTDOING:
                return reading.parties(clause.of("subject"), "subject"), (noun.i, verb.i), "as"
            return reading.parties(clause.of("object") or clause.of("subject"), "object"), (noun.i, verb.i), "as"
    return [], (noun.i,), ""


def _really_apposed(noun: Token) -> bool:
    """`A, B's neighbour and partner,`: what the parser took for a list is an apposition where no "and" joins it to A."""
    joined = any(one.dep_ == "cc" for one in noun.doc[noun.head.i + 1 : noun.i])
    owned = any(child.dep_ == "poss" or (child.dep_ == "prep" and child.lower_ == "of") for child in noun.children)
    return owned and not joined and noun.head.i + 1 < noun.i and noun.doc[noun.head.i + 1].text == ","


def _as_apposed(reading: Reading, noun: Token) -> int | None:
    """The name before ", as B's donor and partner,": the token of a party that stands right before it."""
    start = noun.left_edge.i
    if start < 3 or reading.doc[start - 1].lower_ != "as" or reading.doc[start - 2].text != ",":
        return None
    return start - 3 if start - 3 in reading.ends.at else None


def _tie_owners(reading: Reading, noun: Token, cls: PredicateClass) -> list[End]:
    """Whose ally: possessor, nationality, "of B", "to B"; for "sees A as an ally", who sees it so."""
    if cls.type == "mediates":
        between = [place for child in noun.subtree if child.lower_ == "between" for place in objects_below(child)]
        if not between:  # "go-between for A and B"
            between = [place for child in noun.children if child.lower_ in ("for", "of", "to") for place in objects_below(child)]
            found = reading.parties(between, "prep")
            return found if len(found) > 1 else []
        return reading.parties(between, "prep")
    owners = reading.owners(noun)
    if not owners and noun.dep_ == "conj" and noun.head.pos_ == "NOUN":
        owners = reading.owners(noun.head)  # "B's neighbour and partner"
    if not owners and noun.dep_ in ("compound", "nmod", "amod"):
        owners = [
            end
            for child in noun.head.children
            if child.dep_ == "poss" or (child.dep_ in ("amod", "compound", "nmod") and child.i in reading.ends.at and child.i < noun.i)
            for end in (reading.owners(noun.head))
        ]
        owners = [end for end in owners if end.last < noun.i]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in _TIE_PREPS and not owners:
            owners = reading.parties(objects_below(child), "prep")
    viewer = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head if noun.dep_ in ("oprd", "ccomp") else None
    if not owners and viewer is not None and viewer.i in reading.clauses:
        clause = reading.clauses[viewer.i]
        if clause.of("object") or noun.dep_ == "ccomp":
            owners = reading.parties(clause.of("subject"), "subject")
    return owners


def adjective_relations(reading: Reading, word: Token) -> Iterator[Relation]:
    """What an adjective or an "at odds with" says."""
    phrases = reading.lexicon.adjectives.get(lemma_of(word)) or reading.lexicon.adjectives.get(word.lower_)
    for words, cls in begun(word, phrases) if phrases else ():
        last = follow(word, words)
        if last is not None and any(child.dep_ == "poss" for child in last.head.children):
            continue  # "in its dispute with B" is no "in dispute with B"
        if words and words[-1] == "by" and word.pos_ == "VERB" and not passive(word):
            continue  # "whom he humiliated, and by …"
        if words and last is None and cls.reciprocal and words[-1] == "with" and (near := follow(word, words[:-1])) is not None:
            sources, clause = _said_of(reading, word)
            yield from Occurrence(cls, "both-adjective", (word.i, near.i), clause, tie=cls.type in _TIES).among(sources)
        if last is None and len(words) > 1 and words[-1] == "of" and (near := follow(word, words[:-1])) is not None:
            whose = [end for child in near.children if child.dep_ == "poss" for end in reading.ends.of(child, "prep")]
            if not whose and lemma_of(near) in _SPHERES:
                whose = reading.ends.owners(near)  # "in the Russian camp"
            sources, clause = _said_of(reading, word)  # "in B's pocket", "under A's thumb"
            yield from Occurrence(cls, "adjective", (word.i, near.i), clause).between(sources, whose)
        if last is None or not words or (cls.type == "ally" and word.tag_ in ("JJR", "RBR")):
            continue  # "drew closer to B": not yet close
        about = cls.reciprocal and words[-1] in ("over", "on", "about")
        targets = reading.parties(objects_below(last), "prep") if not about else []
        sources, clause = _said_of(reading, word)
        if about:
            # "at odds over fish"
            yield from Occurrence(cls, "both-adjective", (word.i, last.i), clause, tie=cls.type in _TIES).among(sources)
        if targets:
            above = over_verb(word.head, reading.lexicon) if word.pos_ == "ADP" and word.head.pos_ == "VERB" else ()
            use = Occurrence(cls, "adjective", (word.i, last.i), clause, operators=above, tie=cls.type in _TIES)
            yield from use.between(sources, targets)
    if phrases and (toward := _in_dealings(reading, word)):
        how = next((one for words, one in phrases if words and words[-1] in ("to", "toward", "towards", "with")), None)
        if how is not None:
            sources, clause = _said_of(reading, word)
            yield from Occurrence(how, "in-dealings", (word.i,), clause).between(sources, toward)
    if (compound := reading.lexicon.compound.get(word.lower_)) is not None:
        yield from _compound(reading, word, compound)


def _in_dealings(reading: Reading, word: Token) -> list[End]:
    """With whom one is hostile or friendly "in its dealings with B", "in its attitude toward B"."""
    preps = [child for child in word.children if child.dep_ == "prep" and child.lower_ == "in"]
    if not preps and word.dep_ == "acomp":
        preps = [child for child in word.head.children if child.dep_ == "prep" and child.lower_ == "in" and child.i > word.i]
    nouns = [reading.doc[place] for prep in preps for place in objects_below(prep)]
    fits = [
        one
        for one in nouns
        if reading.lexicon.is_word("dealings", lemma_of(one)) or reading.lexicon.is_word("relation_nouns", lemma_of(one))
    ]
    after = [child for noun in fits for child in noun.children if child.lower_ in ("with", "to", "toward", "towards")]
    return reading.parties([place for prep in after for place in objects_below(prep)], "prep")


def _said_of(reading: Reading, word: Token) -> tuple[list[End], Clause | None]:
    head = word.head
    if head.lower_ == "as" and head.dep_ == "prep" and head.head.i in reading.clauses:
        seen = reading.clauses[head.head.i]  # "is seen as close to B", "regards A as hostile to B"
        return reading.parties(seen.of("object"), "object"), None
    if word.pos_ != "VERB" and head.pos_ in ("VERB", "AUX"):
        subject = subject_of(head)
        return (reading.ends.of(subject, "subject") if subject is not None else []), reading.clause_of(word)
    if word.i in reading.clauses:
        own = reading.clauses[word.i]
        return reading.parties(own.of("object") or own.of("subject"), "subject"), own
    if head.pos_ in ("NOUN", "PROPN"):
        found = reading.ends.of(head, "prep")
        issued = head.dep_ != "dobj" or reading.lexicon.is_word("light", lemma_of(head.head))
        if not found and issued and reading.lexicon.is_word("message", lemma_of(head)) and (author := owner_of(head)) is not None:
            found = reading.ends.of(author, "subject")  # "issued a report critical of B", not "vetoed a report critical of B"
        return found, None
    return [], None


def _compound(reading: Reading, word: Token, cls: PredicateClass) -> Iterator[Relation]:
    """`Turkish-backed forces`: the first half acts on whatever is so called."""
    if word.i < 2 or reading.doc[word.i - 1].text not in ("-", "–") or word.i - 2 not in reading.ends.at:
        return
    first, last = reading.ends.spans[word.i - 2]
    source = End(reading.ends.at[word.i - 2].party, first, last, "named")
    head = word
    while head.pos_ not in ("NOUN", "PROPN") or head.i <= word.i:
        if head.head is head or head.head.i < word.i:
            return
        head = head.head
    if cls.type == "mediates":
        ones, others, _ = pair_of(reading, head)
        yield from Occurrence(cls, "compound", (word.i,)).between([source], [*ones, *others])
        return
    if cls.type == "supports" and (home := home_of_rebels(reading, [head.i])):
        yield from Occurrence(BACK_REBELS, "compound", (word.i,)).between([source], home)
        return
    targets = [end for end in reading.parties([head.i], "prep") if end.party.state != source.party.state]
    if reading.lexicon.is_word("supplying", word.lower_) and reading.lexicon.is_word("weaponry", lemma_of(head)):
        yield from supplied(reading, word, head, source)
        return
    yield from Occurrence(cls, "compound", (word.i,)).between([source], targets)
