"""Parties meant by a deed that was told: whose "the attack", "this decision", "the statement" is, who "the aggressor" is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..actors.register import Party
from ..parse.lemmas import lemma_of
from .discourse import DOERS, DOING, ENEMIES, SUFFERERS, Deed, as_state, whole
from .phrases import End

if TYPE_CHECKING:
    from ..parse.tree import Token
    from .parties import Ends

_STATES = ("state", "territory")
_DEFINITE = frozenset("the this that these those".split())
_UPHEAVALS = frozenset("coup putsch mutiny takeover".split())
# Prepositions after a noun that say whose it is.
_OWNING = ("by", "from", "of")
_HOSTILE = ("attacks", "coerces")
# How many sentences back the deed may stand.
_REACH = 6


def doers(ends: Ends, noun: Token) -> list[End]:
    """Whose deed `the attack`, `this decision`, `the deal` is, said without an owner: of what was told shortly before."""
    lemma = lemma_of(noun)
    if lemma in _UPHEAVALS:
        return _upset(ends, noun)
    classes = ends.lexicon.nouns.get(lemma, ())
    if not (classes or ends.lexicon.is_word("deed", lemma)) or noun.i in ends.at:
        return []
    if not _definite(noun) or any(child.dep_ in ("relcl", "acl", "poss") for child in noun.children):
        return []
    below = [one for child in noun.children if child.dep_ == "prep" for one in ends.below(child)]
    if not below and any(child.dep_ == "prep" for child in noun.children):
        return []
    own = {one.state for one in ends.context(noun).subjects}
    types = frozenset(one.type for _, one in classes)
    deed = ends.discourse.deed(types, own, {one.party.state for one in below})
    if deed is None:
        return []
    both = deed.type in ("cooperates", "ally", "adversary") and deed.target.state not in own
    return [End(as_state(one), noun.i, noun.i, "reference", 0.6) for one in ((deed.source, deed.target) if both else (deed.source,))]


def issued(ends: Ends, noun: Token) -> list[End]:
    """Whose `the statement`, `the communique` is: that of whoever issued one before."""
    party = ends.discourse.messages.get(lemma_of(noun))
    if party is None or noun.tag_ != "NN" or not _definite(noun):
        return []
    if any(child.dep_ in ("poss", "amod", "compound", "nmod") or child.lower_ in _OWNING for child in noun.children):
        return []
    return [End(party, noun.i, noun.i, "reference", 0.7)]


def by_deed(ends: Ends, noun: Token) -> list[End]:
    """`the aggressor`, `the invaders`, `the occupying power`, `the victim`, `the enemy`: by the hostile deed last told."""
    lemma = lemma_of(noun)
    beside = [child for child in noun.children if child.dep_ in ("amod", "compound", "nmod", "nummod", "prep", "acl", "relcl", "poss")]
    doing = [child for child in beside if child.lower_ in DOING]
    acting = bool(doing) and ends.lexicon.is_word("agent", lemma)
    if noun.i in ends.at or not _definite(noun) or not (acting or lemma in DOERS | SUFFERERS | ENEMIES):
        return []
    if len(beside) > len(doing) * acting:
        return []
    context = ends.context(noun)
    own = {whole(one).state for one in context.subjects} if context.own else set()
    if lemma in ENEMIES and (noun.tag_ == "NNS" or len(own) != 1):
        return []
    for deed in reversed(ends.discourse.deeds):
        if ends.discourse.place - deed.place > _REACH:
            break
        if deed.type in _HOSTILE and (meant := _side(deed, lemma, own)) is not None and whole(meant).state not in own:
            return [End(whole(meant), noun.i, noun.i, "reference", 0.65)]
    return []


def _side(deed: Deed, lemma: str, own: set[tuple[str, str]]) -> Party | None:
    """Which side of a deed a noun calls: its doer, its sufferer, the one that is not among some."""
    if lemma in ENEMIES:
        two = (deed.source, deed.target)
        others = [one for one in two if whole(one).state not in own]
        return others[0] if len(others) == 1 and deed.type == "attacks" else None
    return deed.target if lemma in SUFFERERS else deed.source


def _upset(ends: Ends, noun: Token) -> list[End]:
    """Where `the coup` was, of which the text tells: who condemns it is against those who rule there now."""
    if noun.i in ends.at or not any(child.lower_ in ("the", "this") for child in noun.children):
        return []
    if any(child.dep_ in ("prep", "relcl", "poss", "amod", "compound") for child in noun.children):
        return []
    own = {one.state for one in ends.context(noun).subjects}
    found = ends.discourse.subject_matter(lambda one: one.kind in _STATES and one.state not in own)
    return [End(found, noun.i, noun.i, "reference", 0.55)] if found else []


def _definite(noun: Token) -> bool:
    return any(child.lower_ in _DEFINITE for child in noun.children)
