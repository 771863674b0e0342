from dataclasses import asdict
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.errors import UsageError
from volteface.graph.model import Actor
from volteface.queries.alignment import alignment, first_meeting
from volteface.queries.snapshot import snapshot


@pytest.fixture(scope="module")
def caucasus(table, said):
    """Azerbaijan and Turkey against Russia and Armenia; nobody writes about Turkey and Russia."""
    return table(
        said("Turkey", "supports", "Azerbaijan", "2025-01-01"),  # 6/7
        said("Russia", "cooperates", "Armenia", "2025-01-01"),  # 5/6
        said("Azerbaijan", "attacks", "Armenia", "2025-01-01"),  # -10/11
        said("Azerbaijan", "opposes", "Russia", "2025-01-01"),  # -4/5
        said("Turkey", "opposes", "Armenia", "2025-01-01", confidence=0.25),  # -1/2
    )


@pytest.fixture(scope="module")
def blocs(actor):
    return [actor("Azerbaijan"), actor("Turkey")], [actor("Russia"), actor("Armenia")]


def test_the_formulas(caucasus, blocs, day):
    result = alignment(caucasus, *blocs, [day("2025-01-01")])
    (point,) = result.series
    apart = (10 / 11 + 4 / 5 + 1 / 2) / 3
    assert point.cohesion_a == pytest.approx(6 / 7)
    assert point.cohesion_b == pytest.approx(5 / 6)
    assert point.antagonism == pytest.approx(apart)
    assert point.polarisation == pytest.approx(((6 / 7 + 5 / 6) / 2 + apart) / 2)
    assert point.coverage == pytest.approx(5 / 6)
    leans = {name: (of.lean, of.coverage) for name, of in point.actors.items()}
    assert leans == {
        "Azerbaijan": (pytest.approx((6 / 7 + (10 / 11 + 4 / 5) / 2) / 2), 1),
        "Turkey": (pytest.approx((6 / 7 + 1 / 2) / 2), pytest.approx(2 / 3)),
        "Russia": (pytest.approx((-4 / 5 - 5 / 6) / 2), pytest.approx(2 / 3)),
        "Armenia": (pytest.approx((-(10 / 11 + 1 / 2) / 2 - 5 / 6) / 2), 1),
    }
    assert (result.level, result.half_life) == ("state", 365)


def test_a_bloc_of_one_has_no_cohesion_and_leaves_the_others(caucasus, actor, day):
    (point,) = alignment(caucasus, [actor("Azerbaijan")], [actor("Russia"), actor("Armenia")], [day("2025-01-01")]).series
    apart = (10 / 11 + 4 / 5) / 2
    assert (point.cohesion_a, point.cohesion_b) == (None, pytest.approx(5 / 6))
    assert point.polarisation == pytest.approx((5 / 6 + apart) / 2)
    assert point.actors["Azerbaijan"].lean == pytest.approx(apart)


def test_between_two_actors_only_their_antagonism_is_left(caucasus, actor, day):
    (point,) = alignment(caucasus, [actor("Azerbaijan")], [actor("Armenia")], [day("2025-01-01")]).series
    assert (point.cohesion_a, point.cohesion_b) == (None, None)
    assert point.polarisation == point.antagonism == pytest.approx(10 / 11)
    assert {name: of.lean for name, of in point.actors.items()} == {
        "Azerbaijan": pytest.approx(10 / 11),
        "Armenia": pytest.approx(-10 / 11),
    }


def test_what_nobody_wrote_about_stays_unknown(caucasus, actor, day):
    a, b = [actor("Azerbaijan"), actor("Turkey")], [actor("Fiji"), actor("Tonga")]
    (point,) = alignment(caucasus, a, b, [day("2025-01-01")]).series
    assert point.cohesion_a == pytest.approx(6 / 7)
    assert (point.cohesion_b, point.antagonism, point.polarisation, point.interval) == (None, None, None, None)
    assert point.coverage == pytest.approx(1 / 6)
    assert (point.actors["Fiji"].lean, point.actors["Fiji"].interval, point.actors["Fiji"].coverage) == (None, None, 0)
    (before,) = alignment(caucasus, *[[actor("Azerbaijan")], [actor("Armenia")]], [day("2024-12-31")]).series
    assert (before.polarisation, before.coverage) == (None, 0)


