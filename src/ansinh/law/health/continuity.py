"""Since when has a person been insured without a break, and above which co-payments is everything paid?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.law.parameter import READ, UNVERIFIED
from ansinh.law.parameters import health
from ansinh.law.parameters.levels import base_salary
from ansinh.law.periods import DAY, Period, months_later
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.working import step

FIVE_YEARS = 60
"""In months."""

_KEPT = Text(
    "Nghỉ {gap:days} trước {day}: vẫn liên tục.", "A gap of {gap:days} before {day}: still continuous."
)
_BROKEN = Text(
    "Nghỉ {gap:days} trước {day}: tính lại từ đầu.", "A gap of {gap:days} before {day}: counted anew."
)
_FIVE = Text("Đủ 5 năm liên tục từ ngày {day}.", "Five consecutive years on {day}.")
_NO_PERIODS = Text("Chưa có kỳ thẻ nào.", "No card period was given.")
_BEFORE_CHANGE = Text(
    "Đã cùng chi trả {paid:đ} khi mức tham chiếu là {old:đ}, bằng {times} lần.",
    "Co-paid {paid:đ} at a reference level of {old:đ}: {times} times.",
)
_REMAINING = Text(
    "Còn phải cùng chi trả: ({multiple} − {paid:đ} / {old:đ}) × {new:đ} = {remaining:đ}.",
    "Still to co-pay: ({multiple} − {paid:đ} / {old:đ}) × {new:đ} = {remaining:đ}.",
)
_THRESHOLD = Text("Ngưỡng trong năm: {threshold:đ}.", "Threshold of the year: {threshold:đ}.")
_NEGATIVE = Text("Số tiền cùng chi trả không thể âm.", "A co-payment cannot be negative.")


@dataclass(frozen=True)
class Continuity:
    """Since when a person is insured without a break, when five years are full, and whether they are on the day."""

    since: dt.date
    five_years_on: dt.date
    reached: bool


@rule(
    "health.continuity",
    Text("Thời điểm đủ 5 năm liên tục tham gia BHYT", "Five consecutive years of HI"),
    law="146/2018/NĐ-CP; 188/2025/NĐ-CP:18",
    rounding=NO_ROUNDING,
    arguments={"cards": Text("các kỳ thẻ, cách nhau bằng “;”", "card periods, joined by “;”")},
    example={"cards": "2021-01-01..2023-12-31;2024-03-01..2026-12-31", "on": "2026-10-01"},
)
def continuity(*, cards: tuple[Period, ...], on: dt.date) -> Continuity:
    """The start of the unbroken time up to `on`, and the day on which it makes five years.

    A gap of at most 90 days does not break it (188/2025/NĐ-CP art. 18); for cards that began before July 2025 the gap
    was three months, which is unverified. Raises: InvalidValue without a period.
    """
    if not cards:
        raise InvalidValue(_NO_PERIODS)
    periods = sorted(card for card in cards if card.since <= on) or sorted(cards)
    since, until = periods[0].since, periods[0].until
    for card in periods[1:]:
        gap = (card.since - until).days - 1
        if gap > 0:
            kept = _keeps(until, card.since, gap)
            since = since if kept else card.since
        until = max(until, card.until)
    five = months_later(since, FIVE_YEARS)
    step(_FIVE, "188/2025/NĐ-CP:18", day=five)
    return Continuity(since, five, five <= on)


def _keeps(until: dt.date, since: dt.date, gap: int) -> bool:
    new = health.continuity_gap.known(since)
    kept = (
        gap <= health.continuity_gap.on(since, quiet=True) if new else since <= months_later(until, 3) + DAY
    )
    article = "188/2025/NĐ-CP:18" if new else "146/2018/NĐ-CP"
    step(_KEPT if kept else _BROKEN, article, READ if new else UNVERIFIED, gap=gap, day=since)
    return kept


@dataclass(frozen=True)
class Threshold:
    """Co-payments of a year above which everything is paid, and what is left to pay, in đồng and hundredths."""

    threshold: Decimal
    remaining: Decimal


@rule(
    "health.copay_threshold",
    Text("Ngưỡng miễn cùng chi trả trong năm", "Co-payment threshold of the year"),
    law="46/2014/QH13:22.1; 51/2024/QH15:22.1.d; 188/2025/NĐ-CP:18",
    rounding=Text(
        "Đến phần trăm của đồng, làm tròn một lần ở cuối.", "To the hundredth of a đồng, once, at the end."
    ),
    arguments={
        "paid_before": Text(
            "đã cùng chi trả trong năm trước ngày đổi mức tham chiếu, đồng",
            "co-paid in the year before the reference level changed, đồng",
        )
    },
    example={"paid_before": "1396758", "on": "2026-10-01"},
)
def copay_threshold(*, paid_before: int = 0, on: dt.date) -> Threshold:
    """The threshold of the calendar year of `on` for a person with five consecutive years.

    When the reference level changes within the year, what was paid before counts in the old level:
    what is left is (6 − paid / old level) × new level. Law: 188/2025/NĐ-CP art. 18.2. Raises: InvalidValue.
    """
    if paid_before < 0:
        raise InvalidValue(_NEGATIVE)
    old, new = base_salary.on(on.replace(month=1, day=1)), base_salary.on(on)
    multiple = health.copay_multiple.on(on, quiet=True)
    remaining = max(Decimal(0), (multiple - Decimal(paid_before) / old) * new)
    result = Threshold(_hundredths(remaining + paid_before), _hundredths(remaining))
    if old != new:
        step(
            _BEFORE_CHANGE,
            "188/2025/NĐ-CP:18.2",
            paid=paid_before,
            old=old,
            times=round(Decimal(paid_before) / old, 4),
        )
    numbers = {
        "multiple": multiple,
        "paid": paid_before,
        "old": old,
        "new": new,
        "remaining": result.remaining,
    }
    step(_REMAINING, "46/2014/QH13:22.1; 188/2025/NĐ-CP:18.2", **numbers)
    step(_THRESHOLD, "46/2014/QH13:22.1; 51/2024/QH15:22.1.d", threshold=result.threshold)
    return result


def _hundredths(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
