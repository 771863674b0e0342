"""A document's text → sentences whose offsets into that text are exact, each known as prose, headline, list item or menu."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .furniture import Furniture

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof sen rep gen col lt maj capt sgt adm gov rev hon st vs etc inc ltd co corp no nos vol fig approx dept est "
    "jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.u u.a.e u.s.s.r d.c p.m a.m i.e e.g al jr sr mt ft".split()
)
_HARD = {"i.e", "e.g", "mr", "mrs", "ms", "dr", "gen", "sen", "lt", "col", "st", "prof", "rep", "gov", "capt", "maj", "adm", "vs"}
_BLANK = re.compile(r"\n[ \t\u00a0\r]*\n\s*|(?:<\s*(?:br|p|/p|div|/div|li|/li|h\d|/h\d|tr|/tr)\b[^>]*>\s*)+", re.I)
# What is left out of the text that is parsed: tags, link targets, emphasis marks, zero-width marks.
_NOISE = re.compile(
    r"<[^<>\n]{1,300}>|\]\(\S*?\)|https?://\S+|[\u200b\u200c\u200d\ufeff\u00ad]|\*{1,3}|(?<!\w)_{1,2}(?=\w)|(?<=\w)_{1,2}(?!\w)|[\[\]]"
)
_STOP = re.compile(r"[.!?…][\"'”’)\]]*")
_STARTER = re.compile(r"\s*[\"'“‘(\[]*[A-Z0-9À-ÞА-Я]")
# "Report.Az", "Lenta.Ru": the name of a site, not a lost space before one of the two-letter words that open sentences.
_INITIALS = re.compile(r"(?:[a-z]\.)+[a-z]")
_DOMAIN = re.compile(r"(?!(?:In|On|At|It|He|We|My|By|As|If|Is|So|To|Up|Us|No|Or|An|Do|Go|Be|Mr|Dr)\b)[A-Z][a-z]\b")
_FUSED = re.compile(r"(?<=[a-z]{3})(?=(?:The|In|On|At|It|He|She|They|But|And|For|As|A)\b)")
_ITEM = re.compile(r"\s*(?:[*•·▪◦–—-]|\d{1,2}[.)])\s+|\s*#{1,6}\s+")
# What begins a line of its own below a headline or beside a picture.
_LABEL = re.compile(
    r"\s*[*_#]*(?:published|updated|posted|date|by|author|written by|source|photo|image|picture|caption|last (?:modified|updated)|tags"
    r"|topics|share|read|also read|see also|summary|contact|subject|from|to|cc|re)\b[*_]*(?::| on \d|\s+(?-i:[A-Z][\w.'’-]+ [A-Z]))",
    re.I,
)
_CLOSING = frozenset('.!?:;"”|')
_DATELINE = re.compile(
    r"""[\s"“*_]*[A-Z][A-Z.'’/-]{2,}(?: [A-Z.'’/-]{2,}){0,3}"""  # the city
    r"""(?:,[^—–\n]{1,40}?)?(?: ?\([\w./ ]{2,30}\))?\s*(?:—|–|--?|_)\s+"""  # the date, the agency
)
_VALUE = re.compile(r"""^\s*(\w[\w-]*):\s*(.*)$""")
_FRONT = re.compile(r"\A---\s*\n(.*?\n)---\s*\n", re.S)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A span `[start, end)` of the document's text. `clean` is what is parsed; `clean[i]` stands at `offsets[i]` of the document.

    `kind` is `prose`, `headline` (no full stop, most words capitalised), or `item` (list line, caption, menu entry).
    """

    start: int
    end: int
    clean: str
    offsets: tuple[int, ...]
    kind: str
    paragraph: int

    def span(self, clean_start: int, clean_end: int) -> tuple[int, int]:
        """The span in the document's text of `clean[clean_start:clean_end]` (not empty)."""
        return self.offsets[clean_start], self.offsets[clean_end - 1] + 1

    def position(self, offset: int) -> int:
        """The place in `clean` of a place in the document's text (the nearest one before it)."""
        return max(0, bisect_right(self.offsets, offset) - 1)


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order. Tags, link targets, blank space and the furniture of a page are left out."""
    found: list[Sentence] = []
    furniture = Furniture()
    for number, (start, end, kind) in enumerate(_blocks(text)):
        if furniture.is_furniture(text[start:end]):
            continue
        for first, last in _split(text, start, end) if kind != "headline" else [(start, end)]:
            if sentence := _sentence(text, first, last, kind, number):
                found.append(sentence)
    return found


def _blocks(text: str) -> Iterator[tuple[int, int, str]]:
    """Paragraphs and lines: (start, end, kind)."""
    start = 0
    wrapped = _wrapped(text)
    if front := _FRONT.match(text):
        yield from _front_matter(text, front.start(1), front.end(1))
        start = front.end()
    while start < len(text):
        match = _BLANK.search(text, start)
        end = match.start() if match else len(text)
        yield from _paragraph(text, start, end, wrapped)
        start = match.end() if match else len(text)


def _front_matter(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    for line_start, line_end in _lines(text, start, end):
        match = _VALUE.match(text[line_start:line_end])
        if match and match[1].lower() in ("title", "headline", "description", "summary", "subtitle", "excerpt", "lead"):
            value = match[2].strip().strip("\"'")
            if value:
                at = text.index(value, line_start, line_end)
                yield at, at + len(value), _line_kind(value)


def _paragraph(text: str, start: int, end: int, wrapped: bool) -> Iterator[tuple[int, int, str]]:
    """The lines of a paragraph, joined where a line was only broken to fit a width."""
    lines = list(_lines(text, start, end))
    if not lines:
        return
    widest = max(stop - begin for begin, stop in lines)
    opened = lines[0][0]
    for (begin, stop), (following, _) in pairwise(lines):
        if not _soft(text[begin:stop], text[following : following + 80], widest if wrapped else 0):
            yield opened, stop, _line_kind(text[opened:stop])
            opened = following
    yield opened, end, _line_kind(text[opened:end])


def _wrapped(text: str) -> bool:
    """Whether lines are broken to fit a width: after many of those that end in the middle of a sentence the next begins small."""
    small = broken = 0
    for line, following in pairwise(text.split("\n")):
        line, following = line.rstrip(), following.lstrip()
        if len(line) > 30 and following[:1].isalnum() and line[-1] not in _CLOSING:
            broken += 1
            small += not following[0].isupper()
    return broken > 0 and small >= 0.35 * broken


def _soft(line: str, following: str, widest: int) -> bool:
    """Whether the break after `line` is one of width (`widest` of its paragraph, 0 where lines are not broken to fit).

    The sentence goes on with a small letter; or the line is full: the next word had no room in it.
    """
    if _ITEM.match(following) or _LABEL.match(following):
        return False
    line = line.rstrip()
    if re.match(r"\s*[a-z(]", following) or line.endswith((",", "-", "\u2014")):
        return True
    word = (following.split() or [""])[0]
    return 0 < widest <= 170 and len(line) >= 40 and len(line) + 1 + len(word) > 0.88 * widest


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        if text[start:stop].strip():
            yield start, stop
        start = stop + 1


def _line_kind(line: str) -> str:
    body = _ITEM.sub("", line).strip()
    marked = line.lstrip().startswith("#")
    words = re.findall(r"[^\W\d_][\w’'-]*", body)
    if not words:
        return "item"
    if body.endswith((".", "!", ".”", '."', "…", "?”")) and not marked:
        return "prose"
    long_words = [word for word in words if len(word) > 3] or words
    capital = sum(word[0].isupper() for word in long_words) / len(long_words)
    if len(words) <= 22 and (marked or capital >= 0.7):
        return "headline"
    if len(words) < 6:
        return "item"
    return "prose"


def _split(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentence spans inside a paragraph, also where the space after a full stop was lost."""
    cuts = {match.end() for match in _STOP.finditer(text, start, end) if _ends(text, match, end)}
    cuts |= {match.start() for match in _FUSED.finditer(text, start, end)}
    first = start
    for cut in sorted(cuts):
        if first < cut < end:
            yield first, cut
            first = cut
    yield first, end


