"""What is paid when an insured person dies?"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from ansinh.base.errors import InvalidValue
from ansinh.base.money import rounded, share
from ansinh.base.texts import Text
from ansinh.law.benefits.pension import half_years, years_said
from ansinh.law.parameters import benefits
from ansinh.law.parameters.levels import base_salary
from ansinh.law.registry import rule
from ansinh.law.said import say
from ansinh.law.working import step

_FUNERAL = Text("{multiple} × {level:đ} = {amount:đ}.", "{multiple} × {level:đ} = {amount:đ}.")
_NO_FUNERAL = Text(
    "Chưa đủ 12 tháng bắt buộc, cũng chưa đủ 60 tháng cả tự nguyện: không có trợ cấp mai táng.",
    "Neither 12 months of compulsory SI nor 60 with voluntary SI: no funeral allowance.",
)
_MONTHLY = Text(
    "{people} người × {rate:%} × {level:đ}; {alone} người × {alone_rate:%}: {amount:đ} một tháng.",
    "{people} persons × {rate:%} × {level:đ}; {alone} persons × {alone_rate:%}: {amount:đ} a month.",
)
_TOO_MANY = Text("Không quá 4 thân nhân được hưởng hằng tháng.", "At most 4 relatives get it monthly.")
_LUMP = Text(
    "Trước 2014: {before} năm × 1,5; từ 2014: {since} năm × 2; ít nhất 3 tháng; × {average:đ} = {amount:đ}.",
    "Before 2014: {before} years × 1.5; from 2014: {since} years × 2; at least 3 months; × {average:đ} = {amount:đ}.",
)
_PENSIONER = Text(
    "Đã hưởng {received:months}: {count} tháng lương hưu × {pension:đ} = {amount:đ}.",
    "Pension received for {received:months}: {count} months × {pension:đ} = {amount:đ}.",
)
_SUMS_PAID = Text(
    "Đóng tự nguyện {months:months}, chưa đủ {least:months}: trợ cấp bằng số tiền đã đóng, {amount:đ}.",
    "{months:months} of voluntary SI, fewer than {least:n}: the sums paid, {amount:đ}.",
)
_VOLUNTARY_LUMP = Text(
    "Trước 2014: {before} năm × 1,5; từ 2014: {since} năm × 2; × {average:đ} = {amount:đ}.",
    "Before 2014: {before} years × 1.5; from 2014: {since} years × 2; × {average:đ} = {amount:đ}.",
)
_NO_SUM = Text(
    "Chưa đủ {least:months} tự nguyện thì trợ cấp bằng số tiền đã đóng; chưa biết số tiền đó.",
    "Below {least:months} of voluntary SI the lump sum is what was paid; that sum was not given.",
)
_GIVE_SUM = Text("Nhập paid=số tiền đã đóng, đồng.", "Give paid=the sums paid, in đồng.")
_NEGATIVE = Text(
    "Số tháng, số người, số tiền không thể âm.", "Months, persons and amounts cannot be negative."
)


def _require(*numbers: int) -> None:
    if min(numbers) < 0:
        raise InvalidValue(_NEGATIVE)


@rule(
    "survivors.funeral",
    Text("Trợ cấp mai táng", "Funeral allowance"),
    law="41/2024/QH15:85; 41/2024/QH15:109; 159/2025/NĐ-CP:12.2",
    since="2025-07-01",
    arguments={
        "compulsory_months": Text("số tháng đóng bắt buộc", "months of compulsory SI"),
        "voluntary_months": Text("số tháng đóng tự nguyện", "months of voluntary SI"),
        "pensioner": Text(
            "đang hưởng lương hưu hoặc trợ cấp tai nạn hằng tháng", "on a pension or monthly OAD benefit"
        ),
    },
    example={"compulsory_months": "12", "on": "2026-10-01"},
)
def funeral(
    *, compulsory_months: int = 0, voluntary_months: int = 0, pensioner: bool = False, on: dt.date
) -> int:
    """The allowance for who sees to the funeral, in đồng; 0 where the conditions are not met.

    Law: 41/2024/QH15 arts. 85, 109; 159/2025/NĐ-CP art. 12.2.
    """
    _require(compulsory_months, voluntary_months)
    if not (pensioner or compulsory_months >= 12 or compulsory_months + voluntary_months >= 60):
        step(_NO_FUNERAL, "41/2024/QH15:85.1; 41/2024/QH15:109.1")
        return 0
    multiple, level = benefits.funeral_multiple.on(on, quiet=True), base_salary.on(on)
    amount = multiple * level
    step(_FUNERAL, "41/2024/QH15:85.2", multiple=multiple, level=level, amount=amount)
    return amount


@rule(
    "survivors.monthly",
    Text("Trợ cấp tuất hằng tháng", "Monthly survivors' benefit"),
    law="41/2024/QH15:86; 41/2024/QH15:87",
    since="2025-07-01",
    arguments={
        "people": Text("số thân nhân hưởng mức 50 %", "relatives at 50 %"),
        "alone": Text("số thân nhân không có người nuôi dưỡng, 70 %", "relatives without a carer, 70 %"),
    },
    example={"people": "2", "on": "2026-10-01"},
)
def monthly(*, people: int, alone: int = 0, on: dt.date) -> int:
    """What all entitled relatives of one person get each month, in đồng. Law: 41/2024/QH15 arts. 86-87.

    Raises: InvalidValue for more than four.
    """
    _require(people, alone)
    if people + alone > 4:
        raise InvalidValue(_TOO_MANY, source="41/2024/QH15:87.2")
    level = base_salary.on(on)
    rate, alone_rate = (p.on(on, quiet=True) for p in (benefits.survivor_rate, benefits.survivor_rate_alone))
    amount = people * share(level, rate) + alone * share(level, alone_rate)
    numbers = {"people": people, "rate": rate, "alone": alone, "alone_rate": alone_rate}
    step(_MONTHLY, "41/2024/QH15:87.1", level=level, amount=amount, **numbers)
    return amount


@rule(
    "survivors.lump_sum",
    Text("Trợ cấp tuất một lần của người đang đóng hoặc bảo lưu", "Survivors' lump sum of a contributor"),
    law="41/2024/QH15:89",
    since="2025-07-01",
    arguments={
        "average": Text("mức bình quân tiền lương, đồng", "average contribution wage, đồng"),
        "months_before_2014": Text("số tháng đóng trước 2014", "months before 2014"),
        "months_since_2014": Text("số tháng đóng từ 2014", "months since 2014"),
    },
    example={
        "average": "6000000",
        "months_before_2014": "24",
        "months_since_2014": "100",
        "on": "2026-10-01",
    },
)
def lump_sum(*, average: int, months_before_2014: int = 0, months_since_2014: int, on: dt.date) -> int:
    """The lump sum for the family, in đồng: 1.5 or 2 months' average a year, three months at least.

    Odd months before 2014 count as since 2014. Who had voluntary SI only: see `voluntary_lump_sum`.
    Law: 41/2024/QH15 art. 89.1.
    """
    _require(average, months_before_2014, months_since_2014)
    before, since = _halves(months_before_2014, months_since_2014)
    amount = rounded(average * max(Decimal(3), _months_paid(before, since)))
    numbers = {"before": years_said(before), "since": years_said(since)}
    step(_LUMP, "41/2024/QH15:89.1", average=average, amount=amount, **numbers)
    return amount


def _halves(before_2014: int, since_2014: int) -> tuple[int, int]:
    """Half-years before and since 2014; odd months before 2014 go to the later years, if there are any."""
    odd = before_2014 % 12 if since_2014 else 0
    return half_years(before_2014 - odd), half_years(since_2014 + odd)


def _months_paid(before: int, since: int) -> Decimal:
    """How many months' average: 1.5 for a year before 2014, 2 for a year since."""
    return Decimal(3 * before + 4 * since) / 4


