"""What do wages and premiums come to in a month? Invented wages, the law's rates and levels."""

from __future__ import annotations

import numpy as np

from ansinh.base.money import PER
from ansinh.base.months import Month
from ansinh.law.parameters import benefits, health, levels, rates, voluntary
from ansinh.registers.synthetic.fates import NEAR_POOR, POOR

_FUNDS = (
    rates.retirement_employee, rates.retirement_employer, rates.sickness_employer, rates.accident_employer,
    rates.health_employee, rates.health_employer, rates.unemployment_employee, rates.unemployment_employer,
)  # fmt: skip
_KINDS_OF_HOUSEHOLD = 5
SOCIAL_PENSION_SINCE = Month(2025, 7)
_OLD_BEFORE = 80 * 12
_RISE = 6
"""Invented wages of firms rise by so many percent each January."""


def month_of(index: int) -> Month:
    """The month with this count since year 0."""
    return Month(index // 12, index % 12 + 1)


def old_age(age: np.ndarray, kind: np.ndarray, month: Month | int) -> np.ndarray:
    """Who of `age` (months) and kind of household is of an age for the social pension.

    For the months before the law of 2024 an invented age stands here.
    """
    month = month_of(month) if isinstance(month, int) else month
    if month < SOCIAL_PENSION_SINCE:
        return age >= _OLD_BEFORE
    day = month.first_day
    poor = (kind == POOR) | (kind == NEAR_POOR)
    return age >= 12 * np.where(
        poor, benefits.social_pension_age_poor.on(day), benefits.social_pension_age.on(day)
    )


def social_pension(month: Month) -> int:
    """The monthly social pension, đồng; before the law of 2024 an invented amount."""
    day = max(month, SOCIAL_PENSION_SINCE).first_day
    return benefits.social_pension.on(day)


def minimum_wages(month: Month) -> np.ndarray:
    """Regional minimum wages of zones I to IV, đồng a month."""
    return np.array([levels.minimum_wage[zone].on(month.first_day) for zone in levels.Zone], np.int64)


def wages(
    wage: np.ndarray, floor: np.ndarray, state: np.ndarray, at_floor: np.ndarray, month: Month
) -> np.ndarray:
    """Monthly wages: firms' rise each January, the State's with the base salary; none below its floor."""
    first = Month(2024, 11).first_day
    raised = wage * (100 + _RISE * max(0, month.year - first.year)) // 100
    of_state = wage * levels.base_salary.on(month.first_day) // levels.base_salary.on(first)
    paid = np.where(at_floor, floor * 107 // 100, np.where(state, of_state, raised))
    return np.maximum(paid, floor) // 1_000 * 1_000


def employer_due(wage_sum: np.ndarray, month: Month) -> np.ndarray:
    """What an employer and its employees owe together for a month's wages, without caps."""
    return wage_sum * sum(fund.on(month.first_day) for fund in _FUNDS) // PER


def voluntary_premium(above: np.ndarray, kind: np.ndarray, months: np.ndarray, month: Month) -> np.ndarray:
    """Voluntary SI of a person whose chosen income is the poverty line and `above`, less the State's support."""
    day = month.first_day
    line, rate = voluntary.rural_poverty_line.on(day), voluntary.rate.on(day)
    support = _by_kind(
        voluntary.support[voluntary.Group.OTHER].on(day),
        {
            POOR: voluntary.support[voluntary.Group.POOR].on(day),
            NEAR_POOR: voluntary.support[voluntary.Group.NEAR_POOR].on(day),
        },
    )
    return ((line + above) * rate // PER - line * rate // PER * support[kind] // PER) * months


def household_premium(order: np.ndarray, months: np.ndarray, month: Month) -> np.ndarray:
    """Household HI: each further member of the household pays less."""
    scale = np.array([one.on(month.first_day) for one in health.household_scale.values()], np.int64)
    return _full_premium(month) * scale[np.minimum(order, len(scale) - 1)] // PER * months


def supported_premium(group: health.Supported, months: np.ndarray, month: Month) -> np.ndarray:
    """HI of a group whose premium the State pays in part: what the person pays."""
    return _full_premium(month) * (PER - health.support[group].on(month.first_day)) // PER * months


def _full_premium(month: Month) -> int:
    return levels.base_salary.on(month.first_day) * health.rate.on(month.first_day) // PER


def _by_kind(usual: int, special: dict[int, int]) -> np.ndarray:
    values = np.full(_KINDS_OF_HOUSEHOLD, usual, np.int64)
    for kind, value in special.items():
        values[kind] = value
    return values