def _ends(text: str, match: re.Match[str], end: int) -> bool:
    at = match.end()
    if at >= end or not _STARTER.match(text, at, min(end, at + 12)):
        return False
    spaced = text[at].isspace()
    if match[0].startswith((".", "…")):
        word = re.search(r"[\w.&]*$", text[max(0, match.start() - 15) : match.start()])
        last = word[0].lower() if word else ""
        if last in _HARD or (len(last) == 1 and last.isalpha() and last != "i"):
            return False
        if last in _ABBREVIATIONS or _INITIALS.fullmatch(last):
            # "the U.S. The talks", "K.P. Oli": only a common sentence opener ends a sentence after an abbreviation or initials.
            return spaced and bool(re.match(r"\s+[\"“]?(?:The|He|She|It|They|In|But|On|This|We|However)\b", text[at : at + 14]))
        if not spaced and _DOMAIN.match(text, at):
            return False
        if not spaced:
            # A lost space: "war.Putin", not "U.S.A", "3.5" or "site.Com".
            opener = re.match(r"[\"'“‘]*[A-Z][a-z’']*[a-z\s]|[\"'“‘]*[A-Z]{2,}\s|A\s|I\s", text[at : at + 14])
            return len(last) > 1 and not last[0].isdigit() and opener is not None
    return spaced or bool(re.match(r"[\"“‘]?[A-Z]", text[at : at + 2]))


