"""What must be true of printed rates, and which target or base do they imply?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from ansinh.base.texts import Text
from ansinh.indicators.rules.figures.comparisons import (
    compared,
    implied_whole,
    judged,
    made,
    ratio_percent,
    short_values,
)
from ansinh.indicators.rules.figures.intervals import Interval, Printed
from ansinh.indicators.rules.figures.numerals import shown
from ansinh.indicators.rules.figures.printed import is_of_population
from ansinh.indicators.rules.figures.sentences import between, said, whole_between
from ansinh.indicators.rules.figures.tables import Base, Line
from ansinh.indicators.rules.figures.verdicts import Check, Identity, Verdict


def points(line: Line) -> Check | None:
    if not (line.percent and line.exceeds_points):
        return None
    start = Text("{percent} − {points} = {result} %", "{percent} − {points} = {result} %").format(
        percent=said(line.percent),
        points=said(line.exceeds_points),
        result=shown(
            line.percent.value - line.exceeds_points.value,
            max(line.percent.decimals, line.exceeds_points.decimals),
        ),
    )
    operands = (line.percent, line.exceeds_points)
    if line.target_percent:
        outcome = compared(line.target_percent, Interval.__sub__, operands)
        return judged(
            Identity.POINTS_OVER_TARGET,
            line,
            line.target_percent,
            outcome,
            start,
            "percent − points",
            percent=True,
        )
    computed = line.percent.rounded() - line.exceeds_points.rounded()
    return _implied_rate(Identity.POINTS_OVER_TARGET, line, computed, start, "percent − points")


_ONE_RATE = Text(
    "{start}. Tỷ lệ được giao không được in; chỉ {rate} % là mức tròn phù hợp với cả hai số in ({between}).",
    "{start}. The target rate is not printed; the only one of sensible precision that fits both figures is {rate} % ({between}).",
)
_SOME_RATE = Text(
    "{start}. Tỷ lệ được giao không được in; theo hai số in thì {between} %.",
    "{start}. The target rate is not printed; the two figures put it {between} %.",
)
_NO_RATE = Text(
    "{start}. Tỷ lệ được giao suy ra {between} %: không thể có. Cần rà lại hai số in.",
    "{start}. The target rate implied, {between} %, is impossible. Check the two figures.",
)


def _implied_rate(identity: Identity, line: Line, computed: Interval, start: Text, formula: str) -> Check:
    """The target rate behind two printed figures: a rate has at most one decimal and is at most 100 %."""
    possible = Interval(Fraction(0), Fraction(100), low_open=True)
    short = [rate for rate in short_values(computed) if possible.holds(rate)]
    texts = {"start": start, "between": between(computed)}
    if not computed.meets(possible):
        verdict, sentence = Verdict.DOES_NOT_HOLD, _NO_RATE
    elif len(short) == 1:
        verdict, sentence = Verdict.HOLDS_WITHIN_ROUNDING, _ONE_RATE
        texts["rate"] = shown(short[0], 0 if short[0].denominator == 1 else 2)
    else:
        verdict, sentence = Verdict.CANNOT_BE_CHECKED, _SOME_RATE
    return made(
        identity,
        verdict,
        line,
        sentence.format(**texts),
        formula=formula,
        computed=computed,
        readings=(shown(short[0], 1),) if len(short) == 1 else (),
    )


def percent_of_target(line: Line) -> Check | None:
    if not (line.percent and line.percent_of_target) or line.percent_of_target.value <= 0:
        return None
    if line.target_percent and line.target_percent.value > 0:
        outcome = compared(line.percent_of_target, ratio_percent, (line.percent, line.target_percent))
        start = Text("{percent} / {target} = {result} %", "{percent} / {target} = {result} %").format(
            percent=said(line.percent), target=said(line.target_percent), result=shown(outcome.value, 4)
        )
        return judged(
            Identity.PERCENT_OF_TARGET,
            line,
            line.percent_of_target,
            outcome,
            start,
            "100 × percent / target rate",
            percent=True,
        )
    computed = implied_whole(line.percent.rounded(), line.percent_of_target.rounded())
    start = Text("{percent} / {share} % = {result} %", "{percent} / {share} % = {result} %").format(
        percent=said(line.percent),
        share=said(line.percent_of_target),
        result=shown(line.percent.value * 100 / line.percent_of_target.value, 2),
    )
    return _implied_rate(
        Identity.PERCENT_OF_TARGET, line, computed, start, "100 × percent / percent of target"
    )


def population_of(line: Line) -> Printed | None:
    """The base of the line's rates, if it is the population: printed in a column or, beyond doubt, in the note."""
    if line.base is not Base.POPULATION and not is_of_population(line.indicator):
        return None
    if line.population or not line.remark.population:
        return line.population
    return Printed(Decimal(line.remark.population), whole=True)


