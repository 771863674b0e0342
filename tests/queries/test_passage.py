import pytest

from volteface.queries.passage import MOST, around

TEXT = """Ministers met in Lima. Mr. Roe said on 3 May that Peru
would help Chile in its dispute with Bolivia, if asked. Nobody else spoke.

A second paragraph follows here"""


@pytest.mark.parametrize(
    ("quote", "before", "after"),
    [
        ("its dispute with Bolivia", "Mr. Roe said on 3 May that Peru would help Chile in", ", if asked."),
        ("Ministers met in Lima", "", "."),
        ("Nobody", "", " else spoke."),
        ("paragraph follows here", "A second", ""),
    ],
)
def test_a_quote_in_its_sentence(quote, before, after):
    start = TEXT.index(quote)
    assert around(TEXT, start, start + len(quote)) == (before, after)


def test_a_sentence_may_end_in_a_number():
    text = "It began in 2020. Peru helped Chile (at 4%). Then it ended."
    start = text.index("helped")
    assert around(text, start, start + len("helped")) == ("Peru", " Chile (at 4%).")


def test_a_page_without_stops_is_cut():
    text = "word " * 500 + "Peru helped Chile" + " word" * 500
    start = text.index("Peru")
    before, after = around(text, start, start + len("Peru helped Chile"))
    assert before.startswith("… word")
    assert after.endswith("word …")
    assert max(len(before), len(after)) <= MOST + 2
