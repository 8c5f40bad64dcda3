"""Who has an account, and which roles do they hold?"""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from ansinh.accounts.models import Grant, User
from ansinh.accounts.queries import access
from ansinh.accounts.terms import Permission, Viewer
from ansinh.base.errors import NotFound


def users(viewer: Viewer, on: dt.date) -> QuerySet[User]:
    """Every account, with `held`: its grants in force on `on`. Raises: NotPermitted."""
    access.require_permission(viewer, Permission.MANAGE_ACCOUNTS, settings.PROVINCE)
    held = Prefetch("grants", queryset=access.grants_in_force(on), to_attr="held")
    return User.objects.prefetch_related(held).order_by("-is_active", "username")


def user(viewer: Viewer, key: int) -> User:
    """One account. Raises: NotPermitted, NotFound."""
    access.require_permission(viewer, Permission.MANAGE_ACCOUNTS, settings.PROVINCE)
    found = User.objects.filter(pk=key).first()
    if found is None:
        raise NotFound(_("There is no such account."))
    return found


def grants(viewer: Viewer) -> QuerySet[Grant]:
    """Every role ever given. Raises: NotPermitted."""
    access.require_permission(viewer, Permission.MANAGE_ACCOUNTS, settings.PROVINCE)
    return Grant.objects.select_related("user")
