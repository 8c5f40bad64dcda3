"""How good are the month's links: measured on the demonstration's truth, and measured without any truth?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, F
from django.db.models.functions import Floor

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Permission, Viewer
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.matching.models import Pair, QualityFigure, Round
from ansinh.matching.terms import Measure, QualityGroup, Question, Verdict
from ansinh.registers import schemas

_WORSE_BY = Decimal(1)
"""Percentage points below the whole from which a group is marked."""
_BANDS = ((0, 10), (10, 25), (25, 50), (50, 75), (75, 90), (90, 100))
"""Probability bands in percent, the upper end excluded but for the last."""
_SAID = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE, Verdict.OPEN)


@dataclass(frozen=True)
class Share:
    """A figure: `part` of `whole`, and how far it lies below (−) or above the whole population's."""

    part: int
    whole: int
    from_overall: Decimal | None = None

    @property
    def percent(self) -> Decimal:
        return Decimal(self.part * 100) / self.whole

    @property
    def is_worse(self) -> bool:
        """Is the group more than a percentage point below all?"""
        return self.from_overall is not None and self.from_overall < -_WORSE_BY


@dataclass(frozen=True)
class Member:
    """One member of a group with its precision and recall; None where nothing was measured."""

    group: QualityGroup
    label: Text
    precision: Share | None
    recall: Share | None

    @property
    def is_worse(self) -> bool:
        return any(share is not None and share.is_worse for share in (self.precision, self.recall))


@dataclass(frozen=True)
class Counted:
    """One line of a table of shares: what is counted, and the share."""

    label: Text
    share: Share


@dataclass(frozen=True)
class Band:
    """Pairs between two probabilities: what clerks said, and how often they said “the same”."""

    since: int
    until: int
    same: int
    different: int
    unsure: int
    open: int

    @property
    def sure(self) -> int:
        return self.same + self.different

    @property
    def estimate(self) -> Decimal | None:
        """Of the pairs decided for sure, the percentage that are one person."""
        return Decimal(self.same * 100) / self.sure if self.sure else None


@dataclass(frozen=True)
class Quality:
    """Everything the page of quality shows; empty tuples where nothing was measured."""

    month: Month | None
    run: str
    overall: Member | None
    groups: tuple[tuple[QualityGroup, tuple[Member, ...]], ...]
    worse: tuple[Member, ...]
    passes: tuple[Counted, ...]
    linked: tuple[Counted, ...]
    birth_years: tuple[Counted, ...]
    bands: tuple[Band, ...]
    thresholds: dict[str, float]
    seen: Share | None = None
    """Of the true pairs that were not linked, those that clerks are shown."""

    @property
    def is_measured(self) -> bool:
        return self.overall is not None

    @property
    def link_threshold(self) -> Decimal | None:
        """In percent."""
        return self._threshold("link")

    @property
    def review_threshold(self) -> Decimal | None:
        """In percent."""
        return self._threshold("review")

    def _threshold(self, name: str) -> Decimal | None:
        return Decimal(str(self.thresholds[name])) * 100 if name in self.thresholds else None


def quality(viewer: Viewer) -> Quality:
    """The newest figures about the links. Counts only, of the whole province. Raises: NotPermitted."""
    accounts.require_permission(viewer, Permission.SEE_FIGURES)
    current = Round.objects.filter(current=True).first()
    newest = QualityFigure.objects.order_by("-month").values_list("month", flat=True).first()
    figures = list(QualityFigure.objects.filter(month=newest).order_by("pk")) if newest else []
    members = _members(figures)
    of_groups = tuple(
        (group, tuple(one for one in members if one.group is group))
        for group in QualityGroup
        if group is not QualityGroup.OVERALL and any(one.group is group for one in members)
    )
    month = newest or (current.month if current else None)
    return Quality(
        month=Month.parse(month) if month else None, run=figures[0].run if figures else "",
        overall=next((one for one in members if one.group is QualityGroup.OVERALL), None), groups=of_groups,
        worse=tuple(one for one in members if one.is_worse), passes=_shares(figures, Measure.PASS),
        linked=_shares(figures, Measure.LINKED), birth_years=_shares(figures, Measure.BIRTH_YEAR),
        bands=_bands(current), thresholds=current.thresholds if current else {},
        seen=next((one.share for one in _shares(figures, Measure.SEEN)), None),
    )  # fmt: skip


def _members(figures: Iterable[QualityFigure]) -> list[Member]:
    """Precision and recall of every member of every group, beside those of all."""
    shares: dict[tuple[str, str], dict[str, Share]] = {}
    for one in figures:
        if Measure(one.measure).needs_truth:
            shares.setdefault((one.group, one.member), {})[one.measure] = Share(one.part, one.whole)
    overall = next((of_all for (group, _), of_all in shares.items() if group == QualityGroup.OVERALL), {})
    return [
        Member(
            QualityGroup(group), _label(QualityGroup(group), member),
            *(_beside(told.get(measure), overall.get(measure)) for measure in (Measure.PRECISION, Measure.RECALL)),
        )
        for (group, member), told in shares.items()
    ]  # fmt: skip


def _beside(share: Share | None, overall: Share | None) -> Share | None:
    if share is None or overall is None:
        return share
    return Share(share.part, share.whole, share.percent - overall.percent)


def _shares(figures: Iterable[QualityFigure], measure: Measure) -> tuple[Counted, ...]:
    return tuple(
        Counted(_label(QualityGroup(one.group), one.member), Share(one.part, one.whole))
        for one in figures
        if one.measure == measure
    )


def _label(group: QualityGroup, member: str) -> Text:
    """A register by its label, everything else by the words of terms."""
    if group is QualityGroup.REGISTER and member in schemas.REGISTERS:
        return schemas.register(member).label
    return group.member(member)


def _bands(current: Round | None) -> tuple[Band, ...]:
    """What clerks said of the doubtful pairs, in bands of their probability; empty bands are left out."""
    if current is None:
        return ()
    found = Pair.objects.filter(question=Question.DOUBTFUL, probability__isnull=False).order_by()
    percents = found.annotate(percent=Floor(F("probability") * 100)).values_list("percent", "verdict")
    counted: dict[tuple[int, str], int] = {}
    for percent, verdict, count in percents.annotate(rows=Count("*")):
        since = max(since for since, _ in _BANDS if since <= percent)
        counted[since, verdict] = counted.get((since, verdict), 0) + count
    bands = (
        Band(since, until, *(counted.get((since, verdict), 0) for verdict in _SAID))
        for since, until in _BANDS
    )
    return tuple(band for band in bands if band.sure + band.unsure + band.open)
