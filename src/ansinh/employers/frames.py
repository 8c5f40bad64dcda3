"""What does every employee's month cost, and what does every late đồng add, over a whole register?

The numbers come from the law's parameters, month by month, as an int64 table; a property test holds these frames to
`law.compulsory.contributions` and `law.arrears.interest`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from ansinh.base.errors import InvalidValue
from ansinh.base.months import Month, span
from ansinh.base.texts import Text
from ansinh.law.arrears.interest import Debt, OldDebts, YearRate
from ansinh.law.compulsory.terms import Payer
from ansinh.law.compulsory.wage import floor
from ansinh.law.parameters import arrears, levels, rates
from ansinh.law.parameters.levels import Zone
from ansinh.law.said import say
from ansinh.registers.amounts import key_of, law_table, month_key, rounded_part, share, whole

SINCE, UNTIL = Month(2016, 1), Month(2031, 12)
"""Months outside these get no amount (null)."""

NEW_LAW = dt.date(2025, 7, 1)
"""First day of the 0.03 % a day."""

RATE_PER = 10_000_000
"""Old monthly rates are counted in parts of ten million: 1.0833 % is 108,330."""

_TOO_FINE = Text(
    "Lãi suất tháng {rate} có quá 7 chữ số thập phân.", "The monthly rate {rate} has more than 7 decimals."
)

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
    What a stretch from before July 2025 costs by the old law is not in it: see `late_interest`.
    """
    return _by_day(segments, ibis.greatest(segments.since, ibis.literal(NEW_LAW, "date")))


def _by_day(segments: ir.Table, start: ir.DateValue) -> ir.Table:
    lasted = segments.until.delta(start, unit="day").cast("int64") + whole(1)
    rate = arrears.daily_rate.on(NEW_LAW)
    counted = segments.mutate(days=ibis.greatest(lasted, whole(0)))
    return counted.mutate(extra=share(counted.balance.cast("int64") * counted.days, whole(rate)))


def late_interest(
    segments: ir.Table,
    *,
    old_rates: Mapping[Debt, Sequence[YearRate]],
    old_debts: OldDebts = OldDebts.SPLIT,
) -> ir.Table:
    """One row per stretch of days with one unpaid balance: interest by the old law, and the 0.03 % a day.

    In:  balance: int64 (đồng), due: date (the deadline of the debt), debt: string (law.arrears.interest.Debt), since,
         until: date (both included; the first stretch begins the day after `due`, the next the day after a payment).
    Out: the same, and days, extra: int64 as in `extra_money`, old: int64 (đồng, rounded per row), known: bool.
         `old` is null and `known` false where a rate is missing in `old_rates`, as the law's function refuses it.
    A month of the old law costs if it was over with something still unpaid. Exact while balance × the rates of its
    months × 10⁷ stays below 9 × 10¹⁸. What runs on debts from before July 2025 is open: `old_debts` states the way.
    """
    from_deadline = old_debts is OldDebts.FROM_DEADLINE
    start = segments.since if from_deadline else ibis.greatest(segments.since, ibis.literal(NEW_LAW, "date"))
    counted = _by_day(segments, start)
    if old_debts is not OldDebts.SPLIT:
        return counted.mutate(old=whole(0), known=ibis.literal(True))
    before = counted.since - ibis.interval(days=1)
    keyed = counted.mutate(
        law_from=ibis.greatest(month_key(counted.due), month_key(before) - whole(1)),
        law_until=ibis.least(month_key(counted.until) - whole(1), whole(key_of(NEW_LAW) - 1)),
    )
    return _with_old(segments, keyed, law_table(list(_summed(old_rates)), texts=("law_debt",)))


def _with_old(segments: ir.Table, keyed: ir.Table, sums: ir.Table) -> ir.Table:
    """The rates up to the last month of a stretch less those up to the month before its first."""
    first, last = sums, sums.view()
    joined = keyed.left_join(first, [keyed.law_from == first.key, keyed.debt == first.law_debt])
    joined = joined.select(*keyed.columns, rates_before=first.rates, missing_before=first.missing)
    joined = joined.left_join(last, [joined.law_until == last.key, joined.debt == last.law_debt])
    none = joined.law_until <= joined.law_from
    known = none | (last.missing == joined.missing_before).fill_null(False)
    weight = joined.balance.cast("int64") * (last.rates - joined.rates_before)
    old = ibis.cases((none, whole(0)), (known, rounded_part(weight, RATE_PER)))
    return joined.select(*segments.columns, joined.days, joined.extra, old=old, known=known)


def _summed(old_rates: Mapping[Debt, Sequence[YearRate]]) -> Iterator[dict[str, object]]:
    """By fund and month, the monthly rates (× 10⁷) of all months since 2016, and how many have none."""
    for debt in Debt:
        by_year = {each.year: _scaled(each.rate) for each in old_rates.get(debt, ())}
        rates, missing = 0, 0
        yield {"key": key_of(SINCE.first_day) - 1, "law_debt": debt.value, "rates": 0, "missing": 0}
        for month in span(SINCE, Month.of(NEW_LAW) - 1):
            rates += by_year.get(month.year, 0)
            missing += month.year not in by_year
            key = key_of(month.first_day)
            yield {"key": key, "law_debt": debt.value, "rates": rates, "missing": missing}


def _scaled(rate: Decimal) -> int:
    scaled = rate * RATE_PER
    if scaled != int(scaled):
        raise InvalidValue(say(_TOO_FINE, rate=rate), source="595/QĐ-BHXH:37.3")
    return int(scaled)
