import pytest

from volteface.graph.errors import UsageError
from volteface.queries.evidence import why
from volteface.queries.extent import extent, undated


@pytest.fixture(scope="module")
def told(table, said):
    return table(
        said("Russia", "supports", "Armenia", "2020-03-01"),
        said("Russia", "opposes", "Turkey", "2024-05-06"),
        said("Turkey", "supports", "Armenia", "2035-01-01", status="planned", published="2024-01-01"),
        said("Turkey", "attacks", "Armenia", "2030-01-01", status="denied", published=None),
        said("Aliyev", "leads", "Azerbaijan", "1999-01-01"),
        said("Russia", "supports", "Turkey", None, published=None),
    )


def test_a_graph_ends_with_the_last_that_is_asserted(told, day):
    assert extent(told) == (day("2020-03-01"), day("2024-05-06"))


def test_a_forecast_does_not_reach_beyond_its_publication(table, said, day):
    columns = table(
        said("Russia", "cooperates", "Turkey", "2035-01-01", published="2024-02-01"),
        said("Russia", "cooperates", "Armenia", "2023-01-01"),
    )
    assert extent(columns) == (day("2023-01-01"), day("2024-02-01"))


def test_where_nothing_is_asserted_what_is_alleged_decides(table, said, day):
    assert extent(table(said("Russia", "attacks", "Turkey", "2022-02-02", status="alleged"))) == (day("2022-02-02"),) * 2


def test_where_nothing_is_dated_no_day_is_made_up(table, said, actor, day):
    columns = table(said("Russia", "supports", "Turkey", None, published=None))
    with pytest.raises(UsageError, match="no dated relation counts in this graph"):
        why(columns, actor("Russia"), actor("Turkey"))
    assert len(why(columns, actor("Russia"), actor("Turkey"), day("2025-01-01")).undated) == 1
    assert undated(columns) == 1


def test_why_answers_for_where_the_graph_ends(told, actor, day):
    result = why(told, actor("Russia"), actor("Turkey"))
    assert (result.day, result.sign) == (day("2024-05-06"), -1)
