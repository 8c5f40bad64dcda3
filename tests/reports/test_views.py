"""The screens of official forms: asked for, looked at, taken away; each sees only their own area's."""

import pytest
from django.urls import reverse

from ansinh.accounts.models import Entry
from ansinh.base.months import Month
from ansinh.reports import queries, services
from ansinh.reports.models import Batch
from ansinh.reports.terms import Form

OCTOBER = Month(2026, 10)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]


@pytest.fixture(autouse=True)
def october_published(monkeypatch):
    monkeypatch.setattr(queries, "months_offered", lambda viewer: (OCTOBER,))


def batch(by, about="31471", form=Form.WIN_BACK) -> Batch:
    return services.ask(form, OCTOBER, about=about, name="Phường Long Mỹ", area=about, run="", by=by)


def test_a_form_asked_for_has_a_page_that_says_it_is_being_filled(client, officer):
    client.force_login(officer)
    page = client.post(
        reverse("reports:ask"), {"form": "B15a-UQ", "month": "2026-10", "employer": ""}, follow=True
    )
    assert "Biểu đang được lập" in page.content.decode()
    assert Batch.objects.get().about == "92"


def test_a_form_about_a_commune_needs_the_commune(client, officer):
    client.force_login(officer)
    page = client.post(reverse("reports:ask"), {"form": "C21a-TS", "month": "2026-10"})
    assert page.status_code == 400 and "bắt buộc" in page.content.decode()
    assert not Batch.objects.exists()


def test_a_communes_officer_is_offered_only_forms_and_places_of_the_commune(client, commune_officer):
    client.force_login(commune_officer)
    page = client.get(reverse("reports:ask")).content.decode()
    assert "C21a-TS" in page and "D02-LT" not in page
    asked = client.get(reverse("reports:ask"), {"form": "C21a-TS"}).content.decode()
    assert 'type="hidden" name="commune" value="31471"' in asked and "31153" not in asked
    refused = client.post(reverse("reports:ask"), {"form": "C21a-TS", "month": "2026-10", "commune": "31153"})
    assert refused.status_code == 400 and not Batch.objects.exists()


def test_nobody_sees_another_communes_form(client, officer, other_commune_officer):
    of_long_my = services.fill(batch(officer).pk)
    client.force_login(other_commune_officer)
    assert f"/forms/{of_long_my.pk}/" not in client.get(reverse("reports:forms")).content.decode()
    for name in ("form", "workbook"):
        assert client.get(reverse(f"reports:{name}", args=[of_long_my.pk])).status_code == 404
    for name in ("send", "reopen", "drop", "fill_again"):
        assert client.post(reverse(f"reports:{name}", args=[of_long_my.pk])).status_code == 404
    assert Batch.objects.get().state == of_long_my.state


def test_leaders_fill_no_forms(client, leader):
    client.force_login(leader)
    assert client.get(reverse("reports:forms")).status_code == 403


def test_taking_a_form_away_is_recorded_without_a_name(client, officer):
    done = services.fill(
        services.ask(Form.TARGETS, OCTOBER, about="92", name="Cần Thơ", area="92", run="", by=officer).pk
    )
    client.force_login(officer)
    answer = client.get(reverse("reports:workbook", args=[done.pk]))
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    entry = Entry.objects.get(action="form.copied")
    assert entry.about == str(done.pk) and entry.details["lines"] == done.lines


def test_the_forms_of_a_month_are_read_with_few_queries(client, officer, django_assert_max_num_queries):
    for about in ("31471", "31153"):
        batch(officer, about)
    client.force_login(officer)
    with django_assert_max_num_queries(12):
        client.get(reverse("reports:forms"))


@pytest.mark.parametrize(
    ("form", "asked"),
    [
        ("D02-LT", "employer"),
        ("D05-TS", "organisation"),
        ("D06-TS", "organisation"),
        ("C21a-TS", "commune"),
        ("B15a-UQ", ""),
    ],
)
def test_only_what_the_chosen_form_needs_is_asked(client, officer, form, asked):
    client.force_login(officer)
    page = client.get(reverse("reports:ask"), {"form": form}).content.decode()
    shown = {name for name in ("employer", "organisation", "commune") if f'id="id_{name}"' in page}
    assert shown == ({asked} if asked else set()) and 'id="id_month"' in page


def test_a_form_that_nobody_knows_leads_back_to_the_choice(client, officer):
    client.force_login(officer)
    assert "C21a-TS" in client.get(reverse("reports:ask"), {"form": "X"}).content.decode()
    assert client.post(reverse("reports:ask"), {"form": "X", "month": "2026-10"}).status_code == 400


def test_the_page_of_a_form_waits_and_then_loads_itself_again(client, officer):
    asked = services.ask(Form.TARGETS, OCTOBER, about="92", name="Cần Thơ", area="92", run="", by=officer)
    client.force_login(officer)
    address, headers = reverse("reports:form", args=[asked.pk]), {"HX-Request": "true"}
    assert b'id="waiting"' in client.get(address, headers=headers).content
    services.fill(asked.pk)
    assert client.get(address, headers=headers).headers["HX-Refresh"] == "true"
    assert b'id="waiting"' not in client.get(address).content
