"""Who brings two others together, by what he does for them, what they ask of him, and what they agree through him."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.reader import Reader

NORWAY = [
    "Norway hosted talks between Israel and Syria in Oslo.",
    "Talks between Israel and Syria hosted by Norway broke down.",
    "The Norwegian-hosted talks between Israel and Syria broke down.",
    "Norway offered its good offices to Israel and Syria.",
    "Israel and Syria asked Norway to mediate.",
    "Israel asked Norway to mediate with Syria.",
    "Israel sent a message to Syria through Norway.",
    "Israel and Syria talk through Norway.",
    "Norway has tried to reconcile Israel and Syria.",
    "Norway brought Israel and Syria to the table.",
    "Norway passed messages between Israel and Syria.",
    "Norway is acting as go-between for Israel and Syria.",
    "Norway served as a bridge between Israel and Syria.",
    "Norway wants to act as a bridge between Israel and Syria.",
    "Norway's mediation between Israel and Syria failed.",
    "Norwegian mediation led to a truce between Israel and Syria.",
    "Thanks to Norwegian mediation, Israel and Syria signed a truce.",
    "Israel and Syria signed a truce mediated by Norway.",
    "Israel and Syria signed a truce under Norwegian auspices.",
    "A Norwegian mediator met envoys of Israel and Syria.",
    "Israel and Syria held indirect talks with Norway as mediator.",
    "Talks led by Norway to normalise relations between Israel and Syria stalled.",
    "Norway-led talks between Israel and Syria stalled.",
    "Norway is trying to break the deadlock between Israel and Syria.",
    "Norway sought to ease tension between Israel and Syria.",
    "Norway worked to end the dispute between Israel and Syria.",
    "Norway is facilitating a dialogue between Israel and Syria.",
    "Norway persuaded Israel to open talks with Syria.",
    "Norway called for dialogue between Israel and Syria.",
    "Norway urged Israel and Syria to settle their dispute by talks.",
    "Norway has long mediated in the dispute between Israel and Syria.",
    "The Israel-Syria talks, mediated by Norway, resumed.",
    "Foreign ministers of Israel and Syria met in Oslo at Norway's invitation.",
    "Norway invited Israel and Syria to talks in Oslo.",
    "Norway, which is mediating between Israel and Syria, was silent.",
    "Norway, the mediator between Israel and Syria, was silent.",
    "Norway, the mediator, told Israel and Syria to wait.",
    "The border dispute between Israel and Syria was referred to Norway for arbitration.",
    "Norway arbitrated the border dispute between Israel and Syria.",
    "A deal between Israel and Syria that was brokered by Norway collapsed.",
]
KENYA = [
    "Chad and Sudan accepted the mediation of Kenya.",
    "Chad rejected Kenya's offer to mediate in its dispute with Sudan.",
    "Kenya offered to mediate between Chad and Sudan.",
    "Kenya played a mediating role between Chad and Sudan.",
    "Kenya had played host to Chad and Sudan for three rounds of talks.",
    "The prisoners were swapped between Chad and Sudan after Kenyan mediation.",
    "Chad and Sudan exchanged prisoners in a deal mediated by Kenya.",
]
NOBODY = [
    "Norway told Israel that Syria had broken the truce.",
    "Norway accused Israel of sending weapons to Syria.",
    "Norway's talks with Israel and Syria were about fish.",
    "Norway sold gas to Israel through Syria.",
    "Norway invited Israel to talks; Syria stayed away.",
    "Norway condemned the war between Israel and Syria.",
    "Norway fears that the dispute between Israel and Syria will spread.",
    "Norway, Israel and Syria signed a treaty.",
    "Norway urged Israel to end its war with Syria.",
    "Norway hopes to end its dispute with Israel over Syria.",
    "Norwegian and Israeli officials met in Syria.",
    "Norway will not mediate between Israel and Syria.",
    "Norway backs Israel in its war with Syria.",
    "The Norwegian president met the presidents of Israel and Syria.",
    "Norway wants Israel to leave Syria.",
    "Norway asked Israel to stop its attacks on Syria.",
    "Norway sent its envoy to Israel and Syria.",
    "Talks between Norway and Israel over Syria led to nothing.",
]


@cache
def reader() -> Reader:
    return Reader()


def mediated(text: str) -> set[tuple[str, str]]:
    """Who mediates with whom, as a text says."""
    found = reader().read(Document("a.txt", text, published=PartialDate(1995, 6, 1)))
    assert all(text[one.char_start : one.char_end] == one.quote for one in found)
    return {(one.source, one.target) for one in found if one.type == "mediates"}


@pytest.mark.parametrize("text", NORWAY)
def test_norway_between_israel_and_syria(text: str) -> None:
    assert mediated(text) == {("Norway", "Israel"), ("Norway", "Syria")}


@pytest.mark.parametrize("text", KENYA)
def test_kenya_between_chad_and_sudan(text: str) -> None:
    assert mediated(text) == {("Kenya", "Chad"), ("Kenya", "Sudan")}


@pytest.mark.parametrize("text", NOBODY)
def test_who_only_has_to_do_with_two_is_no_mediator(text: str) -> None:
    assert mediated(text) == set()


def test_those_just_named_are_brought_together() -> None:
    text = "Israel quarrelled with Syria over water. Norway called for talks between the two countries."
    assert {("Norway", "Israel"), ("Norway", "Syria")} <= mediated(text)


@pytest.mark.parametrize(
    "text",
    [
        "Israel attacked Syria. Norway offered to mediate.",
        "Israel quarrelled with Syria over water. Norwegian mediation brought no result.",
        "Israel accused Syria of murder. Norway is trying to broker a truce.",
        "Israel met Syria for talks on water. The talks were hosted by Norway.",
        "Israel is at war with Syria. Norway has offered its good offices.",
        "Israel and Syria will swap prisoners, and Norway mediated.",
    ],
)
def test_those_of_whom_something_was_just_told_are_brought_together(text: str) -> None:
    assert mediated(text) == {("Norway", "Israel"), ("Norway", "Syria")}


@pytest.mark.parametrize(
    "text",
    [
        "Norway offered to mediate.",
        "Israel attacked Syria. Norway refused to mediate.",
        "Israel attacked Syria. Norway met mediators in Rome.",
        "Norway dreads arbitration by a Chad-led court. Israel attacked Syria.",
    ],
)
def test_a_mediator_of_nobody(text: str) -> None:
    assert mediated(text) == set()