def test_two_documents_give_no_interval(table, said, actor, day):
    rows = [said("A", "opposes", "B", f"2025-01-0{n}", document=document) for n, document in ((1, 7), (2, 8), (3, 8), (4, 9))]
    series = alignment(table(*rows), [actor("A")], [actor("B")], [day("2025-01-03"), day("2025-01-04")]).series
    assert series[0].interval is None
    low, high = series[1].interval
    assert 0.2 <= low < series[1].polarisation < high < 1


def test_the_interval_is_that_of_the_poisson_bootstrap(table, said, actor, day):
    """One statement a document, all alike: the sum in a replicate is Poisson with mean n, whose quantiles are in tables."""
    columns = table(*[said("A", "opposes", "B", "2025-01-01") for _ in range(16)])
    (point,) = alignment(columns, [actor("A")], [actor("B")], [day("2025-01-01")], draws=4000).series
    for found, poisson in zip(point.interval, (9, 24), strict=True):  # 2.5 % and 97.5 % points of Poisson(16)
        assert found == pytest.approx(4 * poisson / (4 * poisson + 1), abs=0.004)


def test_intervals_repeat_with_the_seed_and_vary_with_it(caucasus, blocs, day):
    one, again, other = (alignment(caucasus, *blocs, [day("2025-02-01")], seed=seed) for seed in (3, 3, 4))
    assert one == again
    assert one.series[0].interval != other.series[0].interval
    assert one.series[0].polarisation == other.series[0].polarisation
    (bare,) = alignment(caucasus, *blocs, [day("2025-02-01")], draws=0).series
    assert (bare.interval, bare.polarisation) == (None, one.series[0].polarisation)


def test_later_documents_leave_earlier_days_as_they_were(table, said, actor, day):
    early = [said("A", "opposes", "B", f"2025-01-0{n}") for n in range(1, 6)]
    late = [said("A", "supports", "B", f"2025-03-0{n}", document=90 + n) for n in range(1, 6)]
    a, b, on = [actor("A")], [actor("B")], day("2025-02-01")
    (alone,) = alignment(table(*early), a, b, [on]).series
    assert alignment(table(*early, *late), a, b, [on, day("2025-04-01")]).series[0] == alone


def test_leaders_stand_for_themselves(table, said, actor, day):
    columns = table(
        said("Aliyev", "leads", "Azerbaijan", "2003-10-31"),
        said("Aliyev", "opposes", "Putin", "2024-12-29"),
        said("Azerbaijan", "supports", "Russia", "2024-12-29"),
    )
    result = alignment(columns, [actor("Aliyev")], [actor("Putin")], [day("2024-12-29")])
    assert (result.level, result.series[0].antagonism) == ("actor", pytest.approx(4 / 5))


def test_days_come_back_as_they_were_asked(caucasus, blocs, day):
    days = [day("2025-06-01"), day("2025-01-01"), day("2025-06-01")]
    series = alignment(caucasus, *blocs, days).series
    assert [point.day for point in series] == days
    assert series[0] == series[2] == alignment(caucasus, *blocs, days[:1]).series[0]


