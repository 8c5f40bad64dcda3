"""What real files do to an official form, one test for each: scratch sheets, moved headings, dead accents."""

import datetime as dt
import zipfile

import openpyxl
import pytest
from tests.intake import files
from tests.intake import official_files as forms
from tests.intake.test_official_forms import codes, finding, look, rows  # noqa: F401

from ansinh.intake.rules import official_values as values
from ansinh.registers import layouts


def same_as_plain(result, look, tmp_path):  # noqa: F811
    """Does it read as the untouched form does?"""
    plain = look(forms.book(tmp_path / "plain.xlsx", ("D02-LT", forms.d02(), ())), "labour_changes")
    asked = ("employer", "full_name", "si_number", "direction", "contract", "wage", "since")
    return result.is_good and rows(result, *asked) == rows(plain, *asked)


@pytest.mark.parametrize("down", [-13, -6, 0, 5])
def test_headings_may_stand_anywhere_near_the_top(tmp_path, look, down):  # noqa: F811
    cells = forms.d02(down=down)
    kept = {at: text for at, text in cells.items() if at not in forms.D02_TOP or down >= 0}
    kept |= {"V1": "366/QĐ-BHXH", "W1": "Mẫu D02-LT", "X1": "Mã đơn vị: TZ0001A"} if down < 0 else {}
    result = look(forms.book(tmp_path / "a.xlsx", ("Tháng 10", kept, ())), "labour_changes")
    assert same_as_plain(result, look, tmp_path), result.findings


def test_scratch_sheets_before_and_after_and_hidden_ones_with_ref_are_left_alone(tmp_path, look):  # noqa: F811
    draft = forms.d02() | {"B18": "#REF!", "C18": "#REF!"}
    sheets = (
        ("nhap", {"A1": "ghi chú", "B7": "#REF!"}, ()),
        ("cu", draft, ()),
        ("D02-LT", forms.d02(), forms.D02_MERGED),
        ("Sheet9", {"C3": "=Z1"}, ()),
    )
    result = look(forms.book(tmp_path / "a.xlsx", *sheets, hidden=("cu",)), "labour_changes")
    assert same_as_plain(result, look, tmp_path)
    assert result.rows == 3


def test_accents_may_be_decomposed_or_missing(tmp_path, look):  # noqa: F811
    decomposed = look(
        forms.book(tmp_path / "a.xlsx", ("D02", forms.in_nfd(forms.d02()), ())), "labour_changes"
    )
    assert same_as_plain(decomposed, look, tmp_path), decomposed.findings
    bare = look(
        forms.book(tmp_path / "b.xlsx", ("D02", forms.without_accents(forms.d02()), ())), "labour_changes"
    )
    assert bare.is_good
    assert [row[0] for row in rows(bare, "direction")] == ["up", "down", "adjust"]


def test_the_name_of_the_file_says_nothing(tmp_path, look):  # noqa: F811
    path = forms.book(tmp_path / "D05-TS thang 9.xlsx", ("C12", forms.d02(), ()))
    assert same_as_plain(look(path, "labour_changes"), look, tmp_path)


def test_an_xls_that_is_a_web_page_is_read(tmp_path, look):  # noqa: F811
    path = forms.html(tmp_path / "d02.xls", forms.grid(forms.d02()))
    result = look(path, "labour_changes")
    assert same_as_plain(result, look, tmp_path), result.findings
    assert "name_does_not_match" in codes(result)


def test_merged_cells_of_a_web_page_leave_their_places_free(tmp_path, look):  # noqa: F811
    page = (
        "<html><table><tr><td colspan=3>Mẫu D06-TS 366/QĐ-BHXH</td></tr><tr><td rowspan=2>STT</td><td rowspan=2>Họ và tên</td>"
        "<td rowspan=2>Mã số BHXH</td><td rowspan=2>Nghề nghiệp, thời giờ, nơi làm việc</td><td colspan=2>Nhà nước hỗ trợ thêm</td></tr>"
        "<tr><td>Tỷ lệ (%)</td><td>Số tiền</td></tr><tr><td>A</td><td>B</td><td>1</td><td>5</td><td>10</td><td>11</td></tr>"
        "<tr><td>1</td><td>Người Thử</td><td>0920000011</td><td>Thợ</td><td>5</td><td>1.234.000</td></tr></table></html>"
    )
    path = tmp_path / "d06.xls"
    path.write_text(page)
    assert rows(look(path, "voluntary_registrations"), "extra_rate", "extra_amount") == [(5, 1_234_000)]


