"""Official forms of every version in circulation become rows of their registers, wherever their cells stand."""

import duckdb
import pytest
from tests.intake import files
from tests.intake import official_files as forms

from ansinh.base.months import Month
from ansinh.intake.frames.examination import examine
from ansinh.intake.rules.messages import said
from ansinh.registers import layouts, schemas

OCTOBER = Month(2026, 10)


@pytest.fixture
def look(tmp_path):
    """Examine a file as a register; what was found."""
    room = tmp_path / "room"
    room.mkdir()

    def look(path, register, month=OCTOBER):
        result = examine(path, path.name, schemas.register(register), month, room)
        for finding in result.findings:
            assert all(str(text) for text in said(finding.code, finding.values))
        return result

    return look


def rows(result, *columns):
    asked = ", ".join(f'"{column}"' for column in columns)
    return duckdb.sql(f"SELECT {asked} FROM '{result.parquet}'").fetchall()


def codes(result):
    return {finding.code for finding in result.findings}


def finding(result, code):
    return next(one for one in result.findings if one.code == code)


def test_d02_lt_of_2026_is_read_from_its_cells(tmp_path, look):
    path = forms.book(tmp_path / "bang-luong.xlsx", ("Sheet1", forms.d02(), forms.D02_MERGED))
    result = look(path, "labour_changes")
    assert result.is_good, result.findings
    assert finding(result, "official_form").values["form"] == "D02-LT 366/QĐ-BHXH"
    found = rows(result, "employer", "direction", "wage", "coefficient", "contract", "since", "result")
    assert [tuple(map(str, row)) for row in found] == [
        ("TZ0001A", "up", "7000000", "None", "indefinite", "2026-10", "electronic"),
        ("TZ0001A", "down", "None", "2.3400", "definite", "2026-10", "paper"),
        ("TZ0001A", "adjust", "8000000", "None", "indefinite", "2026-11", "None"),
    ]
    assert rows(result, "employer_name", "note")[1] == ("Công ty Thử nghiệm", "BHYT tiếp tục đóng")


def test_one_person_twice_in_a_list_is_normal(tmp_path, look):
    path = forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02(), ()))
    assert look(path, "labour_changes").rows == 3


def test_a_d02_whose_columns_are_numbered_otherwise_is_told_by_its_headings(tmp_path, look):
    cells = forms.d02()
    cells |= {"C17": 5, "D17": 6, "E17": 7, "F17": 8, "G17": 9, "H17": 10, "I17": 11, "J17": 12, "K17": 13}
    cells |= dict.fromkeys(("L17", "M17", "N17", "O17", "P17", "Q17", "R17", "S17", "T17", "U17"))
    result = look(forms.book(tmp_path / "a.xlsx", ("D02", cells, ())), "labour_changes")
    assert result.is_good, result.findings
    assert rows(result, "si_number", "wage")[0] == ("0920000011", 7_000_000)


def test_a_column_without_a_known_heading_is_told_by_its_code(tmp_path, look):
    cells = forms.d02() | {"R14": "Cơ sở y tế", "E14": "Công việc"}
    result = look(forms.book(tmp_path / "a.xlsx", ("D02", cells, ())), "labour_changes")
    assert rows(result, "facility", "position")[0] == ("Bệnh viện Thử", "Kế toán, phường Cái Khế")
    assert finding(result, "official_form").values["by_code"] == 2


