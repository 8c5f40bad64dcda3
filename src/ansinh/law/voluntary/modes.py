"""By when is a voluntary payment due, what do years ahead or missing months cost, and what is given back?"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ansinh.base.errors import InvalidValue, NotYetKnown
from ansinh.base.money import rounded
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.law.parameter import READ, UNVERIFIED
from ansinh.law.parameters import voluntary
from ansinh.law.parameters.voluntary import Group
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.voluntary.payment import INCOME, Payment, local_by_month, monthly_payment
from ansinh.law.voluntary.support import GROUPS, USED, Support, support
from ansinh.law.working import step

DUE_MONTH = {1: 1, 3: 3, 6: 4, 12: 7}
"""Mode in months: by the end of which of its months it must be paid (41/2024/QH15 art. 36.3)."""

RETURN = Text(
    "lãi suất đầu tư quỹ BHXH bình quân tháng của năm trước, ví dụ 0.0042",
    "average monthly investment return of the SI fund in the preceding year, for example 0.0042",
)
ROUNDED_ONCE = Text(
    "Cộng chính xác rồi làm tròn một lần đến đồng, nửa đồng làm tròn lên.",
    "Summed exactly, then rounded once to whole đồng, half a đồng upwards.",
)

_DUE = Text(
    "Đóng {months:months} một lần từ {since}: chậm nhất ngày {due}.",
    "{months:months} at a time from {since}: by {due} at the latest.",
)
_NO_MODE = Text(
    "Không có phương thức đóng {months:months} một lần.", "There is no mode of {months:months} at a time."
)
_GIVE_MODE = Text("Chọn 1, 3, 6 hoặc 12 tháng.", "Choose 1, 3, 6 or 12 months.")
_NO_RETURN = Text(
    "Chưa biết lãi suất đầu tư quỹ BHXH bình quân tháng của năm {year:n}.",
    "The average monthly investment return of the SI fund in {year:n} is not known.",
)
_GIVE_RETURN = Text(
    "Nhập monthly_return theo thông báo của BHXH Việt Nam (10 ngày đầu tháng 1).",
    "Give monthly_return as VSS announces it in the first 10 days of January.",
)
_BAD_RETURN = Text("Lãi suất tháng {rate} không hợp lý.", "A monthly return of {rate} makes no sense.")
_SHARE_OF_ONE = Text("0,42 % viết là 0.0042.", "0.42 % is written 0.0042.")
_YEARS = Text("Chỉ được đóng trước từ 2 đến {most} năm.", "Only 2 to {most} years can be paid ahead.")
_AHEAD = Text(
    "Tổng của {count:months}, chiết khấu {rate} mỗi tháng: {amount:đ}.",
    "The sum of {count:months}, discounted by {rate} a month: {amount:đ}.",
)
_MISSING_RANGE = Text(
    "Chỉ được đóng một lần cho từ 1 đến {most} tháng còn thiếu.",
    "Only 1 to {most} missing months can be paid at once.",
)
_MISSING = Text(
    "Tổng của {count:months} còn thiếu, lãi gộp {rate} mỗi tháng: {amount:đ}.",
    "The sum of {count:months} missing, compounded by {rate} a month: {amount:đ}.",
)
_OWN = Text(
    "Người tham gia đóng: {total:đ} − {state:đ} = {own:đ}.",
    "The participant pays: {total:đ} − {state:đ} = {own:đ}.",
)
_REMAINING = Text("Số tháng còn lại phải từ 0 đến {months}.", "The months left must be 0 to {months}.")
_BACK = Text(
    "Tiền đã đóng cho {remaining:months} còn lại là {paid:đ}, trừ phần được hỗ trợ {supported:đ}: hoàn trả {amount:đ}.",
    "Paid for the {remaining:months} left: {paid:đ}, less support of {supported:đ}: {amount:đ} is given back.",
)


@rule(
    "voluntary.due_day",
    Text("Hạn đóng BHXH tự nguyện", "Due day of voluntary SI"),
    law="134/2015/NĐ-CP; 41/2024/QH15:36.3",
    rounding=NO_ROUNDING,
    arguments={
        "since": Text("tháng đầu của kỳ đóng", "first month of the period paid for"),
        "months": Text("đóng mấy tháng một lần", "months at a time"),
    },
    example={"since": "2026-01", "months": "12", "on": "2026-01-01"},
)
def due_day(*, since: Month, months: int, on: dt.date) -> dt.date:
    """The last day to pay for the period of `months` months from `since`.

    Law: 41/2024/QH15 art. 36.3; the same pattern before July 2025 is unverified. Raises: InvalidValue.
    """
    if months not in DUE_MONTH:
        raise InvalidValue(say(_NO_MODE, months=months), _GIVE_MODE, "41/2024/QH15:36.2")
    due = (since + (DUE_MONTH[months] - 1)).last_day
    sureness = READ if on >= dt.date(2025, 7, 1) else UNVERIFIED
    step(_DUE, "134/2015/NĐ-CP; 41/2024/QH15:36.3", sureness, months=months, since=since, due=due)
    return due


def _monthly_return(given: Decimal | None, on: dt.date) -> Decimal:
    if given is None:
        raise NotYetKnown(say(_NO_RETURN, year=on.year - 1), _GIVE_RETURN, "159/2025/NĐ-CP:6")
    if not 0 <= given < Decimal("0.1"):
        raise InvalidValue(say(_BAD_RETURN, rate=given), _SHARE_OF_ONE)
    return given


@rule(
    "voluntary.years_ahead",
    Text("Đóng BHXH tự nguyện một lần cho nhiều năm về sau", "Voluntary SI paid once for years ahead"),
    law="159/2025/NĐ-CP:6",
    since="2025-07-01",
    rounding=ROUNDED_ONCE,
    arguments={
        "income": INCOME,
        "years": Text("số năm đóng trước, 2 đến 5", "years ahead, 2 to 5"),
        "monthly_return": RETURN,
        "groups": GROUPS,
        "supported_before": USED,
    },
    example={"income": "1500000", "years": "2", "monthly_return": "0.004", "on": "2026-10-01"},
)
def years_ahead(
    *,
    income: int,
    years: int,
    monthly_return: Decimal | None = None,
    groups: tuple[Group, ...] = (Group.OTHER,),
    supported_before: int = 0,
    on: dt.date,
) -> Payment:
    """What `years` years ahead cost on `on`, in đồng: each month discounted to the first by the monthly return.

    Law: 159/2025/NĐ-CP art. 6. Raises: InvalidValue, NotYetKnown when the return is not given.
    """
    most = voluntary.years_ahead.on(on, quiet=True)
    if not 2 <= years <= most:
        raise InvalidValue(say(_YEARS, most=most), source="159/2025/NĐ-CP:6")
    rate, count = _monthly_return(monthly_return, on), 12 * years
    total = rounded(_discounted(monthly_payment(income, on), rate, range(1, count + 1)))
    step(_AHEAD, "159/2025/NĐ-CP:6.2", count=count, rate=rate, amount=total)
    state = min(total, support(groups=groups, months=count, supported_before=supported_before, on=on).total)
    result = Payment(total, state, 0, total - state)
    step(_OWN, "159/2025/NĐ-CP:5", total=total, state=state, own=result.own)
    return result


def _discounted(monthly: int, rate: Decimal, months: range) -> Decimal:
    return sum((monthly / (1 + rate) ** (i - 1) for i in months), Decimal(0))


@rule(
    "voluntary.missing_months",
    Text("Đóng một lần cho những tháng còn thiếu", "Voluntary SI paid once for the missing months"),
    law="159/2025/NĐ-CP:7",
    since="2025-07-01",
    rounding=ROUNDED_ONCE,
    arguments={
        "income": INCOME,
        "months": Text("số tháng còn thiếu để đủ 15 năm", "months missing to 15 years"),
        "monthly_return": RETURN,
    },
    example={"income": "1500000", "months": "24", "monthly_return": "0.004", "on": "2026-10-01"},
)
def missing_months(*, income: int, months: int, monthly_return: Decimal | None = None, on: dt.date) -> int:
    """What a person of retirement age pays at once for `months` missing months, in đồng, compounded month by month.

    Law: 159/2025/NĐ-CP art. 7: at most 60 months, to reach 15 years. Raises: InvalidValue, NotYetKnown.
    """
    most = voluntary.missing_months.on(on, quiet=True)
    if not 1 <= months <= most:
        raise InvalidValue(say(_MISSING_RANGE, most=most), source="159/2025/NĐ-CP:7.1")
    rate, monthly = _monthly_return(monthly_return, on), monthly_payment(income, on)
    amount = rounded(sum((monthly * (1 + rate) ** i for i in range(1, months + 1)), Decimal(0)))
    step(_MISSING, "159/2025/NĐ-CP:7.2", count=months, rate=rate, amount=amount)
    return amount


@rule(
    "voluntary.refund",
    Text("Hoàn trả tiền đóng trước BHXH tự nguyện", "Refund of voluntary SI paid ahead"),
    law="159/2025/NĐ-CP:8",
    since="2025-07-01",
    rounding=ROUNDED_ONCE,
    arguments={
        "income": INCOME,
        "months": Text("số tháng đã đóng: 3, 6, 12 hoặc 24 đến 60", "months paid for: 3, 6, 12 or 24 to 60"),
        "remaining": Text("số tháng còn lại", "months left"),
        "paid_on": Text("ngày đã đóng", "day of the payment"),
        "groups": GROUPS,
        "supported_before": USED,
        "local_rate": Text(
            "tỷ lệ địa phương hỗ trợ thêm, tính trên 100.000", "what the province added, per 100,000"
        ),
        "monthly_return": RETURN,
    },
    example={
        "income": "1500000",
        "months": "12",
        "remaining": "5",
        "paid_on": "2026-01-15",
        "on": "2026-08-01",
    },
)
def refund(
    *,
    income: int,
    months: int,
    remaining: int,
    paid_on: dt.date,
    groups: tuple[Group, ...] = (Group.OTHER,),
    supported_before: int = 0,
    local_rate: int = 0,
    monthly_return: Decimal | None = None,
    on: dt.date,
) -> int:
    """What is given back on `on` of a payment made on `paid_on` when `remaining` of its months are left, in đồng.

    Due to those who come under compulsory SI, take the lump sum, start a pension, or to the family of one who died.
    Support of the State and the province is not given back to the person.
    Law: 159/2025/NĐ-CP art. 8. Raises: InvalidValue, NotYetKnown.
    """
    if months not in (3, 6, 12, 24, 36, 48, 60):
        raise InvalidValue(say(_NO_MODE, months=months), source="159/2025/NĐ-CP:8.1")
    if not 0 <= remaining <= months:
        raise InvalidValue(say(_REMAINING, months=months))
    monthly = monthly_payment(income, paid_on)
    if months > 12:
        rate = _monthly_return(monthly_return, paid_on)
        paid = rounded(_discounted(monthly, rate, range(months - remaining + 1, months + 1)))
    else:
        paid = monthly * remaining
    granted = support(groups=groups, months=months, supported_before=supported_before, on=paid_on)
    supported = min(paid, _supported(granted, months, remaining, local_rate, paid_on))
    amount = paid - supported
    step(_BACK, "159/2025/NĐ-CP:8", remaining=remaining, paid=paid, supported=supported, amount=amount)
    return amount


def _supported(granted: Support, months: int, remaining: int, local_rate: int, on: dt.date) -> int:
    """State and provincial support of the last `remaining` months; the first months of a payment were supported first."""
    used = months - remaining
    state = granted.monthly * max(0, granted.months - used)
    return state + sum(local_by_month(local_rate, granted, months, on)[used:])
