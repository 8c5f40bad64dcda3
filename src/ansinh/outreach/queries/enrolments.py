"""Whom did visits of a month enrol, for which reason, through which collector? For filling forms, not for a page."""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.base.months import Month
from ansinh.outreach.models import Publication, Visit
from ansinh.outreach.terms import Outcome


@dataclass(frozen=True)
class Enrolment:
    """One person enrolled by a visit; collector and organisation by their codes, empty where nobody is named.

    `month` is that of the list on which the person stood, which may be earlier than the visit.
    """

    person: str
    reason: str
    collector: str
    organisation: str
    month: Month


def enrolments(month: Month, *, commune: str = "", organisation: str = "") -> list[Enrolment]:
    """The visits made in `month` that ended with an enrolment and stand: all, or of one commune or organisation.

    Once for each person and reason: a second visit on a later month's list replaces the first.
    """
    found = Visit.objects.filter(
        recorded_on__gte=month.first_day, recorded_on__lte=month.last_day,
        outcome=Outcome.ENROLLED, taken_back_at=None,
    )  # fmt: skip
    if commune:
        found = found.filter(commune=commune)
    if organisation:
        found = found.filter(collector__organisation__code=organisation)
    rows = found.order_by("commune", "hamlet", "person", "reason", "turn").values_list(
        "person", "reason", "collector__code", "collector__organisation__code", "month"
    )
    once = {
        (person, reason): Enrolment(person, reason, code or "", of or "", Month.parse(listed))
        for person, reason, code, of, listed in rows
    }
    return list(once.values())


def run_of_lists(month: Month) -> str:
    """The code of the run that made the current lists of `month`, or empty."""
    codes = Publication.objects.filter(month=str(month), current=True).values_list("run__code", flat=True)
    return codes.first() or ""
