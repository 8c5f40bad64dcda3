"""Published figures go through intake into the store, and from there onto a page."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ansinh.accounts.terms import Role, Scope, Viewer
from ansinh.base.errors import NotPermitted
from ansinh.base.months import Month
from ansinh.indicators import services
from ansinh.indicators.models import PublishedFigure
from ansinh.indicators.queries import checked
from ansinh.indicators.rules.figures.verdicts import Identity, Verdict
from ansinh.intake.services import deliver
from ansinh.monthly import published
from ansinh.registers.store import Store

FILE = Path(__file__).parents[2] / "examples" / "published-results.csv"
MONTH = Month(2025, 12)
LEADER = Viewer(1, (Scope(Role.PROVINCE_LEADER, "92"),))

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivered(settings) -> Store:
    found = deliver(FILE, register="reported_figures", month=MONTH, sender="PUBLISHED", by=None)
    assert found.state == "accepted", found
    return Store(settings.HOME / "registers")


def test_the_published_results_pass_intake_and_keep_their_verdicts(delivered):
    assert published.show(delivered, MONTH) == 38
    report = checked.published(viewer=LEADER)
    assert len(report.table.lines) == 38
    assert report.failures == 0
    verdicts = {(one.indicator, one.case, one.identity): one.verdict for one in report.checks}
    assert verdicts["si_voluntary", "CT25-LM", Identity.PERCENT_OF_PLAN] is Verdict.HOLDS_WITHIN_ROUNDING
    assert verdicts["hi", "CT25-OM", Identity.READING] is Verdict.AMBIGUOUS
    assert verdicts["expenditure_hi_care", "CM23", Identity.MEAN_PER_HEAD] is Verdict.FLAGGED
    assert verdicts["hi", "CM24", Identity.TARGET_ABOVE_REACHED] is Verdict.FLAGGED


def test_showing_the_same_delivery_again_changes_nothing(delivered):
    published.show(delivered, MONTH)
    before = list(PublishedFigure.objects.values_list("pk", flat=True))
    published.show(delivered, MONTH)
    assert list(PublishedFigure.objects.values_list("pk", flat=True)) == before


def test_a_corrected_delivery_takes_the_place_of_the_former():
    row = {"unit": "Xã A", "indicator": "hi", "on": "2025-12-31"}
    services.show_published([row | {"value": "10"}, row | {"value": "11"}], month=MONTH, snapshot="a" * 64)
    services.show_published([row | {"value": "12"}], month=MONTH, snapshot="b" * 64)
    assert [one.content["value"] for one in PublishedFigure.objects.all()] == ["12"]


def test_a_line_delivered_for_two_months_is_shown_once():
    row = {"unit": "Xã A", "indicator": "hi", "on": "2025-12-31", "value": "10"}
    services.show_published([row], month=MONTH, snapshot="c" * 64)
    services.show_published([row], month=MONTH + 1, snapshot="d" * 64)
    assert len(checked.published(viewer=LEADER).table.lines) == 1


def test_without_a_delivery_there_is_nothing_to_show():
    assert checked.published(viewer=LEADER) is None


def test_a_visitor_sees_no_published_figures_and_checks_none():
    with pytest.raises(NotPermitted):
        checked.published(viewer=Viewer(None))
    with pytest.raises(NotPermitted):
        checked.checked(viewer=Viewer(None), text="unit\tvalue\nA\t1")


def test_the_workbook_holds_every_check_with_its_row():
    report = checked.checked(viewer=LEADER, content=FILE.read_bytes())
    sheet = load_workbook(io.BytesIO(checked.workbook(report))).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert len([row for row in rows if isinstance(row[0], int)]) == len(report.checks)
    assert any("1.215 / 1.509" in str(row[7]) for row in rows)
