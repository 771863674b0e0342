"""Dates as sentences of news, history and analysis word them: each sentence tells of Kenya and Uganda, and of when."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.reader import Reader

# A Thursday.
PUBLISHED = PartialDate(2025, 7, 3)

SENTENCES: tuple[tuple[str, str | None], ...] = (
    # where the date stands
    ("Kenya, which attacked Uganda in March, asked for talks.", "2025-03"),
    ("Late on Tuesday, Kenya attacked Uganda.", "2025-07-01"),
    ("Kenya attacked Uganda in the early hours of Wednesday.", "2025-07-02"),
    ("Kenya's parliament on Monday night condemned Uganda.", "2025-06-30"),
    ("Kenya attacked Uganda, killing nine, on Tuesday.", "2025-07-01"),
    ("Kenya attacked Uganda (27 June).", "2025-06-27"),
    ("It was on 27 June that Kenya attacked Uganda.", "2025-06-27"),
    ("It was only in 1980 that Kenya recognised Uganda.", "1980"),
    ("Not until 1980 did Kenya recognise Uganda.", "1980"),
    ("The agreement which Kenya and Uganda signed in 2019 is dead.", "2019"),
    ("The agreement signed by Kenya and Uganda in 2019 is dead.", "2019"),
    ("Under a 2019 agreement between Kenya and Uganda, trade is free.", "2019"),
    ("Tuesday's Kenyan attack on Uganda killed nine.", "2025-07-01"),
    # how it is worded
    ("Kenya condemned Uganda earlier in the day.", "2025-07-03"),
    ("Kenya condemned Uganda this past Monday.", "2025-06-30"),
    ("Kenya condemned Uganda a fortnight ago.", "2025-06"),
    ("Kenya signed an agreement with Uganda as recently as May.", "2025-05"),
    ("Kenya signed an agreement with Uganda in the last days of May.", "2025-05"),
    ("Kenya imposed sanctions on Uganda some six years ago.", "2019"),
    ("Between 1963 and 1966 Kenya supported Uganda.", "1963"),
    ("In a June 12 statement, Kenya condemned Uganda.", "2025-06-12"),
    ("In its 2021 annual report, Kenya accused Uganda of theft.", "2021"),
    ("At a summit in May, Kenya signed an agreement with Uganda.", "2025-05"),
    ("At the 1955 Bandung conference, Kenya condemned Uganda.", "1955"),
    ("When Uganda's president visited in March, Kenya condemned Uganda.", "2025-03"),
    ("On Christmas Eve 1979 Kenya attacked Uganda.", "1979-12-24"),
    ("Kenya attacked Uganda in the third week of May 1976.", "1976-05"),
    ("Since taking power in 2013, Kenya's president has condemned Uganda.", "2013"),
    ("After taking office in 2016, Kenya's president took steps to improve relations with Uganda.", "2016"),
    # what lies ahead
    ("Kenya will sign an agreement with Uganda next month.", "2025-08"),
    ("Kenya's foreign minister may visit Uganda in August.", "2025-08"),
    ("Kenya could impose sanctions on Uganda as early as August.", "2025-08"),
    ("Kenya plans to impose sanctions on Uganda from October.", "2025-10"),
    ("Kenya threatened on Wednesday to impose sanctions on Uganda by August.", "2025-07-02"),
    # what is only compared, described, or came before
    ("Kenya signed an agreement with Uganda, its first since 1976.", None),
    ("Kenya signed its first agreement with Uganda since 1976 on Tuesday.", "2025-07-01"),
    ("For the first time since 1976, Kenya attacked Uganda.", None),
    ("Kenya attacked Uganda for the first time since 1976 last month.", "2025-06"),
    ("Kenya condemned Uganda's attack of 27 June.", None),
    # at best the month is certain
    ("Kenya condemned Uganda after its troops crossed the border on 27 June.", "2025-06"),
    ("The Peruvian envoy said on Wednesday that Kenya had attacked Uganda.", "2025-07"),
    ("Kenya's attack on Uganda last week killed nine.", "2025-06"),
    # what two are to each other is of no day
    ("Kenya, Uganda's main trading partner, met Rwanda on Tuesday.", None),
    # the weekday with its date in brackets
    ("Kenya on Wednesday (18 June) expelled the envoy of Uganda.", "2025-06-18"),
    ("Kenya imposed sanctions on Uganda on Monday (June 2).", "2025-06-02"),
    # "after" says more of what happened, not of the year
    ("Kenya severed ties with Uganda last year after a long row.", "2024"),
    ("Kenya attacked Uganda last week before talks began.", "2025-06"),
    # lately: the month or the year in which all of the time lies
    ("Kenya has attacked Uganda in recent weeks.", "2025"),
    ("Over the past few days, Kenya has attacked Uganda.", "2025"),
    ("In recent years Kenya has attacked Uganda.", None),
    # since something that has its date
    ("Since the coup of 2012 Kenya has supported Uganda.", "2012"),
    ("Since it seceded in 1991, Kenya has been an ally of Uganda.", "1991"),
    ("Kenya has had sanctions on Uganda since it invaded Rwanda in 1994.", "1994"),
    ("Kenya attacked Uganda before the coup of 2012.", None),
    # how long two were it
    ("Until 1955 Kenya supported Uganda.", None),
    # the day of a deed is at best the month of the anger at it
    ("The Kenyan raid on Saturday infuriated Uganda.", "2025-06"),
    # a clause about one of two is not about both
    ("Talks to normalise ties between Kenya and Uganda, which held a vote in 2019, have failed.", None),
    # the pact under which it was done
    ("The mission began on 3 May 1986 under the friendship treaty between Kenya and Uganda.", None),
    ("Kenya came under attack by Uganda on 3 May 1986.", "1986-05-03"),
    # what is done now for what lies ahead
    ("Kenya is putting pressure on Uganda to sway next January's vote.", None),
    ("Kenya will meet Uganda next January.", "2026-01"),
    # at a meeting that has its date
    ("Kenya signed an agreement with Uganda at a summit hosted by Peru in Lima in February.", "2025-02"),
    ("Kenya, which was praised at a summit held in February, condemned Uganda.", None),
    # soon
    ("Kenya will meet Uganda in the next few days.", "2025-07"),
    ("Kenya will meet Uganda in the coming months.", None),
    # a year that saw it
    ("1955 saw an attack by Kenya on Uganda.", "1955"),
    # what came before is undone now
    ("Kenya and Uganda agreed on Tuesday to restore ties severed in 2014.", "2025-07-01"),
    ("Kenya restored ties with Uganda, which were severed in 2014, on Tuesday.", "2025-07-01"),
)


@cache
def starts() -> dict[str, set[str | None]]:
    """Of each sentence, read as a document of its own, the starts of what it tells of Kenya and Uganda."""
    documents = [Document(f"{number}.txt", text, published=PUBLISHED) for number, (text, _) in enumerate(SENTENCES)]
    found: dict[str, set[str | None]] = {}
    for document, statements in Reader().read_all(documents):
        both = [one for one in statements if {one.source, one.target} == {"Kenya", "Uganda"}]
        found[document.text] = {str(one.start) if one.start else None for one in both}
    return found


@pytest.mark.parametrize(("text", "start"), SENTENCES)
def test_the_date_of_a_sentence(text: str, start: str | None) -> None:
    assert start in starts()[text]
