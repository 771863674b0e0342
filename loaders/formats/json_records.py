"""JSON and JSON Lines → records, one at a time however long the file: a list, the list inside an object, or one object a line."""

from __future__ import annotations

import codecs
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ...graph.errors import SkipRecord
from .decoding import MAX_BYTES
from .fields import comparable, known
from .source import Source

_CHUNK = 2**16
# Enough of a file to tell how it is laid out: one line of nearly every dump.
_HEAD = 2**20
_SPACE = re.compile(r"[ \t\r\n]*")
_BOMS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class Record(NamedTuple):
    """`number`: the line of a file of lines, else the place in the list (from 1). `line`: where it starts."""

    number: int
    line: int
    value: Any


def records(source: Source) -> Iterator[Record]:
    """The records of a file. `source.left_out` is told of lines, and of places in a list, that are no JSON; the others come out.

    Bytes that are no UTF-8 stand in the values as lone surrogates (`surrogateescape`), for the one record to be refused.
    Raises SkipRecord where the file as a whole is none: empty, neither a list nor objects.
    """
    begins = source.stream.peek(4)[:4]
    encoding = next((name for bom, name in _BOMS if begins.startswith(bom)), "utf-8-sig")
    text = io.TextIOWrapper(source.stream, encoding, errors="surrogateescape", newline="\n")
    try:
        yield from _laid_out(source, text)
    except UnicodeError:
        raise SkipRecord(source.name, f"not {encoding}, as its first bytes say") from None
    finally:
        text.detach()


def _laid_out(source: Source, text: io.TextIOWrapper) -> Iterator[Record]:
    head = text.read(_HEAD)
    if not head.strip():
        raise SkipRecord(source.name, "empty file")
    scanner = Scanner(source, text, head)
    first = head.lstrip()[0]
    if first == "[":
        yield from scanner.items()
    elif in_lines(head):
        yield from _lines(source, text, head)
    elif first == "{":
        yield from scanner.record()
    else:
        raise SkipRecord(source.name, f"not JSON: it begins with {head.strip()[:20]!r} (valid: a list, or objects)")


def in_lines(head: str) -> bool:
    """Whether this is the beginning of a file of objects, one a line, rather than of one object; a line of it may be bad."""
    lines = [line for line in head.split("\n")[:20] if line.strip()]
    whole = [parsed(line) is not None for line in lines]
    # One line that is whole may be all there is; then it is one object, and perhaps holds a list.
    return len(lines) > 1 and any(whole)


def parsed(line: str) -> dict[str, Any] | None:
    """The object that a line is, or None."""
    try:
        value = json.loads(line) if line.lstrip().startswith("{") else None
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def is_statement(record: Mapping[str, Any]) -> bool:
    """Whether a record is a statement as `export` writes them, and no article: news records too have a `source` and a `type`."""
    if {"source", "target", "type"} <= record.keys():
        return True
    return bool({"target", "source_kind", "target_kind"} & record.keys()) and not {*map(comparable, record)} & {*known()["text"]}


def _lines(source: Source, text: io.TextIOWrapper, head: str) -> Iterator[Record]:
    """Every line is a record of its own; a bad one costs only itself."""
    start = io.StringIO(head, newline="\n")
    number = 0
    while line := _line(start, text):
        number += 1
        if not line.strip():
            continue
        where = f"{source.name}:{number}"
        if len(line) > MAX_BYTES:
            while (rest := text.readline(MAX_BYTES)) and not rest.endswith("\n"):
                pass
            source.left_out(SkipRecord(where, f"more than {MAX_BYTES // 1_000_000} MB in one record"))
            continue
        try:
            yield Record(number, number, json.loads(line.rstrip("\r\n")))
        except (ValueError, RecursionError) as error:
            source.left_out(SkipRecord(where, _why(error)))


def _line(start: io.StringIO, text: io.TextIOWrapper) -> str:
    line = start.readline()
    return line if line.endswith("\n") else line + text.readline(MAX_BYTES + 1 - len(line))


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"not JSON: {error.msg.removesuffix(' at')} at column {error.colno}"
    return "not JSON that can be read: " + ("nested too deeply" if isinstance(error, RecursionError) else str(error))


