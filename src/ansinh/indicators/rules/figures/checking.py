"""Does a printed table agree with itself? Every line gets at least one verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from ansinh.indicators.rules.figures import bases, identities, rates, readings, units, wholes
from ansinh.indicators.rules.figures.intervals import Interval
from ansinh.indicators.rules.figures.tables import Line, Table
from ansinh.indicators.rules.figures.verdicts import WORST_FIRST, Check, Verdict


def check(table: Table) -> tuple[Check, ...]:
    """Every identity that the catalogue knows, tried on the table; in the order of its rows."""
    found: list[Check] = []
    for line in table.lines:
        found += identities.within_line(line)
    found += units.on_their_day(table.lines)
    found += wholes.between_lines(table.lines)
    found += bases.of_bases(table.lines)
    found += readings.of_lines(table.lines)
    judged = {number for one in found if one.identity is not units.IDENTITY for number in one.lines}
    for line in table.lines:
        if line.unread or line.number not in judged:
            found += rates.stands_alone(line)
    order = list(WORST_FIRST)
    return tuple(sorted(found, key=lambda one: (one.lines[0], order.index(one.verdict), one.identity)))


def counts(checks: Sequence[Check]) -> Mapping[Verdict, int]:
    """How many checks ended in each verdict, the worst first."""
    found = Counter(one.verdict for one in checks)
    return {verdict: found[verdict] for verdict in WORST_FIRST if found[verdict]}


def by_unit(checks: Sequence[Check]) -> list[tuple[tuple[str, str], list[Check]]]:
    """The checks of each case and unit, in the order of the table."""
    found: dict[tuple[str, str], list[Check]] = {}
    for one in checks:
        found.setdefault((one.case, one.unit), []).append(one)
    return list(found.items())


def worst(checks: Sequence[Check], line: Line) -> Verdict | None:
    """The worst verdict on this line's own figures."""
    own = {one.verdict for one in checks if one.lines[0] == line.number}
    return next((verdict for verdict in WORST_FIRST if verdict in own), None)


def as_record(check: Check) -> dict[str, object]:
    """The check for a program: exact numbers as text, both languages."""
    return {
        "identity": check.identity.value,
        "verdict": check.verdict.value,
        "rows": list(check.lines),
        "case": check.case,
        "unit": check.unit,
        "on": check.on.isoformat() if check.on else None,
        "indicator": check.indicator,
        "formula": check.formula,
        "printed": _decimal(check.printed),
        "computed": _range(check.computed),
        "difference": _decimal(check.difference),
        "vi": check.sentence.vi,
        "en": check.sentence.en,
        "readings": [{"vi": one.vi, "en": one.en} for one in check.readings],
    }


def _decimal(value: Fraction | None) -> str | None:
    """The number as text, exact where it ends within six decimals, else to six."""
    if value is None:
        return None
    scaled = round(value * 10**6)
    text = f"{abs(scaled) // 10**6}.{abs(scaled) % 10**6:06d}".rstrip("0").rstrip(".")
    return f"-{text}" if scaled < 0 else text


def _range(interval: Interval | None) -> dict[str, object] | None:
    if interval is None:
        return None
    return {
        "low": _decimal(interval.low),
        "high": _decimal(interval.high),
        "low_included": not interval.low_open,
        "high_included": not interval.high_open,
    }
