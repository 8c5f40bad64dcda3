"""Every register says what it holds, and the page about it is fresh."""

import re
import unicodedata

import pyarrow as pa
import pytest

from ansinh.base.errors import InvalidValue, NotFound
from ansinh.registers import schemas
from ansinh.registers.schemas import REGISTERS, reference

every_register = pytest.mark.parametrize("register", REGISTERS.values(), ids=REGISTERS)


def plain(heading: str) -> str:
    """A heading without case, accents and spaces."""
    letters = unicodedata.normalize("NFD", heading.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]", "", letters)


@every_register
def test_every_register_says_its_grain_sender_lateness_and_flaws(register):
    assert register.__doc__
    for text in (register.label, register.grain, register.sender, register.lateness, *register.flaws):
        assert text.vi
        assert text.en
    assert register.flaws
    assert register.version >= 1
    assert set(register.key) <= set(register.columns)


@every_register
def test_every_column_is_documented_in_both_languages(register):
    for column in register.columns.values():
        for text in (column.label, column.meaning, *column.allowed.values()):
            assert text.vi
            assert text.en
        re.compile(column.pattern)


@every_register
def test_no_heading_names_two_columns_of_a_register(register):
    named = {}
    for name, column in register.columns.items():
        for heading in (name, *column.all_headings):
            assert named.setdefault(plain(heading), name) == name, heading


@every_register
def test_no_column_takes_a_word_that_registers_and_checks_use_themselves(register):
    assert not {"line", "own", "key", "version", "columns", "on_event"} & set(register.columns)


def test_the_reported_figures_have_exactly_the_columns_of_the_published_results():
    assert list(REGISTERS["reported_figures"].columns) == [
        "case",
        "unit",
        "unit_known_as",
        "on",
        "assigned_by",
        "indicator",
        "value",
        "value_is",
        "plan",
        "percent_of_plan",
        "percent",
        "percent_is",
        "target_percent",
        "percent_of_target",
        "exceeds_points",
        "need",
        "need_is",
        "unit_of_value",
        "note",
    ]


@every_register
def test_money_and_people_are_whole_numbers(register):
    assert not any(pa.types.is_floating(field.type) for field in register.arrow())


def test_an_unknown_register_is_refused_with_the_known_ones():
    with pytest.raises(NotFound, match="participants"):
        schemas.register("nothing")


def test_what_this_system_writes_itself_is_not_among_the_registers_that_are_delivered():
    own = {name for name, schema in REGISTERS.items() if schema.own}
    assert own == {"match_decisions", "outcomes"}
    assert set(schemas.DELIVERED) == set(REGISTERS) - own


def test_a_file_with_other_columns_is_refused_with_their_names():
    households = REGISTERS["households"]
    fields = [field for field in households.arrow() if field.name != "area"]
    with pytest.raises(InvalidValue, match="– area"):
        households.refuse_unless_it_fits(pa.schema(fields))


def test_the_page_about_the_registers_is_fresh():
    assert reference.PAGE.read_text(encoding="utf-8") == reference.page()