def test_json_has_the_shape_of_its_documentation(caucasus, actor, day):
    told = alignment(caucasus, [actor("Azerbaijan")], [actor("Armenia"), actor("Fiji")], [day("2025-01-01")]).as_json()
    assert told["blocs"] == {"a": ["Azerbaijan"], "b": ["Armenia", "Fiji"]}
    assert told["half_life_days"] == 365
    (point,) = told["series"]
    assert [*point] == [
        "date", "cohesion_a", "cohesion_b", "antagonism", "polarisation", "coverage", "interval", "intervals", "known", "actors",
    ]  # fmt: skip
    assert (point["date"], point["cohesion_a"], point["polarisation"], point["interval"]) == ("2025-01-01", None, None, None)
    assert point["known"] == {"cohesion_a": [0, 0], "cohesion_b": [0, 1], "antagonism": [1, 2]}
    assert point["intervals"] == {"cohesion_a": None, "cohesion_b": None, "antagonism": None}
    assert point["actors"]["Azerbaijan"] == {"lean": 0.909091, "interval": None, "coverage": 0.5}


@pytest.mark.parametrize(
    ("a", "b", "says"),
    [
        ([], ["Russia"], "first bloc: no actor in it"),
        (["Turkey"], [], "second bloc: no actor in it"),
        (["Turkey", "Turkey"], ["Russia"], "first bloc: Turkey stands in it twice"),
        (["Turkey", "Russia"], ["Armenia", "Russia"], "Russia in both"),
    ],
)
def test_blocs_that_are_none_are_refused(caucasus, actor, a, b, says):
    with pytest.raises(UsageError, match=says):
        alignment(caucasus, [*map(actor, a)], [*map(actor, b)], [0])


@pytest.mark.parametrize("half_life", [0, -365])
def test_a_half_life_is_above_zero(caucasus, blocs, half_life):
    with pytest.raises(UsageError, match="half-life"):
        alignment(caucasus, *blocs, [0], half_life)


def test_draws_are_not_negative(caucasus, blocs):
    with pytest.raises(UsageError, match="draws -1"):
        alignment(caucasus, *blocs, [0], draws=-1)


drawn_events = st.lists(
    st.tuples(
        st.sampled_from(["AB", "CD", "AC", "AD", "CB", "BD", "AE"]),
        st.sampled_from(["ally", "adversary", "supports", "opposes", "attacks"]),
        st.dates(date(2020, 1, 1), date(2025, 12, 31)),
        st.sampled_from([None, "2025-01-15"]),
    ),
    max_size=40,
)
DAYS = ["2021-01-01", "2024-02-29", "2024-03-01", "2026-01-01"]


def columns_of(table, said, drawn):
    return table(*[said(pair[0], type_, pair[1], on.isoformat(), end=end) for pair, type_, on, end in drawn])


@given(drawn=drawn_events, half_life=st.floats(1, 3000))
def test_exchanging_the_blocs_exchanges_cohesions_and_turns_leans(table, said, actor, day, drawn, half_life):
    columns = columns_of(table, said, drawn)
    a, b, days = [actor("A"), actor("B")], [actor("C"), actor("D")], [*map(day, DAYS)]
    for one, other in zip(alignment(columns, a, b, days, half_life).series, alignment(columns, b, a, days, half_life).series, strict=True):
        assert (one.cohesion_a, one.cohesion_b) == (other.cohesion_b, other.cohesion_a)
        assert one.antagonism == pytest.approx(other.antagonism)
        assert one.polarisation == pytest.approx(other.polarisation)
        assert one.interval == pytest.approx(other.interval)
        for name, of in one.actors.items():
            assert of.lean == pytest.approx(None if other.actors[name].lean is None else -other.actors[name].lean)


@given(drawn=drawn_events, half_life=st.floats(1, 3000))
def test_each_day_of_a_series_agrees_with_its_snapshot(table, said, actor, day, drawn, half_life):
    """The series fades from day to day by multiplication; the snapshot sums each day anew."""
    columns = columns_of(table, said, drawn)
    days = [*map(day, DAYS)]
    for point in alignment(columns, [actor("A")], [actor("B")], days, half_life, draws=0).series:
        pairs = [p for p in snapshot(columns, point.day, half_life) if {p.a.name, p.b.name} == {"A", "B"}]
        assert point.antagonism == pytest.approx(-pairs[0].alignment if pairs else None)


