"""What does voluntary SI cost at a chosen income, who pays which part, and which pension might it lead to?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from ansinh import law
from ansinh.base import figures
from ansinh.base.errors import InvalidValue, NotYetKnown
from ansinh.base.months import Month
from ansinh.law.benefits.wages import Kind, Stretch
from ansinh.law.parameters.benefits import Sex
from ansinh.law.parameters.voluntary import Group
from ansinh.portal.queries.answers import (
    Answer,
    Line,
    Statement,
    Table,
    Working,
    about,
    line,
    line_of_step,
    statement,
    working,
)

YEAR = 12
"""Months; modes of more than a year are years ahead."""


@dataclass(frozen=True)
class Outlook:
    """What the pension might be, or why none can be said."""

    sentence: str
    table: Table | None
    statements: tuple[Statement, ...]
    workings: tuple[Working, ...]


def voluntary(
    *,
    on: dt.date,
    income: int,
    groups: tuple[Group, ...],
    months: int,
    supported_before: int,
    monthly_return: Decimal | None,
    sex: Sex,
    born: Month,
    paid_months: int,
    paid_income: int | None,
) -> Answer:
    """The payment on `on` for `months` months at `income`, and the pension under today's law if one goes on like that.

    `born`: month of birth; `paid_months` before this one, on an average of `paid_income`. Raises: Misfit, NotYetKnown.
    """
    told = {"income": income, "groups": groups, "supported_before": supported_before, "on": on}
    paid, lines = _payment(months, monthly_return, told)
    outlook = _outlook_or_why(on, sex, born, income, paid_months, paid_income or income)
    said = {
        "day": figures.day(on),
        "months": months,
        "own": figures.number(paid.result.own),
        "state": figures.number(paid.result.state),
    }
    sentence = _(
        "Paid on %(day)s for %(months)s months: you pay %(own)s đồng, the State supports %(state)s đồng."
    )
    table = Table(_("What is paid now"), _("What"), (_("Figure"),), lines)
    return Answer(
        on,
        " ".join((sentence % said, outlook.sentence)).strip(),
        (table, outlook.table) if outlook.table else (table,),
        _assumptions(),
        outlook.statements,
        (working(_("Payment"), paid), *outlook.workings),
    )


def _payment(
    months: int, monthly_return: Decimal | None, told: dict
) -> tuple[law.Explained, tuple[Line, ...]]:
    with about("income"):
        paid = law.explain("voluntary.payment", months=min(months, YEAR), **told)
    if months > YEAR:
        with about("monthly_return"):
            paid = law.explain(
                "voluntary.years_ahead", years=months // YEAR, monthly_return=monthly_return, **told
            )
    others = {name: value for name, value in told.items() if name != "income"}
    support = law.explain("voluntary.support", months=months, **others)
    of = paid.result
    lines = (
        line(_("Contribution, đồng"), figures.number(of.total), of=paid, less=support.sources),
        line(_("State support, đồng"), figures.number(of.state), of=support),
        line_of_step(_("You pay, đồng"), figures.number(of.own), of=paid, number="own"),
    )
    if months > YEAR:
        return paid, lines
    due = law.explain("voluntary.due_day", since=Month.of(told["on"]), months=months, on=told["on"])
    return paid, (*lines, line(_("Pay by"), figures.day(due.result), of=due))


def _outlook_or_why(
    on: dt.date, sex: Sex, born: Month, income: int, paid_months: int, paid_income: int
) -> Outlook:
    """The outlook; where the retirement age itself is not known, that is said."""
    try:
        return _outlook(on, sex, born, _history(on, sex, born, income, paid_months, paid_income))
    except NotYetKnown as unknown:
        return Outlook("", None, (statement(unknown),), ())


def _history(
    on: dt.date, sex: Sex, born: Month, income: int, paid_months: int, paid_income: int
) -> tuple[Stretch, ...]:
    """The months paid, as the last ones in a row, and those to come up to the retirement age."""
    now = Month.of(on)
    history = []
    if paid_months:
        history.append(Stretch(now - paid_months, now - 1, paid_income, Kind.VOLUNTARY))
    with about("born"):
        start = law.explain("retirement.age", born=born.first_day, sex=sex, on=on).result.pension_from
    if start > now:
        history.append(Stretch(now, start - 1, income, Kind.VOLUNTARY))
    return tuple(history)


def _outlook(on: dt.date, sex: Sex, born: Month, history: tuple[Stretch, ...]) -> Outlook:
    age = law.explain("retirement.age", born=born.first_day, sex=sex, on=on)
    months = sum(stretch.months for stretch in history)
    years, odd = divmod(age.result.age_months, YEAR)
    lines = [
        line(
            _("Pension from"),
            _("%(month)s (at %(years)s years %(odd)s months)")
            % {"month": figures.month(age.result.pension_from), "years": years, "odd": odd},
            of=age,
        ),
        Line(_("Months paid by then"), (figures.number(months),)),
    ]
    caption = _("Pension outlook: an illustration under the law of %(day)s") % {"day": figures.day(on)}
    workings = [working(_("Retirement age"), age)]
    try:
        rate = law.explain("pension.rate", sex=sex, months=months, on=on)
        pension = law.explain("pension.amount", sex=sex, history=history, on=on)
    except (InvalidValue, NotYetKnown) as error:
        table = Table(caption, _("What"), (_("Figure"),), tuple(lines))
        return Outlook("", table, (statement(error),), tuple(workings))
    of = pension.result
    percent = figures.percent(Decimal(of.rate) / 1000)
    lines += [
        line(_("Pension rate"), percent, of=rate),
        line_of_step(
            _("Average income counted, đồng"), figures.number(of.average), of=pension, number="factor"
        ),
        line_of_step(_("Pension a month, đồng"), figures.number(of.monthly), of=pension, number="rate"),
    ]
    sentence = _("Going on like that until %(month)s leads to a pension of about %(monthly)s đồng a month under today's law.") % {
        "month": figures.month(age.result.pension_from), "monthly": figures.number(of.monthly),
    }  # fmt: skip
    workings.append(working(_("Pension"), pension))
    return Outlook(sentence, Table(caption, _("What"), (_("Figure"),), tuple(lines)), (), tuple(workings))


def _assumptions() -> tuple[str, ...]:
    return (
        _("The outlook takes today's law, levels and coefficients as they are, the same income each month until the retirement age, and no gap."),
        _("The months paid so far are taken as the last ones in a row, as voluntary SI on the average that you gave (else on the chosen income)."),
        _("What the province or a donor adds; increases of pensions and of the lowest income to come."),
        _("The HI card, survivors' and funeral benefits that come with a pension."),
    )  # fmt: skip
