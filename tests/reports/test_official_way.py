"""A real D05 or D06 workbook comes in through the door of deliveries and goes out again in the form in force."""

import datetime as dt

import openpyxl
import pyarrow.parquet as pq
import pytest

from ansinh.base.months import Month
from ansinh.demo import official
from ansinh.intake.frames.examination import examine
from ansinh.intake.models import Delivery
from ansinh.network.models import Collector, Organisation
from ansinh.registers import layouts, schemas
from ansinh.registers.store import Store
from ansinh.reports import services
from ansinh.reports.models import Batch
from ansinh.reports.terms import Form, State

MONTH = Month(2026, 10)
AT = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def delivered(home, made) -> list[dict]:
    """The lines of the organisation's three lists, as the register keeps them."""
    Organisation.objects.create(code="BDVN", name=official.NAME, kind="collection")
    participants = made / "deliveries" / "participants" / f"{MONTH}.parquet"
    assert official.deliver_some(participants, MONTH, seed=1, at=AT) == 3
    assert set(Delivery.objects.values_list("state", flat=True)) == {"accepted"}
    kept = Store(home / "registers").paths("voluntary_registrations", MONTH)
    return [line for path in kept for line in pq.read_table(path).to_pylist()]


def test_both_versions_of_d05_and_d06_come_in(delivered):
    forms = {line["form"] for line in delivered}
    assert forms == {"D05-TS 490/QĐ-BHXH", "D05-TS 366/QĐ-BHXH", "D06-TS 366/QĐ-BHXH"}
    assert {line["organisation"] for line in delivered} == {"BDVN"}


def test_lines_of_a_form_are_held_against_the_dead_of_the_population(home, made):
    population = made / "deliveries" / "population" / f"{MONTH}.parquet"
    Store(home / "registers").add(
        "population", MONTH, population, sender="CA-92", received_by="x", received_at=AT
    )
    participants = made / "deliveries" / "participants" / f"{MONTH}.parquet"
    assert official.deliver_some(participants, MONTH, seed=1, at=AT) == 3
    assert set(Delivery.objects.values_list("state", flat=True)) == {"accepted"}


def test_d06_goes_out_with_the_lines_that_came_in(delivered, officer):
    sent = [line for line in delivered if line["scheme"] == "accident"]
    asked = services.ask(
        Form.VOLUNTARY_ACCIDENT, MONTH, about="BDVN", name=official.NAME, area="92", run="", by=officer
    )
    done = services.fill(asked.pk)
    assert (done.state, done.lines, done.missing) == (State.FILLED, len(sent), 0)
    page = openpyxl.load_workbook(services.path_of(done.sha256)).active
    rows = [[page.cell(15 + row, place).value for place in (2, 3, 6, 8, 9, 10)] for row in range(done.lines)]
    keys = ("full_name", "si_number", "months", "income", "due", "own_amount")
    assert sorted(map(str, rows)) == sorted(str([line[key] for key in keys]) for line in sent)
    assert page.cell(15 + done.lines, 9).value == sum(line["due"] for line in sent)
    assert page["A2"].value == "Mã tổ chức: BDVN"
    assert [page.cell(15 + row, 1).value for row in range(done.lines)] == [*range(1, done.lines + 1)]


def test_voluntary_accident_insurance_counts_in_the_results(delivered, officer):
    Collector.objects.create(code="NV1", organisation=Organisation.objects.get(), name="Một", commune="31471")
    asked = services.ask(Form.TARGETS, MONTH, about="92", name="Cần Thơ", area="92", run="", by=officer)
    page = openpyxl.load_workbook(services.path_of(services.fill(asked.pk).sha256)).active
    sent = [line for line in delivered if line["scheme"] == "accident"]
    new = sum(line["participation"] == "Lần đầu" for line in sent)
    heads = {page.cell(11, place).value: place for place in range(1, page.max_column + 1)}
    assert [page.cell(12, heads[code]).value for code in ("20", "21", "22", "23")] == [len(sent), new, len(sent) - new, len(sent)]  # fmt: skip


def test_the_demonstration_shows_no_form_that_could_not_be_filled_and_fills_each_once(delivered):
    assert official.fill_some(MONTH, "31471", province="92") == 2  # no lists in this city: no C21a, no form 3
    assert official.fill_some(MONTH, "31471", province="92") == 0
    assert set(Batch.objects.exclude(state=State.DROPPED).values_list("state", flat=True)) == {State.FILLED}


@pytest.mark.parametrize(
    ("form", "register", "first", "keys"),
    [
        (Form.LABOUR_CHANGES, "labour_changes", 18, ("full_name", "si_number", "change")),
        (Form.VOLUNTARY_SI, "voluntary_registrations", 15, ("full_name", "si_number", "months", "income", "due", "own_amount")),
        (Form.HI_PARTICIPANTS, "hi_registrations", 14, ("full_name", "si_number", "base", "support_rate", "direction")),
    ],
)  # fmt: skip
def test_what_is_filled_can_be_read_again(form, register, first, keys, tmp_path):
    line = {
        "full_name": "Trần Thị Ánh", "si_number": "9200000001", "personal_id": "092185000001", "birth_date": "03/05/1985",
        "months": 12, "income": 1_500_000, "due": 3_960_000, "own_amount": 3_168_000, "state_rate": 20, "base": 2_530_000,
        "support_rate": 70, "since": MONTH, "wage": 7_000_000, "position": "Thợ may", "contract": "definite",
        "change": "Tăng lao động", "participation": "Lần đầu", "result": "electronic", "direction": "up",
    }  # fmt: skip
    sections = [{"section": "I. TĂNG"}, {"section": "1. Người"}] if form is Form.HI_PARTICIPANTS else []
    header = {
        "organisation": "BDVN",
        "organisation_name": "Bưu điện",
        "employer": "DN00224Z",
        "period": MONTH,
    }
    path = tmp_path / "form.xlsx"
    layouts.write(
        layouts.current(form.value, MONTH.last_day), header, [*sections, line], path, mark="Dữ liệu"
    )
    read = examine(path, path.name, schemas.register(register), MONTH, tmp_path)
    assert read.is_good, read.findings
    (row,) = pq.read_table(read.parquet).to_pylist()
    assert {key: row[key] for key in keys} == {key: line[key] for key in keys}
    assert row["employer" if register == "labour_changes" else "organisation"] in ("DN00224Z", "BDVN")
