"""Date expressions: what is certain of each against the day of publication, and what is no date at all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate
from volteface.loaders.formats import text as plain_text
from volteface.loaders.reading.dates.dating import Expression, expressions, pick, told

GOLD = Path(__file__).resolve().parents[5] / "shared" / "gold" / "dev"
# Texts kept for judging what was built, never for building it.
KEPT_APART = {f"d{number}" for number in range(29, 41)}
# A Thursday.
PUBLISHED = PartialDate(2025, 7, 3)


def day(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None


def said(text: str, published: str | None = "2025-07-03", anchor: str | None = None) -> list[tuple[str, str | None, str | None, str]]:
    """Words, start, end and kind of each expression."""
    found = expressions(text, day(published), day(anchor))
    return [(text[e.char_start : e.char_end], str(e.start) if e.start else None, str(e.end) if e.end else None, e.kind) for e in found]


def point(text: str, published: str | None = "2025-07-03", anchor: str | None = None) -> str | None:
    """The start of the only expression, which is a point; None without one."""
    found = said(text, published, anchor)
    assert len(found) <= 1
    assert all(end is None and kind == "point" for _, _, end, kind in found)
    return found[0][1] if found else None


@pytest.mark.parametrize(
    ("text", "start"),
    [
        # the day
        ("Kenya paid on 27 June 2025.", "2025-06-27"),
        ("Kenya paid on June 27, 2025, in full.", "2025-06-27"),
        ("Kenya paid on the 27th of June, 2025.", "2025-06-27"),
        ("Kenya paid on Friday, June 27 2025.", "2025-06-27"),
        ("Kenya paid (Fri 27 Jun. 2025).", "2025-06-27"),
        ("Kenya paid on 2025-06-27T10:00:00Z.", "2025-06-27"),
        ("Kenya paid on 27.06.2025 in full", "2025-06-27"),
        ("Kenya paid on 27/06/2025 in full", "2025-06-27"),
        ("Kenya paid on 06/27/2025 in full", "2025-06-27"),
        ("27-JUN-2025 08:57", "2025-06-27"),
        ("Kenya paid on Sept. 3 in full.", "2024-09-03"),
        # the month, the year
        ("Kenya paid in June 2025.", "2025-06"),
        ("Kenya paid in early June, 2025.", "2025-06"),
        ("Kenya paid at the end of June of 2025.", "2025-06"),
        ("Kenya paid in 2025-06.", "2025-06"),
        ("Kenya paid on 05/06/2025.", "2025"),
        ("Kenya paid on 06/06/2025.", "2025-06-06"),
        ("Kenya paid in 2023.", "2023"),
        ("In early 2024 Kenya paid.", "2024"),
        ("Kenya paid in the summer of 2020.", "2020"),
        ("Kenya paid in mid-2022.", "2022"),
        ("Kenya paid in 2010-12.", "2010"),
        ("Kenya paid in fiscal 1987.", "1987"),
        ("Early 1978: Kenya paid", "1978"),
        ("ON NOVEMBER 18TH 2021 Kenya paid the whole of its debt to the bank in town.", "2021-11-18"),
        ("Kenya paid in the second quarter of 2023.", "2023"),
        ("Kenya paid in Q2 2023.", "2023"),
        ("Kenya paid as early as 1962.", "1962"),
        ("Kenya fought in the war of 1948.", "1948"),
        ("A 2003 invasion failed.", "2003"),
        ("Kenya left 2003 talks.", "2003"),
        ("Kenya paid on 1976 JAN 12.", "1976-01-12"),
        ("Kenya paid on the fifteenth of December, 1965.", "1965-12-15"),
        ("Kenya paid on the twenty-first of May 1951.", "1951-05-21"),
        ("KENYA PAID RWANDA IN FULL ON SEPT 11, 1975.", "1975-09-11"),
        ("KENYA PAID RWANDA LATE AUGUST 1975.", "1975-08"),
        # holidays
        ("Kenya paid on Christmas Day.", "2024-12-25"),
        ("Kenya paid on New Year's Eve 2022.", "2022-12-31"),
        ("Kenya paid on Victory Day.", "2025-05"),
        # a list
        ("* 1978", "1978"),
        ("1978: Kenya paid", "1978"),
        ("The war (2014) was short.", "2014"),
    ],
)
def test_dates_that_say_all(text: str, start: str) -> None:
    assert point(text) == start


@pytest.mark.parametrize(
    ("text", "published", "start"),
    [
        # a month or day without a year: the nearest, past preferred
        ("Kenya paid on 27 June.", "2025-07-03", "2025-06-27"),
        ("Kenya paid on 9 July.", "2025-07-03", "2025-07-09"),
        ("Kenya paid on 30 July.", "2025-07-03", "2024-07-30"),
        ("Kenya will pay on 30 July.", "2025-07-03", "2025-07-30"),
        ("Kenya paid on 30 December.", "2025-01-02", "2024-12-30"),
        ("Kenya pays on 2 January.", "2024-12-30", "2025-01-02"),
        ("Kenya paid on 29 February.", "2025-07-03", "2024-02-29"),
        ("Kenya paid in June.", "2025-07-03", "2025-06"),
        ("Kenya paid in July.", "2025-07-03", "2025-07"),
        ("Kenya paid in October.", "2025-07-03", "2024-10"),
        ("Kenya will pay in October.", "2025-07-03", "2025-10"),
        ("In May Kenya paid.", "2025-07-03", "2025-05"),
        ("Kenya paid in December last year.", "2025-07-03", "2024-12"),
        ("Kenya paid on 3 December of last year.", "2025-07-03", "2024-12-03"),
        ("Kenya paid last June.", "2025-07-03", "2025-06"),
        ("Kenya paid last August.", "2025-07-03", "2024-08"),
        ("Kenya pays next May.", "2025-07-03", "2026-05"),
        ("Kenya paid on 27 June.", "2025-07", "2025-06-27"),
        ("Kenya paid on 27 June.", "2025", "2025-06-27"),
        # days of the week
        ("Kenya paid on Thursday.", "2025-07-03", "2025-07-03"),
        ("Kenya paid on Friday.", "2025-07-03", "2025-06-27"),
        ("Kenya paid last Thursday.", "2025-07-03", "2025-06-26"),
        ("Kenya will pay on Friday.", "2025-07-03", "2025-07-04"),
        ("Kenya said on Friday that Uganda will pay.", "2025-07-03", "2025-06-27"),
        ("The minister leaves on Friday.", "2025-07-03", "2025-07-04"),
        ("It hoped that talks would begin on Wednesday.", "2025-07-03", "2025-07-02"),
        ("Kenya pays next Friday.", "2025-07-03", "2025-07-04"),
        ("Kenya paid on Friday.", "2025-07", None),
        ("Kenya paid on Friday last week.", "2025-07-10", "2025-07-04"),
        ("Kenya paid over the weekend.", "2025-07-10", "2025-07"),
        ("Kenya paid at the weekend.", "2025-02-02", "2025-02"),
        # 31 May and 1 June
        ("Kenya paid over the weekend.", "2025-06-04", "2025"),
        # a noun is no auxiliary
        ("Kenya had the will to pay on Friday.", "2025-07-03", "2025-06-27"),
        ("They spoke of the soldiers who on Monday will march.", "2025-07-03", "2025-07-07"),
        # the day of a month told before, or of the last such day
        ("Kenya paid on the 25th.", "2025-07-03", "2025-06-25"),
        ("Kenya paid on the 2nd.", "2025-07-03", "2025-07-02"),
        ("Kenya paid on the 25th inst.", "1912-07-30", "1912-07-25"),
        ("Kenya paid on the 25th ult.", "1912-07-03", "1912-06-25"),
        ("Kenya pays later in the month.", "2025-07-03", "2025-07"),
        ("May's summit failed.", "2025-07-03", "2025-05"),
        # counted from the day of publication
        ("Kenya paid today.", "2025-07-03", "2025-07-03"),
        ("Kenya paid this morning.", "2025-07-03", "2025-07-03"),
        ("Kenya paid yesterday.", "2025-01-01", "2024-12-31"),
        ("Kenya paid the day before yesterday.", "2025-07-03", "2025-07-01"),
        ("Kenya pays tomorrow.", "2025-07-03", "2025-07-04"),
        # 30 June to 6 July
        ("Kenya paid last week.", "2025-07-10", "2025"),
        ("Kenya paid last week.", "2025-07-18", "2025-07"),
        # 29 December to 4 January
        ("Kenya paid this week.", "2025-12-30", None),
        ("Kenya paid last month.", "2025-01-15", "2024-12"),
        ("Kenya paid last year.", "2025-07-03", "2024"),
        ("Earlier this year Kenya paid.", "2025-07", "2025"),
        ("Kenya paid two days ago.", "2025-07-01", "2025-06-29"),
        ("A day ago Kenya paid.", "2025-07-03", "2025-07-02"),
        ("Kenya paid two weeks ago.", "2025-07-24", "2025-07"),
        ("Kenya paid three months ago.", "2025-02-28", "2024-11"),
        ("Kenya paid 10 years ago.", "2025-07-03", "2015"),
        # only what is certain
        ("Kenya paid overnight.", "2025-07-03", "2025-07"),
        ("Kenya paid overnight.", "2025-07-01", "2025"),
        ("Kenya paid overnight.", "2025-01-01", None),
        ("Kenya paid last fall.", "2025-07-03", "2024"),
        ("Kenya paid last spring.", "2025-07-03", "2025"),
        ("Kenya paid last winter.", "2025-07-03", None),
    ],
)
def test_dates_against_the_day_of_publication(text: str, published: str, start: str | None) -> None:
    assert point(text, published) == start


@pytest.mark.parametrize(
    "word", ["on 27 June", "in June", "on Friday", "yesterday", "last week", "last year", "two years ago", "overnight", "this June"]
)
def test_without_a_day_of_publication_nothing_is_guessed(word: str) -> None:
    assert said(f"Kenya paid {word}.", None) == []


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("since 2014", "since", "2014", None),
        ("ever since June 2024", "since", "2024-06", None),
        ("since Friday", "since", "2025-06-27", None),
        ("after 2014", "since", "2014", None),
        ("since the 1990s", "since", None, None),
        ("for the past three years", "since", "2022", None),
        ("until last year", "until", None, "2024"),
        ("by June 2024", "until", None, "2024-06"),
        ("before 2020", "until", None, "2020"),
        ("through 1992", "until", None, "1992"),
        ("since mid-2014", "since", "2014", None),
        ("by the end of the year", "until", None, "2025"),
        ("no later than 2030", "until", None, "2030"),
        ("April-June 1982", "span", "1982-04", "1982-06"),
        ("November to January 1982", "span", "1981-11", "1982-01"),
        ("between 1993 and 2020", "span", "1993", "2020"),
        ("from 2020 to 2023", "span", "2020", "2023"),
        ("from 1993-2003", "span", "1993", "2003"),
        ("from June 2020 until last year", "span", "2020-06", "2024"),
        ("from 3 June to 5 July 2024", "span", "2024-06-03", "2024-07-05"),
        ("18 and 19 August 2024", "span", "2024-08-18", "2024-08-19"),
        ("25 to 26 May 2024", "span", "2024-05-25", "2024-05-26"),
        ("from 27 December to 5 January 2024", "span", "2023-12-27", "2024-01-05"),
        ("23-25 April", "span", "2025-04-23", "2025-04-25"),
        ("April 23 to 25, 2024", "span", "2024-04-23", "2024-04-25"),
        ("1939–45", "span", "1939", "1945"),
        ("1990s", "span", "1990", "1999"),
        ("formerly", "past_vague", None, None),
        ("decades ago", "past_vague", None, None),
    ],
)
def test_kinds(text: str, kind: str, start: str | None, end: str | None) -> None:
    assert said(f"Kenya paid {text}.") == [(text, start, end, kind)]


def test_once() -> None:
    assert [one[3] for one in said("The two were once allies.")] == ["past_vague"]
    assert [one[3] for one in said("Once seen as partners, they part.")] == ["past_vague"]
    assert said("Once the deal is signed, Kenya pays at once.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Kenya sent 2,023 troops.",
        "A total of 1948 were found, and a crowd of 2000 came.",
        "They spoke of the September 11 attacks.",
        "Three days after the raid Kenya paid.",
        "The court found it in 2020 documents.",
        "Kenya sent more than 2023 soldiers.",
        "It cost $2020 in the shop.",
        "Theresa May said so, and Mrs May repeated it.",
        "He voted for the party led by May.",
        "The faith in May's plan was small.",
        "May 5 percent of it be lost.",
        "It may 5 times happen, may it not?",
        "They march on the capital in august company.",
        "The Sunday Times wrote of Black Friday and the October Revolution.",
        "Resolution 1973 was read in room 2020.",
        "On 31 June 2025x and 2025-13-45 nothing happens.",
        "Version 2.2023.1 costs 12.05.",
        "The score was 2019:2020 of 3000.",
        "Call 2025-1234567.",
        "August spoke to April, and June was late.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert said(text) == []


def test_a_date_that_describes_a_noun() -> None:
    for text in ("Kenya won the 2020 war.", "a 2020 offensive", "Kenya's 2020 raid", "a bloody 2020 assault", "its May raid"):
        (one,) = expressions(text, PUBLISHED)
        assert one.attributive
        assert one.kind == "point"
    assert not any(one.attributive for one in expressions("Kenya paid in 2020 and on 3 May.", PUBLISHED))


def test_dates_told_before() -> None:
    text = "It struck on 3 May; three days later it left, and a year earlier it had come."
    assert [one[1] for one in said(text)] == ["2025-05-03", "2025-05-06", "2024"]
    assert [one[1] for one in said("In 2010 they met. In June of that year they parted.")] == ["2010", "2010-06"]
    assert point("The following day Kenya paid.", anchor="2025-06-30") == "2025-07-01"
    assert point("Two months later Kenya paid.", anchor="2024-12") == "2025-02"
    assert point("Kenya paid the day before.", anchor="2025-01-01") == "2024-12-31"
    assert point("Two days after the raid Kenya paid.", anchor="2025-06-30") is None
    assert point("Hours later Kenya paid.", anchor="2025-06-29") == "2025-06"
    assert point("Kenya paid on the 25th.", published=None, anchor="2024-12-20") == "2024-12-25"
    text = "Three of them left in March 2014, and returned that November."
    assert [one[1] for one in said(text, None)] == ["2014-03", "2014-11"]
    assert [one[1] for one in said("Kenya paid in 2003, 2006 and 2009.")] == ["2003", "2006", "2009"]
    assert [one[1] for one in said("They met in 1956. In July of the next year they parted.")] == ["1956", "1957-07"]
    assert [one[1] for one in said("They met in 1956. The next year they parted.")] == ["1956", "1957"]
    assert [one[1] for one in said("They met in 1956. In the next year they will part.")] == ["1956", "2026"]
    assert point("The following day Kenya paid.", anchor="2025-06") is None
    assert point("Three days later Kenya paid.") is None


def test_a_story_without_a_day_of_publication() -> None:
    story = ["Kenya paid in December 2024.", "In May it asked for the money.", "On 27 June Uganda answered.", "The following day they met."]
    story += ["In March 2022 they had met before.", "On 3 July they will meet again."]
    starts = [str(found[0].start) for found in told(story, None)]
    assert starts == ["2024-12", "2025-05", "2025-06-27", "2025-06-28", "2022-03", "2025-07-03"]


def test_the_months_of_a_story() -> None:
    """After a year told in passing its days follow; after a month the later months of its year."""
    story = [
        "By the spring of 1956 Kenya had paid.",
        "On 16 May Uganda asked for more.",
        "In March it had asked too.",
        "In September they met.",
    ]
    assert [str(found[0].start) for found in told(story, None)[1:]] == ["1956-05-16", "1956-03", "1956-09"]
    story = [
        "In January 1963 Kenya paid.",
        "In September it asked for the money.",
        "They met that autumn.",
        "In 1965 they parted that May.",
    ]
    assert [str(found[-1].start) for found in told(story, None)] == ["1963-01", "1963-09", "1963", "1965-05"]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("On 18 August 2020, a day after he had come, Kenya paid.", "2020-08-17"),
        ("On 18 August 2020, two days before the vote, Kenya paid.", "2020-08-20"),
        ("On 17 February 1979, three weeks after the visit, Kenya paid.", "1979-01"),
        # of news that has just happened: on the day of publication, or on the day before
        ("Kenya has paid, three days after the raid.", "2025-06"),
    ],
)
def test_what_a_date_is_counted_back_to(text: str, start: str) -> None:
    (one,) = [one for one in expressions(text, PUBLISHED) if one.kind == "apart"]
    assert str(one.start) == start


def test_decades_are_known_as_such() -> None:
    assert [one.decade for one in expressions("Kenya paid in the 1990s and in 1991.", PUBLISHED)] == [True, False]


def test_since_a_described_event() -> None:
    assert said("Kenya has paid since its 2014 war.") == [("since its 2014", "2014", None, "since")]


def test_what_is_put_off_lies_ahead() -> None:
    found = told(["The vote was postponed to December 2025.", "In December Kenya paid."], None)
    assert [(one.kind, str(one.end)) for one in found[0]] == [("until", "2025-12")]
    assert all(one.start is None for one in found[1])


def test_what_then_and_that_mean() -> None:
    story = [
        "Ties were poor since 1976.",
        "Kenya broke off trade that February.",
        "Since then nothing was sold.",
        "A few days later it rained.",
    ]
    found = told(story, PUBLISHED)
    assert [(str(one.start), one.kind) for here in found for one in here] == [
        ("1976", "since"),
        ("1976-02", "point"),
        ("1976-02", "since"),
        # some days after a day in that month: of the year, not surely of the month
        ("1976", "point"),
    ]


def test_years_in_brackets_are_asides() -> None:
    story = ["In March 1986 troops came.", "They held the old base of the mission (1983-1984).", "In October Uganda paid."]
    assert [str(one.start) for one in told(story, None)[2]] == ["1986-10"]
    story[1] = "They left the base in 1983."
    assert [str(one.start) for one in told(story, None)[2]] == ["1983-10"]


def test_a_chronicle() -> None:
    lines = ["* 2010", "  * 06/26: Kenya paid.", "  * 07/09: Uganda paid.", "* 2011", "  * 04/05: Both paid."]
    assert [str(found[-1].start) for found in told(lines, None)] == ["2010", "2010-06-26", "2010-07-09", "2011", "2011-04-05"]
    undecided = ["* 2010", "  * 07/09: Uganda paid."]
    assert [str(found[-1].start) for found in told(undecided, None)] == ["2010", "2010"]


def test_told_agrees_with_expressions_where_nothing_hangs_on_the_story() -> None:
    sentences = ["Kenya paid on 3 May.", "Uganda paid last week.", "Nobody paid."]
    assert told(sentences, PUBLISHED) == [expressions(sentence, PUBLISHED) for sentence in sentences]


@pytest.mark.parametrize(
    ("text", "clause", "start"),
    [
        ("Kenya said on 3 June 2025 that Uganda paid in 2023.", "Uganda paid in 2023", "2023"),
        ("Kenya said on 3 June 2025 that Uganda paid in 2023.", "Kenya said on 3 June 2025", "2025-06-03"),
        ("Kenya won the 2020 war and paid in 2021.", "Kenya won the 2020 war and paid in 2021", "2021"),
        ("Kenya won the 2020 war.", "Kenya won the 2020 war", "2020"),
        ("Kenya paid in 2024, on 5 May 2024 exactly.", "Kenya paid in 2024, on 5 May 2024", "2024-05-05"),
        ("On 3 June 2025 Kenya paid, and Uganda had paid on 9 May 2021.", "Kenya paid", "2025-06-03"),
        ("Kenya paid.", "Kenya paid", None),
    ],
)
def test_pick(text: str, clause: str, start: str | None) -> None:
    first = text.index(clause)
    one = pick(expressions(text, PUBLISHED), (first, first + len(clause)))
    assert (str(one.start) if one else None) == start


PIECES = (
    "in on since until between and from to by the a of last next this early 2020 2020s 1990s 3 31 0 May June Feb. Friday week year days "
    "ago later after weekend first ult. ONE TWO once today 03/04 2025-02-30 , . ' ’s - – \n \u00a0 ( ) % $ ١٢٣ ② é"
).split(" ")
DAYS = st.dates().map(PartialDate.of) | st.none()


@given(st.lists(st.sampled_from(PIECES), max_size=25), st.sampled_from(["", " "]), DAYS, DAYS)
def test_spans_are_exact_ordered_and_apart(parts: list[str], glue: str, published: PartialDate | None, anchor: PartialDate | None) -> None:
    text = glue.join(parts)
    found = expressions(text, published, anchor)
    ends = [0]
    for one in found:
        assert ends[-1] <= one.char_start < one.char_end <= len(text)
        assert one.kind in ("point", "since", "until", "span", "apart", "past_vague")
        assert one.start or one.end or one.kind in ("past_vague", "since")
        assert not (one.start and one.end) or one.start.first <= one.end.last
        ends.append(one.char_end)
    assert found == expressions(text, published, anchor)
    assert pick(found, (0, len(text))) in ([*found] or [None])


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    assert all(isinstance(one, Expression) for one in expressions(text, PUBLISHED))
    assert all(isinstance(one, Expression) for one in expressions(text, PartialDate(1, 1, 1)))
    assert all(isinstance(one, Expression) for one in expressions(text, PartialDate(9999, 12, 31)))


def test_on_real_articles() -> None:
    """Of the dated relations, the sentence of the quote or the day of publication gives the date that the annotators gave."""
    if not GOLD.is_dir():
        pytest.skip("no ../shared/gold beside the checkout: no real articles to measure on")
    rows = in_sentence = by_publication = 0
    for path in sorted(GOLD.glob("*.json")):
        if path.stem in KEPT_APART:
            continue
        source = path.with_suffix(".txt")
        document = plain_text.read(source.read_bytes(), source.name)
        breaks = [found.end() for found in re.finditer(r"\n\s*\n|(?<=[a-z”\"’)0-9]{2}[.!?])[”\"’]?\s+(?=[A-Z“\"‘])", document.text)]
        spans = list(zip([0, *breaks], [*breaks, len(document.text)], strict=True))
        dated = told([document.text[first:last] for first, last in spans], document.published)
        for row in json.loads(path.read_text(encoding="utf-8"))["relations"]:
            at = document.text.find(row["quote"])
            if not row.get("start") or at < 0:
                continue
            wanted = PartialDate.parse(row["start"])
            end = at + len(row["quote"])
            cited = [found for (first, last), found in zip(spans, dated, strict=True) if first < end and last > at]
            near = {one.start or one.end for found in cited for one in found}
            rows += 1
            if any(one and wanted.first <= one.last and one.first <= wanted.last and one.code >= wanted.code for one in near):
                in_sentence += 1
            elif document.published and wanted.first <= document.published.first <= wanted.last:
                by_publication += 1
    assert rows > 200
    assert in_sentence >= 0.6 * rows
    assert in_sentence + by_publication >= 0.8 * rows


def test_news_without_a_date_counts_from_its_own_day_not_from_a_war_of_old() -> None:
    story = ["The two fought from 1998 to 2000.", "Chad signed a pact with Mali last year.", "In December Kenya brokered a deal."]
    assert [one.start for one in told(story, None)[-1]] == [None]
    history = ["The two fought from 1998 to 2000.", "In December Kenya brokered a deal."]
    assert all(one.start is not None for one in told(history, None)[-1])
