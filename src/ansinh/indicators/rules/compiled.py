"""Which readings follow from the counts of a month's places, the denominators and the reported sheets?

Exact integers upwards (hamlet → commune → province), then rates. What is in no known part has a unit of
its own, so at every level the parts add up to the whole.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from ansinh.base.months import Month
from ansinh.indicators.terms import CATALOGUE, Basis, Indicator, Level, is_unplaced, level_of

FOUR_PLACES = Decimal("0.0001")
OF_STATISTICS = ("population", "labour_force")
"""Denominators that only the statistics office gives; they are reported, never counted."""

SENT_BY_COMMUNES = "COMMUNES"
"""The sender of a province's figure that was added up from the sheets of its communes."""

Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class Row:
    """One reading before it has a run. `value` is a count, or a percentage with four places."""

    indicator: str
    unit: str
    value: Decimal
    basis: Basis = Basis.COMPUTED
    sender: str = ""
    qualifier: str = ""
    numerator: int | None = None
    denominator: int | None = None
    denominator_source: str = ""
    denominator_on: dt.date | None = None

    @property
    def level(self) -> Level:
        return level_of(self.unit)


@dataclass(frozen=True)
class Sheet:
    """One reported figure of one unit on one day."""

    sender: str
    unit: str
    on: dt.date
    indicator: str
    value: Decimal | None
    percent: Decimal | None
    value_is: str
    percent_is: str


@dataclass(frozen=True)
class Denominator:
    """The people that a rate is measured against, who gave the number, and for which day."""

    value: int
    source: str
    on: dt.date


def safe_ratio(numerator: int, denominator: int) -> Decimal | None:
    """Percent with four places, half up; None when there is nothing to divide by."""
    if not denominator:
        return None
    return (Decimal(numerator) * 100 / denominator).quantize(FOUR_PLACES, ROUND_HALF_UP)


def above(place: str, province: str) -> tuple[str, ...]:
    """The units that a place counts in: itself, its commune, the province."""
    if level_of(place) is Level.HAMLET:
        return place, place.partition("-")[0], province
    return (place, province) if place != province else (province,)


def rolled_up(places: Counts, province: str, units: Iterable[str] = ()) -> dict[str, dict[str, int]]:
    """Counts by unit at every level from counts by place; `units` are there even when nobody is in them."""
    codes = sorted({code for counts in places.values() for code in counts})
    total: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(codes, 0))
    for unit in (province, *units):
        total[unit]
    for place, counts in places.items():
        for unit in above(place, province):
            own = total[unit]
            for code, count in counts.items():
                own[code] += count
    return dict(total)


def computed(
    units: Counts, denominators: Mapping[tuple[str, str], Denominator], on: dt.date
) -> Iterator[Row]:
    """Every computed reading: the counts, their published sums, and the rates whose denominator is known."""
    for unit, counts in units.items():
        known = _with_sums(counts)
        for indicator in CATALOGUE.values():
            if not indicator.computed:
                continue
            if not indicator.is_rate and indicator.code in known:
                yield Row(indicator.code, unit, Decimal(known[indicator.code]))
            elif indicator.is_rate and not is_unplaced(unit):
                yield from _rate(indicator, unit, known, denominators, on)


def _with_sums(counts: Mapping[str, int]) -> dict[str, int]:
    known = dict(counts)
    if "hi" in known:
        known["participants_total"] = known["hi"] + known["si_voluntary"]
    if "students" in known and "students_without_hi" in known:
        known["students_with_hi"] = known["students"] - known["students_without_hi"]
    return known


