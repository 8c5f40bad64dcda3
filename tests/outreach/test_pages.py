"""Do the pages show each reader their lists and nobody else's, and write down every look?"""

import datetime as dt
import io

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.outreach.candidates import candidate

from ansinh.accounts.models import Entry
from ansinh.accounts.terms import Role
from ansinh.outreach import services
from ansinh.outreach.models import Candidate, Handover, Visit
from ansinh.outreach.terms import Outcome

pytestmark = pytest.mark.django_db
GAP = {"tax_code": "1800000001", "name": "Công ty Lúa Vàng", "commune": "31471", "reason": "headcount_gap", "taxed": 12, "declared": 7, "persons": 5}  # fmt: skip
OTHERS_GAP = GAP | {"tax_code": "1800000002", "name": "Công ty Nơi Khác", "commune": "31153"}
FIRST = "/lists/people/P0000000000000001/hi_card_expired/"


@pytest.fixture
def lists(published):
    """Long Mỹ has ten entries in hamlet 01, twenty in 02, one in 03; Ô Môn has one."""
    rows = [candidate(number) for number in range(10)]
    rows += [candidate(number, hamlet="31471-02", household=f"B{number // 2}") for number in range(10, 30)]
    rows += [
        candidate(30, hamlet="31471-03"),
        candidate(99, commune="31153", hamlet="31153-01", full_name="Người Nơi Khác"),
    ]
    rows.append(
        candidate(
            1,
            scheme="si",
            reason="voluntary_si_eligible",
            hi_group="",
            own=290_400,
            premium=330_000,
            support=39_600,
        )
    )
    return published(rows, left_out=[("deceased", "hi", "31471", 3)], gaps=[GAP, OTHERS_GAP])


