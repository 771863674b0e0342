"""Rules for what is said of another: demands, names called, blame, leave given; and for sides that are switched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from .acts import Act
from .carriers import called, prep_parties
from .relations import Occurrence, Reading, Relation, kernel, objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

_LABELLED = PredicateClass("labelled", "opposes", 0.75)
_SENT_AWAY = PredicateClass("send-away", "opposes", 0.7)
_LOSES = PredicateClass("switch-from", "opposes", 0.75)
_GAINS = PredicateClass("switch-to", "supports", 0.75)
_CHARGED = PredicateClass("charge", "opposes", 0.8)
_LAYING = frozenset("blame pin lay".split())
_WANTED = PredicateClass("wanted-gone", "opposes", 0.7)
_OBLIGED = PredicateClass("obliged", "opposes", 0.6)
_WITHHELD = PredicateClass("withhold", "opposes", 0.6)
_CONVICTED = PredicateClass("convict", "coerces", 0.75)
_JILTING = frozenset("drop ditch dump desert abandon forsake jilt leave".split())
_TIMED = PredicateClass("ultimatum", "opposes", 0.75)
_TIMES = frozenset("hour day week month deadline ultimatum minute year".split())
_PROBED = PredicateClass("probe-claims", "opposes", 0.6)
_PROBING = frozenset("investigate probe examine".split())
_PROBES = frozenset("investigation inquiry enquiry probe inquest".split())
_THREATENING = frozenset("threaten vow warn pledge promise".split())
_UNTIL = frozenset(("until", "unless", "till", "before"))
_ALLOWING = frozenset("allow permit tolerate trust let accept".split())
_WELCOME = frozenset("welcome acceptable tolerable trustworthy".split())
_OBLIGING = frozenset("must should ought".split())


def speech_relations(act: Act) -> Iterator[Relation]:
    """Everything that an act of speech says of whom it is about."""
    for rule in (
        _clausal,
        _given_time,
        _looked_into,
        _obliged,
        _unwelcome,
        _withheld,
        _unless,
        _convicted,
        _sent_away,
        _switched,
        _labelled,
        _blamed,
        _wanting_done_to,
        _charged,
        _blamed_on,
    ):
        yield from rule(act)


def _clausal(act: Act) -> Iterator[Relation]:
    reading = act.reading
    for cls in reading.lexicon.clausal.get(act.clause.lemma, ()):
        for child in act.verb.children:
            if child.dep_ in ("ccomp", "xcomp") and (below := reading.clauses.get(child.i)):
                if act.clause.lemma == "insist" and not _bidden(child):
                    continue  # "insisted that B was a friend"
                if reading.lexicon.is_word("dreading", act.clause.lemma) and not _hostile(act, child):
                    continue
                targets = reading.parties(below.of("subject") or act.clause.of("object"), "object")
                for one in act.of(cls, "clause-subject").between(act.sources, targets):
                    # Quoted, but not used up: who says so may be who bears what was done.
                    yield replace(one, last=max(one.last, child.i))


def _bidden(verb: Token) -> bool:
    """Whether a clause bids: "that B leave", "that B must leave"."""
    bare = verb.tag_ in ("VB", "VBP") and verb.lower_ == lemma_of(verb) and not any(child.dep_ == "aux" for child in verb.children)
    return bare or any(child.dep_ == "aux" and child.lower_ in _OBLIGING for child in verb.children)


def _given_time(act: Act) -> Iterator[Relation]:
    """`gave B two days to withdraw`, `set B a deadline to …`: a demand with a time."""
    if act.clause.lemma not in ("give", "set", "allow"):
        return
    times = [place for place in act.clause.of("object") if lemma_of(act.reading.doc[place]) in _TIMES]
    to = [one for one in act.verb.subtree if one.tag_ == "VB" and any(child.lower_ == "to" for child in one.children)]
    if times and to:
        given = [place for place in act.clause.of("object") if place not in times]
        yield from act.of(_TIMED, "given-time", times[0]).between(act.sources, act.reading.parties(given, "object"))


def _looked_into(act: Act) -> Iterator[Relation]:
    """`opened an inquiry into claims that B had …`, `is investigating whether B …`: whom the clause is about."""
    reading = act.reading
    objects = [reading.doc[place] for place in act.clause.of("object")]
    if act.clause.lemma in _PROBING:
        tops = [act.verb, *objects]
    elif any(lemma_of(one) in _PROBES for one in objects):
        into = [child for top in (act.verb, *objects) for child in top.children if child.lower_ in ("into", "of")]
        tops = into + [reading.doc[place] for one in into for place in objects_below(one)]
    else:
        return
    for clause in (child for top in tops for child in top.children if child.dep_ in ("acl", "ccomp", "pcomp")):
        if clause.i in reading.clauses and any(one.dep_ == "mark" for one in clause.children):
            subjects = [one for one in clause.children if one.dep_ in ("nsubj", "nsubjpass")]
            targets = [end for one in subjects for end in reading.parties([one.i], "subject") or reading.owners(one)]
            yield from act.of(_PROBED, "looked-into", clause.i).between(act.sources, targets)


def _obliged(act: Act) -> Iterator[Relation]:
    """`A said that B must withdraw`: a demand on B, unless it is for B's good."""
    reading, clause = act.reading, act.clause
    if clause.speaker < 0 or not any(child.dep_ == "aux" and child.lower_ in _OBLIGING for child in act.verb.children):
        return
    named = [cls for table in (reading.lexicon.verbs, reading.lexicon.intransitive) for cls in table.get(clause.lemma, ())]
    if any(schema().relations[cls.type].sign > 0 for cls in named) and not clause.of("object"):
        return
    if clause.lemma == "have" and not clause.negated:
        return  # "B must have peace" asks nothing of B
    subjects = [child.i for child in act.verb.children if child.dep_ == "nsubj"]
    speakers = reading.said_by(clause.speaker)
    said = Occurrence(_OBLIGED, "said-must", (act.verb.i,), None)
    yield from said.between(speakers, reading.parties(subjects, "subject"))


