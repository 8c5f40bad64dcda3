"""Are two rows held side by side without showing more than a clerk needs?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.base.texts import speaking
from ansinh.matching.rules import numbers, words

ID = "092085912345"


def shown(comparison) -> tuple[str, str]:
    return tuple("".join(getattr(cell, side) for cell in comparison.cells) for side in ("left", "right"))


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (ID, "Giống nhau ở mọi chữ số"),
        ("0920 8591 2345", "Giống nhau ở mọi chữ số"),
        ("092085972345", "Khác một chữ số, ở vị trí 8"),
        ("092085913245", "Hai chữ số liền nhau đổi chỗ, vị trí 9 và 10"),
        ("09208591234", "Một bên thiếu 1 chữ số, ở vị trí 12"),
        ("079190000111", "Khác 11 trên 12 chữ số"),
        ("363636363", "Độ dài khác nhau: 12 và 9 ký tự"),
        ("", "Một bên không ghi"),
    ],
)
def test_the_difference_of_two_numbers_is_told_in_words(other, said):
    assert numbers.compared(ID, other).words.vi == said


def test_digits_that_agree_stay_covered_and_those_that_differ_are_shown():
    assert shown(numbers.compared(ID, ID)) == ("•••••••••345", "•••••••••345")
    assert shown(numbers.compared(ID, "092085972345")) == ("•••••••1•345", "•••••••7•345")


def test_numbers_with_little_in_common_are_not_shown_at_all():
    assert shown(numbers.compared(ID, "079190000111")) == ("•" * 12, "•" * 12)


@given(
    left=st.from_regex(r"[0-9]{9,12}", fullmatch=True), right=st.from_regex(r"[0-9]{9,12}", fullmatch=True)
)
def test_never_more_than_six_digits_of_a_number_are_shown(left, right):
    for side in shown(numbers.compared(left, right)):
        assert sum(letter.isdigit() for letter in side) <= 6


@given(left=st.text("0123456789 '.", max_size=14), right=st.text("0123456789 '.", max_size=14))
def test_any_two_texts_can_be_compared(left, right):
    assert numbers.compared(left, right).words.vi


def test_words_of_a_name_that_the_other_lacks_are_marked():
    left, right = words.differing_words("Nguyễn Văn Đức", "Nguyễn Thành Đức")
    assert [word.text for word in left if word.differs] == ["Văn"]
    assert [word.text for word in right if word.differs] == ["Thành"]
    assert not any(word.differs for word in words.differing_words("Hoà Thuý", "HÒA THÚY")[0])
    assert not any(word.differs for word in words.differing_words("Nguyễn Văn Đức", "NGUYEN VAN DUC")[1])
    assert [word.differs for word in words.differing_words("Lê Hồng", "Lê Hông")[0]] == [False, True]


@pytest.mark.parametrize(
    ("weight", "said"),
    [
        (7.644, "khả năng là cùng một người gấp 200 lần khả năng là hai người"),
        (2.5, "khả năng là cùng một người gấp 5,7 lần khả năng là hai người"),
        (-1.0, "khả năng là hai người gấp 2 lần khả năng là cùng một người"),
        (0.0, "ngang nhau: có thể là một người, có thể là hai"),
        (30.0, "khả năng là cùng một người gấp hơn một triệu lần khả năng là hai người"),
        (None, "chưa tính được trọng số"),
    ],
)
def test_the_sum_of_the_weights_is_told_in_words(weight, said):
    assert str(words.odds_words(weight)) == said


def test_a_factor_is_written_in_the_readers_convention():
    with speaking("en"):
        assert str(words.odds_words(13.5)) == "one person is 12,000 times as likely as two"


def test_no_chance_is_told_as_certain():
    assert [words.chance_in_a_hundred(p) for p in (0.0, 0.5, 0.9999, None)] == [1, 50, 99, None]


def test_a_heavy_pair_that_is_yet_doubtful_has_rivals():
    assert words.has_rivals(25.9, 0.88)
    assert not words.has_rivals(2.0, 0.8)
    assert not words.has_rivals(None, 0.5)
