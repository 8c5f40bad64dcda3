"""What the pages of figures receive: complete, scoped by the reader, in few queries."""

import datetime as dt
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ansinh import monthly
from ansinh.accounts.terms import Role, Scope, Viewer
from ansinh.base.errors import NotFound, NotPermitted
from ansinh.base.months import Month
from ansinh.indicators import queries, services
from ansinh.indicators.terms import HEADLINES, AssigningBody, Basis, TargetKind
from ansinh.registers.store import Store

sys.path.append(str(Path(__file__).parent))
import tiny_city

SEPTEMBER = tiny_city.SEPTEMBER
DAY = SEPTEMBER.last_day
END = dt.date(2025, 12, 31)


def reader(role: Role, area: str) -> Viewer:
    return Viewer(user_id=1, scopes=(Scope(role, area),), on=dt.date(2025, 10, 6))


LEADER = reader(Role.PROVINCE_LEADER, "92")
LONG_MY = reader(Role.COMMUNE_OFFICER, "31471")
O_MON = reader(Role.COMMUNE_OFFICER, "31153")


def run(month: Month) -> None:
    monthly.run(month, now=lambda: dt.datetime(2025, 10, 6, 9, tzinfo=dt.UTC), without=("missing",))


def target(unit: str, value: int | None, **more):
    stated = {
        "unit": unit, "indicator": "si_voluntary", "deadline": END, "body": AssigningBody.PEOPLES_COMMITTEE,
        "body_name": "UBND", "document": "1/KH", "document_on": dt.date(2025, 1, 2),
        "kind": TargetKind.VALUE, "value": value, **more,
    }  # fmt: skip
    return services.set_target(**stated)


@pytest.fixture
def store(tmp_path, settings, db) -> Store:
    settings.HOME, settings.PROVINCE, settings.DEMONSTRATION = tmp_path, "92", False
    return Store(tmp_path / "registers")


@pytest.fixture
def sheets(store, tmp_path):
    """A province that has only monthly sheets: Long Mỹ and Ô Môn in two months."""
    for month, long_my, o_mon in ((Month(2025, 8), 1200, 300), (SEPTEMBER, 1215, 310)):
        rows = [
            tiny_city.sheet("commune 31471", month.last_day, "si_voluntary", long_my),
            tiny_city.sheet("commune 31153", month.last_day, "si_voluntary", o_mon),
        ]
        tiny_city.add(store, "reported_figures", month, rows, "UBND", tmp_path)
        run(month)
    target("31471", 1509)
    target("31153", 609)


@pytest.fixture
def registers(store, tmp_path):
    city = tiny_city.random_city(5)
    city.sheets = [
        tiny_city.sheet("commune 31471", DAY, "population", 30),
        tiny_city.sheet("commune 31471", DAY, "hi", 11),
        tiny_city.sheet("province 92", DAY, "population", 90),
    ]
    tiny_city.deliver(city, store, tmp_path)
    run(SEPTEMBER)


def figure(picture, code: str):
    return next(one for one in picture.figures if one.indicator.code == code)


def test_a_province_with_only_sheets_sees_them_as_its_headline(sheets):
    picture = queries.commune_picture(viewer=LONG_MY, unit="31471")
    shown = figure(picture, "si_voluntary")
    assert (shown.value, shown.basis, shown.sender) == (1215, Basis.REPORTED, "UBND")
    assert (shown.percent, shown.gap, shown.pace) == (Decimal("80.52"), 294, Decimal("4.5"))
    assert (shown.change_month, shown.change_year, len(shown.series)) == (15, None, 24)
    assert (shown.rank, shown.ranked_among) == (1, 2)
    assert shown.target.document == "1/KH" and shown.working_days == 66


def test_the_province_ranks_its_communes_and_flags_the_low_ones(sheets):
    picture = queries.province_picture(viewer=LEADER)
    ranked = [row for row in picture.ranking.rows if row.rank]
    assert [row.place.code for row in ranked] == ["31471", "31153"]
    assert ranked[1].percent == Decimal("50.90")
    assert [row.place.name for row in picture.low] == ["Phường Ô Môn"]
    assert len(picture.ranking.rows) == 103 and len(picture.map) == 103
    assert [one.indicator.code for one in picture.figures] == list(HEADLINES)
    assert figure(picture, "si_voluntary").qualifier == "2/103"


