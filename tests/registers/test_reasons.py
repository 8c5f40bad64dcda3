"""The truth about who is missing holds exactly what the definitions say, case by case."""

from dataclasses import replace

import numpy as np
import pytest

from ansinh.outreach.terms import EmployerReason, Reason, Scheme, reasons_of
from ansinh.registers.synthetic import reasons
from ansinh.registers.synthetic.reasons import Facts, Gaps

OCTOBER = 2026 * 12 + 9
LAST = np.datetime64("2026-10-31")
NEVER = -(10**6)


def facts(**said: object) -> Facts:
    """One grown-up resident with nothing at all, but what is `said`."""
    nobody = {
        "counted": True, "age": 40 * 12, "hi": False, "subsidised": False, "student": False, "card": False,
        "card_until": np.datetime64("NaT", "D"), "renews": False, "covered_since": 0, "here_since": 0,
        "compulsory": False, "voluntary": False, "ui": False, "last_compulsory": NEVER, "last_voluntary": NEVER,
        "last_ui": NEVER, "declared": False, "taxed": False, "pension": False, "benefit": False,
    }  # fmt: skip
    return Facts(on=LAST, **{name: np.array([value]) for name, value in (nobody | said).items()})


def health(**said: object) -> str | None:
    found = reasons.of_health(facts(**said))[0]
    return None if found == reasons.NONE else reasons.HI[found]


def social(**said: object) -> str | None:
    found = reasons.of_social(facts(**said))[0]
    return None if found == reasons.NONE else reasons.SI[found]


def day(text: str) -> np.datetime64:
    return np.datetime64(text, "D")


def test_the_truth_knows_the_reasons_in_the_order_of_the_lists():
    for scheme, names in ((Scheme.HI, reasons.HI), (Scheme.SI, reasons.SI), (Scheme.UI, reasons.UI)):
        assert names == tuple(one.value for one in reasons_of(scheme))
    assert tuple(one.value for one in EmployerReason) == reasons.EMPLOYERS
    assert len(reasons.HI + reasons.SI + reasons.UI) == len(Reason)


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        ("2026-10-30", "hi_card_expired"),
        ("2026-08-02", "hi_card_expired"),
        ("2026-08-01", "left_hi"),
        ("2023-12-31", "left_hi"),
    ],
)
def test_a_card_that_is_over_expired_up_to_ninety_days_ago_or_was_left(until, reason):
    assert health(card=True, card_until=day(until)) == reason


def test_who_never_held_a_card_is_a_resident_without_one():
    assert health() == "resident_without_hi"


def test_the_first_reason_counts():
    old_card = {"card": True, "card_until": day("2026-09-30")}
    assert health(subsidised=True, student=True, **old_card) == "subsidised_not_enrolled"
    assert health(student=True, **old_card) == "student_without_hi"
    assert health(**old_card) == "hi_card_expired"


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        ("2026-10-31", None),
        ("2026-11-01", "hi_card_expiring_30"),
        ("2026-11-30", "hi_card_expiring_30"),
        ("2026-12-01", "hi_card_expiring_60"),
        ("2026-12-30", "hi_card_expiring_60"),
        ("2026-12-31", "hi_card_expiring_90"),
        ("2027-01-29", "hi_card_expiring_90"),
        ("2027-01-30", None),
    ],
)
def test_a_running_card_expires_in_thirty_sixty_or_ninety_days(until, reason):
    assert health(hi=True, card=True, renews=True, card_until=day(until)) == reason
    assert health(hi=True, card=True, renews=False, card_until=day(until)) is None


def test_a_pupil_without_twelve_unbroken_months_counts_from_the_arrival():
    pupil = {"hi": True, "card": True, "student": True, "covered_since": OCTOBER - 3}
    assert health(**pupil) == "student_interrupted_cover"
    assert health(**pupil | {"covered_since": OCTOBER - 11}) is None
    assert health(**pupil | {"here_since": OCTOBER - 3}) is None
    assert health(**pupil | {"here_since": OCTOBER - 4}) == "student_interrupted_cover"


def test_who_is_not_counted_here_is_on_no_list():
    gone = facts(counted=False, taxed=True, last_ui=OCTOBER - 1)
    for found in (reasons.of_health(gone), reasons.of_social(gone), reasons.of_unemployment(gone)):
        assert found.tolist() == [reasons.NONE]


def test_declared_workers_come_before_taxed_ones_and_pensioners_are_neither():
    assert social(declared=True, taxed=True) == "declared_without_si"
    assert social(taxed=True, voluntary=True) == "taxed_without_si"
    assert social(taxed=True, compulsory=True) is None
    assert social(declared=True, taxed=True, pension=True) is None


@pytest.mark.parametrize(
    ("last", "reason"),
    [
        (OCTOBER - 1, "left_si_compulsory"),
        (OCTOBER - 12, "left_si_compulsory"),
        (OCTOBER - 13, "voluntary_si_eligible"),
    ],
)
def test_who_left_within_twelve_months_is_won_back(last, reason):
    assert social(last_compulsory=last) == reason
    assert social(last_voluntary=last) == reason.replace("compulsory", "voluntary")
    assert social(last_compulsory=last, voluntary=True) is None


def test_voluntary_si_is_for_fifteen_to_below_sixty_without_benefit_or_school():
    assert social(age=15 * 12 - 1) is None
    assert social(age=15 * 12) == "voluntary_si_eligible"
    assert social(age=60 * 12 - 1) == "voluntary_si_eligible"
    assert social(age=60 * 12) is None
    assert social(student=True) is None
    assert social(benefit=True) is None


def test_who_left_unemployment_insurance_is_not_on_pension_and_not_back():
    left = facts(last_ui=OCTOBER - 5)
    assert reasons.of_unemployment(left).tolist() == [0]
    for back in ({"ui": np.array([True])}, {"pension": np.array([True])}):
        assert reasons.of_unemployment(replace(left, **back)).tolist() == [reasons.NONE]


def test_an_employer_has_a_gap_from_one_person_and_five_percent():
    gaps = Gaps(
        taxed=np.array([1, 0, 105, 104, 2, 10]),
        paid_for=np.array([0, 0, 100, 100, 1, 10]),
        underpaid=np.array([0, 0, 0, 0, 0, 1]),
    )
    registered = np.array([False, False, True, True, True, True])
    found = reasons.of_employers(gaps, registered, licensed=np.ones(6, bool))
    assert found == [(0, "employer_without_si"), (2, "headcount_gap"), (4, "headcount_gap"), (5, "wage_gap")]
    assert (0, "employer_without_si") not in reasons.of_employers(gaps, registered, np.zeros(6, bool))
