"""What the dictionaries know, how they refuse a bad entry, and that each fact can be traced to its line."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate
from volteface.graph.errors import DataError
from volteface.graph.model import Actor
from volteface.loaders.dictionaries.tables import header_lines
from volteface.loaders.dictionary import FILES, Dictionary
from volteface.loaders.reading.actors.mentions import Finder
from volteface.loaders.reading.actors.register import Register
from volteface.loaders.reading.sentences import sentences

FOLDER = resources.files("volteface.loaders.dictionaries")


@pytest.fixture(scope="module")
def known() -> Dictionary:
    return Dictionary.load()


def actor(known: Dictionary, text: str) -> Actor:
    found = known.find(text)
    assert found is not None, text
    return found


def added(tmp_path: Path, text: str) -> Dictionary:
    """The built-in dictionaries and one file of a user's."""
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return Dictionary.load([path])


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(DataError) as refused:
        added(tmp_path, text)
    assert "\n" not in str(refused.value)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("AZE", "Azerbaijan", "state"),
        ("türkiye", "Turkey", "state"),
        ("u.s.", "United States", "state"),
        ("  uae ", "United Arab Emirates", "state"),
        ("Burma", "Myanmar", "state"),
        ("ussr", "Soviet Union", "state"),
        ("Artsakh", "Nagorno-Karabakh", "territory"),
        ("zelenskyy", "Volodymyr Zelensky", "leader"),
        ("Tayyip Erdoğan", "Recep Tayyip Erdogan", "leader"),
        ("lukashenka", "Alexander Lukashenko", "leader"),
        ("Sputnik Azerbaijan", "Sputnik Azerbaijan", "outlet"),
        ("trump route", "Zangezur Corridor", "corridor"),
        ("INSTC", "North-South Transport Corridor", "corridor"),
        ("ots", "Organization of Turkic States", "organization"),
        ("IRGC", "Islamic Revolutionary Guard Corps", "organization"),
    ],
)
def test_found_by_name_alias_code_or_surname_in_any_case(known: Dictionary, text: str, name: str, kind: str) -> None:
    assert actor(known, text).key == (kind, name)


@pytest.mark.parametrize("text", ["", "Atlantis", "Aliyev", "Kim"])
def test_not_found_unknown_or_shared(known: Dictionary, text: str) -> None:
    """A surname that two leaders bear names nobody without a date."""
    assert known.find(text) is None


def test_every_state_of_the_world_has_code_demonym_and_capital(known: Dictionary) -> None:
    living = [entry for entry in known.entries if entry.actor.kind == "state" and entry.end is None]
    assert len(living) == 197
    codes = Counter(entry.actor.iso3 for entry in living)
    assert None not in codes
    assert max(codes.values()) == 1
    for entry in living:
        roles = {one.role for one in entry.spellings}
        # Palestinians are a people with an organization of their own, and San Marino is its own capital.
        assert entry.actor.name == "Palestine" or "demonym" in roles, entry.actor.name
        assert entry.actor.name in ("Palestine", "San Marino") or "capital" in roles, entry.actor.name


def test_breadth(known: Dictionary) -> None:
    kinds = Counter(entry.actor.kind for entry in known.entries)
    least = {"state": 210, "territory": 200, "leader": 1000, "person": 1200, "outlet": 2500, "corridor": 500, "organization": 1800}
    assert {kind: n for kind, n in least.items() if kinds[kind] < n} == {}


def test_every_state_has_an_outlet_at_home(known: Dictionary) -> None:
    homes = {home.of for entry in known.entries if entry.actor.kind == "outlet" for home in entry.homes}
    living = {entry.actor for entry in known.entries if entry.actor.kind == "state" and entry.end is None}
    assert {state.name for state in living - homes} == set()


