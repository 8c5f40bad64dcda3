"""How does a stored reading become a headline figure, a row of a ranking, a point on the map?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ansinh.base.months import Month, span
from ansinh.indicators.models import Target
from ansinh.indicators.queries import stored
from ansinh.indicators.queries.shapes import Figure, MapPoint, Place, Point, Ranked, Ranking, TargetShown
from ansinh.indicators.queries.stored import Series, Shown
from ansinh.indicators.rules import progress
from ansinh.indicators.terms import CATALOGUE, AssigningBody, Indicator, Level, TargetKind

SERIES_MONTHS = 24
TARGET_OF = {"hi_coverage": "hi", "hi_coverage_register": "hi"}
"""Coverage without a target of its own is measured against the rate that was set for HI."""

Targets = Mapping[tuple[str, str], Sequence[Target]]
Stored = Mapping[tuple[str, str], Series]


def months_needed(month: Month) -> set[Month]:
    """The months of a figure's series, and the same months of the year before."""
    return set(span(month - (SERIES_MONTHS + 11), month))


def target_indicators(codes: Sequence[str]) -> list[str]:
    """The indicators whose targets these indicators may be measured against."""
    return sorted({*codes, *(TARGET_OF[code] for code in codes if code in TARGET_OF)})


def targets_of(unit: str, indicator: Indicator, targets: Targets, base: int | None) -> list[TargetShown]:
    """The targets of a unit for an indicator, the one shown first in front."""
    own = targets.get((unit, indicator.code), ())
    if not own and indicator.code in TARGET_OF:
        own = [t for t in targets.get((unit, TARGET_OF[indicator.code]), ()) if t.kind == TargetKind.RATE]
    return [shown for target in own if (shown := target_shown(target, indicator, base))]


def target_shown(target: Target, indicator: Indicator, base: int | None = None) -> TargetShown | None:
    """A target in the unit of the figure it is shown with; None where it cannot be said in it.

    A rate of a rate is said in people of the figure's own denominator `base`, else of the recorded base.
    """
    kind = TargetKind(target.kind)
    base = (base or target.base) if indicator.is_rate else target.base
    if kind is TargetKind.RATE:
        people = progress.people_of_rate(target.rate, base) if base else None
        amount = target.rate if indicator.is_rate else people
    else:
        people, amount = target.value, None if indicator.is_rate else target.value
    if amount is None:
        return None
    return TargetShown(
        target.pk, kind, Decimal(amount), people, target.base, target.base_name, target.deadline,
        target.document, target.document_on, AssigningBody(target.body), target.body_name, target.version,
        target.shown_first, target.since, target.until, target.rate,
    )  # fmt: skip


def figure(
    indicator: Indicator,
    place: Place,
    month: Month,
    series: Series,
    targets: Targets,
    ranks: tuple | None = None,
) -> Figure:
    """One headline figure with everything that belongs to it."""
    now = first(series, month)
    several = targets_of(place.code, indicator, targets, now.denominator if now else None)
    target = several[0] if several else None
    percent, gap, gap_people, pace = _against(indicator, now, target, month)
    value = now.value if now else None
    return Figure(
        indicator=indicator, place=place, month=month, value=value,
        basis=now.basis if now else None,
        sender=now.sender if now else "",
        qualifier=now.qualifier if now else "",
        numerator=now.numerator if now else None,
        denominator=now.denominator if now else None,
        denominator_source=now.denominator_source if now else "",
        denominator_on=now.denominator_on if now else None,
        target=target, other_targets=tuple(several[1:]), percent=percent, gap=gap, gap_people=gap_people,
        pace=pace,
        working_days=progress.working_days(month.last_day, target.deadline) if target else None,
        change_month=_change(value, _value(series, month - 1)),
        change_year=_change(value, _value(series, month - 12)),
        series=points(series, month),
        comparison=stored.comparison(series.get(month, ())),
        rank=ranks[0] if ranks else None, ranked_among=ranks[1] if ranks else None,
    )  # fmt: skip


