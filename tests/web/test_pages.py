"""Does each page of figures show what it should, to whom it may, as a whole or as a part?"""

import io

import openpyxl
import pytest

from ansinh.accounts.terms import Role
from ansinh.indicators.models import Run, Target

pytestmark = pytest.mark.django_db
PART = {"HX-Request": "true", "HX-Target": "div#ranking"}


def text(answer) -> str:
    return answer.content.decode()


def test_a_visitor_is_sent_to_sign_in(client):
    answer = client.get("/units/92/")
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


@pytest.mark.parametrize(
    ("role", "area", "leads_to"),
    [
        (Role.PROVINCE_LEADER, "92", "/units/92/"),
        (Role.COMMUNE_OFFICER, "31471", "/units/31471/"),
        (Role.COLLECTOR, "31471-02", "/units/31471-02/"),
    ],
)
def test_each_role_begins_where_its_work_is(city, signed_in, role, area, leads_to):
    client = signed_in(role, area)
    assert client.get("/")["Location"] == leads_to
    assert client.get(leads_to).status_code == 200


def test_the_province_page_opens_with_a_sentence_to_read_aloud(city, signed_in):
    page = text(signed_in(Role.PROVINCE_LEADER).get("/units/92/"))
    assert "Đến 31/10/2026, thành phố Cần Thơ có 111.523/130.000 người tham gia BHXH tự nguyện" in page
    assert "người mỗi ngày làm việc đến 31/12/2026." in page
    assert page.count("<h1>") == 1


def test_the_page_speaks_english_to_those_who_chose_it(city, signed_in):
    client = signed_in(Role.PROVINCE_LEADER)
    client.post("/language/", {"language": "en", "next": "/"})
    page = text(client.get("/units/92/"))
    assert '<html lang="en">' in page
    assert "By 31 Oct 2026, Thành phố Cần Thơ had 111,523 of 130,000 participants" in page


def test_a_commune_officer_does_not_see_another_commune(city, signed_in):
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    assert client.get("/units/31471/").status_code == 200
    for address in (
        "/units/31153/", "/units/92/", "/units/31153/ranking.xlsx", "/indicators/hi/?unit=31153",
        "/figures/31153/hi/2026-10/",
    ):  # fmt: skip
        answer = client.get(address)
        assert answer.status_code == 403, address
        assert "Ô Môn" not in text(answer)


def test_the_part_is_the_same_as_in_the_whole_page(city, signed_in):
    client = signed_in(Role.SI_OFFICER)
    address = "/units/92/?sort=-gap&only=low"
    part = text(client.get(address, headers=PART))
    assert part.lstrip().startswith('<div id="ranking">')
    assert part.strip() in text(client.get(address))


def test_the_ranking_sorts_and_filters_without_accents(city, signed_in):
    client = signed_in(Role.SI_OFFICER)
    page = text(client.get("/units/92/?name=long my", headers=PART))
    assert "Phường Long Mỹ" in page
    assert "Ô Môn" not in page
    down = text(client.get("/units/92/?sort=-value", headers=PART))
    assert 'aria-sort="descending"' in down


def test_a_search_needs_no_accents_and_shows_only_ones_own_units(city, signed_in):
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    assert client.get("/search/?q=long my")["Location"] == "/units/31471/"
    assert "/units/31153/" not in text(client.get("/search/?q=o mon"))


def test_the_workbook_holds_exact_numbers_and_the_totals_row(city, signed_in):
    answer = signed_in(Role.SI_OFFICER).get("/units/92/ranking.xlsx?indicator=si_voluntary")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert (
        len([line for line in lines if line[1] and len(str(line[1])) == 5 and str(line[1]).isdigit()]) == 103
    )
    assert lines[-1][2:5] == ["Thành phố Cần Thơ", 111523, 130000]


def test_every_figure_leads_to_how_it_was_computed(city, signed_in):
    client = signed_in(Role.PROVINCE_LEADER)
    assert "/figures/92/hi_coverage/2026-10/" in text(client.get("/units/92/"))
    page = text(client.get("/figures/92/hi_coverage/2026-10/"))
    assert "Tử số" in page
    assert "Mẫu số" in page
    assert Run.objects.get(month="2026-10").code in page


