"""When a relation holds: by its clause, its sentence, its entry in a chronicle, the story so far, the day of the document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from ....graph.dates import PartialDate
from ....graph.schema import schema
from ..rules.relations import Relation
from ..sentences import Sentence
from .clock import covering, month_of, shifted, words
from .dating import Expression
from .lines import Layout, layout
from .said import DAYS_OF_NEWS, IN_ITSELF, Said
from .scope import clause_head, governing, said_later, standing_with, tense
from .story import NEWS_DAYS, Story, above, is_subject, told_as_done

if TYPE_CHECKING:
    from ..outline import Outline
    from ..parse.tree import Doc
    from .chronicle import Period

# So long after a deed others still say what they think of it.
_ANSWERED_DAYS = 45
_UP_TO = ("until", "till", "up to", "up until")
# A title is compared with a sentence, in which quotation marks are plain.
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-"})


@dataclass(frozen=True, slots=True)
class Dated:
    """When a relation began and ended, whether it is over, and how that is known (for `--explain`)."""

    start: PartialDate | None = None
    end: PartialDate | None = None
    over: bool = False
    how: str = ""


@dataclass
class When:
    """The dates of one document, sentence by sentence, each read against those told before it."""

    outline: Outline
    docs: Mapping[int, Doc]
    layout: Layout
    story: Story
    place: int = 0
    deeds: dict[tuple[frozenset[tuple[str, str]], str], set[PartialDate]] = field(default_factory=dict)

    @classmethod
    def of(cls, outline: Outline, docs: Mapping[int, Doc]) -> When:
        """The expressions of every sentence; `docs` are the parsed ones by their number."""
        document = outline.document
        return cls(outline, docs, layout(document.text, outline.sentences, document.published, outline.entries), Story(document.published))

    @property
    def found(self) -> list[Expression]:
        """The date expressions of the sentence at hand."""
        return self.layout.each[self.place]

    def sentence(self, place: int) -> None:
        """Goes to a sentence by its number: the next, or a later one."""
        for before in range(self.place, place):
            paragraph = self.outline.sentences[before].paragraph
            self.story.hear(self.docs.get(before), self.outline.mentions[before], self.layout.each[before], before, paragraph)
        self.place = place

    def dated(self, doc: Doc, relation: Relation) -> Dated:
        """When a relation of the sentence at hand holds; `doc` is its parse. Clause, sentence, entry, story, in that order.

        Call it in the order of the text: a deed named again has the date with which it was told.
        """
        found = self._dated(doc, relation)
        deed = frozenset((relation.source.party.state, relation.target.party.state)), relation.type
        if found.start:
            self.deeds.setdefault(deed, set()).add(found.start)
        elif any(one.start for one in self.found):
            return found  # what is told of another day was not done on the one told before
        elif (dates := self.deeds.get(deed)) and len(dates) == 1 and not found.how and _named_again(doc, relation):
            return Dated(next(iter(dates)), how="named again: the date with which it was told")
        return found

    def _dated(self, doc: Doc, relation: Relation) -> Dated:
        at = relation.at or (relation.first, relation.last)
        holds = schema().relations[relation.type].holds
        entry = self.layout.entry_at(self.outline.sentences[self.place], doc[at[0]].idx)
        found = self.found
        if self.outline.sentences[self.place].kind == "headline":
            # "TRADE ROW 31-MAR-1987 04:19": the day of the document is not that of what its title names.
            found = [one for one in found if one.start != self.outline.document.published or any(doc[place].pos_ == "VERB" for place in at)]
        spoken = self.said.performed(doc, at, relation.source.party, self.place)
        one = governing(doc, found, at)
        if spoken and one is not None and one.kind == "point" and not _begins(doc, one):
            # "We welcome the decision taken last night": welcomed on the day of the document.
            one = None
        says = said_later(doc, one, at) if one is not None else None
        if (
            one is not None
            and one.start
            and says is not None
            and not is_subject(doc, relation.source, says, self.outline.mentions[self.place])
        ):
            one = replace(one, start=month_of(one.start))
        ahead = one if one is not None and relation.status != "planned" and self._lies_ahead(doc, one, at) else None
        one = None if ahead else one
        tie = "-tie/" in relation.rule
        if tie and one is not None and one.kind == "point" and standing_with(doc, one).i not in at:
            # "China, the North's main partner, said on Monday": what two are to each other is of no day.
            return Dated()
        if one is not None and (entry is None or ((one.start or one.end) and not one.decade)):
            return _by(doc, one, holds and not _begun(doc, at), self.outline.document.published)
        if entry is not None and _told_in_entry(doc, at):
            return _in_entry(doc, at, entry, holds)
        if spoken:
            return Dated(spoken, how=IN_ITSELF)
        if told := self.said.recorded(doc, at, relation.source.party, self.place, self.story):
            return Dated(told[0], how=told[1])
        if day := self._under_way(doc, relation):
            return day
        if holds or tie:
            return Dated()
        others = [each for each in self.found if each.kind != "past_vague" and each is not ahead]
        if any(each.kind == "unknown" for each in others):
            return Dated()
        sentence = self.outline.sentences[self.place]
        mentions = self.outline.mentions[self.place]
        if not others and (day := self._headlined(doc, relation, sentence)):
            return day
        inherited = self.story.inherited(doc, at, mentions, relation.source, self.place, sentence.paragraph, others)
        if inherited:
            return Dated(inherited[0], how=inherited[1])
        if not others and self.said.daily and (day := self._of_these_days(doc, at, relation)):
            return day
        month = self._of_deed_answered(doc, relation) if not others else None
        return Dated(month, how="in answer to what the two had just done") if month else Dated()

    def _of_these_days(self, doc: Doc, at: Sequence[int], relation: Relation) -> Dated | None:
        """What a daily brief tells as done was done in the days before it: of their month, where all lie in one."""
        published, mentions = self.outline.document.published, self.outline.mentions[self.place]
        if not published or not published.day or told_as_done(doc, at, relation.source, mentions) is None:
            return None
        if {token.lower_ for token in doc} & words().elsewhen:
            return None
        first = shifted(published.first, -DAYS_OF_NEWS)
        within = covering(first, published.first) if first else None
        return Dated(within, how="one of the days before the brief") if within else None

    def _lies_ahead(self, doc: Doc, one: Expression, at: Sequence[int]) -> bool:
        """Whether a date is only that for which something is done now: "presses Kenya to sway next year's vote"."""
        published = self.layout.linked[self.place] or self.outline.document.published
        if not published or not one.start or one.start.first <= published.last or one.kind not in ("point", "span"):
            return False
        clauses = [clause_head(doc[place]) for place in at]
        dated = clause_head(standing_with(doc, one))
        apart = all(clause != dated and dated not in clause.ancestors for clause in clauses)
        if apart and tense(clauses[0]) in ("present", "past", "perfect", "pluperfect"):
            return True
        purpose = clauses[0].dep_ in ("xcomp", "advcl") and any(child.lower_ == "to" for child in clauses[0].children)
        return purpose and tense(clause_head(clauses[0].head)) in ("present", "past", "perfect") and one.attributive

    def _of_deed_answered(self, doc: Doc, relation: Relation) -> PartialDate | None:
        """The month of what two others did not long before the day of the document: "praised the Kenya-Uganda deal"."""
        published = self.outline.document.published
        verb = clause_head(doc[relation.at[0]]) if relation.at else None
        if verb is None or verb.i not in relation.at or tense(verb) != "past" or not published or not published.day:
            return None
        objects = [child for child in verb.children if child.i > verb.i and child.dep_ in ("dobj", "prep")]
        deeds = words().meetings | words().happenings
        if not any(str(token.lemma_).lower() in deeds for one in objects for token in (one, *one.subtree)):
            return None
        spans = [(doc[one.left_edge.i].idx, doc[one.right_edge.i].idx + len(doc[one.right_edge.i])) for one in objects]
        named = {
            mention.party.state
            for mention in self.outline.mentions[self.place]
            if any(first <= mention.start < last for first, last in spans)
        } - {relation.source.party.state}
        dates = {date for (pair, _), told in self.deeds.items() if pair == named and len(named) == 2 for date in told if date.month}
        months = {month_of(date) for date in dates if 0 <= (published.first - date.first).days <= _ANSWERED_DAYS}
        return months.pop() if len(months) == 1 and len(dates) == 1 else None

    def _under_way(self, doc: Doc, relation: Relation) -> Dated | None:
        """A visit or a meeting that a dated document tells in the present goes on that day: "is in Lima for talks", "are meeting"."""
        published = self.outline.document.published
        tokens = [doc[place] for place in relation.at]
        if relation.type != "cooperates" or not published or not published.day or self.found:
            return None
        if not any(str(token.lemma_).lower() in words().meetings | {"meet", "host"} for token in tokens):
            return None
        verb = clause_head(tokens[0])
        going_on = tense(verb) == "present" and (verb.tag_ == "VBG" or str(verb.lemma_).lower() == "be")
        return Dated(published, how="under way on the day of the document") if going_on and verb.dep_ == "ROOT" else None

    @cached_property
    def said(self) -> Said:
        """The document's own voice."""
        return Said(self.outline)

    def _headlined(self, doc: Doc, relation: Relation, sentence: Sentence) -> Dated | None:
        """A headline tells in the present what is the news: the day of its page, or of the news below it; else the month is certain."""
        linked, at = self.layout.linked[self.place], relation.at
        told = any(doc[place].pos_ == "VERB" for place in at) or not relation.at
        roots = [token for token in doc if token.dep_ == "ROOT"]
        heads = above(clause_head(doc[at[0]])) if at else roots
        if not told or not any(verb.pos_ == "VERB" and tense(verb) in ("present", "none") for verb in roots):
            return None
        if tense(heads[0]) not in ("present", "none") or (heads[0].dep_ == "advcl" and tense(heads[0]) == "present"):
            return None
        if linked is not None:
            return Dated(linked, how="the day of the page that it links to")
        if doc[0].lower_ in words().musing or sentence.clean.endswith("?"):
            return None
        title = (self.outline.document.title or "").translate(_PLAIN)
        published = self.outline.document.published
        if (sentence.kind != "headline" and sentence.clean[:40] not in title) or not published or not published.day:
            return None
        heading = sentence.clean[:40] in title or self.place == 0
        day = self._news_below(12 if heading else 3)
        return Dated(day or published, how="a headline: the day of the news") if day or heading else None

    def _news_below(self, reach: int) -> PartialDate | None:
        """The day of the first news told in the sentences below."""
        published = self.outline.document.published
        for place in range(self.place + 1, min(self.place + 1 + reach, len(self.layout.each))):
            found = self.layout.each[place]
            days = [one.start for one in found if one.kind == "point" and one.start and one.start.day and not one.attributive]
            near = [day for day in days if published and 0 <= (published.first - day.first).days <= NEWS_DAYS]
            # A line with next to nothing but the day of publication is no news.
            if near and (near[0] != published or self.outline.sentences[place].clean.count(" ") > 8):
                return near[0]
            if self.outline.sentences[place].kind == "headline" and reach < 12:
                return None
        return None


