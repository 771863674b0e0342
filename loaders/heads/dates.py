"""Where the lines at the head and foot of a document say its date: labels, stamps, mastheads, telegrams, last lines, copyright."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...graph.dates import PartialDate
from ..reading.dates.clock import partial, words
from ..reading.dates.dating import Expression, expressions
from .datelines import opens_with_dateline
from .lines import BYLINE, MAX_LINE, HeadLine, full_year, spelled

# How far from the first line of prose a line that holds only a date may stand: further up it is the masthead of the page, with
# the day of the visit; further down it belongs to something else.
_ABOVE, BELOW = 6, 4
# No line of hard-wrapped prose is longer.
_WRAPPED = 180
# How many lines the cover of a report has.
_COVER = 25

_MONTH = "(?:" + "|".join(form for name in words().months for form in (name, name[:3])) + r")\b\.?"
PUBLISHED = re.compile(
    r"[^\w]{0,6}(?:first |originally )?"
    r"(?:published|posted|publication date|publish date|date published|release date|pubdate|(?:air |broadcast |interview )?date"
    r"(?: of (?:publication|interview|issue|broadcast|release))?|issued|released|aired|broadcast|recorded|delivered|sent"
    r"|filed|uploaded|dated|received|transmitted|created|for (?:immediate )?release|embargoed (?:until|for))\b"
    r"(?: (?:by|in) .{2,50}?(?= (?:on|at) ))?(?: on| at| in)?\s{0,3}[:：|,-]?\W{0,4}",
    re.IGNORECASE,
)
UPDATED = re.compile(
    r"[^\w]{0,6}(?:(?:this )?page (?:was )?)?(?:last |latest )?"
    r"(?:updated|update|modified|edited|revised)\b(?: on| at)?\s{0,3}[:：|,-]?\W{0,4}",
    re.IGNORECASE,
)
# Headings of what stands around an article: the dates below them are those of other articles.
AROUND = re.compile(
    r"[^\w]{0,6}(?:latest|recent|(?:more )?related|most (?:popular|read|viewed)|trending|more (?:news|stories|from|on|in)|see also|popular"
    r"|read (?:more|also|next)|you may (?:also )?like|recommended|editor['’]?s picks?|top stories|news feed|don['’]t miss|further reading"
    r"|also read)\b.{0,40}",
    re.IGNORECASE,
)
# Days that say when somebody looked, released or filed, long after the text was written.
_NOT_OWN = re.compile(
    r"[^\w]{0,6}(?:retrieved|accessed|archived|last visited|viewed|downloaded|printed|scanned|declassified|approved for release|sanitized"
    r"|valid|expires|deadline|next |reviewed|authority|born|died|copyright)\b",
    re.IGNORECASE,
)
# How a telegram gives day, time and month: 121430Z JAN 76.
_TIME_GROUP = re.compile(
    r"\b(?P<d>[0-3]\d)[0-2]\d[0-5]\d\s?Z?\s{1,3}"
    r"(?P<m>JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]{0,6}\s{1,3}(?P<y>\d\d(?:\d\d)?)\b"
)
# How archives of cables number them, with the time of sending: 06OSLO1114 2006-03-03 15:45.
_NUMBERED_CABLE = re.compile(r"\b\d\d[A-Z]{4,20}\d{1,5}\s+(\d{4})-(\d\d)-(\d\d)\b")
# How agencies sign what they sent: AP-NY-03-03-98 1142EST, month first.
_SENT = re.compile(r"\b[A-Z]{2,5}-[A-Z]{2,5}-(\d\d)-(\d\d)-(\d\d)\s\d{3,4}\s?(?:GMT|[ECMP][SD]T)\b")
# A place in capitals and the day: "PARIS | Mon Feb 7, 2011 6:12am", "PARIS, 26.09.2023 // 08:15".
_PLACED = re.compile(r"[A-Z][A-Z.'’/ -]{2,40}\s?[,|:]\s{0,3}")
_CLOCK = r"(?:,?\s{0,2}(?:at\s)?\d{1,2}[:.]?\d{0,2}\s?(?:[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?)?[\s.)\]*_]*"
_BEFORE_STAMP = re.compile(
    r"(?:[,:|–—-]|\b(?:on|dated)|\b(?!Treaty|War|Battle|Pact|Agreement|Convention|Act|Accord)[A-Z]\w+ of"
    rf"|\b(?:edition|issue|number|paper) of)\s{{0,3}}(?:(?:{'|'.join(words().weekdays)}),? )?$"
)
_DATED = re.compile(
    r"(?:identical )?(?:letters?|notes? verbales?|telegram|statement|memorandum|report|cable|message|communiqu[eé]) (?:dated|of) ",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[.|•·;–—]\s|\s-\s|\s//\s|\(|\)|\t")
_SECONDS = re.compile(r"\s\d\d:\d\d:\d\d$")
_FIELD = re.compile(r"[A-Z][A-Za-z -]{2,20}:\s.{1,80}")
_DAY_ALONE = re.compile(
    rf"(?:[A-Z][\w.'’-]{{2,20}}(?: [A-Z][\w.'’-]{{2,20}}){{0,2}}, )?(?:{'|'.join(words().weekdays)})?,? ?"
    rf"(?P<date>\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}})(?:st|nd|rd|th)?\.?"
)
# The box of facts on a battle or a flood has a date too: that of the event.
_FACTS = re.compile(
    r"[^\w]{0,6}(?:result|outcome|belligerents|casualties|deaths|combatants|commanders|participants killed)\b", re.IGNORECASE
)
# What else stands in the line of a newspaper, a journal, a record or a broadcast that names its day.
_MASTHEAD = re.compile(
    r"\b(?:vol(?:ume)?|no|nr|number|item|issue|pp?|pages?|pg|price|cc|cols?|edition|section|issn|press release|bulletin|digest|monitoring"
    r"|service|daily report|radio|tass|xinhua|hours|gmt|distr|debates?|hc deb|hl deb|weekly|review|report no)\b",
    re.IGNORECASE,
)
# "3 May 1951 - the fleet sails", "June 4: it turns back", "1952. Nothing happens": so many such lines are a chronicle.
_ENTRY = re.compile(
    rf"\W{{0,6}}(?:\w{{6,9}}, )?(?:\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}|{_MONTH}(?: \d{{1,2}}(?:st|nd|rd|th)?)?|(?=\d{{4}})|\d\d?/\d\d?/?)"
    r"(?:,? ?(?:19|20)\d\d(?:-\d\d-\d\d)?)?(?<=\w)\s{0,2}[-–—:|.)]{1,3}\s+\w+\s+\w+"
)
_LEAD = re.compile(r"\s{0,2}[-–—:]\s")
MANY = 3
_HELD = re.compile(
    r"\b(?:interview|conversation|speech|address|lecture|hearing|briefing|remarks|statement|debate|broadcast|programme|program|episode|talk)s?\b"
    r"[^.\n]{0,60}\b(?:conducted|recorded|held|given|delivered|made|took place|broadcast|aired)\b(?:[^.\n]|\b\w\.){0,60}?\b(?:on|in)\s"
    r"(?:\w{6,9},?\s)?"
    r"(?=\w{0,9}\.?\s?\d)",
    re.IGNORECASE,
)
_APPEARED = re.compile(
    r"\b(?:this|the present) (?:article|commentary|column|essay|analysis|story|piece|report|paper|interview|text|op-ed|post)\b"
    r"[^.\n]{0,40}\b(?:published|posted|appear(?:s|ed)|printed|released|issued|written|updated)\b[^.\n]{0,60}?\b(?:on|in)\s(?:\w{6,9},?\s)?"
    r"(?=\w{0,9}\.?\s?\d)",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s{0,3}(?:©\s?|\(c\)\s?)?(?:by\s)?(?:[A-Z][\w.&' ]{1,40}?,?\s)?((?:19|20)\d\d)\b(?!\s?[-–])", re.IGNORECASE
)
_SEASON = re.compile(r"(?:Spring|Summer|Autumn|Fall|Winter)(?: of)? ((?:19|20)\d\d)")
_PUBLISHED_IN = re.compile(
    r"(?:[^\w]{0,6}(?:first |originally )?(?:published|issued|written|printed) in|.{4,80}\((?:first )?published) ((?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def labelled(lines: Sequence[HeadLine], label: re.Pattern[str]) -> Iterator[PartialDate]:
    """Dates that a label at the start of a line introduces; what stands below "Related" or "Latest" is left out."""
    for number, line in enumerate(lines):
        if AROUND.fullmatch(line.bare):
            return
        if _boxed(lines, number):
            continue
        if (found := label.match(line.plain)) and line.date and re.match(r"[^a-z]{0,20}$", line.plain[found.end() : _date_start(line)]):
            yield line.date


def _date_start(line: HeadLine) -> int:
    return next((one.char_start for one in expressions(line.plain, None) if one.start == line.date), 0)


def first_prose(lines: Sequence[HeadLine]) -> int:
    """The index of the first line of the article's own prose: a long sentence, one with a dateline, or the first of hard-wrapped lines."""
    for number, line in enumerate(lines):
        if opens_with_dateline(line.text):
            return number
        following = lines[number + 1 : number + 3]
        wrapped = len(following) == 2 and all(one.wordy and 30 < len(one.text) <= _WRAPPED for one in (line, *following))
        if not line.only_date and (line.prose or (wrapped and not any(one.after_blank for one in following))):
            return number
    return len(lines)


