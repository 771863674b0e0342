"""What the sentences before say of when: the dates told of an actor, of the sentence before, of "the meeting"; each with its limits.

Most sentences without a date are of no certain date. Those that inherit one tell, in the simple past, of what the same actor
did on the day of the news; go on where the sentence before stopped; or name what they follow ("after the talks").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ....graph.dates import PartialDate
from ..actors.register import Mention, Party
from ..ends.phrases import End
from .clock import covering, month_of, shifted, words
from .dating import Expression
from .scope import clause_head, standing_with, tense

if TYPE_CHECKING:
    from ..parse.tree import Doc, Token

# What is told of a day so near to that of publication is the news; what lies further back is its background.
NEWS_DAYS = 8
# How many sentences on "the meeting" may still be the one that was dated.
_REACH = 3
# So many letters an event and its verb have in common: promulgation, promulgated.
_STEM = 5
_APART = ("after", "before", "following", "since")
# Words by which a sentence goes on with what the one before tells.
_ON = frozenset(("also", "then", "too", "likewise", "thereupon"))
_AROUND = ("after", "following", "during", "at", "in", "before", "on", "since", "ahead")


@dataclass(frozen=True, slots=True)
class Told:
    """A date that a main clause told: of whom, in which sentence; `alone` where that sentence tells no other date."""

    date: PartialDate
    place: int
    paragraph: int
    actors: frozenset[Party]
    carried: int = 0
    alone: bool = True


@dataclass
class Story:
    """The dates told so far in one document. `published` is its date."""

    published: PartialDate | None
    told: list[Told] = field(default_factory=list)
    last: Told | None = None
    events: dict[str, PartialDate] = field(default_factory=dict)

    def hear(self, doc: Doc | None, mentions: Sequence[Mention], found: Sequence[Expression], place: int, paragraph: int) -> None:
        """Takes note of a sentence: the date of its main clause, and of whom it is told."""
        for one in found:
            if doc is not None and one.kind == "point" and one.start:
                for token in _happened(standing_with(doc, one)):
                    self.events[stem(token)] = one.start
        points = [one for one in found if one.kind == "point" and one.start and not one.attributive]
        if not points and self.last and doc is not None and not found:
            self._carry(doc, place, paragraph)
        if not points:
            return
        if doc is None:
            first = frozenset({mentions[0].party} if mentions else ())
            self._remember(Told(points[0].start, place, paragraph, first) if points[0].start else None)
            return
        for one in points:
            verb = clause_head(standing_with(doc, one))
            chain = above(verb)
            if one.start and chain[-1].dep_ == "ROOT" and tense(verb) != "future" and verb.dep_ not in ("acl", "relcl"):
                named = next((clause for clause in chain if any(child.dep_ in ("nsubj", "nsubjpass") for child in clause.children)), verb)
                self._remember(Told(one.start, place, paragraph, frozenset(_subject(doc, named, mentions)), alone=len(found) == 1))

    def _carry(self, doc: Doc, place: int, paragraph: int) -> None:
        """A sentence without a date, in the simple past, hands on that of the sentence before: but only its month, and not far."""
        last = self.last
        if last is None or last.place != place - 1 or last.paragraph != paragraph or last.carried >= _REACH - 1:
            return
        if not {token.lower_ for token in doc} & words().elsewhen and any(token.dep_ == "ROOT" and tense(token) == "past" for token in doc):
            self.last = Told(month_of(last.date), place, paragraph, last.actors, last.carried + 1)

    def _remember(self, told: Told | None) -> None:
        if told:
            self.told.append(told)
            self.last = told

    def inherited(
        self,
        doc: Doc,
        at: Sequence[int],
        mentions: Sequence[Mention],
        source: End,
        place: int,
        paragraph: int,
        others: Sequence[Expression],
    ) -> tuple[PartialDate, str] | None:
        """The date that an act without one inherits, and how; None where nothing says when.

        `others` are the dates that its sentence tells of something else: beside them only the month of the same actor's news is certain.
        """
        verb = told_as_done(doc, at, source, mentions, ("past", "pluperfect"))
        if verb is None:
            return None
        if not others and (found := self._after_what(doc, verb, place)) and (tense(verb) != "pluperfect" or found[1].startswith("counted")):
            return found
        if told_as_done(doc, at, source, mentions) is None:
            return None
        inside = {token.lower_ for token in doc}
        acting = {source.party, *subjects(doc, verb, mentions)}
        if any(one.start and not one.attributive and not self._is_news(one.start) for one in others):
            # The sentence tells of older things.
            return None
        if found := self._of_actor(acting, inside, place):
            return (month_of(found[0]), found[1]) if others else found
        if day := self._of_subject(doc, verb, others):
            return month_of(day), "of what its subject did"
        return None if others else self._going_on(acting, inside, doc, place, paragraph)

    def _after_what(self, doc: Doc, verb: Token, place: int) -> tuple[PartialDate, str] | None:
        """After the meeting, in his talks with, following the raid: the date of what was told last."""
        chain = above(verb)
        for token in chain[-1].subtree:
            lemma = str(token.lemma_).lower()
            subject = token.dep_ in ("nsubj", "nsubjpass") and token.head in chain
            if not subject and (token.dep_ != "pobj" or token.head.lower_ not in _AROUND):
                continue
            if not _is_event(token) and (subject or token.head.lower_ not in _APART or stem(token) not in self.events):
                continue
            named = {child.lower_ for child in token.children if child.dep_ in ("det", "poss")}
            if not named & {"the", "this", "that", "his", "her", "their", "its"}:
                continue
            known = self.events.get(stem(token))
            if known and not subject and (counted := _counted(doc, token.head, known)):
                return counted, f"counted from the {token.text} told before"
            if known:
                date = known if lemma in words().meetings and not subject else month_of(known)
                return date, f"of the {token.text} told before"
            if subject:
                continue
            if lemma not in words().meetings and token.head.lower_ not in ("after", "following"):
                continue
            near = [one for one in self.told if place - _REACH <= one.place < place]
            near = [one for one in near if one in self._news()] or self._news() or near
            if not near:
                return None
            date = near[-1].date
            return (date if lemma in words().meetings else month_of(date)), f"of {token.head.lower_} the {token.text}"
        return None

    def _of_actor(self, acting: set[Party], inside: set[str], place: int) -> tuple[PartialDate, str] | None:
        """The day of the news on which the same actor was last told to act."""
        if inside & words().elsewhen:
            return None
        days = [one for one in self._news() if one.place < place and acting & one.actors]
        if not days or not (len({one.date for one in days}) == 1 or place - days[-1].place <= _REACH):
            return None
        date = days[-1].date
        if "later" in inside and self.published:
            between = covering(date.first, self.published.last)
            return (between, "later, up to the day of publication") if between else None
        return date, "of the same actor's news"

    def _of_subject(self, doc: Doc, verb: Token, others: Sequence[Expression]) -> PartialDate | None:
        """The day of the news in a relative clause at the subject: "the envoy, who left on Monday, warned"."""
        for one in others:
            clause = clause_head(standing_with(doc, one))
            at_subject = clause.dep_ == "relcl" and clause.head.dep_ in ("nsubj", "nsubjpass") and clause.head.head in above(verb)
            if at_subject and one.start and self._is_news(one.start) and tense(clause) == "past":
                return one.start
        return None

    def _going_on(self, acting: set[Party], inside: set[str], doc: Doc, place: int, paragraph: int) -> tuple[PartialDate, str] | None:
        """The date of the sentence before, where this one goes on in its paragraph; the same actor's to the day."""
        last = self.last
        if last is None or last.place != place - 1 or last.paragraph != paragraph or inside & words().elsewhen:
            return None
        same = bool(acting & last.actors) or doc[0].lower_ in ("they", "he", "she", "it") or "also" in inside
        if not same and not (last.alone and _answers(doc)):
            return None
        if same and not last.date.day and not inside & _ON:
            # "He expelled the envoy in June 2015. He called Senegal a puppet": one of his deeds, not the next.
            return None
        date = last.date if same else month_of(last.date)
        return date, "of the sentence before" if same else "of the sentence before, another's"

    def days_of_news(self) -> set[PartialDate]:
        """The days near to that of publication of which something was told."""
        return {one.date for one in self._news()}

    def _news(self) -> list[Told]:
        """What was told of a day near to that of publication."""
        return [one for one in self.told if self._is_news(one.date)]

    def _is_news(self, date: PartialDate) -> bool:
        if self.published is None or not self.published.day or not date.day:
            return False
        return 0 <= (self.published.first - date.first).days <= NEWS_DAYS


