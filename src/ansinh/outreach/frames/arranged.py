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
_LAST = "~"
"""Sorts after every household: who has none comes last in the hamlet."""


@dataclass(frozen=True)
class Arranged:
    """Who is listed, in the order of the office, and how many were found beyond them."""

    placed: pa.Table
    """All candidates as they came, with `commune` and `hamlet` never empty, and `employer` and `door` there."""
    rows: np.ndarray
    """Which of them are listed: the row that has the first place, the second and so on."""
    beyond: dict[tuple[str, str, str], int]
    """Found but not listed, by commune, hamlet and reason."""

    def __len__(self) -> int:
        return len(self.rows)

    def listed(self, *columns: str) -> pa.Table:
        """Some columns of all who are listed, in their order."""
        return _take(self.placed.select([*columns]), self.rows)

    def entries(self, start: int, stop: int) -> pa.Table:
        """The listed from `start` up to `stop` as they are kept: numbers masked, `place` (from 1) added.

        A part at a time: a second copy of the whole province would cost more time than all the rest.
        """
        rows = self.rows[start:stop]
        first = rows.min()
        near = self.placed.slice(first, rows.max() - first + 1)  # small: candidates come by hamlet
        part = _take(near, rows - first)
        for number in ("personal_id", "si_number"):
            part = part.set_column(part.column_names.index(number), number, _masked(part[number]))
        return part.append_column("place", pa.array(np.arange(start, start + len(part)) + 1, pa.int32()))


def arranged(candidates: pa.Table, province: str, most: int) -> Arranged:
    """One row per person and reason, ordered by hamlet, household and name in Vietnamese order, then by person.

    In:  person, reason, commune?, hamlet?, household?, full_name, personal_id, si_number, confidence and more.
    Out: at most `most` rows of a hamlet and reason: the surest, then the first in the office's order.
    """
    placed = _placed(candidates, province)
    hamlet = _rank(placed["hamlet"])
    order = _office_order(placed, hamlet)
    listed = _surest(placed.select(["reason", "confidence"]), hamlet, order, most)
    beyond = _take(placed.select(["commune", "hamlet", "reason"]), order[~listed])
    return Arranged(placed, order[listed], _counts(beyond))


def counted(table: pa.Table, by: list[str]) -> list[tuple]:
    """How many rows there are of each combination of the columns `by`: its values, then the count."""
    groups = table.group_by(by).aggregate([([], "count_all")])
    return sorted(zip(*(groups[name].to_pylist() for name in [*by, "count_all"]), strict=True), key=repr)


def _placed(candidates: pa.Table, province: str) -> pa.Table:
    """Where the hamlet is not known it is the commune's `-00`; where the commune is not, the province's."""
    commune = pc.fill_null(candidates["commune"], province)
    known = pc.fill_null(pc.match_substring_regex(candidates["hamlet"], _PLACE), False)
    hamlet = pc.if_else(known, candidates["hamlet"], pc.binary_join_element_wise(commune, "00", "-"))
    table = candidates.set_column(candidates.column_names.index("commune"), "commune", commune)
    table = table.set_column(table.column_names.index("hamlet"), "hamlet", hamlet)
    if "employer" not in table.column_names:
        table = table.append_column("employer", pa.nulls(len(table), pa.string()))
    return table.append_column("door", pc.coalesce(candidates["household"], candidates["person"]))


def _masked(numbers: pa.ChunkedArray) -> pa.ChunkedArray:
    """As `base.identifiers.masked`, over a column."""
    numbers = pc.fill_null(numbers.cast(pa.string()), "")
    length = pc.utf8_length(numbers)
    shown = pc.if_else(pc.greater_equal(length, 8), pc.utf8_slice_codeunits(numbers, -3), "")
    dots = pc.binary_repeat(COVERED, pc.subtract(length, pc.utf8_length(shown)))
    return pc.binary_join_element_wise(dots, shown, "")


def _office_order(placed: pa.Table, hamlet: np.ndarray) -> np.ndarray:
    """The rows in the order of hamlet, household, name and person; rows alike in all of it as they came."""
    household = _rank(pc.fill_null(placed["household"], _LAST))
    name = _name_rank(placed["full_name"])
    spot = _joined(_joined(hamlet, household), name)
    order = np.argsort(spot, kind="stable")
    same = spot[order[1:]] == spot[order[:-1]]
    return _parted_by_person(order, same, placed["person"])


def _parted_by_person(order: np.ndarray, same: np.ndarray, person: pa.ChunkedArray) -> np.ndarray:
    """`order` with rows that are the `same` as the one before them but another person's in the order of persons.

    Only these few are compared by person: to order two million keys would take as long as all the rest.
    """
    person = person.combine_chunks()
    after = np.flatnonzero(same) + 1
    before = _take(person, order[after - 1])
    other = pc.not_equal(_take(person, order[after]), before).to_numpy(zero_copy_only=False)
    group = np.concatenate(([0], np.cumsum(~same)))
    mixed = np.zeros(len(group), dtype=bool)
    mixed[group[after[other]]] = True
    at = np.flatnonzero(mixed[group[: len(order)]])
    rows = order[at]
    parted = order.copy()
    parted[at] = rows[np.lexsort((_rank(_take(person, rows)), group[at]))]
    return parted


def _surest(rows: pa.Table, hamlet: np.ndarray, order: np.ndarray, most: int) -> np.ndarray:
    """Which rows, in the office's order, are among the `most` surest of their hamlet and reason."""
    reason = _rank(rows["reason"])
    group = _joined(hamlet, reason)[order]
    full = np.flatnonzero(np.bincount(group)[group] > most)
    sure = pc.fill_null(rows["confidence"], 0).to_numpy()[order[full]]
    by_worth = full[np.lexsort((-sure, group[full]))]
    first = np.ones(len(full), dtype=bool)
    first[1:] = np.diff(group[by_worth]) != 0
    place = np.arange(len(full))
    within = place - np.maximum.accumulate(np.where(first, place, 0))
    listed = np.ones(len(order), dtype=bool)
    listed[by_worth] = within < most
    return listed


def _joined(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """One number that orders as two ranks do. A province's hamlets, households and names fit: 10^4 × 10^7 × 10^6."""
    return first * (second.max(initial=0) + 1) + second


def _rank(column: pa.ChunkedArray | pa.Array) -> np.ndarray:
    """The place of each value in the byte order of the values."""
    coded = _coded(column)
    return _places(pc.sort_indices(coded.dictionary).to_numpy())[coded.indices.to_numpy(zero_copy_only=False)]


def _name_rank(column: pa.ChunkedArray) -> np.ndarray:
    """The place of each name in Vietnamese order, given name first; a missing name comes first."""
    coded = _coded(pc.fill_null(column, ""))
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


def _coded(column: pa.ChunkedArray | pa.Array) -> pa.DictionaryArray:
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    return whole.dictionary_encode()


def _places(order: np.ndarray) -> np.ndarray:
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order))
    return places


def _take(table, rows: np.ndarray):
    return table.take(pa.array(rows))


def _counts(rows: pa.Table) -> dict[tuple[str, str, str], int]:
    return {tuple(key): number for *key, number in counted(rows, ["commune", "hamlet", "reason"])}
