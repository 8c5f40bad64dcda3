"""How sure is a hit rate that a few visits gave?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

FEWEST = 30
"""Visits below which no percentage is shown: one person more or less would move it too far."""

_Z = Decimal("1.959964")
"""The 95 % quantile of both sides of the normal distribution."""


@dataclass(frozen=True)
class Rate:
    """So many of so many, the percentage, and between which percentages chance alone lets it lie (95 %)."""

    part: int
    whole: int

    @property
    def enough(self) -> bool:
        return self.whole >= FEWEST

    @property
    def percent(self) -> Decimal | None:
        return Decimal(self.part * 100) / self.whole if self.enough else None

    @property
    def low(self) -> Decimal | None:
        return self._wilson(-1) if self.enough else None

    @property
    def high(self) -> Decimal | None:
        return self._wilson(+1) if self.enough else None

    def _wilson(self, side: int) -> Decimal:
        """Wilson's interval: it stays within 0 and 100 and is honest for small shares."""
        whole, share = Decimal(self.whole), Decimal(self.part) / self.whole
        z2 = _Z * _Z
        middle = share + z2 / (2 * whole)
        spread = _Z * (share * (1 - share) / whole + z2 / (4 * whole * whole)).sqrt()
        bound = (middle + side * spread) / (1 + z2 / whole) * 100
        return min(max(bound, Decimal(0)), Decimal(100))