def test_a_d02_of_2017_gives_its_sections_meaning_and_is_noted_as_old(tmp_path, look):
    heads = (
        "STT",
        "Họ và tên",
        "Mã số BHXH",
        "Cấp bậc, chức vụ, chức danh nghề",
        "Hệ số/Mức lương",
        "Từ tháng, năm",
        "Ghi chú",
    )
    cells = {"A1": "Công ty Thử", "A2": "Mã đơn vị: TZ0001A", "F1": "Mẫu D02-TS", "F2": "595/QĐ-BHXH",
             "A4": "DANH SÁCH LAO ĐỘNG THAM GIA BHXH, BHYT, BHTN, BHTNLĐ, BNN"}  # fmt: skip
    cells |= forms.lines(7, [heads]) | forms.codes(8, "A B 1 2 3 4 5")
    cells |= forms.lines(9, [
        ("I", "Tăng"), (1, "Người Thử Bảy", "0920000017", "Thợ", "6.500.000", "10/2026"),
        ("II", "Giảm"), (1, "Người Thử Tám", "0920000018", "Thợ", "5.310.000", "09/2026", "đến 10/2026"),
        (None, "Cộng", None, None, "11.810.000"),
    ])  # fmt: skip
    result = look(forms.book(tmp_path / "a.xlsx", ("Sheet2", cells, ())), "labour_changes")
    assert rows(result, "direction", "wage") == [("up", 6_500_000), ("down", 5_310_000)]
    assert finding(result, "old_form").values["new"] == "D02-LT 366/QĐ-BHXH"
    assert "old_form" not in codes(look(tmp_path / "a.xlsx", "labour_changes", Month(2026, 3)))


def test_d03_ts_of_old_has_its_zeros_sections_and_totals_understood(tmp_path, look):
    path = forms.book(tmp_path / "d03.xlsx", ("D03-TS", forms.d03(), ("A10:A11", "I10:J10")))
    result = look(path, "hi_registrations")
    assert result.is_good, result.findings
    assert rows(result, "si_number", "personal_id", "birth_date", "direction", "amount", "months") == [
        ("0920000013", "092190000013", "03/1988", "up", 631_800, 12),
        ("0920000014", "092190000014", "11/08/1987", "up", 1_263_600, 12),
        ("0920000015", None, "1950", "down", None, None),
    ]
    assert [str(day) for (day,) in rows(result, "since_day")] == ["2026-11-01", "None", "None"]
    assert rows(result, "since", "organisation", "collector")[0] == ("2026-11", "BI0113G", "NV01")
    assert {"zeros_restored", "cancelled_lines", "old_form", "skipped_rows"} <= codes(result)
    assert result.skipped >= 8


def test_form_3_of_decree_188_is_read_where_form_3_was_written(tmp_path, look):
    path = tmp_path / "m3.xlsx"
    line = {
        "full_name": "Người Thử Chín",
        "si_number": "0920000019",
        "base": 2_530_000,
        "result": "paper",
        "since": Month(2026, 11),
        "support_rate": 50,
    }
    people = [
        {"section": "I. Tăng"},
        {"section": "I.1. Người"},
        line,
        {"section": "II. Giảm"},
        line | {"number": 1},
    ]
    layouts.write(layouts.layout("Mẫu số 3"), {"organisation": "BI0113G"}, people, path)
    result = look(path, "hi_registrations")
    assert rows(result, "direction", "concerns", "base", "result", "support_rate") == [
        ("up", "people", 2_530_000, "paper", 50), ("down", "people", 2_530_000, "paper", 50),
    ]  # fmt: skip


def test_members_of_a_household_on_form_4_have_their_months_in_the_note(tmp_path, look):
    path = tmp_path / "m4.xlsx"
    line = {
        "full_name": "Người Thử Mười",
        "si_number": "0920000020",
        "birth_date": "1990",
        "relation": "Vợ",
        "note": "12",
    }
    layouts.write(layouts.layout("Mẫu số 4"), {"household": "Người Thử Chủ"}, [line], path)
    result = look(path, "hi_registrations")
    assert rows(result, "months", "household", "relation", "form") == [
        (12, "Người Thử Chủ", "Vợ", "Mẫu số 4 188/2025/NĐ-CP")
    ]


def voluntary(**cells):
    line = {"A": 1, "B": "Người Thử Một", "C": "0920000011", "D": "1985", "E": "11/2026", "F": 6, "G": "1.500.000",
            "H": "1.980.000", "I": "1.584.000", "J": 20, "O": "bản điện tử", "P": "lần đầu"} | cells  # fmt: skip
    return [line.get(letter) for letter in "ABCDEFGHIJKLMNOPQ"]


