"""How is the law's arithmetic done over millions of rows, to the same đồng on every engine?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ansinh.base.money import PER


def whole(value: int) -> ir.IntegerScalar:
    """A 64-bit literal: alone a literal would reach DuckDB as INT32."""
    return ibis.literal(value, "int64")


def share(amount: ir.IntegerValue, rate: ir.IntegerValue) -> ir.IntegerValue:
    """As `base.money.share`: `rate` per 100,000 of `amount`, half a đồng rounded up (int64).

    Exact while amount × rate stays below 9 × 10¹⁸ and the result below 10¹⁵; for what is not negative.
    """
    return rounded_part(amount * rate, PER)


def rounded_part(amount: ir.IntegerValue, per: int) -> ir.IntegerValue:
    """`amount` ÷ `per`, an even number, half a đồng rounded up (int64); exact while the result stays below 10¹⁵."""
    top = amount + whole(per // 2)
    return ((top - top % whole(per)) / whole(per)).round().cast("int64")


def month_key(day: ir.DateValue) -> ir.IntegerValue:
    """The month of a day as year × 12 + month (int64): tables of the law by month are joined on it."""
    return day.year().cast("int64") * whole(12) + day.month().cast("int64")


def key_of(day: dt.date) -> int:
    """`month_key` of one day."""
    return day.year * 12 + day.month


def law_table(rows: Sequence[Mapping[str, object]], texts: Sequence[str] = ()) -> ir.Table:
    """Rows of the law as a table: int64 everywhere but in the columns `texts`."""
    names = list(rows[0])
    types = [pa.string() if name in texts else pa.int64() for name in names]
    return ibis.memtable(
        pa.Table.from_pylist([dict(row) for row in rows], schema=pa.schema(zip(names, types, strict=True)))
    )
