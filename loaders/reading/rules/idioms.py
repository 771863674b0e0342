"""Turns of phrase that no single frame holds: "came to B's rescue", "to the anger of B", "was furious when B …"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from ..parse.verbs import passive
from .acts import Act, act_of
from .driven import driven, opened
from .effects import at_the_hands
from .haven import haven
from .relations import Occurrence, Relation, objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

_RESCUE = PredicateClass("rescue", "supports", 0.85)
_SENT_OUT = PredicateClass("sent-out", "coerces", 0.75)
_WELCOMED = PredicateClass("welcomed", "cooperates", 0.75)
_WELCOME = frozenset("welcome reception ovation banquet honour honor".split())
_GETTING = frozenset("give get receive accord find enjoy grant".split())
_THROWING = frozenset("throw kick boot force turf drum expel bundle order".split())
_SENDING_OUT = frozenset("order throw kick boot force turf drum chase hound run expel bundle escort fling hustle".split())
_KEPT_FROM = PredicateClass("keep-from", "coerces", 0.7)
_MARCHED_IN = PredicateClass("march-in", "attacks", 0.65)
_ANGERED = PredicateClass("angered", "opposes", 0.75)


def idioms(act: Act) -> Iterator[Relation]:
    """What a verb says with the phrases around it."""
    yield from _to_the_rescue(act)
    yield from _to_the_anger(act)
    yield from _angry_when(act)
    yield from at_the_hands(act)
    yield from _out_of(act)
    yield from _welcomed_in(act)
    yield from _not_welcome(act)
    yield from _kept_from(act)
    yield from _marched_in(act)
    yield from driven(act)
    yield from opened(act)
    yield from haven(act)


def _to_the_rescue(act: Act) -> Iterator[Relation]:
    """`came to B's rescue`, `rushed to the defence of B`."""
    lexicon = act.reading.lexicon
    if not lexicon.is_word("hastening", act.clause.lemma):
        return
    for place in act.clause.of("prep", "to"):
        noun = act.reading.doc[place]
        if lexicon.is_word("rescue", lemma_of(noun)):
            yield from act.of(_RESCUE, "to-the-rescue", place).between(act.sources, _belongs_to(act, noun))


def _belongs_to(act: Act, noun: Token) -> list[End]:
    owners = [child for child in noun.children if child.dep_ == "poss"]
    of = [one for child in noun.children if child.lower_ == "of" for one in child.children]
    return [end for one in (*owners, *of) for end in act.reading.ends.of(one, "prep")]


def _to_the_anger(act: Act) -> Iterator[Relation]:
    """`A signed the treaty, to the dismay of B`: B is against A."""
    lexicon = act.reading.lexicon
    for prep in act.verb.children:
        for noun in prep.children if prep.dep_ == "prep" and prep.lower_ == "to" else ():
            if lexicon.is_word("displeasure", lemma_of(noun)):
                of = [place for child in noun.children if child.lower_ == "of" for place in objects_below(child)]
                above = act.verb.head  # "A has let B open an office, to the fury of C": it is A's doing
                nested = act.verb.dep_ in ("ccomp", "xcomp") and above.i in act.reading.clauses
                if nested and not lexicon.is_word("attribute", lemma_of(above)):
                    act = act_of(act.reading, act.reading.clauses[above.i])
                angry = act.reading.parties(of, "prep") or _belongs_to(act, noun)
                yield from Occurrence(_ANGERED, "to-the-anger", (act.verb.i, noun.i)).between(angry, act.sources)


def _angry_when(act: Act) -> Iterator[Relation]:
    """`A was furious when B let a mill be built`, `A is angry that B sells arms`."""
    if act.clause.lemma not in ("be", "become", "remain", "feel", "seem") or act.clause.negated or act.clause.unreal:
        return
    lexicon = act.reading.lexicon
    how = [child for child in act.verb.children if child.dep_ == "acomp" and lexicon.is_word("angry", lemma_of(child))]
    below = [one for word in (act.verb, *how) for one in word.children if one.dep_ in ("advcl", "ccomp") and one.i > act.verb.i]
    for verb in below if how else ():
        whose = [child.i for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
        words = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod")}
        if verb.i in act.reading.clauses and words & {"when", "that", "because", "after"}:
            targets = act.reading.parties(whose, "subject") or [end for one in whose for end in act.reading.owners(act.reading.doc[one])]
            yield from act.of(_ANGERED, "angry-when", how[0].i).between(act.sources, targets)


def _out_of(act: Act) -> Iterator[Relation]:
    """`B's envoy was ordered out of A`: whoever is sent out of a state is sent by it."""
    if act.clause.lemma not in _SENDING_OUT:
        return
    if not passive(act.verb):  # "B's envoy kicked out of A": a headline
        bare = act.verb.tag_ in ("VBD", "VBN") and not any(child.dep_ in ("dobj", "aux") for child in act.verb.children)
        hosts = act.reading.parties(act.clause.of("prep", "out"), "prep") if bare and act.clause.lemma in _THROWING else []
        yield from Occurrence(_SENT_OUT, "out-of", (act.verb.i,)).between(hosts, act.sources)
        return
    if act.sources:
        return
    hosts = [end for end in act.reading.parties(act.clause.of("prep", "out"), "prep") if end.party.kind in ("state", "territory")]
    yield from act.of(_SENT_OUT, "out-of").between(hosts, act.reading.parties(act.clause.of("object"), "object"))


def _welcomed_in(act: Act) -> Iterator[Relation]:
    """`was given a lavish welcome in B`, `got a warm reception in B`: the host and the guest."""
    objects = [act.reading.doc[place] for place in act.clause.of("object")]
    feast = next((one for one in objects if lemma_of(one) in _WELCOME), None)
    if act.clause.lemma not in _GETTING or feast is None:
        return
    guests = act.clause.of("object") if passive(act.verb) else act.clause.of("subject")
    inside = act.clause.of("prep", "in", "at") + act.clause.of("object-prep", "in", "at", "from")
    hosts = act.reading.parties(inside, "prep") or act.sources * passive(act.verb)
    yield from act.of(_WELCOMED, "welcomed-in", feast.i).between(hosts, act.reading.parties(guests, "object"))


def _not_welcome(act: Act) -> Iterator[Relation]:
    """`B's envoy was declared persona non grata by A`."""
    if act.clause.lemma not in ("declare", "proclaim", "pronounce", "name", "deem"):
        return
    grata = next((one for one in act.reading.doc[act.verb.i :] if one.lower_ in ("grata", "gratae")), None)
    if grata is None:
        return
    by = [one for one in act.reading.doc[act.verb.i :] if one.lower_ == "by" and one.i - grata.i in (1, 2)]
    doers = act.sources or act.reading.parties([place for one in by for place in objects_below(one)], "prep")
    yield from act.of(_SENT_OUT, "not-welcome", grata.i).between(doers, act.reading.parties(act.clause.of("object"), "object"))


def _kept_from(act: Act) -> Iterator[Relation]:
    """`prevented B from joining the bloc`, `barred B from using its ports`; who keeps B from going under means it well."""
    lexicon = act.reading.lexicon
    if not lexicon.is_word("keeping_from", act.clause.lemma):
        return
    gerunds = [one for child in act.verb.children if child.lower_ == "from" for one in child.children if one.dep_ == "pcomp"]
    hindered = [one for one in act.verb.children if one.dep_ in ("ccomp", "xcomp") and one.tag_ == "VBG"]
    whose = [child.i for one in hindered for child in one.children if child.dep_ == "nsubj"]  # "stopped B joining the bloc"
    gerunds += hindered if whose else []
    if gerunds and not any(lexicon.is_word("going_under", lemma_of(one)) for one in gerunds):
        targets = act.reading.parties(whose or act.clause.of("object"), "object")
        yield from act.of(_KEPT_FROM, "kept-from", gerunds[0].i).between(act.sources, targets)


def _marched_in(act: Act) -> Iterator[Relation]:
    """`A's troops entered B`: soldiers, not visitors."""
    if act.clause.lemma not in ("enter", "reenter", "re-enter"):
        return
    armed = [place for place in act.clause.of("subject") if act.reading.lexicon.is_word("troops", lemma_of(act.reading.doc[place]))]
    if armed:
        targets = [end for end in act.reading.parties(act.clause.of("object"), "object") if end.party.kind in ("state", "territory")]
        yield from act.of(_MARCHED_IN, "marched-in", armed[0]).between(act.sources, targets)
