"""Is every register read from a workbook as an office makes it, cell for cell, whatever stands around the list?"""

import unicodedata

import duckdb
import openpyxl
import pytest

from ansinh.base.months import Month
from ansinh.intake.frames.examination import examine
from ansinh.registers import schemas
from ansinh.registers.schemas import Column, Kind

MONTH = Month(2026, 10)
MONTHLY = [name for name, one in schemas.DELIVERED.items() if not one.on_event]
PEOPLE = (
    ("Nguyễn Văn", "An", "M"),
    ("Trần Thị", "Bình", "F"),
    ("Lê Hữu", "Cường", "M"),
    ("Phạm Ngọc", "Dũng", "M"),
)
"""Invented persons: family and middle name, given name, sex."""


def said(name: str, column: Column, row: int) -> tuple[object, object]:
    """What an office writes into a cell, and the value that the register keeps."""
    family, given, sex = PEOPLE[row % len(PEOPLE)]
    digits = {
        "si_number": f"99000000{row:02d}", "personal_id": f"092{sex == 'F':d}850000{row:02d}",
        "head_personal_id": f"0920850000{row:02d}", "tax_code": f"18000000{row:02d}",
        "employer_tax_code": f"18000000{row:02d}", "hi_card": f"GD49299000000{row:02d}",
        "card": f"GD49299000000{row:02d}", "hi_group": "GD", "grade": f"{row + 1}", "full_name": f"{family} {given}",
        "birth_date": f"{row + 10}/03/1985", "sex": sex, "unit": "31471", "commune": "31471", "hamlet": "31471-01",
        "indicator": "bhyt",
    }  # fmt: skip
    if name in digits:
        return digits[name], digits[name]
    if column.allowed:
        code, meaning = list(column.allowed.items())[row % len(column.allowed)]
        return meaning.vi, code
    return {
        Kind.FLAG: lambda: (("x", True), (None, False))[row % 2],
        Kind.DAY: lambda: (f"{row + 10}/10/2026", MONTH.first_day.replace(day=row + 10)),
        Kind.MONTH: lambda: ("10/2026", "2026-10"),
        Kind.COUNT: lambda: (row + 1, row + 1),
        Kind.MONEY: lambda: (f"{5 + row}.310.000", (5 + row) * 1_000_000 + 310_000),
        Kind.DECIMAL: lambda: (row + 2, row + 2),
    }.get(column.kind, lambda: (f"Thử {name.upper()}{row}",) * 2)()


def laid_out(register, bare: bool) -> tuple[list[str], list[list[str]], list[list[object]]]:
    """Headings of two levels and the rows below: the name in two columns, the sex as two columns of marks."""
    above, below, rows = ["STT"], [""], [[number + 1] for number in range(len(PEOPLE))]
    for name, column in register.columns.items():
        cells = [said(name, column, row)[0] for row in range(len(PEOPLE))]
        if name == "full_name":
            above, below = [*above, "Họ và tên", ""], [*below, "Họ đệm", "Tên"]
            cells = [list(PEOPLE[row][:2]) for row in range(len(PEOPLE))]
        elif name == "sex":
            above, below = [*above, "Giới tính", ""], [*below, "Nam", "Nữ"]
            cells = [["x", None] if one == "M" else [None, "x"] for one in cells]
        else:
            above, below = [*above, str(column.label.vi)], [*below, ""]
            cells = [[one] for one in cells]
        for row, cell in zip(rows, cells, strict=True):
            row += cell
    if bare:
        above, below = ([_bare(text).upper() for text in level] for level in (above, below))
    return above, below, rows


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def written(path, register, *, bare: bool):
    """The workbook of an office: notes on a first sheet; titles, merged headings, a section, totals, signatures."""
    book = openpyxl.Workbook()
    book.active.title = "Hướng dẫn"
    book.active.append(["Gửi trước ngày 10 hằng tháng"])
    page = book.create_sheet("Danh sách")
    page.append(["CƠ QUAN THỬ NGHIỆM"])
    page.append([f"{register.label.vi.upper()} THÁNG 10 NĂM 2026"])
    page.append([])
    above, below, rows = laid_out(register, bare)
    page.append([text or None for text in above])
    page.append([text or None for text in below])
    for place, text in enumerate(above, 1):
        if text and below[place - 1]:
            page.merge_cells(start_row=4, end_row=4, start_column=place, end_column=place + 1)
        elif text:
            page.merge_cells(start_row=4, end_row=5, start_column=place, end_column=place)
    page.append(["I", "Khu vực Một"])
    for row in rows:
        page.append(row)
    page.append(["Tổng cộng", None, len(rows)])
    page.append([])
    page.append([None, None, "Cần Thơ, ngày 31 tháng 10 năm 2026"])
    page.append([None, "Người lập biểu", None, "Thủ trưởng đơn vị"])
    book.save(path)
    return path


@pytest.mark.parametrize("bare", [False, True], ids=["accents", "no accents"])
@pytest.mark.parametrize("name", MONTHLY)
def test_an_offices_workbook_becomes_the_register_cell_for_cell(name, bare, tmp_path):
    register = schemas.register(name)
    path = written(tmp_path / "so.xlsx", register, bare=bare)
    found = examine(path, path.name, register, MONTH, tmp_path)
    assert found.is_good, [(one.code, one.column, one.values) for one in found.findings]
    assert found.rows == len(PEOPLE)
    columns = ", ".join(f'"{column}"' for column in register.columns)
    kept = duckdb.sql(f"SELECT {columns} FROM '{found.parquet}'").fetchall()
    wanted = [
        tuple(said(column, one, row)[1] for column, one in register.columns.items())
        for row in range(len(PEOPLE))
    ]
    assert kept == wanted


def test_a_row_marked_as_man_and_woman_is_returned(tmp_path):
    register = schemas.register("students")
    path = written(tmp_path / "so.xlsx", register, bare=False)
    book = openpyxl.load_workbook(path)
    page = book["Danh sách"]
    heads = [cell.value for cell in page[5]]
    page.cell(7, heads.index("Nữ") + 1, "x")
    book.save(path)
    found = examine(path, path.name, register, MONTH, tmp_path)
    assert [(one.code, one.column, one.count) for one in found.findings if one.severity == "error"] == [
        ("not_allowed", "sex", 1)
    ]
