"""RSS and Atom files: each entry is a document, with its own date, link and outlet."""

from __future__ import annotations

import html as entities
import re
from collections.abc import Iterator
from typing import Any

from ...graph.errors import IgnoreRecord, SkipRecord
from ...graph.model import Document
from .articles import document
from .decoding import MAX_BYTES, declared, decode
from .source import Source

_ENTRIES = {"rss": "item", "rdf": "item", "feed": "entry"}
_ROOT = re.compile(
    r"(?:\s|<\?[^>]{0,2000}>|<!--(?:(?!-->).){0,5000}-->|<!DOCTYPE\b[^\[>]{0,1000}(?:\[[^\]]{0,5000}\]\s*)?>)*<([\w:.-]{1,60})", re.DOTALL
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w{1,30});")
_BARE = re.compile(r"&(?!#?\w{1,31};)")
# Elements of pictures, sound and video, which have titles and descriptions of their own.
_MEDIA = re.compile(r"mrss|itunes|^(?:media|itunes)$")
_BODIES = ("encoded", "content", "description", "summary")
_DATES = ("pubDate", "published", "date", "issued", "created", "updated", "modified")


def read_all(source: Source) -> Iterator[Document]:
    """The entries of a feed, `name#id` each; those without text, or that were cut, go to `source.left_out`.

    An entry has the date that it gives itself, never that of the feed. Raises SkipRecord: see `decoding.decode`; XML that is no
    feed (IgnoreRecord where the file only stood in a folder).
    """
    data = source.stream.read(MAX_BYTES + 1)
    text = decode(data, source.name, declared(data))
    root = _ROOT.match(text[:100_000])
    name = root[1] if root else ""
    kind = name.rpartition(":")[2].lower()
    if kind == "html":
        from . import html

        yield html.read(data, source.name)
        return
    if kind not in _ENTRIES:
        wrong = IgnoreRecord if source.found else SkipRecord
        what = f"XML, but its root is <{name}>" if name else "no XML element in it"
        raise wrong(source.name, f"no feed: {what} (valid: rss, feed, rdf:RDF)")
    yield from _entries(_whole(text, name, _ENTRIES[kind], source), source, _ENTRIES[kind])


def _whole(text: str, root: str, entry: str, source: Source) -> str:
    """The text without an entry that the end of the file cuts; what feeds get wrong in their entities is mended."""
    if f"</{root}" not in text[-2000:]:
        source.left_out(SkipRecord(source.name, f"truncated feed (no </{root}> at its end): its last entry is missing"))
        ends = [found.end() for found in re.finditer(rf"</(?:\w+:)?{entry}\s*>", text)]
        text = text[: ends[-1]] if ends else ""
    text = _NAMED.sub(lambda found: entities.unescape(found[0]), _DECLARATION.sub("", text, count=1))
    return _BARE.sub("&amp;", text)


def _entries(text: str, source: Source, entry: str) -> Iterator[Document]:
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8")
    try:
        root = etree.fromstring(text.encode(), parser) if text else None
    except (etree.LxmlError, ValueError) as error:
        raise SkipRecord(source.name, f"XML that cannot be read: {error}") from None
    found = [] if root is None else [element for element in root.iter() if isinstance(element.tag, str) and _name(element) == entry]
    if root is None or not found:
        raise SkipRecord(source.name, "a feed without entries")
    channel = root.find("{*}channel")
    outlet = _text(_children(root if channel is None else channel), "title")
    for number, element in enumerate(found, 1):
        where = f"{source.name}: entry {number}"
        values = _values(element, outlet)
        if not values.get("text"):
            source.left_out(SkipRecord(where, "neither a text nor a title"))
            continue
        try:
            yield document(values, source.name, number, where)
        except SkipRecord as reason:
            source.left_out(reason)


def _values(entry: Any, outlet: str) -> dict[str, str]:
    """The fields of an entry by the names of `fields.NAMES`; a title without text is the text."""
    inside = _children(entry)
    title = _text(inside, "title")
    values = {
        "text": next((text for name in _BODIES if (text := _text(inside, name))), title),
        "title": title,
        "date": next((text for name in _DATES if (text := _text(inside, name))), ""),
        "outlet": _outlet(inside) or outlet,
        "url": _link(inside.get("link", [])),
        "id": _text(inside, "guid") or _text(inside, "id"),
    }
    return {name: value for name, value in values.items() if value}


def _name(element: Any) -> str:
    """The name of an element without its namespace; empty for one of pictures, sound and video."""
    space, _, local = element.tag.rpartition("}")
    prefix, _, local = local.rpartition(":")  # a prefix that the feed does not declare
    return "" if _MEDIA.search(space) or _MEDIA.search(prefix) else local


def _children(element: Any) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for child in element:
        if isinstance(child.tag, str) and (name := _name(child)):
            found.setdefault(name, []).append(child)
    return found


def _text(inside: dict[str, list[Any]], name: str) -> str:
    """What the first such element that is not empty holds: its text, or its markup where that is written as elements."""
    from lxml import etree

    for element in inside.get(name, []):
        marked = any(isinstance(child.tag, str) for child in element)
        text = etree.tostring(element, encoding="unicode", with_tail=False) if marked else "".join(element.itertext())
        if text.strip():
            return text.strip()
    return ""


def _outlet(inside: dict[str, list[Any]]) -> str:
    """Whose the entry is, where a feed gathers those of others."""
    origin = inside.get("source", [])
    return (_text(_children(origin[0]), "title") or (origin[0].text or "").strip() if origin else "") or _text(inside, "publisher")


def _link(links: list[Any]) -> str:
    for link in links:
        if link.get("rel", "alternate") == "alternate" and (target := (link.get("href") or link.text or "").strip()):
            return target
    return ""
