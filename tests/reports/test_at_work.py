"""Forms under work: enrolments of older lists, totals, two people at once, five thousand lines, names that bite."""

import datetime as dt
import threading
import time

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import connection
from tests.reports.conftest import CANDIDATES, MONTH, RUN

from ansinh.base.errors import InvalidValue
from ansinh.base.months import Month
from ansinh.network.models import Collector, Organisation
from ansinh.outreach import queries as outreach
from ansinh.outreach.models import Visit
from ansinh.reports import services
from ansinh.reports.models import Batch
from ansinh.reports.terms import Form, State

SEPTEMBER = Month(2026, 9)
PAID = {"months": 12, "premium": 3_960_000, "support": 792_000, "own": 3_168_000, "birth_date": "01/02/1980"}


def ask(form: Form, about: str, by, area: str = "92") -> Batch:
    return services.ask(form, MONTH, about=about, name="Phường Long Mỹ", area=area, run=RUN, by=by)


def sheet(batch: Batch):
    return openpyxl.load_workbook(services.path_of(batch.sha256)).active


def visit(person: str, reason: str, scheme: str, collector, *, listed: Month, on: dt.date) -> None:
    Visit.objects.create(
        person=person, reason=reason, scheme=scheme, turn=1, month=str(listed), commune="31471", hamlet="31471-01",
        collector=collector, outcome="enrolled", recorded_on=on, at=dt.datetime(2026, 10, 20, tzinfo=dt.UTC),
    )  # fmt: skip


@pytest.fixture
def collector(db) -> Collector:
    """The only collector of an organisation that is a union, as many are."""
    of = Organisation.objects.create(code="HPN", name="Hội Phụ nữ (minh họa)", kind="union")
    return Collector.objects.create(code="NV1", organisation=of, name="Một", commune="31471")


def put(home, month: Month, run: str, *rows: dict) -> None:
    folder = home / "mart" / str(month) / run
    folder.mkdir(parents=True)
    full = [
        dict.fromkeys(CANDIDATES.names) | {"commune": "31471", "hamlet": "31471-01"} | row for row in rows
    ]
    pq.write_table(pa.Table.from_pylist(full, schema=CANDIDATES), folder / "candidates.parquet")


@pytest.mark.django_db
def test_who_joined_this_month_is_on_the_form_though_listed_the_month_before(
    home, officer, collector, monkeypatch
):
    person = {"scheme": "si", "reason": "left_si_voluntary", "si_number": "9900000001", **PAID}
    put(home, SEPTEMBER, "s" * 64, person | {"person": "P1", "full_name": "Một"})
    put(home, MONTH, RUN, person | {"person": "P2", "full_name": "Hai"})
    monkeypatch.setattr(outreach, "run_of_lists", lambda month: "s" * 64)
    visit("P1", "left_si_voluntary", "si", collector, listed=SEPTEMBER, on=dt.date(2026, 10, 12))
    visit("P2", "left_si_voluntary", "si", collector, listed=MONTH, on=dt.date(2026, 11, 2))
    done = services.fill(ask(Form.VOLUNTARY_SI, "HPN", officer).pk)
    assert (done.state, done.lines, sheet(done)["B15"].value) == (State.FILLED, 1, "Một")


@pytest.mark.django_db
def test_who_joins_compulsory_si_is_not_on_d05(home, officer, collector, with_candidates):
    with_candidates(
        {"person": "P1", "scheme": "si", "reason": "declared_without_si", "full_name": "Một", **PAID}
    )
    visit("P1", "declared_without_si", "si", collector, listed=MONTH, on=dt.date(2026, 10, 12))
    assert services.fill(ask(Form.VOLUNTARY_SI, "HPN", officer).pk).lines == 0


@pytest.mark.django_db
def test_the_totals_of_b15a_count_each_enrolment_once(home, officer, collector):
    visit("P1", "voluntary_si_eligible", "si", collector, listed=MONTH, on=dt.date(2026, 10, 12))
    visit("P2", "left_hi", "hi", collector, listed=MONTH, on=dt.date(2026, 10, 12))
    visit("P3", "subsidised_not_enrolled", "hi", collector, listed=MONTH, on=dt.date(2026, 10, 12))
    visit("P4", "declared_without_si", "si", collector, listed=MONTH, on=dt.date(2026, 10, 12))
    page = sheet(services.fill(ask(Form.TARGETS, "92", officer).pk))
    heads = {page.cell(11, place).value: place for place in range(1, page.max_column + 1)}
    codes = ("4", "5", "12", "13", "15", "28", "29", "30")
    rows = [[page.cell(row, heads[code]).value for code in codes] for row in (12, 13, 14)]
    assert rows == [[1, 1, 1, 1, 1, 1, 0, 1]] * 3 and page.cell(14, 2).value == "Cộng"


@pytest.mark.django_db(transaction=True)
def test_two_people_who_ask_at_once_get_one_form(home, officer):
    start, got = threading.Barrier(2), []

    def one() -> None:
        start.wait()
        try:
            got.append(ask(Form.TARGETS, "92", officer).pk)
        except InvalidValue:
            got.append(None)
        finally:
            connection.close()

    both = [threading.Thread(target=one) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(key is None for key in got) == [False, True]
    assert Batch.objects.count() == 1


@pytest.mark.django_db
def test_five_thousand_lines_are_filled_in_seconds_and_no_name_becomes_a_formula(
    home, officer, with_candidates
):
    names = ('=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "Trần Thị Ánh")
    with_candidates(
        *(
            {"person": f"P{number}", "scheme": "hi", "reason": "left_hi", "full_name": names[number % 5], "si_number": f"92{number:08d}", "evidence": '{"until":"2026-05-31"}'}
            for number in range(5_000)
        )
    )  # fmt: skip
    began = time.monotonic()
    done = services.fill(ask(Form.WIN_BACK, "31471", officer, "31471").pk)
    assert time.monotonic() - began < 30
    assert (done.lines, done.missing) == (5_000, 5_000)
    kinds = {cell.data_type for row in sheet(done).iter_rows(min_row=10) for cell in row}
    assert "f" not in kinds


@pytest.mark.django_db
def test_every_page_of_a_form_says_whose_data_it_holds_who_made_it_and_when(home, officer, collector):
    page = sheet(services.fill(ask(Form.TARGETS, "92", officer).pk))
    foot = page.oddFooter.left.text
    assert "Dữ liệu cá nhân được bảo vệ" in foot and RUN[:8] in foot
    assert page.page_setup.orientation == "landscape" and str(page.page_setup.paperSize) == "9"
    assert page.print_title_rows == "$7:$11"
