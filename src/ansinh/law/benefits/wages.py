"""Which average wage or income counts for a pension or a lump sum, after the years' adjustment?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from ansinh.base.errors import InvalidValue
from ansinh.base.money import rounded
from ansinh.base.months import Month, span
from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameter import REPORTED
from ansinh.law.parameters.coefficients import BEFORE, coefficient
from ansinh.law.parameters.levels import base_salary
from ansinh.law.registry import rule
from ansinh.law.said import say
from ansinh.law.working import step

HISTORY = Text(
    "quá trình đóng, các đoạn cách nhau bằng “;”: từ..đến:mức[:private|state|voluntary|missing]",
    "contribution history, stretches joined by “;”: from..to:amount[:private|state|voluntary|missing]",
)
_WINDOWS = ((1995, 5), (2001, 6), (2007, 8), (2016, 10), (2020, 15), (2025, 20))
"""Started before this year: average of the last so many years of State pay (41/2024/QH15 art. 72.1)."""

_TEXT = re.compile(r"(\d{4}-\d{2})\.\.(\d{4}-\d{2}):(\d+)(?::(\w+))?")
_NOT = Text("“{text}” không phải một đoạn đóng.", "“{text}” is not a stretch of contributions.")
_WRITE = Text("Viết như 2016-01..2020-12:5000000:private.", "Write it like 2016-01..2020-12:5000000:private.")
_OVERLAP = Text("Tháng {month} có hai mức đóng.", "{month} has two amounts.")
_ONE = Text("Mỗi tháng chỉ ghi một đoạn.", "Give each month once.")
_EMPTY = Text("Chưa có tháng đóng nào.", "No month of contribution was given.")
_ADJUSTED = Text(
    "Năm {year:n}: {count:months} × {amount:đ} × hệ số {factor} = {sum} đồng.",
    "{year:n}: {count:months} × {amount:đ} × coefficient {factor} = {sum} đồng.",
)
_WINDOW = Text(
    "Lương do Nhà nước quy định, bắt đầu đóng năm {start:n}: bình quân {years:n} năm cuối.",
    "State pay, first contribution in {start:n}: average of the last {years:n} years.",
)
_STATE = Text(
    "Bình quân tiền lương do Nhà nước quy định: {average:đ}, tính cho {count:months}.",
    "Average of State pay: {average:đ}, counted for {count:months}.",
)
_BY_LEVEL = Text(
    "Lương {amount:đ} của {count:months} từ {since} tính theo mức tham chiếu {new:đ} thay cho {old:đ}.",
    "The {amount:đ} of {count:months} from {since} are restated from {old:đ} to the reference level {new:đ}.",
)
_AVERAGE = Text("Bình quân {count:months}: {average:đ}.", "Average of {count:months}: {average:đ}.")


class Kind(Choice):
    """Whose rules the amounts of a stretch follow."""

    PRIVATE = "private", "lương do người sử dụng lao động quyết định", "wage set by the employer"
    STATE = "state", "lương do Nhà nước quy định", "State pay scale"
    VOLUNTARY = "voluntary", "BHXH tự nguyện", "voluntary SI"
    MISSING = "missing", "đóng một lần cho tháng còn thiếu", "missing months paid once"


@dataclass(frozen=True, order=True)
class Stretch:
    """Months with one contribution wage or income, both ends included."""

    since: Month
    until: Month
    amount: int
    kind: Kind = Kind.PRIVATE

    written = "YYYY-MM..YYYY-MM:amount:kind"

    @classmethod
    def parse(cls, text: str) -> Stretch:
        """The stretch written `2016-01..2020-12:5000000:private`. Raises: InvalidValue."""
        match = _TEXT.fullmatch(text.strip())
        try:
            since, until = Month.parse(match[1]), Month.parse(match[2])
            if until < since:
                raise ValueError(text)
            return cls(since, until, int(match[3]), Kind(match[4] or "private"))
        except (TypeError, ValueError):
            raise InvalidValue(say(_NOT, text=text), _WRITE) from None

    @property
    def months(self) -> int:
        return self.until - self.since + 1

    @property
    def is_voluntary(self) -> bool:
        return self.kind in (Kind.VOLUNTARY, Kind.MISSING)


@dataclass(frozen=True)
class Average:
    """The average in đồng, over how many months, how many of them compulsory."""

    average: int
    months: int
    compulsory_months: int


@rule(
    "pension.average",
    Text("Mức bình quân tiền lương, thu nhập làm căn cứ đóng", "Average contribution wage and income"),
    law="41/2024/QH15:72; 41/2024/QH15:73; 41/2024/QH15:104; 158/2025/NĐ-CP:16; 159/2025/NĐ-CP:10; 159/2025/NĐ-CP:11.4",
    since="2025-01-01",
    rounding=Text(
        "Làm tròn một lần đến đồng ở cuối; bình quân lương nhà nước không làm tròn giữa chừng.",
        "Rounded once to whole đồng at the end; the average of State pay is not rounded before.",
    ),
    arguments={"history": HISTORY},
    example={"history": "2016-01..2020-12:5000000;2021-01..2026-06:8000000", "on": "2026-10-01"},
)
def average(*, history: tuple[Stretch, ...], on: dt.date) -> Average:
    """The average for a benefit settled on `on`, in đồng.

    Employer-set wages and voluntary incomes: all months, raised by the coefficient of their year. State pay: the last
    years by when the person began, restated to the reference level for those who began before 2016. Both together:
    one average over all months. Law: 41/2024/QH15 arts. 72-73, 104; 159/2025/NĐ-CP arts. 10-11.
    Raises: InvalidValue, NotYetKnown where the year's coefficients are not known.
    """
    require_history(history)
    state = tuple(stretch for stretch in history if stretch.kind is Kind.STATE)
    others = tuple(stretch for stretch in history if stretch.kind is not Kind.STATE)
    total = sum((_adjusted(stretch, on) for stretch in others), Decimal(0))
    state_months = sum(stretch.months for stretch in state)
    if state:
        start = min(history).since.year
        state_average = _state_average(state, start, on)
        step(_STATE, "41/2024/QH15:72.1", average=rounded(state_average), count=state_months)
        total += state_average * state_months
    months = state_months + sum(stretch.months for stretch in others)
    result = rounded(total / months)
    step(_AVERAGE, "41/2024/QH15:72; 159/2025/NĐ-CP:11.4", count=months, average=result)
    return Average(result, months, months - sum(s.months for s in others if s.is_voluntary))


def require_history(history: tuple[Stretch, ...]) -> None:
    """Raises: InvalidValue for no month, or a month twice."""
    if not history:
        raise InvalidValue(_EMPTY)
    seen: set[Month] = set()
    for stretch in history:
        for month in span(stretch.since, stretch.until):
            if month in seen:
                raise InvalidValue(say(_OVERLAP, month=month), _ONE)
            seen.add(month)


def by_year(stretch: Stretch) -> Iterator[Stretch]:
    """The stretch cut at the turn of years."""
    since = stretch.since
    while since <= stretch.until:
        until = min(Month(since.year, 12), stretch.until)
        yield replace(stretch, since=since, until=until)
        since = until + 1


def _adjusted(stretch: Stretch, on: dt.date) -> Decimal:
    """The sum of the stretch's amounts, each raised by the coefficient of its year."""
    total = Decimal(0)
    for part in by_year(stretch):
        parameter = coefficient[max(BEFORE, min(part.since.year, max(coefficient)))]
        missing = part.kind is Kind.MISSING
        factor = Decimal(1) if missing else parameter.on(on, quiet=True)
        total += part.months * part.amount * factor
        entry = None if missing else parameter.entry(on)
        step(
            _ADJUSTED,
            entry.source if entry else "159/2025/NĐ-CP:10.3",
            *([entry.confidence] if entry else []),
            year=part.since.year,
            count=part.months,
            amount=part.amount,
            factor=factor,
            sum=rounded(part.months * part.amount * factor),
        )
    return total


