"""What a phrase stands for, as a value, and small questions about phrases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..actors.register import Mention, Party, Register
from ..lexicon import Lexicon
from ..parse.lemmas import lemma_of
from .discourse import whole

if TYPE_CHECKING:
    from ..parse.tree import Token


@dataclass(frozen=True, slots=True)
class End:
    """A party in its place: tokens `[first, last]`; `how` is named, organ, owner, member or reference; `trust` is in 0..1."""

    party: Party
    first: int
    last: int
    how: str
    trust: float = 1.0


def nested(token: Token, clause: Token, lexicon: Lexicon) -> bool:
    """Whether a noun stands between a token and its verb: "it" in "feared attacks on it", not in "attacked it", "made war on it"."""
    for above in (token.head if token.dep_ == "poss" else token).ancestors:
        if above.i == clause.i:
            return False
        light = above.dep_ == "dobj" and above.head.i == clause.i and lexicon.is_word("light", lemma_of(clause))
        if above.pos_ in ("NOUN", "PROPN") and not (light and token.dep_ == "pobj"):
            return True
    return False


def acting(party: Party) -> Party:
    """Who acts where a party is named: the state of a spokesman or of an organ, company or agency that belongs to one; else itself."""
    return whole(party) if party.kind in ("person", "organization") else party


def named_first(ends: list[End]) -> list[End]:
    """Without the office of whoever is named: "Chad's minister, Ana Oruz, said" has one source."""
    named = {end.party.state for end in ends if end.party.kind in ("leader", "person") and end.how == "named"}
    return [end for end in ends if end.how != "organ" or end.party.kind == "leader" or end.party.state not in named]


def distinct(ends: list[End]) -> list[End]:
    """Each party once, where it stands first."""
    seen: dict[tuple[str, str], End] = {}
    for one in ends:
        seen.setdefault((one.party.kind, one.party.name), one)
    return list(seen.values())


def main_clause(verb: Token) -> bool:
    """Whether a verb is that of the sentence, or joined to it by "and"."""
    while verb.dep_ == "conj" and verb.head is not verb:
        verb = verb.head
    return verb.dep_ == "ROOT"


def long_before(like: Token) -> bool:
    """Whether another is only compared, with what it did earlier: `like B before it`, `like B in 1990`."""
    after = like.right_edge.i + 1
    beyond = [like.doc[after]] if after < len(like.doc) else []
    below = [one for child in like.children for one in (child, *child.children) if one.dep_ == "prep"]
    return any(one.lower_ in ("before", "in", "during") for one in (*below, *beyond))


def left_out(conjunct: Token) -> bool:
    """Whether one of a list is said not to belong to it: `A, and not B,`, `A but never C`."""
    return any(child.dep_ == "neg" and child.i < conjunct.i for child in conjunct.children)


def told_apart(token: Token, conjunct: Token) -> bool:
    """Whether two are joined only because a verb is left out: "A was armed by B and the latter by C"."""
    words = {one.lower_ for one in token.doc}
    return {"former", "latter"} <= words and bool({"former", "latter"} & {token.lower_, conjunct.lower_})


def in_office(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a noun calls a person by an office or a rank: "he" may follow."""
    return any(lexicon.is_word(group, lemma_of(noun)) for group in ("leader_reference", "officer"))


def secretariat(token: Token, at: Mapping[int, Mention], register: Register, lexicon: Lexicon) -> End | None:
    """`the Secretary-General`, of no body that is named: of the United Nations, unless the text is about another that has one."""
    if token.text != "General" or token.i < 2 or [one.text for one in token.doc[token.i - 2 : token.i]] != ["Secretary", "-"]:
        return None
    if any(child.dep_ in ("prep", "poss") or child.i in at for child in token.children):
        return None
    named = {name for kind, name in register.counts if kind == "organization"}
    if "United Nations" not in named and any(lexicon.is_word("headed_by_secretary", name.lower()) for name in named):
        return None
    return End(Party("United Nations", "organization"), token.i - 2, token.i, "organ", 0.9)