def test_d05_of_2026_is_read_and_its_arithmetic_is_the_laws(tmp_path, look):
    wrong = voluntary(A=2, I="1.500.000")
    result = look(
        forms.book(tmp_path / "a.xlsx", ("D05", forms.d05([voluntary(), wrong]), ())),
        "voluntary_registrations",
    )
    assert result.is_good, result.findings
    assert rows(result, "organisation", "collector", "due", "own_amount", "participation")[0] == (
        "DV0001B", "NV07", 1_980_000, 1_584_000, "lần đầu",
    )  # fmt: skip
    assert "due_differs" not in codes(result)
    differs = finding(result, "own_differs")
    assert ([example.row for example in differs.examples], differs.heading) == (
        [16],
        "Số tiền người tham gia đóng",
    )


def test_a_program_that_writes_the_income_as_the_amount_due_is_noticed(tmp_path, look):
    heads = (
        "STT",
        "HoTen",
        "MasoBHXH",
        "Loai",
        "PA",
        "MucTien",
        "Tuthang",
        "Sothang",
        "TyleNSNN",
        "TienHotro",
        "TienTudong",
        "Tongtien",
    )
    path = files.xlsx(
        tmp_path / "xuat.xlsx",
        [(1, "Người Thử", "0920000011", 1, "TM", 1_500_000, "11/2026", 6, 20, 300_000, 1_200_000, 1_500_000)],
        heads,
    )
    result = look(path, "voluntary_registrations")
    assert finding(result, "official_form").values["form"] == "D05-TS VNPT"
    assert rows(result, "direction", "participation", "income") == [("up", "TM", 1_500_000)]
    assert {"due_differs", "own_differs"} <= codes(result) or "due_differs" in codes(result)


def test_d06_is_told_from_d05(tmp_path, look):
    path = tmp_path / "d06.xlsx"
    line = {
        "full_name": "Người Thử",
        "si_number": "0920000011",
        "months": 12,
        "income": 3_700_000,
        "due": 444_000,
        "job": "Thợ hồ",
    }
    layouts.write(layouts.layout("D06-TS"), {}, [line], path)
    result = look(path, "voluntary_registrations")
    assert rows(result, "scheme", "due", "job") == [("accident", 444_000, "Thợ hồ")]
    assert "due_differs" not in codes(result)


TK1 = {
    "A1": "Mẫu TK1-TS", "A2": "(366/QĐ-BHXH)", "A4": "TỜ KHAI THAM GIA, ĐIỀU CHỈNH THÔNG TIN BHXH, BHYT",
    "A6": "Mã số BHXH: 0920000011", "A7": "[01]. Họ và tên: NGƯỜI THỬ MỘT", "A8": "[02]. Giới tính: Nữ    [03]. Ngày, tháng, năm sinh: 05/03/1990",
    "A9": "[04]. Số định danh cá nhân:", "C9": "092190000011", "A10": "[05]. Dân tộc: Khmer", "A11": "[06]. Quốc tịch: Việt Nam",
    "A12": "[10]. Hình thức nhận kết quả: ☐ Bản điện tử ☑ Bản giấy", "A13": "[16]. Nội dung thay đổi, yêu cầu: Đổi nơi KCB",
}  # fmt: skip


def test_a_declaration_is_told_by_the_words_of_its_boxes(tmp_path, look):
    result = look(forms.book(tmp_path / "a.xlsx", ("TK1", TK1, ())), "person_declarations")
    assert result.is_good, result.findings
    assert rows(result, "form", "full_name", "sex", "birth_date", "personal_id", "si_number", "ethnicity", "result", "request") == [
        ("TK1-TS 366/QĐ-BHXH", "NGƯỜI THỬ MỘT", "F", "05/03/1990", "092190000011", "0920000011", "Khmer", "paper", "Đổi nơi KCB"),
    ]  # fmt: skip


def test_boxes_numbered_as_in_2020_mean_the_same(tmp_path, look):
    old = TK1 | {
        "A2": "(505/QĐ-BHXH)",
        "A9": "[06]. Số CCCD:",
        "A10": "[05]. Dân tộc: Khmer",
        "A11": "[04]. Quốc tịch: Việt Nam",
    }
    result = look(forms.book(tmp_path / "a.xlsx", ("TK1", old, ())), "person_declarations")
    assert rows(result, "personal_id", "ethnicity", "nationality") == [("092190000011", "Khmer", "Việt Nam")]
    assert "old_form" in codes(result)


