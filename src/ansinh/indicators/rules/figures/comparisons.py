"""Does a printed figure agree with what follows from others, and how closely?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from ansinh.base.texts import Text
from ansinh.indicators.rules.figures.intervals import Bound, Interval, Printed
from ansinh.indicators.rules.figures.numerals import shown
from ansinh.indicators.rules.figures.sentences import said, with_unit
from ansinh.indicators.rules.figures.tables import Line
from ansinh.indicators.rules.figures.verdicts import Check, Identity, Verdict

HUNDRED = Interval.at(100)
Formula = Callable[..., Interval]


@dataclass(frozen=True)
class Outcome:
    """The verdict on a printed figure; what follows from the others; printed minus that."""

    verdict: Verdict
    computed: Interval
    value: Fraction | None
    difference: Fraction | None


def compared(printed: Printed, formula: Formula, operands: Sequence[Printed]) -> Outcome:
    """`printed` against `formula` of the operands, each standing for all values it may come from."""
    value = formula(*(Interval.at(one.value) for one in operands)).point
    plainly = all(one.bound is Bound.EXACT for one in (printed, *operands))
    computed = formula(*(one.rounded() for one in operands))
    cut = formula(*(one.truncated() for one in operands))
    difference = printed.value - value if plainly and value is not None else None
    if plainly and difference == 0:
        verdict = Verdict.HOLDS_EXACTLY
    elif printed.rounded().meets(computed):
        verdict = Verdict.HOLDS_WITHIN_ROUNDING
    elif printed.truncated().meets(cut) or printed.truncated().meets(computed):
        verdict = Verdict.HOLDS_ONLY_BY_TRUNCATION
    else:
        verdict = Verdict.DOES_NOT_HOLD
    return Outcome(verdict, computed, value, difference)


_CONCLUSIONS = {
    Verdict.HOLDS_EXACTLY: Text("khớp đúng số in.", "exactly as printed."),
    Verdict.HOLDS_WITHIN_ROUNDING: Text(
        "khớp với số in {printed} khi làm tròn.", "agrees with the printed {printed} within rounding."
    ),
    Verdict.HOLDS_ONLY_BY_TRUNCATION: Text(
        "số in {printed} chỉ khớp nếu cắt bỏ phần lẻ; làm tròn là {rounded}.",
        "the printed {printed} holds only if digits were cut off; rounded it is {rounded}.",
    ),
    Verdict.DOES_NOT_HOLD: Text(
        "số in là {printed}, chênh {difference}. Cần rà lại trước khi gửi.",
        "the printed figure is {printed}, a difference of {difference}. Check before sending.",
    ),
}
_WITHIN_LIMITS = Text(
    "số in {printed} nằm trong giới hạn đó.", "the printed {printed} lies within that limit."
)
_BEYOND_LIMITS = Text(
    "số in {printed} nằm ngoài giới hạn đó. Cần rà lại trước khi gửi.",
    "the printed {printed} lies beyond that limit. Check before sending.",
)


def concluded(printed: Printed, outcome: Outcome, *, percent: bool = False) -> Text:
    """The end of the sentence: how the printed figure stands to what was computed."""
    unit = " %" if percent else ""
    if outcome.value is None or outcome.difference is None:
        text = _BEYOND_LIMITS if outcome.verdict is Verdict.DOES_NOT_HOLD else _WITHIN_LIMITS
        return text.format(printed=with_unit(said(printed), unit))
    more = max(printed.decimals, _decimals(outcome.difference / printed.factor))
    return _CONCLUSIONS[outcome.verdict].format(
        printed=with_unit(said(printed), unit),
        rounded=with_unit(shown(outcome.value / printed.factor, printed.decimals), unit),
        difference=_difference(shown(outcome.difference / printed.factor, more), percent),
    )


def _difference(number: Text, percent: bool) -> Text:
    """Two percentages differ by percentage points."""
    return Text(f"{number.vi} điểm %", f"{number.en} percentage points") if percent else number


def _decimals(value: Fraction) -> int:
    """Decimals that keep three significant digits of a small difference, at most six."""
    for decimals in range(7):
        if value.denominator == 1 or abs(value) * 10**decimals >= 100:
            return decimals
        if (value * 10**decimals).denominator == 1:
            return decimals
    return 6


def ratio_percent(part: Interval, whole: Interval) -> Interval:
    """part / whole in percent."""
    return part * HUNDRED / whole


def implied_whole(part: Interval, percent: Interval) -> Interval:
    """The whole of which `part` is so many percent."""
    return part * HUNDRED / percent


def short_values(interval: Interval, decimals: int = 1) -> list[Fraction]:
    """The values with at most so many decimals inside a closed interval, at most a few hundred."""
    if interval.low is None or interval.high is None:
        return []
    step = Fraction(1, 10**decimals)
    scaled = Interval(interval.low / step, interval.high / step, interval.low_open, interval.high_open)
    low, high = scaled.whole_numbers()
    return [number * step for number in range(low, min(high, low + 300) + 1)]


def made(identity: Identity, verdict: Verdict, line: Line, sentence: Text, **more) -> Check:
    """A check on this line."""
    lines = more.pop("lines", (line.number,))
    return Check(identity, verdict, lines, line.case, line.unit, line.on, line.indicator, sentence, **more)


def judged(
    identity: Identity, line: Line, printed: Printed, outcome: Outcome, start: Text, formula: str, **more
) -> Check:
    """A check that compares a printed figure with a computed one; `start` says the computation."""
    end = concluded(printed, outcome, percent=more.pop("percent", False))
    sentence = Text(f"{start.vi}: {end.vi}", f"{start.en}: {end.en}")
    return made(
        identity,
        outcome.verdict,
        line,
        sentence,
        formula=formula,
        printed=printed.value,
        computed=outcome.computed,
        difference=outcome.difference,
        **more,
    )
