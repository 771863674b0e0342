"""A verb in its clause, as every rule of verbs works on it: who does it, what stands over it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .clauses import Clause, lemma_of, owner_of, subject_of
from .ends import End
from .lexicon import Operator, PredicateClass
from .operators import over_verb
from .relations import Occurrence, Reading

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Act:
    """A verb in its clause: who does it, and what stands over it."""

    reading: Reading
    clause: Clause
    verb: Token
    sources: list[End]
    operators: tuple[Operator, ...]

    def of(self, cls: PredicateClass, pattern: str, *at: int, denied: bool = False, trust: float = 1.0) -> Occurrence:
        """The act as a use of a class; `at` are tokens of the predicate beside the verb."""
        return Occurrence(cls, pattern, (self.verb.i, *at), self.clause, denied, self.operators, trust)


def act_of(reading: Reading, clause: Clause) -> Act:
    """The act that a clause tells of."""
    verb = reading.doc[clause.verb]
    return Act(reading, clause, verb, _sources(reading, clause, verb), over_verb(verb, reading.lexicon))


def _sources(reading: Reading, clause: Clause, verb: Token) -> list[End]:
    """The parties of the subject; for "passed a law condemning …", "a report accusing …" those whose law or report it is."""
    found = reading.parties(clause.of("subject"), "subject")
    message = verb.dep_ == "acl" and verb.tag_ == "VBG" and reading.lexicon.is_word("message", lemma_of(verb.head))
    if not found and message and (owner := owner_of(verb.head)) is not None:
        found = reading.ends.of(owner, "subject")
    if not found and verb.dep_ == "xcomp" and (above := subject_of(verb.head)) is not None:
        found = reading.ends.of(above, "subject")  # "scrambled jets to intercept …"
    if verb.dep_ == "pcomp" and verb.head.lower_ == "in" and lemma_of(verb.head.head) == "join" and verb.head.head.i in reading.clauses:
        found = found + reading.parties(reading.clauses[verb.head.head.i].of("object"), "object")  # "joined B in condemning …"
    return found
