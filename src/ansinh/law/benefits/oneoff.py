"""Who may take SI out once, how much would it be, and what is given up by not waiting for the pension?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ansinh.base.errors import InvalidValue
from ansinh.base.money import rounded, share
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.law.benefits.pension import half_years, rate, years_said
from ansinh.law.benefits.retirement import BORN, SEX, age
from ansinh.law.benefits.wages import HISTORY, Stretch, average, require_history
from ansinh.law.choices import Choice
from ansinh.law.parameters.benefits import Sex, minimum_months, social_pension, social_pension_age
from ansinh.law.parameters.voluntary import rate as contribution_rate
from ansinh.law.periods import months_later
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.working import step

LAW_41 = dt.date(2025, 7, 1)
_2014 = Month(2014, 1)
_ARTICLE = "41/2024/QH15:70.3; 41/2024/QH15:102.2; 159/2025/NĐ-CP:9"


class Reason(Choice):
    """Why a person asks for it; the letters are the points of article 70.1."""

    AGE = (
        "age",
        "đủ tuổi hưởng lương hưu, chưa đủ 15 năm đóng (a)",
        "of pension age with less than 15 years (a)",
    )
    ABROAD = "abroad", "ra nước ngoài để định cư (b)", "settling abroad (b)"
    DISEASE = "disease", "mắc bệnh trong danh mục (c)", "a listed disease (c)"
    DISABILITY = (
        "disability",
        "suy giảm từ 81 %, khuyết tật đặc biệt nặng (d)",
        "81 % loss or gravest disability (d)",
    )
    TWELVE_MONTHS = "twelve_months", "sau 12 tháng không tham gia (đ)", "12 months out of SI (đ)"
    DISCHARGE = "discharge", "phục viên, xuất ngũ, thôi việc (e)", "discharged from the forces (e)"


_NOT_DEDUCTED = (Reason.DISEASE, Reason.DISABILITY)

_HAS = Text("Đạt: {what}.", "Met: {what}.")
_LACKS = Text("Chưa đạt: {what}.", "Not met: {what}.")
_JOINED_BEFORE = Text("có thời gian đóng trước 1/7/2025", "contributions before 1 July 2025")
_OUT_12 = Text(
    "12 tháng liên tục không thuộc diện bắt buộc và không đóng tự nguyện (hiện {months})",
    "12 consecutive months outside compulsory and voluntary SI ({months} so far)",
)
_UNDER_20 = Text("đóng chưa đủ 20 năm", "less than 20 years of contributions")
_UNDER_15 = Text("đóng chưa đủ 15 năm", "less than 15 years of contributions")
_AS_STATED = Text("lý do “{reason}”, có giấy tờ chứng minh", "the reason “{reason}”, with its papers")


@dataclass(frozen=True)
class Entitlement:
    """May it be taken now, and what is not met."""

    may: bool
    missing: tuple[Text, ...]


@rule(
    "oneoff.entitlement",
    Text("Điều kiện hưởng BHXH một lần", "Who may take SI out once"),
    law="41/2024/QH15:70.1; 41/2024/QH15:102.1; 158/2025/NĐ-CP:14",
    since="2025-07-01",
    rounding=NO_ROUNDING,
    arguments={
        "reason": Text("lý do", "reason"),
        "months": Text("tổng số tháng đã đóng", "months of contribution in all"),
        "first_month": Text("tháng đóng đầu tiên", "first month of contribution"),
        "out_months": Text("số tháng liên tục không tham gia", "consecutive months out of SI"),
    },
    example={
        "reason": "twelve_months",
        "months": "90",
        "first_month": "2018-03",
        "out_months": "12",
        "on": "2026-10-01",
    },
)
def entitlement(
    *, reason: Reason, months: int, first_month: Month, out_months: int = 0, on: dt.date
) -> Entitlement:
    """Whether a person who has stopped and asks may take the lump sum on `on`; papers are for the office to check.

    People who first joined since July 2025 have no 12-month way. Law: 41/2024/QH15 arts. 70.1, 102.1; 158/2025 art. 14.
    """
    if reason is Reason.TWELVE_MONTHS:
        needs = (
            (_JOINED_BEFORE, first_month.first_day < LAW_41),
            (_OUT_12.format(months=out_months), out_months >= 12),
            (_UNDER_20, months < 240),
        )
    elif reason is Reason.AGE:
        needs = ((_UNDER_15, months < minimum_months.on(on, quiet=True)),)
    else:
        needs = ((say(_AS_STATED, reason=reason), True),)
    for what, met in needs:
        step(_HAS if met else _LACKS, "41/2024/QH15:70.1; 158/2025/NĐ-CP:14", what=what)
    missing = tuple(what for what, met in needs if not met)
    return Entitlement(not missing, missing)


_MOVED = Text(
    "{odd:months} lẻ trước 2014 chuyển sang giai đoạn từ 2014.",
    "{odd:months} left over before 2014 count as from 2014.",
)
_PARTS = Text(
    "Trước 2014: {before} năm × 1,5; từ 2014: {since} năm × 2; nhân {average:đ} = {amount:đ}.",
    "Before 2014: {before} years × 1.5; from 2014: {since} years × 2; times {average:đ} = {amount:đ}.",
)
_SHORT = Text(
    "Đóng chưa đủ một năm: bằng số tiền đã đóng {paid:đ}, không quá 2 tháng bình quân {most:đ}.",
    "Less than a year: what was paid, {paid:đ}, at most two months' average, {most:đ}.",
)
_LESS = Text(
    "Trừ tiền Nhà nước đã hỗ trợ {support:đ}: còn {amount:đ}.",
    "Less the State's support of {support:đ}: {amount:đ}.",
)
_KEPT = Text(
    "Bệnh trong danh mục, khuyết tật: không trừ tiền Nhà nước đã hỗ trợ.",
    "A listed disease or disability: the State's support is not deducted.",
)
_NEGATIVE = Text("Tiền hỗ trợ không thể âm.", "Support cannot be negative.")


@rule(
    "oneoff.amount",
    Text("Mức hưởng BHXH một lần", "Amount of SI taken out once"),
    law=_ARTICLE,
    since="2025-07-01",
    arguments={
        "history": HISTORY,
        "state_support": Text(
            "tổng tiền Nhà nước đã hỗ trợ đóng tự nguyện, đồng", "State support received, đồng"
        ),
        "reason": Text("lý do", "reason"),
    },
    example={"history": "2012-03..2013-12:3000000;2014-01..2021-06:6000000", "on": "2026-10-01"},
)
def oneoff(
    *,
    history: tuple[Stretch, ...],
    state_support: int = 0,
    reason: Reason = Reason.TWELVE_MONTHS,
    on: dt.date,
) -> int:
    """The lump sum settled on `on`, in đồng.

    1.5 months' average for each year before 2014, 2 for each since; odd months before 2014 count as since 2014.
    Law: 41/2024/QH15 arts. 70.3-70.4, 102; 159/2025/NĐ-CP art. 9. Raises: InvalidValue, NotYetKnown.
    """
    require_history(history)
    if state_support < 0:
        raise InvalidValue(_NEGATIVE)
    counted = average(history=history, on=on)
    if counted.months < 12:
        full = _paid_in(history, counted.average, on)
    else:
        full = _by_years(history, counted.months, counted.average)
    if reason in _NOT_DEDUCTED:
        step(_KEPT, "41/2024/QH15:70.4; 159/2025/NĐ-CP:9")
        return full
    result = max(0, full - state_support)
    if state_support:
        step(_LESS, "159/2025/NĐ-CP:9", support=state_support, amount=result)
    return result


def _by_years(history: tuple[Stretch, ...], months: int, average_wage: int) -> int:
    before = sum(max(0, min(stretch.until, _2014 - 1) - stretch.since + 1) for stretch in history)
    since = months - before
    if since and before % 12:
        step(_MOVED, "41/2024/QH15:70.3.a", odd=before % 12)
        since, before = since + before % 12, before - before % 12
    first, second = half_years(before), half_years(since)
    amount = rounded(Decimal(average_wage) * (3 * first + 4 * second) / 4)
    numbers = {
        "before": years_said(first),
        "since": years_said(second),
        "average": average_wage,
        "amount": amount,
    }
    step(_PARTS, _ARTICLE, **numbers)
    return amount


def _paid_in(history: tuple[Stretch, ...], average_wage: int, on: dt.date) -> int:
    rate_paid = contribution_rate.on(on, quiet=True)
    paid, most = sum(share(s.amount, rate_paid) * s.months for s in history), 2 * average_wage
    step(_SHORT, "41/2024/QH15:70.3", paid=paid, most=most)
    return min(paid, most)


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
    step(_NOW, _ARTICLE, once=once)
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
        raise InvalidValue(say(_LACKS, what=_UNDER_15), source="41/2024/QH15:23.1")
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
