"""`Anti-B`, `pro-B` before a noun: "A's anti-B policy", "joined the pro-B front", "the anti-B feeling in A", "the pro-B X party"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..ends.parties import End, acting
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from ..parse.verbs import passive
from .relations import Occurrence, Reading, Relation, objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

_CLASSES = {"anti": PredicateClass("anti-name", "opposes", 0.75), "pro": PredicateClass("pro-name", "supports", 0.75)}
# Verbs whose subject shares what their object is for or against.
_SHARING = frozenset(
    "join lead follow pursue wage adopt back support endorse embrace foster promote encourage stage mount organise organize intensify step "
    "orchestrate fuel sponsor spearhead champion maintain continue take resume whip stir be become remain turn".split()
)
# What a people or a place is filled with.
_FELT = frozenset("feeling sentiment mood riot protest demonstration rally propaganda outburst attitude press campaign agitation".split())


def prefixed_relations(reading: Reading, name: Token) -> Iterator[Relation]:
    """What the name of a party after "anti-" or "pro-" says of whoever the noun is or belongs to."""
    mention = reading.ends.at.get(name.i)
    first = reading.ends.spans[name.i][0] if mention is not None else 0
    if mention is None or first < 2 or reading.doc[first - 1].text != "-":
        return
    cls = _CLASSES.get(reading.doc[first - 2].lower_)
    noun = _noun(reading, name)
    if cls is None:
        return
    target = End(acting(mention.party), first, reading.ends.spans[name.i][1], "named")
    if noun is None:
        clause = reading.clause_of(name)  # "A is anti-B"
        if clause is not None and clause.lemma in _SHARING and name.dep_ in ("acomp", "attr", "oprd"):
            yield from Occurrence(cls, "is", (first - 2, name.i), clause).between(
                reading.parties(clause.of("subject"), "subject"), [target]
            )
        return
    yield from Occurrence(cls, "noun", (first - 2, noun.i)).between(_whose(reading, noun, name), [target])


def _noun(reading: Reading, name: Token) -> Token | None:
    """The noun that "anti-B" stands before, "and military" or another adjective between them."""
    token = name
    while token.dep_ in ("amod", "compound", "nmod", "conj", "pobj", "advmod", "npadvmod", "punct", "poss") and token.head.i != token.i:
        token = token.head
        if token.i > name.i and token.pos_ in ("NOUN", "PROPN"):
            return token
    return None


def _whose(reading: Reading, noun: Token, name: Token) -> list[End]:
    own = reading.ends.spans[name.i]
    if noun.i in reading.ends.at:
        return reading.ends.of(noun, "prep")
    owners = [end for end in reading.owners(noun) if end.first != own[0]]
    if owners:
        return owners
    clause = reading.clauses.get(noun.head.i)
    carried = clause is not None and (clause.lemma in _SHARING or reading.lexicon.is_word("light", clause.lemma))
    if clause is not None and carried and not clause.negated and noun.dep_ in ("dobj", "attr") and not passive(reading.doc[clause.verb]):
        return reading.parties(clause.of("subject"), "subject")
    if lemma_of(noun) in _FELT:
        within = [
            one
            for child in noun.children
            if child.dep_ == "prep" and child.lower_ in ("in", "across", "throughout", "among")
            for one in objects_below(child)
        ]
        return reading.parties(within, "prep")
    return []
