"""What did the invented collectors find when they went from door to door?

Whoever stands on a list of one month and no longer on the next has mostly joined; of the others most
refused or were not at home. Drawn from a seed, so that the same city tells the same story.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from django.db import transaction
from django.utils import timezone

from ansinh.accounts.models import User
from ansinh.base.months import Month
from ansinh.outreach import services
from ansinh.outreach.models import Candidate, Publication, Visit
from ansinh.outreach.terms import Outcome

IN_THE_COMMUNE_SHOWN, IN_ANOTHER = 240, 6
"""Visits in the commune of the demonstration's accounts, and in each other commune."""

_WEIGHTS = {
    "gone": {Outcome.ENROLLED: 84, Outcome.ALREADY_INSURED: 11, Outcome.MOVED: 3, Outcome.DECEASED: 2},
    "still": {Outcome.REFUSED: 50, Outcome.NOT_FOUND: 38, Outcome.ALREADY_INSURED: 5, Outcome.MOVED: 7},
}
_NOTES = ("", "", "", "Có nhà sau 18 giờ", "Hẹn bàn với gia đình", "Đang đi làm xa, cuối tháng về")


@transaction.atomic
def record_some(month: Month, shown: str, *, seed: int) -> int:
    """Write down visits to people on the lists of `month`, made in the month after; returns how many.

    `shown` is the commune whose lists are worked most. Nothing is added where visits stand already.
    """
    lists = Publication.objects.filter(month=str(month), current=True, kept=True).first()
    if lists is None or Visit.objects.filter(month=str(month)).exists():
        return 0
    later = Candidate.objects.filter(publication__month=str(month + 1), publication__current=True)
    still = set(later.values_list("person", "scheme"))
    officer = User.objects.filter(username="phuong").first()
    chance = random.Random(seed)
    made = 0
    for one in _visited(lists, shown, still, chance):
        weights = _WEIGHTS["still" if (one.person, one.scheme) in still else "gone"]
        outcome = chance.choices(list(weights), list(weights.values()))[0]
        _record(one, outcome, month + 1, chance, officer if one.commune == shown else None)
        made += 1
    return made


def _visited(
    lists: Publication, shown: str, still: set[tuple[str, str]], chance: random.Random
) -> Iterator[Candidate]:
    """Some entries of each commune in the office's order; a third of them of people who then joined, if any did."""
    rows = Candidate.objects.filter(publication=lists, collector__isnull=False).order_by("place")
    by_commune: dict[str, tuple[list, list]] = {}
    for commune, *entry in rows.values_list("commune", "person", "scheme", "reason"):
        stayed, joined = by_commune.setdefault(commune, ([], []))
        (stayed if (entry[0], entry[1]) in still else joined).append(tuple(entry))
    for commune, (stayed, joined) in by_commune.items():
        number = IN_THE_COMMUNE_SHOWN if commune == shown else IN_ANOTHER
        drawn = chance.sample(joined, min(number // 3, len(joined)))
        drawn += chance.sample(stayed, min(number - len(drawn), len(stayed)))
        found = rows.filter(person__in=[person for person, *_ in drawn]).select_related("publication")
        yield from (one for one in found if (one.person, one.scheme, one.reason) in drawn)


def _record(one: Candidate, outcome: Outcome, month: Month, chance: random.Random, by) -> None:
    day = month.first_day + dt.timedelta(days=chance.randint(4, 27))
    again = outcome is Outcome.NOT_FOUND and chance.random() < 0.5
    at = dt.datetime.combine(day, dt.time(chance.randint(8, 17), chance.randint(0, 59)))
    services.record_visit(
        one, outcome, seen=0, on=day, at=timezone.make_aware(at), by=by,
        follow_up_on=day + dt.timedelta(days=14) if again else None, note=chance.choice(_NOTES) if again else "",
    )  # fmt: skip
