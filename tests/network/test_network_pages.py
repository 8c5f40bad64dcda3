"""The network's pages: names only for those who work with people there, each look written down."""

import datetime as dt

import pytest
from django.urls import reverse

from ansinh.accounts import services as accounts
from ansinh.accounts.models import Entry
from ansinh.accounts.terms import Role
from ansinh.network.models import Assignment, Collector, Hamlet, Organisation

NAME = "Trần Thị Thử"


@pytest.fixture
def collector(db):
    post = Organisation.objects.create(code="BD", name="Bưu điện thành phố", kind="collection")
    hamlet = Hamlet.objects.create(
        code="31471-01", commune="31471", name="Bình An", kind="area", since=dt.date(2025, 7, 1)
    )
    found = Collector.objects.create(code="C-1", organisation=post, name=NAME, commune="31471")
    Assignment.objects.create(collector=found, hamlet=hamlet, since=dt.date(2025, 7, 1))
    return found


@pytest.fixture
def signed_in(client, db):
    def sign_in(role: Role, area: str):
        user = accounts.create_user("nguoi.thu", password="một câu dài để nhớ", by=None)
        accounts.grant(user, role, area, since=dt.date(2020, 1, 1), by=None)
        client.force_login(user)
        return client

    return sign_in


def test_the_province_sees_every_commune_and_no_name(signed_in, collector):
    client = signed_in(Role.PROVINCE_LEADER, "92")  # and the row that adds them up
    assert client.get(reverse("network:home")).content.decode().count('scope="row"') == 103 + 1
    page = client.get(reverse("network:commune", args=["31471"])).content.decode()
    assert "Bình An" in page
    assert NAME not in page
    assert client.get(reverse("network:collector", args=[collector.pk])).status_code == 403
    assert not Entry.objects.filter(action__endswith=".looked").exists()


def test_a_commune_officer_comes_to_the_own_commune_and_each_look_is_written_down(signed_in, collector):
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    response = client.get(reverse("network:home"), follow=True)
    assert response.redirect_chain == [(reverse("network:commune", args=["31471"]), 302)]
    assert NAME in response.content.decode()
    client.get(reverse("network:hamlet", args=["31471-01"]))
    client.get(reverse("network:collector", args=[collector.pk]))
    looks = Entry.objects.filter(action__endswith=".looked").order_by("number")
    assert list(looks.values_list("action", "area")) == [
        ("collectors.looked", "31471"),
        ("collectors.looked", "31471-01"),
        ("collector.looked", "31471"),
    ]
    assert NAME not in str(list(looks.values_list("about", "details")))


@pytest.mark.parametrize(
    ("name", "given"),
    [("commune", "31153"), ("hamlet", "31153-01"), ("commune", "92"), ("commune", "00000")],
)
def test_another_commune_is_refused(signed_in, collector, name, given):
    client = signed_in(Role.COMMUNE_OFFICER, "31471")
    assert client.get(reverse(f"network:{name}", args=[given])).status_code == 403


def test_organisations_are_listed_by_kind(signed_in, collector):
    client = signed_in(Role.SI_OFFICER, "92")
    assert "Bưu điện" in client.get(reverse("network:organisations")).content.decode()
    other = client.get(reverse("network:organisations"), {"kind": "school"}).content.decode()
    assert "Bưu điện" not in other
