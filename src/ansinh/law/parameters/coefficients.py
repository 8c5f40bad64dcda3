"""By how much is a wage or income of an earlier year raised when a benefit is settled? Published every year."""

from __future__ import annotations

from decimal import Decimal

from ansinh.base.texts import Text
from ansinh.law.parameter import REPORTED, parameter

_2025 = [
    "5.63",
    "4.78",
    "4.51",
    "4.37",
    "4.06",
    "3.89",
    "3.95",
    "3.97",
    "3.82",
    "3.70",
    "3.43",
    "3.17",
    "2.95",
    "2.72",
    "2.21",
    "2.07",
    "1.90",
    "1.60",
    "1.47",
    "1.37",
    "1.32",
    "1.31",
    "1.28",
    "1.23",
    "1.19",
    "1.16",
    "1.12",
    "1.10",
    "1.07",
    "1.04",
    "1.00",
    "1.00",
]
_2026 = [
    "5.81",
    "4.91",
    "4.65",
    "4.50",
    "4.18",
    "4.01",
    "4.07",
    "4.09",
    "3.94",
    "3.81",
    "3.54",
    "3.27",
    "3.05",
    "2.81",
    "2.29",
    "2.14",
    "1.96",
    "1.65",
    "1.51",
    "1.42",
    "1.36",
    "1.36",
    "1.32",
    "1.28",
    "1.23",
    "1.20",
    "1.16",
    "1.14",
    "1.11",
    "1.07",
    "1.03",
    "1.00",
    "1.00",
]
BEFORE = 1994
"""Stands for all years before 1995."""


def _rows(place: int) -> tuple[tuple, ...]:
    rows = []
    if place < len(_2025):
        rows.append(("2025-01-01", Decimal(_2025[place]), "01/2025/TT-BLĐTBXH", REPORTED))
    rows.append(("2026-01-01", Decimal(_2026[place]), "340/BHXH-CSXH", REPORTED))
    return (*rows, ("2027-01-01", None))


coefficient = {
    year: parameter(
        f"coefficient.{'before_1995' if year == BEFORE else year}",
        Text(
            f"Hệ số điều chỉnh tiền lương, thu nhập năm {'trước 1995' if year == BEFORE else year}",
            f"Coefficient for wages and incomes of {'years before 1995' if year == BEFORE else year}",
        ),
        "",
        *_rows(year - BEFORE),
    )
    for year in range(BEFORE, BEFORE + len(_2026))
}
"""By year of the wage; a row holds for benefits settled in its year. Voluntary incomes exist from 2008 only."""