def _named_again(doc: Doc, relation: Relation) -> bool:
    """Whether a deed is only named, as one known: "the deal", "their meeting", "the Kenya-Uganda talks"."""
    tokens = [doc[place] for place in relation.at]
    events = words().meetings | words().happenings
    if not tokens or any(token.pos_ != "NOUN" or str(token.lemma_).lower() not in events for token in tokens):
        return False
    marks = {child.lower_ for token in tokens for child in token.children if child.dep_ in ("det", "poss", "amod")}
    known = bool(marks & {"the", "this", "that", "their", "its", "his", "her"}) or any(
        child.dep_ in ("compound", "poss", "nmod") for token in tokens for child in token.children
    )
    return known and not marks & {
        "new",
        "next",
        "another",
        "other",
        "earlier",
        "previous",
        "future",
        "possible",
        "potential",
        "first",
        "second",
    }


def _begun(doc: Doc, at: Sequence[int]) -> bool:
    """Whether a state of affairs is told by its beginning: "signed a treaty of friendship", "became allies"."""
    verbs = [doc[place] if doc[place].pos_ == "VERB" else clause_head(doc[place]) for place in at]
    return any(str(verb.lemma_).lower() in words().beginning and tense(verb) in ("past", "present", "none") for verb in verbs)


def _in_entry(doc: Doc, at: Sequence[int], entry: Period, holds: bool) -> Dated:
    """The date of an entry for one of its news: of several days a visit or a state of affairs fills all, a deed is within them."""
    how = "the date of its entry"
    if entry.end is None:
        # A state of affairs told on a day did not begin on it.
        return Dated() if holds and not _begun(doc, at) else Dated(entry.start, how=how)
    lasting = holds or not entry.start.day or any(str(doc[place].lemma_).lower() in words().lasting for place in at)
    if lasting:
        return Dated(entry.start, entry.end, how=how)
    return Dated(covering(entry.start.first, entry.end.last), how=how)


