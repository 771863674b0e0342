"""What a small parser gets wrong time and again, put right in the tree before the rules walk over it.

Each mend is of a construction, not of a sentence, and is made only where the tree as it stands makes no sense.
"""

from __future__ import annotations

from ..dates.clock import words
from .tree import Doc, Token

# Participles that stand before a party as adjectives do; the parser takes one after a verb for what is done: "accused neighbouring B of".
_ADJECTIVES = frozenset(
    "neighbouring neighboring visiting warring competing opposing contending quarrelling quarreling feuding rivalling participating "
    "existing surviving leading ruling governing outgoing incoming remaining surrounding retreating advancing invading occupying "
    "attacking defending fleeing striking protesting sanctioning exporting importing producing belligerent".split()
)
# Nouns in which something is said: "told the council in a letter that …".
_SAYINGS = frozenset(
    "letter speech statement interview note message report address article memo memorandum telegram cable broadcast briefing tweet post "
    "column complaint protest reply response document communique communiqué resolution remark testimony lecture essay editorial".split()
)
# What is done with them: "in a letter that B wrote" tells what letter.
_HANDLED = frozenset(
    "write send sign deliver publish give make post issue release address receive read see quote cite show obtain hold broadcast print "
    "draft circulate hand submit file leak air record upload co-author".split()
)
# Verbs that may be followed by what somebody does: "kept visiting B".
_DOINGS = frozenset(
    "keep continue start stop begin cease resume avoid consider risk enjoy finish quit deny admit suggest recommend oppose postpone delay "
    "favour favor mean go come try like love hate prefer propose regret remember forget justify defend involve include".split()
)
# Verbs of two objects: "promised B more tanks".
_GIVING = frozenset("promise give send offer grant lend sell supply hand award deny owe pay pledge extend loan ship teach".split())
# Who is named after them is to do what follows.
_ASKING = frozenset(
    "ask urge want help allow press get order tell force persuade convince call appeal beg expect invite permit enable push cause lead "
    "encourage instruct require oblige compel induce tempt pressure lobby warn advise authorize authorise implore exhort".split()
)
_FAULTING = frozenset("accuse suspect convict acquit".split())
_HINDERING = frozenset("stop prevent".split())
_CONVENED = frozenset(
    "brokered mediated hosted facilitated chaired sponsored convened arranged moderated led overseen supervised organised organized".split()
)
# Verbs for how ties fare that look like nouns or adjectives in the present: "ties with B sour".
_FARING = frozenset(
    "sour cool warm strengthen weaken thaw deepen worsen improve deteriorate fray chill sink plunge plummet nosedive rebound flourish "
    "blossom bloom stall soften harden tighten grow expand decline unravel crumble stabilise stabilize normalise normalize broaden".split()
)
_TIES = frozenset("relation relations tie ties link links bond bonds relationship".split())
_VERBS = ("VERB", "AUX")
_PERFECT = frozenset("had has have 've 'd".split())


def mend(doc: Doc) -> Doc:
    """The same tree, its branches moved where they must be."""
    for token in doc:
        if token.tag_ == "VBG" and token.lower_ in _ADJECTIVES:
            _as_adjective(token)
        if token.tag_ == "VBG" and token.dep_ == "advcl" and token.i and token.head.lemma_ in _HINDERING:
            _whom_one_hinders(token)
        elif token.dep_ in ("relcl", "acl") and token.head.lower_ in _SAYINGS:
            _as_said(token)
        elif token.tag_ == "VBN" and token.dep_ in ("acl", "relcl") and token.head.tag_ == "NNP":
            _of_what_lies_between(token)
        elif token.dep_ == "cc" and token.lower_ in ("and", "or") and 0 < token.i < len(doc) - 2 and token.nbor(1).text == ",":
            _across_an_aside(token)
        elif token.lower_ == "among" and 0 < token.i < len(doc) - 2 and token.nbor(1).lower_ in ("them", "these"):
            _among_them(token)
        elif token.lower_ == "against" and token.dep_ == "prep" and token.head.pos_ == "PROPN":
            _with_one_against_another(token)
        elif token.lower_ == "in" and token.dep_ == "prep" and token.head.pos_ == "VERB" and token.i:
            _in_kind(token)
        elif token.lower_ == "by" and token.dep_ == "agent" and token.head.tag_ != "VBN":
            _by_whom(token)
        elif token.dep_ == "acl" and token.tag_ == "VB" and token.head.pos_ == "PROPN":
            _what_for(token)
        elif token.dep_ == "pobj" and token.tag_ == "NNP":
            _after_a_date(token)
        elif token.dep_ == "pobj" and token.lower_ in _FARING:
            _how_ties_fare(token)
        elif token.dep_ == "nsubj" and token.tag_ == "NNP" and token.i:
            _by_name(token)
        elif token.lower_ in ("state", "government") and token.dep_ == "pobj" and token.head.head.lower_ in ("head", "heads"):
            _whose_heads(token)
        elif token.dep_ == "dobj" and token.head.lemma_ in _GIVING:
            _whom_it_is_given(token)
        elif token.dep_ == "compound" and token.pos_ == "PROPN" and token.head.pos_ in _VERBS:
            _before_its_verb(token)
        elif token.lower_ == "of" and token.dep_ == "prep" and token.head.dep_ == "dobj" and token.head.head.lemma_ in _FAULTING:
            _of_what_one_is_accused(token)
        elif token.lower_ in ("including", "notably") and token.dep_ == "prep":
            _whom_it_includes(token)
    for token in doc:
        if token.dep_ == "conj" and token.pos_ in _VERBS and token.head.pos_ in _VERBS:
            _beside_its_like(token)
        elif token.dep_ == "conj" and token.pos_ == "NOUN" and token.head.pos_ == "PROPN":
            _in_the_list_before(token)
            _behind_a_list(token)
        elif token.dep_ == "appos" and token.pos_ == "NOUN" and token.head.pos_ == "PROPN":
            _behind_a_list(token)
    return doc


