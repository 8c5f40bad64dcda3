"""A served city and a real browser: Debian's Chromium, which reaches nothing but this machine."""

from __future__ import annotations

import datetime as dt
import importlib.util
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

CHROMIUM = os.environ.get("ANSINH_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
PASSWORD = "an-sinh-2026-thu"
ROLES = {
    "leader": ("province_leader", "92"),
    "officer": ("si_officer", "92"),
    "commune": ("commune_officer", "31471"),
    "collector": ("collector", "31471-02"),
    "administrator": ("administrator", "92"),
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(item.fspath).parent == Path(__file__).parent:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db)


@pytest.fixture(scope="module")
def served(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[str]:
    """The address of a city with three published months and one account a role; emptied afterwards."""
    from django.core.management import call_command
    from django.db import connections
    from django.test import override_settings
    from django.test.testcases import LiveServerThread, _StaticFilesHandler

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser's driver keeps a loop in this thread
    assert connections["default"].settings_dict["NAME"].startswith("test_")
    connections.settings["default"]["CONN_MAX_AGE"] = 0  # the server's threads leave no connection behind
    here = override_settings(
        HOME=tmp_path_factory.mktemp("home"), DEMONSTRATION=True,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    )  # fmt: skip
    with django_db_blocker.unblock(), here:
        _people_and_figures()
        server = LiveServerThread("127.0.0.1", _StaticFilesHandler)
        server.daemon = True
        server.start()
        server.is_ready.wait()
        assert not server.error, server.error
        yield f"http://127.0.0.1:{server.port}"
        server.terminate()
        call_command("flush", interactive=False, verbosity=0)
        connections.close_all()  # while the driver is still there: afterwards they are out of reach


def _people_and_figures() -> None:
    from ansinh.accounts import services as accounts

    place = Path(__file__).parents[1] / "web" / "conftest.py"
    spec = importlib.util.spec_from_file_location("city", place)
    city = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(city)
    city.publish(3)
    _pairs_to_review()
    for name, (role, area) in ROLES.items():
        user = accounts.create_user(name, name=f"Người thử {name}", password=PASSWORD, by=None)
        accounts.grant(user, role, area, since=dt.date(2020, 1, 1), by=None)
    _lists_to_work()


def _lists_to_work() -> None:
    """Work lists of two months in a ward; the collector of its second hamlet signs in."""
    from tests.outreach import ward_lists

    ward_lists.publish("collector")


def _pairs_to_review() -> None:
    """Doubtful pairs, changes of keys and figures of quality in two wards."""
    from tests.matching import review_pairs

    review_pairs.publish()


@pytest.fixture(scope="session")
def chromium() -> Iterator:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
        )
        yield browser
        browser.close()


@pytest.fixture
def opened(served, chromium, settings, tmp_path) -> Iterator[Callable]:
    """A page in the browser, signed in as one of ROLES, of a width, with or without JavaScript."""
    contexts = []

    def open_(as_: str = "", *, width: int = 1280, javascript: bool = True, language: str = ""):
        context = chromium.new_context(
            viewport={"width": width, "height": 844}, java_script_enabled=javascript, base_url=served
        )
        contexts.append(context)
        if as_:
            context.add_cookies([{"name": "sessionid", "value": _session(as_), "url": served}])
        if language:
            context.add_cookies([{"name": "django_language", "value": language, "url": served}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.problems = []
        page.on("console", lambda said: page.problems.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        return page

    yield open_
    for context in contexts:
        context.close()


def _session(name: str) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
    from django.contrib.sessions.backends.db import SessionStore

    user = get_user_model().objects.get(username=name)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


@pytest.fixture
def _django_db_helper(served, django_db_blocker) -> Iterator[None]:
    """What the test itself writes reaches the served city: no transaction around it, no rolling back."""
    with django_db_blocker.unblock():
        yield