def _told_in_entry(doc: Doc, at: Sequence[int]) -> bool:
    """Whether an entry tells something as its news: not what had been before, nor the ground of what it tells."""
    tokens = [doc[place] for place in at]
    root = clause_head(tokens[0])
    apart = ("after", "before", "following", "since", "until")
    before = root.dep_ == "pcomp" and root.head.lower_ in apart
    before = before or (root.dep_ == "advcl" and any(child.lower_ in apart and child.i < root.i for child in root.children))
    return not before and tense(root) != "pluperfect"


def _begins(doc: Doc, one: Expression) -> bool:
    """Whether a date opens its sentence, and so dates all of it."""
    return not doc.text[: one.char_start].strip(" \"'").count(" ") > 1


def _by(doc: Doc, one: Expression, holds: bool, published: PartialDate | None) -> Dated:
    """What an expression says of an event, or of a state of affairs."""
    how = f"by its words ({one.kind})"
    if one.decade or one.kind == "past_vague":
        return Dated(over=holds, how=how)
    if holds and one.kind == "point":
        # A state of affairs told on a day did not begin on that day.
        return Dated()
    over = holds and one.end is not None and not (published and one.end.first > published.last)
    # "supported it until 1955", not "withdrew by June"
    lasted = holds or one.kind == "span" or doc.text[one.char_start : one.char_end].lower().startswith(_UP_TO)
    return Dated(one.start, one.end if lasted else None, over, how)
