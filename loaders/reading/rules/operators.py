"""What stands over a predicate and turns it: "lifted the embargo", "the end of aid", "refused to meet", "agreed to stop supporting"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lexicon import Lexicon, Operator
from ..parse.lemmas import lemma_of

if TYPE_CHECKING:
    from ..parse.tree import Token

# How many operators may stand over one predicate: "failed to lift the ban", not a whole chain of verbs.
_DEEP = 3
# What one keeps another from has not been done, nor turned into its contrary.
_HINDERED = Operator("restrain", {})
_WHEN = frozenset("after before since by while upon despite following without".split())
_OF = ("of", "to", "from", "on", "in", "for")


def over_noun(noun: Token, lexicon: Lexicon) -> tuple[Operator, Token] | None:
    """What is done to the relation that a noun names, and the word that does it: a verb whose object it is, a noun whose "of" it is."""
    token, head = noun, noun.head
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token, head = token.head, token.head.head
    while (
        token.dep_ == "pobj"
        and head.lower_ == "of"
        and (head.head.pos_ in ("NUM", "DET", "PRON") or lexicon.is_word("quantity", lemma_of(head.head)))
    ):
        token, head = head.head, head.head.head  # "eased some of its sanctions"
    if token.dep_ == "pobj" and head.lower_ == "in" and head.head.dep_ in ("dobj", "nsubjpass") and _a_sum(head.head):
        token, head = head.head, head.head.head  # "froze 40 million dollars in aid"
    if token.dep_ in ("dobj", "nsubjpass") and head.pos_ == "VERB":
        if lemma_of(head) in ("end", "conclude", "wind") and lexicon.is_word("completed", lemma_of(token)):
            return None
        found = _verb(head, lexicon)
        return (found, head) if found else None
    if token.dep_ == "pobj" and head.lower_ in _OF and head.head.pos_ == "NOUN":
        named = lexicon.operator_nouns.get(lemma_of(head.head))
        return (named, head.head) if named else None
    if token.dep_ == "pobj":
        return _through_preposition(head, lexicon)
    if token.dep_ == "nsubj" and head.pos_ == "VERB":
        if any(child.dep_ == "dobj" for child in head.children):
            return None  # "the raid ended the truce" ends no raid
        below = [one for child in head.children if child.lower_ in ("in", "with") for one in child.children]
        badly = any(lexicon.is_word("outcome", lemma_of(one)) for one in below)
        particle = next((child.lower_ for child in head.children if child.dep_ == "prt"), "")
        failing = lexicon.operator_subjects.get("fail" if badly else f"{lemma_of(head)} {particle}".strip())
        return (failing, head) if failing else None
    return None


def _a_sum(token: Token) -> bool:
    return token.pos_ == "NUM" or any(child.dep_ == "nummod" for child in token.children)


def _through_preposition(prep: Token, lexicon: Lexicon) -> tuple[Operator, Token] | None:
    """`pulled out of the deal`, `reneged on the accord`: the operator is a verb with its prepositions."""
    words = [prep.lower_]
    above = prep.head
    while above.dep_ in ("prep", "prt", "advmod") and above.head.i != above.i:
        words.insert(0, above.lower_)
        above = above.head
    if above.pos_ == "NOUN" and above.dep_ == "dobj" and above.head.pos_ == "VERB":
        words.insert(0, above.lower_)
        above = above.head
    if above.pos_ not in ("VERB", "ADJ"):
        return None
    own = [child.lower_ for child in above.children if child.dep_ == "dobj" and child.lower_ not in words]
    for one in own:  # "slammed the door on talks"
        if found := lexicon.operator_verbs.get(" ".join([lemma_of(above), one, *words])):
            return found, above
    particles = [child.lower_ for child in above.children if child.dep_ == "prt" and child.lower_ not in words]
    found = lexicon.operator_verbs.get(" ".join([lemma_of(above), *particles, *words]))
    return (found, above) if found else None


def over_verb(verb: Token, lexicon: Lexicon) -> tuple[Operator, ...]:
    """What the verbs and nouns above do to an infinitive or a gerund, the nearest first: "refused to meet", "failure to meet"."""
    found: list[Operator] = []
    for _ in range(_DEEP):
        while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.dep_ in ("xcomp", "pcomp", "acl"):
            verb = verb.head
        head = verb.head
        infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
        gerund = verb.tag_ == "VBG" and not any(child.dep_ == "aux" for child in verb.children)
        if verb.dep_ in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX") and (infinitive or gerund):
            # "threatened to attack" is a plan, "threatened the talks" an end put to them; "denied arming" is a word, "denied arms" a deed.
            spoken = lexicon.is_word("intend" if infinitive else "deny", lemma_of(head))
            operator = None if spoken else _verb(head, lexicon)
            if gerund and operator is not None and any(child.dep_ == "nsubj" and child.i > head.i for child in verb.children):
                operator = _HINDERED  # "stopped B attacking C": what B was about to do
        elif verb.dep_ in ("acl", "xcomp") and infinitive and head.pos_ in ("NOUN", "PROPN", "ADJ"):
            operator = lexicon.operator_nouns.get(lemma_of(head))
        elif verb.dep_ == "acl" and gerund and lexicon.is_word("message", lemma_of(head)) and not _signed(head):
            # "vetoed a resolution condemning B"
            nearest = over_noun(head, lexicon)
            operator, head = nearest if nearest is not None else (None, head)
        elif verb.dep_ == "pcomp" and gerund and head.pos_ == "ADP" and head.lower_ not in _WHEN:
            # "stopped short of condemning", "refrained from attacking"
            prep, head = head.lower_, head.head
            blamed = prep in ("for", "over", "about") and any(child.dep_ == "dobj" for child in head.children)
            blamed = blamed or any(child.dep_ == "nsubj" for child in verb.children)  # "broke off the talks, with each blaming the other"
            operator = _verb(head, lexicon) if head.pos_ == "VERB" and not blamed else None  # "criticised B for arming C": B did arm C
            if operator is not None and prep == "from" and any(child.dep_ == "dobj" for child in head.children):
                operator = _HINDERED
        else:
            break
        if operator and not asked_for(head, lexicon):
            found.append(operator)
        verb = head
    return tuple(found)


def asked_for(word: Token, lexicon: Lexicon) -> bool:
    """Whether an end of something is only asked for, so that it goes on: "wants B to stop arming C", "demanded an end to B's raids"."""
    head = word.head
    if word.pos_ == "NOUN":
        head = head.head if word.dep_ == "pobj" and head.lower_ == "for" else head
        return word.dep_ in ("dobj", "pobj") and head.pos_ == "VERB" and lexicon.is_word("wanting", lemma_of(head))
    other = any(child.dep_ in ("dobj", "nsubj") for child in (*head.children, *word.children) if child.i > head.i)
    infinitive = word.tag_ not in ("VBP", "VBZ", "VBD")  # not what somebody told others: "we condemn the raid"
    return word.dep_ in ("xcomp", "ccomp") and other and infinitive and lexicon.is_word("wanting", lemma_of(head))


def _signed(message: Token) -> bool:
    """Whether a message has a sender of its own: "a Chadian note accusing B"."""
    return any(child.dep_ in ("poss", "amod", "compound", "nmod") and child.text[:1].isupper() for child in message.children)


def above(noun: Token, lexicon: Lexicon) -> tuple[tuple[Operator, ...], Token | None]:
    """Every operator over a noun, the nearest first, and the word of the nearest: "refused to lift the embargo"."""
    nearest = over_noun(noun, lexicon)
    if nearest is None:
        return (), None
    operator, word = nearest
    rest = over_verb(word, lexicon) if word.pos_ == "VERB" else above(word, lexicon)[0]
    return (operator, *rest)[:_DEEP], word


def _verb(verb: Token, lexicon: Lexicon) -> Operator | None:
    """The operator that a verb is, alone or with its particle."""
    lemma = lemma_of(verb)
    for child in verb.children:
        if child.dep_ in ("prt", "prep", "advmod") and (found := lexicon.operator_verbs.get(f"{lemma} {child.lower_}")):
            return found
    return lexicon.operator_verbs.get(lemma)
