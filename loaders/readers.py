"""Readers: whatever turns a document into statements. The built-in one works by rules; others are installed beside it.

A reader is an object with `read(document)`; a package offers one by an entry point of the group `volteface.readers` whose value
is called without arguments to make it (docs/readers.md). Every quote is checked against the text before it is stored.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from ..graph.errors import SkipRecord, UsageError
from ..graph.model import Document, Statement

if TYPE_CHECKING:
    from .dictionary import Dictionary

GROUP = "volteface.readers"
BUILT_IN = "rules"


@runtime_checkable
class DocumentReader(Protocol):
    """Reads documents, one at a time."""

    def read(self, document: Document) -> Iterable[Statement | SkipRecord]:
        """What the document says and what the reader had to refuse: as IgnoreRecord what is no loss, as SkipRecord what is.

        Every statement has `document.path` as its document and a quote that stands at its span of `document.text`. SkipRecord
        may also be raised: the document is left out and counted. DataError or UsageError stops the load: what is set up wrongly.
        """
        ...


def reader(name: str = BUILT_IN, dictionary: Dictionary | None = None) -> DocumentReader:
    """The reader of a name. Raises UsageError for one that is not installed or cannot be made."""
    if name == BUILT_IN:
        from .reading.reader import Reader

        return Reader(dictionary)
    installed = plugins()
    if name not in installed:
        raise UsageError(f"reader {name!r}: not installed (valid: {', '.join([BUILT_IN, *sorted(installed)])})")
    try:
        made = installed[name].load()()
    except UsageError:
        raise
    except Exception as error:  # whatever a plug-in does at start is its own
        raise UsageError(f"reader {name!r}: cannot be started: {type(error).__name__}: {error}") from None
    if not isinstance(made, DocumentReader):
        raise UsageError(f"reader {name!r}: has no method read(document) (entry point {installed[name].value})")
    return made


def plugins() -> dict[str, EntryPoint]:
    """The readers that installed packages offer, by name; volteface's own `llm` is one of them."""
    return {point.name: point for point in entry_points(group=GROUP)}
