"""Who gets the social pension, and how much?"""

from __future__ import annotations

import datetime as dt

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.law.benefits.retirement import BORN
from ansinh.law.parameters import benefits
from ansinh.law.periods import months_later
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.working import step

_YOUNG = Text("Đủ {years:n} tuổi ngày {day}, chưa đến.", "{years:n} years old on {day}, not yet.")
_OLD_ENOUGH = Text("Đủ {years:n} tuổi từ ngày {day}.", "{years:n} years old since {day}.")
_OWN = Text(
    "Đang hưởng {own:đ} lương hưu, trợ cấp hằng tháng, không thấp hơn {level:đ}: không được hưởng.",
    "A pension or benefit of {own:đ}, not below {level:đ}: no entitlement.",
)
_PAID = Text("Trợ cấp hưu trí xã hội: {amount:đ} một tháng.", "Social pension: {amount:đ} a month.")
_NEGATIVE = Text("Lương hưu không thể âm.", "A pension cannot be negative.")


@rule(
    "social_pension.amount",
    Text("Trợ cấp hưu trí xã hội", "Social pension"),
    law="41/2024/QH15:21; 41/2024/QH15:22; 176/2025/NĐ-CP",
    since="2025-07-01",
    rounding=NO_ROUNDING,
    arguments={
        "born": BORN,
        "poor": Text("thuộc hộ nghèo, hộ cận nghèo", "of a poor or near-poor household"),
        "own_pension": Text(
            "lương hưu, trợ cấp BHXH hằng tháng đang hưởng, đồng", "pension or SI benefit, đồng a month"
        ),
        "local_level": Text(
            "mức cao hơn do tỉnh quyết định, đồng", "a higher level set by the province, đồng"
        ),
    },
    example={"born": "1951-09-01", "on": "2026-10-01"},
)
def social_pension(
    *, born: dt.date, poor: bool = False, own_pension: int = 0, local_level: int | None = None, on: dt.date
) -> int:
    """The monthly amount for a person who asks on `on`, in đồng; 0 without entitlement.

    From 75, or 70 for the poor and near-poor; a person with a lower pension gets it too.
    Law: 41/2024/QH15 art. 21; 176/2025/NĐ-CP. Raises: InvalidValue.
    """
    if own_pension < 0:
        raise InvalidValue(_NEGATIVE)
    years = (benefits.social_pension_age_poor if poor else benefits.social_pension_age).on(on, quiet=True)
    day = months_later(born, 12 * years)
    step(_YOUNG if on < day else _OLD_ENOUGH, "41/2024/QH15:21", years=years, day=day)
    level = max(benefits.social_pension.on(on), local_level or 0)
    if own_pension >= level:
        step(_OWN, "41/2024/QH15:21.1.b; 176/2025/NĐ-CP", own=own_pension, level=level)
    amount = 0 if on < day or own_pension >= level else level
    step(_PAID, "41/2024/QH15:22.1; 176/2025/NĐ-CP", amount=amount)
    return amount
