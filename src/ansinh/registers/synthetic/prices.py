"""What do wages and premiums come to in a month? Everything but the invented wages follows the law's numbers."""

from __future__ import annotations

import numpy as np

from ansinh.base.money import PER
from ansinh.base.months import Month

HOUSEHOLD_PAYS = np.array([100, 70, 60, 50, 40])


def month_of(index: int) -> Month:
    """The month with this count since year 0."""
    return Month(index // 12, index % 12 + 1)


def minimum_wages(month: Month) -> np.ndarray:
    """Regional minimum wages of zones I to IV, đồng a month."""
    now = month >= Month(2026, 1)
    return np.array(
        [5_310_000, 4_730_000, 4_140_000, 3_700_000] if now else [4_960_000, 4_410_000, 3_860_000, 3_450_000]
    )


def base_salary(month: Month) -> int:
    return 2_530_000 if month >= Month(2026, 7) else 2_340_000


def wages(
    wage: np.ndarray, floor: np.ndarray, state: np.ndarray, at_floor: np.ndarray, month: Month
) -> np.ndarray:
    """Monthly wages: invented ones that rise each January (the State's with the base salary), never below the floor."""
    raised = wage * (100 + 6 * max(0, month.year - 2024)) // 100
    of_state = wage * base_salary(month) // base_salary(Month(2024, 11))
    paid = np.where(at_floor, floor * 107 // 100, np.where(state, of_state, raised))
    return np.maximum(paid, floor) // 1_000 * 1_000


def employer_due(wage_sum: np.ndarray) -> np.ndarray:
    """What employer and employees owe together for a month's wages."""
    return wage_sum * 32_000 // PER


def voluntary_premium(income: np.ndarray, months: np.ndarray, month: Month) -> np.ndarray:
    """What a person pays in voluntary SI: 22 % of the chosen income less the State's support."""
    support = 20 if month >= Month(2025, 7) else 10
    return (income * 22 // 100 - 1_500_000 * 22 // 100 * support // 100) * months


def household_premium(order: np.ndarray, months: np.ndarray, month: Month) -> np.ndarray:
    """Household HI: each further member of the household pays less."""
    share = HOUSEHOLD_PAYS[np.minimum(order, 4)]
    return base_salary(month) * 4_500 // PER * share // 100 * months


def student_premium(months: np.ndarray, month: Month) -> np.ndarray:
    share = 50 if month >= Month(2025, 7) else 70
    return base_salary(month) * 4_500 // PER * share // 100 * months
