"""How much UI benefit does a person get who lost the job, for how long and from which day?"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from ansinh import law
from ansinh.base import figures
from ansinh.base.errors import NotYetKnown
from ansinh.law.parameters.levels import Zone
from ansinh.portal.queries.answers import (
    Answer,
    Statement,
    Table,
    about,
    line,
    line_of_step,
    statement,
    working,
)


def unemployment(*, on: dt.date, average: int, months: int, zone: Zone, filed_on: dt.date) -> Answer:
    """The benefit of a person whose work ended on `on` and who files on `filed_on`. Raises: Misfit, NotYetKnown."""
    with about("months"):
        of = law.explain("unemployment.benefit", average=average, months=months, zone=zone, on=on)
    start, statements = _start(on, filed_on)
    benefit = of.result
    said = {
        "monthly": figures.number(benefit.monthly),
        "months": benefit.months,
        "total": figures.number(benefit.total),
    }
    lines = [
        line_of_step(_("Benefit a month, đồng"), said["monthly"], of=of, number="multiple"),
        line_of_step(_("Months of benefit"), figures.number(benefit.months), of=of, number="months"),
        line_of_step(_("In all, đồng"), said["total"], of=of, number="total"),
        line_of_step(_("File by"), figures.day(benefit.file_by), of=of, number="day"),
    ]
    sentence = _("UI benefit: %(monthly)s đồng a month for %(months)s months, %(total)s đồng in all.")
    workings = [working(_("Benefit"), of)]
    if start:
        said["first"] = figures.day(start.result)
        lines.append(line(_("Paid from"), said["first"], of=start))
        sentence = _(
            "UI benefit: %(monthly)s đồng a month for %(months)s months, from %(first)s; %(total)s đồng in all."
        )
        workings.append(working(_("First day"), start))
    return Answer(
        on,
        sentence % said,
        (Table(_("What is paid, and when"), _("What"), (_("Figure"),), tuple(lines)),),
        (
            _("Whether the months were paid within the time looked at before the job ended, and the other conditions: the employment office checks them."),
            _("Months kept from an earlier benefit; the months are counted as never used."),
            _("Public holidays: each one on a working day moves the first day by a day."),
            _("The benefit is stopped by a new job, a pension or not reporting; HI is paid for while it runs."),
        ),
        statements,
        tuple(workings),
    )  # fmt: skip


def _start(ended_on: dt.date, filed_on: dt.date) -> tuple[law.Explained | None, tuple[Statement, ...]]:
    """The first day paid; a statement where the law of that day is not known."""
    try:
        with about("filed_on"):
            return law.explain("unemployment.first_day", ended_on=ended_on, on=filed_on), ()
    except NotYetKnown as unknown:
        return None, (statement(unknown),)