def test_a_word_table_is_read(tmp_path, look):  # noqa: F811
    def cell(text):
        return f"<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"

    heads = ("STT", "Họ và tên", "Mã số BHYT", "Số CCCD", "Nơi đăng ký KCB ban đầu", "Tiền lương")
    table = [
        heads,
        ("A", "B", "1", "2", "3", "4"),
        ("I", "Tăng"),
        ("1", "Người Thử", "0920000011", "092190000011", "Trạm y tế", "2.530.000"),
    ]
    body = "<w:p><w:r><w:t>Mẫu số 3 (Nghị định số 188/2025/NĐ-CP)</w:t></w:r></w:p><w:p><w:r><w:t>Mã đơn vị: BI0113G</w:t></w:r></w:p>"
    body += "<w:tbl>" + "".join("<w:tr>" + "".join(map(cell, row)) + "</w:tr>" for row in table) + "</w:tbl>"
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    path = tmp_path / "mau3.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    result = look(path, "hi_registrations")
    assert rows(result, "organisation", "direction", "personal_id", "base") == [
        ("BI0113G", "up", "092190000011", 2_530_000)
    ]


def test_a_csv_of_a_form_is_read(tmp_path, look):  # noqa: F811
    lines = [["" if cell is None else cell for cell in row] for row in forms.grid(forms.d02())]
    path = files.csv_file(tmp_path / "D02-LT-2026-10.csv", lines[1:], lines[0], separator=";")
    result = look(path, "labour_changes")
    assert result.is_good, result.findings
    assert result.rows == 3


def test_dates_come_as_days_texts_serials_months_and_years(tmp_path, look):  # noqa: F811
    births = (
        dt.datetime(1990, 3, 5, tzinfo=dt.UTC).replace(tzinfo=None),
        "5-3-1990",
        32937,
        "3/1990",
        1990,
        "0/0/1990",
        "1990-03-05",
    )
    lines = [
        (place, "Người Thử", f"092000001{place}", birth, *forms.D02_LINE[4:])
        for place, birth in enumerate(births, 1)
    ]
    result = look(forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02(lines), ())), "labour_changes")
    full = "05/03/1990"
    assert [row[0] for row in rows(result, "birth_date")] == [
        full,
        full,
        full,
        "03/1990",
        "1990",
        "1990",
        full,
    ]


def test_identifiers_come_as_floats_without_zeros_and_with_points(tmp_path, look):  # noqa: F811
    numbers = (920000011.0, 920000012, "0920000013.0", "092 000 0014", "'0920000015", "92190000016")
    lines = [
        (place, "Người Thử", number, "1990", *forms.D02_LINE[4:]) for place, number in enumerate(numbers, 1)
    ]
    result = look(forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02(lines), ())), "labour_changes")
    found = [row[0] for row in rows(result, "si_number")]
    assert found == ["0920000011", "0920000012", "0920000013", "0920000014", "0920000015", "092190000016"]
    assert finding(result, "zeros_restored").count == 3


def test_amounts_have_points_commas_spaces_and_coefficients_a_comma(tmp_path, look):  # noqa: F811
    wages = ("7.000.000", "8 000 000", 9_000_000, "2,34")
    lines = [
        (place, "Người Thử", "0920000011", "1990", "Thợ", wage, *forms.D02_LINE[6:])
        for place, wage in enumerate(wages, 1)
    ]
    result = look(forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02(lines), ())), "labour_changes")
    assert [row[0] for row in rows(result, "wage")] == [7_000_000, 8_000_000, 9_000_000, None]
    assert [str(row[0]) for row in rows(result, "coefficient")][-1] == "2.3400"


def test_a_coefficient_that_could_be_a_wage_is_returned_with_both_readings(tmp_path, look):  # noqa: F811
    lines = [(1, "Người Thử", "0920000011", "1990", "Thợ", "4.680", *forms.D02_LINE[6:])]
    result = look(forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02(lines), ())), "labour_changes")
    assert "ambiguous_numbers" in codes(result)


