"""May this count be published, or could a reader tell a person from it? Small counts.

A count of a few people is covered. So that nobody can subtract the published counts from the published
total, further counts are covered until at least two are, and together too many to be guessed.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text

K = TypeVar("K", bound=Hashable)

SMALLEST = 10
"""A count below this and above 0 is covered, unless the publication says otherwise."""

_NOT_A_COUNT = Text("Số người không thể âm.", "A count of people cannot be negative.")


def protected(counts: Mapping[K, int], smallest: int = SMALLEST) -> dict[K, int | None]:
    """The counts that may stand beside their true total; None where one is covered.

    Zero is published: it names nobody. What is covered cannot be worked out from the rest: at least two
    counts are covered, they hold at least `smallest` people, and not just one person each. If that
    cannot be reached all are covered, and the total then says no more than itself.
    """
    if any(count < 0 for count in counts.values()):
        raise InvalidValue(_NOT_A_COUNT)
    covered = {key for key, count in counts.items() if 0 < count < smallest}
    for key in _smallest_first(counts, covered):
        if _is_safe([counts[one] for one in covered], smallest):
            break
        covered.add(key)
    return {key: None if key in covered else count for key, count in counts.items()}


def protected_table(
    rows: Mapping[K, Mapping[Hashable, int]], smallest: int = SMALLEST
) -> dict[K, dict[Hashable, int | None]]:
    """The same for a table published with the totals of its rows and of its columns.

    Every row and every column is safe by the rule of `protected`. (Against a solver of all equations at
    once the rule is a strong habit, not a proof: give such a table rounded.)
    """
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    cells = {(row, column): rows[row].get(column, 0) for row in rows for column in columns}
    lines = [[(row, column) for column in columns] for row in rows]
    lines += [[(row, column) for row in rows] for column in columns]
    covered = {key for key, count in cells.items() if 0 < count < smallest}
    settled = False
    while not settled:
        before = len(covered)
        for line in lines:
            _cover(line, cells, covered, smallest)
        settled = len(covered) == before
    return {
        row: {column: None if (row, column) in covered else cells[row, column] for column in columns}
        for row in rows
    }


def rounded_to(count: int, base: int = 5) -> int:
    """A count as published in rounded form: the nearest multiple of `base`, half rounded up."""
    if count < 0:
        raise InvalidValue(_NOT_A_COUNT)
    return (2 * count + base) // (2 * base) * base


def _cover(line: list, cells: Mapping, covered: set, smallest: int) -> None:
    here = {key: cells[key] for key in line}
    for key in _smallest_first(here, covered & set(line)):
        if _is_safe([cells[one] for one in line if one in covered], smallest):
            return
        covered.add(key)


def _smallest_first(counts: Mapping[K, int], covered: set[K]) -> list[K]:
    """The counts still open, people before zeros, fewest people first."""
    open_keys = [key for key in counts if key not in covered]
    return sorted(open_keys, key=lambda key: (counts[key] == 0, counts[key]))


def _is_safe(covered: list[int], smallest: int) -> bool:
    """Whether the sum of the covered counts leaves each of them open."""
    return not covered or (len(covered) > 1 and sum(covered) >= smallest and sum(covered) > len(covered))
