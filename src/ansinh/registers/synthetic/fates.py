"""What happens to each invented person: school, work, moves, arrival, leaving, death?

Drawn once per person; the months then follow from it, so that nobody is drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ansinh.registers.synthetic import absences
from ansinh.registers.synthetic.people import People
from ansinh.registers.synthetic.places import Places

NEVER = 10**6
PUBLIC, FORMAL, FARMER, OWN_ACCOUNT, INFORMAL, HOME = range(6)
_TOWN = np.array([0.045, 0.19, 0.08, 0.36, 0.15, 0.175])
_COUNTRY = np.array([0.030, 0.085, 0.42, 0.20, 0.13, 0.135])
POOR, NEAR_POOR, ESCAPED, AVERAGE, OTHER = range(5)
NO_BENEFIT, DISABILITY, SURVIVOR, WORK_ACCIDENT = range(4)
_KINDS = np.array([0.02, 0.035, 0.015, 0.30, 0.63])


@dataclass
class Fates:
    """Months are counted since year 0; `NEVER` lies beyond them all."""

    arrived: np.ndarray
    died: np.ndarray
    left: np.ndarray
    moved: np.ndarray
    hamlet_after: np.ndarray
    career: np.ndarray
    schooling: np.ndarray
    work_until: np.ndarray
    pension: np.ndarray
    merit: np.ndarray
    kinds: np.ndarray
    minority: np.ndarray
    wage: np.ndarray
    gap: np.ndarray
    benefit: np.ndarray
    works_on: np.ndarray
    outside: np.ndarray
    elsewhere: np.ndarray
    elsewhere_since: np.ndarray
    elsewhere_until: np.ndarray

    @property
    def gone(self) -> np.ndarray:
        return np.minimum(self.died, self.left)

    def present(self, month: int) -> np.ndarray:
        """Who lives in the province or comes to it to work or learn, at the end of the month."""
        return (self.arrived <= month) & (month < self.gone)

    def here(self, month: int) -> np.ndarray:
        """Who lives in the province at the end of the month."""
        return self.present(month) & ~self.outside

    def away(self, month: int) -> np.ndarray:
        """Who is insured by the army, the police or another province at the end of the month."""
        spell = (self.elsewhere_since <= month) & (month < self.elsewhere_until)
        return spell & (self.elsewhere > absences.NOWHERE)

    def hamlet(self, people: People, month: int) -> np.ndarray:
        """Where each one lives at the end of the month."""
        return np.where(self.moved <= month, self.hamlet_after, people.hamlet)

    def kind(self, people: People, month: int) -> np.ndarray:
        """Kind of household: reviewed once a year, valid from January. Row = person."""
        year = max(0, month // 12 - self._first_year)
        return self.kinds[min(year, self.kinds.shape[0] - 1)][people.household]

    _first_year: int = 0


def fates(rng: np.random.Generator, people: People, places: Places, first: int, months: int) -> Fates:
    """The fates of `people` over `months` months from `first`."""
    count = len(people)
    age = (first - people.birth_month) / 12
    commune = places.commune_of[people.hamlet]
    born_later = people.birth_month > first
    mobile = (age > 17) & (age < 45) & (people.position > 0)
    arrives = mobile & (rng.random(count) < 0.02)
    some_month = first + 1 + rng.integers(0, max(1, months - 1), count)
    arrived = np.where(arrives, some_month, np.where(born_later, people.birth_month, 0))
    left = np.where(
        mobile & ~arrives & (rng.random(count) < 0.02), first + rng.integers(1, months + 1, count), NEVER
    )
    yearly = np.clip(0.0004 * np.exp(0.088 * (age - 25)), 0.0004, 0.6)
    dies = rng.random(count) < yearly * months / 12
    died = np.where(dies & ~born_later & ~arrives, first + rng.integers(1, months + 1, count), NEVER)
    moved, hamlet_after = _moves(rng, people, places, first, months)
    stop = 60 + rng.normal(0, 1.5, count)
    career = _careers(rng, places.urban[commune])
    was_employed = career <= FORMAL
    pension = rng.random(count) < np.where(was_employed, 0.75, 0.02)
    by, since, until = absences.elsewhere(rng, people, age, first, months)
    return Fates(
        arrived=arrived,
        died=died,
        left=left,
        moved=moved,
        hamlet_after=hamlet_after,
        career=career,
        schooling=rng.random(count),
        work_until=people.birth_month + (stop * 12).astype(np.int32),
        pension=pension,
        merit=rng.random(count) < 0.008,
        kinds=_kinds(rng, people, places, commune),
        minority=(rng.random(people.households) < places.minority[commune[people.position == 0]]),
        wage=np.rint(rng.lognormal(8.86, 0.38, count)).astype(np.int64) * 1_000,
        gap=rng.random(count) < 0.016,
        benefit=_benefits(rng, age, pension),
        works_on=pension & (rng.random(count) < 0.05),
        outside=absences.outside(rng, people),
        elsewhere=by,
        elsewhere_since=since,
        elsewhere_until=until,
        _first_year=first // 12,
    )


def _moves(
    rng: np.random.Generator, people: People, places: Places, first: int, months: int
) -> tuple[np.ndarray, np.ndarray]:
    """Whole households move inside the province: when, and to which hamlet. Row = person."""
    total = people.households
    moves = rng.random(total) < 0.0125 * months / 12
    when = np.where(moves, first + rng.integers(1, months + 1, total), NEVER)
    share = places.weight / places.weight.sum()
    where = rng.choice(len(share), total, p=share).astype(np.int32)
    return when[people.household], where[people.household]


def _benefits(rng: np.random.Generator, age: np.ndarray, pension: np.ndarray) -> np.ndarray:
    """The monthly SI benefit that a person draws beside or without a pension."""
    chance = rng.random(len(age))
    return np.select(
        [
            (age > 58) & ~pension & (chance < 0.006),
            ((age < 17) & (chance < 0.003)) | ((age > 57) & ~pension & (chance > 0.994)),
            (age > 20) & (age < 70) & (chance < 0.0012),
        ],
        [DISABILITY, SURVIVOR, WORK_ACCIDENT],
        NO_BENEFIT,
    ).astype(np.int8)


def _careers(rng: np.random.Generator, urban: np.ndarray) -> np.ndarray:
    chance = rng.random(len(urban))
    town = np.searchsorted(np.cumsum(_TOWN / _TOWN.sum()), chance)
    country = np.searchsorted(np.cumsum(_COUNTRY / _COUNTRY.sum()), chance)
    return np.where(urban, town, country).astype(np.int8)


def _kinds(rng: np.random.Generator, people: People, places: Places, commune: np.ndarray) -> np.ndarray:
    """Kind of each household in three years: some poor escape poverty, few fall back. Row = year."""
    first = commune[people.position == 0]
    chance = rng.random(people.households) ** np.where(places.urban[first], 0.8, 1.15)
    kind = np.searchsorted(np.cumsum(_KINDS / _KINDS.sum()), chance).astype(np.int8)
    years = [kind]
    for _ in range(2):
        change = rng.random(people.households)
        kind = kind.copy()
        kind[(kind == ESCAPED) & (change < 0.6)] = AVERAGE
        kind[(kind == NEAR_POOR) & (change > 0.72)] = AVERAGE
        kind[(years[-1] == POOR) & (change < 0.16)] = NEAR_POOR
        kind[(years[-1] == POOR) & (change > 0.86)] = ESCAPED
        kind[(years[-1] == AVERAGE) & (change < 0.004)] = NEAR_POOR
        years.append(kind)
    return np.stack(years)
