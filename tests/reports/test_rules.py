"""What stands on a form agrees with the law and with the form's own instruction."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.law.health import premium
from ansinh.law.parameters import levels, voluntary
from ansinh.law.parameters.health import household_scale
from ansinh.law.parameters.levels import Zone, minimum_wage
from ansinh.law.parameters.voluntary import Group
from ansinh.law.voluntary import accident as accident_law
from ansinh.law.voluntary import payment
from ansinh.outreach.terms import Reason
from ansinh.registers.layouts import LAYOUTS
from ansinh.registers.layouts.headings import blocks
from ansinh.registers.layouts.printed import PRINTED
from ansinh.reports.rules import accident, labour
from ansinh.reports.services import results, sources

DAYS = st.dates(dt.date(2025, 7, 1), dt.date(2026, 12, 31))
OCTOBER = dt.date(2026, 10, 1)


@given(DAYS, st.sampled_from(sorted(household_scale)), st.sampled_from((3, 6, 12)))
def test_column_4_of_form_3_is_the_reference_level_times_the_scale_of_the_place(on, place, months):
    """188/2025/NĐ-CP, form 3: 2,340,000, 1,638,000, 1,404,000 for the first three members."""
    base = levels.base_salary.on(on) * household_scale[place].on(on) // 100_000
    due = premium.household_member(position=place, months=months, on=on)
    assert sources._base(due, months, on) == base


@pytest.mark.parametrize(("place", "base"), [(1, 2_340_000), (2, 1_638_000), (3, 1_404_000)])
def test_column_4_of_form_3_is_that_of_the_printed_example(place, base):
    on = dt.date(2026, 6, 30)
    due = premium.household_member(position=place, months=12, on=on)
    assert sources._base(due, 12, on) == base


@pytest.mark.parametrize(
    ("on", "level"), [(dt.date(2026, 6, 30), 2_340_000), (dt.date(2026, 7, 1), 2_530_000)]
)
def test_where_the_state_pays_all_column_4_is_the_level_of_the_day_from_which_it_is_due(on, level):
    assert sources._base(None, None, on) == level


@given(st.sampled_from(tuple(Group)), st.sampled_from(payment.MODES), DAYS)
def test_income_and_rate_of_d05_give_the_amounts_of_the_law_back(group, months, on):
    least = voluntary.rural_poverty_line.on(on)
    paid = payment.payment(income=least, groups=(group,), months=months, on=on)
    rate = voluntary.rate.on(on)
    assert sources._income(paid.total, months, rate) == least
    assert sources._percent(paid.state, paid.total) * 1_000 == voluntary.support[group].on(on)
    assert paid.total - paid.state == paid.own


@given(st.sampled_from((Group.POOR, Group.NEAR_POOR, Group.OTHER)), st.sampled_from((6, 12)), DAYS)
def test_a_line_of_d06_without_amounts_gets_those_of_the_law(group, months, on):
    percent = {Group.POOR: 30, Group.NEAR_POOR: 25}.get(group, 10)
    paid = accident_law.payment(months=months, groups=(group,), on=on)
    made = accident.completed({"months": months, "state_rate": percent}, on)
    assert made["income"] == minimum_wage[Zone.IV].on(on)
    assert (made["due"], made["own_amount"]) == (paid.total, paid.own)


def test_what_was_sent_on_d06_is_never_changed():
    sent = {"months": 12, "income": 4_000_000, "due": 1, "own_amount": 2, "state_rate": 10}
    assert accident.completed(sent, OCTOBER) == sent
    assert "due" not in accident.completed({"months": 7, "state_rate": 10}, OCTOBER)


def test_who_left_and_is_still_declared_is_for_the_employer_to_explain():
    assert labour.change("down", still_declared=True) is None
    assert labour.change("down", still_declared=False) == "Giảm lao động"
    assert "contract" in labour.needs("up")
    assert "contract" not in labour.needs("down")


def test_every_reason_counts_in_one_block_of_b15a_or_in_none():
    blocks_ = {reason: results.block_of(reason) for reason in Reason}
    assert {reason for reason, block in blocks_.items() if block is None} == {Reason.SUBSIDISED_NOT_ENROLLED}
    assert {block for block in blocks_.values() if block} == {"compulsory", "voluntary", "hi"}
    assert all(reason.scheme == "hi" for reason, block in blocks_.items() if block == "hi")


written = pytest.mark.parametrize("layout", [one for one in LAYOUTS if one.written], ids=lambda one: one.name)


@written
def test_the_headings_of_a_form_fill_their_rows_without_overlapping(layout):
    cells = [(place, cell) for place, cell in enumerate(layout.columns)]
    found, heights = blocks(cells, [cell.width for _, cell in cells], layout.heading_rows)
    covered = [
        (row, place)
        for one in found
        for row in range(one.top, one.bottom + 1)
        for place in range(one.left, one.right + 1)
    ]
    first, last = layout.heading_rows
    assert len(covered) == len(set(covered)) == (last - first + 1) * len(cells)
    assert all(height >= 15 for height in heights.values())


@written
def test_a_form_that_is_printed_has_a_width_for_each_column_and_fits_a4(layout):
    if printed := PRINTED.get(layout.code):
        assert len(printed.widths) == len(layout.columns)
        assert sum(printed.widths) <= 215
        assert all(line.row < layout.heading_rows[0] for line in printed.above)
