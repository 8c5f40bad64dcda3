"""Every kind of bad file ends in a clear message, and nothing of it is kept."""

import tracemalloc

import pytest
from tests.intake import files

from ansinh.base.months import Month
from ansinh.intake.frames.examination import examine
from ansinh.intake.rules.messages import MESSAGES, said
from ansinh.registers import schemas

OCTOBER = Month(2026, 10)


@pytest.fixture
def look(tmp_path):
    """Examine a file; what was found as codes."""
    room = tmp_path / "room"
    room.mkdir()

    def look(path, register="households"):
        result = examine(path, path.name, schemas.register(register), OCTOBER, room)
        for finding in result.findings:
            assert all(str(text) for text in said(finding.code, finding.values))
        assert (result.parquet is not None) == result.is_good
        return result

    return look


def codes(result):
    return [finding.code for finding in result.findings]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xlsx", b"", "empty"),
        ("a.csv", b"\n\n  \n", "empty"),
        ("a.xls", b"<html><table><tr><td>x</td></tr></table></html>", "html_as_excel"),
        ("a.xls", b'<?xml version="1.0"?><Workbook/>', "html_as_excel"),
        ("a.xlsx", b"PK\x03\x04 cut off", "damaged"),
        ("a.parquet", b"PAR1 cut off", "damaged"),
        ("a.parquet", b"PAR1 nonsense PAR1", "damaged"),
        ("a.xlsx", b"%PDF-1.7\n\0\0", "unknown_format"),
        ("a.csv", bytes(range(128, 256)) * 9, "unknown_encoding"),
        ("a.csv", b"ten,tuoi\nan,3\n", "no_header"),
        ("a.xlsm", b"PK\x03\x04", "macros"),
    ],
)
def test_what_is_no_table_is_refused_by_its_content(tmp_path, look, name, content, code):
    path = tmp_path / name
    path.write_bytes(content)
    assert codes(look(path)) == [code]


def test_an_old_excel_file_and_one_with_a_password_are_told_apart(tmp_path, look):
    assert codes(look(files.old_excel(tmp_path / "a.xls", password=False))) == ["old_excel"]
    assert codes(look(files.old_excel(tmp_path / "b.xlsx", password=True))) == ["password"]


def test_a_workbook_with_macros_is_refused_whatever_its_name(tmp_path, look):
    path = files.with_part(files.xlsx(tmp_path / "a.xlsx"), "xl/vbaProject.bin", b"macro")
    assert codes(look(path)) == ["macros"]


def test_an_archive_that_is_no_workbook_is_refused(tmp_path, look):
    path = files.with_changed_part(files.xlsx(tmp_path / "a.xlsx"), "xl/workbook.xml", b"", b"")
    import zipfile

    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("so-lieu.csv", "a,b")
    assert codes(look(path)) == ["not_a_workbook"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path, look):
    path = files.bomb(tmp_path / "a.xlsx")
    tracemalloc.start()
    found = codes(look(path))
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == ["zip_bomb"]
    assert used < 20_000_000


def test_a_bomb_that_lies_about_its_size_is_refused(tmp_path, look):
    assert codes(look(files.lying_bomb(tmp_path / "a.xlsx"))) == ["damaged"]


def test_unsafe_xml_is_refused(tmp_path, look):
    path = files.with_changed_part(
        files.xlsx(tmp_path / "a.xlsx"),
        "xl/workbook.xml",
        b"<workbook",
        b'<!DOCTYPE x [<!ENTITY a "b">]><workbook',
    )
    assert codes(look(path)) == ["unsafe_xml"]


def test_a_workbook_of_300_mb_is_refused_without_reading_it(tmp_path, look):
    result = look(files.sparse(tmp_path / "a.xlsx", 300, b"PK\x03\x04"))
    assert codes(result) == ["too_large"]
    assert "300 MB" in str(said("too_large", result.findings[0].values)[0])


def test_headings_of_two_levels_with_merged_cells_codes_sections_and_totals_are_read(tmp_path, look):
    result = look(files.merged_headings(tmp_path / "a.xlsx"))
    assert (result.is_good, result.rows, result.skipped) == (True, 3, 5)


