"""Whom did visits of a month enrol, for which reason, through which collector? For filling forms, not for a page."""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.base.months import Month
from ansinh.outreach.models import Visit
from ansinh.outreach.terms import Outcome


@dataclass(frozen=True)
class Enrolment:
    """One person enrolled by a visit; collector and organisation by their codes, empty where nobody is named."""

    person: str
    reason: str
    collector: str
    organisation: str


def enrolments(month: Month, *, commune: str = "", organisation: str = "") -> list[Enrolment]:
    """The visits of `month` that ended with an enrolment and stand: all, or of one commune or organisation."""
    found = Visit.objects.filter(month=str(month), outcome=Outcome.ENROLLED, taken_back_at=None)
    if commune:
        found = found.filter(commune=commune)
    if organisation:
        found = found.filter(collector__organisation__code=organisation)
    rows = found.order_by("commune", "hamlet", "person", "reason").values_list(
        "person", "reason", "collector__code", "collector__organisation__code"
    )
    return [Enrolment(person, reason, code or "", of or "") for person, reason, code, of in rows]