def date_line(lines: Sequence[HeadLine], prose: int) -> PartialDate | None:
    """The line that holds only a date: beside the author's, else the last before the prose, else the first just below its start."""
    around = _around(lines, prose)
    by_author = next((number for number in range(around) if lines[number].only_date and _signed(lines, number)), None)
    if by_author is not None:
        return lines[by_author].date
    near = [
        number
        for number in range(_reach(lines, prose), min(len(lines), prose + BELOW))
        if lines[number].only_date
        and not UPDATED.match(lines[number].bare)
        and not _NOT_OWN.match(lines[number].bare)
        and not _boxed(lines, number)
        and (number < around or prose < number < _furniture(lines, prose))
    ]
    chosen = max((number for number in near if number < prose), default=min(near, default=None))
    if chosen is None or ((_chronicle(lines, chosen) or entries(lines) >= MANY) and not _signed(lines, chosen)):
        return None
    return lines[chosen].date


def far_above(lines: Sequence[HeadLine], prose: int) -> PartialDate | None:
    """The only line of the head that is a date, where titles and subtitles fill the rest, as in the releases of councils."""
    alone = [number for number, line in enumerate(lines[:prose]) if line.only_date and line.date and line.date.day]
    if len(alone) != 1 or not 2 <= alone[0] <= _COVER or prose - alone[0] > _COVER or entries(lines) >= MANY:
        return None
    line = lines[alone[0]]
    own = not UPDATED.match(line.bare) and not _NOT_OWN.match(line.bare) and alone[0] < _around(lines, prose)
    return line.date if own and not _boxed(lines, alone[0]) else None


