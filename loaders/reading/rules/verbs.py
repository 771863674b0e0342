"""Rules whose predicate is a verb: verb classes over subject, object and prepositions.

The more a rule asks for, the earlier it is tried: verb with object noun and preposition, verb with preposition, verb alone. A rule that
speaks silences those below it for the same verb: "withdrew its troops from B" is no "withdrew from B".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ....graph.schema import schema
from ..clauses import Clause
from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from ..parse.verbs import passive, spared
from .acts import Act, act_of
from .bidding import bidding, bids_a_third
from .carriers import called
from .idioms import idioms
from .jointly import jointly
from .relations import BACK_REBELS, Reading, Relation, begun, each_other, follow, home_of_rebels, kernel, objects_below
from .speech import speech_relations
from .with_object import brought_together, is_deed, provided, shut, taken_from, with_object
from .wordy import VERBAL, in_sport, in_words

_MUTUAL_PREPS = ("with", "against")
# Verbs of stepping out of a body; with an object something else is taken out.
_STEPPING = frozenset("withdraw pull remove exclude separate".split())
# To be sent out of a state is done by that state.
_OUT = frozenset("expel deport evict ban bar banish eject".split())
_URGED = "urge"
_ASKED_TO_STOP = PredicateClass("ask-to-stop", "opposes", 0.7)
_POURING = frozenset("pour flow flood stream roll".split())
_GOODS = frozenset("arms arm weapon ammunition aid money supply food goods refugee investment".split())
_CASUALTIES = PredicateClass("casualties", "attacks", 0.75)
_DYING = frozenset("die perish".split())
_GLAD = PredicateClass("glad-of-downfall", "opposes", 0.7)
_AGAINST = PredicateClass("side-against", "opposes", 0.7)


def verb_relations(reading: Reading, clause: Clause) -> Iterator[Relation]:
    """Everything that one clause's verb says."""
    act = act_of(reading, clause)
    if clause.lemma == "blame" and act.verb.dep_ == "xcomp" and lemma_of(act.verb.head) == "be":
        return  # who is "to blame" blames nobody
    yield from speech_relations(act)
    yield from idioms(act)
    told: list[Relation] = []
    for one in _first_that_speaks(act):
        if _it_would(act) and schema().relations[one.type].sign < 0:
            continue
        told.append(one)
        yield one
    yield from jointly(act, told)
    yield from bidding(act, _told)
    yield from _nearly(act)


def _nearly(act: Act) -> Iterator[Relation]:
    """`almost came to blows with B`, `nearly went to war`: it did not come to it, but they were at odds."""
    if act.clause.negated and any(child.lower_ in ("almost", "nearly") for child in act.verb.children):
        for one in _first_that_speaks(replace(act, clause=replace(act.clause, negated=False))):
            if one.type == "attacks":
                yield replace(one, type="opposes", rule=f"nearly+{one.rule}")


def _told(act: Act) -> Iterator[Relation]:
    yield from idioms(act)
    yield from _first_that_speaks(act)


def _it_would(act: Act) -> bool:
    """Whether what is told is the effect of a thing: "the corridor worries A: it would cut the only road to B"."""
    children = act.verb.children
    it = any(child.dep_ == "nsubj" and child.lower_ == "it" for child in children)
    return it and act.clause.speaker < 0 and any(child.dep_ == "aux" and child.lower_ in ("would", "could", "might") for child in children)


def _first_that_speaks(act: Act) -> Iterator[Relation]:
    yield from _casualties(act)
    for rule in (brought_together, taken_from, with_object, provided, shut, _around, _phrasal, _plain):
        found = list(rule(act))
        yield from found
        if found:
            yield from _against(act, found)
            return


def _casualties(act: Act) -> Iterator[Relation]:
    """`B's soldiers died in an air strike by A`, `were killed in A's raid`: the blow is A's."""
    reading, clause = act.reading, act.clause
    killed = any(cls.type == "attacks" for cls in reading.lexicon.verbs.get(clause.lemma, ())) and passive(act.verb) and not act.sources
    if not killed and clause.lemma not in _DYING:
        return
    for place in clause.of("prep", "in", "during", "from", "under"):
        noun = reading.doc[place]
        deeds = reading.lexicon.nouns.get(called(noun, reading.lexicon.nouns) or "", ())
        if place not in reading.ends.at and any(cls.type == "attacks" and not cls.reciprocal for _, cls in deeds):
            targets = reading.parties(clause.of("object") if killed else clause.of("subject"), "object")
            yield from act.of(_CASUALTIES, "died-in", place).between(reading.owners(noun, doer=True), targets)
        elif place not in reading.ends.at and any(cls.type == "attacks" for _, cls in deeds):
            # "B's soldiers died in a clash with A's"
            dead = reading.parties(clause.of("object") if killed else clause.of("subject"), "object")
            met = [one for child in noun.children if child.lower_ == "with" for one in objects_below(child)]
            yield from act.of(_CASUALTIES, "died-fighting", place).between(reading.parties(met, "prep"), dead)