class Scanner:
    """Values out of a text that is read as far as each needs."""

    def __init__(self, source: Source, text: io.TextIOWrapper, head: str) -> None:
        self.source = source
        self.text = text
        self.buffer = head
        self.at = 0
        self.line = 1
        self.ended = False
        self.decoder = json.JSONDecoder()

    def more(self, least: int = _CHUNK) -> bool:
        """Reads on; False at the end. What was passed is forgotten."""
        chunk = self.text.read(least)
        self.buffer = self.buffer[self.at :] + chunk
        self.at = 0
        self.ended = not chunk
        return bool(chunk)

    def go(self, to: int) -> None:
        self.line += self.buffer.count("\n", self.at, to)
        self.at = to

    def next(self) -> str:
        """The next character that is no white space, without passing it; empty at the end."""
        while True:
            self.go(_SPACE.match(self.buffer, self.at).end())  # type: ignore[union-attr]  # matches nothing at least
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self.more():
                return ""

    def value(self) -> Any:
        """The next value. Raises ValueError where none can be read; the place stays before it."""
        while True:
            try:
                value, end = self.decoder.raw_decode(self.buffer, self.at)
                # A number may go on beyond what was read.
                if end < len(self.buffer) or self.ended or not isinstance(value, int | float):
                    self.go(end)
                    return value
            except json.JSONDecodeError as error:
                # What looks wrong at the end of the buffer may only be cut there.
                definite = not error.msg.startswith("Unterminated") and error.pos < len(self.buffer) - 12
                if self.ended or definite:
                    raise
            if len(self.buffer) - self.at > MAX_BYTES:
                raise ValueError(f"more than {MAX_BYTES // 1_000_000} MB in one record")
            self.more(max(_CHUNK, len(self.buffer)))

    def items(self) -> Iterator[Record]:
        """The values of the list that begins here. After a bad one it goes on where a line begins as the records do."""
        self.next()
        self.go(self.at + 1)
        number = 0
        indent: str | None = None
        while (character := self.next()) != "]":
            if character == ",":
                self.go(self.at + 1)
                continue
            if not character:
                self.source.left_out(SkipRecord(f"{self.source.name}:{self.line}", "the file ends in the middle of the list"))
                return
            number += 1
            if number == 1:
                indent = self.indent()
            line = self.line
            try:
                value = self.value()
            except (ValueError, RecursionError) as error:
                goes_on = self.resume(indent)
                rest = "" if goes_on else "; what follows it cannot be read"
                self.source.left_out(SkipRecord(f"{self.source.name}:{line}", f"{self.why(error)} (record {number}{rest})"))
                if not goes_on:
                    return
                continue
            yield Record(number, line, value)
        self.go(self.at + 1)

    def why(self, error: Exception) -> str:
        # Its column counts in the buffer, which the user does not know.
        return f"not JSON: {error.msg.removesuffix(' at')}" if isinstance(error, json.JSONDecodeError) else _why(error)

    def indent(self) -> str | None:
        """The white space before the value at this place, if it begins its line."""
        before = self.buffer[self.buffer.rfind("\n", 0, self.at) + 1 : self.at]
        return before if not before.strip() and self.line > 1 else None

    def resume(self, indent: str | None) -> bool:
        """Passes on to the next line that opens an object as far in as the first record of the list; False where none does."""
        opens = re.compile(r"\n[ \t]*(?=\{)" if indent is None else rf"\n{re.escape(indent)}(?=\{{)")
        start = self.at + 1
        while not (found := opens.search(self.buffer, start)):
            # Nothing before is needed, save that a line break and its indent may be cut by the end of the buffer.
            self.go(max(self.at, len(self.buffer) - 200))
            if not self.more():
                return False
            start = 0
        self.go(found.end())
        return True

    def record(self) -> Iterator[Record]:
        """The object that begins here: the articles of a list in it, or itself as the only one."""
        line = self.line
        rest: dict[str, Any] = {}
        streamed = False
        try:
            for key in self.keys():
                character = self.next()
                if comparable(key) in known()["lists"] and not self.source.fields.of_record(rest).get("text"):
                    if character == "[" and self.opens_records():
                        streamed = True
                        yield from self.items()
                        continue
                    if character == "{" and key not in known()["wrapped"]:
                        streamed = True
                        yield from self.record()
                        continue
                rest[key] = self.value()
        except (ValueError, RecursionError) as error:
            self.source.left_out(SkipRecord(f"{self.source.name}:{self.line}", self.why(error)))
            return
        if not streamed:
            yield Record(1, line, rest)

    def keys(self) -> Iterator[str]:
        """The keys of the object that begins here, each with the place at its value."""
        self.go(self.at + 1)
        while (character := self.next()) != "}":
            if character == ",":
                self.go(self.at + 1)
                continue
            key = self.value() if character == '"' else None
            if not isinstance(key, str) or self.next() != ":":
                raise ValueError("the object ends too early" if not self.next() else "a key without a value")
            self.go(self.at + 1)
            yield key
        self.go(self.at + 1)

    def opens_records(self) -> bool:
        """Whether the list at this place holds objects."""
        while len(self.buffer) - self.at < 200 and self.more():
            pass
        return re.compile(r"\[\s*\{").match(self.buffer, self.at) is not None
