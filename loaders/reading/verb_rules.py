"""Rules whose predicate is a verb: verb classes over subject, object and prepositions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ...graph.schema import schema
from .clauses import Clause, lemma_of
from .ends import End
from .lexicon import PredicateClass
from .relations import Reading, Relation, follow, mutual, objects_below, operator_above, relate

if TYPE_CHECKING:
    from spacy.tokens import Token

_MUTUAL_PREPS = ("with", "against")


def verb_relations(reading: Reading, clause: Clause) -> Iterator[Relation]:
    """Everything that one clause's verb says."""
    verb = reading.doc[clause.verb]
    sources = reading.parties(clause.of("subject"), "subject")
    yield from _phrasal(reading, clause, verb, sources)
    yield from _with_object(reading, clause, verb, sources)
    yield from _provided(reading, clause, verb, sources)
    yield from _shut(reading, clause, verb, sources)
    yield from _clausal(reading, clause, verb, sources)
    particles = {one.word for one in clause.arguments if one.role == "particle"}
    for cls in reading.lexicon.verbs.get(clause.lemma, ()):
        if cls.reciprocal:
            yield from _reciprocal(reading, cls, clause, verb, sources)
        elif not particles or particles <= {"down", "up"}:
            yield from _direct(reading, cls, clause, verb, sources)
    for cls in reading.lexicon.intransitive.get(clause.lemma, ()):
        yield from _reciprocal(reading, cls, clause, verb, sources, transitive=False)


def targets_of(reading: Reading, places: tuple[int, ...], cls: PredicateClass) -> list[End]:
    """The parties of an object. Where it names a hostile act, its doer is meant, not its victim ("condemned the killing of …")."""
    found: list[End] = []
    for place in places:
        token = reading.doc[place]
        act = reading.lexicon.nouns.get(lemma_of(token), ())
        if token.i not in reading.ends.at and any(schema().relations[one.type].sign < 0 and "of" in preps for preps, one in act):
            found.extend(reading.ends.owners(token, doer=True))
        else:
            found.extend(reading.ends.of(token, "object"))
    return found


def _direct(reading: Reading, cls: PredicateClass, clause: Clause, verb: Token, sources: list[End]) -> Iterator[Relation]:
    targets = targets_of(reading, clause.of("object"), cls)
    pattern = "subject-object"
    trust = 1.0
    if not sources and targets and schema().relations[cls.type].sign < 0 and clause.of("object"):
        sources, pattern, trust = _implied(reading, clause, verb), "implied-agent", 0.6
    operator = operator_above(verb, reading.lexicon)
    yield from relate(reading, cls, pattern, sources, targets, [verb.i], clause, operator=operator, trust=trust)


def _implied(reading: Reading, clause: Clause, verb: Token) -> list[End]:
    """Who does what "B's citizens were arrested in A" says: the state in which it is done."""
    return reading.parties(clause.of("prep", "in", "inside"), "prep")


def _reciprocal(
    reading: Reading, cls: PredicateClass, clause: Clause, verb: Token, sources: list[End], transitive: bool = True
) -> Iterator[Relation]:
    operator = operator_above(verb, reading.lexicon)
    others = reading.parties(clause.of("prep", *_MUTUAL_PREPS), "prep")
    if transitive:
        others += reading.parties(clause.of("object"), "object")
    if others:
        yield from relate(reading, cls, "subject-with", sources, others, [verb.i], clause, operator=operator)
    elif len(sources) > 1 and not clause.of("object"):
        yield from mutual(reading, cls, "both", sources, [verb.i], clause, operator=operator, trust=0.9)


def _phrasal(reading: Reading, clause: Clause, verb: Token, sources: list[End]) -> Iterator[Relation]:
    for words, cls in reading.lexicon.phrasal.get(clause.lemma, ()):
        last = follow(verb, words)
        if last is None:
            continue
        below = objects_below(last)
        # "prop up B": the particle governs nothing, the verb has the object; "B was turned down".
        places = tuple(below) if below else clause.of("object") if last.dep_ == "prt" else ()
        targets = targets_of(reading, places, cls)
        if cls.reciprocal and not targets and len(sources) > 1:
            yield from mutual(reading, cls, "both", sources, [verb.i, last.i], clause)
            continue
        operator = operator_above(verb, reading.lexicon)
        yield from relate(reading, cls, "subject-" + last.lower_, sources, targets, [verb.i, last.i], clause, operator=operator)


def _with_object(reading: Reading, clause: Clause, verb: Token, sources: list[End]) -> Iterator[Relation]:
    for rule in reading.lexicon.with_object.get(clause.lemma, ()):
        for noun in (one for place in clause.of("object") for one in (reading.doc[place], *reading.doc[place].conjuncts)):
            if lemma_of(noun) not in rule.objects and noun.lower_ not in rule.objects:
                continue
            at = [verb.i, noun.i]
            operator = operator_above(verb, reading.lexicon)
            denied = any(child.lower_ == "no" for child in noun.children)
            targets = reading.parties(clause.of("prep", *rule.preps) + clause.of("object-prep", *rule.preps), "prep")
            if not targets:
                targets = reading.ends.owners(noun)
            if not targets:
                targets = [end for one in verb.children if one.dep_ == "dative" for end in reading.ends.of(one, "object")]
            if targets:
                yield from relate(reading, rule.cls, "verb-object-party", sources, targets, at, clause, denied=denied, operator=operator)
            if targets or not rule.cls.reciprocal or len(sources) < 2:
                continue
            if rule.cls.reciprocal:
                yield from mutual(reading, rule.cls, "both-verb-object", sources, at, clause, denied=denied, operator=operator)


_SHUT = PredicateClass("shut", "coerces", 0.75)


def _shut(reading: Reading, clause: Clause, verb: Token, sources: list[End]) -> Iterator[Relation]:
    """`cancelled a visit by B`, `closed B's schools`: an end put to what is another's and no relation by itself."""
    if not reading.lexicon.is_word("shutting", clause.lemma):
        return
    for place in clause.of("object"):
        noun = reading.doc[place]
        done_by = any(child.dep_ in ("prep", "agent") and child.lower_ == "by" for child in noun.children)
        if lemma_of(noun) in reading.lexicon.nouns and not done_by:
            continue
        targets = reading.ends.owners(noun) if place not in reading.ends.at else reading.parties((place,), "object")
        yield from relate(reading, _SHUT, "owned-object", sources, targets, [verb.i, noun.i], clause)


def _provided(reading: Reading, clause: Clause, verb: Token, sources: list[End]) -> Iterator[Relation]:
    """`provides B with weapons`: the party is the object, the thing given stands after "with"."""
    for rule in reading.lexicon.with_object.get(clause.lemma, ()):
        given = [one for one in clause.of("prep", "with") + clause.of("object-prep", "with") if lemma_of(reading.doc[one]) in rule.objects]
        if given and "to" in rule.preps:
            targets = reading.parties(clause.of("object"), "object")
            yield from relate(reading, rule.cls, "verb-party-with", sources, targets, [verb.i, given[0]], clause)


def _clausal(reading: Reading, clause: Clause, verb: Token, sources: list[End]) -> Iterator[Relation]:
    classes = reading.lexicon.clausal.get(clause.lemma, ())
    if not classes:
        return
    for child in verb.children:
        if child.dep_ in ("ccomp", "xcomp") and child.i in reading.clauses:
            below = reading.clauses[child.i]
            targets = reading.parties(below.of("subject") or clause.of("object"), "object")
            for cls in classes:
                yield from relate(reading, cls, "clause-subject", sources, targets, [verb.i, child.i], clause)
