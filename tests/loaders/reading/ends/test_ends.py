"""Who is meant: references, lists, organs, names that the text itself introduces; sentences written for this test."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate
from volteface.graph.model import Document
from volteface.loaders.reading.reader import Reader

PUBLISHED = PartialDate(2025, 7, 5)


@cache
def reader() -> Reader:
    return Reader()


def said(text: str, type: str = "opposes", published: PartialDate | None = PUBLISHED) -> set[tuple[str, str]]:
    """The (source, target) pairs of one type that the reader finds."""
    return {(one.source, one.target) for one in reader().read(Document("note.txt", text, published=published)) if one.type == type}


def named(text: str) -> dict[str, str]:
    """Name -> kind of all who are mentioned."""
    outline = reader().outline(Document("note.txt", text, published=PUBLISHED))
    return {mention.party.name: mention.party.kind for mentions in outline.mentions for mention in mentions}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Kenya and Uganda signed a treaty. The two countries condemned Sudan.", ("Uganda", "Sudan")),
        ("Kenya and Uganda signed a treaty. The pair condemned Sudan.", ("Kenya", "Sudan")),
        ("Kenya and Uganda signed a treaty. They also condemned Sudan.", ("Uganda", "Sudan")),
        ("Chile, Peru and Bolivia met. The three states condemned Cuba.", ("Bolivia", "Cuba")),
        ("Saudi Arabia held talks with Iran. The kingdom condemned Israel.", ("Saudi Arabia", "Israel")),
        ("China warned Sri Lanka. The island nation condemned India.", ("Sri Lanka", "India")),
        ("France spoke to Chad and Norway. The African country condemned Sudan.", ("Chad", "Sudan")),
        ("Oman spoke to Kuwait. The emirate condemned Iraq.", ("Kuwait", "Iraq")),
        ("Ethiopia attacked Eritrea. Its army also shelled Somalia. The country condemned Egypt.", ("Ethiopia", "Egypt")),
        ("Iran had long feared Iraq. In May Iraq condemned its neighbour.", ("Iraq", "Iran")),
        ("President William Ruto of Kenya spoke at length. He condemned Sudan.", ("William Ruto", "Sudan")),
        ("President William Ruto of Kenya spoke at length. Sudan condemned his country.", ("Sudan", "Kenya")),
        ("Britain called this treason. She condemned Spain.", ("United Kingdom", "Spain")),
        ("A strong possibility is Oman. Its cabinet condemned Yemen.", ("Oman", "Yemen")),
        ("Hungary met Romania. The government condemned Serbia.", ("Hungary", "Serbia")),
        ("Chad opened the Lake Road Corridor. Niger condemned the project.", ("Niger", "Lake Road Corridor")),
        ("In its statement, Chad condemned Niger.", ("Chad", "Niger")),
    ],
)
def test_references(text: str, pair: tuple[str, str]) -> None:
    assert pair in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Saudi Arabia praised Oman. Fodil Brahim, an analyst, spoke next. He condemned Israel.",
        "Saudi Arabia praised Oman. A neighbouring country condemned Israel.",
        "The island nation condemned India.",
        "Saudi Arabia praised Oman. The bloc condemned Israel.",
    ],
)
def test_no_antecedent_no_relation(text: str) -> None:
    assert said(text) == set()


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("Together with France, Germany condemned Serbia.", {("France", "Serbia"), ("Germany", "Serbia")}),
        ("Like Mali, Niger condemned France.", {("Mali", "France"), ("Niger", "France")}),
        ("Several states (Chad, Sudan, Libya) condemned Israel.", {("Chad", "Israel"), ("Sudan", "Israel"), ("Libya", "Israel")}),
        ("Rivals including India and Iran condemned Pakistan.", {("India", "Pakistan"), ("Iran", "Pakistan")}),
        ("Officials from Peru, Chile and Bolivia condemned Cuba.", {("Peru", "Cuba"), ("Chile", "Cuba"), ("Bolivia", "Cuba")}),
    ],
)
def test_several(text: str, pairs: set[tuple[str, str]]) -> None:
    assert said(text) == pairs


def test_what_others_did_before() -> None:
    assert ("Egypt", "Israel") in said("Jordan was the second Arab state after Egypt to make peace with Israel.", "cooperates")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The People's Front for the Liberation of Zem (PFLZ) spoke.", "People's Front for the Liberation of Zem", "organization"),
        ("The rights group Clear Water spoke in Lima.", "Clear Water", "organization"),
        ("Clear Water, a rights group, spoke in Lima.", "Clear Water", "organization"),
        ("The daily Norrland Lantern praised Peru.", "Norrland Lantern", "outlet"),
        ("A minister told the Lusaka Herald that all was well.", "Lusaka Herald", "outlet"),
        ("It was reported by Lusaka radio on Monday.", "Lusaka radio", "outlet"),
        ("Zambian state television praised Peru.", "Zambian state television", "outlet"),
        ("Peru armed Chilean insurgents.", "Chilean insurgents", "organization"),
        ("Talks with pro-Iranian militias failed.", "pro-Iranian militias", "organization"),
        ("On Monday the ZLX attacked a village.", "ZLX", "organization"),
        ("The Tarn-Velda railway reopened.", "Tarn-Velda railway", "corridor"),
        ("Farc and Nato had nothing to say.", "FARC", "organization"),
        ("The new envoy spoke. Chad's deputy minister, Ana Oruz, left.", "Ana Oruz", "leader"),
    ],
)
def test_introduced_by_the_text(text: str, name: str, kind: str) -> None:
    assert named(text).get(name) in (kind, "person" if kind == "leader" else kind), named(text)


@pytest.mark.parametrize(
    ("text", "pair", "type"),
    [
        ("Gazprom threatened Moldova.", ("Russia", "Moldova"), "coerces"),
        ("The FSB arrested two Estonian sailors.", ("Russia", "Estonia"), "coerces"),
    ],
)
def test_organs_act_for_their_state(text: str, pair: tuple[str, str], type: str) -> None:
    assert pair in said(text, type) | said(text, "opposes")


def test_insurgents_of_a_nation_are_not_its_state() -> None:
    assert ("Chad", "France") not in said("Chadian rebels condemned France.")
    assert said("The opposition in Lima slept. Chilean opposition leaders condemned Cuba.") == {("Chilean opposition", "Cuba")}


@pytest.mark.parametrize(
    "text",
    [
        "The Beijing declaration angered India.",
        "The Doha meeting condemned Israel.",
        "At the Tokyo conference, donors pledged aid to Afghanistan.",
    ],
)
def test_a_city_where_something_is_held_does_nothing(text: str) -> None:
    assert [one for one in reader().read(Document("note.txt", text, published=PUBLISHED)) if one.sign] == []


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Sino-Indian tensions rose again.", {"China", "India"}),
        ("Franco-German tensions rose again.", {"France", "Germany"}),
    ],
)
def test_hyphenated_nations(text: str, pair: set[str]) -> None:
    assert pair in [{one.source, one.target} for one in reader().read(Document("note.txt", text, published=PUBLISHED))]


def test_the_indo_pacific_is_not_india() -> None:
    assert named("The Indo-Pacific strategy angered China.") == {"China": "state"}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Statement by the Ministry of Foreign Affairs of Kenya\n\nWe condemn Sudan.", ("Kenya", "Sudan")),
        ("Remarks by President William Ruto of Kenya at the assembly\n\nMy country condemns Sudan.", ("Kenya", "Sudan")),
        ("FOR IMMEDIATE RELEASE\n\nThe Clear Water Foundation met in Lima.\n\nWe condemn Sudan.", ("Clear Water Foundation", "Sudan")),
        (
            "Mr. Oruz (Peru): Thank you all.\n\nMs. Brand (Chile) (spoke in Spanish): Good morning.\n\nWe condemn Cuba.\n\n"
            "Mr. Kwame (Ghana): We are done.",
            ("Chile", "Cuba"),
        ),
        ("Statement by the Foreign Minister of Kenya on behalf of the African Union\n\nWe condemn Sudan.", ("African Union", "Sudan")),
        ("House of Commons\n\nMr. Smith: Why?\n\nThe Minister: This Government condemns Sudan.", ("United Kingdom", "Sudan")),
        ('Chile was blunt. "We condemn Cuba," its foreign ministry said.', ("Chile", "Cuba")),
    ],
)
def test_who_says_we(text: str, pair: tuple[str, str]) -> None:
    assert pair in said(text)


def test_who_presides_over_an_assembly_is_none_of_those_who_speak() -> None:
    text = (
        "Mr. Oruz (Peru): We condemn Cuba.\n\nMs. Brand (Chile): I thank the President.\n\n"
        "Mr. Kwame (Ghana): I thank the President.\n\nMr. Ruiz (Cuba): We are done."
    )
    assert said(text) == {("Peru", "Cuba")}


def test_a_statement_made_in_a_body_is_not_its_own() -> None:
    assert said("Statement by Mr Adams in the Security Council\n\nWe condemn Sudan.") == set()


def test_a_cable_of_an_embassy() -> None:
    text = (
        "FM AMEMBASSY ACCRA\nTO SECSTATE WASHDC\nSUBJECT: TOGO BORDER\n\n"
        "1. THE FOREIGN MINISTER SAID GOG CONDEMNED TOGO.\n\n2. WE CONDEMNED IRAN."
    )
    assert {("Ghana", "Togo"), ("United States", "Iran")} <= said(text, published=PartialDate(1975, 3))


def test_the_month_of_may_is_nobody() -> None:
    assert "Theresa May" not in named("London was calm on 26 May 1973. The United Kingdom waited until May.")
    assert "Theresa May" in named("The United Kingdom waited. Mrs May was silent.")


@pytest.mark.parametrize(("text", "name"), [("Korean officials left.", "South Korea"), ("Guinean President Ba left.", "Guinea")])
def test_whom_an_ambiguous_name_means_by_default(text: str, name: str) -> None:
    assert named(text).get(name) == "state"


def test_a_reference_is_trusted_less_than_a_name() -> None:
    text = "Saudi Arabia held talks with Iran. Saudi Arabia condemned Israel. The kingdom condemned Iraq."
    by_target = {one.target: one.confidence for one in reader().read(Document("note.txt", text)) if one.type == "opposes"}
    assert by_target["Iraq"] < by_target["Israel"]


@pytest.mark.parametrize(
    ("text", "pair", "type"),
    [
        ("Kenya's president, William Ruto, slept.", ("William Ruto", "Kenya"), "leads"),
        ("William Ruto, Kenya's president, slept.", ("William Ruto", "Kenya"), "leads"),
        ("President Ruto slept.", ("William Ruto", "Kenya"), "leads"),
        ("Zambia's lands minister, Ana Oruz, slept.", ("Ana Oruz", "Zambia"), "leads"),
        ("Ana Oruz, the Zambian foreign minister, slept.", ("Ana Oruz", "Zambia"), "leads"),
        ("A minister told Lusaka radio that all was well.", ("Lusaka radio", "Zambia"), "outlet_of"),
        ("The Zambian newspaper Norrland Lantern closed.", ("Norrland Lantern", "Zambia"), "outlet_of"),
    ],
)
def test_offices_and_homes(text: str, pair: tuple[str, str], type: str) -> None:
    assert pair in said(text, type)


def test_an_assistant_secretary_leads_nothing() -> None:
    assert said("Peru met the United States' assistant secretary of state, Ana Oruz.", "leads") == set()


def test_a_commission_with_a_possessor_acts_for_its_state() -> None:
    assert said("Chad's Land Commission condemned Niger.") == {("Chad", "Niger")}


def test_what_others_did_just_before_is_done_to_the_same() -> None:
    found = reader().read(
        Document("note.txt", "Bahrain expelled diplomats of Qatar. Chad and Niger recalled their envoys.", published=PUBLISHED)
    )
    assert {("Chad", "Qatar"), ("Niger", "Qatar")} <= {(one.source, one.target) for one in found}
    assert not any({one.source, one.target} == {"Chad", "Niger"} for one in found)


def test_seas_and_peninsulas_are_no_states() -> None:
    assert named("Ships crossed the Persian Gulf, the Gulf of Oman and the Sea of Japan; the Korean peninsula was quiet.") == {}


def test_ranks_are_no_part_of_a_name() -> None:
    assert "Ana Maria Oruz" in named("Chad's new junta leader, Lt. Col. Ana Maria Oruz, slept.")


def test_an_acronym_between_commas() -> None:
    assert said("The Green Path Front, GPF, spoke in Lima. The GPF condemned Peru.") == {("Green Path Front", "Peru")}


def test_we_without_a_speaker_is_nobody() -> None:
    assert said("Serbia learns from Russia. When Russia decides, we condemn Kosovo.") == set()


def test_who_is_in_office_on_that_day() -> None:
    text = "The Kenyan president condemned Sudan."
    assert said(text, "leads") == set()  # whom the text never names does not enter the graph
    assert said(text) == {("Kenya", "Sudan")}
    assert said("William Ruto spoke. " + text) == {("William Ruto", "Sudan")}
    assert ("Uhuru Kenyatta", "Kenya") in said("Uhuru Kenyatta spoke. " + text, "leads", PartialDate(2018, 5))
    assert said("The former Kenyan president condemned Sudan.", "leads") == set()
    assert said(text, "leads", None) == set()


def test_his_country_is_that_of_a_minister_without_a_name() -> None:
    assert said("A Zambian minister said his country condemned Peru.") == {("Zambia", "Peru")}


def test_two_states_of_one_name() -> None:
    assert said("Both Koreas condemned Japan.") == {("North Korea", "Japan"), ("South Korea", "Japan")}


@pytest.mark.parametrize(
    "text", ["Michael Jordan praised Turkey.", "A court in Macon, Georgia, condemned Peru.", "Denzel Washington condemned Peru."]
)
def test_a_given_name_or_a_town_before_it_makes_it_no_state(text: str) -> None:
    assert [one for one in reader().read(Document("note.txt", text, published=PUBLISHED)) if one.sign] == []


def test_the_shah_is_no_president() -> None:
    assert said("President Ford condemned Cuba. The Shah condemned Peru.", published=PartialDate(1975, 5)) == {("Gerald Ford", "Cuba")}


def test_shorter_names() -> None:
    assert said("The Clear Water Foundation met in Lima. The Foundation condemned Peru.") == {("Clear Water Foundation", "Peru")}
    text = "The Popular Hill Front spoke. Later a PHF envoy condemned Peru."
    assert named(text) == {"Popular Hill Front": "organization", "Peru": "state"}


def test_both_parties_to_a_deal_are_praised() -> None:
    assert said("Peru praised the Israel-Oman deal.", "supports") == {("Peru", "Israel"), ("Peru", "Oman")}


def test_a_main_clause_says_of_whom_the_next_sentence_speaks() -> None:
    assert said("If Oman does not go next, Bahrain may follow. Its cabinet condemned Yemen.") == {("Bahrain", "Yemen")}


def test_persons_of_no_office() -> None:
    assert named("On Monday the blogger Ana Maria Oruz fled.") == {"Ana Maria Oruz": "person"}


def test_a_namesake_is_somebody_else() -> None:
    assert "Boris Johnson" not in named("Lately Petra Johnson spoke in London. Johnson praised the United Kingdom.")
    assert "Boris Johnson" in named("Lately Boris Johnson spoke in London. Johnson praised the United Kingdom.")


def test_a_few_nationals_are_citizens_of_their_state() -> None:
    assert said("A Peruvian court jailed two Chilean nationalists.", "coerces") == {("Peru", "Chile")}


def test_states_of_a_class() -> None:
    text = "Peru attacked Ecuador. Brazil spoke. The Andean nations condemned Cuba."
    assert said(text) == {("Peru", "Cuba"), ("Ecuador", "Cuba")}


def test_old_quotation_marks_are_quotation_marks() -> None:
    (sentence,) = reader().outline(Document("note.txt", "LIMA, Peru (AP) _ ``We praise Chile,'' said Ana.")).sentences
    assert sentence.clean == '"We praise Chile," said Ana.'


_WORDS = [
    *"The the Kenya Uganda's president , . ; : ( ) - ' its their he two countries Sino - Indian Mr. Gen. FLN militia X-Y neighbour".split(),
    *"said condemned Q: MR. kingdom opposition leaders pro-Iranian rebels state television > | [[ ]] both Koreas in Georgia May 3".split(),
    *"We our country U.S. .. 12 junta Andean".split(),
    "\n",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=60))
def test_words_in_any_order_are_read_without_a_fault(words: list[str]) -> None:
    text = " ".join(words)
    for one in reader().read(Document("note.txt", text, published=PUBLISHED)):
        assert one.quote == text[one.char_start : one.char_end]


@pytest.mark.parametrize(
    "text", ["Ruto's Kenya slept.", "The government of William Ruto slept.", "The rise of William Ruto as Kenya's president went on."]
)
def test_rule_said_without_a_title(text: str) -> None:
    assert ("William Ruto", "Kenya") in said(text, "leads")


def test_officials_in_a_capital_are_of_its_state() -> None:
    text = "In Lima, officials condemned Chile. In Moscow, the government condemned Japan. In Oslo, Sweden condemned Iran."
    assert said(text) == {("Peru", "Chile"), ("Russia", "Japan"), ("Sweden", "Iran")}


def test_a_faith_is_no_name_of_a_movement() -> None:
    assert said("Hezbollah spoke. The Shia movement condemned Peru.") == {("Hezbollah", "Peru")}


def test_whoever_is_named_in_office_is_one_source() -> None:
    assert said("Chad's lands minister, Ana Oruz, condemned Niger.") == {("Ana Oruz", "Niger")}
