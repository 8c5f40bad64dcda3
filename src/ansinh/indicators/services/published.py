"""Which figures copied from publications may the pages show?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction

from ansinh.accounts import services as accounts
from ansinh.base.months import Month
from ansinh.indicators.models import PublishedFigure
from ansinh.indicators.rules.figures.columns import COLUMNS


@transaction.atomic
def show_published(rows: Sequence[Mapping[str, object]], *, month: Month, snapshot: str, by=None) -> int:
    """Show these rows of register `reported_figures`, delivered for `month`, in place of that month's former ones.

    `snapshot` is the hash of the delivery; showing the same one again changes nothing. Returns the rows shown.
    """
    former = PublishedFigure.objects.filter(month=str(month))
    if former.filter(snapshot=snapshot).count() == len(rows):
        return len(rows)
    former.delete()
    PublishedFigure.objects.bulk_create(
        PublishedFigure(month=str(month), snapshot=snapshot, row=number, content=_printed(row))
        for number, row in enumerate(rows, 2)
    )
    accounts.record(
        "published_figures.shown", by=by, about=snapshot, details={"month": str(month), "rows": len(rows)}
    )
    return len(rows)


def _printed(row: Mapping[str, object]) -> dict[str, str]:
    """The cells as text; a number without the zeros that its column adds."""
    return {name: _text(row[name]) for name in COLUMNS if row.get(name) not in (None, "")}


def _text(content: object) -> str:
    if isinstance(content, Decimal):
        return f"{content.normalize():f}"
    return str(content)
