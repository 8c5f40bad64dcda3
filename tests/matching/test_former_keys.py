"""Do the pages know what a person is called now, and under which keys the person was known before?"""

from __future__ import annotations

import datetime as dt

import pytest

from ansinh.base.months import Month
from ansinh.matching import queries, services
from ansinh.matching.models import FormerKey, Round
from ansinh.matching.terms import KeyEnd

pytestmark = pytest.mark.django_db
OCTOBER = Month(2026, 10)


def key(number: int) -> str:
    return f"P{number:016x}"


A, B, C, D = map(key, range(1, 5))


def test_a_key_merged_again_and_again_leads_to_the_last_one():
    services.publish_former_keys(OCTOBER, {A: B, B: C}, {})
    assert queries.keys_of_now([A, B, C, D]) == {A: C, B: C}
    assert queries.all_keys([A, D]) == {A: (C, A, B), D: (D,)}


def test_a_later_run_takes_the_place_of_what_was_merged_before():
    services.publish_former_keys(OCTOBER, {A: B}, {})
    services.publish_former_keys(OCTOBER, {C: D}, {})
    assert queries.keys_of_now([A, C]) == {C: D}


def test_a_key_that_only_a_superseded_run_knew_is_followed_until_it_comes_back():
    services.publish_former_keys(OCTOBER, {}, {A: B})
    services.publish_former_keys(OCTOBER + 1, {B: C}, {})
    assert queries.keys_of_now([A], ended=KeyEnd.RERUN) == {A: C}
    assert queries.replaced_keys() == {A}
    services.publish_former_keys(OCTOBER + 1, {B: C}, {}, alive=[A])
    assert queries.keys_of_now([A]) == {}


def test_a_run_of_an_earlier_month_changes_nothing():
    services.publish_former_keys(OCTOBER, {A: B}, {})
    Round.objects.create(
        month=str(OCTOBER), run="r", published_at=dt.datetime(2026, 11, 3, tzinfo=dt.UTC), current=True
    )
    services.publish_former_keys(OCTOBER - 1, {C: D}, {})
    assert [*FormerKey.objects.values_list("before", flat=True)] == [A]
