"""Which runs were made, when, by whom, and which one does a month show?"""

from __future__ import annotations

from django.conf import settings
from django.db.models import F

from ansinh.accounts import queries as accounts
from ansinh.accounts.terms import Viewer
from ansinh.base.months import Month
from ansinh.indicators.models import Run
from ansinh.indicators.queries.shapes import RunRow


def is_current(province: str, month: Month, code: str) -> bool:
    """Is this run the one that the month's pages show? Of the run itself, not of figures: no viewer."""
    return Run.objects.filter(
        province=province, month=str(month), code=code, published__isnull=False, superseded_by=None
    ).exists()


def runs(*, viewer: Viewer, month: Month | None = None) -> tuple[RunRow, ...]:
    """The runs of the province, newest month and newest run first. Raises: NotPermitted."""
    if not accounts.areas(viewer):
        accounts.require(viewer, settings.PROVINCE)
    rows = Run.objects.filter(province=settings.PROVINCE)
    if month:
        rows = rows.filter(month=str(month))
    rows = rows.annotate(later=F("superseded_by__code"), who=F("by__username"))
    return tuple(
        RunRow(
            code=row.code, month=Month.parse(row.month), started=row.started, finished=row.finished,
            published=row.published, superseded_by=row.later or "", current=row.later is None,
            engine=row.engine, snapshots=len(row.inputs), by=row.who or "",
        )
        for row in rows.order_by("-month", "-started")
    )  # fmt: skip
