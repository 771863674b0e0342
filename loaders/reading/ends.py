"""Noun phrases → the parties they stand for: names, organs and owners, members of lists, references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .clauses import lemma_of, referent, subject_of
from .lexicon import Lexicon
from .mentions import Mention, Party
from .references import Discourse, as_state, is_mutual, resolve

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MODIFIERS = ("amod", "compound", "nmod", "poss", "npadvmod", "nummod")
# Prepositions after a noun that say whose it is, the doer first.
_OWNING = ("by", "from", "of")


@dataclass(frozen=True, slots=True)
class End:
    """A party in its place: tokens `[first, last]`; `how` is named, organ, owner, member or reference; `trust` is in 0..1."""

    party: Party
    first: int
    last: int
    how: str
    trust: float = 1.0


class Ends:
    """The parties of one parsed sentence. `mentions` are its mentions, by characters of the parsed text."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention], discourse: Discourse, lexicon: Lexicon) -> None:
        self.doc = doc
        self.discourse = discourse
        self.lexicon = lexicon
        self.at: dict[int, Mention] = {}
        self.heads: dict[int, Mention] = {}
        self.spans: dict[int, tuple[int, int]] = {}
        self._open: set[int] = set()
        for mention in mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None or not len(span):
                continue
            head = span.root
            self.heads[head.i] = mention
            for token in span:
                self.at[token.i] = mention
                self.spans[token.i] = (span.start, span.end - 1)

    def of(self, token: Token, role: str, depth: int = 0) -> list[End]:
        """The parties of the phrase that `token` heads, with those coordinated to it. `role`: subject, object or prep."""
        token = referent(token)
        if depth > 4 or token.i in self._open:
            return []
        self._open.add(token.i)
        try:
            return self._all(token, role, depth)
        finally:
            self._open.discard(token.i)

    def _all(self, token: Token, role: str, depth: int) -> list[End]:
        found = self._phrase(token, role, depth)
        for child in token.children:
            if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X"):
                found.extend(self.of(child, role, depth + 1))
        if self.at.get(token.i) is None or token.pos_ in ("NOUN", "PROPN"):
            found.extend(self.members(token, role, depth))
        return _distinct(found)

    def _phrase(self, token: Token, role: str, depth: int) -> list[End]:
        mention = self.at.get(token.i)
        if mention is not None:
            return self._named(token, mention, role)
        if is_mutual(token):
            return []
        organ = self.lexicon.is_word("agent", lemma_of(token)) or token.text.istitle()
        owners = self.owners(token)
        following = self.at.get(token.i + 1)
        person = following if following and following.party.kind in ("leader", "person") else None
        if person and any(one.party.state == person.party.state for one in owners):
            return self._named(self.doc[token.i + 1], person, role)
        if owners and organ and self.lexicon.is_word("agent", lemma_of(token)):
            return [End(as_state(one.party), min(one.first, token.i), max(one.last, token.i), "organ", one.trust) for one in owners]
        references = self.reference(token)
        if references:
            return references
        apposed = [one for child in token.children if child.dep_ == "appos" for one in self.of(child, role, depth + 1)]
        if apposed:
            return apposed
        if owners and (role != "subject" or self.lexicon.is_word("deed", lemma_of(token)) or lemma_of(token) in self.lexicon.nouns):
            return [End(one.party, one.first, one.last, "owner", 0.85 * one.trust) for one in owners]
        return self._carried(token)

    def _named(self, token: Token, mention: Mention, role: str) -> list[End]:
        first, last = self.spans[token.i]
        if mention.role == "demonym" and token.pos_ == "ADJ" and token.dep_ in ("amod", "acomp"):
            return []
        party = as_state(mention.party) if mention.party.kind == "person" and mention.party.of else mention.party
        return [End(party, first, last, "named")]

    def _carried(self, token: Token) -> list[End]:
        """A phrase that only counts or groups others: "both Greece and Turkey", "leaders of A and B", "a number of …"."""
        if not self.lexicon.is_word("agent", lemma_of(token)):
            return []
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "in", "by", "between", "with"):
                return [End(as_state(end.party), end.first, end.last, "organ", 0.9 * end.trust) for end in self._pobj(child)]
        return []

    def members(self, token: Token, role: str, depth: int) -> list[End]:
        """Those named after "including", "such as", a dash or a colon, as an apposition to a group."""
        found: list[End] = []
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in self.lexicon.words["including"]:
                for one in child.children:
                    if one.dep_ == "pobj":
                        members = self.of(one, role, depth + 1)
                        found.extend(End(end.party, end.first, end.last, "member", 0.9 * end.trust) for end in members)
            elif child.dep_ == "appos" and self.at.get(token.i) is None and child.i in self.at:
                found.extend(self.of(child, role, depth + 1))
        return found

    def owners(self, noun: Token, doer: bool = False) -> list[End]:
        """Whose a noun is: by-agent, possessor, nationality, "from", "of". With `doer`, "of" is left out (it may be the victim)."""
        found: list[End] = []
        by = [child for child in noun.children if child.dep_ in ("prep", "agent") and child.lower_ in _OWNING]
        for child in sorted(by, key=lambda one: _OWNING.index(one.lower_)):
            if child.lower_ == "by":
                found.extend(self._pobj(child))
        if found:
            return found
        for child in noun.children:
            if child.dep_ in _MODIFIERS or (child.dep_ == "appos" and child.i < noun.i):
                found.extend(self._modifier(child))
        if found:
            return _distinct(found)
        for child in by:
            if child.lower_ == "from" or (child.lower_ == "of" and not doer):
                found.extend(self._pobj(child))
                if found:
                    return found
        return found

    def _modifier(self, child: Token) -> Iterator[End]:
        mention = self.at.get(child.i)
        if mention is not None:
            first, last = self.spans[child.i]
            if child.dep_ == "compound" and mention.party.kind == "corridor":
                return
            yield End(mention.party, first, last, "owner", 0.95)
            for one in child.children:
                if one.dep_ == "conj" and one.i in self.at:
                    yield End(self.at[one.i].party, *self.spans[one.i], "owner", 0.9)
        elif child.dep_ == "poss":
            if child.pos_ == "PRON":
                yield from self.reference(child)
            else:
                yield from (End(one.party, one.first, one.last, "owner", 0.9 * one.trust) for one in self.of(child, "prep", 2))
        elif child.dep_ in ("compound", "nmod", "amod"):
            # "Russian state television", "the Turkish foreign ministry spokesman": the nationality hangs on a modifier.
            for one in child.children:
                if one.i in self.at and one.dep_ in _MODIFIERS:
                    yield End(self.at[one.i].party, *self.spans[one.i], "owner", 0.85)

    def _pobj(self, prep: Token) -> Iterator[End]:
        for one in prep.children:
            if one.dep_ == "pobj":
                yield from self.of(one, "prep", 2)

    def reference(self, token: Token) -> list[End]:
        """The antecedents of a pronoun or a referring noun phrase."""
        parties = resolve(token, self.doc, self.heads, self.discourse, self.lexicon, self._subject_before(token))
        acting = [as_state(party) if party.kind == "person" else party for party in parties]
        return [End(party, token.i, token.i, "reference", 0.75) for party in acting]

    def possessed_by_pair(self, noun: Token) -> list[End]:
        """The two that "their" means before a noun for what is between two: "their ties"."""
        for child in noun.children:
            if child.dep_ == "poss" and child.lower_ == "their":
                before = [mention.party for place, mention in sorted(self.heads.items()) if place < child.i]
                return [End(party, child.i, child.i, "reference", 0.7) for party in self.discourse.pair(before)]
        return []

    def _subject_before(self, token: Token) -> Party | None:
        """Whom the sentence speaks of at a pronoun: the nearest subject above it that stands before it and is named."""
        for above in token.ancestors:
            if above.pos_ in ("VERB", "AUX"):
                subject = subject_of(above)
                if subject is not None and subject.i < token.i and subject.pos_ != "PRON":
                    mention = self.at.get(subject.i)
                    if mention:
                        return mention.party
                    if self.lexicon.is_word("agent", lemma_of(subject)) and (owners := self.owners(subject)):
                        return as_state(owners[0].party)
        return None

    def named(self) -> list[tuple[Party, int]]:
        """The parties named in the sentence, in order, with their salience."""
        found = []
        for place, mention in sorted(self.heads.items()):
            token = self.doc[place]
            top = token
            while top.dep_ in (*_MODIFIERS, "conj") and top.head is not top:
                top = top.head
            subject = top.dep_ in ("nsubj", "nsubjpass")
            found.append((mention.party, 3 if subject and token is top else 2 if subject else 1))
        return found


def _distinct(ends: list[End]) -> list[End]:
    seen: dict[tuple[str, str], End] = {}
    for one in ends:
        seen.setdefault((one.party.kind, one.party.name), one)
    return list(seen.values())
