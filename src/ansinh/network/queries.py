"""Which hamlets, organisations, points and collectors may this reader see?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Permission, Viewer
from ansinh.base.errors import NotFound
from ansinh.network.models import Assignment, Cluster, CollectionPoint, Collector, Hamlet, Organisation
from ansinh.network.terms import OrganisationKind


@dataclass(frozen=True)
class HamletLine:
    """A hamlet and who serves it. `names` is None for a reader who may not see people there."""

    hamlet: Hamlet
    collectors: int
    names: tuple[tuple[int, str], ...] | None
    """Primary key and name of each collector."""


@dataclass(frozen=True)
class CommuneLine:
    """How the network stands in one commune."""

    commune: str
    hamlets: int
    collectors: int
    points: int


def hamlets(viewer: Viewer, commune: str, on: dt.date) -> QuerySet[Hamlet]:
    """The hamlets of `commune` on `on` that the viewer may see. Raises: NotPermitted when none."""
    found = _in_force(Hamlet.objects.filter(commune=commune), on)
    if accounts.may_see(viewer, commune):
        return found
    mine = [code for code in accounts.areas(viewer) if code.startswith(f"{commune}-")]
    if not mine:
        accounts.require(viewer, commune)
    return found.filter(code__in=mine)


def hamlet_names(viewer: Viewer) -> dict[str, str]:
    """What the hamlets in the viewer's areas are called, by code."""
    areas = accounts.areas(viewer)
    found = Hamlet.objects.all()
    if not any(len(area) == 2 for area in areas):  # a province's reader may name them all
        found = found.filter(Q(commune__in=areas) | Q(code__in=areas))
    return dict(found.order_by("since").values_list("code", "name"))


def hamlet_lines(viewer: Viewer, commune: str, on: dt.date) -> list[HamletLine]:
    """The hamlets of `commune` with their collectors; names only where the viewer may see people."""
    places = list(hamlets(viewer, commune, on))
    serving: dict[int, list[tuple[int, str]]] = {place.pk: [] for place in places}
    assigned = _in_force(Assignment.objects.filter(hamlet__in=places), on)
    for hamlet, collector, name in assigned.values_list("hamlet", "collector", "collector__name"):
        serving[hamlet].append((collector, name))
    return [
        HamletLine(
            place,
            len(serving[place.pk]),
            tuple(serving[place.pk]) if accounts.may_see(viewer, place.code, people=True) else None,
        )
        for place in places
    ]


def hamlet_line(viewer: Viewer, code: str, on: dt.date) -> HamletLine:
    """One hamlet with its collectors. Raises: NotFound, NotPermitted."""
    accounts.require(viewer, code)
    for line in hamlet_lines(viewer, code.partition("-")[0], on):
        if line.hamlet.code == code:
            return line
    raise NotFound(_("There is no hamlet %(code)s on that day.") % {"code": code})


def commune_lines(viewer: Viewer, communes: tuple[str, ...], on: dt.date) -> list[CommuneLine]:
    """How the network stands in each of `communes` that the viewer may see."""
    seen = [code for code in communes if accounts.may_see(viewer, code)]
    places = _counted(_in_force(Hamlet.objects.filter(commune__in=seen), on))
    people = _counted(Collector.objects.filter(commune__in=seen))
    points = _counted(CollectionPoint.objects.filter(commune__in=seen))
    return [CommuneLine(code, places.get(code, 0), people.get(code, 0), points.get(code, 0)) for code in seen]


def organisations(viewer: Viewer, kind: str = "") -> QuerySet[Organisation]:
    """The organisations of the province and of the viewer's areas, with counts of points and collectors."""
    accounts.require_permission(viewer, Permission.SEE_FIGURES)
    found = Organisation.objects.annotate(
        collector_count=Count("collectors", distinct=True), point_count=Count("points", distinct=True)
    )
    areas = accounts.areas(viewer)
    if all(len(area) > 2 for area in areas):
        found = found.filter(Q(commune="") | Q(commune__in={area[:5] for area in areas}))
    return found.filter(kind=kind) if kind else found


def collection_points(viewer: Viewer, commune: str) -> QuerySet[CollectionPoint]:
    """Where people of `commune` may pay; for whoever may see a hamlet of it. Raises: NotPermitted."""
    if not any(area.startswith(f"{commune}-") for area in accounts.areas(viewer)):
        accounts.require(viewer, commune)
    return CollectionPoint.objects.filter(commune=commune).select_related("organisation")


def clusters(viewer: Viewer, commune: str) -> QuerySet[Cluster]:
    """The clusters of hamlets in `commune`, with their hamlets; for whoever may see a hamlet of it."""
    if not any(area.startswith(f"{commune}-") for area in accounts.areas(viewer)):
        accounts.require(viewer, commune)
    return Cluster.objects.filter(commune=commune).prefetch_related("hamlets")


