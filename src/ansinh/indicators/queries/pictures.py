"""Where do the province and a commune stand this month against their targets?"""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings

from ansinh import territory
from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Viewer
from ansinh.base.errors import NotFound
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.indicators.queries import measured, runs, stored
from ansinh.indicators.queries.editions import Edition
from ansinh.indicators.queries.shapes import CommunePicture, Place, ProvincePicture, RunStamp
from ansinh.indicators.rules import progress
from ansinh.indicators.terms import CATALOGUE, HEADLINES, Level, level_of, unplaced

_NOT_A_COMMUNE = Text("“{code}” không phải xã, phường.", "“{code}” is not a commune.")


def published_months(*, viewer: Viewer) -> tuple[Month, ...]:
    """The months that have figures, oldest first; empty when nothing is published."""
    return tuple(stored.months(viewer))


def province_picture(
    *,
    viewer: Viewer,
    month: Month | None = None,
    ranked_by: str = "si_voluntary",
    edition: Edition | None = None,
) -> ProvincePicture:
    """The province in one month (default: the newest). Raises: NotPermitted, NotFound."""
    province = settings.PROVINCE
    accounts.require(viewer, province)
    indicator = measured.known(ranked_by)
    stamps = edition.stamps if edition else stored.months(viewer)
    run = stored.stamp_of(stamps, month)
    month, whole = run.month, stored.place(province, run.geography)
    codes = (*HEADLINES, ranked_by)
    readings = _history(stamps, month, codes, province)
    parts = stored.series(_near(stamps, month), (ranked_by,), parts_of=province)
    targets = _targets(codes, month, units=(province,), parts_of=(province,))
    figures = tuple(_figure(code, whole, month, readings, targets) for code in HEADLINES)
    ranked = measured.ranking(
        indicator, whole, communes(province, run, parts), month, {**readings, **parts}, targets
    )
    return ProvincePicture(
        place=whole, month=month, months=tuple(stamps), figures=figures, ranking=ranked,
        low=measured.low_of(ranked), map=measured.map_points(ranked), run=run,
    )  # fmt: skip


def commune_picture(
    *,
    viewer: Viewer,
    unit: str,
    month: Month | None = None,
    ranked_by: str = "si_voluntary",
    edition: Edition | None = None,
) -> CommunePicture:
    """One commune in one month, with its hamlets and its rank. Raises: NotPermitted, NotFound."""
    if level_of(unit) is not Level.COMMUNE:
        raise NotFound(_NOT_A_COMMUNE.format(code=unit))
    accounts.require(viewer, unit)
    indicator = measured.known(ranked_by)
    stamps = edition.stamps if edition else stored.months(viewer)
    run = stored.stamp_of(stamps, month)
    month, own = run.month, stored.place(unit, run.geography)
    province = stored.place(settings.PROVINCE, run.geography)
    codes = (*HEADLINES, ranked_by)
    readings = _history(stamps, month, codes, unit)
    targets = _targets(codes, month, parts_of=(province.code, unit))
    ranks = _ranks(stamps, month, targets)
    figures = tuple(
        _figure(code, own, month, readings, targets, ranks.get((code, unit))) for code in HEADLINES
    )
    parts = stored.series(_near(stamps, month), (ranked_by,), parts_of=unit)
    listed = hamlets(unit, run, parts, stored.hamlet_names(viewer, unit, run.geography))
    ranked = measured.ranking(indicator, own, listed, month, {**readings, **parts}, targets)
    return CommunePicture(
        place=own, province=province, month=month, months=tuple(stamps), figures=figures, ranking=ranked,
        low=measured.low_of(ranked), runs=runs.runs(viewer=viewer), run=run,
    )  # fmt: skip


def communes(province: str, run: RunStamp, parts: measured.Stored) -> list[Place]:
    """The communes of the run's geography, and the row of people in none of them when there are any."""
    units = territory.units(run.geography, level=territory.Level.COMMUNE, within=province)
    found = [stored.place(unit.code, run.geography) for unit in units]
    return found + _nowhere(province, run, parts)


def hamlets(commune: str, run: RunStamp, parts: measured.Stored, names: dict[str, str]) -> list[Place]:
    """The hamlets of a commune that have readings, and the row of people in none of them."""
    own = f"{commune}-"
    codes = sorted({unit for unit, _ in parts if unit.startswith(own) and unit != unplaced(commune)})
    return [stored.place(code, run.geography, names) for code in codes] + _nowhere(commune, run, parts)


def _nowhere(whole: str, run: RunStamp, parts: measured.Stored) -> list[Place]:
    """The row of people in no known part, when it is not empty this month."""
    code = unplaced(whole)
    counted = any(
        shown.value
        for (unit, _), series in parts.items()
        if unit == code
        for shown in series.get(run.month, ())
    )
    return [stored.place(code, run.geography)] if counted else []


def _figure(code: str, place: Place, month: Month, readings, targets, ranks: tuple | None = None):
    series = readings.get((place.code, code), {})
    return measured.figure(CATALOGUE[code], place, month, series, targets, ranks)


def _history(stamps: dict[Month, RunStamp], month: Month, codes, unit: str) -> measured.Stored:
    needed = measured.months_needed(month)
    return stored.series([s for m, s in stamps.items() if m in needed], codes, units=(unit,))


def _near(stamps: dict[Month, RunStamp], month: Month) -> list[RunStamp]:
    return [stamps[one] for one in (month, month - 1) if one in stamps]


def _targets(codes, month: Month, **where) -> measured.Targets:
    return stored.targets(measured.target_indicators(codes), month.last_day, **where)


def _ranks(stamps: dict[Month, RunStamp], month: Month, targets: measured.Targets) -> dict:
    """Each commune's rank by percent of target, and among how many, for each headline indicator."""
    values = stored.series([stamps[month]], HEADLINES, parts_of=settings.PROVINCE)
    percents: dict[str, dict[str, Decimal]] = {code: {} for code in HEADLINES}
    for (unit, code), series in values.items():
        now = measured.first(series, month)
        several = measured.targets_of(unit, CATALOGUE[code], targets, now.denominator) if now else ()
        if several:
            percents[code][unit] = progress.percent_of(now.value, several[0].amount) or Decimal(0)
    return {
        (code, unit): (rank, len(found))
        for code, found in percents.items()
        for unit, rank in progress.ranks(found).items()
    }
