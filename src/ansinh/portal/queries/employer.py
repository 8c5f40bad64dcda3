"""What does an employer owe for a month, fund by fund, and what is added for paying late?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ansinh import law
from ansinh.base import figures
from ansinh.base.errors import NotYetKnown
from ansinh.base.months import Month, span
from ansinh.law.arrears.interest import Debt, OldDebts
from ansinh.law.compulsory.terms import Contributions, Fund, Payer
from ansinh.law.parameters.levels import Zone
from ansinh.portal.queries.answers import (
    Answer,
    Line,
    Statement,
    Table,
    about,
    articles,
    mark,
    statement,
    working,
)


@dataclass(frozen=True)
class Wages:
    """So many people with the same contribution wage, in đồng a month."""

    count: int
    wage: int


@dataclass(frozen=True)
class Late:
    """One unpaid month: when it was due, how much, and what is added by the day."""

    month: Month
    due: law.Explained
    amount: int
    added: tuple[law.Explained, ...]

    @property
    def days(self) -> int:
        return max(of.result.days_late for of in self.added)

    @property
    def interest(self) -> int:
        return sum(of.result.total for of in self.added)


def employer(
    *,
    on: dt.date,
    month: Month,
    wages: tuple[Wages, ...],
    payer: Payer,
    zone: Zone,
    unpaid_since: Month | None,
    old_debts: OldDebts,
) -> Answer:
    """The contributions of `month`, and for every month from `unpaid_since` what is added up to `on`.

    Raises: Misfit, NotYetKnown for contributions of a day before the kind of payer was covered.
    """
    explained = _explained(wages, payer, zone, month)
    bill = _bill(explained)
    people = sum(one.count for one in wages)
    late, statements = _late(unpaid_since, month, wages, payer, zone, old_debts, on)
    tables = [_funds(month, explained, bill)]
    if late:
        tables.append(_interest(late, on))
    first = explained[0][1]
    title = _("One person at a wage of %(wage)s đồng") % {"wage": figures.number(explained[0][0].wage)}
    return Answer(
        on,
        _sentence(month, people, bill, late, on),
        tuple(tables),
        _assumptions(),
        statements,
        (
            working(title, first),
            *(working(_("Interest on %(month)s") % {"month": figures.month(one.month)}, of) for one in late[:1] for of in one.added[:1]),
        ),
    )  # fmt: skip


def _explained(
    wages: Iterable[Wages], payer: Payer, zone: Zone, month: Month
) -> list[tuple[Wages, law.Explained]]:
    with about("wages"):
        return [
            (one, law.explain("compulsory.contributions", wage=one.wage, payer=payer, zone=zone, on=month.first_day))
            for one in wages
        ]  # fmt: skip


def _bill(explained: list[tuple[Wages, law.Explained]]) -> dict[Fund, tuple[int, int]]:
    """Employee and employer parts of each fund, in đồng, over all people."""
    bill = {}
    for fund in Fund:
        shares = [(one.count, of.result.to(fund)) for one, of in explained]
        parts = sum(n * s.employee for n, s in shares), sum(n * s.employer for n, s in shares)
        if any(parts):
            bill[fund] = parts
    return bill


def _funds(
    month: Month, explained: list[tuple[Wages, law.Explained]], bill: dict[Fund, tuple[int, int]]
) -> Table:
    lines = tuple(_fund_line(fund, parts, explained) for fund, parts in bill.items())
    sums = [sum(parts[place] for parts in bill.values()) for place in (0, 1)]
    sure = mark(*(of.confidence for _one, of in explained))
    return Table(
        _("Contributions of %(month)s, in đồng") % {"month": figures.month(month)},
        _("Fund"),
        (_("Employees"), _("Employer"), _("Together")),
        lines,
        Line(_("All funds"), tuple(map(figures.number, (*sums, sum(sums)))), "", sure),
    )


def _fund_line(fund: Fund, parts: tuple[int, int], explained: list[tuple[Wages, law.Explained]]) -> Line:
    steps = [
        step
        for _one, of in explained
        for step in of.steps
        if step.numbers.get("fund") == fund.value
        or (fund is Fund.HEALTH and "fund" not in step.numbers and "counted" in step.numbers)
    ]
    label = str(fund.label)
    return Line(
        f"{label[:1].upper()}{label[1:]}",
        tuple(map(figures.number, (*parts, sum(parts)))),
        articles(dict.fromkeys(step.law for step in steps if step.law)),
        mark(*(step.confidence for step in steps)),
    )


def _late(
    since: Month | None,
    month: Month,
    wages: tuple[Wages, ...],
    payer: Payer,
    zone: Zone,
    old_debts: OldDebts,
    on: dt.date,
) -> tuple[list[Late], tuple[Statement, ...]]:
    late: list[Late] = []
    try:
        for each in span(since, month) if since else ():
            contributions = _contributions(wages, payer, zone, each)
            late.append(_one_month(each, contributions, old_debts, on))
    except NotYetKnown as unknown:
        why = statement(unknown)
        intro = _("What is added for paying late cannot be said:")
        return [], (Statement(f"{intro} {why.text}", why.articles),)
    return late, ()


def _contributions(
    wages: Iterable[Wages], payer: Payer, zone: Zone, month: Month
) -> list[tuple[int, Contributions]]:
    """The same as `_explained` for a month whose steps nobody asks for: nothing is written down."""
    reckon = law.rule_named("compulsory.contributions").function
    with about("wages"):
        return [
            (one.count, reckon(wage=one.wage, payer=payer, zone=zone, on=month.first_day)) for one in wages
        ]


def _one_month(
    month: Month, contributions: list[tuple[int, Contributions]], old_debts: OldDebts, on: dt.date
) -> Late:
    due = law.explain("arrears.due_day", month=month, on=month.last_day)
    total = sum(count * one.total for count, one in contributions)
    health = sum(count * one.to(Fund.HEALTH).total for count, one in contributions)
    added = tuple(
        law.explain("arrears.interest", amount=amount, due=due.result, debt=debt, old_debts=old_debts, on=on)
        for debt, amount in ((Debt.SI, total - health), (Debt.HI, health))
    )
    return Late(month, due, total, added)


def _interest(late: list[Late], on: dt.date) -> Table:
    lines = tuple(_late_line(one) for one in late)
    totals = (
        "",
        figures.number(sum(one.amount for one in late)),
        "",
        figures.number(sum(one.interest for one in late)),
    )
    sure = mark(*(of.confidence for one in late for of in (one.due, *one.added)))
    return Table(
        _("Unpaid: what is added up to %(day)s, in đồng") % {"day": figures.day(on)},
        _("Month"),
        (_("Due day"), _("Unpaid"), _("Days late"), _("Added")),
        lines,
        Line(_("All months"), totals, "", sure),
    )


def _late_line(late: Late) -> Line:
    used = (late.due, *late.added)
    return Line(
        figures.month(late.month).replace(" ", figures.NO_BREAK),
        (
            figures.day(late.due.result),
            figures.number(late.amount),
            figures.number(late.days),
            figures.number(late.interest),
        ),
        articles(dict.fromkeys(source for of in used for source in of.sources)),
        mark(*(of.confidence for of in used)),
    )


def _sentence(
    month: Month, people: int, bill: dict[Fund, tuple[int, int]], late: list[Late], on: dt.date
) -> str:
    employees, theirs = (sum(parts[place] for parts in bill.values()) for place in (0, 1))
    said = {
        "month": figures.month(month),
        "people": people,
        "total": figures.number(employees + theirs),
        "employer": figures.number(theirs),
        "employees": figures.number(employees),
        "day": figures.day(on),
        "added": figures.number(sum(one.interest for one in late)),
    }
    sentence = ngettext(
        "For %(month)s and %(people)s person the bill is %(total)s đồng: the employer %(employer)s, withheld from wages %(employees)s.",
        "For %(month)s and %(people)s people the bill is %(total)s đồng: the employer %(employer)s, withheld from wages %(employees)s.",
        people,
    ) % said  # fmt: skip
    if late:
        sentence += " " + _("Paid on %(day)s, %(added)s đồng are added for the unpaid months.") % said
    return sentence


def _assumptions() -> tuple[str, ...]:
    return (
        _("The trade-union fee, fines, and rates lowered by a decision for one employer."),
        _("People who were without pay for much of the month, on leave, or covered elsewhere: leave them out of the list."),
        _("Unpaid months are taken with the same people and wages, wholly unpaid, each paid month by month."),
        _("What counts as late payment and what as evasion: the SI office decides it."),
    )  # fmt: skip
