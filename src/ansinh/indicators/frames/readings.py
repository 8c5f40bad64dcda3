"""Which readings do the small tables of a month give together?"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

import pyarrow as pa

from ansinh.base.months import Month
from ansinh.indicators.rules import compiled as rules
from ansinh.indicators.rules.compiled import Row, Sheet
from ansinh.indicators.terms import is_unplaced

READINGS = pa.schema(
    [
        ("indicator", pa.string()), ("unit", pa.string()), ("level", pa.string()), ("basis", pa.string()),
        ("sender", pa.string()), ("value", pa.decimal128(20, 4)), ("qualifier", pa.string()),
        ("numerator", pa.int64()), ("denominator", pa.int64()), ("denominator_source", pa.string()),
        ("denominator_on", pa.date32()),
    ]
)  # fmt: skip


def readings(
    counted: Iterable[pa.Table],
    moved: pa.Table | None,
    sheets: pa.Table | None,
    *,
    province: str,
    communes: Sequence[str],
    month: Month,
    kept_apart: str = "",
) -> list[Row]:
    """Every reading of the month, ordered by indicator, unit, basis and sender.

    In:  tables of counts by `place`; `movements`; `reported` (any may be missing: then its readings are).
    Sheets of the sender `kept_apart` are kept as readings, but neither divided by nor added up.
    """
    reported = _sheets(sheets, province, set(communes))
    denominators = rules.latest_denominators(reported, province, communes, month.last_day, kept_apart)
    places = _by_place(counted, moved)
    rows = list(rules.reported(reported, month))
    ours = [row for row in rows if row.sender != kept_apart]
    rows += rules.added_up(ours, province, communes)
    if places:
        units = rules.rolled_up(places, province, communes)
        rows += rules.computed(units, denominators, month.last_day)
    return sorted(rows, key=lambda row: (row.indicator, row.unit, row.basis, row.sender))


def readings_table(rows: Sequence[Row]) -> pa.Table:
    """The readings as a table, for the month's folder. Same rows, same bytes."""
    columns = {
        name: [getattr(row, name) for row in rows]
        for name in READINGS.names
        if name not in ("level", "basis")
    }
    columns["level"] = [row.level.value for row in rows]
    columns["basis"] = [row.basis.value for row in rows]
    return pa.table({name: pa.array(columns[name], READINGS.field(name).type) for name in READINGS.names})


def people_unplaced(rows: Iterable[Row]) -> dict[str, int]:
    """How many participants stand in no known commune, and in no known hamlet of theirs."""
    found = {"commune": 0, "hamlet": 0}
    for row in rows:
        if row.indicator == "participants_distinct" and is_unplaced(row.unit):
            found["commune" if row.level.value == "commune" else "hamlet"] += int(row.value)
    return found


def _by_place(counted: Iterable[pa.Table], moved: pa.Table | None) -> dict[str, dict[str, int]]:
    places: dict[str, dict[str, int]] = defaultdict(dict)
    for table in counted:
        for line in table.to_pylist():
            places[line.pop("place")].update(line)
    for line in moved.to_pylist() if moved else ():
        now, before = line.pop("place"), line.pop("place_before")
        for code, count in line.items():
            where = before if code.endswith("_lapsed") else now
            if where is not None:
                places[where][code] = places[where].get(code, 0) + count
    return places


def _sheets(table: pa.Table | None, province: str, communes: set[str]) -> list[Sheet]:
    """The reported figures of the province itself and of units inside it, by today's codes."""
    found = []
    for line in table.to_pylist() if table else ():
        unit = line["unit_code"]
        if not line["former"] and (unit == province or unit.partition("-")[0] in communes):
            found.append(
                Sheet(
                    line["sender"], unit, _day(line["on"]), line["indicator"].strip(), line["value"],
                    line["percent"], (line["value_is"] or "").strip(), (line["percent_is"] or "").strip(),
                )
            )  # fmt: skip
    return found


def _day(value: dt.date | dt.datetime) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value
