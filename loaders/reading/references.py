"""What pronouns, "the two countries", "the kingdom" or "the group" stand for: by salience, with agreement in kind and number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .lexicon import Lexicon
from .mentions import Mention, Party, Register

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PERSONAL = frozenset("he she him her his hers himself herself".split())
_SINGULAR = frozenset("it its itself".split())
_PLURAL = frozenset("they their them themselves theirs".split())
_SPEAKER = frozenset("we us our ours i me my".split())
_MUTUAL = frozenset("other another".split())
_PAIR_WORDS = frozenset("two both".split())


@dataclass(frozen=True, slots=True)
class Salient:
    """A party as it was named before: `weight` is higher for subjects; `place` counts sentences."""

    party: Party
    weight: int
    place: int


@dataclass
class Discourse:
    """What a document has named up to the sentence that is read: the antecedents of its references."""

    register: Register
    recent: list[Salient] = field(default_factory=list)
    place: int = 0
    speaker: Party | None = None

    def remember(self, named: Sequence[tuple[Party, int]]) -> None:
        """Closes a sentence: the parties named in it, in order, subjects with a higher weight."""
        self.recent.extend(Salient(party, weight, self.place) for party, weight in named)
        self.place += 1
        self.recent = [one for one in self.recent if self.place - one.place <= 4]

    def last(self, kinds: Sequence[str], within: int = 2) -> Party | None:
        """The most salient party of some kinds in the last `within` sentences; later sentences and subjects come first."""
        best: Salient | None = None
        for one in self.recent:
            near = one.party.kind in kinds and self.place - one.place <= within
            if near and (best is None or (one.place, one.weight) > (best.place, best.weight)):
                best = one
        return best.party if best else None

    def pair(self, before: Sequence[Party]) -> list[Party]:
        """The two states last named together: in this sentence, else in those before, else those the document is about."""
        found: dict[tuple[str, str], Party] = {}
        for party in before:
            found.setdefault(party.state, party)
        states = [one for one in found.values() if one.kind in ("state", "territory", "leader")]
        if len(states) == 2:
            return states
        for place in range(self.place - 1, max(-1, self.place - 4), -1):
            named: dict[tuple[str, str], Party] = {}
            for one in self.recent:
                if one.place == place and one.party.kind in ("state", "territory", "leader", "person"):
                    named.setdefault(one.party.state, as_state(one.party))
            if len(named) == 2:
                return list(named.values())
            if len(named) > 2:
                break
        topic = [Party(name, kind) for kind, name in self.register.topic(2) if kind in ("state", "territory")]
        return topic if len(topic) == 2 else []


def as_state(party: Party) -> Party:
    """The state (or organization) for which a party acts."""
    return Party(party.of[1], party.of[0]) if party.of and party.kind in ("leader", "person") else party


def resolve(
    token: Token, doc: Doc, named: dict[int, Mention], discourse: Discourse, lexicon: Lexicon, subject: Party | None
) -> list[Party]:
    """The parties that a pronoun or a referring noun phrase stands for; none where that is not clear.

    `named` has the mentions of the sentence by the token that heads each; `subject` is whom the sentence speaks of.
    """
    word = token.lower_
    before = [mention.party for place, mention in sorted(named.items()) if place < token.i]
    if token.pos_ == "PRON":
        return _pronoun(token, word, before, discourse, subject)
    if token.pos_ not in ("NOUN", "NUM", "DET"):
        return []
    modifiers = {child.lower_ for child in token.children}
    lemma = str(token.lemma_).lower()
    counted = bool(modifiers & _PAIR_WORDS) and lexicon.is_word("pair_reference", lemma)
    alone = word in _PAIR_WORDS and token.dep_ in ("nsubj", "pobj", "dobj", "nsubjpass")
    implied = token.tag_ == "NNS" and modifiers == {"the"} and lemma in ("side", "neighbor", "neighbour")
    if counted or alone or implied:
        return discourse.pair(before)
    plural = token.tag_ in ("NNS", "NNPS")
    if plural or not modifiers & {"the", "this", "that"}:
        return []
    if any(child.dep_ in ("amod", "compound", "poss", "relcl", "prep", "nmod") for child in token.children):
        return []
    if lexicon.is_word("organization_reference", lemma):
        found = next((one for one in reversed(before) if one.kind == "organization"), None)
        found = found or discourse.last(("organization",), 3)
        if found or lemma not in ("union", "party", "movement"):
            return [found] if found else []
    if lexicon.is_word("leader_reference", lemma):
        leader = next((one for one in reversed(before) if one.kind == "leader"), None) or discourse.last(("leader",), 2)
        return [leader] if leader else []
    if lexicon.is_word("state_reference", lemma) and lemma not in ("state", "neighbor", "neighbour"):
        state = subject if subject and subject.kind in ("state", "territory") and before else discourse.last(("state", "territory"), 2)
        return [state] if state else []
    return []


def _pronoun(token: Token, word: str, before: Sequence[Party], discourse: Discourse, subject: Party | None) -> list[Party]:
    if word in _PERSONAL:
        people = [one for one in before if one.kind in ("leader", "person")]
        found = subject if subject and subject.kind in ("leader", "person") else people[-1] if people else None
        found = found or discourse.last(("leader", "person"), 2)
        return [found] if found else []
    if word in _SINGULAR:
        if subject and subject.kind not in ("leader", "person"):
            return [subject]
        things = [one for one in before if one.kind in ("state", "territory", "organization")]
        if things and subject is None:
            return [things[-1]]
        if subject and subject.kind in ("leader", "person") and word == "its":
            return [things[-1]] if things else []
        found = discourse.last(("state", "territory", "organization"), 1)
        return [found] if found else []
    if word in _SPEAKER and discourse.speaker:
        return [discourse.speaker]
    if word in _PLURAL and subject is None and not before:
        found = discourse.last(("organization",), 1)
        return [found] if found else []
    return []


def is_mutual(token: Token) -> bool:
    """Whether the token is "each other" or "one another"."""
    return token.lower_ in _MUTUAL and any(child.lower_ in ("each", "one") for child in token.children)


def is_reference(token: Token) -> bool:
    """Whether a sentence without two names may still carry a relation because of this word."""
    return token.lower_ in _PERSONAL | _SINGULAR | _PLURAL | _PAIR_WORDS