def _boxed(lines: Sequence[HeadLine], number: int) -> bool:
    """Whether a line stands in the box of facts on an event."""
    return any(_FACTS.match(beside.bare) for beside in lines[number + 1 : number + 4])


def _reach(lines: Sequence[HeadLine], prose: int) -> int:
    """How far up a date may stand: labelled lines ("SECTION: News") do not count, for they are no menu."""
    number, left = prose, _ABOVE
    while number > 0 and left > 0:
        number -= 1
        left -= not _FIELD.fullmatch(lines[number].text)
    return number


def _around(lines: Sequence[HeadLine], prose: int) -> int:
    """Where lists of other articles begin above the prose."""
    return next((number for number, line in enumerate(lines[:prose]) if AROUND.fullmatch(line.bare)), prose)


def time_group(lines: Sequence[HeadLine]) -> PartialDate | None:
    """The day in the head of a telegram."""
    for line in lines:
        if numbered := _NUMBERED_CABLE.search(line.text):
            return partial(*map(int, numbered.groups()))
    found = next((hit for line in lines if len(line.text) < 60 and (hit := _TIME_GROUP.search(line.text))), None)
    if not found:
        return None
    months = [name[:3].upper() for name in words().months]
    year = int(found["y"])
    return partial(year if year > 99 else full_year(year), months.index(found["m"]) + 1, int(found["d"]))


