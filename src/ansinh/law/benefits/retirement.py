"""At what age, on which day, does a person reach retirement, and from which month is the pension paid?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue, NotYetKnown
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.law.parameter import REPORTED
from ansinh.law.parameters.benefits import Sex, old_voluntary_age, retirement_age
from ansinh.law.periods import months_later
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.working import step

SEX = Text("giới tính", "sex")
BORN = Text("ngày sinh", "day of birth")

_AGE = Text(
    "Đạt tuổi nghỉ hưu trong năm {year:n}: {years:n} tuổi {months:n} tháng, ngày {reached}.",
    "Retirement age is reached in {year:n}: {years:n} years {months:n} months, on {reached}.",
)
_EARLIER = Text("Được nghỉ sớm hơn {years:years}.", "May retire {years:years} earlier.")
_FROM = Text("Hưởng lương hưu từ tháng {month}.", "The pension is paid from {month}.")
_TOO_EARLY = Text("Chỉ được sớm hơn từ 0 đến 10 năm.", "Only 0 to 10 years earlier are possible.")
_OLD_VOLUNTARY = Text(
    "Đóng tự nguyện từ trước 2021, đủ 20 năm: đủ {years:n} tuổi ngày {reached}.",
    "Voluntary SI since before 2021, 20 years of it: {years:n} years old on {reached}.",
)
_OLD = Text(
    "Người này đạt tuổi nghỉ hưu trước năm 2016; tuổi chỉ biết từ 2016.",
    "This person reached retirement age before 2016; the ages are known from 2016.",
)


@dataclass(frozen=True)
class Retirement:
    """Age in months, the day it is reached, and the first month of pension."""

    age_months: int
    reached_on: dt.date
    pension_from: Month


@rule(
    "retirement.age",
    Text("Tuổi nghỉ hưu và tháng hưởng lương hưu", "Retirement age and first month of pension"),
    law="45/2019/QH14:169.2; 135/2020/NĐ-CP",
    since="2021-01-01",
    rounding=NO_ROUNDING,
    arguments={
        "born": BORN,
        "sex": SEX,
        "old_voluntary": Text(
            "đóng tự nguyện từ trước 1/1/2021 và đủ 20 năm tự nguyện",
            "in voluntary SI since before 2021, with 20 years of it",
        ),
        "years_earlier": Text(
            "số năm được nghỉ sớm hơn (nặng nhọc, hầm lò)", "years earlier (heavy work, mines)"
        ),
    },
    example={"born": "1965-03-15", "sex": "male", "on": "2026-10-01"},
)
def age(
    *, born: dt.date, sex: Sex, old_voluntary: bool = False, years_earlier: int = 0, on: dt.date
) -> Retirement:
    """The age of the year in which the person reaches it, the day, and the month after.

    Law: 45/2019/QH14 art. 169.2; 135/2020/NĐ-CP; for old voluntary members 41/2024/QH15 art. 141.9. Raises: InvalidValue, NotYetKnown for ages reached before 2016.
    """
    if not 0 <= years_earlier <= 10:
        raise InvalidValue(_TOO_EARLY, source="45/2019/QH14:169.3")
    if old_voluntary:
        return _old_voluntary(born, sex, on)
    ages = retirement_age[sex]
    for entry in ages.in_use:
        months = entry.value - 12 * years_earlier
        reached = months_later(born, months)
        if reached < entry.since:
            raise NotYetKnown(_OLD, source="135/2020/NĐ-CP")
        if entry.until is None or reached < entry.until:
            break
    ages.on(entry.since, quiet=True)
    if years_earlier:
        step(_EARLIER, "45/2019/QH14:169.3", REPORTED, years=years_earlier)
    years, odd = divmod(months, 12)
    numbers = {"year": reached.year, "years": years, "months": odd, "reached": reached}
    step(_AGE, entry.source, entry.confidence, **numbers)
    return _from_the_month_after(months, reached)


def _from_the_month_after(months: int, reached: dt.date) -> Retirement:
    pension_from = Month.of(reached) + 1
    step(_FROM, "135/2020/NĐ-CP:3; 41/2024/QH15:101.1", REPORTED, month=pension_from)
    return Retirement(months, reached, pension_from)


def _old_voluntary(born: dt.date, sex: Sex, on: dt.date) -> Retirement:
    months = old_voluntary_age[sex].on(on, quiet=True)
    reached = months_later(born, months)
    step(_OLD_VOLUNTARY, old_voluntary_age[sex].entry(on).source, years=months // 12, reached=reached)
    return _from_the_month_after(months, reached)