def _happened(token: Token) -> list[Token]:
    """The words for what a date tells of: the verb or event it stands with, the event that this says more of, its subject or object."""
    found = [token] if _is_event(token) or (token.pos_ == "VERB" and len(str(token.lemma_)) >= _STEM) else []
    roles = ("nsubj", "nsubjpass", "dobj")
    if token.dep_ in ("relcl", "acl"):
        found += [noun for noun in (token.head, *token.head.ancestors) if _is_event(noun)][:1]
    return found + [child for child in token.children if child.dep_ in roles and _is_event(child)]


def _is_event(token: Token) -> bool:
    return token.pos_ in ("NOUN", "PROPN") and str(token.lemma_).lower() in words().meetings | words().happenings


def stem(token: Token) -> str:
    """What an event has in common with its verb: invasion and invade, agreement and agree, attack and attacked."""
    return str(token.lemma_).lower()[:_STEM]


def _answers(doc: Doc) -> bool:
    """Whether a sentence answers the one before: "responded by", "in return", "condemned the raid"."""
    for token in doc:
        lemma = str(token.lemma_).lower()
        if (token.pos_ == "VERB" and lemma in words().answers) or (
            token.dep_ == "pobj" and token.head.lower_ == "in" and lemma in words().answers
        ):
            return True
        if _is_event(token) and any(child.lower_ in ("the", "this", "that") for child in token.children):
            return True
    return False