def test_another_communes_officer_sees_neither_it_nor_the_province(registers):
    for question in (
        lambda: queries.commune_picture(viewer=O_MON, unit="31471"),
        lambda: queries.province_picture(viewer=LONG_MY),
        lambda: queries.indicator_page(viewer=O_MON, code="hi", unit="31471"),
        lambda: queries.indicator_page(viewer=LONG_MY, code="hi", unit="92"),
        lambda: queries.computation(viewer=O_MON, code="hi", unit="31471-01", month=SEPTEMBER),
        lambda: queries.targets(viewer=O_MON, unit="31471"),
        lambda: queries.published_months(viewer=Viewer(user_id=None)),
        lambda: queries.runs(viewer=Viewer(user_id=None)),
    ):
        with pytest.raises(NotPermitted):
            question()


def test_a_list_of_targets_shows_only_ones_own_area(sheets):
    assert [row.place.code for row in queries.targets(viewer=LONG_MY)] == ["31471"]
    assert len(queries.targets(viewer=LEADER)) == 2


def test_the_parts_of_a_ranking_add_up_to_its_total(registers):
    for page in (
        queries.indicator_page(viewer=LEADER, code="hi"),
        queries.indicator_page(viewer=LONG_MY, code="hi", unit="31471"),
    ):
        parts = [row.value or 0 for row in page.ranking.rows]
        assert sum(parts) == page.ranking.total.value == page.figure.value


def test_what_is_computed_and_reported_is_compared(registers):
    shown = queries.indicator_page(viewer=LONG_MY, code="hi", unit="31471").figure
    assert shown.basis is Basis.COMPUTED
    assert shown.comparison.reported == 11
    assert shown.comparison.difference == 11 - shown.value


def test_a_figure_says_how_it_was_computed(registers):
    found = queries.computation(viewer=LONG_MY, code="hi_coverage", unit="31471", month=SEPTEMBER)
    assert found.numerator.value == found.figure.numerator
    assert (found.denominator.value, found.denominator.on) == (30, DAY)
    assert "TK92" in found.denominator.source.vi
    assert {one.register for one in found.snapshots} == {
        "participants", "population", "students", "reported_figures",
    }  # fmt: skip
    assert all(len(one.sha256) == 64 for one in found.snapshots) and len(found.run.code) == 64
    told = queries.computation(viewer=LONG_MY, code="hi", unit="31471", month=SEPTEMBER, basis=Basis.REPORTED)
    assert told.figure.value == 11 and [one.register for one in told.snapshots] == ["reported_figures"]


def test_a_rate_set_for_health_insurance_measures_coverage(registers):
    target(
        "31471", None, indicator="hi", kind=TargetKind.RATE, rate=Decimal(95), base=30,
        base_name="dân số 2025",
    )  # fmt: skip
    picture = queries.commune_picture(viewer=LONG_MY, unit="31471")
    people, coverage = figure(picture, "hi"), figure(picture, "hi_coverage")
    assert (people.target.amount, coverage.target.amount, coverage.target.people) == (29, 95, 29)
    assert coverage.gap_people == max(29 - people.value, 0)


def test_published_figures_of_others_are_not_mixed_into_a_demonstration(store, tmp_path, settings):
    rows = [tiny_city.sheet("province 92", DAY, "si_voluntary", 75600, value_is="more than")]
    tiny_city.add(store, "reported_figures", SEPTEMBER, rows, "PUBLISHED", tmp_path)
    run(SEPTEMBER)
    shown = figure(queries.province_picture(viewer=LEADER), "si_voluntary")
    assert (shown.value, shown.qualifier) == (75600, "more than")
    settings.DEMONSTRATION = True
    assert figure(queries.province_picture(viewer=LEADER), "si_voluntary").value is None


def test_an_unpublished_month_says_so(registers):
    with pytest.raises(NotFound, match="2025-08"):
        queries.province_picture(viewer=LEADER, month=Month(2025, 8))
    with pytest.raises(NotFound):
        queries.indicator_page(viewer=LEADER, code="nothing")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: queries.province_picture(viewer=LEADER),
        lambda: queries.commune_picture(viewer=LONG_MY, unit="31471"),
        lambda: queries.indicator_page(viewer=LEADER, code="hi"),
        lambda: queries.computation(viewer=LONG_MY, code="hi", unit="31471", month=SEPTEMBER),
        lambda: queries.targets(viewer=LEADER),
    ],
)
def test_a_page_of_figures_needs_few_queries(registers, ask):
    with CaptureQueriesContext(
        connection,
    ) as asked:
        ask()
    assert len(asked) <= 8
