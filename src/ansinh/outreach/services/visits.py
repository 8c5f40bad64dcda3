"""What did somebody find about a person on a list, and how is that taken back?"""

from __future__ import annotations

import datetime as dt
import re

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ansinh.accounts import services as accounts
from ansinh.base.errors import AnSinhError, InvalidValue
from ansinh.base.months import Month
from ansinh.outreach.models import Candidate, Visit
from ansinh.outreach.queries import following
from ansinh.outreach.terms import Outcome

LATEST_FOLLOW_UP = 366
"""Days after the visit."""

_LOOKS_LIKE_A_NUMBER = re.compile(r"(?:\d[ .-]?){8,}")


class SomebodyWasFirst(AnSinhError):
    """Somebody else wrote about this person while this reader was looking."""


@transaction.atomic
def record_visit(
    candidate: Candidate,
    outcome: Outcome,
    *,
    seen: int,
    on: dt.date,
    at: dt.datetime,
    by,
    follow_up_on: dt.date | None = None,
    note: str = "",
) -> Visit:
    """Write down what was found `on` a day about a person for the reason of their list.

    `seen` is the number of visits that the writer had before their eyes, those under former keys of the person among
    them: who writes second is asked to look. A visit is numbered among those of the list's key.
    Raises: SomebodyWasFirst; InvalidValue (a day to come, a note with a number in it).
    """
    _refuse_impossible(candidate, on, timezone.localtime(at).date(), follow_up_on, note)
    known = following.visits_of(candidate.person, candidate.reason)
    if known.count() != seen:
        raise _somebody_was_first()
    turn = seen - known.exclude(person=candidate.person).count() + 1
    try:
        with transaction.atomic():
            visit = Visit.objects.create(
                person=candidate.person, reason=candidate.reason, scheme=candidate.scheme, turn=turn,
                month=candidate.publication.month, commune=candidate.commune, hamlet=candidate.hamlet_id,
                collector_id=candidate.collector_id, outcome=Outcome(outcome), recorded_on=on,
                follow_up_on=follow_up_on, note=note.strip(), by=by, at=at,
            )  # fmt: skip
    except IntegrityError as error:
        raise _somebody_was_first() from error
    _note("visit.recorded", visit, by)
    return visit


@transaction.atomic
def take_back(key: int, *, why: str, at: dt.datetime, by) -> Visit:
    """A visit written down by mistake counts no longer; it stays in the history with the reason `why`.

    Raises: InvalidValue when it was taken back already, or without a reason.
    """
    visit = Visit.objects.select_for_update().get(pk=key)
    if not visit.stands:
        raise InvalidValue(_("This result was taken back already."))
    if not why.strip():
        raise InvalidValue(_("Say in a few words why the result is taken back."))
    visit.taken_back_at, visit.taken_back_by, visit.taken_back_why = at, by, why.strip()
    visit.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
    _note("visit.taken_back", visit, by)
    return visit


def _refuse_impossible(
    candidate: Candidate, on: dt.date, today: dt.date, follow_up_on: dt.date | None, note: str
) -> None:
    if not Month.parse(candidate.publication.month).first_day <= on <= today:
        raise InvalidValue(
            _("The day of the visit is not between the month of the list and today."),
            _("Enter the day on which somebody spoke with the person."),
        )
    if follow_up_on and not on < follow_up_on <= on + dt.timedelta(days=LATEST_FOLLOW_UP):
        raise InvalidValue(_("The day of the next visit must lie within a year after this one."))
    if _LOOKS_LIKE_A_NUMBER.search(note):
        raise InvalidValue(
            _("A note holds no telephone number and no number of a person."),
            _("Leave the number out: the list knows the person."),
        )


def _somebody_was_first() -> SomebodyWasFirst:
    return SomebodyWasFirst(
        _("Somebody else has just written down a result for this person."),
        _("Look at that result below, and write yours down only if it is still needed."),
    )


def _note(action: str, visit: Visit, by) -> None:
    details = {"visit": visit.pk, "reason": visit.reason, "outcome": visit.outcome, "month": visit.month}
    accounts.record(action, by=by, about=accounts.mark(visit.person), area=visit.hamlet, details=details)
