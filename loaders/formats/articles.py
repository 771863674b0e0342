"""Article dumps in JSON: each record that holds a text is a document; its fields are known by their names (`fields.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from email.utils import parsedate
from typing import Any

from ...graph.errors import IgnoreRecord, SkipRecord
from ...graph.model import Document
from ..heads.publication import publication
from . import fragment
from .decoding import MAX_BYTES, clean
from .fields import known
from .json_records import Record, records
from .source import Source

# Records in a row without a text after which the file is no dump of articles, or one whose fields have other names.
_PATIENCE = 100
_LONGEST_KEY = 200
_PAGE = re.compile(r"\s*(?:<!doctype html|<html|<head|<body)\b", re.IGNORECASE)
# How one news API ends the text that it cuts, and how the feeds of many blogs end an entry.
_END = re.compile(
    r"\s*(?:(?:…|\.\.\.)?\s*\[\+\d+ chars\]|The post .{3,300}? (?:appeared first|first appeared) on .{2,100}\.)\s*$", re.DOTALL
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
_EPOCH = re.compile(r"-?\d{9,13}(?:\.\d+)?")


def read_all(source: Source) -> Iterator[Document]:
    """The articles of a JSON or JSON Lines file, `name#id`, `name#url` or `name#number` each; bad records go to `source.left_out`.

    Raises SkipRecord where no record has a text (IgnoreRecord where the file only stood in a folder), or the file is no JSON.
    """
    without: list[SkipRecord] = []
    found = False
    for record in records(source):
        try:
            document = article(record, source)
        except _NoText as reason:
            if found:
                source.left_out(SkipRecord(reason.where, reason.why))
                continue
            without.append(reason)
            if len(without) == _PATIENCE:
                break
        except SkipRecord as reason:
            source.left_out(reason)
            found = True
        else:
            found = True
            yield document
        if found:
            _tell(without, source)
    if not found and without:
        kind = IgnoreRecord if source.found else SkipRecord
        if len(without) == 1:
            raise kind(without[0].where if not source.found else source.name, without[0].why)
        first = "the first " if len(without) == _PATIENCE else "its "
        raise kind(source.name, f"none of {first}{len(without)} records has a text: {without[0].why}")


def _tell(without: list[SkipRecord], source: Source) -> None:
    for reason in without:
        source.left_out(SkipRecord(reason.where, reason.why))
    without.clear()


class _NoText(SkipRecord):
    """A record that is no article."""


def article(record: Record, source: Source) -> Document:
    """The document in a record. Raises SkipRecord."""
    where = f"{source.name}:{record.line}"
    if not isinstance(record.value, dict):
        raise SkipRecord(where, "a record that is no object (valid: an object with the article's fields)")
    values = source.fields.of_record(record.value)
    if not isinstance(values.get("text"), str):
        raise _NoText(where, _missing(record.value, source))
    return document(values, source.name, record.number, where)


def document(values: Mapping[str, Any], name: str, number: int, where: str) -> Document:
    """Title and text of an article, parted by a blank line, as its readers see them; `values` as `Fields.of_record` gives them.

    Its path is `name#id`, else `name#url` or `name#number`. Raises SkipRecord (at `where`): no text, too much, no encoding.
    """
    title = " ".join(_words(str(values.get("title", "")), where).split())
    body = _body(values["text"], where)
    if not body:
        raise SkipRecord(where, "no text beside the HTML marks")
    if len(body) > MAX_BYTES:
        raise SkipRecord(where, f"more than {MAX_BYTES // 1_000_000} MB of text, the most that one document may have")
    text = body if not title or body.lstrip("# ").startswith(title) else f"{title}\n\n{body}"
    metadata: dict[str, str] = {key: _words(str(values[key]), where) for key in ("outlet", "url") if key in values}
    if "date" in values:
        metadata["date"] = written(values["date"])
    metadata = {key: value for key, value in metadata.items() if value}
    # No name: a date in the file's own name is that of the dump. The text is asked only where the record does not say all.
    said = publication("", "", metadata, title=title or None)
    if not (said.published and said.title and said.outlet):
        said = publication(text, "", metadata, title=title or None)
    return Document(f"{name}#{_key(values, number, where)}", text, title or said.title, said.outlet, said.published)


def _missing(record: Mapping[str, Any], source: Source) -> str:
    names = list(record)
    has = ", ".join(repr(name)[1:-1][:40] for name in names[:12]) + (f" and {len(names) - 12} more" if len(names) > 12 else "")
    given = source.fields.given.get("text")
    if given:
        return f"no text in the field {given!r} (the record has: {has or 'nothing'})"
    valid = ", ".join(known()["text"][:3])
    return f"no field that holds a text (known: {valid}, …; the record has: {has or 'nothing'}; say which with --field text=NAME)"


def _words(text: str, where: str) -> str:
    text = clean(text, where)
    return fragment.plain(text, where) if fragment.is_markup(text) else text


def _body(text: str, where: str) -> str:
    if _PAGE.match(text):
        from .html import main_text

        return main_text(clean(text, where), where)
    return _END.sub("", _words(text, where)).strip()


def written(value: str | float) -> str:
    """A date as `publication` takes it: seconds or milliseconds since 1970, `20250603T090000Z` and `Tue, 3 Jun 2025 …` become ISO."""
    text = str(value).strip()
    if compact := _COMPACT.fullmatch(text):
        return "-".join(compact.groups())
    if _EPOCH.fullmatch(text):
        seconds = float(text) / (1000 if len(text.partition(".")[0]) >= 12 else 1)
        return datetime.fromtimestamp(seconds, UTC).date().isoformat()
    if re.match(r"[A-Z][a-z]{2}, \d", text) and (parsed := parsedate(text)):
        return f"{parsed[0]:04}-{parsed[1]:02}-{parsed[2]:02}"
    return text


def _key(values: Mapping[str, Any], number: int, where: str) -> str:
    """What tells the record from the others of its file."""
    for name in ("id", "url"):
        key = " ".join(clean(str(values.get(name, "")), where).split())
        if key and len(key) <= _LONGEST_KEY:
            return key
    return str(number)
