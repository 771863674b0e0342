from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.errors import UsageError
from volteface.queries.diff import CLASSES, diff
from volteface.queries.snapshot import snapshot


def classes(result):
    return {name: [(c.a.name, c.b.name) for c in getattr(result, name)] for name in CLASSES if getattr(result, name)}


@pytest.fixture
def rift(table, said):
    """One pair of each class between 2024-12-01 and 2025-07-05."""
    return table(
        said("Russia", "cooperates", "Azerbaijan", "2024-08-18"),  # row 100
        said("Azerbaijan", "opposes", "Russia", "2024-12-29"),
        said("Russia", "coerces", "Azerbaijan", "2025-06-27"),
        said("Azerbaijan", "coerces", "Russia", "2025-07-01"),
        said("Turkey", "supports", "Azerbaijan", "2025-06-30"),  # row 104
        said("Ukraine", "supports", "Azerbaijan", "2024-11-30", confidence=0.2),
        said("Ukraine", "supports", "Azerbaijan", "2025-05-26"),
        said("Armenia", "supports", "Russia", "2024-11-01"),  # row 107
        said("Russia", "opposes", "Armenia", "2025-02-01", confidence=0.5),
        said("Iran", "opposes", "Israel", "2022-10-01"),
        said("Iran", "opposes", "Israel", "2022-10-02", confidence=0.1),
        said("India", "ally", "Russia", "2000-10-03", end="2025-01-31"),
    )


def test_every_class_has_its_pair(rift, day):
    result = diff(rift, day("2024-12-01"), day("2025-07-05"))
    assert classes(result) == {
        "gained": [("Azerbaijan", "Turkey")],
        "lost": [("India", "Russia")],
        "flipped": [("Azerbaijan", "Russia")],
        "strengthened": [("Azerbaijan", "Ukraine")],
        "weakened": [("Armenia", "Russia")],
    }
    assert len(result) == 5


def test_both_sides_of_a_change_are_those_of_the_snapshots(rift, day):
    d1, d2 = day("2024-12-01"), day("2025-07-05")
    (change,) = diff(rift, d1, d2).flipped
    for on, side in ((d1, change.before), (d2, change.after)):
        (pair,) = [p for p in snapshot(rift, on) if {p.a.name, p.b.name} == {"Azerbaijan", "Russia"}]
        assert (side.alignment, side.sign, side.n) == (pair.alignment, pair.sign, pair.n)
    assert change.size == pytest.approx(change.after.alignment - change.before.alignment)
    (gained,) = diff(rift, d1, d2).gained
    assert gained.before is None
    assert gained.size == gained.after.alignment


def test_evidence_is_what_pushed_that_way_between_the_days(rift, day):
    result = diff(rift, day("2024-12-01"), day("2025-07-05"))
    # Heaviest on the second day first: 7 of 4 days ago, 7 of 8 days ago, 4 of half a year ago.
    assert result.flipped[0].evidence_rows == (103, 102, 101)
    assert result.gained[0].evidence_rows == (104,)
    assert result.strengthened[0].evidence_rows == (106,)
    assert result.weakened[0].evidence_rows == (108,)


def test_what_was_lost_shows_the_last_that_was_known(rift, day):
    assert diff(rift, day("2024-12-01"), day("2025-07-05")).lost[0].evidence_rows == (111,)
    faded = diff(rift, day("2022-12-01"), day("2030-07-05")).lost
    israel = next(change for change in faded if change.b.name == "Israel")
    assert israel.evidence_rows == (110, 109)
    assert israel.after is None


def test_a_pair_that_only_faded_shows_its_past(table, said, day):
    columns = table(said("Turkey", "supports", "Azerbaijan", "2022-01-01"), said("Turkey", "opposes", "Iran", None))
    (change,) = diff(columns, day("2022-01-01"), day("2025-01-01")).weakened
    assert (change.before.alignment, change.after.alignment) == (pytest.approx(6 / 7), pytest.approx(0.75 / 1.75, abs=1e-3))
    assert change.evidence_rows == (100,)


def test_at_most_five_statements_are_shown(table, said, day):
    columns = table(*[said("Turkey", "supports", "Azerbaijan", f"2024-01-{n:02}") for n in range(1, 10)])
    (change,) = diff(columns, day("2023-12-31"), day("2024-02-01")).gained
    assert change.evidence_rows == (108, 107, 106, 105, 104)


