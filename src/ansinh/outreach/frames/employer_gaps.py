"""Which employers pay wages outside social insurance: not registered, too few people, too low wages?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.outreach.frames.given import Given
from ansinh.outreach.terms import EmployerReason
from ansinh.registers.amounts import whole

LEAST_PERSONS, LEAST_SHARE, LEAST_WAGE = 1, 5, 90
"""A headcount gap is at least one person and 5 % of those declared; a wage is low below 90 % of the taxed one."""
_HUNDRED = 100
_HEAD_OFFICE = 10
_COLUMNS = ("tax_code", "name", "commune", "reason", "taxed", "declared", "persons", "wages")


def employer_gaps(given: Given) -> ir.Table:
    """One row per employer (tax code) and reason.

    People are counted once per employer. A wage of the month is the mean of the year's taxed months; the wage for SI
    is wage and allowance of the payroll, added up over the jobs of a person with this employer.
    Without the employers nobody is called unregistered, without the payroll no headcount is compared.
    In:  `Given`. Out: tax_code, name, commune (as `Given` has it), reason (EmployerReason): string, taxed, declared: int64
         (people by tax and in the payroll), persons: int64 (how many are missing or below), wages: int64 (đồng a month
         that are missing; 0 where not known).
    """
    taxed, paid = _taxed(given), _paid(given)
    parts = (_unknown(given, taxed), _fewer(given, taxed, paid), _lower(given, taxed, paid))
    return ibis.union(*(part.select(*_COLUMNS) for part in parts))


def _taxed(given: Given) -> ir.Table:
    """One row per person and tax code: the taxed wage of the month. A row that stands there twice counts once."""
    rows = given.taxed.filter(given.taxed.income > 0)
    rows = rows.select("person", "employer_tax_code", "income", "months").distinct()
    once = rows.group_by("person", tax_code=rows.employer_tax_code).agg(
        income=rows.income.sum().cast("int64"), months=rows.months.max()
    )
    months = ibis.greatest(once.months, whole(1))
    wage = ((once.income - once.income % months) / months).round().cast("int64")
    return once.select("person", "tax_code", wage=wage)


def _paid(given: Given) -> ir.Table:
    """One row per person and tax code: the wage for compulsory SI."""
    rows = given.payroll.filter(given.payroll.si)
    firms = (
        given.employers.filter(given.employers.tax_code.notnull()).select("employer", "tax_code").distinct()
    )
    rows = rows.inner_join(firms, "employer")
    return rows.group_by("person", "tax_code").agg(declared=(rows.wage + rows.allowance).sum().cast("int64"))


def _unknown(given: Given, taxed: ir.Table) -> ir.Table:
    """Licensed and operating, with taxed wages, and no employer of SI: neither itself nor the firm it is a branch of."""
    known = given.employers.filter(given.employers.tax_code.notnull())
    known = known.select(office=known.tax_code.substr(0, _HEAD_OFFICE)).distinct()
    firms = given.businesses.filter(given.businesses.status == "operating")
    firms = firms.filter("employers" in given.delivered)
    firms = firms.group_by("tax_code").agg(name=firms.name.min(), commune=firms.commune.min())
    firms = firms.mutate(office=firms.tax_code.substr(0, _HEAD_OFFICE)).anti_join(known, "office")
    people = taxed.group_by("tax_code").agg(
        taxed=taxed.count().cast("int64"), wages=taxed.wage.sum().cast("int64")
    )
    joined = firms.inner_join(people, "tax_code")
    return joined.select(
        "tax_code", "name", "commune", "taxed", "wages", declared=whole(0), persons=joined.taxed,
        reason=ibis.literal(EmployerReason.EMPLOYER_WITHOUT_SI.value),
    )  # fmt: skip


def _fewer(given: Given, taxed: ir.Table, paid: ir.Table) -> ir.Table:
    joined = _headcounts(given, taxed, paid).filter("payroll" in given.delivered)
    gap = joined.taxed - joined.declared
    enough = (gap >= LEAST_PERSONS) & (gap * whole(_HUNDRED) >= joined.declared * whole(LEAST_SHARE))
    found = joined.mutate(persons=gap).filter(enough)
    return found.mutate(wages=whole(0), reason=ibis.literal(EmployerReason.HEADCOUNT_GAP.value))


def _lower(given: Given, taxed: ir.Table, paid: ir.Table) -> ir.Table:
    both = taxed.inner_join(paid, ["person", "tax_code"])
    low = both.filter(both.declared * whole(_HUNDRED) < both.wage * whole(LEAST_WAGE))
    below = low.group_by("tax_code").agg(
        persons=low.count().cast("int64"), wages=(low.wage - low.declared).sum().cast("int64")
    )
    found = _headcounts(given, taxed, paid).inner_join(below, "tax_code")
    return found.mutate(reason=ibis.literal(EmployerReason.WAGE_GAP.value))


def _headcounts(given: Given, taxed: ir.Table, paid: ir.Table) -> ir.Table:
    """One row per tax code that is registered for SI: name, commune, people by tax and in the payroll."""
    firms = given.employers.filter(given.employers.tax_code.notnull())
    firms = firms.group_by("tax_code").agg(
        name=firms.name.argmin(firms.employer), commune=firms.commune.argmin(firms.employer)
    )
    by_tax = taxed.group_by("tax_code").agg(taxed=taxed.count().cast("int64"))
    by_si = paid.group_by("tax_code").agg(declared=paid.count().cast("int64"))
    joined = firms.left_join(by_tax, "tax_code").drop("tax_code_right")
    joined = joined.left_join(by_si, "tax_code").drop("tax_code_right")
    return joined.mutate(taxed=joined.taxed.fill_null(whole(0)), declared=joined.declared.fill_null(whole(0)))
