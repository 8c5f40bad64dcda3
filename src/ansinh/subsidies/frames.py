"""What do premiums cost, and who pays them, person by person over a whole register?

The numbers come from the law's own functions, month by month, as an int64 table; a property test holds these frames
to `law.health.household_member` and `law.voluntary.payment`.
"""

from __future__ import annotations

from collections.abc import Iterator

import ibis
import ibis.expr.types as ir

from ansinh.base.errors import NotYetKnown
from ansinh.base.months import Month, span
from ansinh.law.health.premium import household_member, supported_premium
from ansinh.law.parameters.health import Supported
from ansinh.law.parameters.health import support as health_support
from ansinh.law.parameters.voluntary import Group, rate, support_months
from ansinh.law.voluntary.support import monthly_support
from ansinh.registers.amounts import key_of, law_table, month_key, share, whole

SINCE, UNTIL = Month(2016, 1), Month(2031, 12)
"""Payments outside these months get no amount (null)."""

FURTHER = 5
"""All members from the fifth on pay the same."""


def premiums_and_support(people: ir.Table) -> ir.Table:
    """One row per person who pays HI as a household member and voluntary SI on one day: both, with the State's support.

    In:  the columns of `household_premiums` and `voluntary_payments`.
    Out: the same, and position, premium, total, state, own: int64. The same as one frame after the other; in this
    order the sums, not the words they come from, go through the sorting of households, which saves a sixth of the time.
    """
    return household_premiums(voluntary_payments(people))


def household_premiums(members: ir.Table) -> ir.Table:
    """One row per member: place in the order of joining within household and fiscal year, and the premium paid.

    In:  household, person: string, paid_on: date, months: int64 (3, 6 or 12).
    Out: the same, and position: int64, premium: int64 (đồng). A day before 2016 gives a null premium.
    """
    year = members.paid_on.year()
    order = ibis.row_number().over(
        ibis.window(group_by=[members.household, year], order_by=[members.paid_on, members.person])
    )
    placed = members.mutate(position=order.cast("int64") + whole(1))
    placed = placed.mutate(
        law_month=month_key(placed.paid_on), law_place=ibis.least(placed.position, whole(FURTHER))
    )
    prices = law_table(list(_household_prices()))
    joined = placed.left_join(prices, [placed.law_month == prices.month, placed.law_place == prices.place])
    return joined.select(
        *members.columns, placed.position, premium=joined.price * joined.months.cast("int64")
    )


def _household_prices() -> Iterator[dict[str, object]]:
    """The price of one month of cover, by month of payment and place in the household."""
    for month in span(SINCE, UNTIL):
        day = month.first_day
        for place in range(1, FURTHER + 1):
            price = household_member(position=place, months=3, on=day) // 3
            yield {"month": key_of(day), "place": place, "price": price}


def supported_premiums(people: ir.Table) -> ir.Table:
    """One row per person of a supported HI group: premium, State support and own payment.

    In:  person: string, group: string (law.parameters.health.Supported), paid_on: date, months: int64 (1 to 12).
    Out: the same, and total, state, own: int64 (đồng). Null where the group had no support that day.
    Sum of state + own = total.
    """
    keyed = people.mutate(law_month=month_key(people.paid_on))
    prices = law_table(list(_supported_prices()), texts=("law_group",))
    joined = keyed.left_join(prices, [keyed.law_month == prices.month, keyed.group == prices.law_group])
    months = joined.months.cast("int64")
    total = joined.price * months
    state = share(total, joined.rate)
    return joined.select(*people.columns, total=total, state=state, own=total - state)


def _supported_prices() -> Iterator[dict[str, object]]:
    for month in span(SINCE, UNTIL):
        day = month.first_day
        for group in Supported:
            try:
                price = supported_premium(groups=(group,), months=1, on=day).total
            except NotYetKnown:
                continue
            rate_paid = health_support[group].on(day)
            yield {"month": key_of(day), "law_group": group.value, "price": price, "rate": rate_paid}


def voluntary_payments(people: ir.Table) -> ir.Table:
    """One row per payment of voluntary SI: in all, by the State, by the person.

    In:  person: string, group: string (law.parameters.voluntary.Group, the highest of the person), income: int64,
         months: int64 (1, 3, 6 or 12), supported_before: int64 (months supported earlier), paid_on: date.
    Out: the same, and total, state, own: int64 (đồng). Floor and ceiling of the income are not checked here.
    """
    keyed = people.mutate(law_month=month_key(people.paid_on))
    law = law_table(list(_voluntary_law()), texts=("law_group",))
    joined = keyed.left_join(law, [keyed.law_month == law.month, keyed.group == law.law_group])
    months = joined.months.cast("int64")
    total = share(joined.income.cast("int64"), joined.rate) * months
    left = ibis.greatest(joined.most - joined.supported_before.cast("int64"), whole(0))
    state = joined.monthly * ibis.least(months, left)
    return joined.select(*people.columns, total=total, state=state, own=total - state)


def _voluntary_law() -> Iterator[dict[str, object]]:
    for month in span(SINCE, UNTIL):
        day = month.first_day
        for group in Group:
            yield {
                "month": key_of(day),
                "law_group": group.value,
                "rate": rate.on(day),
                "monthly": monthly_support((group,), day),
                "most": support_months.on(day) if support_months.known(day) else 0,
            }
