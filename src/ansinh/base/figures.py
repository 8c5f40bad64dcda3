"""How is a number, a sum of money, a day or a month written for this reader?

Vietnamese: 1.215; 80,52 %; 2,94 triệu; 30/9/2025. English: 1,215; 80.52%; 2.94 million; 30 Sep 2025.
A missing value is written as a dash, never as zero.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from ansinh.base import texts
from ansinh.base.months import Month
from ansinh.base.texts import Text

NOTHING = "–"
"""What stands where no value is known."""
MINUS = "\u2212"
NO_BREAK = "\u00a0"
"""Between a figure and its unit: a space that does not break."""

_COUNTS = (
    (1_000_000_000, Text("tỷ", "billion")),
    (1_000_000, Text("triệu", "million")),
)
_MONEY = (
    (1_000_000_000, Text("tỷ đồng", "billion đồng")),
    (1_000_000, Text("triệu đồng", "million đồng")),
    (1_000, Text("nghìn đồng", "thousand đồng")),
)
_DONG = Text("đồng", "đồng")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def number(value: int | Decimal | None, places: int | None = None) -> str:
    """`value` with the reader's separators: 1.215 or 1,215. `places` decimals; by default as many as it has."""
    if value is None:
        return NOTHING
    exact = Decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    written = f"{abs(exact):,f}"
    if texts.language() == "vi":
        written = written.translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{written}" if exact < 0 else written


def signed(value: int | Decimal | None, places: int | None = None) -> str:
    """A change: +12, −12 or 0."""
    return f"+{number(value, places)}" if value is not None and value > 0 else number(value, places)


def percent(value: Decimal | int | None, places: int = 2) -> str:
    """A value that is already in percent: 80,52 % or 80.52%."""
    if value is None:
        return NOTHING
    return number(value, places) + (f"{NO_BREAK}%" if texts.language() == "vi" else "%")


def short(value: int | Decimal | None) -> str:
    """A count with three digits from a million on (2,94 triệu); below that the exact count."""
    return _in_units(value, _COUNTS, plain="")


def money(value: int | Decimal | None) -> str:
    """Đồng in the unit that leaves three or four digits: 404,7 triệu đồng; 2.317 tỷ đồng."""
    return _in_units(value, _MONEY, plain=str(_DONG))


def exact_money(value: int | None) -> str:
    """The exact sum: 404.734.123 đồng."""
    return NOTHING if value is None else f"{number(value)}{NO_BREAK}{_DONG}"


def day(value: dt.date | None) -> str:
    """30/9/2025, or 30 Sep 2025."""
    if value is None:
        return NOTHING
    if texts.language() == "vi":
        return f"{value.day}/{value.month}/{value.year}"
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def month(value: Month | None) -> str:
    """tháng 10/2026, or Oct 2026."""
    if value is None:
        return NOTHING
    if texts.language() == "vi":
        return f"tháng {value.month}/{value.year}"
    return f"{_MONTHS[value.month - 1]} {value.year}"


def short_month(value: Month) -> str:
    """10/26, or Oct 26: for the axis of a chart."""
    year = f"{value.year % 100:02d}"
    return f"{value.month}/{year}" if texts.language() == "vi" else f"{_MONTHS[value.month - 1]} {year}"


def moment(value: dt.datetime | None) -> str:
    """30/9/2025 14:05 in the clock that `value` carries."""
    return NOTHING if value is None else f"{day(value.date())} {value:%H:%M}"


def _in_units(value: int | Decimal | None, units: tuple[tuple[int, Text], ...], *, plain: str) -> str:
    """`value` in the first unit that leaves at least one whole digit, with three digits in all."""
    if value is None:
        return NOTHING
    for size, name in units:
        if abs(value) >= size:
            figure = Decimal(value) / size
            return f"{number(figure, _places(figure))} {name}".replace(" ", NO_BREAK)
    return f"{number(value)}{NO_BREAK}{plain}" if plain else number(value)


def _places(figure: Decimal) -> int:
    """Decimals that leave three or four digits: 2,94; 29,4; 404,7; 2.317."""
    whole = len(str(int(abs(figure))))
    return {1: 2, 2: 1, 3: 1}.get(whole, 0)
