import datetime as dt
from decimal import Decimal

import pytest

from ansinh.base import figures
from ansinh.base.months import Month
from ansinh.base.texts import speaking

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("value", "places", "vietnamese", "english"),
    [
        (1215, None, "1.215", "1,215"),
        (Decimal("4.5"), 1, "4,5", "4.5"),
        (-294, None, "−294", "−294"),
        (None, None, "–", "–"),
        (0, None, "0", "0"),
        (Decimal("0.005"), 2, "0,01", "0.01"),
    ],
)
def test_numbers_follow_the_readers_convention(value, places, vietnamese, english):
    assert figures.number(value, places) == vietnamese
    with speaking("en"):
        assert figures.number(value, places) == english


def test_a_percent_carries_its_sign():
    assert figures.percent(Decimal("80.517")) == f"80,52{SPACE}%"
    with speaking("en"):
        assert figures.percent(Decimal("80.517")) == "80.52%"


@pytest.mark.parametrize(
    ("value", "written"),
    [(75_600, "75.600"), (999_999, "999.999"), (2_940_000, "2,94 triệu"), (29_400_000, "29,4 triệu")],
)
def test_counts_are_shortened_only_from_a_million(value, written):
    assert figures.short(value) == written.replace(" ", SPACE)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (999, "999 đồng"),
        (66_000, "66,0 nghìn đồng"),
        (404_734_123, "404,7 triệu đồng"),
        (2_317_000_000_000, "2.317 tỷ đồng"),
        (-1_490_000_000, "−1,49 tỷ đồng"),
    ],
)
def test_money_keeps_three_or_four_digits(value, written):
    assert figures.money(value) == written.replace(" ", SPACE)


def test_a_change_shows_its_sign():
    assert [figures.signed(value) for value in (12, -12, 0, None)] == ["+12", "−12", "0", "–"]


def test_days_and_months_are_written_as_people_write_them():
    assert figures.day(dt.date(2025, 9, 30)) == "30/9/2025"
    assert figures.month(Month(2026, 10)) == "tháng 10/2026"
    assert figures.moment(dt.datetime(2025, 9, 30, 14, 5)) == "30/9/2025 14:05"  # noqa: DTZ001
    with speaking("en"):
        assert figures.day(dt.date(2025, 9, 30)) == "30 Sep 2025"
        assert figures.month(Month(2026, 10)) == "Oct 2026"
