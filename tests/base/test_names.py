import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.base.names import canonical_tones, folded, loose, nfc, person_sort_key, sort_key

LETTERS = "aàảãáạăằâầbcdđeèêếfghiìklmnoòôốơờpqrstuùưừvxyỳýAĐÊỐ '’-12"
TEXTS = st.one_of(st.text(), st.text(alphabet=LETTERS))


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("Hoà", "Hòa"),
        ("THUỶ", "THỦY"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("Quý", "Quý"),
        ("qúy", "quý"),
        ("gìa", "già"),
        ("hòan", "hoàn"),
        ("Nguyễn", "Nguyễn"),
        ("giếng", "giếng"),
        ("ngoài", "ngoài"),
        ("khuỷu", "khuỷu"),
        ("M'Drắk", "M'Drắk"),
        ("Ea H’Leo", "Ea H’Leo"),
    ],
)
def test_a_tone_mark_goes_where_the_traditional_spelling_has_it(written, canonical):
    assert canonical_tones(written) == canonical


def test_letters_typed_in_pieces_are_the_same_name():
    assert nfc(unicodedata.normalize("NFD", "Lê  Thị Hoà ")) == "Lê Thị Hoà"
    assert folded(unicodedata.normalize("NFD", "Đặng Đức")) == folded("Đặng Đức") == "dang duc"


def test_y_and_i_are_alike_only_where_spellings_differ():
    assert loose("Mỹ Quý") == loose("Mĩ Quí")
    assert loose("Lý Vy") == loose("Lí Vi")
    assert loose("Tuy") != loose("Tui")
    assert loose("May") != loose("Mai")


def test_letters_come_first_then_the_tone_syllable_by_syllable():
    order = ["an", "ăn", "ân", "ba", "ba bà", "bà ba", "bả", "bã", "bá", "bạ", "ban", "da", "đa"]
    assert sorted(set(order), key=sort_key) == order


def test_numbers_in_names_order_by_size():
    assert sorted(["Phường 10", "Phường 2", "Phường 1"], key=sort_key) == [
        "Phường 1",
        "Phường 2",
        "Phường 10",
    ]


def test_lists_of_people_go_by_the_given_name():
    people = ["Trần Văn Bình", "Lê Thị An", "Nguyễn Văn Ân", "Đỗ Thị An"]
    assert sorted(people, key=person_sort_key) == [
        "Đỗ Thị An",
        "Lê Thị An",
        "Nguyễn Văn Ân",
        "Trần Văn Bình",
    ]


@given(TEXTS)
def test_each_form_is_reached_in_one_step(text):
    for form in (nfc, canonical_tones, folded, loose):
        assert form(form(text)) == form(text)


@given(TEXTS)
def test_canonical_tones_change_no_letter(text):
    assert folded(canonical_tones(text)) == folded(text)


@given(TEXTS)
def test_composed_and_decomposed_letters_fold_alike(text):
    assert folded(unicodedata.normalize("NFD", text)) == folded(unicodedata.normalize("NFC", text))


@given(TEXTS, TEXTS)
def test_the_order_is_total(one, other):
    assert (sort_key(one) == sort_key(other)) == (nfc(one) == nfc(other))
