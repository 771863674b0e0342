"""Heads and feet of documents as real files have them, each with the date that it says: mastheads, cables, records, radio, wires."""

from __future__ import annotations

import pytest

from volteface.loaders.heads.lines import full_year, order, spelled
from volteface.loaders.heads.publication import publication

BODY = (
    "Norway summoned the ambassador of Belarus after a drone had crossed the border on 28 May 2019 near the town of Kirkenes.\n\n"
    "Its foreign minister asked for an explanation, and the ministers of the neighbours will come to Oslo for a talk about it.\n"
)


def found(text: str) -> str | None:
    day = publication(text, "a.txt").published
    return str(day) if day else None


@pytest.mark.parametrize(
    ("head", "foot", "day"),
    [
        ("FA24 22 February 2002\n\nNORWAY AND BELARUS\n\n", "", "2002-02-22"),
        ("Cablegram 6 (extract) WASHINGTON, 5 January 1940, 11.17 p.m.\n\n", "", "1940-01-05"),
        ("Cablegram 592 LONDON, 25 January 1946, 11.10 p.m.\n\nMOST IMMEDIATE SECRET\n\n", "", "1946-01-25"),
        ("---\ntitle: x\ndoc_date: 1946-01-25\n---\n", "", "1946-01-25"),
        ("---\ntitle: x\npublished_time: 2023-03-05 23:00:57-05:00\n---\n", "", "2023-03-05"),
        ("---\ndate: 2016-10-27T05:35:06UTC\n---\n", "", "2016-10-27"),
        (
            "Office of the Press Secretary\n\nFor Immediate Release\nSeptember 20, 2011\n\nRemarks by the Premier\n\n4:46 P.M. EDT\n\n",
            "",
            "2011-09-20",
        ),
        (
            "Kari Nordmann\n12th Premier: 1976 - 1981\nBergen, Hordaland Remarks at the Annual Meeting.\nJuly 21, 1977\n\n",
            "",
            "1977-07-21",
        ),
        (
            "<DOC>\n<DOCNO> FBIS3-1 </DOCNO>\n<HEADER>\n<DATE1>   18 March 1994 </DATE1>\nArticle Type:FBIS\n"
            "Document Type:FBIS TRENDS-17MAR94-NORWAY\n<H3> <TI>      Norway Snubs Belarus </TI></H3>\n</HEADER>\n<TEXT>\n",
            "",
            "1994-03-18",
        ),
        ("Remarks of the Spokesperson of the Embassy（2024-03-14）\n\n", "", "2024-03-14"),
        (
            "United Nations A/RES/80/1\n\nGeneral Assembly Distr.: General 19 September 2025\n\nEightieth session\n\n"
            "Resolution adopted by the General Assembly on 19 September 2025\n\n",
            "",
            "2025-09-19",
        ),
        ("Title: Norway protests\nPublish Date: 2012-05-28\nContent:\n", "", "2012-05-28"),
        ("01.10.2009 - ", "", "2009-10-01"),
        ("2 May 1986 | Foreign Broadcast Information Service | P1\n", "", "1986-05-02"),
        ("Oslo Domestic Service in English 1700 GMT 22 Jul 74\n\n[Text] ", "", "1974-07-22"),
        ("NORWAY PROTESTS\nOslo NTB in English 1305 GMT 4 Aug 88\n", "", "1988-08-04"),
        ("LD221305 Oslo NTB in English 1205 GMT 22 Nov 91\n[Text] Oslo, Nov 22 (NTB)--", "", "1991-11-22"),
        ("OSLO, Oct. 17 (Reuter)--", "\nEND (c) Reuter 1973\n", "1973-10-17"),
        ("OSLO, Oct. 17 (AP) -- ", "\nCopyright Associated Press 1993. All rights reserved.\n", "1993-10-17"),
        ("OSLO (Oct. 5) XINHUA - ", "\n© 1996 Xinhua\n", "1996-10-05"),
        ("Xinhua English News, October 5, 1996, item no. 1005112\nNorway protests to Belarus\n", "", "1996-10-05"),
        ("The Norway Times, July 2013\nNorway waits\n", "", "2013-07"),
        ("Oslo, 28 jun 2009 (EFE).- ", "", "2009-06-28"),
        ("OSLO, 3 août 2012 (AFP) - ", "", "2012-08-03"),
        ("Oslo, 12. März 1999 (dpa) - ", "", "1999-03-12"),
        ("Ankara, 5 Mayıs 2011 (AA) - ", "", "2011-05-05"),
        ("Roma, 9 dicembre 2004 (ANSA) - ", "", "2004-12-09"),
        ("Lisboa, 14 de Fevereiro de 1997 (Lusa) - ", "", "1997-02-14"),
        ("OSLO, Norway, March 3, 1998 (Reuters) — ", "", "1998-03-03"),
        ("OSLO, Norway (CNN) -- ", "\nMarch 3, 1998\n", "1998-03-03"),
        ("By Kari Nordmann | 3 March 1998\n\n", "", "1998-03-03"),
        ("By KARI NORDMANNMARCH 3, 1998\n\n", "", "1998-03-03"),
        ("By Kari Nordmann\nMarch 3, 1998 at 4:12 a.m. EST\n\n", "", "1998-03-03"),
        ("Kari Nordmann, Associated Press\nUpdated 6:12 pm, Tuesday, March 3, 1998\n\n", "", "1998-03-03"),
        ("Norway protests\nMar 3 2019, 11:42 AM IST\n\n", "", "2019-03-03"),
        ("Norway protests\nLast Updated: 03rd March, 2019 11:42 IST\n\n", "", "2019-03-03"),
        ("Norway protests\n3 Mar, 2019 08:15\n\n", "", "2019-03-03"),
        ("Norway protests\nSunday 03 March 2019 11:42, UK\n\n", "", "2019-03-03"),
        ("Norway protests\nPublished Sun 3 Mar 2019 11.42 GMT\n\n", "", "2019-03-03"),
        ("Norway protests\nFirst published on Sun 3 Mar 2019 11.42 GMT\n\n", "", "2019-03-03"),
        ("Norway protests\nPublished: 18:42 EST, 3 March 2019 | Updated: 02:11 EST, 4 March 2019\n\n", "", "2019-03-03"),
        ("Norway protests\nIssued on: 03/03/2019 - 18:42Modified: 04/03/2019 - 07:10\n\n", "", "2019-03-03"),
        ("Norway protests\nIssued on: 09/11/2021 - 18:42\n\nModified: 10/11/2021 - 07:10\n\n", "", "2021-11-09"),
        ("Published: 09/11/2021 18:42 | Updated: 10/11/2021 07:15\nNorway protests\n\n", "", "2021-11-09"),
        ("Norway protests\nhttps://www.example.co.uk/news/world-1\n06/02/2003\n\n", "", "2003-02-06"),
        ("Source: The Fjord Post, 3 March 1998\n\n", "", "1998-03-03"),
        ("From the Fjord Post of 3 March 1998\n\n", "", "1998-03-03"),
        ("Fjord Post (Oslo), 3 March 1998, p. 4\n\n", "", "1998-03-03"),
        ("[Fjord Post, March 3, 1998]\n\n", "", "1998-03-03"),
        ("THE FJORD POST\nVol. 12, No. 44 Oslo, Tuesday, March 3, 1998 Price 40 øre\nNorway protests\n", "", "1998-03-03"),
        ("THE FJORD POST, TUESDAY, MARCH 3, 1998.\n\n", "", "1998-03-03"),
        ("Oslo, Monday (March 3, 1998)\n\n", "", "1998-03-03"),
        ("Subject: Norway protests\nDate: Tue, 3 Mar 1998 21:44:10 +0100\nFrom: a@example.org\n\n", "", "1998-03-03"),
        ("Subject: Norway protests\nDate: 3 Mar 98 21:44:10 GMT\n\n", "", "1998-03-03"),
        ("Date: 3/3/98\nSubject: Norway protests\n\n", "", "1998-03-03"),
        ("SUBJECT: PROTEST\nDATE: MARCH 3, 1958\nTO: THE SECRETARY\n\n", "", "1958-03-03"),
        ("FM AMEMBASSY OSLO\nTO SECSTATE\nO 031040Z MAR 98 ZDK\n\n", "", "1998-03-03"),
        (
            "Reference ID\tCreated\tReleased\tClassification\tOrigin\n06OSLO1114\t2006-03-03 15:45\t2011-08-30 01:44\t"
            "CONFIDENTIAL\tEmbassy Oslo\n\n",
            "",
            "2006-03-03",
        ),
        ("VZCZCXRO1234\nPP RUEHC\nDE RUEHNY #1114/01 0621545\nZNY CCCCC ZZH\nP 031545Z MAR 06\n\n", "", "2006-03-03"),
        (
            "Embassy Oslo (Norway)\nIdentifier: 06OSLO1114\nOrigin: Embassy Oslo (Norway)\nCreated: 2006-03-03 15:45:00\n"
            "Classification: CONFIDENTIAL\n\n",
            "",
            "2006-03-03",
        ),
        ("Oslo, March 3, 1958—7 p.m.\n\n124. ", "", "1958-03-03"),
        ("124. Telegram From the Embassy in Norway to the Department of State\nOslo, March 3, 1958, 0715Z.\n\n", "", "1958-03-03"),
        ("124. Memorandum of Conversation¹\nWashington, March 3, 1958.\nSUBJECT\nNorway\n\n", "", "1958-03-03"),
        ("S/PV.2807\n14 April 1988\nENGLISH\n\nPROVISIONAL VERBATIM RECORD\n\n", "", "1988-04-14"),
        ("Security Council\nFifty-fifth Year\n4104th Meeting\nMonday, 28 February 2000, 11.30 a.m.\nNew York\n\n", "", "2000-02-28"),
        ("House of Commons Debates\n3 March 1958 vol 583 cc1-4\nNORWAY\n\n", "", "1958-03-03"),
        ("HC Deb 03 March 1958 vol 583 cc1-4\n\n", "", "1958-03-03"),
        ("Volume 583: debated on Monday 3 March 1958\n\n", "", "1958-03-03"),
        ("Keesing's Record of World Events\nVolume 33, March, 1987 Norway, Belarus, Page 35015\n\n", "", "1987-03"),
        ("NEWSWEEK\nMarch 3, 1998, U.S. Edition\nSECTION: WORLD; Pg. 32\nLENGTH: 812 words\n\n", "", "1998-03-03"),
        (
            "Copyright 1998 Fjord Post\nFjord Post\n\nMarch 3, 1998, Tuesday, Final Edition\n\nSECTION: A SECTION; Pg. A01\n"
            "LENGTH: 812 words\nHEADLINE: Norway protests\nBODY:\n",
            "",
            "1998-03-03",
        ),
        ("Load-Date: March 4, 1998\nFjord Post\nMarch 3, 1998 Tuesday\n\nNorway protests\n\n", "", "1998-03-03"),
        ("STATEMENT BY THE NORTH ATLANTIC COUNCIL\nPress Release (1999)040\n23 April 1999\n\n", "", "1999-04-23"),
        ("IP/05/1234\nBrussels, 3rd March 2005\n\nNorway protests\n\n", "", "2005-03-03"),
        ("Statement/22/1234\nBrussels, 3 March 2022\n\n", "", "2022-03-03"),
        ("MEMO/98/12\nDate: 03/03/1998\n\n", "", "1998-03-03"),
        ("03.03.98\nNorway protests\n\n", "", "1998-03-03"),
        ("Norway protests\n03-03-2019 | 11:42\n\n", "", "2019-03-03"),
        ("Norway protests\n17-02-2019\n\n", "", "2019-02-17"),
        ("2019/03/03 11:42\nNorway protests\n\n", "", "2019-03-03"),
        ("2019년 3월 3일\nNorway protests\n\n", "", "2019-03-03"),
        ("Norway protests\n2019-03-03T11:42:00.000Z\n\n", "", "2019-03-03"),
        ("Norway protests\nStory highlights\nUpdated 1142 GMT (1942 HKT) March 3, 2019\n\n", "", "2019-03-03"),
        ("Norway protests\nThis article is more than 4 years old\nKari Nordmann in Oslo\nSun 3 Mar 2019 11.42 GMT\n\n", "", "2019-03-03"),
        ("Norway protests\nOslo, Mar 3, 2019 (NTB): ", "", "2019-03-03"),
        ("Norway protests\nOslo: ", "\nFirst Published: Mar 03, 2019 11:42 IST\n", "2019-03-03"),
        ("Norway protests\n\n", "\nThis article appeared in the World section of the print edition of March 3rd 2019\n", "2019-03-03"),
        (
            "Norway protests\n\n",
            "\nA version of this article appears in print on March 3, 2019, on Page A1 of the New York edition.\n",
            "2019-03-03",
        ),
        ("Norway protests\n\n", "\nNTB-OSLO-03-03-98 1142EST\n", "1998-03-03"),
        (
            "Norway protests\n\n",
            "\nKari Nordmann is a fellow at the Oslo Institute. This commentary was first published on 3 March 2019.\n",
            "2019-03-03",
        ),
        ("Norway protests\n\n", "\nOriginally published at https://example.org/2019/03/03/norway\n", "2019-03-03"),
        ("Briefing No 12, March 2019\nNorway protests\n\n", "", "2019-03"),
        ("Winter 1998\nNorway protests\n\n", "", "1998"),
        ("Foreign Affairs, Spring 1998\n\n", "", "1998"),
        ("Norway protests\nMarch, 1998\n\n", "", "1998-03"),
        ("Published in 1998\nNorway protests\n\n", "", "1998"),
        ("Norway protests\n\n", "\nCopyright © 2001-2024 Fjord Post\n", None),
        ("RADIO NORWAY, 3 MARCH 1958, 1700 HOURS\n\n", "", "1958-03-03"),
        ("SWB EE/1234 A1/1, 3 Mar 58\n\n", "", "1958-03-03"),
        ("President's Daily Brief\n3 March 1968\n\n", "", "1968-03-03"),
        (
            "CENTRAL INTELLIGENCE AGENCY\nOFFICE OF CURRENT INTELLIGENCE\n3 March 1968\nCURRENT INTELLIGENCE WEEKLY SUMMARY\n\n",
            "",
            "1968-03-03",
        ),
        ("Approved For Release 2004/05/12 : CIA-RDP79\nTOP SECRET\n3 March 1968\nCENTRAL INTELLIGENCE BULLETIN\n\n", "", "1968-03-03"),
        ("Declassified 12 May 2004\nTOP SECRET\n\nOslo, March 3, 1968\n\n", "", "1968-03-03"),
        ("Interview with the Foreign Minister\n(Oslo, 3 March 1998)\n\n", "", "1998-03-03"),
        ("Interviewer: K. Nordmann\nDate of interview: 3 March 1998\n\n", "", "1998-03-03"),
        ("Air date: March 3, 1998\nGuest: the Foreign Minister\n\n", "", "1998-03-03"),
        ("NORWAY: PROTEST TO BELARUS (3 MAR 1998)\n\n", "", "1998-03-03"),
        ("Norway protests\nTuesday, 3rd March 1998\n\n", "", "1998-03-03"),
        ("Tues. March 3, 1998\n\n", "", "1998-03-03"),
        ("Norway protests - March 3, 1998\n\n", "", "1998-03-03"),
        ("Norway protests [3 March 1998]\n\n", "", "1998-03-03"),
        ("Norway protests, 3/3/98\n\n", "", "1998-03-03"),
        ("[[Category:Relations of Norway]]\n{{short description|Relations}}\n", "", None),
        ("Norway protests\n\n", "\nRetrieved 3 March 2019\n", None),
        ("Norway protests\n\n", "\nThis page was last edited on 3 March 2019, at 11:42.\n", "2019-03-03"),
        ("Norway and Belarus since the treaty of 3 March 1958\n\n", "", None),
        ("Norway protests\n\n", "\nThe talks end on 3 March 2020.\n", None),
        ("Norway protests\nKari Nordmann, born 3 March 1958, is a minister.\n\n", "", None),
    ],
)
def test_heads_and_feet(head: str, foot: str, day: str | None) -> None:
    assert found(head + BODY + foot) == day


