"""The heads of a chronicle's entries, however they are written, and how far each reaches; what is no chronicle."""

from __future__ import annotations

import pytest

from volteface.graph.dates import PartialDate
from volteface.loaders.reading.dates.chronicle import chronicle
from volteface.loaders.reading.dates.lines import behind_heads
from volteface.loaders.reading.sentences import sentences

NEWS = ("Kenya attacks Uganda.", "Peru condemns Chile.", "Norway fines Belarus.", "Ghana signs an agreement with Togo.")
ISO = ("1954-02-14", "1956-11-03", "1957-06-21", "1961-09-30")
AMERICAN = ("February 14, 1954", "November 3, 1956", "June 21, 1957", "September 30, 1961")
BRITISH = ("14 February 1954", "3 November 1956", "21 June 1957", "30 September 1961")
SHORT = ("14 Feb. 1954", "3 Nov. 1956", "21 June 1957", "30 Sept. 1961")
SHOUTED = ("14 FEBRUARY 1954", "3 NOV 1956", "21 JUNE 1957", "30 SEPT. 1961")
MONTHS = ("February 1954", "November 1956", "June 1957", "September 1961")
YEARS = ("1954", "1956", "1957", "1961")
PARTS = ("Early 1954", "Late 1956", "Mid-1957", "Summer 1961")
DOTTED = ("14.02.1954", "03.11.1956", "21.06.1957", "30.09.1961")
SLASHED = ("14/02/1954", "03/11/1956", "21/06/1957", "30/09/1961")


def periods(text: str, published: str | None = None) -> list[str | None]:
    """The start of the entry in which each line of news stands."""
    found = chronicle(text, PartialDate.parse(published) if published else None)
    places = [text.find(news[:-1]) for news in NEWS if news[:-1] in text]
    return [str(period.start) if (period := found.at(place)) else None for place in places]


@pytest.mark.parametrize(
    ("entry", "dates", "between"),
    [
        ("▲ __{}. A Title Here.__ _{}_", AMERICAN, "\n\n![a view](https://example.org/a.png)\n"),
        ("__{}. A Title Here.__ _{}_", MONTHS, "\n\n"),
        ("**{}**: {}", AMERICAN, "\n\n"),
        ("**{}:** {}", BRITISH, "\n\n"),
        ("**{}** {}", BRITISH, "\n\n"),
        ("- **{}** {}", SHORT, "\n"),
        ("* {} – {}", SHORT, "\n"),
        ("■ {} {}", BRITISH, "\n"),
        ("► {}: {}", BRITISH, "\n"),
        ("{}: {}", YEARS, "\n"),
        ("{} {}", YEARS, "\n"),
        ("{}\t{}", YEARS, "\n"),
        ("({}) {}", YEARS, "\n"),
        ("[{}] {}", ISO, "\n"),
        ("{} | {}", ISO, "\n"),
        ("{}: {}", PARTS, "\n"),
        ("{} -- {}", SHOUTED, "\n"),
        ("{} - {}", DOTTED, "\n"),
        ("{} {}", SLASHED, "\n\n"),
        ("Sunday, {}: {}", AMERICAN, "\n"),
        ("{}\n{}", AMERICAN, "\n\n"),
        ("{}:\n{}", BRITISH, "\n\n"),
        ("### {}\n\n{}", BRITISH, "\n\n"),
        ("## {}: a border burns\n\n{}", BRITISH, "\n\n"),
        ("== A border burns ({}) ==\n\n{}", YEARS, "\n\n"),
        ("<li><strong>{}:</strong> {}</li>", BRITISH, "\n"),
        ("'''{}''': {}", BRITISH, "\n"),
        ("| {} | {} |", MONTHS, "\n"),
        ("| 1 | {} | {} |", ISO, "\n"),
        ("* [{}](https://example.org/1): {}", BRITISH, "\n"),
        ("{} Rain falls on the hills. {}", tuple(f"{year}:" for year in YEARS), "\n"),
    ],
)
def test_heads_of_every_make(entry: str, dates: tuple[str, ...], between: str) -> None:
    wanted = {ISO: ISO, MONTHS: ("1954-02", "1956-11", "1957-06", "1961-09")}
    days = (AMERICAN, BRITISH, SHORT, SHOUTED, DOTTED, SLASHED)
    expected = ISO if dates in days else wanted.get(dates, YEARS)
    text = "A short chronicle of some lands\n\n" + between.join(entry.format(*one) for one in zip(dates, NEWS, strict=True))
    assert periods(text) == list(expected)
    numbered = between.join(f"{number}. {entry.format(*one)}" for number, one in enumerate(zip(dates, NEWS, strict=True), 1))
    if "\n" not in entry and (entry[0] == "{" or entry[:2] == "**"):
        assert periods(numbered) == list(expected)


