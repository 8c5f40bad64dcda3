"""People of an office, each with a role."""

import datetime as dt

import pytest

from ansinh.accounts import services
from ansinh.accounts.terms import Role

PASSWORD = "một câu dài để nhớ"


@pytest.fixture
def person(db):
    """Make an account with one role: `person(Role.AUDITOR, "92")`."""

    def make(role: Role, area: str = "92", username: str = ""):
        user = services.create_user(username or role.value, password=PASSWORD, by=None, name="Người Thử")
        services.grant(user, role, area, since=dt.date(2020, 1, 1), by=None)
        return user

    return make
