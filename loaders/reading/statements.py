"""Relations in a sentence → statements: verbatim quotes at exact offsets, dates, status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ...graph.dates import PartialDate
from ...graph.model import Document, Statement
from ...graph.schema import schema
from .date_lines import Layout, layout
from .date_scope import governing, tense
from .date_story import NEWS_DAYS, Story, month_of
from .dating import Expression
from .found import Titled
from .relations import Relation
from .sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from .reader import Outline


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

    @classmethod
    def of(cls, outline: Outline, docs: Mapping[int, Doc]) -> When:
        """The expressions of every sentence; `docs` are the parsed ones by their number."""
        document = outline.document
        return cls(outline, docs, layout(document.text, outline.sentences, document.published), Story(document.published))

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
        """When a relation of the sentence at hand holds; `doc` is its parse. Clause, sentence, entry, story, in that order."""
        at = relation.at or (relation.first, relation.last)
        holds = schema().relations[relation.type].holds
        entry = self.layout.entry[self.place]
        one = governing(doc, self.found, at)
        if one is not None and (one.start or one.end or entry is None):
            return _by(one, holds)
        if entry is not None:
            return Dated() if holds else Dated(entry, how="the date of its entry")
        if holds or any(each.kind != "past_vague" for each in self.found):
            return Dated()
        sentence = self.outline.sentences[self.place]
        mentions = self.outline.mentions[self.place]
        if day := self._headlined(doc, at, sentence):
            return day
        found = self.story.inherited(doc, at, mentions, relation.source.party, self.place, sentence.paragraph)
        return Dated(found[0], how=found[1]) if found else Dated()

    def _headlined(self, doc: Doc, at: Sequence[int], sentence: Sentence) -> Dated | None:
        """A headline tells in the present what is the news: the day of its page, or of the news below it; else the month is certain."""
        linked = self.layout.linked[self.place]
        verbs = [doc[place] for place in at]
        if not any(verb.pos_ == "VERB" and verb.dep_ == "ROOT" and tense(verb) in ("present", "none") for verb in verbs):
            return None
        if linked is not None:
            return Dated(linked, how="the day of the page that it links to")
        title = self.outline.document.title or ""
        published = self.outline.document.published
        if (sentence.kind != "headline" and sentence.clean[:40] not in title) or not published or not published.month:
            return None
        return Dated(self.lead or month_of(published), how="a headline: the day of the news")

    @cached_property
    def lead(self) -> PartialDate | None:
        """The day of the first news of the document."""
        published = self.outline.document.published
        if not published or not published.day:
            return None
        for sentence, found in list(zip(self.outline.sentences, self.layout.each, strict=True))[:12]:
            days = [one.start for one in found if one.kind == "point" and one.start and one.start.day and not one.attributive]
            near = [day for day in days if 0 <= (published.first - day.first).days <= NEWS_DAYS]
            # A line with next to nothing but the day of publication is no news.
            if near and (near[0] != published or sentence.clean.count(" ") > 8):
                return near[0]
        return None


def _by(one: Expression, holds: bool) -> Dated:
    """What an expression says of an event, or of a state of affairs."""
    how = f"by its words ({one.kind})"
    if one.decade:
        return Dated(over=holds, how=how)
    if one.kind == "past_vague":
        return Dated(over=holds, how=how)
    if holds and one.kind == "point":
        # A state of affairs told on a day did not begin on that day.
        return Dated()
    return Dated(one.start, one.end if holds or one.kind == "span" else None, holds and one.kind == "until", how)


def statement(
    document: Document, sentence: Sentence, doc: Doc, relation: Relation, when: When, rule: str = "", trust: float = 1.0
) -> Statement:
    """The statement of a relation; its quote runs from its first word to the end of its clause."""
    first = doc[relation.first].idx
    stop = clause_end(doc, relation.last)
    last = doc[stop].idx + len(doc[stop])
    holds = schema().relations[relation.type].holds
    dated = when.dated(doc, relation)
    char_start, char_end = sentence.span(first, last)
    return Statement(
        document=document.path,
        source=relation.source.party.name,
        source_kind=relation.source.party.kind,
        target=relation.target.party.name,
        target_kind=relation.target.party.kind,
        type=relation.type,
        published=document.published,
        start=dated.start,
        end=dated.end,
        status=relation.status,
        past=dated.over or (holds and relation.past and relation.type in ("ally", "adversary")),
        quote=document.text[char_start:char_end],
        char_start=char_start,
        char_end=char_end,
        rule=rule + relation.rule,
        confidence=max(0.05, min(1.0, relation.confidence * trust)),
    )


def clause_end(doc: Doc, last: int) -> int:
    """The token at which the clause that goes on after token `last` ends: before a mark, a new clause, or nine words on."""
    stop = last
    for token in doc[last + 1 : last + 10]:
        # "visit to Moscow - the first" ends at the dash; "North-South" goes on.
        joined = token.text in ("-", "'", "’") and not token.nbor(-1).whitespace_ and not token.whitespace_ and token.i + 1 < len(doc)
        if (token.is_punct or token.is_space) and not joined:
            break
        if token.dep_ in ("mark", "cc") and token.head.pos_ in ("VERB", "AUX"):
            break
        if token.tag_ in ("WDT", "WP", "WRB", "WP$") or token.tag_ in ("VBD", "VBZ", "VBP", "MD"):
            break
        stop = token.i
    while stop > last and doc[stop].pos_ in ("ADP", "DET", "CCONJ", "SCONJ", "PUNCT", "PRON", "PART"):
        stop -= 1
    return stop


def titled_statement(document: Document, sentence: Sentence, one: Titled) -> Statement:
    """`leads`: a title, a state and a name in one breath."""
    char_start, char_end = sentence.span(one.start, one.end)
    return Statement(
        document=document.path,
        source=one.party.name,
        source_kind=one.party.kind,
        target=one.of[1],
        target_kind=one.of[0],
        type="leads",
        published=document.published,
        quote=document.text[char_start:char_end],
        char_start=char_start,
        char_end=char_end,
        rule="titled-name/leads",
        confidence=0.9,
    )
