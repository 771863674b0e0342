"""When a relation holds, on sentences written for this test: clause, sentence, entry of a chronicle, story, day of the document."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document, Statement
from volteface.loaders.reading.reader import Reader

# A Saturday.
PUBLISHED = "2025-07-05"


@cache
def reader() -> Reader:
    return Reader()


def read(text: str, published: str | None = PUBLISHED, title: str | None = None) -> list[Statement]:
    day = PartialDate.parse(published) if published else None
    return reader().read(Document("note.txt", text, title=title, published=day))


def starts(text: str, source: str, target: str, published: str | None = PUBLISHED, title: str | None = None) -> set[str | None]:
    """The starts of what is read between two parties, whichever acts; fails where nothing is read."""
    found = [one for one in read(text, published, title) if {one.source, one.target} == {source, target}]
    assert found, f"nothing read between {source} and {target}"
    return {str(one.start) if one.start else None for one in found}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        # its own clause
        ("Kenya attacked Uganda on 27 June.", "2025-06-27"),
        ("On Friday, Kenya attacked Uganda.", "2025-07-04"),
        ("Kenya condemned Uganda last month.", "2025-06"),
        ("Kenya imposed sanctions on Uganda in 2019.", "2019"),
        ("Kenya was attacked by Uganda in May 2011.", "2011-05"),
        ("Kenya has supported Uganda since 2014.", "2014"),
        # the clause above: what was said or done then
        ("Kenya said on Friday that it condemned Uganda.", "2025-07-04"),
        ("Kenya said on Friday it would impose sanctions on Uganda.", "2025-07-04"),
        ("Kenya recalled its envoy on 3 June, accusing Uganda of theft.", "2025-06-03"),
        ("The Kenyan minister flew home on Thursday and condemned Uganda.", "2025-07-03"),
        ("Since August 2020 Kenya has fined ten traders, arrested two Ugandan reporters and closed a school.", "2020-08"),
        # a clause that sets the scene
        ("Speaking on Thursday, the Kenyan president condemned Uganda.", "2025-07-03"),
        ("Kenya, in a report released on Wednesday, accused Uganda of theft.", "2025-07-02"),
        ("After taking office in 2016, the Kenyan president condemned Uganda.", "2016"),
        ("Peace came on 3 May 2019, when Kenya signed an agreement with Uganda.", "2019-05-03"),
        # what describes the noun that is the predicate
        ("Kenya's 2020 attack on Uganda failed.", "2020"),
        ("The story begins with the Kenyan invasion of Uganda in 1978.", "1978"),
        # not done until then; under way by then
        ("Kenya did not recognise Uganda until 1964.", "1964"),
        ("By 1951 Kenya was supplying weapons to Uganda.", "1951"),
        ("By 1951 Kenya had imposed sanctions on Uganda.", "1951"),
        # counted back from the date told
        ("He resigned on 18 August 2020, a day after Kenya attacked Uganda.", "2020-08-17"),
        ("On 17 February 1979, three weeks after Kenya attacked Uganda, he resigned.", "1979-01"),
    ],
)
def test_the_date_of_the_clause(text: str, start: str) -> None:
    assert start in starts(text, "Kenya", "Uganda")


@pytest.mark.parametrize(
    "text",
    [
        # a relative clause, another verb, another noun
        "Kenya condemned Uganda, which held elections in 2019; nobody listened.",
        "Kenya has condemned Uganda, whose president, who came to power in 1986, is old.",
        "Kenya accuses Uganda of breaking a 1986 pact.",
        "The minister voiced concern on Thursday about Kenya's attack on Uganda.",
        "On Monday the minister visited the Kenyan-led Ugandan alliance.",
        # states of affairs do not begin when they are told
        "Kenya is an ally of Uganda, he said on Friday.",
        # a decade is no year
        "Kenya and Uganda signed an agreement in the 1990s.",
    ],
)
def test_a_date_of_something_else(text: str) -> None:
    assert starts(text, "Kenya", "Uganda") == {None}


def test_neighbours_keep_their_own_dates() -> None:
    text = "Kenya condemned Uganda in 2011, and Peru attacked Chile in 2015."
    assert starts(text, "Kenya", "Uganda") == {"2011"}
    assert starts(text, "Peru", "Chile") == {"2015"}
    text = "In November 2022 Kenya attacked Uganda, and last October Peru signed an agreement with Chile."
    assert starts(text, "Kenya", "Uganda") == {"2022-11"}
    assert starts(text, "Peru", "Chile") == {"2024-10"}


def test_a_semicolon_parts() -> None:
    text = "In 1946 Kenya attacked Uganda; Peru supports Chile."
    assert starts(text, "Peru", "Chile") == {None}


def test_spans_and_ends_of_states() -> None:
    (one,) = [one for one in read("Kenya and Uganda were allies from 1999 to 2009.") if one.type == "ally"]
    assert (str(one.start), str(one.end)) == ("1999", "2009")
    (one,) = [one for one in read("Kenya was an ally of Uganda until 2009.") if one.type == "ally"]
    assert (one.start, str(one.end), one.past) == (None, "2009", True)


def test_a_state_begins_when_it_is_made() -> None:
    found = [one for one in read("In 1978 Kenya signed a treaty of alliance with Uganda.") if one.type in ("ally", "cooperates")]
    assert {str(one.start) for one in found} == {"1978"}


NEWS = "The Kenyan foreign minister condemned Uganda on Thursday.\n\n"


def test_an_actors_news_of_the_day() -> None:
    assert "2025-07-03" in starts(NEWS + "Many people live there.\n\nKenya also warned Rwanda.", "Kenya", "Rwanda")
    # Another's act, what has been, what will be: nobody says when.
    for text in ("Peru warned Rwanda.", "Peru has warned Rwanda.", "Peru will warn Rwanda."):
        assert starts(NEWS + "Many people live there.\n\n" + text, "Peru", "Rwanda") == {None}
    assert starts(NEWS + "Kenya has repeatedly warned Rwanda.", "Kenya", "Rwanda") == {None}
    # Later on the day of the news, or up to publication: so much is certain.
    assert starts(NEWS + "Kenya later warned Rwanda.", "Kenya", "Rwanda") == {"2025-07"}


def test_who_takes_part_in_a_meeting() -> None:
    text = NEWS + "The Kenyan minister participated in the Kenya-Rwanda summit alongside the envoys of Peru."
    assert starts(text, "Kenya", "Peru") == {"2025-07-03"}


def test_an_answer_to_what_two_have_done() -> None:
    text = "Kenya signed an agreement with Uganda on {}.\n\nMany people live there.\n\nPeru praised the Kenya-Uganda agreement."
    assert starts(text.format("27 June"), "Peru", "Kenya") == {"2025-06"}
    assert starts(text.format("27 June 2019"), "Peru", "Kenya") == {None}
    assert starts(text.format("27 June").replace("Peru praised", "Peru praises"), "Peru", "Kenya") == {None}
    other = text.format("27 June").replace("praised the Kenya-Uganda agreement", "condemned Kenya and Uganda")
    assert starts(other, "Peru", "Kenya") == {None}


def test_the_background_is_no_news() -> None:
    old = "Kenya condemned Uganda on 3 May 2011.\n\nMany people live there.\n\nKenya warned Rwanda."
    assert starts(old, "Kenya", "Rwanda") == {None}


def test_the_sentence_before() -> None:
    text = "On 3 May 2011 Kenya attacked Uganda. {} Rwanda."
    assert starts(text.format("It also attacked"), "Kenya", "Rwanda") == {"2011-05-03"}
    # What another did in answer is of its month; what was done beside it, before it or often is not.
    assert starts(text.format("In return Peru attacked"), "Peru", "Rwanda") == {"2011-05"}
    for other in ("Peru condemned", "Peru previously condemned", "Peru repeatedly condemned", "Peru has condemned"):
        assert starts(text.format(other), "Peru", "Rwanda") == {None}
    apart = "On 3 May 2011 Kenya attacked Uganda.\n\nPeru condemned Rwanda."
    assert starts(apart, "Peru", "Rwanda") == {None}


def test_one_deed_of_a_month_is_not_the_next() -> None:
    text = "Kenya expelled the envoy of Uganda in June 2015. It {}accused Rwanda of theft."
    assert starts(text.format(""), "Kenya", "Rwanda") == {None}
    assert starts(text.format("also "), "Kenya", "Rwanda") == {"2015-06"}


def test_an_answer_to_a_sentence_of_many_dates() -> None:
    text = "Kenya attacked Uganda in May 2011{}. In return Peru attacked Rwanda."
    assert starts(text.format(""), "Peru", "Rwanda") == {"2011-05"}
    assert starts(text.format(", and by 2015 it was at war"), "Peru", "Rwanda") == {None}


def test_after_the_meeting_and_after_the_raid() -> None:
    text = "On Thursday the ministers held a long {} in Oslo. After the {}, Peru condemned Chile."
    assert starts(text.format("meeting", "meeting"), "Peru", "Chile") == {"2025-07-03"}
    assert starts(text.format("raid", "raid"), "Peru", "Chile") == {"2025-07"}
    named = "A raid in 2009 killed many.\n\nMany people live there.\n\nSince then nothing happened.\n\nAfter the raid Peru condemned Chile."
    assert starts(named, "Peru", "Chile", None) == {"2009"}


def test_what_is_over_and_what_will_be() -> None:
    past = {one.past for one in read("Kenya was a member of the United Nations from 1963 to 1999.") if one.type == "member_of"}
    assert past == {True}
    (one,) = [one for one in read("Kenya will be an ally of Uganda until 2031.") if one.type == "ally"]
    assert (str(one.end), one.past) == ("2031", False)
    (one,) = [one for one in read("Kenya, once an ally of Uganda, lies far away.") if one.type == "ally"]
    assert one.past


def test_the_news_of_the_subject() -> None:
    text = "The Kenyan president, who on Thursday closed the border, flew to Uganda for talks with the Ugandan president."
    assert "2025-07" in starts(text, "Kenya", "Uganda")
    old = "The Kenyan president, who in 2011 closed the border, condemned Uganda."
    assert starts(old, "Kenya", "Uganda") == {None}


def test_counted_from_an_event_told_before() -> None:
    text = "Kenya promulgated a law on 20 September 2015. Peru had attacked Chile two days before the promulgation."
    assert starts(text, "Peru", "Chile") == {"2015-09-18"}


def test_some_other_time_is_not_the_time_told_before() -> None:
    text = "On 3 May 2011 Kenya attacked Uganda. {} later it attacked Rwanda."
    assert starts(text.format("A few days"), "Kenya", "Rwanda") == {"2011-05"}
    assert starts(text.format("Months"), "Kenya", "Rwanda") == {None}
    assert starts(text.format("Years"), "Kenya", "Rwanda") == {None}
    during = "On 3 May 2011 Kenya attacked Uganda. It supported Rwanda for a decade."
    assert starts(during, "Kenya", "Rwanda") == {None}
    before = "On Thursday Kenya attacked Uganda. Peru supported Chile before the war."
    assert starts(before, "Peru", "Chile") <= {None, "2025-07"}
    undated = "On 3 May 2011 Kenya attacked Uganda. Last week it attacked Rwanda."
    assert starts(undated, "Kenya", "Rwanda", None) == {None}


def test_after_a_dated_event() -> None:
    assert starts("After the 2008 raid Kenya severed ties with Uganda.", "Kenya", "Uganda") == {"2008"}
    assert starts("After the 3 May 2008 raid, Kenya severed ties with Uganda.", "Kenya", "Uganda") <= {"2008-05", None}


def test_an_official_statement() -> None:
    text = "{}\n\nKenya strongly condemns Uganda for its raid."
    assert starts(text.format("Press release No. 12"), "Kenya", "Uganda") == {PUBLISHED}
    assert starts(text.format("A view from the hills"), "Kenya", "Uganda") == {None}


def test_a_chronicle_with_a_year_between_its_entries() -> None:
    text = (
        "Aug. 22, 1910 - Kenya attacks Uganda.\nJune 22, 1965 - Peru condemns Chile.\n1998 - Norway condemns Belarus.\n2019\n"
        "July 1 - Chile attacks Bolivia.\n"
    )
    assert starts(text, "Kenya", "Uganda", None) == {"1910-08-22"}
    assert starts(text, "Chile", "Bolivia", None) == {"2019-07-01"}


def test_older_things_are_no_news() -> None:
    text = NEWS + "Many people live there.\n\nPeru broke off ties with Kenya in February 2019 after Kenya recognised Kosovo."
    assert starts(text, "Kenya", "Kosovo") == {None}
    assert starts(text, "Kenya", "Peru") == {"2019-02"}


def test_a_deed_named_again() -> None:
    text = "Kenya signed an agreement with Uganda on 3 May 2011.\n\nMany people live there.\n\n{}"
    assert starts(text.format("Peru praised the Kenya-Uganda agreement."), "Kenya", "Uganda") == {"2011-05-03"}
    assert starts(text.format("Peru hopes for a new agreement between Kenya and Uganda."), "Kenya", "Uganda") == {"2011-05-03", None}


def test_who_acts_on_a_day() -> None:
    # What is dated is the coming of Peru, not what was said of Kenya.
    text = (
        "The envoy said Kenya must pay before the Peruvian minister arrived on Thursday.\n\nMany people live there.\n\nKenya warned Rwanda."
    )
    assert starts(text, "Kenya", "Rwanda") == {None}


def test_headlines() -> None:
    body = "\n\nThe Kenyan army crossed the border on Thursday, as all could see, and nobody in the capital said why it had done so."
    assert starts("# Kenya attacks Uganda" + body, "Kenya", "Uganda", title="Kenya attacks Uganda") == {"2025-07-03"}
    silent = "\n\nMany people live there, as all could see, and nobody in the capital said what would come of it."
    assert starts("# Kenya attacks Uganda" + silent, "Kenya", "Uganda", title="Kenya attacks Uganda") == {PUBLISHED}
    assert starts("# Kenya attacks Uganda" + silent, "Kenya", "Uganda", None, "Kenya attacks Uganda") == {None}


def test_what_a_document_does_by_saying_it() -> None:
    text = "Statement by the government of Kenya\n\nThe government of Kenya says the following. We strongly condemn Uganda for the raid."
    assert starts(text, "Kenya", "Uganda") == {PUBLISHED}
    assert starts(text, "Kenya", "Uganda", "2025-07") == {"2025-07"}
    assert starts(text, "Kenya", "Uganda", "2025") == {None}


def test_the_record_of_a_talk() -> None:
    text = "{}\n\nThe ambassador said that Kenya condemned Uganda."
    assert starts(text.format("Memorandum of Conversation"), "Kenya", "Uganda") == {PUBLISHED}
    assert starts(text.format("A story from the hills"), "Kenya", "Uganda") == {None}


def test_the_talk_that_a_cable_reports() -> None:
    head = "Date 2025-07-05 06:44\n\nS E C R E T OSLO 000642\n\nE.O. 12958: DECL: 07/05/2035\n\n"
    text = head + "1. The king held a meeting with the envoy of Peru on July 1.\n\n2. The king of Jordan praised Kenya and the Kenyan army."
    assert starts(text, "Jordan", "Kenya") == {"2025-07-01"}
    other = text.replace("on July 1", "on July 1, after another on July 3")
    assert starts(other, "Jordan", "Kenya") == {None}


def test_posts_of_a_page() -> None:
    text = "A ship\n\nPosted on 12 June 2007 by admin\n\nKenya expelled the envoy of Uganda on Monday. Peru condemned Chile.\n\n"
    text += "A hen\n\nPosted on 3 May 2007 by admin\n\nKenya signed an agreement with Rwanda on Tuesday.\n"
    assert starts(text, "Kenya", "Uganda", "2007-06-12") == {"2007-06-11"}
    assert starts(text, "Kenya", "Rwanda", "2007-06-12") == {"2007-05-01"}
    assert starts(text, "Peru", "Chile", "2007-06-12") <= {None, "2007-06"}


def test_headlines_that_muse() -> None:
    body = "\n\nMany people live there, as all could see, and nobody in the capital said what would come of it."
    for title in ("Why Kenya opposes Uganda", "Does Kenya oppose Uganda?"):
        assert starts(f"# {title}{body}", "Kenya", "Uganda", title=title) == {None}


def test_the_verbatim_record_of_a_meeting() -> None:
    text = "United Nations S/PV.1234\n\nWednesday, 12 June 1974, 10.30 a.m.\n\nThe President: I call on the representative of Kenya.\n\n"
    text += "Mr. Otieno (Kenya): My delegation condemns Uganda.\n\nMr. Okello (Uganda): My delegation rejects what was said.\n"
    assert starts(text, "Kenya", "Uganda", "1974-06-12") == {"1974-06-12"}


def test_what_a_party_says_of_itself_in_the_news() -> None:
    for text, start in (
        ('"Kenya condemns Uganda for the raid," the spokesman said.', "2025-07"),
        ("Kenya condemns Uganda for the raid.", None),
    ):
        assert starts(text, "Kenya", "Uganda", "2025-07-23") == {start}


def test_a_daily_brief() -> None:
    text = "{}\n\n1. Hills\n\nMany people live there, and the rains have come. {}"
    assert starts(text.format("THE DAILY BRIEF", "Kenya attacked Uganda."), "Kenya", "Uganda", "2025-07-23") == {"2025-07"}
    assert starts(text.format("THE DAILY BRIEF", "Kenya attacked Uganda."), "Kenya", "Uganda", "2025-07-03") == {"2025"}
    for head, news in (("THE FJORD", "Kenya attacked Uganda."), ("THE DAILY BRIEF", "Kenya has attacked Uganda.")):
        assert starts(text.format(head, news), "Kenya", "Uganda", "2025-07-23") == {None}


CHRONICLE = """# Two neighbours

