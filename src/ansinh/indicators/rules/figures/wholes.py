"""What must be true between printed lines: do the parts add up, and does one line contradict another?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import add

from ansinh.base.names import folded
from ansinh.base.texts import Text
from ansinh.indicators.rules.figures import printed
from ansinh.indicators.rules.figures.comparisons import compared, implied_whole, judged, made
from ansinh.indicators.rules.figures.intervals import Bound, Interval, Printed
from ansinh.indicators.rules.figures.numerals import shown
from ansinh.indicators.rules.figures.printed import label
from ansinh.indicators.rules.figures.sentences import between, said, whole_between
from ansinh.indicators.rules.figures.tables import Line
from ansinh.indicators.rules.figures.verdicts import Check, Identity, Verdict

Group = Mapping[str, Sequence[Line]]
"""The lines of one case, unit and day, by indicator."""

_TOTAL_NAMES = frozenset(
    ("tong", "tong cong", "tong so", "cong", "toan tinh", "toan thanh pho", "toan xa", "toan phuong", "total")
)


def groups(lines: Sequence[Line]) -> Iterator[Group]:
    """The lines of each case, unit and day."""
    found: dict[tuple[str, str, dt.date | None], dict[str, list[Line]]] = {}
    for line in lines:
        group = found.setdefault((line.case, line.unit, line.on), {})
        group.setdefault(line.indicator, []).append(line)
    yield from found.values()


def between_lines(lines: Sequence[Line]) -> Iterator[Check]:
    """Every check between the lines of one unit, between units and their total, and between equal lines."""
    for group in groups(lines):
        for code in sorted(group):
            if parts := printed.parts(code):
                yield from _parts(group, code, parts)
                yield from _plans_of_parts(group, code, parts)
            if (whole := printed.prints(code).at_most) in group:
                yield from _not_more(group[code], group[whole])
    yield from _totals(lines)
    yield from _same_lines(lines)


def only(lines: Sequence[Line], name: str) -> Line | None:
    """The line that prints this figure, if the lines agree on it."""
    printing = [line for line in lines if getattr(line, name)]
    values = {getattr(line, name).value for line in printing}
    return min(printing, key=lambda line: line.number) if len(values) == 1 else None


def _total(*parts: Interval) -> Interval:
    return reduce(add, parts, Interval.at(0))


_PART_MISSING = Text(
    "Không cộng được: thiếu {missing} để đối chiếu với {whole}.",
    "Cannot be added up: {missing} is missing to compare with {whole}.",
)


def _parts(group: Group, whole: str, parts: Sequence[str]) -> Iterator[Check]:
    line = only(group[whole], "value")
    if not line:
        return
    found = {part: only(group.get(part, ()), "value") for part in parts}
    formula = f"{whole} = {' + '.join(parts)}"
    if not all(found.values()):
        missing = [label(part) for part, one in found.items() if not one]
        if len(missing) < len(parts):
            names = Text(", ".join(one.vi for one in missing), ", ".join(one.en for one in missing))
            sentence = _PART_MISSING.format(missing=names, whole=label(whole))
            yield made(Identity.PARTS, Verdict.CANNOT_BE_CHECKED, line, sentence, formula=formula)
        return
    yield _sum_check(Identity.PARTS, line, "value", list(found.values()), formula)


def _sum_check(identity: Identity, line: Line, name: str, parts: Sequence[Line], formula: str) -> Check:
    printed = getattr(line, name)
    operands = [getattr(part, name) for part in parts]
    outcome = compared(printed, _total, operands)
    plainly = outcome.difference is not None
    decimals = max(one.decimals for one in (printed, *operands))
    result = (
        shown(outcome.value / printed.factor, decimals)
        if plainly
        else between(outcome.computed / Interval.at(printed.factor), decimals)
    )
    if len(operands) <= 6:
        terms = [said(one) for one in operands]
        left = Text(" + ".join(term.vi for term in terms), " + ".join(term.en for term in terms))
    else:
        left = Text("tổng của {count} đơn vị", "the sum of {count} units").format(count=len(operands))
    start = Text("{left} = {result}", "{left} = {result}").format(left=left, result=result)
    lines = (line.number, *sorted(part.number for part in parts))
    return judged(identity, line, printed, outcome, start, formula, lines=lines)


_PLANS = Text(
    "Kế hoạch của tổng {whole}; cộng kế hoạch các phần {parts}: {conclusion}",
    "The plan of the whole is {whole}; the plans of the parts add up {parts}: {conclusion}",
)
_AGREE = Text("phù hợp.", "they agree.")
_DISAGREE = Text("không phù hợp. Cần rà lại trước khi gửi.", "they do not agree. Check before sending.")


def plan_of(line: Line) -> Interval | None:
    """The plan printed, or the one that value and percent imply, be it rounded or cut off."""
    if line.plan:
        return line.plan.rounded()
    if line.value and line.percent_of_plan and line.percent_of_plan.value > 0 and line.value.value > 0:
        percent = line.percent_of_plan
        either = Interval(percent.rounded().low, percent.truncated().high)
        return implied_whole(line.value.rounded(), either)
    return None


def _plans_of_parts(group: Group, whole: str, parts: Sequence[str]) -> Iterator[Check]:
    """Plans printed are added up; where only values and percents are printed, the plans implied are."""
    lines = [_one_with_plan(group.get(code, ())) for code in (whole, *parts)]
    if not all(lines):
        return
    line, *others = lines
    formula = f"plan({whole}) = {' + '.join(f'plan({part})' for part in parts)}"
    if all(one.plan for one in lines):
        yield _sum_check(Identity.PARTS_OF_PLAN, line, "plan", others, formula)
        return
    own, total = plan_of(line), _total(*(plan_of(other) for other in others))
    agree = own.meets(total)
    of_one_body = len({one.assigned_by for one in lines}) == 1
    against = Verdict.DOES_NOT_HOLD if of_one_body else Verdict.FLAGGED
    factor = line.value.factor if line.value else 1
    sentence = _PLANS.format(
        whole=_amount(own, factor), parts=_amount(total, factor), conclusion=_AGREE if agree else _DISAGREE
    )
    yield made(
        Identity.PARTS_OF_PLAN,
        Verdict.HOLDS_WITHIN_ROUNDING if agree else against,
        line,
        sentence,
        formula=formula,
        computed=total,
        lines=(line.number, *(other.number for other in others)),
    )


def _one_with_plan(lines: Sequence[Line]) -> Line | None:
    found = [line for line in lines if plan_of(line)]
    return found[0] if len(found) == 1 else None


def _amount(interval: Interval, factor: int) -> Text:
    return whole_between(interval) if factor == 1 else between(interval / Interval.at(factor))


_NOT_MORE = Text(
    "{part} không lớn hơn {whole}, bằng {share} %.", "{part} is not more than {whole}, {share} % of it."
)
_MORE = Text(
    "{part} lớn hơn {whole} {difference}: một phần không thể lớn hơn tổng. Cần rà lại trước khi gửi.",
    "{part} is more than {whole} by {difference}: a part cannot exceed its whole. Check before sending.",
)


def _not_more(parts: Sequence[Line], wholes: Sequence[Line]) -> Iterator[Check]:
    part, whole = only(parts, "value"), only(wholes, "value")
    if not (part and whole) or whole.value.value <= 0:
        return
    holds = not part.value.rounded().low or part.value.rounded().low <= (
        whole.value.rounded().high or part.value.value
    )
    sentence = (_NOT_MORE if holds else _MORE).format(
        part=said(part.value),
        whole=said(whole.value),
        share=shown(part.value.value * 100 / whole.value.value, 2),
        difference=shown(part.value.value - whole.value.value),
    )
    yield made(
        Identity.NOT_MORE_THAN,
        Verdict.HOLDS_EXACTLY if holds else Verdict.DOES_NOT_HOLD,
        part,
        sentence,
        formula=f"{part.indicator} ≤ {whole.indicator}",
        printed=part.value.value,
        computed=Interval(None, whole.value.value),
        difference=None if holds else part.value.value - whole.value.value,
        lines=(part.number, whole.number),
    )


def is_total(line: Line) -> bool:
    """Does the line print the total of the units of its table?"""
    return folded(line.unit).strip(" :") in _TOTAL_NAMES


def _totals(lines: Sequence[Line]) -> Iterator[Check]:
    """A line named "Tổng cộng" against the lines of its case, day and indicator."""
    for total in filter(is_total, lines):
        key = (total.case, total.on, total.indicator)
        units = [one for one in lines if (one.case, one.on, one.indicator) == key and not is_total(one)]
        for name in ("value", "plan", "need"):
            if getattr(total, name) and units and all(getattr(one, name) for one in units):
                yield _sum_check(Identity.UNITS, total, name, units, f"{name} = Σ {name}")


_TWICE_SAME = Text(
    "Dòng này được in {count} lần với cùng số liệu.",
    "This line is printed {count} times with the same figures.",
)
_TWICE_OTHER = Text(
    "Cùng đơn vị, ngày, chỉ tiêu và cơ quan giao nhưng số liệu khác nhau ở {count} dòng.",
    "Same unit, day, indicator and assigning body, but {count} lines print different figures.",
)
_COMPARED = ("value", "plan", "percent_of_plan", "percent", "target_percent", "percent_of_target", "need")


def _same_lines(lines: Sequence[Line]) -> Iterator[Check]:
    found: dict[tuple, list[Line]] = {}
    for line in lines:
        found.setdefault((line.case, line.unit, line.on, line.indicator, line.assigned_by), []).append(line)
    for twins in found.values():
        if len(twins) < 2 or not twins[0].indicator:
            continue
        differ = any(len({_number(getattr(twin, name)) for twin in twins} - {None}) > 1 for name in _COMPARED)
        yield made(
            Identity.SAME_LINE,
            Verdict.DOES_NOT_HOLD if differ else Verdict.FLAGGED,
            twins[0],
            (_TWICE_OTHER if differ else _TWICE_SAME).format(count=len(twins)),
            lines=tuple(twin.number for twin in twins),
        )


def _number(printed: Printed | None) -> tuple | None:
    return None if printed is None else (printed.value, printed.bound is Bound.EXACT)
