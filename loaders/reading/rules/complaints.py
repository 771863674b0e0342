"""What a speaker complains of: acts that it bears itself, evil deeds, claims and decisions that it calls bad names.

`said B had attacked it` says two things: that B did, and that the speaker is against B.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..clauses import Clause
from ..ends.parties import End
from ..lexicon import PredicateClass
from ..parse.lemmas import lemma_of
from .acts import Act, act_of
from .carriers import called
from .relations import Occurrence, Reading, Relation, kernel, objects_below

if TYPE_CHECKING:
    from ..parse.tree import Token

_COMPLAINT = PredicateClass("complaint", "opposes", 0.7)
_STRUCK = PredicateClass("strike-first", "attacks", 0.6)
_HOSTILE = ("attacks", "coerces")
_AMOUNTING = frozenset("be constitute represent remain become".split())
# In one's own statement "should" is advice.
_OBLIGING = frozenset("must ought".split())
# An act that is only opposition is complained of where its reading is this sure.
_SURE = 0.55


def complaints(reading: Reading, found: Sequence[Relation]) -> Iterator[Relation]:
    """What the speakers of a sentence say against those of whom they speak; `found`: what the sentence says anyhow."""
    for clause in reading.clauses.values():
        if clause.speaker >= 0 and clause.status != "denied" and not clause.negated and not clause.unreal:
            speakers = [end for end in reading.said_by(clause.speaker) if end.party.kind != "outlet"]
            if speakers:
                yield from _borne(clause, found, speakers)
                yield from _evil(reading, clause, found, speakers)
    for clause in reading.clauses.values():
        yield from _named_badly(reading, clause)
        if clause.status != "denied" and not clause.negated and not clause.unreal and not clause.conditional:
            yield from _lawless(reading, clause)


def _speakers(reading: Reading, clause: Clause) -> list[End]:
    """Who says a clause: whom it is attributed to, else whose statement or turn the text is; nobody in anybody's news."""
    if clause.speaker >= 0:
        return reading.said_by(clause.speaker)
    discourse = reading.ends.discourse
    voice = discourse.register.turns.get(discourse.place, discourse.register.voice)
    return [End(one, clause.verb, clause.verb, "reference", 0.8) for one in voice]


def _lawless(reading: Reading, clause: Clause) -> Iterator[Relation]:
    """`said B had violated the treaty`, in A's own statement `B must withdraw`: what B does is wrong, what it has to do is not done."""
    verb = reading.doc[clause.verb]
    subjects = [child.i for child in verb.children if child.dep_ == "nsubj"] or list(clause.of("subject"))
    objects = {lemma_of(one) for place in clause.of("object") for one in (reading.doc[place], *reading.doc[place].conjuncts)}
    wrong = reading.lexicon.is_word("law_breaking", clause.lemma) and objects & reading.lexicon.words["norm"]
    helping = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    reproach = "should" in helping and "have" in helping  # "B should have come"
    must = clause.speaker < 0 and (reproach or (clause.lemma not in ("be", "have") and bool(helping & _OBLIGING)))
    good = any(schema().relations[cls.type].sign > 0 for cls in reading.lexicon.verbs.get(clause.lemma, ()))
    if wrong or (must and not good):
        found = _against(reading, clause, _speakers(reading, clause), subjects, "breaks-norm" if wrong else "said-must")
        # what a body of many "must" do is asked of its members, the speaker among them
        # nor is it asked of whose thing it is: "Zambia, whose coal must pass through B"
        yield from (one for one in found if wrong or (one.target.party.kind != "organization" and one.target.how != "owner"))


def _borne(clause: Clause, found: Sequence[Relation], speakers: list[End]) -> Iterator[Relation]:
    """`said B had betrayed it`: who bears an act and tells of it opposes its doer."""
    victims = {end.party.state for end in speakers}
    for one in found:
        bad = one.type in _HOSTILE or (one.type == "opposes" and one.confidence >= _SURE)
        if clause.verb in one.at and bad and one.target.party.state in victims and one.status != "denied":
            yield from Occurrence(_COMPLAINT, "told-by-victim", one.at).between(speakers, [one.source])


def _evil(reading: Reading, clause: Clause, found: Sequence[Relation], speakers: list[End]) -> Iterator[Relation]:
    """`said B had imposed a blockade`, `said B was stoking the war`, `said B had no right to …`: nobody else is named as its victim."""
    act = act_of(reading, clause)
    if not act.sources or act.operators:
        return
    lexicon = reading.lexicon
    objects = [kernel(reading.doc[place], lexicon.words["quantity"]) for place in clause.of("object")]
    if lexicon.is_word("evil_deed", clause.lemma) and objects and clause.status in ("asserted", "alleged"):
        yield from Occurrence(_COMPLAINT, "evil-deed", (clause.verb,)).between(speakers, act.sources)
    told = clause.status in ("asserted", "alleged") and not clause.conditional and act.verb.dep_ in ("ccomp", "parataxis", "ROOT", "conj")
    if not told or any(clause.verb in one.at for one in found) or _others_named(act, speakers):
        return
    first = act.verb.dep_ == "ccomp" and not objects and any(child.lower_ in ("first", "again") for child in act.verb.children)
    if first and any(cls.type in _HOSTILE for cls in lexicon.verbs.get(clause.lemma, ())):
        yield from act.of(_STRUCK, "borne-by-speaker").between(act.sources, speakers)  # "said B had attacked first"
        yield from Occurrence(_COMPLAINT, "borne-by-speaker", (clause.verb,)).between(speakers, act.sources)
        return
    for cls in _hostile_classes(act, objects):
        yield from act.of(cls, "borne-by-speaker", trust=0.6).between(act.sources, speakers)
        yield from Occurrence(_COMPLAINT, "borne-by-speaker", (clause.verb,)).between(speakers, act.sources)
        return


