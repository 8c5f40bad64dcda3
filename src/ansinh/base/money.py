"""How much, in whole đồng? Integers only: a float loses đồng, silently."""

from decimal import ROUND_HALF_UP, Decimal

PER = 100_000
"""Rates are integers per 100,000: 4.5 % is 4_500."""


def share(amount: int, rate: int) -> int:
    """`rate` per 100,000 of `amount` đồng, in whole đồng, half a đồng rounded up."""
    return rounded(Decimal(amount) * rate / PER)


def rounded(amount: Decimal) -> int:
    """`amount` in whole đồng, half a đồng rounded away from zero."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))
