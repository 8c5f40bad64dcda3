"""Which calendar month? The grain in which registers are delivered and figures are published."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text

_NO_SUCH_MONTH = Text("“{text}” không phải là tháng.", "“{text}” is not a month.")
_HOW_TO_WRITE = Text("Viết năm-tháng, ví dụ 2026-10.", "Write year-month, for example 2026-10.")
_TEXT = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True)
class Month:
    """A calendar month. `Month(2026, 10)` prints as `2026-10`; months subtract to a count of months."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1900 <= self.year <= 2200):
            raise InvalidValue(_NO_SUCH_MONTH.format(text=f"{self.month}/{self.year}"), _HOW_TO_WRITE)

    @classmethod
    def parse(cls, text: str) -> Month:
        """The month written as `YYYY-MM`. Raises: InvalidValue."""
        match = _TEXT.fullmatch(text.strip())
        if not match:
            raise InvalidValue(_NO_SUCH_MONTH.format(text=text), _HOW_TO_WRITE)
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: dt.date) -> Month:
        """The month that holds `day`."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> dt.date:
        return dt.date(self.year, self.month, 1)

    @property
    def last_day(self) -> dt.date:
        return (self + 1).first_day - dt.timedelta(days=1)

    def __add__(self, months: int) -> Month:
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def __sub__(self, other: Month | int) -> Month | int:
        if isinstance(other, int):
            return self + -other
        return (self.year - other.year) * 12 + self.month - other.month

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def span(since: Month, until: Month) -> Iterator[Month]:
    """Every month from `since` up to and including `until`."""
    month = since
    while month <= until:
        yield month
        month = month + 1