@pytest.mark.parametrize(
    "address",
    ["/indicators/", "/indicators/si_voluntary/", "/indicators/hi_coverage/?unit=31471", "/runs/", "/targets/",
     "/targets.xlsx", "/targets/new/", "/targets/import/", "/search/", "/units/31471/?indicator=hi_coverage"],
)  # fmt: skip
def test_every_page_opens(city, signed_in, address):
    assert signed_in(Role.SI_OFFICER).get(address).status_code == 200


def test_a_month_without_figures_says_what_to_do(signed_in):
    answer = signed_in(Role.PROVINCE_LEADER).get("/units/92/")
    assert answer.status_code == 404
    assert "Chưa công bố số liệu tháng nào." in text(answer)
    assert "ansinh month" in text(answer)


@pytest.mark.parametrize("address", ["/indicators/nothing/", "/units/31471-77/"])
def test_what_does_not_exist_is_said_plainly(city, signed_in, address):
    assert signed_in(Role.SI_OFFICER).get(address).status_code == 404


def test_a_month_that_is_not_a_month_is_refused(city, signed_in):
    assert signed_in(Role.SI_OFFICER).get("/units/92/?month=soon").status_code == 400


def test_only_those_who_may_set_targets_are_offered_it(city, signed_in):
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    assert "/targets/new/" not in text(client.get("/targets/"))
    assert client.get("/targets/new/").status_code == 403
    assert "31153" not in text(client.get("/targets/")).partition("<tbody>")[2]


def test_the_demonstration_says_so_on_every_page(city, signed_in, settings):
    settings.DEMONSTRATION = True
    client = signed_in(Role.SI_OFFICER)
    for address in ("/units/92/", "/targets/", "/runs/", "/nothing/"):
        assert "là hư cấu" in text(client.get(address)), address


def test_nothing_inline_that_the_content_policy_would_refuse(city, signed_in):
    client = signed_in(Role.SI_OFFICER)
    for address in ("/units/92/", "/indicators/hi_coverage/", "/targets/new/", "/figures/92/hi/2026-10/"):
        page = text(client.get(address))
        for refused in (" style=", "<style", "onclick=", "javascript:"):
            assert refused not in page, (address, refused)


def test_what_is_kept_in_memory_is_never_shown_without_the_right(city, signed_in, client):
    signed_in(Role.PROVINCE_LEADER).get("/units/31153/")
    client.logout()
    answer = signed_in(Role.COMMUNE_OFFICER, "31471").get("/units/31153/")
    assert answer.status_code == 403
    assert "Ô Môn" not in text(answer)


def test_a_changed_target_shows_at_once(city, signed_in):
    client = signed_in(Role.PROVINCE_LEADER)
    assert "130.000" in text(client.get("/units/92/"))
    Target.objects.filter(unit="92", indicator="si_voluntary").update(value=140_000)
    assert "111.523/140.000 người" in text(client.get("/units/92/"))


def test_only_those_who_may_set_targets_there_can_change_one(city, signed_in):
    target = Target.objects.get(unit="31471")
    for role, area in (
        (Role.COMMUNE_OFFICER, "31471"),
        (Role.DEPARTMENT_OFFICER, "92"),
        (Role.SI_OFFICER, "31153"),
    ):
        client = signed_in(role, area)
        assert client.post(f"/targets/{target.pk}/first/").status_code == 403
        ended = client.post(f"/targets/{target.pk}/end/", {"on": "2026-10-01", "reason": "thử"})
        assert ended.status_code == 403
    target.refresh_from_db()
    assert target.until is None


def test_a_rate_is_explained_with_the_target_it_is_measured_against(city, signed_in):
    page = text(signed_in(Role.PROVINCE_LEADER).get("/figures/92/hi_coverage/2026-10/"))
    assert "Văn bản" in page


def test_a_collector_is_led_to_no_page_that_is_closed(city, signed_in):
    page = signed_in(Role.COLLECTOR, "31471-01").get("/units/31471-01/").content.decode()
    assert "Phường Long Mỹ" in page
    assert 'href="/units/31471/' not in page


def test_many_targets_come_in_pages(city, signed_in):
    first = signed_in(Role.SI_OFFICER).get("/targets/").content.decode()
    assert "Trang 1/2" in first
    assert first.count("<tr>") < 70
