"""Does the quick reader of sheets see the very cells that DuckDB's reader sees?"""

import datetime as dt
import random

import openpyxl
import pytest
import xlsxwriter
from tests.intake import files

from ansinh.intake.frames import cells, reading, workbooks
from ansinh.intake.frames.examination import duckdb_in

WORDS = ("Nguyễn Thị Ánh", "a & b", "<x>", '"đơn"', "  giữa  ", "dòng\nhai", "1.215", "007", "x", "Ấp 1 < 2")


def _written(path, kind: str):
    """Texts, numbers, days and gaps as one of the usual programs writes them."""
    chance = random.Random(92)
    rows = [[_value(chance) for _ in range(30)] for _ in range(200)]
    if kind == "openpyxl":
        book = openpyxl.Workbook(write_only=True)
        page = book.create_sheet("Sheet1")
        for row in rows:
            page.append(row)
        book.save(path)
        return path
    options = {"default_date_format": "dd/mm/yyyy", "constant_memory": kind == "inline"}
    with xlsxwriter.Workbook(str(path), options) as book:
        page = book.add_worksheet("Sheet1")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return path


def _value(chance: random.Random) -> object:
    kinds = (
        None,
        chance.choice(WORDS),
        chance.randint(-5, 99),
        chance.randint(10**11, 10**12),
        chance.random() * 1e6,
        1e21,
        dt.date(2026, 10, chance.randint(1, 31)),
        chance.choice(WORDS) + str(chance.randint(1, 10**6)),
    )
    return chance.choice(kinds)


def _both(path, tmp_path, first_row=1):
    book = workbooks.workbook(path)
    width = max(len(row) for _, row in book.sheets[0].head)
    with duckdb_in(tmp_path, excel=True) as con:
        found, _ = reading._quickly(
            book, book.sheets[0], reading.Strings(path), first_row, range(width), width
        )
        reading._by_duckdb(con, book, book.sheets[0], first_row, width)
        named = ", ".join(f"c{n}" for n in range(width))
        slow = con.execute(
            f"SELECT line, {named}, first_cell FROM raw WHERE first_cell IS NOT NULL ORDER BY line"
        )
        return [tuple(row.values()) for row in found.to_pylist()], slow.fetchall()


@pytest.mark.parametrize("kind", ["shared", "inline", "openpyxl"])
def test_both_readers_see_the_same_cells(tmp_path, kind):
    quick, slow = _both(_written(tmp_path / "a.xlsx", kind), tmp_path)
    assert len(quick) > 150
    assert quick == slow


def test_both_readers_begin_at_the_same_row_and_number_rows_alike(tmp_path):
    rows = [(f"H{n}", None if n % 3 else "x") if n % 4 else () for n in range(50)]
    quick, slow = _both(files.xlsx(tmp_path / "a.xlsx", rows, ("a", "b")), tmp_path, first_row=7)
    assert quick[0][0] == 7
    assert quick == slow


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<c r="A2" ', b'<c r="A2"  '),
        (b'<row r="', b'<row ht="15" r="'),
        (b"<v>1</v>", b'<v xml:space="preserve">1</v>'),
        (b"</c><c", b"</c>\n <c"),
    ],
)
def test_a_sheet_written_in_an_unusual_way_is_left_to_the_other_reader_or_read_alike(tmp_path, old, new):
    path = files.with_changed_part(files.xlsx(tmp_path / "a.xlsx"), "xl/worksheets/sheet1.xml", old, new)
    try:
        quick, slow = _both(path, tmp_path)
    except cells.Unusual:
        return
    assert quick == slow


def test_pieces_of_a_sheet_break_between_rows(monkeypatch, tmp_path):
    path = _written(tmp_path / "a.xlsx", "shared")
    whole, _ = _both(path, tmp_path)
    monkeypatch.setattr(cells, "_PIECE", 500)
    assert _both(path, tmp_path)[0] == whole
