"""Deliveries are taken whole or not at all, recognised when they come twice, and replaced with history."""

import datetime as dt
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.intake import files

from ansinh.accounts.models import Entry
from ansinh.accounts.terms import Role, Scope, Viewer
from ansinh.base.errors import InvalidValue, NotPermitted
from ansinh.base.months import Month
from ansinh.intake import queries, services
from ansinh.intake.models import Delivery
from ansinh.intake.rules import senders
from ansinh.intake.services import files as kept
from ansinh.intake.services.receiving import AlreadyReceived
from ansinh.intake.terms import State
from ansinh.registers import schemas

OCTOBER = Month(2026, 10)
PUBLISHED = Path(__file__).parents[2] / "examples" / "published-results.csv"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def deliver(path, by, *, sender="BHXH-92", month=OCTOBER):
    return services.deliver(path, register="households", month=month, sender=sender, by=by)


def test_a_good_file_becomes_a_snapshot(tmp_path, officer):
    delivery = deliver(files.xlsx(tmp_path / "ho.xlsx"), officer)
    (snapshot,) = kept.store().snapshots("households", OCTOBER)
    assert delivery.state == State.ACCEPTED
    assert (snapshot.sha256, snapshot.rows, snapshot.sender) == (delivery.snapshot, 3, "BHXH-92")


def test_a_bad_file_is_returned_as_a_whole(tmp_path, officer):
    rows = [*files.ROWS, ("H0004", "31471", "", "", "giàu", "", "Vùng thường")]
    delivery = deliver(files.xlsx(tmp_path / "ho.xlsx", rows), officer)
    finding = delivery.findings.get()
    assert delivery.state == State.RETURNED
    assert (finding.code, finding.count, finding.examples) == ("not_allowed", 1, [[5, "giàu"]])
    assert kept.store().snapshots("households", OCTOBER) == ()
    assert queries.has_list(delivery)


def test_the_same_file_is_recognised_and_says_when_it_came_and_from_whom(tmp_path, officer):
    path = files.xlsx(tmp_path / "ho.xlsx")
    first = deliver(path, officer)
    with pytest.raises(
        AlreadyReceived, match=r"đã nhận ngày .* do bhxh gửi; tình trạng: Đã tiếp nhận"
    ) as known:
        deliver(path, officer)
    assert known.value.delivery == first
    assert Delivery.objects.count() == 1


def test_the_same_file_for_another_month_is_another_delivery(tmp_path, officer):
    path = files.xlsx(tmp_path / "ho.xlsx")
    deliver(path, officer)
    assert deliver(path, officer, month=Month(2026, 9)).state == State.ACCEPTED


def test_a_corrected_delivery_replaces_the_former_and_keeps_it(tmp_path, officer):
    first = deliver(files.xlsx(tmp_path / "a.xlsx"), officer)
    rows = [("H0001", "31471", "31471-01", "092001000011", "Hộ khác", "", "Vùng thường"), *files.ROWS[1:]]
    second = deliver(files.xlsx(tmp_path / "b.xlsx", rows), officer)
    first.refresh_from_db()
    assert (first.state, second.state, second.supersedes) == (State.SUPERSEDED, State.ACCEPTED, first)
    store = kept.store()
    assert [one.sha256 for one in store.snapshots("households", OCTOBER)] == [second.snapshot]
    assert len(store.snapshots("households", OCTOBER, current=False)) == 2


def test_a_replaced_file_may_come_back(tmp_path, officer):
    path = files.xlsx(tmp_path / "a.xlsx")
    deliver(path, officer)
    deliver(files.xlsx(tmp_path / "b.xlsx", [*files.ROWS, ("H0009", *files.ROWS[0][1:])]), officer)
    assert deliver(path, officer).state == State.ACCEPTED
    assert [one.rows for one in kept.store().snapshots("households", OCTOBER)] == [3]


