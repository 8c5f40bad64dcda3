"""How do linked registers become what the search for the missing reads?"""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ansinh.base.months import Month
from ansinh.matching.frames.standard.dates import with_births
from ansinh.outreach.frames.given import Given
from ansinh.registers import schemas
from ansinh.registers.amounts import key_of, whole

LINKED = (
    "population", "participants", "hi_cards", "students", "beneficiaries", "insured_elsewhere", "payroll",
    "tax_incomes", "labour_use",
)  # fmt: skip
"""Registers whose rows must say `person`."""
READ = {
    "population": (
        "place", "household", "full_name", "birth_date", "sex", "personal_id", "status",
    ),
    "participants": (
        "si_number", "personal_id", "place", "full_name", "birth_date", "sex", "si_compulsory", "si_voluntary", "ui",
        "hi", "hi_group", "hi_since", "hi_until",
    ),
    "hi_cards": ("hi_group", "since", "until"),
    "students": ("school", "grade"),
    "beneficiaries": ("benefit", "since", "until"),
    "insured_elsewhere": ("by", "since", "until"),
    "payroll": ("employer", "si", "hi", "ui", "wage", "allowance"),
    "tax_incomes": ("personal_id", "full_name", "employer_tax_code", "income", "months"),
    "labour_use": ("employer_tax_code", "employer", "contract", "since", "wage"),
}  # fmt: skip
"""What is read of each linked register, beside `person`."""
_PERSONS = ("participants", "population")
_FLAGS = ("si_compulsory", "si_voluntary", "ui")
_JANUARY = 1


def prepared(
    month: Month,
    rows: Mapping[str, ir.Table],
    *,
    doubtful: ir.Table | None = None,
    links: ir.Table | None = None,
    participants_before: Mapping[Month, ir.Table] | None = None,
    population_before: Mapping[Month, ir.Table] | None = None,
    taxed_before: ir.Table | None = None,
    months_late: int = 0,
) -> Given:
    """The registers of a month as `Given`.

    In:  rows: register → its rows as delivered; those in `LINKED` with `person`, participants and population also with
         `place` (today's hamlet, as of `registers.places.placed`). doubtful: person, other. links: person, probability
         (int64 per 100,000). Of the months before: the registers as delivered, with no person; `taxed_before` the
         tax authority's of the month before in the same year. A register that is not there was not delivered.
    """

    def there(register: str, *more: str) -> ir.Table:
        found = rows.get(register)
        return _nothing(register) if found is None else found

    return Given(
        month=month,
        delivered=frozenset(rows),
        residents=_residents(there("population"), month),
        participants=there("participants"),
        earlier=_earlier(participants_before or {}),
        arrivals=_arrivals(there("population"), there("students"), population_before or {}, month),
        taken_off=_taken_off(there("population"), there("participants"), participants_before or {}),
        cards=there("hi_cards").select("person", "hi_group", "since", "until"),
        students=there("students").select("person", "school", "grade"),
        households=there("households"),
        beneficiaries=there("beneficiaries").select("person", "benefit", "since", "until"),
        elsewhere=there("insured_elsewhere").select("person", "by", "since", "until"),
        payroll=there("payroll"),
        taxed=_taxed(there("tax_incomes"), taxed_before, month),
        declared=there("labour_use"),
        employers=there("employers"),
        businesses=there("business_registrations"),
        outcomes=there("outcomes"),
        doubtful=_table({"person": pa.string(), "other": pa.string()}) if doubtful is None else doubtful,
        links=_table({"person": pa.string(), "probability": pa.int64()}) if links is None else links,
        months_late=months_late,
    )


def _nothing(register: str) -> ir.Table:
    """No rows, with the columns the register would have."""
    columns = {field.name: field.type for field in schemas.register(register).arrow()}
    if register in LINKED:
        columns |= {"person": pa.string()}
    if register in _PERSONS:
        columns |= {"place": pa.string()}
    return _table(columns)


def _table(columns: Mapping[str, pa.DataType]) -> ir.Table:
    return ibis.memtable(pa.schema(list(columns.items())).empty_table())


def _residents(population: ir.Table, month: Month) -> ir.Table:
    births = with_births(population.select("birth_date").distinct(), month.last_day)
    births = births.select("birth_date", "birth", "birth_year")
    rows = population.select(
        "person", "place", "household", "full_name", "birth_date", "sex", "personal_id", "status"
    )
    return rows.left_join(births, "birth_date").drop("birth_date_right")


def _earlier(before: Mapping[Month, ir.Table]) -> ir.Table:
    """Who was in SI or UI at the ends of the months before: only rows that say so."""
    columns = {"si_number": pa.string(), "personal_id": pa.string(), "month": pa.int64()}
    columns |= dict.fromkeys(_FLAGS, pa.bool_()) | {"employer": pa.string()}
    if not before:
        return _table(columns)
    parts = []
    for month, rows in before.items():
        some = rows.filter(rows.si_compulsory | rows.si_voluntary | rows.ui)
        parts.append(some.mutate(month=whole(key_of(month.first_day))).select(*columns))
    return ibis.union(*parts)


def _taken_off(population: ir.Table, participants: ir.Table, before: Mapping[Month, ir.Table]) -> ir.Table:
    """Residents who stood in the participants' register under their personal ID and stand there no more.

    That register keeps who stops paying; it takes off who died or left, often before the population register does.
    """
    if not before:
        return _table({"person": pa.string()})
    known = population.filter(population.personal_id.notnull() & population.person.notnull())
    unlisted = known.select("person", "personal_id").anti_join(participants, "person").distinct()
    parts = [rows.select("personal_id").semi_join(unlisted, "personal_id") for rows in before.values()]
    was = ibis.union(*parts).distinct()
    return unlisted.semi_join(was, "personal_id").select("person").distinct()


def _arrivals(
    population: ir.Table, students: ir.Table, before: Mapping[Month, ir.Table], month: Month
) -> ir.Table:
    """The month in which each pupil or student first stands in the population register, of those who came since the
    first month there is. They are found by their personal ID; without one nobody is called new.
    """
    if not before:
        return _table({"person": pa.string(), "month": pa.int64()})
    numbers = population.filter(population.personal_id.notnull()).semi_join(students, "person")
    numbers = numbers.select("person", "personal_id").distinct()
    parts = [
        rows.select("personal_id")
        .semi_join(numbers, "personal_id")
        .mutate(month=whole(key_of(one.first_day)))
        for one, rows in sorted({**before, month: population}.items())
    ]
    seen = ibis.union(*parts).group_by("personal_id").agg(month=ibis._.month.min())
    came = seen.filter(seen.month > whole(key_of(min(before).first_day)))
    found = numbers.inner_join(came, "personal_id")
    return found.group_by("person").agg(month=found.month.min())


def _taxed(rows: ir.Table, before: ir.Table | None, month: Month) -> ir.Table:
    """Who was paid a wage this month: the register adds up since January, so a sum that has not grown tells of none."""
    paid = rows.filter((rows.income > 0) & (rows.months > 0))
    same = ["personal_id", "full_name", "employer_tax_code", "income"]
    if before is not None and month.month != _JANUARY:
        paid = paid.anti_join(before.select(*same).distinct(), same)
    return paid.select("person", "employer_tax_code", "income", "months")
