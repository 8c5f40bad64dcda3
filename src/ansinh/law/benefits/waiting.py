"""What does a person get who waits instead of taking SI out: a pension, or a monthly benefit with less than 15 years?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ansinh.base.errors import InvalidValue
from ansinh.base.money import rounded, share
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.law.benefits.oneoff import ARTICLE, oneoff
from ansinh.law.benefits.pension import half_years, rate, years_said
from ansinh.law.benefits.retirement import BORN, SEX, age
from ansinh.law.benefits.wages import HISTORY, Stretch, average
from ansinh.law.parameters.benefits import Sex, minimum_months, social_pension, social_pension_age
from ansinh.law.periods import months_later
from ansinh.law.registry import rule
from ansinh.law.working import step

_NOW = Text("Rút ngay được {once:đ}.", "Taken out now: {once:đ}.")
_MISSING = Text(
    "Còn thiếu {missing:months} để đủ 15 năm hưởng lương hưu.",
    "{missing:months} are missing to the 15 years of a pension.",
)
_LATER = Text(
    "Giữ lại và đủ {months:months}: từ {since} hưởng khoảng {monthly:đ} một tháng theo mức hiện nay.",
    "Kept, with {months:months}: about {monthly:đ} a month from {since}, at today's level.",
)
_EVEN = Text(
    "Sau {even:months} hưởng lương hưu đã nhận hơn số rút một lần; còn thẻ BHYT và trợ cấp tuất, mai táng.",
    "After {even:months} of pension more is received than taken out; besides an HI card and survivors' benefits.",
)


@dataclass(frozen=True)
class Comparison:
    """The lump sum against the pension, in đồng and months, at today's level; not a forecast."""

    once: int
    missing_months: int
    pension_from: Month
    monthly: int
    even_after_months: int


@rule(
    "oneoff.comparison",
    Text("So sánh rút BHXH một lần với chờ lương hưu", "SI taken out once against waiting for the pension"),
    law="41/2024/QH15:64; 41/2024/QH15:66; 41/2024/QH15:70; 41/2024/QH15:99",
    since="2025-07-01",
    arguments={
        "history": HISTORY,
        "sex": SEX,
        "born": BORN,
        "state_support": Text("tổng tiền Nhà nước đã hỗ trợ, đồng", "State support received, đồng"),
    },
    example={
        "history": "2014-01..2023-12:6000000",
        "sex": "female",
        "born": "1985-05-20",
        "on": "2026-10-01",
    },
)
def comparison(
    *, history: tuple[Stretch, ...], sex: Sex, born: dt.date, state_support: int = 0, on: dt.date
) -> Comparison:
    """What is received now, and what each month from the retirement age with the time now held or 15 years if less.

    Missing months are taken at today's average; coefficients and ages to come are left as they are.
    Law: 41/2024/QH15 arts. 64, 66, 70, 99. Raises: InvalidValue, NotYetKnown.
    """
    once = oneoff(history=history, state_support=state_support, on=on)
    step(_NOW, ARTICLE, once=once)
    counted = average(history=history, on=on)
    least = minimum_months.on(on, quiet=True)
    missing = max(0, least - counted.months)
    if missing:
        step(_MISSING, "41/2024/QH15:64.1; 41/2024/QH15:98", missing=missing)
    months = max(least, counted.months)
    monthly = share(counted.average, rate(sex=sex, months=months, on=on))
    since = max(age(born=born, sex=sex, on=on).pension_from, Month.of(on) + missing)
    step(_LATER, "41/2024/QH15:66; 41/2024/QH15:99", months=months, since=since, monthly=monthly)
    even = -(-once // monthly) if monthly else 0
    step(_EVEN, "41/2024/QH15:66", even=even)
    return Comparison(once, missing, since, monthly, even)


_LASTS = Text(
    "2 × {average:đ} × {years} năm / {level:đ} = {months:months} (tháng lẻ tính là một tháng).",
    "2 × {average:đ} × {years} years / {level:đ} = {months:months} (a part month counts as one).",
)
_RAISED = Text(
    "Dài hơn {left:months} còn lại đến tuổi hưởng trợ cấp hưu trí xã hội: mỗi tháng {amount:đ}.",
    "Longer than the {left:months} left to the age of the social pension: {amount:đ} a month.",
)
_LONG_ENOUGH = Text("Đã đóng đủ 15 năm: hưởng lương hưu.", "15 years are paid: a pension is due.")
_TOP_UP = Text(
    "Còn thiếu {short:months} đến tuổi đó, được đóng một lần để hưởng tiếp.",
    "{short:months} are missing to that age; they may be paid for at once.",
)


@dataclass(frozen=True)
class MonthlyBenefit:
    """Months, đồng a month, and the months missing to the age of the social pension."""

    months: int
    amount: int
    missing: int


@rule(
    "oneoff.monthly_benefit",
    Text("Trợ cấp hằng tháng khi chưa đủ 15 năm đóng", "Monthly benefit with less than 15 years"),
    law="41/2024/QH15:23; 158/2025/NĐ-CP:23; 158/2025/NĐ-CP:24; 159/2025/NĐ-CP:14",
    since="2025-07-01",
    arguments={"history": HISTORY, "born": BORN},
    example={"history": "2016-01..2022-12:5000000", "born": "1964-08-10", "on": "2026-10-01"},
)
def monthly_benefit(*, history: tuple[Stretch, ...], born: dt.date, on: dt.date) -> MonthlyBenefit:
    """What a person of retirement age with less than 15 years gets each month until the age of the social pension.

    Law: 41/2024/QH15 art. 23; 158/2025/NĐ-CP arts. 23-24. Raises: InvalidValue from 15 years on.
    """
    counted = average(history=history, on=on)
    if counted.months >= minimum_months.on(on, quiet=True):
        raise InvalidValue(_LONG_ENOUGH, source="41/2024/QH15:23.1")
    level, halves = social_pension.on(on), half_years(counted.months)
    months = -(-counted.average * halves // level)
    numbers = {"average": counted.average, "years": years_said(halves), "level": level, "months": months}
    step(_LASTS, "41/2024/QH15:23.2; 158/2025/NĐ-CP:23", **numbers)
    turns = months_later(born, 12 * social_pension_age.on(on, quiet=True))
    left = max(1, Month.of(turns) - Month.of(on))
    if months > left:
        amount = level + rounded(Decimal((months - left) * level) / left)
        step(_RAISED, "41/2024/QH15:23.3; 158/2025/NĐ-CP:23", left=left, amount=amount)
        return MonthlyBenefit(left, amount, 0)
    if months < left:
        step(_TOP_UP, "41/2024/QH15:23.3", short=left - months)
    return MonthlyBenefit(months, level, left - months)