def test_every_outlet_says_whose_it_is_and_every_corridor_what_it_links(known: Dictionary) -> None:
    for entry in known.entries:
        if entry.actor.kind == "outlet":
            assert entry.homes, entry.actor.name
            assert entry.controls is not None, entry.actor.name
        if entry.actor.kind == "corridor":
            assert entry.connects, entry.actor.name


@pytest.mark.parametrize(
    ("text", "kind", "of"),
    [
        ("Radio Television Libre des Mille Collines", "outlet", "Rwanda"),
        ("Rude Pravo", "outlet", "Czechoslovakia"),
        ("Voice of Vietnam", "outlet", "Vietnam"),
        ("Amaq", "outlet", "Islamic State"),
        ("Nhan Dan", "outlet", "Vietnam"),
        ("Vanuatu Daily Post", "outlet", "Vanuatu"),
        ("MONUSCO", "organization", "United Nations"),
        ("NKVD", "organization", "Soviet Union"),
        ("FARDC", "organization", "DR Congo"),
        ("Sonangol", "organization", "Angola"),
        ("Jeane Kirkpatrick", "person", "United States"),
        ("Foday Sankoh", "person", "Revolutionary United Front"),
        ("Yousif Izzat", "person", "Rapid Support Forces"),
        ("Gunnar Jarring", "person", "United Nations"),
    ],
)
def test_who_acts_for_whom_in_all_decades_and_regions(known: Dictionary, text: str, kind: str, of: str) -> None:
    entry = known.entry(actor(known, text))
    assert entry
    assert (entry.actor.kind, entry.of and entry.of.name) == (kind, of)


@pytest.mark.parametrize(
    ("text", "when", "of"),
    [
        ("TASS", "1962-10", "Soviet Union"),
        ("TASS", "2022", "Russia"),
        ("Tanjug", "1956", "Yugoslavia"),
        ("Der Spiegel", "1962", "West Germany"),
        ("Der Spiegel", "2013", "Germany"),
        ("Bundeswehr", "1987-06", "West Germany"),
    ],
)
def test_whose_it_was_then(known: Dictionary, text: str, when: str, of: str) -> None:
    entry = known.entry(actor(known, text))
    assert entry
    assert entry.home(PartialDate.parse(when)) == Actor(of, "state")


@pytest.mark.parametrize(
    "text", ["The Nation", "Time", "Metro", "The Sun", "Mirror Weekly", "Apple", "Memorial", "Amnesty", "SPA", "WHO", "Golden Dawn"]
)
def test_names_that_are_words_ask_for_context(known: Dictionary, text: str) -> None:
    found = [name for name in known.names() if name.text == text and name.entry.actor.kind in ("outlet", "organization")]
    assert found
    # What is written like a newspaper and nothing else needs no context.
    assert all(name.ambiguous for name in found) == (text != "Mirror Weekly")


@pytest.mark.parametrize("text", ["Moore", "Young", "Walker", "Shea", "Lodge", "Rose"])
def test_a_surname_that_many_bear_names_no_person_alone(known: Dictionary, text: str) -> None:
    assert [name for name in known.names() if name.text == text and name.role == "surname" and name.entry.actor.kind == "person"] == []