@rule(
    "survivors.voluntary_lump_sum",
    Text(
        "Trợ cấp tuất một lần của người chỉ đóng BHXH tự nguyện",
        "Survivors' lump sum of a contributor to voluntary SI only",
    ),
    law="41/2024/QH15:110",
    since="2025-07-01",
    arguments={
        "average": Text("mức bình quân thu nhập tháng đóng, đồng", "average contribution income, đồng"),
        "months_before_2014": Text("số tháng đóng trước 2014", "months before 2014"),
        "months_since_2014": Text("số tháng đóng từ 2014", "months since 2014"),
        "paid": Text(
            "tổng số tiền đã đóng, đồng; cần khi chưa đủ 60 tháng",
            "the sums paid, đồng; needed below 60 months",
        ),
    },
    example={
        "average": "1500000",
        "months_since_2014": "40",
        "paid": "12540000",
        "on": "2026-10-01",
    },
)
def voluntary_lump_sum(
    *,
    average: int,
    months_before_2014: int = 0,
    months_since_2014: int,
    paid: int | None = None,
    on: dt.date,
) -> int:
    """The lump sum for the family of who had voluntary SI only, in đồng; there is no least amount.

    Below 60 months it is the sums paid, as given; from 60 months 1.5 or 2 months' average a year.
    Law: 41/2024/QH15 art. 110. Raises: InvalidValue, also where `paid` is needed and not given.
    """
    _require(average, months_before_2014, months_since_2014, paid or 0)
    months, least = months_before_2014 + months_since_2014, benefits.voluntary_lump_months.on(on, quiet=True)
    if months < least:
        if paid is None:
            raise InvalidValue(say(_NO_SUM, least=least), _GIVE_SUM, "41/2024/QH15:110")
        step(_SUMS_PAID, "41/2024/QH15:110", months=months, least=least, amount=paid)
        return paid
    before, since = _halves(months_before_2014, months_since_2014)
    amount = rounded(average * _months_paid(before, since))
    numbers = {"before": years_said(before), "since": years_said(since)}
    step(_VOLUNTARY_LUMP, "41/2024/QH15:110", average=average, amount=amount, **numbers)
    return amount


@rule(
    "survivors.pensioner_lump_sum",
    Text("Trợ cấp tuất một lần của người hưởng lương hưu", "Survivors' lump sum of a pensioner"),
    law="41/2024/QH15:89",
    since="2025-07-01",
    arguments={
        "pension": Text("lương hưu hằng tháng, đồng", "monthly pension, đồng"),
        "received_months": Text("số tháng đã hưởng", "months of pension received"),
    },
    example={"pension": "4000000", "received_months": "20", "on": "2026-10-01"},
)
def pensioner_lump_sum(*, pension: int, received_months: int, on: dt.date) -> int:
    """48 months of pension if death falls in the first two months, half a month less for each later one, 3 at least.

    In đồng. Law: 41/2024/QH15 art. 89.
    """
    _require(pension, received_months)
    count = max(Decimal(3), 48 - Decimal(max(0, received_months - 2)) / 2)
    amount = rounded(pension * count)
    step(
        _PENSIONER,
        "41/2024/QH15:89.2; 41/2024/QH15:110.4",
        received=received_months,
        count=count,
        pension=pension,
        amount=amount,
    )
    return amount
