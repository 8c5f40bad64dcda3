"""How tables of all habits are read."""

import io
from decimal import Decimal

import pytest
import xlsxwriter

from ansinh.base.errors import InvalidValue
from ansinh.indicators.rules.figures import cells, checking, numerals, remarks, tables
from ansinh.indicators.rules.figures.intervals import Bound
from ansinh.indicators.rules.figures.numerals import Style
from ansinh.indicators.rules.figures.verdicts import Identity, Verdict

VIETNAMESE = """Đơn vị\tChỉ tiêu\tThực hiện\tKế hoạch\t% kế hoạch\tCòn thiếu
Phường Long Mỹ\tBHXH tự nguyện\t1.215\t1.509\t80,52\t294
Phường Ô Môn\tBHXH tự nguyện\t1.000\t2.000\t50,00\t1.000
"""


def read(text):
    return tables.read(cells.of_text(text))


def verdicts(text):
    return [(one.lines[0], one.identity, one.verdict) for one in checking.check(read(text))]


def workbook(rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def test_a_pasted_vietnamese_table_is_read_the_vietnamese_way():
    table = read(VIETNAMESE)
    assert table.style is Style.VIETNAMESE
    assert [line.value.number for line in table.lines] == [1215, 1000]
    assert table.lines[0].percent_of_plan.number == Decimal("80.52")
    assert {line.indicator for line in table.lines} == {"si_voluntary"}
    found = verdicts(VIETNAMESE)
    assert (2, Identity.PERCENT_OF_PLAN, Verdict.HOLDS_WITHIN_ROUNDING) in found
    assert (2, Identity.NEED, Verdict.HOLDS_EXACTLY) in found


def test_the_same_table_in_english_numbers_gives_the_same_verdicts():
    english = VIETNAMESE.translate(str.maketrans(".,", ",."))
    assert read(english).style is Style.ENGLISH
    assert verdicts(english) == verdicts(VIETNAMESE)


def test_1_215_among_counts_alone_is_twelve_hundred_and_fifteen():
    table = read("unit\tvalue\nA\t1.215\nB\t2.310\n")
    assert table.style is Style.VIETNAMESE
    assert table.lines[0].value.number == 1215


def test_a_table_that_mixes_conventions_says_so_and_does_not_guess():
    table = read("unit\tvalue\tplan\tpercent of plan\nA\t1.215\t1.509\t80,52\nB\t1,000\t2,000\t50.05\n")
    assert table.style is Style.MIXED
    assert table.lines[0].value is None and "value" in table.lines[0].unread
    assert table.lines[0].percent_of_plan.number == Decimal("80.52")
    ends = [one for one in checking.check(table) if one.verdict is Verdict.AMBIGUOUS]
    assert [one.lines[0] for one in ends] == [2, 3]


@pytest.mark.parametrize(
    ("text", "number", "bound"),
    [
        ("trên 75.600", 75600, Bound.MORE_THAN),
        ("> 75.600", 75600, Bound.MORE_THAN),
        ("hơn 43.000", 43000, Bound.MORE_THAN),
        ("gần 43.000", 43000, Bound.LESS_THAN),
        ("khoảng 1 215", 1215, Bound.ABOUT),
        ("80,52 %", Decimal("80.52"), Bound.EXACT),
        ("-3,66", Decimal("-3.66"), Bound.EXACT),
    ],
)
def test_limits_and_signs_are_read_with_the_number(text, number, bound):
    found = numerals.cell(text)
    assert (numerals.number(found, Style.VIETNAMESE), found.bound) == (number, bound)


@pytest.mark.parametrize("text", ["", "n/a", "1.2.3", "12a", "1,,2", "không có"])
def test_what_is_no_number_is_not_made_one(text):
    found = numerals.cell(text)
    assert found is None or numerals.number(found, Style.VIETNAMESE) is None


def test_a_workbook_keeps_its_numbers_and_shows_percents_as_percents():
    rows = [
        ["BIỂU TỔNG HỢP"],
        ["STT", "Đơn vị", "Chỉ tiêu", "Thực hiện", "Kế hoạch", "Tỷ lệ đạt"],
        ["A", "B", "C", 1, 2, "3=1/2"],
        [1, "Phường Long Mỹ", "BHXH tự nguyện", 1215, 1509, 1215 / 1509],
    ]
    table = tables.read(cells.of_file(workbook(rows)))
    (line,) = table.lines
    assert line.number == 4
    assert line.percent_of_plan.number == Decimal("80.51689861")
    (check,) = [one for one in checking.check(table) if one.identity is Identity.PERCENT_OF_PLAN]
    assert check.verdict is Verdict.HOLDS_WITHIN_ROUNDING


def test_a_total_line_is_added_up_over_its_units():
    table = VIETNAMESE + "Tổng cộng\tBHXH tự nguyện\t2.215\t3.510\t63,11\t1.294\n"
    found = [one for one in checking.check(read(table)) if one.identity is Identity.UNITS]
    assert [one.verdict for one in found] == [
        Verdict.DOES_NOT_HOLD,
        Verdict.HOLDS_EXACTLY,
        Verdict.HOLDS_EXACTLY,
    ]
    assert found[0].difference == 1


def test_a_percent_that_was_cut_off_is_told_from_a_rounded_one():
    table = "unit\tvalue\tplan\tpercent of plan\nA\t1234\t1800\t68.55\nB\t1\t2\t50\nC\t1234\t1800\t68.57\n"
    found = [end for _, identity, end in verdicts(table) if identity is Identity.PERCENT_OF_PLAN]
    assert found == [Verdict.HOLDS_ONLY_BY_TRUNCATION, Verdict.HOLDS_EXACTLY, Verdict.DOES_NOT_HOLD]


def test_a_line_printed_twice_is_flagged_and_with_other_figures_does_not_hold():
    head = "unit\tindicator\tvalue\tplan\n"
    assert (2, Identity.SAME_LINE, Verdict.FLAGGED) in verdicts(head + "A\tBHYT\t10\t20\nA\tBHYT\t10\t20\n")
    assert (2, Identity.SAME_LINE, Verdict.DOES_NOT_HOLD) in verdicts(
        head + "A\tBHYT\t10\t20\nA\tBHYT\t11\t20\n"
    )


def test_two_bodies_may_set_different_plans_for_the_same_unit():
    table = "unit\tindicator\tassigned by\tvalue\tplan\nA\tBHYT\tHĐND\t10\t20\nA\tBHYT\tBHXH\t10\t25\n"
    assert Identity.SAME_LINE not in [identity for _, identity, _ in verdicts(table)]


def test_a_missing_part_is_named():
    table = "unit\tindicator\tvalue\nA\tparticipants_total\t30\nA\thi\t20\n"
    (found,) = [one for one in checking.check(read(table)) if one.identity is Identity.PARTS]
    assert found.verdict is Verdict.CANNOT_BE_CHECKED
    assert "BHXH tự nguyện" in found.sentence.vi


def test_a_unit_printed_once_above_its_lines_belongs_to_all():
    table = read("Đơn vị;Chỉ tiêu;Thực hiện;Kế hoạch\nPhường A;BHYT;10;20\n;BHTN;3;5\n")
    assert [line.unit for line in table.lines] == ["Phường A", "Phường A"]


def test_a_note_is_read_only_where_a_number_stands_directly_before_what_it_counts():
    assert remarks.remark("for 184590 recipients").heads == 184590
    assert remarks.remark('the source prints "2,980 people"; per head 404.7 million').heads == 2980
    assert remarks.remark("dân số 1.910.985").population == 1910985
    assert remarks.remark("35.000 lượt khám").visits == 35000
    assert remarks.remark("over 570 million VND; resolution 21 of 2023") == remarks.NOTHING_STATED
    assert remarks.remark("fits neither 1096130 nor 1125395") == remarks.NOTHING_STATED
    assert remarks.remark("10 people, later 12 people").heads is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"PK\x03\x04 not a zip",
        b"\xff\xfe\x00",
        b"\x00\x01\x02",
        b"unit,value\n",
        b"\xe1\xbb",
        b"a,b\n1,2\n",
    ],
)
def test_what_is_no_table_ends_in_a_clear_message(content):
    with pytest.raises(InvalidValue) as error:
        tables.read(cells.of_file(content))
    assert error.value.hint


def test_a_small_file_that_unpacks_to_gigabytes_is_refused():
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 40_000_000)
    with pytest.raises(InvalidValue, match="lớn quá"):
        cells.of_file(out.getvalue())


def test_too_many_rows_are_refused():
    with pytest.raises(InvalidValue, match="lớn quá"):
        cells.of_text("unit\tvalue\n" + "A\t1\n" * 6000)


def test_a_code_that_was_given_to_another_place_is_flagged():
    table = "unit;unit known as;on;value;plan\nPhường Hưng Lợi;31147;2025-09-30;1;2\nPhường Tân An;31147;2025-09-30;1;2\n"
    found = [one for one in checking.check(read(table)) if one.identity is Identity.UNIT_ON_DAY]
    assert [(one.lines, one.verdict) for one in found] == [((2,), Verdict.FLAGGED)]


def test_a_day_before_the_lists_of_units_begin_cannot_be_checked():
    table = "unit;unit known as;on;value;plan\nPhường Long Mỹ;31471;30/9/2024;1;2\n"
    found = [one for one in checking.check(read(table)) if one.identity is Identity.UNIT_ON_DAY]
    assert [one.verdict for one in found] == [Verdict.CANNOT_BE_CHECKED]
