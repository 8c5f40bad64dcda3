"""Which value is in force on a day, where does it come from, and how sure is it?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Generic, TypeVar

from ansinh.base.errors import InvalidValue, NotYetKnown
from ansinh.base.texts import Text

T = TypeVar("T")

_TWO_IN_FORCE = Text(
    "{name}: hai giá trị cùng có hiệu lực ngày {day:%d/%m/%Y}.", "{name}: two values are in force on {day}."
)
_NOT_YET_KNOWN = Text(
    "{name}: chưa biết giá trị ngày {day:%d/%m/%Y}.", "{name}: no value is known for {day}."
)


class Confidence(StrEnum):
    """How sure a value is: the act's own text was read, seen in other sources, or not verified."""

    READ = "read"
    REPORTED = "reported"
    UNVERIFIED = "unverified"


@dataclass(frozen=True)
class Value(Generic[T]):
    """A value in force from `since` until `until` (excluded; None: no end known)."""

    value: T
    since: dt.date
    until: dt.date | None
    source: str
    confidence: Confidence = Confidence.READ

    def in_force(self, on: dt.date) -> bool:
        return self.since <= on and (self.until is None or on < self.until)


class Dated(Generic[T]):
    """The values of one thing over time; no two are in force on one day, and gaps are allowed."""

    def __init__(self, name: Text | str, values: Iterable[Value[T]]) -> None:
        self.name = name
        self._values = tuple(sorted(values, key=lambda value: value.since))
        for earlier, later in pairwise(self._values):
            if earlier.until is None or earlier.until > later.since:
                raise InvalidValue(_TWO_IN_FORCE.format(name=name, day=later.since))

    def __iter__(self) -> Iterator[Value[T]]:
        return iter(self._values)

    def entry(self, on: dt.date) -> Value[T]:
        """The value in force on `on`, with its source and confidence. Raises: NotYetKnown."""
        for value in self._values:
            if value.in_force(on):
                return value
        raise NotYetKnown(_NOT_YET_KNOWN.format(name=self.name, day=on))

    def on(self, day: dt.date) -> T:
        """The bare value in force on `day`. Raises: NotYetKnown."""
        return self.entry(day).value
