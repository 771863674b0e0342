"""Rules whose predicate is a verb: verb classes over subject, object and prepositions.

The more a rule asks for, the earlier it is tried: verb with object noun and preposition, verb with preposition, verb alone. A rule that
speaks silences those below it for the same verb: "withdrew its troops from B" is no "withdrew from B".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..clauses import Argument, Clause, lemma_of, passive, spared
from ..ends.parties import End
from ..lexicon import PredicateClass, WithObject
from .acts import Act, act_of
from .idioms import idioms
from .jointly import jointly
from .nouns import called, hyphenated, pair_of
from .relations import BACK_REBELS, Reading, Relation, begun, each_other, follow, home_of_rebels, kernel, misplaced, objects_below
from .speech import speech_relations
from .wordy import VERBAL, in_sport, in_words, of_words

if TYPE_CHECKING:
    from ..parse.tree import Token

_MUTUAL_PREPS = ("with", "against")
# Verbs of stepping out of a body; with an object something else is taken out.
_STEPPING = frozenset("withdraw pull remove exclude separate".split())
# To be sent out of a state is done by that state.
_OUT = frozenset("expel deport evict ban bar banish eject".split())
# Prepositions of place: whose a thing is counts before where it is.
# What one does with one's own troops, or with those of others.
_COMMANDING = ("order", "tell", "ask", "command", "instruct")
_PLACES = frozenset("in inside near across".split())
_SHUT = PredicateClass("shut", "coerces", 0.75)
_URGED = "urge"
_ASKED_TO_STOP = PredicateClass("ask-to-stop", "opposes", 0.7)
# What two do with what lies between them: "A and B resumed flights".
_JOINTLY_DONE = frozenset("resume restore restart reopen open launch establish start begin exchange swap share pool".split())
_HOSTING = frozenset("host broker mediate facilitate arrange convene sponsor chair moderate oversee supervise".split())
_POURING = frozenset("pour flow flood stream roll".split())
_GOODS = frozenset("arms arm weapon ammunition aid money supply food goods refugee investment".split())
_EDGES = frozenset("border frontier boundary demarcation".split())
_MASSED = PredicateClass("mass-at-border", "coerces", 0.7)
_TAKING = frozenset("take seize capture wrest conquer grab annex recapture retake liberate".split())
_TOOK = PredicateClass("took-from", "attacks", 0.75)
_BROKERED = PredicateClass("brokered", "mediates", 0.8)
_CASUALTIES = PredicateClass("casualties", "attacks", 0.75)
_DYING = frozenset("die perish".split())
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


def _it_would(act: Act) -> bool:
    """Whether what is told is the effect of a thing: "the corridor worries A: it would cut the only road to B"."""
    children = act.verb.children
    it = any(child.dep_ == "nsubj" and child.lower_ == "it" for child in children)
    return it and act.clause.speaker < 0 and any(child.dep_ == "aux" and child.lower_ in ("would", "could", "might") for child in children)


def _first_that_speaks(act: Act) -> Iterator[Relation]:
    yield from _casualties(act)
    for rule in (_brought_together, _taken_from, _with_object, _provided, _shut, _around, _phrasal, _plain):
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
    targets = targets_of(act.reading, places)
    if cls.name == _URGED and len(targets) > 1 and not _to_stop(act):
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
    elif not targets and places and (cls.type == "attacks" or (cls.type == "supports" and _harmless(act, places))):
        # "bombed targets in B", "supports schools in B": what has no party of its own stands for the place.
        inside = act.clause.of("object-prep", "in", "inside", "across") or act.clause.of("prep", "in", "inside", "across")
        yield from act.of(cls, "object-in", trust=0.6).between(act.sources, act.reading.parties(inside, "prep"))
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
        if cls.inverse and any(_deed(act.reading, act.reading.doc[one]) for one in places):
            continue  # "fell to a veto of B" is no defeat
        targets = targets_of(act.reading, places)
        if cls.reciprocal and last.lower_ in ("over", "about", "on"):
            # "feuded with B over the Basque question": what it is about is no party to it
            targets = act.reading.parties(act.clause.of("prep", *_MUTUAL_PREPS), "prep")
        if last.lower_ == "to" and cls.type == "opposes" and act.reading.parties(act.clause.of("prep", "about", "over", "against"), "prep"):
            continue  # "complained to the council about B" is not against the council
        if last.lower_ == "to" and act.clause.lemma == "appeal" and _to_stop(act):
            cls = _ASKED_TO_STOP
        if cls.name == _URGED and len(targets) > 1 and not _to_stop(act):
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


def _deed(reading: Reading, noun: Token) -> bool:
    """Whether a noun names what is done, and neither a party nor who or what does it."""
    name = lemma_of(noun)
    return noun.i not in reading.ends.at and name in reading.lexicon.nouns and not reading.lexicon.is_word("agent", name)


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


def _with_object(act: Act) -> Iterator[Relation]:
    doc, lexicon = act.reading.doc, act.reading.lexicon
    rules = lexicon.with_object.get(act.clause.lemma, [])
    quantity = lexicon.words.get("quantity", frozenset())
    particles = {one.word for one in act.clause.arguments if one.role == "particle"}
    particles |= {child.lower_ for child in act.verb.children if child.dep_ == "advmod" and child.lower_ in ("back", "away", "off")}
    # "turned down a loan", "brought down a plane": the verb with its particle, not the verb
    apart = [rule for particle in sorted(particles) for rule in lexicon.with_object.get(f"{act.clause.lemma} {particle}", ())]
    objects = act.clause.of("object")
    fits = {lemma_of(kernel(doc[place], quantity)) for place in objects}
    places = [(place, apart if any(fits & rule.objects for rule in apart) else [*apart, *rules]) for place in objects]
    for one in act.clause.arguments:
        # "called for the withdrawal of B's troops"
        if one.role == "prep" and (through := lexicon.with_object.get(f"{act.clause.lemma} {one.word}")):
            places.append((one.token, through))
    for place, fitting in places:
        for noun in (kernel(one, quantity) for one in (doc[place], *doc[place].conjuncts)):
            if noun.i in act.reading.ends.at and act.reading.ends.at[noun.i].party.kind == "organization":
                continue  # a body whose name is a thing's: "the Lebanese House"
            names = {lemma_of(noun), noun.lower_, called(noun, lexicon.objects)}
            plain = noun.i not in act.reading.ends.at and not names & lexicon.nouns.keys()
            any_thing = plain and not any(names & rule.objects for rule in fitting)
            for rule in fitting:
                if names & rule.objects or (any_thing and "*" in rule.objects):
                    found = list(_object_noun(act, rule, noun))
                    if found and not (rule.cls.type == "mediates" and any(one.lower_ == "between" for one in noun.children)):
                        act.reading.used.add(noun.i)  # what is brokered between two still says how they stand
                    yield from found


def _object_noun(act: Act, rule: WithObject, noun: Token) -> Iterator[Relation]:
    reading, clause = act.reading, act.clause
    if each_other(noun):
        yield from act.of(rule.cls, "each-other", noun.i).both(act.sources)
        return
    own = {end.party.state for end in act.sources}
    if clause.lemma in _COMMANDING and any(end.party.state not in own for end in reading.owners(noun)):
        return  # "ordered B's troops to leave" sends nobody anywhere
    denied = any(child.lower_ == "no" for child in noun.children)
    if rule.preps <= _PLACES and (owned := reading.owners(noun, doer=True)):
        yield from act.of(rule.cls, "verb-object-owner", noun.i, denied=denied).between(act.sources, owned)
        return
    after = [one for one in clause.arguments if one.role in ("prep", "object-prep") and one.word in rule.preps]
    # "reopened the road, to the fury of B": who is angry is not to whom
    after = [one for one in after if not reading.lexicon.is_word("displeasure", lemma_of(reading.doc[one.token]))]
    if rule.cls.type in ("cooperates", "ally") and (others := _between_others(reading, act, after)):
        if reading.lexicon.is_word("brokering", clause.lemma) and lemma_of(noun) in reading.lexicon.nouns:
            yield from act.of(_BROKERED, "brokered-between", noun.i, denied=denied).between(act.sources, others)
            yield from act.of(rule.cls, "between-others", noun.i, denied=denied).among(others)
        return  # "opened a road between B and C", "negotiated a truce between B and C": nothing that A does with them
    if rule.cls.type in ("cooperates", "ally") and clause.lemma in _HOSTING:
        pair = {end.party.state for end in hyphenated(reading, noun)}
        if len(pair) > 1 and not pair & {end.party.state for end in act.sources}:
            return  # "hosted A-B talks"
    # "signed a truce with B's help": an act after "with" is no partner.
    if any(each_other(reading.doc[one.token]) for one in after):
        yield from act.of(rule.cls, "each-other", noun.i).both(act.sources)  # "recalled their envoys from each other's capitals"
        return
    places = [one.token for one in after if one.word != "with" or lemma_of(reading.doc[one.token]) not in reading.lexicon.nouns]
    if rule.cls.type == "supports" and (home := home_of_rebels(reading, places)):
        yield from act.of(BACK_REBELS, "rebels-of", noun.i, denied=denied).between(act.sources, home)
        return
    if rule.cls.type == "attacks" and of_words(noun, reading.lexicon):
        rule = replace(rule, cls=VERBAL)
    if rule.cls.type == "supports" and any(lemma_of(reading.doc[one]) in _EDGES for one in places):
        rule = replace(rule, cls=_MASSED)  # "sent troops to its border with B"
    targets = _object_targets(act, rule, noun, places)
    if rule.cls.reciprocal and len(act.sources) > 1 and all(end.how == "reference" for end in targets):
        targets = []  # "A and B signed the declaration", of which a headline told: with each other
    if rule.cls.reciprocal and not act.sources:
        between = [one.token for one in clause.arguments if one.role in ("prep", "object-prep") and one.word == "between"]
        yield from act.of(rule.cls, "between", noun.i, denied=denied).among(reading.parties(between, "prep"))
        return  # "shots were exchanged between A and B"
    directed = rule.cls.type not in ("cooperates", "ally")
    moved = reading.lexicon.is_word("sending", clause.lemma) or clause.lemma in ("withdraw", "recall", "pull", "evacuate")
    if directed and not act.sources and noun.dep_ == "nsubjpass" and moved:
        # "A's troops were flown to B", "Soviet tanks were massed along the border with B"
        act = replace(act, sources=reading.owners(noun, doer=True))
    doers = {end.party.state for end in act.sources}
    sign = schema().relations[rule.cls.type].sign
    its = any(child.dep_ == "poss" and child.pos_ == "PRON" for child in noun.children)
    bare = its and not any(child.dep_ == "prep" and child.lower_ == "of" for child in noun.children)
    if sign < 0 and bare and all(end.party.state in doers for end in targets):
        # "recalled its ambassador", and nobody says from where: as others did just before.
        yield from act.of(rule.cls, "in-turn", noun.i, denied=denied).between(act.sources, reading.ends.in_turn(act.sources, sign, noun))
    elif targets:
        yield from act.of(rule.cls, "verb-object-party", noun.i, denied=denied).between(act.sources, targets)
    elif len(act.sources) > 1 and (rule.cls.reciprocal or (rule.cls.type == "cooperates" and clause.lemma in _JOINTLY_DONE)):
        yield from act.of(rule.cls, "both-verb-object", noun.i, denied=denied).among(act.sources)


def _between_others(reading: Reading, act: Act, after: list[Argument]) -> list[End]:
    """The two between whom an object is said to lie, where the subject is none of them."""
    between = reading.parties([one.token for one in after if one.word == "between"], "prep")
    doers = {end.party.state for end in act.sources}
    return between if len(between) > 1 and not any(end.party.state in doers for end in between) else []


def _brought_together(act: Act) -> Iterator[Relation]:
    """`helped B and C to restore relations`, `got B and C to make peace`: a third that brings two together."""
    reading = act.reading
    if not reading.lexicon.is_word("bringing", act.clause.lemma):
        return
    for child in act.verb.children:
        if child.dep_ in ("xcomp", "ccomp") and reading.lexicon.is_word("reconciling", lemma_of(child)):
            parties = reading.parties(act.clause.of("object"), "object")
            if not parties:
                parties = reading.parties([one.i for one in child.children if one.dep_ == "nsubj"], "subject")
            doers = {end.party.state for end in act.sources}
            if len(parties) > 1 and not any(end.party.state in doers for end in parties):
                yield from act.of(_BROKERED, "brought-together", child.i).between(act.sources, parties)


def _object_targets(act: Act, rule: WithObject, noun: Token, places: list[int]) -> list[End]:
    """At whom a verb with its object noun is aimed: `places` stand after its prepositions; else given to, owned by, hung elsewhere."""
    reading, clause = act.reading, act.clause
    targets = reading.parties(places, "prep")
    if not targets and rule.cls.type == "attacks":
        # "killed 48 people in attacks in B"
        deeds = [child for one in places if _deed(reading, reading.doc[one]) for child in reading.doc[one].children]
        targets = reading.parties([one for prep in deeds if prep.lower_ in rule.preps for one in objects_below(prep)], "prep")
    if not targets and any(reading.lexicon.is_word("traffic", lemma_of(reading.doc[one])) for one in places):
        # "imposed tariffs on goods from B"
        targets = reading.parties(clause.of("prep", "from", "to") + clause.of("object-prep", "from", "to"), "prep")
    if not targets and noun.i not in clause.of("object"):
        # "returned dozens of paintings to B"
        own = [child for child in noun.children if child.dep_ == "prep" and child.lower_ in rule.preps]
        targets = reading.parties([one for child in own for one in objects_below(child)], "prep")
    if not targets:
        given = [one for one in act.verb.children if one.dep_ == "dative" or (one.dep_ == "dobj" and one.i in reading.ends.at)]
        if noun.dep_ in ("dobj", "oprd"):
            given += [one for one in act.verb.children if one.dep_ == "nsubjpass"]  # "B was given maize by A"
        targets = [end for one in given for end in reading.ends.of(one, "object")]
    if not targets:
        targets = reading.parties(misplaced([*act.verb.children, *noun.children], noun, rule.preps), "prep")
    if not targets and rule.cls.type == "mediates":
        targets = _mediated(reading, act.verb, noun)
    its = any(child.dep_ == "poss" and child.pos_ == "PRON" for child in noun.children)
    if not targets and "*" not in rule.objects and not (its and rule.preps & {"to", "for"}):
        targets = reading.owners(noun, doer="of" not in rule.preps)
        if reading.lexicon.is_word("sending", clause.lemma):
            # "sent British soldiers", but "sent B howitzers", in which the parser sees howitzers of B.
            named = [(end, reading.ends.at.get(end.first)) for end in targets]
            targets = [end for end, mention in named if mention is None or mention.role != "demonym"]
    return targets


def _mediated(reading: Reading, verb: Token, noun: Token) -> list[End]:
    """The parties to what is brokered: "between A and B" anywhere below, "the A-B talks", "A's dispute with B"."""
    below = [place for token in verb.subtree if token.lower_ == "between" for place in objects_below(token)]
    ones, others, _ = pair_of(reading, noun) if not below else ([], [], "")
    found = reading.parties(below, "prep") or [*ones, *others]
    if not found:
        # "brokered the accord under which B and C withdrew"
        subjects = [one.i for child in noun.children if child.dep_ == "relcl" for one in child.children if one.dep_ == "nsubj"]
        found = reading.parties(subjects, "subject")
    return found if len(found) > 1 else []


def _taken_from(act: Act) -> Iterator[Relation]:
    """`took Goa from B`, `the port was seized by A from B`: a place that changes hands."""
    if act.clause.lemma not in _TAKING:
        return
    places = [one for one in act.clause.of("object") if act.reading.doc[one].pos_ == "PROPN"]
    if any(one in act.reading.ends.at and act.reading.ends.at[one].party.kind != "territory" for one in places) or not places:
        return
    losers = act.reading.parties(act.clause.of("prep", "from") + act.clause.of("object-prep", "from"), "prep")
    yield from act.of(_TOOK, "taken-from").between(act.sources, [end for end in losers if end.party.kind in ("state", "organization")])


def _shut(act: Act) -> Iterator[Relation]:
    """`cancelled a visit by B`, `closed B's schools`: an end put to what is another's and no relation by itself."""
    reading = act.reading
    if not reading.lexicon.is_word("shutting", act.clause.lemma):
        return
    for place in act.clause.of("object"):
        noun = reading.doc[place]
        done_by = any(child.dep_ in ("prep", "agent") and child.lower_ == "by" for child in noun.children)
        if lemma_of(noun) in reading.lexicon.nouns and not done_by:
            continue
        targets = reading.owners(noun) if place not in reading.ends.at else reading.parties((place,), "object")
        yield from act.of(_SHUT, "owned-object", noun.i).between(act.sources, targets)


def _provided(act: Act) -> Iterator[Relation]:
    """`provides B with weapons`, `hit B with sanctions`: the party is the object, what it gets stands after "with"."""
    clause = act.clause
    after = clause.of("prep", "with") + clause.of("object-prep", "with")
    for rule in act.reading.lexicon.with_object.get(clause.lemma, ()) if after else ():
        given = [one for one in after if lemma_of(act.reading.doc[one]) in rule.objects]
        if given and rule.preps & {"to", "on", "against"}:
            targets = act.reading.parties(clause.of("object"), "object")
            by = [child for child in act.reading.doc[given[0]].children if child.lower_ == "by"] if not act.sources else []
            sources = act.sources or act.reading.parties([place for one in by for place in objects_below(one)], "prep")
            yield from act.of(rule.cls, "verb-party-with", given[0]).between(sources, targets)