def _state_average(state: tuple[Stretch, ...], start: int, on: dt.date) -> Decimal:
    years = next((years for before, years in _WINDOWS if start < before), None)
    counted = _last(state, years * 12) if years else state
    if years:
        step(_WINDOW, "41/2024/QH15:72.1", start=start, years=years)
    months = sum(stretch.months for stretch in counted)
    restated = _restated if start < 2016 else _adjusted
    return sum((restated(stretch, on) for stretch in counted), Decimal(0)) / months


def _last(stretches: tuple[Stretch, ...], months: int) -> tuple[Stretch, ...]:
    """The last `months` months of the stretches."""
    kept: list[Stretch] = []
    for stretch in sorted(stretches, reverse=True):
        take = min(months, stretch.months)
        if take:
            kept.append(replace(stretch, since=stretch.until - (take - 1)))
        months -= take
    return tuple(reversed(kept))


def _restated(stretch: Stretch, on: dt.date) -> Decimal:
    """Amounts paid under earlier base salaries, at the reference level of `on`."""
    new, total, month = base_salary.on(on), Decimal(0), stretch.since
    while month <= stretch.until:
        entry = base_salary.entry(month.first_day)
        until = min(stretch.until, Month.of(entry.until) - 1) if entry.until else stretch.until
        old, count = base_salary.on(month.first_day, quiet=True), until - month + 1
        total += Decimal(stretch.amount) * count * new / old
        numbers = {"amount": stretch.amount, "count": count, "since": month, "new": new, "old": old}
        step(_BY_LEVEL, "41/2024/QH15:73.1.a", REPORTED, **numbers)
        month = until + 1
    return total
