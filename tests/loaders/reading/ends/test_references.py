"""What a text means by "those governments", "the rebels", "they", "the general", "along with B"."""

from __future__ import annotations

from functools import cache

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Actor, Document
from volteface.loaders.reading.reader import Reader

Row = tuple[str, str, str]


@cache
def reader() -> Reader:
    return Reader()


def rows(text: str, year: int = 1995) -> set[Row]:
    """The signed rows of a text; leaders count for their state."""

    def state(name: str, kind: str) -> str:
        entry = reader().dictionary.entry(Actor(name, kind))
        return entry.offices[-1].of.name if entry and entry.offices else homes.get(name, name)

    found = reader().read(Document("a.txt", text, published=PartialDate(year, 6, 1)))
    homes = {one.source: one.target for one in found if one.type == "leads"}
    sign = {1: "+", -1: "-"}
    return {(state(one.source, one.source_kind), sign[one.sign], state(one.target, one.target_kind)) for one in found if one.sign}


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Kenya, Egypt and Oman met in Rome. Those governments have condemned Iran for the attack.", {"Kenya", "Egypt", "Oman"}),
        ("Kenya, Egypt and Oman met in Rome. All three have condemned Iran for the attack.", {"Kenya", "Egypt", "Oman"}),
        ("Kenya and Egypt met in Rome. Both have condemned Iran for the attack.", {"Kenya", "Egypt"}),
        ("The Turks have bought wheat. They condemned Iran on Monday.", {"Turkey"}),
        ("Somali troops entered the capital. They attacked Iran at dawn.", {"Somalia"}),
        ("The Poles have bought wheat. Their government condemned Iran.", {"Poland"}),
        ("General Tomas Berglund, Chile's ruler, came home. The general condemned Iran on Monday.", {"Chile"}),
        ("Boko Haram has taken a town. The militants also attacked Iran.", {"Boko Haram"}),
        ("The Taliban took a town. The movement condemned Iran.", {"Taliban"}),
        ("NATO met in Brussels. The alliance threatened Iran with strikes.", {"NATO"}),
        ("The Gulf Cooperation Council met in Doha. The council condemned Iran.", {"Gulf Cooperation Council"}),
        ("Kenya issued a statement on Sunday. The statement condemned Iran.", {"Kenya"}),
        ("A note was sent by Kenya. The note, read on the radio, condemned Iran. It accused Iran of theft.", {"Kenya"}),
        ("Kenya issued a statement on Sunday. The Ghanaian statement condemned Iran.", {"Ghana"}),
        ("Kenya issued a statement on Sunday. The communique condemned Iran.", set()),
        ("Emmanuel Macron met Olaf Scholz in Rome. The leaders condemned Iran.", {"France", "Germany"}),
        ("The foreign ministers of ASEAN met in Manila. The ministers condemned Iran.", {"ASEAN"}),
        ("The presidents of Kenya, Uganda and Chad met. The presidents condemned Iran.", {"Kenya", "Uganda", "Chad"}),
        ("Leaders of NATO met in Rome. The leaders of the strike condemned Iran.", set()),
        ("France armed Chad. Paris's ally in N'Djamena attacked Iran.", {"Chad"}),
    ],
)
def test_who_is_meant(text: str, doers: set[str]) -> None:
    assert {source for source, sign, target in rows(text) if target == "Iran" and sign == "-"} == doers


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Peru and Chile both accused the other of theft.", "-"),
        ("Peru and Chile signed a treaty in 1929. Each side accused the other of bad faith.", "-"),
        ("Peru and Chile left the talks in 1929, with each blaming the other.", "-"),
        ("Peru and Chile have each expelled the other's ambassador.", "-"),
    ],
)
def test_what_each_does_to_the_other(text: str, sign: str) -> None:
    assert {("Peru", sign, "Chile"), ("Chile", sign, "Peru")} <= rows(text)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Iraq invaded Kuwait. Egypt has condemned the aggressor.", ("Egypt", "-", "Iraq")),
        ("Iraq invaded Kuwait. The occupying army, Egypt said, had attacked Oman.", ("Iraq", "-", "Oman")),
        ("Iraq invaded Kuwait. The invaders were denounced by Egypt.", ("Egypt", "-", "Iraq")),
        ("Iraq invaded Kuwait. Egypt has supported the victim.", ("Egypt", "+", "Kuwait")),
        ("Iraq invaded Kuwait. Later Kuwait attacked the enemy.", ("Kuwait", "-", "Iraq")),
        ("The Taliban took a town. Pakistan had long supported them.", ("Pakistan", "+", "Taliban")),
        ("Kenya broke with Oman. In June Oman seized its ships.", ("Oman", "-", "Kenya")),
        ("President Sall of Senegal flew to Mali on Monday. His hosts condemned Iran.", ("Mali", "-", "Iran")),
        ("Nepal has asked India for help. The giant to the south condemned Iran.", ("India", "-", "Iran")),
        ("Lesotho wants water. The kingdom accused its giant neighbour of theft.", ("Lesotho", "-", "South Africa")),
        ("ASEAN met in Manila. The association condemned Iran.", ("ASEAN", "-", "Iran")),
        ("Australia trades with Fiji. It has condemned Chinese attacks on the country.", ("China", "-", "Fiji")),
        ("Kenya and Oman quarrelled. Hezbollah fired rockets. Israel bombed its bases.", ("Israel", "-", "Hezbollah")),
    ],
)
def test_by_what_was_done(text: str, row: Row) -> None:
    assert row in rows(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya met Oman. France has condemned the aggressor.",
        "Iraq invaded Kuwait. Egypt has condemned the aggressor in the Sudan war.",
        "Kenya wants water. Oman condemned its hosts.",
        "Kenya spoke with Oman. Oman bombed its own bases.",
        "Kenya spoke with Oman. Oman withdrew its army.",
    ],
)
def test_not_by_what_was_done(text: str) -> None:
    assert not {one for one in rows(text) if one[1] == "-"} - {("Iraq", "-", "Kuwait")}


