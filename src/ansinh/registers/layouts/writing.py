"""How is an official form filled in: title, headings, code row, lines and totals in the cells of the form?

A cell never becomes a formula: text stays text, and text that begins like a formula is marked as text for
good. Identifiers are text, so that no zero is lost. Money and people are whole numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import xlsxwriter

from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.registers.layouts.layout import Cell, Layout, Read

Value = str | int | Decimal | bool | dt.date | Month | Text | None

SECTION = "section"
"""A row with this one key is a section row, for example {"section": "I. Tăng"}."""

_FACTS = {
    "employer": "Mã đơn vị", "employer_name": "Tên đơn vị", "organisation": "Mã đơn vị",
    "organisation_name": "Tên đơn vị", "collector": "Mã nhân viên", "collector_name": "Nhân viên",
    "document": "Số", "address": "Địa chỉ", "email": "Thư điện tử", "phone": "Điện thoại",
    "representative": "Người đại diện", "unit_kind": "Loại hình đơn vị", "sector": "Ngành nghề",
    "mode": "Phương thức đóng", "office": "Cơ quan BHXH", "period": "Tháng", "household": "Chủ hộ",
}  # fmt: skip
_FORMULA_LIKE = re.compile(r"\s*[=+\-@|%]")
_AT = re.compile(r"([A-Z]{1,3})(\d+)")
_RESULTS = {"electronic": "Bản điện tử", "paper": "Bản giấy"}
_BOX = {"border": 1, "valign": "vcenter", "font_name": "Times New Roman", "font_size": 10}
_TOP = {"font_name": "Times New Roman", "font_size": 11}
_OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


def write(
    layout: Layout, header: Mapping[str, Value], rows: Iterable[Mapping[str, Value]], path: Path
) -> int:
    """Write the form to `path`; the number of its lines.

    `header` holds what stands above the list, by `Field.feeds`; a row holds its values by `Cell.feeds`.
    Lines are numbered unless they bring their own `number`; columns marked `total` are added up.
    """
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        book.set_properties({"title": layout.name, "created": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)})
        page = _Page(book, layout)
        page.top(header)
        page.headings()
        lines = page.lines(rows)
        page.bottom()
    return lines


class _Page:
    """One sheet being written, from its top to its bottom."""

    def __init__(self, book, layout: Layout) -> None:
        self._book, self._layout = book, layout
        self._sheet = book.add_worksheet(layout.sheet[:31] or layout.code[:31])
        self._forms: dict[tuple, object] = {}
        self._cells = [(place, cell) for cell in layout.columns if (place := _place(cell.at)) is not None]
        self._last = max(place for place, _ in self._cells)
        self._row = layout.first_row - 1
        self._totals = {cell.feeds: 0 for _, cell in self._cells if cell.total}

    def _form(self, **options: object):
        key = tuple(sorted(options.items()))
        if key not in self._forms:
            self._forms[key] = self._book.add_format(options)
        return self._forms[key]

    def top(self, header: Mapping[str, Value]) -> None:
        """The mark of the form, its title, and the facts above the list."""
        layout, sheet = self._layout, self._sheet
        for place, cell in self._cells:
            sheet.set_column(place, place, cell.width)
        mark = f"Mẫu {layout.code} (ban hành kèm theo {layout.act})"
        right = self._form(**_TOP, italic=True, align="right")
        sheet.write_string(0, self._last, mark.replace("Mẫu Mẫu", "Mẫu"), right)
        at, _ = _cell(layout.title_at)
        title = self._form(**(_TOP | {"bold": True, "align": "center", "font_size": 14}))
        sheet.merge_range(at, 0, at, self._last, layout.label.vi.upper(), title)
        said: dict[str, list[str]] = {}
        for field in layout.fields:
            value = _said(header.get(field.feeds))
            if field.at and value:
                said.setdefault(field.at, []).append(f"{_FACTS.get(field.feeds, field.feeds)}: {value}")
        for where, facts in said.items():
            row, place = _cell(where)
            sheet.write_string(row, place, "    ".join(facts), self._text(facts[0], **_TOP))

    def headings(self) -> None:
        """The headings, merged as on the form, and the row of codes."""
        first, last = (row - 1 for row in self._layout.heading_rows)
        head = self._form(**_BOX, bold=True, text_wrap=True, align="center", bg_color="#eef0ee")
        for above, group in groupby(self._cells, key=lambda one: one[1].above):
            held = [*group]
            lower = first
            if above and last > first:
                lower = first + (last - first + 1) // 2
                self._merged(first, held[0][0], lower - 1, held[-1][0], above, head)
            for place, cell in held:
                self._merged(lower, place, last, place, cell.heading, head)
        if self._layout.code_row:
            codes = self._form(**_BOX, italic=True, align="center")
            for place, cell in self._cells:
                self._sheet.write_string(self._layout.code_row - 1, place, cell.code, codes)
        for row in range(first, last + 1):
            self._sheet.set_row(row, 18 if last - first > 1 else 30)
        self._sheet.freeze_panes(self._layout.first_row - 1, 2)

    def _merged(self, top: int, left: int, bottom: int, right: int, text: str, form) -> None:
        if (top, left) == (bottom, right):
            self._sheet.write_string(top, left, text, form)
        else:
            self._sheet.merge_range(top, left, bottom, right, text, form)

    def lines(self, rows: Iterable[Mapping[str, Value]]) -> int:
        """The lines of the list, section rows between them; how many lines there are."""
        count = 0
        for row in rows:
            if SECTION in row:
                self._section(_said(row[SECTION]))
                continue
            count += 1
            for place, cell in self._cells:
                value = row.get(cell.feeds)
                if cell.feeds == "number" and value is None:
                    value = count
                self._value(place, cell, value)
                if cell.total and isinstance(value, int):
                    self._totals[cell.feeds] += value
            self._row += 1
        return count

    def _section(self, text: str) -> None:
        form = self._form(**_BOX, bold=True)
        self._merged(self._row, 0, self._row, self._last, text, form)
        self._row += 1

    def _value(self, place: int, cell: Cell, value: Value, **more: object) -> None:
        sheet, row = self._sheet, self._row
        if cell.read is Read.MARK:
            centre = self._form(**_BOX, align="center", **more)
            marked = value is True or value == cell.value
            sheet.write(row, place, "x" if marked else None, centre)
        elif value is None or value == "":
            sheet.write_blank(row, place, None, self._form(**_BOX, **more))
        elif isinstance(value, int | Decimal) and not isinstance(value, bool):
            shown = "#,##0" if isinstance(value, int) else "#,##0.00"
            centred = {"align": "center"} if cell.feeds == "number" else {}
            sheet.write_number(row, place, value, self._form(**_BOX, num_format=shown, **centred, **more))
        elif isinstance(value, dt.date):
            form = self._form(**_BOX, num_format="dd/mm/yyyy", align="center", **more)
            sheet.write_datetime(row, place, value, form)
        else:
            said = _RESULTS.get(value, value) if cell.read is Read.RESULT else _said(value)
            sheet.write_string(
                row, place, said, self._text(said, **_BOX, num_format="@", text_wrap=True, **more)
            )

    def _text(self, said: str, **options: object):
        """The format of a text; one that begins like a formula stays text even when somebody edits it."""
        if _FORMULA_LIKE.match(said):
            options["quote_prefix"] = True
        return self._form(**options)

    def bottom(self) -> None:
        """The totals, the signatures, and how the sheet is printed."""
        layout, sheet = self._layout, self._sheet
        if self._totals:
            for place, cell in self._cells:
                value = "Cộng" if place == 1 else self._totals.get(cell.feeds) if cell.total else None
                plain = Cell(cell.code, cell.at, cell.heading, cell.feeds)
                self._value(place, plain, value, bold=True)
            self._row += 1
        if layout.signature_at:
            place = _place(_AT.fullmatch(layout.signature_at)[1])
            centre = self._form(**_TOP, bold=True, align="center")
            self._sheet.write_string(self._row + 2, place, "Thủ trưởng đơn vị", centre)
            self._sheet.write_string(
                self._row + 3, place, "(Ký, ghi rõ họ tên)", self._form(**_TOP, italic=True, align="center")
            )
            self._sheet.write_string(self._row + 2, 1, "Người lập biểu", centre)
        sheet.set_landscape()
        sheet.set_paper(8 if sum(cell.width for _, cell in self._cells) > 190 else 9)  # A3, A4
        sheet.set_margins(0.4, 0.4, 0.5, 0.5)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(layout.heading_rows[0] - 1, layout.first_row - 2)
        sheet.set_footer("&C&P/&N")


def _place(letters: str) -> int | None:
    """The position of a column, A is 0; None where the form does not say."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1 if letters else None


def _cell(at: str) -> tuple[int, int]:
    """Row and position of a cell such as A4, from zero."""
    letters, row = _AT.fullmatch(at).groups()
    return int(row) - 1, _place(letters)


def _said(value: Value) -> str:
    """How a value is written as text."""
    if value is None:
        return ""
    if isinstance(value, Month):
        return f"{value.month:02d}/{value.year}"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return value.vi if isinstance(value, Text) else str(value)