@pytest.mark.parametrize(
    ("state", "office", "when", "holder"),
    [
        ("Turkey", "president", "2025", "Recep Tayyip Erdogan"),
        ("Turkey", "leader", "2010", "Recep Tayyip Erdogan"),
        ("Turkey", "president", "2010-06", "Abdullah Gul"),
        ("Russia", "top diplomat", "2016", "Sergei Lavrov"),
        ("United States", "secretary of state", "2025-06-27", "Marco Rubio"),
        ("United Kingdom", "leader", "1987", "Margaret Thatcher"),
        ("Germany", "chancellor", "2010", "Angela Merkel"),
        ("Germany", "Foreign Minister", "2017-12", "Sigmar Gabriel"),
        ("Armenia", "leader", "2016", "Serzh Sargsyan"),
        ("Armenia", "premier", "2021", "Nikol Pashinyan"),
        ("Iran", "supreme leader", "1988", "Ruhollah Khomeini"),
        ("Soviet Union", "leader", "1987", "Mikhail Gorbachev"),
        ("Saudi Arabia", "king", "2016", "Salman of Saudi Arabia"),
        ("North Korea", "leader", "2017", "Kim Jong Un"),
        ("India", "prime minister", "1987", "Rajiv Gandhi"),
        ("Nicaragua", "president", "1987", "Daniel Ortega"),
        # The day of a handover is the successor's; the year of one is nobody's.
        ("Azerbaijan", "president", "2003-10-31", "Ilham Aliyev"),
        ("Azerbaijan", "president", "2003-10-30", "Heydar Aliyev"),
        ("Azerbaijan", "president", "2003", None),
        ("Israel", "minister", "2025", None),
        ("Switzerland", "king", "2020", None),
        ("Turkey", "wizard", "2020", None),
    ],
)
def test_holder(known: Dictionary, state: str, office: str, when: str, holder: str | None) -> None:
    found = known.holder(actor(known, state), office, PartialDate.parse(when))
    assert (found.name if found else None) == holder


def test_facts_stand_on_the_line_that_they_name(known: Dictionary) -> None:
    for text in ("Ilham Aliyev", "Hamad bin Isa Al Khalifa", "AZTV", "EUvsDisinfo", "Zohrab Mnatsakanyan"):
        who = actor(known, text)
        facts = known.facts(who)
        assert facts
        for fact in facts:
            assert fact.line is not None
            assert fact.document.startswith("volteface:")
            lines = FOLDER.joinpath(fact.document.removeprefix("volteface:")).read_text(encoding="utf-8").splitlines()
            assert lines[fact.line - 1] == f"[[{who.kind}]]"
            assert lines[fact.line] == f'name = "{who.name}"'
            assert (fact.rule, fact.confidence, fact.status, fact.past) == ("dictionary", 1.0, "asserted", False)


def test_facts_of_a_leader_carry_the_dates_of_each_office(known: Dictionary) -> None:
    facts = known.facts(actor(known, "Vladimir Putin"))
    assert {(fact.type, fact.target, str(fact.start), str(fact.end) if fact.end else None) for fact in facts} >= {
        ("leads", "Russia", "1999-12-31", "2008-05-07"),
        ("leads", "Russia", "2012-05-07", None),
    }


def test_facts_of_outlets_organs_and_states(known: Dictionary) -> None:
    assert [(fact.type, fact.target) for fact in known.facts(actor(known, "Sputnik Azerbaijan"))] == [("outlet_of", "Russia")]
    assert known.facts(actor(known, "FSB")) == []
    assert known.facts(actor(known, "Russia")) == []
    assert known.facts(Actor("Somebody Else", "leader")) == []


def test_everyone_acts_for_one_party_at_a_time(known: Dictionary) -> None:
    """Two offices that overlap in time, of different parties, would roll one act up to either."""
    far = PartialDate(9999)
    for entry in known.entries:
        offices = sorted(entry.offices, key=lambda one: (one.start or PartialDate(1)).first)
        for one, other in pairwise(offices):
            if one.of != other.of and other.start:
                assert (one.end or far).first <= other.start.last, entry.actor.name


def test_names_by_role_and_date(known: Dictionary) -> None:
    found = {(name.text, name.entry.actor.name): name for name in known.names()}
    assert found["Azeris", "Azerbaijan"].role == "demonym"
    assert found["Baku", "Azerbaijan"].role == "capital"
    assert found["Downing Street", "United Kingdom"].role == "metonym"
    assert found["Georgia", "Georgia"].ambiguous
    assert found["Congo", "DR Congo"].ambiguous
    assert not found["Turkey", "Turkey"].ambiguous
    # "Moscow" is the Soviet Union's until it ended, then Russia's; neither is ambiguous, since the date decides.
    soviet, russian = found["Moscow", "Soviet Union"], found["Moscow", "Russia"]
    assert soviet.end == russian.start == PartialDate(1991, 12, 26)
    assert not soviet.ambiguous
    assert not russian.ambiguous
    assert str(found["Zaire", "DR Congo"].end) == "1997-05"
    # Father and son share a surname at the handover only; two presidents of one decade would be ambiguous.
    assert str(found["Aliyev", "Ilham Aliyev"].start) == "2003-08-04"
    assert not found["Aliyev", "Ilham Aliyev"].ambiguous
    assert found["Rajapaksa", "Mahinda Rajapaksa"].ambiguous


