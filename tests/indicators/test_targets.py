"""Targets: set by a body, changed with history, imported whole or not at all."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest
import xlsxwriter
from django.db import connection

from ansinh.accounts.terms import Role, Scope, Viewer
from ansinh.base.errors import AnSinhError
from ansinh.indicators import queries, services
from ansinh.indicators.models import Target
from ansinh.indicators.queries import workbooks
from ansinh.indicators.terms import AssigningBody, TargetKind

pytestmark = pytest.mark.django_db
END = dt.date(2025, 12, 31)
HEAD = "unit,indicator,kind,value,rate,base,deadline,document,document_on,body,body_name\n"


def stated(**more):
    return {
        "unit": "31471", "indicator": "si_voluntary", "deadline": END, "body": AssigningBody.PEOPLES_COMMITTEE,
        "body_name": "UBND thành phố", "document": "72/KH-UBND", "document_on": dt.date(2025, 2, 1),
        "kind": TargetKind.VALUE, "value": 1509, **more,
    }  # fmt: skip


def test_two_bodies_may_set_two_targets_and_one_is_shown_first():
    sector = services.set_target(
        **stated(body=AssigningBody.SOCIAL_INSURANCE, body_name="BHXH Việt Nam", value=1600)
    )
    assert sector.shown_first
    city = services.set_target(**stated())
    assert Target.objects.get(shown_first=True) == city
    services.show_first(sector.pk)
    assert Target.objects.get(shown_first=True) == sector
    services.end_target(sector.pk, on=dt.date(2025, 6, 1), reason="thay bằng văn bản khác")
    assert Target.objects.get(shown_first=True) == city


def test_a_changed_target_is_a_new_version_and_the_old_one_stays():
    services.set_target(**stated())
    assert services.set_target(**stated()).version == 1
    new = services.set_target(**stated(value=1550, document="99/KH-UBND", document_on=dt.date(2025, 7, 1)))
    old = Target.objects.get(version=1)
    assert (new.version, new.since, old.until) == (2, dt.date(2025, 7, 1), dt.date(2025, 7, 1))
    assert [event.value for event in new.events.order_by("pgh_id")][-1] == 1550
    assert old.events.count() >= 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"indicator": "nothing"},
        {"unit": "99999"},
        {"rate": Decimal(95)},
        {"kind": TargetKind.RATE, "value": None, "rate": Decimal(95)},
        {"kind": TargetKind.RATE, "value": None, "rate": Decimal(101), "base": 10},
        {"indicator": "hi_coverage"},
        {"value": -1},
        {"document": " "},
        {"unit": "31471-xx"},
        {"unit": "01"},
        {"unit": "00004"},
        {"unit": "31471-\0"},
        {"value": 10**20},
        {"document": "x" * 81},
        {"body_name": "x" * 121},
        {"kind": TargetKind.RATE, "value": None, "rate": Decimal("NaN"), "base": 10},
        {"kind": TargetKind.RATE, "value": None, "rate": Decimal("sNaN"), "base": 10},
        {"kind": TargetKind.RATE, "value": None, "rate": Decimal("1E+999"), "base": 10},
        {"kind": TargetKind.RATE, "value": None, "rate": Decimal("95.12345"), "base": 10},
        {"period_start": dt.date(2026, 1, 1)},
    ],
)
def test_a_target_that_cannot_be_is_refused_with_a_reason(wrong):
    with pytest.raises(AnSinhError):
        services.set_target(**stated(**wrong))
    assert not Target.objects.exists()


def test_a_csv_of_targets_is_taken_whole_and_again_changes_nothing(tmp_path):
    file = tmp_path / "targets.csv"
    file.write_text(
        HEAD
        + "92,hi,rate,,95,1910985,2025-12-31,1/NQ,2025-01-02,peoples_council,HĐND\n"
        + "31471,si_voluntary,value,1509,,,31/12/2025,2/KH,02/01/2025,Ủy ban nhân dân,UBND\n"
    )
    first = services.import_targets(file)
    assert (first.created, first.changed, first.unchanged) == (2, 0, 0)
    assert services.import_targets(file).unchanged == 2
    assert Target.objects.get(unit="92").rate == 95


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("value", "²"), ("value", "٣"), ("value", "9" * 5_000), ("unit", "31471-xx"), ("deadline", "31/12/99999"),
        ("document", "x" * 81), ("body_name", "x" * 200_000), ("document", "a\0b"), ("year", "99999"), ("year", "0"),
    ],
)  # fmt: skip
def test_an_impossible_cell_is_a_finding_and_never_a_crash(tmp_path, column, cell):
    row = {
        "unit": "31471", "indicator": "hi", "kind": "value", "value": "100", "deadline": "2025-12-31",
        "document": "1/KH", "document_on": "2025-01-02", "body_name": "UBND", "year": "", column: cell,
    }  # fmt: skip
    file = tmp_path / "targets.csv"
    file.write_text(",".join(row) + "\n" + ",".join(row.values()))
    with pytest.raises(AnSinhError):
        services.import_targets(file)
    assert not Target.objects.exists()


def test_a_workbook_of_targets_is_taken(tmp_path):
    file = tmp_path / "targets.xlsx"
    with xlsxwriter.Workbook(file) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD.strip().split(","))
        sheet.write_row(
            1, 0, [31471, "ui", "value", 700, "", "", "2025-12-31", "2/KH", "2025-01-02", "other", "Sở"]
        )
    assert services.import_targets(file).created == 1
    assert Target.objects.get().value == 700


def test_a_file_may_name_a_year_and_a_body_as_offices_write_them(tmp_path):
    file = tmp_path / "targets.csv"
    file.write_text(
        "unit,indicator,year,value_or_rate,kind,base,document,document_date,assigned_by\n"
        "92,hi,2025,95.0,rate,58752,72/KH-UBND,2025-01-15,Ủy ban nhân dân thành phố Cần Thơ\n"
        "92,hi,2025,94,rate,58752,9/BHXH,2025-01-15,Bảo hiểm xã hội Việt Nam\n"
    )
    assert services.import_targets(file).created == 2
    first = Target.objects.get(shown_first=True)
    assert (first.body, first.rate, first.deadline) == ("peoples_committee", 95, END)


def test_one_wrong_row_refuses_the_file_and_names_every_place(tmp_path):
    file = tmp_path / "targets.csv"
    file.write_text(
        HEAD
        + "31471,si_voluntary,value,1509,,,2025-12-31,2/KH,2025-01-02,other,UBND\n"
        + "31471,si_voluntary,value,1.509,,,2025-12-32,2/KH,2025-01-02,nobody,UBND\n"
        + "31471,si_voluntary,value,1510,,,2025-12-31,2/KH,2025-01-02,other,UBND\n"
        + "99999,ui,value,1,,,2025-12-31,,2025-01-02,other,UBND\n"
    )
    with pytest.raises(services.TargetsRefused) as refused:
        services.import_targets(file)
    places = {(finding.row, finding.column) for finding in refused.value.findings}
    assert places == {(3, "value"), (3, "deadline"), (3, "body"), (4, "unit"), (5, "document")}
    assert not Target.objects.exists()


def test_what_is_not_a_workbook_is_refused_plainly(tmp_path):
    file = tmp_path / "targets.xlsx"
    file.write_bytes(b"not a zip")
    with pytest.raises(AnSinhError, match="không đọc được"):
        services.import_targets(file)


def at_once(*deeds):
    """What several people do at the same moment, each on a connection of their own."""

    def done(deed):
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as people:
        return [each.result() for each in [people.submit(done, deed) for deed in deeds]]


@pytest.mark.django_db(transaction=True)
def test_officers_who_set_the_same_target_at_once_make_versions_of_it():
    at_once(*(lambda value=value: services.set_target(**stated(value=value)) for value in range(1, 7)))
    versions = Target.objects.order_by("version")
    assert [one.version for one in versions] == [1, 2, 3, 4, 5, 6]
    assert [one.shown_first for one in versions] == [False] * 5 + [True]


@pytest.mark.django_db(transaction=True)
def test_officers_who_import_the_same_file_at_once_make_each_target_once(tmp_path):
    file = tmp_path / "targets.csv"
    file.write_text(HEAD + "31471,ui,value,1509,,,2025-12-31,2/KH,2025-01-02,peoples_committee,UBND\n")
    results = at_once(*[lambda: services.import_targets(file)] * 4)
    assert sorted(result.created for result in results) == [0, 0, 0, 1]
    assert Target.objects.get().shown_first


@pytest.mark.django_db(transaction=True)
def test_officers_who_choose_different_targets_at_once_leave_one_shown_first():
    one = services.set_target(**stated())
    other = services.set_target(**stated(body=AssigningBody.SOCIAL_INSURANCE, body_name="BHXH Việt Nam"))
    at_once(*[lambda: services.show_first(one.pk), lambda: services.show_first(other.pk)] * 3)
    assert Target.objects.filter(shown_first=True, chosen=True).count() == 1


def test_the_workbook_of_targets_can_be_handed_in_again_unchanged(tmp_path):
    services.set_target(**stated(value=1509))
    rate = {"kind": TargetKind.RATE, "value": None, "rate": Decimal("95.25"), "base": 58752}
    services.set_target(**stated(indicator="hi", **rate))
    reader = Viewer(1, (Scope(Role.SI_OFFICER, "92"),), on=END)
    file = tmp_path / "targets.xlsx"
    file.write_bytes(workbooks.targets(queries.targets(viewer=reader)))
    again = services.import_targets(file)
    assert (again.created, again.changed, again.unchanged) == (0, 0, 2)


def test_the_list_begins_with_the_province_and_says_whose_hamlet_it_is():
    for unit in ("31471-01", "31471", "92"):
        services.set_target(**stated(unit=unit, value=10))
    rows = queries.targets(viewer=Viewer(1, (Scope(Role.SI_OFFICER, "92"),), on=END))
    assert [row.place.code for row in rows] == ["92", "31471", "31471-01"]
    assert rows[2].place.name.endswith(", Phường Long Mỹ")
