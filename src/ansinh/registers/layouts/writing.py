"""How is an official form filled in: title, headings, code row, lines and totals in the cells of the form?

A cell never becomes a formula: text stays text, and text that begins like a formula is marked as text for
good. Identifiers are text, so that no zero is lost. Money and people are whole numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.registers.layouts.headings import Block, blocks
from ansinh.registers.layouts.layout import Cell, Layout, Read
from ansinh.registers.layouts.printed import PRINTED, Line, Printed
from ansinh.registers.workbooks import opened

Value = str | int | Decimal | bool | dt.date | Month | Text | None

SECTION = "section"
"""A row with this one key is a section row, for example {"section": "I. Tăng"}."""
OF_WHICH = "of_which"
"""A row where this is true is part of a row above it: it stands on the form, and is not added up again."""

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


def write(
    layout: Layout,
    header: Mapping[str, Value],
    rows: Iterable[Mapping[str, Value]],
    path: Path,
    *,
    mark: str = "",
) -> int:
    """Write the form to `path`; the number of its lines.

    `header` holds what stands above the list, by `Field.feeds`; a row holds its values by `Cell.feeds`.
    Lines are numbered unless they bring their own `number`; columns marked `total` are added up.
    `mark` stands at the foot of every printed page, outside the form: whose data it holds, who made it.
    """
    with opened(path, layout.name) as book:
        page = _Page(book, layout)
        page.top(header)
        page.headings()
        lines = page.lines(rows)
        page.bottom()
        page.paper(mark)
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
        self._printed: Printed | None = PRINTED.get(layout.code) if layout.written else None
        own = tuple(cell.width for _, cell in self._cells)
        self._widths = self._printed.widths if self._printed else own

    def _form(self, **options: object):
        key = tuple(sorted(options.items()))
        if key not in self._forms:
            self._forms[key] = self._book.add_format(options)
        return self._forms[key]

    def top(self, header: Mapping[str, Value]) -> None:
        """The mark of the form, its title, and the facts above the list."""
        layout, sheet = self._layout, self._sheet
        for (place, _), width in zip(self._cells, self._widths, strict=True):
            sheet.set_column(place, place, width)
        mark = f"Mẫu {layout.code} (ban hành kèm theo {layout.act})"
        right = self._form(**_TOP, italic=True, align="right")
        sheet.write_string(0, self._last, mark.replace("Mẫu Mẫu", "Mẫu"), right)
        at, _ = _cell(layout.title_at)
        title = self._form(**(_TOP | {"bold": True, "align": "center", "font_size": 14}))
        sheet.merge_range(at, 0, at, self._last, layout.label.vi.upper(), title)
        sheet.set_row(at, 24)
        said = {name: text for name, value in header.items() if (text := _said(value))}
        if isinstance(month := header.get("period"), Month):
            said |= {"period_month": f"{month.month:02d}", "period_year": str(month.year)}
        for line in self._printed.above if self._printed else _plain_lines(layout, said):
            self._above(line, line.said(said))

    def _above(self, line: Line, said: str) -> None:
        options = _TOP | ({"bold": True} if line.bold else {})
        if line.centred:
            form = self._text(said, **options, italic=True, align="center")
            self._sheet.merge_range(line.row - 1, 0, line.row - 1, self._last, said, form)
        else:
            self._sheet.write_string(line.row - 1, 0, said, self._text(said, **options))

    def headings(self) -> None:
        """The headings, merged as on the form, and the row of codes."""
        head = self._form(**_BOX, bold=True, text_wrap=True, align="center", bg_color="#eef0ee")
        found, heights = blocks(self._cells, self._widths, self._layout.heading_rows)
        for one in found:
            self._merged(one, head)
        for row, height in heights.items():
            self._sheet.set_row(row, height)
        if self._layout.code_row:
            codes = self._form(**_BOX, italic=True, align="center")
            for place, cell in self._cells:
                self._sheet.write_string(self._layout.code_row - 1, place, cell.code, codes)
        self._sheet.freeze_panes(self._layout.first_row - 1, 2)

    def _merged(self, one: Block, form) -> None:
        if (one.top, one.left) == (one.bottom, one.right):
            self._sheet.write_string(one.top, one.left, one.text, form)
        else:
            self._sheet.merge_range(one.top, one.left, one.bottom, one.right, one.text, form)

    def lines(self, rows: Iterable[Mapping[str, Value]]) -> int:
        """The lines of the list, section rows between them; how many lines there are."""
        count = 0
        for row in rows:
            if SECTION in row:
                self._section(_said(row[SECTION]))
                continue
            count += 1
            added = not row.get(OF_WHICH)
            for place, cell in self._cells:
                value = row.get(cell.feeds)
                if cell.feeds == "number" and value is None:
                    value = count
                self._value(place, cell, value)
                if added and cell.total and isinstance(value, int):
                    self._totals[cell.feeds] += value
            self._row += 1
        return count

    def _section(self, text: str) -> None:
        form = self._form(**_BOX, bold=True)
        self._merged(Block(self._row, 0, self._row, self._last, text), form)
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
            shown = "#,##0" if value == int(value) else "#,##0.00"
            centred = {"align": "center"} if cell.feeds == "number" else {}
            sheet.write_number(row, place, value, self._form(**_BOX, num_format=shown, **centred, **more))
        elif isinstance(value, dt.date):
            form = self._form(**_BOX, num_format="dd/mm/yyyy", align="center", **more)
            sheet.write_datetime(row, place, value, form)
        elif isinstance(value, Month):
            centre = self._form(**_BOX, num_format="@", align="center", **more)
            sheet.write_string(row, place, _said(value), centre)
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
        """The totals, the closing words and the signatures."""
        if self._totals:
            for place, cell in self._cells:
                value = "Cộng" if place == 1 else self._totals.get(cell.feeds) if cell.total else None
                plain = Cell(cell.code, cell.at, cell.heading, cell.feeds)
                self._value(place, plain, value, bold=True)
            self._row += 1
        if self._printed and self._printed.below:
            self._sheet.write_string(self._row + 1, 0, self._printed.below, self._form(**_TOP))
            self._row += 2
        if self._printed:
            self._signatures(self._printed.signs)

    def _signatures(self, signs: str) -> None:
        """Who made it on the left; day and who signs on the right, from the column where the form has it."""
        at = self._layout.signature_at
        right = _place(_AT.fullmatch(at)[1]) if at else self._last * 3 // 5
        bold = self._form(**_TOP, bold=True, align="center")
        slanted = self._form(**_TOP, italic=True, align="center")
        for down, left_said, right_said, form in (
            (1, "", "……………, ngày …… tháng …… năm ………", slanted),
            (2, "NGƯỜI LẬP BIỂU", signs, bold),
            (3, "(Ký, ghi rõ họ tên)", "(Ký, ghi rõ họ tên, đóng dấu)", slanted),
        ):
            row = self._row + down
            if left_said:
                self._sheet.merge_range(row, 1, row, max(2, right // 2), left_said, form)
            self._sheet.merge_range(row, right, row, self._last, right_said, form)

    def paper(self, mark: str) -> None:
        """A4, landscape, as wide as the page; headings on every page, the mark at its foot."""
        layout, sheet = self._layout, self._sheet
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.fit_to_pages(1, 0)
        sheet.center_horizontally()
        sheet.repeat_rows(layout.heading_rows[0] - 1, layout.first_row - 2)
        sheet.set_footer("&L&8" + mark.replace("&", "&&")[:200] + "&R&8&P/&N", {"margin": 0.25})


def _plain_lines(layout: Layout, header: Mapping[str, str]) -> list[Line]:
    """One line for the facts of each cell above the list, where the form's own words are not known."""
    said: dict[int, list[str]] = {}
    for field in layout.fields:
        if field.at and field.feeds in header:
            row, _ = _cell(field.at)
            said.setdefault(row + 1, []).append(f"{_FACTS.get(field.feeds, field.feeds)}: {{{field.feeds}}}")
    return [Line(row, "    ".join(facts)) for row, facts in said.items()]


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
