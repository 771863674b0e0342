"""What every rule shares: the sentence it works on, one use of a predicate in it, the relations that this yields."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from ....graph.schema import schema
from ..clauses import Clause
from ..ends.others import is_mutual
from ..ends.parties import End, Ends
from ..lexicon import Lexicon, Operator, PredicateClass
from ..parse.lemmas import lemma_of

if TYPE_CHECKING:
    from ..parse.tree import Doc, Token
    from .acts import Act

# A list of more parties than this is a crowd: not each of them did it with each other.
_CROWD = 5
# What is denied with less trust than this says nothing: "has no links to B".
_FAINT = 0.3
# Second halves of compounds whose first half does what the noun says.
_DOING = frozenset("led run orchestrated conducted inflicted imposed launched allied aligned".split())
_BROKERED = frozenset("broker mediate facilitate arrange host sponsor supervise convene oversee guarantee arbitrate".split())
# Before the name that one gives to a thing.
_NAMING = frozenset("call term describe deem consider see brand label".split())
# To back "Chadian rebels" is to act against Chad.
BACK_REBELS = PredicateClass("back-rebels", "coerces", 0.6)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation read in one sentence, tokens `[first, last]` of which carry it. `rule` is class/pattern.

    `at` are the tokens of the predicate, where a rule knows them.
    """

    source: End
    target: End
    type: str
    rule: str
    first: int
    last: int
    status: str
    past: bool
    confidence: float
    at: tuple[int, ...] = ()