def _as_adjective(participle: Token) -> None:
    """ "accused neighbouring B of arming C": B is whom the verb before acts on, and what follows belongs to that verb."""
    verb = participle.head
    named = next((one for one in participle.children if one.dep_ in ("dobj", "nsubj") and one.i > participle.i), None)
    beside = participle.lower_ in ("neighbouring", "neighboring", "warring", "feuding")
    if participle.dep_ == "pcomp" and beside and named is not None and named.i == participle.i + 1:
        named.part_of(verb, "pobj")  # "quarrelled with neighbouring B"
        participle.part_of(named, "amod")
        return
    if (
        participle.dep_ not in ("xcomp", "ccomp")
        or named is None
        or verb.pos_ not in _VERBS
        or verb.i > participle.i
        or verb.lemma_ in _DOINGS
    ):
        return
    if named.pos_ not in ("PROPN", "NOUN") or any(one.tag_ == "DT" for one in named.children):
        return
    if any(one.i < participle.i for one in named.children) or any(participle.i < one.i < named.i for one in participle.children):
        return
    named.part_of(verb, "dobj")
    for one in tuple(participle.children):
        if one.i > participle.i:
            one.part_of(verb, one.dep_)
    participle.part_of(named, "amod")


def _of_what_one_is_accused(prep: Token) -> None:
    """ "Accused the two of plotting": they are accused of it, it is no two of something."""
    if any(one.dep_ == "pcomp" for one in prep.children):
        prep.part_of(prep.head.head, "prep")


def _whom_one_hinders(deed: Token) -> None:
    """ "Stopped B attacking C": it is B that was about to."""
    whom = deed.nbor(-1)
    if whom.dep_ == "dobj" and whom.head is deed.head and not any(one.i < deed.i for one in deed.children):
        whom.part_of(deed, "nsubj")
        deed.dep_ = "ccomp"


def _of_what_lies_between(participle: Token) -> None:
    """ "Talks between A and B, hosted by C": the talks are hosted, not B."""
    if participle.lower_ not in _CONVENED or not participle.i or participle.nbor(-1).text != ",":
        return
    first = participle.head.head if participle.head.dep_ == "conj" else participle.head
    if first.dep_ == "pobj" and first.head.lower_ == "between" and first.head.head.pos_ == "NOUN":
        participle.part_of(first.head.head, "acl")


def _across_an_aside(joining: Token) -> None:
    """ "A and, to a lesser extent, B": B is joined to A."""
    doc, first = joining.doc, joining.nbor(-1)
    end = next((one.i for one in doc[joining.i + 2 : joining.i + 9] if one.text == ","), None)
    if first.pos_ != "PROPN" or end is None or end + 1 >= len(doc):
        return
    second = doc[end + 1]
    if (
        second.pos_ == "PROPN"
        and second.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "npadvmod", "appos", "dep")
        and second.head is not first
    ):
        second.part_of(first, "conj")


def _among_them(among: Token) -> None:
    """ "Several countries, among them A and B": A and B are of the countries, as after "including"."""
    group = next((one for one in reversed(among.doc[: among.i]) if not one.is_punct), None)
    name = next((one for one in among.doc[among.i + 2 : among.i + 4] if one.pos_ == "PROPN"), None)
    if group is not None and group.tag_ == "NNS" and name is not None:
        among.lower_ = "including"
        among.part_of(group, "prep")
        name.part_of(among, "pobj")


