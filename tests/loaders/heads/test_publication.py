"""When a document says it was published: where it says so, and where it does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate
from volteface.loaders.formats import text
from volteface.loaders.heads.publication import Publication, publication

GOLD = Path(__file__).resolve().parents[4] / "shared" / "gold" / "dev"
# Texts kept for judging what was built, never for building it.
KEPT_APART = {f"d{number}" for number in range(29, 41)}

BODY = (
    "Norway summoned the ambassador of Belarus after a drone had crossed the border on 28 May 2019 near the town of Kirkenes.\n\n"
    "Its foreign minister asked for an explanation, and the ministers of the neighbours will come to Oslo for a talk about it.\n"
)
JUNE = "2025-06-03"


def found(source: str, name: str = "a.txt", **metadata: str) -> str | None:
    day = publication(source, name, metadata).published
    return str(day) if day else None


@pytest.mark.parametrize(
    "head",
    [
        "Norway protests to Belarus\nPublished: 3 June 2025\n\n",
        "Norway protests to Belarus\n\nPublished on June 3, 2025 | Updated on June 9, 2025\n\n",
        "**Date:** 2025-06-03 14:00\n\nNorway protests to Belarus\n\n",
        "Norway protests to Belarus\n3 June 2025\n\n",
        "Norway protests to Belarus\n\nTue, 3 Jun 2025 08:00:00 GMT\n",
        "Norway protests to Belarus\n3-JUN-2025 08:57:02.39\n",
        "Norway protests to Belarus\n\nBy Kari Nordmann | June 3, 2025 | 4 min read\n\n",
        "Norway protests to Belarus\n\nby the news desk\nJune 3rd, 2025\nin World\n\n",
        "> June 3rd 2025OSLO\n\n",
        "P 031040Z JUN 25\nFM AMEMBASSY OSLO\nTO SECSTATE WASHDC\n\n",
        "R 031040Z JUN 2025\nFM AMEMBASSY OSLO\n\n",
        "DATE 2025 JUN 03\n\n",
        "ADDRESS BY THE MINISTER TO THE ASSEMBLY, OSLO, 3 JUNE 2025\n\n",
        "Remarks at the Town Hall, June 3, 2025\n\n",
        "Telegram From the Embassy in Norway to the Ministry, Oslo, June 3, 2025, 5 p.m.\n\n",
        "*A former envoy talks to our paper. 3 June 2025. Edited for length.*\n\n",
        "Norway protests to Belarus\n\nBy staff writers\nOSLO/MINSK | Tue Jun 3, 2025 6:12am EST\n\n",
        "OSLO, 03.06.2025 // 08:15 // By our correspondents\n\n",
        "Aired June 3, 2025 - 20:00 ET\n\n",
        "Posted by admin on 3 June 2025 at 5:00 pm\n\n",
        "This interview was conducted in Oslo on 3 June 2025.\n\n",
        "Geneva (3 June 2025) -- ",
        "Adopted by the Assembly at its 12th meeting, on 3 June 2025\n\n",
        "Letter dated 3 June 2025 from the envoy of Norway to the President of the Assembly\n\n",
        "### [2025-6-3](/news/index.md)\n\n# Norway protests to Belarus\n\n",
        "Published :`2025-06-03 12:00:11`\n\n",
        "OSLO, June 3, 2025 (Northern Wire) — ",
        "OSLO, 3 June 2025 — ",
        "Oslo, June 3, 2025 /NORTHWIRE/ -- ",
        '---\ndate: "2025-06-03T00:00:00+03:00"\n---\n',
        "---\ndate: 2025-06-03-20-12-41\n---\n",
        "---\nmodified: 2025-06-03 10:19:53 +0800\n---\n",
        "---\npublished: June 3, 2025\nupdated: 2025-06-09\n---\n",
        "+++\ndate = 2025-06-03\n+++\n",
        "---\ntitle: A day in Oslo\nsource_url: https://example.org/world/2025/06/03/a-day\n---\n",
    ],
)
def test_where_a_document_says_it(head: str) -> None:
    assert found(head + BODY) == JUNE


@pytest.mark.parametrize("foot", ["Oslo, 3 June 2025", "(Northern Wire, 3 June 2025)", "Yours faithfully,\nKari Nordmann\n3 June 2025"])
def test_the_last_lines_say_it(foot: str) -> None:
    assert found(f"Norway protests to Belarus\n\n{BODY}\n{foot}\n") == JUNE
    assert found(f"Norway protests to Belarus\n\n{BODY}\nRelated\n\n{foot}\n") is None


def test_a_span_of_days_is_of_its_month() -> None:
    assert found("Bulletin no. 12 (3-9 June 2025)\n\n" + BODY) == "2025-06"


@pytest.mark.parametrize("foot", ["Published on 3 June 2025", "*Last updated: June 3, 2025*", "Updated: 11:12, 3 June 2025"])
def test_in_a_footer(foot: str) -> None:
    assert found(f"Norway protests to Belarus\n\n{BODY}\n{foot}\n") == JUNE


def test_in_the_name_of_the_file() -> None:
    for name in ("reports/2025-06-03-norway.txt", "20250603_norway.txt", "norway.2025.06.03.txt"):
        assert found(BODY, name) == JUNE
    for name in ("120250603.txt", "2025-13-03.txt", "2025-06-31.txt", "norway-2025.txt"):
        assert found(BODY, name) is None


def test_what_is_said_outside_the_text_comes_first() -> None:
    head = "Norway protests to Belarus\nPublished: 9 June 2025\n\n"
    assert found(head + BODY, date=JUNE) == JUNE
    assert found(head + BODY, "2024-01-01.txt") == "2025-06-09"


def test_less_than_a_day() -> None:
    assert found("Norway protests to Belarus\nJune 2025\n\n" + BODY) == "2025-06"
    assert found("---\ndate: 2025\n---\n" + BODY) == "2025"
    assert found("The border is quiet again. As of July 2025, nobody crosses it, and the road to the east has been closed.\n") == "2025-07"


@pytest.mark.parametrize(
    "source",
    [
        BODY,
        "Norway protests to Belarus\n\n" + BODY,
        # a dateline without a year, and no date in the text that gives it
        "OSLO, December 3 (Northern Wire) — " + BODY,
        # the day of the visit, above the menus
        "NEWSLETTER\nTuesday, June 3, 2025\n* Login\n* Home\n* World\n* Chess\n* Radio\n* Video\n\nNorway protests to Belarus\n\n" + BODY,
        # lists of other articles, before and after
        "Latest news\nChile buys a ship\nJune 3, 2025\nPeru sells a ship\nJune 2, 2025\n\nNorway protests to Belarus\n\n" + BODY,
        BODY + "\nRelated\n\nChile buys a ship\n\nPublished: June 3, 2025\n\nPeru sells a ship\n\nJune 2, 2025\n",
        # a chronicle: the dates are those of its entries
        "# Norway and Belarus\n\n## 3 June 2025\n\n" + BODY + "\n## 9 June 2025\n\nTalks.\n\n## 12 June 2025\n\nMore talks.\n",
        "* 2019\n  * Talks.\n* 2020\n  * More talks.\n",
        "Oslo and Minsk\n\nAug. 22, 1910 - They meet in Oslo.\nJune 3, 1965 - They meet again in Minsk.\n3 May 1998 - They meet no more.\n",
        # a date in the story, and one that is behind the story
        "As of May 2018 the border was open, and nobody asked for papers at the bridge over the river between the two towns.\n\n" + BODY,
        "The treaty was signed on 3 June 2025 by the ministers of both states, who praised each other in front of the old bridge.\n",
        # no such days
        "Published: 31 June 2025\n\n" + BODY,
        "---\ndate: 2025-02-30\n---\n" + BODY,
        "---\ndate: soon\n---\n" + BODY,
        "",
    ],
)
def test_where_it_does_not_say_it_stays_unknown(source: str) -> None:
    assert found(source) is None


def test_a_dateline_takes_its_year_from_what_else_is_said() -> None:
    assert found("OSLO, June 3 (Northern Wire) — " + BODY, url="https://example.org/2025/06/04/a") == JUNE
    assert found("OSLO, June 3 (Northern Wire) — " + BODY + "\nUpdated: 4 June 2025\n") == JUNE


def test_titles() -> None:
    for head in (
        "Norway protests to Belarus\n\n",
        "## In the north\n\n# Norway protests to Belarus\n\n",
        "Norway protests to Belarus\n==========\n\n",
        "3 June 2025\n\nNorway protests to Belarus\nBy Kari Nordmann of Oslo\n\n",
        "---\ntitle: 'Norway  protests to Belarus'\n---\nAnother line over it all\n\n",
    ):
        assert publication(head + BODY, "a.txt").title == "Norway protests to Belarus"
    assert publication(BODY, "a.txt").title is None
    assert publication(BODY, "a.md", title="From the format").title == "From the format"


def test_outlets() -> None:
    assert publication("OSLO (Northern Wire) - " + BODY, "a.txt").outlet == "Northern Wire"
    assert publication(BODY, "a.txt", {"source_name": "Fjord Post", "source": "https://example.org"}).outlet == "Fjord Post"
    assert publication(BODY, "a.txt", {"source": "https://example.org/x", "url": "https://www.Example.org/x"}).outlet == "example.org"
    assert publication("---\nsource_name: Unknown Source\n---\n" + BODY, "a.txt").outlet is None
    assert publication(BODY, "a.txt") == Publication(None, None, None)


KEYS = st.sampled_from(["date", "title", "url", "source"])


@given(st.text(max_size=400), st.text(max_size=40), st.dictionaries(KEYS, st.text(max_size=40)))
def test_hostile_text(source: str, name: str, metadata: dict[str, str]) -> None:
    one = publication(source, name, metadata)
    assert one == publication(source, name, metadata)
    assert all("\n" not in (value or "") for value in (one.title, one.outlet))


def test_on_real_articles() -> None:
    """At least nine in ten right where the annotators found a date, at most one wrong."""
    if not GOLD.is_dir():
        pytest.skip("no ../shared/gold beside the checkout: no real articles to measure on")
    right, wrong, said = 0, [], 0
    for path in sorted(GOLD.glob("*.json")):
        if path.stem in KEPT_APART:
            continue
        expected = json.loads(path.read_text(encoding="utf-8"))["published"]
        source = path.with_suffix(".txt")
        got = text.read(source.read_bytes(), source.name).published
        said += expected is not None
        right += expected is not None and got == PartialDate.parse(expected)
        wrong += [path.stem] if got and str(got) != expected else []
    assert said
    assert right >= 0.9 * said
    assert len(wrong) <= 1, wrong


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("YEREVAN, 3 March 2025. Russia warned Armenia on Monday.", "2025-03-03"),
        ("YEREVAN, March 3, 2025: Russia warned Armenia on Monday.", "2025-03-03"),
        ("Yerevan, 3 March 2025. That day is long past.", None),
        ("NATO, 3 members in 2025. A list follows, and no date.", None),
    ],
)
def test_a_dateline_that_ends_in_a_stop(opening: str, day: str | None) -> None:
    found = publication(f"Moscow warns Yerevan\n\n{opening} Others said less.", "a.txt").published
    assert (str(found) if found else None) == day


@pytest.mark.parametrize("sentence", ["The talks opened in Lomé on 3 June 2025.", "Kenya condemned Uganda on 3 June 2025."])
def test_the_day_in_a_short_sentence_is_not_that_of_the_document(sentence: str) -> None:
    text = f"{sentence}\n\nNobody said what came next, and the rest of the week was quiet on both sides.\n"
    assert publication(text, "a.txt").published is None


def test_a_dateline_may_end_in_an_underscore() -> None:
    text = "SUVA, Aug. 4, 1998 (AP) _ Fiji said Tuesday that it would open an embassy, and its neighbours welcomed the news.\n"
    assert publication(text, "a.txt").published == PartialDate(1998, 8, 4)
