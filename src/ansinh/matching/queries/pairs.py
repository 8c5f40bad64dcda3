"""Which pairs wait for this clerk, in which order, and how many wait in each commune?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Count, Prefetch, Q, QuerySet

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Permission, Viewer
from ansinh.base.errors import NotFound
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.matching.models import Decision, Pair, Round
from ansinh.matching.terms import GIVEN, Question, Verdict

NOWHERE = "-"
"""How an address asks for pairs whose commune is not known."""
_HELD = dt.timedelta(minutes=10)
"""As long a pair that one clerk has open is not offered to another."""
_NOT_FOUND = Text("Không có cặp này trong danh sách của bạn.", "There is no such pair in your queue.")
_PERHAPS = Text(
    "Dữ liệu của tháng có thể đã thay đổi; mở lại danh sách cặp chờ rà soát.",
    "The month's data may have changed; open the queue again.",
)


@dataclass(frozen=True)
class Counted:
    """How the questions of one commune stand; the code is empty where the commune is not known."""

    commune: str
    by_verdict: dict[Verdict, int] = field(default_factory=dict)
    changes: int = 0

    @property
    def pairs(self) -> int:
        return sum(self.by_verdict.values())

    @property
    def open(self) -> int:
        return self.by_verdict.get(Verdict.OPEN, 0)

    @property
    def decided(self) -> int:
        return self.pairs - self.open

    def verdicts(self) -> list[tuple[Verdict, int]]:
        """Each verdict that a clerk can give, with its count."""
        return [(verdict, self.by_verdict.get(verdict, 0)) for verdict in GIVEN]


@dataclass(frozen=True)
class Overview:
    """How the questions of the current round stand, by commune and together. `month` None: never asked."""

    month: Month | None
    run: str
    lines: tuple[Counted, ...]
    total: Counted
    thresholds: dict[str, float]


def may_review(viewer: Viewer, commune: str = "") -> bool:
    """May the viewer decide pairs, anywhere or of one commune?"""
    return accounts.may(viewer, Permission.REVIEW_LINKS, commune)


def require_review(viewer: Viewer, commune: str = "") -> None:
    """Raises: NotPermitted unless `may_review`."""
    accounts.require_permission(viewer, Permission.REVIEW_LINKS, commune)


def communes_to_review(viewer: Viewer) -> tuple[str, ...] | None:
    """The communes whose pairs the viewer reviews; None: all of the province."""
    areas = accounts.areas(viewer, Permission.REVIEW_LINKS)
    return None if settings.PROVINCE in areas else tuple(area for area in areas if len(area) == 5)


def queue(
    viewer: Viewer, *, commune: str = "", question: Question | None = None, verdict: Verdict | None = None
) -> QuerySet[Pair]:
    """The current round's pairs that the viewer reviews, the most useful first.

    `question` None: doubtful pairs. `verdict` None: whatever was decided. Raises: NotPermitted.
    """
    require_review(viewer, commune if commune != NOWHERE else settings.PROVINCE)
    current = Round.objects.filter(current=True).values_list("pk", flat=True).first()
    found = Pair.objects.filter(round=current, question=question or Question.DOUBTFUL)
    own = communes_to_review(viewer)
    if commune:
        found = found.filter(commune="" if commune == NOWHERE else commune)
    elif own is not None:
        found = found.filter(commune__in=own)
    if verdict:
        found = found.filter(verdict=verdict)
    return found.order_by("place", "commune", "pk")


def listed(pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    """The pairs with `said`: the decisions on each, the last one last."""
    history = Decision.objects.select_related("by").order_by("number")
    return pairs.prefetch_related(Prefetch("history", queryset=history, to_attr="said"))


def pair(viewer: Viewer, key: int) -> Pair:
    """One pair with its history, current or decided earlier. Raises: NotPermitted, NotFound."""
    require_review(viewer)
    found = listed(Pair.objects.select_related("round", "seen_by").filter(pk=key)).first()
    if found is None or not may_review(viewer, found.commune or settings.PROVINCE):
        raise NotFound(_NOT_FOUND, _PERHAPS)
    return found


def next_pair(
    viewer: Viewer, *, now: dt.datetime, commune: str = "", after: Pair | None = None
) -> Pair | None:
    """The next open pair for this clerk after one that was decided or put off; from the start when none is left.

    What another clerk opened in the last minutes is not offered. None when nothing waits. Raises: NotPermitted.
    """
    waiting = queue(viewer, commune=commune, verdict=Verdict.OPEN)
    held = Q(seen_at__gt=now - _HELD) & ~Q(seen_by=viewer.user_id) & Q(seen_by__isnull=False)
    waiting = waiting.exclude(held)
    if after is None:
        return waiting.first()
    later = Q(place__gt=after.place) | Q(place=after.place, commune__gt=after.commune)
    return waiting.filter(later).first() or waiting.exclude(pk=after.pk).first()


def overview(viewer: Viewer) -> Overview:
    """How many pairs wait and what was decided, in each commune whose figures the viewer may see.

    Raises: NotPermitted.
    """
    accounts.require_permission(viewer, Permission.SEE_FIGURES)
    current = Round.objects.filter(current=True).first()
    if current is None:
        return Overview(None, "", (), Counted(""), {})
    found = _seen(viewer, Pair.objects.filter(round=current))
    lines = _lines(found.order_by().values_list("commune", "question", "verdict").annotate(rows=Count("*")))
    total: dict[Verdict, int] = {}
    for line in lines:
        for verdict, count in line.by_verdict.items():
            total[verdict] = total.get(verdict, 0) + count
    everything = Counted("", total, sum(line.changes for line in lines))
    return Overview(Month.parse(current.month), current.run, lines, everything, current.thresholds)


def _seen(viewer: Viewer, pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    if accounts.may_see(viewer, settings.PROVINCE):
        return pairs
    return pairs.filter(commune__in=[area[:5] for area in accounts.areas(viewer) if len(area) == 5])


def _lines(counted: Iterable[tuple[str, str, str, int]]) -> tuple[Counted, ...]:
    verdicts: dict[str, dict[Verdict, int]] = {}
    changes: dict[str, int] = {}
    for commune, question, verdict, count in counted:
        of_it = verdicts.setdefault(commune, {})
        if question == Question.DOUBTFUL:
            of_it[Verdict(verdict)] = of_it.get(Verdict(verdict), 0) + count
        else:
            changes[commune] = changes.get(commune, 0) + count
    lines = [Counted(commune, of_it, changes.get(commune, 0)) for commune, of_it in verdicts.items()]
    return tuple(sorted(lines, key=lambda line: (not line.commune, -line.open, line.commune)))
