"""Documents → statements, by dictionaries and rules over a dependency parse.

`document -> sentences -> mentions -> clauses -> statements`: each step is a module of this package, each value immutable.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from ...graph.errors import DataError
from ...graph.model import Document, Statement
from ...graph.schema import schema
from ..dictionary import Dictionary
from .actors.called import Introduced
from .actors.found import introduced
from .actors.mentions import Finder
from .actors.names import listed, surnames
from .actors.offices import Titled, in_office, stated
from .actors.register import Mention, Register
from .actors.shortened import shorten
from .actors.words import words_of
from .clauses import clauses
from .dates.chronicle import chronicle
from .dates.lines import behind_heads
from .dates.when import When
from .ends.parties import Ends
from .ends.references import Discourse, as_state, referring
from .ends.voices import cable, frame
from .explain import LONGEST, SHORTEST, Explanation, Read, explain
from .left_out.gaps import leaves_out
from .left_out.implied import Story
from .left_out.silent import between_two
from .left_out.turned import turns
from .lexicon import Lexicon, lexicon
from .outline import Outline
from .parse.parser import load_pipeline
from .parse.stand_ins import stand_ins
from .parse.verbs import subject_of
from .resolutions import spelt_out
from .rules.complaints import complaints
from .rules.demands import only_asked
from .rules.headlines import headline_relations, sentence_case
from .rules.nouns import noun_relations
from .rules.prefixed import prefixed_relations
from .rules.relations import Reading, Relation
from .rules.structural import structural_relations
from .rules.ties import adjective_relations, tie_relations
from .rules.verbs import verb_relations
from .sentences import Sentence, sentences
from .statements import statement, titled_statement

if TYPE_CHECKING:
    from .parse.tree import Doc

# How what is said hangs on the verb of saying.
_SAID = ("ccomp", "parataxis")
# How many documents are parsed together.
_DOCUMENTS = 16


# What is trusted less is not told, unless it is that little for a party left out: on texts that no rule was written on, one in eleven
# such rows was right, but ten in fourteen of those with a party filled in (docs/reading.md).
_LEAST = 0.35


class Reader:
    """Reads documents into statements. One for many documents; `pipeline` names an installed spaCy pipeline, else the pinned one."""

    def __init__(self, dictionary: Dictionary | None = None, pipeline: str | None = None) -> None:
        self.dictionary = dictionary or Dictionary.load()
        self.pipeline = pipeline
        self.lexicon: Lexicon = lexicon()
        self._finder = Finder(self.dictionary)
        self._corridors = {
            entry.actor.name: frozenset(actor.name for actor in entry.connects)
            for entry in self.dictionary.entries_of("corridor")
            if entry.connects
        }

    def read(self, document: Document) -> list[Statement]:
        """The statements of one document, in the order of the text."""
        return next(iter(self.read_all([document])))[1]

    def read_all(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Statement]]]:
        """Each document with its statements, in order; several are parsed together. Raises UsageError: no such pipeline."""
        for document, each in self._each(documents):
            yield document, [one for read in each for one in read.statements]

    def explain(self, document: Document) -> list[Explanation]:
        """How each sentence of a document was read: its actors, clauses, rules and dates, or why nothing was read."""
        return [explain(read) for _, each in self._each([document]) for read in each]

    def _each(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Iterator[Read]]]:
        nlp = load_pipeline(self.pipeline)
        waiting = iter(documents)
        while chunk := list(islice(waiting, _DOCUMENTS)):
            outlines = [self.outline(document) for document in chunk]
            parts = [(outline.sentences[place], outline.mentions[place]) for outline in outlines for place in outline.parsed]
            texts = (sentence_case(*part) for part in parts)
            docs = iter(nlp.pipe(texts, (stand_ins(*part) for part in parts)))
            for outline in outlines:
                parsed = dict(zip(outline.parsed, islice(docs, len(outline.parsed)), strict=True))
                yield outline.document, self._sentences(outline, parsed)

    def outline(self, document: Document) -> Outline:
        """What is known of a document before the parse."""
        register = Register()
        entries = chronicle(document.text, document.published)
        found = behind_heads(spelt_out(sentences(document.text)), entries)
        first = [self._finder.find(one, register, document.published) for one in found]
        for mentions in first:
            register.counts.update(mention.party.state for mention in mentions)
        titled: list[list[Titled]] = []
        named: list[tuple[str, Mention | Introduced]] = []
        before: tuple[str, str] | None = None
        at_hand = cache(register.at_hand)  # what is counted is counted by now
        no_cabinet = listed("without_cabinet")
        for sentence, mentions in zip(found, first, strict=True):
            new, said = introduced(
                sentence.clean, mentions, self.lexicon, at_hand(before), before, register.demonyms, at_hand(before, no_cabinet)
            )
            before = next((one.party.state for one in mentions if one.party.kind in ("state", "territory")), before)
            titled.append(said)
            for holder in said:
                if holder.title:
                    register.leaders.setdefault(holder.of, {}).setdefault(holder.party, self._finder.alike(holder.title))
            named.extend((sentence.clean, mention) for mention in mentions)
            named.extend((sentence.clean, one) for one in new)
            for one in new:
                for short in one.short:
                    register.short.setdefault(short, one.party)
            for mention in mentions:
                if mention.party.kind in ("leader", "person") and mention.role in ("name", "alias"):
                    for short in surnames(words_of(sentence.clean[mention.start : mention.end]), mention.party.of):
                        register.short.setdefault(short, mention.party)
        cable(document.text, register, self.lexicon)
        shorten(document.text, named, register, self.lexicon)
        second = [tuple(self._finder.find(one, register, document.published)) for one in found]
        frame(document.text, found, second, register)
        for sentence, there, said in zip(found, second, titled, strict=True):
            said.extend(stated(sentence.clean, there, register, self.lexicon, said))
        for place, holding in list(in_office([one.clean for one in found], second, titled, register)):
            titled[place].append(holding)
        parsed = tuple(place for place, one in enumerate(found) if self._promising(one, second[place]))
        return Outline(document, tuple(found), tuple(second), tuple(tuple(one) for one in titled), register, parsed, entries)

    def _promising(self, sentence: Sentence, mentions: tuple[Mention, ...]) -> bool:
        """Whether a sentence can carry a relation: two parties, or one and a word that may stand for another, or one left out."""
        if not SHORTEST <= len(sentence.clean) <= LONGEST:
            return False
        if len({mention.party.state for mention in mentions}) > 1:
            return True
        words = referring(sentence.clean, self.lexicon) + bool(mentions)
        return words > 1 or (words > 0 and leaves_out(sentence.clean)) or between_two(sentence.clean) or turns(sentence.clean)

    def _sentences(self, outline: Outline, parsed: dict[int, Doc]) -> Iterator[Read]:
        """Every sentence in order: what one says decides what the next refers to."""
        discourse = Discourse(outline.register)
        story = Story.of(discourse, outline.sentences, outline.mentions)
        when = When.of(outline, parsed)
        for place, sentence in enumerate(outline.sentences):
            when.sentence(place)
            mentions = outline.mentions[place]
            told = [(titled_statement(outline.document, sentence, one), "") for one in outline.titled[place]]
            doc = parsed.get(place)
            reading = None
            if doc is None:
                discourse.remember([(mention.party, 1) for mention in mentions])
            else:
                reading = self.reading(doc, mentions, discourse)
                for relation, rule, trust in self._relations(reading, sentence, story):
                    story.tell(relation)
                    if "-tie/" not in relation.rule:  # what two are to each other is no move of theirs
                        discourse.tell(relation.source.party, relation.target.party, relation.type)
                    dated = when.dated(doc, relation)
                    with suppress(DataError):  # kinds that the schema does not join: a corridor that "connects" a corridor
                        told.append((statement(outline.document, sentence, doc, relation, dated, rule, trust), dated.how))
                story.close(reading)
                discourse.remember(reading.ends.named(), reading.ends.groups())
            yield Read(outline.document, sentence, mentions, reading, tuple(one for one, _ in told), tuple(how for _, how in told))
        for doc in parsed.values():
            doc.take_apart()

    def reading(self, doc: Doc, mentions: Iterable[Mention], discourse: Discourse) -> Reading:
        """A parsed sentence with its mentions and clauses."""
        ends = Ends(doc, list(mentions), discourse, self.lexicon)
        found = {one.verb: one for one in clauses(doc, self.lexicon)}
        reading = Reading(doc, ends, self.lexicon, found)
        self._hear(reading, discourse)
        return reading

    def _hear(self, reading: Reading, discourse: Discourse) -> None:
        """Who speaks in this sentence, so that "we" is known."""
        quoted = '"' in reading.doc.text
        for clause in reading.clauses.values():
            verb = reading.doc[clause.verb]
            if self.lexicon.is_word("attribute", clause.lemma) and (quoted or any(child.dep_ in _SAID for child in verb.children)):
                subject = subject_of(verb)
                if subject is not None and subject.pos_ != "PRON":
                    spoken = reading.ends.of(subject, "subject")
                    if spoken:
                        discourse.speaker = as_state(spoken[0].party) if spoken[0].party.kind != "leader" else spoken[0].party
                        return

    def _relations(self, reading: Reading, sentence: Sentence, story: Story) -> Iterator[tuple[Relation, str, float]]:
        """The relations of a sentence, each pair and type once: the rule of most confidence wins."""
        found = [one for one in self._every(reading) if not only_asked(reading, one)]
        found += complaints(reading, found)
        found = [one if (status := _alleged(one, reading)) == one.status else replace(one, status=status) for one in found]
        found = [_as_before(one, found) for one in found]
        prefix, trust = "", 1.0
        if sentence.kind != "prose":
            prefix, trust = "headline:", 0.8
            if not found:
                found = list(headline_relations(reading))
        found += story.relations(reading, found)
        best: dict[tuple[object, ...], Relation] = {}
        for one in found:
            parties = (one.source.party, one.target.party)
            key = (frozenset(parties) if one.type in ("ally", "adversary", "cooperates") else parties, one.type)
            if key not in best or one.confidence > best[key].confidence:
                best[key] = one
        for one in best.values():
            if one.confidence * trust >= _LEAST or "/implied-" in one.rule or not schema().relations[one.type].sign:
                yield one, prefix, trust

    def _every(self, reading: Reading) -> Iterator[Relation]:
        for clause in reading.clauses.values():
            yield from verb_relations(reading, clause)
        for token in reading.doc:
            if token.pos_ in ("NOUN", "PROPN"):
                yield from noun_relations(reading, token)
                yield from tie_relations(reading, token)
            if token.pos_ in ("ADJ", "VERB", "ADP", "NOUN", "ADV"):
                yield from adjective_relations(reading, token)
        for place in reading.ends.heads:
            yield from prefixed_relations(reading, reading.doc[place])
        yield from structural_relations(reading, self._corridors)


def _as_before(relation: Relation, found: Sequence[Relation]) -> Relation:
    """An act without a target, done in turn, is done to whom this sentence says that others just did the same to."""
    if not relation.rule.endswith("/in-turn"):
        return relation
    sign = schema().relations[relation.type].sign
    own = relation.source.party.state
    for one in sorted(found, key=lambda one: -one.last):
        fits = schema().relations[one.type].sign == sign and not one.rule.endswith("/in-turn") and one.last < relation.first
        if fits and own not in (one.source.party.state, one.target.party.state):
            return replace(relation, target=replace(relation.target, party=one.target.party))
    return relation


def _alleged(relation: Relation, reading: Reading) -> str:
    """A hostile act that one of its parties tells of is that party's allegation."""
    if relation.status != "asserted" or relation.type not in ("attacks", "coerces"):
        return relation.status
    for clause in reading.clauses.values():
        if relation.first <= clause.verb <= relation.last and clause.speaker >= 0:
            speakers = reading.ends.of(reading.doc[clause.speaker], "subject")
            if any(one.party.state == relation.target.party.state for one in speakers):
                return "alleged"
    return relation.status