def test_the_two_neighbours_are_those_of_the_sentence() -> None:
    text = (
        "Peru and Chile are at odds. Peru condemned Chile. Chile has accused Peru of theft. "
        "Bolivian ships sailed off Chile. Peru is silent on the two neighbours' latest quarrel."
    )
    assert not {one for one in rows(text) if "Bolivia" in one}


def test_the_former_and_the_latter_are_told_apart() -> None:
    found = rows("Chad and Libya met. The former was armed by France and the latter by Cuba.")
    assert ("France", "+", "Chad") in found
    assert ("Libya", "+", "Chad") not in found


def test_another_other_is_none_of_the_two() -> None:
    assert rows("Peru armed one faction in Mali. Chile armed the other.") == {("Peru", "+", "Mali")}


def test_the_rebels_are_not_those_whom_the_sentence_names() -> None:
    text = "Boko Haram has taken a town. The rebels, who are fighting the Taliban, condemned Iran."
    assert "Taliban" not in {source for source, _, target in rows(text) if target == "Iran"}


def test_along_with_joins_what_stands_beside_it() -> None:
    assert rows("Kenya praised Togo, along with Benin.") == {("Kenya", "+", "Togo"), ("Kenya", "+", "Benin")}
    assert {("Kenya", "+", "Togo"), ("Benin", "+", "Togo")} <= rows("Kenya, along with Benin, praised Togo.")


def test_it_is_none_of_several_subjects() -> None:
    assert ("Kenya", "+", "Togo") in rows("Chad and Niger have broken off relations with Togo. Kenya offered it food.")


def test_them_after_a_people() -> None:
    assert ("Pakistan", "-", "India") in rows("The Indians have bought wheat. The Pakistanis broke off relations with them in return.")


def test_the_junta_is_no_democracy() -> None:
    found = rows("Argentina has landed troops, and the United States is shocked. Peru stands behind the junta.")
    assert not any(target == "United States" for _, sign, target in found if sign == "+")


def test_who_condemns_the_coup_is_against_those_who_made_it() -> None:
    text = "Mali's soldiers ousted the president of Mali. The African Union suspended Mali. Kenya condemned the coup on Monday."
    found = rows(text)
    assert ("Kenya", "-", "Mali") in found
    assert ("Kenya", "-", "African Union") not in found
