import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.base.dated import Confidence, Dated, Value
from ansinh.base.errors import InvalidValue, NotYetKnown

JANUARY, MARCH, JUNE = dt.date(2025, 1, 1), dt.date(2025, 3, 1), dt.date(2025, 6, 1)
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1))


def test_a_value_holds_from_its_first_day_to_the_eve_of_its_end():
    level = Dated("level", [Value(1, JANUARY, MARCH, "A"), Value(2, MARCH, None, "B")])
    assert level.on(MARCH - dt.timedelta(days=1)) == 1
    assert level.on(MARCH) == 2
    assert level.entry(JUNE).source == "B"
    assert level.entry(JUNE).confidence is Confidence.READ


def test_a_day_without_a_value_is_said_to_be_unknown():
    level = Dated("mức", [Value(1, JANUARY, MARCH, "A"), Value(3, JUNE, None, "C")])
    for day in (JANUARY - dt.timedelta(days=1), MARCH):
        with pytest.raises(NotYetKnown, match="mức"):
            level.on(day)


def test_two_values_in_force_on_one_day_are_refused():
    with pytest.raises(InvalidValue, match="01/03/2025"):
        Dated("level", [Value(1, JANUARY, None, "A"), Value(2, MARCH, None, "B")])


@given(st.lists(DAYS, min_size=1, max_size=6, unique=True), DAYS)
def test_on_any_day_at_most_one_value_is_in_force(days, day):
    starts = sorted(days)
    values = [
        Value(place, since, until, "")
        for place, (since, until) in enumerate(zip(starts, [*starts[1:], None], strict=True))
    ]
    in_force = [value.value for value in values if value.in_force(day)]
    if in_force:
        assert [Dated("x", reversed(values)).on(day)] == in_force
    else:
        assert day < starts[0]