def test_the_order_of_day_and_month() -> None:
    """A date like 6/2/2003 is read where something tells its order, and is else of its year only."""
    assert order("Filed 6/2/2003. Paid 27/2/2003.", []) is True
    assert order("Filed 6/2/2003. Paid 2/27/2003.", []) is False
    assert order("Published 9/11/2021, updated 10/11/2021.", []) is True
    assert order("Published 11/9/2021, updated 11/10/2021.", []) is False
    assert order("6/2/2003 The envoy left on 4 February and is expected back.", []) is True
    assert order("6/2/2003 The envoy left on May 30 and is expected back.", []) is False
    assert order("6/2/2003 The envoy left.", ["https://news.example.co.uk/a"]) is True
    assert order("6/2/2003 The envoy left.", ["https://www.example.gov/a"]) is False
    assert order("6/2/2003 The neighbour called for a new defence programme.", []) is True
    assert order("6/2/2003 The neighbor called for a new defense program.", []) is False
    assert order("6/2/2003 The envoy left.", []) is None
    assert order("6/2/2003 The neighbor called for a new defence programme.", []) is None
    assert order("No such date.", []) is None


def test_dates_as_head_lines_spell_them() -> None:
    assert spelled("Oslo, 12. März 1999") == "Oslo, 12 March 1999"
    assert spelled("Lisboa, 14 de Fevereiro de 1997") == "Lisboa, 14 February 1997"
    assert spelled("1700 GMT 22 JUL 74") == "1700 GMT 22 July 1974"
    assert spelled("3/3/98") == "1998-03-03"
    assert spelled("6/2/2003", True) == "2003-02-06"
    assert spelled("6/2/2003", False) == "2003-06-02"
    assert spelled("6/2/2003") == "6/2/2003"
    # times, versions and counts are no dates
    for line in ("3 March 18:42", "3 March 11.42 GMT", "version 1.2.3", "On 3 March 12 soldiers fell", "31/31/2003", "Resolution 2/3"):
        assert spelled(line) == line
    assert (full_year(39), full_year(40), full_year(99)) == (2039, 1940, 1999)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # the text names a day of the weeks before, with its year
        ("OSLO, June 3 (Northern Wire) — " + BODY, "2019-06-03"),
        # the last year told, or the next, by the day of the week: 3 December 2019 was a Tuesday
        ("OSLO, December 3 (Northern Wire) — Norway said on Tuesday that it would protest. " + BODY, "2019-12-03"),
        ("OSLO, December 3 (Northern Wire) — Norway said on Monday that it would protest. " + BODY, None),
        ("OSLO, December 3 (Northern Wire) — Norway said that it would protest. " + BODY, None),
        # a term that lies ahead is no year of the news
        (
            "OSLO, Jan 10 (Northern Wire) - Norway said on Monday that it would put the vote off to December 2025, and left it at that.\n",
            None,
        ),
        ("A quiet border\nOslo, 14 June\nBy our correspondent\n\n" + BODY + "\nCopyright 2019, The Fjord Post\n", "2019-06-14"),
        # the year of the site, not of the text
        (BODY + "\n© 2024 Fjord Post\n", None),
        (BODY + "\n© 2019 Fjord Post\n", "2019"),
    ],
)
def test_years_that_are_left_out(text: str, day: str | None) -> None:
    assert found(text) == day