@pytest.fixture
def signed_in(person, client):
    def as_(role, area, **more):
        client.force_login(
            person(role, area, **more), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        return client

    return as_


def text(answer) -> str:
    return answer.content.decode()


def test_the_province_leader_sees_counts_by_reason_and_commune_and_no_person(lists, signed_in):
    client = signed_in(Role.PROVINCE_LEADER, "92")
    shown = text(client.get("/lists/"))
    assert "Long Mỹ" in shown
    assert "Nguyễn Văn" not in shown
    assert "đã chết" in shown
    assert "Nguyễn Văn" not in text(client.get("/lists/communes/31471/"))
    for address in ("/lists/hamlets/31471-01/", FIRST, "/lists/employers/", "/lists/hamlets/31471-01/copy/"):
        assert client.get(address).status_code in (403, 404), address


def test_the_commune_officer_sees_hamlets_collectors_and_persons(lists, signed_in):
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    assert client.get("/lists/").url == "/lists/communes/31471/"
    shown = text(client.get("/lists/communes/31471/"))
    assert all(word in shown for word in ("Khu vực 1", "Khu vực 2", "An", "Bình", "Bưu điện", "Hội Phụ nữ"))
    shown = text(client.get("/lists/hamlets/31471-01/"))
    assert shown.count('class="who"') == 11
    assert "1.263.600" in shown
    assert "•••••••••001" in shown
    assert (
        Entry.objects.filter(action="list.looked", area="31471-01").get().details["persons"] == 10
    )  # of 11 entries


def test_another_communes_officer_sees_nothing_of_it(lists, signed_in):
    client = signed_in(Role.COMMUNE_OFFICER, "31153")
    for address in ("/lists/communes/31471/", "/lists/hamlets/31471-01/", FIRST, "/lists/hamlets/31471-01/copy/", "/lists/hamlets/31471-01/hand-over/", "/lists/collectors/{}/".format(Candidate.objects.filter(hamlet="31471-01").first().collector_id)):  # fmt: skip
        assert client.get(address).status_code in (403, 404), address
        assert client.post(address, {"why": "thử", "to": "workbook"}).status_code in (403, 404, 405), address
    assert "Lúa Vàng" not in text(client.get("/lists/employers/"))
    assert "Nơi Khác" in text(client.get("/lists/employers/"))


def test_a_collector_sees_the_own_list_and_no_other(lists, ward, signed_in):
    client = signed_in(Role.COLLECTOR, "31471-02", collector=ward["Chi"])
    assert client.get("/lists/").url == "/lists/mine/"
    mine = Candidate.objects.filter(collector=ward["Chi"]).count()
    assert 8 <= mine <= 12
    assert text(client.get("/lists/mine/")).count('class="who"') == mine
    assert text(client.get("/lists/hamlets/31471-02/")).count('class="who"') == mine
    other = Candidate.objects.filter(collector=ward["Bình"]).first()
    for address in (f"/lists/people/{other.person}/{other.reason}/", f"/lists/collectors/{ward['Bình'].pk}/", FIRST, "/lists/hamlets/31471-01/"):  # fmt: skip
        assert client.get(address).status_code in (403, 404), address
    assert client.get("/lists/hamlets/31471-02/copy/").status_code == 403
    assert client.post(f"/lists/people/{other.person}/{other.reason}/record/", {"outcome": "enrolled", "seen": 0, "on": "2026-11-10"}).status_code in (403, 404)  # fmt: skip
    assert not Visit.objects.exists()


def test_a_collector_whose_account_is_not_linked_is_told_what_to_do(lists, signed_in):
    client = signed_in(Role.COLLECTOR, "31471-02")
    answer = client.get("/lists/mine/")
    assert answer.status_code == 404
    assert "chưa được liên kết" in text(answer)
    assert text(client.get("/lists/hamlets/31471-02/")).count('class="who"') == 0


def test_a_collector_records_a_result_and_takes_it_back(lists, ward, signed_in):
    client = signed_in(Role.COLLECTOR, "31471-01", collector=ward["An"])
    assert "Kết quả tiếp xúc" in text(client.get(FIRST + "?list=mine"))
    today = timezone.localdate()
    answer = client.post(
        FIRST + "record/?list=mine", {"outcome": "refused", "seen": 0, "on": today, "note": "Bận"}
    )
    assert answer.url.startswith("/lists/mine/#P0000000000000001")
    visit = Visit.objects.get()
    again = client.post(FIRST + "record/", {"outcome": "enrolled", "seen": 0, "on": today})
    assert again.status_code == 400
    assert "vừa ghi kết quả" in text(again)
    assert client.post(f"/lists/visits/{visit.pk}/take-back/", {"why": "Nhầm"}).status_code == 302
    shown = text(client.get(FIRST))
    assert "Rút lại" in shown
    assert "Nhầm" in shown


def test_an_inspector_reads_but_does_not_write(lists, signed_in):
    client = signed_in(Role.INSPECTOR, "92")
    assert "do nhân viên thu" in text(client.get(FIRST))
    assert (
        client.post(
            FIRST + "record/", {"outcome": "enrolled", "seen": 0, "on": timezone.localdate()}
        ).status_code
        == 403
    )
    assert client.get("/lists/hamlets/31471-01/copy/").status_code == 403


def test_a_look_at_a_person_is_written_down_without_the_person(lists, signed_in):
    signed_in(Role.COMMUNE_OFFICER, "31471").get(FIRST)
    entry = Entry.objects.get(action="candidate.looked")
    assert "P0000000000000001" not in entry.about
    assert entry.area == "31471-01"


@pytest.mark.parametrize(
    ("query", "names"),
    [("scheme=si", 1), ("why=hi_card_expired", 10), ("state=to_visit", 10), ("state=visited", 1), ("state=follow_up", 1), ("why=nothing", 11), ("page=9", 11), ("page=x", 11)],
)  # fmt: skip
def test_a_list_is_read_in_parts(lists, signed_in, query, names):
    at = dt.datetime(2026, 11, 10, tzinfo=dt.UTC)
    one = Candidate.objects.get(person="P0000000000000002", reason="hi_card_expired")
    services.record_visit(one, Outcome.NOT_FOUND, seen=0, on=dt.date(2026, 11, 9), follow_up_on=dt.date(2026, 11, 20), at=at, by=None)  # fmt: skip
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    assert text(client.get(f"/lists/hamlets/31471-01/?{query}")).count('class="who"') == names


def test_an_export_is_asked_for_with_a_reason_marked_and_written_down(lists, signed_in):
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    assert client.post("/lists/hamlets/31471-01/copy/", {"why": "", "to": "workbook"}).status_code == 400
    answer = client.post("/lists/hamlets/31471-01/copy/", {"why": "Giao tổ thu", "to": "workbook"})
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    sheet = book.active
    cells = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert any("không sao chép" in cell for cell in cells)
    assert "Cộng: 11 lượt người, 10 người" in cells
    assert any("•••••••••001" in cell for cell in cells)
    assert not any("092085000001" in cell for cell in cells)
    assert "không sao chép" in sheet.oddHeader.center.text
    assert "Người thử" in sheet.oddFooter.left.text
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows) == (
        "landscape",
        9,
        "$8:$8",
    )
    assert Entry.objects.get(action="list.exported").details == {
        "month": "2026-10",
        "rows": 11,
        "persons": 10,
        "why": "Giao tổ thu",
    }


