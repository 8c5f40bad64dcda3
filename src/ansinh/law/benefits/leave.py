"""What is paid while a person is on maternity or sick leave? Main numbers, for illustrations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ansinh.base.errors import InvalidValue
from ansinh.base.money import rounded
from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameter import UNVERIFIED
from ansinh.law.parameters import benefits, voluntary
from ansinh.law.parameters.levels import base_salary
from ansinh.law.registry import rule
from ansinh.law.said import say
from ansinh.law.working import step

_LEAVE = Text(
    "Nghỉ {months:months} × 100 % bình quân 6 tháng {average:đ} = {amount:đ}.",
    "{months:months} of leave × 100 % of the 6-month average {average:đ} = {amount:đ}.",
)
_GRANT = Text(
    "Trợ cấp một lần: {children} con × {multiple} × {level:đ} = {amount:đ}.",
    "Grant: {children} children × {multiple} × {level:đ} = {amount:đ}.",
)
_MORE = Text(
    "Sinh từ con thứ hai trong một lần: thêm {more:months}.",
    "Further children of one birth: {more:months} more.",
)
_NOT_ENOUGH = Text(
    "Đóng {paid:months} trong 12 tháng trước khi sinh, cần {least:months}.",
    "{paid:months} in the 12 months before birth, {least:months} are needed.",
)
_VOLUNTARY = Text("{children} con × {each:đ} = {amount:đ}.", "{children} children × {each:đ} = {amount:đ}.")
_FILE_BY = Text("Nộp hồ sơ chậm nhất ngày {day}.", "The file must be handed in by {day}.")
_CHILDREN = Text("Số con phải từ 1 trở lên.", "There must be at least one child.")
_SICK = Text(
    "{wage:đ} × {rate:%} / 24 × {days:days} = {amount:đ}.",
    "{wage:đ} × {rate:%} / 24 × {days:days} = {amount:đ}.",
)
_LIMIT = Text(
    "Nghỉ {days:days}, trong năm tối đa {limit:days}: trả cho {paid:days}.",
    "{days:days} off, at most {limit:days} a year: {paid:days} are paid.",
)
_NEGATIVE = Text("Số ngày, số năm, tiền lương không thể âm.", "Days, years and wages cannot be negative.")


@dataclass(frozen=True)
class Maternity:
    """Months of leave, what is paid for them, the grant per birth, together; in đồng."""

    months: int
    allowance: int
    grant: int
    total: int


@rule(
    "maternity.birth",
    Text("Chế độ thai sản khi sinh con (bắt buộc)", "Maternity benefit at birth (compulsory)"),
    law="41/2024/QH15:50; 41/2024/QH15:53; 41/2024/QH15:58; 41/2024/QH15:59",
    since="2025-07-01",
    arguments={
        "average": Text(
            "bình quân tiền lương 6 tháng trước khi nghỉ, đồng", "average wage of the last 6 months, đồng"
        ),
        "months_paid": Text(
            "số tháng đóng trong 12 tháng trước khi sinh", "months paid in the 12 before birth"
        ),
        "children": Text("số con sinh một lần", "children of this birth"),
        "second_child": Text("sinh con thứ hai", "the second child"),
    },
    example={"average": "8000000", "months_paid": "12", "second_child": "yes", "on": "2026-10-01"},
)
def birth(
    *, average: int, months_paid: int, children: int = 1, second_child: bool = False, on: dt.date
) -> Maternity:
    """What a mother in compulsory SI gets for a birth on `on`, in đồng.

    Law: 41/2024/QH15 arts. 50, 53, 58, 59; seven months for a second child from July 2026 (113/2025/QH15).
    Raises: InvalidValue with fewer than 6 months paid in the 12 before.
    """
    _require_children(children)
    if months_paid < 6:
        raise InvalidValue(say(_NOT_ENOUGH, paid=months_paid, least=6), source="41/2024/QH15:50.2")
    leave = benefits.maternity_months_second if second_child else benefits.maternity_months
    months = leave.on(on) + children - 1
    if children > 1:
        step(_MORE, "45/2019/QH14:139.1", UNVERIFIED, more=children - 1)
    allowance = average * months
    step(_LEAVE, "41/2024/QH15:59.1", months=months, average=average, amount=allowance)
    multiple, level = benefits.birth_multiple.on(on, quiet=True), base_salary.on(on)
    grant = children * multiple * level
    step(_GRANT, "41/2024/QH15:58.4", children=children, multiple=multiple, level=level, amount=grant)
    return Maternity(months, allowance, grant, allowance + grant)


def _require_children(children: int) -> None:
    if children < 1:
        raise InvalidValue(_CHILDREN)


@dataclass(frozen=True)
class VoluntaryMaternity:
    """Đồng, and the last day to hand in the file."""

    amount: int
    file_by: dt.date


@rule(
    "maternity.voluntary",
    Text("Trợ cấp thai sản của BHXH tự nguyện", "Maternity allowance of voluntary SI"),
    law="41/2024/QH15:94; 41/2024/QH15:95; 41/2024/QH15:97",
    since="2025-07-01",
    arguments={
        "months_paid": Text(
            "số tháng đóng trong 12 tháng trước khi sinh", "months paid in the 12 before birth"
        ),
        "children": Text("số con", "children"),
    },
    example={"months_paid": "6", "on": "2026-10-01"},
)
def voluntary_birth(*, months_paid: int, children: int = 1, on: dt.date) -> VoluntaryMaternity:
    """What the mother or the father (one of them) gets for a birth on `on`, in đồng, and the day to file by.

    Law: 41/2024/QH15 arts. 94-97. Raises: InvalidValue with fewer than 6 months.
    """
    _require_children(children)
    least = voluntary.maternity_months.on(on, quiet=True)
    if months_paid < least:
        raise InvalidValue(say(_NOT_ENOUGH, paid=months_paid, least=least), source="41/2024/QH15:94.1")
    each = voluntary.maternity.on(on)
    amount, file_by = children * each, on + dt.timedelta(days=60)
    step(_VOLUNTARY, "41/2024/QH15:95.1", children=children, each=each, amount=amount)
    step(_FILE_BY, "41/2024/QH15:97.1", day=file_by)
    return VoluntaryMaternity(amount, file_by)


class Work(Choice):
    """Conditions of work that lengthen sick leave."""

    ORDINARY = "ordinary", "điều kiện bình thường", "ordinary"
    HARD = "hard", "nặng nhọc, độc hại hoặc vùng khó khăn", "heavy or hazardous, or a hard area"


_DAYS = {Work.ORDINARY: (30, 40, 60), Work.HARD: (40, 50, 70)}
_LONG = (50_000, 55_000, 65_000)


@rule(
    "sickness.allowance",
    Text("Trợ cấp ốm đau", "Sickness allowance"),
    law="41/2024/QH15:43; 41/2024/QH15:45",
    since="2025-07-01",
    arguments={
        "wage": Text(
            "tiền lương làm căn cứ đóng tháng gần nhất, đồng", "contribution wage of the last month, đồng"
        ),
        "days": Text("số ngày làm việc nghỉ", "working days off"),
        "years_paid": Text("số năm đã đóng BHXH bắt buộc", "years of compulsory SI"),
        "work": Text("điều kiện làm việc", "conditions of work"),
        "used_days": Text("số ngày đã hưởng trong năm", "days already paid this year"),
        "long_disease": Text(
            "bệnh cần chữa trị dài ngày, đã hết số ngày thường", "long disease, ordinary days used up"
        ),
    },
    example={"wage": "9600000", "days": "5", "years_paid": "8", "on": "2026-10-01"},
)
def sickness(
    *,
    wage: int,
    days: int,
    years_paid: int,
    work: Work = Work.ORDINARY,
    used_days: int = 0,
    long_disease: bool = False,
    on: dt.date,
) -> int:
    """What is paid for `days` working days off, in đồng: 75 % of the wage, a day being a 24th of a month.

    Law: 41/2024/QH15 arts. 43, 45 (days a year by years paid; 65/55/50 % for long diseases). Raises: InvalidValue.
    """
    if min(wage, days, years_paid, used_days) < 0:
        raise InvalidValue(_NEGATIVE)
    place = 0 if years_paid < 15 else 1 if years_paid < 30 else 2
    rate, paid = 75_000, days
    if long_disease:
        rate = _LONG[place]
    else:
        limit = _DAYS[work][place]
        paid = max(0, min(days, limit - used_days))
        step(_LIMIT, "41/2024/QH15:43.1", days=days, limit=limit, paid=paid)
    amount = rounded(Decimal(wage) * rate * paid / (24 * 100_000))
    step(_SICK, "41/2024/QH15:45", wage=wage, rate=rate, days=paid, amount=amount)
    return amount