def test_dates_behind_the_news() -> None:
    for ending in ("{} ({})", "- {} – {}", "- {} [{}]"):
        text = "\n".join(ending.format(news[:-1], date) for news, date in zip(NEWS, BRITISH, strict=True))
        assert periods(text) == list(ISO)


def test_spans_keep_both_ends() -> None:
    dates = ("14-16 February 1954", "3–9 November 1956", "June 21, 1957 – June 23, 1957", "30 September - 2 October 1961")
    text = "\n".join(f"▲ __{date}. 1950 Years On.__ {news}" for date, news in zip(dates, NEWS, strict=True))
    assert periods(text) == list(ISO)
    last = chronicle(text, None).at(len(text) - 5)
    assert last
    assert str(last.end) == "1961-10-02"
    years = "\n".join(f"{date}: {news}" for date, news in zip(("1954-1956", "1956–57", "1957–1960", "1961-63"), NEWS, strict=True))
    assert periods(years) == list(YEARS)


def test_years_months_and_days_one_below_the_other() -> None:
    text = "== 1991 ==\n\nJANUARY\n\n14: {}\n\n20: {}\n\nMARCH\n\n3: {}\n\n== 1992 ==\n\nMAY\n\n9: {}"
    assert periods(text.format(*NEWS)) == ["1991-01-14", "1991-01-20", "1991-03-03", "1992-05-09"]
    text = "## 1991\n\n### January\n\n* {}\n* {}\n\n### March\n\n* {}\n\n## 1992\n\n### May\n\n* {}"
    assert periods(text.format(*NEWS)) == ["1991-01", "1991-01", "1991-03", "1992-05"]
    text = "**1991**\n\n**14 January** {}\n\n**20 January** {}\n\n**1992**\n\n**3 March** {}\n\n**9 May** {}"
    assert periods(text.format(*NEWS)) == ["1991-01-14", "1991-01-20", "1992-03-03", "1992-05-09"]
    text = "January 1991\n\n14th: {}\n\n20th: {}\n\nMarch 1992\n\n3rd: {}\n\n9th: {}"
    assert periods(text.format(*NEWS)) == ["1991-01-14", "1991-01-20", "1992-03-03", "1992-03-09"]
    text = "* 1991\n  * 01/14: {}\n  * [01/20](https://example.org/a):\n    {}\n* 1992\n  * 03/03: {}\n  * 05/30: {}"
    assert periods(text.format(*NEWS)) == ["1991-01-14", "1991-01-20", "1992-03-03", "1992-05-30"]


def test_the_year_of_the_title_and_of_the_page() -> None:
    text = "Timeline of 1991 in some lands\n\nJan. 14 - {}\n\nJan. 20 - {}\n\nMarch 3 - {}\n\nMay 9 - {}"
    assert periods(text.format(*NEWS)) == ["1991-01-14", "1991-01-20", "1991-03-03", "1991-05-09"]
    text = text.replace("of 1991 in", "of the war in")
    assert periods(text.format(*NEWS), "2024-06-20") == ["2024-01-14", "2024-01-20", "2024-03-03", "2024-05-09"]
    assert periods(text.format(*NEWS)) == [None] * 4


