"""The administrator's and the auditor's screens."""

import datetime as dt

import pytest
from django.urls import reverse

from ansinh.accounts import services
from ansinh.accounts.models import Entry, Grant, User
from ansinh.accounts.terms import Role


@pytest.fixture
def administrator(client, person):
    user = person(Role.ADMINISTRATOR)
    client.force_login(user)
    return user


def test_an_administrator_makes_an_account_gives_a_role_and_ends_it(client, administrator):
    client.post(
        reverse("accounts:new_user"),
        {"username": "xa.longmy", "name": "Người Thử", "password": "một câu dài khác"},
    )
    made = User.objects.get(username="xa.longmy")
    give = {"role": "commune_officer", "area": "31471", "since": "2026-01-01", "reason": "QĐ 1"}
    assert client.post(reverse("accounts:give", args=[made.pk]), give).status_code == 302
    given = Grant.objects.get(user=made)
    client.post(reverse("accounts:end", args=[given.pk]), {"on": "2026-02-01"})
    given.refresh_from_db()
    assert given.until == dt.date(2026, 2, 1)
    actions = list(Entry.objects.values_list("action", flat=True)[:3])
    assert actions == ["grant.ended", "grant.given", "user.created"]
    assert Entry.objects.first().by == administrator


def test_a_role_over_a_unit_that_is_not_there_is_refused_with_a_word(client, administrator, person):
    officer = person(Role.COMMUNE_OFFICER, "31471")
    bad = {"role": "commune_officer", "area": "99999", "since": "2026-01-01"}
    assert client.post(reverse("accounts:give", args=[officer.pk]), bad).status_code == 400
    assert Grant.objects.filter(user=officer).count() == 1


def test_an_account_is_closed_and_its_roles_end(client, administrator, person):
    officer = person(Role.COMMUNE_OFFICER, "31471")
    client.post(reverse("accounts:deactivate", args=[officer.pk]))
    officer.refresh_from_db()
    assert not officer.is_active
    assert officer.grants.get().until is not None


@pytest.mark.parametrize("role", [role for role in Role if role != Role.ADMINISTRATOR])
def test_nobody_else_manages_accounts(client, person, role):
    client.force_login(person(role))
    other = person(Role.COMMUNE_OFFICER, "31471", username="other")
    for name, arguments in (("users", []), ("user", [other.pk]), ("new_user", [])):
        assert client.get(reverse(f"accounts:{name}", args=arguments)).status_code == 403
    for name, key in (("give", other.pk), ("deactivate", other.pk), ("end", other.grants.get().pk)):
        assert client.post(reverse(f"accounts:{name}", args=[key])).status_code == 403
    other.refresh_from_db()
    assert other.is_active


def test_the_auditor_reads_the_trail_by_action_area_and_day(client, person):
    auditor = person(Role.AUDITOR)
    client.force_login(auditor)
    services.record("list.looked", by=auditor, about="list:1", area="31471-03")
    services.record("target.set", by=auditor, about="target:1", area="92")

    def shown(**asked):
        content = client.get(reverse("accounts:audit"), asked).content.decode()
        return {action for action in ("list.looked", "target.set") if f">{action}<" in content}

    assert shown() == {"list.looked", "target.set"}
    assert shown(action="list") == {"list.looked"}
    assert shown(area="31471") == {"list.looked"}
    assert shown(day="2001-01-01") == set()


@pytest.mark.parametrize("role", [role for role in Role if role not in (Role.AUDITOR, Role.ADMINISTRATOR)])
def test_nobody_else_reads_the_trail(client, person, role):
    client.force_login(person(role))
    assert client.get(reverse("accounts:audit")).status_code == 403
