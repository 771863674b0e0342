from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from volteface.graph.dates import PartialDate, day_number, from_day_number
from volteface.graph.errors import UsageError


@pytest.mark.parametrize(
    ("text", "precision", "first", "last"),
    [
        ("2025", "year", date(2025, 1, 1), date(2025, 12, 31)),
        ("2024-02", "month", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-06-27", "day", date(2025, 6, 27), date(2025, 6, 27)),
    ],
)
def test_a_date_keeps_its_precision(text: str, precision: str, first: date, last: date) -> None:
    partial = PartialDate.parse(text)
    assert (str(partial), partial.precision, partial.first, partial.last) == (text, precision, first, last)


@pytest.mark.parametrize(
    "text", ["2025-02-30", "2025-13", "2025-00", "2025-06-00", "25", "2025-6-1", " 2025", "2025-06-27T00:00", "", "٢٠٢٥", "0000"]
)
def test_what_is_no_date_is_refused_with_the_valid_forms(text: str) -> None:
    with pytest.raises(UsageError, match=r"valid: YYYY, YYYY-MM or YYYY-MM-DD") as caught:
        PartialDate.parse(text)
    assert "\n" not in str(caught.value)


@given(st.dates())
def test_codes_and_day_numbers_lose_nothing(day: date) -> None:
    partial = PartialDate.of(day)
    assert PartialDate.from_code(partial.code) == partial == PartialDate.parse(str(partial))
    assert from_day_number(day_number(day)) == day
