"""What is really so? Told apart from the deliveries, which carry no key to it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ansinh.registers.synthetic import flaws, insured, prices, reasons, tables
from ansinh.registers.synthetic.employers import STATE, Employers
from ansinh.registers.synthetic.fates import NEVER
from ansinh.registers.synthetic.lives import Standing
from ansinh.registers.synthetic.numbers import digits
from ansinh.registers.synthetic.stretch import Stretch

_NEVER_TWICE = ("participants", "payroll", "hi_cards")
"""Registers with a key, in which no row can stand twice."""


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
            "lives_outside": fates.outside,
            "second_si_number": pc.if_else(pa.array(city.second_number), city.texts["second_number"], None),
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
            "employed_undeclared": now.uninsured_work[rows],
            "insured_elsewhere": now.away[rows],
        }
    )


def attributes(city: Stretch, now: Standing) -> pa.Table:
    """One row per person present at the end of the month: what groups are told apart by.

    `age` in completed years; `urban`: in a ward; `id_missing`: the population or the participants' register
    writes no personal ID.
    """
    rows = np.flatnonzero(city.fates.present(now.month))
    commune = city.places.commune_of[now.hamlet[rows]]
    missing = city.written["population"].missing | city.written["participants"].missing
    return pa.table(
        {
            "person": city.people.person[rows],
            "age": ((now.month - city.people.birth_month[rows]) // 12).astype(np.int64),
            "sex": city.texts["sex"].take(pa.array(rows)).cast(pa.string()),
            "commune": pa.array(city.places.codes).take(pa.array(commune)),
            "urban": city.places.urban[commune],
            "id_missing": missing[rows],
        }
    )


def reasons_of(city: Stretch, facts: reasons.Facts) -> pa.Table:
    """One row per person and reason: at most one reason of each scheme."""
    parts = []
    for names, found in (
        (reasons.HI, reasons.of_health(facts)),
        (reasons.SI, reasons.of_social(facts)),
        (reasons.UI, reasons.of_unemployment(facts)),
    ):
        rows = np.flatnonzero(found != reasons.NONE)
        said = pa.array(names).take(pa.array(found[rows]))
        parts.append(pa.table({"person": city.people.person[rows].astype(np.int64), "reason": said}))
    return pa.concat_tables(parts)


def employer_reasons(firms: Employers, gaps: reasons.Gaps, month: int) -> pa.Table:
    """One row per employer, by tax code, and reason."""
    licensed = (firms.kind != STATE) & (firms.closes > month)
    found = reasons.of_employers(gaps, firms.registered, licensed)
    codes = [firms.tax_code[place] for place, _ in found]
    columns = {"tax_code": codes, "reason": [reason for _, reason in found]}
    return pa.table(columns, schema=pa.schema([("tax_code", pa.string()), ("reason", pa.string())]))


def errors(
    city: Stretch, first: int, last: int, appeared: dict[str, np.ndarray], stale: dict[int, np.ndarray]
) -> Iterator[pa.Table]:
    """One row per error put into a register, with the months (both included) in which it stands there.

    `appeared` says who has a row in the register at all; `stale`, month by month, who is declared by an
    employer whom they left.
    """
    everywhen = np.full(len(city.people), first), np.full(len(city.people), last)
    for register, text in {**city.written, "hi_cards": city.written["participants"]}.items():
        for kind, column, rows in text.errors:
            once = register in _NEVER_TWICE and kind == "listed_twice"
            shown = rows[:0] if once else rows[appeared[register][rows]]
            yield _errors(city, register, kind, column, shown, *everywhen)
    for register in ("participants", "hi_cards"):
        for kind, name in ((flaws.OLD_CODE, "old_commune_code"), (flaws.OLD_NAME, "old_commune_name")):
            rows = np.flatnonzero((city.old_places.kind == kind) & appeared[register] & ~city.fates.outside)
            until = np.minimum(city.old_places.until - 1, last)
            yield _errors(city, register, name, "commune", rows, everywhen[0], until)
    seconds = city.second_number & appeared["participants"]
    unknown = seconds & tables.second_without_id(city)
    for kind, column, here in (
        ("second_si_number", "si_number", seconds),
        ("second_row_name_unaccented", "full_name", seconds),
        ("second_row_without_id", "personal_id", unknown),
    ):
        yield _errors(city, "participants", kind, column, np.flatnonzero(here), *everywhen)
    yield from _elsewhere(city, last, appeared["insured_elsewhere"])
    for month, rows in stale.items():
        then = np.full(len(city.people), month)
        yield _errors(city, "labour_use", "left_job_still_declared", "row", rows, then, then)
    for register, noticed in {**city.lags, "hi_cards": city.lags["participants"]}.items():
        yield from _late_notice(city, register, noticed, last, appeared[register])


def _elsewhere(city: Stretch, last: int, here: np.ndarray) -> Iterator[pa.Table]:
    """Who came back and is still listed; who is insured elsewhere and nobody told of."""
    fates, late = city.fates, insured.told_late(city)
    until = np.minimum(fates.elsewhere_until + late - 1, last)
    back = here & (late > 0) & (fates.elsewhere_until <= until) & (fates.elsewhere_until >= city.first)
    yield _errors(
        city,
        "insured_elsewhere",
        "returned_still_listed",
        "row",
        np.flatnonzero(back),
        fates.elsewhere_until,
        until,
    )
    since = np.maximum(fates.elsewhere_since, city.first)
    until = np.minimum(fates.elsewhere_until - 1, last)
    forgotten = insured.left_out(city) & ~fates.outside & (since <= until)
    yield _errors(city, "insured_elsewhere", "not_listed", "row", np.flatnonzero(forgotten), since, until)


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
