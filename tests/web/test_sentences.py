"""Does a figure read as a chair would say it?"""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from ansinh.base.months import Month
from ansinh.indicators.queries.shapes import Figure, Place, TargetShown
from ansinh.indicators.terms import CATALOGUE, AssigningBody, Basis, Level, TargetKind
from ansinh.web.sentences import goal, sentence

LONG_MY = Place("31471", "Phường Long Mỹ", Level.COMMUNE)
SPACE = "\u00a0"


def target(amount: str) -> TargetShown:
    return TargetShown(
        1, TargetKind.VALUE, Decimal(amount), None, None, "", dt.date(2025, 12, 31), "72/KH-UBND",
        dt.date(2025, 1, 1), AssigningBody.PEOPLES_COMMITTEE, "UBND", 1, True, dt.date(2025, 1, 1), None,
    )  # fmt: skip


@pytest.fixture
def long_my() -> Figure:
    return Figure(
        indicator=CATALOGUE["si_voluntary"], place=LONG_MY, month=Month(2025, 9), value=Decimal(1215),
        basis=Basis.COMPUTED, sender="", qualifier="", numerator=None, denominator=None,
        denominator_source="", denominator_on=None, target=target("1509"), other_targets=(),
        percent=Decimal("80.52"), gap=Decimal(294), gap_people=294, pace=Decimal("4.5"), working_days=66,
        change_month=None, change_year=None, series=(), comparison=None,
    )  # fmt: skip


def test_what_is_missing_and_the_pace_are_said(long_my):
    said = sentence(long_my)
    assert said.vi == (
        f"Đến 30/9/2025, phường Long Mỹ có 1.215/1.509 người tham gia BHXH tự nguyện (80,52{SPACE}%), "
        "còn thiếu 294 người; cần 4,5 người mỗi ngày làm việc đến 31/12/2025."
    )
    assert said.en == (
        "By 30 Sep 2025, Phường Long Mỹ had 1,215 of 1,509 participants in voluntary social insurance "
        "(80.52%), 294 short; 4.5 a working day are needed until 31 Dec 2025."
    )


def test_a_reached_target_is_said_so(long_my):
    reached = replace(long_my, gap=Decimal(0), gap_people=0, pace=None, percent=Decimal("101.00"))
    assert sentence(reached).vi.endswith("(101,00\u00a0%), đã đạt chỉ tiêu.")


def test_after_the_deadline_no_pace_is_asked_for(long_my):
    late = replace(long_my, pace=None)
    assert sentence(late).vi.endswith("còn thiếu 294 người; hạn của chỉ tiêu là 31/12/2025.")


def test_a_figure_without_a_target_says_only_where_it_stands(long_my):
    plain = replace(long_my, target=None, percent=None, gap=None, gap_people=None, pace=None)
    assert sentence(plain).vi == "Đến 30/9/2025, phường Long Mỹ có 1.215 người tham gia BHXH tự nguyện."


def test_a_rate_is_short_in_points_and_in_people(long_my):
    rate = replace(
        long_my, indicator=CATALOGUE["hi_coverage"], value=Decimal("88.25"), target=target("95"),
        gap=Decimal("6.75"), gap_people=4210, pace=Decimal("63.8"),
    )  # fmt: skip
    assert (
        f"là 88,25{SPACE}% (chỉ tiêu 95{SPACE}%), còn thiếu 6,75 điểm phần trăm, tương đương 4.210 người"
        in sentence(rate).vi
    )


def test_a_figure_that_is_not_known_is_not_zero(long_my):
    unknown = replace(long_my, value=None, percent=None, gap=None, pace=None)
    assert sentence(unknown).vi.startswith("Chưa có số liệu tháng 9/2025")


@pytest.mark.parametrize(("value", "written"), [("95", "95 %"), ("92.5", "92,5 %"), ("92.55", "92,55 %")])
def test_a_rate_of_a_document_keeps_its_printed_form(value, written):
    assert goal(Decimal(value), CATALOGUE["hi_coverage"]) == written.replace(" ", SPACE)