def test_the_value_of_a_formula_is_taken_and_said(tmp_path, look):  # noqa: F811
    path = tmp_path / "d05.xlsx"
    layouts.write(
        layouts.layout("D05-TS"),
        {},
        [
            {
                "full_name": "Người Thử",
                "si_number": "0920000011",
                "months": 6,
                "income": 1_500_000,
                "due": 1_980_000,
            }
        ],
        path,
    )
    name = "xl/worksheets/sheet1.xml"
    path = files.with_changed_part(path, name, b"<v>1980000</v>", b"<f>F15*G15*22%</f><v>1980000</v>")
    result = look(path, "voluntary_registrations")
    assert rows(result, "due") == [(1_980_000,)]
    assert finding(result, "values_of_formulas").count == 2


def test_headings_and_codes_repeated_on_every_printed_page_are_no_lines(tmp_path, look):  # noqa: F811
    heads = [None] * 21
    heads[0], heads[1], heads[2] = "STT", "Họ và tên", "Mã số BHXH"
    again = [forms.D02_LINE, heads, ["A", "B", *range(1, 20)], forms.D02_LINES[1]]
    result = look(forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02(again), ())), "labour_changes")
    assert result.rows == 2


def test_two_sheets_of_one_form_are_one_list(tmp_path, look):  # noqa: F811
    other = forms.d02([forms.D02_LINE])
    result = look(
        forms.book(tmp_path / "a.xlsx", ("Đợt 1", forms.d02(), ()), ("Đợt 2", other, ())), "labour_changes"
    )
    assert result.rows == 4


def test_an_empty_form_is_returned_as_empty(tmp_path, look):  # noqa: F811
    lines = [(place,) for place in range(1, 9)]
    assert codes(
        look(forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02(lines), ())), "labour_changes")
    ) == {"empty"}


def test_a_line_without_a_name_is_returned_and_its_row_is_said(tmp_path, look):  # noqa: F811
    nameless = (1, None, "0920000011", "1990", *forms.D02_LINE[4:])
    result = look(
        forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02([nameless, forms.D02_LINE]), ())),
        "labour_changes",
    )
    assert [one.row for one in finding(result, "missing_value").examples] == [18]


def test_unsafe_xml_is_refused_and_nothing_of_a_person_is_said(tmp_path, look):  # noqa: F811
    assert not look(forms.envelope(tmp_path / "hoso.xml", unsafe=True), "hi_registrations").is_good
    result = look(forms.book(tmp_path / "d03.xlsx", ("D03-TS", forms.d03(), ())), "hi_registrations")
    said = str(result.findings)
    assert "Người Thử" not in said
    assert "0920000014" not in said


def test_text_that_begins_like_a_formula_stays_text_when_it_is_written_again(tmp_path, look):  # noqa: F811
    path = tmp_path / "d02.xlsx"
    layouts.write(
        layouts.layout("D02-LT"),
        {},
        [{"full_name": "=cmd()", "si_number": "0920000011", "note": "@SUM(1)"}],
        path,
    )
    page = openpyxl.load_workbook(path).active
    assert [page["B18"].data_type, page["U18"].data_type] == ["s", "s"]
    assert page["B18"].quotePrefix


@pytest.mark.parametrize(
    ("text", "digits", "read"),
    [
        ("123.0", (10, 12), "123"),
        ("920000011", (10, 12), "0920000011"),
        ("92190000011", (10, 12), "092190000011"),
        ("1190000011", (12,), "001190000011"),
        ("312345678", (12,), "312345678"),
        ("TZ0001A", (), "TZ0001A"),
    ],
)
def test_lost_zeros_are_restored_only_where_one_length_is_possible(text, digits, read):
    assert values.identifier(text, digits)[0] == read


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("Tăng lao động", "up"), ("Giảm do nghỉ thai sản", "down"), ("Điều chỉnh tiền lương", "adjust"), ("GH", "down"),
        ("TM", "up"), ("3", "down"), ("Ốm đau", "adjust"), ("", ""),
    ],
)  # fmt: skip
def test_the_kind_of_change_says_up_or_down(text, way):
    assert values.direction(text) == way
