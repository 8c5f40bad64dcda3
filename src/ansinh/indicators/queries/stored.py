"""What do the tables hold for these units, indicators and months? The one place that reads them for pages."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType

from django.conf import settings
from django.db.models import Count, Max, Q

from ansinh import territory
from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Viewer
from ansinh.base.errors import NotFound
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.indicators.models import Reading, Run, Target, TargetEvent
from ansinh.indicators.queries.shapes import Comparison, Place, RunStamp
from ansinh.indicators.rules import progress
from ansinh.indicators.terms import Basis, Level, is_unplaced, level_of
from ansinh.network import queries as network

PUBLISHED_ELSEWHERE = "PUBLISHED"
"""The sender of figures copied from publications. A demonstration never shows them among its own."""

_NOT_PUBLISHED = Text("Chưa công bố số liệu tháng {month}.", "Nothing is published for {month}.")
_NOTHING_PUBLISHED = Text("Chưa công bố số liệu tháng nào.", "No month is published yet.")
_RUN_IT = Text(
    "Nộp sổ của tháng rồi chạy `ansinh month {month}`.", "Deliver the month, then run `ansinh month {month}`."
)
_NO_COMMUNE = Text("chưa xác định xã, phường", "in no known commune")
_NO_HAMLET = Text("chưa xác định ấp, khu vực", "in no known hamlet")
_HAMLET = Text("Ấp, khu vực {number}", "Hamlet {number}")


@dataclass(frozen=True)
class Shown:
    """One stored reading, as far as a page needs it."""

    value: Decimal
    basis: Basis
    sender: str
    qualifier: str
    numerator: int | None
    denominator: int | None
    denominator_source: str
    denominator_on: dt.date | None


Series = dict[Month, tuple[Shown, ...]]


def months(viewer: Viewer) -> dict[Month, RunStamp]:
    """The current run of each published month of the province, oldest first."""
    if not accounts.areas(viewer):
        accounts.require(viewer, settings.PROVINCE)
    rows = Run.objects.filter(province=settings.PROVINCE, published__isnull=False, superseded_by=None)
    return {
        Month.parse(month): RunStamp(
            code, Month.parse(month), published, geography, tuple(Text(**note) for note in notes)
        )
        for month, code, published, geography, notes in rows.order_by("month").values_list(
            "month", "code", "published", "geography", "notes"
        )
    }


def stamp_of(stamps: dict[Month, RunStamp], month: Month | None) -> RunStamp:
    """The run of `month`, or of the newest one. Raises: NotFound when it is not published."""
    if not stamps:
        raise NotFound(_NOTHING_PUBLISHED, _RUN_IT.format(month=month or "YYYY-MM"))
    chosen = month or max(stamps)
    if chosen not in stamps:
        raise NotFound(_NOT_PUBLISHED.format(month=chosen), _RUN_IT.format(month=chosen))
    return stamps[chosen]


def series(
    stamps: Iterable[RunStamp],
    indicators: Collection[str],
    *,
    units: Collection[str] = (),
    parts_of: str = "",
) -> dict[tuple[str, str], Series]:
    """The readings of `units`, or of the parts of `parts_of`, by unit and indicator, month by month.

    Of each month the one shown first stands first: computed before reported, then by sender.
    """
    ignored = PUBLISHED_ELSEWHERE if settings.DEMONSTRATION else ""
    codes = tuple(stamp.code for stamp in stamps)
    return _series(settings.PROVINCE, codes, tuple(indicators), tuple(units), parts_of, ignored)


@lru_cache(maxsize=256)
def _series(
    province: str,
    codes: tuple[str, ...],
    indicators: tuple[str, ...],
    units: tuple[str, ...],
    parts_of: str,
    ignored: str,
) -> dict[tuple[str, str], Series]:
    """Remembered, because a run's id is the hash of its inputs: what it published never changes."""
    found: dict[tuple[str, str], dict[Month, list[Shown]]] = defaultdict(lambda: defaultdict(list))
    rows = Reading.objects.filter(
        _where(units, parts_of), indicator__in=indicators,
        run__province=province, run__code__in=codes, run__published__isnull=False,
    )  # fmt: skip
    if ignored:
        rows = rows.exclude(sender=ignored)
    for unit, indicator, month, value, basis, *others in rows.order_by("basis", "sender").values_list(
        "unit", "indicator", "month", "value", "basis", "sender", "qualifier", "numerator", "denominator",
        "denominator_source", "denominator_on",
    ):  # fmt: skip
        found[unit, indicator][Month.parse(month)].append(Shown(_plain(value), Basis(basis), *others))
    return {key: {month: tuple(several) for month, several in one.items()} for key, one in found.items()}


