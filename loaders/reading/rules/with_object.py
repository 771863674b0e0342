"""Verbs whose object says what is done: "launched an attack on B", "cut ties with B", "provides B with weapons", "closed B's schools"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..clauses import Argument
from ..ends.parties import End
from ..lexicon import PredicateClass, WithObject
from ..parse.lemmas import lemma_of
from .acts import Act
from .between import each_for_itself, estranged, hyphenated, pair_of
from .carriers import called
from .relations import BACK_REBELS, Reading, Relation, each_other, home_of_rebels, kernel, misplaced, objects_below
from .wordy import VERBAL, of_words

if TYPE_CHECKING:
    from ..parse.tree import Token

# What one does with one's own troops, or with those of others.
_COMMANDING = ("order", "tell", "ask", "command", "instruct")
# Prepositions of place: whose a thing is counts before where it is.
_PLACES = frozenset("in inside near across".split())
_SHUT = PredicateClass("shut", "coerces", 0.75)
# What two do with what lies between them: "A and B resumed flights".
_JOINTLY_DONE = frozenset("resume restore restart reopen open launch establish start begin exchange swap share pool".split())
_HOSTING = frozenset("host broker mediate facilitate arrange convene sponsor chair moderate oversee supervise".split())
_PROMPTING = frozenset("prompt cause lead provoke drive push force spur move induce compel".split())
_EDGES = frozenset("border frontier boundary demarcation".split())
_MASSED = PredicateClass("mass-at-border", "coerces", 0.7)
_TAKING = frozenset("take seize capture wrest conquer grab annex recapture retake liberate".split())
_TOOK = PredicateClass("took-from", "attacks", 0.75)
_BROKERED = PredicateClass("brokered", "mediates", 0.8)


def with_object(act: Act) -> Iterator[Relation]:
    """`launched an attack on B`, `signed a pact with B`: verb, object noun and preposition, by the lexicon."""
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
            any_thing = plain and not any(names & rule.objects for rule in fitting) and not lexicon.is_word("message", lemma_of(noun))
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
    if schema().relations[rule.cls.type].sign > 0 and estranged(reading, noun):
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
    if sign < 0 and bare and (causers := _prompted_by(act)):
        # "passed a law, prompting B to recall its ambassador"
        yield from act.of(rule.cls, "prompted", noun.i, denied=denied).between(act.sources, causers)
    elif sign < 0 and bare and all(end.party.state in doers for end in targets):
        # "recalled its ambassador", and nobody says from where: as others did just before.
        yield from act.of(rule.cls, "in-turn", noun.i, denied=denied).between(act.sources, reading.ends.in_turn(act.sources, sign, noun))
    elif targets:
        yield from act.of(rule.cls, "verb-object-party", noun.i, denied=denied).between(act.sources, targets)
    elif len(act.sources) > 1 and each_for_itself(act.reading, clause, noun):
        return
    elif len(act.sources) > 1 and (rule.cls.reciprocal or (rule.cls.type == "cooperates" and clause.lemma in _JOINTLY_DONE)):
        yield from act.of(rule.cls, "both-verb-object", noun.i, denied=denied).among(act.sources)


def _prompted_by(act: Act) -> list[End]:
    """Who gave others cause for what they do: the subject of "prompting B to recall its ambassador"."""
    verb = act.verb.head
    if act.verb.dep_ not in ("xcomp", "ccomp") or lemma_of(verb) not in _PROMPTING or verb.i not in act.reading.clauses:
        return []
    places = act.reading.clauses[verb.i].of("subject")
    found = act.reading.parties(places, "subject")
    return found or [end for place in places for end in act.reading.owners(act.reading.doc[place], doer=True)]


def _between_others(reading: Reading, act: Act, after: list[Argument]) -> list[End]:
    """The two between whom an object is said to lie, where the subject is none of them."""
    between = reading.parties([one.token for one in after if one.word == "between"], "prep")
    doers = {end.party.state for end in act.sources}
    return between if len(between) > 1 and not any(end.party.state in doers for end in between) else []


def brought_together(act: Act) -> Iterator[Relation]:
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
    doers = {end.party.state for end in act.sources}
    # "denied B access to its ports": the ports are the doer's own
    targets = [end for end in reading.parties(places, "prep") if end.party.state not in doers]
    if not targets and rule.cls.type == "attacks":
        # "killed 48 people in attacks in B"
        deeds = [child for one in places if is_deed(reading, reading.doc[one]) for child in reading.doc[one].children]
        targets = reading.parties([one for prep in deeds if prep.lower_ in rule.preps for one in objects_below(prep)], "prep")
    if not targets and any(reading.lexicon.is_word("traffic", lemma_of(reading.doc[one])) for one in places):
        # "imposed tariffs on goods from B"
        targets = reading.parties(clause.of("prep", "from", "to") + clause.of("object-prep", "from", "to"), "prep")
    if not targets and noun.i not in clause.of("object"):
        # "returned dozens of paintings to B"
        own = [child for child in noun.children if child.dep_ == "prep" and child.lower_ in rule.preps]
        targets = reading.parties([one for child in own for one in objects_below(child)], "prep")
    if not targets:
        given = [
            one
            for one in act.verb.children
            if one.dep_ == "dative" or (one.dep_ == "dobj" and one.i != noun.i and _may_be_given(reading, one))
        ]
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


def _may_be_given(reading: Reading, noun: Token) -> bool:
    """Whether the first of two objects is who is given the second: "awarded B a medal", "sent B's president a letter"."""
    return noun.i in reading.ends.at or reading.lexicon.is_word("agent", lemma_of(noun))


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


def taken_from(act: Act) -> Iterator[Relation]:
    """`took Goa from B`, `the port was seized by A from B`: a place that changes hands."""
    if act.clause.lemma not in _TAKING:
        return
    places = [one for one in act.clause.of("object") if act.reading.doc[one].pos_ == "PROPN"]
    if any(one in act.reading.ends.at and act.reading.ends.at[one].party.kind != "territory" for one in places) or not places:
        return
    losers = act.reading.parties(act.clause.of("prep", "from") + act.clause.of("object-prep", "from"), "prep")
    yield from act.of(_TOOK, "taken-from").between(act.sources, [end for end in losers if end.party.kind in ("state", "organization")])


def shut(act: Act) -> Iterator[Relation]:
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


def provided(act: Act) -> Iterator[Relation]:
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


def is_deed(reading: Reading, noun: Token) -> bool:
    """Whether a noun names what is done, and neither a party nor who or what does it."""
    name = lemma_of(noun)
    return noun.i not in reading.ends.at and name in reading.lexicon.nouns and not reading.lexicon.is_word("agent", name)
