"""HTML: main text, title, date and outlet by trafilatura; menus, related articles and comments stay out."""

from __future__ import annotations

import re

from ...graph.dates import PartialDate
from ...graph.errors import IgnoreRecord, SkipRecord, UsageError
from ...graph.model import Document
from ..heads.publication import publication
from .decoding import declared, decode

_SPACES = re.compile(r"[ \t\u00a0\u202f\u2007]+")
# Names by which pages mark what is no part of the article.
_AROUND = re.compile(
    r"\b(?:related|latest|recent|popular|trending|sidebar|most-?read|more-?(?:news|stories)|recommend\w*|comments?|teasers?)",
    re.IGNORECASE,
)
# What our own maps and charts say of themselves: they show what was read, and are no report.
_OURS = re.compile(r"""<meta name="generator" content="volteface (?:map|chart)">""")
_ELEMENT = re.compile(r"<[a-zA-Z!/]")


def read(data: bytes, name: str) -> Document:
    """The article in a web page; paragraphs are parted by a blank line.

    Raises SkipRecord: see `decoding.decode`; a page without elements or without main text; IgnoreRecord for a page of ours.
    """
    source = decode(data, name, declared(data))
    if not _ELEMENT.search(source):
        raise SkipRecord(name, "no HTML element in it (a plain text? name it .txt)")
    if _OURS.search(source[:1000]):
        raise IgnoreRecord(name, "a page that volteface drew")
    text, metadata = _extract(source, name)
    found = publication(text, name, metadata)
    return Document(name, text, found.title, found.outlet, found.published)


def main_text(source: str, name: str) -> str:
    """The text of the article in the source of a page. Raises SkipRecord as `read` does."""
    return _extract(source, name)[0]


def _extract(source: str, name: str) -> tuple[str, dict[str, str]]:
    # Imported here: trafilatura takes half a second, and most runs read no HTML.
    import trafilatura

    try:
        page = trafilatura.bare_extraction(source, with_metadata=True, include_comments=False, include_tables=True)
        date = _date(source)
    except Exception as error:  # a page can break lxml and its users in many ways; the load goes on
        raise SkipRecord(name, f"HTML that cannot be read: {type(error).__name__}") from None
    if page is None or isinstance(page, dict) or not (page.text or "").strip():
        raise SkipRecord(name, "no main text in the page")
    lines = (_SPACES.sub(" ", line).strip() for line in (page.text or "").splitlines())
    known = {"title": page.title, "date": date, "outlet": page.sitename, "url": page.url}
    return "\n\n".join(line for line in lines if line), {key: value for key, value in known.items() if value}


def _date(source: str) -> str | None:
    """What the page itself declares (meta elements, JSON-LD) or shows beside the article; never the date of another article.

    The page is searched without what stands around the article: the search takes the first date that it meets.
    """
    import trafilatura

    tree = trafilatura.load_html(source)
    if tree is None:
        return None
    for element in [*tree.iter("aside", "nav", "footer", "section", "div", "ul", "ol")]:
        named = f"{element.get('class', '')} {element.get('id', '')}"
        apart = element.tag in ("aside", "nav", "footer") or _AROUND.search(named)
        if apart and element.getparent() is not None and not element.xpath(".//h1"):
            element.drop_tree()
    # Wide limits: by default what counts as a date depends on the day of the run.
    limits = {"extensive_search": False, "original_date": True, "min_date": "1900-01-01", "max_date": "2100-12-31"}
    return _day(trafilatura.extract_metadata(tree, date_config=limits).date)


def _day(text: str | None) -> str | None:
    try:
        return str(PartialDate.parse(text)) if text else None
    except UsageError:
        return None