def _counted(doc: Doc, word: Token, known: PartialDate) -> PartialDate | None:
    """The date of what happened "two days before the vote", where that of the vote is known."""
    if word.lower_ not in ("after", "before") or word.i < 2 or not known.day:
        return None
    count, unit = doc[word.i - 2].lower_, str(doc[word.i - 1].lemma_).lower()
    number = int(count) if count.isdigit() and len(count) < 4 else words().numbers.get(count, 0)
    day = shifted(known.first, (1 if word.lower_ == "after" else -1) * number) if number and unit == "day" else None
    return PartialDate.of(day) if day else None


def subjects(doc: Doc, verb: Token, mentions: Iterable[Mention]) -> list[Party]:
    """The parties that are the subject of a clause, or of the clauses that report it: "the Turkish government" is Turkey."""
    return [party for clause in above(verb) for party in _subject(doc, clause, mentions)]


def _subject(doc: Doc, clause: Token, mentions: Iterable[Mention]) -> list[Party]:
    found: list[Party] = []
    for child in clause.children:
        if child.dep_ in ("nsubj", "nsubjpass"):
            head = [one.party for one in mentions if one.start <= child.idx < one.end]
            owner = [one.party for one in mentions if doc[child.left_edge.i].idx <= one.start < child.idx]
            found.extend(head or owner)
    return found


def above(verb: Token) -> list[Token]:
    """A clause and those above it that say it or share its subject."""
    found = [verb]
    while verb.dep_ in ("xcomp", "ccomp", "conj", "pcomp", "advcl", "prep", "acl") and len(found) < 6:
        verb = clause_head(verb.head)
        found.append(verb)
    return found


def is_subject(doc: Doc, source: End, verb: Token, mentions: Sequence[Mention]) -> bool:
    """Whether who acts is the subject of a verb, by name or by the pronoun that stands for it."""
    named = source.party in subjects(doc, verb, mentions)
    return named or any(child.dep_ in ("nsubj", "nsubjpass") and source.first <= child.i <= source.last for child in verb.children)


def told_as_done(
    doc: Doc, at: Sequence[int], source: End, mentions: Sequence[Mention], tenses: tuple[str, ...] = ("past",)
) -> Token | None:
    """The verb of a predicate that a text tells as done, in the simple past; None for what is, has been, will be, or is only named.

    What somebody said is done in the saying, whatever its tense: where the sayer is the one who acts by it.
    """
    verbs = [doc[place] for place in at if doc[place].pos_ in ("VERB", "AUX")]
    if not verbs:
        nouns = [doc[place] for place in at if doc[place].dep_ in ("dobj", "nsubjpass") and doc[place].head.pos_ == "VERB"]
        known = ("the", "its", "their", "his", "her")
        verbs = [noun.head for noun in nouns if not any(child.lower_ in known or child.dep_ == "poss" for child in noun.children)]
        # "took part in the summit": who takes part in a meeting tells of it as done.
        held = [doc[place] for place in at if str(doc[place].lemma_).lower() in words().meetings and doc[place].dep_ == "pobj"]
        verbs += [noun.head.head for noun in held if noun.head.lower_ in ("in", "at") and noun.head.head.pos_ == "VERB"]
    for verb in verbs:
        clauses = above(clause_head(verb))
        if clauses[0].dep_ == "pcomp" and clauses[0].head.lower_ in ("after", "before", "since"):
            continue
        if next((tense(clause) for clause in clauses if tense(clause) != "none"), "none") in tenses:
            return clause_head(verb)
        reports = [below.head for below in clauses if below.dep_ == "ccomp" and tense(clause_head(below.head)) == "past"]
        if reports and is_subject(doc, source, clause_head(reports[-1]), mentions):
            return clause_head(reports[-1])
    return None
