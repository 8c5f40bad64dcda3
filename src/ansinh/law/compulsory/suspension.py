"""May an employer put off the retirement and death part, for which months, and when is it made up?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.money import PER
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.law.parameters import arrears
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.working import step

SINCE = dt.date(2025, 7, 1)
"""Suspension under earlier law was not read."""

_ARTICLE = "41/2024/QH15:37; 158/2025/NĐ-CP:10"
_IDLE = Text(
    "{idle:n} trong {insured:n} lao động thuộc diện tham gia phải tạm nghỉ việc {days:days}"
    " (cần từ {least:%} số lao động và từ {least_days:days}).",
    "{idle:n} of {insured:n} insured workers idle for {days:days} (at least {least:%} of them and {least_days:days} needed).",
)
_LOST = Text(
    "Thiệt hại {lost:%} tổng giá trị tài sản (cần trên {least:%}).",
    "{lost:%} of all assets lost (more than {least:%} needed).",
)
_REFUSED = Text(
    "Không đạt điều kiện nào trong hai điều kiện: không được tạm dừng đóng.",
    "Neither of the two conditions is met: payment may not be suspended.",
)
_GRANTED = Text(
    "Tạm dừng đóng vào quỹ hưu trí và tử tuất từ tháng {since} đến hết tháng {until}; các quỹ khác vẫn đóng.",
    "Payment to the retirement and death fund is suspended from {since} to {until}; the other funds are still paid.",
)
_MAKE_UP = Text(
    "Đóng bù chậm nhất {day}; đến hết ngày đó không coi là chậm đóng.",
    "To be made up by {day}; up to that day it is not late.",
)
_COUNTS = Text(
    "Số lao động, số ngày, tỷ lệ không hợp lệ.", "The numbers of workers, days or the share do not fit."
)
_GIVE_COUNTS = Text(
    "Số tạm nghỉ từ 0 đến số thuộc diện tham gia; tỷ lệ thiệt hại tính trên 100.000, từ 0 đến 100000.",
    "Idle from 0 to all insured; the loss per 100,000, from 0 to 100000.",
)
_TOO_LONG = Text(
    "Không tạm dừng {months:months}: chỉ từ 1 đến {most:months}.",
    "Not {months:months}: a suspension lasts from 1 to {most:months}.",
)


@dataclass(frozen=True)
class Suspension:
    """Is it open, for which months (both included), and by which day is it made up? No months where it is not open."""

    may: bool
    since: Month | None = None
    until: Month | None = None
    make_up_by: dt.date | None = None


@rule(
    "compulsory.suspension",
    Text("Tạm dừng đóng vào quỹ hưu trí và tử tuất", "Suspension of payment to the retirement and death fund"),
    law=_ARTICLE,
    since="2025-07-01",
    rounding=NO_ROUNDING,
    arguments={
        "since": Text("tháng đầu tạm dừng", "first month of the suspension"),
        "months": Text("số tháng tạm dừng, từ 1 đến 12", "months of it, 1 to 12"),
        "insured": Text("số lao động thuộc diện tham gia BHXH", "workers insured with SI"),
        "idle": Text("số lao động trong đó phải tạm nghỉ việc", "those of them who are idle"),
        "idle_days": Text("số ngày tạm nghỉ việc", "days for which they are idle"),
        "lost": Text("tỷ lệ tài sản bị thiệt hại, tính trên 100.000", "share of assets lost, per 100,000"),
    },
    example={
        "since": "2026-03", "months": "6", "insured": "40", "idle": "20", "idle_days": "30", "on": "2026-03-01",
    },
)  # fmt: skip
def suspension(
    *, since: Month, months: int, insured: int = 0, idle: int = 0, idle_days: int = 0, lost: int = 0, on: dt.date
) -> Suspension:  # fmt: skip
    """Whether the retirement and death part may be put off, for which months, and the day it is made up by.

    Open where half of the insured workers are idle for 30 days or more, or over half of the assets are lost.
    Law: 41/2024/QH15 art. 37; 158/2025/NĐ-CP art. 10. Raises: InvalidValue, also for more than 12 months.
    """
    if min(insured, idle, idle_days, lost) < 0 or idle > insured or lost > PER:
        raise InvalidValue(_COUNTS, _GIVE_COUNTS)
    most = arrears.suspension_months.on(on, quiet=True)
    if not 1 <= months <= most:
        raise InvalidValue(say(_TOO_LONG, months=months, most=most), source="41/2024/QH15:37")
    if not (_idle_enough(insured, idle, idle_days, on) | _lost_enough(lost, on)):
        step(_REFUSED, _ARTICLE)
        return Suspension(False)
    until = since + (months - 1)
    make_up_by = (until + 1).last_day
    step(_GRANTED, _ARTICLE, since=since, until=until)
    step(_MAKE_UP, _ARTICLE, day=make_up_by)
    return Suspension(True, since, until, make_up_by)


def _idle_enough(insured: int, idle: int, days: int, on: dt.date) -> bool:
    least, least_days = arrears.suspension_idle.on(on, quiet=True), arrears.suspension_days.on(on, quiet=True)
    step(_IDLE, _ARTICLE, insured=insured, idle=idle, days=days, least=least, least_days=least_days)
    return bool(insured) and idle * PER >= insured * least and days >= least_days


def _lost_enough(lost: int, on: dt.date) -> bool:
    least = arrears.suspension_lost.on(on, quiet=True)
    step(_LOST, _ARTICLE, lost=lost, least=least)
    return lost > least