_BASE_IMPLIED = Text(
    "Dân số không được in. {value} người là {percent} % thì dân số {bases}.",
    "The population is not printed. {value} at {percent} % implies a population {bases}.",
)
_RATE_ALONE = Text(
    "Tỷ lệ {percent} % không kiểm được: tử số và mẫu số không được in.",
    "{percent} % cannot be checked: neither numerator nor denominator is printed.",
)


def rate(line: Line) -> Check | None:
    """value / population against the printed rate; without the population, the population implied."""
    if not line.percent or line.base in (Base.AMBIGUOUS, Base.UNPRINTED):
        return None
    population = population_of(line)
    if line.value and population and population.value > 0:
        outcome = compared(line.percent, ratio_percent, (line.value, population))
        start = Text("{value} / {population} = {result} %", "{value} / {population} = {result} %").format(
            value=said(line.value), population=said(population), result=shown(outcome.value, 4)
        )
        formula = "100 × value / population"
        return judged(Identity.RATE_OF_BASE, line, line.percent, outcome, start, formula, percent=True)
    if line.value and line.base is Base.POPULATION and line.percent.value > 0:
        computed = implied_whole(line.value.rounded(), line.percent.rounded())
        return made(
            Identity.IMPLIED_BASE,
            Verdict.CANNOT_BE_CHECKED,
            line,
            _BASE_IMPLIED.format(
                value=said(line.value), percent=said(line.percent), bases=whole_between(computed)
            ),
            formula="100 × value / percent",
            printed=line.percent.value,
            computed=computed,
        )
    if line.percent_of_target or line.exceeds_points:
        return None
    sentence = _RATE_ALONE.format(percent=said(line.percent))
    return made(Identity.RATE_OF_BASE, Verdict.CANNOT_BE_CHECKED, line, sentence, printed=line.percent.value)


_EXACTLY = Text(
    " Đúng {percent} % của {population} là {product}; số in lệch {difference}.",
    " Exactly {percent} % of {population} is {product}; the printed figure differs by {difference}.",
)
_FROM_NOTE = Text(" Dân số lấy từ ghi chú.", " The population is taken from the note.")


def plan_of_population(line: Line) -> Check | None:
    """plan / population against the printed target rate, and how far the plan is from exactly that rate."""
    population = population_of(line)
    if not (line.plan and line.target_percent and population) or population.value <= 0:
        return None
    outcome = compared(line.target_percent, ratio_percent, (line.plan, population))
    start = Text("{plan} / {population} = {result} %", "{plan} / {population} = {result} %").format(
        plan=said(line.plan), population=said(population), result=shown(outcome.value, 4)
    )
    formula = "100 × plan / population"
    check = judged(Identity.TARGET_OF_BASE, line, line.target_percent, outcome, start, formula, percent=True)
    product = population.value * line.target_percent.value / 100
    tail = _EXACTLY.format(
        percent=said(line.target_percent),
        population=said(population),
        product=shown(product, 0 if product.denominator == 1 else 2),
        difference=shown(line.plan.value - product, 0 if product.denominator == 1 else 2),
    )
    note = Text("", "") if line.population else _FROM_NOTE
    sentence = Text(check.sentence.vi + tail.vi + note.vi, check.sentence.en + tail.en + note.en)
    exactly = Interval.at(product)
    return replace(
        check,
        sentence=sentence,
        computed=exactly,
        printed=line.plan.value,
        difference=line.plan.value - product,
    )


_TARGET_ALONE = Text(
    "Chỉ tiêu {target} % là tỷ lệ mà mẫu số không được in: không quy ra số người được.",
    "The target of {target} % is a rate whose base is not printed: it cannot be turned into a count.",
)
_FIGURE_ALONE = Text(
    "Không có số nào khác trong bảng để đối chiếu với {figure}.",
    "The table has no other figure to compare {figure} with.",
)
_UNREADABLE = Text(
    "Không đọc được số ở cột {columns} (hoặc số có hai cách đọc trong bảng lẫn hai kiểu viết số): không dùng để kiểm.",
    "The figure under {columns} cannot be read (or has two readings in a table that mixes conventions): it is not used.",
)


def stands_alone(line: Line) -> Iterator[Check]:
    """A line that holds one figure only: said, so that no line passes in silence."""
    if line.unread:
        sentence = _UNREADABLE.format(columns=", ".join(line.unread))
        yield made(Identity.NOTHING_TO_COMPARE, Verdict.AMBIGUOUS, line, sentence)
    figures = [
        one
        for one in (line.value, line.plan, line.percent_of_plan, line.percent, line.target_percent, line.need)
        if one
    ]
    if len(figures) != 1 or line.percent or line.percent_of_plan:
        return
    text = _TARGET_ALONE if line.target_percent else _FIGURE_ALONE
    sentence = text.format(target=said(figures[0]), figure=said(figures[0]))
    yield made(
        Identity.NOTHING_TO_COMPARE, Verdict.CANNOT_BE_CHECKED, line, sentence, printed=figures[0].value
    )