def test_far_fewer_rows_wait_for_a_confirmation_with_its_reason(tmp_path, officer):
    many = [(f"H{number:04d}", *files.ROWS[0][1:]) for number in range(20)]
    deliver(files.xlsx(tmp_path / "a.xlsx", many), officer, month=Month(2026, 9))
    held = deliver(files.xlsx(tmp_path / "b.xlsx", many[:15]), officer)
    assert held.state == State.HELD
    assert kept.store().snapshots("households", OCTOBER) == ()
    services.confirm(held, by=officer, reason="Đã rà soát cuối năm")
    assert services.check(held.pk).state == State.ACCEPTED


def test_an_old_delivery_does_not_replace_a_newer_one_when_its_check_is_taken_up_again(tmp_path, officer):
    old = services.receive(
        files.xlsx(tmp_path / "a.xlsx"), register="households", month=OCTOBER, sender="BHXH-92", by=officer
    )
    new = deliver(files.xlsx(tmp_path / "b.xlsx", files.ROWS[:2]), officer)
    assert services.check(old.pk).state == State.RETURNED
    assert [one.sha256 for one in kept.store().snapshots("households", OCTOBER)] == [new.snapshot]


def test_a_decided_delivery_is_not_checked_again(tmp_path, officer):
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx"), officer)
    assert services.check(delivery.pk).attempts == 1


def test_an_accepted_delivery_cannot_be_withdrawn(tmp_path, officer):
    with pytest.raises(InvalidValue, match="Đã tiếp nhận"):
        services.withdraw(deliver(files.xlsx(tmp_path / "a.xlsx"), officer), by=officer)


def test_a_withdrawn_file_may_be_sent_again(tmp_path, officer):
    path = files.xlsx(tmp_path / "a.xlsx", [("", *files.ROWS[0][1:])])
    services.withdraw(deliver(path, officer), by=officer)
    assert deliver(path, officer).state == State.RETURNED


def test_every_write_stands_in_the_audit_trail(tmp_path, officer):
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx"), officer)
    written = Entry.objects.filter(about=str(delivery.pk)).order_by("number")
    assert [entry.action for entry in written] == ["delivery.received", "delivery.accepted"]


def test_a_commune_delivers_only_for_itself(tmp_path, commune_officer):
    path = files.xlsx(tmp_path / "a.xlsx")
    with pytest.raises(NotPermitted, match="31153"):
        deliver(path, commune_officer, sender="31153")
    assert deliver(path, commune_officer, sender="31471").state == State.ACCEPTED


@pytest.mark.parametrize("register", ["match_decisions", "outcomes"])
def test_a_file_is_refused_for_a_register_that_this_system_writes_itself(tmp_path, officer, register):
    with pytest.raises(InvalidValue, match="do chính hệ thống này ghi"):
        services.deliver(
            files.xlsx(tmp_path / "a.xlsx"), register=register, month=OCTOBER, sender="BHXH-92", by=officer
        )


def figures(path, *units):
    lines = [f"{unit},30/9/2026,hi,1215" for unit in units]
    path.write_text("\n".join(["Đơn vị,Ngày số liệu,Chỉ tiêu,Giá trị", *lines]))
    return path


@pytest.mark.parametrize("unit", ["31153", "Phường Ô Môn 31153", "31153-01", "92", "Thành phố Cần Thơ 92"])
def test_a_commune_reports_no_figure_of_another_unit(tmp_path, commune_officer, unit):
    given = {"register": "reported_figures", "month": OCTOBER, "sender": "31471", "by": commune_officer}
    own = services.deliver(figures(tmp_path / "a.csv", "31471", "Ấp 2 31471-02"), **given)
    assert own.state == State.ACCEPTED
    other = services.deliver(figures(tmp_path / "b.csv", "31471", unit), **given)
    assert other.state == State.RETURNED
    assert [(one.code, one.count) for one in other.findings.all()] == [("not_your_area", 1)]


def test_a_commune_lists_no_household_of_another_commune(tmp_path, officer):
    rows = [*files.ROWS, ("H0004", "31153", "31153-01", "092001000014", "Hộ khác", "", "Vùng thường")]
    returned = deliver(files.xlsx(tmp_path / "a.xlsx", rows), officer, sender="31471")
    assert returned.state == State.RETURNED
    assert {one.code for one in returned.findings.all()} == {"not_your_area"}
    assert deliver(files.xlsx(tmp_path / "a.xlsx", rows), officer).state == State.ACCEPTED


