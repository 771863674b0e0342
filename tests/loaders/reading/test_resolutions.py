"""Paragraphs of resolutions, preambles and listed communiqués: what they say, their body says, and the quote is the paragraph's."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.reader import Reader
from volteface.loaders.reading.resolutions import spelt_out
from volteface.loaders.reading.sentences import sentences

COUNCIL = """Resolution 612 (1991)

The Security Council,

Recalling its resolution 601 (1990) of 2 November 1990,

Gravely concerned at the shelling of Chad by Libya,

Reaffirming its support for the Government of Somalia,

1. Condemns the attack by Ethiopia on Somalia;

2. Calls upon Sudan to cease all support for the rebels in Uganda;

3. Also commends Kenya for its mediation.
"""
UNION = """RESOLUTION ON ANGOLA

The Assembly of Heads of State and Government of the Organization of African Unity, meeting in its Twelfth Session in Kampala, Uganda,

Having heard the report of its Secretary-General,
1. STRONGLY CONDEMNS South Africa for its invasion of Angola;
2. EXPRESSES its gratitude to Zambia;
3. APPEALS to Zaire to end its assistance to the rebels of UNITA.
"""
EUROPE = """European Parliament resolution on the situation in Kenya

The European Parliament,
- having regard to its previous resolutions on Kenya,
A. whereas the outcome of the vote is disputed,
1. Urges the Kenyan Government to respect its commitments;
2. Welcomes the mediation by Ghana;
3. Instructs its President to forward this resolution.
"""
MINISTERS = """FINAL COMMUNIQUE

The Foreign Ministers of Honduras and Guatemala met in Tegucigalpa on 8 August 1987.

The Foreign Ministers of Honduras and Guatemala:

- Expressed their deep concern at the attitude of Nicaragua;
- Thanked the Government of Venezuela.
"""
WE = """Declaration

The Heads of Government of Barbados and Guyana, meeting in Georgetown,

Deploring the threats made by Venezuela,
Welcoming the support of Canada,
Have agreed as follows.
"""


@cache
def said(text: str) -> frozenset[tuple[str, str, str]]:
    found = Reader().read(Document("resolution.txt", text, published=PartialDate(1991, 5, 14)))
    assert all(text[one.char_start : one.char_end] == one.quote for one in found)
    return frozenset((one.source, one.type, one.target) for one in found)


@pytest.mark.parametrize(
    ("text", "source", "type", "target"),
    [
        (COUNCIL, "UN Security Council", "opposes", "Ethiopia"),
        (COUNCIL, "Ethiopia", "attacks", "Somalia"),
        (COUNCIL, "UN Security Council", "opposes", "Sudan"),
        (COUNCIL, "UN Security Council", "supports", "Kenya"),
        (COUNCIL, "UN Security Council", "supports", "Somalia"),
        (COUNCIL, "Libya", "attacks", "Chad"),
        (UNION, "Organisation of African Unity", "supports", "Zambia"),
        (UNION, "Organisation of African Unity", "opposes", "South Africa"),
        (UNION, "South Africa", "attacks", "Angola"),
        (EUROPE, "European Union", "opposes", "Kenya"),
        (EUROPE, "European Union", "supports", "Ghana"),
        (MINISTERS, "Guatemala", "opposes", "Nicaragua"),
        (MINISTERS, "Honduras", "supports", "Venezuela"),
        (WE, "Guyana", "opposes", "Venezuela"),
        (WE, "Barbados", "supports", "Canada"),
    ],
)
def test_paragraph_says_what_its_body_says(text: str, source: str, type: str, target: str) -> None:
    assert (source, type, target) in said(text)


def test_its_in_a_paragraph_is_the_body() -> None:
    assert ("Ethiopia", "supports", "Somalia") not in said(COUNCIL)
    assert ("South Africa", "supports", "Zambia") not in said(UNION)


@pytest.mark.parametrize(
    "text",
    [
        "The Prime Minister,\n\nCondemns is a word that he never used.\n",
        "The News:\n\nCondemned man escapes.\n\nBus falls into river.\n\nRain tomorrow.\n",
        "Council Meets\n\nThe council met on Monday. Noting this, Kenya left the room.\n",
    ],
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    found = sentences(text)
    assert spelt_out(found) == found


def test_what_is_put_in_stands_at_the_first_letter() -> None:
    text = "The Security Council,\n\n1. Condemns Chad;\n\n2. Thanks Mali.\n"
    one = spelt_out(sentences(text))[1]
    assert one.clean.startswith("The Security Council condemns Chad")
    assert text[slice(*one.span(0, len("The Security Council condemns Chad")))] == "Condemns Chad"