def _whose_heads(state: Token) -> None:
    """ "The heads of state and government of A and B": the heads of A and B, even where B was listed with the government."""
    head = state.head.head
    after = (one for each in (state, *state.conjuncts) for one in each.children)
    of = next((one for one in after if one.lower_ == "of" and one.i > state.i), None)
    if of is None:
        return
    of.part_of(head, "prep")
    first = next((one for one in of.children if one.dep_ == "pobj"), None)
    for one in state.conjuncts:
        if first is not None and one.pos_ == "PROPN" and one.i > first.i:
            one.part_of(first, "conj")


def _with_one_against_another(prep: Token) -> None:
    """ "Fought alongside B against C", "backs B against C": who is against C is who acts."""
    whom = prep.head
    while whom.dep_ == "conj" and whom.head.pos_ == "PROPN":
        whom = whom.head
    above = whom.head
    if whom.dep_ == "pobj" and above.lower_ in ("with", "alongside", "beside", "behind"):
        above = above.head
    if (whom.dep_ == "dobj" or above is not whom.head) and above.pos_ == "VERB":
        prep.part_of(above, "prep")


def _after_a_date(name: Token) -> None:
    """Without a comma B is still who attacks, not part of the date: "In March B attacked C"."""
    date, prep = name.children[0] if name.children else name, name.head
    verb = prep.head
    if date.text not in words().weekdays and date.text not in words().months:
        return
    if date.head is not name or verb.pos_ != "VERB" or not verb.i > name.i:
        return
    between = name.doc[name.i + 1 : verb.i]
    if any(one.dep_ in ("nsubj", "nsubjpass") for one in verb.children) or any(one.head is not verb or one.is_punct for one in between):
        return
    date.part_of(prep, "pobj")
    name.part_of(verb, "nsubjpass" if any(one.dep_ == "auxpass" for one in verb.children) else "nsubj")


def _by_name(name: Token) -> None:
    """ "The broadcaster B criticised C": one subject with its name, not two."""
    noun = name.nbor(-1)
    if noun.dep_ == "nsubj" and noun.pos_ == "NOUN" and noun.head is name.head:
        name.part_of(noun, "appos")


def _in_kind(prep: Token) -> None:
    """ "froze 40 million dollars in aid": what is counted is the aid, which belongs to the sum."""
    total, kind = prep.nbor(-1), next((one for one in prep.children if one.dep_ == "pobj"), None)
    counted = total.dep_ in ("dobj", "nsubjpass") and any(one.dep_ in ("nummod", "quantmod") for one in total.children)
    if counted and kind is not None and kind.pos_ == "NOUN" and not any(one.dep_ in ("det", "poss") for one in kind.children):
        prep.part_of(total, "prep")


def _by_whom(by: Token) -> None:
    """ "led to raids by B": what is done by B is the raids, not a verb in the active."""
    noun = by.nbor(-1) if by.i else by
    whom = next((one for one in by.children if one.dep_ == "pobj"), None)
    if noun.pos_ == "NOUN" and noun.i > by.head.i and whom is not None and noun.dep_ in ("pobj", "dobj"):
        by.part_of(noun, "prep")


def _what_for(verb: Token) -> None:
    """ "entered B to help C", "asked B to help C": a name has no purpose, and belongs to the verb before it."""
    name, above = verb.head, verb.head.head
    above = above.head if name.dep_ == "pobj" and above.pos_ == "ADP" else above
    if name.dep_ in ("dobj", "pobj") and above.pos_ in _VERBS and above.i < name.i < verb.i:
        verb.part_of(above, "xcomp" if above.lemma_ in _ASKING else "advcl")


def _as_said(verb: Token) -> None:
    """ "told C in a letter that A was B": what is said, not a letter that A was."""
    that = next((one for one in verb.children if one.lower_ == "that" and one.i < verb.i), None)
    has_subject = any(one.dep_ in ("nsubj", "nsubjpass") and one is not that for one in verb.children)
    if that is None or not has_subject or verb.lemma_.lower() in _HANDLED:
        return
    above = verb.head.head
    if above.pos_ in _VERBS or (above.dep_ in ("prep", "dobj", "pobj") and above.head.pos_ in _VERBS):
        teller = above if above.pos_ in _VERBS else above.head
        that.dep_ = "mark"
        verb.part_of(teller, "ccomp")


