"""Which reading of a line must a careful officer see before it is believed?"""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterator, Sequence
from fractions import Fraction

from ansinh.base.texts import Text
from ansinh.indicators.rules.figures.comparisons import implied_whole, made, ratio_percent, short_values
from ansinh.indicators.rules.figures.identities import share_of_plan
from ansinh.indicators.rules.figures.intervals import Bound, Interval
from ansinh.indicators.rules.figures.numerals import shown
from ansinh.indicators.rules.figures.sentences import between, said
from ansinh.indicators.rules.figures.tables import Base, Line
from ansinh.indicators.rules.figures.verdicts import Check, Identity, Verdict


def of_lines(lines: Sequence[Line]) -> Iterator[Check]:
    """Ambiguous rates, targets against what was reached, stocks against the calendar."""
    for line in lines:
        if line.base is Base.AMBIGUOUS and line.percent:
            yield _two_readings(line, lines)
        if line.target_percent or line.plan:
            yield from _target_and_reached(line, lines)
        if line.is_stock and line.on:
            yield from _stock(line)


_OF_POPULATION = Text(
    "Nếu là % dân số: độ bao phủ {percent} %{share}.", "If of the population: coverage is {percent} %{share}."
)
_OF_TARGET = Text("Nếu là % của tỷ lệ được giao: {coverage}.", "If of the target rate: {coverage}.")
_BOTH = Text(
    "{percent} % có hai cách hiểu. {first} {second} Cần ghi rõ là tỷ lệ của gì.",
    "{percent} % has two readings. {first} {second} State what it is a rate of.",
)
_SHARE = Text(
    ", đạt {share} % của tỷ lệ {target} % (theo dòng {row})",
    ", {share} % of the rate of {target} % (row {row})",
)
_COVERAGE = Text(
    "độ bao phủ chỉ là {coverage} % với tỷ lệ giao {target} % (theo dòng {row})",
    "coverage is only {coverage} % at a target rate of {target} % (row {row})",
)
_COVERAGE_UNKNOWN = Text(
    "độ bao phủ nhỏ hơn {percent} %, bằng {factor} × tỷ lệ được giao, mà tỷ lệ này không được in",
    "coverage is less than {percent} %, {factor} × the target rate, which is not printed",
)


def _two_readings(line: Line, lines: Sequence[Line]) -> Check:
    found = _target_rate(line, lines)
    percent = said(line.percent)
    share, coverage, computed = Text("", ""), _COVERAGE_UNKNOWN, None
    texts: dict[str, object] = {
        "percent": percent,
        "factor": shown(line.percent.value / 100, line.percent.decimals + 2),
    }
    if found:
        target, row = found
        computed = line.percent.rounded() * Interval.at(target) / Interval.at(100)
        texts |= {
            "target": _rate(target),
            "row": row,
            "coverage": shown(line.percent.value * target / 100, 2),
        }
        share = _SHARE.format(share=shown(line.percent.value * 100 / target, 2), **texts)
        coverage = _COVERAGE
    first = _OF_POPULATION.format(percent=percent, share=share)
    second = _OF_TARGET.format(coverage=coverage.format(**texts))
    return made(
        Identity.READING,
        Verdict.AMBIGUOUS,
        line,
        _BOTH.format(percent=percent, first=first, second=second),
        printed=line.percent.value,
        computed=computed,
        lines=(line.number, found[1]) if found else (line.number,),
        readings=(first, second),
    )


def _rate(rate: Fraction) -> Text:
    return shown(rate, next((n for n in range(4) if (rate * 10**n).denominator == 1), 4))


def _target_rate(line: Line, lines: Sequence[Line]) -> tuple[Fraction, int] | None:
    """The target rate of this indicator, day and assigning body: its own, or the one other lines agree on."""
    found = {}
    for one in lines:
        if (one.indicator, one.on, one.assigned_by) == (line.indicator, line.on, line.assigned_by):
            rate = target_rate(one)
            if rate is not None:
                found.setdefault(rate, one.number)
                found[rate] = min(found[rate], one.number)
    return next(iter(found.items())) if len(found) == 1 else None


