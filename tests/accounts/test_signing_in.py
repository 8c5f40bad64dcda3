"""Signing in: password, second factor, lock-out; nobody signs up."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.urls import NoReverseMatch, reverse

from ansinh.accounts import services
from ansinh.accounts.models import Entry
from ansinh.accounts.terms import Role

PASSWORD = "một câu dài để nhớ"


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    cache.clear()


def sign_in(client, username: str, password: str = PASSWORD):
    return client.post(reverse("account_login"), {"login": username, "password": password})


def test_the_right_password_opens_the_house_and_is_written_down(client, person):
    user = person(Role.SI_OFFICER)
    response = sign_in(client, "si_officer")
    assert (response.status_code, response.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert Entry.objects.first().action == "session.opened"


def test_five_wrong_passwords_pause_signing_in_and_the_page_says_for_how_long(client, person):
    person(Role.SI_OFFICER)
    for _ in range(4):
        assert sign_in(client, "si_officer", "sai").status_code == 200
    assert sign_in(client, "si_officer", "sai").status_code == 429
    response = sign_in(client, "si_officer")
    assert response.status_code == 429
    assert "15 phút" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_with_a_second_factor_the_password_alone_opens_nothing(client, person):
    user = person(Role.SI_OFFICER)
    TOTP.activate(user, generate_totp_secret())
    codes = RecoveryCodes.activate(user)
    response = sign_in(client, "si_officer")
    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    assert client.get(response.url).status_code == 200
    client.post(response.url, {"code": "000000x"})
    assert "_auth_user_id" not in client.session
    client.post(response.url, {"code": codes.generate_codes()[0]})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_closed_account_does_not_sign_in(client, person):
    import datetime as dt

    user = person(Role.SI_OFFICER)
    services.deactivate(user, by=None, on=dt.date(2026, 1, 1))
    sign_in(client, "si_officer")
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_and_no_password_is_sent_by_mail():
    for name in ("account_signup", "account_reset_password", "account_email"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


@pytest.mark.parametrize(
    "name",
    ["mfa_index", "account_logout", "account_change_password", "mfa_activate_totp", "account_reauthenticate"],
)
def test_the_pages_of_the_own_account_are_shown_in_vietnamese(client, person, name):
    person(Role.SI_OFFICER)
    sign_in(client, "si_officer")
    response = client.get(reverse(name), follow=True)
    assert response.status_code == 200
    assert 'lang="vi"' in response.content.decode()


def test_the_second_factor_is_switched_on_and_off(client, person):
    user = person(Role.SI_OFFICER)
    sign_in(client, "si_officer")
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    for name in (
        "mfa_index",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_deactivate_totp",
    ):
        assert client.get(reverse(name), follow=True).status_code == 200


def test_a_changed_password_is_written_down(client, person):
    person(Role.SI_OFFICER)
    sign_in(client, "si_officer")
    new = "một câu khác dài hơn"
    client.post(
        reverse("account_change_password"), {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert Entry.objects.first().action == "user.password_changed"
    assert new not in str(list(Entry.objects.values_list("details", "about")))
