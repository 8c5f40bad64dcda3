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

FINE, UNACCENTED, GIVEN_FIRST, OTHER_TONE, MISTYPED = range(5)
_SPELLINGS: dict[int, tuple[str, Callable[[str], str]]] = {
    UNACCENTED: ("name_unaccented", names.unaccented),
    GIVEN_FIRST: ("name_given_first", names.given_first),
    OTHER_TONE: ("name_other_tone_place", names.other_tone_place),
    MISTYPED: ("name_mistyped", names.mistyped),
}
OLD_CODE, OLD_NAME = 1, 2
NOTICING = ("participants", "population", "beneficiaries")
"""Registers that learn of moves, deaths and departures, each in its own time."""
_OLD = 62


@dataclass(frozen=True)
class Rates:
    """Shares of rows with an error, out of all rows of a register; `…_old` of people over 62."""

    unaccented: float = 0.0
    given_first: float = 0.0
    other_tone: float = 0.0
    mistyped: float = 0.0
    year_only: float = 0.0
    year_only_old: float = 0.0
    month_only: float = 0.0
    january: float = 0.0
    january_old: float = 0.0
    id_missing: float = 0.0
    id_missing_of_children: float = 0.0
    id_mistyped: float = 0.0
    id_of_another: float = 0.0
    sex: float = 0.0
    twice: float = 0.0
    old_place: float = 0.0
    second_number: float = 0.0


RATES = {
    "participants": Rates(
        unaccented=0.04, given_first=0.008, other_tone=0.25, mistyped=0.006, year_only=0.006, year_only_old=0.11,
        month_only=0.003, january=0.002, january_old=0.03, id_missing=0.02, id_missing_of_children=0.06,
        id_mistyped=0.007, id_of_another=0.0005, sex=0.003, old_place=0.016, second_number=0.002,
    ),
    "population": Rates(
        unaccented=0.002, given_first=0.001, other_tone=0.10, mistyped=0.001, year_only=0.002, year_only_old=0.09,
        month_only=0.001, january=0.001, january_old=0.02, id_missing=0.003, id_missing_of_children=0.03,
        id_mistyped=0.001, sex=0.0005, twice=0.0005,
    ),
    "students": Rates(
        unaccented=0.02, given_first=0.005, other_tone=0.10, mistyped=0.006, year_only=0.002, month_only=0.001,
        january=0.001, id_missing=0.12, id_missing_of_children=0.12, id_mistyped=0.010, id_of_another=0.001,
        sex=0.004, twice=0.002,
    ),
    "payroll": Rates(
        unaccented=0.06, given_first=0.004, other_tone=0.20, mistyped=0.006, id_missing=0.03,
        id_missing_of_children=0.03, id_mistyped=0.006, id_of_another=0.0005,
    ),
    "tax_incomes": Rates(
        unaccented=0.05, given_first=0.002, other_tone=0.20, mistyped=0.004, id_mistyped=0.004, twice=0.001,
    ),
    "labour_use": Rates(
        unaccented=0.05, given_first=0.004, other_tone=0.20, mistyped=0.006, year_only=0.01, month_only=0.002,
        january=0.003, id_missing=0.04, id_missing_of_children=0.04, id_mistyped=0.008, id_of_another=0.0005,
        sex=0.004, twice=0.003,
    ),
    "beneficiaries": Rates(
        unaccented=0.05, given_first=0.004, other_tone=0.25, mistyped=0.004, year_only=0.006, year_only_old=0.13,
        month_only=0.003, january=0.002, january_old=0.04, id_missing=0.03, id_missing_of_children=0.08,
        id_mistyped=0.005, sex=0.003, twice=0.001,
    ),
    "insured_elsewhere": Rates(
        unaccented=0.03, given_first=0.003, other_tone=0.15, mistyped=0.004, year_only=0.005, id_missing=0.03,
        id_missing_of_children=0.03, id_mistyped=0.006, sex=0.002, twice=0.002,
    ),
}  # fmt: skip
"""`other_tone` is the share among the names that can be written in two ways."""