def collector(viewer: Viewer, key: int, on: dt.date) -> tuple[Collector, list[Assignment]]:
    """A collector and the hamlets served on `on`. Raises: NotFound; NotPermitted, also for a stranger."""
    found = Collector.objects.select_related("organisation").filter(pk=key).first()
    if found is None:
        accounts.require_permission(viewer, Permission.SEE_PERSONS)
        raise NotFound(_("There is no such collector."))
    assigned = list(_in_force(found.assignments.select_related("hamlet"), on))
    if not any(accounts.may_see(viewer, each.hamlet.code, people=True) for each in assigned):
        accounts.require(viewer, found.commune, people=True)
    return found, assigned


def own_collector(viewer: Viewer) -> Collector | None:
    """The collector that the viewer is, if any."""
    return Collector.objects.select_related("organisation").filter(user=viewer.user_id).first()


def collector_seen(viewer: Viewer, key: int) -> Collector:
    """A collector: oneself, or one of a commune where the viewer may see people. Raises: NotFound, NotPermitted."""
    found = Collector.objects.select_related("organisation").filter(pk=key).first()
    if found is None:
        raise NotFound(_("There is no such collector."))
    if found.user_id != viewer.user_id:
        accounts.require(viewer, found.commune, people=True)
    return found


def collectors(viewer: Viewer, commune: str) -> QuerySet[Collector]:
    """The collectors of `commune`. Raises: NotPermitted unless the viewer may see people there."""
    accounts.require(viewer, commune, people=True)
    return Collector.objects.filter(commune=commune).select_related("organisation").order_by("name", "code")


def keys_of_collectors(commune: str) -> frozenset[int]:
    """For a write: the primary keys of the collectors who work in `commune`."""
    own = Q(commune=commune) | Q(assignments__hamlet__commune=commune, assignments__until__isnull=True)
    return frozenset(Collector.objects.filter(own).values_list("pk", flat=True))


def serving(on: dt.date) -> dict[str, tuple[int, ...]]:
    """For the month's run: the primary keys of the collectors who serve each hamlet on `on`, in their order."""
    found: dict[str, list[int]] = {}
    for hamlet, key in _in_force(Assignment.objects.all(), on).values_list("hamlet__code", "collector"):
        found.setdefault(hamlet, []).append(key)
    return {hamlet: tuple(sorted(keys)) for hamlet, keys in found.items()}


def left_service(
    takings: Iterable[tuple[int, str, dt.date]], on: dt.date
) -> frozenset[tuple[int, str, dt.date]]:
    """For the month's run: which of `takings` (collector, hamlet, since a day) rest on a service that had ended by `on`.

    That is the collector's service in the hamlet itself since that day; for who did not serve it, in the commune.
    Who is named for no hamlet at all has no service that could end.
    """
    asked = frozenset(takings)
    served = Assignment.objects.filter(collector__in={who for who, _, _ in asked}, since__lte=on)
    spans: dict[int, list[tuple[str, dt.date | None]]] = {}
    for who, hamlet, until in served.values_list("collector", "hamlet__code", "until"):
        spans.setdefault(who, []).append((hamlet, until))
    return frozenset(one for one in asked if _has_ended(one, spans.get(one[0], ()), on))


def _has_ended(
    taking: tuple[int, str, dt.date], spans: Iterable[tuple[str, dt.date | None]], on: dt.date
) -> bool:
    _, hamlet, since = taking
    lasted = [(place, until) for place, until in spans if until is None or until > since]
    here = [until for place, until in lasted if place == hamlet]
    near = [until for place, until in lasted if place[:5] == hamlet[:5]]
    return bool(near) and all(until is not None and until <= on for until in here or near)


def names_of_hamlets(commune: str) -> dict[str, str]:
    """For filling forms: what the hamlets of `commune` are called, by code; the latest name of a code."""
    return dict(Hamlet.objects.filter(commune=commune).order_by("since").values_list("code", "name"))


def support_organisations() -> list[Organisation]:
    """For filling forms: the organisations that collect, a service's or a union's, each with its collectors, by code."""
    collects = Q(kind=OrganisationKind.COLLECTION) | Q(pk__in=Collector.objects.values("organisation"))
    found = Organisation.objects.filter(collects).order_by("code")
    return list(found.prefetch_related(Prefetch("collectors", Collector.objects.order_by("code"))))


def _in_force(rows: QuerySet, on: dt.date) -> QuerySet:
    return rows.filter(Q(until__isnull=True) | Q(until__gt=on), since__lte=on)


def _counted(rows: QuerySet) -> dict[str, int]:
    return dict(rows.order_by().values_list("commune").annotate(Count("pk")))
