"""HTML: main text, title, date and outlet by trafilatura; menus, related articles and comments stay out."""

from __future__ import annotations

import re

from ..graph.dates import PartialDate
from ..graph.errors import SkipRecord, UsageError
from ..graph.model import Document
from .decoding import decode
from .publication import publication

_CHARSET = re.compile(rb"""<(?:meta[^>]{0,200}\bcharset=|\?xml[^>]{0,100}\bencoding=)["']?([\w-]{2,30})""", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\u00a0\u202f\u2007]+")
_ELEMENT = re.compile(r"<[a-zA-Z!/]")


def read(data: bytes, name: str) -> Document:
    """The article in a web page; paragraphs are parted by a blank line.

    Raises SkipRecord: see `decoding.decode`; a page without elements or without main text.
    """
    declared = _CHARSET.search(data[:4096])
    source = decode(data, name, declared[1].decode("ascii") if declared else None)
    if not _ELEMENT.search(source):
        raise SkipRecord(name, "no HTML element in it (a plain text? name it .txt)")
    text, metadata = _extract(source, name)
    found = publication(text, name, metadata)
    return Document(name, text, found.title, found.outlet, found.published)


def _extract(source: str, name: str) -> tuple[str, dict[str, str]]:
    # Imported here: trafilatura takes half a second, and most runs read no HTML.
    import trafilatura

    try:
        page = trafilatura.bare_extraction(
            source,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            # Only what the page declares: the extensive search takes the date of a list of other articles.
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except Exception as error:  # a page can break lxml and its users in many ways; the load goes on
        raise SkipRecord(name, f"HTML that cannot be read: {type(error).__name__}") from None
    if page is None or isinstance(page, dict) or not (page.text or "").strip():
        raise SkipRecord(name, "no main text in the page")
    lines = (_SPACES.sub(" ", line).strip() for line in (page.text or "").splitlines())
    known = {"title": page.title, "date": _day(page.date), "outlet": page.sitename, "url": page.url}
    return "\n\n".join(line for line in lines if line), {key: value for key, value in known.items() if value}


def _day(text: str | None) -> str | None:
    try:
        return str(PartialDate.parse(text)) if text else None
    except UsageError:
        return None
