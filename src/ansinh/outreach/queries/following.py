"""Under which keys stands what people wrote about a person, when the person's key became another one?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

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


def keys_of(person: str) -> tuple[str, ...]:
    """Every key of a person, who may be named by a former one; the key of now first."""
    return matching.all_keys([person])[person]


def visits_of(person: str, reason: str) -> QuerySet[Visit]:
    """Every visit of a person for a reason, under whatever key the person was known; the newest first."""
    return Visit.objects.filter(person__in=keys_of(person), reason=reason).order_by("-at", "-turn")


def last_visits(rows: Iterable[Candidate]) -> dict[tuple[str, str], Visit]:
    """The last visit that stands, of each of `rows`: by the row's person and reason."""
    listed = {one.person for one in rows}
    if not listed:
        return {}
    keys = matching.all_keys(listed)
    known = {key for of_one in keys.values() for key in of_one}
    found = Visit.objects.filter(person__in=known, taken_back_at=None)
    of_key: dict[str, list[Visit]] = defaultdict(list)
    for visit in found:
        of_key[visit.person].append(visit)
    visited = ((person, visit) for person, of_one in keys.items() for visit in _in_time(of_key, of_one))
    return {(person, visit.reason): visit for person, visit in visited}


def _in_time(of_key: dict[str, list[Visit]], keys: Iterable[str]) -> list[Visit]:
    return sorted((visit for key in keys for visit in of_key[key]), key=lambda visit: (visit.at, visit.turn))


def seen(visits: QuerySet[Visit]) -> Q:
    """Candidates about whom one of `visits` was made, under the key of the list or a former one."""
    of_former = matching.former_keys().filter(person=OuterRef(OuterRef("person"))).values("before")
    about = visits.filter(reason=OuterRef("reason"))
    return Q(Exists(about.filter(person=OuterRef("person")))) | Q(Exists(about.filter(person__in=of_former)))