def sent(lines: Sequence[HeadLine]) -> PartialDate | None:
    """The day with which an agency signs a report."""
    found = next((hit for line in lines if (hit := _SENT.search(line.text))), None)
    return partial(full_year(int(found[3])), int(found[1]), int(found[2])) if found else None


def stamped(lines: Sequence[HeadLine], prose: int) -> PartialDate | None:
    """The day that the only such line of the head ends in, or gives between stops, or after a place: "Address at Dover, 3 May 1965"."""
    days = {line.date for line in _near(lines, prose) if line.date and line.date.day and _is_stamp(line)}
    return days.pop() if len(days) == 1 and entries(lines) < MANY else None


def masthead(lines: Sequence[HeadLine], prose: int) -> PartialDate | None:
    """The day or month in the line of a newspaper, a journal, a record, a broadcast: "Vol. 12, No. 44, Oslo, Tuesday, March 3, 1998"."""
    dates = [line.date for line in _near(lines, prose, prose) if line.date and not line.prose and _MASTHEAD.search(line.plain)]
    days = list(dict.fromkeys(date for date in dates if date.day)) or list(dict.fromkeys(dates))
    return days[0] if len(days) == 1 and entries(lines) < MANY else None


def issue(lines: Sequence[HeadLine], prose: int) -> PartialDate | None:
    """The month, season (its year) or year that stands between commas in the head: "The Fjord Review, July 2013", "Spring 1998"."""
    if entries(lines) >= MANY:
        return None
    # A month alone is never the day of a visit: it may stand on the cover, far above the prose.
    found: list[PartialDate | None] = [
        line.date for line in lines[: min(prose, _COVER)] if line.date and not line.date.day and line.only_date
    ]
    for line in _near(lines, prose, prose):
        if line.prose or len(line.text) > 120:
            continue
        parts = [part.strip(" .*_") for part in re.split(r"[,|•·;()\t]|\s[–—-]\s|\. ", line.plain)]
        if line.date and not line.date.day and any(_whole(part, line.date) for part in parts):
            found.append(line.date)
        elif season := next((hit for part in parts if (hit := _SEASON.fullmatch(part))), None) or _PUBLISHED_IN.match(line.plain):
            found.append(partial(int(season[1])))
    return found[0] if len(set(found)) == 1 else None


def without_year(lines: Sequence[HeadLine], prose: int) -> re.Match[str] | None:
    """The line of the head that is a day without its year, a place before it or none; group date."""
    return next((found for line in _near(lines, prose, prose) if (found := _DAY_ALONE.fullmatch(line.plain))), None)


def _whole(part: str, date: PartialDate) -> bool:
    """Whether a part of a line is a date and nothing else."""
    one = next(iter(expressions(part, None)), None)
    return one is not None and one.start == date and (one.char_start, one.char_end) == (0, len(part))


def led(lines: Sequence[HeadLine], prose: int) -> PartialDate | None:
    """The day that opens the prose before a dash, in a text that is no chronicle: "01.10.2009 - The minister said"."""
    if prose >= len(lines) or entries(lines) >= MANY - 1:
        return None
    line = lines[prose]
    one = _expression(line)
    whole = one is not None and line.date and line.date.day and not one.char_start
    return line.date if whole and one and _LEAD.match(line.plain[one.char_end :]) and line.text[:1].isdigit() else None


def _near(lines: Sequence[HeadLine], prose: int, end: int | None = None) -> list[HeadLine]:
    """The lines of the head, and the first of the prose where no `end` is given, in which a date may be that of the document."""
    around = _around(lines, prose)
    return [
        line
        for number, line in enumerate(lines[: prose + 2 if end is None else end])
        if number >= _reach(lines, prose)
        and (number < around or prose <= number < _furniture(lines, prose))
        and not line.only_date
        and not UPDATED.match(line.bare)
        and not _NOT_OWN.match(line.bare)
    ]


