"""Parties that a sentence leaves out: "Britain protested", "China has offered 1,000 tonnes", "Chad denounced the invasion".

A *gap* is a predicate of a class with a party on one side and none on the other. Who is meant is looked for in what the document has told:
the doer of the event that the object names (`implied-event`), the other party of what the same one did just before (`implied-other`), the
state that the document is about (`implied-topic`). Each is trusted less than a party that is named, and says in its rule where it is from.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from ....graph.schema import schema
from ..actors.register import Mention, Party
from ..ends.parties import End
from ..ends.references import Discourse, whole
from ..parse.lemmas import lemma_of
from ..rules.carriers import called
from ..rules.relations import Occurrence, Reading, Relation, possible
from ..sentences import Sentence
from .abroad import OneSided, one_sided, told_of
from .gaps import HOSTILE, Gap, gaps, hostile_doers, issued, officials, words
from .likewise import echoed, echoes
from .reactions import Act, act_before, answers, main_act, retaliations
from .silent import silent_pairs
from .stances import stance_relations
from .turned import Thing, things, told_thing, turned

# How often each of two is named that a text is about (in its first sentences each time counts as three).
_OFTEN = 3
_OWN = re.compile(r"\b(?:we|our|us|my)\b", re.I)
_QUOTED = re.compile(r'"[^"]*"?')
# In a speech more sentences than this speak of "us".
_SPEECH = 0.2
# A heading of a section has no more words.
_HEADING = 7
_ABOUT_THEM = re.compile(
    r"[\W\d]*(?:(?:the )?(?:[a-z]+ )?(?:relations?|ties|relationship|links|trade|conflict|dispute|war|cooperation|tensions)"
    r"(?: (?:with|to|over|and))?(?: the)?)?[\W\d]*",
    re.I,
)
# The ways to say something that one of two does to the other.
_PAIRED = ("verb-object", "voiced", "called")
# Kinds of whom a document can be about.
_ABOUT = ("state", "territory", "organization", "corridor")
SOURCES = ("event", "alike", "act", "section", "topic", "other", "pair")


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did: the lemma of its word, the type; the party `against` whom, where that is said."""

    lemma: str
    type: str
    doer: Party
    against: Party | None
    place: int


@dataclass(frozen=True, slots=True)
class Told:
    """A relation that was told in sentence `place`."""

    relation: Relation
    place: int


