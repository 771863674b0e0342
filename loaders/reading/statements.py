"""Relations in a sentence → statements: verbatim quotes at exact offsets, dates, status."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...graph.dates import PartialDate
from ...graph.model import Document, Statement
from ...graph.schema import schema
from .dating import Expression, pick, told
from .found import Titled
from .relations import Relation
from .sentences import Sentence

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass
class When:
    """The dates of one document, sentence by sentence: what "three days later" counts from."""

    each: list[list[Expression]]
    found: list[Expression] = field(default_factory=list)

    @classmethod
    def of(cls, sentences: Sequence[Sentence], published: PartialDate | None) -> When:
        """The expressions of every sentence, each read against the dates told before it."""
        return cls(told([one.clean for one in sentences], published))

    def sentence(self, place: int) -> None:
        """Goes to a sentence by its number."""
        self.found = self.each[place]

    def date(self, span: tuple[int, int], holds: bool) -> tuple[PartialDate | None, PartialDate | None, bool]:
        """Start, end and whether it is over, for a clause at `span` of the sentence. An event has no end of its own."""
        one = pick(self.found, span)
        if one is None:
            return None, None, False
        if one.kind == "past_vague":
            return None, None, holds
        if holds and one.kind == "point":
            # A state of affairs told on a day did not begin on that day.
            return None, None, False
        end = one.end if holds or one.kind == "span" else None
        return one.start, end, bool(holds and one.kind == "until")


def statement(document: Document, sentence: Sentence, doc: Doc, relation: Relation, when: When, rule: str = "", trust: float = 1.0) -> Statement:
    """The statement of a relation; its quote runs from the first to the last of its words."""
    first = doc[relation.first].idx
    last = doc[relation.last].idx + len(doc[relation.last])
    holds = schema().relations[relation.type].holds
    start, end, over = when.date((first, last), holds)
    char_start, char_end = sentence.span(first, last)
    return Statement(
        document=document.path,
        source=relation.source.party.name,
        source_kind=relation.source.party.kind,
        target=relation.target.party.name,
        target_kind=relation.target.party.kind,
        type=relation.type,
        published=document.published,
        start=start,
        end=end,
        status=relation.status,
        past=over or (holds and relation.past and relation.type in ("ally", "adversary")),
        quote=document.text[char_start:char_end],
        char_start=char_start,
        char_end=char_end,
        rule=rule + relation.rule,
        confidence=max(0.05, min(1.0, relation.confidence * trust)),
    )


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
