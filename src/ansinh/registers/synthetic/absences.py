"""Who lives here and is insured elsewhere, and who works or learns here and lives across the border?"""

from __future__ import annotations

import numpy as np

from ansinh.registers.synthetic.people import People

NOWHERE, ARMY, POLICE, OTHER_PROVINCE = range(4)
BY = ("army", "police", "other_province")
_SHARES_OF_MEN = (0.012, 0.008, 0.026)
_SHARES_OF_WOMEN = (0.002, 0.004, 0.022)
_LIVES_OUTSIDE = 0.007
_EVER = 10**6


def elsewhere(
    rng: np.random.Generator, people: People, age: np.ndarray, first: int, months: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """By whom each one is insured elsewhere at some time, since and until (months; until is excluded).

    Soldiers, police, and people who work in another province and stay registered here: of 18 to 50 years.
    """
    count = len(people)
    limits = np.where(
        people.sex[:, None] == 0, np.cumsum(_SHARES_OF_MEN)[None], np.cumsum(_SHARES_OF_WOMEN)[None]
    )
    drawn = (rng.random(count)[:, None] >= limits).sum(axis=1) + 1
    by = np.where((drawn <= OTHER_PROVINCE) & (age >= 18) & (age < 50), drawn, NOWHERE)
    since = first + np.where(
        rng.random(count) < 0.7, -rng.integers(1, 120, count), rng.integers(1, months + 1, count)
    )
    since = np.maximum(since, people.birth_month + 18 * 12)
    until = np.where(rng.random(count) < 0.75, _EVER, np.maximum(since, first) + rng.integers(2, 30, count))
    return by.astype(np.int8), since.astype(np.int32), until.astype(np.int32)


def outside(rng: np.random.Generator, people: People) -> np.ndarray:
    """Whose household lives in a neighbouring province: they may work, learn and be taxed here."""
    return (rng.random(people.households) < _LIVES_OUTSIDE)[people.household]
