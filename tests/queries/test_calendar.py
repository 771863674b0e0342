from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.dates import day_number, from_day_number
from volteface.graph.errors import UsageError
from volteface.queries.calendar import EVERY, dates


@pytest.mark.parametrize(
    ("every", "first", "last", "expected"),
    [
        ("day", "2024-02-28", "2024-03-01", ["2024-02-28", "2024-02-29", "2024-03-01"]),
        ("week", "2024-12-01", "2024-12-20", ["2024-12-01", "2024-12-08", "2024-12-15", "2024-12-20"]),
        ("week", "2024-12-03", "2024-12-15", ["2024-12-03", "2024-12-08", "2024-12-15"]),
        ("month", "2024-01-31", "2024-04-30", ["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"]),
        ("month", "2024-01-15", "2024-03-02", ["2024-01-15", "2024-01-31", "2024-02-29", "2024-03-02"]),
        ("quarter", "2024-11-30", "2025-06-01", ["2024-11-30", "2024-12-31", "2025-03-31", "2025-06-01"]),
        ("year", "2020-01-01", "2022-07-05", ["2020-01-01", "2020-12-31", "2021-12-31", "2022-07-05"]),
        ("year", "9998-01-01", "9999-12-31", ["9998-01-01", "9998-12-31", "9999-12-31"]),
        ("month", "2024-01-01", "2024-01-01", ["2024-01-01"]),
    ],
)
def test_points_are_the_first_day_the_ends_of_periods_and_the_last_day(day, every, first, last, expected):
    assert [from_day_number(number).isoformat() for number in dates(day(first), day(last), every)] == expected


def test_a_last_day_before_the_first_is_refused(day):
    with pytest.raises(UsageError, match="from 2025-01-02 is after to 2025-01-01"):
        dates(day("2025-01-02"), day("2025-01-01"), "month")


def test_an_unknown_step_is_named_with_the_valid_ones():
    with pytest.raises(UsageError, match=r"every 'decade' \(valid: day, week, month, quarter, year\)"):
        dates(0, 1, "decade")


@given(first=st.dates(), length=st.integers(0, 3000), every=st.sampled_from(EVERY))
def test_days_ascend_from_the_first_to_the_last(first, length, every):
    start = day_number(first)
    last = min(start + length, day_number(date.max))
    found = dates(start, last, every)
    assert (found[0], found[-1]) == (start, last)
    assert found == sorted(set(found))


@given(first=st.dates(date(1950, 1, 1), date(2050, 1, 1)), later=st.integers(0, 400), every=st.sampled_from(EVERY))
def test_wherever_it_begins_a_series_has_the_same_days(first, later, every):
    start, last = day_number(first), day_number(first) + 3000
    assert dates(start, last, every)[1:][-5:] == dates(start + later, last, every)[1:][-5:]
