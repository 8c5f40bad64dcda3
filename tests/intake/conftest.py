"""Officers of the demonstration province, and a data folder of their own."""

import datetime as dt

import pytest

from ansinh.accounts.models import Grant, User


@pytest.fixture
def home(tmp_path, settings):
    """A data folder for this test alone."""
    settings.HOME = tmp_path / "home"
    settings.HOME.mkdir()
    return settings.HOME


def _officer(username: str, role: str, area: str, organisation: str = "") -> User:
    user = User.objects.create_user(username, password="mat-khau-dai-1")
    Grant.objects.create(
        user=user, role=role, area=area, organisation=organisation, since=dt.date(2024, 1, 1)
    )
    return user


@pytest.fixture
def officer(db):
    """An SI officer of the whole province."""
    return _officer("bhxh", "si_officer", "92")


@pytest.fixture
def commune_officer(db):
    """An officer of Long Mỹ ward."""
    return _officer("longmy", "commune_officer", "31471")


@pytest.fixture
def other_commune_officer(db):
    """An officer of Ô Môn ward."""
    return _officer("omon", "commune_officer", "31153")


@pytest.fixture
def leader(db):
    """A leader of the province, who reads and delivers nothing."""
    return _officer("lanhdao", "province_leader", "92")
