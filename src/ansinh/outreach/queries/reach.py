"""Which months have lists, and whose lists may this reader open?

A collector opens the entries given to them and no others, in the communes of their roles. Whoever else may
see persons in a place opens the lists of that place.
"""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import MATRIX, Permission, Role, Scope, Viewer
from ansinh.base.errors import NotFound
from ansinh.base.months import Month
from ansinh.outreach.models import Candidate, Publication


def publications() -> dict[Month, Publication]:
    """The current lists of each month, oldest first."""
    rows = (
        Publication.objects.filter(province=settings.PROVINCE, current=True)
        .select_related("run")
        .order_by("month")
    )
    return {Month.parse(one.month): one for one in rows}


def publication(month: Month | None = None) -> tuple[Publication, tuple[Month, ...]]:
    """The lists of `month`, or of the newest, and every month that has some. Raises: NotFound."""
    found = publications()
    if not found:
        raise NotFound(
            _("No work list has been published yet."),
            _("Lists come with a month's run, from the registers delivered for it."),
        )
    month = month or max(found)
    if month not in found:
        raise NotFound(_("This month has no work lists."), _("Choose another month."))
    return found[month], tuple(found)


def persons(viewer: Viewer, permission: Permission = Permission.SEE_PERSONS) -> Q:
    """Which candidates, or counts of lists, the reader may see; with WORK_LISTS or EXPORT_LISTS, work on or take away."""
    found = Q(commune=None)  # nobody
    for scope in viewer.scopes:
        if permission not in MATRIX[scope.role]:
            continue
        if scope.role is Role.COLLECTOR:
            found |= inside(scope.area.partition("-")[0]) & Q(collector__user=viewer.user_id)
        else:
            found |= inside(scope.area)
    return found


def figures(viewer: Viewer) -> Q:
    """Which places' counts the reader may see: rows with `commune` and `hamlet`."""
    found = Q(commune=None)
    for area in accounts.areas(viewer):
        found |= inside(area)
    return found


def is_collector_only(viewer: Viewer) -> bool:
    """Does the reader see persons as a collector and in no other way?"""
    roles = {scope.role for scope in viewer.scopes if Permission.SEE_PERSONS in MATRIX[scope.role]}
    return roles == {Role.COLLECTOR}


def may_export(viewer: Viewer, place: str) -> bool:
    """May the reader take lists of `place` away?"""
    return accounts.may(viewer, Permission.EXPORT_LISTS, place)


def require_export(viewer: Viewer, place: str) -> None:
    """Raises: NotPermitted unless `may_export`."""
    accounts.require_permission(viewer, Permission.EXPORT_LISTS, place)


def may_work(viewer: Viewer, candidate: Candidate) -> bool:
    """May the reader write down what a visit found: the commune's officer, or the collector of this entry?"""
    return any(
        Permission.WORK_LISTS in MATRIX[scope.role] and _reaches(viewer, scope, candidate)
        for scope in viewer.scopes
    )


def require_work(viewer: Viewer, candidate: Candidate) -> None:
    """Raises: NotPermitted unless `may_work`."""
    if not may_work(viewer, candidate):
        accounts.require_permission(Viewer(None, on=viewer.on), Permission.WORK_LISTS)


def _reaches(viewer: Viewer, scope: Scope, candidate: Candidate) -> bool:
    """The same as `persons`, for one role and one candidate at hand."""
    area = scope.area
    if scope.role is Role.COLLECTOR:
        area = area.partition("-")[0]
        if candidate.collector is None or candidate.collector.user_id != viewer.user_id:
            return False
    return area in (settings.PROVINCE, candidate.commune, candidate.hamlet_id)


def inside(area: str) -> Q:
    """Rows with `commune` and `hamlet` that lie in an area."""
    if area == settings.PROVINCE:
        return ~Q(commune=None)
    return Q(hamlet=area) if "-" in area else Q(commune=area)
