"""What a tree says of a verb: whether it is passive or denied, who does it; and which noun a relative pronoun stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .lemmas import lemma_of

if TYPE_CHECKING:
    from .tree import Token

_RELATIVE = ("WDT", "WP", "WP$")
_SUBJECTS = ("nsubj", "csubj", "expl")
_NEVER = frozenset("never neither nor hardly barely scarcely".split())
_ALMOST = frozenset("nearly almost".split())
_NOBODY = frozenset("nobody none neither nothing".split())
_NOTHING = frozenset("nothing little".split())
_OF_WHICH = frozenset("each both all some most many none neither several one two three".split())
_HELD_TO_DO = frozenset("accuse suspect convict blame charge thank praise criticise criticize condemn".split())
_APPEALING = frozenset("call appeal prevail plead lean rely count".split())
# Verbs whose subject does what their infinitive says, though they have an object; with others the object does it.
_SUBJECT_CONTROL = frozenset(
    "promise threaten vow use offer launch sign hold take make send deploy dispatch enter visit reach leave cross invade join seize occupy "
    "attack quit abandon travel exploit violate cut sever break create build open close spend risk need meet seek tour mass raise "
    "cite".split()
)


def passive(verb: Token) -> bool:
    """Whether the verb's subject is what it is done to: auxiliary passive, or a bare participle after a noun."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "csubjpass") for child in verb.children):
        return True
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return True
    if verb.dep_ in ("advcl", "conj", "dep", "amod") and verb.tag_ == "VBN":
        plain = not any(child.dep_ in ("aux", "dobj", *_SUBJECTS) for child in verb.children)
        return plain and (any(child.dep_ == "agent" for child in verb.children) or (verb.dep_ == "conj" and passive(verb.head)))
    return False


def negated(verb: Token) -> bool:
    """Whether the predicate is denied: "not", "never", "no longer", "without", "no country", "nearly"."""
    if _unequalled(verb):
        return False
    if says_not(verb) or any(child.dep_ == "advmod" and child.lower_ in _ALMOST for child in verb.children):
        return True
    head = verb.head
    if verb.dep_ == "pcomp" and (head.lower_ == "without" or (head.lower_ == "of" and head.i and head.nbor(-1).lower_ == "instead")):
        return True
    for child in verb.children:
        if child.dep_ in ("nsubj", "dobj") and (child.lower_ in _NOBODY or any(one.lower_ in ("no", "neither") for one in child.children)):
            return child.dep_ == "nsubj" or child.lower_ in _NOBODY
    if verb.dep_ == "xcomp" and lemma_of(head) in ("have", "be", "remain") and any(one.lower_ == "yet" for one in head.children):
        return True  # "has yet to condemn"
    if verb.dep_ == "pcomp" and head.lower_ == "of" and head.head.pos_ == "NOUN" and any(one.lower_ == "no" for one in head.head.children):
        return True  # "has no intention of recognising"
    if _nothing_done(verb):
        return True
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ":
        return says_not(head) or says_not(head.head)
    # "will not go to Rome to meet B": what is not done does not serve its purpose either.
    purpose = verb.dep_ == "advcl" and verb.tag_ == "VB" and any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    return (verb.dep_ == "xcomp" or (purpose and verb.i > head.i)) and head.pos_ in ("VERB", "AUX") and says_not(head)


def _nothing_done(verb: Token) -> bool:
    """Whether one "did nothing to help", "has done little to stop B"."""
    head = verb.head
    if verb.tag_ != "VB" or verb.dep_ not in ("relcl", "acl", "advcl", "xcomp") or verb.i < head.i:
        return False
    objects = [head] if verb.dep_ in ("relcl", "acl") else [child for child in head.children if child.dep_ == "dobj"]
    return any(one.lower_ in _NOTHING and str(one.head.lemma_).lower() == "do" for one in objects)


def _unequalled(verb: Token) -> bool:
    """Whether something is at its height: "have never been better", "were never so close"."""
    if not any(child.lower_ == "never" for child in verb.children):
        return False
    named = [child for child in verb.children if child.dep_ in ("acomp", "attr", "advmod")]
    return any(one.tag_ in ("JJR", "RBR") or any(below.lower_ in ("so", "as", "more") for below in one.children) for one in named)


def says_not(word: Token) -> bool:
    return any(
        child.dep_ == "neg" or child.lower_ in _NEVER or (child.lower_ == "longer" and child.i and child.nbor(-1).lower_ == "no")
        for child in word.children
    )


def spared(token: Token) -> bool:
    """Whether a "not" of its verb leaves a token alone: the second half of "not an enemy but a friend"."""
    return token.dep_ == "conj" and any(child.dep_ == "cc" and child.lower_ == "but" for child in token.head.children)


