"""What do the members of a household pay for HI, each in its group, and what does the State support?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ansinh import law
from ansinh.base import figures
from ansinh.law.parameters.health import Supported
from ansinh.portal.queries.answers import Answer, Line, Table, Working, about, line, mark, working


def household(
    *, on: dt.date, months: int, household: int, already: int, supported: Mapping[Supported, int]
) -> Answer:
    """The premium of each member, the State's part and the household's, paid on `on` for `months` months.

    `household`: members who pay by the household scale, after `already` others who paid this fiscal year;
    `supported`: how many members of each supported group. Raises: Misfit, NotYetKnown.
    """
    explained = [*_by_scale(household, already, months, on), *_supported(supported, months, on)]
    lines = [
        line(label, *_amounts(count, total, state), of=of) for label, count, total, state, of in explained
    ]
    total = sum(count * premium for _label, count, premium, _state, _of in explained)
    state = sum(count * part for _label, count, _premium, part, _of in explained)
    sure = mark(*(of.confidence for *_rest, of in explained))
    people = household + sum(supported.values())
    return Answer(
        on,
        _sentence(people, months, on, total - state, state),
        (
            Table(
                _("Premiums for %(months)s months, in đồng") % {"months": months},
                _("Member"),
                (_("Premium"), _("State supports"), _("Household pays")),
                tuple(lines),
                Line(_("Together"), _amounts(1, total, state), "", sure),
            ),
        ),
        _assumptions(),
        workings=_workings(explained),
    )


def _by_scale(members: int, already: int, months: int, on: dt.date) -> list[tuple]:
    """Rows of the household scale; members who pay the same share one row."""
    rows: list[tuple] = []
    for position in range(already + 1, already + members + 1):
        with about("months"):
            of = law.explain("health.household_member", position=position, months=months, on=on)
        if rows and rows[-1][2] == of.result:
            first, count = rows[-1][0], rows[-1][1] + 1
            rows[-1] = (first, count, of.result, 0, rows[-1][4])
        else:
            rows.append((position, 1, of.result, 0, of))
    return [(_place(first, count), count, *rest) for first, count, *rest in rows]


def _place(first: int, count: int) -> str:
    if count == 1:
        return _("Member %(place)s of the household") % {"place": first}
    return _("Members %(first)s to %(last)s of the household") % {"first": first, "last": first + count - 1}


def _supported(groups: Mapping[Supported, int], months: int, on: dt.date) -> list[tuple]:
    rows = []
    for group, count in groups.items():
        if not count:
            continue
        with about(group.value):
            of = law.explain("health.supported_premium", groups=(group,), months=months, on=on)
        label = str(group.label)
        label = f"{label[:1].upper()}{label[1:]}" + (f" × {count}" if count > 1 else "")
        rows.append((label, count, of.result.total, of.result.state, of))
    return rows


def _amounts(count: int, total: int, state: int) -> tuple[str, str, str]:
    return tuple(figures.number(count * amount) for amount in (total, state, total - state))


def _sentence(people: int, months: int, on: dt.date, own: int, state: int) -> str:
    said = {
        "people": people,
        "months": months,
        "day": figures.day(on),
        "own": figures.number(own),
        "state": figures.number(state),
    }
    if not state:
        return ngettext(
            "Paid on %(day)s for %(months)s months, HI for %(people)s person costs the household %(own)s đồng.",
            "Paid on %(day)s for %(months)s months, HI for %(people)s people costs the household %(own)s đồng.",
            people,
        ) % said  # fmt: skip
    return ngettext(
        "Paid on %(day)s for %(months)s months, HI for %(people)s person costs the household %(own)s đồng; the State supports %(state)s đồng.",
        "Paid on %(day)s for %(months)s months, HI for %(people)s people costs the household %(own)s đồng; the State supports %(state)s đồng.",
        people,
    ) % said  # fmt: skip


def _assumptions() -> tuple[str, ...]:
    return (
        _("What the province or a donor adds; ask the commune's People's Committee or the SI office."),
        _("Members who have a card already as employees, small children, poor households, pensioners or other groups: do not count them."),
        _("The falling scale holds for members who join in the same fiscal year; the price is that of the day of payment and does not change later."),
        _("Papers that show which group a member belongs to are checked by the office."),
    )  # fmt: skip


def _workings(rows: list[tuple]) -> tuple[Working, ...]:
    return tuple(working(label, of) for label, _count, _total, _state, of in rows)
