import pytest

from volteface.graph.errors import UsageError
from volteface.queries.evidence import why
from volteface.queries.snapshot import snapshot


@pytest.fixture(scope="module")
def rift(table, said):
    return table(
        said("Russia", "ally", "Azerbaijan", "2022-02-22"),  # row 100
        said("Russia", "coerces", "Azerbaijan", "2025-06-27"),
        said("Aliyev", "opposes", "Putin", "2025-06-29"),
        said("Azerbaijan", "adversary", "Russia", "2025-06-30"),
        said("Azerbaijan", "attacks", "Russia", "2025-06-30", status="denied"),  # row 104
        said("Russia", "supports", "Azerbaijan", None, published=None),
        said("Russia", "supports", "Azerbaijan", "2025-09-01"),
        said("Aliyev", "leads", "Azerbaijan", "2003-10-31"),
        said("Putin", "leads", "Russia", "2012-05-07"),
        said("Turkey", "supports", "Azerbaijan", "2025-09-10"),
    )


def test_shares_add_up_to_the_pair(rift, actor, day):
    on = day("2025-07-01")
    result = why(rift, actor("Azerbaijan"), actor("Russia"), on)
    assert [entry.row for entry in result.entries] == [104, 103, 102, 101, 100]
    assert [entry.age for entry in result.entries] == [1, 1, 2, 4, 1225]
    shares = [0, -8, -4 * 2 ** (-2 / 365), -7 * 2 ** (-4 / 365), 0]
    assert [entry.share for entry in result.entries] == pytest.approx(shares)
    assert (result.cooperation, result.conflict) == (0, pytest.approx(-sum(shares)))
    assert (result.sign, result.n, result.later) == (-1, 3, 1)
    (pair,) = [p for p in snapshot(rift, on) if {p.a.name, p.b.name} == {"Azerbaijan", "Russia"}]
    assert (result.alignment, result.n) == (pytest.approx(pair.alignment), pair.n)


def test_statements_are_told_as_written_with_what_closed_them(rift, actor, day):
    result = why(rift, actor("Russia"), actor("Azerbaijan"), day("2025-07-01"))
    said_by = {entry.row: (entry.source.name, entry.type, entry.target.name) for entry in result.entries}
    assert said_by[102] == ("Aliyev", "opposes", "Putin")
    closed = {entry.row: (entry.end, entry.closed_by) for entry in result.entries}
    # The first later state of the other sign; the one of 30 June closes it although it is told the other way round.
    assert closed[100] == (day("2025-06-30"), 103)
    assert closed[103] == (None, None)


def test_undated_statements_are_listed_apart(rift, actor, day):
    result = why(rift, actor("Azerbaijan"), actor("Russia"), day("2025-07-01"))
    (undated,) = result.undated
    assert (undated.row, undated.start, undated.age, undated.share) == (105, None, None, 0)


def test_leaders_are_asked_about_as_written(rift, actor, day):
    result = why(rift, actor("Putin"), actor("Aliyev"), day("2025-07-01"))
    assert (result.level, [entry.row for entry in result.entries]) == ("actor", [102])
    assert why(rift, actor("Russia"), actor("Azerbaijan"), day("2025-07-01"), level="actor").n == 2


def test_states_close_at_their_own_level(table, said, actor, day):
    columns = table(
        said("Aliyev", "leads", "Azerbaijan", "2003-10-31"),
        said("Aliyev", "ally", "Turkey", "2010-01-01"),
        said("Azerbaijan", "adversary", "Turkey", "2020-01-01"),
        said("Aliyev", "adversary", "Turkey", "2021-01-01"),
    )
    oldest = {level: why(columns, actor("Aliyev"), actor("Turkey"), level=level).entries[-1:] for level in ("actor",)}["actor"]
    assert [(entry.end, entry.closed_by) for entry in oldest] == [(day("2021-01-01"), 103)]
    by_state = why(columns, actor("Azerbaijan"), actor("Turkey")).entries[-1]
    assert (by_state.end, by_state.closed_by) == (day("2020-01-01"), 102)


def test_without_a_day_it_is_the_last_that_the_table_tells_of(rift, actor, day):
    result = why(rift, actor("Azerbaijan"), actor("Russia"))
    assert (result.day, result.later, result.entries[0].row) == (day("2025-09-10"), 0, 106)


def test_it_can_be_asked_as_of_an_earlier_day(rift, actor, day):
    result = why(rift, actor("Azerbaijan"), actor("Russia"), day("2025-07-01"), as_known=day("2025-06-28"))
    assert [entry.row for entry in result.entries] == [101, 100]
    assert result.entries[1].closed_by is None
    assert result.undated == ()


def test_a_pair_that_nobody_wrote_about_is_unknown(rift, actor, table):
    for columns, name in ((rift, "Turkey"), (rift, "Fiji"), (table(), "Fiji")):
        result = why(columns, actor("Russia"), actor(name), 20_000)
        assert (result.alignment, result.sign, result.n, result.entries) == (None, None, 0, ())


def test_an_actor_has_no_pair_with_itself(rift, actor):
    with pytest.raises(UsageError, match="Russia twice"):
        why(rift, actor("Russia"), actor("Russia"))


def test_json_carries_the_quotes(rift, actor, day):
    told = why(rift, actor("Azerbaijan"), actor("Russia"), day("2025-07-01")).as_json(
        lambda rows: [
            {"document": f"{row}.txt", "date": "2025", "end": None, "quote": "…", "status": "denied" if row == 104 else "asserted"}
            for row in rows
        ]
    )
    assert (told["date"], told["sign"], told["n"], told["later"], told["level"]) == ("2025-07-01", -1, 3, 1, "state")
    assert [statement["document"] for statement in told["statements"]] == [f"{row}.txt" for row in (104, 103, 102, 101, 100)]
    assert [statement["status"] for statement in told["statements"]] == ["denied"] + ["asserted"] * 4
    last = told["statements"][4]
    assert (last["start"], last["counts_from"], last["end"], last["closed"]) == ("2025", "2022-02-22", "2025-06-29", True)
    assert told["undated"][0]["document"] == "105.txt"
    assert told["undated"][0]["start"] is None


def test_it_says_when_the_last_weeks_point_another_way(table, said, actor, day):
    columns = table(
        said("Russia", "attacks", "Armenia", "2024-09-01"),
        said("Russia", "attacks", "Armenia", "2024-09-02"),
        said("Armenia", "cooperates", "Russia", "2025-07-01"),
    )
    result = why(columns, actor("Armenia"), actor("Russia"), day("2025-07-01"))
    assert (result.sign, result.tension) == (-1, 1)
    told = result.as_json(lambda rows: [{"document": "a.txt", "date": None, "end": None, "quote": None} for _ in rows])
    assert told["tension"] == {"half_life_days": 30, "sign": 1}
    steady = why(columns, actor("Armenia"), actor("Russia"), day("2024-09-02"))
    assert (steady.sign, steady.tension) == (-1, -1)
    assert steady.as_json(lambda rows: [{"document": "a.txt", "date": None, "end": None, "quote": None} for _ in rows])["tension"] is None
