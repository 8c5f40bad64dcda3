"""How much UI benefit is paid, for how long, until when must one ask, and from which day is it paid?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.money import share
from ansinh.base.texts import Text
from ansinh.law.parameter import REPORTED
from ansinh.law.parameters import unemployment
from ansinh.law.parameters.levels import Zone, minimum_wage
from ansinh.law.periods import months_later
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.working import step

_TOO_SHORT = Text(
    "Đóng {months:months} trong thời gian xét, cần từ {least:months}.",
    "{months:months} in the time looked at, {least:months} are needed.",
)
_MONTHLY = Text(
    "{rate:%} × {average:đ} = {amount:đ}; không quá {multiple} × {minimum:đ} = {cap:đ}.",
    "{rate:%} × {average:đ} = {amount:đ}; at most {multiple} × {minimum:đ} = {cap:đ}.",
)
_LASTS = Text(
    "Đóng {months:months}: hưởng {count:months} (3 tháng cho 12 đến 36 tháng, thêm 1 tháng cho mỗi 12 tháng, tối đa 12).",
    "{months:months} paid: {count:months} of benefit (3 for 12 to 36, one more for each 12, at most 12).",
)
_TOTAL = Text("{count} × {monthly:đ} = {total:đ}.", "{count} × {monthly:đ} = {total:đ}.")
_FILE_BY = Text("Nộp hồ sơ chậm nhất ngày {day}.", "Ask for it by {day}.")


@dataclass(frozen=True)
class UnemploymentBenefit:
    """Đồng a month, months, đồng in all, and the last day to ask."""

    monthly: int
    months: int
    total: int
    file_by: dt.date


@rule(
    "unemployment.benefit",
    Text("Trợ cấp thất nghiệp", "UI benefit"),
    law="38/2013/QH13:49; 38/2013/QH13:50; 74/2025/QH15:38; 74/2025/QH15:39",
    arguments={
        "average": Text(
            "bình quân tiền lương đóng BHTN 6 tháng gần nhất, đồng",
            "average UI wage of the last 6 months, đồng",
        ),
        "months": Text("số tháng đóng BHTN chưa hưởng", "months of UI not used yet"),
        "zone": Text("vùng lương tối thiểu", "minimum wage zone"),
    },
    example={"average": "9000000", "months": "50", "zone": "I", "on": "2026-10-01"},
)
def benefit(*, average: int, months: int, zone: Zone, on: dt.date) -> UnemploymentBenefit:
    """The benefit of a person whose work ended on `on`, in đồng.

    12 months paid within 24 (36 for contracts of under a year) are needed, which is not checked here.
    Law: 74/2025/QH15 arts. 38-39; before 2026 38/2013/QH13 arts. 49-50. Raises: InvalidValue below 12 months.
    """
    least = unemployment.least_months.on(on, quiet=True)
    if months < least or average < 0:
        source = unemployment.least_months.entry(on).source
        raise InvalidValue(say(_TOO_SHORT, months=months, least=least), source=source)
    rate, multiple = unemployment.rate.on(on, quiet=True), unemployment.cap_multiple.on(on, quiet=True)
    minimum = minimum_wage[zone].on(on)
    amount, cap = share(average, rate), multiple * minimum
    entry = unemployment.rate.entry(on)
    numbers = {
        "rate": rate,
        "average": average,
        "amount": amount,
        "multiple": multiple,
        "minimum": minimum,
        "cap": cap,
    }
    step(_MONTHLY, entry.source, entry.confidence, **numbers)
    count = min(
        unemployment.most_months.on(on, quiet=True),
        unemployment.first_months.on(on, quiet=True) + max(0, months - 36) // 12,
    )
    step(_LASTS, entry.source, entry.confidence, months=months, count=count)
    monthly = min(amount, cap)
    step(_TOTAL, entry.source, entry.confidence, count=count, monthly=monthly, total=count * monthly)
    file_by = months_later(on, 3)
    step(_FILE_BY, "38/2013/QH13:46; 74/2025/QH15:38", entry.confidence, day=file_by)
    return UnemploymentBenefit(monthly, count, count * monthly, file_by)


_FIRST = Text(
    "Nộp đủ hồ sơ ngày {filed}: hưởng từ ngày làm việc thứ {days} sau đó, ngày {first}.",
    "Filed in full on {filed}: paid from working day {days} after it, {first}.",
)
_NOT_THEN = Text(
    "Ngày nộp hồ sơ {filed} không nằm trong khoảng từ {ended} đến {last}.",
    "The filing on {filed} is not within {ended} to {last}.",
)
_FILE_WITHIN = Text(
    "Hồ sơ nộp sau khi chấm dứt việc làm, chậm nhất ngày {last}.",
    "It is filed after the job has ended, by {last} at the latest.",
)


@rule(
    "unemployment.first_day",
    Text("Ngày bắt đầu hưởng trợ cấp thất nghiệp", "First day of the UI benefit"),
    law="74/2025/QH15:39",
    since="2026-01-01",
    rounding=NO_ROUNDING,
    arguments={
        "ended_on": Text("ngày chấm dứt việc làm", "day the job ended"),
        "holidays": Text("các ngày nghỉ lễ, cách nhau bằng dấu phẩy", "public holidays, joined by commas"),
    },
    example={"ended_on": "2026-10-01", "on": "2026-10-05"},
)
def first_day(*, ended_on: dt.date, holidays: tuple[dt.date, ...] = (), on: dt.date) -> dt.date:
    """The first day paid for a complete file handed in on `on`; Saturdays, Sundays and `holidays` do not count.

    The day of filing itself is taken as not counted. Law: 74/2025/QH15 art. 39. Raises: InvalidValue for a filing
    before the end of the job or after the time to ask.
    """
    last = months_later(ended_on, 3)
    if not ended_on <= on <= last:
        message = say(_NOT_THEN, filed=on, ended=ended_on, last=last)
        raise InvalidValue(message, say(_FILE_WITHIN, last=last), "74/2025/QH15:38")
    days = unemployment.waiting_days.on(on, quiet=True)
    first, left = on, days
    while left:
        first += dt.timedelta(days=1)
        left -= first.weekday() < 5 and first not in holidays
    step(_FIRST, unemployment.waiting_days.entry(on).source, REPORTED, filed=on, days=days, first=first)
    return first
