"""Rules whose predicate is a noun: acts ("Turkey's support for …", "launched an attack on …") and the state of relations."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..clauses import Clause
from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from .between import contested, reciprocal, state_of_relations
from .carriers import called, carrier, light, prep_parties, same
from .effects import felt, helped, laid_at
from .mediation import mediated
from .operators import above, asked_for, over_verb
from .relations import (
    BACK_REBELS,
    Occurrence,
    Reading,
    Relation,
    home_of_rebels,
    meets,
    misplaced,
    objects_below,
    of_phrases,
    own_clause,
    said_no,
)
from .undergone import among_whom, got_from, held_in, sent_from, undergone
from .wordy import VERBAL, of_words

if TYPE_CHECKING:
    from ..parse.tree import Token

_ASKED_TO_END = PredicateClass("ask-to-end", "opposes", 0.75)
_COMING = frozenset("come arrive emanate flow pour issue stem".split())
# Before the help by which two come together.
_THROUGH = ("under", "through", "with", "via", "by", "to")


def noun_relations(reading: Reading, noun: Token) -> Iterator[Relation]:
    """Everything that one noun says."""
    lemma = lemma_of(noun)
    if noun.i not in reading.ends.at and meets(reading, noun):
        yield from mediated(reading, noun)
    if noun.i in reading.ends.at or noun.i in reading.used or _imagined(reading, noun):
        return
    head = lemma_of(noun.head)
    if noun.dep_ == "compound" and (head in reading.lexicon.nouns or reading.lexicon.is_word("relation_nouns", head)):
        return  # the "trade" of "trade relations" or "a trade war" is no trade
    for preps, cls in reading.lexicon.nouns.get(called(noun, reading.lexicon.nouns) or lemma, ()):
        if cls.reciprocal:
            yield from reciprocal(reading, noun, cls)
        else:
            yield from _act(reading, noun, preps, cls)
    if reading.lexicon.is_word("boundary", lemma):
        yield from contested(reading, noun)
    if reading.lexicon.is_word("relation_nouns", lemma):
        yield from state_of_relations(reading, noun)


def _imagined(reading: Reading, noun: Token) -> bool:
    """Whether an act is only thought of: "an attack on A would …", "an attack by A is unlikely", "… is out of the question"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.pos_ not in ("VERB", "AUX") or noun.tag_ == "NNS":
        return False
    said = [one for child in verb.children for one in (child, *child.children) if one.dep_ in ("acomp", "attr", "prep")]
    if lemma_of(verb) == "be":
        below = [lemma_of(end) for one in said if one.lower_ == "of" for end in one.children]
        if "question" in below or any(reading.lexicon.is_word("unreal", lemma_of(one)) for one in said):
            return True
    might = any(child.dep_ == "aux" and child.lower_ in ("would", "could", "might") for child in verb.children)
    return might and any(child.lower_ in ("a", "an", "any") for child in noun.children)


def _targets(
    reading: Reading, noun: Token, preps: Collection[str], carried: tuple[Clause, Token, str] | None, word: Token | None
) -> list[End]:
    """At whom an act is aimed: after its preposition, or that of its verb or of the noun over it ("suspension of aid to B")."""
    found = prep_parties(reading, noun, preps)
    apart = [prep for prep in preps if prep not in ("of", "in")]
    if not found and word is not None and word.pos_ == "NOUN":
        found = prep_parties(reading, word, apart)
    if not found and carried and word is not None and "to" in preps:
        found = reading.parties(carried[0].of("prep", "from"), "prep")  # "withheld aid from B"
    if not found and carried:
        roles = ("prep", "object-prep")  # "authorized the release of a million in aid to B": what belongs to the sum is the aid's
        places = [one.token for one in carried[0].arguments if one.role in roles and one.word in apart and one.token != noun.i]
        found = reading.parties(places, "prep")
    return found


def _act(reading: Reading, noun: Token, preps: frozenset[str], cls: PredicateClass) -> Iterator[Relation]:
    carried = carrier(reading, noun)
    operators, word = above(noun, reading.lexicon)
    targets = _targets(reading, noun, preps, carried, word) or _place_before(reading, noun)
    if cls.type == "mediates" and (not targets or (noun.dep_ == "pobj" and noun.head.lower_ in _THROUGH)):
        yield from _by_mediation(reading, noun, cls)
        return
    if _mission(reading, noun):
        return
    if carried and targets and (got := list(got_from(reading, noun, cls, carried))):
        yield from got
        return
    if not targets:
        # "Russian sanctions" have no target; "sanctions against Russia" no source: nothing to say, unless the verb tells who bears them.
        borne = list(undergone(reading, noun, cls, carried))
        yield from borne or [*felt(reading, noun, cls), *helped(reading, noun)]
        return
    sources = reading.owners(noun, doer="of" in preps)
    if not sources and (sources := reading.parties(misplaced(of_phrases(noun), noun, ("by",)), "prep")):
        targets = _before_by(reading, noun, sources) or targets
    if not sources and (sources := laid_at(reading, noun)):
        cls = replace(cls, status="alleged")
    verb = noun.head
    if not sources and noun.dep_ == "nsubj" and verb.i in reading.clauses and lemma_of(verb) in _COMING:
        sources = reading.parties(reading.clauses[verb.i].of("prep", "from"), "prep")  # "praise for B came from A"
    sources = sources or sent_from(reading, noun) or among_whom(reading, noun) or held_in(reading, noun)
    if len(sources) > 1:
        aimed = {end.party.state for end in targets}
        sources = [end for end in sources if end.party.state not in aimed]
    sources = sources or _in_token(reading, noun)
    pattern = "owner-noun"
    at: tuple[int, ...] = (noun.i,)
    wanted = bool(carried and operators and _wanted(reading, carried[1])) or bool(word is not None and asked_for(word, reading.lexicon))
    if wanted:
        operators = ()  # "B must end its raids on C": it raids
    if word is not None and word.pos_ == "NOUN" and wanted and schema().relations[cls.type].sign < 0:
        yield from _asked_to_end(reading, noun, word, sources)
    if carried and (operators or wanted or light(reading, carried)):
        operators = operators or (() if wanted else over_verb(carried[1], reading.lexicon))
        subjects = reading.parties(carried[0].of("subject"), "subject")
        if operators and sources and not same(subjects, sources):
            operators = ()  # "A condemned B's support for C": B's act stands as it is
        if not sources:
            sources, pattern, at = subjects, "light-verb", (noun.i, carried[1].i)
    elif word is not None and not sources:
        sources, pattern = _operator_subject(reading, word), "operator"
    if carried and sources and pattern == "owner-noun" and reading.lexicon.is_word("joining", carried[0].lemma):
        # "joined B's sanctions against C"
        joining = reading.parties(carried[0].of("subject"), "subject")
        use = Occurrence(cls, "joins-in", (noun.i, carried[1].i), carried[0], said_no(noun), over_verb(carried[1], reading.lexicon), 0.8)
        yield from use.between(joining, targets)
    clause = carried[0] if carried and not wanted else reading.clause_of(noun)
    carried = None if wanted else carried
    if cls.type == "supports" and (home := _rebels(reading, noun, preps)):
        cls, targets = BACK_REBELS, home
    if cls.type == "attacks" and of_words(noun, reading.lexicon):
        cls = VERBAL
    use = Occurrence(cls, pattern, at, own_clause(clause, carried, noun), said_no(noun), operators)
    yield from use.between(sources, targets)


