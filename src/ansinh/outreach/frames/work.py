"""Who works, who is in which branch of social insurance, who was within the last year, and who draws a pension?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.law.parameters import levels
from ansinh.outreach.frames.given import Given
from ansinh.outreach.frames.participation import BRANCHES
from ansinh.outreach.frames.persons import in_force
from ansinh.registers.amounts import key_of, whole

MONTHLY_BENEFITS = ("pension", "disability", "survivor", "work_accident")
"""Monthly benefits of social insurance: who draws one may not join voluntary SI. Law: 41/2024/QH15 art. 2.4."""
_MONTH_NUMBER = 5
"""A month as year × 12 + month has five digits."""
_TRIAL, _PART_TIME = "trial", "part_time"


def paid(given: Given) -> ir.Table:
    """One row per person of an employer's payroll. Out: person, paid_si, paid_ui: bool: whether the employer pays for it."""
    rows = given.payroll.filter(given.payroll.person.notnull())
    return rows.group_by("person").agg(paid_si=rows.si.any(), paid_ui=rows.ui.any())


def left(given: Given) -> ir.Table:
    """One row per person who was in a branch at some month end of the twelve before and is not on T.

    The person behind an earlier row is found by its SI number among today's participants, else by its personal ID among
    the residents.
    Out: person, last_si_compulsory, last_si_voluntary, last_ui: int64 (year × 12 + month, NULL: was not in it, or is
         still), last_employer: string.
    """
    rows = given.earlier.filter(given.earlier.si_compulsory | given.earlier.si_voluntary | given.earlier.ui)
    today = _by_number(given.participants.semi_join(rows, "si_number"))
    found = rows.left_join(today, rows.si_number == today.number)
    gone = found.filter(
        _any([found[branch] & ~found[f"now_{branch}"].fill_null(False) for branch in BRANCHES])
    )
    gone = gone.select(*rows.columns, "owner")
    residents = given.residents.semi_join(gone.filter(gone.personal_id.notnull()), "personal_id")
    holders = residents.group_by("personal_id").agg(holder=residents.person.min())
    traced = gone.left_join(holders, gone.personal_id == holders.personal_id)
    traced = traced.select(*gone.columns, "holder").mutate(person=ibis.coalesce(ibis._.owner, ibis._.holder))
    traced = traced.filter(traced.person.notnull())
    last = {f"last_{branch}": traced.month.max(where=traced[branch]) for branch in BRANCHES}
    dated = (traced.month.cast("string") + traced.employer).max(where=traced.si_compulsory)
    return traced.group_by("person").agg(**last, last_employer=dated.substr(_MONTH_NUMBER).nullif(""))


def _by_number(rows: ir.Table) -> ir.Table:
    """Today's branches of each SI number, and whose it is. A number listed twice is in what either row says."""
    return rows.group_by(number=rows.si_number).agg(
        owner=rows.person.min(), **{f"now_{branch}": rows[branch].any() for branch in BRANCHES}
    )


def benefits(given: Given) -> ir.Table:
    """One row per person with a monthly benefit of SI on T. Out: person, pension, monthly_benefit: bool."""
    rows = in_force(given.beneficiaries.filter(given.beneficiaries.person.notnull()), given.on)
    return rows.group_by("person").agg(
        pension=(rows.benefit == "pension").any(), monthly_benefit=rows.benefit.isin(MONTHLY_BENEFITS).any()
    )


def declared(given: Given) -> ir.Table:
    """One row per person whom an employer declares as working on T and who must be in compulsory SI.

    A separate contract for a trial, and part-time work below the lowest wage for SI, are outside (158/2025/NĐ-CP
    art. 3.5; 41/2024/QH15 art. 2.1.l).
    Out: person, declared_by: string (employer code, else tax code), contract: string, declared_since: date,
         declared_wage: int64 (đồng), declared_tax_code: string. Of several jobs, the best paid.
    """
    rows = given.declared.filter(given.declared.person.notnull())
    rows = rows.filter(rows.since <= ibis.literal(given.on, "date"))
    least = whole(levels.base_salary.on(given.on))
    outside = (rows.contract == _TRIAL) | ((rows.contract == _PART_TIME) & (rows.wage < least))
    return best(
        rows.filter(~outside), ["wage", "employer_tax_code", "since", "contract", "employer"],
        declared_by=lambda row: ibis.coalesce(row.employer.nullif(""), row.employer_tax_code),
        contract=lambda row: row.contract, declared_since=lambda row: row.since,
        declared_wage=lambda row: row.wage, declared_tax_code=lambda row: row.employer_tax_code,
    )  # fmt: skip


def taxed(given: Given) -> ir.Table:
    """One row per person with a taxed wage of the month. Of several payers, the one who paid most.

    Out: person, taxed_by: string (tax code), income, income_months: int64.
    """
    rows = given.taxed.filter(given.taxed.person.notnull())
    return best(
        rows, ["income", "employer_tax_code", "months"],
        taxed_by=lambda row: row.employer_tax_code, income=lambda row: row.income,
        income_months=lambda row: row.months,
    )  # fmt: skip


def best(rows: ir.Table, by: list[str], **columns) -> ir.Table:
    """One row per person: the largest by the columns `by`, in their order; they name every column that is read."""
    order = ibis.window(group_by=rows.person, order_by=[ibis.desc(rows[one]) for one in by])
    first = rows.mutate(_place=ibis.row_number().over(order)).filter(ibis._._place == 0)
    return first.select("person", **{name: made(first) for name, made in columns.items()})


def month_before(given: Given, months: int) -> ir.IntegerScalar:
    """The number (year × 12 + month) of the month `months` before the one asked about."""
    return whole(key_of((given.month - months).first_day))


def _any(conditions: list[ir.BooleanValue]) -> ir.BooleanValue:
    found = conditions[0]
    for one in conditions[1:]:
        found = found | one
    return found