def target_rate(line: Line) -> Fraction | None:
    """The target rate printed, or the only one of sensible precision that the line's figures imply."""
    if line.target_percent:
        return line.target_percent.value
    if line.percent and line.percent_of_target and line.percent_of_target.value > 0:
        implied = implied_whole(line.percent.rounded(), line.percent_of_target.rounded())
    elif line.percent and line.exceeds_points:
        implied = line.percent.rounded() - line.exceeds_points.rounded()
    else:
        return None
    short = short_values(implied)
    return short[0] if len(short) == 1 else None


_LOWER = Text(
    "Chỉ tiêu {target} thấp hơn {reached} đã đạt ngày {day} (dòng {row}); cần xem lại hoặc nêu lý do (nếu cùng cách tính).",
    "The target of {target} is below the {reached} already reached on {day} (row {row}); review it or give the reason (if counted the same way).",
)
_NOT_LOWER = Text(
    "Chỉ tiêu {target} không thấp hơn {reached} đã đạt ngày {day} (dòng {row}).",
    "The target of {target} is not below the {reached} reached on {day} (row {row}).",
)


def _target_and_reached(line: Line, lines: Sequence[Line]) -> Iterator[Check]:
    """A target of a later day against the last figure reached by the same unit."""
    for target, name, percent in ((line.target_percent, "percent", True), (line.plan, "value", False)):
        before = [
            one
            for one in lines
            if (one.unit, one.indicator) == (line.unit, line.indicator)
            and getattr(one, name)
            and one.base is not Base.AMBIGUOUS
            and one.on
            and line.on
            and one.on < line.on
        ]
        if not target or not before:
            continue
        last = max(before, key=lambda one: (one.on, getattr(one, name).value, -one.number))
        reached = getattr(last, name)
        lower = target.rounded().high is not None and target.value < reached.value
        unit = " %" if percent else ""
        yield made(
            Identity.TARGET_ABOVE_REACHED,
            Verdict.FLAGGED if lower else Verdict.HOLDS_EXACTLY,
            line,
            (_LOWER if lower else _NOT_LOWER).format(
                target=_with(said(target), unit),
                reached=_with(said(reached), unit),
                day=Text(f"{last.on.day}/{last.on.month}/{last.on.year}", last.on.isoformat()),
                row=last.number,
            ),
            formula="target ≥ reached",
            printed=target.value,
            computed=Interval(reached.value, None),
            difference=target.value - reached.value if lower else None,
            lines=(line.number, last.number),
        )


def _with(text: Text, unit: str) -> Text:
    return Text(text.vi + unit, text.en + unit)


_STOCK = Text(
    "Là số thời điểm: {share} % kế hoạch vào ngày {day} không phải là vượt tiến độ {elapsed} % của năm; phần còn thiếu mới nói lên việc phải làm.",
    'A stock: {share} % of the plan on {day} is not "ahead of the calendar" at {elapsed} % of the year; what is still missing says what remains to be done.',
)


def _stock(line: Line) -> Iterator[Check]:
    """A stock is not earned day by day: near its plan before the year's end, it is not ahead."""
    share = _share(line)
    elapsed = _elapsed(line)
    if share is None or elapsed >= 100 or share.high is None or not elapsed < share.low < 100:
        return
    yield made(
        Identity.STOCK_AND_CALENDAR,
        Verdict.FLAGGED,
        line,
        _STOCK.format(
            share=_short(share),
            day=Text(f"{line.on.day}/{line.on.month}/{line.on.year}", line.on.isoformat()),
            elapsed=shown(elapsed, 0),
        ),
        formula="percent of plan, days of the year",
        computed=share,
    )


def _short(share: Interval) -> Text:
    one = [rate for decimals in (0, 1, 2) if (rate := short_values(share, decimals))]
    return _rate(one[0][0]) if one else between(share)


def _share(line: Line) -> Interval | None:
    if line.percent_of_plan and line.percent_of_plan.bound is Bound.EXACT:
        return line.percent_of_plan.rounded()
    if line.value and line.plan and line.plan.value > 0:
        return ratio_percent(line.value.rounded(), line.plan.rounded())
    if line.value and line.need and line.value.value > 0:
        return share_of_plan(line.value, line.need)
    return None


def _elapsed(line: Line) -> Fraction:
    """Days of the year up to and including the day, in percent."""
    return Fraction(line.on.timetuple().tm_yday * 100, 366 if isleap(line.on.year) else 365)
