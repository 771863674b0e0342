"""PDF: the text of all pages as paragraphs; title and date from the file's properties only where they can be believed."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, BinaryIO

from ...graph.errors import SkipRecord
from ...graph.model import Document
from ..heads.publication import publication
from . import properties
from .decoding import MAX_BYTES, clean
from .reflow import paragraphs
from .source import Source

if TYPE_CHECKING:
    from pypdf import PdfReader


# The most that one page may hold in drawing instructions, in bytes, and all pages together: maps drawn in lines take hours to go through.
MAX_PAGE = 5_000_000
MAX_DRAWN = 100_000_000


@dataclass
class _Printed:
    """What is in a PDF. `broken`: numbers of the pages that are damaged or overfull."""

    pages: list[str] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    title: str | None = None
    made: date | None = None


def read_all(source: Source) -> Iterator[Document]:
    """The one document in a PDF. Pages that are damaged, or larger than MAX_PAGE, are told to `source.left_out`.

    Raises SkipRecord: no PDF, truncated or damaged, encrypted, more text than one document may have, no text (a scan).
    """
    name = source.name
    file = source.seekable()
    if b"%PDF-" not in file.read(1024):
        raise SkipRecord(name, "no PDF: its first bytes do not say so")
    printed = _quietly(file, name)
    text = clean(paragraphs(printed.pages), name).strip()
    count = len(printed.pages) + len(printed.broken)
    if printed.broken and not text:
        raise SkipRecord(name, f"truncated, damaged or overfull PDF: none of its {count} pages can be read")
    if not any(character.isalpha() for character in text):
        raise SkipRecord(name, f"no text in its {count} pages: scanned images? (run text recognition, OCR, over them first)")
    if printed.broken:
        which = ", ".join(map(str, printed.broken[:10])) + (" …" if len(printed.broken) > 10 else "")
        source.left_out(SkipRecord(name, f"damaged or overfull pages left out: {which} of {count}"))
    found = publication(text, name, title=properties.title(clean(printed.title or "", name)))
    yield Document(name, text, found.title, found.outlet, found.published or properties.day(printed.made, text))


def _quietly(file: BinaryIO, name: str) -> _Printed:
    """What pypdf finds; its own remarks on what it mends are nobody's concern."""
    import pypdf
    from pypdf.errors import DependencyError

    logger = logging.getLogger("pypdf")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            reader = pypdf.PdfReader(file)
            if reader.is_encrypted and not reader.decrypt(""):
                raise SkipRecord(name, "encrypted PDF: it opens with a password only")
            return _printed(reader, name)
    except SkipRecord:
        raise
    except DependencyError:
        raise SkipRecord(name, "encrypted PDF (AES): to read it, install the Python package cryptography") from None
    except Exception as error:  # damage can break a parser anywhere; the load goes on
        raise SkipRecord(name, f"truncated or damaged PDF ({type(error).__name__}: {' '.join(str(error).split())[:100]})") from None
    finally:
        logger.setLevel(level)


def _printed(reader: PdfReader, name: str) -> _Printed:
    from pypdf.errors import DependencyError

    found = _Printed()
    size = drawn = 0
    for number in range(len(reader.pages)):
        try:
            page = reader.pages[number]
            contents = page.get_contents()
            here = 0 if contents is None else len(contents.get_data())
            drawn += here
            text = page.extract_text() if here <= MAX_PAGE and drawn <= MAX_DRAWN else None
        except DependencyError:
            raise  # every page will say the same
        except Exception:  # one page that is damaged must not cost the others
            found.broken.append(number + 1)
            continue
        if drawn > MAX_DRAWN:
            raise SkipRecord(name, f"more than {MAX_DRAWN // 1_000_000} MB of drawing in it: maps, or a decompression bomb?")
        if text is None:
            found.broken.append(number + 1)
            continue
        size += len(text)
        if size > MAX_BYTES:
            raise SkipRecord(name, f"more than {MAX_BYTES // 1_000_000} MB of text, the most that one document may have")
        found.pages.append(text)
    try:
        facts = reader.metadata
        made = facts.creation_date if facts else None
        found.title = str(facts.title) if facts and facts.title else None
        found.made = made.date() if isinstance(made, datetime) else None
    except Exception:  # properties are of use, and no more
        pass
    return found
