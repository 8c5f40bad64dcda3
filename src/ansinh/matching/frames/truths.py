"""Which rows of a generated city are truly one person? For training, tests and measures only."""

from __future__ import annotations

from pathlib import Path

import ibis
import ibis.expr.types as ir

from ansinh.base.months import Month
from ansinh.matching.frames import records, standard
from ansinh.registers import places

PROVINCE = "92"


def delivered(con: ibis.BaseBackend, city: Path, register: str, month: Month) -> ir.Table:
    """The rows of a generated delivery with `row`, their place in the file from 0."""
    path = city / "deliveries" / register / f"{month}.parquet"
    return con.read_parquet(str(path), file_row_number=True).rename(row="file_row_number")


def standardised(con: ibis.BaseBackend, rows: ir.Table, register: str, month: Month) -> ir.Table:
    """`rows` as `standard.standardised`, in today's communes of the demonstration's province."""
    known = None
    if "commune" in rows.columns:
        sent = rows.select("commune").distinct().to_pyarrow().column("commune").to_pylist()
        known = ibis.memtable(places.known_places(sent, PROVINCE, month.last_day))
    return standard.standardised(rows.drop("row"), register, known, month.last_day)


def pairs(
    con: ibis.BaseBackend, city: Path, left: tuple[ir.Table, str], right: tuple[ir.Table, str]
) -> ir.Table:
    """The true pairs of two registers' rows, in the last month of the city.

    In:  for each side the rows as `delivered` and the register's name.
    Out: left_record, right_record: string, person: int64. One row per pair of records.
    """
    told = con.read_parquet(str(city / "truth" / "rows.parquet"))
    first, second = (_whose(told, rows, register) for rows, register in (left, right))
    first = first.rename(left_record="record")
    second = second.rename(right_record="record")
    return first.join(second, "person").select("left_record", "right_record", "person").distinct()


def _whose(told: ir.Table, rows: ir.Table, register: str) -> ir.Table:
    told = told.filter(told.register == register).select("row", "person")
    rows = rows.select("row", record=records.record(rows, register))
    return rows.join(told, "row").select("record", "person")
