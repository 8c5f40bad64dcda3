"""A form is filled from the data in the cells of its layout, says what it lacks, is locked, and opened again."""

import datetime as dt

import openpyxl
import pyarrow.parquet as pq
import pytest

from ansinh.accounts.models import Entry
from ansinh.base.errors import InvalidValue
from ansinh.base.months import Month
from ansinh.matching import services as matching
from ansinh.network.models import Collector, Organisation
from ansinh.outreach.models import Visit
from ansinh.registers.store import Store
from ansinh.reports import services
from ansinh.reports.models import Batch
from ansinh.reports.terms import Form, State

SINCE, MONTH, RUN = Month(2026, 9), Month(2026, 10), "r" * 64
RECEIVED = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


def asked(form: Form, about: str, by, area: str = "92") -> Batch:
    return services.ask(form, MONTH, about=about, name="Phường Long Mỹ", area=area, run=RUN, by=by)


def sheet(batch: Batch):
    return openpyxl.load_workbook(services.path_of(batch.sha256)).active


def employer_with_changes(made) -> str:
    numbers = {
        month: {
            (row["employer"], row["si_number"])
            for row in pq.read_table(made / "deliveries" / "payroll" / f"{month}.parquet").to_pylist()
        }
        for month in (SINCE, MONTH)
    }
    came, left = numbers[MONTH] - numbers[SINCE], numbers[SINCE] - numbers[MONTH]
    return sorted({employer for employer, _ in came} & {employer for employer, _ in left})[0]


def test_labour_changes_stand_in_the_cells_of_the_form(store, made, officer):
    employer = employer_with_changes(made)
    done = services.fill(asked(Form.LABOUR_CHANGES, employer, officer).pk)
    page = sheet(done)
    assert done.state == State.FILLED and done.lines > 1
    assert [page.cell(17, place).value for place in (1, 2, 3)] == ["A", "B", "1"]
    assert page["A18"].value == 1
    assert page["B18"].value and len(page["C18"].value) in (10, 12)
    changes = [page.cell(18 + row, 20).value for row in range(done.lines)]
    assert set(changes) <= {"Tăng lao động", "Giảm lao động", "Điều chỉnh tiền lương", None}
    order = [change or "Giảm lao động" for change in changes]
    assert order == sorted(order, key=["Tăng lao động", "Giảm lao động", "Điều chỉnh tiền lương"].index)
    assert {one.column: one.count for one in done.lacking.all()}.get("change", 0) == changes.count(None)
    assert all(max(one.first_lines) <= done.lines for one in done.lacking.all())
    assert "minh họa" in done.name


def test_an_employer_that_nobody_knows_is_told(store, officer):
    done = services.fill(asked(Form.LABOUR_CHANGES, "DN00000X", officer).pk)
    assert done.state == State.FAILED and "DN00000X" in done.problem


@pytest.mark.parametrize("there", [SINCE, MONTH])
def test_nobody_came_or_left_because_a_months_payroll_was_not_delivered(home, made, officer, there):
    kept = Store(home / "registers")
    for register, month in (("payroll", there), ("employers", MONTH)):
        path = made / "deliveries" / register / f"{month}.parquet"
        kept.add(register, month, path, sender="X", received_by="x", received_at=RECEIVED)
    employer = pq.read_table(kept.paths("payroll", there)[0]).column("employer")[0].as_py()
    done = services.fill(asked(Form.LABOUR_CHANGES, employer, officer).pk)
    assert (done.state, done.lines) == (State.FAILED, 0)
    assert str(MONTH if there == SINCE else SINCE) in done.problem


def test_the_list_for_health_insurance_holds_the_states_groups_and_the_enrolled(
    home, with_candidates, officer
):
    supported = {
        "reason": "subsidised_not_enrolled",
        "hi_group": "HN",
        "months": 12,
        "premium": 1_366_200,
        "support": 1_366_200,
    }
    paying = {
        "reason": "resident_without_hi",
        "hi_group": "GD",
        "months": 12,
        "premium": 1_366_200,
        "support": 0,
    }
    with_candidates(
        {"person": "P1", "scheme": "hi", "full_name": "Một", **supported},
        {"person": "P2", "scheme": "hi", "full_name": "Hai", **paying},
        {"person": "P3", "scheme": "hi", "full_name": "Ba", **paying},
        {"person": "P4", "scheme": "hi", "full_name": "Bốn", "commune": "31153", **supported},
    )
    visit("P2", "resident_without_hi", "hi")
    done = services.fill(asked(Form.HI_PARTICIPANTS, "31471", officer, "31471").pk)
    rows = [[cell.value for cell in row] for row in sheet(done).iter_rows(min_row=14, max_row=15, max_col=15)]
    assert {row[1] for row in rows} == {"Một", "Hai"} and done.lines == 2
    assert [row[5] for row in rows] == [2_530_000, 2_530_000]
    assert {one.column for one in done.lacking.all()} == {"si_number", "personal_id", "facility"}


