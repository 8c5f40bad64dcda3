"""How much is the monthly pension, and what is paid once with it?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from ansinh.base.errors import InvalidValue
from ansinh.base.money import rounded, share
from ansinh.base.texts import Text
from ansinh.law.benefits.retirement import SEX
from ansinh.law.benefits.wages import HISTORY, Stretch, average
from ansinh.law.parameter import READ, UNVERIFIED
from ansinh.law.parameters import benefits
from ansinh.law.parameters.benefits import Sex
from ansinh.law.parameters.levels import base_salary
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.working import step

NEW_LAW = dt.date(2025, 7, 1)
_ARTICLE = "58/2014/QH13:56; 41/2024/QH15:66.1; 41/2024/QH15:99.1"
_LUMP_FROM = {Sex.MALE: 70, Sex.FEMALE: 60}
"""Half-years of contribution above which money is paid once (35 and 30 years)."""

_TOO_SHORT = Text(
    "Đóng {months:months}, chưa đủ {least:months} để hưởng lương hưu.",
    "{months:months} of contribution; {least:months} are needed for a pension.",
)
_HOW = Text("Còn thiếu {missing:months}.", "{missing:months} are missing.")
_CREDITED = Text(
    "{months:months} được tính là {years} năm (1-6 tháng lẻ là nửa năm, 7-11 tháng là một năm).",
    "{months:months} count as {years} years (1-6 odd months half a year, 7-11 a year).",
)
_RATE = Text(
    "{first:%} cho {first_years:n} năm, thêm {more} năm × {yearly:%}: {rate:%} (cao nhất {highest:%}).",
    "{first:%} for {first_years:n} years and {more} years × {yearly:%}: {rate:%} (at most {highest:%}).",
)
_EARLY = Text(
    "Nghỉ trước tuổi {months:months}: giảm {less:%}, còn {rate:%}.",
    "{months:months} before the age: {less:%} less, {rate:%} remain.",
)
_TREATY = Text(
    "Đủ điều kiện theo điều ước quốc tế, đóng ở Việt Nam dưới {least:months}: {years} năm × {yearly:%} = {rate:%}.",
    "Entitled by treaty with less than {least:months} in Viet Nam: {years} years × {yearly:%} = {rate:%}.",
)
_NEGATIVE = Text("Số tháng không thể âm.", "Months cannot be negative.")
_MONTHLY = Text(
    "{rate:%} × {average:đ} = {amount:đ} một tháng.", "{rate:%} × {average:đ} = {amount:đ} a month."
)
_FLOOR = Text(
    "Đóng bắt buộc đủ 20 năm, tham gia trước 1/7/2025: không thấp hơn mức tham chiếu {floor:đ}.",
    "20 years of compulsory SI, joined before 1 July 2025: not below the reference level of {floor:đ}.",
)
_LUMP = Text(
    "Trợ cấp một lần: {before} năm × 0,5 + {after} năm × 2, nhân {average:đ} = {amount:đ}.",
    "Paid once: {before} years × 0.5 + {after} years × 2, times {average:đ} = {amount:đ}.",
)


TREATY = Text(
    "đủ thời gian hưởng lương hưu nhờ điều ước quốc tế", "entitled to a pension by an international treaty"
)


def half_years(months: int) -> int:
    """Credited time in half-years: 1 to 6 odd months are one half, 7 to 11 two (41/2024/QH15 art. 5.6)."""
    years, odd = divmod(months, 12)
    return 2 * years + (0 if not odd else 1 if odd <= 6 else 2)


def years_said(halves: int) -> Decimal:
    """Half-years as a number of years: 33 is 16.5."""
    return Decimal(halves) / 2


@rule(
    "pension.rate",
    Text("Tỷ lệ hưởng lương hưu", "Pension rate"),
    law=_ARTICLE,
    rounding=NO_ROUNDING,
    arguments={
        "sex": SEX,
        "months": Text("số tháng đã đóng", "months of contribution"),
        "early_months": Text(
            "nghỉ trước tuổi bao nhiêu tháng do suy giảm khả năng lao động",
            "months before the age, for reduced capacity",
        ),
        "treaty": TREATY,
    },
    example={"sex": "male", "months": "272", "on": "2026-10-01"},
)
def rate(*, sex: Sex, months: int, early_months: int = 0, treaty: bool = False, on: dt.date) -> int:
    """The share of the average wage paid as a pension that starts on `on`, per 100,000.

    Who is entitled by a treaty with less than the minimum in Viet Nam gets 2.25 % a year. Law: 41/2024/QH15 arts. 66, 99;
    the rates before July 2025 are unverified. Raises: InvalidValue below the minimum, NotYetKnown for a treaty before July 2025.
    """
    if min(months, early_months) < 0:
        raise InvalidValue(_NEGATIVE)
    least = benefits.minimum_months.on(on, quiet=True)
    by_treaty = treaty and months < least
    if months < least and not by_treaty:
        message, hint = say(_TOO_SHORT, months=months, least=least), say(_HOW, missing=least - months)
        raise InvalidValue(message, hint, benefits.minimum_months.entry(on).source)
    halves = half_years(months)
    sureness = READ if on >= NEW_LAW else UNVERIFIED
    step(_CREDITED, "58/2014/QH13:56; 41/2024/QH15:5.6", sureness, months=months, years=years_said(halves))
    result = _treaty_rate(halves, least, on) if by_treaty else _full_rate(sex, halves, on)
    if early_months:
        less = 2_000 * (early_months // 12) + (1_000 if early_months % 12 >= 6 else 0)
        result -= less
        step(
            _EARLY,
            "58/2014/QH13:56; 41/2024/QH15:66.3",
            sureness,
            months=early_months,
            less=less,
            rate=result,
        )
    return result


def _treaty_rate(halves: int, least: int, on: dt.date) -> int:
    yearly = benefits.treaty_yearly.on(on, quiet=True)
    result = yearly * halves // 2
    step(_TREATY, "41/2024/QH15:66", least=least, years=years_said(halves), yearly=yearly, rate=result)
    return result


def _full_rate(sex: Sex, halves: int, on: dt.date) -> int:
    first, first_years = benefits.first_rate.on(on, quiet=True), benefits.first_years[sex].on(on, quiet=True)
    yearly, start = benefits.yearly_rate[sex].on(on, quiet=True), first_years
    if sex is Sex.MALE and halves < 2 * first_years and benefits.low_male_rate.known(on):
        first, start = benefits.low_male_rate.on(on, quiet=True), 15
        yearly = benefits.low_male_yearly.on(on, quiet=True)
    highest = benefits.highest_rate.on(on, quiet=True)
    result = min(highest, first + yearly * (halves - 2 * start) // 2)
    step(
        _RATE,
        _ARTICLE,
        benefits.first_rate.entry(on).confidence,
        first=first,
        first_years=start,
        more=years_said(halves - 2 * start),
        yearly=yearly,
        rate=result,
        highest=highest,
    )
    return result


@dataclass(frozen=True)
class Pension:
    """The average, the rate per 100,000, the monthly pension and what is paid once, in đồng."""

    average: int
    rate: int
    monthly: int
    once: int


@rule(
    "pension.amount",
    Text("Lương hưu hằng tháng", "Monthly pension"),
    law="41/2024/QH15:66; 41/2024/QH15:68; 41/2024/QH15:99; 41/2024/QH15:141.11; 159/2025/NĐ-CP:11",
    since="2025-07-01",
    arguments={
        "sex": SEX,
        "history": HISTORY,
        "early_months": Text("nghỉ trước tuổi bao nhiêu tháng", "months before the age"),
        "months_after_age": Text(
            "số tháng đóng sau khi đủ tuổi", "months contributed after reaching the age"
        ),
        "treaty": TREATY,
    },
    example={
        "sex": "female",
        "history": "2010-01..2020-12:4000000;2021-01..2026-06:7000000:voluntary",
        "on": "2026-10-01",
    },
)
def amount(
    *,
    sex: Sex,
    history: tuple[Stretch, ...],
    early_months: int = 0,
    months_after_age: int = 0,
    treaty: bool = False,
    on: dt.date,
) -> Pension:
    """The pension that starts on `on`, in đồng: compulsory, voluntary or both.

    Law: 41/2024/QH15 arts. 66, 68, 99, 141.11; 159/2025/NĐ-CP art. 11. Raises: InvalidValue, NotYetKnown.
    """
    months = sum(stretch.months for stretch in history)
    share_paid = rate(sex=sex, months=months, early_months=early_months, treaty=treaty, on=on)
    counted = average(history=history, on=on)
    monthly = share(counted.average, share_paid)
    step(
        _MONTHLY, "41/2024/QH15:66; 41/2024/QH15:99", rate=share_paid, average=counted.average, amount=monthly
    )
    floor = base_salary.on(on)
    joined = min(history).since.first_day < NEW_LAW
    if joined and counted.compulsory_months >= 240 and monthly < floor:
        step(_FLOOR, "41/2024/QH15:141.11; 159/2025/NĐ-CP:11.3", floor=floor)
        monthly = floor
    return Pension(
        counted.average, share_paid, monthly, _once(sex, months, months_after_age, counted.average)
    )


def _once(sex: Sex, months: int, after_age: int, average_wage: int) -> int:
    above = max(0, half_years(months) - _LUMP_FROM[sex])
    after = min(above, half_years(after_age))
    paid = rounded(Decimal(average_wage) * (above - after + 4 * after) / 4)
    if above:
        numbers = {"before": years_said(above - after), "after": years_said(after)}
        step(_LUMP, "41/2024/QH15:68.2; 41/2024/QH15:100", average=average_wage, amount=paid, **numbers)
    return paid