def _rate(
    indicator: Indicator,
    unit: str,
    known: Mapping[str, int],
    denominators: Mapping[tuple[str, str], Denominator],
    on: dt.date,
) -> Iterator[Row]:
    if indicator.denominator in OF_STATISTICS:
        below = denominators.get((indicator.denominator, unit))
    else:
        value = known.get(indicator.denominator)
        below = Denominator(value, indicator.denominator, on) if value else None
    if below is None or indicator.numerator not in known:
        return
    numerator = known[indicator.numerator]
    percent = safe_ratio(numerator, below.value)
    if percent is not None:
        yield Row(
            indicator.code, unit, percent, numerator=numerator,
            denominator=below.value, denominator_source=below.source, denominator_on=below.on,
        )  # fmt: skip


def latest_denominators(
    sheets: Iterable[Sheet], province: str, communes: Iterable[str], until: dt.date, ignoring: str = ""
) -> dict[tuple[str, str], Denominator]:
    """The last population and labour force given for each unit up to `until`.

    When several senders gave one for the same day, the first by code counts. A province without a number of
    its own gets the sum of its communes when all of them have one.
    """
    found: dict[tuple[str, str], Denominator] = {}
    given = [s for s in sheets if s.indicator in OF_STATISTICS and s.value and s.on <= until]
    for sheet in sorted(given, key=lambda s: (s.on, s.sender), reverse=False):
        if sheet.sender == ignoring:
            continue
        key = (sheet.indicator, sheet.unit)
        if key not in found or found[key].on < sheet.on:
            found[key] = Denominator(int(sheet.value), sheet.sender, sheet.on)
    for code in OF_STATISTICS:
        parts = [found.get((code, commune)) for commune in communes]
        if (code, province) not in found and parts and all(parts):
            total = sum(part.value for part in parts)
            found[code, province] = Denominator(total, parts[0].source, min(part.on for part in parts))
    return found


def reported(sheets: Iterable[Sheet], month: Month) -> Iterator[Row]:
    """The readings of `month` that offices reported: per sender and unit the last of the month.

    A figure printed as “more than” keeps its qualifier. HI “of population” is a reading of coverage; an
    ambiguous percentage becomes none.
    """
    last: dict[tuple[str, str, str], Row] = {}
    for sheet in sorted(sheets, key=lambda s: s.on):
        if Month.of(sheet.on) == month and sheet.indicator in CATALOGUE:
            for row in _read(sheet):
                last[row.indicator, row.unit, row.sender] = row
    yield from last.values()


def added_up(rows: Iterable[Row], province: str, communes: Collection[str]) -> Iterator[Row]:
    """The province's count from its communes' sheets, where the province has no sheet of its own.

    The qualifier says how many of the communes have reported (`97/103`) while some are missing. A commune
    with several senders counts once, by the first of them.
    """
    own = {row.indicator for row in rows if row.unit == province}
    parts: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in sorted(rows, key=lambda row: row.sender):
        if row.unit in communes and row.indicator not in own and not CATALOGUE[row.indicator].is_rate:
            parts[row.indicator].setdefault(row.unit, row)
    for indicator, found in parts.items():
        missing = len(found) < len(communes)
        yield Row(
            indicator, province, sum((row.value for row in found.values()), Decimal(0)), Basis.REPORTED,
            SENT_BY_COMMUNES, f"{len(found)}/{len(communes)}" if missing else "",
        )  # fmt: skip


def _read(sheet: Sheet) -> Iterator[Row]:
    qualifier = "" if sheet.value_is in ("", "exact") else sheet.value_is[:40]
    common = {"unit": sheet.unit, "basis": Basis.REPORTED, "sender": sheet.sender, "qualifier": qualifier}
    of_population = sheet.percent_is.strip().lower() in ("of population", "dân số")
    if CATALOGUE[sheet.indicator].is_rate:
        value = sheet.percent if sheet.percent is not None else sheet.value
        if value is not None:
            yield Row(sheet.indicator, value=value, **common)
        return
    if sheet.value is not None:
        yield Row(sheet.indicator, value=sheet.value, **common)
    if sheet.indicator == "hi" and sheet.percent is not None and of_population:
        yield Row("hi_coverage", value=sheet.percent, **common)
