"""What does voluntary work-accident insurance cost, and how much of it does the State pay?"""

from __future__ import annotations

import datetime as dt

from ansinh.base.errors import InvalidValue
from ansinh.base.money import share
from ansinh.base.texts import Text
from ansinh.law.parameter import UNVERIFIED
from ansinh.law.parameters import voluntary
from ansinh.law.parameters.levels import Zone, minimum_wage
from ansinh.law.parameters.voluntary import Group
from ansinh.law.registry import rule
from ansinh.law.said import say
from ansinh.law.voluntary.payment import Payment
from ansinh.law.voluntary.support import GROUPS
from ansinh.law.working import step

_SUPPORT = {Group.POOR: 30_000, Group.NEAR_POOR: 25_000}
_OTHERS = 10_000

_TOTAL = Text(
    "{months:months} × {rate:%} × lương tối thiểu vùng IV {wage:đ} = {total:đ}.",
    "{months:months} × {rate:%} × minimum wage of zone IV {wage:đ} = {total:đ}.",
)
_STATE = Text(
    "Nhà nước hỗ trợ {months:months} × {support:%} × {rate:%} × chuẩn nghèo {line:đ} = {state:đ}.",
    "The State supports {months:months} × {support:%} × {rate:%} × poverty line {line:đ} = {state:đ}.",
)
_NO_MODE = Text("Không có phương thức đóng {months:months}.", "There is no mode of {months:months}.")
_GIVE_MODE = Text("Chọn 6 hoặc 12 tháng.", "Choose 6 or 12 months.")


@rule(
    "voluntary_accident.payment",
    Text("Mức đóng bảo hiểm tai nạn lao động tự nguyện", "Payment of voluntary work-accident insurance"),
    law="143/2024/NĐ-CP; 366/QĐ-BHXH",
    since="2025-01-01",
    confidence=UNVERIFIED,
    arguments={"months": Text("6 hoặc 12 tháng", "6 or 12 months"), "groups": GROUPS},
    example={"months": "12", "groups": "near_poor", "on": "2026-10-01"},
)
def payment(*, months: int, groups: tuple[Group, ...] = (Group.OTHER,), on: dt.date) -> Payment:
    """Payment, State support and own part, in đồng, by the guide of form D06-TS (Decision 366).

    Law: 143/2024/NĐ-CP, not read: every result is unverified. Raises: InvalidValue.
    """
    if months not in (6, 12):
        raise InvalidValue(say(_NO_MODE, months=months), _GIVE_MODE)
    paid, wage = voluntary.accident_rate.on(on), minimum_wage[Zone.IV].on(on)
    total = share(wage, paid) * months
    step(_TOTAL, "366/QĐ-BHXH", months=months, rate=paid, wage=wage, total=total)
    support = max(_SUPPORT.get(group, _OTHERS) for group in groups or (Group.OTHER,))
    line = voluntary.rural_poverty_line.on(on)
    state = min(total, share(share(line, paid), support) * months)
    step(_STATE, "366/QĐ-BHXH", months=months, support=support, rate=paid, line=line, state=state)
    return Payment(total, state, 0, total - state)
