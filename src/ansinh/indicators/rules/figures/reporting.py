"""How is a checked table handed over: by unit, line by line, the worst first where it matters?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ansinh.base.texts import Text
from ansinh.indicators.rules.figures import checking
from ansinh.indicators.rules.figures.printed import label
from ansinh.indicators.rules.figures.sentences import said
from ansinh.indicators.rules.figures.tables import Base, Line, Table
from ansinh.indicators.rules.figures.verdicts import Check, Verdict

NEED_A_LOOK = (
    Verdict.DOES_NOT_HOLD,
    Verdict.FLAGGED,
    Verdict.AMBIGUOUS,
    Verdict.HOLDS_ONLY_BY_TRUNCATION,
)
"""The verdicts that an officer looks at before sending."""


@dataclass(frozen=True)
class CheckedLine:
    """One printed line: its indicator, its figures in words, and what the checks say of it."""

    line: Line
    label: Text
    figures: tuple[Text, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class CheckedUnit:
    """The lines of one case, unit and day; `unit` is empty where the units stand in the lines."""

    case: str
    unit: str
    known_as: str
    on: dt.date | None
    lines: tuple[CheckedLine, ...]


@dataclass(frozen=True)
class Report:
    """A checked table, ready for a page or a workbook."""

    table: Table
    checks: tuple[Check, ...]
    units: tuple[CheckedUnit, ...]

    @property
    def counts(self) -> list[tuple[Verdict, int]]:
        """How many checks ended in each verdict, the worst first."""
        return list(checking.counts(self.checks).items())

    @property
    def failures(self) -> int:
        return sum(check.verdict is Verdict.DOES_NOT_HOLD for check in self.checks)

    @property
    def to_look_at(self) -> tuple[Check, ...]:
        """The checks an officer must look at, the worst first."""
        found = [check for check in self.checks if check.verdict in NEED_A_LOOK]
        return tuple(sorted(found, key=lambda check: NEED_A_LOOK.index(check.verdict)))


def report(table: Table) -> Report:
    """The table checked, its lines by case, unit and day in the order of the table."""
    checks = checking.check(table)
    own: dict[int, list[Check]] = {}
    for check in checks:
        own.setdefault(check.lines[0], []).append(check)
    groups = tuple(_groups(table.lines, own, checks))
    return Report(table, checks, groups)


def _groups(
    lines: Sequence[Line], own: dict[int, list[Check]], checks: Sequence[Check]
) -> Iterator[CheckedUnit]:
    """The lines of each case, unit and day; of each case and day where most units have one line only."""
    by_unit = len({(line.case, line.unit, line.on) for line in lines}) * 2 <= len(lines)
    found: dict[tuple, list[Line]] = {}
    for line in lines:
        found.setdefault((line.case, line.unit if by_unit else "", line.on), []).append(line)
    for (case, unit, on), together in found.items():
        known_as = together[0].unit_known_as if by_unit else ""
        yield CheckedUnit(case, unit, known_as, on, tuple(_checked(line, own, checks) for line in together))


def _checked(line: Line, own: dict[int, list[Check]], checks: Sequence[Check]) -> CheckedLine:
    """The line with its own checks; one that only serves to check another shows that check."""
    shown = own.get(line.number) or [check for check in checks if line.number in check.lines]
    return CheckedLine(line, label(line.indicator), tuple(_figures(line)), tuple(shown))


_PLAN = Text("kế hoạch {number}", "plan {number}")
_OF_PLAN = Text("{number} % kế hoạch", "{number} % of plan")
_OF_TARGET = Text("{number} % của tỷ lệ được giao", "{number} % of the target rate")
_TARGET = Text("được giao {number} %", "target {number} %")
_POINTS = Text("vượt {number} điểm %", "exceeds by {number} points")
_NEED = Text("còn thiếu {number}", "need {number}")
_POPULATION = Text("dân số {number}", "population {number}")
_RATES = {
    Base.POPULATION: Text("{number} % dân số", "{number} % of the population"),
    Base.AMBIGUOUS: Text("{number} % (chưa rõ của gì)", "{number} % (of what is unclear)"),
    Base.UNPRINTED: Text("{number} % (không in mẫu số)", "{number} % (base not printed)"),
}
_RATE = Text("{number} %", "{number} %")
_UNITS = {
    "persons": Text("người", "persons"),
    "billion vnd": Text("tỷ đồng", "billion VND"),
    "dossiers": Text("hồ sơ", "dossiers"),
    "units": Text("đơn vị", "units"),
    "decisions": Text("quyết định", "decisions"),
    "sessions": Text("cuộc", "sessions"),
}


def _figures(line: Line) -> Iterator[Text]:
    if line.value:
        unit = _UNITS.get(line.measure, Text("", ""))
        number = said(line.value)
        yield Text(f"{number.vi} {unit.vi}".strip(), f"{number.en} {unit.en}".strip())
    for printed, words in (
        (line.plan, _PLAN),
        (line.percent_of_plan, _OF_PLAN),
        (line.percent, _RATES.get(line.base, _RATE)),
        (line.target_percent, _TARGET),
        (line.percent_of_target, _OF_TARGET),
        (line.exceeds_points, _POINTS),
        (line.need, _NEED),
        (line.population, _POPULATION),
    ):
        if printed:
            yield words.format(number=said(printed))