def _unwelcome(act: Act) -> Iterator[Relation]:
    """`A said that B would not be welcome`, `A said that B could not be allowed to …`."""
    reading, clause = act.reading, act.clause
    if clause.speaker < 0 or not clause.negated:
        return
    speakers = reading.said_by(clause.speaker)
    if clause.lemma in _ALLOWING and not act.sources:
        targets = reading.parties(clause.of("object"), "object")
    elif clause.lemma == "be" and any(child.dep_ in ("acomp", "attr") and child.lower_ in _WELCOME for child in act.verb.children):
        targets = act.sources
    else:
        return
    yield from Occurrence(_OBLIGED, "said-unwelcome", (act.verb.i,), None).between(speakers, targets)


def _withheld(act: Act) -> Iterator[Relation]:
    """`A will not lift the embargo until B reforms`: a good deed, or the end of a bad one, is withheld from B."""
    reading, clause = act.reading, act.clause
    if not clause.negated or not _good(act):
        return
    for child in act.verb.children:
        mark = {one.lower_ for one in child.children if one.dep_ == "mark"}
        if child.dep_ == "advcl" and mark & _UNTIL and (below := reading.clauses.get(child.i)):
            targets = reading.parties(below.of("subject"), "subject") or reading.parties(below.of("object"), "object")
            yield from Occurrence(_WITHHELD, "not-until", (act.verb.i, child.i), None).between(act.sources, targets)


def _unless(act: Act) -> Iterator[Relation]:
    """`A will retaliate unless B opens its market`, `A threatened to quit unless B …`: a threat to B."""
    reading, clause = act.reading, act.clause
    if clause.negated or _good(act) or not act.sources:
        return
    threat = clause.status == "planned" or clause.lemma in _THREATENING
    for child in act.verb.children:
        if (
            threat
            and child.dep_ == "advcl"
            and any(one.lower_ == "unless" for one in child.children)
            and (below := reading.clauses.get(child.i))
        ):
            targets = reading.parties(below.of("subject"), "subject") or reading.parties(below.of("object"), "object")
            yield from Occurrence(_WITHHELD, "unless", (act.verb.i, child.i), None).between(act.sources, targets)