@pytest.mark.parametrize("register", ["participants", "population", "students", "receipts", "payroll"])
def test_a_commune_does_not_deliver_the_registers_of_other_offices(tmp_path, commune_officer, register):
    with pytest.raises(InvalidValue, match="không do xã, phường gửi"):
        services.receive(
            figures(tmp_path / "a.csv"), register=register, month=OCTOBER, sender="31471", by=commune_officer
        )
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    ("register", "sender", "may"),
    [
        ("participants", "BHXH-92", True),
        ("participants", "SGDDT-92", False),
        ("population", "CA-92", True),
        ("population", "BHXH-92", False),
        ("students", "SGD92", True),
        ("households", "31471", True),
        ("tax_incomes", "THUE-92", True),
        ("tax_incomes", "31471", False),
        ("labour_changes", "TZH490L", True),
        ("voluntary_registrations", "BI0113G", True),
        ("participants", "TZH490L", False),
        ("participants", "KHONG-RO", False),
    ],
)
def test_each_register_comes_from_the_offices_that_keep_it(tmp_path, officer, register, sender, may):
    assert senders.may_send(register, sender) is may
    if not may:
        with pytest.raises(InvalidValue, match="không do") as refused:
            services.receive(
                figures(tmp_path / "a.csv"), register=register, month=OCTOBER, sender=sender, by=None
            )
        assert "Nơi gửi" in str(refused.value.hint)


def test_every_register_that_offices_deliver_says_who_may_send_it():
    assert senders.MAY_SEND.keys() == schemas.DELIVERED.keys()


@pytest.mark.parametrize(
    ("role", "area", "organisation", "senders"),
    [
        ("si_officer", "92", "", None),
        ("si_officer", "92", "BHXH-92", ("BHXH-92",)),
        ("department_officer", "92", "SO-YTE", ("SO-YTE",)),
        ("department_officer", "92", "", ("92",)),
        ("commune_officer", "31471", "TRAM-YTE", ("31471",)),
        ("si_officer", "31471", "BHXH-92", ("31471",)),
        ("auditor", "92", "", ()),
    ],
)
def test_who_delivers_in_whose_name(role, area, organisation, senders):
    viewer = Viewer(user_id=1, scopes=(Scope(Role(role), area, organisation),), on=dt.date(2026, 10, 1))
    assert queries.senders(viewer) == senders


def test_who_only_reads_delivers_nothing(tmp_path, leader):
    with pytest.raises(NotPermitted):
        deliver(files.xlsx(tmp_path / "a.xlsx"), leader)


def test_a_month_that_has_not_begun_is_refused(tmp_path, officer):
    with pytest.raises(InvalidValue, match="chưa kết thúc"):
        deliver(files.xlsx(tmp_path / "a.xlsx"), officer, month=Month(2199, 1))


def test_no_personal_value_reaches_the_database(tmp_path, officer):
    rows = [
        ("H0001", "31471", "Nguyễn Thị Hoa", "Nguyễn Văn An", "0920010000", "Trần Thị Bé", "092001000099")
    ]
    delivery = deliver(files.xlsx(tmp_path / "a.xlsx", rows), officer)
    said = str([(one.examples, one.values) for one in delivery.findings.all()])
    assert not any(secret in said for secret in ("Hoa", "An'", "0920", "Bé"))


def test_the_published_results_go_through_as_one_aggregate_sheet(officer):
    delivery = services.deliver(
        PUBLISHED, register="reported_figures", month=Month(2025, 12), sender="PUBLISHED", by=officer
    )
    assert (delivery.state, delivery.rows) == (State.ACCEPTED, 38)
    columns = pq.read_table(kept.store().paths("reported_figures", Month(2025, 12))[0]).to_pydict()
    assert [str(value) for value in columns["value"][:1] + columns["percent_of_plan"][:1]] == [
        "1215.0000",
        "80.5200",
    ]