@dataclass(frozen=True)
class Written:
    """What one register writes of everybody, errors included; row = person. `twice`: who has two equal rows."""

    name: pa.Array
    birth: pa.Array
    personal_id: pa.Array
    sex: pa.Array
    wrong: np.ndarray
    missing: np.ndarray
    twice: np.ndarray
    errors: tuple[tuple[str, str, np.ndarray], ...]

    def rows(self, rows: np.ndarray) -> np.ndarray:
        """The rows as delivered: some stand there twice, one below the other."""
        return np.repeat(rows, 1 + self.twice[rows])


def written(rng: np.random.Generator, register: str, people: People, true_birth: pa.Array) -> Written:
    """Names, birth dates, IDs and sexes of `people` as `register` writes them, with the errors put in."""
    rates, count = RATES[register], len(people)
    age = (people.birth.max() - people.birth).astype(np.int64) / 365.25
    name, spelling_errors = _names(rng, rates, people.full_name)
    birth, birth_errors = _births(rng, rates, age, true_birth)
    ids, missing, wrong, id_errors = _ids(rng, rates, age, people)
    other_sex, twice = rng.random(count) < rates.sex, rng.random(count) < rates.twice
    sex = np.where(other_sex, 1 - people.sex, people.sex)
    return Written(
        name, birth, ids, pa.DictionaryArray.from_arrays(pa.array(sex.astype(np.int8)), pa.array(["M", "F"])),
        wrong, missing, twice,
        (
            *spelling_errors, *birth_errors, *id_errors,
            ("sex_wrong", "sex", np.flatnonzero(other_sex)), ("listed_twice", "row", np.flatnonzero(twice)),
        ),
    )  # fmt: skip


def _births(rng: np.random.Generator, rates: Rates, age: np.ndarray, true: pa.Array) -> tuple[pa.Array, list]:
    """Some dates are the year alone, month and year, or 1 January of the year."""
    chance, old = rng.random(len(age)), age > _OLD
    limits = np.cumsum(
        [
            np.where(old, rates.year_only_old, rates.year_only),
            np.full(len(age), rates.month_only),
            np.where(old, rates.january_old, rates.january),
        ],
        axis=0,
    )
    drawn = (chance >= limits).sum(axis=0)
    year = pc.utf8_slice_codeunits(true, 6)
    january = pc.binary_join_element_wise("01/01", year, "/")
    shown = {
        "birth_year_only": (0, year),
        "birth_month_and_year": (1, pc.utf8_slice_codeunits(true, 3)),
        "birth_first_of_january": (2, january),
    }
    birth, errors = true, []
    for kind, (place, text) in shown.items():
        here = (drawn == place) & (pc.not_equal(text, true).to_numpy(zero_copy_only=False))
        birth = pc.if_else(pa.array(here), text, birth)
        errors.append((kind, "birth_date", np.flatnonzero(here)))
    return birth, errors


def _ids(
    rng: np.random.Generator, rates: Rates, age: np.ndarray, people: People
) -> tuple[pa.Array, np.ndarray, np.ndarray, list]:
    """Some IDs are missing, have a wrong digit, or are those of the household's head."""
    count = len(people)
    missing = rng.random(count) < np.where(age < 7, rates.id_missing_of_children, rates.id_missing)
    mistyped = ~missing & (rng.random(count) < rates.id_mistyped)
    another = ~missing & ~mistyped & (people.position > 0)
    another &= rng.random(count) < rates.id_of_another * count / max(1, another.sum())
    ids = people.personal_id.copy()
    ids[mistyped] = numbers.mistyped(rng, ids[mistyped])
    ids[another] = people.personal_id[np.arange(count) - people.position][another]
    text = pc.if_else(pa.array(missing), None, numbers.digits(ids, 12))
    errors = [
        ("id_missing", "personal_id", np.flatnonzero(missing)),
        ("id_mistyped", "personal_id", np.flatnonzero(mistyped)),
        ("id_of_another", "personal_id", np.flatnonzero(another)),
    ]
    return text, missing, missing | mistyped | another, errors


def _names(rng: np.random.Generator, rates: Rates, true: pa.Array) -> tuple[pa.Array, list]:
    chance = rng.random(len(true))
    limits = np.cumsum([rates.unaccented, rates.given_first, rates.other_tone, rates.mistyped])
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
    if register == "beneficiaries":
        after_move, after_end = np.zeros(count, int), _waits(rng, count, 0.8, 4)
    elif register == "population":
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