def _whom_it_is_given(thing: Token) -> None:
    """ "promised A's president B more tanks": names before a number are not part of the thing."""
    amount = next((one for one in thing.children if one.tag_ in ("JJR", "CD") or one.dep_ in ("nummod", "quantmod")), None)
    if amount is None:
        return
    for one in thing.children:
        if thing.head.i < one.i < amount.i and one.pos_ == "PROPN" and one.dep_ in ("nmod", "compound"):
            one.part_of(thing.head, "dative")


def _in_the_list_before(name: Token) -> None:
    """ "A, who has received B, C and D, attacked E": C and D go on the list within the commas, not with A."""
    whom = name.head
    inner = next((one for one in whom.children if one.dep_ == "relcl" and whom.i < one.i < name.i), None)
    got = None if inner is None else next((one for one in inner.children if one.dep_ == "dobj" and inner.i < one.i < name.i), None)
    if got is None or (name.pos_, got.pos_, whom.pos_) != ("NOUN", "NOUN", "PROPN"):
        return  # names go on a list of names: "A, which has an army, B and C"
    if not any(one.text == "," for one in name.doc[got.i + 1 : got.i + 2]):
        return
    first = min((one.i for one in name.children if one.i < name.i), default=name.i)
    if first == got.i + 2:
        name.part_of(got, "conj")


def _behind_a_list(noun: Token) -> None:
    """ "A and B, another member, which has sided with C": after its "and" a list is at its end, and what follows says what B is."""
    first, start = noun.head, min(one.i for one in (noun, *noun.children))
    last = noun.doc[start - 2]
    if noun.doc[start - 1].text != "," or noun.doc[start].lower_ not in ("a", "an", "another"):
        return
    ends = any(one.dep_ == "cc" and first.i < one.i < last.i for one in first.children)
    if ends and last.pos_ == "PROPN" and last in first.conjuncts and any(one.dep_ in ("relcl", "acl", "prep") for one in noun.children):
        noun.part_of(last, "appos")


def _how_ties_fare(verb: Token) -> None:
    """ "As ties with B sour": B stands after the preposition, and what looks like the noun that it belongs to says how they are."""
    prep, name = verb.head, verb.nbor(-1) if verb.i else verb
    if prep.head.lower_ in _TIES and name.pos_ == "PROPN" and name.dep_ in ("compound", "nmod") and name.head is verb:
        name.part_of(prep, "pobj")
        verb.part_of(prep.head, "acl")
        verb.pos_, verb.tag_ = "VERB", "VBP"


def _before_its_verb(name: Token) -> None:
    """ "Ties with B weakened": B stands after its preposition, and is no half of a verb."""
    first = min(one.i for one in (name, *name.children))
    prep = name.doc[first - 1] if first else name
    if prep.pos_ == "ADP" and prep.dep_ == "prep" and not prep.children and name.i + 1 == name.head.i:
        name.part_of(prep, "pobj")


def _whom_it_includes(word: Token) -> None:
    """ "Barred all observers from the session, including those of B": what includes several is a plural before it."""
    one, prep = word.head, word.head.head
    if one.dep_ != "pobj" or one.tag_ != "NN" or prep.dep_ != "prep" or prep.lower_ == "of":
        return
    above = prep.head
    whole = above if above.pos_ == "NOUN" else next((each for each in above.children if each.dep_ in ("dobj", "nsubjpass")), one)
    if whole.tag_ == "NNS" and whole.i < one.i:
        word.part_of(whole, "prep")


def _beside_its_like(verb: Token) -> None:
    """A second verb belongs to the one of its tense: "said B had crossed it and called on C", "told C that A was … and had been …"."""
    first = verb.head
    if any(one.dep_ in ("nsubj", "nsubjpass") for one in verb.children):
        return
    mine = _tense(verb)
    if mine == _tense(first):
        return
    outer = first.head
    if mine == "past" and _tense(first) == "perfect" and first.dep_ == "ccomp" and outer.i < first.i and _tense(outer) == "past":
        verb.part_of(outer, "conj")
        return
    if mine in ("perfect", "progressive") and _tense(first) == "past":
        inner = [one for one in first.children if one.dep_ == "ccomp" and first.i < one.i < verb.i]
        if inner and _tense(inner[-1]) in ("perfect", "progressive"):
            verb.part_of(inner[-1], "conj")


def _tense(verb: Token) -> str:
    """`perfect`, `progressive`, `past` (the simple past) or, of anything else, the tag."""
    helpers = {one.lower_ for one in verb.children if one.dep_ in ("aux", "auxpass")}
    if helpers & _PERFECT and verb.tag_ in ("VBN", "VBG"):
        return "perfect"
    if verb.tag_ == "VBG" and helpers & {"was", "were", "is", "are"}:
        return "progressive"
    return "past" if verb.tag_ == "VBD" and not helpers else verb.tag_
