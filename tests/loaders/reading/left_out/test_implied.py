"""Parties that a sentence leaves out, in sentences of our own."""

import pytest

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.left_out.gaps import leaves_out
from volteface.loaders.reading.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def implied(reader: Reader, text: str) -> set[str]:
    """`SOURCE TYPE TARGET how` for each relation with a party that is not said."""
    document = Document("news.txt", text, published=PartialDate.parse("1998-05-04"))
    found = [(one, one.rule or "") for one in reader.read(document)]
    for one, _ in found:
        assert one.char_start is not None
        assert document.text[one.char_start : one.char_end] == one.quote
    how = ((one, rule.partition("/implied-")[2]) for one, rule in found if "/implied-" in rule)
    return {f"{one.source} {one.type} {one.target} {name}" for one, name in how if name != "agent"}


EVENT = "Eritrean troops invaded a strip of land on the border on Tuesday. Ethiopia called up its reserves. "
TOPIC = "Nepal ran short of fuel on Monday. Queues in Nepal grew longer by the hour, and Nepal closed its schools. "
TWO = "Bolivia and Chile met in March. Bolivia wants a port, Chile a railway. The Chile of today is no Bolivia. "
SPEECH = "America is strong. We love America. Our America works. I thank our farmers. We give thanks. "
SECTION = "# A year in Chad\n\nChad and Mali traded much. Chad grew. Mali grew.\n\n## Relations with Niger\n\n"
TABLE = "# Who wants the Nabucco pipeline\n\nThe Nabucco pipeline divides many.\n\n"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (EVENT + "Kenya and Uganda denounced the invasion.", {"Kenya opposes Eritrea event", "Uganda opposes Eritrea event"}),
        (EVENT + "Djibouti condemned the incursion.", {"Djibouti opposes Eritrea event"}),
        (TOPIC + "Bangladesh has granted an emergency loan.", {"Bangladesh supports Nepal topic"}),
        (TOPIC + "Thailand voiced its dismay.", {"Thailand opposes Nepal topic"}),
        (TOPIC + "Bhutan called this unacceptable.", {"Bhutan opposes Nepal topic"}),
        ("Chile expelled three Peruvian diplomats, and Bolivia lodged a protest.", {"Bolivia opposes Peru alike"}),
        (TWO + "Chile has massed troops on the border.", {"Chile coerces Bolivia pair"}),
        (TWO + "Bolivia has stopped its exports of gas.", {"Bolivia coerces Chile pair"}),
        ("Mali imposed sanctions on Niger. Kenya welcomed the sanctions.", {"Kenya opposes Niger victim"}),
        ("Peru imposed sanctions on Chile in May, and so did Bolivia.", {"Bolivia coerces Chile likewise"}),
        ("Peru imposed sanctions on Chile in May. Ecuador has, too.", {"Ecuador coerces Chile likewise"}),
        (
            "Peru cut ties with Chile in May. Ecuador and Panama followed.",
            {"Ecuador coerces Chile likewise", "Panama coerces Chile likewise"},
        ),
        ("Peru cut ties with Chile. Cuba expelled Spanish envoys. Panama followed Peru's example.", {"Panama coerces Chile likewise"}),
        ("Kenya praised Oman. Uganda did not.", {"Uganda opposes Oman likewise"}),
        (TABLE + "| Kenya | against | too dear |", {"Kenya opposes Nabucco row"}),
        (TABLE + "| Peru | in favour | wants the fees |", {"Peru supports Nabucco row"}),
        (TABLE + "- Chile: opposes it", {"Chile opposes Nabucco row"}),
        (TOPIC + "Relations with Bhutan also were strained.", {"Nepal opposes Bhutan topic"}),
        (
            TOPIC + "Ties with Thailand and Laos will continue to strengthen.",
            {"Nepal cooperates Thailand topic", "Nepal cooperates Laos topic"},
        ),
        (TOPIC + "Relations with Burma remained without serious friction.", {"Nepal cooperates Myanmar topic"}),
        (TOPIC + "A treaty with Bhutan closed the old quarrel.", {"Nepal cooperates Bhutan topic"}),
        (TOPIC + "Thailand said that relations with Laos had soured.", {"Thailand opposes Laos topic"}),
        ("Trade came first in Peru's policy, and relations with Chile were cool.", {"Peru opposes Chile topic"}),
        ("Peru accuses Chile of theft, although bilateral agreements on fish were reached.", {"Peru cooperates Chile two"}),
        (TWO + "The talks broke down.", {"Bolivia opposes Chile two"}),
        (TWO + "Relations soured.", {"Bolivia opposes Chile two"}),
        (TWO + "Normal relations were not restored until 1991.", {"Bolivia cooperates Chile two"}),
        (SECTION + "Chad has imposed an embargo.", {"Chad coerces Niger section"}),
        ("Bolivia went to war with Chile. A truce was signed in 1884.", {"Bolivia cooperates Chile two"}),
        ("Bolivia went to war with Chile. The war ended in 1884.", {"Bolivia cooperates Chile two"}),
        ("Bolivia and Chile signed a treaty. Peru denounced it.", {"Peru opposes Bolivia event", "Peru opposes Chile event"}),
        ("Peru seized two Chilean boats. Chile retaliated.", {"Chile coerces Peru answer"}),
        ("Peru seized two Chilean boats, and Chile has vowed to hit back.", {"Chile coerces Peru answer"}),
        ("Peru shelled a Chilean town. The Chileans returned fire.", {"Chile attacks Peru answer"}),
        ("Peru seized two Chilean boats. Chile reacted angrily.", {"Chile opposes Peru answer"}),
        ("Peru seized two Chilean boats. Chile answered with a boycott of its own.", {"Chile coerces Peru answer"}),
        ("Peru seized two Chilean boats. Chile responded by recalling its ambassador.", {"Chile opposes Peru other"}),
        ("Beijing sent ships to the reef, and Tokyo protested.", {"Japan opposes China act"}),
        ("Beijing has tested a rocket. Tokyo condemned the test.", {"Japan opposes China act"}),
        ("Beijing sent ships to the reef. Tokyo called this a provocation.", {"Japan opposes China act"}),
        ("Mali condemned Niger on Friday. Mali also lodged a protest.", {"Mali opposes Niger other"}),
    ],
)
def test_who_is_left_out(reader: Reader, text: str, said: set[str]) -> None:
    assert said <= implied(reader, text)


