from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.base.money import PER, rounded, share

DONG = st.integers(-(10**15), 10**15)


@pytest.mark.parametrize(
    ("amount", "rate", "expected"),
    [
        (2_530_000, 4_500, 113_850),
        (10, 5_000, 1),
        (9, 5_000, 0),
        (-10, 5_000, -1),
        (3_000_000_000, 8_000, 240_000_000),
    ],
)
def test_a_share_is_whole_dong_half_a_dong_away_from_zero(amount, rate, expected):
    assert share(amount, rate) == expected


@given(DONG)
def test_the_whole_of_an_amount_is_the_amount_to_the_dong(amount):
    assert share(amount, PER) == amount == rounded(Decimal(amount))


@given(DONG, st.integers(0, PER))
def test_two_shares_that_make_a_whole_miss_it_by_at_most_one_dong(amount, rate):
    assert abs(share(amount, rate) + share(amount, PER - rate) - amount) <= 1
