"""Percent, gap, pace and rank are exact, and say what a chair would read aloud."""

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ansinh.indicators.rules import progress

END_OF_SEPTEMBER = dt.date(2025, 9, 30)
END_OF_YEAR = dt.date(2025, 12, 31)


def test_long_my_needs_four_and_a_half_people_each_working_day():
    assert progress.percent_of(1215, 1509) == Decimal("80.52")
    assert progress.gap(1215, 1509) == 294
    assert progress.working_days(END_OF_SEPTEMBER, END_OF_YEAR) == 66
    assert progress.pace(294, END_OF_SEPTEMBER, END_OF_YEAR) == Decimal("4.5")


def test_tet_is_no_working_time_and_a_swapped_saturday_is():
    assert not progress.is_working_day(dt.date(2026, 2, 17))
    assert progress.is_working_day(dt.date(2025, 4, 26))
    assert not progress.is_working_day(dt.date(2025, 5, 2))


def test_a_rate_is_turned_into_people_upwards():
    assert progress.people_of_rate(Decimal(95), 1_910_985) == 1_815_436
    assert progress.people_of_rate(Decimal("92.5"), 1000) == 925


def test_nothing_is_needed_once_the_target_is_reached_or_the_deadline_has_passed():
    assert progress.gap(10, 9) == 0
    assert progress.pace(0, END_OF_SEPTEMBER, END_OF_YEAR) is None
    assert progress.pace(5, END_OF_YEAR, END_OF_SEPTEMBER) is None


def test_equals_share_a_rank_and_the_next_is_skipped():
    assert progress.ranks({"a": Decimal(9), "b": Decimal(7), "c": Decimal(7), "d": Decimal(1)}) == {
        "a": 1, "b": 2, "c": 2, "d": 4,
    }  # fmt: skip


def test_low_is_below_nine_tenths_of_the_median():
    percents = {
        "a": Decimal(100),
        "b": Decimal(90),
        "c": Decimal(81),
        "d": Decimal("80.99"),
        "e": Decimal(95),
    }
    assert progress.low(percents) == {"d"}
    assert progress.low({}) == frozenset()


@given(st.integers(1, 10**7), st.integers(1, 300))
def test_whoever_keeps_the_pace_arrives(missing, days):
    deadline = END_OF_SEPTEMBER + dt.timedelta(days=days)
    pace = progress.pace(missing, END_OF_SEPTEMBER, deadline)
    if pace is not None:
        assert pace * progress.working_days(END_OF_SEPTEMBER, deadline) >= missing
