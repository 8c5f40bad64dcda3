"""Is a hamlet shared evenly, by household, much the same next month, and as the commune changed it?"""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.outreach.candidates import candidate

from ansinh.base.errors import InvalidValue
from ansinh.outreach import services
from ansinh.outreach.models import Candidate, Handover, ListCount
from ansinh.outreach.rules.assigning import Change, assigned

AT = dt.datetime(2026, 11, 10, 9, 0, tzinfo=dt.UTC)
DOORS = st.dictionaries(st.integers(0, 10_000).map(str), st.integers(1, 9), min_size=1, max_size=60)


@given(DOORS, st.sets(st.integers(1, 50), min_size=1, max_size=4))
def test_every_door_has_one_collector_and_shares_are_even_to_a_household(doors, collectors):
    found = assigned(doors, sorted(collectors))
    assert found.keys() == doors.keys()
    loads = {who: sum(doors[door] for door in doors if found[door] == who) for who in collectors}
    assert max(loads.values()) - min(loads.values()) <= 2 * max(doors.values()) * len(collectors)


def test_the_order_in_which_collectors_are_named_does_not_matter():
    doors = {str(number): 2 for number in range(100)}
    assert assigned(doors, [3, 1, 2]) == assigned(doors, [1, 2, 3])


def test_nearly_everybody_keeps_their_collector_next_month():
    doors = {str(number): 1 + number % 4 for number in range(1_000)}
    next_month = {door: size for door, size in doors.items() if int(door) % 10} | {
        f"new{n}": 2 for n in range(80)
    }
    before, after = assigned(doors, [1, 2]), assigned(next_month, [1, 2])
    kept = [door for door in after if door in before]
    assert sum(before[door] == after[door] for door in kept) / len(kept) > 0.95


def test_what_a_commune_changed_holds_in_the_order_it_was_written():
    doors = {"a": 1, "b": 1}
    assert assigned(doors, [1], [Change("", 1, 2), Change("a", 2, 3)]) == {"a": 3, "b": 2}
    assert assigned(doors, [], [Change("", None, 5)]) == {"a": 5, "b": 5}
    assert assigned(doors, [1], [Change("gone", 1, 2)]) == {"a": 1, "b": 1}


@pytest.mark.django_db
def test_a_household_given_to_another_collector_stays_with_them_next_month(ward, published):
    rows = [candidate(number) for number in range(6)]
    lists = published(rows)
    door = candidate(1)["household"]
    made = services.hand_over(
        lists, "31471-01", ward["Bình"].pk, at=AT, by=None, giver=ward["An"].pk, door=door
    )
    assert of("Bình") == {candidate(0)["person"], candidate(1)["person"]}
    assert counts() == {"An": 4, "Bình": 2}
    published(rows, code="b")
    assert of("Bình") == {candidate(0)["person"], candidate(1)["person"]}
    services.end_handover(Candidate.objects.first().publication, made.pk, at=AT, by=None)
    assert of("Bình") == set()
    assert counts() == {"An": 6}


@pytest.mark.django_db
def test_a_whole_list_goes_to_another_collector_of_the_commune_and_to_nobody_else(ward, published):
    lists = published([candidate(number) for number in range(4)])
    with pytest.raises(InvalidValue):
        services.hand_over(lists, "31471-01", ward["Dũng"].pk, at=AT, by=None, giver=ward["An"].pk)
    services.hand_over(
        lists, "31471-01", ward["Chi"].pk, at=AT, by=None, giver=ward["An"].pk, why="Nghỉ thai sản"
    )
    assert counts() == {"Chi": 4}
    assert Handover.objects.get().why == "Nghỉ thai sản"


def of(name: str) -> set[str]:
    return set(Candidate.objects.filter(collector__name=name).values_list("person", flat=True))


def counts() -> dict[str, int]:
    rows = ListCount.objects.filter(publication__current=True)
    return dict(rows.values_list("collector__name", "persons"))
