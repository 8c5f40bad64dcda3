import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.base.disclosure import SMALLEST, protected, protected_table, rounded_to
from ansinh.base.errors import InvalidValue

COUNTS = st.dictionaries(st.integers(0, 30), st.integers(0, 60), max_size=12)


def test_one_small_count_takes_the_next_smallest_with_it():
    counts = {"An": 3, "Bình": 250, "Châu": 40, "Dương": 0}
    assert protected(counts) == {"An": None, "Bình": 250, "Châu": None, "Dương": 0}


def test_counts_that_are_all_large_or_zero_are_all_published():
    counts = {"An": 10, "Bình": 0}
    assert protected(counts) == counts


def test_covered_counts_are_too_many_together_to_be_guessed():
    assert protected({"An": 1, "Bình": 1, "Châu": 50})["Châu"] is None


def test_a_negative_count_is_refused():
    with pytest.raises(InvalidValue):
        protected({"An": -1})


@given(COUNTS)
def test_no_small_count_is_published_and_none_can_be_subtracted_from_the_total(counts):
    shown = protected(counts)
    hidden = [counts[key] for key, value in shown.items() if value is None]
    assert all(value is None or value == 0 or value >= SMALLEST for value in shown.values())
    assert all(value in (None, counts[key]) for key, value in shown.items())
    if hidden and len(hidden) < len(counts):
        assert len(hidden) > 1
        assert sum(hidden) >= max(SMALLEST, len(hidden) + 1)


@given(st.dictionaries(st.integers(0, 5), st.dictionaries(st.integers(0, 4), st.integers(0, 40)), max_size=5))
def test_in_a_table_no_row_and_no_column_gives_a_covered_count_away(rows):
    shown = protected_table(rows)
    lines = [list(row.values()) for row in shown.values()]
    lines += [list(column) for column in zip(*lines, strict=True)]
    for line in lines:
        assert line.count(None) != 1 or len(line) == 1 or not any(line)


@given(st.integers(0, 10_000), st.integers(1, 20))
def test_a_rounded_count_is_a_multiple_nearby(count, base):
    assert rounded_to(count, base) % base == 0
    assert 2 * abs(rounded_to(count, base) - count) <= base
