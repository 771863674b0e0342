"""Nouns for what lies between two: "the rivalry of A and B", "A-B talks", "ties with B soured", "on the brink of war"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..clauses import Clause
from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from .carriers import carrier, light, prep_parties, same
from .operators import above, asked_for, over_noun, over_verb
from .relations import Occurrence, Reading, Relation, objects_below, own_clause, said_no

if TYPE_CHECKING:
    from ..parse.tree import Token

# Before a fight to which it did not come.
_NEAR = frozenset("close closer near nearer brink verge edge threshold precipice slide drift".split())
_CONTESTED = PredicateClass("contested-border", "opposes", 0.65)
_BRINK = PredicateClass("brink-of-war", "opposes", 0.75)
# Operators of those who take no part in what they speak against.
_SPOKEN_AGAINST = ("oppose", "against", "block")
# What leaves relations as they are called: "maintains cool ties".
_KEEPING = frozenset("maintain keep preserve retain sustain continue".split())
_GOING_ON = frozenset("continue begin start seem appear tend come".split())
_BEING = frozenset("be remain stay become keep continue".split())
# What one may hold by oneself.
_ALONE = frozenset("drill exercise manoeuvre maneuver patrol wargame game parade".split())
# What ties are that one cares for.
_DEAR = frozenset("important vital crucial essential indispensable precious valuable dear critical paramount central".split())
# Texts of a body's own, and what peoples suffer rather than do.
_OF_A_BODY = frozenset("charter protocol convention statute memorandum".split())
_SUFFERED = frozenset("bloodshed carnage".split())


def pair_of(reading: Reading, noun: Token, friends: bool = False) -> tuple[list[End], list[End], str]:
    """The parties to a reciprocal noun: (those on one side, those on the other, how). One side only: all with each other.

    `friends`: the noun names a good thing, so that whom it is "against" is no party to it.
    """
    between = prep_parties(reading, noun, {"between", "among"}) or _happens_between(reading, noun)
    if not between and noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        between = prep_parties(reading, noun.head.head, {"between", "among"})  # "a bone of contention between A and B"
    if len(between) > 1:
        return between, [], "between"
    owners = reading.owners(noun) + hyphenated(reading, noun)
    if not owners:
        owners = reading.ends.possessed_by_pair(noun)
    owners = list({end.party.state: end for end in owners}.values())
    owners = owners or _dear_to(reading, noun)
    with_ = prep_parties(reading, noun, {"with", "to", "toward", "towards", "alongside"} | (set() if friends else {"against"}))
    carried = carrier(reading, noun)
    if carried and not with_:
        places = [one.token for one in carried[0].arguments if one.role == "prep" and one.word in ("with", "alongside")]
        with_ = reading.parties(places, "prep")
    if with_ and owners:
        return owners, with_, "owner-with"
    subjects: list[End] = []
    if carried and noun.dep_ != "nsubjpass":
        subjects = reading.parties(carried[0].of("subject"), "subject")
    if with_ and len(subjects) > 1:
        apart = {end.party.state for end in with_}  # "A drilled alongside B": B is counted among the subjects too
        subjects = [end for end in subjects if end.party.state not in apart]
    if with_ and subjects:
        return subjects, with_, "subject-with"
    if len(owners) > 1:
        return owners, [], "owners"
    if len(subjects) == 1 and len(owners) == 1 and not with_:
        return subjects, owners, "subject-owner"
    if carried and len(subjects) > 1 and not with_:
        return subjects, [], "subjects"
    return [], [], ""


def _dear_to(reading: Reading, noun: Token) -> list[End]:
    """`ties with B are vital to A`, `its links with B matter to A`: whose they are."""
    verb = noun.head
    if noun.dep_ != "nsubj" or not reading.lexicon.is_word("relation_nouns", lemma_of(noun)):
        return []
    tops = [child for child in verb.children if child.dep_ == "acomp" and lemma_of(child) in _DEAR]
    tops += [verb] * (lemma_of(verb) == "matter")
    preps = [child for one in tops for child in one.children if child.lower_ in ("to", "for")]
    return reading.parties([place for one in preps for place in objects_below(one)], "prep")


def _happens_between(reading: Reading, noun: Token) -> list[End]:
    """`a feud broke out between A and B`, `fighting erupted between A and B`: the parties hang on the verb."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.i not in reading.clauses or not reading.lexicon.is_word("happening", lemma_of(verb)):
        return []
    after = (one for one in verb.subtree if one.lower_ == "between" and one.i > verb.i)
    preps = [one for one in after if one.head.i in (verb.i, noun.i) or not _lies_between(reading, one.head)]
    return reading.parties([place for one in preps for place in objects_below(one)], "prep")


