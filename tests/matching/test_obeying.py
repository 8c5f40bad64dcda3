"""What clerks decided holds: for keys as they stand, whatever the machine thinks."""

from __future__ import annotations

from ansinh.matching.rules.obeying import obeyed, united

RESIDENT, OTHER_RESIDENT = ("population", "q1"), ("population", "q2")
MEMBER, SECOND = ("participants", "p1"), ("participants", "p2")
CARD = ("hi_cards", "h1")


def test_two_different_people_no_longer_share_a_key_and_the_resident_keeps_it():
    made = obeyed([], [(MEMBER, RESIDENT)], {MEMBER: "P1", RESIDENT: "P1", CARD: "P1"})
    assert made.leaving == {MEMBER: RESIDENT, CARD: None}
    assert not made.merged


def test_people_called_the_same_become_one_under_the_residents_key():
    made = obeyed([(MEMBER, RESIDENT)], [], {MEMBER: "P1", RESIDENT: "P2"})
    assert made.merged == {"P1": "P2"} and not made.leaving


def test_a_row_leaves_its_resident_to_follow_the_clerk_so_that_nobody_has_two():
    persons = {MEMBER: "P2", OTHER_RESIDENT: "P2", RESIDENT: "P1"}
    made = obeyed([(MEMBER, RESIDENT)], [], persons)
    assert made.leaving == {MEMBER: RESIDENT} and not made.merged


def test_chains_of_the_same_end_at_one_key():
    made = obeyed([(MEMBER, SECOND), (SECOND, RESIDENT)], [], {MEMBER: "P1", SECOND: "P2", RESIDENT: "P3"})
    assert {made.merged.get(one, one) for one in ("P1", "P2", "P3")} == {"P3"}


def test_a_decision_about_rows_that_are_not_there_changes_nothing():
    made = obeyed([(MEMBER, RESIDENT)], [(SECOND, RESIDENT)], {})
    assert not made.leaving and not made.merged


def test_united_persons_prefer_the_resident():
    pair = {
        "left_register": "hi_cards", "right_register": "population", "left_person": "P1", "right_person": "P9"
    }  # fmt: skip
    assert [(before, after) for _, before, after in united([pair])] == [("P1", "P9")]