def _good(act: Act) -> bool:
    """Whether a verb, maybe with its object, names a good deed, or ends something."""
    lexicon, lemma = act.reading.lexicon, act.clause.lemma
    objects = {lemma_of(act.reading.doc[place]) for place in act.clause.of("object")}
    named = [cls for table in (lexicon.verbs, lexicon.intransitive) for cls in table.get(lemma, ())]
    named += [rule.cls for rule in lexicon.with_object.get(lemma, ()) if rule.objects & objects]
    ends = lexicon.operator_verbs.get(lemma)
    return any(schema().relations[cls.type].sign > 0 for cls in named) or (ends is not None and ends.name in ("stop", "lift"))


def _convicted(act: Act) -> Iterator[Relation]:
    """`a court of A found B guilty`, where the parser makes "B guilty" a clause."""
    if act.clause.lemma in ("find", "declare", "pronounce", "hold", "judge"):
        for child in act.verb.children:
            if child.dep_ in ("ccomp", "xcomp", "oprd") and act.reading.lexicon.is_word("guilt", lemma_of(child)):
                below = [one.i for one in child.children if one.dep_ in ("nsubj", "nsubjpass")] or act.clause.of("object")
                yield from act.of(_CONVICTED, "found-guilty", child.i).between(act.sources, act.reading.parties(below, "object"))


def _labelled(act: Act) -> Iterator[Relation]:
    """`described B's raid as an act of aggression`: who calls another's deed an evil one opposes it."""
    lexicon = act.reading.lexicon
    if not lexicon.is_word("label", act.clause.lemma):
        return
    quantity = lexicon.words.get("quantity", frozenset())
    for place in act.clause.of("prep", "as"):
        name = called(kernel(act.reading.doc[place], quantity), lexicon.nouns)
        if name and any(schema().relations[cls.type].sign < 0 for _, cls in lexicon.nouns[name]):
            targets = act.reading.parties(act.clause.of("object"), "subject")
            if not targets:  # "the deal between B and C"
                objects = [act.reading.doc[one] for one in act.clause.of("object")]
                own = {end.party.state for end in act.sources}
                two = [end for one in objects for end in prep_parties(act.reading, one, {"between"})]
                targets = two if not any(end.party.state in own for end in two) else []
            yield from act.of(_LABELLED, "labelled-as", place).between(act.sources, targets)


def _blamed(act: Act) -> Iterator[Relation]:
    """`A found that B was to blame`, `A said B was responsible`."""
    reading, clause = act.reading, act.clause
    if clause.speaker < 0 or clause.negated or clause.lemma != "be":
        return
    if any(child.lower_ == "no" for above in act.verb.ancestors if above.pos_ == "NOUN" for child in above.children):
        return  # "said there was no evidence that B was responsible"
    below = [one for child in act.verb.children for one in (child, *child.children) if child.dep_ in ("acomp", "xcomp", "attr", "prep")]
    # "said B was behind the attack"
    behind = [place for one in below if one.lower_ == "behind" for place in objects_below(one)]
    evil = any(schema().relations[cls.type].sign < 0 for place in behind for cls in _named(reading, reading.doc[place]))
    if evil or any(reading.lexicon.is_word("guilt", lemma_of(one)) for one in below):
        speakers = [end for end in reading.said_by(clause.speaker) if end.party.kind != "outlet"]
        yield from Occurrence(_LABELLED, "said-guilty", (act.verb.i,)).between(speakers, act.sources)


