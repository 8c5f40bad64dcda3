"""What does voluntary SI cost for one, three, six or twelve months, and who pays which part?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.money import share
from ansinh.base.texts import Text
from ansinh.law.parameters import voluntary
from ansinh.law.parameters.levels import base_salary
from ansinh.law.parameters.voluntary import Group
from ansinh.law.registry import rule
from ansinh.law.said import say
from ansinh.law.voluntary.support import GROUPS, USED, Support, support
from ansinh.law.working import step

MODES = (1, 3, 6, 12)
"""Months paid for at a time (41/2024/QH15 art. 36.2)."""

INCOME = Text("thu nhập tháng chọn làm căn cứ đóng, đồng", "monthly income chosen to contribute on, đồng")

_TOO_LOW = Text(
    "Thu nhập {income:đ} thấp hơn mức thấp nhất {low:đ} ngày {day}.",
    "The income of {income:đ} is below the lowest, {low:đ}, on {day}.",
)
_TOO_HIGH = Text(
    "Thu nhập {income:đ} cao hơn mức cao nhất {high:đ} ngày {day}.",
    "The income of {income:đ} is above the highest, {high:đ}, on {day}.",
)
_CHOOSE = Text("Chọn từ {low:đ} đến {high:đ}.", "Choose {low:đ} to {high:đ}.")
_RANGE = Text(
    "Thu nhập chọn {income:đ} nằm trong khoảng từ {low:đ} (chuẩn nghèo nông thôn) đến {high:đ} ({multiple} lần mức tham chiếu).",
    "The chosen income of {income:đ} lies between {low:đ} (rural poverty line) and {high:đ} ({multiple} times the reference level).",
)
_MONTHLY = Text(
    "Một tháng đóng {rate:%} × {income:đ} = {amount:đ}.", "A month is {rate:%} × {income:đ} = {amount:đ}."
)
_PERIOD = Text("{months:months}: {total:đ}.", "{months:months}: {total:đ}.")
_LOCAL = Text(
    "Địa phương hỗ trợ {rate:%} mức đóng theo chuẩn nghèo, {months:months}: {local:đ}.",
    "The province supports {rate:%} of the payment at the poverty line, {months:months}: {local:đ}.",
)
_OWN = Text("Người tham gia đóng: {own:đ}.", "The participant pays: {own:đ}.")
_NO_MODE = Text(
    "Không có phương thức đóng {months} tháng một lần.", "There is no mode of {months} months at a time."
)
_GIVE_MODE = Text("Chọn 1, 3, 6 hoặc 12 tháng.", "Choose 1, 3, 6 or 12 months.")
_LOCAL_RATE = Text("Tỷ lệ địa phương hỗ trợ không thể âm.", "What the province adds cannot be negative.")


@dataclass(frozen=True)
class Payment:
    """A payment in đồng: in all, and who pays it. The parts always add up to the whole."""

    total: int
    state: int
    local: int
    own: int


def monthly_payment(income: int, on: dt.date) -> int:
    """What one month costs on `on` at `income`, in đồng, State support included.

    Law: 41/2024/QH15 arts. 31.2, 36.1. Raises: InvalidValue for an income below the floor or above the ceiling.
    """
    low = voluntary.rural_poverty_line.on(on)
    multiple = voluntary.ceiling_multiple.on(on, quiet=True)
    high = multiple * base_salary.on(on)
    choose = say(_CHOOSE, low=low, high=high)
    if income < low:
        message = say(_TOO_LOW, income=income, low=low, day=on)
        raise InvalidValue(message, choose, "41/2024/QH15:31.2")
    if income > high:
        message = say(_TOO_HIGH, income=income, high=high, day=on)
        raise InvalidValue(message, choose, "41/2024/QH15:31.2")
    step(_RANGE, "134/2015/NĐ-CP; 41/2024/QH15:31.2", income=income, low=low, high=high, multiple=multiple)
    rate = voluntary.rate.on(on, quiet=True)
    amount = share(income, rate)
    step(_MONTHLY, voluntary.rate.entry(on).source, rate=rate, income=income, amount=amount)
    return amount


@rule(
    "voluntary.payment",
    Text("Mức đóng BHXH tự nguyện 1, 3, 6 hoặc 12 tháng", "Voluntary SI payment for 1, 3, 6 or 12 months"),
    law="134/2015/NĐ-CP; 41/2024/QH15:36; 159/2025/NĐ-CP:5",
    arguments={
        "income": INCOME,
        "groups": GROUPS,
        "months": Text("đóng mấy tháng một lần: 1, 3, 6 hoặc 12", "months at a time: 1, 3, 6 or 12"),
        "supported_before": USED,
        "local_rate": Text(
            "tỷ lệ địa phương hỗ trợ thêm trên mức đóng theo chuẩn nghèo, tính trên 100.000",
            "what the province adds, per 100,000 of the payment at the poverty line",
        ),
    },
    example={"income": "1500000", "groups": "other", "months": "1", "on": "2026-10-01"},
)
def payment(
    *,
    income: int,
    groups: tuple[Group, ...] = (Group.OTHER,),
    months: int = 1,
    supported_before: int = 0,
    local_rate: int = 0,
    on: dt.date,
) -> Payment:
    """Payment, State and provincial support and own part, in đồng, paid on `on`; what was paid is not re-reckoned later.

    Law: 41/2024/QH15 art. 36; 159/2025/NĐ-CP art. 5. Raises: InvalidValue.
    """
    if months not in MODES:
        raise InvalidValue(say(_NO_MODE, months=months), _GIVE_MODE, "41/2024/QH15:36.2")
    if local_rate < 0:
        raise InvalidValue(_LOCAL_RATE)
    total = monthly_payment(income, on) * months
    step(_PERIOD, "134/2015/NĐ-CP:9; 41/2024/QH15:36.2", months=months, total=total)
    granted = support(groups=groups, months=months, supported_before=supported_before, on=on)
    state = granted.total
    local = sum(local_by_month(local_rate, granted, months, on))
    if local_rate:
        step(_LOCAL, "134/2015/NĐ-CP:14; 159/2025/NĐ-CP:5.1", rate=local_rate, months=months, local=local)
    result = Payment(total, state, local, total - state - local)
    step(_OWN, "134/2015/NĐ-CP:14; 159/2025/NĐ-CP:5", own=result.own)
    return result


def local_by_month(rate: int, granted: Support, months: int, on: dt.date) -> list[int]:
    """What the province pays of each of `months` months, in đồng: never more than the State leaves of it.

    Only the part up to the payment at the poverty line is supported, so a higher income changes nothing.
    """
    if not rate:
        return [0] * months
    at_the_line = share(voluntary.rural_poverty_line.on(on), voluntary.rate.on(on, quiet=True))
    full = share(at_the_line, rate)
    return [
        min(full, at_the_line - (granted.monthly if place < granted.months else 0)) for place in range(months)
    ]
