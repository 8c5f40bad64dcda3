"""When do people join and renew? The rhythm of the year, and how it differs between communes.

All numbers here are invented for the demonstration; they give the order of magnitude seen in results of
2023–2025: a surge in December, pupils in September, coverage growing by about a point a year.
"""

from __future__ import annotations

import numpy as np

HI_JOIN = np.array([0.5, 0.5, 0.8, 0.8, 0.9, 0.9, 0.9, 0.9, 1.0, 1.2, 1.5, 2.8])
"""Uninsured people who join household HI, January to December, as a multiple of the mean."""
STUDENT_JOIN = np.array([0.12, 0.03, 0.02, 0.02, 0.01, 0.01, 0.01, 0.05, 0.45, 0.4, 0.15, 0.1])
"""Share of the uninsured pupils and students who join, by month."""
VOLUNTARY_JOIN = np.array([0.4, 0.4, 0.8, 0.9, 1.0, 1.2, 0.8, 0.8, 1.0, 1.1, 1.6, 2.6])
_EXPIRY = np.array([0.06, 0.05, 0.07, 0.07, 0.07, 0.07, 0.07, 0.07, 0.09, 0.08, 0.09, 0.21])


def expiry_months(rng: np.random.Generator, size: int, now: int) -> np.ndarray:
    """Months (since year 0) within the year from `now` in which running cards end; December is heaviest."""
    month = rng.choice(12, size, p=_EXPIRY / _EXPIRY.sum())
    return now + (month - now) % 12


def hi_renewal(skill: np.ndarray, elapsed: int) -> np.ndarray:
    """Chance that an expiring household card is renewed in time."""
    return _squeezed(2.53 + 0.018 * elapsed + 0.40 * skill)


def hi_joining(skill: np.ndarray, elapsed: int, month: int) -> np.ndarray:
    """Chance that an uninsured person joins in this month."""
    return np.clip(0.068 * (1 + 0.016 * elapsed) * np.exp(0.38 * skill) * HI_JOIN[month], 0, 0.8)


def hi_at_first(skill: np.ndarray) -> np.ndarray:
    """Share insured in the first month among people who insure themselves."""
    return _squeezed(2.48 + 0.50 * skill)


def student_joining(skill: np.ndarray, month: int) -> np.ndarray:
    return np.clip(STUDENT_JOIN[month] * np.exp(0.25 * skill), 0, 0.9)


def voluntary_at_first(skill: np.ndarray) -> np.ndarray:
    """Share in voluntary SI in the first month among those who may join."""
    return np.clip(0.0245 * np.exp(0.37 * skill), 0, 0.2)


def voluntary_joining(skill: np.ndarray, elapsed: int, month: int) -> np.ndarray:
    """Chance that one who may join does so in this month."""
    pace = 0.00140 * (1 + 0.008 * elapsed)
    return np.clip(pace * np.exp(0.37 * skill) * VOLUNTARY_JOIN[month], 0, 0.1)


VOLUNTARY_MODES = np.array([1, 3, 6, 12])
VOLUNTARY_SHARES = np.array([0.17, 0.18, 0.20, 0.45])
_VOLUNTARY_RENEWAL = np.array([0.955, 0.91, 0.87, 0.82])


def voluntary_renewal(mode: np.ndarray, skill: np.ndarray) -> np.ndarray:
    """Chance that a paid-up period of 1, 3, 6 or 12 months is followed by the next."""
    usual = _VOLUNTARY_RENEWAL[np.searchsorted(VOLUNTARY_MODES, mode)]
    return np.clip(usual + 0.02 * skill, 0.4, 0.99)


def chosen(rng: np.random.Generator, chance: np.ndarray) -> np.ndarray:
    """Who is picked when each has a chance: one wherever the running sum passes a whole number.

    So every neighbourhood gets its share, and small places do not swing by luck alone.
    """
    running = np.floor(np.cumsum(chance) + rng.random())
    return np.diff(running, prepend=0) > 0


def _squeezed(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-odds))
