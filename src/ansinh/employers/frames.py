"""What does every employee's month cost, and what does every late đồng add, over a whole register?

The numbers come from the law's parameters, month by month, as an int64 table; a property test holds these frames to
`law.compulsory.contributions` and `law.arrears.interest`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import ibis
import ibis.expr.types as ir

from ansinh.base.months import Month, span
from ansinh.law.compulsory.terms import Payer
from ansinh.law.compulsory.wage import floor
from ansinh.law.parameters import arrears, levels, rates
from ansinh.law.parameters.levels import Zone
from ansinh.registers.amounts import key_of, law_table, month_key, share, whole

SINCE, UNTIL = Month(2016, 1), Month(2031, 12)
"""Months outside these get no amount (null)."""

NEW_LAW = dt.date(2025, 7, 1)
"""First day of the 0.03 % a day."""

_SHARES = {
    "retirement": (rates.retirement_employee, rates.retirement_employer),
    "sickness": (None, rates.sickness_employer),
    "accident": (None, rates.accident_employer),
    "health": (rates.health_employee, rates.health_employer),
    "unemployment": (rates.unemployment_employee, rates.unemployment_employer),
}
_CAPS = {"health": "hi_cap", "unemployment": "ui_cap"}


def contributions(payroll: ir.Table) -> ir.Table:
    """One row per employee and month: what goes to each fund, by whom, at the law of the month.

    In:  wage: int64 (đồng a month), zone: string (I to IV), month: date (any day of it); ordinary employees on a wage
         set by the employer, with fewer than 14 unpaid days.
    Out: the same, and retirement_employee, retirement_employer, sickness_employer, accident_employer, health_employee,
         health_employer, unemployment_employee, unemployment_employer, total: int64 (đồng).
    """
    keyed = payroll.mutate(law_month=month_key(payroll.month))
    law = law_table(list(_monthly_law()), texts=("law_zone",))
    joined = keyed.left_join(law, [keyed.law_month == law.key, keyed.zone == law.law_zone])
    raised = ibis.greatest(joined.wage.cast("int64"), joined.floor)
    amounts = {}
    for fund, payers in _SHARES.items():
        base = ibis.least(raised, joined[_CAPS.get(fund, "si_cap")])
        for payer, parameter in zip(("employee", "employer"), payers, strict=True):
            if parameter:
                amounts[f"{fund}_{payer}"] = share(base, joined[f"{fund}_{payer}_rate"])
    priced = joined.select(*payroll.columns, **amounts)
    total = priced.retirement_employee
    for name in list(amounts)[1:]:
        total = total + priced[name]
    return priced.mutate(total=total)


def _monthly_law() -> Iterator[dict[str, object]]:
    for month in span(SINCE, UNTIL):
        day = month.first_day
        base = levels.base_salary.on(day)
        shared = {
            f"{fund}_{payer}_rate": parameter.on(day)
            for fund, payers in _SHARES.items()
            for payer, parameter in zip(("employee", "employer"), payers, strict=True)
            if parameter
        }
        for zone in Zone:
            yield {
                "key": key_of(day),
                "law_zone": zone.value,
                "floor": floor(Payer.EMPLOYEE, 0, zone, day),
                "si_cap": levels.si_cap_multiple.on(day) * base,
                "hi_cap": levels.hi_cap_multiple.on(day) * base,
                "ui_cap": levels.ui_cap_multiple.on(day) * levels.minimum_wage[zone].on(day),
                **shared,
            }


def extra_money(segments: ir.Table) -> ir.Table:
    """One row per stretch of days with one unpaid balance: the 0.03 % a day it costs since July 2025.

    In:  balance: int64 (đồng), since, until: date (both included).
    Out: the same, and days: int64 (those from 1 July 2025), extra: int64 (đồng, rounded per row).
    """
    start = ibis.greatest(segments.since, ibis.literal(NEW_LAW, "date"))
    lasted = segments.until.delta(start, unit="day").cast("int64") + whole(1)
    days = ibis.greatest(lasted, whole(0))
    rate = arrears.daily_rate.on(NEW_LAW)
    counted = segments.mutate(days=days)
    return counted.mutate(extra=share(counted.balance.cast("int64") * counted.days, whole(rate)))