def test_missing_columns_are_named(tmp_path, look):
    rows = [row[:-1] for row in files.ROWS]
    result = look(files.xlsx(tmp_path / "a.xlsx", rows, files.HEADINGS[:-1]))
    assert codes(result) == ["missing_columns"]
    told = said("missing_columns", result.findings[0].values)[0]
    assert "Vùng" in told.vi
    assert "Vùng (Area)" in told.en
    kept_before = said("missing_columns", {"columns": "Vùng"})[0]
    assert kept_before.en == "Required columns are missing: Vùng."


def test_a_column_that_stands_twice_is_refused(tmp_path, look):
    rows = [(*row, "x") for row in files.ROWS]
    assert codes(look(files.xlsx(tmp_path / "a.xlsx", rows, (*files.HEADINGS, "Mã hộ")))) == [
        "repeated_columns"
    ]


def test_headings_without_accents_or_in_decomposed_letters_are_known(tmp_path, look):
    import unicodedata

    bare = ("MA HO", "Xa, phuong", "ap", "cccd chu ho", "LOAI_HO", "dtts", "vung")
    assert look(files.xlsx(tmp_path / "a.xlsx", headings=bare)).is_good
    decomposed = [unicodedata.normalize("NFD", text) for text in files.HEADINGS]
    rows = [[unicodedata.normalize("NFD", text) for text in row] for row in files.ROWS]
    assert look(files.xlsx(tmp_path / "b.xlsx", rows, decomposed)).is_good


@pytest.mark.parametrize(
    ("encoding", "separator"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8", "|")]
)
def test_csv_is_read_in_the_encodings_and_separators_of_offices(tmp_path, look, encoding, separator):
    path = files.csv_file(tmp_path / "a.csv", separator=separator, encoding=encoding)
    assert (look(path).is_good, look(path).rows) == (True, 3)


def test_csv_in_windows_1258_is_read(tmp_path, look):
    import unicodedata

    path = files.csv_file(tmp_path / "a.csv")
    text = path.read_text(encoding="utf-8")
    composed = "".join(
        letter if _fits(letter) else _split(letter) for letter in unicodedata.normalize("NFC", text)
    )
    path.write_bytes(composed.encode("cp1258"))
    assert look(path).is_good


def _fits(letter):
    try:
        letter.encode("cp1258")
    except UnicodeEncodeError:
        return False
    return True


def _split(letter):
    """Letter with its hat or horn, then its tone, as Windows-1258 writes Vietnamese."""
    import unicodedata

    parts = unicodedata.normalize("NFD", letter)
    tones = "\u0300\u0301\u0303\u0309\u0323"
    tone = "".join(part for part in parts if part in tones)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)) + tone


def test_a_csv_file_named_xlsx_is_read_and_said(tmp_path, look):
    result = look(files.csv_file(tmp_path / "a.xlsx"))
    assert (result.is_good, codes(result)) == (True, ["name_does_not_match"])


def test_the_sheet_that_fits_is_read_and_said_when_others_do_not(tmp_path, look):
    result = look(files.two_sheets(tmp_path / "a.xlsx", second_fits=False))
    assert (result.is_good, codes(result)) == (True, ["sheet_chosen"])


def test_sheets_with_the_same_headings_are_read_one_below_the_other(tmp_path, look):
    parts = {"Ấp 1": (files.HEADINGS, *files.ROWS[:2]), "Ấp 2": (("", *files.HEADINGS), ("", *files.ROWS[2]))}
    found = look(files.sheets(tmp_path / "a.xlsx", parts))
    assert (found.rows, codes(found)) == (3, ["sheets_joined"])


def test_a_finding_names_the_sheet_of_its_row_where_several_are_read(tmp_path, look):
    bad = ("H0009", "31471", "31471-01", "", "Hộ giàu", "", "Vùng thường")
    parts = {"Ấp 1": (files.HEADINGS, *files.ROWS), "Ấp 2": (files.HEADINGS, bad)}
    found = look(files.sheets(tmp_path / "a.xlsx", parts))
    wrong = next(one for one in found.findings if one.code == "not_allowed")
    assert [example.row for example in wrong.examples] == ["Ấp 2!2"]