def subject_of(verb: Token, depth: int = 0) -> Token | None:
    """Who the verb is said of, shared subjects included; what it is done to where it is passive."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "csubj"):
            return referent(child)
    if depth > 6:
        return None
    head = verb.head
    match verb.dep_:
        case "conj" if head.pos_ in ("VERB", "AUX"):
            return _taken_away(verb) or subject_of(head, depth + 1)
        case "xcomp" | "ccomp" if head.pos_ in ("VERB", "AUX") and not _has_subject(verb):
            objects = [child for child in head.children if child.dep_ in ("dobj", "dative")]
            objects = objects or _appealed_to(head)
            if objects and verb.dep_ == "xcomp" and lemma_of(head) not in _SUBJECT_CONTROL:
                return objects[0]
            return subject_of(head, depth + 1)
        case "acomp" | "oprd" if head.pos_ == "VERB":
            return subject_of(head, depth + 1)  # "stands accused"
        case "xcomp" | "ccomp" if head.pos_ in ("ADJ", "NOUN") and head.head.pos_ in ("VERB", "AUX"):
            # "A is ready to …", "A has the right to …"
            return subject_of(head.head, depth + 1)
        case "acomp" if head.pos_ in ("VERB", "AUX"):
            return subject_of(head, depth + 1)  # "A is committed to working with B"
        case "pobj" if verb.tag_ == "VBG" and head.pos_ == "ADP":
            return _adverbial_subject(verb, depth)
        case "advcl" | "dep" | "prep" | "pcomp" if head.pos_ in ("VERB", "AUX", "ADP"):
            return _adverbial_subject(verb, depth)
        case "acl" | "relcl":
            first = head.pos_ == "ADJ" and identified(head) is not head  # "was the first to …"
            if (head.pos_ in ("NOUN", "PROPN", "PRON") or first) and verb.tag_ in ("VBG", "VBN", "VB", "VBZ", "VBD", "VBP"):
                return identified(head) if verb.tag_ != "VB" or identified(head) is not head else owner_of(head, depth)
        case _:
            return None
    return None


def _taken_away(verb: Token) -> Token | None:
    """The name right before a second verb that the parser gave to the first: "armed A with guns and B gave it money"."""
    place = verb.i - 1
    while place > 0 and verb.doc[place].dep_ in ("aux", "advmod", "neg") and verb.doc[place].head.i == verb.i:
        place -= 1
    one = verb.doc[place]
    if place > 0 and verb.tag_ in ("VBD", "VBZ", "VBP") and one.pos_ == "PROPN" and one.dep_ == "conj" and one.head.pos_ == "NOUN":
        return one
    return None


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def owner_of(noun: Token, depth: int = 0) -> Token | None:
    """For "A's decision to …", "A took steps to …": who owns the noun, or did what it is the object of."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    if noun.dep_ in ("dobj", "attr", "pobj") and noun.head.pos_ in ("VERB", "AUX"):
        return subject_of(noun.head, depth + 1)
    if noun.dep_ == "pobj" and noun.head.head.pos_ in ("VERB", "AUX"):
        return subject_of(noun.head.head, depth + 1)
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "nmod") and child.text[:1].isupper():
            return child
    return None


def _appealed_to(verb: Token) -> list[Token]:
    """Who is to do it: "called on B to …", "appealed to B to …"."""
    preps = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("on", "upon", "to", "with")]
    return [one for prep in preps for one in prep.children if one.dep_ == "pobj"] if lemma_of(verb) in _APPEALING else []


def _adverbial_subject(verb: Token, depth: int) -> Token | None:
    """The subject of "accusing …", "by attacking …", "after meeting …": that of the clause; after "accuse of", its object."""
    if verb.tag_ == "VB" and verb.dep_ == "advcl" and (whom := _appealed_to(verb.head)) and whom[0].i < verb.i:
        return whom[0]
    head = verb.head
    if head.pos_ == "ADP":
        above = head.head
        if above.pos_ in ("VERB", "AUX"):
            objects = [child for child in above.children if child.dep_ in ("dobj", "dative")]
            if objects and head.lower_ in ("of", "for", "from", "against"):
                return objects[0]
            if head.lower_ in ("of", "for", "from") and passive(above):
                return subject_of(above, depth + 1)
            return subject_of(above, depth + 1)
        if above.pos_ == "ADJ" and above.head.pos_ in ("VERB", "AUX"):
            return subject_of(above.head, depth + 1)  # "is close to signing"
        if above.dep_ == "dobj" and head.lower_ in ("of", "for") and lemma_of(above.head) in _HELD_TO_DO:
            return above  # "accused some powers of pulling strings", where "of" hangs on the powers
        if above.pos_ in ("NOUN", "PROPN"):
            return owner_of(above, depth) or (above if head.lower_ in ("of", "for") and above.pos_ == "PROPN" else None)
        return None
    if verb.tag_ in ("VBG", "VBN", "VB"):
        return subject_of(head, depth + 1)
    return None


def referent(token: Token) -> Token:
    """The noun that "who", "which", "that" or "each of which" stands for; any other token itself."""
    if token.lower_ in _OF_WHICH:
        below = (one for child in token.children if child.lower_ == "of" for one in child.children if one.tag_ in _RELATIVE)
        token = next(below, token)
    if token.tag_ not in _RELATIVE and not (token.lower_ == "that" and token.pos_ == "PRON"):
        return token
    for above in token.ancestors:
        if above.dep_ == "relcl":
            return identified(above.head)
        if above.dep_ == "ccomp" and lemma_of(above.head) == "be":
            # "it is A that …", "it is not A but B that …"
            named = next((one for one in above.head.children if one.dep_ == "attr"), token)
            return next((one for one in named.children if spared(one)), named) if says_not(above.head) else named
    return token


def identified(noun: Token) -> Token:
    """Of whom a common noun says what it is: "A is one of the states that …", "A, the first power to …", "among those backing B was A"."""
    top = noun
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.pos_ in ("NUM", "NOUN", "PRON", "DET"):
        top = top.head.head
    if noun.pos_ == "PROPN" or top.pos_ not in ("NOUN", "NUM", "PRON", "DET", "ADJ"):
        return noun
    if top.dep_ == "appos" and top.head.pos_ == "PROPN":
        return top.head
    verb = top.head.head if top.dep_ == "pobj" and top.head.lower_ == "among" else top.head
    if (top.dep_ == "attr" or verb is not top.head) and lemma_of(verb) == "be" and not negated(verb):
        subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        if subject is not None and subject.pos_ == "PROPN":
            return subject
    return noun
