"""How did every part of a unit move over 24 months, and where does a single hamlet stand?"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Viewer
from ansinh.base import names
from ansinh.base.errors import NotFound
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.indicators.queries import measured, stored
from ansinh.indicators.queries.editions import Edition
from ansinh.indicators.queries.shapes import Figure, Place, Point, RunStamp
from ansinh.indicators.terms import CATALOGUE, HEADLINES, Level, level_of

_NOT_A_HAMLET = Text("“{code}” không phải ấp, khu vực.", "“{code}” is not a hamlet.")


@dataclass(frozen=True)
class PartSeries:
    """One part of a unit with its 24 months: a cell of the small multiples."""

    place: Place
    value: Decimal | None
    series: tuple[Point, ...]


@dataclass(frozen=True)
class HamletPicture:
    """What a hamlet's page shows."""

    place: Place
    commune: Place
    month: Month
    months: tuple[Month, ...]
    figures: tuple[Figure, ...]
    run: RunStamp


def parts_over_time(
    *, viewer: Viewer, code: str, edition: Edition, unit: str | None = None, month: Month | None = None
) -> tuple[PartSeries, ...]:
    """The parts of a unit (default: the province) over 24 months, by name. Raises: NotPermitted, NotFound."""
    unit = unit or settings.PROVINCE
    accounts.require(viewer, unit)
    measured.known(code)
    stamps = edition.stamps
    run = stored.stamp_of(stamps, month)
    needed = measured.months_needed(run.month)
    found = stored.series([s for m, s in stamps.items() if m in needed], (code,), parts_of=unit)
    names_of = {} if unit == settings.PROVINCE else stored.hamlet_names(viewer, unit, run.geography)
    cells = [_cell(part, series, run, names_of) for (part, _code), series in found.items()]
    return tuple(sorted(cells, key=lambda cell: (cell.place.unplaced, names.sort_key(cell.place.name))))


def hamlet_picture(*, viewer: Viewer, unit: str, month: Month | None = None) -> HamletPicture:
    """One hamlet in one month. Raises: NotPermitted, NotFound."""
    if level_of(unit) is not Level.HAMLET:
        raise NotFound(_NOT_A_HAMLET.format(code=unit))
    accounts.require(viewer, unit)
    stamps = stored.months(viewer)
    run = stored.stamp_of(stamps, month)
    needed = measured.months_needed(run.month)
    readings = stored.series([s for m, s in stamps.items() if m in needed], HEADLINES, units=(unit,))
    if not readings:
        raise NotFound(_NOT_A_HAMLET.format(code=unit))
    targets = stored.targets(measured.target_indicators(HEADLINES), run.month.last_day, units=(unit,))
    commune_code = unit.partition("-")[0]
    place = stored.place(unit, run.geography, stored.hamlet_names(viewer, commune_code, run.geography))
    figures = tuple(
        measured.figure(CATALOGUE[code], place, run.month, readings.get((unit, code), {}), targets)
        for code in HEADLINES
    )
    commune = stored.place(commune_code, run.geography)
    return HamletPicture(place, commune, run.month, tuple(stamps), figures, run)


def _cell(part: str, series: measured.Series, run: RunStamp, names_of: dict[str, str]) -> PartSeries:
    now = measured.first(series, run.month)
    place = stored.place(part, run.geography, names_of)
    return PartSeries(place, now.value if now else None, measured.points(series, run.month))