def closing(lines: Sequence[HeadLine], tail: Sequence[HeadLine]) -> PartialDate | None:
    """The day that ends a letter, a statement or a report: the only one among the last lines, which stand below no other articles."""
    if any(AROUND.fullmatch(line.bare) for line in tail) or entries(lines) >= MANY:
        return None
    own = [line for line in tail if line.date and line.date.day and not _NOT_OWN.match(line.bare) and (line.only_date or _is_stamp(line))]
    last = [line for line in own if line in tail[-4:] and len(line.text) < 160]
    return last[0].date if len({line.date for line in own}) == 1 and last else None


def held(body: str, lines: Sequence[HeadLine], prose: int, day_first: bool | None) -> PartialDate | None:
    """When a speech, an interview or a hearing is said to have been held, or the text to have appeared, in the first or last lines.

    Of what the prose tells only days count: a speech held in some month is mostly another's.
    """
    opening, ending = spelled(body[:1500], day_first), spelled(body[-600:], day_first)
    for pattern, part in ((_HELD, opening), (_HELD, ending), (_APPEARED, opening), (_APPEARED, ending)):
        for found in _said_after(pattern, part):
            if found.day or pattern is _APPEARED:
                return found
    return next((found for line in _near(lines, prose, prose) for found in _said_after(_HELD, line.plain)), None)


def _said_after(pattern: re.Pattern[str], text: str) -> Iterator[PartialDate]:
    """The days and months that come right behind what a pattern finds."""
    for said in pattern.finditer(text):
        found = next((one for one in expressions(text[said.end() : said.end() + 40], None) if one.char_start == 0 and one.start), None)
        if found and found.start and found.start.month and found.kind == "point":
            yield found.start


def entries(lines: Sequence[HeadLine]) -> int:
    """How many lines begin with a date and go on, as the entries of a chronicle do: "3 May 1951 - …", "1998: …"."""
    return sum(1 for line in lines if _ENTRY.match(line.plain))


def _expression(line: HeadLine) -> Expression | None:
    return next((one for one in expressions(line.plain, None) if one.start == line.date), None)


def _is_stamp(line: HeadLine) -> bool:
    date = _expression(line)
    if date is None or len(line.text) >= MAX_LINE:
        return False
    before, after = line.plain[: date.char_start], line.plain[date.char_end :]
    placed = _PLACED.match(before)
    if placed and placed.end() == len(before):
        return True
    marked = line.text.startswith(("*", "_", "(", "["))
    # "The talks opened on 3 June 2025." is a sentence, however short: its day is that of what it tells.
    if not marked and (line.prose or (line.wordy and after in (".", "!", "?"))):
        return False
    if date.char_start == 0 and re.match(r"\s(?:by|[|])\s[A-Z]", after):
        return True
    if date.char_start == 0 and "|" not in after[:3] and len(re.findall(r"[^\W\d_]{2,}", after)) > 3:
        return False
    whole = any(_SECONDS.sub("", part.strip(" ,*_")) == line.plain[date.char_start : date.char_end] for part in _PARTS.split(line.plain))
    return whole or bool(_DATED.fullmatch(before)) or bool(_BEFORE_STAMP.search(before) and re.fullmatch(_CLOCK, after))


def copyright_year(tail: Sequence[HeadLine]) -> PartialDate | None:
    """The year of the only copyright line."""
    years = {found[1] for line in tail if (found := _COPYRIGHT.search(line.text))}
    return partial(int(years.pop())) if len(years) == 1 else None


def _furniture(lines: Sequence[HeadLine], prose: int) -> int:
    """Where the lists of other articles begin below the prose."""
    return next((number for number in range(prose, min(len(lines), prose + BELOW)) if AROUND.fullmatch(lines[number].bare)), len(lines))


def _signed(lines: Sequence[HeadLine], number: int) -> bool:
    """True where the author's line stands beside."""
    return any(BYLINE.match(line.bare) and len(line.bare) < 120 for line in lines[max(0, number - 2) : number + 2])


def _chronicle(lines: Sequence[HeadLine], chosen: int) -> bool:
    """True where dates are the headings or items of a list: a chronicle dates its entries so, not itself."""
    marked = lines[chosen].text[:1] in "#*-•"
    return marked and sum(1 for line in lines[chosen + 1 :] if line.only_date and line.text[:1] in "#*-•") >= 2