def _hostile_classes(act: Act, objects: list[Token]) -> Iterator[PredicateClass]:
    lexicon = act.reading.lexicon
    for rule in lexicon.with_object.get(act.clause.lemma, ()):
        names = {name for one in objects for name in (lemma_of(one), called(one, lexicon.objects))}
        if rule.cls.type in _HOSTILE and not rule.cls.reciprocal and names & rule.objects:
            yield rule.cls
    own = any(lexicon.is_word("own_ground", lemma_of(one)) for one in objects)
    for cls in lexicon.verbs.get(act.clause.lemma, ()):
        if cls.type in _HOSTILE and not cls.targets and own and not cls.reciprocal:
            yield cls


def _others_named(act: Act, speakers: list[End]) -> bool:
    """Whether the clause names a third: the speaker is not who bears it then."""
    own = {end.party.state for end in (*speakers, *act.sources)}
    ends = act.reading.ends
    parts = [act.reading.doc[one.token] for one in act.clause.arguments if one.role != "subject"]
    parts += [child for child in act.verb.children if child.dep_ == "advcl" and child.tag_ == "VB"]  # what it is done for
    below = [token for part in parts for token in part.subtree]
    return any(token.i in ends.at and ends.at[token.i].party.state not in own for token in below)


def _named_badly(reading: Reading, clause: Clause) -> Iterator[Relation]:
    """`called B's decision shameful`, `said B's claim was absurd`, `said B had no right to …`."""
    lexicon = reading.lexicon
    verb = reading.doc[clause.verb]
    if lexicon.is_word("label", clause.lemma) and not clause.negated:
        speakers = reading.parties(clause.of("subject"), "subject")
        below = [child for child in verb.children if child.dep_ in ("oprd", "acomp", "attr", "ccomp", "xcomp")]
        below += [one for child in verb.children if child.lower_ == "as" for one in child.children]
        objects = [place for place in clause.of("object") if reading.doc[place] not in below]
        objects += [one.i for child in below for one in child.children if one.dep_ == "nsubj"]
        below += [one for place in objects for one in _misplaced_name(reading.doc[place])]
        if any(_bad(reading, one) for one in below):
            yield from _against(reading, clause, speakers, objects)
        return
    speakers = _speakers(reading, clause)
    if not speakers or clause.negated:
        return
    subjects = [child.i for child in verb.children if child.dep_ == "nsubj"]
    if clause.lemma in _AMOUNTING and any(_bad(reading, one) for one in verb.children if one.dep_ in ("acomp", "attr", "dobj")):
        yield from _against(reading, clause, speakers, subjects)
    rights = [child for child in verb.children if child.dep_ == "dobj" and lexicon.is_word("entitlement", lemma_of(child))]
    if clause.lemma == "have" and any(one.lower_ == "no" for right in rights for one in right.children):
        yield from _against(reading, clause, speakers, subjects)


def _misplaced_name(noun: Token) -> Iterator[Token]:
    """What `called B's decision to lay mines an unfriendly act` calls it, which the parser gave to "lay"."""
    for child in noun.children:
        if child.dep_ in ("acl", "relcl"):
            yield from (one for one in child.children if one.dep_ in ("dobj", "oprd") and one.i > child.i)


def _against(reading: Reading, clause: Clause, speakers: list[End], places: list[int], pattern: str = "named-badly") -> Iterator[Relation]:
    use = Occurrence(_COMPLAINT, pattern, (clause.verb,))
    targets = [end for place in places for end in reading.parties([place], "object") or reading.owners(reading.doc[place])]
    yield from use.between(speakers, targets)


def _bad(reading: Reading, word: Token) -> bool:
    """Whether a word is, or is described by, a bad name."""
    lexicon = reading.lexicon
    name = called(word, lexicon.nouns)
    hostile = name is not None and all(schema().relations[cls.type].sign < 0 for _, cls in lexicon.nouns[name])
    part = lemma_of(word) in ("part", "element", "pillar", "component")  # "part of the fight against terrorism" is no bad name
    deeper = (
        [] if part else [one for child in word.children if child.dep_ == "prep" and child.lower_ == "of" for one in objects_below(child)]
    )
    names = {lemma_of(one) for one in (word, *word.conjuncts, *(child for child in word.children if child.dep_ == "amod"))}
    return hostile or bool(names & lexicon.words["bad_name"]) or any(_bad(reading, reading.doc[one]) for one in deeper)
