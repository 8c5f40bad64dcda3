"""Who is asking, and may they? And: what does the audit trail hold?"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from django.db.models import Q, QuerySet

from ansinh import territory
from ansinh.accounts.models import Grant
from ansinh.accounts.terms import MATRIX, Permission, Role, Scope, Viewer
from ansinh.base.errors import NotFound, NotPermitted
from ansinh.base.texts import Text

_COMMUNE = 5
"""Digits in a commune's code; shorter codes are those of provinces and former districts."""

_CODE = re.compile(r"[0-9]{2,5}(-[0-9]{2})?")
_NOT_PERMITTED = Text(
    "Tài khoản của bạn không có quyền “{permission}” tại đơn vị này.",
    "Your account has no right to “{permission}” in this unit.",
)
_ASK_FOR_A_GRANT = Text(
    "Nếu công việc cần, hãy đề nghị người quản trị giao quyền.",
    "If your work needs it, ask the administrator for the right.",
)


def viewer_of(user, on: dt.date) -> Viewer:
    """The reader that `user` is on `on`: the scopes of the grants in force. A visitor has none."""
    if not user.is_authenticated or not user.is_active:
        return Viewer(user_id=None, on=on)
    scopes = tuple(
        Scope(Role(role), area, organisation)
        for role, area, organisation in grants_in_force(on)
        .filter(user=user.pk)
        .order_by("pk")
        .values_list("role", "area", "organisation")
    )
    return Viewer(user_id=user.pk, scopes=scopes, on=on)


def grants_in_force(on: dt.date) -> QuerySet[Grant]:
    """The grants in force on `on`, of everybody."""
    return Grant.objects.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)


def may(viewer: Viewer, permission: Permission, area: str = "") -> bool:
    """Does one of the viewer's roles carry `permission` over `area` (empty: over any area at all)?"""
    return any(
        permission in MATRIX[scope.role] and (not area or _covers(scope.area, area, viewer.on))
        for scope in viewer.scopes
    )


def require_permission(viewer: Viewer, permission: Permission, area: str = "") -> None:
    """Raises: NotPermitted unless `may`."""
    if not may(viewer, permission, area):
        raise NotPermitted(_NOT_PERMITTED.format(permission=permission.label), _ASK_FOR_A_GRANT)


def may_see(viewer: Viewer, area: str, *, people: bool = False) -> bool:
    """May the viewer see the figures of `area`; with `people`, the persons there?"""
    return may(viewer, _to_see(people), area)


def require(viewer: Viewer, area: str, *, people: bool = False) -> None:
    """Raises: NotPermitted unless `may_see`."""
    require_permission(viewer, _to_see(people), area)


def areas(viewer: Viewer, permission: Permission = Permission.SEE_FIGURES) -> tuple[str, ...]:
    """The unit codes over which the viewer holds `permission`, in the order they were granted."""
    held = (scope.area for scope in viewer.scopes if permission in MATRIX[scope.role])
    return tuple(dict.fromkeys(held))


def _to_see(people: bool) -> Permission:
    return Permission.SEE_PERSONS if people else Permission.SEE_FIGURES


def _covers(held: str, asked: str, on: dt.date | None) -> bool:
    """Is `asked` the unit `held` or inside it on `on`? A hamlet's code begins with its commune's.

    What is no code of a unit lies in nobody's area.
    """
    if not _CODE.fullmatch(asked):
        return False
    if asked == held or asked.startswith(f"{held}-"):
        return True
    return len(held) < _COMMUNE and held in _above(asked.partition("-")[0], on)


def _above(code: str, on: dt.date | None) -> Iterator[str]:
    """The codes of the units above `code` on `on`; none when there is no such unit that day."""
    try:
        unit = territory.unit(code, on)
    except NotFound:
        return
    while unit := territory.parent(unit):
        yield unit.code
