"""May SI be taken out once, how much would it be, and what would waiting for the pension give?"""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from ansinh import law
from ansinh.base import figures
from ansinh.base.months import Month
from ansinh.law.benefits.oneoff import Reason
from ansinh.law.benefits.wages import Stretch
from ansinh.law.parameters.benefits import Sex
from ansinh.portal.queries.answers import (
    Answer,
    Line,
    Statement,
    Table,
    about,
    articles,
    line,
    line_of_step,
    mark,
    working,
)


def oneoff(
    *, on: dt.date, sex: Sex, born: Month, history: tuple[Stretch, ...], reason: Reason, state_support: int
) -> Answer:
    """The lump sum settled on `on` against the pension with the months held (15 years if less), at today's level.

    Raises: Misfit, NotYetKnown.
    """
    with about("history"):
        once = law.explain(
            "oneoff.amount", history=history, state_support=state_support, reason=reason, on=on
        )
    with about("born"):
        compared = law.explain(
            "oneoff.comparison",
            history=history, sex=sex, born=born.first_day, state_support=state_support, on=on,
        )  # fmt: skip
    months = sum(stretch.months for stretch in history)
    last, first = max(s.until for s in history), min(s.since for s in history)
    may = law.explain(
        "oneoff.entitlement",
        reason=reason, months=months, first_month=first, out_months=max(0, Month.of(on) - last - 1), on=on,
    )  # fmt: skip
    return Answer(
        on,
        _sentence(may.result.may, once.result, compared.result),
        (
            Table(_("Taken out once"), _("What"), (_("Figure"),), _once(months, may, once)),
            Table(
                _("Waiting for the pension"),
                _("What"),
                (_("Figure"),),
                _waiting(months, once.result, compared),
            ),
        ),
        _assumptions(),
        tuple(
            Statement(_("Not met: %(what)s.") % {"what": what}, articles(may.steps[-1].law))
            for what in may.result.missing
        ),
        (
            working(_("May it be taken out?"), may),
            working(_("Taken out once"), once),
            working(_("Waiting for the pension"), compared),
        ),
    )


def _once(months: int, may: law.Explained, once: law.Explained) -> tuple[Line, ...]:
    return (
        line(_("May it be taken out on this day?"), _("yes") if may.result.may else _("not yet"), of=may),
        Line(_("Months paid"), (figures.number(months),)),
        Line(
            _("Taken out once, đồng"),
            (figures.number(once.result),),
            articles(dict.fromkeys(step.law for step in once.steps[-2:] if step.law)),
            mark(once.confidence),
        ),
    )


def _waiting(months: int, once: int, compared: law.Explained) -> tuple[Line, ...]:
    of = compared.result
    lines = []
    if of.missing_months:
        lines.append(
            line_of_step(
                _("Months missing to a pension"),
                figures.number(of.missing_months),
                of=compared,
                number="missing",
            )
        )
    lines += [
        line_of_step(_("Pension from"), figures.month(of.pension_from), of=compared, number="since"),
        line_of_step(
            _("Pension a month at today's level, đồng"),
            figures.number(of.monthly),
            of=compared,
            number="monthly",
        ),
    ]
    if once == of.once and of.even_after_months:
        label = _("More than the sum taken out after, months of pension")
        lines.append(line_of_step(label, figures.number(of.even_after_months), of=compared, number="even"))
    return tuple(lines)


def _sentence(may: bool, once: int, compared) -> str:
    said = {
        "once": figures.number(once),
        "month": figures.month(compared.pension_from),
        "monthly": figures.number(compared.monthly),
        "even": compared.even_after_months,
    }
    if may:
        first = _("Taken out now, SI gives %(once)s đồng once.")
    else:
        first = _("SI may not be taken out on this day for this reason; it would be %(once)s đồng once.")
    if compared.missing_months:
        second = _(
            "Kept and paid up to the least time, it gives about %(monthly)s đồng every month from %(month)s."
        )
    else:
        second = _("Kept, it gives about %(monthly)s đồng every month from %(month)s.")
    return f"{first % said} {second % said}"


def _assumptions() -> tuple[str, ...]:
    return (
        _("This is an illustration, not a decision: the SI office settles by the SI book and the papers of the reason."),
        _("Missing months are taken at the average so far; what they cost is not deducted. Today's law, levels and coefficients are left as they are."),
        _("The months since the last one paid are taken as months out of SI."),
        _("Who waits keeps the HI card of pensioners, survivors' and funeral benefits, and may pay the missing months; who takes the sum out loses all the months."),
    )  # fmt: skip
