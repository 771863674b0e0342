"""Dates that a document gives by being what it is: a statement, a speech, a transcript, the record of a talk, a cable."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.reader import Reader

PUBLISHED = "2025-07-03"


@cache
def reader() -> Reader:
    return Reader()


def starts(text: str, source: str, target: str) -> set[str | None]:
    """The starts of what is read between two parties, whichever acts; fails where nothing is read."""
    found = reader().read(Document("note.txt", text, published=PartialDate.parse(PUBLISHED)))
    both = [one for one in found if {one.source, one.target} == {source, target}]
    assert both, f"nothing read between {source} and {target}"
    return {str(one.start) if one.start else None for one in both}


MEETING = """United Nations
Security Council
Verbatim record of the ninth meeting

The PRESIDENT: I call on the representative of Kenya.
Mr. MWANGI (Kenya): Kenya condemns Uganda. In June Uganda attacked Rwanda. {}
Ms. NAKATO (Uganda): Uganda rejects the charges of Kenya.
Mr. ODHIAMBO (Kenya): Nobody believes it.
"""


def test_a_state_speaks_in_its_turn() -> None:
    text = MEETING.format("")
    assert starts(text, "Kenya", "Uganda") == {PUBLISHED}
    assert starts(text, "Uganda", "Rwanda") == {"2025-06"}
    # What others do is not done by telling it.
    assert starts(MEETING.format("Peru supports Chile."), "Peru", "Chile") == {None}


@pytest.mark.parametrize(
    ("sentence", "start"),
    [
        ("We condemn Uganda, which raided a camp last night.", PUBLISHED),
        ("Kenya strongly condemns Uganda.", PUBLISHED),
        ("We are appalled by Uganda.", PUBLISHED),
        ("Kenya condemned Uganda.", PUBLISHED),
        ("Kenya condemned Uganda in 2019.", "2019"),
    ],
)
def test_a_statement_acts_on_its_day(sentence: str, start: str) -> None:
    text = f"Statement by the Government of Kenya\nNairobi\n\nThe Government of Kenya has the following to say to all. {sentence}\n"
    assert start in starts(text, "Kenya", "Uganda")


def test_what_a_voice_applauds_is_not_its_own_act() -> None:
    text = "Statement by the Government of Kenya\nNairobi\n\nWe applaud Peru for imposing sanctions on Chile.\n"
    assert starts(text, "Peru", "Chile") == {None}


NEWS = "The minister told a press conference in Nairobi that rain was expected, and he issued a statement on the harvest of maize.\n\n{}\n"


def test_a_press_conference_that_is_told_of_makes_no_transcript() -> None:
    assert starts(NEWS.format("The envoy said that Kenya condemned Uganda."), "Kenya", "Uganda") == {None}
    assert starts(NEWS.format("Kenya condemns Uganda."), "Kenya", "Uganda") == {None}


def test_a_transcript_records_what_is_said_in_it_not_what_it_tells() -> None:
    text = "Transcript of the daily press briefing\nNairobi\n\nQUESTION: {0}\nMR. MWANGI: No comment.\nQUESTION: {0}\nMR. MWANGI: None.\n"
    assert starts(text.format("Peru said that it condemned Chile."), "Peru", "Chile") == {None}


@pytest.mark.parametrize("head", ["Memorandum of Conversation", "Joint Communique", "Readout of the call with the minister"])
def test_the_record_of_a_talk_is_of_its_day(head: str) -> None:
    assert starts(f"{head}\n\nThe minister of Kenya condemned Uganda.\n", "Kenya", "Uganda") == {PUBLISHED}


def test_a_cable_tells_what_was_said_in_the_talk_that_it_reports() -> None:
    head = "FM AMEMBASSY LIMA\nTO SECSTATE WASHDC\n\n"
    text = head + "1. Ambassador met the Foreign Minister of Peru on Wednesday.\n\n2. Kenya accused Uganda of theft.\n"
    assert starts(text, "Kenya", "Uganda") == {"2025-07-02"}
    two = text.replace("on Wednesday.", "on Wednesday. On Monday the Ambassador met the King.")
    assert starts(two, "Kenya", "Uganda") == {None}
