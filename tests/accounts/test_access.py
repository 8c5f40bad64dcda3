"""Who may do what, where: deny by default."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser

from ansinh.accounts import queries, services
from ansinh.accounts.terms import MATRIX, Permission, Role, Scope, Viewer
from ansinh.base.errors import InvalidValue, NotPermitted

DAY = dt.date(2026, 10, 31)


def viewer(role: Role, area: str) -> Viewer:
    return Viewer(user_id=1, scopes=(Scope(role, area),), on=DAY)


def test_a_visitor_may_nothing():
    visitor = queries.viewer_of(AnonymousUser(), DAY)
    assert visitor.user_id is None
    assert not any(queries.may(visitor, permission) for permission in Permission)


def test_a_commune_officer_sees_the_commune_and_its_hamlets_only():
    officer = viewer(Role.COMMUNE_OFFICER, "31471")
    assert queries.may_see(officer, "31471", people=True)
    assert queries.may_see(officer, "31471-03", people=True)
    assert not queries.may_see(officer, "31153")
    assert not queries.may_see(officer, "92")
    assert not queries.may_see(officer, "3147")


def test_a_collector_sees_the_hamlets_granted_and_not_the_commune():
    collector = viewer(Role.COLLECTOR, "31471-03")
    assert queries.may_see(collector, "31471-03", people=True)
    assert not queries.may_see(collector, "31471-04")
    assert not queries.may_see(collector, "31471")
    with pytest.raises(NotPermitted):
        queries.require(collector, "31471")


@pytest.mark.parametrize("role", Role)
def test_every_role_stands_in_the_matrix_and_may_exactly_what_it_says(role):
    reader = viewer(role, "31471")
    for permission in Permission:
        assert queries.may(reader, permission, "31471") == (permission in MATRIX[role])


def test_who_sees_persons_delivers_sets_targets_manages_and_audits():
    def roles(permission):
        return {role for role in Role if permission in MATRIX[role]}

    assert roles(Permission.SEE_PERSONS) == {
        Role.SI_OFFICER, Role.COMMUNE_OFFICER, Role.COLLECTOR, Role.INSPECTOR,
    }  # fmt: skip
    assert roles(Permission.DELIVER_FILES) == {Role.SI_OFFICER, Role.DEPARTMENT_OFFICER, Role.COMMUNE_OFFICER}
    assert roles(Permission.SET_TARGETS) == {Role.SI_OFFICER, Role.PROVINCE_LEADER}
    assert roles(Permission.MANAGE_ACCOUNTS) == {Role.ADMINISTRATOR}
    assert roles(Permission.READ_AUDIT) == {Role.ADMINISTRATOR, Role.AUDITOR}


@pytest.fixture
def officer(db):
    return services.create_user("can.bo", password="một câu dài để nhớ", by=None)


def test_a_grant_holds_from_its_first_day_until_the_day_it_ends(officer):
    given = services.grant(officer, Role.COMMUNE_OFFICER, "31471", since=dt.date(2026, 1, 1), by=None)
    services.end_grant(given, on=dt.date(2026, 7, 1), by=None)

    def held(day):
        return queries.viewer_of(officer, day).scopes

    assert held(dt.date(2025, 12, 31)) == ()
    assert held(dt.date(2026, 1, 1)) == (Scope(Role.COMMUNE_OFFICER, "31471"),)
    assert held(dt.date(2026, 6, 30)) == (Scope(Role.COMMUNE_OFFICER, "31471"),)
    assert held(dt.date(2026, 7, 1)) == ()


def test_the_same_role_is_not_held_twice_at_once(officer):
    services.grant(officer, Role.COLLECTOR, "31471-03", since=dt.date(2026, 1, 1), by=None)
    with pytest.raises(InvalidValue):
        services.grant(officer, Role.COLLECTOR, "31471-03", since=dt.date(2026, 3, 1), by=None)
    services.grant(officer, Role.COLLECTOR, "31471-04", since=dt.date(2026, 3, 1), by=None)


def test_a_deactivated_account_has_no_role(officer):
    services.grant(officer, Role.AUDITOR, "92", since=dt.date(2026, 1, 1), by=None)
    services.deactivate(officer, by=None, on=DAY)
    assert queries.viewer_of(officer, DAY).scopes == ()
