"""The wording of dates, as regular expressions: a name for each wording, the most telling first."""

from __future__ import annotations

import re
from functools import cache

from .clock import words

YEAR = r"(?:1[5-9]|20)\d\d"
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_MONTH = rf"(?P<m>{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_ANY_CASE = rf"(?P<m>(?i:{_MONTHS}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec))"
_DAY = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_LAST_DAY = r"(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
# "Wednesday, 21 November"; "on Wednesday (21 November)"
_ON_WEEKDAY = rf"(?:\b(?:{_WEEKDAYS}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.?,?\s{{1,3}}(?:the\s|[(\[])?)?"
_TO = r"\s?(?:-|–|—|&[nm]dash;|\bto\b|\band\b|\buntil\b|\bthrough\b)\s?"
# The year behind a month or a day: 2025, ", 2025", "last year", "of that year".
_RELATIVE = r"(?P<rel>last|this|next|that|the same|the next|the following|the previous)\s(?:calendar\s)?year"
_WITH_YEAR = rf"(?:,?\s{{1,3}}(?:of\s)?(?P<y>{YEAR})(?![\d,]\d|%)|,?\s(?:of\s)?{_RELATIVE}\b)?"
_PART = (
    r"(?:\b(?i:(?:the\s)?(?:very\s)?(?:early|late|later|earlier|mid|middle|start|end|beginning|close|height|first half|second half)"
    r"(?:\s(?:of|in))?[-\s]{1,2}(?:the\s)?))?"
)
_SEASON = "[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter"
_ORDINALS = (
    r"(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|third|fourth|fifth|sixth|seventh|eighth"
    r"|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth"
)
_COUNT = (
    r"(?P<n>\d{1,3}|(?i:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty))"
    r"\s(?P<unit>day|week|fortnight|month|year)s?"
)
# How a chronicle writes its days at the start of a line: 06/27 or 27/06.
LISTED = r"(?:^|(?<=\n))[^\w\n]{0,20}(?<!\d)(?P<a>\d\d)/(?P<b>\d\d)\b(?!/)"
_NOT_A_CURRENCY = r"(?<![\d.,/$€£#-])"
_FORMER = r"\w{2,12}ed|seen|known|held|close|friendly|strong|loyal|hostile|part|firm|his|her|its|their"


