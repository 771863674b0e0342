"""Relations in a sentence → statements: verbatim quotes at exact offsets, dates, status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.model import Document, Statement
from ...graph.schema import schema
from .actors.offices import Titled
from .dates.when import Dated
from .rules.relations import Relation
from .sentences import Sentence

if TYPE_CHECKING:
    from .parse.tree import Doc


def statement(
    document: Document, sentence: Sentence, doc: Doc, relation: Relation, dated: Dated, rule: str = "", trust: float = 1.0
) -> Statement:
    """The statement of a relation; its quote runs from its first word to the end of its clause."""
    first = doc[relation.first].idx
    stop = clause_end(doc, relation.last)
    last = doc[stop].idx + len(doc[stop])
    holds = schema().relations[relation.type].holds
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
        past=dated.over or (holds and relation.past and relation.type in ("ally", "adversary", "member_of")),
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
    """`leads` or `outlet_of`: a title, a state and a name in one breath, or the name of a leader who is known to be in office."""
    char_start, char_end = sentence.span(one.start, one.end)
    return Statement(
        document=document.path,
        source=one.party.name,
        source_kind=one.party.kind,
        target=one.of[1],
        target_kind=one.of[0],
        type=one.type,
        published=document.published,
        quote=document.text[char_start:char_end],
        char_start=char_start,
        char_end=char_end,
        rule=f"{'known' if one.known else 'titled'}-name/{one.type.removesuffix('_of')}",
        confidence=0.7 if one.known else 0.9,
    )
