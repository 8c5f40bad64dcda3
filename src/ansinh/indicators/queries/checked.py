"""Does a table agree with itself: one that an officer brings, or the figures that were published?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Permission, Viewer
from ansinh.base.texts import Text
from ansinh.indicators.models import PublishedFigure
from ansinh.indicators.rules.figures import cells, reporting, tables
from ansinh.indicators.rules.figures.columns import COLUMNS, NUMBERS
from ansinh.indicators.rules.figures.reporting import Report
from ansinh.registers import workbooks
from ansinh.registers.workbooks import Column, Kind

_TITLE = Text("Kết quả kiểm số liệu", "Figures checked")
_COLUMNS = (
    Column(Text("Dòng", "Row"), Kind.COUNT, 8),
    Column(Text("Ký hiệu", "Case"), width=12),
    Column(Text("Đơn vị", "Unit"), width=28),
    Column(Text("Ngày", "On"), Kind.DAY, 12),
    Column(Text("Chỉ tiêu", "Indicator"), width=28),
    Column(Text("Phép kiểm", "Check"), width=30),
    Column(Text("Kết luận", "Verdict"), width=22),
    Column(Text("Vì sao", "Why"), width=90),
    Column(Text("Công thức", "Formula"), width=34),
    Column(Text("Chênh lệch", "Difference"), Kind.DECIMAL, 14),
)


def checked(*, viewer: Viewer, text: str = "", content: bytes = b"") -> Report:
    """What an officer pasted (`text`) or uploaded (`content`), checked; nothing is kept.

    Raises: NotPermitted; InvalidValue when it cannot be read as a table.
    """
    accounts.require_permission(viewer, Permission.SEE_FIGURES)
    return reporting.report(tables.read(cells.of_file(content) if content else cells.of_text(text)))


def published(*, viewer: Viewer) -> Report | None:
    """The published figures that were delivered, checked; None when there are none. Raises: NotPermitted."""
    accounts.require_permission(viewer, Permission.SEE_FIGURES)
    stamps = PublishedFigure.objects.order_by("month").values_list("month", "snapshot").distinct()
    return _published(tuple(stamps)) if stamps else None


@lru_cache(maxsize=4)
def _published(stamps: tuple[tuple[str, str], ...]) -> Report:
    """Deliveries never change, so neither does what is said of them. A line delivered again counts once."""
    names = list(COLUMNS)
    rows: list[tables.Row] = [(1, names)]
    seen: set[tuple] = set()
    contents = PublishedFigure.objects.filter(month__in=[month for month, _ in stamps])
    for content in contents.order_by("month", "row").values_list("content", flat=True):
        row = tuple(_cell(name, content.get(name, "")) for name in names)
        if row not in seen:
            seen.add(row)
            rows.append((len(rows) + 1, row))
    return reporting.report(tables.read(rows))


def _cell(name: str, text: str) -> tables.Cell:
    return Decimal(text) if name in NUMBERS and text else text


def workbook(report: Report, notes: Sequence[Text | str] = ()) -> bytes:
    """Every check of the report as one row of a workbook."""
    return workbooks.workbook(_TITLE, _COLUMNS, [_row(check) for check in report.checks], notes=notes)


def _row(check) -> tuple:
    return (
        check.lines[0],
        check.case,
        check.unit,
        check.on if isinstance(check.on, dt.date) else None,
        reporting.label(check.indicator),
        check.identity.label,
        f"{check.verdict.symbol} {check.verdict.label}",
        check.sentence,
        check.formula,
        round(Decimal(check.difference.numerator) / check.difference.denominator, 6)
        if check.difference is not None
        else None,
    )
