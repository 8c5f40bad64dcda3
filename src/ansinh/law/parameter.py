"""Which number does the law set on this day? A named, dated, sourced value that a reform may overlay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import pairwise
from types import MappingProxyType
from typing import Generic, TypeVar

from ansinh.base.dated import Confidence, Dated, Value
from ansinh.base.errors import InvalidValue, NotYetKnown
from ansinh.base.texts import Text
from ansinh.law import working
from ansinh.law.said import say

T = TypeVar("T")
READ, REPORTED, UNVERIFIED = Confidence.READ, Confidence.REPORTED, Confidence.UNVERIFIED

PARAMETERS: dict[str, Parameter] = {}
"""Every parameter by its code, in the order of definition."""

_overlay: ContextVar[Mapping[str, Dated]] = ContextVar("parameters_overlay", default=MappingProxyType({}))

_TWICE = Text("Tham số “{code}” được khai hai lần.", "Parameter “{code}” is defined twice.")
_MISSING = Text("Chưa biết {name} ngày {day}.", "{name} is not known for {day}.")
_ADD_ROW = Text(
    "Bổ sung một dòng có căn cứ cho tham số “{code}”.", "Add a row with its source to parameter “{code}”."
)


class Parameter(Generic[T]):
    """A value of the law over time. `unit`: đ (đồng), % (per 100,000), n (bare), or a word said after the number."""

    def __init__(self, code: str, name: Text, unit: str, rows: tuple[tuple, ...]) -> None:
        if code in PARAMETERS:
            raise InvalidValue(say(_TWICE, code=code))
        self.code, self.name, self.unit = code, name, unit
        self.dated: Dated[T] = dated(name, rows)
        PARAMETERS[code] = self

    @property
    def in_use(self) -> Dated[T]:
        """The enacted values, or those of the reform in whose block we are."""
        return _overlay.get().get(self.code, self.dated)

    def entry(self, day: dt.date) -> Value[T]:
        """The value in force on `day` with its source and confidence. Raises: NotYetKnown."""
        try:
            return self.in_use.entry(day)
        except NotYetKnown:
            message = say(_MISSING, name=self.name, day=day)
            raise NotYetKnown(message, say(_ADD_ROW, code=self.code)) from None

    def on(self, day: dt.date, *, quiet: bool = False) -> T:
        """The value in force on `day`; the explanation that is listening learns of it. Raises: NotYetKnown."""
        entry = self.entry(day)
        working.value_used(self.code, self.name, self.unit, entry, quiet=quiet)
        return entry.value

    def known(self, day: dt.date) -> bool:
        """Is there a value on `day`?"""
        return any(value.in_force(day) for value in self.in_use)


def dated(name: Text | str, rows: tuple[tuple, ...]) -> Dated:
    """Rows `(since, value, source, confidence)`, each in force until the next; a value of None ends the last one."""
    starts = [(dt.date.fromisoformat(row[0]), *row[1:]) for row in rows]
    ends = [later[0] for _, later in pairwise(starts)] + [None]
    values = [
        Value(row[1], row[0], end, row[2], row[3] if len(row) > 3 else READ)
        for row, end in zip(starts, ends, strict=True)
        if row[1] is not None
    ]
    return Dated(name, values)


def parameter(code: str, name: Text, unit: str, *rows: tuple) -> Parameter:
    """Define the parameter `code`; see `dated` for the rows."""
    return Parameter(code, name, unit, rows)


@contextmanager
def overlaid(values: Mapping[str, Dated]) -> Iterator[None]:
    """Within this block the parameters named in `values` have those values instead of the enacted ones."""
    token = _overlay.set({**_overlay.get(), **values})
    try:
        yield
    finally:
        _overlay.reset(token)
