"""When and where a document says it was published, and its title: front matter, header lines, dateline, footer, file name, URL."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...graph.dates import PartialDate
from ..formats.front_matter import front_matter
from ..reading.dates.clock import partial, words
from ..reading.dates.dating import expressions
from .datelines import dateline, dateline_date, year_by_text
from .dates import (
    AROUND,
    BELOW,
    PUBLISHED,
    UPDATED,
    closing,
    copyright_year,
    date_line,
    far_above,
    first_prose,
    held,
    issue,
    labelled,
    led,
    masthead,
    sent,
    stamped,
    time_group,
    without_year,
)
from .lines import BYLINE, MAX_LINE, HeadLine, head_lines, order


@dataclass(frozen=True, slots=True)
class Publication:
    """What the document says of itself; None where it does not."""

    published: PartialDate | None
    title: str | None
    outlet: str | None


# Keys as they are compared: in small letters, with `_` for every other mark between words.
_DATE_KEYS = (
    *("date", "published", "publishdate", "publish_date", "published_at", "published_on", "published_time", "pubdate", "pub_date"),
    *("date_published", "datepublished", "date_iso", "publication_date", "publicationdate", "article_published_time", "publish_time"),
    *("posted", "created", "created_at", "date_created", "issued", "release_date", "doc_date", "document_date", "air_date", "datetime"),
    *("timestamp", "updated", "updated_at", "last_updated", "lastmod", "last_modified", "modified", "modified_time", "date_modified"),
)
_OUTLET_KEYS = ("outlet", "source_name", "publisher", "publication", "site_name", "sitename", "site", "newspaper", "source", "agency")
_URL_KEYS = ("url", "source_url", "canonical_url", "canonical", "link", "permalink", "original_url")

# Lines looked at from either end.
_HEAD_LINES, _TAIL_LINES = 300, 15

_URL = re.compile(r"https?://\S{4,300}")
_SOURCE_LINE = re.compile(
    r"(?:(?:source|url|link|cite|via|article|permalink|from|(?:originally|first) published(?: at| on)?)\s?:?\s{0,3})?[<(\[]?(https?://\S{4,300})",
    re.IGNORECASE,
)
_SHORT = "|".join(name[:3] for name in words().months)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
# Days in addresses as others write them: /2011/feb/11/, /20110211/, -20110211.html, 11-feb-2011.
_URL_NAMED = re.compile(rf"[/_-]((?:19|20)\d\d)[/_-]?({_SHORT})[a-z]{{0,6}}[/_-]?(0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)", re.IGNORECASE)
_URL_DAY_FIRST = re.compile(rf"[/_-](0?[1-9]|[12]\d|3[01])[_-]?({_SHORT})[a-z]{{0,6}}[_-]?((?:19|20)\d\d)(?=[/_.-]|$)", re.IGNORECASE)
_URL_RUN = re.compile(r"[/_-]((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)")
_URL_YEAR_DAY = re.compile(rf"((?:19|20)\d\d)/({_SHORT})[a-z]{{0,6}}[_-]?(0?[1-9]|[12]\d|3[01])(?=[/_.-]|$)", re.IGNORECASE)
_URL_YEAR = re.compile(r"/((?:19|20)\d\d)(?=[/_-])")
_JSON = re.compile(r"[\"']([A-Za-z_ -]{4,30})[\"']\s?:\s?[\"']([^\"'\n]{4,40})[\"']")
_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/\w{1,20}/")
_URL_MONTH = re.compile(r"/((?:19|20)\d\d)/(0[1-9]|1[0-2])/(?!\d)")
_NAME_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_AS_OF = re.compile(r"\b[Aa]s of\s(?=\w)")
_ISO = re.compile(r"(\d{4})-(\d\d?)(?:-(\d\d?))?(?!\d)|(\d{4})$")


def publication(text: str, name: str, metadata: Mapping[str, str] | None = None, title: str | None = None) -> Publication:
    """What a document says of its own date, title and outlet.

    `metadata` is what stands outside the text (a front matter, the meta elements of a page), `title` the heading that the
    format knows; the front matter of a plain text is read here. For the date, first to last: metadata, a line "Published: …",
    the time group of a telegram, a line that is a date near the start of the prose, one that ends in a date there, the masthead,
    the dateline, the file name, the URL, a footer, "Updated: …", "As of …", the month or season of an issue, a copyright line.
    Lists of other articles, and the date of the visit in a masthead, do not count. A dateline without a year takes it from
    what comes after it in that order, or from the dates that the text tells, or stays unknown.
    """
    inside, start = front_matter(text)
    known = {**inside, **(metadata or {})}
    body = text[start:]
    day_first = order(body, [known[key] for key in _URL_KEYS if key in known] + _URL.findall(body[:3000]))
    lines = head_lines(body[:100_000], day_first)[:_HEAD_LINES]
    tail = head_lines(text[max(start, len(text) - 3000) :], day_first)[-_TAIL_LINES:]
    prose = first_prose(lines)
    opening = dateline(lines[prose : prose + 3])
    agency = (opening["agency"] or opening["wire"]) if opening else None
    head = _Head(known, lines, tail, prose, opening, name, body, day_first)
    return Publication(
        published=next(_dates(head), None),
        title=_phrase(known.get("title")) or _phrase(title) or _title(lines, prose),
        outlet=_outlet(known) or _phrase(agency),
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """What of a document may tell its date: metadata, lines of head and foot, where the prose begins, its dateline, the file's name."""

    known: Mapping[str, str]
    lines: Sequence[HeadLine]
    tail: Sequence[HeadLine]
    prose: int
    opening: re.Match[str] | None
    name: str
    body: str
    day_first: bool | None