@given(drawn=drawn_events)
def test_every_number_is_known_to_lie_within_its_bounds(table, said, actor, day, drawn):
    columns = columns_of(table, said, drawn)
    for point in alignment(columns, [actor("A"), actor("B")], [actor("C"), actor("D")], [*map(day, DAYS)], draws=50).series:
        numbers = asdict(point)
        ends = [end for of in (point, *point.actors.values()) for end in of.interval or ()]
        values = [numbers[name] for name in ("cohesion_a", "cohesion_b", "antagonism", "polarisation")]
        values += [of.lean for of in point.actors.values()]
        assert all(value is None or -1 < value < 1 for value in values + ends)
        assert all(0 <= of.coverage <= 1 for of in (point, *point.actors.values()))
        assert point.interval is None or point.interval[0] <= point.interval[1]


def test_each_mean_has_its_own_interval(table, said, actor, day):
    columns = table(
        *(said("Azerbaijan", kind, "Turkey", "2025-01-01") for kind in ("supports", "cooperates", "opposes")),
        *(said("Azerbaijan", kind, "Russia", "2025-01-01") for kind in ("attacks", "opposes")),
    )
    (point,) = alignment(columns, [actor("Azerbaijan"), actor("Turkey")], [actor("Russia")], [day("2025-01-01")]).series
    low, high = point.intervals["cohesion_a"]
    assert low < point.cohesion_a < high
    assert (point.intervals["cohesion_b"], point.intervals["antagonism"]) == (None, None)  # a bloc of one; two documents
    assert point.known == {"cohesion_a": (1, 1), "cohesion_b": (0, 0), "antagonism": (1, 2)}


def test_two_members_of_one_name_keep_their_leans(caucasus, actor, day):
    members = [actor("Azerbaijan"), Actor("Armenia", "territory")]
    found = alignment(caucasus, members, [actor("Armenia")], [day("2025-01-01")])
    assert [*found.series[0].actors] == ["Azerbaijan", "territory:Armenia", "state:Armenia"]
    assert found.as_json()["blocs"] == {"a": ["Azerbaijan", "territory:Armenia"], "b": ["state:Armenia"]}


def test_it_can_begin_where_the_blocs_first_meet(table, said, actor, day):
    columns = table(
        said("Russia", "supports", "Fiji", "1997-01-01"),
        said("Russia", "ally", "Armenia", "1999-01-01"),
        said("Russia", "opposes", "Turkey", "2020-09-27"),
        said("Turkey", "supports", "Armenia", "2021-01-01"),
    )
    russia, armenia, turkey, fiji = map(actor, ("Russia", "Armenia", "Turkey", "Fiji"))
    assert first_meeting(columns, [turkey], [russia, armenia]) == day("2020-09-27")
    assert first_meeting(columns, [turkey], [fiji]) is None
    assert first_meeting(columns, [russia, armenia], [actor("Peru")]) == day("1999-01-01")


def test_it_names_the_pairs_whose_last_weeks_point_another_way(table, said, actor, day):
    columns = table(
        said("Russia", "attacks", "Armenia", "2024-09-01"),
        said("Russia", "attacks", "Armenia", "2024-09-02"),
        said("Armenia", "cooperates", "Russia", "2025-07-01"),
        said("Armenia", "attacks", "Turkey", "2025-07-01"),
    )
    days = [day("2025-07-01"), day("2025-01-01")]  # the latest day decides, wherever it stands
    found = alignment(columns, [actor("Armenia")], [actor("Russia"), actor("Turkey")], days)
    assert [(pair.a.name, pair.b.name, pair.sign, pair.tension) for pair in found.tensions] == [("Armenia", "Russia", -1, 1)]
    assert found.as_json()["tensions"] == [{"a": "Armenia", "b": "Russia", "sign": -1, "tension": {"half_life_days": 30, "sign": 1}}]
