"""How often was each reason right? Of those visited: who joined, and who was insured already (a false alarm)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from ansinh import territory
from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Permission, Viewer
from ansinh.base.months import Month
from ansinh.outreach.models import Visit
from ansinh.outreach.queries import reach
from ansinh.outreach.rules.rates import Rate
from ansinh.outreach.terms import Outcome, Reason

OTHERS = (Outcome.REFUSED, Outcome.NOT_FOUND, Outcome.MOVED, Outcome.DECEASED)
"""What a visit may find beside somebody who joins and a false alarm."""


@dataclass(frozen=True)
class HitRow:
    """What the visits of one reason, commune or organisation found."""

    name: object
    outcomes: tuple[int, ...]
    """In the order of terms.Outcome."""

    @property
    def others(self) -> tuple[int, ...]:
        """The counts of OTHERS."""
        counts = dict(zip(Outcome, self.outcomes, strict=True))
        return tuple(counts[outcome] for outcome in OTHERS)

    @property
    def visited(self) -> int:
        return sum(self.outcomes)

    @property
    def enrolled(self) -> Rate:
        return Rate(self.outcomes[list(Outcome).index(Outcome.ENROLLED)], self.visited)

    @property
    def insured(self) -> Rate:
        return Rate(self.outcomes[list(Outcome).index(Outcome.ALREADY_INSURED)], self.visited)


@dataclass(frozen=True)
class Hits:
    """The visits of the months asked for, three ways."""

    months: tuple[Month, ...]
    whole: HitRow
    reasons: tuple[HitRow, ...]
    communes: tuple[HitRow, ...]
    organisations: tuple[HitRow, ...]


def hit_rates(viewer: Viewer, month: Month | None = None) -> Hits:
    """What came of the visits in the reader's places: of one month's lists, or of all. Figures, no person.

    Counted is the last outcome that stands of each person, reason and month. Raises: NotPermitted.
    """
    accounts.require_permission(viewer, Permission.SEE_FIGURES)
    rows = Visit.objects.filter(reach.figures(viewer), taken_back_at=None)
    months = sorted({*rows.order_by().values_list("month", flat=True).distinct()})
    later = Visit.objects.filter(
        person=OuterRef("person"), reason=OuterRef("reason"), month=OuterRef("month"),
        turn__gt=OuterRef("turn"), taken_back_at=None,
    )  # fmt: skip
    rows = rows.filter(~Exists(later))
    rows = rows.filter(month=str(month)) if month else rows
    groups = rows.order_by().values_list("reason", "commune", "collector__organisation__name", "outcome")
    found: dict[int, dict[str, Counter]] = {place: defaultdict(Counter) for place in range(3)}
    for *keys, outcome, number in groups.annotate(Count("pk")):
        for place, key in enumerate(keys):
            found[place][key or ""][outcome] += number
    reasons, communes, organisations = found.values()
    names = {
        unit.code: unit.name
        for unit in territory.units(max(territory.change_days()), territory.Level.COMMUNE)
    }
    return Hits(
        months=tuple(Month.parse(one) for one in months),
        whole=_row("", sum(reasons.values(), Counter())),
        reasons=tuple(_row(each.label, reasons[each]) for each in Reason if each in reasons),
        communes=tuple(_row(names.get(code, code), communes[code]) for code in sorted(communes)),
        organisations=tuple(_row(name, organisations[name]) for name in sorted(organisations)),
    )


def _row(name: object, counts: Counter) -> HitRow:
    return HitRow(name, tuple(counts[outcome] for outcome in Outcome))
