from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.errors import UsageError
from volteface.queries.dyads import contribution, known_of, pairing, sign_of, standing
from volteface.queries.measure import KAPPA, KNOWN, MIXED


def only(dyads):
    """The numbers of the one pair there is."""
    (c,), (h,), (a,), (n,) = dyads.cooperation, dyads.conflict, dyads.alignment, dyads.n
    return c, h, a, n


def test_an_event_halves_with_every_half_life(table, said, day):
    columns = table(said("Turkey", "supports", "Azerbaijan", "2023-07-01"))
    assert only(standing(columns, day("2023-07-01"), 366)) == (6, 0, pytest.approx(6 / 7), 1)
    assert only(standing(columns, day("2024-07-01"), 366)) == (pytest.approx(3), 0, pytest.approx(3 / 4), 1)
    assert only(standing(columns, day("2025-07-02"), 366)) == (pytest.approx(1.5), 0, pytest.approx(1.5 / 2.5), 1)


def test_cooperation_and_conflict_are_summed_apart_whichever_way_they_point(table, said, day):
    columns = table(
        said("Turkey", "supports", "Azerbaijan", "2024-01-01"),
        said("Azerbaijan", "opposes", "Turkey", "2024-01-31"),
        said("Azerbaijan", "coerces", "Turkey", "2024-01-31", confidence=0.5),
    )
    dyads = standing(columns, day("2024-01-31"), 30)
    assert only(dyads) == (pytest.approx(3), pytest.approx(4 + 3.5), pytest.approx((3 - 7.5) / (3 + 7.5 + 1)), 3)
    assert (dyads.cooperative.tolist(), dyads.conflictual.tolist()) == ([1], [2])


def test_nothing_counts_before_it_is_dated(table, said, day):
    columns = table(said("Turkey", "supports", "Azerbaijan", "2024-01-02"))
    assert only(standing(columns, day("2024-01-01"), 365)) == (0, 0, 0, 0)
    assert not standing(columns, day("2024-01-01"), 365).known.any()


def test_a_state_holds_at_constant_weight_up_to_its_end(table, said, day):
    columns = table(said("Turkey", "ally", "Azerbaijan", "2010-05-01", end="2024-06-30"))
    assert only(standing(columns, day("2010-05-01"), 1)) == (8, 0, pytest.approx(8 / 9), 1)
    assert only(standing(columns, day("2024-06-30"), 1)) == (8, 0, pytest.approx(8 / 9), 1)
    assert only(standing(columns, day("2024-07-01"), 1)) == (0, 0, 0, 0)


def test_a_later_state_of_the_other_sign_ends_the_first(table, said, day):
    columns = table(said("Russia", "ally", "Azerbaijan", "2022-02-22"), said("Azerbaijan", "adversary", "Russia", "2025-06-27"))
    assert only(standing(columns, day("2025-06-26"), 365))[:2] == (8, 0)
    assert only(standing(columns, day("2025-06-27"), 365))[:2] == (0, 8)


def test_a_denied_state_ends_no_other(table, said, day):
    columns = table(
        said("Russia", "ally", "Armenia", "2000-01-01"),
        said("Russia", "adversary", "Armenia", "2024-01-01", status="denied"),
    )
    assert only(standing(columns, day("2024-06-01"), 365)) == (8, 0, pytest.approx(8 / 9), 1)


def test_denied_undated_and_neutral_statements_add_nothing(table, said, day):
    columns = table(
        said("Russia", "attacks", "Azerbaijan", "2024-12-25", status="denied"),
        said("Russia", "attacks", "Azerbaijan", None, published=None),
        said("Russia", "mediates", "Azerbaijan", "2024-12-25"),
    )
    assert only(standing(columns, day("2025-01-01"), 365)) == (0, 0, 0, 0)
    assert only(standing(table(said("A", "attacks", "B", "2024-12-25", status="alleged")), day("2024-12-25"), 9))[1] == 5


def test_an_event_that_faded_to_nothing_is_unknown_but_still_counted(table, said, day):
    columns = table(said("Russia", "attacks", "Azerbaijan", "1990-01-20"))
    dyads = standing(columns, day("2025-01-01"), 1)
    assert (only(dyads)[3], dyads.known.tolist()) == (1, [False])


