"""What stands in the workbook behind a table? Exact figures, with month, run and source above them."""

from __future__ import annotations

from collections.abc import Sequence

from ansinh.base import figures
from ansinh.base.texts import Text
from ansinh.indicators.queries.shapes import Place, Ranked, Ranking, RunStamp
from ansinh.registers.workbooks import Column, Kind, workbook

_RANK, _CODE, _UNIT = Text("Thứ hạng", "Rank"), Text("Mã", "Code"), Text("Đơn vị", "Unit")
_RUN = Text("Số liệu đến {day}; lần chạy {run}.", "Figures of {day}; run {run}.")
_TITLE = Text("{indicator}: {place}", "{indicator}: {place}")
_MISSING = {True: Text("Còn thiếu (điểm %)", "Missing (points)"), False: Text("Còn thiếu", "Missing")}


def ranking(shown: Ranking, rows: Sequence[Ranked], *, place: Place, run: RunStamp) -> bytes:
    """The ranking's rows in the order of the screen, with the whole unit as totals row."""
    rate = shown.indicator.is_rate
    figure = Kind.DECIMAL if rate else Kind.COUNT
    unit = shown.indicator.unit.label
    columns = (
        Column(_RANK, Kind.COUNT, 9),
        Column(_CODE, Kind.TEXT, 10),
        Column(_UNIT, Kind.TEXT, 28),
        Column(Text("Thực hiện ({unit})", "Reached ({unit})").format(unit=unit), figure),
        Column(Text("Chỉ tiêu ({unit})", "Target ({unit})").format(unit=unit), figure),
        Column(Text("Đạt chỉ tiêu (%)", "Of target (%)"), Kind.DECIMAL),
        Column(_MISSING[rate], figure),
        Column(Text("Cần mỗi ngày làm việc (người)", "Needed a working day (persons)"), Kind.DECIMAL),
        Column(Text("So với tháng trước", "On last month"), figure),
    )
    return workbook(
        _TITLE.format(indicator=shown.indicator.label, place=place.name),
        columns,
        [_line(row) for row in rows],
        totals=_line(shown.total) if shown.total else None,
        notes=(_RUN.format(day=figures.day(shown.month.last_day), run=run.short), shown.indicator.formula),
    )


def targets(rows: Sequence) -> bytes:
    """Targets in the columns that `services.import_targets` reads, with the unit's name beside."""
    columns = tuple(
        Column(name, kind, width)
        for name, kind, width in (
            ("unit", Kind.TEXT, 10), ("unit_name", Kind.TEXT, 28), ("indicator", Kind.TEXT, 18),
            ("kind", Kind.TEXT, 8), ("value", Kind.COUNT, 12), ("rate", Kind.DECIMAL, 10), ("base", Kind.COUNT, 12),
            ("base_name", Kind.TEXT, 20), ("deadline", Kind.DAY, 12), ("document", Kind.TEXT, 18),
            ("document_on", Kind.DAY, 12), ("body", Kind.TEXT, 20), ("body_name", Kind.TEXT, 30),
            ("version", Kind.COUNT, 9), ("since", Kind.DAY, 12), ("until", Kind.DAY, 12),
        )
    )  # fmt: skip
    return workbook(Text("Chỉ tiêu được giao", "Targets"), columns, [_target(row) for row in rows])


def _line(row: Ranked) -> tuple:
    return (
        row.rank, row.place.code, row.place.name, row.value, row.target,
        row.percent, row.gap, row.pace, row.change_month,
    )  # fmt: skip


def _target(row) -> tuple:
    target = row.target
    is_rate = target.kind == "rate"
    return (
        row.place.code, row.place.name, row.indicator.code, target.kind.value,
        None if is_rate else target.amount, target.rate, target.base, target.base_name,
        target.deadline, target.document, target.document_on, target.body.value, target.body_name,
        target.version, target.since, target.until,
    )  # fmt: skip
