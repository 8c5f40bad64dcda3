import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.base.errors import InvalidValue
from ansinh.base.months import Month, span


def test_a_month_ends_on_its_last_day_also_in_a_leap_year():
    assert Month(2024, 2).last_day == dt.date(2024, 2, 29)


def test_months_are_counted_across_a_new_year():
    assert Month(2024, 11) + 3 == Month(2025, 2)
    assert Month(2026, 10) - Month(2024, 11) == 23
    assert len(list(span(Month(2024, 11), Month(2026, 10)))) == 24


@pytest.mark.parametrize("text", ["2026-13", "2026-1", "10-2026", "", "2026-00"])
def test_a_month_that_is_none_is_refused_with_how_to_write_it(text):
    with pytest.raises(InvalidValue, match="2026-10"):
        Month.parse(text)


MONTHS = st.builds(Month, st.integers(1950, 2150), st.integers(1, 12))


@given(MONTHS)
def test_a_month_is_read_back_as_written_and_holds_its_days(month):
    assert Month.parse(str(month)) == month == Month.of(month.first_day) == Month.of(month.last_day)


@given(MONTHS, st.integers(-400, 400))
def test_going_on_and_back_ends_in_the_same_month(month, months):
    assert (month + months) - months == month
    assert (month + months) - month == months
    assert (month + months > month) == (months > 0)