def _against(act: Act, found: list[Relation]) -> Iterator[Relation]:
    """`supports B against C`, `allied itself with B against C`: what is good for one is aimed at another."""
    if any(schema().relations[one.type].sign > 0 for one in found):
        third = act.clause.of("prep", "against") + act.clause.of("object-prep", "against")
        yield from act.of(_AGAINST, "third-party").between(act.sources, act.reading.parties(third, "prep"))


def targets_of(reading: Reading, places: tuple[int, ...]) -> list[End]:
    """The parties of an object. Where it names a hostile act, its doer is meant, not its victim ("condemned the killing of …")."""
    found: list[End] = []
    for place in places:
        token = reading.doc[place]
        act = reading.lexicon.nouns.get(lemma_of(token), ())
        core = kernel(token, reading.lexicon.words["quantity"])
        act = act or reading.lexicon.nouns.get(lemma_of(core), ()) if core is not token and core.i not in reading.ends.at else act
        if token.i not in reading.ends.at and any(schema().relations[one.type].sign < 0 and "of" in preps for preps, one in act):
            # "condemned the raids and the threats made by B", "the act of aggression and the threats"
            owned = (reading.owners(one, doer=True) for one in (token, core, *token.conjuncts))
            found.extend(next((ends for ends in owned if ends), []))
        else:
            hostile = token.i not in reading.ends.at and any(schema().relations[one.type].sign < 0 for _, one in act)
            ends = reading.parties([place], "object") or (reading.owners(token, doer=True) if hostile else [])
            found.extend(end for end in ends if not (hostile and end.how == "reference" and end.first == token.i))
    return found


def _plain(act: Act) -> Iterator[Relation]:
    lexicon = act.reading.lexicon
    particles = {one.word for one in act.clause.arguments if one.role == "particle"}
    for cls in lexicon.verbs.get(act.clause.lemma, ()):
        if cls.reciprocal:
            yield from _reciprocal(act, cls)
        elif not particles or particles <= {"down", "up"}:
            yield from _direct(act, cls)
    for cls in lexicon.intransitive.get(act.clause.lemma, ()):
        yield from _reciprocal(act, cls, transitive=False)


def _direct(act: Act, cls: PredicateClass) -> Iterator[Relation]:
    places = act.clause.of("object")
    if cls.type == "attacks" and in_words(act):
        cls = VERBAL
    elif cls.type == "attacks" and (milder := _milder(act)) is not None:
        cls = milder
    if in_sport(act):
        return
    if any(each_other(act.reading.doc[place]) for place in places):
        yield from act.of(cls, "each-other").both(act.sources)
        return
    if cls.type == "supports" and (home := home_of_rebels(act.reading, places)):
        yield from act.of(BACK_REBELS, "rebels-of").between(act.sources, home)
        return
    fallen = [place for place in places if act.reading.lexicon.is_word("downfall", lemma_of(act.reading.doc[place]))]
    if schema().relations[cls.type].sign > 0 and fallen and fallen[0] not in act.reading.ends.at:
        # "celebrated the fall of B"
        yield from act.of(_GLAD, "glad-of-downfall").between(act.sources, act.reading.owners(act.reading.doc[fallen[0]]))
        return
    targets = targets_of(act.reading, places)
    if cls.name == _URGED and ((len(targets) > 1 and not _to_stop(act)) or bids_a_third(act, _told) or _about_others(act, targets)):
        return
    if cls.targets and any(child.dep_ in ("oprd", "ccomp", "xcomp") for child in act.verb.children if child.tag_ != "VB"):
        return  # "called him a liar" is no call
    if not act.sources and targets and act.reading.lexicon.is_word("official", act.clause.lemma):
        # "B's citizens were arrested in A": the state in which it is done does it.
        # "B was expelled from the league": the league does it.
        sources = act.reading.parties(act.clause.of("prep", "in", "inside"), "prep")
        bodies = act.reading.parties(act.clause.of("prep", "from"), "prep")
        out = act.clause.lemma in _OUT
        sources = [end for end in bodies if out or end.party.kind == "organization"] or sources
        yield from act.of(cls, "implied-agent", trust=0.6).between(sources, targets)
    elif not act.sources and targets and (bodies := _wherein(act)) and schema().relations[cls.type].sign < 0:
        yield from act.of(cls, "where", trust=0.7).between(bodies, targets)
    elif not targets and places and (cls.type == "attacks" or (cls.type == "supports" and _harmless(act, places))):
        # "bombed targets in B", "supports schools in B": what has no party of its own stands for the place.
        around = act.clause.of("object-prep", "in", "inside", "across") or act.clause.of("prep", "in", "inside", "across")
        yield from act.of(cls, "object-in", trust=0.6).between(act.sources, act.reading.parties(around, "prep"))
    elif cls.deed and not act.sources:
        owners = [end for place in act.clause.of("subject") for end in act.reading.owners(act.reading.doc[place])]
        yield from act.of(cls, "deed-object", trust=0.8).between(owners, targets)
    else:
        yield from act.of(cls, "subject-object").between(act.sources, targets)
        if act.clause.negated:
            # "blames not Sweden but Serbia"
            plain = replace(act, clause=replace(act.clause, negated=False))
            others = [one.i for place in places for one in act.reading.doc[place].conjuncts if spared(one)]
            yield from plain.of(cls, "subject-but").between(act.sources, act.reading.parties(others, "object"))