def visit(person: str, reason: str, scheme: str, collector: Collector | None = None, turn: int = 1) -> Visit:
    return Visit.objects.create(
        person=person, reason=reason, scheme=scheme, turn=turn, month=str(MONTH), commune="31471", hamlet="31471-01",
        collector=collector, outcome="enrolled", recorded_on=dt.date(2026, 10, 20), at=dt.datetime(2026, 10, 20, tzinfo=dt.UTC),
    )  # fmt: skip


@pytest.fixture
def collector(db) -> Collector:
    organisation = Organisation.objects.create(
        code="DV1", name="Bưu điện (minh họa)", kind="collection", commune=""
    )
    return Collector.objects.create(
        code="NV1", organisation=organisation, name="Nhân viên 1", commune="31471"
    )


def test_what_voluntary_members_pay_is_divided_as_the_form_asks(home, with_candidates, officer, collector):
    paid = {
        "months": 12,
        "premium": 3_960_000,
        "support": 792_000,
        "own": 3_168_000,
        "birth_date": "01/02/1980",
    }
    with_candidates(
        {
            "person": "P1",
            "scheme": "si",
            "reason": "voluntary_si_eligible",
            "full_name": "Một",
            "si_number": "9900000001",
            **paid,
        },
        {
            "person": "P2",
            "scheme": "si",
            "reason": "left_si_voluntary",
            "full_name": "Hai",
            "si_number": "9900000002",
            **paid,
        },
        {"person": "P3", "scheme": "si", "reason": "left_si_voluntary", "full_name": "Ba", **paid},
    )
    visit("P1", "voluntary_si_eligible", "si", collector), visit("P2", "left_si_voluntary", "si", collector)
    done = services.fill(asked(Form.VOLUNTARY_SI, "DV1", officer).pk)
    page = sheet(done)
    rows = {
        page.cell(row, 2).value: [page.cell(row, place).value for place in range(5, 17)] for row in (15, 16)
    }
    assert rows["Một"][2:6] == [1_500_000, 3_960_000, 3_168_000, 20]
    assert (rows["Một"][11], rows["Hai"][11]) == ("Lần đầu", "Đăng ký lại")
    assert done.lines == 2 and done.missing == 0


PAID = {"months": 12, "premium": 3_960_000, "support": 792_000, "own": 3_168_000, "birth_date": "01/02/1980"}
ELIGIBLE = {"scheme": "si", "reason": "voluntary_si_eligible", "si_number": "9900000001", **PAID}
FORMER, NOW = "P000000000000000a", "P000000000000000b"


@pytest.mark.parametrize("reason", ["voluntary_si_eligible", "left_si_voluntary"])
def test_who_was_enrolled_under_a_former_key_stands_on_the_form_under_the_key_of_now(
    home, with_candidates, officer, collector, reason
):
    """Also when the month's list has the person for another reason since the keys became one."""
    with_candidates({"person": NOW, "full_name": "Một", **ELIGIBLE, "reason": reason})
    visit(FORMER, "voluntary_si_eligible", "si", collector)
    matching.publish_former_keys(MONTH, {FORMER: NOW}, {})
    done = services.fill(asked(Form.VOLUNTARY_SI, "DV1", officer).pk)
    assert (done.lines, done.missing) == (1, 0)
    assert [sheet(done).cell(15, place).value for place in (2, 16)] == ["Một", "Lần đầu"]


def test_an_old_months_list_is_read_though_the_key_changed_since(home, with_candidates, officer, collector):
    with_candidates({"person": FORMER, "full_name": "Một", **ELIGIBLE})
    visit(FORMER, "voluntary_si_eligible", "si", collector)
    matching.publish_former_keys(MONTH + 1, {FORMER: NOW}, {})
    assert services.fill(asked(Form.VOLUNTARY_SI, "DV1", officer).pk).missing == 0


def test_a_person_enrolled_under_both_keys_stands_on_the_form_once(home, with_candidates, officer, collector):
    with_candidates({"person": NOW, "full_name": "Một", **ELIGIBLE})
    for person in (FORMER, NOW):
        visit(person, "voluntary_si_eligible", "si", collector)
    matching.publish_former_keys(MONTH, {FORMER: NOW}, {})
    assert services.fill(asked(Form.VOLUNTARY_SI, "DV1", officer).pk).lines == 1


