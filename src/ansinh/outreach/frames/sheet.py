"""How does a work list look as a workbook: an office's document, marked as protected, safe to open?

No cell ever becomes a formula. Every printed page says whose data it is, who took it and when.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from ansinh.base import figures
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.registers.workbooks import opened

PROTECTED = Text("Dữ liệu cá nhân được bảo vệ – không sao chép", "Protected personal data – do not copy")
_STATE = Text("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")
_MOTTO = Text("Độc lập - Tự do - Hạnh phúc", "Independence - Freedom - Happiness")
_OFFICE = Text("ỦY BAN NHÂN DÂN {place}", "PEOPLE'S COMMITTEE OF {place}")
_TITLE = Text(
    "DANH SÁCH NGƯỜI CẦN VẬN ĐỘNG THAM GIA BHXH, BHYT, BHTN", "LIST OF PEOPLE TO BE WON FOR SI, HI AND UI"
)
_OF = Text("{month} · {place}", "{month} · {place}")
_BY = Text("{who} kết xuất lúc {when} · {count} người", "Taken by {who} at {when} · {count} persons")
_COLLECTOR = Text(" · nhân viên thu: {name}", " · collector: {name}")
_MORE = Text(
    "Còn {count} lượt người không có trong bản này; xem trên hệ thống.",
    "{count} more entries are not in this copy; see them in the system.",
)
_SUM = Text("Cộng: {entries} lượt người, {count} người", "Total: {entries} entries, {count} persons")
_SIGNED = (
    Text("NGƯỜI GIAO DANH SÁCH", "HANDED OVER BY"),
    Text("NGƯỜI NHẬN DANH SÁCH", "RECEIVED BY"),
    Text("XÁC NHẬN CỦA UBND", "CONFIRMED BY THE COMMITTEE"),
)
_SIGN_HERE = Text("(Ký, ghi rõ họ tên)", "(signature, full name)")
_HEADS = (
    (Text("STT", "No."), 5),
    (Text("Họ và tên", "Full name"), 20),
    (Text("Ngày sinh", "Born"), 10),
    (Text("Giới tính", "Sex"), 6),
    (Text("Số định danh (che)", "Personal ID (masked)"), 13),
    (Text("Nơi ở, hộ", "Place, household"), 16),
    (Text("Lý do", "Reason"), 22),
    (Text("Căn cứ", "Evidence"), 28),
    (Text("Tham gia theo nhóm", "Likely group"), 12),
    (Text("Số tháng", "Months"), 6),
    (Text("Mức đóng (đồng)", "Premium (đồng)"), 10),
    (Text("Được hỗ trợ (đồng)", "Support (đồng)"), 10),
    (Text("Tự đóng (đồng)", "Own payment (đồng)"), 10),
    (Text("Nhân viên thu", "Collector"), 15),
    (Text("Kết quả, ngày", "Outcome, day"), 15),
)
_COUNTS = (0, 9, 10, 11, 12)
"""Columns of numbers."""
_WRAPPED = (1, 5, 6, 7, 8, 13, 14)


@dataclass(frozen=True)
class Heading:
    """What stands above a copy: whose list, of which month, taken by whom."""

    office: str
    place: str
    collector: str
    month: Month
    taken_by: str
    taken_at: str
    beyond: int = 0
    more: int = 0

    @property
    def committee(self) -> str:
        return str(_OFFICE.format(place=self.office.upper()))

    @property
    def state(self) -> Text:
        return _STATE

    @property
    def motto(self) -> Text:
        return _MOTTO

    @property
    def of(self) -> str:
        named = str(_COLLECTOR.format(name=self.collector)) if self.collector else ""
        return str(_OF.format(month=_capital(figures.month(self.month)), place=self.place)) + named

    def taken(self, count: int) -> str:
        return str(_BY.format(who=self.taken_by, when=self.taken_at, count=figures.number(count)))


def workbook(heading: Heading, lines: Sequence) -> bytes:
    """One sheet, A4 across, with the head repeated on every page and lines for signatures at the end.

    `lines` are entries of a list in words (`queries.people.Line`).
    """
    out = io.BytesIO()
    with opened(out, str(_TITLE)) as book:
        page = book.add_worksheet("Danh sách")
        form = _Forms(book)
        persons = len({line.candidate.person for line in lines})  # one may stand there for HI and for SI
        _heading(page, form, heading, persons)
        head = 7
        for column, (label, width) in enumerate(_HEADS):
            page.set_column(column, column, width)
            page.write_string(head, column, str(label), form.head)
        page.set_row(head, 44)
        for row, line in enumerate(lines, start=head + 1):
            _line(page, form, row, row - head, line)
        _ending(page, form, head + 1 + len(lines), heading, len(lines), persons)
        _paper(page, heading, head, len(lines), persons)
    return out.getvalue()


class _Forms:
    """The looks of cells: Times New Roman, as an office writes."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
        cell = base | {"border": 1, "border_color": "#9aa3ab", "text_wrap": True}
        middle = base | {"align": "center", "valign": "vcenter"}
        self.plain = book.add_format(base)
        self.office = book.add_format(middle | {"bold": True, "font_size": 12, "text_wrap": True})
        self.motto = book.add_format(middle | {"bold": True, "underline": 1, "font_size": 12})
        self.title = book.add_format(middle | {"bold": True, "font_size": 15})
        self.middle = book.add_format(middle | {"font_size": 12})
        self.italic = book.add_format(middle | {"italic": True})
        self.warning = book.add_format(middle | {"bold": True, "font_color": "#a64400"})
        self.head = book.add_format(
            cell | {"bold": True, "align": "center", "valign": "vcenter", "bg_color": "#e9ecee"}
        )
        self.text = book.add_format(cell | {"num_format": "@"})
        self.count = book.add_format(cell | {"num_format": "#,##0"})
        self.bold = book.add_format(base | {"bold": True})