def test_of_sheets_of_several_months_the_one_of_the_month_is_read(tmp_path, look):
    parts = {"T9-2026": (files.HEADINGS, *files.ROWS), "T10-2026": (files.HEADINGS, *files.ROWS[:2])}
    found = look(files.sheets(tmp_path / "a.xlsx", parts))
    assert (found.rows, codes(found)) == (2, ["sheet_chosen"])


def test_sheets_that_fit_and_differ_are_asked_about(tmp_path, look):
    fewer = [row[:3] + row[4:] for row in (files.HEADINGS, *files.ROWS)]
    parts = {"Bản 1": (files.HEADINGS, *files.ROWS), "Bản 2": fewer}
    assert codes(look(files.sheets(tmp_path / "a.xlsx", parts))) == ["two_sheets"]
    months = {"T8-2026": (files.HEADINGS, *files.ROWS), "T9-2026": (files.HEADINGS, *files.ROWS)}
    assert codes(look(files.sheets(tmp_path / "b.xlsx", months))) == ["two_sheets"]


def test_a_hidden_sheet_is_not_read(tmp_path, look):
    assert look(files.two_sheets(tmp_path / "b.xlsx", second_fits=True, hidden=True)).rows == 3


def test_formula_cells_are_named_only_where_they_would_be_read(tmp_path, look):
    result = look(files.with_formulas(tmp_path / "a.xlsx"))
    (found,) = [finding for finding in result.findings if finding.code == "formula"]
    assert (found.heading, found.count, found.examples[0].row) == ("Mã xã/phường", 1, 3)


def test_excel_errors_are_named(tmp_path, look):
    rows = [("#N/A", *files.ROWS[0][1:]), *files.ROWS[1:]]
    assert "excel_error" in codes(look(files.xlsx(tmp_path / "a.xlsx", rows)))


def test_spaces_and_hard_spaces_around_values_do_not_matter(tmp_path, look):
    rows = [tuple(f"\u00a0 {text} \u200b" if text else text for text in row) for row in files.ROWS]
    assert look(files.xlsx(tmp_path / "a.xlsx", rows)).is_good


def test_the_same_key_twice_is_returned(tmp_path, look):
    result = look(files.xlsx(tmp_path / "a.xlsx", [*files.ROWS, files.ROWS[0]]))
    (found,) = result.findings
    assert (found.code, [example.row for example in found.examples]) == ("duplicate_key", [2, 5])


def test_a_unit_that_did_not_exist_on_the_months_last_day_is_named(tmp_path, look):
    rows = [("H1", "31117", "", "", "Hộ khác", "", "Vùng thường")]
    (found,) = look(files.xlsx(tmp_path / "a.xlsx", rows)).findings
    assert (found.code, found.examples[0].value, found.values) == (
        "unknown_unit",
        "31117",
        {"day": "31/10/2026"},
    )


def test_a_title_of_another_month_needs_a_confirmation(tmp_path, look):
    path = files.xlsx(tmp_path / "a.xlsx", above=[["DANH SÁCH HỘ THÁNG 9 NĂM 2026"]])
    assert codes(look(path)) == ["other_month"]


def test_a_csv_row_with_an_open_quotation_mark_names_its_row_or_is_read(tmp_path, look):
    path = files.csv_file(tmp_path / "a.csv")
    path.write_text(path.read_text() + '"H4,31471,,,Hộ khác,,Vùng thường\n')
    assert not look(path).is_good


def test_every_message_says_what_is_wrong_and_what_to_do():
    for what, to_do in MESSAGES.values():
        assert what.vi and what.en and to_do.vi and to_do.en


def test_rows_are_numbered_as_the_file_numbers_them(tmp_path, look):
    bad = ("", *files.ROWS[0][1:])
    path = files.xlsx(tmp_path / "a.xlsx", [files.ROWS[0], (), bad], above=[["Tiêu đề"], []])
    (found, *_) = look(path).findings
    assert (found.code, found.examples[0].row) == ("missing_value", 6)
    path = files.csv_file(tmp_path / "a.csv", [files.ROWS[0], bad])
    assert look(path).findings[0].examples[0].row == 3
