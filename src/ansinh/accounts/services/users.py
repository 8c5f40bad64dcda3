"""Who gets an account, and which role is given or ended, from which day and by whom?"""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ansinh.accounts.models import Grant, User
from ansinh.accounts.services.audit import record
from ansinh.accounts.terms import Role
from ansinh.base.errors import InvalidValue


@transaction.atomic
def create_user(username: str, *, password: str, by: User | None, name: str = "") -> User:
    """A new account, without any role yet. Raises: InvalidValue (name taken, password too weak)."""
    if User.objects.filter(username__iexact=username).exists():
        raise InvalidValue(
            _("There is already an account “%(username)s”.") % {"username": username},
            _("Choose another user name."),
        )
    user = User(username=username, name=name)
    _check_password(password, user)
    user.set_password(password)
    user.save()
    record("user.created", by=by, about=f"user:{user.pk}")
    return user


@transaction.atomic
def set_password(user: User, *, password: str, by: User | None) -> None:
    """A new password for somebody who lost theirs. Raises: InvalidValue (too weak)."""
    _check_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    record("user.password_set", by=by, about=f"user:{user.pk}")


@transaction.atomic
def deactivate(user: User, *, by: User | None, on: dt.date) -> None:
    """The account can no longer sign in, and its roles end on `on`."""
    for held in user.grants.filter(until__isnull=True):
        end_grant(held, on=on, by=by)
    user.is_active = False
    user.save(update_fields=["is_active"])
    record("user.deactivated", by=by, about=f"user:{user.pk}")


@transaction.atomic
def grant(
    user: User,
    role: Role,
    area: str,
    *,
    since: dt.date,
    by: User | None,
    organisation: str = "",
    until: dt.date | None = None,
    reason: str = "",
) -> Grant:
    """Give `user` a role over `area` from `since`. Raises: InvalidValue when they hold it already."""
    try:
        with transaction.atomic():
            given = Grant.objects.create(
                user=user,
                role=Role(role),
                area=area,
                organisation=organisation,
                since=since,
                until=until,
                reason=reason,
            )
    except IntegrityError as error:
        raise _grant_refused(error) from error
    details = {"role": role, "organisation": organisation, "since": since, "until": until, "user": user.pk}
    record("grant.given", by=by, about=f"grant:{given.pk}", area=area, details=details)
    return given


@transaction.atomic
def end_grant(given: Grant, *, on: dt.date, by: User | None, reason: str = "") -> None:
    """End a role on `on` (the first day without it). One that had not begun ends on its first day + 1.

    Raises: InvalidValue when it has ended already.
    """
    given = Grant.objects.select_for_update().get(pk=given.pk)
    if given.until and given.until <= on:
        raise InvalidValue(_("This role has ended already."))
    given.until = max(on, given.since + dt.timedelta(days=1))
    given.reason = reason or given.reason
    given.save(update_fields=["until", "reason"])
    details = {"until": given.until, "user": given.user_id}
    record("grant.ended", by=by, about=f"grant:{given.pk}", area=given.area, details=details)


def _grant_refused(error: IntegrityError) -> InvalidValue:
    constraint = getattr(error.__cause__.diag, "constraint_name", "")
    messages = {
        "grant_held_once": _("This account already holds this role there in that time."),
        "grant_ends_after_it_begins": _("A role ends after the day it begins."),
        "grant_over_an_area": _("A role needs the code of a province, a commune or a hamlet."),
    }
    return InvalidValue(messages.get(constraint, _("This role cannot be given.")))


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise InvalidValue(" ".join(error.messages)) from error
