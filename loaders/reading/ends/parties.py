"""Noun phrases → the parties they stand for: names, organs and owners, members of lists, references."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..actors.register import Mention, Party
from ..lexicon import Lexicon
from ..parse.lemmas import lemma_of
from ..parse.verbs import referent, subject_of
from .beside import at_home, beside, in_capital
from .deeds import by_deed, doers, issued
from .discourse import Group
from .geography import geography
from .groups import groups_of, things_before
from .judged import judged_before
from .lists import listed
from .others import HOSTS, is_mutual, other_of
from .phrases import End, acting, distinct, in_office, left_out, main_clause, named_first, nested, secretariat, told_apart
from .references import MANY, NO_JUNTA, Context, Discourse, as_state, presides, resolve, whole
from .several import pair

if TYPE_CHECKING:
    from ..parse.tree import Doc, Token

_MODIFIERS = ("amod", "compound", "nmod", "poss", "npadvmod", "nummod")
# Whose name stands for the other of two: "its neighbour".
_OTHER_PARTY = frozenset("neighbor neighbour rival foe enemy adversary archrival arch-rival ally partner friend".split())
_STATES = ("state", "territory")
# Nouns that stand for a party named before.
_REFERRING = ("state_reference", "class_noun", "organization_reference")
# Prepositions after a noun that say whose it is, the doer first.
_OWNING = ("by", "from", "of")


__all__ = ["End", "Ends", "acting"]


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
        self._resolved: dict[int, list[End]] = {}
        # Rules ask for the same phrase again and again.
        self._known: dict[tuple[int, str], list[End]] = {}
        for mention in mentions:
            span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None or not len(span):
                continue
            head = span.root
            self.heads[head.i] = mention
            for token in span:
                self.at[token.i] = mention
                self.spans[token.i] = (span.start, span.end - 1)
        self.lists = list(listed(doc, self.heads, self.spans))

    def of(self, token: Token, role: str, depth: int = 0) -> list[End]:
        """The parties of the phrase that `token` heads, with those coordinated to it. `role`: subject, object or prep."""
        token = referent(token)
        if depth > 4 or token.i in self._open:
            return []
        asked = not self._open and depth == 0
        if asked and (token.i, role) in self._known:
            return list(self._known[token.i, role])
        self._open.add(token.i)
        try:
            found = self._all(token, role, depth)
        finally:
            self._open.discard(token.i)
        if asked:
            self._known[token.i, role] = found
        return list(found)

    def _all(self, token: Token, role: str, depth: int) -> list[End]:
        found = self._phrase(token, role, depth)
        for child in token.children:
            joined = child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X")
            if joined and not left_out(child) and not told_apart(token, child):
                found.extend(self.of(child, role, max(depth, 1)))  # lists may be long
        if self.at.get(token.i) is None or token.pos_ in ("NOUN", "PROPN"):
            found.extend(self.members(token, role, depth))
        if role in ("subject", "object") and depth == 0 and found:
            found.extend(beside(self, token, depth, role))
        return distinct(named_first([*found, *self._listed(found)]))

    def _listed(self, found: Sequence[End]) -> Iterator[End]:
        """The rest of a list of three or more names, where the parser lost some of them."""
        have = {end.first for end in found}
        for names in self.lists:
            if len(have.intersection(names)) > 1 or (names[0] in have and self.doc[names[0]].i in self.at):
                for place in names:
                    token = self.doc[place]
                    if place not in have and token.dep_ in ("appos", "conj", "npadvmod", "dep", "compound", "nmod", "amod"):
                        head = next(one for one in self.heads if self.spans[one][0] == place)
                        yield End(whole(self.heads[head].party), *self.spans[head], "member", 0.8)

    def _phrase(self, token: Token, role: str, depth: int) -> list[End]:
        mention = self.at.get(token.i)
        if mention is not None:
            return self._named(token, mention, role)
        if is_mutual(token):
            return []
        organ = self.lexicon.is_word("agent", lemma_of(token)) or token.text.istitle()
        owners = self.owners(token) or (doers(self, token) if role == "object" else [])
        following = self.at.get(token.i + 1)
        person = following if following and following.party.kind in ("leader", "person") else None
        if person and any(one.party.state == person.party.state for one in owners):
            return self._named(self.doc[token.i + 1], person, role)
        if possessed := self._possessed(token):
            return possessed
        if seated := in_capital(self, token, bool(owners)):
            return seated
        if opposed := self._opposition(token, owners):
            return opposed
        if owners and organ and self.lexicon.is_word("agent", lemma_of(token)):
            if holder := self._holder(token, owners):
                return holder
            return [End(acting(as_state(one.party)), min(one.first, token.i), max(one.last, token.i), "organ", one.trust) for one in owners]
        if not owners and (local := self._local(token)):
            return local
        if (body := secretariat(token, self.at, self.discourse.register, self.lexicon)) is not None:
            return [body]
        if at_home(self, token):
            return []
        if references := self.reference(token) or by_deed(self, token) or issued(self, token) or ([] if owners else self._implied(token)):
            return references
        one_of = [below for child in token.children if token.lower_ == "one" and child.lower_ == "of" for below in child.children]
        apposed = [
            one for top in (token, *one_of) for child in top.children if child.dep_ == "appos" for one in self.of(child, role, depth + 1)
        ]
        if apposed:
            return apposed
        if owners and (role != "subject" or self.lexicon.is_word("deed", lemma_of(token)) or lemma_of(token) in self.lexicon.nouns):
            return [End(one.party, one.first, one.last, "owner", 0.85 * one.trust) for one in owners]
        return self._carried(token)

    def _named(self, token: Token, mention: Mention, role: str) -> list[End]:
        first, last = self.spans[token.i]
        if mention.role == "demonym" and token.pos_ == "ADJ" and token.dep_ in ("amod", "acomp"):
            return []
        return [End(acting(mention.party), first, last, "named")]

    def _holder(self, token: Token, owners: list[End]) -> list[End]:
        """`the Turkish president`, where the document names who that is."""
        if len(owners) != 1 or token.tag_ == "NNS" or not self.lexicon.is_word("leader_reference", lemma_of(token)):
            return []
        title = " ".join(
            [*(child.lower_ for child in token.children if child.dep_ in ("compound", "amod") and child.i not in self.at), lemma_of(token)]
        )
        leader = self.discourse.register.holder(owners[0].party.state, title)
        return [End(leader, min(owners[0].first, token.i), max(owners[0].last, token.i), "organ", 0.9)] if leader else []

    def _carried(self, token: Token) -> list[End]:
        """A phrase that only counts or groups others: "both Greece and Turkey", "leaders of A and B", "a number of …"."""
        if not self.lexicon.is_word("agent", lemma_of(token)):
            return []
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from", "in", "by", "between", "with", "for"):
                return [End(as_state(end.party), end.first, end.last, "organ", 0.9 * end.trust) for end in self.below(child)]
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
                found.extend(self.below(child))
        if found:
            return found
        for child in noun.children:
            if child.pos_ == "PRON" and lemma_of(noun) in ("counterpart", "colleague") and any(one.i in self.at for one in noun.children):
                continue  # "his Ugandan counterpart" is Uganda's
            if child.dep_ in _MODIFIERS or (child.dep_ == "appos" and child.i < noun.i):
                found.extend(self._modifier(child))
        if found:
            return distinct(found)
        for child in by:
            if child.lower_ == "from" or (child.lower_ == "of" and not doer):
                found.extend(self.below(child))
                if found:
                    return found
        return [] if any(cls.reciprocal for _, cls in self.lexicon.nouns.get(lemma_of(noun), ())) else doers(self, noun)

    def _modifier(self, child: Token) -> Iterator[End]:
        mention = self.at.get(child.i)
        if mention is not None:
            first, last = self.spans[child.i]
            if first and f"{self.doc[first - 1].lower_} {child.lower_}" in geography().classes:
                return  # "the South American country"
            if child.dep_ == "compound" and mention.party.kind == "corridor":
                return
            if mention.role == "capital" and child.dep_ != "poss" and self.lexicon.is_word("held", lemma_of(child.head)):
                return  # "the Tokyo conference" is held there, not Japan's
            if child.i > 1 and self.doc[child.i - 1].text == "-" and self.doc[child.i - 2].lower_ in ("pro", "anti"):
                return
            yield End(acting(mention.party), first, last, "owner", 0.95)
            if first > 1 and self.doc[first - 1].text in ("-", "–", "/") and (other := self.at.get(first - 2)) is not None:
                yield End(acting(other.party), *self.spans[first - 2], "owner", 0.9)  # "the Israel-UAE deal"
            for one in child.children:
                if one.dep_ == "conj" and one.i in self.at:
                    yield End(acting(self.at[one.i].party), *self.spans[one.i], "owner", 0.9)
        elif child.dep_ == "poss":
            if child.pos_ == "PRON":
                yield from self.reference(child)
            else:
                yield from (End(one.party, one.first, one.last, "owner", 0.9 * one.trust) for one in self.of(child, "prep", 2))
        elif child.dep_ in ("compound", "nmod", "amod"):
            # "Russian state television", "the Turkish foreign ministry spokesman": the nationality hangs on a modifier.
            for one in child.children:
                if one.i in self.at and one.dep_ in _MODIFIERS:
                    yield End(acting(self.at[one.i].party), *self.spans[one.i], "owner", 0.85)

    def below(self, prep: Token) -> Iterator[End]:
        """The parties that a preposition governs."""
        for one in prep.children:
            if one.dep_ == "pobj":
                yield from self.of(one, "prep", 2)

    def reference(self, token: Token) -> list[End]:
        """The antecedents of a pronoun or a referring noun phrase."""
        if token.i not in self._resolved:
            self._resolved[token.i] = []  # no reference is its own antecedent
            judged = judged_before(token, self.lexicon)
            held = self.of(judged, "object", 1) if judged is not None else []
            parties = [one.party for one in held] or resolve(token, self.context(token), self.discourse, self.lexicon)
            first = token.left_edge.i if token.i - token.left_edge.i < 6 else token.i
            self._resolved[token.i] = [End(acting(one), first, token.i, "reference", 0.75) for one in parties]
        return self._resolved[token.i]

    def _possessed(self, token: Token) -> list[End]:
        """`his country`, `their government`, `its neighbour`: the state of a person, the other one beside a state."""
        owner = next((child for child in token.children if child.dep_ == "poss"), None)
        lemma = lemma_of(token)
        other = lemma in _OTHER_PARTY | HOSTS
        if owner is None or (token.tag_ == "NNS" and lemma not in HOSTS) or not (other or self.lexicon.is_word("state_reference", lemma)):
            return []
        owners = self.reference(owner) if owner.pos_ == "PRON" else self.of(owner, "prep", 2)
        if other:
            own = [one.party for one in owners] or (list(self.context(owner).subjects) if owner.pos_ == "PRON" else [])
            if not own:
                return []
            limits = (child for child in token.children if child.lower_ != "of")  # "accused its neighbour of theft"
            if any(child.dep_ in ("appos", "prep", "relcl") for child in limits) or token.dep_ in (
                "attr",
                "appos",
                "compound",
                "oprd",
            ):
                return []
            before = [mention.party for place, mention in sorted(self.heads.items()) if place < token.i]
            found = other_of(own, lemma, {child.lower_ for child in token.children}, self.discourse, before)
            return [End(found, min(owner.i, token.i), token.i, "reference", 0.55)] if found else []
        if len(owners) != 1:
            return []
        return [End(as_state(one.party), min(owner.i, token.i), token.i, "reference", 0.9 * one.trust) for one in owners]

    def _local(self, token: Token) -> list[End]:
        """`In Lima, officials said`: whoever acts is of the state where that is."""
        if token.dep_ not in ("nsubj", "nsubjpass") or not self.lexicon.is_word("agent", lemma_of(token)):
            return []
        prep = next((child for child in token.head.children if child.dep_ == "prep" and child.lower_ == "in" and child.i < 2), None)
        place = next((child for child in prep.children if child.dep_ == "pobj"), None) if prep is not None else None
        mention = self.at.get(place.i) if place is not None else None
        if mention is None or mention.party.kind not in _STATES or any(child.dep_ in ("prep", "poss") for child in token.children):
            return []
        return [End(mention.party, token.left_edge.i, token.i, "reference", 0.7)]

    def _opposition(self, token: Token, owners: list[End]) -> list[End]:
        """`the opposition`, `opposition leaders`, `the country's opposition`: no organ of the state, a party of its own."""
        word = next(
            (child for child in token.children if child.lower_ == "opposition" and child.dep_ in ("compound", "amod", "nmod")), None
        )
        if token.i + 1 < len(self.doc) and self.doc[token.i + 1].lower_ == "to":
            return []  # "his country's opposition to the plan"
        if token.lower_ != "opposition" and (word is None or not self.lexicon.is_word("opposing", lemma_of(token))):
            return []
        states = [whole(one.party) for one in owners if whole(one.party).kind in _STATES]
        if not states and not owners:
            context = self.context(token)
            found = next((whole(one) for one in context.subjects if whole(one).kind in _STATES), None)
            states = [one for one in (found or self.discourse.last_state(lambda one: one.kind in _STATES, 3),) if one]
        name = self.discourse.register.demonyms.get(states[0].name) if len(states) == 1 else None
        return [End(Party(f"{name} opposition", "organization"), token.i, token.i, "reference", 0.6)] if name else []

    def _implied(self, token: Token) -> list[End]:
        """`the government`, `the army`, with nobody's name: of the state that the text speaks of."""
        lemma = lemma_of(token)
        children = list(token.children)
        if not self.lexicon.is_word("implied_organ", lemma) or not any(child.lower_ == "the" for child in children):
            return []
        bare = all(
            child.dep_ in ("det", "punct", "relcl", "case", "appos") or child.lower_ in self.lexicon.words["office_part"]
            for child in children
        )
        if not bare or (token.i and token.nbor(-1).text == "-") or presides(lemma, self.discourse):
            return []
        context = self.context(token)
        own = {one.state for one in context.subjects} if context.own else set()
        if context.own and any(one.kind in ("leader", "person") for one in context.subjects):
            return []  # "she dismissed the minister": her own
        never = NO_JUNTA if lemma in ("junta", "regime") else frozenset()

        def fits(one: Party) -> bool:
            return one.kind in _STATES and one.state not in own and one.name not in never

        if host := self.discourse.register.host:
            return [End(host, token.i, token.i, "reference", 0.7)] if fits(host) else []
        near = [whole(one) for one in (*context.subjects, *reversed(context.earlier)) if fits(whole(one))]
        found = near[0] if near else self.discourse.subject_matter(fits)
        return [End(found, token.i, token.i, "reference", 0.6)] if found else []

    def in_turn(self, sources: Sequence[End], sign: int, token: Token) -> list[End]:
        """The target that an act without one shares with those told just before: "Chad recalled its envoy too"."""
        doers = {end.party.state for end in sources}
        target = self.discourse.target_in_turn(sign, doers) if doers else None
        return [End(target, token.i, token.i, "reference", 0.6)] if target else []

    def possessed_by_pair(self, noun: Token) -> list[End]:
        """The two that "their" means before a noun for what is between two: "their ties"."""
        for child in noun.children:
            if child.dep_ == "poss" and child.lower_ == "their":
                return [End(party, child.i, child.i, "reference", 0.7) for party in pair(self.context(child), self.discourse)]
        return []

    def context(self, token: Token) -> Context:
        """What the sentence offers at a reference."""
        clause = next((above for above in token.ancestors if above.pos_ in ("VERB", "AUX")), None)
        # What is quoted before "its ministry said" is no antecedent of "its".
        telling = [clause] if clause is not None and self.lexicon.is_word("attribute", lemma_of(clause)) else []
        marks = any(one.text == '"' for one in self.doc[: token.i])
        quoted = [child for verb in telling if marks for child in verb.children if child.dep_ == "ccomp" and child.i < token.i]
        told = {one.i for child in quoted for one in child.subtree}
        before = tuple(mention.party for place, mention in sorted(self.heads.items()) if place < token.i and place not in told)
        subjects: tuple[Party, ...] = ()
        own = blocked = False
        subject: Token | None = None
        for above in token.ancestors:
            subject = subject_of(above) if above.pos_ in ("VERB", "AUX") else None
            if subject is None or subject.i >= token.i or (subject.is_ancestor(token) and not subject.is_ancestor(above)):
                continue
            if subject.lower_ == "it" and lemma_of(above) == "be":
                continue  # "it was years before they …"
            subjects = tuple(self._spoken_of(subject))
            own = clause is not None and above.i == clause.i and not nested(token, clause, self.lexicon) and not self._a_deed(subject)
            blocked = not subjects and (subject.pos_ == "PROPN" or self.lexicon.is_word("private_person", lemma_of(subject)))
            if subjects or blocked:
                break
        earlier: list[Party] = []
        later: list[Party] = []
        for place in sorted(self.at):
            one = self.doc[place]
            if one.dep_ in ("nsubj", "nsubjpass") and place not in told and not one.is_ancestor(token):
                (earlier if place < token.i else later).append(self.at[place].party)
            elif self._alike(one, token):
                earlier.append(self.at[place].party)
        if not subjects and not blocked and token.lower_ in ("they", "them", "their"):
            subjects = self._several_before(token)
        personal = subject is not None and subject.i not in self.at and in_office(subject, self.lexicon)
        crowd = (
            subject is not None
            and subject.tag_ in ("NNS", "NNPS")
            and (self.at[subject.i].role == "demonym" if subject.i in self.at else self.lexicon.is_word("agent", lemma_of(subject)))
        )
        rest = tuple(one for one in earlier if one not in subjects)
        here = tuple(mention.party for mention in self.heads.values())
        groups = tuple(groups_of(self.doc, self.heads, self._resolved, token.i, self.discourse.place))
        return Context(
            before,
            subjects,
            own,
            rest,
            tuple(later),
            blocked,
            personal,
            crowd,
            here,
            groups,
            things_before(token, self.heads, self._resolved, self.lexicon),
            frozenset(self._beside(token, subject, subjects)),
        )

    def _beside(self, token: Token, subject: Token | None, subjects: Sequence[Party]) -> Iterator[tuple[str, str]]:
        """Whom a noun cannot mean: whose a noun above it is ("Chinese aid to the country"), and who is "it" in its clause."""
        for above in token.ancestors:
            if above.pos_ in ("VERB", "AUX"):
                break
            near = [child for child in above.children if child.dep_ in _MODIFIERS and child.i in self.at and child.i < token.i]
            yield from (whole(self.at[child.i].party).state for child in near)
        if subject is not None and subject.lower_ == "it":
            yield from (whole(one).state for one in subjects)

    def _alike(self, owner: Token, token: Token) -> bool:
        """Whether "its ties" stand after the "ties" or "relations" of another phrase: "as A's ties with B sour, its ties with C deepen"."""
        if owner.dep_ != "poss" or token.dep_ != "poss" or owner.head.i > token.i:
            return False
        return all(self.lexicon.is_word("relation_nouns", lemma_of(one.head)) for one in (owner, token))

    def groups(self) -> list[Group]:
        """The parties that the sentence speaks of together."""
        return list(groups_of(self.doc, self.heads, self._resolved, len(self.doc), self.discourse.place))

    def _several_before(self, token: Token) -> tuple[Party, ...]:
        """The several parties of the last subject before a plural pronoun, in the same sentence."""
        for place in range(token.i - 1, -1, -1):
            one = self.doc[place]
            if one.dep_ in ("nsubj", "nsubjpass") and one.i in self.at and len(names := self._spoken_of(one)) > 1:
                return tuple(names)
        return ()

    def _spoken_of(self, subject: Token) -> list[Party]:
        """The parties of a subject, for references to it: named (with those coordinated to it), an organ's state, a reference."""
        if subject.i in self.at:
            names = [self.at[subject.i].party]
            return names + [self.at[one.i].party for one in subject.conjuncts if one.i in self.at]
        if subject.pos_ == "PRON":
            return [one.party for one in self.reference(subject)]
        if self.lexicon.is_word("agent", lemma_of(subject)) and (owners := self.owners(subject)):
            holder = self._holder(subject, owners)
            return [holder[0].party if holder else as_state(owners[0].party)]
        found = [one.party for one in self.reference(subject)]
        if not found and self._a_deed(subject):  # "A's decision cost it …"
            found = [one.party for one in self.owners(subject, doer=True) if one.how == "owner"]
        return found

    def _a_deed(self, noun: Token) -> bool:
        """Whether a noun names what somebody named with it does: "its" after it is whose deed it is."""
        lemma = lemma_of(noun)
        if noun.pos_ != "NOUN" or noun.i in self.at or not (lemma in self.lexicon.nouns or self.lexicon.is_word("deed", lemma)):
            return False
        return any(child.dep_ in _MODIFIERS and child.i in self.at for child in noun.children)

    def named(self) -> list[tuple[Party, int]]:
        """The parties of the sentence, in order, with their salience: 3 for subjects, 2 for parts of subjects, 1 else.

        References count as their antecedents; a subject with a personal name that nobody knows as a nameless person.
        """
        found: list[tuple[int, Party, int]] = []
        for place, mention in self.heads.items():
            token = self.doc[place]
            top = token
            while top.dep_ in (*_MODIFIERS, "conj") and top.head.pos_ not in ("VERB", "AUX"):
                top = top.head
            # "Perhaps Chad will": the parser makes the name a modifier of the verb.
            subject = top.dep_ in ("nsubj", "nsubjpass", "compound") or (top.dep_ == "attr" and not self._has_party_subject(top.head))
            listed = token is top or token.dep_ == "conj"
            weight = 3 if subject and listed and main_clause(top.head) else 2 if subject else 1
            many = weight == 3 and token is top and mention.role == "demonym"
            found.append((place, mention.party, MANY if many else weight))
        for token in self.doc:
            if token.dep_ in ("nsubj", "nsubjpass") and token.i not in self.at:
                parties = [end.party for end in self.of(token, "subject") if end.how in ("reference", "organ")]
                if not parties and token.pos_ == "PROPN" and token.dep_ == "nsubj" and not token.text.isupper():
                    parties = [Party("", "person")]
                if not parties and token.tag_ == "NNS" and not self.lexicon.is_word("agent", lemma_of(token)):
                    parties = [Party("", "things")]  # "the arms arrived. They …"
                office = len(parties) == 1 and token.tag_ == "NN" and in_office(token, self.lexicon)
                if office and not self.discourse.register.leaders.get(parties[0].state):
                    parties.append(Party("", "person", whole(parties[0]).state))
                heavy = MANY if token.tag_ == "NNS" and len(parties) == 1 and parties[0].kind in _STATES else 3
                found.extend((token.i, party, heavy if main_clause(token.head) else 2) for party in parties)
            elif token.pos_ == "NOUN" and token.i not in self.at and any(self.lexicon.is_word(one, lemma_of(token)) for one in _REFERRING):
                self.reference(token)  # whom it means goes on being spoken of, whatever the rules ask for
        resolved = [(place, end.party, 1) for place, ends in self._resolved.items() for end in ends]
        return [(party, weight) for _, party, weight in sorted([*found, *resolved], key=lambda one: one[0])]

    def _has_party_subject(self, verb: Token) -> bool:
        """Whether a verb has a party for its subject, or is part of a name ("in what was then Zaire")."""
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        return any(child.tag_ == "WP" or child.i in self.at or self.reference(child) for child in subjects)
