"""Whom did visits of a month enrol, for which reason, through which collector? For filling forms, not for a page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.months import Month
from ansinh.matching import queries as matching
from ansinh.outreach.models import Publication, Visit
from ansinh.outreach.terms import Outcome


@dataclass(frozen=True)
class Enrolment:
    """One person enrolled by a visit; collector and organisation by their codes, empty where nobody is named.

    `person` is the key of now; `keys` are those under which the person may stand on a list, the visit's first.
    `month` is that of the list on which the person stood, which may be earlier than the visit `on` a day.
    """

    person: str
    keys: tuple[str, ...]
    reason: str
    collector: str
    organisation: str
    month: Month
    on: dt.date
    hamlet: str


def enrolments(month: Month, *, commune: str = "", organisation: str = "") -> list[Enrolment]:
    """The visits made in `month` that ended with an enrolment and stand: all, or of one commune or organisation.

    Once for each person and reason, under whatever key the person was visited: the last visit counts, and so its
    commune and organisation.
    """
    found = Visit.objects.filter(
        recorded_on__gte=month.first_day, recorded_on__lte=month.last_day,
        outcome=Outcome.ENROLLED, taken_back_at=None,
    )  # fmt: skip
    visits = [*found.select_related("collector__organisation").order_by("at", "turn")]
    keys = matching.all_keys(visit.person for visit in visits)
    once = {(keys[visit.person][0], visit.reason): visit for visit in visits}
    made = [(once[key].commune, _enrolment(once[key], keys[once[key].person])) for key in sorted(once)]
    return [
        one for place, one in made
        if commune in ("", place) and organisation in ("", one.organisation)
    ]  # fmt: skip


def _enrolment(visit: Visit, keys: tuple[str, ...]) -> Enrolment:
    who = visit.collector
    return Enrolment(
        keys[0], tuple(dict.fromkeys((visit.person, *keys))), visit.reason, who.code if who else "",
        who.organisation.code if who else "", Month.parse(visit.month), visit.recorded_on, visit.hamlet,
    )  # fmt: skip


def run_of_lists(month: Month) -> str:
    """The code of the run that made the current lists of `month`, or empty."""
    codes = Publication.objects.filter(month=str(month), current=True).values_list("run__code", flat=True)
    return codes.first() or ""
