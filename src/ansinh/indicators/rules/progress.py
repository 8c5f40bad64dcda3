"""How far is a unit from its target, how fast must it go, and who stands low?

Exact integers and decimals only. Percentages are rounded half up to two places; a pace is rounded up to
one place, so that whoever keeps it does arrive.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from functools import lru_cache

from ansinh.base.texts import Text

HUNDREDTH = Decimal("0.01")
TENTH = Decimal("0.1")
LOW_SHARE_OF_MEDIAN = Decimal("0.9")
LOW_RULE = Text(
    "Tỷ lệ đạt chỉ tiêu dưới 90 % trung vị của các đơn vị cùng cấp có chỉ tiêu.",
    "Percent of target below 90 % of the median of the units at the same level that have a target.",
)
PACE_RULE = Text(
    "Số còn thiếu chia số ngày làm việc từ ngày sau ngày chốt số đến hết ngày đến hạn (trừ thứ Bảy, Chủ nhật, "
    "ngày nghỉ lễ, Tết; kể cả ngày làm bù), làm tròn lên một chữ số thập phân.",
    "What is missing over the working days from the day after the figure's day up to the deadline (without "
    "Saturdays, Sundays, public holidays and Tết; with swapped working days), rounded up to one place.",
)
RATE_RULE = Text(
    "Chỉ tiêu theo tỷ lệ được đổi ra số người: tỷ lệ nhân cơ số, làm tròn lên.",
    "A target given as a rate is turned into people: rate times base, rounded up.",
)


def percent_of(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """`part` in percent of `whole`, half up to two places; None when there is no whole to divide by."""
    if not whole:
        return None
    return (Decimal(part) * 100 / Decimal(whole)).quantize(HUNDREDTH, ROUND_HALF_UP)


def people_of_rate(rate: Decimal, base: int) -> int:
    """How many people a rate of a base is, rounded up: fewer would not reach the rate."""
    return int((Decimal(rate) * base / 100).to_integral_value(ROUND_CEILING))


def gap(value: Decimal | int, target: Decimal | int) -> Decimal | int:
    """How much is missing to the target; zero when it is reached."""
    return max(target - value, 0)


@lru_cache(maxsize=1)
def _calendar():
    import holidays

    return holidays.country_holidays("VN")


def is_working_day(day: dt.date) -> bool:
    """Do offices in Vietnam work on `day`? Knows public holidays, Tết and swapped days as published."""
    return _calendar().is_working_day(day)


@lru_cache(maxsize=256)
def working_days(after: dt.date, until: dt.date) -> int:
    """Working days after `after`, up to and including `until`."""
    span = (until - after).days
    return sum(is_working_day(after + dt.timedelta(days=step)) for step in range(1, span + 1))


def pace(missing: Decimal | int, after: dt.date, deadline: dt.date) -> Decimal | None:
    """How many per working day until the deadline; None when no working day is left or nothing is missing."""
    days = working_days(after, deadline) if deadline > after else 0
    if missing <= 0 or not days:
        return None
    return (Decimal(missing) / days).quantize(TENTH, ROUND_CEILING)


def ranks(values: Mapping[str, Decimal], more_is_better: bool = True) -> dict[str, int]:
    """The rank of each unit; equals share a rank and the next rank is skipped (1, 2, 2, 4)."""
    ordered = sorted(values.values(), reverse=more_is_better)
    first: dict[Decimal, int] = {}
    for place, value in enumerate(ordered, start=1):
        first.setdefault(value, place)
    return {unit: first[value] for unit, value in values.items()}


def median(values: Sequence[Decimal]) -> Decimal | None:
    """The middle value, or the mean of the two middle ones; None of nothing."""
    if not values:
        return None
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def low(percents: Mapping[str, Decimal]) -> frozenset[str]:
    """The units that LOW_RULE flags, from the percent of target of each."""
    middle = median(list(percents.values()))
    if middle is None:
        return frozenset()
    return frozenset(unit for unit, percent in percents.items() if percent < middle * LOW_SHARE_OF_MEDIAN)
