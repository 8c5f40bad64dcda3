"""By when must an employer register and pay, and by when must the SI office write?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue, NotYetKnown
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.law.parameter import READ, UNVERIFIED
from ansinh.law.parameters import arrears
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.working import step

NEW_LAW = dt.date(2025, 7, 1)
CYCLES = (1, 3, 6)
"""Months paid for at a time by an employer."""

_NO_CYCLE = Text(
    "Không có phương thức đóng {cycle:months} một lần.", "There is no mode of {cycle:months} at a time."
)
_GIVE_CYCLE = Text("Chọn 1, 3 hoặc 6 tháng.", "Choose 1, 3 or 6 months.")
_NEXT_MONTH = Text(
    "Kỳ đóng kết thúc tháng {month}: hạn là ngày cuối cùng của tháng tiếp theo, {due}.",
    "The cycle ends with {month}: due on the last day of the next month, {due}.",
)
_SAME_MONTH = Text(
    "Kỳ đóng kết thúc tháng {month}: hạn là ngày cuối cùng của kỳ, {due}.",
    "The cycle ends with {month}: due on its last day, {due}.",
)
_PUT_OFF = Text(
    "Phần quỹ hưu trí và tử tuất được tạm dừng đến hết tháng {until}: đóng bù chậm nhất {due}.",
    "The retirement and death part is suspended to {until}: to be made up by {due}.",
)
_BEFORE_CYCLE = Text(
    "Tạm dừng đến tháng {until} đã kết thúc trước tháng {month}.",
    "A suspension to {until} ended before {month}.",
)
_OLD_SUSPENSION = Text(
    "Chưa có quy tắc tạm dừng đóng cho tháng {month}.", "No rule on suspension is known for {month}."
)
_REGISTER = Text(
    "Thuộc diện tham gia từ {since}: đăng ký trong {days:days}, chậm nhất {due}.",
    "Covered from {since}: to be registered within {days:days}, by {due}.",
)
_CALENDAR = Text(
    "Tháng {month}: gửi văn bản đôn đốc đến hết ngày {reminder}; nhận hồ sơ bất khả kháng đến hết ngày {excuse}.",
    "{month}: reminders by {reminder}; proof of force majeure accepted to {excuse}.",
)
_QUARTER = Text(
    "Danh sách cuối quý gửi đến hết ngày {day}.", "The list of the quarter's end is to be sent by {day}."
)
_FOUND = Text(
    "Phát hiện ngày {found}: đôn đốc trong {days} ngày làm việc, chậm nhất {due}.",
    "Found on {found}: to be urged within {days} working days, by {due}.",
)


@rule(
    "arrears.due_day",
    Text("Hạn đóng của người sử dụng lao động", "Due day of an employer"),
    law="58/2014/QH13; 595/QĐ-BHXH:7; 41/2024/QH15:34.4; 51/2024/QH15:15.8; 74/2025/QH15:33.3",
    rounding=NO_ROUNDING,
    arguments={
        "month": Text("tháng, hoặc tháng cuối của kỳ đóng", "the month, or the last month of the cycle"),
        "cycle": Text("đóng mấy tháng một lần: 1, 3 hoặc 6", "months at a time: 1, 3 or 6"),
        "suspended_until": Text(
            "tháng cuối được tạm dừng đóng, khi hỏi về phần quỹ hưu trí và tử tuất",
            "last month of a suspension, when asked about the retirement and death part",
        ),
    },
    example={"month": "2026-09", "on": "2026-10-01"},
)
def due_day(*, month: Month, cycle: int = 1, suspended_until: Month | None = None, on: dt.date) -> dt.date:
    """The last day to pay the contributions of the cycle that ends with `month`.

    For the retirement and death part of a suspended month: the last day of the month after the suspension ends.
    Law: 41/2024/QH15 arts. 34.4, 37 for months since July 2025; 595/QĐ-BHXH art. 7 before.
    Raises: InvalidValue, NotYetKnown for a suspension before July 2025.
    """
    if cycle not in CYCLES:
        raise InvalidValue(say(_NO_CYCLE, cycle=cycle), _GIVE_CYCLE, "41/2024/QH15:33.1.b")
    if suspended_until is not None:
        return _made_up_by(month, suspended_until)
    if month.first_day >= NEW_LAW:
        due = (month + 1).last_day
        step(_NEXT_MONTH, "41/2024/QH15:34.4", month=month, due=due)
    else:
        due = month.last_day
        step(_SAME_MONTH, "595/QĐ-BHXH:7", READ if cycle == 1 else UNVERIFIED, month=month, due=due)
    return due


def _made_up_by(month: Month, until: Month) -> dt.date:
    if month.first_day < NEW_LAW:
        raise NotYetKnown(say(_OLD_SUSPENSION, month=month), source="41/2024/QH15:37")
    if until < month:
        raise InvalidValue(say(_BEFORE_CYCLE, until=until, month=month), source="41/2024/QH15:37")
    due = (until + 1).last_day
    step(_PUT_OFF, "41/2024/QH15:37; 158/2025/NĐ-CP:10", until=until, due=due)
    return due


@rule(
    "arrears.registration_deadline",
    Text("Hạn đăng ký tham gia cho người lao động", "Deadline to register an employee"),
    law="58/2014/QH13:99.1; 41/2024/QH15:28.1; 51/2024/QH15:17.1.b",
    rounding=NO_ROUNDING,
    arguments={"covered_since": Text("ngày bắt đầu thuộc diện tham gia", "day the duty arises")},
    example={"covered_since": "2026-09-01", "on": "2026-10-01"},
)
def registration_deadline(*, covered_since: dt.date, on: dt.date) -> dt.date:
    """The last day to register a person who came under compulsory insurance on `covered_since`.

    Law: 41/2024/QH15 art. 28.1 (30 days).
    """
    days = arrears.registration_days.on(covered_since, quiet=True)
    due = covered_since + dt.timedelta(days=days)
    step(_REGISTER, "58/2014/QH13:99.1; 41/2024/QH15:28.1", since=covered_since, days=days, due=due)
    return due


@dataclass(frozen=True)
class Calendar:
    """The SI office's days in a month: reminders, proof of force majeure, the quarter's list (first month of a quarter)."""

    reminder_by: dt.date
    excuse_by: dt.date
    quarter_list_by: dt.date | None


@rule(
    "arrears.calendar",
    Text("Lịch đôn đốc của cơ quan BHXH trong tháng", "The SI office's calendar of urging in a month"),
    law="41/2024/QH15:35; 274/2025/NĐ-CP:3",
    since="2025-11-30",
    rounding=NO_ROUNDING,
    example={"on": "2026-10-01"},
)
def calendar(*, on: dt.date) -> Calendar:
    """The last days, in the month of `on`, for reminders, proof of force majeure and the list of last quarter.

    Law: 274/2025/NĐ-CP art. 3: first 10 days; proof before day 25; list before day 15 of a quarter's first month.
    """
    reminder, excuse = on.replace(day=10), on.replace(day=24)
    quarter = on.replace(day=14) if on.month % 3 == 1 else None
    step(_CALENDAR, "274/2025/NĐ-CP:3.1", month=Month.of(on), reminder=reminder, excuse=excuse)
    if quarter:
        step(_QUARTER, "274/2025/NĐ-CP:3.3.a", day=quarter)
    return Calendar(reminder, excuse, quarter)


@rule(
    "arrears.urge_by",
    Text(
        "Hạn đôn đốc khi phát hiện ngoài kỳ hằng tháng",
        "Day to urge by when found outside the monthly review",
    ),
    law="41/2024/QH15:35.1; 274/2025/NĐ-CP:3.2",
    since="2025-11-30",
    rounding=NO_ROUNDING,
    arguments={
        "found_on": Text("ngày phát hiện", "day it was found"),
        "holidays": Text("các ngày nghỉ lễ, cách nhau bằng dấu phẩy", "public holidays, joined by commas"),
    },
    example={"found_on": "2026-10-01", "on": "2026-10-01"},
)
def urge_by(*, found_on: dt.date, holidays: tuple[dt.date, ...] = (), on: dt.date) -> dt.date:
    """The last of the 5 working days in which an employer found late or evading must be urged.

    Saturdays, Sundays and the `holidays` given do not count. Law: 274/2025/NĐ-CP art. 3.2.
    """
    due, left = found_on, 5
    while left:
        due += dt.timedelta(days=1)
        left -= due.weekday() < 5 and due not in holidays
    step(_FOUND, "274/2025/NĐ-CP:3.2", found=found_on, days=5, due=due)
    return due
