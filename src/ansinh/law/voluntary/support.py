"""Which part of a voluntary SI payment do the State and the province pay?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.money import share
from ansinh.base.texts import Text
from ansinh.law.parameters import voluntary
from ansinh.law.parameters.voluntary import Group
from ansinh.law.registry import rule
from ansinh.law.working import step

GROUPS = Text("các nhóm hỗ trợ của người đó", "the supported groups the person belongs to")
USED = Text("số tháng đã được Nhà nước hỗ trợ trước đó", "months the State has supported before")

_BEST = Text(
    "Thuộc nhiều nhóm thì hưởng mức cao nhất: {group}, {rate:%}.",
    "Of several groups the highest support counts: {group}, {rate:%}.",
)
_MONTHLY = Text(
    "Nhà nước hỗ trợ một tháng: {rate:%} × {contribution_rate:%} × chuẩn nghèo {line:đ} = {amount:đ}.",
    "State support of a month: {rate:%} × {contribution_rate:%} × poverty line {line:đ} = {amount:đ}.",
)
_LEFT = Text(
    "Đã được hỗ trợ {used} trong tối đa {most:months}: còn hỗ trợ {left} trong {months:months} này.",
    "Supported before: {used} of at most {most:months}; of the {months:months} paid now {left} are supported.",
)
_SUM = Text("Nhà nước hỗ trợ {left:months}: {amount:đ}.", "State support of {left:months}: {amount:đ}.")
_USED = Text("Số tháng đã hỗ trợ không thể âm.", "Months supported before cannot be negative.")


@dataclass(frozen=True)
class Support:
    """State support: months supported and đồng in all."""

    months: int
    monthly: int
    total: int


@rule(
    "voluntary.support",
    Text("Nhà nước hỗ trợ đóng BHXH tự nguyện", "State support of voluntary SI"),
    law="134/2015/NĐ-CP:14; 159/2025/NĐ-CP:5",
    arguments={
        "groups": GROUPS,
        "months": Text("số tháng đóng", "months paid for"),
        "supported_before": USED,
    },
    example={"groups": "near_poor", "months": "12", "supported_before": "115", "on": "2026-10-01"},
)
def support(
    *, groups: tuple[Group, ...] = (Group.OTHER,), months: int = 1, supported_before: int = 0, on: dt.date
) -> Support:
    """What the State pays of a payment made on `on` for `months` months, in đồng.

    Rate, poverty line and group are those of the payment day and stay for the whole period paid (159/2025/NĐ-CP
    arts. 5.5, 16.5); at most 120 months in a life, across both laws. Law: 159/2025/NĐ-CP art. 5. Raises: InvalidValue.
    """
    if supported_before < 0:
        raise InvalidValue(_USED)
    monthly = monthly_support(groups, on)
    if not monthly:
        return Support(0, 0, 0)
    most = voluntary.support_months.on(on, quiet=True)
    left = max(0, min(months, most - supported_before))
    step(
        _LEFT,
        "134/2015/NĐ-CP:14; 159/2025/NĐ-CP:5.2",
        used=supported_before,
        most=most,
        left=left,
        months=months,
    )
    result = Support(left, monthly, monthly * left)
    step(_SUM, "134/2015/NĐ-CP:14; 159/2025/NĐ-CP:5", left=left, amount=result.total)
    return result


def monthly_support(groups: tuple[Group, ...], on: dt.date) -> int:
    """The highest State support of one month among `groups` on `on`, in đồng."""
    best = max(groups or (Group.OTHER,), key=lambda group: voluntary.support[group].on(on, quiet=True))
    entry = voluntary.support[best].entry(on)
    if len(groups) > 1:
        step(_BEST, entry.source, entry.confidence, group=best, rate=entry.value)
    rate, contribution_rate = voluntary.support[best].on(on), voluntary.rate.on(on)
    line = voluntary.rural_poverty_line.on(on)
    amount = share(share(line, contribution_rate), rate)
    step(
        _MONTHLY,
        entry.source,
        entry.confidence,
        rate=rate,
        contribution_rate=contribution_rate,
        line=line,
        amount=amount,
    )
    return amount
