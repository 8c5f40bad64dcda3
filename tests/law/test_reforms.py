import datetime as dt
from itertools import pairwise

import pytest

from ansinh import law
from ansinh.base.errors import NotFound, NotYetKnown
from ansinh.base.texts import Text
from ansinh.law import reform
from ansinh.law.health.premium import household_member
from ansinh.law.parameters.voluntary import Group
from ansinh.law.tables import NO_END, rows, spans
from ansinh.law.voluntary.payment import payment

DAY = dt.date(2026, 10, 1)
DRAFT = Text("Hỗ trợ hộ cận nghèo 60 %", "60 % for the near-poor")
MORE = reform(DRAFT, {"voluntary.support.near_poor": (("2026-09-01", 60_000, "159/2025/NĐ-CP:5.1"),)})


def state(on):
    return payment(income=1_500_000, groups=(Group.NEAR_POOR,), on=on).state


def test_a_reform_holds_in_its_block_and_leaves_the_enacted_law_untouched():
    with MORE.applied():
        assert state(DAY) == 198_000
    assert state(DAY) == 132_000


def test_a_reform_changes_nothing_before_its_first_day():
    with MORE.applied():
        assert state(dt.date(2026, 8, 31)) == 132_000
        assert state(dt.date(2026, 9, 1)) == 198_000
        assert state(dt.date(2025, 6, 30)) == 82_500


def test_a_reform_is_over_also_after_an_error():
    with pytest.raises(RuntimeError), MORE.applied():
        raise RuntimeError
    assert state(DAY) == 132_000


def test_reforms_can_be_laid_one_over_the_other():
    lower = reform(DRAFT, {"voluntary.support.near_poor": (("2026-10-01", 10_000, "159/2025/NĐ-CP:5.1"),)})
    with MORE.applied(), lower.applied():
        assert state(DAY) == 33_000


def test_a_reform_can_put_a_rule_in_the_place_of_another():
    free = reform(
        DRAFT, rules={"health.household_member": lambda *, position, months=12, on: 0 if position > 4 else 1}
    )
    with free.applied():
        assert household_member(position=5, on=DAY) == 0
        assert law.explain("health.household", members="2026-07-01/12", on=DAY).result.total == 1
    assert household_member(position=5, on=DAY) == 546_480


def test_a_reform_of_what_does_not_exist_is_refused():
    with pytest.raises(NotFound, match="gold"):
        reform(DRAFT, {"gold.rate": (("2026-09-01", 1, "159/2025/NĐ-CP:5.1"),)})


def test_an_explanation_under_a_reform_shows_the_draft_value():
    with MORE.applied():
        explained = law.explain("voluntary.support", groups="near_poor", on=DAY)
    assert explained.result.total == 198_000
    assert any("60 %" in step.text.vi for step in explained.steps)


def test_the_table_form_gives_each_value_with_its_days_and_source():
    found = rows("base_salary")
    assert found[-1] == {
        "code": "base_salary",
        "since": dt.date(2026, 7, 1),
        "until": NO_END,
        "value": 2_530_000,
        "source": "161/2026/NĐ-CP:3",
        "confidence": "read",
    }
    assert found[-2]["until"] == dt.date(2026, 7, 1)


def test_the_table_form_of_several_parameters_has_no_change_within_a_row():
    found = spans(["base_salary", "health.rate"])
    assert all(one["until"] == other["since"] for one, other in pairwise(found))
    (row,) = [row for row in found if row["since"] <= DAY < row["until"]]
    assert (row["base_salary"], row["health.rate"]) == (2_530_000, 4_500)
    assert (row["since"], row["until"]) == (dt.date(2026, 7, 1), dt.date(2027, 1, 1))


def test_the_table_form_follows_a_reform():
    with MORE.applied():
        assert rows("voluntary.support.near_poor")[-1]["value"] == 60_000
    assert rows("voluntary.support.near_poor")[-1]["value"] == 40_000


def test_an_unknown_or_fractional_parameter_has_no_table():
    with pytest.raises(NotFound):
        rows("gold.rate")
    with pytest.raises(ValueError, match="coefficient"):
        rows("coefficient.2016")


def test_a_rule_is_not_known_before_it_began():
    with pytest.raises(NotYetKnown, match="2025"):
        law.explain("social_pension.amount", born="1940-01-01", on=dt.date(2025, 6, 30))