def _sentence(text: str, start: int, end: int, kind: str, paragraph: int) -> Sentence | None:
    """The sentence with its clean text: noise dropped, blank space made single spaces."""
    match = _ITEM.match(text, start, end) or _DATELINE.match(text, start, end)
    start = match.end() if match else start
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if not _UNCLEAN.search(text, start, end):
        return _of(text[start:end].translate(_PLAIN), tuple(range(start, end)), kind, paragraph)
    offsets: list[int] = []
    clean: list[str] = []
    at = start
    pieces = [(noise.start(), noise.end()) for noise in _NOISE.finditer(text, start, end)] + [(end, end)]
    for noise_start, noise_end in pieces:
        for piece in _PIECE.finditer(text, at, noise_start):
            place, written = piece.start(), piece[0]
            if written.isspace():
                if clean and clean[-1] != " ":
                    clean.append(" ")
                    offsets.append(place)
            elif written in "`'" and place and text[place - 1] == written and clean:
                clean[-1] = clean[-1][:-1] + '"'  # ``quoted'' as agencies did
            else:
                glued = _GLUED.match(written)
                for part in (written[: glued.end()], " ", written[glued.end() :]) if glued else (written,):
                    clean.append(part.translate(_PLAIN))
                    offsets.extend([place] if part == " " else range(place, place + len(part)))
                    place += len(part) if part != " " else 0
        at = noise_end
    while clean and clean[-1] == " ":
        clean.pop()
        offsets.pop()
    return _of("".join(clean), tuple(offsets), kind, paragraph)


def _of(clean: str, offsets: tuple[int, ...], kind: str, paragraph: int) -> Sentence | None:
    if len(clean) < 3 or not any(map(str.isalpha, clean)):
        return None
    return Sentence(offsets[0], offsets[-1] + 1, clean, offsets, kind, paragraph)


# One character for one, so that offsets stay: the parser knows plain quotes best.
_PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "\u2011": "-"})
# Small words that stand without a space before a name: "returned toTajikistan".
_GLUED = re.compile(
    r"(?:about|after|against|and|at|before|between|by|during|following|for|from|in|into|near|of|on|over|that|the|to|under|while|with)(?=[A-Z][a-z]{2})"
)
# What a text is gone through by: blank space, a mark that may be half of a quotation mark, anything else.
_PIECE = re.compile(r"\s+|[`']|[^\s`']+")
# What keeps a text from being clean as it stands: blank space but single blanks, what may be noise, a quotation mark of two.
_UNCLEAN = re.compile(r"\s\s|[^\S ]|[<\[\]*_\u200b\u200c\u200d\ufeff\u00ad]|://|``|''|(?<![^\s])" + _GLUED.pattern)