def test_a_units_declaration_is_read(tmp_path, look):
    cells = {"A1": "Mẫu TK3-TS", "A3": "TỜ KHAI ĐƠN VỊ THAM GIA, ĐIỀU CHỈNH THÔNG TIN BHXH, BHYT", "A4": "366/QĐ-BHXH", "A5": "Mã đơn vị: TZ0001A",
             "A6": "[01]. Tên đơn vị: Công ty Thử", "A7": "[02]. Mã số thuế: 1800000011", "A8": "[03]. Địa chỉ trụ sở: Cần Thơ", "A9": "[12]. Phương thức đóng: ☑ hằng tháng"}  # fmt: skip
    result = look(forms.book(tmp_path / "a.xlsx", ("TK3", cells, ())), "unit_declarations")
    assert rows(result, "employer", "employer_name", "tax_code", "head_office") == [
        ("TZ0001A", "Công ty Thử", "1800000011", "Cần Thơ")
    ]


def test_c12_of_2026_is_read_line_by_line_and_its_slips_are_said(tmp_path, look):
    result = look(
        forms.book(tmp_path / "a.xlsx", ("C12-TS", forms.c12(forms.C12_LINES), ("C16:G16",))),
        "contribution_notices",
    )
    assert result.is_good, result.findings
    found = {
        line: (measure, None if total is None else int(total))
        for line, measure, total in rows(result, "number", "measure", "total")
    }
    assert found["A.2"] == ("dong", 660)
    assert (found["B.1.1"], found["B.2.1"]) == (("persons", None), ("dong", None))
    assert found["C.1"] == ("dong", 500)
    assert {row[0] for row in rows(result, "employer")} == {"TZ0001A"}
    assert rows(result, "period")[0] == ("2026-10",)
    assert finding(result, "numbering_slipped").count == 1
    assert [one.row for one in finding(result, "funds_do_not_add_up").examples] == [28]


def test_a_notice_of_another_month_waits_for_confirmation(tmp_path, look):
    path = forms.book(tmp_path / "a.xlsx", ("C12-TS", forms.c12(forms.C12_LINES, month="9/2026"), ()))
    assert "other_month" in codes(look(path, "contribution_notices"))


def test_a_local_sheet_of_balances_must_close(tmp_path, look):
    heads = (
        "Ma don vi",
        "Tên đơn vị",
        "Tiền đầu kỳ",
        "Số phải đóng",
        "Điều chỉnh kỳ trước",
        "Số đã đóng",
        "Số bị lệch",
        "Tiền cuối kỳ",
        "tyleno",
    )
    lines = [
        ("TZ0001A", "A", "100.000", "1.000.000", "-50.000", "900.000", "0", "150.000", "0,5"),
        ("TZ0002B", "B", "0", "500.000", "0", "500.000", "0", "1.000", "0"),
    ]
    result = look(files.xlsx(tmp_path / "C12_CHI_TIEU_10.xlsx", lines, heads), "contribution_notices")
    assert finding(result, "official_form").values["form"] == "C12_CHI_TIEU cơ sở"
    assert [one.row for one in finding(result, "balance_does_not_close").examples] == [3]
    assert ("TZ0001A", "closing", 150_000) in rows(result, "employer", "number", "total")


