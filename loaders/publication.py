"""When and where a document says it was published, and its title: front matter, header lines, dateline, footer, file name, URL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from ..graph.dates import PartialDate
from .front_matter import front_matter
from .reading.date_clock import covering, partial, words
from .reading.dating import expressions


@dataclass(frozen=True, slots=True)
class Publication:
    """What the document says of itself; None where it does not."""

    published: PartialDate | None
    title: str | None
    outlet: str | None


_DATE_KEYS = (
    *("date", "published", "publishdate", "publish_date", "published_at", "published_on", "pubdate", "date_published", "datepublished"),
    *("article:published_time", "posted", "created", "issued"),
    *("updated", "last_updated", "lastmod", "last_modified", "modified"),
)
_OUTLET_KEYS = ("outlet", "source_name", "publisher", "publication", "site_name", "sitename", "site", "newspaper", "source", "agency")
_URL_KEYS = ("url", "source_url", "canonical_url", "canonical", "link", "permalink", "original_url")

# How far from the first line of prose a line that holds only a date may stand: further up it is the masthead of the page, with
# the day of the visit; further down it belongs to something else.
_ABOVE, _BELOW = 6, 4
# Lines looked at from either end.
_HEAD_LINES, _TAIL_LINES = 300, 15
_MAX_LINE = 400

_PUBLISHED = re.compile(
    r"[^\w]{0,6}(?:first |originally )?"
    r"(?:published|posted|publication date|date published|release date|pubdate|date|issued|released|aired|broadcast|recorded|delivered|sent"
    r"|filed|uploaded|dated|received|transmitted)\b"
    r"(?: (?:by|in) .{2,50}?(?= (?:on|at) ))?(?: on| at| in)?\s{0,3}[:：|,-]?\W{0,4}",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"[^\w]{0,6}(?:(?:this )?page (?:was )?)?(?:last |latest )?"
    r"(?:updated|update|modified|edited|revised)\b(?: on| at)?\s{0,3}[:：|,-]?\W{0,4}",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"[^\w]{0,6}(?:by|written by|author:?|reported by)\s+\S", re.IGNORECASE)
# Headings of what stands around an article: the dates below them are those of other articles.
_AROUND = re.compile(
    r"[^\w]{0,6}(?:latest|recent|(?:more )?related|most (?:popular|read|viewed)|trending|more (?:news|stories|from|on|in)|see also|popular"
    r"|read (?:more|also|next)|you may (?:also )?like|recommended|editor['’]?s picks?|top stories|news feed|don['’]t miss|further reading"
    r"|also read)\b.{0,40}",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"""["'“‘*_>\s]{0,4}(?P<city>[A-Z][A-Z.'’/ -]{2,40}|[A-Z][\w.'’-]{2,20}(?: [A-Z][\w.'’-]{2,20}){0,2})"""
    # a region or country, which is no month
    r"""(?:, (?!(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z.]* \d)[A-Z][\w. ]{2,25}?)?"""
    r"""(?:,? (?P<date>[^()—–]{3,30}?))?,?\s{0,2}"""
    r"""(?:\((?P<agency>[A-Z][\w.& /-]{1,30})\)|/(?P<wire>[A-Z][A-Z .-]{1,30})/)?\s{0,2}(?:--?|–|—|_)\s"""
)
# "BAKU, 28 June 2025. …": without a dash only a city in capitals and a whole date say that it is one.
_STOPPED_DATELINE = re.compile(
    r"""["'“‘*_>\s]{0,4}(?P<city>[A-Z][A-Z.'’/ -]{2,40}), (?P<date>(?:\d{1,2} [A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\.? \d{1,2}),? \d{4})[.:]\s"""
    r"""(?P<agency>(?!))?(?P<wire>(?!))?"""
)
# "Geneva (28 June 2025) - …"
_BRACKETED_DATELINE = re.compile(
    r"""["'“‘*_>\s]{0,4}(?P<city>[A-Z][\w.'’/ -]{2,40}) \((?P<date>[\w., ]{8,25})\)\s{0,2}(?:--?|–|—)\s(?P<agency>(?!))?(?P<wire>(?!))?"""
)
_URL = re.compile(r"https?://\S{4,300}")
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_NAME_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
# How a telegram gives day, time and month: 121430Z JAN 76.
_TIME_GROUP = re.compile(
    r"\b(?P<d>[0-3]\d)[0-2]\d[0-5]\d\s?Z?\s{1,3}"
    r"(?P<m>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}\s{1,3}(?P<y>\d\d(?:\d\d)?)\b"
)
# A place in capitals and the day: "PARIS | Mon Feb 7, 2011 6:12am", "PARIS, 26.09.2023 // 08:15".
_PLACED = re.compile(r"[A-Z][A-Z.'’/ -]{2,40}\s?[,|:]\s{0,3}")
_CLOCK = r"(?:,?\s{0,2}(?:at\s)?\d{1,2}[:.]?\d{0,2}\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?)?[\s.)\]*_]*"
_BEFORE_STAMP = re.compile(r"(?:[,:|–—-]|\b(?:on|dated|of))\s{0,3}$", re.IGNORECASE)
_DATED = re.compile(
    r"(?:identical )?(?:letters?|notes? verbales?|telegram|statement|memorandum|report|cable|message|communiqu[eé]) (?:dated|of) ",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[.|•·;–—]\s|\s//\s|\(|\)")
# "3 May 1951 - the fleet sails": so many such lines are a chronicle.
_ENTRY = re.compile(r"[^-–—:|]{0,25}\d{2}\s{0,2}[-–—:|]\s+\w+\s+\w+\s+\w+")
_MANY = 3
_HELD = re.compile(
    r"\b(?:interview|conversation|speech|address|lecture|hearing|briefing|remarks|statement|debate|broadcast|programme|program|episode|talk)s?\b"
    r"[^.\n]{0,60}\b(?:conducted|recorded|held|given|delivered|made|took place|broadcast|aired)\b[^.\n]{0,60}?\bon\s(?:\w{6,9},?\s)?",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s{0,3}(?:©\s?)?((?:19|20)\d\d)\b(?!\s?[-–])", re.IGNORECASE)
_AS_OF = re.compile(r"\b[Aa]s of\s(?=\w)")
_ISO = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?(?!\d)|(\d{4})$")


@dataclass(frozen=True)
class _Line:
    """One line that is not blank, with the marks of Markdown and quoting around it taken off."""

    text: str
    after_blank: bool = False

    @cached_property
    def bare(self) -> str:
        linked = re.sub(r"\[([^\[\]]{0,300})\]\([^()\s]{0,300}\)", r"\1", self.text)
        return re.sub(r"(\d{4})(?=[A-Z]{3})", r"\1 ", linked.strip(" \t>#*_`\"'|,;•·-"))

    @cached_property
    def date(self) -> PartialDate | None:
        """The first date in the line that has its year and at least its month."""
        if not re.search(r"\d", self.bare):
            return None
        found = expressions(self.bare, None)
        day = next((one.start for one in found if one.kind == "point" and one.start and one.start.month), None)
        # "3-9 May 1999": the month is certain.
        spans = (covering(one.start.first, one.end.last) for one in found if one.kind == "span" and one.start and one.end)
        return day or next((one for one in spans if one and one.month), None)

    @cached_property
    def only_date(self) -> bool:
        """True where the line says a date and next to nothing else: a time, a zone, a place, a section; or a byline before it."""
        if not self.date:
            return False
        known = words()
        names = "|".join(name for long in (*known.months, *known.weekdays) for name in (long, long[:3]))
        beside = r"GMT|UTC|AM|PM|at|(?:min|minutes?) read|comments?|views?|st|nd|rd|th|[ECMPB][SD]T"
        rest = re.sub(rf"(?i)\b(?:{names}|{beside})\b", " ", self.bare)
        signed = _BYLINE.match(self.bare) and len(self.bare) < 120
        return bool(signed) or len(re.findall(r"[^\W\d_]{2,}", rest)) <= 3

    @property
    def prose(self) -> bool:
        if self.text.endswith(("...", "…")):
            return len(self.text) >= 300
        return len(self.text) >= (80 if self.text.rstrip("*_ ")[-1:] in ".!?”\"’'):" else 160)

    @property
    def wordy(self) -> bool:
        return len(self.text.split()) >= 5 and any(word[:1].islower() for word in self.text.split()[1:])


def publication(text: str, name: str, metadata: Mapping[str, str] | None = None, title: str | None = None) -> Publication:
    """What a document says of its own date, title and outlet.

    `metadata` is what stands outside the text (a front matter, the meta elements of a page), `title` the heading that the
    format knows; the front matter of a plain text is read here. For the date, first to last: metadata, a line "Published: …",
    the time group of a telegram, a line that is a date near the start of the prose, one that ends in a date there, the dateline,
    the file name, the URL, a footer, "Updated: …", "As of …".
    Lists of other articles, and the date of the visit in a masthead, do not count. A dateline without a year takes it from
    what comes after it in that order, or stays unknown.
    """
    inside, start = front_matter(text)
    known = {**inside, **(metadata or {})}
    lines = _lines(text[start : start + 100_000])[:_HEAD_LINES]
    tail = _lines(text[max(start, len(text) - 3000) :])[-_TAIL_LINES:]
    prose = _first_prose(lines)
    dateline = _dateline(lines[prose : prose + 3])
    agency = (dateline["agency"] or dateline["wire"]) if dateline else None
    return Publication(
        published=next(_dates(known, lines, tail, prose, dateline, name, text[start:]), None),
        title=_phrase(known.get("title")) or _phrase(title) or _title(lines, prose),
        outlet=_outlet(known) or _phrase(agency),
    )


def _lines(text: str) -> list[_Line]:
    raw = [line.strip()[:_MAX_LINE] for line in text.splitlines()]
    return [_Line(line, after_blank=not before) for before, line in zip(["", *raw], raw, strict=False) if line]


def _dates(
    known: Mapping[str, str],
    lines: list[_Line],
    tail: list[_Line],
    prose: int,
    dateline: re.Match[str] | None,
    name: str,
    body: str,
) -> Iterator[PartialDate]:
    """The dates of publication that the document gives, the most trusted first."""
    head = lines[: prose + _BELOW]
    urls = [known[key] for key in _URL_KEYS if key in known]
    urls += [line.text for line in (*lines[:10], *tail[-10:]) if _URL.fullmatch(line.text.strip("<>()[] "))]
    in_url = next((found for url in urls if (match := _URL_DATE.search(url)) and (found := partial(*map(int, match.groups())))), None)
    in_name = next((found for match in _NAME_DATE.finditer(name) if (found := partial(int(match[1]), int(match[3]), int(match[4])))), None)
    footer = next(_labelled(tail, _PUBLISHED), None)
    updated = next(_labelled(head, _UPDATED), None) or next(_labelled(tail, _UPDATED), None)
    yield from (found for key in _DATE_KEYS if (found := _stated(known.get(key))))
    yield from _labelled(head, _PUBLISHED)
    if found := _time_group(lines[:25]):
        yield found
    if by_line := _date_line(lines, prose):
        yield by_line
    if found := _stamped(lines, prose):
        yield found
    if found := _held(body):
        yield found
    year = next((one.year for one in (in_name, in_url, footer, updated, _copyright(tail)) if one), None)
    if dateline and (found := _dateline_date(dateline, year)):
        yield found
    yield from (one for one in (in_name, in_url, footer, _closing(lines, tail), updated, _as_of(body)) if one)


def _stated(value: str | None) -> PartialDate | None:
    """A date as metadata write it: ISO with or without a time, or in words."""
    if not value:
        return None
    if iso := _ISO.match(value.strip()):
        year, month, day, alone = iso.groups()
        return partial(int(year or alone), int(month or 0), int(day or 0))
    return _Line(value[:_MAX_LINE]).date


def _labelled(lines: list[_Line], label: re.Pattern[str]) -> Iterator[PartialDate]:
    """Dates that a label at the start of a line introduces; what stands below "Related" or "Latest" is left out."""
    for line in lines:
        if _AROUND.fullmatch(line.bare):
            return
        if (found := label.match(line.bare)) and line.date and re.match(r"[^a-z]{0,20}$", line.bare[found.end() : _date_start(line)]):
            yield line.date


def _date_start(line: _Line) -> int:
    return next((one.char_start for one in expressions(line.bare, None) if one.start == line.date), 0)


def _first_prose(lines: list[_Line]) -> int:
    """The index of the first line of the article's own prose: a long sentence, one with a dateline, or the first of hard-wrapped lines."""
    for number, line in enumerate(lines):
        if _STOPPED_DATELINE.match(line.text):
            return number
        following = lines[number + 1 : number + 3]
        wrapped = len(following) == 2 and all(one.wordy and len(one.text) > 30 for one in (line, *following))
        if not line.only_date and (line.prose or (wrapped and not any(one.after_blank for one in following))):
            return number
    return len(lines)


def _date_line(lines: list[_Line], prose: int) -> PartialDate | None:
    """The line that holds only a date: beside the author's, else the last before the prose, else the first just below its start."""
    around = next((number for number, line in enumerate(lines[:prose]) if _AROUND.fullmatch(line.bare)), prose)
    by_author = next((number for number in range(around) if lines[number].only_date and _signed(lines, number)), None)
    if by_author is not None:
        return lines[by_author].date
    near = [
        number
        for number in range(max(0, prose - _ABOVE), min(len(lines), prose + _BELOW))
        if lines[number].only_date
        and not _UPDATED.match(lines[number].bare)
        and (number < around or prose < number < _furniture(lines, prose))
    ]
    chosen = max((number for number in near if number < prose), default=min(near, default=None))
    if chosen is None or ((_chronicle(lines, chosen) or _entries(lines) >= _MANY) and not _signed(lines, chosen)):
        return None
    return lines[chosen].date


def _time_group(lines: list[_Line]) -> PartialDate | None:
    """The day in the head of a telegram."""
    found = next((hit for line in lines if len(line.text) < 60 and (hit := _TIME_GROUP.search(line.text))), None)
    if not found:
        return None
    months = [name[:3].upper() for name in words().months]
    year = int(found["y"])
    century = 0 if year > 99 else 2000 if year < 40 else 1900
    return partial(century + year, months.index(found["m"]) + 1, int(found["d"]))


def _stamped(lines: list[_Line], prose: int) -> PartialDate | None:
    """The day that the only such line of the head ends in, or gives between stops, or after a place: "Address at Dover, 3 May 1965"."""
    around = next((number for number, line in enumerate(lines[:prose]) if _AROUND.fullmatch(line.bare)), prose)
    near = [
        line
        for number, line in enumerate(lines[: prose + 2])
        if number >= prose - _ABOVE and (number < around or prose <= number < _furniture(lines, prose))
    ]
    days = {
        line.date
        for line in near
        if line.date and line.date.day and not line.only_date and not _UPDATED.match(line.bare) and _is_stamp(line)
    }
    return days.pop() if len(days) == 1 and _entries(lines) < _MANY else None


def _closing(lines: list[_Line], tail: list[_Line]) -> PartialDate | None:
    """The day that ends a letter, a statement or a report: the only one among the last lines, which stand below no other articles."""
    if any(_AROUND.fullmatch(line.bare) for line in tail) or _entries(lines) >= _MANY:
        return None
    dated = {line.date for line in tail if line.date and line.date.day and (line.only_date or _is_stamp(line))}
    last = [line.date for line in tail[-4:] if line.date and line.date.day and len(line.text) < 160 and (line.only_date or _is_stamp(line))]
    return last[0] if len(dated) == 1 and last else None


def _held(body: str) -> PartialDate | None:
    """The day on which a speech, an interview or a hearing is said to have been held, in the first or last lines."""
    for part in (body[:1500], body[-600:]):
        for said in _HELD.finditer(part):
            found = next((one for one in expressions(part[said.end() : said.end() + 40], None) if one.char_start == 0 and one.start), None)
            if found and found.start and found.start.day:
                return found.start
    return None


def _entries(lines: list[_Line]) -> int:
    """How many lines begin with a date and go on, as the entries of a chronicle do: "3 May 1951 - …", "1998: …"."""
    return sum(1 for line in lines if _ENTRY.match(line.bare) and any(not one.char_start for one in expressions(line.bare[:60], None)))


def _is_stamp(line: _Line) -> bool:
    if len(line.text) >= _MAX_LINE:
        return False
    date = next((one for one in expressions(line.bare, None) if one.start == line.date), None)
    if date is None:
        return False
    before, after = line.bare[: date.char_start], line.bare[date.char_end :]
    placed = _PLACED.match(before)
    if placed and placed.end() == len(before):
        return True
    marked = line.text.startswith(("*", "_", "(", "["))
    # "The talks opened on 3 June 2025." is a sentence, however short: its day is that of what it tells.
    if not marked and (line.prose or (line.wordy and after in (".", "!", "?"))):
        return False
    if date.char_start == 0 and len(re.findall(r"[^\W\d_]{2,}", after)) > 3:
        return False
    whole = any(part.strip(" ,*_") == line.bare[date.char_start : date.char_end] for part in _PARTS.split(line.bare))
    return whole or bool(_DATED.fullmatch(before)) or bool(_BEFORE_STAMP.search(before) and re.fullmatch(_CLOCK, after))


def _copyright(tail: list[_Line]) -> PartialDate | None:
    years = {found[1] for line in tail if (found := _COPYRIGHT.search(line.text))}
    return partial(int(years.pop())) if len(years) == 1 else None


def _furniture(lines: list[_Line], prose: int) -> int:
    """Where the lists of other articles begin below the prose."""
    return next((number for number in range(prose, min(len(lines), prose + _BELOW)) if _AROUND.fullmatch(lines[number].bare)), len(lines))


def _signed(lines: list[_Line], number: int) -> bool:
    """True where the author's line stands beside."""
    return any(_BYLINE.match(line.bare) and len(line.bare) < 120 for line in lines[max(0, number - 2) : number + 2])


def _chronicle(lines: list[_Line], chosen: int) -> bool:
    """True where dates are the headings or items of a list: a chronicle dates its entries so, not itself."""
    marked = lines[chosen].text[:1] in "#*-•"
    return marked and sum(1 for line in lines[chosen + 1 :] if line.only_date and line.text[:1] in "#*-•") >= 2


def _dateline(prose: list[_Line]) -> re.Match[str] | None:
    """`BAKU, July 3 (Reuters) — `, `BAKU, 3 July 2025. `: a place, a date or an agency, and a dash or a stop."""
    for line in prose:
        found = _DATELINE.match(line.text) or _STOPPED_DATELINE.match(line.text) or _BRACKETED_DATELINE.match(line.text)
        if found and (found["agency"] or found["wire"] or (found["date"] and re.search(r"\d", found["date"]))):
            return found
    return None


def _dateline_date(dateline: re.Match[str], year: int | None) -> PartialDate | None:
    said = dateline["date"] or ""
    dated = expressions(said, None) or (expressions(f"{said}, {year}", None) or expressions(f"{said} {year}", None) if year else [])
    return next((one.start for one in dated if one.start and one.start.day), None)


def _as_of(body: str) -> PartialDate | None:
    """`As of July 2025` in the first paragraphs, unless the text goes on to speak of later dates."""
    opening = body[:2000]
    said = _AS_OF.search(opening)
    if not said:
        return None
    found = next((one for one in expressions(opening[said.end() : said.end() + 40], None) if one.char_start == 0 and one.start), None)
    if not found or not found.start or not found.start.month:
        return None
    others = (one.start.first for one in expressions(body[:20_000], None) if one.start and one.kind == "point")
    return found.start if max(others, default=found.start.first) <= found.start.last else None


def _title(lines: list[_Line], prose: int) -> str | None:
    """The highest Markdown heading of the head, else its first line that reads like a headline."""
    head = lines[: prose + 1]
    marked = [(len(line.text) - len(line.text.lstrip("#")), line) for line in head if line.text.startswith("#")]
    marked += [(1, line) for line, under in zip(head, lines[1:], strict=False) if re.fullmatch(r"={3,}", under.text)]
    headings = [one for one in marked if not one[1].only_date]
    if headings:
        return _phrase(min(headings, key=lambda one: one[0])[1].bare)
    for line in head:
        count = len(line.bare.split())
        if 4 <= count <= 30 and not line.prose and not line.only_date and not _BYLINE.match(line.bare) and not _AROUND.fullmatch(line.bare):
            return _phrase(line.bare)
    return None


def _outlet(known: Mapping[str, str]) -> str | None:
    for key in _OUTLET_KEYS:
        if (value := _phrase(known.get(key))) and not _URL.match(value) and len(value) <= 80:
            return value
    hosts = (re.match(r"https?://(?:www\.)?([\w.-]{3,80})", known[key]) for key in _URL_KEYS if key in known)
    return next((host[1].lower() for host in hosts if host), None)


def _phrase(text: str | None) -> str | None:
    """One line without surplus space; None for nothing."""
    return " ".join(text.split())[:300] or None if text else None
