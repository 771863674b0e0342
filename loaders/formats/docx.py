"""DOCX: paragraphs and tables of the main text, as a reader sees them; what was deleted under "track changes" is left out.

Office Open XML, ECMA-376 part 1: a ZIP archive whose relationships name the part with the text (17.2) and the properties (15.2.12).
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from ...graph.errors import SkipRecord
from ...graph.model import Document
from ..heads.publication import publication
from . import properties
from .decoding import MAX_BYTES, clean
from .source import Source

# The most that one part may unpack to: markup takes several times the place of the text.
MAX_PART = 30_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The same names in the stricter variant of the format.
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_OLD = b"\xd0\xcf\x11\xe0"
# Each of these begins a new text inside a paragraph, or says the same again for older programs.
_APART = ("txbxContent", "Fallback", "del", "moveFrom", "instrText", "delText")
_BREAKS = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_all(source: Source) -> Iterator[Document]:
    """The one document in a DOCX file.

    Raises SkipRecord: empty, damaged, with a password, no text document (a spreadsheet), a part that unpacks to more than
    MAX_PART, no text.
    """
    name = source.name
    file = source.seekable()
    begins = file.read(4)
    file.seek(0)
    if begins == _OLD:
        raise SkipRecord(name, "an office document of before 2007, or one with a password (valid: .docx without one)")
    try:
        with zipfile.ZipFile(file) as archive:
            blocks = list(_blocks(archive, name))
            facts = _facts(archive, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        why = " ".join(str(error).split())[:100]
        raise SkipRecord(name, f"truncated or damaged DOCX ({why})") from None
    text = clean("\n\n".join(block for block in blocks if block), name)
    if not text.strip():
        raise SkipRecord(name, "no text in it")
    if len(text) > MAX_BYTES:
        raise SkipRecord(name, f"more than {MAX_BYTES // 1_000_000} MB of text, the most that one document may have")
    found = publication(text, name, title=properties.title(facts.get("title")))
    made = properties.day(_date(facts.get("modified")), text) or properties.day(_date(facts.get("created")), text)
    yield Document(name, text, found.title, found.outlet, found.published or made)


class _Bounded:
    """A part of the archive that must not be larger than MAX_PART, whatever it says of itself."""

    def __init__(self, part: IO[bytes], name: str) -> None:
        self.part = part
        self.name = name
        self.size = 0

    def read(self, size: int = -1) -> bytes:
        data = self.part.read(min(size, 2**16) if size > 0 else 2**16)
        self.size += len(data)
        if self.size > MAX_PART:
            raise SkipRecord(self.name, f"its text unpacks to more than {MAX_PART // 1_000_000} MB: a decompression bomb?")
        return data


def _parsed(archive: zipfile.ZipFile, part: str, name: str, tags: tuple[str, ...]) -> Iterator[Any]:
    """The elements of these names of a part, as each ends. Raises SkipRecord: not there, no XML, too large."""
    from lxml import etree

    try:
        opened = archive.open(part)
    except KeyError:
        raise SkipRecord(name, f"no text document: no {part} in it (a spreadsheet, slides or another archive?)") from None
    with opened:
        try:
            found = etree.iterparse(_Bounded(opened, name), events=("end",), tag=tags, resolve_entities=False, no_network=True)
            for _, element in found:
                yield element
        except etree.XMLSyntaxError as error:
            raise SkipRecord(name, f"{part} in it cannot be read as XML: {error.msg}") from None


def _main_part(archive: zipfile.ZipFile, name: str) -> str:
    if "word/document.xml" in archive.namelist():
        return "word/document.xml"
    relations = _parsed(archive, "_rels/.rels", name, ("{*}Relationship",)) if "_rels/.rels" in archive.namelist() else iter(())
    targets = [one.get("Target", "").lstrip("/") for one in relations if one.get("Type", "").endswith("/officeDocument")]
    return next((target for target in targets if target.startswith("word/")), "word/document.xml")


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    """Paragraphs, and rows of tables with tabs between the cells."""
    tags = tuple(space + tag for space in (_W, _STRICT) for tag in ("p", "tc", "tr"))
    for element in _parsed(archive, _main_part(archive, name), name, tags):
        kind = element.tag.rpartition("}")[2]
        if next(element.iterancestors("{*}Fallback"), None) is not None:
            continue  # says again what stands beside it
        if kind == "p":
            text = "\n".join(" ".join(line.split()) for line in "".join(_words(element)).splitlines()).strip()
            in_cell = next(element.iterancestors(f"{_W}tc", f"{_STRICT}tc"), None) is not None
        elif kind == "tc":
            text = " ".join(" ".join(part.split()) for child in element for part in child.itertext() if part.strip())
            in_cell = True
        else:
            text = "\t".join(child.text or "" for child in element if child.tag.endswith("}tc")).strip("\t")
            in_cell = next(element.iterancestors(f"{_W}tc", f"{_STRICT}tc"), None) is not None
        tail = element.getparent()
        element.clear()
        if in_cell:
            element.text = text  # for the cell to take up when it ends
        elif text:
            yield text
        if tail is not None and not in_cell:
            # What is done is let go of: a long document must not stand in memory as a tree.
            while element.getprevious() is not None:
                del tail[0]


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if not isinstance(child.tag, str):
            continue
        kind = child.tag.rpartition("}")[2]
        if kind in _APART:
            continue
        if kind == "t":
            yield child.text or ""
        elif kind in _BREAKS:
            yield _BREAKS[kind]
        else:
            yield from _words(child)


def _facts(archive: zipfile.ZipFile, name: str) -> dict[str, str]:
    """The core properties by their names; none where the part is missing or no XML."""
    found: dict[str, str] = {}
    if "docProps/core.xml" in archive.namelist():
        try:
            for element in _parsed(archive, "docProps/core.xml", name, ("{*}title", "{*}created", "{*}modified")):
                found[element.tag.rpartition("}")[2]] = clean(element.text or "", name)
        except SkipRecord:
            return {}
    return found


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None