def _charged(act: Act) -> Iterator[Relation]:
    """`accusations by A that B was arming C`: who makes them is against B."""
    noun = act.verb.head
    if act.verb.dep_ in ("acl", "ccomp", "relcl") and act.reading.lexicon.is_word("accusation", lemma_of(noun)) and act.clause.speaker >= 0:
        speakers = act.reading.said_by(act.clause.speaker)
        subjects = act.sources or act.reading.parties(act.clause.of("object"), "object")
        yield from Occurrence(_CHARGED, "charge-that", (noun.i, act.verb.i)).between(speakers, subjects)


def _blamed_on(act: Act) -> Iterator[Relation]:
    """`blamed the attack on B`, where the parser hangs B on the attack."""
    if act.clause.lemma not in _LAYING or not act.sources:
        return
    for place in act.clause.of("object"):
        noun = act.reading.doc[place]
        on = [one for child in noun.children if child.lower_ in ("on", "upon") for one in objects_below(child)]
        on += list(act.clause.of("prep", "on", "upon"))
        if on and place not in act.reading.ends.at:
            act.reading.used.add(noun.i)
            yield from act.of(_LABELLED, "blamed-on", noun.i).between(act.sources, act.reading.parties(on, "prep"))


def _named(reading: Reading, noun: Token) -> list[PredicateClass]:
    return [cls for _, cls in reading.lexicon.nouns.get(called(noun, reading.lexicon.nouns) or "", ())]


def _wanting_done_to(act: Act) -> Iterator[Relation]:
    """`wants B expelled`, `demanded that B be isolated`: whoever asks for what is hostile to B is against it."""
    reading = act.reading
    if act.clause.negated or not reading.lexicon.is_word("wanting", act.clause.lemma):
        return
    for child in act.verb.children:
        if child.dep_ in ("ccomp", "xcomp", "oprd") and child.tag_ == "VBN" and _hostile(act, child):
            whom = [one.i for one in child.children if one.dep_ in ("nsubj", "nsubjpass") and one.i in reading.ends.at]
            yield from act.of(_WANTED, "wanted-done-to", child.i).between(act.sources, reading.parties(whom, "object"))


def _hostile(act: Act, verb: Token) -> bool:
    return any(schema().relations[cls.type].sign < 0 for cls in act.reading.lexicon.verbs.get(lemma_of(verb), ()))


def _sent_away(act: Act) -> Iterator[Relation]:
    """`told B's troops to leave`: whoever is told to go or to stop is not welcome."""
    lexicon = act.reading.lexicon
    if act.clause.lemma in ("tell", "ask", "want", "order", "instruct", "invite", "expect"):
        below = [child for child in act.verb.children if child.dep_ in ("xcomp", "ccomp")]
        below = [one for child in below for one in (child, *child.conjuncts) if lexicon.is_word("begone", lemma_of(one))]
        third = [one for verb in below for one in verb.children if one.dep_ == "dobj" and one.i in act.reading.ends.at]
        if below and not third:  # who is asked to stop B from something is not whom it is against
            targets = act.reading.parties(act.clause.of("object"), "object")
            yield from act.of(_SENT_AWAY, "told-to-leave", below[0].i).between(act.sources, targets)


def _switched(act: Act) -> Iterator[Relation]:
    """`switched recognition from B to C`: what one loses the other gains."""
    if act.clause.lemma in _JILTING:
        places = act.clause.of("prep", "for") + act.clause.of("object-prep", "for")
        gained = [end for end in act.reading.parties(places, "prep") if end.party.kind == "state"]
        if gained and act.reading.parties(act.clause.of("object"), "object"):
            yield from act.of(_GAINS, "dropped-for").between(act.sources, gained)  # "dropped B for C"
        return
    if act.clause.lemma not in ("switch", "shift", "transfer", "turn", "swing", "change", "move"):
        return
    names = {lemma_of(act.reading.doc[place]) for place in act.clause.of("object")}
    if names & act.reading.lexicon.words.get("favour", frozenset()):
        for word, cls in (("from", _LOSES), ("to", _GAINS)):
            places = act.clause.of("prep", word) + act.clause.of("object-prep", word)
            yield from act.of(cls, f"switched-{word}").between(act.sources, act.reading.parties(places, "prep"))
