"""What is dated by the document itself: what its own voice does by saying it ("we condemn"), what was said in the talk that it records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ....graph.dates import PartialDate
from .clock import covering, shifted, words
from .scope import clause_head, tense
from .story import Story, above, subjects

if TYPE_CHECKING:
    from ..actors.register import Party
    from ..outline import Outline
    from ..parse.tree import Doc, Token

# How much of a document may stand above its prose, and how long a line of prose is at least.
_TOP, _PROSE = 900, 120
# So many days back reaches what the news of a day tells.
DAYS_OF_NEWS = 7
IN_ITSELF = "said in the document itself"


@dataclass
class Said:
    """The voice of one document: a statement, a release, a speech, a transcript; or the talk that it records."""

    outline: Outline

    @cached_property
    def top(self) -> str:
        """The title and the lines above the first sentence of the prose, and the opening words of that."""
        document = self.outline.document
        first = next((one for one in self.outline.sentences if one.kind == "prose" and len(one.clean) >= _PROSE), None)
        return f"{document.title or ''}\n{document.text[: min(_TOP, first.start if first else _TOP)]}"

    @cached_property
    def issued(self) -> bool:
        """Whether the document is an official statement."""
        return words().issued.search(self.top) is not None

    @cached_property
    def spoken(self) -> bool:
        """Whether it gives the words of a speaker: a speech, a transcript, a letter."""
        return words().spoken.search(self.top) is not None or bool(self.outline.register.turns)

    @cached_property
    def record(self) -> bool:
        """Whether it tells what was said in one talk, or agreed in it."""
        return words().record.search(self.top) is not None

    @cached_property
    def cable(self) -> bool:
        """Whether a post reports what it was told."""
        return words().cable.search(self.outline.document.text[:1500]) is not None

    @cached_property
    def daily(self) -> bool:
        """Whether it tells the news of its day in short: a brief, a digest, a situation report."""
        return words().daily.search(self.outline.document.text[:1500]) is not None

    def performed(self, doc: Doc, at: Sequence[int], source: Party, place: int) -> PartialDate | None:
        """The day of the document, for what its voice does by saying it in the present. `source` acts."""
        published = self.outline.document.published
        if not published or not published.month:
            return None
        clauses = above(clause_head(doc[at[0]]))
        told = next((clause for clause in clauses if tense(clause) != "none"), clauses[-1])
        if not _in_present(told) or not any(map(_does_by_saying, clauses[: clauses.index(told) + 1])):
            return None
        ours = any(child.dep_ in ("nsubj", "nsubjpass") and child.lower_ in ("we", "i") for child in told.children)
        if not ours and not self.issued and not self.spoken:
            return self._quoted(doc, told, source, place)
        voice = self._voice(place)
        parties = {party.state for party in subjects(doc, told, self.outline.mentions[place])}
        if clauses[0].i != told.i and source.state not in parties | voice:
            # "We applaud Peru for suspending aid": what Peru did is not done by saying it.
            return None
        if ours:
            return published
        parties.add(source.state)
        # A statement names its voice in many ways ("the Council", "the Union"), but a state is no other state.
        other = {kind for kind, _ in parties} <= {"state"} and {kind for kind, _ in voice} == {"state"}
        own = bool(parties & voice) or (self.issued and told.dep_ == "ROOT" and not other)
        return published if own else None

    def _quoted(self, doc: Doc, told: Token, source: Party, place: int) -> PartialDate | None:
        """What a party quoted by the news does by saying it, of itself: done in the days before, of their month where all lie in one."""
        published, parties = self.outline.document.published, subjects(doc, told, self.outline.mentions[place])
        if not published or not published.day or source.state not in {party.state for party in parties} or not doc.text.startswith('"'):
            return None
        first = shifted(published.first, -DAYS_OF_NEWS)
        return covering(first, published.first) if first else None

    def _voice(self, place: int) -> set[tuple[str, str]]:
        """Who speaks in a sentence, as (kind, name)."""
        register = self.outline.register
        return {party.state for party in register.turns.get(place, register.voice)}

    def recorded(self, doc: Doc, at: Sequence[int], source: Party, place: int, story: Story) -> tuple[PartialDate, str] | None:
        """The day of the talk in which something was said; that of a statement, for what it tells its voice to have said."""
        published = self.outline.document.published
        says = above(clause_head(doc[at[0]]))[-1]
        if not published or not published.day:
            return None
        if self.record and says.dep_ == "ROOT" and {child.lower_ for child in says.children} & {"would", "could", "should"}:
            return published, "said in the talk that the document records"
        reports = str(says.lemma_).lower() in words().reporting | words().performed
        if tense(says) != "past" or not reports:
            return None
        if self.record:
            return published, "said in the talk that the document records"
        if self.issued and not self.spoken and says.dep_ == "ROOT" and source.state in self._voice(place):
            return published, "told by the voice of the document of itself"
        # The day of the cable itself stands at its head, but what it reports was mostly said before.
        days = story.days_of_news()
        if self.cable and len(days := days - {published} or days) == 1:
            return days.pop(), "said in the talk that the cable reports"
        return None


def _in_present(verb: Token) -> bool:
    """Whether a verb tells of the present: "stands up", "will continue to stand up"."""
    goes_on = verb.head if verb.dep_ == "xcomp" else verb
    return tense(verb) == "present" or (tense(goes_on) == "future" and str(goes_on.lemma_).lower() in ("continue", "remain", "keep"))


def _does_by_saying(verb: Token) -> bool:
    """Whether to say it is to do it: "condemns", "is alarmed"."""
    known = words()
    if str(verb.lemma_).lower() in known.performed:
        return True
    moods = [verb, *(child for child in verb.children if child.dep_ in ("acomp", "attr"))]
    return any(token.lower_ in known.moods for token in moods)
