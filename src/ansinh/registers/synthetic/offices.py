"""What do offices deliver that is not about single persons: employers, licences, employers' payments?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from ansinh.registers.schemas import REGISTERS
from ansinh.registers.synthetic import prices
from ansinh.registers.synthetic.employers import KINDS, STATE, Employers
from ansinh.registers.synthetic.figures import Totals
from ansinh.registers.synthetic.places import Places

if TYPE_CHECKING:
    from ansinh.registers.synthetic.files import Files
    from ansinh.registers.synthetic.plan import Plan

_ZONES = ("I", "II", "III", "IV")


def deliver(plan: Plan, where: Places, firms: Employers, totals: Totals, files: Files) -> None:
    """The registers of employers and licences of every month, and the employers' payments."""
    for place, month in enumerate(plan.months):
        index = plan.first + place
        files.deliver("employers", month, _employers(where, firms, totals.workers[place], index))
        files.deliver("business_registrations", month, _licences(where, firms, index))
        files.deliver("receipts", month, _payments(firms, totals, place, index))


def _employers(where: Places, firms: Employers, workers: np.ndarray, month: int) -> pa.Table:
    shown = np.flatnonzero(firms.registered)
    status = np.where(firms.closes <= month, "closed", np.where(workers == 0, "suspended", "active"))
    return _table(
        "employers",
        {
            "employer": _of(firms.code, shown),
            "tax_code": _of(firms.tax_code, shown),
            "name": _of(firms.name, shown),
            "commune": _of(where.codes, firms.commune[shown]),
            "kind": _of(KINDS, firms.kind[shown]),
            "since": firms.since[shown],
            "status": status[shown],
            "wage_zone": _of(_ZONES, firms.zone[shown]),
            "workers": workers[shown],
        },
    )


def _licences(where: Places, firms: Employers, month: int) -> pa.Table:
    shown = np.flatnonzero(firms.kind != STATE)
    return _table(
        "business_registrations",
        {
            "tax_code": _of(firms.tax_code, shown),
            "name": _of(firms.name, shown),
            "commune": _of(where.codes, firms.commune[shown]),
            "registered_on": firms.since[shown] - 40,
            "status": np.where(firms.closes[shown] <= month, "dissolved", "operating"),
            "activity": _of(firms.line, shown),
        },
    )


def _payments(firms: Employers, totals: Totals, place: int, month: int) -> pa.Table:
    """Most employers pay the month at its end; late ones pay an older month, with larger gaps."""
    month_paid_for = place - firms.late
    skips = (firms.late > 0) & ((month + firms.late) % 3 == 0)
    paying = np.flatnonzero((month_paid_for >= 0) & ~skips & firms.registered)
    due = prices.employer_due(totals.wages[month_paid_for[paying], paying], prices.month_of(month))
    paying, due = paying[due > 0], due[due > 0]
    day = np.datetime64(prices.month_of(month).first_day) + 19 + (paying % 9)
    text = f"{month // 12}{month % 12 + 1:02d}"
    return _table(
        "receipts",
        {
            "receipt": [f"UNC{text}{one:06d}" for one in paying],
            "paid_on": day,
            "payer": _of(firms.code, paying),
            "scheme": np.full(len(paying), "compulsory"),
            "amount": due,
            "months": np.ones(len(paying), np.int64),
            "collector": pa.nulls(len(paying), pa.string()),
        },
    )


def _of(texts: object, places: np.ndarray) -> list[str]:
    return [texts[place] for place in places]


def _table(register: str, columns: dict[str, object]) -> pa.Table:
    fields = REGISTERS[register].arrow()
    arrays = [
        values if isinstance(values, pa.Array) else pa.array(values)
        for values in (columns[field.name] for field in fields)
    ]
    return pa.table(
        [array.cast(field.type) for array, field in zip(arrays, fields, strict=True)], schema=fields
    )
