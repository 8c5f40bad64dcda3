"""Which handovers hold when lists are shared out, whose taker has left, and behind which door is each household now?"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from django.utils import timezone

from ansinh.accounts import services as accounts
from ansinh.matching import queries as matching
from ansinh.network import queries as network
from ansinh.outreach.models import Handover
from ansinh.outreach.queries.following import A_PERSON
from ansinh.outreach.rules.assigning import Change
from ansinh.outreach.terms import HandoverEnd

DoorsOf = Callable[[Iterable[str]], Mapping[str, str]]
"""The doors behind which persons stand on a list, by their keys; who stands on none is left out."""


def changes_that_hold(on: dt.date, doors_of: DoorsOf, *, hamlet: str = "") -> dict[str, list[Change]]:
    """What communes changed by hand and still holds, by hamlet, in the order in which it was written.

    Without the handovers whose taker's service had ended by `on`, the last day of the month. A door that was a
    person's, whose household nobody knew, is the one behind which the person stands now.
    """
    held, _ = _parted(on, hamlet)
    moved = _doors_of_now([one.door for one in held if re.match(A_PERSON, one.door)], doors_of)
    found: dict[str, list[Change]] = defaultdict(list)
    for one in held:
        found[one.hamlet].append(Change(moved.get(one.door, one.door), one.giver_id, one.taker_id))
    return found


def end_where_takers_left(on: dt.date, *, by, hamlet: str = "") -> None:
    """End the handovers whose taker's service had ended by `on`, with that reason."""
    for one in _parted(on, hamlet)[1]:
        _end(one, by)


def _parted(on: dt.date, hamlet: str) -> tuple[list[Handover], list[Handover]]:
    """The handovers not ended, of all hamlets or one: those whose taker still serves, those whose taker has left."""
    rows = Handover.objects.filter(until=None)
    rows = [*(rows.filter(hamlet=hamlet) if hamlet else rows)]
    takings = {one.pk: (one.taker_id, one.hamlet, timezone.localdate(one.since)) for one in rows}
    left = network.left_service(takings.values(), on)
    gone = [one for one in rows if takings[one.pk] in left]
    return [one for one in rows if takings[one.pk] not in left], gone


def _end(one: Handover, by) -> None:
    one.until, one.ended_why = max(timezone.now(), one.since), HandoverEnd.TAKER_LEFT
    one.save(update_fields=["until", "ended_why"])
    details = {"giver": one.giver_id, "taker": one.taker_id, "household": bool(one.door)}
    accounts.record(
        "list.handover_lapsed", by=by, about=f"handover:{one.pk}", area=one.hamlet, details=details
    )


def _doors_of_now(persons: list[str], doors_of: DoorsOf) -> dict[str, str]:
    """The door of today of each person named as a door; the key of now where the person stands on no list."""
    now = matching.keys_of_now(persons)
    called = {person: now.get(person, person) for person in persons}
    doors = doors_of(called.values()) if called else {}
    return {person: doors.get(key, key) for person, key in called.items()}
