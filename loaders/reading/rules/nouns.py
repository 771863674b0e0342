"""Rules whose predicate is a noun: acts ("Turkey's support for …", "launched an attack on …") and the state of relations."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..clauses import Clause, lemma_of
from ..ends.parties import End
from ..lexicon import PredicateClass, heads
from .effects import felt, helped, laid_at
from .operators import above, over_noun, over_verb
from .relations import (
    BACK_REBELS,
    Occurrence,
    Reading,
    Relation,
    home_of_rebels,
    misplaced,
    objects_below,
    of_phrases,
    own_clause,
    said_no,
)
from .undergone import among_whom, got_from, sent_from, undergone
from .wordy import VERBAL, of_words

if TYPE_CHECKING:
    from ..parse.tree import Token

# How many words of a name stand before or after the noun that heads it.
_LONGEST = 4
# Before a fight to which it did not come.
_NEAR = frozenset("close closer near nearer brink verge edge threshold precipice slide drift".split())
_BRINK = PredicateClass("brink-of-war", "opposes", 0.75)
# Nouns of handing out a sum.
_PAYING = frozenset("release disbursement payment delivery provision transfer allocation approval".split())
# Texts of a body's own, and what peoples suffer rather than do.
_OF_A_BODY = frozenset("charter protocol convention statute memorandum".split())
_SUFFERED = frozenset("bloodshed carnage".split())
_COMING = frozenset("come arrive emanate flow pour issue stem".split())
# Before the help by which two come together.
_THROUGH = ("under", "through", "with", "via", "by", "to")


def noun_relations(reading: Reading, noun: Token) -> Iterator[Relation]:
    """Everything that one noun says."""
    lemma = lemma_of(noun)
    if noun.i in reading.ends.at or noun.i in reading.used or _imagined(reading, noun):
        return
    head = lemma_of(noun.head)
    if noun.dep_ == "compound" and (head in reading.lexicon.nouns or reading.lexicon.is_word("relation_nouns", head)):
        return  # the "trade" of "trade relations" or "a trade war" is no trade
    for preps, cls in reading.lexicon.nouns.get(called(noun, reading.lexicon.nouns) or lemma, ()):
        if cls.reciprocal:
            yield from _reciprocal(reading, noun, cls)
        else:
            yield from _act(reading, noun, preps, cls)
    if reading.lexicon.is_word("relation_nouns", lemma):
        yield from _state_of_relations(reading, noun)


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


def called(noun: Token, names: Collection[str]) -> str | None:
    """The longest of some names that a noun heads: `free trade agreement`, `war of words`, `agreement`; None where none fits."""
    doc, lemma = noun.doc, lemma_of(noun)
    if lemma not in heads() and noun.lower_ not in heads():
        return max((word for word in (lemma, noun.lower_) if word in names), key=len, default=None)
    before, first = [""], noun
    while first.i and not first.is_sent_start and len(before) <= _LONGEST:
        first = first.nbor(-1)
        before.insert(0, first.text_with_ws.lower() + before[0])
    after = doc[noun.i + 1 : noun.i + 1 + _LONGEST] if noun.i + 2 < len(doc) and doc[noun.i + 1].lower_ == "of" else ()
    tails = [""]
    if after:
        tails += [
            f" of {''.join(one.text_with_ws for one in after[1:stop])}{lemma_of(after[stop])}".lower() for stop in range(1, len(after))
        ]
    fits = [name for head in before for tail in tails for word in (lemma, noun.lower_) if (name := f"{head}{word}{tail}") in names]
    return max(fits, key=len, default=None)


def carrier(reading: Reading, noun: Token) -> tuple[Clause, Token, str] | None:
    """The verb that carries a noun, as object, subject of the passive or after a preposition; with that preposition or ""."""
    top = noun
    while top.dep_ == "conj" and top.head.pos_ in ("NOUN", "PROPN"):
        top = top.head
    above = top.head.head if top.dep_ == "pobj" and top.head.lower_ == "of" else top
    sum_of = top.head.head
    paid_out = False
    if top.dep_ == "pobj" and top.head.lower_ == "in" and sum_of.pos_ in ("NOUN", "NUM"):
        if sum_of.dep_ in ("dobj", "nsubjpass"):
            above = sum_of  # "gave ten million dollars in aid"
        elif sum_of.dep_ == "pobj" and sum_of.head.lower_ == "of" and lemma_of(sum_of.head.head) in _PAYING:
            above, paid_out = sum_of.head.head, True  # "approved the release of ten million dollars in aid"
    through = paid_out or lemma_of(above) not in reading.lexicon.nouns or lemma_of(above) in reading.lexicon.operator_nouns
    if above.pos_ in ("NOUN", "NUM", "PRON", "DET", "ADJ") and through:
        top = above  # "a series of agreements", "some of its aid", "a suspension of aid"
    head = top.head
    if top.dep_ in ("dobj", "nsubjpass", "attr", "oprd") and head.i in reading.clauses:
        return reading.clauses[head.i], head, ""
    verb = head.head
    while verb.dep_ in ("prep", "prt", "advmod") and verb.pos_ in ("ADP", "ADV"):
        verb = verb.head  # "pulled out of the deal"
    part = head.head
    if top.dep_ == "pobj" and part.lower_ == "part" and part.dep_ == "dobj" and part.head.i in reading.clauses:
        return reading.clauses[part.head.i], part.head, f"part {head.lower_}"  # "took part in drills"
    if (
        top.dep_ == "pobj"
        and head.dep_ == "prep"
        and verb.i in reading.clauses
        and any(child.dep_ == "dobj" and child.lower_ == "part" for child in verb.children)
    ):
        return reading.clauses[verb.i], verb, f"part {head.lower_}"
    if top.dep_ == "pobj" and verb.i in reading.clauses:
        return reading.clauses[verb.i], verb, head.lower_
    if top.dep_ == "pobj" and reading.lexicon.is_word("blamed", lemma_of(head.head)) and (clause := reading.clause_of(head.head)):
        return clause, reading.doc[clause.verb], "responsible for"
    return None


def _light(reading: Reading, carried: tuple[Clause, Token, str]) -> bool:
    """Whether the verb only carries its noun: `launched an attack`, `is in talks`, `came to the aid`, `is responsible for the raid`."""
    clause, verb, through = carried
    if through:
        # "joined in the talks", "took part in the exercise"
        objects = ["", *(f"{child.lower_} " for child in verb.children if child.dep_ == "dobj")]
        return any(reading.lexicon.is_word("light", f"{clause.lemma} {one}{through}") for one in objects)
    particle = next((child.lower_ for child in verb.children if child.dep_ == "prt"), "")
    return reading.lexicon.is_word("light", f"{clause.lemma} {particle}".strip()) or clause.lemma == "be"


def _prep_parties(reading: Reading, noun: Token, preps: Collection[str]) -> list[End]:
    """Those after a preposition of the noun, or of the participle that goes with it: "sanctions on A", "sanctions imposed on A"."""
    found: list[End] = []
    for child in noun.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in preps:
            found.extend(reading.parties(objects_below(child), "prep"))
        elif child.dep_ == "acl" and child.tag_ == "VBN" and not found:
            below = [one for one in child.children if one.dep_ in ("prep", "dative") and one.lower_ in preps and one.lower_ != "of"]
            found.extend(end for one in below for end in reading.parties(objects_below(one), "prep"))
        elif child.dep_ == "conj" and child.pos_ == "NOUN" and not found and not any(one.dep_ == "prep" for one in noun.children):
            found.extend(_prep_parties(reading, child, preps))  # "loans and grants for B"
    return found or reading.parties(misplaced(noun.children, noun, preps), "prep")


def _targets(
    reading: Reading, noun: Token, preps: Collection[str], carried: tuple[Clause, Token, str] | None, word: Token | None
) -> list[End]:
    """At whom an act is aimed: after its preposition, or that of its verb or of the noun over it ("suspension of aid to B")."""
    found = _prep_parties(reading, noun, preps)
    apart = [prep for prep in preps if prep not in ("of", "in")]
    if not found and word is not None and word.pos_ == "NOUN":
        found = _prep_parties(reading, word, apart)
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
    sources = sources or sent_from(reading, noun) or among_whom(reading, noun)
    if len(sources) > 1:
        aimed = {end.party.state for end in targets}
        sources = [end for end in sources if end.party.state not in aimed]
    pattern = "owner-noun"
    at: tuple[int, ...] = (noun.i,)
    wanted = bool(carried and operators and _wanted(reading, carried[1]))
    if wanted:
        operators = ()  # "B must end its raids on C": it raids
    if carried and (operators or wanted or _light(reading, carried)):
        operators = operators or (() if wanted else over_verb(carried[1], reading.lexicon))
        subjects = reading.parties(carried[0].of("subject"), "subject")
        if operators and sources and not _same(subjects, sources):
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


def _before_by(reading: Reading, noun: Token, doers: list[End]) -> list[End]:
    """`the expulsion of B's envoys by A`, where the parser makes them envoys by A: whose they are."""
    named = [reading.doc[place] for one in of_phrases(noun) for place in objects_below(one)]
    before = [child for one in named for child in one.children if child.i < one.i and child.i in reading.ends.at]
    found = [End(reading.ends.at[one.i].party, *reading.ends.spans[one.i], "owner", 0.95) for one in before]
    return found if not _same(found, doers) else []


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
    return verb.dep_ in ("xcomp", "ccomp") and reading.lexicon.is_word("wanting", lemma_of(verb.head))


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
    if len(parties) > 1 and not _same(owners, parties):
        yield from Occurrence(cls, "by-means-of", (noun.i,), clause).between(owners, parties)


def _rebels(reading: Reading, noun: Token, preps: Collection[str]) -> list[End]:
    below = [one for child in noun.children if child.dep_ == "prep" and child.lower_ in preps for one in objects_below(child)]
    return home_of_rebels(reading, below)


def _same(one: list[End], other: list[End]) -> bool:
    return bool({end.party.state for end in one} & {end.party.state for end in other})


def _operator_subject(reading: Reading, word: Token) -> list[End]:
    if word.i in reading.clauses:
        return reading.parties(reading.clauses[word.i].of("subject"), "subject")
    return reading.owners(word, doer=True)


def pair_of(reading: Reading, noun: Token, friends: bool = False) -> tuple[list[End], list[End], str]:
    """The parties to a reciprocal noun: (those on one side, those on the other, how). One side only: all with each other.

    `friends`: the noun names a good thing, so that whom it is "against" is no party to it.
    """
    between = _prep_parties(reading, noun, {"between", "among"}) or _happens_between(reading, noun)
    if not between and noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        between = _prep_parties(reading, noun.head.head, {"between", "among"})  # "a bone of contention between A and B"
    if len(between) > 1:
        return between, [], "between"
    owners = reading.owners(noun) + hyphenated(reading, noun)
    if not owners:
        owners = reading.ends.possessed_by_pair(noun)
    owners = list({end.party.state: end for end in owners}.values())
    with_ = _prep_parties(reading, noun, {"with", "to", "toward", "towards", "alongside"} | (set() if friends else {"against"}))
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


def _happens_between(reading: Reading, noun: Token) -> list[End]:
    """`a feud broke out between A and B`, `fighting erupted between A and B`: the parties hang on the verb."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.i not in reading.clauses or not reading.lexicon.is_word("happening", lemma_of(verb)):
        return []
    preps = [one for token in verb.children for one in (token, *token.children) if one.lower_ == "between"]
    return reading.parties([place for one in preps for place in objects_below(one)], "prep")


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


