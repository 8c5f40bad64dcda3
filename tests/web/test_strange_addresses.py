"""Does an address that nobody meant to write end in a plain word instead of a crash?"""

from urllib.parse import quote

import pytest

from ansinh.accounts.terms import Role

pytestmark = pytest.mark.django_db

PLACES = (
    "/units/{}/", "/units/{}/ranking.xlsx", "/search/?q={}", "/indicators/{}/", "/indicators/hi/?unit={}",
    "/figures/{}/hi/2026-10/", "/figures/92/{}/2026-10/", "/figures/92/hi/2026-10/?sender={}&basis={}",
    "/targets/?unit={}&indicator={}&page={}", "/targets/new/?unit={}", "/network/communes/{}/",
    "/network/hamlets/{}/", "/network/organisations/?kind={}", "/deliveries/new/?register={}&sender={}",
    "/deliveries/forms/{}.xlsx", "/units/92/?sort={}&name={}&indicator={}",
)  # fmt: skip
MONTHS = (
    "/units/92/?month={}", "/units/31471-01/?month={}", "/runs/?month={}", "/deliveries/?month={}",
    "/deliveries/new/?month={}", "/figures/92/hi/{}/", "/indicators/hi/?month={}",
)  # fmt: skip


@pytest.mark.parametrize(
    "strange",
    ["\0", "31471-\0", "31471-%00", "99999", "92-00", "31471-00", "../../etc/passwd", "31471-1", "-1",
     "<script>alert(1)</script>", "３１４７１", "²²", "31471-²", "92 ", "x" * 3_000],
)  # fmt: skip
def test_no_text_in_an_address_makes_a_page_fail(city, signed_in, strange):
    client = signed_in(Role.SI_OFFICER)
    for place in PLACES:
        answer = client.get(place.replace("{}", quote(strange, safe="")))
        assert answer.status_code < 500, place
        assert b"<script>alert(1)" not in answer.content, place


@pytest.mark.parametrize(
    "strange",
    ["2026-13", "0000-01", "0001-01", "9999-12", "99999-01", "2026-1", "\0", "２０２６-10", "' OR 1=1"],
)
def test_no_month_in_an_address_makes_a_page_fail(city, signed_in, strange):
    client = signed_in(Role.SI_OFFICER)
    for place in MONTHS:
        assert client.get(place.replace("{}", quote(strange, safe=""))).status_code < 500, place


@pytest.mark.parametrize("address", ["/deliveries/{}/", "/network/collectors/{}/", "/targets/{}/end/"])
def test_a_number_that_no_key_can_be_is_not_found(city, signed_in, address):
    assert signed_in(Role.SI_OFFICER).get(address.replace("{}", "9" * 40)).status_code == 404


@pytest.mark.parametrize(("size", "status"), [(3_000_000, 422), (10_000_000, 400)])
def test_a_table_too_large_to_paste_is_refused_in_vietnamese(city, signed_in, size, status):
    answer = signed_in(Role.SI_OFFICER).post("/check-figures/", {"table": "x" * size})
    assert answer.status_code == status
    assert "lớn" in answer.content.decode()
