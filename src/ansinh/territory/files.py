"""What do the dated data files say? Read once, when first asked; made by scripts/territory.py."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ansinh.territory.terms import Kind, Level, LinkKind, Unit


@dataclass(slots=True)
class Row:
    """One line of links.csv: what a unit of the eve became on `day`, by which act."""

    day: dt.date
    before: str
    after: str
    kind: LinkKind
    act: str


@cache
def all_units() -> tuple[Unit, ...]:
    """Every unit of every span of days: provinces, districts, communes, each in Vietnamese order."""
    kinds, levels = {kind.value: kind for kind in Kind}, {level.value: level for level in Level}
    day = cache(dt.date.fromisoformat)
    return tuple(
        Unit(
            code,
            name,
            kinds[kind],
            levels[level],
            parent or None,
            day(since),
            day(until) if until else None,
            act,
            float(latitude) if latitude else None,
            float(longitude) if longitude else None,
        )
        for code, name, kind, level, parent, since, until, act, latitude, longitude in _rows("units.csv")
    )


@cache
def all_links() -> tuple[Row, ...]:
    """Every change of a unit into a unit, by day."""
    day = cache(dt.date.fromisoformat)
    return tuple(
        Row(day(on), before, after, LinkKind(kind), act)
        for on, before, after, kind, act in _rows("links.csv")
    )


def _rows(name: str) -> Iterator[list[str]]:
    import csv  # a first question pays for these two, not every start
    from pathlib import Path

    with (Path(__file__).parent / "data" / name).open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader
