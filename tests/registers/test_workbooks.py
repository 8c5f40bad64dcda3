import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest

from ansinh.base.texts import Text
from ansinh.registers.workbooks import Column, Kind, workbook

COLUMNS = (
    Column(Text("Đơn vị", "Unit")),
    Column("Người", Kind.COUNT),
    Column("%", Kind.DECIMAL),
    Column("Ngày", Kind.DAY),
)


def opened(content: bytes):
    return openpyxl.load_workbook(io.BytesIO(content)).active


def test_figures_stay_exact_numbers_and_the_totals_stand_last():
    rows = [("Phường Long Mỹ", 1215, Decimal("80.52"), dt.date(2025, 9, 30))]
    sheet = opened(workbook("Bảng", COLUMNS, rows, totals=("Cộng", 1215, None, None), notes=("Lần chạy R",)))
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert lines[0][0] == "Bảng"
    assert lines[1][0] == "Lần chạy R"
    assert lines[3] == ["Đơn vị", "Người", "%", "Ngày"]
    assert lines[4] == ["Phường Long Mỹ", 1215, 80.52, dt.datetime(2025, 9, 30)]  # noqa: DTZ001
    assert lines[5][:2] == ["Cộng", 1215]


@pytest.mark.parametrize("text", ["=1+1", "+84 900", "@SUM(A1)", "-2+3", "{=A1}", "http://example.org"])
def test_a_cell_never_becomes_a_formula(text):
    sheet = opened(workbook("Bảng", (Column("Tên"),), [(text,)]))
    cell = sheet["A4"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
