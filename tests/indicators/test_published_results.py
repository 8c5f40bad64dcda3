"""Every line of the published results comes out as its note says."""

from fractions import Fraction
from pathlib import Path

import pytest

from ansinh.indicators.rules.figures import cells, checking, tables
from ansinh.indicators.rules.figures.verdicts import Identity, Verdict

FILE = Path(__file__).parents[2] / "examples" / "published-results.csv"
TABLE = tables.read(cells.of_file(FILE.read_bytes()))
CHECKS = checking.check(TABLE)


def check_of(case, indicator, identity):
    found = [
        check
        for check in CHECKS
        if (check.case, check.indicator, check.identity) == (case, indicator, identity)
    ]
    assert len(found) == 1, found
    return found[0]


def test_every_line_gets_a_verdict_and_none_contradicts_itself():
    assert len(TABLE.lines) == 38
    assert {line.number for line in TABLE.lines} == {check.lines[0] for check in CHECKS} | {17, 23}
    assert Verdict.DOES_NOT_HOLD not in checking.counts(CHECKS)
    assert {17, 23} <= {number for check in CHECKS for number in check.lines}


def test_1215_of_1509_is_the_printed_80_52_percent():
    check = check_of("CT25-LM", "si_voluntary", Identity.PERCENT_OF_PLAN)
    assert check.verdict is Verdict.HOLDS_WITHIN_ROUNDING
    assert check.computed.holds(Fraction(1215 * 100, 1509))
    assert "kế hoạch suy ra 1.509" in check.sentence.vi


def test_the_only_target_rate_behind_88_25_and_92_89_is_95():
    check = check_of("CT25-LM", "hi", Identity.PERCENT_OF_TARGET)
    assert check.verdict is Verdict.HOLDS_WITHIN_ROUNDING
    assert str(check.readings[0].en) == "95.0"
    assert "chỉ 95 %" in check.sentence.vi


def test_a_percent_without_value_and_plan_cannot_be_checked():
    assert check_of("CT25-OM", "si_voluntary", Identity.IMPLIED_PLAN).verdict is Verdict.CANNOT_BE_CHECKED


def test_80_09_percent_keeps_both_readings_with_what_each_implies():
    check = check_of("CT25-OM", "hi", Identity.READING)
    assert check.verdict is Verdict.AMBIGUOUS
    assert "80,09 %" in check.readings[0].vi and "84,31 %" in check.readings[0].vi
    assert "76,09 %" in check.readings[1].vi


def test_more_than_75600_and_more_than_43000_put_the_plan_above_118600():
    check = check_of("CT25", "si_voluntary", Identity.NEED)
    assert check.verdict is Verdict.CANNOT_BE_CHECKED
    assert (check.computed.low, check.computed.low_open, check.computed.high) == (118_600, True, None)


def test_95_percent_of_plan_in_september_is_not_ahead_of_the_calendar():
    check = check_of("CT25", "hi", Identity.STOCK_AND_CALENDAR)
    assert check.verdict is Verdict.FLAGGED
    assert "95 % kế hoạch" in check.sentence.vi
    assert check_of("CT25", "hi", Identity.NEED).computed.low == 3_094_000


def test_hi_and_voluntary_si_add_up_to_the_total():
    check = check_of("CM23", "participants_total", Identity.PARTS)
    assert check.verdict is Verdict.HOLDS_EXACTLY
    assert check.sentence.en.startswith("1,096,130 + 29,265 = 1,125,395")


def test_the_plans_behind_total_and_parts_add_up_too():
    check = check_of("CM23", "participants_total", Identity.PARTS_OF_PLAN)
    assert check.verdict is Verdict.HOLDS_WITHIN_ROUNDING


def test_benefits_and_care_add_up_to_the_expenditure():
    check = check_of("CM23", "expenditure", Identity.PARTS)
    assert check.verdict is Verdict.HOLDS_EXACTLY
    assert check.sentence.en.startswith("1,490 + 1,206 = 2,696")


@pytest.mark.parametrize(
    ("indicator", "low", "high"),
    [
        ("participants_total", 1_120_354, 1_121_469),
        ("si_compulsory", 63_418, 63_481),
        ("si_voluntary", 27_262, 27_286),
        ("ui", 55_727, 55_781),
        ("hi", 1_093_397, 1_094_488),
        ("vssid_accounts", 166_300, 166_315),
    ],
)
def test_value_and_percent_imply_the_plan_within_rounding(indicator, low, high):
    check = check_of("CM23", indicator, Identity.IMPLIED_PLAN)
    assert check.verdict is Verdict.CANNOT_BE_CHECKED
    assert check.computed.whole_numbers() == (low, high)


