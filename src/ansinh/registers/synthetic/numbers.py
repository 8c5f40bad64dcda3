"""Which numbers do invented people and firms bear: well-formed, and visibly nobody's?

None can belong to anyone: serials of personal IDs start at 900000 (a province registers far fewer births
of one sex in a year), SI numbers and tax codes start with 99 (no province has that code).
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

BIRTH_PROVINCES = ("092", "093", "094", "091", "095", "086", "089", "079")
"""Codes at birth registration: the three provinces that became Cần Thơ, then neighbours and the metropolis."""
_SHARES = (0.38, 0.2, 0.32, 0.02, 0.02, 0.02, 0.02, 0.02)
_FIRST_SERIAL = 900_000
_SERIALS = 100_000
_FIRST_YEAR = 1900
_YEARS = 150
_SCRAMBLE = 61_803_399
"""Odd and coprime to ten: multiplying by it modulo a power of ten leaves out nothing and repeats nothing."""
_SECONDS = 50_000_000
"""More persons than any city has."""
_TAX_WEIGHTS = np.array([31, 29, 23, 19, 17, 13, 7, 5, 3])


class PersonalIds:
    """Hands out personal IDs; no two alike, whatever the size of the city."""

    def __init__(self) -> None:
        self._used = np.zeros((len(BIRTH_PROVINCES), 2, _YEARS), np.int64)

    def draw(self, rng: np.random.Generator, sex: np.ndarray, year: np.ndarray) -> np.ndarray:
        """Twelve digits as int64: province, sex and century, year, serial. Sex: 0 man, 1 woman."""
        province = rng.choice(len(BIRTH_PROVINCES), len(sex), p=_SHARES)
        shape = self._used.shape
        bucket = np.ravel_multi_index((province, sex, year - _FIRST_YEAR), shape)
        used = self._used.reshape(-1)
        serial = (used[bucket] + _rank_within(bucket)) % _SERIALS
        used += np.bincount(bucket, minlength=used.size)
        scrambled = serial * _SCRAMBLE % _SERIALS + _FIRST_SERIAL
        codes = np.array([int(code) for code in BIRTH_PROVINCES])[province]
        century = (year // 100 - 19) * 2 + sex
        return ((codes * 10 + century) * 100 + year % 100) * 1_000_000 + scrambled


def si_numbers(persons: np.ndarray) -> np.ndarray:
    """Ten digits as int64 for the persons' places in the city: 99 and eight scrambled digits."""
    return 9_900_000_000 + persons.astype(np.int64) * _SCRAMBLE % 100_000_000


def second_si_numbers(persons: np.ndarray) -> np.ndarray:
    """A further SI number for each of the persons, as some were given two; nobody's first one."""
    return si_numbers(persons + _SECONDS)


def tax_codes(count: int) -> list[str]:
    """`count` tax codes with a valid check digit: 99 and seven scrambled digits, then the check."""
    serials = np.arange(2 * count + 20) * _SCRAMBLE % 10_000_000 + 990_000_000
    digits = serials[:, None] // 10 ** np.arange(8, -1, -1) % 10
    check = 10 - (digits @ _TAX_WEIGHTS) % 11
    good = check < 10
    return [f"{serial}{last}" for serial, last in zip(serials[good], check[good], strict=True)][:count]


def digits(numbers: np.ndarray, width: int) -> pa.Array:
    """The numbers as text with leading zeros."""
    return pc.utf8_lpad(pa.array(numbers).cast(pa.string()), width, "0")


def mistyped(rng: np.random.Generator, personal_ids: np.ndarray) -> np.ndarray:
    """The same IDs with one digit of the serial wrong."""
    place = 10 ** rng.integers(0, 5, len(personal_ids))
    old = personal_ids // place % 10
    new = (old + rng.integers(1, 10, len(personal_ids))) % 10
    return personal_ids + (new - old) * place


def _rank_within(bucket: np.ndarray) -> np.ndarray:
    """For each row, how many rows before it are in the same bucket."""
    order = np.argsort(bucket, kind="stable")
    ordered = bucket[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    lengths = np.diff(np.r_[starts, len(ordered)])
    rank = np.empty(len(bucket), np.int64)
    rank[order] = np.arange(len(bucket)) - np.repeat(starts, lengths)
    return rank
