"""What every rule shares: the relation it yields, pairs of ends, polarity, operators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from ...graph.schema import schema
from .clauses import Clause, lemma_of
from .ends import End, Ends
from .lexicon import Lexicon, Operator, PredicateClass

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation read in one sentence, tokens `[first, last]` of which carry it. `rule` is class/pattern."""

    source: End
    target: End
    type: str
    rule: str
    first: int
    last: int
    status: str
    past: bool
    confidence: float


@dataclass(frozen=True)
class Reading:
    """A parsed sentence with what the steps before have found in it: what a rule works on."""

    doc: Doc
    ends: Ends
    lexicon: Lexicon
    clauses: dict[int, Clause]

    def clause_of(self, token: Token) -> Clause | None:
        """The clause in which a token stands: of the nearest verb above it."""
        if token.i in self.clauses:
            return self.clauses[token.i]
        for above in token.ancestors:
            if above.i in self.clauses:
                return self.clauses[above.i]
        return None

    def parties(self, tokens: Iterable[int], role: str) -> list[End]:
        """The parties of the phrases that these tokens head."""
        return [end for place in tokens for end in self.ends.of(self.doc[place], role)]


def relate(
    reading: Reading,
    cls: PredicateClass,
    pattern: str,
    sources: list[End],
    targets: list[End],
    at: Iterable[int],
    clause: Clause | None,
    *,
    denied: bool = False,
    operator: Operator | None = None,
    trust: float = 1.0,
) -> Iterator[Relation]:
    """The relations between every source and every target; `at` are the tokens of the predicate.

    A denied good deed is opposition, with half the trust; a denied bad deed says nothing. An operator turns the type, or drops it.
    """
    if cls.inverse:
        sources, targets = targets, sources
    kind, trust = cls.type, trust * cls.confidence
    rule = f"{cls.name}/{pattern}"
    if operator is not None:
        if kind not in operator.turns:
            return
        kind, rule = operator.turns[kind], f"{operator.name}+{rule}"
    negative = denied or (clause is not None and clause.negated)
    if negative:
        if schema().relations[kind].sign <= 0:
            return
        kind, trust, rule = "opposes", 0.5 * trust, f"not+{rule}"
    status = cls.status if clause is None or clause.status == "asserted" else clause.status
    if clause is not None and clause.conditional:
        status, trust = "planned", 0.6 * trust
    places = sorted(at)
    for source in sources:
        for target in targets:
            if not possible(source, target, kind):
                continue
            yield Relation(
                source,
                target,
                kind,
                rule,
                min(places[0], source.first, target.first),
                max(places[-1], source.last, target.last),
                status,
                clause.past if clause is not None else False,
                trust * source.trust * target.trust,
            )


def possible(source: End, target: End, kind: str) -> bool:
    """Two different parties, of kinds that can do this to each other."""
    if source.party.state == target.party.state or source.party.state == (target.party.kind, target.party.name):
        return False
    if source.party.kind == "corridor":
        return kind == "connects"
    relation = schema().relations[kind]
    return source.party.kind in relation.source and target.party.kind in relation.target


def mutual(
    reading: Reading,
    cls: PredicateClass,
    pattern: str,
    parties: list[End],
    at: Iterable[int],
    clause: Clause | None,
    *,
    denied: bool = False,
    operator: Operator | None = None,
    trust: float = 1.0,
) -> Iterator[Relation]:
    """A reciprocal relation between every two of some parties (not more than six: a longer list is a crowd)."""
    places = list(at)
    for one, other in combinations(parties[:6], 2):
        yield from relate(reading, cls, pattern, [one], [other], places, clause, denied=denied, operator=operator, trust=trust)


def operator_over(token: Token, lexicon: Lexicon) -> tuple[Operator, Token] | None:
    """What is done to the relation that a noun names: by the verb whose object it is, or the noun whose "of" it is."""
    head = token.head
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token, head = token.head, token.head.head
    if token.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB":
        particle = next((child.lower_ for child in head.children if child.dep_ == "prt"), "")
        if lemma_of(head) in ("end", "conclude", "wind") and lexicon.is_word("completed", lemma_of(token)):
            return None
        for key in (f"{lemma_of(head)} {particle}", lemma_of(head)) if particle else (lemma_of(head),):
            if key in lexicon.operator_verbs:
                return lexicon.operator_verbs[key], head
    if token.dep_ == "pobj" and head.lower_ in ("of", "to", "from", "on") and head.head.pos_ == "NOUN":
        noun = head.head
        if lemma_of(noun) in lexicon.operator_nouns:
            return lexicon.operator_nouns[lemma_of(noun)], noun
    withdrawn = head.head.pos_ == "VERB" and lemma_of(head.head) in ("withdraw", "pull")
    if token.dep_ == "pobj" and head.lower_ in ("from", "out", "of") and withdrawn:
        return lexicon.operator_verbs.get("withdraw", lexicon.operator_verbs["stop"]), head.head
    return None


def operator_above(verb: Token, lexicon: Lexicon) -> Operator | None:
    """What the verb above does to an infinitive: "refused to meet"."""
    if verb.dep_ in ("xcomp", "ccomp") and any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
        return lexicon.operator_verbs.get(lemma_of(verb.head))
    if verb.dep_ == "acl" and any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children):
        return lexicon.operator_nouns.get(lemma_of(verb.head))
    if verb.dep_ in ("xcomp", "pcomp") and verb.tag_ == "VBG" and verb.head.pos_ == "VERB":
        return lexicon.operator_verbs.get(lemma_of(verb.head))
    return None


def follow(token: Token, words: tuple[str, ...]) -> Token | None:
    """The last of some words, each below the one before (or below the first): "go" → "to" → "war" → "with"."""
    seen = [token]
    for word in words:
        below = next(
            (child for one in reversed(seen) for child in one.children if child.lower_ == word or str(child.lemma_).lower() == word), None
        )
        if below is None:
            return None
        seen.append(below)
    return seen[-1]


def objects_below(prep: Token) -> list[int]:
    """The heads of what a preposition governs."""
    return [child.i for child in prep.children if child.dep_ in ("pobj", "dobj", "obj")]