def test_whom_the_commune_lists_anyway_stands_once_though_a_visit_knew_another_key(
    home, with_candidates, officer, collector
):
    subsidised = {"scheme": "hi", "reason": "subsidised_not_enrolled", "hi_group": "HN", "full_name": "Một"}
    with_candidates({"person": FORMER, **subsidised}, {"person": NOW, **subsidised})
    visit(FORMER, "subsidised_not_enrolled", "hi", collector)
    matching.publish_former_keys(MONTH + 1, {FORMER: NOW}, {})
    assert services.fill(asked(Form.HI_PARTICIPANTS, "31471", officer, "31471").pk).lines == 1


@pytest.mark.parametrize(
    ("form", "about", "area", "reason", "scheme"),
    [
        (Form.VOLUNTARY_SI, "DV1", "92", "voluntary_si_eligible", "si"),
        (Form.HI_PARTICIPANTS, "31471", "31471", "resident_without_hi", "hi"),
    ],
)
def test_an_enrolled_person_whom_no_list_has_any_more_stays_as_a_line_and_is_missed(
    home, with_candidates, officer, collector, form, about, area, reason, scheme
):
    with_candidates({"person": NOW, "full_name": "Một", **ELIGIBLE})
    visit(FORMER, reason, scheme, collector)
    done = services.fill(asked(form, about, officer, area).pk)
    lacking = {one.column: one for one in done.lacking.all()}
    assert done.lines == 1 and lacking["person"].first_lines == [1]
    assert "không còn trong danh sách" in str(lacking["person"].said)
    assert {"person", *form.needs} - lacking.keys() <= {"since", "participation"}
    cells = [cell for row in sheet(done).iter_rows(values_only=True) for cell in row]
    assert any("NV1" in str(cell) and "20/10/2026" in str(cell) for cell in cells)
    assert not any(FORMER in str(cell) for cell in cells)


def test_results_are_counted_by_organisation_and_collector(home, officer, collector):
    visit("P1", "voluntary_si_eligible", "si", collector), visit("P2", "left_hi", "hi", collector)
    taken = visit("P3", "left_hi", "hi", collector)
    Visit.objects.filter(pk=taken.pk).update(
        taken_back_at=dt.datetime(2026, 10, 21, tzinfo=dt.UTC), taken_back_why="nhầm"
    )
    done = services.fill(asked(Form.TARGETS, "92", officer).pk)
    page = sheet(done)
    heads = {page.cell(11, place).value: place for place in range(1, page.max_column + 1)}
    figures = [[page.cell(row, heads[code]).value for code in ("12", "13", "28", "30")] for row in (12, 13)]
    assert figures == [[1, 1, 1, 1], [1, 1, 1, 1]]
    assert {one.column for one in done.lacking.all()} == {"voluntary_target_total", "hi_target_total"}


def test_a_form_that_was_sent_is_locked_until_it_is_reopened_with_a_reason(home, officer, collector):
    batch = services.fill(asked(Form.TARGETS, "92", officer).pk)
    with pytest.raises(InvalidValue):
        services.submit(batch.pk, by=officer)
    services.submit(batch.pk, by=officer, why="Chỉ tiêu theo hợp đồng giấy")
    for refused in (
        lambda: services.ask_again(batch.pk, run=RUN, by=officer),
        lambda: services.drop(batch.pk, by=officer),
    ):
        with pytest.raises(InvalidValue):
            refused()
    with pytest.raises(InvalidValue):
        services.reopen(batch.pk, by=officer, why=" ")
    services.reopen(batch.pk, by=officer, why="Sai tháng")
    assert services.ask_again(batch.pk, run=RUN, by=officer).state == State.ASKED
    actions = set(Entry.objects.values_list("action", flat=True))
    assert {"form.asked", "form.submitted", "form.reopened"} <= actions


def test_a_form_is_asked_for_once_until_it_is_dropped(home, officer):
    first = asked(Form.TARGETS, "92", officer)
    with pytest.raises(InvalidValue):
        asked(Form.TARGETS, "92", officer)
    services.drop(first.pk, by=officer)
    assert asked(Form.TARGETS, "92", officer).pk != first.pk


def test_a_filling_that_was_cut_off_is_done_again(home, officer, collector, monkeypatch):
    batch = asked(Form.TARGETS, "92", officer)
    with monkeypatch.context() as cut:
        cut.setattr(
            "ansinh.registers.layouts.write", lambda *_, **__: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        with pytest.raises(KeyboardInterrupt):
            services.fill(batch.pk)
    batch.refresh_from_db()
    assert batch.state == State.ASKED and batch.sha256 == ""
    assert services.fill(batch.pk).state == State.FILLED
    assert not list((home / "forms").glob("tmp*"))


def test_a_month_without_lists_says_what_to_do(home, officer):
    done = services.fill(asked(Form.WIN_BACK, "31471", officer, "31471").pk)
    assert done.state == State.FAILED and "2026-10" in done.problem