def _in_token(reading: Reading, noun: Token) -> list[End]:
    """Who does something else `in protest at B's raid`, `in support of B`, `as a protest against B`."""
    prep = noun.head
    bare = not any(child.dep_ in ("det", "poss") and child.lower_ not in ("a", "an") for child in noun.children)
    if noun.dep_ != "pobj" or prep.lower_ not in ("in", "as") or not bare or prep.head.i not in reading.clauses:
        return []
    return reading.parties(reading.clauses[prep.head.i].of("subject"), "subject")


def _asked_to_end(reading: Reading, noun: Token, end: Token, doers: list[End]) -> Iterator[Relation]:
    """`demanded an end to B's raids on C`: who asks for it is against B."""
    asking = reading.clause_of(end)
    askers = reading.parties(asking.of("subject"), "subject") if asking is not None else []
    yield from Occurrence(_ASKED_TO_END, "asked-for-end", (end.i, noun.i), asking).between(askers, doers)


def _before_by(reading: Reading, noun: Token, doers: list[End]) -> list[End]:
    """`the expulsion of B's envoys by A`, where the parser makes them envoys by A: whose they are."""
    named = [reading.doc[place] for one in of_phrases(noun) for place in objects_below(one)]
    before = [child for one in named for child in one.children if child.i < one.i and child.i in reading.ends.at]
    found = [End(reading.ends.at[one.i].party, *reading.ends.spans[one.i], "owner", 0.95) for one in before]
    return found if not same(found, doers) else []


def _mission(reading: Reading, noun: Token) -> bool:
    """Whether an act is part of a body's proper name: "the UN Operation in A" raids nobody."""
    if noun.pos_ != "PROPN" or not noun.text.istitle() or noun.i < 1:
        return False
    before = reading.ends.at.get(noun.i - 1)
    return before is not None and before.party.kind == "organization"


def _wanted(reading: Reading, verb: Token) -> bool:
    """Whether others want a thing to be done: "must end", "urged B to lift", "called on B to stop"."""
    if any(child.dep_ == "aux" and child.lower_ in ("must", "should") for child in verb.children):
        return True
    return asked_for(verb, reading.lexicon)


def _place_before(reading: Reading, noun: Token) -> list[End]:
    """`A's Syria offensive`, `its Iran sanctions`: with an owner before it, a name in front of an act is whom it is aimed at."""
    if not any(child.dep_ == "poss" for child in noun.children):
        return []
    names = [child.i for child in noun.children if child.dep_ in ("compound", "nmod") and child.pos_ == "PROPN"]
    return [End(reading.ends.at[one].party, *reading.ends.spans[one], "named", 0.8) for one in names if one in reading.ends.at]


def _by_mediation(reading: Reading, noun: Token, cls: PredicateClass) -> Iterator[Relation]:
    """`with A's mediation, B and C signed …`: what the two do is brought about by the third."""
    clause = reading.clause_of(noun)
    if clause is None or noun.dep_ != "pobj":
        return
    owners = reading.owners(noun) or reading.parties([place for one in of_phrases(noun) for place in objects_below(one)], "prep")
    parties = reading.parties(clause.of("subject") or clause.of("object"), "subject")
    if len(parties) < 2:
        parties = reading.parties([*clause.of("object-prep", "between"), *clause.of("prep", "between")], "prep")
    if len(parties) > 1 and not same(owners, parties):
        yield from Occurrence(cls, "by-means-of", (noun.i,), clause).between(owners, parties)


def _rebels(reading: Reading, noun: Token, preps: Collection[str]) -> list[End]:
    below = [one for child in noun.children if child.dep_ == "prep" and child.lower_ in preps for one in objects_below(child)]
    return home_of_rebels(reading, below)


def _operator_subject(reading: Reading, word: Token) -> list[End]:
    if word.i in reading.clauses:
        return reading.parties(reading.clauses[word.i].of("subject"), "subject")
    return reading.owners(word, doer=True)
