"""From which day to which day? Spans of days, and months added to a day as the law counts them."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.law.said import say

_NOT_A_PERIOD = Text("“{text}” không phải khoảng thời gian.", "“{text}” is not a period.")
_WRITE = Text("Viết như 2026-01-01..2026-12-31.", "Write it like 2026-01-01..2026-12-31.")
DAY = dt.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """From `since` to `until`, both included."""

    since: dt.date
    until: dt.date

    written = "YYYY-MM-DD..YYYY-MM-DD"

    def __post_init__(self) -> None:
        if self.until < self.since:
            raise InvalidValue(say(_NOT_A_PERIOD, text=f"{self.since}..{self.until}"), _WRITE)

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period written `2026-01-01..2026-12-31`. Raises: InvalidValue."""
        since, dots, until = text.strip().partition("..")
        try:
            return cls(dt.date.fromisoformat(since), dt.date.fromisoformat(until if dots else ""))
        except InvalidValue:
            raise
        except ValueError:
            raise InvalidValue(say(_NOT_A_PERIOD, text=text), _WRITE) from None


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day of the month `months` later; the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_end(day: dt.date) -> dt.date:
    """The last day of the month that holds `day`."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])
