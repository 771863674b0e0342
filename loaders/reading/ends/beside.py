"""Who stands beside a phrase: who does it too ("along with B", "like B"), whose city is named with it ("his ally in Kinshasa")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..parse.lemmas import lemma_of
from ..parse.verbs import subject_of
from .phrases import End, long_before
from .references import whole

if TYPE_CHECKING:
    from ..lexicon import Lexicon
    from ..parse.tree import Token
    from .parties import Ends

_ORDINAL = frozenset("second third fourth fifth sixth seventh eighth ninth tenth only other latest next last newest".split())
_AFTER = frozenset("after following besides".split())
# Who is meant by them is told by the city in which they are.
_IN_CAPITAL = frozenset(
    """ally friend partner client patron protege host master backer comrade opponent sponsor regime counterpart colleague junta neighbor
    neighbour rival foe enemy adversary""".split()
)
# Who rules in a capital, whose nation is not said; of the last it is enough that they are in a state.
_RULING = frozenset("official leader leadership policymaker hawk politician ruler authority many junta regime government".split())
_JUNTAS = frozenset("junta regime government ruler authority".split())


def beside(ends: Ends, token: Token, depth: int, role: str) -> Iterator[End]:
    """`A, together with B,`, `like B, A`, `A became the third state after B to …`: who does it too."""
    verb = token.head
    for prep in (*token.children, *(verb.children if token.dep_ in ("nsubj", "nsubjpass") else ())):
        if prep.dep_ not in ("prep", "advmod", "cc") or (role == "object" and prep not in token.children):
            continue
        if role == "subject" and prep.i > verb.i and _nearer(ends, token, verb, prep):
            continue  # "Chad praised Togo, along with Benin": Benin is praised
        word = prep.lower_
        below = [child for child in prep.children if child.dep_ == "prep" and child.lower_ == "with"]
        along = word == "with" and any(child.lower_ in ("along", "together") for child in prep.children)
        beside = (
            (word in ("along", "together") and below)
            or along
            or (word == "alongside" and not on_the_side_of(ends.lexicon, lemma_of(verb)))
            or (word == "like" and prep.i < verb.i and not long_before(prep))
        )
        if beside:
            yield from _as_well(ends, [prep, *below], depth)
    if role == "object":
        yield from _joined_object(ends, token, verb, depth)
    elif token.dep_ == "nsubj" and lemma_of(verb) in ("be", "become"):
        for noun in verb.children:
            if noun.dep_ == "attr" and any(one.lower_ in _ORDINAL for one in noun.children):
                after = token.doc[noun.i + 1 : noun.i + 2]  # the parser may hang it on what was done
                yield from _as_well(ends, [one for one in (*noun.children, *after) if one.lower_ in _AFTER][:1], depth)


def on_the_side_of(lexicon: Lexicon, lemma: str) -> bool:
    """Whether "alongside B" after a verb is a relation with B of its own: "fought alongside B"."""
    return any(words == ("alongside",) for words, _ in lexicon.phrasal.get(lemma, ()))


def _nearer(ends: Ends, token: Token, verb: Token, prep: Token) -> bool:
    """Whether a party stands as an object between the verb and what is joined by "along with"."""
    if prep.lower_ not in ("along", "together", "with", "alongside") or token.dep_ not in ("nsubj", "nsubjpass"):
        return False
    with_along = prep.lower_ == "along" or any(child.lower_ == "along" for child in prep.children)
    objects = [child for child in verb.children if child.dep_ in ("dobj", "agent") and verb.i < child.i < prep.i]
    below = [one for child in objects for one in (child, *child.children)]
    return with_along and any(one.i in ends.at for one in below)


def _joined_object(ends: Ends, token: Token, verb: Token, depth: int) -> Iterator[End]:
    """`praised Togo, along with Benin`, where the parser hung the words on the verb."""
    subject = subject_of(verb) if verb.pos_ in ("VERB", "AUX") else None
    if token.dep_ != "dobj" or subject is None:
        return
    for prep in verb.children:
        if prep.dep_ in ("prep", "advmod") and prep.i > token.i and _nearer(ends, subject, verb, prep):
            yield from _as_well(ends, [prep, *(one for one in prep.children if one.lower_ == "with")], depth)


def _as_well(ends: Ends, preps: Sequence[Token], depth: int) -> Iterator[End]:
    for prep in preps:
        for one in prep.children:
            if one.dep_ == "pobj":
                yield from (End(end.party, end.first, end.last, end.how, 0.85 * end.trust) for end in ends.of(one, "prep", depth + 1))


def in_capital(ends: Ends, token: Token, owned: bool) -> list[End]:
    """`Paris's ally in Kinshasa`, `his host in Hanoi`, `officials in Warsaw`: whose city that is. `owned`: they are called somebody's."""
    ruling = lemma_of(token) in _RULING and not owned
    if not ruling and (lemma_of(token) not in _IN_CAPITAL or token.tag_ == "NNS"):
        return []
    below = [one for child in token.children if child.dep_ == "prep" and child.lower_ == "in" for one in child.children]
    for one in below:
        mention = ends.at.get(one.i)
        seat = mention is not None and (mention.role == "capital" or (lemma_of(token) in _JUNTAS and mention.role != "demonym"))
        if mention is not None and seat and mention.party.kind in ("state", "territory"):
            return [End(mention.party, token.i, ends.spans[one.i][1], "organ", 0.85)]
    return []


def at_home(ends: Ends, token: Token) -> bool:
    """Whether it is their own on which some of a nation act: "Japan's employers urged the government", "the Thai army deposed it"."""
    if not ends.lexicon.is_word("implied_organ", lemma_of(token)) or [child.lower_ for child in token.children] != ["the"]:
        return False
    for above in token.ancestors:
        subject = subject_of(above) if above.pos_ in ("VERB", "AUX") else None
        if subject is not None and subject.i < token.i and not subject.is_ancestor(token):
            of_a_nation = subject.pos_ in ("NOUN", "PROPN") and subject.i not in ends.at
            return of_a_nation and any(end.how == "owner" and whole(end.party).kind == "state" for end in ends.owners(subject))
    return False
