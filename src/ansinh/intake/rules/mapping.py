"""What did a sender say about their headings: which feeds which column, on which sheet and row?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

NOTHING = ""
"""Feeds no column: a heading that the sender said is not to be read."""


@dataclass(frozen=True)
class ColumnMapping:
    """A sender's word for a register. `decisions` maps the key of a heading to a column, or to NOTHING.

    `sheet` is the plain name of the one sheet to read, empty for any; `row` the row of the lowest headings,
    0 where it is to be found; `day` (DD/MM/YYYY) says since when it stands.
    """

    decisions: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    row: int = 0
    day: str = ""

    def fits(self, keys: Iterable[str]) -> bool:
        """Do all the headings that it decides on stand among these?"""
        return self.decisions.keys() <= set(keys)
