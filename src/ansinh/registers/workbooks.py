"""How is a table on a screen handed over as an XLSX workbook that is safe to open?

A cell never holds a formula: text that begins like one stays text. Figures stay numbers, exact.
"""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from ansinh.base.months import Month
from ansinh.base.texts import Text

Cell = str | int | Decimal | dt.date | Month | Text | None


class Kind(StrEnum):
    """How a column's cells are written."""

    TEXT = "text"
    COUNT = "count"
    DECIMAL = "decimal"
    DAY = "day"


@dataclass(frozen=True)
class Column:
    """One column: its head, with the unit, and the kind of its cells."""

    label: Text | str
    kind: Kind = Kind.TEXT
    width: int = 14


_FORMATS = {
    Kind.TEXT: {"num_format": "@"},
    Kind.COUNT: {"num_format": "#,##0"},
    Kind.DECIMAL: {"num_format": "#,##0.00"},
    Kind.DAY: {"num_format": "d/m/yyyy"},
}


def opened(target: Path | BinaryIO, title: str) -> xlsxwriter.Workbook:
    """A new workbook in which text stays text: no cell ever becomes a formula, a number or a link.

    It bears no day of its own, so the same content gives the same bytes.
    """
    options = {
        "in_memory": not isinstance(target, Path),
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    book = xlsxwriter.Workbook(target, options)
    book.set_properties({"title": title, "created": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)})
    return book


def workbook(
    title: Text | str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    totals: Sequence[Cell] | None = None,
    notes: Sequence[Text | str] = (),
) -> bytes:
    """One sheet: the title, the notes (month, run, source), the head, the rows and the totals."""
    out = io.BytesIO()
    with opened(out, str(title)) as book:
        sheet = book.add_worksheet()
        _write(book, sheet, title, columns, [*rows], totals, notes)
    return out.getvalue()


def _write(book, sheet, title, columns, rows, totals, notes) -> None:
    bold = {"bold": True}
    sheet.write_string(0, 0, str(title), book.add_format({**bold, "font_size": 14}))
    for line, note in enumerate(notes, start=1):
        sheet.write_string(line, 0, str(note), book.add_format({"font_color": "#5f6b78"}))
    head = len(notes) + 2
    heading = book.add_format(
        {**bold, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#f2f3f0"}
    )
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(head, place, str(column.label), heading)
    _lines(sheet, head + 1, columns, rows, {kind: book.add_format(_FORMATS[kind]) for kind in Kind})
    if totals is not None:
        last = {kind: book.add_format({**_FORMATS[kind], **bold, "top": 1}) for kind in Kind}
        _lines(sheet, head + 1 + len(rows), columns, [totals], last)
    sheet.freeze_panes(head + 1, 1)
    if rows:
        sheet.autofilter(head, 0, head + len(rows), len(columns) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(head)
    sheet.fit_to_pages(1, 0)


def _lines(sheet, first: int, columns: Sequence[Column], rows: Sequence[Sequence[Cell]], formats) -> None:
    for line, row in enumerate(rows, start=first):
        for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
            _cell(sheet, line, place, cell, formats[column.kind])


def _cell(sheet, line: int, place: int, cell: Cell, form) -> None:
    if cell is None:
        sheet.write_blank(line, place, None, form)
    elif isinstance(cell, int | Decimal) and not isinstance(cell, bool):
        sheet.write_number(line, place, cell, form)
    elif isinstance(cell, dt.date):
        sheet.write_datetime(line, place, cell, form)
    else:
        sheet.write_string(line, place, str(cell), form)