def _wherein(act: Act) -> list[End]:
    """`the council, where B is shunned`: the body in which it is done does it."""
    where = act.verb.dep_ == "relcl" and any(child.lower_ == "where" for child in act.verb.children)
    found = act.reading.parties([act.verb.head.i], "prep") if where else []
    return [end for end in found if end.party.kind == "organization"]


def _milder(act: Act) -> PredicateClass | None:
    """The class of what strikes where it is no weapon: "A's tariffs hit B", "B was hammered by A's criticism"."""
    lexicon, doc = act.reading.lexicon, act.reading.doc
    subjects = [doc[place] for place in act.clause.of("subject") if place not in act.reading.ends.at]
    subjects = [one for one in subjects if not lexicon.is_word("agent", lemma_of(one))]
    named = [cls for one in subjects for _, cls in lexicon.nouns.get(called(one, lexicon.nouns) or "", ())]
    fit = not any(cls.type == "attacks" or schema().relations[cls.type].sign > 0 for cls in named)
    return next((cls for cls in named if cls.type in ("coerces", "opposes") and not cls.reciprocal), None) if fit else None


def _harmless(act: Act, places: tuple[int, ...]) -> bool:
    """Whether plain things are the object: no rebels, rivals or deeds of anybody."""
    lexicon = act.reading.lexicon
    if not any(child.dep_ in ("dobj", "dative") for child in act.verb.children):
        return False
    names = {lemma_of(act.reading.doc[place]) for place in places}
    return not any(lexicon.is_word("insurgent", name) or name in lexicon.nouns or name in lexicon.ties for name in names)


def _about_others(act: Act, targets: list[End]) -> bool:
    """Whether a body is urged to do something about a third: "called on the league to stop B's raids" is not against the league."""
    known = {end.party.state for end in (*act.sources, *targets)}
    below = [one for child in act.verb.children if child.dep_ in ("xcomp", "ccomp") for one in child.subtree]
    ends = act.reading.ends
    bodies = bool(targets) and all(end.party.kind == "organization" for end in targets)
    return bodies and any(one.i in ends.at and ends.at[one.i].party.state not in known for one in below)


def _to_stop(act: Act) -> bool:
    """Whether what others are urged to is to end or leave something."""
    below = [child for child in act.verb.children if child.dep_ in ("xcomp", "ccomp", "advcl")]
    lexicon = act.reading.lexicon
    ends = {name for name, operator in lexicon.operator_verbs.items() if operator.name in ("stop", "lift", "abandon")}
    return any(lexicon.is_word("begone", lemma_of(one)) or lemma_of(one) in ends for one in below)


def _reciprocal(act: Act, cls: PredicateClass, transitive: bool = True) -> Iterator[Relation]:
    between = act.reading.parties(act.clause.of("prep", "between"), "prep")
    if len(between) > 1:
        # "the war was fought between A and B", "between A and B on one side and C on the other"
        ones, others = _sides(act, between)
        yield from act.of(cls, "between").between(ones, others) if others else act.of(cls, "between").among(ones)
        return
    others = act.reading.parties(act.clause.of("prep", *_MUTUAL_PREPS), "prep")
    if transitive:
        others += act.reading.parties(act.clause.of("object"), "object")
    if others:
        yield from act.of(cls, "subject-with").between(act.sources, others)
    elif len(act.sources) > 1 and not act.clause.of("object"):
        yield from act.of(cls, "both", trust=0.9).among(act.sources)


