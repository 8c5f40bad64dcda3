"""Which figures do offices report by hand? Mostly what the registers say, sometimes late or off."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from ansinh.base.months import Month
from ansinh.registers.schemas import REGISTERS
from ansinh.registers.synthetic.figures import COUNTED, Totals
from ansinh.registers.synthetic.places import Places
from ansinh.registers.synthetic.targets import Targets, targets

if TYPE_CHECKING:
    from ansinh.registers.synthetic.files import Files
    from ansinh.registers.synthetic.plan import Plan

_REPORTED = ("si_voluntary", "hi")
_OFF, _LATE = 0.05, 0.04
_INVENTED = "Số liệu minh họa, không phải của cơ quan Thống kê"
Row = dict[str, object]


def deliver(plan: Plan, where: Places, totals: Totals, files: Files) -> None:
    """Each month's sheets of the communes; with them, each month, the statistics office's latest year.

    A commune that is late is missing in its month and stands in the next month's file.
    """
    rng = plan.rng(5)
    counts, goals = totals.by_commune(where), targets(plan, where, totals)
    late: list[Row] = []
    for place, month in enumerate(plan.months):
        rows = late + _statistics(plan, where, counts, month)
        late = []
        for commune in range(len(where.communes)):
            sheet = _sheet(rng, where, counts[place], commune, month, goals)
            (late if rng.random() < _LATE else rows).extend(sheet)
        files.deliver("reported_figures", month, _table(rows))


def _sheet(
    rng: np.random.Generator, where: Places, counts: np.ndarray, commune: int, month: Month, goals: Targets
) -> list[Row]:
    rows = []
    for indicator in _REPORTED:
        value = int(counts[COUNTED.index(indicator), commune])
        if rng.random() < _OFF:
            value = max(
                0, value + int(rng.choice([-1, 1])) * max(1, round(value * float(rng.uniform(0.01, 0.06))))
            )
        row = _row(where, commune, month.last_day, indicator, value)
        row |= {"case": f"BC-{month}", "value_is": "exact"}
        row |= _against_plan(value, goals.value(where.codes[commune], indicator, month.year))
        if indicator == "hi":
            row |= _coverage(value, int(counts[COUNTED.index("population"), commune]), rng.random() < _OFF)
        rows.append(row)
    return rows


def _against_plan(value: int, plan: int | None) -> Row:
    if not plan:
        return {}
    need = plan - value
    return {
        "plan": plan,
        "percent_of_plan": _percent(value, plan),
        "need": need if need > 0 else None,
        "need_is": "exact" if need > 0 else None,
    }


def _coverage(value: int, population: int, cut: bool) -> Row:
    """The printed percentage is rounded, now and then cut."""
    exact = Decimal(value * 100) / max(1, population)
    shown = exact.quantize(Decimal("0.01"), "ROUND_DOWN" if cut else "ROUND_HALF_UP")
    return {"percent": shown, "percent_is": "of population"}


def _statistics(plan: Plan, where: Places, counts: np.ndarray, month: Month) -> list[Row]:
    """Population and labour force in the middle of the last year that has one, by commune and province."""
    middle = Month(month.year if month.month >= 7 else month.year - 1, 7)
    place = min(max(0, middle - plan.since), len(plan.months) - 1)
    rows = []
    for indicator in ("population", "labour_force"):
        values = counts[place, COUNTED.index(indicator)]
        for commune in range(len(where.communes)):
            rows.append(_row(where, commune, middle.first_day, indicator, int(values[commune])))
        rows.append(_row(where, 0, middle.first_day, indicator, int(values.sum())) | _province(where))
    return [row | {"case": f"TK-{middle.year}", "value_is": "exact", "note": _INVENTED} for row in rows]


def _province(where: Places) -> Row:
    code = where.province.code
    return {"unit": code, "unit_known_as": f"new province {code}"}


def _row(where: Places, commune: int, on: dt.date, indicator: str, value: int) -> Row:
    unit = where.communes[commune]
    return {
        "unit": unit.name,
        "unit_known_as": f"new commune {unit.code}",
        "on": on,
        "indicator": indicator,
        "value": value,
        "unit_of_value": "persons",
    }


def _percent(part: int, whole: int) -> Decimal:
    return (Decimal(part * 100) / whole).quantize(Decimal("0.01"), "ROUND_HALF_UP")


def _table(rows: list[Row]) -> pa.Table:
    schema = REGISTERS["reported_figures"].arrow()
    columns = {name: [row.get(name) for row in rows] for name in schema.names}
    arrays = [
        pa.array(_decimals(values) if pa.types.is_decimal(field.type) else values, field.type)
        for field, values in zip(schema, columns.values(), strict=True)
    ]
    return pa.table(arrays, schema=schema)


def _decimals(values: list[object]) -> list[Decimal | None]:
    return [None if value is None else Decimal(value).quantize(Decimal("0.0001")) for value in values]