def _dates(head: _Head) -> Iterator[PartialDate]:
    """The dates of publication that the document gives, the most trusted first."""
    lines, tail, prose = head.lines, head.tail, head.prose
    top = lines[: prose + BELOW]
    keys = {re.sub(r"\W", "_", key.lower()): value for key, value in head.known.items()}
    yield from (found for key in _DATE_KEYS if (found := _stated(keys.get(key), head.day_first)))
    yield from (found for value in _written_as_json(lines) if (found := _stated(value, head.day_first)))
    yield from labelled(top, PUBLISHED)
    told = held(head.body, lines, prose, head.day_first)
    said = (time_group(lines[:25]), date_line(lines, prose), stamped(lines, prose), told, masthead(lines, prose))
    yield from (one for one in said if one)
    updated = next(labelled(top, UPDATED), None) or next(labelled(tail, UPDATED), None)
    footer = next(labelled(tail, PUBLISHED), None) or sent(tail)
    in_name, in_url = _in_name(head.name), _in_url(head)
    rights = copyright_year(tail)
    opening = head.opening if head.opening and head.opening["date"] else without_year(lines, prose)
    if opening:
        year = next((one.year for one in (in_name, in_url, footer, updated, rights) if one), None)
        year = (
            year
            or year_by_text(opening, head.body)
            or next((int(hit[1]) for url in _addresses(head) if (hit := _URL_YEAR.search(url))), None)
        )
        if found := dateline_date(opening, year):
            yield found
    late = (
        in_name,
        in_url,
        footer,
        led(lines, prose),
        closing(lines, tail),
        updated,
        far_above(lines, prose),
        _as_of(head.body),
        issue(lines, prose),
    )
    yield from (one for one in late if one)
    if rights and _told_up_to(head.body, rights):
        yield rights


def _written_as_json(lines: Sequence[HeadLine]) -> Iterator[str]:
    """The dates among the first lines that a program wrote: `"date": "2015-03-03"`."""
    for line in lines[:10]:
        for hit in _JSON.finditer(line.text):
            if re.sub(r"\W", "_", hit[1].lower()) in _DATE_KEYS:
                yield hit[2]


def _addresses(head: _Head) -> list[str]:
    urls = [head.known[key] for key in _URL_KEYS if key in head.known]
    urls += [found[1] for line in (*head.lines[:10], *head.tail[-10:]) if (found := _SOURCE_LINE.fullmatch(line.text.strip("<>()[] ")))]
    return [_ARCHIVE.sub("", url) for url in urls]


def _in_url(head: _Head) -> PartialDate | None:
    urls = _addresses(head)
    found = [day for url in urls if (day := _day_of_address(url))]
    months = (partial(*map(int, match.groups())) for url in urls if (match := _URL_MONTH.search(url)))
    return next((one for one in (*found, *months) if one), None)


def _day_of_address(url: str) -> PartialDate | None:
    """The day that an address names, in whatever way such addresses are made."""
    for pattern in (_URL_DATE, _URL_RUN):
        if hit := pattern.search(url):
            return partial(*map(int, hit.groups()))
    for pattern, year, day in ((_URL_NAMED, 1, 3), (_URL_YEAR_DAY, 1, 3), (_URL_DAY_FIRST, 3, 1)):
        if hit := pattern.search(url):
            month = next(number for name, number in words().months.items() if name[:3].lower() == hit[2].lower())
            return partial(int(hit[year]), month, int(hit[day]))
    return None


def _in_name(name: str) -> PartialDate | None:
    days = (partial(int(match[1]), int(match[3]), int(match[4])) for match in _NAME_DATE.finditer(name))
    return next((found for found in days if found), None)


def _stated(value: str | None, day_first: bool | None) -> PartialDate | None:
    """A date as metadata write it: ISO with or without a time, or in words."""
    if not value:
        return None
    if iso := _ISO.match(value.strip()):
        year, month, day, alone = iso.groups()
        return partial(int(year or alone), int(month or 0), int(day or 0))
    return HeadLine(value[:MAX_LINE], day_first=day_first).date


def _told_up_to(body: str, year: PartialDate) -> bool:
    """Whether the last year that the text tells is that of the copyright line, or the one before: else the line is the site's."""
    years = [one.start.year for one in expressions(body[:50_000], None) if one.start and one.kind in ("point", "since")]
    return bool(years) and year.year - 1 <= max(years) <= year.year


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


def _title(lines: Sequence[HeadLine], prose: int) -> str | None:
    """The highest Markdown heading of the head, else its first line that reads like a headline."""
    head = lines[: prose + 1]
    marked = [(len(line.text) - len(line.text.lstrip("#")), line) for line in head if line.text.startswith("#")]
    marked += [(1, line) for line, under in zip(head, lines[1:], strict=False) if re.fullmatch(r"={3,}", under.text)]
    headings = [one for one in marked if not one[1].only_date]
    if headings:
        return _phrase(min(headings, key=lambda one: one[0])[1].bare)
    for line in head:
        count = len(line.bare.split())
        if 4 <= count <= 30 and not line.prose and not line.only_date and not BYLINE.match(line.bare) and not AROUND.fullmatch(line.bare):
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
