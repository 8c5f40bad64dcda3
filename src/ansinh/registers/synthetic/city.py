"""How is a whole demonstration city made, of any size, from a seed?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa

from ansinh.base.months import Month
from ansinh.registers.synthetic import (
    dossiers,
    figures,
    insured,
    labour,
    money,
    network,
    numbers,
    offices,
    prices,
    reasons,
    reported,
    sheets,
    stretch,
    tables,
    targets,
    truth,
)
from ansinh.registers.synthetic.employers import Employers, employers
from ansinh.registers.synthetic.fates import fates
from ansinh.registers.synthetic.figures import Totals
from ansinh.registers.synthetic.files import Files
from ansinh.registers.synthetic.lives import Lives, Standing
from ansinh.registers.synthetic.names import Names
from ansinh.registers.synthetic.people import hamlet_of_each, people
from ansinh.registers.synthetic.places import Places, places
from ansinh.registers.synthetic.plan import Plan

STRETCH = 200_000
"""People made at a time: memory does not grow with the city."""
_OF_PERSONS = (
    "participants", "population", "students", "payroll", "tax_incomes", "hi_cards", "beneficiaries", "labour_use",
    "insured_elsewhere",
)  # fmt: skip
SINCE, UNTIL = Month(2024, 11), Month(2026, 10)
"""The months of the demonstration."""
Progress = Callable[[int, int], None]


def generate(
    out: Path,
    *,
    persons: int = 60_000,
    seed: int = 92,
    since: Month = SINCE,
    until: Month = UNTIL,
    province: str = "92",
    progress: Progress | None = None,
) -> Path:
    """Write a demonstration city to `out`: deliveries, the truth about them, network and targets.

    `persons` counts everybody who ever lives there in these months. `progress(done, total)` is called
    as months are written. The same arguments give the same bytes. Returns `out`.
    """
    plan = Plan(Path(out), persons, seed, since, until, province)
    where = places(province, plan.rng(1))
    firms = employers(plan.rng(2), where, persons, plan.first, len(plan.months))
    totals = Totals.empty(len(plan.months), len(where.hamlets), len(firms))
    files = Files(plan.out)
    try:
        gaps = reasons.Gaps.empty(len(firms))
        for done, report in enumerate(_written(plan, where, firms, files, gaps)):
            totals.add(report)
            if progress:
                progress(done + 1, len(plan.months) * _stretches(persons))
        offices.deliver(plan, where, firms, totals, files)
        reported.deliver(plan, where, totals, files)
        dossiers.deliver(plan, where, files)
        files.tell(
            f"employer_reasons/{plan.until}",
            truth.employer_reasons(firms, gaps, plan.first + len(plan.months) - 1),
        )
    finally:
        files.close()
    targets.write(plan, where, totals)
    network.write(plan, where)
    sheets.write(plan)
    return plan.out


def _stretches(persons: int) -> int:
    return max(1, -(-persons // STRETCH))


def _written(
    plan: Plan, where: Places, firms: Employers, files: Files, gaps: reasons.Gaps
) -> Iterator[figures.Report]:
    """Write stretch after stretch, two months at a time; say what was written, in order."""
    hamlets = hamlet_of_each(where, plan.persons)
    names, ids, household = Names(), numbers.PersonalIds(), 0
    schools = network.schools(where)
    offsets = dict.fromkeys(_OF_PERSONS, 0)
    with ThreadPoolExecutor(2) as pool:
        for place, start in enumerate(range(0, plan.persons, STRETCH)):
            rng = plan.rng(3, place)
            crowd = people(
                rng, names, ids, hamlets=hamlets[start : start + STRETCH], first_person=start,
                first_household=household, since=plan.since, months=len(plan.months),
            )  # fmt: skip
            household += crowd.households
            ends = fates(rng, crowd, where, plan.first, len(plan.months))
            city = stretch.stretch(rng, crowd, ends, where, firms, plan.first, len(plan.months))
            jobs, now = [], None
            for now in Lives(rng, crowd, ends, where, firms).months(plan.first, len(plan.months)):
                jobs.append(pool.submit(_write_month, city, now, schools, files))
            reports = [job.result() for job in jobs]
            yield from reports
            _tell(plan, city, reports, offsets, files)
            _tell_reasons(plan, city, now, files)
            gaps.add(city, now)


def _write_month(city: stretch.Stretch, now: Standing, schools: list[str], files: Files) -> figures.Report:
    month = prices.month_of(now.month)
    made = {
        "participants": tables.participants(city, now),
        "population": tables.population(city, now),
        "households": tables.households(city, now),
        "students": tables.students(city, now, schools),
        "payroll": money.payroll(city, now),
        "receipts": money.receipts(city, now),
        "tax_incomes": money.tax_incomes(city, now),
        "hi_cards": insured.hi_cards(city, now),
        "beneficiaries": insured.beneficiaries(city, now),
        "labour_use": labour.labour_use(city, now),
        "insured_elsewhere": insured.insured_elsewhere(city, now),
    }
    for register, (table, _) in made.items():
        files.deliver(register, month, table)
    files.tell(f"membership/{month}", truth.membership(city, now))
    return figures.report(city, now, {name: rows for name, (_, rows) in made.items()}, made)


def _tell(
    plan: Plan, city: stretch.Stretch, reports: list[figures.Report], offsets: dict[str, int], files: Files
) -> None:
    """The truth about one stretch: persons, errors, and whose the rows of the last month are."""
    files.tell("persons", truth.persons(city))
    appeared = {}
    for register in _OF_PERSONS:
        seen = np.zeros(len(city.people), bool)
        for report in reports:
            seen[report.rows[register]] = True
        appeared[register] = seen
    last = plan.first + len(plan.months) - 1
    stale = {report.month: report.stale for report in reports}
    files.tell("errors", pa.concat_tables(truth.errors(city, plan.first, last, appeared, stale)))
    for register in _OF_PERSONS:
        whose = city.people.person[reports[-1].rows[register]]
        files.tell("rows", truth.rows(register, offsets[register], whose))
        offsets[register] += len(whose)


def _tell_reasons(plan: Plan, city: stretch.Stretch, now: Standing, files: Files) -> None:
    """Who should be on which list at the end of the last month, and what is known of them for groups."""
    files.tell(f"reasons/{plan.until}", truth.reasons_of(city, reasons.facts(city, now)))
    files.tell(f"attributes/{plan.until}", truth.attributes(city, now))
