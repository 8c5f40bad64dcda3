"""Under which keys stands what people wrote about a person, when the person's key became another one?"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ansinh.matching import queries as matching
from ansinh.outreach.models import Candidate, Handover, Visit

A_PERSON = r"^P[0-9a-f]{16}$"
"""How a person's key looks, where a door may be one."""


def persons_written_about() -> frozenset[str]:
    """For the month's run: the keys of persons as visits and handovers that hold name them."""
    visited = (
        Visit.objects.order_by()
        .values_list("person")
        .union(Handover.objects.filter(until=None, door__regex=A_PERSON).order_by().values_list("door"))
    )
    return frozenset(person for (person,) in visited)


def about(persons: Iterable[str]) -> Q:
    """Rows with `person`, candidates or visits, of one of `persons`, under whatever key either names the person."""
    given = set(persons)
    former = matching.former_keys()
    now = former.filter(before__in=given).values("person")
    before = former.filter(Q(person__in=given) | Q(person__in=now)).values("before")
    return Q(person__in=given) | Q(person__in=now) | Q(person__in=before)


def called_now(rows: QuerySet) -> QuerySet:
    """Rows with `person`, and `now`: what the person is called today."""
    now = matching.former_keys().filter(before=OuterRef("person")).values("person")
    return rows.annotate(now=Coalesce(Subquery(now), "person"))


def visits_of(person: str, reason: str) -> QuerySet[Visit]:
    """Every visit of a person for a reason, under whatever key the person was known; the newest first."""
    return Visit.objects.filter(about([person]), reason=reason).order_by("-at", "-turn")


def last_visits(rows: Iterable[Candidate]) -> dict[tuple[str, str], Visit]:
    """The last visit that stands, by person and reason. In: `called_now` candidates. Out: under the keys of now."""
    listed = {one.person for one in rows}
    if not listed:
        return {}
    found = called_now(Visit.objects.filter(about(listed), taken_back_at=None))
    return {(one.now, one.reason): one for one in found.order_by("at", "turn")}


def seen(visits: QuerySet[Visit]) -> Q:
    """Candidates about whom one of `visits` was made, under the key of the list or a former one."""
    of_former = matching.former_keys().filter(person=OuterRef(OuterRef("person"))).values("before")
    about = visits.filter(reason=OuterRef("reason"))
    return Q(Exists(about.filter(person=OuterRef("person")))) | Q(Exists(about.filter(person__in=of_former)))
