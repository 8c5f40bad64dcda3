"""What is still missing in a form before it may be sent?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NEEDS = "needs"
"""A line that says under this key which columns it needs is held to these and not to those of its form."""

PERSON = "person"
"""What a line lacks whose person was recorded as enrolled and stands on no list any more."""


@dataclass(frozen=True)
class Missing:
    """One cell to be filled: the line's number in the form, from 1, and the column's name."""

    line: int
    column: str


def missing(lines: Iterable[Mapping[str, object]], needs: Sequence[str]) -> list[Missing]:
    """What the lines lack of `needs`, in their order. An empty text lacks; a zero does not."""
    return [
        Missing(number, column)
        for number, line in enumerate(lines, 1)
        for column in line.get(NEEDS, needs)
        if line.get(column) is None or line.get(column) == ""
    ]
