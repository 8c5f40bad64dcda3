"""The law as plain rows for frames: which whole number holds from which day to which day?

Frames join these rows as an int64 table instead of writing numbers of the law into an expression, so that one law
serves a person's explanation and ten million rows alike.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

from ansinh.base.errors import InvalidValue, NotFound
from ansinh.base.texts import Text
from ansinh.law.parameters import all_of_them
from ansinh.law.said import say

NO_END = dt.date(9999, 12, 31)
"""Stands for “no end known” in a table, which needs a day."""

COLUMNS = ("code", "since", "until", "value", "source", "confidence")

_NO_PARAMETER = Text("Không có tham số “{code}”.", "There is no parameter “{code}”.")
_NOT_WHOLE = Text("Tham số “{code}” không phải số nguyên.", "Parameter “{code}” is not a whole number.")


def rows(*codes: str) -> list[dict[str, object]]:
    """The values of the parameters named, a reform's if we are in its block: one row per value.

    Columns: code, since, until (excluded; 9999-12-31 without an end), value (int64), source, confidence.
    Raises: NotFound, InvalidValue for a value that is not a whole number.
    """
    known = all_of_them()
    found = []
    for code in codes:
        if code not in known:
            raise NotFound(say(_NO_PARAMETER, code=code))
        for entry in known[code].in_use:
            if not isinstance(entry.value, int):
                raise InvalidValue(say(_NOT_WHOLE, code=code))
            row = (
                code,
                entry.since,
                entry.until or NO_END,
                entry.value,
                entry.source,
                entry.confidence.value,
            )
            found.append(dict(zip(COLUMNS, row, strict=True)))
    return found


def spans(codes: Iterable[str]) -> list[dict[str, object]]:
    """Several parameters side by side: one row per span of days on which none of them changes.

    Columns: since, until (excluded), and one int64 column per code, None where it has no value. Days before the first
    and after the last value of all are left out.
    """
    tables = {code: rows(code) for code in codes}
    edges = sorted({row[edge] for table in tables.values() for row in table for edge in ("since", "until")})
    found = []
    for since, until in pairwise(edges):
        values = {
            code: next((row["value"] for row in table if row["since"] <= since < row["until"]), None)
            for code, table in tables.items()
        }
        if any(value is not None for value in values.values()):
            found.append({"since": since, "until": until, **values})
    return found
