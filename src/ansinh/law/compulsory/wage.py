"""On which wage is the contribution reckoned: the floor below, the cap above, fund by fund?"""

from __future__ import annotations

import datetime as dt

from ansinh.base.errors import InvalidValue
from ansinh.base.money import share
from ansinh.base.texts import Text
from ansinh.law.compulsory.terms import Fund, Payer
from ansinh.law.parameter import REPORTED, UNVERIFIED
from ansinh.law.parameters.levels import (
    Zone,
    base_salary,
    hi_cap_multiple,
    minimum_wage,
    si_cap_multiple,
    ui_cap_multiple,
    ui_cap_multiple_state,
)
from ansinh.law.said import say
from ansinh.law.working import step

REFERENCE_LEVEL_SINCE = dt.date(2025, 7, 1)
"""From this day the floor of the contribution wage is the reference level (41/2024/QH15 art. 31.1)."""

_HIGHEST_ADDITION = 15_000
"""No addition for a trained (7 %) and especially hazardous (7 %) post lifts the floor by more, per 100,000."""

_NEGATIVE = Text("Tiền lương không thể âm.", "A wage cannot be negative.")
_GIVE_WAGE = Text("Nhập tiền lương tháng bằng đồng.", "Enter the monthly wage in đồng.")
_ZONE_MISSING = Text(
    "Cần biết vùng lương tối thiểu để tính mức sàn, trần ngày {day}.",
    "The minimum wage zone is needed for floor and cap on {day}.",
)
_GIVE_ZONE = Text(
    "Nhập vùng I, II, III hoặc IV của nơi làm việc.", "Enter zone I, II, III or IV of the place of work."
)
_FLOOR = Text("Mức sàn tiền lương đóng là {floor:đ}.", "The floor of the contribution wage is {floor:đ}.")
_BELOW = Text(
    "Tiền lương {wage:đ} thấp hơn mức sàn nên tính theo {floor:đ}.",
    "The wage of {wage:đ} is below the floor, so {floor:đ} counts.",
)
_CAP = Text(
    "Trần tiền lương đóng {fund}: {multiple} × {level:đ} = {cap:đ}; tính trên {counted:đ}.",
    "Cap of the wage for the {fund}: {multiple} × {level:đ} = {cap:đ}; {counted:đ} counts.",
)


def require_wage(wage: int) -> None:
    """Raises: InvalidValue for a negative wage."""
    if wage < 0:
        raise InvalidValue(_NEGATIVE, _GIVE_WAGE)


def floor(payer: Payer, wage: int, zone: Zone | None, on: dt.date) -> int:
    """The lowest wage that counts on `on`, in đồng.

    Law: 41/2024/QH15 art. 31.1; before July 2025 the regional minimum wage (595/QĐ-BHXH art. 6), for staff on the
    State's scale and of communes the base salary. The additions of those years for trained and hazardous posts are not
    reckoned: below the highest floor they could make, the result says that it is unverified.
    """
    if on >= REFERENCE_LEVEL_SINCE:
        lowest = base_salary.on(on)
        step(_FLOOR, "41/2024/QH15:31.1.đ", floor=lowest)
        return lowest
    state = payer in (Payer.STATE_STAFF, Payer.COMMUNE_STAFF)
    lowest = base_salary.on(on) if state else minimum_wage[_zone(zone, on)].on(on)
    doubtful = wage < lowest + share(lowest, _HIGHEST_ADDITION)
    step(_FLOOR, "595/QĐ-BHXH:6", UNVERIFIED if doubtful else REPORTED, floor=lowest)
    return lowest


def _zone(zone: Zone | None, on: dt.date) -> Zone:
    if zone is None:
        raise InvalidValue(say(_ZONE_MISSING, day=on), _GIVE_ZONE)
    return zone


def raised(wage: int, lowest: int) -> int:
    """`wage`, or the floor where it is lower."""
    if wage < lowest:
        step(_BELOW, "", wage=wage, floor=lowest)
    return max(wage, lowest)


def capped(fund: Fund, wage: int, payer: Payer, zone: Zone | None, on: dt.date) -> int:
    """`wage` as it counts for `fund` on `on`: at most the fund's cap.

    Law: 41/2024/QH15 art. 31.1; 51/2024/QH15 art. 14.5; 74/2025/QH15 art. 34.2.
    """
    if fund is Fund.UNEMPLOYMENT:
        state = payer is Payer.STATE_STAFF and ui_cap_multiple_state.known(on)
        multiple = (ui_cap_multiple_state if state else ui_cap_multiple).on(on, quiet=True)
        level = base_salary.on(on) if state else minimum_wage[_zone(zone, on)].on(on)
        entry = (ui_cap_multiple_state if state else ui_cap_multiple).entry(on)
    else:
        parameter = hi_cap_multiple if fund is Fund.HEALTH else si_cap_multiple
        multiple, level, entry = parameter.on(on, quiet=True), base_salary.on(on), parameter.entry(on)
    cap = multiple * level
    counted = min(wage, cap)
    numbers = {"multiple": multiple, "level": level, "cap": cap, "counted": counted}
    step(_CAP, entry.source, entry.confidence, fund=fund, **numbers)
    return counted
