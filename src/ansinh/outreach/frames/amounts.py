"""What would joining cost, and who pays it: premium, the State's support and the person's own part, by the law?

Twelve months at the price of the day after the month's end, when the collector calls. Amounts are by the least the
law gives; what a province adds is not in them.
"""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from ansinh.employers import frames as employers
from ansinh.law.health.premium import monthly
from ansinh.law.parameters.health import Supported
from ansinh.law.parameters.levels import Zone
from ansinh.law.parameters.voluntary import Group, rural_poverty_line
from ansinh.outreach.frames.given import Given
from ansinh.outreach.terms import STATE_PAID, CardGroup, Reason
from ansinh.registers.amounts import whole
from ansinh.subsidies import frames as subsidies

MONTHS = 12
AMOUNTS = ("months", "premium", "support", "own")
_SUPPORTED = {
    CardGroup.NEAR_POOR: Supported.NEAR_POOR,
    CardGroup.PUPIL: Supported.STUDENT,
    CardGroup.STUDENT: Supported.STUDENT,
    CardGroup.AVERAGE_FARM: Supported.AVERAGE_AGRICULTURAL,
}
_EMPLOYEE = ("retirement_employee", "health_employee", "unemployment_employee")
_IN_WORK = (Reason.DECLARED_WITHOUT_SI, Reason.TAXED_WITHOUT_SI)
_BY_THEMSELVES = (Reason.LEFT_SI_COMPULSORY, Reason.LEFT_SI_VOLUNTARY, Reason.VOLUNTARY_SI_ELIGIBLE)


def amounts(people: ir.Table, standing: ir.Table, given: Given) -> ir.Table:
    """One row per candidate whose premium can be told: `AMOUNTS`, all int64, đồng.

    HI: households by the order of joining in the fiscal year (who already pays comes first), supported groups by their
    rate, groups that the budget pays for in full. Voluntary SI: on the rural poverty line, with the person's support.
    Compulsory SI (with HI and UI): one month on the wage that is known; `own` is the employee's part, the rest the
    employer's. Employees and pensioners without HI, and who left UI, get none: it is not theirs to pay.
    In:  candidates with person, scheme, reason, group and the columns of `standing`. Out: person, scheme, AMOUNTS.
    """
    health = people.filter(people.scheme == "hi")
    parts = (
        _households(health, standing, given), _supported(health, given), _budget(health, given),
        _voluntary(people, given), _employed(people, given),
    )  # fmt: skip
    return ibis.union(*(part.select("person", "scheme", *AMOUNTS) for part in parts))


def _paid_on(given: Given) -> dt.date:
    return (given.month + 1).first_day


def _households(people: ir.Table, standing: ir.Table, given: Given) -> ir.Table:
    """Members who pay already this fiscal year have their places; candidates follow."""
    day = ibis.literal(_paid_on(given), "date")
    year = ibis.literal(dt.date(_paid_on(given).year, 1, 1), "date")
    joining = people.filter(people.group == CardGroup.HOUSEHOLD.value)
    joining = joining.select("person", household=_home(joining), paid_on=day, months=whole(MONTHS))
    members = standing.filter((standing.valid_group == CardGroup.HOUSEHOLD.value) & standing.insured)
    members = members.filter(members.valid_since >= year)
    members = members.select(
        "person", household=_home(members), paid_on=members.valid_since, months=whole(MONTHS)
    )
    members = members.semi_join(joining, "household").anti_join(joining, "person")
    priced = subsidies.household_premiums(ibis.union(members, joining))
    priced = priced.filter(priced.paid_on == day)
    return priced.select(
        "person", "months", "premium", scheme=ibis.literal("hi"), support=whole(0), own=priced.premium
    )


def _home(people: ir.Table) -> ir.StringValue:
    """The household; a person of no known one is a household alone."""
    return ibis.coalesce(people.household, people.person)


def _supported(people: ir.Table, given: Given) -> ir.Table:
    groups = [(people.group == card.value, group.value) for card, group in _SUPPORTED.items()]
    some = people.mutate(_law=ibis.cases(*groups, else_=ibis.null("string")))
    some = some.filter(some._law.notnull())
    some = some.select(
        "person",
        "scheme",
        group=some._law,
        paid_on=ibis.literal(_paid_on(given), "date"),
        months=whole(MONTHS),
    )
    priced = subsidies.supported_premiums(some)
    return priced.select(
        "person", "scheme", "months", premium=priced.total, support=priced.state, own=priced.own
    )


def _budget(people: ir.Table, given: Given) -> ir.Table:
    paid = people.filter(people.group.isin([one.value for one in STATE_PAID]))
    full = whole(monthly(_paid_on(given)) * MONTHS)
    return paid.select("person", "scheme", months=whole(MONTHS), premium=full, support=full, own=whole(0))


def _voluntary(people: ir.Table, given: Given) -> ir.Table:
    """The group with the highest support counts: poor or island, near-poor, ethnic minority, others."""
    day = _paid_on(given)
    some = people.filter(people.reason.isin([one.value for one in _BY_THEMSELVES]))
    group = ibis.cases(
        ((some.kind == "poor").fill_null(False), Group.POOR.value),
        ((some.area == "island").fill_null(False), Group.ISLAND.value),
        ((some.kind == "near_poor").fill_null(False), Group.NEAR_POOR.value),
        (some.minority.fill_null(False), Group.ETHNIC_MINORITY.value),
        else_=Group.OTHER.value,
    )
    some = some.select(
        "person", "scheme", group=group, income=whole(rural_poverty_line.on(day)), months=whole(MONTHS),
        supported_before=whole(0), paid_on=ibis.literal(day, "date"),
    )  # fmt: skip
    priced = subsidies.voluntary_payments(some)
    return priced.select(
        "person", "scheme", "months", premium=priced.total, support=priced.state, own=priced.own
    )


def _employed(people: ir.Table, given: Given) -> ir.Table:
    """One month of SI, HI and UI on the declared wage, else on the mean taxed one; the zone is the employer's."""
    some = people.filter(people.reason.isin([one.value for one in _IN_WORK]))
    months = ibis.greatest(some.income_months, whole(1))
    taxed = ((some.income - some.income % months) / months).round().cast("int64")
    is_declared = some.reason == Reason.DECLARED_WITHOUT_SI.value
    some = some.mutate(
        wage=ibis.ifelse(is_declared, some.declared_wage, taxed),
        _tax_code=ibis.ifelse(is_declared, some.declared_tax_code, some.taxed_by),
    )
    firms = given.employers.filter(given.employers.tax_code.notnull())
    zones = firms.group_by("tax_code").agg(_zone=firms.wage_zone.min())
    some = some.left_join(zones, some._tax_code == zones.tax_code)
    some = some.filter(some.wage.notnull()).select(
        "person",
        "scheme",
        "wage",
        zone=ibis.coalesce(some._zone, Zone.IV.value),
        month=ibis.literal(given.on, "date"),
    )
    priced = employers.contributions(some)
    own = priced[_EMPLOYEE[0]]
    for name in _EMPLOYEE[1:]:
        own = own + priced[name]
    return priced.select("person", "scheme", months=whole(1), premium=priced.total, support=whole(0), own=own)
