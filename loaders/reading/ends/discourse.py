"""What a document has named and told up to a sentence: the antecedents of its references, by salience."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ....graph.schema import schema
from ..actors.register import Party, Register

# The weight of a subject that is of several and acts for one state: "the Turks", "Turkish troops".
MANY = 4
# How many sentences back an antecedent may stand.
NEAR, FAR, _KEPT = 2, 3, 5
# More parties than this are no "those governments".
_CROWD = 8
# How many sentences a quotation may go on without saying again whose it is.
_QUOTED = 4
# Who did a hostile deed, and to whom it was done; whom somebody fights.
DOERS = frozenset("aggressor invader attacker occupier assailant besieger raider".split())
SUFFERERS = frozenset("victim".split())
ENEMIES = frozenset("enemy foe adversary opponent".split())
# Before a noun for those who act they say by what deed: "the invading army", "the occupying power".
DOING = frozenset("invading occupying attacking besieging advancing".split())
_STATES = ("state", "territory")
_PEOPLE = ("leader", "person")


@dataclass(frozen=True, slots=True)
class Salient:
    """A party as it was named before: `weight` is 3 for subjects (4 for its many: "the Turks"), 2 for parts of them, 1 else.

    `place` counts sentences.
    """

    party: Party
    weight: int
    place: int


@dataclass(frozen=True, slots=True)
class Group:
    """Several parties spoken of together in sentence `place`; `weight` as of one party."""

    parties: tuple[Party, ...]
    weight: int
    place: int


@dataclass(frozen=True, slots=True)
class Context:
    """What the sentence itself offers at a reference: parties named `before` it, in order; those of the nearest `subjects` above it.

    `own`: whether that subject is of the reference's own clause (it cannot be meant, but by a possessive). `earlier`: subjects of clauses
    that stand before. `later`: the subject after a reference in a fronted phrase ("In its statement, Chad said"). `blocked`: the subject
    is named and no known party, so that a pronoun most likely means it. `personal`: it is somebody in office without a name.
    `crowd`: it is a plural that acts for one state ("Chadian troops"), so that "they" may mean that state. `here`: all whom the sentence
    names. `groups`: those that it names together before the reference. `things`: a plural of what is no party stands right before it.
    `beside`: whose the nouns above the reference are ("Chinese aid to the country"), and whom "it" as the subject above means.
    """

    before: tuple[Party, ...] = ()
    subjects: tuple[Party, ...] = ()
    own: bool = False
    earlier: tuple[Party, ...] = ()
    later: tuple[Party, ...] = ()
    blocked: bool = False
    personal: bool = False
    crowd: bool = False
    here: tuple[Party, ...] = ()
    groups: tuple[Group, ...] = ()
    things: bool = False
    beside: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Deed:
    """A relation that the document has told: what "the attack", "the decision", "the deal" may mean later."""

    source: Party
    target: Party
    type: str
    place: int


@dataclass
class Discourse:
    """What a document has named up to the sentence that is read: the antecedents of its references."""

    register: Register
    recent: list[Salient] = field(default_factory=list)
    deeds: list[Deed] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    # Who issued the last statement, the last communique: by its noun.
    messages: dict[str, Party] = field(default_factory=dict)
    # Whose ministers, leaders or delegates the text last spoke of: by the noun, with the sentence.
    officials: dict[str, tuple[tuple[Party, ...], int]] = field(default_factory=dict)
    place: int = 0
    _speaker: Party | None = None
    _heard: int = 0

    @property
    def speaker(self) -> Party | None:
        """Who is quoted here, or was shortly before; else None."""
        return self._speaker if self.place - self._heard <= _QUOTED else None

    @speaker.setter
    def speaker(self, party: Party | None) -> None:
        self._speaker, self._heard = party, self.place

    def we(self, quoted: bool) -> list[Party]:
        """Whom "we" means: whose turn it is; who is quoted in this sentence; who issues the document; who was quoted before.

        `quoted`: whether the sentence has quotation marks.
        """
        turn = self.register.turns.get(self.place)
        if turn is not None:
            return list(turn)
        if self._speaker and (not self.register.voice or (quoted and self._heard == self.place)):
            return [self.speaker] if self.speaker else []
        return list(self.register.voice)

    def remember(self, named: Sequence[tuple[Party, int]], groups: Sequence[Group] = ()) -> None:
        """Closes a sentence: the parties named in it, in order, subjects with a higher weight; those that it names together."""
        self.groups = [one for one in (*self.groups, *groups) if self.place - one.place < _KEPT]
        self.recent.extend(Salient(party, weight, self.place) for party, weight in named)
        self.place += 1
        self.recent = [one for one in self.recent if self.place - one.place <= _KEPT]

    def tell(self, source: Party, target: Party, type: str) -> None:
        """Keeps a relation that the sentence at hand says."""
        self.deeds.append(Deed(source, target, type, self.place))

    def deed(self, types: frozenset[str], shut: set[tuple[str, str]], against: set[tuple[str, str]]) -> Deed | None:
        """The last relation of some types (of any, where none is given) told shortly before: not by `shut`, to one of `against`."""
        for one in reversed(self.deeds):
            if self.place - one.place > FAR:
                return None
            if (not types or one.type in types) and one.source.state not in shut and (not against or one.target.state in against):
                return one
        return None

    def target_in_turn(self, sign: int, doers: set[tuple[str, str]]) -> Party | None:
        """Whom others do the same to, where the object is left out: "… cut ties with Oman. Chad and Niger recalled their envoys." """
        for one in reversed(self.deeds):
            if self.place - one.place > NEAR:
                break
            if schema().relations[one.type].sign == sign and one.source.state not in doers and one.target.state not in doers:
                return whole(one.target) if one.target.kind != "corridor" else None
        return None

    def last(self, fits: Callable[[Party], bool], within: int = NEAR) -> Party | None:
        """The most salient party that fits in the last `within` sentences: later sentences first, in each the subjects, then the order."""
        best: Salient | None = None
        for one in self.recent:
            near = fits(one.party) and self.place - one.place <= within
            if near and (best is None or (one.place, one.weight) > (best.place, best.weight)):
                best = one
        return best.party if best else None

    def last_state(self, fits: Callable[[Party], bool], within: int = NEAR) -> Party | None:
        """The most salient state that fits, also by those who act for it."""
        found = self.last(lambda one: fits(whole(one)), within)
        return whole(found) if found else None

    def subject_matter(self, fits: Callable[[Party], bool]) -> Party | None:
        """The state that the document is most about, where it was just spoken of; else the most salient one."""
        topic = self.register.topic(1)
        found = self.last_state(lambda one: fits(one) and one.state in topic, FAR)
        return found or self.last_state(fits, NEAR)

    def joint_subjects(self) -> set[tuple[str, str]]:
        """The states that were the subjects of the sentence before together: no "it" means one of them."""
        joint = (one for one in self.groups if one.place == self.place - 1 and one.weight >= 3)
        return {party.state for one in joint for party in one.parties}

    def several(self) -> list[Party]:
        """The states that were last named together, as subjects or else at all: "those governments"."""
        for place in range(self.place - 1, max(-1, self.place - 1 - NEAR), -1):
            said = [one for one in self.recent if one.place == place and whole(one.party).kind in _STATES and one.party.name]
            for weight in (2, 1):
                found = distinct_states([one.party for one in said if one.weight >= weight])
                if 1 < len(found) <= _CROWD:
                    return [whole(one) for one in found]
        return []

    def of_class(self, fits: Callable[[Party], bool]) -> list[Party]:
        """The two or three states of a class that were last spoken of: "the Andean nations"."""
        found: dict[tuple[str, str], Party] = {}
        for place in range(self.place - 1, max(-1, self.place - 1 - FAR), -1):
            for one in self.recent:
                if one.place == place and fits(whole(one.party)):
                    found.setdefault(one.party.state, whole(one.party))
            if len(found) > 1:
                return list(found.values()) if len(found) < 4 else []
        return []


def as_state(party: Party) -> Party:
    """The state (or organization) for which a party acts."""
    return Party(party.of[1], party.of[0]) if party.of and party.kind in _PEOPLE else party


def whole(party: Party) -> Party:
    """The state of a leader, an organ, a company; any other party itself."""
    return Party(party.of[1], party.of[0]) if party.of else party


def distinct_states(parties: Sequence[Party]) -> list[Party]:
    """One party for each state, in order: the state itself where a leader of it was named."""
    found: dict[tuple[str, str], Party] = {}
    for party in parties:
        found.setdefault(party.state, party)
    return [as_state(one) if one.kind == "person" else one for one in found.values()]