def test_a_name_that_begins_like_a_formula_stays_a_name(published, signed_in):
    published([candidate(1, full_name='=HYPERLINK("http://x")', household="+1", birth_date="@sum")])
    answer = signed_in(Role.COMMUNE_OFFICER, "31471").post(
        "/lists/hamlets/31471-01/copy/", {"why": "thử", "to": "workbook"}
    )
    cells = [
        cell for row in openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows() for cell in row
    ]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert '=HYPERLINK("http://x")' in [cell.value for cell in cells]


def test_a_list_on_paper_has_lines_to_sign(lists, ward, signed_in):
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    shown = text(
        client.post(f"/lists/collectors/{ward['An'].pk}/copy/", {"why": "Giao tổ thu", "to": "paper"})
    )
    assert "Người giao danh sách" in shown
    assert Entry.objects.get(action="list.printed").details["rows"] == 11


def test_the_commune_hands_a_list_over_and_ends_that(lists, ward, signed_in):
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    given = {"giver": ward["An"].pk, "taker": ward["Bình"].pk, "why": "Nghỉ phép"}
    assert client.post("/lists/hamlets/31471-01/hand-over/", given).status_code == 302
    assert not Candidate.objects.filter(collector=ward["An"]).exists()
    assert "Nghỉ phép" in text(client.get("/lists/hamlets/31471-01/hand-over/"))
    client.post(f"/lists/handovers/{Handover.objects.get().pk}/end/")
    assert Candidate.objects.filter(collector=ward["An"]).count() == 11
    client.post(FIRST + "hand-over/", {"taker": ward["Chi"].pk, "why": "Họ hàng"})
    assert Candidate.objects.filter(collector=ward["Chi"], hamlet="31471-01").count() == 3


def test_hit_rates_are_shown_from_thirty_visits_on(lists, signed_in):
    at = dt.datetime(2026, 11, 10, tzinfo=dt.UTC)
    for place, one in enumerate(
        Candidate.objects.filter(reason="hi_card_expired").select_related("publication")
    ):
        outcome = Outcome.ALREADY_INSURED if place % 4 == 0 else Outcome.ENROLLED
        services.record_visit(one, outcome, seen=0, on=dt.date(2026, 11, 9), at=at, by=None)
    shown = text(signed_in(Role.PROVINCE_LEADER, "92").get("/lists/hit-rates/"))
    assert "75,0" in shown
    assert "Nguyễn" not in shown
    assert "0 trên 1" in shown or "1 trên 1" in shown


def test_no_page_asks_the_database_more_than_twelve_times(lists, ward, signed_in):
    client = signed_in(Role.SI_OFFICER, "92")
    pages = (
        "/lists/", "/lists/?why=hi_card_expired", "/lists/communes/31471/", "/lists/hamlets/31471-01/", "/lists/hamlets/31471-01/?state=to_visit",
        f"/lists/collectors/{ward['Bình'].pk}/", FIRST, "/lists/employers/", "/lists/hit-rates/", "/lists/hamlets/31471-01/copy/",
        "/lists/hamlets/31471-01/hand-over/", FIRST + "hand-over/",
    )  # fmt: skip
    found = {}
    for address in pages:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200, address
        found[address] = len(queries)
    assert {address: number for address, number in found.items() if number > 12} == {}
