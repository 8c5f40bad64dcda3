"""In which order do candidates stand on their lists, and who is listed when there are more than a list holds?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ansinh.base import names

COVERED = "•"
_PLACE = r"^[0-9]{5}-[0-9]{2}$"


@dataclass(frozen=True)
class Arranged:
    """The persons listed, in the order of the office, and how many were found beyond them."""

    listed: pa.Table
    """The candidates' columns, with `hamlet` never empty, numbers masked, and `door`, `place` added."""
    beyond: dict[tuple[str, str, str], int]
    """By commune, hamlet and reason."""


def arranged(candidates: pa.Table, province: str, most: int) -> Arranged:
    """One row per person and reason, ordered by hamlet, household and name in Vietnamese order.

    In:  person, reason, commune?, hamlet?, household?, full_name, personal_id, si_number, confidence and more.
    Out: as in, at most `most` rows of a hamlet and reason: the surest, then the first in the office's order.
    """
    placed = _placed(candidates, province)
    hamlet = _rank(placed["hamlet"])
    order = np.lexsort(
        (
            _rank(placed["person"]), _name_rank(placed["full_name"]),
            _rank(pc.fill_null(placed["household"], "~")), hamlet,
        )
    )  # fmt: skip
    listed = _surest(placed.take(pa.array(order)), hamlet[order], most)
    kept = _take(placed, order[listed])
    kept = kept.append_column("place", pa.array(np.arange(1, len(kept) + 1, dtype=np.int32)))
    return Arranged(kept, _counts(_take(placed.select(["commune", "hamlet", "reason"]), order[~listed])))


def counted(table: pa.Table, by: list[str]) -> list[tuple]:
    """How many rows there are of each combination of the columns `by`: its values, then the count."""
    groups = table.group_by(by).aggregate([([], "count_all")])
    return sorted(zip(*(groups[name].to_pylist() for name in [*by, "count_all"]), strict=True), key=repr)


def _placed(candidates: pa.Table, province: str) -> pa.Table:
    """Where the hamlet is not known it is the commune's `-00`; where the commune is not, the province's."""
    commune = pc.fill_null(candidates["commune"], province)
    known = pc.fill_null(pc.match_substring_regex(candidates["hamlet"], _PLACE), False)
    hamlet = pc.if_else(known, candidates["hamlet"], pc.binary_join_element_wise(commune, "00", "-"))
    household = candidates["household"]
    table = candidates.set_column(candidates.column_names.index("commune"), "commune", commune)
    table = table.set_column(table.column_names.index("hamlet"), "hamlet", hamlet)
    for number in ("personal_id", "si_number"):
        table = table.set_column(table.column_names.index(number), number, _masked(table[number]))
    if "employer" not in table.column_names:
        table = table.append_column("employer", pa.nulls(len(table), pa.string()))
    return table.append_column("door", pc.coalesce(household, candidates["person"]))


def _masked(numbers: pa.ChunkedArray) -> pa.ChunkedArray:
    """As `base.identifiers.masked`, over a column."""
    numbers = pc.fill_null(numbers.cast(pa.string()), "")
    length = pc.utf8_length(numbers)
    shown = pc.if_else(pc.greater_equal(length, 8), pc.utf8_slice_codeunits(numbers, -3), "")
    dots = pc.binary_repeat(COVERED, pc.subtract(length, pc.utf8_length(shown)))
    return pc.binary_join_element_wise(dots, shown, "")


def _surest(rows: pa.Table, hamlet: np.ndarray, most: int) -> np.ndarray:
    """Which rows, in the office's order, are among the `most` surest of their hamlet and reason."""
    sure = pc.fill_null(rows["confidence"], 0).to_numpy()
    reason = _rank(rows["reason"])
    order = np.lexsort((np.arange(len(rows)), -sure, reason, hamlet))
    new = np.ones(len(rows), dtype=bool)
    new[1:] = (np.diff(hamlet[order]) != 0) | (np.diff(reason[order]) != 0)
    place = np.arange(len(rows))
    within = place - np.maximum.accumulate(np.where(new, place, 0))
    listed = np.empty(len(rows), dtype=bool)
    listed[order] = within < most
    return listed


def _rank(column: pa.ChunkedArray) -> np.ndarray:
    """The place of each value in the byte order of the values."""
    coded = column.combine_chunks().dictionary_encode()
    return _places(pc.sort_indices(coded.dictionary).to_numpy())[coded.indices.to_numpy(zero_copy_only=False)]


def _name_rank(column: pa.ChunkedArray) -> np.ndarray:
    """The place of each name in Vietnamese order, given name first; a missing name comes first."""
    coded = pc.fill_null(column, "").combine_chunks().dictionary_encode()
    keys = [_person_key(name) for name in coded.dictionary.to_pylist()]
    order = np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)
    return _places(order)[coded.indices.to_numpy(zero_copy_only=False)]


def _person_key(name: str) -> tuple:
    """The order of `base.names.person_sort_key`, from keys of syllables that come again and again."""
    syllables = name.split()
    return ("".join(_syllable_key(one) for one in (*syllables[-1:], *syllables[:-1])), name)


@lru_cache(maxsize=100_000)
def _syllable_key(syllable: str) -> str:
    return names.sort_key(syllable).rpartition(" ")[0]


def _places(order: np.ndarray) -> np.ndarray:
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


def _take(table: pa.Table, rows: np.ndarray) -> pa.Table:
    return table.take(pa.array(rows))


def _counts(rows: pa.Table) -> dict[tuple[str, str, str], int]:
    return {tuple(key): number for *key, number in counted(rows, ["commune", "hamlet", "reason"])}
