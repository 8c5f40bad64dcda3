"""A delivered form is received, recognised, checked, and accepted, held or returned like any other file."""

import duckdb
import openpyxl
import pytest
from tests.intake import official_files as forms

from ansinh.base.months import Month
from ansinh.intake import queries, services
from ansinh.intake.services import files as kept
from ansinh.intake.terms import State

OCTOBER = Month(2026, 10)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


def deliver(path, by, register, *, sender="TZ0001A", month=OCTOBER):
    return services.deliver(path, register=register, month=month, sender=sender, by=by)


def codes(delivery):
    return {one.code for one in delivery.findings.all()}


def test_a_form_becomes_a_snapshot_and_its_version_is_shown(tmp_path, officer):
    delivery = deliver(
        forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02(), ())), officer, "labour_changes"
    )
    assert delivery.state == State.ACCEPTED
    said = delivery.findings.get(code="official_form")
    assert "D02-LT 366/QĐ-BHXH" in said.what
    (snapshot,) = kept.store().snapshots("labour_changes", OCTOBER)
    assert snapshot.rows == 3


def test_an_xml_dossier_and_a_page_named_xls_are_accepted(tmp_path, officer):
    sent = deliver(forms.envelope(tmp_path / "hoso.xml"), officer, "hi_registrations", sender="BI0113G")
    assert (sent.state, sent.kind, sent.rows) == (State.ACCEPTED, "xml", 1)
    page = forms.html(tmp_path / "d02.xls", forms.grid(forms.d02()))
    assert deliver(page, officer, "labour_changes").kind == "html"


def test_a_form_sent_to_the_wrong_register_is_returned_with_the_right_one(tmp_path, officer):
    path = forms.book(tmp_path / "a.xlsx", ("D02-LT", forms.d02(), ()))
    delivery = deliver(path, officer, "voluntary_registrations", sender="BHXH-92")
    assert (delivery.state, codes(delivery)) == (State.RETURNED, {"other_form"})


def test_what_a_notice_carries_in_is_what_the_one_before_carried_out(tmp_path, officer):
    september = forms.book(
        tmp_path / "9.xlsx", ("C12-TS", forms.c12(forms.C12_LINES, month="9 năm 2026"), ())
    )
    deliver(september, officer, "contribution_notices", month=Month(2026, 9), sender="BHXH-92")
    agreeing = forms.book(tmp_path / "10.xlsx", ("C12-TS", forms.c12(forms.C12_LINES), ()))
    assert "carried_over_differs" not in codes(
        deliver(agreeing, officer, "contribution_notices", sender="BHXH-92")
    )
    lines = [list(line) for line in forms.C12_LINES]
    lines[2][2:] = [100, 200, 300, 50, 20, 670]
    path = forms.book(tmp_path / "11.xlsx", ("C12-TS", forms.c12(lines), ()))
    differing = deliver(path, officer, "contribution_notices", sender="BHXH-92")
    assert "9/2026" in differing.findings.get(code="carried_over_differs").what


def test_an_export_of_participants_waits_for_confirmation_and_is_then_accepted(tmp_path, officer):
    heads = (
        "MaDvi",
        "SoBhxh",
        "SoKcb",
        "LoaiDt",
        "HoTen",
        "GioiTinh",
        "NgaySinh",
        "TyLeBhtn",
        "MaXaLh",
        "HanTheTu",
        "HanTheDen",
    )
    line = (
        "TZ0001A",
        920000011,
        "DN4920920000011",
        "DN",
        "Người Thử Một",
        1,
        "05/03/1990",
        2,
        "31471",
        "01/01/2026",
        "31/12/2026",
    )
    path = forms.book(tmp_path / "ntg.xlsx", ("NTG", forms.lines(1, [heads, line]), ()))
    delivery = deliver(path, officer, "participants", sender="BHXH-92")
    assert (delivery.state, "voluntary_unknown" in codes(delivery)) == (State.HELD, True)
    services.confirm(delivery, by=officer, reason="Phần mềm không xuất BHXH tự nguyện")
    delivery = services.check(delivery.pk)
    assert delivery.state == State.ACCEPTED
    (snapshot,) = kept.store().snapshots("participants", OCTOBER)
    found = duckdb.sql(f"SELECT si_number, si_compulsory, hi FROM '{snapshot.path}'").fetchall()
    assert found == [("0920000011", True, True)]


def test_the_list_of_findings_names_the_rows_of_totals(tmp_path, officer):
    lines = [[number, "Người Thử", f"092000001{number}", *[None] * 4, 100] for number in (1, 2)]
    cells = forms.d05(lines) | {"H17": 300}
    path = forms.book(tmp_path / "a.xlsx", ("D05-TS", cells, ()))
    delivery = deliver(path, officer, "voluntary_registrations", sender="BHXH-92")
    assert delivery.state == State.ACCEPTED
    page = openpyxl.load_workbook(queries.list_path(delivery))["Findings"]
    rows = [row for row in page.iter_rows(min_row=2, values_only=True) if "add up to 200" in str(row[4])]
    assert [row[0] for row in rows] == [17]