def points(series: Series, month: Month) -> tuple[Point, ...]:
    """24 months up to `month`, each beside the same month of the year before."""
    return tuple(
        Point(one, _value(series, one), _value(series, one - 12))
        for one in span(month - (SERIES_MONTHS - 1), month)
    )


def ranking(
    indicator: Indicator,
    whole: Place,
    places: Sequence[Place],
    month: Month,
    readings: Stored,
    targets: Targets,
) -> Ranking:
    """The parts of a unit by percent of target, or by value where no part has a target; best first."""
    rows = {place.code: _row(indicator, place, month, readings, targets) for place in places}
    percents = {c: r.percent for c, r in rows.items() if r.percent is not None and not r.place.unplaced}
    values = {c: r.value for c, r in rows.items() if r.value is not None and not r.place.unplaced}
    better = indicator.more_is_better is not False
    ranks = progress.ranks(percents or values, better or bool(percents))
    low = progress.low(percents)
    ranked = [_ranked(row, ranks.get(code), code in low) for code, row in rows.items()]
    ranked.sort(key=lambda row: (row.rank is None, row.rank or 0, row.place.unplaced, row.place.code))
    return Ranking(
        indicator=indicator, month=month, level=places[0].level if places else Level.COMMUNE,
        rows=tuple(ranked), total=_row(indicator, whole, month, readings, targets),
        by_target=bool(percents), median=progress.median(list(percents.values())),
        low_rule=progress.LOW_RULE,
    )  # fmt: skip


def low_of(ranked: Ranking) -> tuple[Ranked, ...]:
    """The rows that the rule flags, lowest first."""
    flagged = [row for row in ranked.rows if row.low]
    return tuple(sorted(flagged, key=lambda row: (row.percent, row.place.code)))


def map_points(ranked: Ranking) -> tuple[MapPoint, ...]:
    """The communes whose centroid is known."""
    return tuple(
        MapPoint(row.place, row.value, row.percent, row.low)
        for row in ranked.rows
        if row.place.latitude is not None
    )


def _row(indicator: Indicator, place: Place, month: Month, readings: Stored, targets: Targets) -> Ranked:
    series = readings.get((place.code, indicator.code), {})
    now = first(series, month)
    several = targets_of(place.code, indicator, targets, now.denominator if now else None)
    target = several[0] if several else None
    percent, gap, _, pace = _against(indicator, now, target, month)
    value = now.value if now else None
    return Ranked(
        place, value, now.basis if now else None, target.amount if target else None, percent, gap, pace,
        _change(value, _value(series, month - 1)), None, False,
        now.numerator if now else None, now.denominator if now else None,
    )  # fmt: skip


def _ranked(row: Ranked, rank: int | None, low: bool) -> Ranked:
    return Ranked(**{**vars(row), "rank": rank, "low": low})


def _against(indicator: Indicator, now: Shown | None, target: TargetShown | None, month: Month) -> tuple:
    """Percent of target, gap in the figure's unit, gap in people, pace per working day."""
    if now is None or target is None or indicator.more_is_better is False:
        return None, None, None, None
    gap = progress.gap(now.value, target.amount)
    if not indicator.is_rate:
        gap_people = int(gap)
    elif target.people is not None and now.numerator is not None:
        gap_people = max(target.people - now.numerator, 0)
    else:
        gap_people = None
    pace = progress.pace(gap_people or 0, month.last_day, target.deadline)
    return progress.percent_of(now.value, target.amount), Decimal(gap), gap_people, pace


def first(series: Series, month: Month) -> Shown | None:
    """What is shown first for a month, or None."""
    return series[month][0] if series.get(month) else None


def _value(series: Series, month: Month) -> Decimal | None:
    shown = first(series, month)
    return shown.value if shown else None


def _change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before


def known(code: str) -> Indicator:
    """The indicator of the catalogue. Raises: NotFound."""
    from ansinh.base.errors import NotFound
    from ansinh.base.texts import Text

    if code not in CATALOGUE:
        raise NotFound(
            Text("Không có chỉ tiêu “{code}”.", "There is no indicator “{code}”.").format(code=code)
        )
    return CATALOGUE[code]