def test_the_last_weeks_may_point_another_way(table, said, day):
    columns = table(
        said("Russia", "ally", "Armenia", "2000-01-01", end="2024-03-31"),
        said("Russia", "supports", "Armenia", "2024-01-10"),
        said("Russia", "supports", "Armenia", "2024-01-11"),
        said("Armenia", "opposes", "Russia", "2024-06-12"),
    )
    now = day("2024-06-12")
    (change,) = diff(columns, day("1999-01-01"), now).gained
    assert (change.after.sign, change.after.tension, change.after.disputed) == (1, -1, True)
    (change,) = diff(columns, day("1999-01-01"), now, half_life=30).gained
    assert (change.after.sign, change.after.disputed) == (-1, False)
    # Ten months later nothing recent is left to disagree.
    (change,) = diff(columns, day("1999-01-01"), day("2025-06-12")).gained
    assert (change.after.tension, change.after.disputed) == (None, False)


def test_leaders_are_pairs_of_their_own_at_actor_level(table, said, day):
    columns = table(said("Aliyev", "leads", "Azerbaijan", "2003-10-31"), said("Aliyev", "opposes", "Russia", "2024-12-29"))
    days = day("2024-12-01"), day("2025-01-01")
    assert classes(diff(columns, *days)) == {"gained": [("Azerbaijan", "Russia")]}
    assert classes(diff(columns, *days, level="actor")) == {"gained": [("Aliyev", "Russia")]}


def test_it_can_be_asked_as_of_an_earlier_day(table, said, day):
    columns = table(said("A", "supports", "B", "2024-01-01"), said("A", "attacks", "B", "2024-06-01", published="2025-01-01"))
    days = day("2024-01-01"), day("2024-07-01")
    assert classes(diff(columns, *days)) == {"flipped": [("A", "B")]}
    assert classes(diff(columns, *days, as_known=day("2024-12-31"))) == {}


def test_json_has_the_shape_of_its_documentation(rift, day):
    asked = []

    def evidence(rows):
        asked.extend(rows)
        return [{"document": f"{row}.txt", "date": "2025-01-01", "quote": f"Quote {row}."} for row in rows]

    told = diff(rift, day("2024-12-01"), day("2025-07-05")).as_json(evidence)
    assert [*told] == ["from", "to", "level", "half_life_days", *CLASSES]
    assert (told["from"], told["to"], told["level"], told["half_life_days"]) == ("2024-12-01", "2025-07-05", "state", 365)
    (flipped,) = told["flipped"]
    assert (flipped["a"], flipped["b"]) == ("Azerbaijan", "Russia")
    assert [*flipped["before"]] == ["alignment", "sign", "n"]
    assert [quote["document"] for quote in flipped["evidence"]] == ["103.txt", "102.txt", "101.txt"]
    assert told["gained"][0]["before"] is None
    assert told["lost"][0]["after"] is None
    assert sorted(asked) == sorted({*asked})


def test_days_in_the_wrong_order_are_refused(rift, day):
    with pytest.raises(UsageError, match="from 2025-07-05 is after to 2024-12-01"):
        diff(rift, day("2025-07-05"), day("2024-12-01"))


def test_nothing_changes_in_an_empty_table(table, day):
    assert classes(diff(table(), day("2024-12-01"), day("2025-07-05"), level="actor")) == {}


drawn_events = st.lists(
    st.tuples(
        st.sampled_from(["AB", "BA", "AC", "CB", "DA"]),
        st.sampled_from(["ally", "adversary", "supports", "opposes", "attacks", "mediates"]),
        st.dates(date(2020, 1, 1), date(2025, 12, 31)),
    ),
    min_size=1,
    max_size=30,
)


@given(drawn=drawn_events, on=st.dates(date(2020, 1, 1), date(2026, 12, 31)))
def test_no_day_differs_from_itself(table, said, day, drawn, on):
    columns = table(*[said(pair[0], type_, pair[1], when.isoformat()) for pair, type_, when in drawn])
    assert classes(diff(columns, day(on.isoformat()), day(on.isoformat()))) == {}


@given(drawn=drawn_events, days=st.tuples(*[st.dates(date(2020, 1, 1), date(2026, 12, 31))] * 2).map(sorted))
def test_each_changed_pair_is_in_one_class_with_its_own_evidence(table, said, day, drawn, days):
    columns = table(*[said(pair[0], type_, pair[1], when.isoformat()) for pair, type_, when in drawn])
    d1, d2 = (day(on.isoformat()) for on in days)
    result = diff(columns, d1, d2)
    changes = [change for name in CLASSES for change in getattr(result, name)]
    assert len({(c.a, c.b) for c in changes}) == len(changes) == len(result)
    known = [{(p.a, p.b) for p in snapshot(columns, on)} for on in (d1, d2)]
    assert {(c.a, c.b) for c in result.gained} == known[1] - known[0]
    assert {(c.a, c.b) for c in result.lost} == known[0] - known[1]
    for change in changes:
        assert change.evidence_rows
        for row in change.evidence_rows:
            pair, _, when = drawn[row - 100]
            assert {*pair} == {change.a.name, change.b.name}
            assert day(when.isoformat()) <= d2