@dataclass
class Story:
    """What a document has told that may fill a gap later.

    `weights`: how much it is about each party; `first`: which sentence names it first;
    `sections`: whom the heading above each sentence names; `spoken`: somebody says it of what is their own ("we", "our").
    """

    discourse: Discourse
    weights: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[tuple[str, str], int] = field(default_factory=dict)
    spoken: bool = False
    sections: dict[int, Party] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    things: list[Thing] = field(default_factory=list)
    act: Act | None = None

    @classmethod
    def of(cls, discourse: Discourse, sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> Story:
        """The story of a document at its beginning."""
        weights: Counter[tuple[str, str]] = Counter()
        first: dict[tuple[str, str], int] = {}
        for place, named in enumerate(mentions):
            for state in dict.fromkeys(one.party.state for one in named if one.party.kind != "outlet"):
                weights[state] += 3 if place < 3 else 1
                first.setdefault(state, place)
        own = sum(bool(_OWN.search(_QUOTED.sub("", one.clean))) for one in sentences)
        spoken = own > _SPEECH * len(sentences) and not discourse.register.turns
        return cls(discourse, weights, first, spoken, _sections(sentences, mentions))

    def tell(self, relation: Relation) -> None:
        """Keeps a signed relation of the sentence at hand."""
        if schema().relations[relation.type].sign:
            self.told.append(Told(relation, self.discourse.place))

    def relations(self, reading: Reading, found: Sequence[Relation]) -> Iterator[Relation]:
        """What the gaps of a sentence say, where `found` are the relations that it says itself."""
        here = [Told(one, self.discourse.place) for one in found if schema().relations[one.type].sign]
        yield from self._welcomed(reading, found)
        yield from stance_relations(reading, self._subject_of_table)
        for use in silent_pairs(reading):
            last = self._last_two()
            here_two = [End(whole(one), use.at[0], use.at[0], "implied", 0.75 if last else 0.6) for one in last or self._two()]
            if not self.spoken and len(here_two) == 2:
                yield from use.among(here_two)
        known = [*self.things, *things(reading, [one.relation for one in here], self.discourse.place)]
        for one in turned(reading, known, self.discourse.place):
            if not any(one.at[-1] in other.at for other in found):
                here.append(Told(one, self.discourse.place))
                yield one
        sides = list(one_sided(reading))
        abroad = {end.party.state for side in sides if side.relations for end in side.others}
        for side in sides:
            own = {end.party.state for end in side.others}
            yield from self._abroad(reading, side, here, own | abroad if side.relations else own)
        near = [one.relation for one in (*self.told, *here) if self.discourse.place - one.place <= 1]
        for one in retaliations(reading, near):
            here.append(Told(one, self.discourse.place))
            yield one
        for echo in echoes(reading):
            near = [one.relation for one in self.told if echo.model or self.discourse.place - one.place <= 1]
            near += [one.relation for one in here if one.relation.first < echo.clause.verb or len(here) == 1]
            if not any(echo.clause.verb in one.at for one in found):
                yield from echoed(reading, echo, near)
        for clause in reading.clauses.values():
            if any(clause.verb in one.at or one.first <= clause.verb <= one.last for one in found):
                continue
            for gap in gaps(reading, clause):
                for how in SOURCES:
                    before = [*self.told, *(one for one in here if one.relation.first < clause.verb)]
                    if filled := list(_FILL[how](self, reading, gap, before)):
                        yield from filled
                        here += [Told(one, self.discourse.place) for one in filled]
                        break

    def close(self, reading: Reading) -> None:
        """Keeps what a sentence tells of hostile acts, whoever bears them, and of statements."""
        told = [one.relation for one in self.told if one.place == self.discourse.place]
        self.things.extend(things(reading, told, self.discourse.place))
        self.act = main_act(reading)
        for lemma, end in issued(reading):
            self.discourse.messages[lemma] = whole(end.party)
        for lemma, owners in officials(reading):
            self.discourse.officials[lemma] = (tuple(whole(one.party) for one in owners), self.discourse.place)
        for word, kind, end in hostile_doers(reading):
            self.deeds.append(Deed(lemma_of(word), kind, whole(end.party), None, self.discourse.place))

    def _abroad(self, reading: Reading, side: OneSided, here: Sequence[Told], abroad: AbstractSet[tuple[str, str]]) -> Iterator[Relation]:
        """Who else has the relations of which a noun names one side; of "bilateral" ones both are left out. `abroad`: who it cannot be."""
        place = side.noun.i
        if not side.others:
            last = {frozenset((one.relation.source.party.state, one.relation.target.party.state)): one.relation for one in here}
            two = [end.party for one in last.values() for end in (one.source, one.target)] if len(last) == 1 else self._last_two()
            use = replace(side.use, pattern=f"{side.use.pattern}/implied-two")
            yield from use.among([End(whole(one), place, place, "implied", 0.6) for one in two if not self.spoken])
            return
        doers = told_of(reading, side.noun)
        if doers is None:
            near = {reading.ends.at[one].party.state for one in reading.ends.heads if one < place} - abroad
            only = [Party(name, kind) for kind, name in near]
            only = only or [one for one in (self._whose(abroad),) if one is not None]
            doers = [End(one, place, place, "implied", 0.7) for one in only] if len(only) == 1 and not self.spoken else []
        use = replace(side.use, pattern=f"{side.use.pattern}/implied-topic")
        yield from use.between([end for end in doers if end.party.state not in abroad], side.others)

    def _event(self, reading: Reading, gap: Gap, told: Sequence[Told]) -> Iterator[Relation]:
        """The doer of the event that stands for the party: "denounced the invasion"."""
        thing = gap.thing
        spoken = gap.use.cls.name in words()["speech"] or gap.use.pattern in ("called", "voiced")
        if thing is None or thing.i in reading.ends.at or not spoken:
            return
        if thing.pos_ == "PRON":
            meant = told_thing(reading, thing, self.things, self.discourse.place)
            mutual = meant is not None and meant.type in ("cooperates", "ally", "adversary")
            both = [] if meant is None else [meant.source, meant.target] if mutual else [meant.source]
            yield from self._fill(gap, [one for one in both if one.state not in {end.party.state for end in gap.doers}], "event", 0.6)
            return
        lexicon = reading.lexicon
        lemma = called(thing, lexicon.nouns) or lemma_of(thing)
        types = {cls.type for _, cls in lexicon.nouns.get(lemma, ())}
        own = {end.party.state for end in gap.doers}
        fits = [one.relation for one in told if one.relation.type in types and one.relation.status != "planned"]
        fits = [one for one in fits if one.source.party.state not in own]
        parties = [fits[-1].source.party] if fits else []
        if fits and fits[-1].type in ("cooperates", "ally", "adversary"):
            parties = [one.party for one in (fits[-1].source, fits[-1].target) if one.party.state not in own]
        if not parties and types & HOSTILE:
            done = [one for one in self.deeds if one.doer.state not in own]
            best = [one for one in done if one.lemma == lemma] or [one for one in done if one.type in types] or done
            parties = [best[-1].doer] if best else []
        yield from self._fill(gap, parties, "event", 0.6)

    def _welcomed(self, reading: Reading, found: Sequence[Relation]) -> Iterator[Relation]:
        """Whoever welcomes what was done to another is against that one: "Kenya welcomed the sanctions"."""
        for one in found:
            word = reading.doc[one.target.first]
            types = {cls.type for _, cls in reading.lexicon.nouns.get(lemma_of(word), ())}
            if one.type != "supports" or one.target.how == "named" or not types & HOSTILE:
                continue
            for told in reversed(self.told):
                deed = told.relation
                if deed.type in types and deed.source.party.state == one.target.party.state:
                    victim = End(whole(deed.target.party), word.i, word.i, "implied", 0.5)
                    if possible(one.source, victim, "opposes"):
                        yield replace(
                            one, target=victim, type="opposes", rule=f"{one.rule}/implied-victim", confidence=0.5 * one.confidence
                        )
                    break

    def _alike(self, reading: Reading, gap: Gap, told: Sequence[Told]) -> Iterator[Relation]:
        """To whom somebody else just did the same."""
        verb = reading.doc[gap.use.at[0]]
        if verb.dep_ in ("advcl", "relcl", "acl") or any(child.dep_ == "mark" or child.tag_ == "WRB" for child in verb.children):
            return
        own = {end.party.state for end in gap.doers}
        sign = schema().relations[gap.use.cls.type].sign
        for one in reversed(told):
            if one.place != self.discourse.place:
                return
            if schema().relations[one.relation.type].sign == sign and one.relation.source.party.state not in own:
                target = one.relation.target.party
                if target.state not in own and not _named_beside(reading, gap, {*own, target.state}):
                    yield from self._fill(gap, [target], "alike", 0.5)
                return

    def _act(self, reading: Reading, gap: Gap, told: Sequence[Told]) -> Iterator[Relation]:
        """Who did what is answered, which was no relation: "A sent ships there, and B protested"."""
        own = {end.party.state for end in gap.doers}
        near = [one.relation for one in told if self.discourse.place - one.place <= 1]
        if self.spoken or any(own & {one.source.party.state, one.target.party.state} for one in near):
            return
        verb = reading.doc[gap.use.at[0]]
        act = act_before(reading, verb) or (self.act if verb.dep_ == "ROOT" else None)
        if act is not None and answers(reading, gap, act) and not _named_beside(reading, gap, {*own, act.doer.state}):
            yield from self._fill(gap, [act.doer], "act", 0.45)

    def _other(self, reading: Reading, gap: Gap, told: Sequence[Told]) -> Iterator[Relation]:
        """Whom the same party dealt with just before."""
        own = {end.party.state for end in gap.doers}
        sign = schema().relations[gap.use.cls.type].sign
        for one in reversed(told):
            if self.discourse.place - one.place > 1:
                return
            pair = (one.relation.source.party, one.relation.target.party)
            if schema().relations[one.relation.type].sign == sign and own & {end.state for end in pair} and not _vague(reading, gap):
                others = [end for end in pair if end.state not in own]
                if not _tells_of_another(reading, gap, {*own, *(end.state for end in others)}):
                    yield from self._fill(gap, others, "other", 0.45)
                return

    def _topic(self, reading: Reading, gap: Gap, told: Sequence[Told]) -> Iterator[Relation]:
        """Whom the document is about."""
        own = {end.party.state for end in gap.doers}
        party = self._about(own) if self._open(reading, gap) else None
        if party is not None and not _named_beside(reading, gap, {*own, party.state}):
            yield from self._fill(gap, [party], "topic", 0.4)

    def _section(self, reading: Reading, gap: Gap, told: Sequence[Told]) -> Iterator[Relation]:
        """Whom the section is about: that is called after them alone or after the relations with them."""
        own = {end.party.state for end in gap.doers}
        party = self.sections.get(self.discourse.place) if self._open(reading, gap) else None
        if party is not None and party.state not in own and not _named_beside(reading, gap, {*own, party.state}):
            yield from self._fill(gap, [party], "section", 0.45)

    def _about(self, own: AbstractSet[tuple[str, str]], kinds: Sequence[str] = _ABOUT) -> Party | None:
        """Whom the document is clearly most about beside some parties, and more than about those."""
        ranked = [(state, weight) for state, weight in self.weights.most_common() if state[0] in kinds and self._named(state)]
        others = [(state, weight) for state, weight in ranked if state not in own]
        if not others or (len(others) > 1 and others[0][1] < 1.5 * others[1][1]):
            return None
        state, weight = others[0]
        return None if any(self.weights[one] >= weight for one in own) else Party(state[1], state[0])

    def _whose(self, own: AbstractSet[tuple[str, str]]) -> Party | None:
        """Who has the relations with some: whom the text has been most about before, or about first."""
        ranked = [(state, weight) for state, weight in self.weights.most_common() if state[0] in _ABOUT and self._named(state)]
        others = [(state, weight) for state, weight in ranked if state not in own]
        if not others or (len(others) > 1 and others[0][1] < 1.5 * others[1][1]):
            return None
        state, weight = others[0]
        later = all(self.first[state] < self.first.get(one, len(self.first)) for one in own)
        return None if not later and any(self.weights[one] >= weight for one in own) else Party(state[1], state[0])

    def _open(self, reading: Reading, gap: Gap) -> bool:
        """Whether a gap may mean whom the text is about: not in a speech, nor what an unknown body or a vague phrase does."""
        if self.spoken or _vague(reading, gap) or _suffered(reading, gap):
            return False
        mentions = (reading.ends.at.get(place) for end in gap.doers for place in range(end.first, end.last + 1))
        return not any(one.party.kind == "organization" and one.role == "found" for one in mentions if one)

    def _pair(self, reading: Reading, gap: Gap, told: Sequence[Told]) -> Iterator[Relation]:
        """The other one, where the document is about two and one of them acts."""
        own = {end.party.state for end in gap.doers}
        two = self._two() if self._open(reading, gap) else []
        others = [one for one in two if one.state not in own]
        if gap.use.pattern in _PAIRED and len(two) == 2 and len(others) == 1 and not _named_beside(reading, gap, {*own, others[0].state}):
            yield from self._fill(gap, others, "pair", 0.4)

    def _two(self) -> list[Party]:
        """The two that the document is about, where there are no more."""
        ranked = [(state, weight) for state, weight in self.weights.most_common(3) if state[0] in _ABOUT and self._named(state)]
        if len(ranked) < 2 or ranked[1][1] < max(_OFTEN, 0.4 * ranked[0][1]) or (len(ranked) > 2 and 2 * ranked[2][1] > ranked[1][1]):
            return []
        return [Party(name, kind) for (kind, name), _ in ranked[:2]]

    def _last_two(self) -> list[Party]:
        """The two of whom the sentence before told something."""
        pairs = [(one.relation.source.party, one.relation.target.party) for one in self.told if self.discourse.place - one.place == 1]
        states = {frozenset((one.state, other.state)) for one, other in pairs}
        return [whole(one) for one in pairs[-1]] if len(states) == 1 else []

    def _named(self, state: tuple[str, str]) -> bool:
        """Whether a party was named before the sentence at hand."""
        return self.first.get(state, self.discourse.place) < self.discourse.place

    def _subject_of_table(self, doer: Party) -> Party | None:
        """Whom a table is about: the corridor of the document, else its one party."""
        return self._about(frozenset(), ("corridor",)) or self._about({doer.state})

    def _fill(self, gap: Gap, parties: Sequence[Party], how: str, trust: float) -> Iterator[Relation]:
        at = gap.thing.i if gap.thing is not None else gap.use.at[0]
        ends = [End(whole(one), at, at, "implied", trust) for one in parties]
        use = Occurrence(gap.use.cls, f"{gap.use.pattern}/implied-{how}", gap.use.at, gap.use.clause, gap.use.denied, gap.use.operators)
        yield from use.between(gap.doers, ends)


def _sections(sentences: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]) -> dict[int, Party]:
    """For each sentence below a heading like "China" or "Relations with China" the party that it names."""
    found: dict[int, Party] = {}
    party: Party | None = None
    for place, (sentence, named) in enumerate(zip(sentences, mentions, strict=True)):
        if sentence.kind == "headline" and len(sentence.clean.split()) <= _HEADING:
            party = None
            rest = sentence.clean
            for one in reversed(named):
                rest = rest[: one.start] + rest[one.end :]
            if place and len(named) == 1 and named[0].party.kind != "outlet" and _ABOUT_THEM.fullmatch(rest):
                party = named[0].party
        elif party is not None:
            found[place] = party
    return found


