"""A row of totals on an official form that is not the sum of its lines is told; the file is taken all the same."""

import pytest
from tests.intake import official_files as forms
from tests.intake.test_official_forms import codes, look, rows, voluntary  # noqa: F401

from ansinh.intake.rules.messages import said
from ansinh.registers import layouts

DIFFERS = "total_differs"


def differing(result):
    """Where totals differ: row, column, what is written, what the lines add up to."""
    found = [one for one in result.findings if one.code == DIFFERS]
    return [(one.examples[0].row, one.column, one.values["written"], one.values["sum"]) for one in found]


def d05(look, tmp_path, *rows_, **total):  # noqa: F811
    cells = forms.d05(rows_)
    at = 15 + len(rows_)
    cells |= {f"{letter}{at}": value for letter, value in total.items()}
    result = look(forms.book(tmp_path / "a.xlsx", ("D05-TS", cells, ())), "voluntary_registrations")
    assert result.is_good, result.findings
    return result


def hi_list(look, tmp_path, *lines):  # noqa: F811
    """A D03 with sections, whose amounts stand in column K."""
    cells = forms.D03_TOP | forms.lines(10, forms.D03_HEADS)
    cells |= forms.codes(12, "A B " + " ".join(map(str, range(1, 16)))) | forms.lines(13, lines)
    result = look(forms.book(tmp_path / "a.xlsx", ("D03-TS", cells, ())), "hi_registrations")
    assert result.is_good, result.findings
    return result


def person(number, amount, name="Người Thử"):
    return (number, name, f"09200000{10 + number}", None, "1988", "Nữ", None, "92001", None, None, amount)


def total(words, amount, mark=None):
    return (mark, words, *[None] * 8, amount)


def test_a_total_that_is_the_sum_of_its_lines_is_not_mentioned(tmp_path, look):  # noqa: F811
    assert differing(d05(look, tmp_path, voluntary(), voluntary(A=2), H="3.960.000", I=3_168_000)) == []


def test_a_total_that_is_not_says_row_column_and_both_amounts(tmp_path, look):  # noqa: F811
    result = d05(look, tmp_path, voluntary(), voluntary(A=2), H="3.960.000", I=3_068_000)
    assert differing(result) == [(17, "own_amount", 3_068_000, 3_168_000)]
    (found,) = (one for one in result.findings if one.code == DIFFERS)
    assert (found.severity, found.heading) == ("warning", "Số tiền người tham gia đóng")
    assert "3.068.000" in said(DIFFERS, found.values)[0].vi
    assert "3,168,000" in said(DIFFERS, found.values)[0].en


def test_a_total_of_one_line_does_not_show_that_persons_amount(tmp_path, look):  # noqa: F811
    result = d05(look, tmp_path, voluntary(), H=1_980_001, I=1_584_000)
    (found,) = (one for one in result.findings if one.code.startswith(DIFFERS))
    assert (found.code, found.column, found.examples[0].row) == ("total_differs_one_line", "due", 16)
    assert "1980" not in str(found.values)


def test_rates_that_somebody_added_up_are_no_totals(tmp_path, look):  # noqa: F811
    assert differing(d05(look, tmp_path, voluntary(), voluntary(A=2), H="3.960.000", J=40)) == []


def test_sections_within_sections_are_counted_once(tmp_path, look):  # noqa: F811
    right = hi_list(
        look, tmp_path,
        ("I", "Tăng"), ("I.1", "Người"), person(1, 100_000), person(2, 200_000), total("Cộng I.1", 300_000),
        ("I.2", "Tiền lương"), person(3, 50_000), total("Cộng I.2", 50_000), total("Cộng tăng", 350_000),
        ("II", "Giảm"), ("II.1", "Người"), person(4, 40_000), total("Cộng giảm", 40_000),
        total("TỔNG CỘNG", 390_000),
    )  # fmt: skip
    assert differing(right) == []
    wrong = hi_list(
        look, tmp_path,
        ("I", "Tăng"), ("I.1", "Người"), person(1, 100_000), person(2, 200_000), total("Cộng I.1", 300_000),
        ("I.2", "Tiền lương"), person(3, 50_000), person(4, 50_000), total("Cộng I.2", 50_000),
        total("Cộng tăng", 700_000),
        ("II", "Giảm"), ("II.1", "Người"), person(5, 40_000), person(6, 2_000), total("Cộng giảm", 42_000),
        total("TỔNG CỘNG", 742_000),
    )  # fmt: skip
    assert differing(wrong) == [
        (21, "amount", 50_000, 100_000),
        (22, "amount", 700_000, 400_000),
        (28, "amount", 742_000, 442_000),
    ]


def test_a_section_row_may_carry_its_own_total(tmp_path, look):  # noqa: F811
    result = hi_list(
        look, tmp_path,
        total("Tăng", 300_000, "I"), total("Người", 250_000, "I.1"), person(1, 100_000), person(2, 200_000),
        total("Giảm", 40_000, "II"), person(3, 40_000),
    )  # fmt: skip
    assert differing(result) == [(14, "amount", 250_000, 300_000)]


