"""Several parties that a sentence speaks of together: "Chad and Niger", "Tajik and Kyrgyz guards", "the two" once known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ..actors.register import Mention, Party
from ..lexicon import Lexicon
from ..parse.lemmas import lemma_of
from .discourse import FAR, Discourse, Group, as_state, distinct_states
from .phrases import End, main_clause

if TYPE_CHECKING:
    from ..parse.tree import Doc, Token

# Nouns in the plural that several act under, each for its own.
OFFICIALS = frozenset(
    """leader minister president premier chancellor king monarch delegate envoy ambassador official member head diplomat negotiator
    representative""".split()
)
# Of more states than this they act for the body in which these meet.
_FEW = 3
_OFFICE = frozenset("foreign prime defence defense finance trade".split())
_MODIFIERS = ("amod", "compound", "nmod", "poss")


def groups_of(doc: Doc, heads: Mapping[int, Mention], resolved: Mapping[int, Sequence[End]], until: int, place: int) -> Iterator[Group]:
    """The groups in a sentence before token `until`: names joined to each other, then references that stand for several.

    `heads` are its mentions by their heads, `resolved` its references by theirs, `place` is the number of the sentence.
    """
    joined: dict[int, list[Party]] = {}
    for head in sorted(heads):
        if head < until:
            joined.setdefault(_top(doc[head], heads).i, []).append(heads[head].party)
    for top, parties in joined.items():
        if len(distinct_states(parties)) > 1:
            yield Group(tuple(parties), _weight(doc[top]), place)
    for head in sorted(heads):
        noun = doc[head].head
        if head < until and doc[head].dep_ == "poss" and noun.i not in heads and (other := _joined_to(noun, heads, until)):
            yield Group((heads[head].party, *other), _weight(noun), place)  # "A's friendship with B"
    for head, ends in sorted(resolved.items()):
        if head < until and len(ends) > 1:
            yield Group(tuple(end.party for end in ends), _weight(doc[head]), place)


def _joined_to(noun: Token, heads: Mapping[int, Mention], until: int) -> tuple[Party, ...]:
    """With whom something is that has an owner: B of "A's friendship with B"."""
    below = (one for child in noun.children if child.dep_ == "prep" and child.lower_ == "with" for one in child.children)
    return tuple(heads[one.i].party for one in below if one.i in heads and one.i < until)


def _top(token: Token, heads: Mapping[int, Mention]) -> Token:
    """The first of the phrases that a name is joined to, through nouns that name nobody: `guards` of "Tajik and Kyrgyz guards"."""
    top = token
    while top.dep_ == "conj" or (top.dep_ in _MODIFIERS and top.head.i not in heads and top.head.pos_ in ("NOUN", "PROPN")):
        top = top.head
    return top


def _weight(top: Token) -> int:
    """3 for the subject of the sentence, 2 for that of another clause, 1 else."""
    if top.dep_ == "pobj" and top.head.lower_ in ("of", "from") and top.head.head.dep_ in ("nsubj", "nsubjpass"):
        top = top.head.head
    if top.dep_ not in ("nsubj", "nsubjpass"):
        return 1
    return 3 if main_clause(top.head) else 2


def things_before(token: Token, heads: Mapping[int, Mention], resolved: Mapping[int, Sequence[End]], lexicon: Lexicon) -> bool:
    """Whether "they" follows a plural of what is no party: "seized the ships and burnt them"."""
    last = max((place for place in heads if place < token.i), default=-1)
    above = {one.i for one in token.ancestors}  # "broke off relations with them"
    between = (token.doc[place] for place in range(last + 1, token.i) if place not in resolved and place not in above)
    return any(one.tag_ == "NNS" and not lexicon.is_word("agent", lemma_of(one)) for one in between)


def officials(noun: Token, discourse: Discourse) -> list[Party]:
    """`the ministers`, `the leaders`, with nobody's name: of those whose ministers or leaders were spoken of; else the leaders who met."""
    lemma = lemma_of(noun)
    if lemma not in OFFICIALS or not any(child.lower_ in ("the", "these", "those") for child in noun.children):
        return []
    if any(child.dep_ not in ("det", "punct", "case") and child.lower_ not in _OFFICE for child in noun.children if child.i < noun.i):
        return []
    if any(child.dep_ in ("prep", "relcl", "acl") for child in noun.children):
        return []
    parties, place = discourse.officials.get(lemma, ((), -1))
    if parties and discourse.place - place <= 2 * FAR:
        unions = discourse.register.unions
        union = discourse.last(lambda one: one.kind == "organization" and one.name in unions, FAR) if len(parties) > _FEW else None
        return [union] if union is not None else list(parties)
    last = [one.party for one in discourse.recent if one.place == discourse.place - 1]
    met = distinct_states([one for one in last if one.kind == "leader"])
    return [as_state(one) for one in met] if len(met) == 2 and lemma in ("leader", "president", "premier", "minister") else []