def _suffered(reading: Reading, gap: Gap) -> bool:
    """Whether what is condemned is an attack: the text may as well be about whom it hit ("condemned the shelling")."""
    if gap.thing is None or schema().relations[gap.use.cls.type].sign > 0:
        return False
    nouns = reading.lexicon.nouns
    return any(cls.type in ("attacks", "adversary") for _, cls in nouns.get(called(gap.thing, nouns) or lemma_of(gap.thing), ()))


def _vague(reading: Reading, gap: Gap) -> bool:
    """Whether a phrase is as often said of one's own affairs: "took steps", "values the relationship", but not "halted aid"."""
    name, lexicon = gap.use.cls.name, reading.lexicon
    if name == "praise":
        return gap.thing is None or lemma_of(gap.thing) not in lexicon.nouns
    noun = lemma_of(reading.doc[gap.use.at[-1]])
    classes = [cls for _, cls in lexicon.nouns.get(noun, ())]
    voiced = gap.use.clause is not None and gap.use.clause.lemma in words()["voicing"] and bool(classes)
    return name in words()["vague"] and not voiced and not any(cls.type == "supports" for cls in classes)


def _named_beside(reading: Reading, gap: Gap, known: set[tuple[str, str]]) -> bool:
    """Whether the clause, one above that it belongs to or an infinitive of it names anybody else, who may be meant."""
    verb = reading.doc[gap.use.at[0]]
    around = {verb.i}
    while verb.dep_ in ("xcomp", "advcl", "acl", "pcomp", "prep"):
        verb = verb.head
        around.add(verb.i)
    around |= {one.i for one in verb.subtree if one.dep_ in ("xcomp", "pcomp") and one.head.i in around}
    for place, mention in reading.ends.heads.items():
        if mention.party.state not in known and mention.party.kind != "outlet":
            clause = reading.clause_of(reading.doc[place])
            if clause is not None and clause.verb in around:
                return True
    return False


def _tells_of_another(reading: Reading, gap: Gap, known: set[tuple[str, str]]) -> bool:
    """Whether what is said names anybody else: "warned that it would strike back if B moved its troops"."""
    said = [one for one in reading.doc[gap.use.at[0]].children if one.dep_ == "ccomp"]
    places = (place for place, mention in reading.ends.heads.items() if mention.party.state not in known)
    return any(one.is_ancestor(reading.doc[place]) for place in places for one in said)


_FILL = {
    "event": Story._event,
    "alike": Story._alike,
    "act": Story._act,
    "other": Story._other,
    "section": Story._section,
    "topic": Story._topic,
    "pair": Story._pair,
}