def test_no_name_stands_twice_for_one_actor_at_one_time(known: Dictionary) -> None:
    twice = Counter((name.text, name.role, name.entry.actor.key, name.start, name.end) for name in known.names())
    assert [key for key, n in twice.items() if n > 1] == []


def test_structure_of_corridors_organizations_outlets(known: Dictionary) -> None:
    zangezur = known.entry(actor(known, "Zangezur Corridor"))
    alliance = known.entry(actor(known, "NATO"))
    agency = known.entry(actor(known, "TASS"))
    paper = known.entry(actor(known, "Reuters"))
    assert zangezur
    assert alliance
    assert agency
    assert paper
    assert {"Azerbaijan", "Armenia", "Nakhchivan"} <= {one.name for one in zangezur.connects}
    assert len(alliance.members) == 32
    assert agency.controls is True
    assert paper.controls is False
    assert agency.of == actor(known, "RUS")


@pytest.mark.parametrize("file", FILES)
def test_headers_are_counted_as_the_parser_counts_them(file: str) -> None:
    text = FOLDER.joinpath(file).read_text(encoding="utf-8")
    tables = {kind: entries for kind, entries in tomllib.loads(text).items() if isinstance(entries, list)}
    assert Counter(kind for kind, _ in header_lines(text)) == {kind: len(entries) for kind, entries in tables.items()}


@given(st.lists(st.sampled_from(["[[state]]", "x = 1", "# [[state]]", "a = '''", 'b = """', "'''", '"""', "c = '[[state]]'", 'd = ""'])))
def test_headers_inside_long_strings_do_not_count(lines: list[str]) -> None:
    """Against the TOML parser, for each text that is TOML at all."""
    text = "\n".join(lines)
    try:
        tables = tomllib.loads(text).get("state", [])
    except tomllib.TOMLDecodeError:
        return
    assert sum(1 for _ in header_lines(text)) == len(tables)