def test_revenue_implies_a_plan_in_billions():
    check = check_of("CM23", "revenue", Identity.IMPLIED_PLAN)
    assert "2.310,7 đến 2.314,0" in check.sentence.vi


def test_3_66_points_over_leave_a_target_of_92_50():
    check = check_of("CM23", "hi", Identity.POINTS_OVER_TARGET)
    assert check.verdict is Verdict.HOLDS_WITHIN_ROUNDING
    assert "96,16 − 3,66 = 92,50 %" in check.sentence.vi


def test_the_mean_benefit_per_recipient_is_believable_and_the_recipients_are_printed_alike():
    check = check_of("CM23", "expenditure_benefits", Identity.MEAN_PER_HEAD)
    assert check.verdict is Verdict.HOLDS_EXACTLY
    assert check.lines == (15, 17)
    assert "8,07 triệu đồng" in check.sentence.vi


def test_2980_people_can_only_be_thousand_visits():
    check = check_of("CM23", "expenditure_hi_care", Identity.MEAN_PER_HEAD)
    assert check.verdict is Verdict.FLAGGED
    assert "404,7 triệu đồng" in check.sentence.vi
    assert "chỉ có thể là nghìn lượt: 2.980.000 lượt" in check.sentence.vi


def test_96_8_percent_verified_is_not_reproducible_from_any_printed_base():
    check = check_of("CM23", "verified_with_population_db", Identity.IMPLIED_BASE)
    assert check.verdict is Verdict.FLAGGED
    assert check.computed.whole_numbers() == (1_073_759, 1_074_868)
    assert "không khớp" in check.sentence.vi
    assert "1.096.130" in check.sentence.vi and "1.125.395" in check.sentence.vi


@pytest.mark.parametrize("indicator", ["e_transactions", "e_dossiers_level4", "cashless_payment"])
def test_a_share_without_its_base_cannot_be_checked(indicator):
    assert check_of("CM23", indicator, Identity.RATE_OF_BASE).verdict is Verdict.CANNOT_BE_CHECKED


def test_dossiers_returned_are_not_more_than_received():
    check = check_of("CM23", "dossiers_returned", Identity.NOT_MORE_THAN)
    assert check.verdict is Verdict.HOLDS_EXACTLY
    assert check.lines == (24, 23)


@pytest.mark.parametrize(
    "indicator",
    [
        "inspections_planned",
        "inspections_unscheduled",
        "inspections_interdisciplinary",
        "sanction_decisions",
        "recovered_workers",
        "communication_sessions",
        "communication_attendees",
    ],
)
def test_a_figure_that_stands_alone_is_said_to_be_so(indicator):
    assert check_of("CM23", indicator, Identity.NOTHING_TO_COMPARE).verdict is Verdict.CANNOT_BE_CHECKED


@pytest.mark.parametrize("indicator", ["si_compulsory", "ui", "si_voluntary"])
def test_a_target_rate_without_its_base_cannot_be_turned_into_people(indicator):
    check = check_of("CM24", indicator, Identity.NOTHING_TO_COMPARE)
    assert check.verdict is Verdict.CANNOT_BE_CHECKED
    assert "không quy ra số người" in check.sentence.vi


def test_a_target_of_93_5_below_the_96_16_already_reached_is_flagged():
    check = check_of("CM24", "hi", Identity.TARGET_ABOVE_REACHED)
    assert check.verdict is Verdict.FLAGGED
    assert "93,5 %" in check.sentence.vi and "96,16 %" in check.sentence.vi


def test_95_percent_of_1910985_holds_within_rounding_and_its_distance_is_said():
    check = check_of("AG25", "hi", Identity.TARGET_OF_BASE)
    assert check.verdict is Verdict.HOLDS_WITHIN_ROUNDING
    assert check.difference == Fraction("34.25")
    assert "1.815.435,75" in check.sentence.vi and "34,25" in check.sentence.vi


@pytest.mark.parametrize("indicator", ["si_compulsory", "si_voluntary"])
def test_a_plan_alone_cannot_be_checked(indicator):
    assert check_of("AG25", indicator, Identity.NOTHING_TO_COMPARE).verdict is Verdict.CANNOT_BE_CHECKED


def test_coverage_of_93_percent_without_people_cannot_be_checked():
    assert check_of("AG24", "hi", Identity.RATE_OF_BASE).verdict is Verdict.CANNOT_BE_CHECKED


def test_an_giang_under_its_old_code_after_the_merger_is_flagged_with_its_successor():
    found = [check for check in CHECKS if check.identity is Identity.UNIT_ON_DAY]
    assert {check.case for check in found} == {"AG25"}
    assert {check.verdict for check in found} == {Verdict.FLAGGED}
    assert "Tỉnh An Giang" in found[0].sentence.vi and "thuộc Tỉnh An Giang (mã 91)" in found[0].sentence.vi