def test_a_grand_total_may_take_reductions_off(tmp_path, look):  # noqa: F811
    lines = (
        ("I", "Tăng"), person(1, 100_000), person(2, 200_000), ("II", "Giảm"), person(3, 40_000),
    )  # fmt: skip
    assert differing(hi_list(look, tmp_path, *lines, total("Tổng cộng", 260_000))) == []
    assert differing(hi_list(look, tmp_path, *lines, total("Tổng cộng (I+II)", 340_000))) == []
    assert differing(hi_list(look, tmp_path, *lines, total("Tổng cộng", 300_000))) == [
        (18, "amount", 300_000, 340_000)
    ]


def test_totals_of_pages_and_what_is_carried_from_earlier_pages_are_no_lines(tmp_path, look):  # noqa: F811
    result = hi_list(
        look, tmp_path,
        person(1, 100_000), person(2, 200_000), total("Cộng trang", 300_000), total("Mang sang", 300_000),
        person(3, 50_000), person(4, 50_000), total("Cộng trang", 100_000), total("Tổng cộng", 400_000),
    )  # fmt: skip
    assert (result.rows, differing(result)) == (4, [])


def test_a_count_of_people_in_words_is_checked(tmp_path, look):  # noqa: F811
    people = (("I", "Tăng"), person(1, 100_000), person(2, 200_000))
    assert "people_differ" not in codes(hi_list(look, tmp_path, *people, (None, "Cộng tăng: 2 người")))
    result = hi_list(look, tmp_path, *people, (None, "Cộng tăng: 3 người"))
    (found,) = (one for one in result.findings if one.code == "people_differ")
    assert (found.examples[0].row, found.values["written"], found.values["lines"]) == (16, 3, 2)


def test_a_total_whose_count_stands_under_an_identifier_is_no_person(tmp_path, look):  # noqa: F811
    row = (None, "Tổng cộng", None, None, None, None, None, None, None, "2", 300_000)
    result = hi_list(look, tmp_path, person(1, 100_000), person(2, 200_000), row)
    assert (result.rows, differing(result)) == (2, [])


def test_a_person_whose_family_name_is_tong_is_a_line(tmp_path, look):  # noqa: F811
    result = hi_list(look, tmp_path, person(1, 100_000, "Tống Thử Một"), person(2, 200_000, "Công Thử Hai"))
    assert result.rows == 2


def test_a_d02_has_its_wages_added_but_not_coefficients(tmp_path, look):  # noqa: F811
    both = [*forms.D02_LINES, (None, "Cộng", None, None, None, 16_000_000)]
    path = forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02(both), ()))
    assert differing(look(path, "labour_changes")) == []
    wages = [forms.D02_LINE, forms.D02_LINES[2], (None, "Cộng", None, None, None, 16_000_000)]
    path = forms.book(tmp_path / "b.xlsx", ("D02-LT", forms.d02(wages), ()))
    assert differing(look(path, "labour_changes")) == [(20, "wage", 16_000_000, 15_000_000)]


@pytest.mark.parametrize("name", ["D05-TS", "D06-TS"])
def test_forms_that_the_system_writes_add_up(tmp_path, look, name):  # noqa: F811
    path = tmp_path / "d.xlsx"
    line = {
        "full_name": "Người Thử",
        "si_number": "0920000011",
        "months": 6,
        "due": 1_980_000,
        "own_amount": 5,
    }
    line |= {"job": "Thợ", "income": 1_500_000, "participation": "lần đầu"}
    layouts.write(layouts.layout(name), {}, [line, line | {"due": 20}], path)
    assert differing(look(path, "voluntary_registrations")) == []


def test_units_in_a_sheet_of_balances_are_added_up(tmp_path, look):  # noqa: F811
    heads = ("Ma don vi", "Tên đơn vị", "Tiền đầu kỳ", "Số phải đóng", "Số đã đóng", "Tiền cuối kỳ")
    lines = [
        heads,
        ("TZ0001A", "A", 100_000, 1_000_000, 900_000, 200_000),
        ("TZ0002B", "B", 0, 500_000, 500_000, 0),
        (None, "Tổng cộng", 100_000, 1_500_000, 1_400_000, 300_000),
    ]
    path = forms.book(tmp_path / "c12.xlsx", ("c12", forms.lines(1, lines), ()))
    assert differing(look(path, "contribution_notices")) == [(4, "line:closing", 300_000, 200_000)]


def test_a_row_on_a_second_sheet_is_named_with_its_sheet(tmp_path, look):  # noqa: F811
    first = forms.d05([voluntary(), voluntary(A=2)])
    second = first | {"H17": 1}
    path = forms.book(tmp_path / "a.xlsx", ("Đợt 1", first, ()), ("Đợt 2", second, ()))
    result = look(path, "voluntary_registrations")
    assert differing(result) == [("Đợt 2!17", "due", 1, 3_960_000)]
