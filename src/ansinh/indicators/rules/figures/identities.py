"""What must be true within one printed line, between value, plan, percent and need?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ansinh.base.texts import Text
from ansinh.indicators.rules.figures import rates
from ansinh.indicators.rules.figures.comparisons import (
    HUNDRED,
    compared,
    implied_whole,
    judged,
    made,
    ratio_percent,
)
from ansinh.indicators.rules.figures.intervals import Bound, Interval, Printed
from ansinh.indicators.rules.figures.numerals import shown
from ansinh.indicators.rules.figures.sentences import between, said, whole_between
from ansinh.indicators.rules.figures.tables import Line
from ansinh.indicators.rules.figures.verdicts import Check, Identity, Verdict


def within_line(line: Line) -> Iterator[Check]:
    """Every check that needs nothing but the line itself."""
    checks = (_percent_of_plan, _implied_plan, _need, rates.points, rates.percent_of_target, rates.rate)
    for check in (*checks, rates.plan_of_population):
        found = check(line)
        if found:
            yield found


def _percent_of_plan(line: Line) -> Check | None:
    if (
        not (line.value and line.plan and line.percent_of_plan)
        or line.plan.value <= 0
        or line.value.value < 0
    ):
        return None
    outcome = compared(line.percent_of_plan, ratio_percent, (line.value, line.plan))
    plainly = outcome.difference is not None
    result = shown(outcome.value, line.percent_of_plan.decimals + 2) if plainly else between(outcome.computed)
    start = Text("{value} / {plan} = {result} %", "{value} / {plan} = {result} %").format(
        value=said(line.value), plan=said(line.plan), result=result
    )
    plans = whole_between(implied_whole(line.value.rounded(), line.percent_of_plan.rounded()))
    tail = Text(
        " Từ số thực hiện và tỷ lệ, kế hoạch suy ra {plans}.", " Value and percent imply a plan {plans}."
    ).format(plans=plans)
    check = judged(
        Identity.PERCENT_OF_PLAN,
        line,
        line.percent_of_plan,
        outcome,
        start,
        "100 × value / plan",
        percent=True,
    )
    sentence = Text(check.sentence.vi + tail.vi, check.sentence.en + tail.en)
    return replace(check, sentence=sentence) if line.plan.whole else check


_PLAN_UNPRINTED = Text(
    "Kế hoạch không được in. Với {value} đạt {percent} %, kế hoạch suy ra {plans}.",
    "The plan is not printed. {value} at {percent} % implies a plan {plans}.",
)
_NEITHER_PRINTED = Text(
    "Tỷ lệ {percent} % không kiểm được: số thực hiện và kế hoạch không được in.",
    "{percent} % cannot be checked: neither value nor plan is printed.",
)
_NO_VALUE = Text(
    "Tỷ lệ {percent} % không kiểm được: số thực hiện không được in. Với kế hoạch {plan}, số thực hiện suy ra {values}.",
    "{percent} % cannot be checked: the value is not printed. A plan of {plan} implies a value {values}.",
)


def _implied_plan(line: Line) -> Check | None:
    """The plan behind value and percent, or the value behind plan and percent."""
    percent = line.percent_of_plan
    if not percent or percent.value <= 0 or (line.value and line.plan):
        return None
    computed, sentence, formula = None, _NEITHER_PRINTED, "100 × value / plan"
    texts = {"percent": said(percent)}
    if line.value:
        computed, formula = implied_whole(line.value.rounded(), percent.rounded()), "100 × value / percent"
        sentence, texts = _PLAN_UNPRINTED, texts | _amounts(line.value, computed, "value", "plans")
    elif line.plan:
        computed, formula = line.plan.rounded() * percent.rounded() / HUNDRED, "plan × percent / 100"
        sentence, texts = _NO_VALUE, texts | _amounts(line.plan, computed, "plan", "values")
    return made(
        Identity.IMPLIED_PLAN,
        Verdict.CANNOT_BE_CHECKED,
        line,
        sentence.format(**texts),
        formula=formula,
        printed=percent.value,
        computed=computed,
    )


def _amounts(known: Printed, computed: Interval, name: str, other: str) -> dict[str, Text]:
    if known.whole:
        return {name: said(known), other: whole_between(computed)}
    scaled = computed / Interval.at(known.factor)
    return {name: said(known), other: between(scaled, known.decimals + 1)}


def _need(line: Line) -> Check | None:
    if not (line.value and line.need):
        return None
    if not line.plan:
        return _plan_from_need(line, line.value, line.need)
    outcome = compared(line.need, Interval.__sub__, (line.plan, line.value))
    result = shown(outcome.value) if line.value.bound is Bound.EXACT else between(outcome.computed, 0)
    start = Text("{plan} − {value} = {result}", "{plan} − {value} = {result}").format(
        plan=said(line.plan), value=said(line.value), result=result
    )
    return judged(Identity.NEED, line, line.need, outcome, start, "plan − value")


_NEED_UNPRINTED = Text(
    "Kế hoạch không được in. Thực hiện {value} và còn thiếu {need} cho kế hoạch {plans}{share}.",
    "The plan is not printed. A value of {value} and a need of {need} imply a plan {plans}{share}.",
)
_SHARE = Text(
    "; nếu “trên” chỉ là bỏ số lẻ thì đạt {share} % kế hoạch",
    '; if "more than" only cuts smaller digits off, that is {share} % of the plan',
)


def share_of_plan(value: Printed, need: Printed) -> Interval:
    """value / (value + need) in percent, reading "more than" as smaller digits cut off."""
    low_value, low_need = value.cut(), need.cut()
    low = low_value.low * 100 / (low_value.low + low_need.high)
    return Interval(low, low_value.high * 100 / (low_value.high + low_need.low))


def _plan_from_need(line: Line, value: Printed, need: Printed) -> Check:
    plans = value.rounded() + need.rounded()
    share = Text("", "")
    if value.value > 0 and Bound.MORE_THAN in (value.bound, need.bound):
        found = share_of_plan(value, need)
        share = _SHARE.format(share=between(found, 1))
    return made(
        Identity.NEED,
        Verdict.CANNOT_BE_CHECKED,
        line,
        _NEED_UNPRINTED.format(value=said(value), need=said(need), plans=whole_between(plans), share=share),
        formula="value + need",
        computed=plans,
    )
