"""What is one indicator in one unit, and how was its figure computed?"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.conf import settings

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Viewer
from ansinh.base.errors import NotFound
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.indicators.models import Run, Target
from ansinh.indicators.queries import measured, pictures, stored
from ansinh.indicators.queries.editions import Edition
from ansinh.indicators.queries.shapes import Computation, Figure, IndicatorPage, Part, Place, SnapshotUsed
from ansinh.indicators.terms import CATALOGUE, Basis, Indicator, Level, level_of
from ansinh.registers import schemas

_NO_FIGURE = Text("Không có số liệu này.", "There is no such figure.")

_STEPS = (
    Text(
        "Các tệp nhận được lưu nguyên vẹn, có mã băm, thành bản chụp của tháng.",
        "The files received are kept as they are, each with its hash, as the month's snapshots.",
    ),
    Text(
        "Mỗi dòng được xếp vào xã, phường và ấp, khu vực theo đơn vị hành chính ngày {day:%d/%m/%Y}; dòng không xếp "
        "được vẫn được tính, ở một dòng riêng.",
        "Each row is placed in a commune and hamlet by the units of {day:%d/%m/%Y}; rows that cannot be placed are "
        "counted on a row of their own.",
    ),
    Text(
        "Đếm theo nơi nhỏ nhất rồi cộng lên xã và tỉnh; tổng các phần bằng toàn thể.",
        "Counted at the smallest place, then added up to commune and province; the parts add up to the whole.",
    ),
    Text(
        "Lần chạy được công bố trọn vẹn một lần; lần chạy sau thay thế, không sửa.",
        "The run was published all at once; a later run supersedes it and never edits it.",
    ),
)
_REPORTED_STEP = Text(
    "Số do {sender} báo cáo trong bảng tháng; hệ thống giữ nguyên, không tính lại.",
    "Reported by {sender} on the month's sheet; kept as it is, not computed.",
)


def indicator_page(
    *,
    viewer: Viewer,
    code: str,
    unit: str | None = None,
    month: Month | None = None,
    edition: Edition | None = None,
) -> IndicatorPage:
    """One indicator in one unit (default: the province). Raises: NotPermitted, NotFound."""
    unit = unit or settings.PROVINCE
    accounts.require(viewer, unit)
    indicator = measured.known(code)
    stamps = edition.stamps if edition else stored.months(viewer)
    run = stored.stamp_of(stamps, month)
    month, place = run.month, stored.place(unit, run.geography)
    needed = measured.months_needed(month)
    readings = stored.series([s for m, s in stamps.items() if m in needed], (code,), units=(unit,))
    wanted = measured.target_indicators((code,))
    whole = (unit,) if level_of(unit) is not Level.HAMLET else ()
    targets = stored.targets(wanted, month.last_day, units=(unit,), parts_of=whole)
    ranked = None
    if whole:
        near = [stamps[one] for one in (month, month - 1) if one in stamps]
        parts = stored.series(near, (code,), parts_of=unit)
        if level_of(unit) is Level.PROVINCE:
            listed = pictures.communes(unit, run, parts)
        else:
            listed = pictures.hamlets(unit, run, parts, stored.hamlet_names(viewer, unit, run.geography))
        ranked = measured.ranking(indicator, place, listed, month, {**readings, **parts}, targets)
    return IndicatorPage(
        indicator=indicator, place=place, month=month, months=tuple(stamps),
        figure=measured.figure(indicator, place, month, readings.get((unit, code), {}), targets),
        ranking=ranked, targets=_all_targets(unit, indicator), run=run,
    )  # fmt: skip


def computation(
    *, viewer: Viewer, code: str, unit: str, month: Month, basis: Basis | None = None, sender: str = ""
) -> Computation:
    """How one figure was computed, or who reported it. Raises: NotPermitted, NotFound."""
    accounts.require(viewer, unit.removesuffix("-00"))
    indicator = measured.known(code)
    stamp = stored.stamp_of(stored.months(viewer), month)
    place = _named(viewer, unit, stamp.geography)
    readings = stored.series([stamp], _needed(indicator), units=(unit,))
    several = readings.get((unit, code), {}).get(month, ())
    chosen = [s for s in several if basis in (None, s.basis) and sender in ("", s.sender)]
    if not chosen:
        raise NotFound(_NO_FIGURE)
    targets = stored.targets(measured.target_indicators((code,)), month.last_day, units=(unit,))
    figure = measured.figure(indicator, place, month, {month: tuple(chosen)}, targets)
    figure = replace(figure, comparison=stored.comparison(several))
    run = Run.objects.get(province=settings.PROVINCE, month=str(month), code=stamp.code)
    made = figure.basis is Basis.COMPUTED
    return Computation(
        figure=figure, formula=indicator.formula,
        numerator=_numerator(indicator, figure), denominator=_denominator(indicator, figure),
        parts=tuple(_part(part, readings, unit, month) for part in indicator.parts) if made else (),
        snapshots=_snapshots(run.inputs, figure),
        steps=_steps(figure, stamp), run=stamp,
        code_version=run.code_version, law_version=run.law_version,
    )  # fmt: skip


def _named(viewer: Viewer, unit: str, on: dt.date) -> Place:
    """The place with the name that people gave to a hamlet."""
    commune, _, hamlet = unit.partition("-")
    return stored.place(unit, on, stored.hamlet_names(viewer, commune, on) if hamlet else {})


def _needed(indicator: Indicator) -> tuple[str, ...]:
    return tuple(filter(None, (indicator.code, indicator.numerator, *indicator.parts)))


def _steps(figure: Figure, stamp) -> tuple[Text, ...]:
    if figure.basis is Basis.REPORTED:
        return _STEPS[0], _REPORTED_STEP.format(sender=figure.sender), _STEPS[3]
    return tuple(step.format(day=stamp.geography) for step in _STEPS)


def _numerator(indicator: Indicator, figure: Figure) -> Part | None:
    if figure.numerator is None:
        return None
    named = CATALOGUE[indicator.numerator]
    return Part(named.code, named.label, figure.numerator, named.formula, figure.month.last_day)


def _denominator(indicator: Indicator, figure: Figure) -> Part | None:
    if figure.denominator is None:
        return None
    named = CATALOGUE[indicator.denominator]
    source = indicator.denominator_source
    if figure.denominator_source != named.code:
        source = Text(
            f"{source.vi} ({figure.denominator_source})", f"{source.en} ({figure.denominator_source})"
        )
    return Part(named.code, named.label, figure.denominator, source, figure.denominator_on)


def _part(code: str, readings: measured.Stored, unit: str, month: Month) -> Part:
    shown = measured.first(readings.get((unit, code), {}), month)
    named = CATALOGUE[code]
    return Part(code, named.label, int(shown.value) if shown else None, named.formula, month.last_day)


def _snapshots(inputs: list[dict], figure: Figure) -> tuple[SnapshotUsed, ...]:
    """The deliveries of the run that this kind of figure can come from."""
    reported = figure.basis is Basis.REPORTED
    return tuple(
        SnapshotUsed(
            one["register"], schemas.register(one["register"]).label, Month.parse(one["month"]), one["sha256"],
            one["rows"], one["sender"], one["received_by"],
            dt.datetime.fromisoformat(one["received_at"]),
        )
        for one in inputs
        if _behind(one, figure, reported)
    )  # fmt: skip


def _behind(one: dict, figure: Figure, reported: bool) -> bool:
    if one["register"] == "reported_figures":
        return one["sender"] in (figure.sender if reported else figure.denominator_source,)
    return not reported


def _all_targets(unit: str, indicator: Indicator):
    wanted = measured.target_indicators((indicator.code,))
    rows = Target.objects.filter(unit=unit, indicator__in=wanted)
    shown = (measured.target_shown(t, indicator) for t in rows.order_by("-deadline", "body_name", "-version"))
    return tuple(one for one in shown if one)
