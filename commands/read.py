"""`read`: what a text would say, sentence by sentence, and why; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import click

from ..graph.dates import PartialDate
from .options import dictionary_option, format_option, published_option
from .output import Row, emit, name_skipped

STATEMENTS = ("document", "statement", "status", "from", "until", "dated by", "rule", "quote")
STEPS = ("document", "sentence", "step", "what", "means")


@click.command(
    epilog="""\b
Examples:
  volteface read seeds/
  volteface read article.txt --explain
  echo "Turkey condemned Russia." | volteface read - --published 2024-06-10 --explain
  volteface read article.txt --explain --format json"""
)
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option("--explain", is_flag=True, help="Every sentence: its actors, clauses, rules and dates, or why nothing was read.")
@published_option
@dictionary_option
@click.option("--pipeline", metavar="NAME", help="An installed spaCy pipeline.  [default: the pinned small one]")
@format_option
def read(
    paths: tuple[str, ...], explain: bool, published: PartialDate | None, dictionaries: tuple[str, ...], pipeline: str | None, form: str
) -> None:
    """Read documents and print what they say, without a graph.

    FILE is what `load` takes: an article, a folder, or - for standard input. With --explain each sentence is shown with the
    actors found in it and as what, the clauses, the rule that fired, how the date was resolved, or why nothing was read.
    """
    from ..api import read as read_documents

    whole: list[Row] = []
    rows: list[Row] = []
    skipped: list[object] = []
    for document, sentences in read_documents(paths, published, dictionaries, pipeline, skipped.append):
        whole.append({**document, "sentences": [one.as_json() for one in sentences]})
        rows += explained(document["document"], sentences) if explain else said(document["document"], sentences)
    emit(form, rows, whole, columns=STEPS if explain else STATEMENTS, repeated=["document", "sentence"] if explain else ["document"])
    name_skipped(skipped)


def said(document: str, sentences: list[Any]) -> Iterator[Row]:
    """One row a statement."""
    for one in sentences:
        for statement, how in zip(one.statements, one.how, strict=True):
            yield {
                "document": document,
                "statement": f"{statement.source} {statement.type} {statement.target}",
                "status": status(statement),
                "from": text(statement.start),
                "until": text(statement.end),
                "dated by": how or counts_from(statement),
                "rule": statement.rule,
                "quote": statement.quote,
            }


def explained(document: str, sentences: list[Any]) -> Iterator[Row]:
    """One row a finding: the sentence itself, its actors, predicates and statements, or why there are none."""
    for number, one in enumerate(sentences, 1):

        def row(step: str, what: str, means: str, number: int = number) -> Row:
            return {"document": document, "sentence": number, "step": step, "what": what, "means": means}

        yield row(one.kind, "", one.text)
        for named in one.actors:
            yield row("actor", named.text, party(named))
        for predicate in one.predicates:
            yield row("predicate", predicate.text, means(predicate))
        for statement, how in zip(one.statements, one.how, strict=True):
            dated = " to ".join(str(day) for day in (statement.start, statement.end) if day) or "undated"
            by = how or counts_from(statement)
            why = f"{statement.rule}, {status(statement)}, {dated}{f' ({by})' if by else ''}, “{statement.quote}”"
            yield row("statement", f"{statement.source} {statement.type} {statement.target}", why)
        if one.nothing:
            yield row("nothing", "", one.nothing)


def counts_from(statement: Any) -> str:
    """From when a statement without a date counts in a graph."""
    if statement.start or statement.past or not statement.published or not statement.sign:
        return ""
    return f"counts from {statement.published}, its publication"


def party(named: Any) -> str:
    return f"{named.actor} ({named.kind}, by {named.role})"


def means(predicate: Any) -> str:
    """A predicate on one line: its lemma and classes, who it is said of, what it is turned by."""
    parts = [f"{predicate.lemma}: {', '.join(predicate.classes) or 'in no class'}"]
    for role, ends in (("subject", predicate.subjects), ("object", predicate.objects)):
        if ends:
            parts.append(f"{role} {', '.join(f'{one.text} = {one.actor} ({one.role})' for one in ends)}")
    parts += ["negated"] if predicate.negated else []
    parts += [predicate.status] if predicate.status != "asserted" else []
    return "; ".join(parts)


def status(statement: Any) -> str:
    return f"{statement.status}, past" if statement.past else str(statement.status)


def text(day: PartialDate | None) -> str | None:
    return None if day is None else str(day)
