"""A piece of HTML, as feeds and article dumps hold it, → its text: it is all article, so nothing has to be looked for."""

from __future__ import annotations

import re
from typing import Any

from ...graph.errors import SkipRecord

_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|h[1-6]|ul|ol|li|strong|em|b|i|img|blockquote|figure|table|section)\b[^<>]{0,2000}>", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|amp|lt|gt|quot|nbsp|[lr][sd]quo|[mn]dash|hellip|apos);", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0\u202f\u2007]+")
# What no reader of the article reads.
_APART = ("script", "style", "noscript", "template", "iframe", "svg", "form", "button", "select", "nav", "aside", "footer", "figcaption")
# Names by which blogs and papers mark what stands around an article, and how much of the whole it may be at most.
_AROUND = re.compile(
    r"\b(?:related\w*|shar(?:e|ing|edaddy)|social\w*|caption|credits?|newsletter|advert\w*|subscri\w+|cookies?|recommend\w*|most-?read|comments?"
    r"|author-(?:bio|box)|post-tags)\b",
    re.IGNORECASE,
)
_MOST_AROUND = 0.3
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li blockquote table tr section article header main figure dl dt dd pre hr address".split()
)


def is_markup(text: str) -> bool:
    """Whether a text is written in HTML."""
    return bool(_MARKUP.search(text) or _ENTITY.search(text))


def plain(source: str, name: str) -> str:
    """The text of a piece of HTML: paragraphs parted by a blank line, line breaks kept; scripts, captions and menus left out.

    Raises SkipRecord where lxml cannot read it.
    """
    from lxml import etree

    try:
        root = etree.fromstring(f"<div>{source}</div>".encode(), etree.HTMLParser(encoding="utf-8", no_network=True))
        if root is None:
            return ""
        etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *_APART, with_tail=False)
        _drop_around(root)
        pieces: list[str] = []
        for event, element in etree.iterwalk(root, events=("start", "end")):
            opens = event == "start"
            if element.tag in _BLOCKS:
                pieces.append("\0\0")
            elif opens and element.tag == "br":
                pieces.append("\0")
            elif opens and element.tag in ("td", "th"):
                pieces.append("\t")
            pieces.append(_SPACES.sub(" ", (element.text if opens else element.tail) or ""))
    except (etree.LxmlError, ValueError) as error:
        raise SkipRecord(name, f"HTML that cannot be read: {type(error).__name__}") from None
    # A line break stands as NUL until here, for those of the source are but space.
    paragraphs = re.split(r"[ \t]*\0[ \t]*\0[ \t\0]*", "".join(pieces))
    lines = ([" ".join(line.split(" ")).strip(" ") for line in one.strip(" \t\0").split("\0")] for one in paragraphs)
    return "\n\n".join(text for paragraph in lines if (text := "\n".join(line for line in paragraph if line)))


def _drop_around(root: Any) -> None:
    """Takes out captions, share buttons and lists of related articles, as their names say; never most of the text."""
    whole = len("".join(root.itertext()))
    for element in list(root.iter()):
        named = f"{element.get('class', '')} {element.get('id', '')}".replace("_", "-")
        if _AROUND.search(named) and element.getparent() is not None and len("".join(element.itertext())) <= _MOST_AROUND * whole:
            tail, before, parent = element.tail, element.getprevious(), element.getparent()
            if tail and before is not None:
                before.tail = (before.tail or "") + tail
            elif tail:
                parent.text = (parent.text or "") + tail
            parent.remove(element)