def _reciprocal(reading: Reading, noun: Token, cls: PredicateClass) -> Iterator[Relation]:
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
    operators, _ = above(noun, reading.lexicon)
    at: tuple[int, ...] = (noun.i,)
    if operators and carried and not how.startswith("subject"):
        doers = reading.parties(carried[0].of("subject"), "subject")
        if doers and not _same(doers, [*ones, *others]):
            operators = ()  # "A stayed away from the summit of B and C": B and C met
    if how.startswith("subject") and carried:
        if not (operators or _light(reading, carried)):
            return
        operators, at = operators or over_verb(carried[1], reading.lexicon), (noun.i, carried[1].i)
    use = Occurrence(cls, how, at, own_clause(reading.clause_of(noun), carried, noun), said_no(noun), operators)
    yield from use.between(ones, others) if others else use.among(ones)


def _on_the_brink(noun: Token) -> bool:
    """Whether it did not come to the fight: "came close to war", "on the brink of war"."""
    prep = noun.head
    return noun.dep_ == "pobj" and prep.lower_ in ("to", "of", "toward", "towards") and lemma_of(prep.head) in _NEAR


def _state_of_relations(reading: Reading, noun: Token) -> Iterator[Relation]:
    """What is said of relations: "tense ties between …", "relations with … soured", "restored ties with …"."""
    found = _quality(reading, noun)
    if found is None:
        return
    cls, word = found
    ones, others, how = pair_of(reading, noun)
    clause = own_clause(reading.clause_of(noun), (reading.clauses[word.i], word, "") if word.i in reading.clauses else None, noun)
    operators = over_verb(word, reading.lexicon) if word.pos_ == "VERB" else ()
    use = Occurrence(cls, f"relations-{how}", (noun.i, word.i), clause, operators=operators)
    if ones:
        yield from use.between(ones, others) if others else use.among(ones)


