"""Which errors of the real kinds stand in the delivered registers, for whom, where and how long?

Each register misspells on its own. What is put in here is told to the truth tables and to nobody else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ansinh.registers.synthetic import names, numbers
from ansinh.registers.synthetic.fates import NEVER, Fates
from ansinh.registers.synthetic.people import People
from ansinh.registers.synthetic.places import Places

FINE, UNACCENTED, GIVEN_FIRST, OTHER_TONE = range(4)
_SPELLINGS: dict[int, tuple[str, Callable[[str], str]]] = {
    UNACCENTED: ("name_unaccented", names.unaccented),
    GIVEN_FIRST: ("name_given_first", names.given_first),
    OTHER_TONE: ("name_other_tone_place", names.other_tone_place),
}
OLD_CODE, OLD_NAME = 1, 2


@dataclass(frozen=True)
class Rates:
    """Shares of rows with an error, out of all rows of a register."""

    unaccented: float
    given_first: float
    other_tone: float
    year_only: float
    year_only_when_old: float
    id_missing: float
    id_missing_of_children: float
    id_mistyped: float
    old_place: float = 0.0


RATES = {
    "participants": Rates(0.04, 0.008, 0.25, 0.006, 0.11, 0.02, 0.06, 0.007, old_place=0.016),
    "population": Rates(0.002, 0.001, 0.10, 0.002, 0.09, 0.003, 0.03, 0.001),
    "students": Rates(0.02, 0.005, 0.10, 0.002, 0.0, 0.12, 0.12, 0.010),
    "payroll": Rates(0.06, 0.004, 0.20, 0.0, 0.0, 0.03, 0.03, 0.006),
    "tax_incomes": Rates(0.05, 0.002, 0.20, 0.0, 0.0, 0.0, 0.0, 0.004),
}
"""`other_tone` is the share among the names that can be written in two ways."""


@dataclass(frozen=True)
class Written:
    """What one register writes of everybody, errors included; row = person."""

    name: pa.Array
    birth: pa.Array
    personal_id: pa.Array
    wrong: np.ndarray
    errors: tuple[tuple[str, str, np.ndarray], ...]


def written(rng: np.random.Generator, register: str, people: People, true_birth: pa.Array) -> Written:
    """Names, birth dates and IDs of `people` as `register` writes them, with the errors put in."""
    rates = RATES[register]
    age = (people.birth.max() - people.birth).astype(np.int64) / 365.25
    name, spelling_errors = _names(rng, rates, people.full_name)
    year_only = rng.random(len(people)) < np.where(age > 62, rates.year_only_when_old, rates.year_only)
    birth = pc.if_else(pa.array(year_only), pc.utf8_slice_codeunits(true_birth, 6), true_birth)
    missing = rng.random(len(people)) < np.where(age < 7, rates.id_missing_of_children, rates.id_missing)
    mistyped = ~missing & (rng.random(len(people)) < rates.id_mistyped)
    ids = people.personal_id.copy()
    ids[mistyped] = numbers.mistyped(rng, ids[mistyped])
    text = pc.if_else(pa.array(missing), None, numbers.digits(ids, 12))
    errors = (
        *spelling_errors,
        ("birth_year_only", "birth_date", np.flatnonzero(year_only)),
        ("id_missing", "personal_id", np.flatnonzero(missing)),
        ("id_mistyped", "personal_id", np.flatnonzero(mistyped)),
    )
    return Written(name, birth, text, missing | mistyped, errors)


def _names(rng: np.random.Generator, rates: Rates, true: pa.Array) -> tuple[pa.Array, list]:
    chance = rng.random(len(true))
    limits = np.cumsum([rates.unaccented, rates.given_first, rates.other_tone])
    drawn = np.searchsorted(limits, chance, side="right") + 1
    name, errors = true, []
    for kind, (label, misspell) in _SPELLINGS.items():
        rows = np.flatnonzero(drawn == kind)
        before = true.take(pa.array(rows)).to_pylist()
        after = [misspell(one) for one in before]
        changed = np.array([old != new for old, new in zip(before, after, strict=True)], bool)
        rows = rows[changed]
        mask = np.zeros(len(true), bool)
        mask[rows] = True
        shown = [new for new, keep in zip(after, changed, strict=True) if keep]
        name = pc.replace_with_mask(name, pa.array(mask), pa.array(shown, pa.string()))
        errors.append((label, "full_name", rows))
    return name, errors


@dataclass(frozen=True)
class Lags:
    """How late each register learns of a move, a death or a departure (months when it does)."""

    moved: np.ndarray
    gone: np.ndarray


def lags(rng: np.random.Generator, fates: Fates, register: str) -> Lags:
    """When `register` takes note: the population register soon, the participants' register late or never."""
    count = len(fates.died)
    if register == "population":
        after_move, after_end = rng.choice([0, 1, 2], count, p=[0.7, 0.2, 0.1]), _waits(rng, count, 0.78, 6)
    else:
        slow = rng.integers(2, 30, count)
        after_move, after_end = np.where(rng.random(count) < 0.45, 0, slow), _waits(rng, count, 0.62, 5)
    return Lags(
        np.where(fates.moved < NEVER, fates.moved + after_move, NEVER),
        np.where(fates.gone < NEVER, fates.gone + after_end, NEVER),
    )


def _waits(rng: np.random.Generator, count: int, prompt: float, longest: int) -> np.ndarray:
    return np.where(rng.random(count) < prompt, 0, rng.integers(1, longest + 1, count))


@dataclass(frozen=True)
class OldPlaces:
    """Rows of the participants' register with a commune from before the reform, until put right."""

    kind: np.ndarray
    until: np.ndarray

    def shown(self, month: int) -> np.ndarray:
        return np.where(month < self.until, self.kind, 0)


def old_places(
    rng: np.random.Generator, people: People, fates: Fates, places: Places, first: int, months: int
) -> OldPlaces:
    """Only people who stay, in communes whose former code or name cannot be taken for one of today's."""
    share, count = RATES["participants"].old_place, len(people)
    kind = np.where(rng.random(count) < 0.75, OLD_CODE, OLD_NAME)
    commune = places.commune_of[people.hamlet]
    tellable = np.where(
        kind == OLD_CODE, places.former_code_differs[commune], places.former_name_differs[commune]
    )
    share = np.where((fates.moved == NEVER) & tellable, share, 0)
    until = first + rng.integers(months // 3, 2 * months + 2, count)
    return OldPlaces(np.where(rng.random(count) < share, kind, 0).astype(np.int8), until)
