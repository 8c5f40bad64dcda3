"""What does HI cost for a number of months, and which part of it does the State pay?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.money import share
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.law.parameters import health
from ansinh.law.parameters.health import Supported
from ansinh.law.parameters.levels import base_salary
from ansinh.law.registry import rule
from ansinh.law.said import say
from ansinh.law.working import step

PERIODS = (3, 6, 12)
"""Households pay for this many months at a time (188/2025/NĐ-CP art. 7)."""

MONTHS = Text("số tháng đóng", "months paid for")

_MONTHLY = Text(
    "Mức đóng một tháng: {rate:%} × {base:đ} = {amount:đ}.", "One month: {rate:%} × {base:đ} = {amount:đ}."
)
_SCALED = Text(
    "Người thứ {position} của hộ đóng {scale:%} mức của người thứ nhất: {amount:đ} một tháng.",
    "Member {position} of the household pays {scale:%} of the first member's premium: {amount:đ} a month.",
)
_FOR_MONTHS = Text(
    "{months:months} × {monthly:đ} = {amount:đ}.", "{months:months} × {monthly:đ} = {amount:đ}."
)
_STATE = Text(
    "Nhà nước hỗ trợ {rate:%} ({group}): {state:đ}.", "The State supports {rate:%} ({group}): {state:đ}."
)
_LOCAL = Text("Địa phương hỗ trợ thêm {rate:%}: {local:đ}.", "The province adds {rate:%}: {local:đ}.")
_OWN = Text("Tự đóng: {own:đ}.", "Own payment: {own:đ}.")
_REPRICED = Text(
    "{months:months} từ {since} theo mức {monthly:đ} = {amount:đ}.",
    "{months:months} from {since} at {monthly:đ} = {amount:đ}.",
)
_NO_MONTHS = Text("Số tháng {months} không hợp lệ.", "{months} is not a number of months to pay for.")
_GIVE_MONTHS = Text("Nhập từ 1 đến 12 tháng.", "Give 1 to 12 months.")
_NO_PERIOD = Text(
    "Hộ gia đình không đóng {months} tháng một lần.", "Households do not pay {months} months at a time."
)
_GIVE_PERIOD = Text("Chọn 3, 6 hoặc 12 tháng.", "Choose 3, 6 or 12 months.")
_NO_POSITION = Text("Thứ tự trong hộ phải từ 1 trở lên.", "The position in the household starts at 1.")
_NO_GROUP = Text("Không có nhóm nào để hỗ trợ.", "No group to support was given.")
_GIVE_GROUP = Text("Nêu ít nhất một nhóm.", "Give at least one group.")
_TOO_MUCH = Text("Tỷ lệ hỗ trợ phải từ 0 đến 100 %.", "Support must be between 0 and 100 %.")
_PER_100_000 = Text("30 % viết là 30000.", "30 % is written 30000.")


@dataclass(frozen=True)
class Premium:
    """A premium in đồng: in all, and who pays it. The parts always add up to the whole."""

    total: int
    state: int
    local: int
    own: int


def monthly(on: dt.date) -> int:
    """The premium of one month at the full rate, in đồng. Law: 51/2024/QH15 art. 13; 188/2025/NĐ-CP art. 6."""
    rate, base = health.rate.on(on), base_salary.on(on)
    amount = share(base, rate)
    step(_MONTHLY, health.rate.entry(on).source, rate=rate, base=base, amount=amount)
    return amount


def require_months(months: int) -> None:
    """Raises: InvalidValue unless 1 to 12."""
    if not 1 <= months <= 12:
        raise InvalidValue(say(_NO_MONTHS, months=months), _GIVE_MONTHS)


@rule(
    "health.household_member",
    Text("Mức đóng BHYT của một thành viên hộ gia đình", "HI premium of one member of a household"),
    law="46/2014/QH13:13; 146/2018/NĐ-CP; 51/2024/QH15:13; 188/2025/NĐ-CP:6; 188/2025/NĐ-CP:7",
    arguments={
        "position": Text("thứ tự tham gia trong hộ, từ 1", "position of joining in the household, from 1"),
        "months": Text("số tháng đóng: 3, 6 hoặc 12", "months paid for: 3, 6 or 12"),
    },
    example={"position": "2", "months": "12", "on": "2026-07-01"},
)
def household_member(*, position: int, months: int = 12, on: dt.date) -> int:
    """What member `position` of a household pays on `on` for `months` months, in đồng.

    The price is that of the payment day; a later change neither adds nor gives back (188/2025/NĐ-CP art. 8).
    Law: 51/2024/QH15 art. 13; 188/2025/NĐ-CP arts. 6-8. Raises: InvalidValue.
    """
    if position < 1:
        raise InvalidValue(_NO_POSITION)
    if months not in PERIODS:
        raise InvalidValue(say(_NO_PERIOD, months=months), _GIVE_PERIOD, "188/2025/NĐ-CP:7")
    scale_parameter = health.household_scale[min(position, 5)]
    scale = scale_parameter.on(on, quiet=True)
    one = share(monthly(on), scale)
    step(_SCALED, scale_parameter.entry(on).source, position=position, scale=scale, amount=one)
    amount = one * months
    step(_FOR_MONTHS, "146/2018/NĐ-CP; 188/2025/NĐ-CP:7", months=months, monthly=one, amount=amount)
    return amount


@rule(
    "health.supported_premium",
    Text("Mức đóng BHYT của người được Nhà nước hỗ trợ", "HI premium of a person the State supports"),
    law="146/2018/NĐ-CP:8; 51/2024/QH15:12.4; 51/2024/QH15:13.5; 188/2025/NĐ-CP:6",
    arguments={
        "groups": Text("các nhóm được hỗ trợ của người đó", "the supported groups the person belongs to"),
        "months": MONTHS,
        "local_rate": Text(
            "tỷ lệ tỉnh hỗ trợ thêm trên mức đóng, tính trên 100.000 (10000 là 10 %)",
            "what the province adds, per 100,000 of the premium",
        ),
    },
    example={"groups": "student", "months": "12", "on": "2026-09-05"},
)
def supported_premium(
    *, groups: tuple[Supported, ...], months: int = 12, local_rate: int = 0, on: dt.date
) -> Premium:
    """Premium, State support and own payment, in đồng, at the price of `on`; the highest support counts.

    Support is never more than what is left to pay. Law: 51/2024/QH15 arts. 12.4, 13.5; 188/2025/NĐ-CP art. 6.
    Raises: InvalidValue, NotYetKnown where the group's support on that day is not known.
    """
    require_months(months)
    if not groups:
        raise InvalidValue(_NO_GROUP, _GIVE_GROUP)
    if not 0 <= local_rate <= 100_000:
        raise InvalidValue(_TOO_MUCH, _PER_100_000)
    total = monthly(on) * months
    best = max(groups, key=lambda group: health.support[group].on(on, quiet=True))
    rate = health.support[best].on(on)
    state = share(total, rate)
    entry = health.support[best].entry(on)
    step(_STATE, entry.source, entry.confidence, rate=rate, group=best, state=state)
    local = min(share(total, local_rate), total - state)
    if local_rate:
        step(_LOCAL, "146/2018/NĐ-CP:8; 188/2025/NĐ-CP:6", rate=local_rate, local=local)
    result = Premium(total, state, local, total - state - local)
    step(_OWN, "146/2018/NĐ-CP:8; 188/2025/NĐ-CP:6", own=result.own)
    return result


@rule(
    "health.repriced_premium",
    Text(
        "Mức đóng BHYT do ngân sách đóng, qua các lần đổi mức",
        "HI premium paid by the budget, across price changes",
    ),
    law="188/2025/NĐ-CP:8",
    since="2025-07-01",
    arguments={"since": Text("tháng đầu được đóng", "first month paid for"), "months": MONTHS},
    example={"since": "2026-05", "months": "6", "on": "2026-10-01"},
)
def repriced_premium(*, since: Month, months: int, on: dt.date) -> int:
    """The premium of `months` months from `since` for groups paid in full by the budget, in đồng.

    These groups are re-priced from the day of a change: each month has the price of its first day. `on` is the day asked.
    Law: 188/2025/NĐ-CP art. 8. Raises: InvalidValue.
    """
    require_months(months)
    total, month = 0, since
    while month < since + months:
        price, start = monthly(month.first_day), month
        while month < since + months and _same_price(start, month):
            month = month + 1
        amount = price * (month - start)
        step(_REPRICED, "188/2025/NĐ-CP:8", months=month - start, since=start, monthly=price, amount=amount)
        total += amount
    return total


def _same_price(one: Month, other: Month) -> bool:
    return all(
        parameter.entry(one.first_day) == parameter.entry(other.first_day)
        for parameter in (base_salary, health.rate)
    )