def test_an_export_of_participants_needs_a_word_about_voluntary_si(tmp_path, look):
    heads = (
        "MaDvi",
        "SoBhxh",
        "SoKcb",
        "LoaiDt",
        "HoTen",
        "GioiTinh",
        "NgaySinh",
        "SoCmnd",
        "TyLeBhtn",
        "MaXaLh",
        "HanTheTu",
        "HanTheDen",
        "TrangThaiXacThuc",
        "SoDdcnCccdBca",
    )
    lines = [
        ("TZ0001A", "920000011.0", "DN4920920000011", "DN", "Người Thử Một", 1, "05/03/1990", None, 2, "31471", "01/01/2026", "31/12/2026", 1, "92190000011"),
        ("BI0113G", "0920000012", "GD4920920000012", "GD", "Người Thử Hai", 0, "1960", None, 0, "31471", "01/01/2025", "31/12/2025", 0, None),
    ]  # fmt: skip
    result = look(files.xlsx(tmp_path / "luykedstg.xlsx", lines, heads), "participants")
    assert result.is_good, result.findings
    assert rows(result, "si_number", "personal_id", "sex", "si_compulsory", "si_voluntary", "ui", "hi", "verified") == [
        ("0920000011", "092190000011", "M", True, False, True, True, True), ("0920000012", None, "F", False, False, False, False, False),
    ]  # fmt: skip
    assert finding(result, "voluntary_unknown").severity == "confirm"


def test_an_electronic_dossier_gives_its_list_and_names_its_other_files(tmp_path, look):
    result = look(forms.envelope(tmp_path / "hoso.xml"), "hi_registrations")
    assert result.is_good, result.findings
    assert rows(result, "organisation", "organisation_name", "full_name", "sex", "months", "base", "direction") == [
        ("BI0113G", "Đại lý Thử", "Người Thử Sáu", "F", 6, 2_530_000, "up"),
    ]  # fmt: skip
    assert finding(result, "envelope_others").values["names"] == "ANH"


def test_declarations_of_an_electronic_dossier_are_read_and_their_appendix_is_not(tmp_path, look):
    path = tmp_path / "tk1.xml"
    path.write_text(forms.xml_tk1())
    result = look(path, "person_declarations")
    assert result.is_good, result.findings
    assert finding(result, "official_form").values["form"] == "TK1-TS XML"
    names = ("full_name", "birth_date", "sex", "personal_id", "income", "mode", "request")
    assert rows(result, *names) == [
        ("Người Thử Bảy", "02/03/1985", "M", "092085000017", 1_500_000, "6", "Đổi nơi KCB"),
        ("Người Thử Tám", "1990", "F", None, None, None, None),
    ]


def test_an_envelope_gives_each_register_its_own_list_and_names_the_other(tmp_path, look):
    path = forms.envelope(tmp_path / "hoso.xml", more=[("TK1-TS", forms.xml_tk1())])
    declared = look(path, "person_declarations")
    assert rows(declared, "organisation", "full_name")[0] == ("BI0113G", "Người Thử Bảy")
    assert finding(declared, "envelope_others").values["names"] == "D03-TS, ANH"
    listed = look(path, "hi_registrations")
    assert (listed.rows, finding(listed, "envelope_others").values["names"]) == (1, "TK1-TS, ANH")
    assert codes(look(path, "labour_changes")) == {"other_form"}


def test_a_d03_in_xml_is_no_declaration(tmp_path, look):
    assert codes(look(forms.envelope(tmp_path / "hoso.xml"), "person_declarations")) == {"other_form"}


def test_a_list_of_papers_belongs_to_no_register(tmp_path, look):
    path = tmp_path / "d01.xml"
    path.write_text(
        "<BangKe><ThongTin><STT>1</STT><HoTen>Người Thử</HoTen><SoVanBan>1</SoVanBan></ThongTin></BangKe>"
    )
    assert codes(look(path, "labour_changes")) == {"form_without_register"}


def test_a_form_of_another_register_is_sent_there(tmp_path, look):
    result = look(forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02(), ())), "hi_registrations")
    assert codes(result) == {"other_form"}
    assert "D02" in str(said("other_form", result.findings[0].values)[0])


@pytest.mark.parametrize(
    "register",
    [name for name, schema in schemas.DELIVERED.items() if schema.on_event or name == "participants"],
)
def test_the_empty_form_of_a_register_is_not_taken_for_an_official_one(tmp_path, look, register):
    schema = schemas.register(register)
    heads = [column.label.vi for column in schema.columns.values()]
    line = ["Thử" if column.required else None for column in schema.columns.values()]
    result = look(files.xlsx(tmp_path / "mau.xlsx", [line], heads), register)
    assert "official_form" not in codes(result)
    assert codes(result) & {"other_form", "no_header", "missing_columns"} == set()
