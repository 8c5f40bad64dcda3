"""Which true values may stand behind a printed figure?

A printed 80.52 stands for every value that rounds to it; "more than 43,000" for everything above.
Arithmetic is exact (fractions); nothing here is a float.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True)
class Interval:
    """All values from `low` to `high` (None: no end on that side), ends included unless open."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @classmethod
    def at(cls, value: Fraction | Decimal | int) -> Interval:
        """The single value."""
        return cls(Fraction(value), Fraction(value))

    @property
    def point(self) -> Fraction | None:
        """The value, where there is only one."""
        return self.low if self.low is not None and self.low == self.high else None

    def meets(self, other: Interval) -> bool:
        """Is there a value in both?"""
        return _below(self, other) and _below(other, self)

    def holds(self, value: Fraction | Decimal | int) -> bool:
        return self.meets(Interval.at(value))

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            _apply(self.low, other.low, Fraction.__add__),
            _apply(self.high, other.high, Fraction.__add__),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_open,
            self.low_open,
        )

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        """The product of two quantities that are never negative."""
        return Interval(
            _floor_at_zero(self.low) * _floor_at_zero(other.low),
            _apply(self.high, other.high, Fraction.__mul__),
            self.low_open or other.low_open,
            self.high_open or other.high_open,
        )

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient of two quantities that are never negative."""
        divisor = _floor_at_zero(other.low)
        endless = self.high is None or divisor == 0
        return Interval(
            Fraction(0) if other.high is None or other.high == 0 else _floor_at_zero(self.low) / other.high,
            None if endless else self.high / divisor,
            self.low_open or other.high_open or other.high is None,
            self.high_open or other.low_open,
        )

    def whole_numbers(self) -> tuple[int | None, int | None]:
        """The smallest and the greatest whole number inside (None: no end); low > high if there is none."""
        low = None if self.low is None else ceil(self.low)
        high = None if self.high is None else floor(self.high)
        if self.low_open and low is not None and low == self.low:
            low += 1
        if self.high_open and high is not None and high == self.high:
            high -= 1
        return low, high


def _below(one: Interval, other: Interval) -> bool:
    """Does `one` begin before `other` ends?"""
    if one.low is None or other.high is None:
        return True
    if one.low == other.high:
        return not (one.low_open or other.high_open)
    return one.low < other.high


def _apply(one: Fraction | None, other: Fraction | None, how) -> Fraction | None:
    return None if one is None or other is None else how(one, other)


def _floor_at_zero(value: Fraction | None) -> Fraction:
    return Fraction(0) if value is None else max(value, Fraction(0))


class Bound(StrEnum):
    """How a figure is said: plainly, or as a limit."""

    EXACT = "exact"
    MORE_THAN = "more than"
    LESS_THAN = "less than"
    ABOUT = "about"


@dataclass(frozen=True)
class Printed:
    """A figure as it stands on paper. `whole`: a count, which is not rounded unless it has decimals."""

    number: Decimal
    bound: Bound = Bound.EXACT
    whole: bool = False
    factor: int = 1
    """What one unit of the figure is: 1,000,000,000 where đồng are printed in billions."""

    @property
    def value(self) -> Fraction:
        """The figure itself, in single units (đồng, persons)."""
        return Fraction(self.number) * self.factor

    @property
    def decimals(self) -> int:
        return max(0, -self.number.as_tuple().exponent)

    @property
    def step(self) -> Fraction:
        """The place of the last digit that says something."""
        if self.bound is Bound.EXACT:
            return Fraction(1, 10**self.decimals) * self.factor
        return Fraction(Decimal(1).scaleb(self.number.normalize().as_tuple().exponent)) * self.factor

    def rounded(self) -> Interval:
        """The true values, if the figure was rounded to the nearest."""
        if self.bound is not Bound.EXACT:
            return self._as_a_limit()
        if self.whole and not self.decimals:
            return Interval.at(self.value)
        return Interval(self.value - self.step / 2, self.value + self.step / 2)

    def truncated(self) -> Interval:
        """The true values, if digits after the last one were cut off."""
        if self.bound is not Bound.EXACT:
            return self._as_a_limit()
        if self.whole and not self.decimals:
            return Interval.at(self.value)
        return Interval(self.value, self.value + self.step, high_open=True)

    def cut(self) -> Interval:
        """The true values, if "more than" only says that smaller digits were cut off."""
        return Interval(self.value, self.value + self.step, high_open=True)

    def _as_a_limit(self) -> Interval:
        if self.bound is Bound.MORE_THAN:
            return Interval(self.value, None, low_open=True)
        if self.bound is Bound.LESS_THAN:
            return Interval(None, self.value, high_open=True)
        return Interval(self.value - self.step / 2, self.value + self.step / 2)
