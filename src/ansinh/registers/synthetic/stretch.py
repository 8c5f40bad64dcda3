"""What is a stretch of people, and how do its rows become columns?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ansinh.registers.schemas import REGISTERS
from ansinh.registers.synthetic import flaws, numbers
from ansinh.registers.synthetic.employers import Employers
from ansinh.registers.synthetic.fates import PUBLIC, Fates
from ansinh.registers.synthetic.lives import CN, GB, GD
from ansinh.registers.synthetic.people import People
from ansinh.registers.synthetic.places import Places

_ABOVE_THE_LINE = np.array([0, 0, 0, 0, 0, 500_000, 1_500_000, 3_500_000])
"""What people choose above the poverty line as income for voluntary SI."""


@dataclass(frozen=True)
class Stretch:
    """A stretch of people with all that their rows are made of."""

    people: People
    fates: Fates
    places: Places
    employers: Employers
    written: dict[str, flaws.Written]
    lags: dict[str, flaws.Lags]
    old_places: flaws.OldPlaces
    chance: np.ndarray
    income_above: np.ndarray
    texts: dict[str, pa.Array]
    first: int
    by_number: np.ndarray
    second_number: np.ndarray


def stretch(rng: np.random.Generator, people: People, fates: Fates, places: Places, employers: Employers,
            first: int, months: int) -> Stretch:  # fmt: skip
    """Prepare what does not change from month to month, errors included."""
    birth = pc.strftime(pa.array(people.birth).cast(pa.timestamp("s")), "%d/%m/%Y")
    household = people.first_household + people.household
    texts = {
        "birth": birth,
        "si_number": numbers.digits(people.si_number, 10),
        "personal_id": numbers.digits(people.personal_id, 12),
        "second_number": numbers.digits(numbers.second_si_numbers(people.person), 10),
        "household": pc.binary_join_element_wise("HGD", numbers.digits(household, 8), ""),
        "sex": pa.DictionaryArray.from_arrays(pa.array(people.sex.astype(np.int8)), pa.array(["M", "F"])),
    }
    return Stretch(
        people, fates, places, employers,
        {register: flaws.written(rng, register, people, birth) for register in flaws.RATES},
        {register: flaws.lags(rng, fates, register) for register in flaws.NOTICING},
        flaws.old_places(rng, people, fates, places, first, months),
        rng.random(len(people)),
        _ABOVE_THE_LINE[rng.integers(0, len(_ABOVE_THE_LINE), len(people))],
        texts,
        first,
        np.argsort(people.si_number),
        (rng.random(len(people)) < flaws.RATES["participants"].second_number) & (people.birth_month < first - 240),
    )  # fmt: skip


def listed_hamlets(city: Stretch, month: int, register: str) -> np.ndarray:
    """The hamlet under which a register lists each person: the former one until it takes note of a move."""
    return np.where(city.lags[register].moved <= month, city.fates.hamlet_after, city.people.hamlet)


def days_into_month(city: Stretch, rows: np.ndarray, group: np.ndarray) -> np.ndarray:
    """How many days after the first of a month the cards of `rows` begin, and after a month's end they end.

    Cards that people buy for themselves begin on any day; pupils' and listed groups' follow the calendar.
    """
    any_day = np.isin(group, (CN, GB, GD)) & (city.chance[rows] * 83 % 1 < 0.45)
    return np.where(any_day, (city.chance[rows] * 113 % 1 * 26).astype(np.int64), 0)


def communes_of(city: Stretch, hamlet: np.ndarray, rows: np.ndarray) -> pa.Array:
    """Codes of today for `rows` listed in `hamlet`: of another province for those who live there."""
    ours = city.places.commune_of[hamlet]
    place = np.where(city.fates.outside[rows], len(city.places.codes) + neighbour(city, rows), ours)
    return coded(place, [*city.places.codes, *city.places.neighbours])


def hamlets_of(city: Stretch, hamlet: np.ndarray, rows: np.ndarray) -> pa.Array:
    """Codes of hamlets; none for those who live in another province."""
    return coded(hamlet, city.places.hamlets, city.fates.outside[rows])


def neighbour(city: Stretch, rows: np.ndarray) -> np.ndarray:
    """The place among the neighbouring provinces' communes of who lives there."""
    household = city.people.first_household + city.people.household[rows]
    return household % len(city.places.neighbours)


def officials(city: Stretch) -> np.ndarray:
    """Civil servants proper: in compulsory SI, not in UI."""
    return (city.fates.career == PUBLIC) & (city.chance < 0.3)


def coded(places: np.ndarray, texts: object, missing: np.ndarray | None = None) -> pa.Array:
    words = texts if isinstance(texts, pa.Array) else pa.array(list(texts), pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32), mask=missing), words)


def take(values: pa.Array, rows: np.ndarray) -> pa.Array:
    return values if len(rows) == len(values) else values.take(pa.array(rows))


def table(register: str, columns: dict[str, object], plain: bool = False) -> pa.Table:
    """The columns in the register's order and types; repeated texts stay coded until they are written."""
    arrays = []
    for field in REGISTERS[register].arrow():
        array = columns[field.name]
        array = array if isinstance(array, pa.Array | pa.ChunkedArray) else pa.array(array)
        coded = pa.types.is_dictionary(array.type)
        arrays.append(array if coded and not plain else array.cast(field.type))
    return pa.table(arrays, names=REGISTERS[register].arrow().names)
