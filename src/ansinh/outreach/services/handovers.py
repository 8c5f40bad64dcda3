"""How does a commune give a household, or a whole list in a hamlet, to another collector?"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from ansinh.accounts import services as accounts
from ansinh.base.errors import InvalidValue
from ansinh.base.months import Month
from ansinh.network import queries as network
from ansinh.outreach.models import Candidate, Handover, ListCount, Publication
from ansinh.outreach.rules.assigning import Change, assigned
from ansinh.outreach.services.holding import changes_that_hold, end_where_takers_left
from ansinh.outreach.terms import HandoverEnd


@transaction.atomic
def hand_over(
    publication: Publication,
    hamlet: str,
    taker: int,
    *,
    at: dt.datetime,
    by,
    giver: int | None = None,
    door: str = "",
    why: str = "",
) -> Handover:
    """Give the household behind `door`, or all that `giver` has in `hamlet`, to the collector `taker`.

    It holds from now on, also for the lists of months to come, until it is ended.
    Raises: InvalidValue when the taker has it already or does not work in the commune.
    """
    _wait_for_other_writers(publication)
    if giver == taker:
        raise InvalidValue(_("This list is with that collector already."))
    if taker not in network.keys_of_collectors(hamlet.partition("-")[0]):
        raise InvalidValue(_("That collector does not work in this commune."))
    if door:
        Handover.objects.filter(hamlet=hamlet, door=door, until=None).update(
            until=at, ended_why=HandoverEnd.REPLACED
        )
    made = Handover.objects.create(
        hamlet=hamlet, door=door, giver_id=giver, taker_id=taker, since=at, by=by, why=why.strip()
    )
    moved = _assign_again(publication, hamlet, by)
    _note("list.handed_over", made, by, moved)
    return made


@transaction.atomic
def end_handover(publication: Publication, key: int, *, at: dt.datetime, by) -> Handover:
    """From now on the hamlet is shared as if this handover had not been. Raises: InvalidValue when ended."""
    _wait_for_other_writers(publication)
    found = Handover.objects.select_for_update().get(pk=key)
    if found.until:
        raise InvalidValue(_("This handover was ended already."))
    found.until, found.ended_why = at, HandoverEnd.BY_HAND
    found.save(update_fields=["until", "ended_why"])
    _note("list.handover_ended", found, by, _assign_again(publication, found.hamlet, by))
    return found


def assign_where_changed(publication: Publication, held: Mapping[str, Sequence[Change]], *, by) -> None:
    """Share out again the hamlets whose handovers are no longer the ones `held` by which their lists were shared out."""
    on = Month.parse(publication.month).last_day
    end_where_takers_left(on, by=by)
    now = changes_that_hold(on, partial(_doors_of, Candidate.objects.filter(publication=publication)))
    for hamlet in sorted(now.keys() | held.keys()):
        if now.get(hamlet) != held.get(hamlet):
            _assign_again(publication, hamlet, by)


def _wait_for_other_writers(publication: Publication) -> None:
    Publication.objects.select_for_update().get(pk=publication.pk)


def _assign_again(publication: Publication, hamlet: str, by) -> int:
    """Bring the hamlet's entries to whom they now belong; returns how many changed hands."""
    rows = Candidate.objects.filter(publication=publication, hamlet_id=hamlet)
    doors = dict(rows.order_by().values_list("door").annotate(Count("person")))
    on = Month.parse(publication.month).last_day
    serving = network.serving(on).get(hamlet, ())
    end_where_takers_left(on, by=by, hamlet=hamlet)
    changes = changes_that_hold(on, partial(_doors_of, rows), hamlet=hamlet).get(hamlet, ())
    by_taker: dict[int | None, list[str]] = defaultdict(list)
    for door, taker in assigned(doors, serving, changes).items():
        by_taker[taker].append(door)
    moved = 0
    for taker, behind in by_taker.items():
        there = rows.filter(door__in=behind)
        there = there.exclude(collector=taker) if taker else there.filter(collector__isnull=False)
        moved += there.update(collector=taker)
    _count_again(publication, hamlet)
    return moved


def _doors_of(rows: QuerySet[Candidate], persons: Iterable[str]) -> dict[str, str]:
    return dict(rows.filter(person__in=set(persons)).values_list("person", "door"))


def _count_again(publication: Publication, hamlet: str) -> None:
    former = ListCount.objects.filter(publication=publication, hamlet_id=hamlet)
    beyond: dict[str, int] = defaultdict(int)
    for reason, persons in former.values_list("reason", "beyond"):
        beyond[reason] += persons
    former.delete()
    rows = Candidate.objects.filter(publication=publication, hamlet_id=hamlet).order_by()
    groups = rows.values("commune", "scheme", "reason", "collector").annotate(persons=Count("person"))
    ListCount.objects.bulk_create(
        ListCount(
            publication=publication, commune=one["commune"], hamlet_id=hamlet, collector_id=one["collector"],
            scheme=one["scheme"], reason=one["reason"], persons=one["persons"],
            beyond=beyond.pop(one["reason"], 0),
        )
        for one in groups.order_by("reason", "collector")
    )  # fmt: skip


def _note(action: str, made: Handover, by, moved: int) -> None:
    details = {"giver": made.giver_id, "taker": made.taker_id, "entries": moved, "household": bool(made.door)}
    accounts.record(action, by=by, about=f"handover:{made.pk}", area=made.hamlet, details=details)
