"""Which targets were set, for whom, by whom, in which version?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from django.db.models.functions import Length

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Viewer
from ansinh.base.errors import NotFound
from ansinh.base.texts import Text
from ansinh.indicators.models import Target
from ansinh.indicators.queries import measured, stored
from ansinh.indicators.queries.shapes import Place, TargetShown
from ansinh.indicators.terms import CATALOGUE, Indicator, Level, level_of
from ansinh.network import queries as network

_NO_TARGET = Text("Không có chỉ tiêu này.", "There is no such target.")


@dataclass(frozen=True)
class TargetRow:
    """One target in the list of targets; `target.amount` is in people, or in percent for a bare rate."""

    place: Place
    indicator: Indicator
    target: TargetShown


def targets(
    *,
    viewer: Viewer,
    unit: str | None = None,
    indicator: str | None = None,
    deadline: dt.date | None = None,
    history: bool = False,
) -> tuple[TargetRow, ...]:
    """The targets that the viewer may see, by unit, indicator and deadline; with `history` ended versions too.

    Without `unit`: of the province and of everything in it, as far as the viewer's areas reach.
    """
    if unit:
        accounts.require(viewer, unit)
    mine, hamlets = _seen(viewer), network.hamlet_names(viewer)
    return tuple(
        TargetRow(_place(code, shown.deadline, hamlets), indicator, shown)
        for code, indicator, shown in _stored(stored.targets_state(), unit, indicator, deadline, history)
        if unit or mine(code)
    )


def unit_of_target(target_id: int) -> str:
    """Whose target is it? For asking whether somebody may change it. Raises: NotFound."""
    unit = Target.objects.filter(pk=target_id).values_list("unit", flat=True).first()
    if unit is None:
        raise NotFound(_NO_TARGET)
    return unit


@lru_cache(maxsize=64)
def _stored(
    state: tuple, unit: str | None, indicator: str | None, deadline: dt.date | None, history: bool
) -> tuple[tuple[str, Indicator, TargetShown], ...]:
    """Remembered until the targets' history grows: every change of a target is an entry there."""
    rows = Target.objects.filter(unit=unit) if unit else Target.objects.all()
    if indicator:
        rows = rows.filter(indicator=indicator)
    if deadline:
        rows = rows.filter(deadline=deadline)
    if not history:
        rows = rows.filter(until__isnull=True)
    rows = rows.order_by(
        Length("unit"), "unit", "indicator", "-deadline", "-shown_first", "body_name", "-version"
    )
    return tuple(
        (row.unit, CATALOGUE[row.indicator], _shown(row)) for row in rows if row.indicator in CATALOGUE
    )


def _seen(viewer: Viewer):
    """Whether the viewer may see a unit, asked once per commune."""
    known: dict[str, bool] = {}

    def seen(unit: str) -> bool:
        if unit not in known:
            known[unit] = accounts.may_see(viewer, unit)
        return known[unit]

    return seen


def _shown(target: Target) -> TargetShown:
    """In people where that can be said, else in percent."""
    shown = measured.target_shown(target, CATALOGUE[target.indicator])
    return shown or measured.target_shown(target, CATALOGUE["hi_coverage"])


def _place(unit: str, day: dt.date, hamlets: Mapping[str, str]) -> Place:
    """The place; a hamlet with its commune, because every commune has a first hamlet."""
    try:
        place = stored.place(unit, day, hamlets)
        if place.level is Level.HAMLET:
            return replace(place, name=f"{place.name}, {stored.place(place.parent, day).name}")
        return place
    except NotFound:
        return Place(unit, unit, level_of(unit))
