"""Strict always: the network is closed, unknown template variables fail, time is given."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no reason to fail: properties are held to what they say, not to the clock. CI tries the
# same examples each time, so that a run can be repeated; at a desk new ones are tried.
settings.register_profile(
    "ansinh", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize="CI" in os.environ
)
settings.load_profile("ansinh")


@pytest.fixture(autouse=True)
def closed_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reaches beyond this machine."""
    connect = socket.socket.connect

    def connect_nearby(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX and str(address[0]) not in ("127.0.0.1", "localhost", "::1"):
            raise AssertionError(f"A test reached for the network: {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect_nearby)


class UnknownVariable(str):
    """What a template prints for a variable that nobody gave: an error."""

    def __contains__(self, item: str) -> bool:
        return item == "%s"

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"A template uses an unknown variable: {name}")


@pytest.fixture(autouse=True)
def strict_templates(settings) -> None:
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable("%s")


@pytest.fixture(autouse=True)
def own_data_folder(settings, tmp_path: Path) -> None:
    """Each test writes into a data folder of its own; only the embedded database is shared."""
    settings.HOME = tmp_path


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """Passwords are hashed slowly on purpose; not in tests."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Between tests that commit, pytest-django empties all tables; the audit trail refuses, except here."""
    from django.apps import apps
    from django.db import connection

    entry = apps.get_model("accounts", "Entry")
    never_emptied = next(t for t in entry._meta.triggers if t.name == "never_emptied").get_pgid(entry)
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {entry._meta.db_table} DISABLE TRIGGER {never_emptied}")
    connection.close()  # a browser's driver begins another context, from which it could not be closed
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        # Servers and workers that tests killed may not have hung up yet.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    connection.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Spark's bridge to Java leaves its sockets to the end of the process, and warns of its own future."""
    for item in items:
        if item.get_closest_marker("spark"):
            for warning in _OF_SPARK:
                item.add_marker(pytest.mark.filterwarnings(f"ignore::{warning}"))


_OF_SPARK = (
    "ResourceWarning",
    "pytest.PytestUnraisableExceptionWarning",
    "DeprecationWarning",
    "FutureWarning",
)