def test_how_far_an_entry_reaches() -> None:
    items = "* 1954: Rain fell.\n* Kenya attacks Uganda.\n* 1956: Snow fell.\n  Peru condemns Chile.\n* 1957: Hail fell.\n"
    assert periods(items) == [None, "1956"]
    below = "**1954:** Rain fell.\n\nKenya attacks Uganda.\n\n**1956:** Snow fell.\n\n**1957:** Hail fell.\n\nPeru condemns Chile.\n"
    assert periods(below) == ["1954", None]
    after = "## 1954\n\nRain fell on the hills.\n\n## 1956\n\nSnow fell on the hills."
    after += "\n\n## 1957\n\n### The hills\n\nKenya attacks Uganda.\n\n# Notes\n\nPeru condemns Chile.\n"
    assert periods(after) == ["1957", None]


@pytest.mark.parametrize(
    "text",
    [
        # the line of the page's own date
        "14 February 1954\n\nKenya attacks Uganda.\n",
        # years that open sentences
        "1954 was wet. Kenya attacks Uganda.\n\n1956 saw snow.\n\n1957 came and went.\n\n1961 passed.\n",
        # numbers that are no years
        "2000 tonnes were sold. Kenya attacks Uganda.\n\n1950 cows were lost.\n\n1980 people came.\n",
        # the books at the end, out of order
        "Kenya attacks Uganda.\n\n1. A. Baker, Hills (1971)\n2. B. Carter, Rain (1954)\n3. C. Dyer, Lands (1999)\n4. E. Fox (1950)\n",
        # a list of dates, with nothing told of them
        "1954\n1956\n1957\n1961\n\nKenya attacks Uganda.\n",
    ],
)
def test_what_is_no_chronicle(text: str) -> None:
    assert periods(text) == [None]


def test_days_of_other_articles_on_a_dated_page() -> None:
    text = "A ship is sold today\nJuly 4, 2025\nKenya attacks Uganda.\nJuly 3, 2025\n"
    text += "A fox is seen in a garden\nJuly 2, 2025\nA hen is not seen\n"
    assert periods(text, "2025-07-05") == [None]
    assert periods(text, "2026-07-05") == ["2025-07-04"]


def test_the_news_is_read_without_its_date() -> None:
    text = "14 February 1954 Kenya attacks Uganda.\n\n**3 November 1956** Peru condemns Chile.\n\n[21 June 1957] Norway fines Belarus.\n\n"
    text += "1961 Ghana signs an agreement with Togo.\n\n1962 Mali sends an envoy.\n\n1963 Chad sends another.\n"
    found = chronicle(text, None)
    read = behind_heads(sentences(text), found)
    assert [one.clean for one in read][:4] == ["Kenya attacks Uganda.", "Peru condemns Chile.", NEWS[2], NEWS[3]]
    for one in read:
        assert text[one.start : one.end].startswith(one.clean[:5])
        assert len(one.offsets) == len(one.clean)


def test_month_behind_the_year_and_cells_for_both() -> None:
    dates = ("1954 February", "1956 August", "1957 May", "1961 Sept.")
    months = ["1954-02", "1956-08", "1957-05", "1961-09"]
    assert periods("\n\n".join(f"{date} - {news}" for date, news in zip(dates, NEWS, strict=True))) == months
    rows = "\n".join(f"| {date.replace(' ', ' | ')} | {news} |" for date, news in zip(dates, NEWS, strict=True))
    assert periods("| Year | Month | Event |\n|---|---|---|\n" + rows) == months


def test_the_day_of_the_page_heads_no_entries() -> None:
    text = "Two lands\n\n5 December 2018\n\nKey events:\n\n1954 - {}\n\n1956 - {}\n\nWar in the hills\n\n1957 - {}\n\n1961 - {}\n"
    assert periods(text.format(*NEWS)) == list(YEARS)


def test_posts_are_told_on_their_day() -> None:
    text = "A ship is sold\n\nPosted on 12 June 2007 by admin\n\n{}\n\nA hen is lost\n\nPosted on 3 May 2007 by admin\n\n{}\n"
    found = chronicle(text.format(*NEWS[:2]), None)
    periods = [found.at(text.format(*NEWS[:2]).find(news)) for news in NEWS[:2]]
    assert [(str(one.start), one.posted) for one in periods if one] == [("2007-06-12", True), ("2007-05-03", True)]
    assert not chronicle("A ship is sold\n\nPosted on 12 June 2007 by admin\n\nKenya attacks Uganda.\n", None).heads