def _heading(page, form: _Forms, heading: Heading, count: int) -> None:
    last = len(_HEADS) - 1
    page.merge_range(0, 0, 0, 5, heading.committee, form.office)
    page.merge_range(0, 7, 0, last, str(_STATE), form.office)
    page.merge_range(1, 7, 1, last, str(_MOTTO), form.motto)
    page.merge_range(3, 0, 3, last, str(_TITLE), form.title)
    page.merge_range(4, 0, 4, last, heading.of, form.middle)
    page.merge_range(5, 0, 5, last, f"{PROTECTED} · {heading.taken(count)}", form.warning)
    page.set_row(3, 22)


def _line(page, form: _Forms, row: int, number: int, line) -> None:
    one = line.candidate
    last = f"{line.last.outcome_label}, {figures.day(line.last.recorded_on)}" if line.last else ""
    place = ", ".join(filter(None, (line.place_name, one.household)))
    cells = (
        number, one.full_name, one.birth_date, line.sex, one.personal_id, place, line.reason.label, line.said, line.group or "", one.months, one.premium, one.support, one.own,
        one.collector.name if one.collector else "", last,
    )  # fmt: skip
    for column, cell in enumerate(cells):
        if column in _COUNTS and cell is not None:
            page.write_number(row, column, cell, form.count)
        elif column in _COUNTS:
            page.write_blank(row, column, None, form.count)
        else:
            page.write_string(row, column, str(cell), form.text)
    lines = max(-(-len(str(cells[column])) // (_HEADS[column][1] - 2)) for column in _WRAPPED)
    page.set_row(row, 15 * lines + 3)


def _ending(page, form: _Forms, row: int, heading: Heading, entries: int, persons: int) -> None:
    total = _SUM.format(entries=figures.number(entries), count=figures.number(persons))
    page.write_string(row, 0, str(total), form.bold)
    if heading.more or heading.beyond:
        more = _MORE.format(count=figures.number(heading.more + heading.beyond))
        page.write_string(row + 1, 0, str(more), form.plain)
    for (first, last), words in zip(((0, 4), (5, 8), (9, 14)), _SIGNED, strict=True):
        page.merge_range(row + 3, first, row + 3, last, str(words), form.office)
        page.merge_range(row + 4, first, row + 4, last, str(_SIGN_HERE), form.italic)


def _paper(page, heading: Heading, head: int, entries: int, persons: int) -> None:
    page.set_paper(9)
    page.center_horizontally()
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.6)
    page.repeat_rows(head)
    page.freeze_panes(head + 1, 2)
    page.hide_gridlines(2)
    mark = _escaped(str(PROTECTED))
    taken = _escaped(f"{heading.taken(persons)} · {heading.of}")
    page.set_header(f'&C&"Times New Roman,Bold"&22&KC9CED2{mark}')
    page.set_footer(f'&L&"Times New Roman,Italic"&8{taken}&R&"Times New Roman,Regular"&8&P/&N')
    if entries:
        page.autofilter(head, 0, head + entries, len(_HEADS) - 1)


def _escaped(text: str) -> str:
    """An ampersand in a header would begin a command; the whole may have 255 characters."""
    return text.replace("&", "&&")[:170]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
