"""Days, months, numbers and identifiers are read as the office meant them, or the file comes back."""

import datetime as dt

import pyarrow.parquet as pq
import pytest
import xlsxwriter
from tests.intake import files

from ansinh.base.months import Month
from ansinh.intake.frames.examination import examine
from ansinh.intake.rules.numbers import Reading, decide
from ansinh.registers import schemas

OCTOBER = Month(2026, 10)
PEOPLE = (
    "Mã số BHXH",
    "CCCD",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Mã xã",
    "BHXHBB",
    "BHXHTN",
    "BHTN",
    "BHYT",
    "Xác thực",
)
AN = ("9200000001", "092001000011", "Nguyễn Văn An", "3/2/1985", "Nam", "31471", "x", "", "x", "x", "x")


@pytest.fixture
def read(tmp_path):
    """Examine rows as a register; the result, and the columns of the snapshot if there is one."""

    def read(register, headings, rows, name="a.xlsx"):
        path = (files.xlsx if name.endswith("xlsx") else files.csv_file)(tmp_path / name, rows, headings)
        return read_file(register, path)

    def read_file(register, path):
        result = examine(path, path.name, schemas.register(register), OCTOBER, tmp_path)
        return result, pq.read_table(result.parquet).to_pydict() if result.is_good else {}

    read.file = read_file
    return read


def codes(result):
    return [finding.code for finding in result.findings]


def people(**changed):
    places = {"si_number": 0, "personal_id": 1, "birth": 3, "sex": 4}
    row = list(AN)
    for name, value in changed.items():
        row[places[name]] = value
    return row


def figures(*values, heading="Giá trị"):
    head = ("Đơn vị", "Ngày số liệu", "Chỉ tiêu", heading)
    return head, [("Phường Long Mỹ", "31/10/2026", "hi", value) for value in values]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("3/2/1985", "03/02/1985"),
        ("03-02-1985", "03/02/1985"),
        ("1985-02-03", "03/02/1985"),
        ("31081", "03/02/1985"),
        ("1985", "1985"),
        ("1985.0", "1985"),
        ("02/1985", "02/1985"),
    ],
)
def test_birth_dates_are_kept_as_they_can_be_known(read, written, kept):
    result, columns = read("participants", PEOPLE, [people(birth=written)])
    assert result.is_good
    assert columns["birth_date"] == [kept]


def test_a_date_cell_is_the_same_day_as_a_text(tmp_path, read):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, PEOPLE)
        page.write_row(1, 0, AN)
        page.write_datetime(1, 3, dt.date(1985, 2, 3), book.add_format({"num_format": "dd/mm/yyyy"}))
    assert read.file("participants", path)[1]["birth_date"] == ["03/02/1985"]


@pytest.mark.parametrize(("written", "code"), [("31/02/1985", "not_a_day"), ("3/2/2031", "in_the_future")])
def test_impossible_and_future_birth_dates_are_noticed(read, written, code):
    assert codes(read("participants", PEOPLE, [people(birth=written)])[0]) == [code]


def test_a_day_without_its_day_is_returned(read):
    head = ("Đơn vị", "Ngày số liệu", "Chỉ tiêu", "Giá trị")
    result, _ = read(
        "reported_figures", head, [("Long Mỹ", "10/2026", "hi", "5"), ("Long Mỹ", "02/25/2026", "hi", "5")]
    )
    assert codes(result) == ["only_a_year", "not_a_day"]


def test_identifiers_in_number_cells_keep_their_digits(tmp_path, read):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, PEOPLE)
        page.write_row(1, 0, AN)
        page.write_number(1, 0, 9200000001)
    assert read.file("participants", path)[1]["si_number"] == ["9200000001"]


def test_a_column_that_lost_its_leading_zeros_is_returned(read):
    rows = [people(si_number=f"920000000{n}", personal_id=f"9200100001{n}") for n in range(3)]
    result, _ = read("participants", PEOPLE, rows)
    (found,) = result.findings
    assert (found.code, found.count, found.examples[0].value) == ("lost_zeros", 3, "99999999999")


def test_one_short_number_among_good_ones_is_only_a_typing_error(read):
    rows = [people(si_number=f"920000000{n}") for n in range(3)]
    rows[1][1] = "92001000011"
    result, _ = read("participants", PEOPLE, rows)
    assert result.is_good
    assert "wrong_pattern" in codes(result)
    assert "lost_zeros" not in codes(result)


def test_identifiers_in_scientific_notation_are_returned(read):
    result, _ = read("participants", PEOPLE, [people(personal_id="9.2001E+10")])
    assert codes(result) == ["scientific"]


def test_listed_values_may_be_codes_or_words(read):
    rows = [
        people(si_number="9200000001"),
        people(si_number="9200000002", sex="nữ"),
        people(si_number="9200000003", sex="F"),
    ]
    assert read("participants", PEOPLE, rows)[1]["sex"] == ["M", "F", "F"]


def test_marks_are_yes_and_blanks_are_no(read):
    _, columns = read("participants", PEOPLE, [AN])
    assert (columns["si_compulsory"], columns["si_voluntary"]) == ([True], [False])


def test_1215_with_a_point_is_read_by_its_column(read):
    head, rows = figures("1.215", "80,52")
    result, columns = read("reported_figures", head, rows)
    assert [str(value) for value in columns["value"]] == ["1215.0000", "80.5200"]
    assert codes(result) == ["numbers_read_as"]


def test_1215_with_a_comma_is_read_by_its_column(read):
    head, rows = figures("1,215", "80.52")
    assert [str(value) for value in read("reported_figures", head, rows)[1]["value"]] == [
        "1215.0000",
        "80.5200",
    ]


@pytest.mark.parametrize("values", [("1.215",), ("1,215", "30"), ("1.215", "1,300"), ("80.52", "80,52")])
def test_a_column_that_does_not_say_which_is_returned_with_both_readings(read, values):
    head, rows = figures(*values)
    result, _ = read("reported_figures", head, rows)
    assert codes(result) == ["ambiguous_numbers"]
    assert (result.findings[0].values["as_groups"], result.findings[0].values["as_decimal"]) == (
        "1215",
        "1,215",
    )


def test_counts_need_no_decimals_so_a_single_group_divides_thousands():
    assert decide({"points": 5, "plain": 2}, whole=True).reading is Reading.POINT_GROUPS
    assert decide({"points": 5, "commas": 1}, whole=True).reading is Reading.AMBIGUOUS
    assert decide({"points": 5, "point_decimal": 1}, whole=True).reading is Reading.AMBIGUOUS
    assert decide({"plain": 9}, whole=True).reading is Reading.PLAIN


def test_words_among_numbers_are_returned(read):
    head, rows = figures("khoảng 5", "6")
    assert codes(read("reported_figures", head, rows)[0]) == ["not_a_number"]


def test_numbers_in_text_cells_and_in_number_cells_are_the_same(read):
    head, rows = figures("1215", 1215, 80.52, "80.52")
    values = [str(value) for value in read("reported_figures", head, rows)[1]["value"]]
    assert values == ["1215.0000", "1215.0000", "80.5200", "80.5200"]
