"""Who are the invented people: households, ages, sexes, names, numbers?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ansinh.base.months import Month
from ansinh.registers.synthetic import numbers
from ansinh.registers.synthetic.names import Names
from ansinh.registers.synthetic.places import Places

_SIZES = np.array([0.09, 0.17, 0.23, 0.26, 0.14, 0.07, 0.04])
_HEAD_AGES = (
    (22, 30, 0.10), (30, 40, 0.27), (40, 50, 0.26), (50, 60, 0.20), (60, 70, 0.12), (70, 85, 0.05),
)  # fmt: skip
HEAD, SPOUSE, CHILD, PARENT, OTHER = range(5)


@dataclass
class People:
    """One stretch of the city's people, household after household; row = person."""

    person: np.ndarray
    hamlet: np.ndarray
    household: np.ndarray
    position: np.ndarray
    size: np.ndarray
    sex: np.ndarray
    birth: np.ndarray
    temporary: np.ndarray
    personal_id: np.ndarray
    si_number: np.ndarray
    full_name: pa.Array
    households: int
    first_household: int

    def __len__(self) -> int:
        return len(self.person)

    @property
    def birth_month(self) -> np.ndarray:
        """Months since year 0, so that differences are months."""
        return self.birth.astype("datetime64[M]").astype(np.int32) + 1970 * 12


def people(
    rng: np.random.Generator,
    names: Names,
    ids: numbers.PersonalIds,
    *,
    hamlets: np.ndarray,
    first_person: int,
    first_household: int,
    since: Month,
    months: int,
) -> People:
    """The people who live in `hamlets` (one entry per person, sorted), as of the month `since`.

    A few are born only within the `months` that follow.
    """
    count = len(hamlets)
    household, position, size = _households(rng, hamlets)
    role = _roles(rng, position, size)
    head = np.flatnonzero(position == 0)[household]
    sex = _sexes(rng, role, head)
    age = _ages(rng, role, head, sex, position, size, months)
    day = np.datetime64(since.first_day) - (age * 365.2425).astype("timedelta64[D]")
    year = day.astype("datetime64[Y]").astype(np.int64) + 1970
    surnames = _surnames(rng, names, role, head, sex)
    person = np.arange(first_person, first_person + count)
    return People(
        person=person,
        hamlet=hamlets,
        household=household,
        position=position,
        size=size,
        sex=sex,
        birth=day,
        temporary=(rng.random(household[-1] + 1) < 0.08)[household],
        personal_id=ids.draw(rng, sex, year),
        si_number=numbers.si_numbers(person),
        full_name=names.full(surnames, names.draw_given(rng, sex, age)),
        households=int(household[-1]) + 1,
        first_household=first_household,
    )


def _households(rng: np.random.Generator, hamlets: np.ndarray) -> tuple[np.ndarray, ...]:
    """Household of each person, the place in it and its size; a household never spans two hamlets."""
    count = len(hamlets)
    ends = np.cumsum(rng.choice(7, count // 2 + 8, p=_SIZES / _SIZES.sum()) + 1)
    drawn = np.searchsorted(ends, np.arange(count), side="right")
    begins = np.r_[True, (drawn[1:] != drawn[:-1]) | (hamlets[1:] != hamlets[:-1])]
    household = np.cumsum(begins) - 1
    starts = np.flatnonzero(begins)
    return household, np.arange(count) - starts[household], np.bincount(household)[household]


def _roles(rng: np.random.Generator, position: np.ndarray, size: np.ndarray) -> np.ndarray:
    chance = rng.random(len(position))
    late = np.where(chance < 0.33, PARENT, np.where(chance < 0.86, CHILD, OTHER))
    role = np.select(
        [position == 0, position == 1, position <= 3],
        [HEAD, np.where(chance < 0.78, SPOUSE, CHILD), np.where(chance < 0.95, CHILD, PARENT)],
        late,
    )
    return role.astype(np.int8)


def _sexes(rng: np.random.Generator, role: np.ndarray, head: np.ndarray) -> np.ndarray:
    """0 man, 1 woman; a spouse is of the other sex than the head."""
    share_of_men = np.array([0.7, 0.5, 0.515, 0.38, 0.48])[role]
    sex = (rng.random(len(role)) >= share_of_men).astype(np.int64)
    return np.where(role == SPOUSE, 1 - sex[head], sex)


def _ages(
    rng: np.random.Generator,
    role: np.ndarray,
    head: np.ndarray,
    sex: np.ndarray,
    position: np.ndarray,
    size: np.ndarray,
    months: int,
) -> np.ndarray:
    """Ages in years in the first month; below zero for those who are born later."""
    count = len(role)
    low, high, share = (np.array(part) for part in zip(*_HEAD_AGES, strict=True))
    band = rng.choice(len(low), count, p=share)
    heads = low[band] + rng.random(count) * (high - low)[band]
    heads = np.where((size <= 2) & (rng.random(count) < 0.35), heads + (86 - heads) * 0.4, heads)[head]
    spouse = np.clip(heads + np.where(sex[head] == 0, -2.5, 2.5) + rng.normal(0, 3.5, count), 19, 95)
    mother = np.where(sex[head] == 1, heads, heads - 2.5)
    child = mother - rng.triangular(18, 25, 41, count)
    small = rng.random(count) * np.clip(mother - 18, 1, 17)
    child = np.where(child < 0, small, child)
    age = np.choose(
        role, [heads, spouse, child, heads + rng.triangular(18, 25, 40, count), heads * rng.random(count)]
    )
    newborn = (role == CHILD) & (position >= 2) & (mother > 19) & (mother < 42) & (rng.random(count) < 0.105)
    age = np.where(newborn, -rng.random(count) * months / 12, age)
    return np.where(age > 84, 84 + (age - 84) * 0.45, age)


def _surnames(
    rng: np.random.Generator, names: Names, role: np.ndarray, head: np.ndarray, sex: np.ndarray
) -> np.ndarray:
    """Children bear the father's surname; who marries in keeps their own."""
    own = names.draw_surnames(rng, len(role))
    spouse = np.minimum(head + 1, len(role) - 1)
    father = np.where((sex[head] == 1) & (role[spouse] == SPOUSE), spouse, head)
    return np.where(role == CHILD, own[father], np.where(role == PARENT, own[head], own))


def hamlet_of_each(places: Places, persons: int) -> np.ndarray:
    """The hamlet of every person of the city, hamlet after hamlet."""
    return np.repeat(np.arange(len(places.hamlets), dtype=np.int32), places.spread(persons))
