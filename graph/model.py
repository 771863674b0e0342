"""Actors, documents and statements: immutable values; a statement's id is a hash of what it says."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from .dates import PartialDate
from .errors import DataError
from .schema import schema

# Separates the fields that are hashed.
SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Actor:
    """A party. Two actors are the same when name and kind are."""

    name: str
    kind: str
    iso3: str | None = field(default=None, compare=False)
    aliases: tuple[str, ...] = field(default=(), compare=False)
    wikidata: str | None = field(default=None, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        return self.kind, self.name


@dataclass(frozen=True, slots=True)
class Document:
    """A text that was read. `path` is how users name it; `id` is a hash of the text, so a copy is known as one.

    `text` is what spans count in: characters of this string, whatever the file's own encoding.
    """

    path: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: PartialDate | None = None

    @property
    def id(self) -> str:
        return digest([self.text])


@dataclass(frozen=True, slots=True)
class Statement:
    """Who did, or is, what to whom, when, and where that was read.

    Evidence is either `quote` with its span `[char_start, char_end)` in the document's text, or `line`, the record's
    number in a data set (both may be absent in a statement from elsewhere). `confidence` is in 0..1, kept to 3 places.
    `document` is the path of the document; `published` the document's date.
    """

    document: str
    source: str
    source_kind: str
    target: str
    target_kind: str
    type: str
    published: PartialDate | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None
    status: str = "asserted"
    past: bool = False
    quote: str | None = None
    char_start: int | None = None
    char_end: int | None = None
    line: int | None = None
    rule: str | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        known = schema()
        for name, value, valid in (
            ("type", self.type, known.relations),
            ("status", self.status, known.status),
            ("source_kind", self.source_kind, known.kinds),
            ("target_kind", self.target_kind, known.kinds),
        ):
            if value not in valid:
                raise DataError(f"{name} {value!r} (valid: {', '.join(valid)})")
        relation = known.relations[self.type]
        for end, kind, valid_kinds in (
            ("source_kind", self.source_kind, relation.source),
            ("target_kind", self.target_kind, relation.target),
        ):
            if kind not in valid_kinds:
                raise DataError(f"{end} {kind!r} (valid for {self.type}: {', '.join(valid_kinds)})")
        if (self.source_kind, self.source) == (self.target_kind, self.target):
            raise DataError(f"target {self.target!r}: a relation of an actor with itself (valid: another actor)")
        if not 0 <= self.confidence <= 1:
            raise DataError(f"confidence {self.confidence} (valid: 0 to 1)")
        object.__setattr__(self, "confidence", thousandths(self.confidence) / 1000)

    @property
    def sign(self) -> int:
        """+1, -1, or 0 for a structural relation; it follows from the type."""
        return schema().relations[self.type].sign

    @property
    def id(self) -> str:
        """32 hexadecimal digits; two statements with one id say the same thing from the same place."""
        fields = [
            "" if value is None else str(value)
            for value in (
                self.document,
                self.published,
                self.source,
                self.source_kind,
                self.target,
                self.target_kind,
                self.type,
                self.start,
                self.end,
                self.status,
                int(self.past),
                self.quote,
                self.char_start,
                self.char_end,
                self.line,
                self.rule,
                thousandths(self.confidence),
            )
        ]
        # With the lengths of the texts, no character within one can be taken for the end of another.
        lengths = (len((text or "").encode()) for text in (self.document, self.source, self.target, self.quote, self.rule))
        return digest([*fields, *map(str, lengths)])


def thousandths(confidence: float) -> int:
    """Halves go up, as in the store's SQL: a confidence must round alike on every way into the graph."""
    return math.floor(confidence * 1000 + 0.5)


def digest(fields: Iterable[str]) -> str:
    """MD5 of the fields in UTF-8, last byte first: what DuckDB's `md5_number` gives, a million in a quarter of a second.

    It tells statements apart; it keeps no secret and guards nothing.
    """
    return hashlib.md5(SEPARATOR.join(fields).encode(), usedforsecurity=False).digest()[::-1].hex()