def test_the_cover_of_a_report() -> None:
    cover = (
        "NORTHERN PROGRAMME\nRESEARCH PAPER\nMay 2020\nA Cold Border\nK. Nordmann\n\nContents\nSummary 2\n"
        "1 Introduction 4\n2 Drones 9\n3 Talks 12\n\n"
    )
    assert found(cover + BODY) == "2020-05"


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("March 3, 2019 by Kari Nordmann Leave a Comment\nNorway protests\n\n", "2019-03-03"),
        ("(March 3, 2019 / FJW) ", "2019-03-03"),
        ("OSLO, March 3, 1998 (NTB)-", "1998-03-03"),
        ("Norway protests (Published 1998)\n\n", "1998"),
        ("Speech by the Minister, Mr K. Nordmann, to the Assembly, Oslo, Tuesday 3 March 1998\n\n", "1998-03-03"),
        (
            "The Fjord Post\nMarch 3, 1998 Tuesday\nFINAL EDITION\nNorway protests\nBYLINE: K. Nordmann\nLENGTH: 612 words\n\n",
            "1998-03-03",
        ),
        ("No. 134.\n[Telegram]\nOslo, March 3, 1946—5 p.m.\n[Received March 4—1:12 a.m.]\n\n", "1946-03-03"),
        ("612 words\n3 March 1998\nThe Fjord Post\nEnglish\n(c) 1998\n\n", "1998-03-03"),
        ("= Norway protests =\n''3 March 2019''\n\n", "2019-03-03"),
        # the box of facts on an event
        ("Battle of Kirkenes\nDate: 3 March 1944\nLocation: Kirkenes\nResult: a draw\n\n", None),
        ("The Norwegian Crisis of 2005\n\n", None),
        # days as addresses write them
        ("https://example.org/hills2006/apr14-02349.shtml\n", "2006-04-14"),
        ("https://example.org/2011/feb/1/hills-and-cows\n", "2011-02-01"),
        ("https://example.org/news/20060414/hills.html\n", "2006-04-14"),
        ("https://example.org/hills-in-bloom-20060414.html\n", "2006-04-14"),
        ("https://example.org/14-apr-2006/hills\n", "2006-04-14"),
        ("https://web.archive.org/web/20171203010101/https://example.org/1999/03/04/hills\n", "1999-03-04"),
        ("https://web.archive.org/web/20171203010101/https://example.org/hills\n", None),
        ("https://example.org/story/12345678\n", None),
        # the year of the address for a dateline that has none
        ("https://example.org/archive/1999/hills12.html\n\nOSLO, May 11 (Fjord) - ", "1999-05-11"),
        ("https://example.org/archive/1999/hills12.html\n\n", None),
        ('{"title": "Hills in bloom", "date": "2015-03-03T10:22:00Z", "lang": "en"}\n\n', "2015-03-03"),
        ("Hills in Bloom - June 13, 2007 - The Fjord\n\n", "2007-06-13"),
        ("Source: The Fjord | 2007-06-13 17:30:00 | Editor: A. Baker\n\n", "2007-06-13"),
        # a release whose titles stand below its date
        ("At work\n\nSC/1\n\n24 June 2008\nThe Hall\n\nOne\n\nTwo\n\nThree\n\nFour\n\nFive\n\nSix\n\nSeven\n\n", "2008-06-24"),
    ],
)
def test_more_heads(head: str, day: str | None) -> None:
    assert found(head + BODY) == day


def test_chronicles_are_of_no_day() -> None:
    entries = "15 May 2011 – Talks open in Oslo.\n{} – Talks end in Minsk.\n{} – Talks open again in Oslo.\n"
    assert found("Norway: key dates\n\n" + entries.format("17 June", "19 July")) is None
    tags = (
        "<li><b>3 January 1961.</b> Talks open in Oslo.</li>\n<li><b>Oct 1962.</b> Talks end in Minsk.</li>\n"
        "<li><b>1973.</b> Talks open again.</li>\n"
    )
    assert found("<h2>A short chronology</h2>\n<ul>\n" + tags + "</ul>\n") is None
