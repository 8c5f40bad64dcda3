"""Every address asks a visitor to sign in, except those that are named here."""

import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, get_resolver

pytestmark = pytest.mark.django_db

PUBLIC = {
    "account_login",
    "account_logout",  # sends a visitor on, without a page
    "account_inactive",
    "mfa_authenticate",  # the second step of signing in
    "mfa_trust",
    "set_language",
    "portal:calculators",  # nothing asked there is kept
    "portal:household",
    "portal:voluntary",
    "portal:oneoff",
    "portal:employer",
    "portal:unemployment",
}
"""What a visitor may open. A new public page is added here, on purpose."""


def addresses(patterns=None, before: str = "", room: str = "") -> Iterator[tuple[str, str]]:
    """Every route of the site: its name and an address of that shape."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        shape = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            name = f"{room}:{pattern.name}" if room else str(pattern.name)
            yield name, "/" + filled(shape)
        else:
            yield from addresses(pattern.url_patterns, shape, pattern.namespace or room)


def filled(shape: str) -> str:
    shape = re.sub(r"<int:\w+>|<\w*(year|month)\w*:\w+>", "1", shape)
    return re.sub(r"<(\w+:)?\w+>", "31471", shape)


def test_a_visitor_is_sent_to_the_sign_in_page_from_everywhere_else(client):
    open_to_all = []
    for name, address in addresses():
        if name in PUBLIC or name.split(":")[0] == "law":
            continue
        response = client.get(address)
        sent_away = response.status_code == 302 and response.url.startswith("/accounts/login/")
        if not sent_away and response.status_code != 405:
            open_to_all.append((name, address, response.status_code))
    assert open_to_all == []


def test_a_visitor_cannot_post_either(client):
    for name, address in addresses():
        if name not in PUBLIC and name.split(":")[0] != "law":
            response = client.post(address)
            assert response.status_code in (302, 403, 405), name
            assert response.status_code != 302 or response.url.startswith("/accounts/login/"), name


def test_every_page_carries_a_policy_without_inline_script_or_style(client):
    response = client.get("/accounts/login/")
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(rb"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", response.content)