def _lies_between(reading: Reading, noun: Token) -> bool:
    """Whether a noun may itself have two sides: a border, a deal. "Fighting broke out in the hills between A and B" is between A and B."""
    lemma = lemma_of(noun)
    names = reading.lexicon.nouns
    return noun.pos_ == "NOUN" and (lemma in names or any(reading.lexicon.is_word(one, lemma) for one in ("boundary", "relation_nouns")))


def hyphenated(reading: Reading, noun: Token) -> list[End]:
    """Both halves of "Russia-Turkey talks" or "Israeli-Iranian tensions" where the parser took them for one modifier."""
    found: list[End] = []
    for dash in reading.doc[max(0, noun.i - 6) : noun.i]:
        if dash.text in ("-", "–", "/") and 0 < dash.i < len(reading.doc) - 1:
            for place in (dash.i - 1, dash.i + 1):
                if place in reading.ends.at:
                    first, last = reading.ends.spans[place]
                    found.append(End(reading.ends.at[place].party, first, last, "owner", 0.9))
    return found if len(found) > 1 else []


def reciprocal(reading: Reading, noun: Token, cls: PredicateClass) -> Iterator[Relation]:
    ones, others, how = pair_of(reading, noun, schema().relations[cls.type].sign > 0)
    if not ones or (said_no(noun) and how == "between" and lemma_of(noun.head) == "be"):
        return  # "there is no agreement between A and B" says nothing of how they stand
    if cls.type == "attacks" and _on_the_brink(noun):
        cls = _BRINK
    if how == "subject-owner" and lemma_of(noun) in _OF_A_BODY and any(end.party.kind == "organization" for end in others):
        return  # whoever violates the Charter of the United Nations has agreed on nothing with them
    if how == "owners" and lemma_of(noun) in _SUFFERED:
        return  # "the bloodshed of A's and B's people"
    carried = carrier(reading, noun)
    operators, word = above(noun, reading.lexicon)
    if word is not None and asked_for(word, reading.lexicon):
        operators = ()  # "called for an end to the war of A and B": it goes on
    at: tuple[int, ...] = (noun.i,)
    if operators and carried and not how.startswith("subject"):
        doers = reading.parties(carried[0].of("subject"), "subject")
        if doers and not same(doers, [*ones, *others]):
            operators = ()  # "A stayed away from the summit of B and C": B and C met
    if how.startswith("subject") and carried:
        if not (operators or light(reading, carried)) or (how == "subjects" and each_for_itself(reading, carried[0], noun)):
            return
        operators, at = operators or over_verb(carried[1], reading.lexicon), (noun.i, carried[1].i)
        if how == "subject-owner" and schema().relations[cls.type].sign < 0 and any(one.name in _SPOKEN_AGAINST for one in operators):
            return  # "opposes B's war on C" is no war with B
    use = Occurrence(cls, how, at, own_clause(reading.clause_of(noun), carried, noun), said_no(noun), operators)
    yield from use.between(ones, others) if others else use.among(ones)