def _quality(reading: Reading, noun: Token) -> tuple[PredicateClass, Token] | None:
    """The word that says how relations are, the verb first, then what they are called, then their adjectives."""
    lexicon = reading.lexicon
    head = noun.head
    top = noun
    while top.dep_ == "conj" and top.head.pos_ == "NOUN":
        top, head = top.head, top.head.head
    verb = lemma_of(head)
    if top.dep_ == "nsubj" and head.pos_ in ("VERB", "AUX") and (verb == "be" or lexicon.is_word("reaching", verb)):
        # "relations hit a new low", "sank to their lowest point"
        below = [one for child in head.children for one in (child, *child.children) if one.dep_ in ("dobj", "pobj")]
        below += [child for child in head.children if child.dep_ in ("advcl", "xcomp", "acomp") and child.pos_ == "ADJ"]
        # "from bad to worse": the last counts
        for one in (part for end in sorted(below, key=lambda one: -one.i) for part in (end, *end.children)):
            if cls := _described(reading, one) or _named_state(reading, one):
                return cls, head
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
    if top.dep_ == "pobj" and head.lower_ in ("of", "in") and lemma_of(head.head) in lexicon.relation_nouns:
        return lexicon.relation_nouns[lemma_of(head.head)], head.head  # "the deepening of ties"
    if top.dep_ == "pobj" and head.lower_ in ("over", "on", "into", "to") and head.head.pos_ in ("VERB", "NOUN"):
        # "cast a shadow over relations", "breathed new life into ties", "a chill has settled over relations"
        above = head.head
        named = [above, *(child for child in above.children if child.dep_ in ("nsubj", "dobj", "nsubjpass"))]
        for one in named:
            if lemma_of(one) in lexicon.relation_nouns and one.pos_ == "NOUN":
                return lexicon.relation_nouns[lemma_of(one)], one
    if top.dep_ == "dobj" and verb in lexicon.relation_acts:
        return lexicon.relation_acts[verb], head
    for child in noun.children:
        if child.dep_ in ("amod", "compound", "acl") and (cls := _described(reading, child)):
            return cls, child
    over = over_noun(noun, lexicon)
    if over and lemma_of(over[1]) in lexicon.relation_acts:
        return lexicon.relation_acts[lemma_of(over[1])], over[1]
    return None


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