def test_leaders_count_for_their_state_or_as_written(table, said, day):
    columns = table(
        said("Aliyev", "leads", "Azerbaijan", "2003-10-31"),
        said("Putin", "leads", "Russia", "2012-05-07"),
        said("Aliyev", "opposes", "Putin", "2024-12-29"),
        said("Azerbaijan", "coerces", "Russia", "2024-12-29"),
    )
    by_state = standing(columns, day("2024-12-29"), 365, "state")
    assert sorted(by_state.conflict.tolist()) == [11]
    by_actor = standing(columns, day("2024-12-29"), 365, "actor")
    assert sorted(by_actor.conflict.tolist()) == [0, 0, 4, 7]


def test_thresholds_stand_where_they_are_said_to(table, said, day):
    least = KNOWN * KAPPA / (1 - KNOWN)
    assert known_of(np.array([least, least * 0.999]), np.zeros(2)).tolist() == [True, False]
    assert sign_of(np.array([MIXED, MIXED - 1e-6, -MIXED + 1e-6, -MIXED])).tolist() == [1, 0, 0, -1]
    assert standing(table(), day("2025-01-01"), 365).n.tolist() == []


@pytest.mark.parametrize("half_life", [0, -30, 1e-320, 0.99, float("inf"), float("nan")])
def test_a_half_life_is_a_day_or_more_and_finite(table, half_life):
    with pytest.raises(UsageError, match=r"half-life .*valid: 1 or more"):
        standing(table(), 0, half_life)


def test_an_unknown_level_is_named_with_the_valid_ones(table):
    with pytest.raises(UsageError, match=r"level 'bloc' \(valid: state, actor\)"):
        standing(table(), 0, 365, "bloc")


events = st.tuples(
    st.sampled_from(["AB", "BA", "AC", "CA", "BC"]),
    st.sampled_from(["ally", "adversary", "supports", "cooperates", "opposes", "coerces", "attacks", "mediates"]),
    st.dates(min_value=date(2015, 1, 1), max_value=date(2025, 12, 31)),
    st.sampled_from(["asserted", "alleged", "denied"]),
)


def statements(said, drawn):
    return [said(pair[0], type_, pair[1], on.isoformat(), status=status) for pair, type_, on, status in drawn]


@given(drawn=st.lists(events, min_size=1, max_size=40), half_life=st.floats(1, 5000))
def test_the_pass_gives_the_formula(table, said, day, drawn, half_life):
    columns, today = table(*statements(said, drawn)), day("2021-06-01")
    of = pairing(columns, "state")
    dyads = standing(columns, today, half_life)
    good, bad, n = np.zeros(len(of.dyads)), np.zeros(len(of.dyads)), np.zeros(len(of.dyads))
    for row in range(len(columns)):
        start, weight, pair = int(columns.start[row]), float(columns.weight[row]), of.dyad[row]
        if start > today or weight == 0 or (columns.holds[row] and of.end[row] <= today):
            continue
        value = weight * (1 if columns.holds[row] else 2 ** (-(today - start) / half_life))
        good[pair] += max(value, 0)
        bad[pair] += max(-value, 0)
        n[pair] += 1
    np.testing.assert_allclose(dyads.cooperation, good, rtol=1e-9, atol=1e-12)
    np.testing.assert_allclose(dyads.conflict, bad, rtol=1e-9, atol=1e-12)
    assert dyads.n.tolist() == n.tolist()
    assert (np.abs(dyads.alignment) < 1).all()
    each = contribution(columns, np.arange(len(columns)), today, half_life, of.end)
    np.testing.assert_allclose(np.bincount(of.dyad, each), good - bad, rtol=1e-9, atol=1e-9)


@given(drawn=st.lists(events, min_size=1, max_size=30))
def test_who_did_it_to_whom_does_not_matter(table, said, day, drawn):
    there = statements(said, drawn)
    back = [{**row, "source": row["target"], "target": row["source"]} for row in there]
    one, other = (standing(table(*rows), day("2021-06-01"), 365).alignment.tolist() for rows in (there, back))
    assert one == other


@given(drawn=st.lists(events, min_size=1, max_size=30))
def test_asserted_states_of_a_pair_never_hold_with_both_signs_over_different_starts(table, said, day, drawn):
    columns = table(*statements(said, drawn))
    today = day("2021-06-01")
    held = columns.firm & columns.holds & (columns.start <= today) & (columns.end > today)
    for pair in set(columns.dyad[held].tolist()):
        rows = held & (columns.dyad == pair)
        assert len(set(columns.sign[rows].tolist())) == 1 or len(set(columns.start[rows].tolist())) == 1
