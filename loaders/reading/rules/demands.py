"""What is only asked of another is not told as done: "demanded that B withdraw its troops from C", "urged B to condemn C"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..parse.lemmas import lemma_of
from ..parse.verbs import subject_of
from .relations import Reading, Relation, begun, follow

if TYPE_CHECKING:
    from ..parse.tree import Token

# What ends a hostile act: who is asked for it goes on with the act.
_ENDING = ("withdraw-troops/", "pressure-ways/verb-object-party", "stop+assault/", "stop+attack/", "stop+siege/", "stop+fighting/")
_ASKING = frozenset(("opposes", "coerces"))


def only_asked(reading: Reading, one: Relation) -> bool:
    """Whether another asks of its doer to end something: the withdrawal, the end of a siege or of aid to C, that somebody demands."""
    if not one.rule.startswith(_ENDING):
        return False
    verbs = (reading.doc[place] for place in one.at if place in reading.clauses)
    return any(_asked_by_another(reading, verb, one) for verb in verbs)


def _asked_by_another(reading: Reading, verb: Token, one: Relation) -> bool:
    for _ in range(3):
        if verb.dep_ not in ("ccomp", "xcomp", "conj", "advcl"):
            return False
        if verb.dep_ != "conj" and asks(reading, verb.head):
            asker = subject_of(verb.head)
            askers = reading.ends.of(asker, "subject") if asker is not None else []
            return all(end.party.state != one.source.party.state for end in askers)
        verb = verb.head
    return False


def asks(reading: Reading, verb: Token) -> bool:
    """Whether a verb asks something of another: "demand", "urge", "call on"."""
    lexicon, lemma = reading.lexicon, lemma_of(verb)
    if lexicon.is_word("wanting", lemma) or any(cls.type in _ASKING for cls in lexicon.clausal.get(lemma, ())):
        return True
    urging = (cls for cls in lexicon.verbs.get(lemma, ()) if cls.name == "urge")
    calling = (cls for words, cls in begun(verb, lexicon.phrasal.get(lemma, ())) if cls.name == "urge" and follow(verb, words))
    return any(urging) or any(calling)
