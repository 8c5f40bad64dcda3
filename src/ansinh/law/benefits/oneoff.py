"""Who may take SI out once, and how much would it be?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ansinh.base.errors import InvalidValue
from ansinh.base.money import rounded, share
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.law.benefits.pension import half_years, years_said
from ansinh.law.benefits.wages import HISTORY, Stretch, average, require_history
from ansinh.law.choices import Choice
from ansinh.law.parameters.benefits import minimum_months
from ansinh.law.parameters.voluntary import rate as contribution_rate
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.working import step

LAW_41 = dt.date(2025, 7, 1)
_2014 = Month(2014, 1)
ARTICLE = "41/2024/QH15:70.3; 41/2024/QH15:102.2; 159/2025/NĐ-CP:9"


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
    law=ARTICLE,
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
    step(_PARTS, ARTICLE, **numbers)
    return amount


def _paid_in(history: tuple[Stretch, ...], average_wage: int, on: dt.date) -> int:
    rate_paid = contribution_rate.on(on, quiet=True)
    paid, most = sum(share(s.amount, rate_paid) * s.months for s in history), 2 * average_wage
    step(_SHORT, "41/2024/QH15:70.3", paid=paid, most=most)
    return min(paid, most)
