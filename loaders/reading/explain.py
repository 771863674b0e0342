"""Why a sentence was read as it was, or not at all: its actors, what stands for them, its clauses, rules and dates, in words.

Nothing here decides anything: it tells what the steps of `reader.py` found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ...graph.model import Document, Statement
from .actors.register import Mention
from .clauses import Clause
from .lexicon import Operator, PredicateClass, WithObject
from .parse.lemmas import lemma_of
from .rules.relations import Reading
from .sentences import Sentence

if TYPE_CHECKING:
    from .parse.tree import Token

# Shorter than this a sentence is read as no sentence, longer neither.
SHORTEST, LONGEST = 12, 1200


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with what was found in it. `how` says how each statement is dated.

    `reading` is None where it was not parsed; it is there as long as its document is read.
    """

    document: Document
    sentence: Sentence
    mentions: tuple[Mention, ...]
    reading: Reading | None
    statements: tuple[Statement, ...]
    how: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A word or phrase that stands for an actor, and as what: a name, a demonym, a capital …, an owner, an organ, a reference."""

    text: str
    actor: str
    kind: str
    role: str


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or noun that may carry a relation: its lemma, the class of the lexicon that it is in ("" if in none), its parties."""

    text: str
    lemma: str
    classes: tuple[str, ...]
    subjects: tuple[Named, ...]
    objects: tuple[Named, ...]
    negated: bool
    status: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """One sentence explained. `nothing` says why no statement was read, "" where some were."""

    text: str
    char_start: int
    char_end: int
    kind: str
    actors: tuple[Named, ...]
    predicates: tuple[Predicate, ...]
    statements: tuple[Statement, ...]
    how: tuple[str, ...]
    nothing: str

    def as_json(self) -> dict[str, Any]:
        """The JSON object of `read --explain --format json`."""
        from ...graph.records import to_record

        told = [{**to_record(one), "dated": how} for one, how in zip(self.statements, self.how, strict=True)]
        return {
            "text": self.text,
            "char_start": self.char_start,
            "char_end": self.char_end,
            "kind": self.kind,
            "actors": [asdict(one) for one in self.actors],
            "predicates": [asdict(one) for one in self.predicates],
            "statements": told,
            "nothing": self.nothing or None,
        }


def explain(read: Read) -> Explanation:
    """What the steps found in a sentence."""
    sentence, text = read.sentence, read.document.text
    actors = tuple(Named(sentence.clean[one.start : one.end], one.party.name, one.party.kind, one.role) for one in read.mentions)
    predicates = tuple(_predicates(read.reading)) if read.reading else ()
    return Explanation(
        text=text[sentence.start : sentence.end],
        char_start=sentence.start,
        char_end=sentence.end,
        kind=sentence.kind,
        actors=actors,
        predicates=predicates,
        statements=read.statements,
        how=read.how,
        nothing="" if read.statements else _nothing(read, predicates),
    )


def _predicates(reading: Reading) -> Iterator[Predicate]:
    nouns = (token for token in reading.doc if token.pos_ == "NOUN" and _classes(reading, lemma_of(token), verb=False))
    for clause in reading.clauses.values():
        verb = reading.doc[clause.verb]
        subjects = tuple(_parties(reading, clause, "subject"))
        objects = tuple(_parties(reading, clause, "object", "prep", "object-prep"))
        if subjects or objects:
            classes = _classes(reading, clause.lemma, verb=True)
            yield Predicate(verb.text, clause.lemma, classes, subjects, objects, clause.negated, clause.status)
    for noun in nouns:
        around = [child for child in noun.children if child.dep_ in ("poss", "compound", "amod", "nmod")]
        below = [one for prep in noun.children if prep.dep_ == "prep" for one in prep.children if one.dep_ == "pobj"]
        owners = tuple(dict.fromkeys(named for token in around for named in _ends(reading, token, "subject")))
        others = tuple(dict.fromkeys(named for token in below for named in _ends(reading, token, "prep")))
        if owners or others:
            lemma = lemma_of(noun)
            yield Predicate(noun.text, lemma, _classes(reading, lemma, verb=False), owners, others, False, "asserted")


def _parties(reading: Reading, clause: Clause, *roles: str) -> Iterator[Named]:
    seen = set()
    for argument in clause.arguments:
        if argument.role in roles:
            for named in _ends(reading, reading.doc[argument.token], argument.role):
                if named not in seen:
                    seen.add(named)
                    yield named


def _ends(reading: Reading, token: Token, role: str) -> Iterator[Named]:
    for end in reading.ends.of(token, role):
        yield Named(reading.doc.words(end.first, end.last + 1), end.party.name, end.party.kind, end.how)


def _classes(reading: Reading, lemma: str, *, verb: bool) -> tuple[str, ...]:
    """The names of the classes and operators that a verb or a noun calls."""
    known = reading.lexicon
    verbs = (known.verbs, known.phrasal, known.around, known.with_object, known.clausal, known.intransitive, known.relation_verbs)
    nouns = (known.nouns, known.compound, known.relation, known.relation_acts, known.ties)
    tables: tuple[Mapping[str, object], ...] = (*verbs, known.operator_verbs) if verb else (*nouns, known.operator_nouns)
    here = frozenset(word for token in reading.doc for word in (token.lower_, lemma_of(token)))
    return tuple(sorted({name for table in tables if lemma in table for name in _names(table[lemma], here)}))


def _names(found: object, here: frozenset[str]) -> Iterator[str]:
    """The names of what the lexicon keeps for a word, of phrases only those whose other words are `here` in the sentence."""
    if isinstance(found, PredicateClass | Operator):
        yield found.name
    elif isinstance(found, WithObject):
        if found.objects & here:
            yield found.cls.name
    elif isinstance(found, tuple):
        *words, named = found
        if all(here.issuperset(one if isinstance(one, tuple) else ()) for one in words):
            yield from _names(named, here)
    elif isinstance(found, list):
        for one in found:
            yield from _names(one, here)


def _nothing(read: Read, predicates: tuple[Predicate, ...]) -> str:
    """Why a sentence says nothing to us: the first step at which it ended."""
    size = len(read.sentence.clean)
    parties = {one.party.state for one in read.mentions}
    if read.reading is None:
        if size < SHORTEST or size > LONGEST:
            return f"{size} characters are no sentence (read: {SHORTEST} to {LONGEST})"
        if not parties:
            return "no actor is named"
        return "one actor is named, and no word may stand for another"
    ends = {named.actor for one in predicates for named in (*one.subjects, *one.objects)} | {party[1] for party in parties}
    if not ends:
        return "what might stand for an actor stands for none that is known"
    if len(ends) < 2:
        return "one actor, and nobody that it acts on or is tied to"
    between = [one for one in predicates if len({named.actor for named in (*one.subjects, *one.objects)}) > 1]
    if not between:
        return "no verb or noun of relation joins two of its actors"
    unknown = [one.text for one in between if not one.classes]
    if len(unknown) == len(between):
        return f"what joins its actors is in no class of the lexicon: {', '.join(unknown)}"
    return f"no rule fits: {', '.join(one.text for one in between if one.classes)}"
