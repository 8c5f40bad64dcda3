"""Files as offices send them, good and bad, built by code so that none lies in the repository."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import xlsxwriter

HEADINGS = (
    "Mã hộ",
    "Mã xã/phường",
    "Mã ấp/khu vực",
    "Số định danh chủ hộ",
    "Loại hộ",
    "Hộ dân tộc thiểu số",
    "Vùng",
)
"""The headings of the register of households, the smallest one that has every kind of trouble."""

ROWS = (
    ("H0001", "31471", "31471-01", "092001000011", "Hộ nghèo", "x", "Vùng thường"),
    ("H0002", "31471", "31471-02", "092001000012", "Hộ cận nghèo", "", "Vùng thường"),
    ("H0003", "31471", "31471-02", "092001000013", "Hộ khác", "", "Vùng thường"),
)

FIGURES = ("Đơn vị", "Ngày số liệu", "Chỉ tiêu", "Giá trị", "Kế hoạch", "Tỷ lệ %")
MONEY = (
    "Mã đơn vị",
    "Mã số BHXH",
    "Số định danh cá nhân/CCCD",
    "Họ và tên",
    "Tiền lương",
    "Phụ cấp",
    "BHXH",
    "BHYT",
    "BHTN",
)


def xlsx(
    path: Path,
    rows: Iterable[Sequence[object]] = ROWS,
    headings: Sequence[str] = HEADINGS,
    *,
    above: Sequence[Sequence[object]] = (),
    sheet: str = "Sheet1",
) -> Path:
    """A workbook with the rows under their headings, below the rows `above`."""
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate([*above, headings, *rows]):
            page.write_row(number, 0, row)
    return path


def csv_file(
    path: Path,
    rows: Iterable[Sequence[object]] = ROWS,
    headings: Sequence[str] = HEADINGS,
    *,
    separator: str = ",",
    encoding: str = "utf-8",
) -> Path:
    """A CSV file in the encoding and with the separator of some office's computer."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([headings, *rows])
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def with_part(path: Path, name: str, content: bytes) -> Path:
    """The workbook at `path` with one more part inside."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def with_changed_part(path: Path, name: str, old: bytes, new: bytes) -> Path:
    """The workbook at `path` with some bytes of one part replaced."""
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


def bomb(path: Path, megabytes: int = 400) -> Path:
    """A small workbook whose sheet unpacks to hundreds of megabytes of blanks."""
    xlsx(path)
    with (
        zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet9.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(megabytes):
            part.write(b" " * (1 << 20))
    return path


def lying_bomb(path: Path) -> Path:
    """A bomb whose archive declares a small sheet."""
    xlsx(path)
    with zipfile.ZipFile(path) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", b" " * (20 << 20) + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    content = bytearray(path.read_bytes())
    true = struct.pack("<I", len(parts[name]))
    return _overwritten(path, content, true, struct.pack("<I", 4000))


def _overwritten(path: Path, content: bytearray, old: bytes, new: bytes) -> Path:
    path.write_bytes(bytes(content).replace(old, new))
    return path


def merged_headings(path: Path) -> Path:
    """Headings of two levels with merged cells, a row of column codes, sections, totals and signatures."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["ỦY BAN NHÂN DÂN XÃ"])
    page.append(["DANH SÁCH HỘ GIA ĐÌNH THÁNG 10/2026"])
    page.append(["STT", "Hộ", None, None, None, "Phân loại", None, None])
    page.append([None, "MÃ HỘ", "Ma xa", "Mã ấp", "CCCD chủ hộ", "Diện hộ", "Dân tộc thiểu số", "Vùng"])
    page.append(["A", 1, 2, 3, 4, 5, 6, 7])
    for span in ("A3:A4", "B3:E3", "F3:H3", "A2:H2"):
        page.merge_cells(span)
    page.append(["I", "Ấp 1"])
    for number, row in enumerate(ROWS[:2], 1):
        page.append([number, *row])
    page.append(["II", "Ấp 2"])
    page.append([3, *ROWS[2]])
    page.append(["Tổng cộng", None, None, None, 3])
    page.append([])
    page.append([None, None, None, None, "Cần Thơ, ngày 31 tháng 10 năm 2026"])
    page.append(["Người lập biểu"])
    book.save(path)
    return path


def with_formulas(path: Path) -> Path:
    """A workbook in which a code is computed by a formula, and another in a column that nobody reads."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(["STT", *HEADINGS])
    for number, row in enumerate(ROWS):
        page.append([f"=ROW()-{number}", *row])
    page["C3"] = '="314"&"71"'
    book.save(path)
    return path


def two_sheets(path: Path, *, second_fits: bool, hidden: bool = False) -> Path:
    """A workbook with notes on the first sheet and the register on the second, or the register on both."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Ghi chú"
    data = book.create_sheet("Dữ liệu")
    for page in (data, notes) if second_fits else (data,):
        for row in (HEADINGS, *ROWS):
            page.append(row)
    if not second_fits:
        notes.append(["Xin gửi số liệu"])
    if hidden:
        notes.sheet_state = "hidden"
    book.save(path)
    return path


def sheets(path: Path, parts: dict[str, Sequence[Sequence[object]]]) -> Path:
    """A workbook with these sheets, each with all its rows from the top."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in parts.items():
            page = book.add_worksheet(name)
            for number, row in enumerate(rows):
                page.write_row(number, 0, row)
    return path


def old_excel(path: Path, *, password: bool) -> Path:
    """The first bytes of a compound file: an old .xls, or a new workbook behind a password."""
    mark = "EncryptedPackage".encode("utf-16-le") if password else "Workbook".encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1016) + mark + bytes(512))
    return path


def sparse(path: Path, megabytes: int, start: bytes) -> Path:
    """A file of that size that takes no room on disk."""
    with path.open("wb") as file:
        file.write(start)
        file.truncate(megabytes << 20)
    return path