def test_a_users_file_adds_and_replaces(tmp_path: Path, known: Dictionary) -> None:
    mine = added(
        tmp_path,
        '\n[[leader]]\nname = "Ada Example"\noffices = [{of = "Kosovo", office = "president", from = 2030}]\n\n'
        '[[outlet]]\nname = "Reuters"\nof = "United States"\naliases = ["QRTRS"]\n',
    )
    assert len(mine.entries) == len(known.entries) + 1
    (fact,) = mine.facts(actor(mine, "Ada Example"))
    assert (fact.target, fact.line, fact.document) == ("Kosovo", 2, str(tmp_path / "mine.toml"))
    assert actor(mine, "QRTRS").name == "Reuters"
    reuters = mine.entry(actor(mine, "Reuters"))
    assert reuters
    assert reuters.of == actor(mine, "United States")
    # Whoever comes later has succeeded the one whose office the built-in file leaves open.
    holder = mine.holder(actor(mine, "Kosovo"), "president", PartialDate(2031))
    assert holder
    assert holder.name == "Ada Example"
    assert known.find("QRTRS") is None


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[leader]]\nname = "A B"\noffices = [{of = "Freedonia", office = "president"}]', ("mine.toml:3", "Freedonia", "ISO code")),
        ('\n[[leader]]\nname = "A B"\noffices = [{of = "Cuba", office = "boss"}]', ("mine.toml:4", "boss", "prime minister")),
        ('[[leader]]\nname = "A B"\noffices = [{of = "Cuba", office = "president", from = "2025-02-30"}]', ("2025-02-30", "no such day")),
        (
            '[[leader]]\nname = "A B"\noffices = [{of = "Cuba", office = "president", from = "2025", until = "2024"}]',
            ("offices 'until 2024'", "before from 2025"),
        ),
        ('[[leader]]\nname = "A B"\noffices = 3', ("offices", "3")),
        ('[[state]]\nname = "Freedonia"\nis03 = "FRE"', ("mine.toml:3", "is03", "iso3")),
        ('[[state]]\nname = "Freedonia"\niso3 = "free"', ("iso3 'free'", "three capital letters")),
        ('[[state]]\nname = "Freedonia"\nambiguous = ["Sylvania"]', ("ambiguous 'Sylvania'", "one of its names")),
        ('[[state]]\nname = "Freedonia"\naliases = [3]', ("aliases 3", "valid")),
        ('[[state]]\nname = "Freedonia"\nchief = ["boss"]', ("chief 'boss'", "president")),
        ('[[state]]\nname = "Freedonia"\n[[state]]\nname = "Freedonia"', ("mine.toml:4", "line 1")),
        ('[[state]]\nalias = "Freedonia"', ("field 'alias'", "aliases")),
        ('[[state]]\nwikidata = "Q1"', ("name None",)),
        ('[[outlet]]\nname = "F"\nstate_controlled = "yes"', ("state_controlled 'yes'", "true, false")),
        ('[[corridor]]\nname = "F"\nconnects = ["Freedonia"]', ("connects 'Freedonia'", "state or territory")),
        ('[[outlet]]\n\nname = "F"\n# whose\nof = "Azerbaidjan"', ("mine.toml:5", "of 'Azerbaidjan'", "closest: Azerbaijan")),
        ('[[outlet]]\nname = "F"\nof = []', ("of []", "a known state")),
        ('[[outlet]]\nname = "F"\nfrom = 2020\nuntil = "2019"', ("mine.toml:4", "until '2019'", "before from 2020")),
        ('[[corridor]]\nname = "F"\nconnects = "AZE"', ("connects 'AZE'", "a list")),
        ('[[wizard]]\nname = "F"', ("'wizard'", "[[leader]]")),
        ('state = [{name = "F"}]', ("[[state]]",)),
        ("[[state", ("not a dictionary file",)),
    ],
)
def test_bad_entries_are_refused_in_one_line(tmp_path: Path, text: str, says: tuple[str, ...]) -> None:
    message = refusal(tmp_path, text)
    assert "mine.toml" in message
    for part in says:
        assert part in message


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"absent\.toml"):
        Dictionary.load([tmp_path / "absent.toml"])
    (tmp_path / "binary.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DataError, match=r"binary\.toml"):
        Dictionary.load([tmp_path / "binary.toml"])


@pytest.mark.parametrize(
    "text", ["the Treaty of Rome", "New Mexico", "the Vienna Convention", "the Vietnam War", "a French-language daily"]
)
def test_names_that_hold_a_partys_name_and_are_none(known: Dictionary, text: str) -> None:
    finder = Finder(known)
    (sentence,) = sentences(f"Officials of Peru spoke about {text} again.")
    assert [mention.party.name for mention in finder.find(sentence, Register(), None)] == ["Peru"]


def test_what_is_nobody_is_nobodys_name(known: Dictionary) -> None:
    assert {name.text for name in known.names()} & {*known.nobody} == set()
    assert len({*known.nobody}) == len(known.nobody)


def test_accents_do_not_make_a_name_certain(known: Dictionary) -> None:
    liberation = {name.text: name.ambiguous for name in known.names() if name.entry.actor == Actor("Liberation", "outlet")}
    assert liberation == {"Liberation": True, "Libération": True}
