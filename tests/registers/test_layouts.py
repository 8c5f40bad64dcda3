"""Official forms are described once, for reading and for writing."""

import datetime as dt
from decimal import Decimal

import openpyxl
import pytest

from ansinh.base.errors import InvalidValue, NotFound
from ansinh.base.months import Month
from ansinh.registers import layouts
from ansinh.registers.layouts import LAYOUTS, choices, reference
from ansinh.registers.schemas import REGISTERS

every_layout = pytest.mark.parametrize("layout", LAYOUTS, ids=lambda one: one.name)
written = pytest.mark.parametrize("layout", [one for one in LAYOUTS if one.written], ids=lambda one: one.name)


@every_layout
def test_every_layout_says_where_it_is_known_from_and_feeds_columns_that_exist(layout):
    assert layout.source
    assert layout.label.vi
    assert layout.label.en
    columns = REGISTERS[layout.register].columns if layout.register else None
    for cell in layout.columns if columns else ():
        if cell.feeds and not cell.feeds.startswith("line:") and cell.feeds != "ui_rate":
            assert cell.feeds in columns, cell.feeds
    for name in layout.needs:
        assert layout.column(name) or any(field.feeds == name for field in layout.fields) or not columns


@every_layout
def test_no_two_columns_of_a_layout_stand_in_one_place(layout):
    places = [cell.at for cell in layout.columns if cell.at]
    assert len(places) == len(set(places))


def test_the_form_to_expect_changes_on_1_may_2026():
    assert layouts.current("D05-TS", dt.date(2026, 4, 30)).act == "490/QĐ-BHXH"
    assert layouts.current("D05-TS", dt.date(2026, 5, 1)).act == "366/QĐ-BHXH"
    with pytest.raises(NotFound, match="D02-LT"):
        layouts.current("D99", dt.date(2026, 5, 1))


def test_d02_lt_is_written_into_the_cells_of_the_form(tmp_path):
    row = {
        "full_name": "Người Thử Một",
        "si_number": "0920000001",
        "wage": 7_000_000,
        "contract": "definite",
        "effective_on": dt.date(2026, 10, 1),
        "since": Month(2026, 10),
        "result": "electronic",
        "change": "Tăng lao động",
    }
    path = tmp_path / "d02.xlsx"
    assert layouts.write(layouts.layout("D02-LT"), {"employer": "TZ0001A"}, [row], path) == 1
    page = openpyxl.load_workbook(path)["D02-LT"]
    assert [page.cell(17, place).value for place in (1, 2, 3, 21)] == ["A", "B", "1", "19"]
    assert page["A2"].value == "Mã đơn vị: TZ0001A"
    assert (page["C18"].value, page["F18"].value) == ("0920000001", 7_000_000)
    assert (page["L18"].value, page["M18"].value) == (None, "x")
    assert (page["P18"].value, page["S18"].value) == ("10/2026", "Bản điện tử")
    assert "L14:N14" in map(str, page.merged_cells.ranges)


def test_the_totals_of_d05_add_up_below_its_lines(tmp_path):
    rows = [{"full_name": name, "due": 330_000, "own_amount": 264_000} for name in ("Người Thử", "Người Hai")]
    path = tmp_path / "d05.xlsx"
    layouts.write(layouts.layout("D05-TS"), {}, rows, path)
    page = openpyxl.load_workbook(path)["D05-TS"]
    assert (page["B17"].value, page["H17"].value, page["I17"].value) == ("Cộng", 660_000, 528_000)


@written
def test_nothing_that_is_written_becomes_a_formula(layout, tmp_path):
    bad = '=HYPERLINK("http://x")'
    row = {cell.feeds: bad for cell in layout.columns}
    path = tmp_path / "form.xlsx"
    layouts.write(layout, {field.feeds: bad for field in layout.fields}, [row, {"section": bad}], path)
    for page in openpyxl.load_workbook(path):
        for cells in page.iter_rows():
            assert all(cell.data_type != "f" for cell in cells)


def test_b15a_keeps_the_percent_exact(tmp_path):
    path = tmp_path / "b15a.xlsx"
    layouts.write(layouts.layout("B15a-UQ"), {}, [{"name": "Tổ chức", "hi_percent": Decimal("75.25")}], path)
    page = openpyxl.load_workbook(path)["B15a-UQ"]
    assert page["AI12"].value == 75.25


def test_the_page_about_the_forms_is_fresh():
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page()


def test_an_installation_may_settle_what_the_sources_do_not(tmp_path):
    (tmp_path / choices.FILE).write_text(
        '[forms."D02-LT 366/QĐ-BHXH".headings]\nwage = ["Mức lương đóng"]\n'
        '[forms."NTG/luykedstg TST/SMS".choices]\npaid_by_employer = "DN"\n',
        encoding="utf-8",
    )
    found = {one.name: one for one in choices.chosen(tmp_path)}
    assert "Mức lương đóng" in found["D02-LT 366/QĐ-BHXH"].column("wage").headings
    assert found["NTG/luykedstg TST/SMS"].variants == {"paid_by_employer": "DN"}


def test_a_choice_that_no_form_has_is_refused(tmp_path):
    (tmp_path / choices.FILE).write_text(
        '[forms."D02-LT 366/QĐ-BHXH".headings]\nsalary = ["Lương"]\n', encoding="utf-8"
    )
    with pytest.raises(InvalidValue, match="salary"):
        choices.chosen(tmp_path)
