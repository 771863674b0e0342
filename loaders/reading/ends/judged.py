"""Whose deed one is blamed, thanked or punished for: "condemned B for its raid on C" speaks of B's raid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..parse.lemmas import lemma_of
from ..parse.verbs import passive

if TYPE_CHECKING:
    from ..lexicon import Lexicon
    from ..parse.tree import Token

_FOR = frozenset(("for", "over"))
_JUDGING = frozenset(("opposes", "supports", "coerces"))


def judged_before(owner: Token, lexicon: Lexicon) -> Token | None:
    """Whom "its" means after a verb that judges somebody "for" something: its object; None elsewhere."""
    noun = owner.head
    while noun.dep_ == "conj":
        noun = noun.head
    prep = noun.head
    if owner.tag_ != "PRP$" or owner.dep_ != "poss" or noun.dep_ != "pobj" or prep.lower_ not in _FOR:
        return None
    verb = prep.head if prep.head.pos_ == "VERB" else prep.head.head
    whom = next((one for one in verb.children if one.dep_ == "dobj" and one.i < prep.i), None)
    if verb.pos_ != "VERB" or whom is None or passive(verb) or any(child.lower_ == "own" for child in noun.children):
        return None
    if prep.head is not verb and prep.head is not whom:
        return None
    lemma = lemma_of(verb)
    judging = lexicon.is_word("faulting", lemma) or any(cls.type in _JUDGING for cls in lexicon.verbs.get(lemma, ()))
    return whom if judging and lemma not in _ASKING else None


# "bombed B for its own ends", "aided B for its oil": what one wants is no deed of the other's either way.
_ASKING = frozenset("ask need want help aid arm use".split())
