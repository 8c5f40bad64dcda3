import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.base.errors import InvalidValue
from ansinh.base.identifiers import HiCard, PersonalId, SiNumber, TaxCode, masked

BEFORE, AFTER = dt.date(2025, 7, 31), dt.date(2025, 8, 1)
DIGITS = "0123456789"
PERSONAL_IDS = st.builds(
    "{}{}{:02d}{:06d}".format,
    st.sampled_from(["001", "046", "092", "094", "096"]),
    st.integers(0, 5),
    st.integers(0, 99),
    st.integers(0, 999_999),
)


@pytest.mark.parametrize(
    ("text", "province", "sex", "year"),
    [
        ("092085001234", "92", "M", 1985),
        ("093185001234", "93", "F", 1985),
        ("001203000001", "01", "M", 2003),
        ("094310000001", "94", "F", 2010),
        ("101190000001", None, "F", 1990),
    ],
)
def test_a_personal_id_tells_where_its_birth_was_registered_and_sex_and_year(text, province, sex, year):
    found = PersonalId.parse(text)
    assert (found.birth_province, found.sex, found.birth_year) == (province, sex, year)


@pytest.mark.parametrize(
    "text", ["", "09208500123", "0920850012345", "003085001234", "092685001234", "O92085001234"]
)
def test_what_is_no_personal_id_is_refused_without_repeating_it(text):
    with pytest.raises(InvalidValue) as caught:
        PersonalId.parse(text)
    assert not text or text not in str(caught.value)


def test_a_lost_leading_zero_is_named_as_the_likely_cause():
    with pytest.raises(InvalidValue, match="số 0 ở đầu"):
        PersonalId.parse("92085001234")


def test_the_si_number_keeps_ten_digits_and_takes_twelve_from_august_2025():
    assert str(SiNumber.parse("9220012345", BEFORE)) == "9220012345"
    assert SiNumber.parse("9220012345", AFTER).personal_id is None
    assert SiNumber.parse("092085001234", AFTER).personal_id.birth_year == 1985
    with pytest.raises(InvalidValue, match="01/08/2025"):
        SiNumber.parse("092085001234", BEFORE)


def test_a_card_of_fifteen_characters_says_its_group_level_and_province():
    card = HiCard.parse("dn 4 92 9220012345")
    assert (card.group, card.benefit_level, card.province, card.si_number) == ("DN", 4, "92", "9220012345")


@pytest.mark.parametrize("text", ["9220012345", "092085001234"])
def test_a_card_may_show_only_a_number(text):
    card = HiCard.parse(text)
    assert card.si_number == text
    assert card.group is None


@pytest.mark.parametrize("text", ["DN9929220012345", "DN49292200123", "D4929220012345", "003085001234"])
def test_what_is_no_card_is_refused(text):
    with pytest.raises(InvalidValue):
        HiCard.parse(text)


@pytest.mark.parametrize("text", ["0100109106", "0101243150", "0302712571", "0300588569", "0100233488"])
def test_issued_tax_codes_pass_and_with_another_last_digit_fail(text):
    assert TaxCode.parse(text).number == text
    for digit in set(DIGITS) - {text[-1]}:
        with pytest.raises(InvalidValue, match="kiểm tra"):
            TaxCode.parse(text[:9] + digit)


def test_a_branch_is_written_with_a_hyphen_and_knows_its_head():
    branch = TaxCode.parse("0302712571001")
    assert str(branch) == "0302712571-001"
    assert (branch.head, branch.is_branch) == ("0302712571", True)
    assert TaxCode.parse(str(branch)) == branch


def test_a_persons_tax_code_is_covered_and_an_enterprises_is_public():
    assert TaxCode.parse("092085001234").masked() == "•••••••••234"
    assert TaxCode.parse("0302712571").masked() == "0302712571"


@given(PERSONAL_IDS)
def test_a_personal_id_is_read_back_as_written_and_never_shown_whole(text):
    found = PersonalId.parse(f" '{text[:3]} {text[3:]} ")
    assert str(found) == text == str(PersonalId.parse(str(found)))
    assert text not in repr(found)
    assert text not in found.masked()


@given(st.text(alphabet=DIGITS, min_size=9, max_size=9))
def test_at_most_one_check_digit_fits(nine):
    fitting = []
    for digit in DIGITS:
        try:
            fitting.append(TaxCode.parse(nine + digit))
        except InvalidValue:
            continue
    assert len(fitting) <= 1


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_and_a_mask_keeps_its_length(text):
    for parse in (PersonalId.parse, HiCard.parse, TaxCode.parse, lambda text: SiNumber.parse(text, AFTER)):
        try:
            found = parse(text)
        except InvalidValue:
            continue
        assert len(found.masked()) == len(str(found))
    assert len(masked(text)) == len(text)
