"""Do the figures on an official form agree with one another and with the law, and what follows from them?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import duckdb

from ansinh.base.errors import AnSinhError
from ansinh.base.money import PER, share
from ansinh.base.months import Month
from ansinh.intake.frames.official_lines import Line
from ansinh.intake.frames.official_notices import carried_over, disagreements
from ansinh.intake.frames.tables import quoted
from ansinh.intake.rules.headings import plain
from ansinh.intake.terms import Example, Finding, Severity
from ansinh.law.parameters import voluntary
from ansinh.registers.layouts import Layout, Shape
from ansinh.registers.schemas import Register

_ROUNDING = 12
"""Đồng by which a payment may differ for being rounded each month of a year."""
_CANCELLED = re.compile(r"\b(huy|da huy|bien lai huy|thu hoi)\b")


def findings(lines: Sequence[Line], layout: Layout, month: Month) -> Iterator[Finding]:
    """What does not agree within the form; nothing of it is corrected."""
    if layout.shape in (Shape.NOTICE, Shape.SHEET_OF_UNITS):
        yield from disagreements(lines)
    if layout.register == "voluntary_registrations":
        yield from _wrong(lines, "due_differs", "due", lambda line: _due_differs(line, month))
        yield from _wrong(lines, "own_differs", "own_amount", lambda line: _own_differs(line, month))
    if any("note" in line for _, line in lines):
        yield from _wrong(
            lines, "cancelled_lines", "note", lambda line: _CANCELLED.search(plain(line.get("note")))
        )


def carried(
    con: duckdb.DuckDBPyConnection, register: type[Register], before: Sequence[Path], month: Month
) -> Iterator[Finding]:
    """Units of a notice that carry in another amount than the month before carried out, if both are there."""
    if register.name != "contribution_notices" or not before:
        return
    asked = "SELECT employer, number, total FROM"
    names = ", ".join(quoted(str(path)) for path in before)
    now = con.execute(f"{asked} checked").fetchall()
    then = con.execute(f"{asked} read_parquet([{names}])").fetchall()
    keys = ("employer", "number", "total")
    wrong = carried_over(
        [dict(zip(keys, row, strict=True)) for row in now],
        [dict(zip(keys, row, strict=True)) for row in then],
    )
    if wrong:
        last = month - 1
        values = {"count": len(wrong), "before": f"{last.month}/{last.year}"}
        yield Finding("carried_over_differs", Severity.WARNING, "total", count=len(wrong), values=values)


def _wrong(
    lines: Sequence[Line], code: str, column: str, is_wrong: Callable[[Mapping[str, str]], object]
) -> Iterator[Finding]:
    rows = [number for number, line in lines if is_wrong(line)]
    if rows:
        examples = tuple(Example(row) for row in rows[:10])
        yield Finding(code, Severity.WARNING, column, column, len(rows), examples)


def _due_differs(line: Mapping[str, str], month: Month) -> bool:
    """Is the amount due another than months × income × the rate of the law?"""
    months, income, due = (_whole(line, name) for name in ("months", "income", "due"))
    if not (months and income and due):
        return False
    on = _since(line, month)
    rates = voluntary.accident_rate if line.get("scheme") == "accident" else voluntary.rate
    try:
        return abs(share(income, rates.on(on)) * months - due) > _ROUNDING
    except AnSinhError:
        return False


def _own_differs(line: Mapping[str, str], month: Month) -> bool:
    """Is the participant's part another than what is due less every support?

    State support is the rate of the line × the law's rate × the rural poverty line × months, unless the form
    has its amount; supports of others are the amounts of the form.
    """
    months, due, own = (_whole(line, name) for name in ("months", "due", "own_amount"))
    if due is None or own is None or not months:
        return False
    on = _since(line, month)
    rates = voluntary.accident_rate if line.get("scheme") == "accident" else voluntary.rate
    state = _whole(line, "state_amount")
    try:
        if state is None:
            rate = int((Decimal(line.get("state_rate") or 0) * PER / 100).to_integral_value(ROUND_HALF_UP))
            base = share(voluntary.rural_poverty_line.on(on), rates.on(on))
            state = share(base, rate) * months
    except (AnSinhError, ArithmeticError):
        return False
    others = sum(_whole(line, name) or 0 for name in ("extra_amount", "other_amount"))
    return abs(max(0, due - state - others) - own) > _ROUNDING


def _whole(line: Mapping[str, str], name: str) -> int | None:
    text = line.get(name, "")
    return int(text) if re.fullmatch(r"-?\d+", text) else None


def _since(line: Mapping[str, str], month: Month) -> dt.date:
    """The day whose law a line is held to: the month that the list was sent for, when it was paid."""
    return month.first_day


def participant(line: Mapping[str, str], layout: Layout, month: Month) -> dict[str, str]:
    """What an export of participants implies: whose card is valid at month end, who is in compulsory SI and UI."""
    paid = layout.variants.get("paid_by_employer", "").split()
    until = _day(line.get("hi_until", ""))
    since = _day(line.get("hi_since", ""))
    valid = until is not None and until >= month.last_day and (since is None or since <= month.last_day)
    rate = line.get("ui_rate", "0")
    insured_ui = re.fullmatch(r"\d+(\.\d+)?", rate) is not None and Decimal(rate) > 0
    return {
        "hi": "1" if valid else "0",
        "si_compulsory": "1" if line.get("hi_group", "").upper() in paid else "0",
        "si_voluntary": "0",
        "ui": "1" if insured_ui else "0",
        "verified": "1" if line.get("verified") == "true" else "0",
        "hi_group": line.get("hi_group", "").upper(),
    }


def _day(said: str) -> dt.date | None:
    parts = said.split("/")
    try:
        return dt.date(int(parts[2]), int(parts[1]), int(parts[0])) if len(parts) == 3 else None
    except ValueError:
        return None