@cache
def patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Name of the wording, pattern. An earlier pattern takes the characters; groups: y, m, d, d2, y2, n, unit, which, …"""
    table = (
        ("numeric", rf"(?<![\d./-])(?P<y>{YEAR})(?P<s>[-/.])(?P<m>\d\d?)(?P=s)(?P<d>\d\d?)(?![\d/]|-\d\d\d)"),
        ("days", rf"{_ON_WEEKDAY}\b{_DAY}{_TO}{_LAST_DAY}\s{{1,3}}(?:of\s)?{_MONTH}{_WITH_YEAR}(?!\w)"),
        ("day", rf"(?<![\d./-])(?P<d>\d\d?)[- ]{_ANY_CASE}[- ](?P<y>{YEAR})\b"),
        ("day", rf"(?<![\d./-])(?P<y>{YEAR}),?[ -]{_ANY_CASE}\.?[ -](?P<d>\d\d?)\b(?!\s?[-–]\s?\d)"),
        ("numeric", rf"(?<![\d./-])(?P<d>\d\d?)\.(?P<m>\d\d?)\.(?P<y>{YEAR})\b"),
        ("slashed", rf"(?<![\d./-])(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>{YEAR})\b"),
        ("listed", LISTED),
        ("year_month", rf"(?<![\d./-])(?P<y>{YEAR})-(?P<m>0[1-9]|1[0-2])(?![\d-])"),
        ("days", rf"{_ON_WEEKDAY}\b{_MONTH}\s{{1,3}}{_DAY}{_TO}{_LAST_DAY}\b{_WITH_YEAR}(?!\w)"),
        ("day", rf"{_ON_WEEKDAY}(?<![\d.,])\b{_DAY}\s{{1,3}}(?:of\s)?{_MONTH}{_WITH_YEAR}(?!\w)"),
        ("day", rf"{_ON_WEEKDAY}\b{_MONTH}\s{{1,3}}(?:the\s)?{_DAY}(?!\d|[.,:]\d){_WITH_YEAR}(?!\w|%)"),
        ("months", rf"\b{_MONTH}{_TO}(?P<m2>{_MONTHS}|{_SHORT_MONTHS})\b\.?(?!\s{{1,3}}\d\d?\b){_WITH_YEAR}"),
        ("ordinal", rf"\b(?:the\s)?(?P<word>{_ORDINALS})\s(?:day\s)?of\s{_MONTH}{_WITH_YEAR}"),
        (
            "nth",
            r"\b(?:on|until|since|by|of|before|after)\sthe\s(?P<d>[0-3]?\d)(?:st|nd|rd|th)"
            r"(?=\s?[.,;:)]|\s(?:and|but|inst|ult|of (?:this|last) month)\b|$)",
        ),
        ("month", rf"{_PART}\b{_MONTH},?\s{{1,3}}(?:of\s)?(?:(?P<y>{YEAR})(?![\d,]\d|\w)|{_RELATIVE}\b)"),
        ("holiday", rf"\b(?P<name>{'|'.join(map(re.escape, words().holidays))})\b{_WITH_YEAR}"),
        ("which_month", rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext|[Tt]hat)\s(?P<m>{_MONTHS})\b"),
        ("bare_month", rf"{_PART}\b(?P<m>{_MONTHS})\b(?!\s\d)"),
        ("weekday_week", rf"\b(?P<wd>{_WEEKDAYS})(?:\s(?:morning|afternoon|evening|night))?\s(?:of\s)?(?P<which>last|this|next)\sweek\b"),
        ("weekday", rf"\b(?:(?P<which>[Ll]ast|past|[Tt]his|[Nn]ext|coming|following)\s)?(?P<wd>{_WEEKDAYS})\b"),
        (
            "named_day",
            r"(?i:\b(?:the\s)?(?P<word>day before yesterday|day after tomorrow|last night|today|tonight|yesterday|tomorrow|overnight"
            r"|this (?:morning|afternoon|evening))\b)",
        ),
        (
            "period",
            r"\b(?:(?:[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater|in|the end of)\s)?"
            r"(?P<which>[Ll]ast|[Tt]his|[Nn]ext|past|previous|coming|current)\s(?P<unit>week|weekend|month|year)\b",
        ),
        (
            "period",
            r"\b(?:(?:[Ee]arlier|[Ll]ater)\sin|(?:end|start|beginning|middle|close)\sof)\s(?P<which>the)\s(?P<unit>week|month|year)\b(?!\s(?:before|after))",
        ),
        ("weekend", r"\b(?:at|on|over|during)\sthe\s(?:past\s|last\s)?weekend\b"),
        (
            "soon",
            r"\b(?:(?P<unit>[Hh]ours|[Mm]inutes)\s(?:later|after(?:ward)?s?)|[Ww]ithin\s(?:hours|minutes))(?=\s?[.,;]|$|\s(?:the|he|she|it|they|[A-Z]))",
        ),
        ("season", rf"\b(?P<which>[Ll]ast|[Tt]his|[Nn]ext|past|[Tt]hat|the same)\s(?P<season>{_SEASON})\b"),
        (
            "running",
            rf"\b(?P<prep>[Ff]or|[Oo]ver|[Ii]n|[Ww]ithin)\s(?:(?:more than|at least|almost|nearly)\s)?the\s(?:past|last)\s{_COUNT}\b",
        ),
        (
            "lately",
            r"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin|[Ff]or)\s(?:the\s)?(?:recent|(?:past|last)(?:\s(?:few|several|couple\sof))?)\s(?P<unit>days|weeks|months)\b(?!\sof\b)",
        ),
        (
            "soon_ahead",
            r"\b(?:[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin)\sthe\s(?:next|coming)(?:\s(?:few|several|couple\sof))?\s(?P<unit>days|weeks|months)\b",
        ),
        ("then", r"\b(?:[Ee]ver\s)?[Ss]ince then\b|\b[Ff]rom then on\b"),
        ("ago", rf"\b{_COUNT}\sago\b"),
        # "a day after he had met them": counts back from the date that the sentence has told.
        ("apart", rf"\b{_COUNT}\s(?P<dir>before|after)\b(?=\s\w)"),
        # "two days after the raid" counts from the raid, which is not known here.
        (
            "later",
            rf"\b{_COUNT}\s(?P<dir>later|earlier|(?:before|after|on)(?!\s(?:the|an?|his|her|its|their|that|this|[A-Z]|\w+ing)))\b",
        ),
        (
            "vaguely",
            r"\b(?i:(?:(?:a )?few|several|some|many|a couple of|couple of)\s)?(?P<unit>(?i:days|weeks|months|years))\s"
            r"(?P<dir>later|earlier|before(?=\s?[.,;])|after(?=\s?[.,;]))"
            r"|\b[Ff]or\s(?:an?\s|many\s|several\s|some\s|most of\s|\w{3,9}\s|\d{1,3}\s)?"
            r"(?:decades?|years|months|weeks|centuries|generations)\b",
        ),
        (
            "neighbour",
            r"\b(?i:the|on that|that|in that|the very)\s(?P<which>following|next|previous|preceding|same)\s"
            r"(?P<unit>day|night|morning|evening|afternoon|week|month|year)\b",
        ),
        ("neighbour", r"\b(?:[Ee]arlier|[Ll]ater)\s(?:in|on)\s(?P<which>the)\s(?P<unit>day)\b"),
        ("neighbour", r"(?:^|(?<=\s))(?P<which>[Tt]hat)\s(?P<unit>day|week|month|year)\b(?!['’])"),
        ("day_before", r"\b[Tt]he\sday\s(?P<dir>before|after)(?=\s?[.,;]|$)"),
        ("years", rf"{_NOT_A_CURRENCY}\b(?P<y>{YEAR})\s?[-–—/]\s?(?P<y2>{YEAR}|\d\d)(?![\d,.%]\d|\w|%)"),
        ("decade", rf"{_PART}\b(?P<y>(?:1[5-9]|20)\d0)['’]?s\b"),
        ("told_year", rf"(?:^|(?<=[.;] ))(?:The year )?(?P<y>{YEAR})(?=\s(?:also\s)?(?:saw|sees|witnessed|brought|marked|marks)\b)"),
        ("year", rf"(?:\b(?:{_SEASON})(?:\s(?:of|in))?\s|{_PART})(?<![\d.,/$€£#])\b(?P<y>{YEAR})\b(?![\d,.:/]\d|%|['’]?[a-rt-z])"),
        (
            "vague",
            r"\b(?:years|decades|centuries|generations|long|some time)\sago\b"
            r"|\b(?:[Ii]n the (?:distant )?past|[Pp]reviously|[Ff]ormerly|[Tt]raditionally|[Hh]istorically)\b"
            rf"|\b(?:was|were|had|who|which|that)\sonce\b|\bonce(?=-\w)|\b[Oo]nce(?=\s(?:an?|{_FORMER})\b)",
        ),
    )
    return tuple((name, re.compile(pattern)) for name, pattern in table)


# What a text must hold, in small letters, for a wording to be looked for: most sentences hold next to none of it.
DIGITS: tuple[str, ...] = ("0-9",)
_NAMES = tuple(name.lower()[:3] for name in words().months)
_UNITS = ("day", "week", "fortnight", "month", "year")
NEEDS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("numeric", "days", "day", "slashed", "listed", "year_month", "nth", "years", "decade", "told_year", "year"), DIGITS),
    **dict.fromkeys(("months", "ordinal", "month", "which_month", "bare_month"), _NAMES),
    "holiday": ("day", "eve"),
    "weekday_week": ("week",),
    "weekday": ("day",),
    "named_day": ("day", "night", "tomorrow", "this morning", "this afternoon", "this evening"),
    "period": ("week", "month", "year"),
    "weekend": ("weekend",),
    "soon": ("hours", "minutes"),
    "season": ("spring", "summer", "autumn", "fall", "winter"),
    "running": ("past", "last"),
    "lately": ("recent", "past", "last"),
    "soon_ahead": ("next", "coming"),
    "then": (" then",),
    "vaguely": ("days", "weeks", "months", "years", "decade", "centuries", "generations"),
    "ago": (" ago",),
    **dict.fromkeys(("apart", "later"), _UNITS),
    "neighbour": (*_UNITS, "night", "morning", "evening", "afternoon"),
    "day_before": ("the day",),
    "vague": ("ago", "past", "previously", "formerly", "traditionally", "historically", "once"),
}

# What comes before a bare month whose name is a word too (May, March), so that it is a month.
MONTH_BEFORE = re.compile(
    rf"\b(?:{_MONTHS})\s(?:and|or|to|until|through)\s$|\b(?i:recently|early|late|soon)\sas\s$|"
    r"(?i:\b(in|since|until|till|by|of|from|during|through|before|after|between|early|late|mid|last|this|next|an?|the|its|their|his|her)"
    r"[\s-]{1,2}$|['’]s?\s$)"
)
# What makes a date describe the noun behind it.
ATTRIBUTE_BEFORE = re.compile(r"(?:\b(?i:an?|the|its|their|his|her|our|this|that|of)\s|['’]s?\s)$")
# The same with an adjective between: "a bloody 2008 assault". Not "a total 2008 votes", "the number 2008 bus".
DESCRIBED_BEFORE = re.compile(
    r"\b(?i:an?|the|its|their|his|her|our)\s(?!(?:total|record|number|flight|room|article|resolution|some|about|over|nearly|highest|further)\b)"
    r"[a-z-]{3,15}\s$"
)
YEAR_BEFORE = re.compile(
    r"(?i:\b(?:in|between|since|from|until|till|by|during|before|after|through|around|circa|year|back in|as of|prior to"
    r"|(?:early|late|recently) as|later than|fiscal|fiscal year|FY|Q[1-4]|quarter of|half of|back to|wake of|class of"
    r"|(?:spring|summer|autumn|fall|winter|end|start|beginning|middle|half)\sof)\s{1,3}(?:about\s|around\s)?$)"
)
# "the treaty of 1920", not "a total of 1920".
OF_BEFORE = re.compile(
    r"\b(?!total|number|sum|population|height|altitude|price|cost|average|minimum|maximum|rate|speed|length|weight|score|record|distance"
    r"|membership|crowd|force|fleet|count|group|size|loss|profit|share|fine|rest|most|some|many|each|none|room|page|line|out|all)[a-z]{3,}\sof\s$"
)
LISTED_YEAR_BEFORE = re.compile(rf"\b{YEAR}(?:,|,? (?:and|or|then))\s$")
SECOND_YEAR_BEFORE = re.compile(rf"\b(?i:in|between|from|since|until)\b.{{0,40}}\b{YEAR}\b.{{0,40}}\b(?:and|or|to|until|through)\s$")
LINE_START = re.compile(r"(?:^|\n)[ \t]{0,20}(?:[*•–—-][ \t]{1,3})?(?:\*\*)?$")
# Words that say that the thing lies ahead, looked for in the clause before a date; and those that say it lies ahead or lay so.
CLAUSE_BREAK = re.compile(r"[.;,:()]|\b(?:said|says|told|that|announced|after|because|when|who|which|whom|where)\b")
PLANNED = re.compile(
    r"(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\bits )(?<!\btheir )(?<!\bpolitical )\bwill\b"
    r"|\b(?:shall|due|scheduled|slated|upcoming|forthcoming|ahead of"
    r"|(?:plan|expect|intend|hope|aim|prepar|propos|promis|pledg|agre|offer|threaten)(?:s|es|e|ed|d|ing|ned|ning)? to"
    r"|(?:may|might)(?! have\b)"
    r"|(?:could|can|would) [^.;]{0,60}as (?:early|soon) as|(?:is|are) (?:to|expected|set|planned)|going to)\b|['’]ll\b"
)
PERHAPS_PLANNED = re.compile(
    r"\b(?:would|set to|(?:leave|arrive|depart|travel|meet|visit|begin|start|open|head|host|convene)s|flies"
    r"|arriving|leaving|meeting|visiting)\b"
)