@pytest.mark.parametrize(
    "text",
    [
        TOPIC + "Thailand rejected its own finance bill.",  # one's own
        TOPIC + "Bhutan dismissed the finance minister.",  # somebody, no deed
        TOPIC + "Thailand did not protest.",
        TOPIC + "If Bhutan protested, nobody would hear.",
        TOPIC + "Thailand and Laos have a new bridge, and Laos praised the builders in Vietnam.",  # another is named beside
        "Peru and Chile met in May. Brazil and Bolivia traded. Cuba protested.",  # about nobody above all
        "Kenya accuses Uganda of breaking a pact.",
        "Peru condemned Chile in May. Chile did not.",
        "Kenya condemned Oman. Uganda did not.",
        "Peru condemned Chile in May. Ecuador did its best.",
        "Peru condemned Chile in May. Rain followed in Panama.",
        "Chile banned imports. Bolivia and Chile met in March. Bolivia wants a port.",  # not named before
        TOPIC + "The firm's talks with Bhutan failed.",
        TOPIC + "Traders fear for their relations with Bhutan.",
        SPEECH + "Relations with Canada are strained.",
        "Peru and Chile met in May. Relations with Bolivia were poor.",  # whose
        TWO + "The talks of the teachers broke down.",
        TWO + "Relations were not restored.",
        TWO + "If the talks broke down, nobody would care.",
        TWO + "Chile took bold steps.",  # of its own affairs as often
        TWO + "Chile values this moment.",
        SPEECH + "China has imposed sanctions.",  # about one's own country
        "Peru condemned Chile in May. We do, too.",
        "Peru condemned Chile in May. The aims that Bolivia has in common are few.",
        "Peru condemned Chile in May. Following the vote Bolivia slept.",
        TWO + "Chile has imposed no sanctions.",
        TWO + "Chile expressed no dismay.",
        TWO + "Peru has massed troops on the border.",  # one of the two, but which
        TWO + "Chile expressed regret at the remarks of Peru.",
        "Peru seized two Chilean boats. Chile did not retaliate.",
        "Peru seized two Chilean boats. Bolivia retaliated.",
        "Peru seized two Chilean boats. Chile responded with an offer of talks.",
        "Peru has praised Chile. Chile responded.",
        "Chad has opened a dam. Niger rejected the budget.",
        "Chad has opened a dam. In Niger, students protested.",
        "Chad and Mali have opened a dam. Niger protested.",
        TABLE + "- Kenya: no comment",
        TABLE + "| Kenya | Oman | against |",
    ],
)
def test_nobody_is_left_out(reader: Reader, text: str) -> None:
    assert implied(reader, text) == set()


def test_another_document_has_another_story(reader: Reader) -> None:
    implied(reader, EVENT)
    assert implied(reader, "Kenya denounced the invasion.") == set()


def test_only_sentences_with_such_a_verb_are_parsed() -> None:
    assert leaves_out("Britain denounced the raid.")
    assert leaves_out("Oman has sold fuel.")
    assert not leaves_out("The capital of Peru is Lima.")


def test_whom_ties_are_cut_with_is_whom_the_same_one_just_dealt_with() -> None:
    reader = Reader()
    for text in (
        "Kenya accused Somalia of harbouring militants and broke off diplomatic ties in May.",
        "Kenya recalled its ambassador from Somalia, and later cut ties altogether.",
    ):
        said = {(one.source, one.type, one.target) for one in reader.read(Document("a.txt", text))}
        assert ("Kenya", "coerces", "Somalia") in said, text
    assert reader.read(Document("a.txt", "The company severed ties with its bank in May.")) == []