def _sides(act: Act, parties: list[End]) -> tuple[list[End], list[End]]:
    """Who stands on the one side and who on the other, where the sentence says so; else all on one footing."""
    doc, ends = act.reading.doc, act.reading.ends
    mark = next((one.i for one in doc[act.verb.i :] if one.lower_ == "side" and doc[one.i - 1].lower_ == "one"), None)
    if mark is None:
        return parties, []
    beyond = [End(mention.party, *ends.spans[place], "named") for place, mention in sorted(ends.heads.items()) if place > mark]
    return [end for end in parties if end.first < mark], beyond


def _phrasal(act: Act) -> Iterator[Relation]:
    for words, cls in begun(act.verb, act.reading.lexicon.phrasal.get(act.clause.lemma, ())):
        last = follow(act.verb, words)
        if last is None and len(words) > 1 and words[-1] == "with" and cls.type not in ("supports", "coerces"):
            near = follow(act.verb, words[:-1])  # "A and B fell out", "parted ways"
            alone = not any(act.reading.parties([place], "object") for place in act.clause.of("object"))
            if near is not None and alone and len(act.sources) > 1 and not any(child.lower_ == "with" for child in act.verb.children):
                yield from act.of(cls, "both", near.i, trust=0.9).among(act.sources)
            continue
        if last is None or any(child.dep_ == "acomp" for child in act.verb.children):
            continue  # "turned hostile toward B" is no "turned toward B"
        if act.clause.lemma in _STEPPING and last.lower_ in ("from", "of") and any(child.dep_ == "dobj" for child in act.verb.children):
            continue  # who withdraws observers has not stepped out
        if cls.type == "attacks" and act.clause.lemma in _POURING and _given_things(act):
            continue
        below = objects_below(last)
        # "prop up B": the particle governs nothing, the verb has the object; "B was turned down".
        places = tuple(below) if below else act.clause.of("object") if last.dep_ == "prt" else ()
        if any(each_other(act.reading.doc[place]) for place in places):
            yield from act.of(cls, "each-other", last.i).both(act.sources)
            continue
        if cls.inverse and any(is_deed(act.reading, act.reading.doc[one]) for one in places):
            continue  # "fell to a veto of B" is no defeat
        if cls.deed and not act.sources:  # "B's economy depends on A"
            whose = [end for place in act.clause.of("subject") for end in act.reading.owners(act.reading.doc[place])]
            act = replace(act, sources=whose)
        targets = targets_of(act.reading, places)
        if cls.reciprocal and last.lower_ in ("over", "about", "on"):
            # "feuded with B over the Basque question": what it is about is no party to it
            targets = act.reading.parties(act.clause.of("prep", *_MUTUAL_PREPS), "prep")
        if last.lower_ == "to" and cls.type == "opposes" and act.reading.parties(act.clause.of("prep", "about", "over", "against"), "prep"):
            continue  # "complained to the council about B" is not against the council
        if last.lower_ == "to" and act.clause.lemma == "appeal" and _to_stop(act):
            cls = _ASKED_TO_STOP
        if cls.name == _URGED and ((len(targets) > 1 and not _to_stop(act)) or bids_a_third(act, _told) or _about_others(act, targets)):
            continue  # "called on A and B to show restraint" is against neither
        if cls.reciprocal and not targets and len(act.sources) > 1:
            yield from act.of(cls, "both", last.i).among(act.sources)
        else:
            yield from act.of(cls, f"subject-{last.lower_}", last.i).between(act.sources, targets)


def _given_things(act: Act) -> bool:
    """Whether what pours or rolls into a place is help: "American arms poured into B"."""
    lexicon = act.reading.lexicon
    subjects = [lemma_of(act.reading.doc[place]) for place in act.clause.of("subject")]
    return any(name in _GOODS or any(cls.type == "supports" for _, cls in lexicon.nouns.get(name, ())) for name in subjects)


def _around(act: Act) -> Iterator[Relation]:
    """`took B to court`, `kept B at arm's length`: the party stands inside the phrase."""
    for words, cls in act.reading.lexicon.around.get(act.clause.lemma, ()):
        last = follow(act.verb, words)
        if last is None and len(words) == 1 and " " in words[0]:
            last = next((one for one in act.verb.subtree if follow(one, words)), None)
        inward = words[0] in ("in", "on") and last is not None and last.dep_ == "prep" and bool(objects_below(last))
        if last is not None and len(words) == 1 and (last.i < act.verb.i or inward):
            continue  # "in May it took …" takes nobody in
        if last is not None:
            targets = act.reading.parties(act.clause.of("object"), "object")
            if not targets and cls.type == "attacks":  # "set ablaze a mill in B"
                targets = act.reading.parties(act.clause.of("object-prep", "in", "inside") + act.clause.of("prep", "in", "inside"), "prep")
            if cls.type == "mediates" and len(targets) < 2:
                continue
            yield from act.of(cls, "around-object", last.i).between(act.sources, targets)
