"""Which registers does the search for the missing read, and what must stand in them?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import ibis.expr.types as ir

from ansinh.base.months import Month

MONTHS_BACK = 12
"""So far back reach the registers of leavers, of student cover and of visits."""


@dataclass(frozen=True)
class Given:
    """The registers of one month, as linked: every row with `person` (string; NULL: could be nobody's or anybody's).

    residents     population: person, place, household, full_name, birth_date, sex, personal_id, birth: date (NULL where
                  only the year is known), birth_year: int64, status
    participants  person, si_number, personal_id, place, si_compulsory, si_voluntary, ui, hi, hi_group, hi_since,
                  hi_until, full_name, birth_date, sex; without HI the dates are those of the last card, if any
    earlier       participants of the twelve months before: si_number, personal_id, month (int64, year × 12 + month),
                  si_compulsory, si_voluntary, ui, employer
    arrivals      whom the population register lists since a month within the last twelve: person, month (int64)
    taken_off     residents whom the participants' register listed within the last twelve months and lists no more:
                  person
    cards         hi_cards: person, hi_group, since, until
    students      person, school, grade
    households    household, kind, ethnic_minority, area
    beneficiaries person, benefit, since, until
    elsewhere     insured_elsewhere: person, by, since, until
    payroll       person, employer, si, hi, ui, wage, allowance
    taxed         tax_incomes with a wage of the month: person, employer_tax_code, income, months
    declared      labour_use: person, employer_tax_code, employer, contract, since, wage
    employers     employer, tax_code, name, commune, status, wage_zone
    businesses    business_registrations: tax_code, name, commune, status
    outcomes      person, reason, outcome, recorded_on
    doubtful      pairs of persons who may be one: person, other
    links         the weakest link of a person, where it is not certain: person, probability (int64 per 100,000)

    A register that was not delivered is an empty table; `delivered` names those that were. `months_late`: by how many
    months the older of population and cards is behind the month.
    """

    month: Month
    delivered: frozenset[str]
    residents: ir.Table
    participants: ir.Table
    earlier: ir.Table
    arrivals: ir.Table
    taken_off: ir.Table
    cards: ir.Table
    students: ir.Table
    households: ir.Table
    beneficiaries: ir.Table
    elsewhere: ir.Table
    payroll: ir.Table
    taxed: ir.Table
    declared: ir.Table
    employers: ir.Table
    businesses: ir.Table
    outcomes: ir.Table
    doubtful: ir.Table
    links: ir.Table
    months_late: int = 0

    @property
    def on(self) -> dt.date:
        """The day asked about: the month's last."""
        return self.month.last_day
