"""How is a figure, an interval or a conclusion said in a sentence?"""

from __future__ import annotations

from ansinh.base.texts import Text
from ansinh.indicators.rules.figures.intervals import Bound, Interval, Printed
from ansinh.indicators.rules.figures.numerals import shown


def said(printed: Printed | None) -> Text:
    """The figure as printed, in the reader's convention, with its limit."""
    if printed is None:
        return Text("—", "—")
    number = shown(printed.number, printed.decimals)
    words = {
        Bound.MORE_THAN: Text("trên ", "more than "),
        Bound.LESS_THAN: Text("dưới ", "less than "),
        Bound.ABOUT: Text("khoảng ", "about "),
    }.get(printed.bound, Text("", ""))
    return Text(words.vi + number.vi, words.en + number.en)


def with_unit(text: Text, unit: str) -> Text:
    return Text(text.vi + unit, text.en + unit)


def between(interval: Interval, decimals: int = 2) -> Text:
    """The interval in words: `from 94.99 to 95.02`, `more than 118,600`, or the one value."""
    if interval.low is None or interval.high is None:
        if interval.low is not None:
            number, words = interval.low, Text("trên {number}", "more than {number}")
        elif interval.high is not None:
            number, words = interval.high, Text("dưới {number}", "less than {number}")
        else:
            return Text("mọi giá trị", "any value")
        return words.format(number=shown(number, decimals))
    low, high = shown(interval.low, decimals), shown(interval.high, decimals)
    if low == high:
        return low
    return Text("từ {low} đến {high}", "from {low} to {high}").format(low=low, high=high)


def whole_between(interval: Interval) -> Text:
    """The whole numbers inside the interval, in words."""
    low, high = interval.whole_numbers()
    if low is None or high is None:
        return between(interval, 0)
    if low > high:
        return between(interval, 2)
    if low == high:
        return shown(low)
    return Text("từ {low} đến {high}", "from {low} to {high}").format(low=shown(low), high=shown(high))
