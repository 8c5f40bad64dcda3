"""Which numbers does a note state beyond doubt?

A note is prose and is not interpreted. Two forms are read, because a per-head check needs them, and every
check that uses one says so: a whole number directly followed by what it counts (`184590 recipients`,
`2.980 người`, `35.000 lượt`), and a population (`population of 1910985`, `dân số 1.910.985`).
Any other number in a note is left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBER = r"(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+|\d+)(?![.,]?\d)"
_HEADS = re.compile(_NUMBER + r"\s+(people|persons|recipients|patients|người|lượt người)\b", re.IGNORECASE)
_VISITS = re.compile(_NUMBER + r"\s+(visits|cases|lượt)\b(?!\s+người)", re.IGNORECASE)
_POPULATION = re.compile(r"(?:population of|dân số(?: là)?)\s+" + _NUMBER, re.IGNORECASE)


@dataclass(frozen=True)
class Remark:
    """What a note states: how many people (heads), how many visits, of which population."""

    heads: int | None = None
    visits: int | None = None
    population: int | None = None


NOTHING_STATED = Remark()


def remark(note: str) -> Remark:
    """The numbers that the note states beyond doubt; a note that states two different ones states none."""
    return Remark(_only(_HEADS, note), _only(_VISITS, note), _only(_POPULATION, note))


def _only(pattern: re.Pattern[str], note: str) -> int | None:
    found = {int(re.sub(r"\D", "", match[1])) for match in pattern.finditer(note)}
    return found.pop() if len(found) == 1 else None
