"""What is really so? Told apart from the deliveries, which carry no key to it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from ansinh.registers.synthetic import flaws, prices
from ansinh.registers.synthetic.fates import NEVER
from ansinh.registers.synthetic.lives import Standing
from ansinh.registers.synthetic.numbers import digits
from ansinh.registers.synthetic.stretch import Stretch


def persons(city: Stretch) -> pa.Table:
    """One row per person: who they are, where they live, and the months of what happens to them."""
    people, fates, places = city.people, city.fates, city.places
    after = np.where(fates.moved < NEVER, fates.hamlet_after, people.hamlet)
    return pa.table(
        {
            "person": people.person,
            "si_number": city.texts["si_number"],
            "personal_id": digits(people.personal_id, 12),
            "full_name": people.full_name,
            "birth_date": pa.array(people.birth).cast(pa.date32()),
            "sex": city.texts["sex"].cast(pa.string()),
            "household": city.texts["household"],
            "hamlet_at_first": pa.array(places.hamlets).take(pa.array(people.hamlet)),
            "hamlet_at_last": pa.array(places.hamlets).take(pa.array(after)),
            "arrived": _month(np.where(fates.arrived == 0, NEVER, fates.arrived)),
            "moved": _month(fates.moved),
            "died": _month(np.where(fates.died <= fates.left, fates.died, NEVER)),
            "left": _month(np.where(fates.left < fates.died, fates.left, NEVER)),
        }
    )


def membership(city: Stretch, now: Standing) -> pa.Table:
    """One row per person who lives here at the end of the month: true place and true membership."""
    rows = np.flatnonzero(now.here)
    return pa.table(
        {
            "person": city.people.person[rows],
            "hamlet": pa.DictionaryArray.from_arrays(
                pa.array(now.hamlet[rows]), pa.array(city.places.hamlets)
            ),
            "si_compulsory": now.compulsory[rows],
            "si_voluntary": now.voluntary[rows],
            "hi": now.hi[rows],
            "student": now.grade[rows] > 0,
            "employed_undeclared": now.taxed[rows],
        }
    )


def errors(city: Stretch, first: int, last: int, appeared: dict[str, np.ndarray]) -> Iterator[pa.Table]:
    """One row per error put into a register, with the months (both included) in which it stands there.

    `appeared` says who has a row in the register at all.
    """
    everywhen = np.full(len(city.people), first), np.full(len(city.people), last)
    for register, text in city.written.items():
        for kind, column, rows in text.errors:
            yield _errors(city, register, kind, column, rows[appeared[register][rows]], *everywhen)
    old, here = city.old_places, appeared["participants"]
    for kind, name in ((flaws.OLD_CODE, "old_commune_code"), (flaws.OLD_NAME, "old_commune_name")):
        rows = np.flatnonzero((old.kind == kind) & here)
        until = np.minimum(old.until - 1, last)
        yield _errors(city, "participants", name, "commune", rows, everywhen[0], until)
    for register, noticed in city.lags.items():
        yield from _late_notice(city, register, noticed, last, appeared[register])


def _late_notice(
    city: Stretch, register: str, noticed: flaws.Lags, last: int, here: np.ndarray
) -> Iterator[pa.Table]:
    fates = city.fates
    dead = fates.died <= fates.left
    stories = (
        (
            "still_at_former_address",
            "hamlet",
            fates.moved,
            noticed.moved,
            fates.moved < np.minimum(fates.gone, last + 1),
        ),
        ("deceased_still_listed", "status", fates.died, noticed.gone, dead & (fates.died <= last)),
        ("departed_still_listed", "status", fates.left, noticed.gone, ~dead & (fates.left <= last)),
    )
    for kind, column, since, until, happened in stories:
        rows = np.flatnonzero(happened & here & (since < until))
        yield _errors(city, register, kind, column, rows, since, np.minimum(until - 1, last))


def _errors(city: Stretch, register: str, kind: str, column: str, rows: np.ndarray, since: np.ndarray,
            until: np.ndarray) -> pa.Table:  # fmt: skip
    count = len(rows)
    return pa.table(
        {
            "person": city.people.person[rows],
            "register": [register] * count,
            "kind": [kind] * count,
            "column": [column] * count,
            "since": _month(since[rows]),
            "until": _month(until[rows]),
        },
        schema=pa.schema(
            [
                ("person", pa.int64()),
                *((name, pa.string()) for name in ("register", "kind", "column", "since", "until")),
            ]
        ),
    )


def rows(register: str, offset: int, persons: np.ndarray) -> pa.Table:
    """Whose the rows of a register's last delivery are: `row` counts from 0 in the file's order."""
    names = pa.DictionaryArray.from_arrays(pa.array(np.zeros(len(persons), np.int8)), pa.array([register]))
    return pa.table(
        {
            "register": names.cast(pa.string()),
            "row": np.arange(offset, offset + len(persons)),
            "person": persons,
        }
    )


def _month(months: np.ndarray) -> pa.Array:
    texts = [None if one >= NEVER else str(prices.month_of(int(one))) for one in np.unique(months)]
    return pa.array(texts, pa.string()).take(pa.array(np.searchsorted(np.unique(months), months)))