* 1978
  * 06/26: Kenya attacks Uganda.
  * 07/09: Peru condemns Chile.
* 1979
  * Norway imposes sanctions on Belarus.
* 2001
  * 04/15: Chile attacks Bolivia.
    Bolivia condemns Chile.
"""


def test_a_chronicle_of_headings_and_entries() -> None:
    assert starts(CHRONICLE, "Kenya", "Uganda", None) == {"1978-06-26"}
    assert starts(CHRONICLE, "Peru", "Chile", None) == {"1978-07-09"}
    assert starts(CHRONICLE, "Norway", "Belarus", None) == {"1979"}
    assert starts(CHRONICLE, "Chile", "Bolivia", None) == {"2001-04-15"}


def test_an_entry_of_several_days() -> None:
    entries = "▲ __{}. A Title.__ _{}_\n\n"
    text = entries.format("May 15, 1989 – May 18, 1989", "The Kenyan president visits Uganda. Peru condemns Chile.")
    text += entries.format("1991 – 1995", "Norway fights a war with Belarus.")
    text += entries.format("June 6, 2011", "Ghana attacks Togo, weeks after Mali attacked Niger. Chad has been an ally of Egypt.")
    found = {(one.source, one.target): (str(one.start), str(one.end)) for one in read(text, None) if one.type != "leads"}
    assert found["Kenya", "Uganda"] == ("1989-05-15", "1989-05-18")
    assert found["Peru", "Chile"] == ("1989-05", "None")
    assert found["Norway", "Belarus"] == ("1991", "1995")
    assert found["Ghana", "Togo"] == ("2011-06-06", "None")
    assert found["Mali", "Niger"] == ("None", "None")
    assert found["Chad", "Egypt"] == ("None", "None")


def test_a_chronicle_of_lines_and_of_rows() -> None:
    lines = "1958: Kenya attacked Uganda.\n\nMay 1972: Peru condemned Chile.\n\n3 June 1975: Norway condemned Belarus.\n"
    assert starts(lines, "Kenya", "Uganda", None) == {"1958"}
    assert starts(lines, "Peru", "Chile", None) == {"1972-05"}
    assert starts(lines, "Norway", "Belarus", None) == {"1975-06-03"}
    table = "| Date | Event |\n|---|---|\n| 22 July 1971 | Kenya attacks Uganda |\n| 2 May 1977 | Peru condemns Chile |\n"
    assert starts(table, "Kenya", "Uganda", None) == {"1971-07-22"}
    years = "| Year | Event |\n|---|---|\n| 1971 | Kenya attacked Uganda. |\n| 1977 | Peru condemned Chile. |\n"
    assert starts(years, "Kenya", "Uganda", None) == {"1971"}
    assert starts(years, "Peru", "Chile", None) == {"1977"}


def test_the_days_of_other_articles_are_no_chronicle() -> None:
    page = "Kenya attacked Uganda, and nobody said why.\n\nA ship is sold\nJuly 4, 2025\nA cow is lost\nJuly 3, 2025\nA fox\nJuly 2, 2025\n"
    assert starts(page + "\nPeru condemned Chile.\n", "Peru", "Chile") == {None}


def test_a_link_gives_the_day_of_its_page() -> None:
    text = "### Events\n\n1. [Kenya breaks off relations with Uganda after the raid.](/news/2016/01/7/kenya-uganda.md)\n"
    assert starts(text, "Kenya", "Uganda", "2016-01-03") == {"2016-01-07"}


def test_a_cable_in_capitals() -> None:
    text = "KENYA ATTACKED UGANDA ON SEPT 11 AND PRESIDENT PROTESTED TO ALL."
    assert starts(text, "Kenya", "Uganda", "1975-09-20") == {"1975-09-11"}


def test_every_date_is_explained() -> None:
    from volteface.loaders.reading.dates.when import When

    document = Document("note.txt", "Kenya attacked Uganda on 27 June.", published=PartialDate.parse(PUBLISHED))
    outline = reader().outline(document)
    when = When.of(outline, {})
    assert [str(one.start) for one in when.found] == ["2025-06-27"]