def contested(reading: Reading, noun: Token) -> Iterator[Relation]:
    """`the disputed border between A and B`, `the A-B border remains contested`: they are at odds over what lies between them."""
    head = noun.head
    said = [child.lower_ for child in noun.children if child.dep_ == "amod"]
    if noun.dep_ in ("nsubj", "nsubjpass"):
        said += [head.lower_, *(child.lower_ for child in head.children if child.i > head.i)]
    if any(reading.lexicon.is_word("contested", one) for one in said):
        ones, others, _ = pair_of(reading, noun)
        use = Occurrence(_CONTESTED, "border", (noun.i,), reading.clause_of(noun))
        yield from use.between(ones, others) if others else use.among(ones)


def each_for_itself(reading: Reading, clause: Clause, noun: Token) -> bool:
    """`A and B are both holding drills`: not with each other, where what they hold takes no partner."""
    apart = [reading.doc[clause.verb], *(reading.doc[place] for place in clause.of("subject"))]
    both = any(child.lower_ in ("both", "each", "separately") and child.dep_ != "cc" for one in apart for child in one.children)
    both = both or any(child.lower_ in ("separate", "rival") for child in noun.children)
    joint = any(child.lower_ in ("joint", "common", "combined") for child in noun.children)
    return both and not joint and lemma_of(noun) in _ALONE


def _on_the_brink(noun: Token) -> bool:
    """Whether it did not come to the fight: "came close to war", "on the brink of war"."""
    prep = noun.head
    return noun.dep_ == "pobj" and prep.lower_ in ("to", "of", "toward", "towards") and lemma_of(prep.head) in _NEAR


def state_of_relations(reading: Reading, noun: Token) -> Iterator[Relation]:
    """What is said of relations: "tense ties between …", "relations with … soured", "restored ties with …"."""
    found = quality(reading, noun)
    if found is None:
        return
    cls, word = found
    ones, others, how = pair_of(reading, noun)
    clause = own_clause(reading.clause_of(noun), (reading.clauses[word.i], word, "") if word.i in reading.clauses else None, noun)
    operators = over_verb(word, reading.lexicon) if word.pos_ == "VERB" else ()
    use = Occurrence(cls, f"relations-{how}", (noun.i, word.i), clause, operators=operators)
    if ones:
        yield from use.between(ones, others) if others else use.among(ones)


def estranged(reading: Reading, noun: Token) -> bool:
    """Whether a noun is of relations that are called bad: the "ties" of "have had strained ties"."""
    if not reading.lexicon.is_word("relation_nouns", lemma_of(noun)):
        return False
    found = quality(reading, noun)
    return found is not None and schema().relations[found[0].type].sign < 0