def _plain(value: Decimal) -> Decimal:
    """Without the four places of the table where the value is whole."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _where(units: Collection[str], parts_of: str) -> Q:
    if not parts_of:
        return Q(unit__in=units)
    if level_of(parts_of) is Level.PROVINCE:
        return Q(level=Level.COMMUNE.value)
    return Q(level=Level.HAMLET.value, unit__gte=f"{parts_of}-", unit__lt=f"{parts_of}.")


def comparison(several: tuple[Shown, ...]) -> Comparison | None:
    """The computed beside the reported value of one month, where both exist and the reported one is exact.

    “More than” and sums of which some sheets are missing are not compared.
    """
    made = next((one for one in several if one.basis is Basis.COMPUTED), None)
    told = next((one for one in several if one.basis is Basis.REPORTED and not one.qualifier), None)
    if made is None or told is None:
        return None
    difference = told.value - made.value
    percent = progress.percent_of(difference, made.value)
    return Comparison(made.value, told.value, told.sender, difference, percent)


def targets(
    indicators: Collection[str], on: dt.date, *, units: Collection[str] = (), parts_of: Collection[str] = ()
) -> dict[tuple[str, str], list[Target]]:
    """The targets of `units` and of the parts of `parts_of` whose period holds `on`, by unit and indicator.

    Each in the version that counts then. The first is the one shown first: of the latest deadline, by choice or by the order of the bodies.
    """
    return _targets(targets_state(), tuple(indicators), on, tuple(units), tuple(parts_of))


def targets_state() -> tuple[int, int | None]:
    """What changes whenever a target does: how long the targets' history is, and its newest entry."""
    return tuple(TargetEvent.objects.aggregate(count=Count("pk"), newest=Max("pk")).values())


@lru_cache(maxsize=256)
def _targets(
    state: tuple, indicators: tuple[str, ...], on: dt.date, units: tuple[str, ...], wholes: tuple[str, ...]
) -> dict[tuple[str, str], list[Target]]:
    """Remembered until the targets' history grows: every change of a target is an entry there."""
    found: dict[tuple[str, str], list[Target]] = defaultdict(list)
    rows = Target.objects.filter(
        Q(until__isnull=True) | Q(until__gt=on), _target_units(units, wholes),
        indicator__in=indicators, period_start__lte=on, deadline__gte=on, since__lte=on,
    )  # fmt: skip
    for target in rows.order_by("-deadline", "-shown_first", "body_name"):
        found[target.unit, target.indicator].append(target)
    return dict(found)


def _target_units(units: Collection[str], wholes: Collection[str]) -> Q:
    asked = Q(unit__in=units)
    for whole in wholes:
        if level_of(whole) is Level.PROVINCE:
            asked |= Q(unit__regex=r"^[0-9]{5}$")
        else:
            asked |= Q(unit__gte=f"{whole}-", unit__lt=f"{whole}.")
    return asked


def hamlet_names(viewer: Viewer, commune: str, on: dt.date) -> dict[str, str]:
    """The names of a commune's hamlets that the viewer may see, by code."""
    return dict(network.hamlets(viewer, commune, on).values_list("code", "name"))


def place(code: str, on: dt.date, names: Mapping[str, str] = MappingProxyType({})) -> Place:
    """A province, commune or hamlet as pages name it, on the day of a run's geography.

    `names`: of hamlets; one that is not there is called by its number.
    """
    if is_unplaced(code):
        level = level_of(code)
        name = _NO_COMMUNE if level is Level.COMMUNE else _NO_HAMLET
        return Place(code, str(name), level, code.partition("-")[0], unplaced=True)
    if level_of(code) is Level.HAMLET:
        commune, _, number = code.partition("-")
        name = names.get(code) or str(_HAMLET.format(number=int(number)))
        return Place(code, name, Level.HAMLET, commune)
    unit = territory.unit(code, on)
    return Place(code, unit.name, level_of(code), unit.parent or "", unit.latitude, unit.longitude)