@dataclass(frozen=True)
class Reading:
    """A parsed sentence with what the steps before have found in it: what a rule works on.

    `used`: nouns that a verb's rule has read with their verb, so that they say nothing more by themselves. `acts`: what `acts.act_of`
    has found out of each clause.
    """

    doc: Doc
    ends: Ends
    lexicon: Lexicon
    clauses: dict[int, Clause]
    used: set[int] = field(default_factory=set)
    acts: dict[int, tuple[Clause, Act]] = field(default_factory=dict)

    def clause_of(self, token: Token) -> Clause | None:
        """The clause in which a token stands: of the nearest verb above it."""
        if token.i in self.clauses:
            return self.clauses[token.i]
        for above in token.ancestors:
            if above.i in self.clauses:
                return self.clauses[above.i]
        return None

    def parties(self, tokens: Iterable[int], role: str) -> list[End]:
        """The parties of the phrases that these tokens head. "B's rivals" are not B, a member of a league is not the league."""
        found: list[End] = []
        for place in tokens:
            ends = self._across(self.doc[place]) or self.ends.of(self.doc[place], role) or self._agents(self.doc[place])
            if not ends and role != "subject":
                ends = self._reached(self.doc[place])
            tie = place not in self.ends.at and lemma_of(self.doc[place]) in self.lexicon.ties
            member = place not in self.ends.at and lemma_of(self.doc[place]) == "member"
            found += [end for end in ends if end.how != "owner" or not (tie or (member and end.party.kind == "organization"))]
        return found

    def said_by(self, place: int) -> list[End]:
        """Who says what is attributed to a phrase: its party; of "the American draft says" whose draft it is."""
        noun = self.doc[place]
        found = self.ends.of(noun, "subject")
        if not found and self.lexicon.is_word("message", lemma_of(noun)):
            found = self.owners(noun, doer=True)
            if not found and noun.dep_ in ("dobj", "nsubjpass") and (clause := self.clauses.get(noun.head.i)):
                found = self.parties(clause.of("subject"), "subject")  # "issued a statement saying that"
        return found

    def owners(self, noun: Token, doer: bool = False) -> list[End]:
        """Whose a noun is; a "US-brokered deal" is no deal of the United States, a "US-led raid" is its raid."""
        found = [end for end in self.ends.owners(noun, doer) if not self._half_of_compound(end, meets(self, noun))]
        return found or self._agents(noun)

    def _agents(self, noun: Token) -> list[End]:
        """By whom a thing is made what a participle after it says: "aid provided by A", "the sanctions imposed by A"."""
        made = [one for one in noun.children if one.dep_ == "acl" and one.tag_ == "VBN" and self.lexicon.is_word("light", lemma_of(one))]
        made = [one for one in made if lemma_of(one) not in _BROKERED]  # who brokers an accord is no party to it
        by = [below for one in made for below in one.children]
        return [end for one in by if one.dep_ == "agent" for place in objects_below(one) for end in self.ends.of(self.doc[place], "prep")]

    def _reached(self, noun: Token) -> list[End]:
        """Whom something reaches through those who live there or what goes there: "food for people in B", "a curb on exports to B"."""
        preps: tuple[str, ...] = ()
        if self.lexicon.is_word("inhabitant", lemma_of(noun)):
            preps = ("in", "inside", "across", "throughout", "from")
        elif self.lexicon.is_word("traffic", lemma_of(noun)):
            preps = ("to", "from", "with", "into")
        elif self.lexicon.is_word("part_in", lemma_of(noun)):
            preps = ("in", "at", "on")
        below = [one for child in noun.children if child.dep_ == "prep" and child.lower_ in preps for one in objects_below(child)]
        found = [end for place in below for end in self.ends.of(self.doc[place], "prep")]
        return [End(end.party, end.first, end.last, "owner", 0.85 * end.trust) for end in found]

    def _across(self, noun: Token) -> list[End]:
        """Who lies behind "its border with A"."""
        if not self.lexicon.is_word("boundary", lemma_of(noun)):
            return []
        beyond = [one for child in noun.children if child.dep_ == "prep" and child.lower_ == "with" for one in objects_below(child)]
        own = any(child.dep_ == "poss" and child.pos_ == "PRON" for child in noun.children)
        if own and not beyond and noun.i + 1 < len(self.doc) and self.doc[noun.i + 1].lower_ == "with":
            beyond = objects_below(self.doc[noun.i + 1])  # "massed troops on its border with A", where "with" went to the verb
        return [end for place in beyond for end in self.ends.of(self.doc[place], "prep")]

    def _half_of_compound(self, end: End, meeting: bool) -> bool:
        if end.last + 2 >= len(self.doc) or self.doc[end.last + 1].text != "-":
            return False
        word = self.doc[end.last + 2].lower_
        led = meeting and self.lexicon.is_word("convening", word)  # "EU-led talks" are those of others
        return led or (word in self.lexicon.compound and word not in _DOING)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One use of a predicate: class, the pattern that found it, its tokens `at`, the clause that says it.

    `denied`: "no support"; the clause's own "not" comes on top. `operators` stand over it, the nearest first.
    `tie`: the predicate names what one is to another, so that "no longer" tells of the past.
    """

    cls: PredicateClass
    pattern: str
    at: tuple[int, ...]
    clause: Clause | None = None
    denied: bool = False
    operators: tuple[Operator, ...] = ()
    trust: float = 1.0
    tie: bool = False

    def meaning(self) -> tuple[str, str, float] | None:
        """(type, rule, confidence) after operators and negation; None where nothing is said.

        A denied good deed is opposition, with half the trust; a denied bad deed says nothing. An operator turns the type, or drops it.
        """
        kind, rule, trust = self.cls.type, f"{self.cls.name}/{self.pattern}", self.trust * self.cls.confidence
        for operator in self.operators:
            if operator.name == "refuse" and kind != self.cls.type and schema().relations[self.cls.type].sign < 0:
                kind, rule = self.cls.type, f"refuse+{rule}"  # who refuses to lift an embargo keeps it
                continue
            if operator.name == "over" and kind == "attacks" and not self.cls.reciprocal:
                continue  # an invasion that is over makes no friends
            if kind not in operator.turns:
                return None
            kind, rule = operator.turns[kind], f"{operator.name}+{rule}"
        if self.over:
            return kind, rule, trust
        if self.denied or (self.clause is not None and self.clause.negated):
            if schema().relations[kind].sign <= 0 or self.cls.inverse:
                return None
            kind, rule, trust = "opposes", f"not+{rule}", 0.5 * trust
            if trust < _FAINT:
                return None
        return kind, rule, trust

    @property
    def over(self) -> bool:
        """Whether a tie is said to be no more: it was one, and is past."""
        return self.tie and self.clause is not None and self.clause.ceased

    def status(self) -> str:
        """asserted, planned, alleged or denied: the clause's word counts before the class's."""
        if self.clause is None:
            return self.cls.status
        if self.clause.conditional:
            return "planned"
        return self.cls.status if self.clause.status == "asserted" else self.clause.status

    def between(self, sources: Iterable[End], targets: Iterable[End]) -> Iterator[Relation]:
        """The relation of every source to every target."""
        meaning = self.meaning()
        if meaning is None or (self.clause is not None and self.clause.unreal):
            return
        kind, rule, trust = meaning
        if self.clause is not None and self.clause.conditional:
            trust *= 0.6
        ones, others = (list(targets), list(sources)) if self.cls.inverse else (list(sources), list(targets))
        together = {one.party.state for one in ones} if len(ones) > 1 else set()
        others = [one for one in others if one.party.state not in together]  # who does it with others is not whom they do it to
        for source in ones:
            for target in others:
                if kind == "attacks" and target.party.kind == "outlet":
                    kind = "coerces"  # a raid on a newsroom is no act of war
                if possible(source, target, kind) and (not self.cls.targets or target.party.kind in self.cls.targets):
                    first = min(*self.at, source.first, target.first)
                    last = max(*self.at, source.last, target.last)
                    past = self.over or (self.clause is not None and self.clause.past)
                    confidence = trust * source.trust * target.trust
                    yield Relation(source, target, kind, rule, first, last, self.status(), past, confidence, self.at)

    def both(self, parties: list[End]) -> Iterator[Relation]:
        """What every two of some parties do to each other, each to the other: "accused each other"."""
        yield from self.among(parties)
        yield from self.among(parties[::-1])

    def among(self, parties: list[End]) -> Iterator[Relation]:
        """The relation of every two of some parties to each other; none where they are a crowd."""
        for one, other in combinations(parties if len(parties) <= _CROWD else (), 2):
            yield from self.between([one], [other])


def meets(reading: Reading, noun: Token) -> bool:
    """Whether a noun names a meeting or a settlement of several."""
    return any(cls.reciprocal and schema().relations[cls.type].sign > 0 for _, cls in reading.lexicon.nouns.get(lemma_of(noun), ()))


def possible(source: End, target: End, kind: str) -> bool:
    """Two different parties, of kinds that can do this to each other."""
    if source.party.state == target.party.state or source.party.state == (target.party.kind, target.party.name):
        return False
    if source.party.kind == "corridor":
        return kind == "connects"
    relation = schema().relations[kind]
    return source.party.kind in relation.source and target.party.kind in relation.target


def each_other(token: Token) -> bool:
    """Whether a phrase is "each other", "one another" or belongs to it: "each other's diplomats"."""
    return is_mutual(token) or any(child.dep_ == "poss" and child.i < token.i and each_other(child) for child in token.children)


def kernel(noun: Token, quantity: frozenset[str]) -> Token:
    """What a phrase counts: `troops` of "some of its troops", `agreements` of "a series of agreements"; else the noun itself."""
    if noun.pos_ in ("NUM", "DET", "PRON") or str(noun.lemma_).lower() in quantity:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                below = next((one for one in child.children if one.dep_ == "pobj"), None)
                return kernel(below, quantity) if below is not None else noun  # "tens of thousands of troops"
    return noun


def follow(token: Token, words: tuple[str, ...]) -> Token | None:
    """The last of some words, each below the one before (or below the first): "go" → "to" → "war" → "with"."""
    seen = [token]
    for word in words:
        below = next((child for one in reversed(seen) for child in one.children if _is(child, word)), None)
        if below is None and " " in word:  # "at daggers drawn", where "drawn" hangs on the daggers
            deeper = (part for one in reversed(seen) for child in one.children for part in child.children)
            below = next((part for part in deeper if _is(part, word)), None)
        if below is None:
            return None
        seen.append(below)
    return seen[-1]


def begun(token: Token, phrases: Iterable[tuple[tuple[str, ...], PredicateClass]]) -> list[tuple[tuple[str, ...], PredicateClass]]:
    """Those of some phrases that are worth to `follow` from a token: the next word hangs on it, or is the last (of many few are)."""
    near = {form for child in token.children for form in (child.lower_, str(child.lemma_).lower())}
    return [
        (words, cls)
        for words, cls in phrases
        if len(words) < 2 or words[0] in near or (" " in words[0] and not near.isdisjoint(_parts(words[0])))
    ]


@cache
def _parts(name: str) -> list[str]:
    """The words of a name; names are those of the lexicon."""
    return name.split()


def _is(token: Token, name: str) -> bool:
    """Whether a token is a word or heads a name of several: `course` for "collision course"."""
    if " " not in name:
        return name == token.lower_ or name == token.lemma_.lower()
    *before, last = _parts(name)
    if last not in (token.lower_, token.lemma_.lower()):
        return False
    return [one.lower_ for one in token.doc[max(0, token.i - len(before)) : token.i]] == before


def objects_below(prep: Token) -> list[int]:
    """The heads of what a preposition governs, once more or again: "with B, with C"."""
    found = [child.i for child in prep.children if child.dep_ in ("pobj", "dobj", "obj")]
    for verb in prep.children:
        if verb.dep_ == "pcomp" and lemma_of(verb) in _NAMING and any(child.lower_ == "what" for child in verb.children):
            found += [
                child.i for child in verb.children if child.dep_ in ("oprd", "dobj", "attr") and child.i > verb.i
            ]  # "over what it called B's raid"
    again = [child for child in prep.children if child.dep_ == "conj" and child.lower_ == prep.lower_]
    return found + [place for child in again for place in objects_below(child)]


def misplaced(children: Iterable[Token], noun: Token, preps: Collection[str]) -> list[int]:
    """What a preposition governs that the parser hung one phrase too low: "filed a suit in Paris against B", "an attack by A on B"."""
    found: list[int] = []
    for prep in children:
        if prep.dep_ in ("prep", "agent") and prep.i > noun.i:
            for below in (one for child in prep.children if child.dep_ == "pobj" for one in child.children):
                if below.dep_ == "prep" and below.lower_ in preps and below.lower_ not in ("of", "in", "for"):
                    found += objects_below(below)
    return found


def home_of_rebels(reading: Reading, places: Iterable[int]) -> list[End]:
    """The states whose rebels an object names: who arms them acts against those states ("backs Chadian rebels", "rebels fighting B")."""
    found: list[End] = []
    for place in places:
        noun = reading.doc[place]
        if place not in reading.ends.at and _insurgent(reading, noun):
            preps = [child for child in noun.children if child.dep_ == "prep" and child.lower_ in ("in", "inside", "from", "within")]
            inside = [one for prep in preps for one in objects_below(prep)]
            ends = reading.owners(noun, doer=True) + reading.parties(inside, "prep") + _fought(reading, noun)
            found += [end for end in ends if end.party.kind in ("state", "territory") and end.how != "reference"]
    return found


def _insurgent(reading: Reading, noun: Token) -> bool:
    """Whether a noun is of insurgents: "rebels", "guerrilla movement"."""
    if reading.lexicon.is_word("insurgent", lemma_of(noun)):
        return True
    kinds = (child for child in noun.children if child.dep_ in ("compound", "amod", "nmod"))
    return reading.lexicon.is_word("band", lemma_of(noun)) and any(reading.lexicon.is_word("insurgent", lemma_of(one)) for one in kinds)


def _fought(reading: Reading, noun: Token) -> list[End]:
    """Whom a band is said to fight: "rebels fighting B's army", "guerrillas who are trying to topple B's government"."""
    verbs = [child for child in noun.children if child.dep_ in ("acl", "relcl")]
    verbs += [below for verb in verbs for below in verb.children if below.dep_ == "xcomp"]
    hostile = [one for one in verbs if any(cls.type == "attacks" for cls in _ways(reading.lexicon, lemma_of(one)))]
    places = [child.i for verb in hostile for child in verb.children if child.dep_ == "dobj"]
    places += [one for verb in hostile for child in verb.children if child.lower_ == "against" for one in objects_below(child)]
    return reading.parties(places, "object")


def _ways(lexicon: Lexicon, lemma: str) -> list[PredicateClass]:
    return [*lexicon.verbs.get(lemma, ()), *lexicon.intransitive.get(lemma, ())]


def said_no(noun: Token) -> bool:
    return any(child.lower_ == "no" for child in noun.children)


def own_clause(clause: Clause | None, carried: tuple[Clause, Token, str] | None, noun: Token) -> Clause | None:
    """A noun shares polarity and status only with a verb that carries it; elsewhere only who says it and the tense."""
    if clause is None or carried:
        return clause
    return Clause(clause.verb, clause.lemma, clause.arguments, False, "asserted", False, False, clause.speaker)


def of_phrases(noun: Token) -> list[Token]:
    return [child for child in noun.children if child.lower_ == "of"]