def quality(reading: Reading, noun: Token) -> tuple[PredicateClass, Token] | None:
    """The word that says how relations are, the verb first, then what they are called, then their adjectives."""
    lexicon = reading.lexicon
    head = noun.head
    top = noun
    while top.dep_ == "conj" and top.head.pos_ == "NOUN":
        top, head = top.head, top.head.head
    if top.dep_ == "nsubj" and lemma_of(head) in _GOING_ON:
        head = next((child for child in head.children if child.dep_ == "xcomp"), head)  # "will continue to deepen"
    verb = lemma_of(head)
    if top.dep_ == "nsubj" and head.pos_ in ("VERB", "AUX") and (verb == "be" or lexicon.is_word("reaching", verb)):
        # "relations hit a new low", "sank to their lowest point"
        below = [one for child in head.children for one in (child, *child.children) if one.dep_ in ("dobj", "pobj")]
        below += [child for child in head.children if child.dep_ in ("advcl", "xcomp", "acomp") and child.pos_ == "ADJ"]
        # "from bad to worse": the last counts
        for one in (part for end in sorted(below, key=lambda one: -one.i) for part in (end, *end.children)):
            if cls := _described(reading, one) or _named_state(reading, one):
                return cls, head
    dear = any(child.dep_ == "acomp" and lemma_of(child) in _DEAR for child in head.children)
    if top.dep_ == "nsubj" and (verb == "matter" or (verb in _BEING and dear)):
        return lexicon.relation["friendly"], head
    if top.dep_ == "nsubj" and verb in _BEING and _untroubled(reading, head):
        return lexicon.relation["friendly"], head
    if top.dep_ in ("nsubj", "nsubjpass") and head.pos_ in ("VERB", "AUX"):
        if top.dep_ == "nsubj" and verb in lexicon.relation_verbs:
            return lexicon.relation_verbs[verb], head
        for child in head.children:
            if child.dep_ in ("acomp", "oprd", "attr") and (cls := _described(reading, child)):
                return cls, child
        if top.dep_ == "nsubjpass" and (bad := _marked_by(reading, head)) is not None:
            return bad, head
        for table in (lexicon.relation_acts, lexicon.relation):
            for key in (verb, head.lower_):
                if top.dep_ == "nsubjpass" and key in table:
                    return table[key], head
    for one in noun.children:
        if one.dep_ == "acl" and one.tag_ == "VBP" and one.lower_ in lexicon.relation_verbs:  # "as ties with B sour"
            return lexicon.relation_verbs[one.lower_], one
    if top.dep_ == "pobj" and head.lower_ in ("of", "in") and lemma_of(head.head) in lexicon.relation_nouns:
        return lexicon.relation_nouns[lemma_of(head.head)], head.head  # "the deepening of ties"
    if top.dep_ == "pobj" and head.lower_ in ("over", "on", "into", "to") and head.head.pos_ in ("VERB", "NOUN"):
        # "cast a shadow over relations", "breathed new life into ties", "a chill has settled over relations"
        above = head.head
        named = [above, *(child for child in above.children if child.dep_ in ("nsubj", "dobj", "nsubjpass"))]
        for one in named:
            if lemma_of(one) in lexicon.relation_nouns and one.pos_ == "NOUN":
                return lexicon.relation_nouns[lemma_of(one)], one
    adjectives = [child for child in noun.children if child.dep_ in ("amod", "compound", "acl")]
    called = next(((cls, child) for child in adjectives if (cls := _described(reading, child))), None)
    if top.dep_ == "dobj" and verb in lexicon.relation_acts and not (called and verb in _KEEPING):
        return lexicon.relation_acts[verb], head
    if called:
        return called
    over = over_noun(noun, lexicon)
    if over and lemma_of(over[1]) in lexicon.relation_acts:
        return lexicon.relation_acts[lemma_of(over[1])], over[1]
    return None


def _untroubled(reading: Reading, verb: Token) -> bool:
    """Whether relations are "without conflict", "free of friction"."""
    preps = [one for child in verb.children for one in (child, *child.children) if one.lower_ == "without" or one.head.lower_ == "free"]
    below = [reading.doc[place] for one in preps for place in objects_below(one)]
    classes = [cls for one in below for _, cls in reading.lexicon.nouns.get(lemma_of(one), ())]
    return any(schema().relations[cls.type].sign < 0 for cls in classes)


def _marked_by(reading: Reading, verb: Token) -> PredicateClass | None:
    """What relations are that were "marked by suspicion", "clouded by a quarrel"; None where nothing bad is named."""
    by = [place for child in verb.children if child.dep_ == "agent" or child.lower_ == "by" for place in objects_below(child)]
    named = [one for place in by for one in (reading.doc[place], *reading.doc[place].conjuncts)]
    classes = [cls for one in named for _, cls in reading.lexicon.nouns.get(lemma_of(one), ())]
    return reading.lexicon.relation.get("strained") if any(schema().relations[cls.type].sign < 0 for cls in classes) else None


def _named_state(reading: Reading, word: Token) -> PredicateClass | None:
    """What a noun after "to" makes of relations: "went from embrace to enmity", "turned into a partnership"."""
    if word.dep_ != "pobj" or word.head.lower_ not in ("to", "into"):
        return None
    return next((cls for _, cls in reading.lexicon.nouns.get(lemma_of(word), ()) if cls.reciprocal), None)


def _described(reading: Reading, word: Token) -> PredicateClass | None:
    table = reading.lexicon.relation
    return table.get(lemma_of(word)) or table.get(word.lower_)
