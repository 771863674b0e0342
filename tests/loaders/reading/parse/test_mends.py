"""Trees put right: each sentence is one that the pinned parser gets wrong."""

from __future__ import annotations

import pytest

from volteface.graph.model import Document
from volteface.loaders.reading.parse.parser import load_pipeline
from volteface.loaders.reading.reader import Reader


def said(text: str) -> set[tuple[str, str, str]]:
    return {(one.source, one.type, one.target) for one in Reader().read(Document("a.txt", text))}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Uganda on Monday accused neighbouring Rwanda of backing the M23 rebels in eastern Congo.", ("Uganda", "opposes", "Rwanda")),
        ("Ecuador accused visiting Mexican officials of meddling in its elections.", ("Ecuador", "opposes", "Mexico")),
        ("Guyana said Venezuelan troops had crossed the river and called on Brazil to intervene.", ("Guyana", "opposes", "Brazil")),
        (
            "Serbia's foreign minister told parliament in a speech that Kosovo was persecuting Serbs.",
            ("Serbia", "opposes", "Kosovo"),
        ),
        (
            "Cuba's delegate, Raul Roa, charged that Guatemala had allowed the United States to train exiles.",
            ("Raúl Roa", "opposes", "Guatemala"),
        ),
        (
            "Panama, which won a World Court judgment against Honduras in 1986, withdrew its claim for damages five years later.",
            ("Panama", "opposes", "Honduras"),
        ),
        (
            "The Soviet leader, Leonid Brezhnev, promised President Assad more tanks.",
            ("Leonid Brezhnev", "supports", "Bashar al-Assad"),
        ),
    ],
)
def test_who_does_it(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in said(text)


def test_who_visits_is_not_visited() -> None:
    assert not [row for row in said("Ecuador accused visiting Mexican officials of meddling in its elections.") if row[1] == "cooperates"]


def test_a_list_within_commas_acts_on_nobody() -> None:
    text = "Libya's commander Haftar, who has received Russian mercenaries, Emirati drones and Egyptian support, besieged Tripoli in 2019."
    assert {row[0] for row in said(text) if row[1] == "attacks"} <= {"Libyan National Army", "Khalifa Haftar"}


def test_by_whose_account_is_not_to_whom() -> None:
    text = "North Korea has sent more than 10,000 soldiers to help Russia, according to officials in Seoul and Washington."
    assert said(text) == {("North Korea", "supports", "Russia")}


def test_what_is_right_stays() -> None:
    (tree,) = load_pipeline().pipe(["Chad kept visiting Mali and Niger."])
    visiting = next(token for token in tree if token.text == "visiting")
    assert [child.text for child in visiting.children] == ["Mali"]


def test_a_moved_branch_takes_all_below_it() -> None:
    (tree,) = load_pipeline().pipe(["Chad praised the large army of Mali."])
    army = next(token for token in tree if token.text == "army")
    army.part_of(tree[0], "appos")
    assert army in tree[0].children
    assert army not in tree[1].children
    assert [token.text for token in tree[0].subtree] == ["Chad", "the", "large", "army", "of", "Mali"]


def test_who_is_angry_is_not_to_whom() -> None:
    assert said("Chad reopened the road, to the fury of Sudan.") == {("Sudan", "opposes", "Chad")}


def test_to_whom_one_complains_is_not_of_whom() -> None:
    assert said("Peru complained to the United Nations about Chile.") == {("Peru", "opposes", "Chile")}
    assert said("Peru protested to Chile over the arrest.") == {("Peru", "opposes", "Chile")}


def test_who_sends_others_away_sends_nobody() -> None:
    assert not [row for row in said("Niger's military rulers ordered French troops to leave.") if row[1] == "attacks"]
    assert ("Russia", "attacks", "Georgia") in said("Russia ordered its forces into Georgia in 2008.")


@pytest.mark.parametrize("state", ["Chad", "Georgia", "Jordan", "Guinea"])
@pytest.mark.parametrize("date", ["On Monday", "In March", "In May", "In April"])
def test_a_date_without_a_comma_takes_nobody_in(date: str, state: str) -> None:
    assert (state, "opposes", "Sudan") in said(f"{date} {state} accused Sudan of backing the rebels.")


@pytest.mark.parametrize(
    "text",
    [
        "Fearing war, Kenya stopped the trade.",
        "By",
        "In 1990",
        "And",
        "and,",
        "among them",
        "Among them,",
        "Hosted",
        "Chad and,",
        ", and , Chad",
        "against",
        "Chad against",
    ],
)
def test_scraps_are_left_as_they_are(text: str) -> None:
    """The reader meets them as whole sentences: in tables, in broken lines."""
    Reader().read(Document("scrap.txt", f"{text}\n\nChad condemned Niger. {text}"))
