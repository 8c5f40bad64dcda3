"""How do offices really send small registers: as workbooks and CSV with Vietnamese headings?"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import xlsxwriter

from ansinh.registers.schemas import REGISTERS, Column, Kind

if TYPE_CHECKING:
    from ansinh.registers.synthetic.plan import Plan

_AS_WORKBOOK = ("reported_figures", "employers")
_AS_CSV = ("business_registrations",)
_MOST_ROWS = 60_000
_MADE = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
"""Stands in the workbooks as the day they were made, so that the same city gives the same bytes."""


def write(plan: Plan) -> None:
    """Beside the last month's Parquet of a few small registers, the same rows as an office sends them."""
    for register in (*_AS_WORKBOOK, *_AS_CSV):
        source = plan.out / "deliveries" / register / f"{plan.months[-1]}.parquet"
        if pq.read_metadata(source).num_rows > _MOST_ROWS:
            continue
        rows = [list(row.values()) for row in pq.read_table(source).to_pylist()]
        if register in _AS_CSV:
            _write_csv(source.with_suffix(".csv"), register, rows)
        else:
            _write_workbook(source.with_suffix(".xlsx"), register, rows)


def _write_workbook(path: Path, register: str, rows: list[list[object]]) -> None:
    schema = REGISTERS[register]
    book = xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy", "strings_to_formulas": False})
    book.set_properties({"created": _MADE.replace(tzinfo=None)})
    sheet = book.add_worksheet("Danh sách")
    bold = book.add_format({"bold": True})
    for place, column in enumerate(schema.columns.values()):
        sheet.write_string(0, place, column.label.vi, bold)
        for number, row in enumerate(rows, 1):
            _write_cell(sheet, number, place, _shown(row[place], column))
    book.close()


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, row: int, place: int, value: object) -> None:
    """Codes stay text; numbers and days are numbers and days."""
    if value is None:
        return
    if isinstance(value, dt.date):
        sheet.write_datetime(row, place, dt.datetime.combine(value, dt.time()))
    elif isinstance(value, str):
        sheet.write_string(row, place, value)
    else:
        sheet.write_number(row, place, value)


def _write_csv(path: Path, register: str, rows: list[list[object]]) -> None:
    columns = list(REGISTERS[register].columns.values())
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.label.vi for column in columns])
        for row in rows:
            shown = [_shown(value, column) for value, column in zip(row, columns, strict=True)]
            writer.writerow([f"{one:%d/%m/%Y}" if isinstance(one, dt.date) else one for one in shown])


def _shown(value: object, column: Column) -> object:
    """A code as its Vietnamese word, yes as x; everything else as it is."""
    if column.kind is Kind.FLAG:
        return "x" if value else None
    meaning = column.allowed.get(value) if isinstance(value, str) else None
    return meaning.vi if meaning else value
