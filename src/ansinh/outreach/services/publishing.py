"""How do the lists of a run reach the pages: all at once, with their collectors, or not at all?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa
from django.db import connection, transaction
from django.db.models import Model

from ansinh.accounts import services as accounts
from ansinh.base.months import Month
from ansinh.outreach.models import EmployerGap, LeftOutCount, ListCount, Publication
from ansinh.outreach.services import loading
from ansinh.outreach.services.handovers import assign_where_changed
from ansinh.outreach.services.loading import Loaded

MONTHS_KEPT = 2
"""Months whose persons stay in the database; of older ones the counts and the visits stay."""

_COUNTS = ("commune", "hamlet", "collector_id", "scheme", "reason", "persons", "beyond")


@transaction.atomic
def publish_lists(
    run, month: Month, lists: Loaded | None, left_out: pa.Table, employer_gaps: pa.Table, *, by=None
) -> Publication:
    """Make the lists that `load_lists` brought in for `run` the month's. Call it in the same transaction, last.

    The lists of the run before it go; visits and handovers stay: they belong to persons. None, and nothing
    changes: the run's lists are the current ones already.

    In: left_out and employer_gaps as `outreach.frames` make them.
    """
    if lists is None:
        return Publication.objects.get(run=run)
    former = Publication.objects.filter(province=run.province, month=str(month), current=True)
    ended = [*former.exclude(run=run)]
    former.update(current=False)
    made = _made(run, month, lists)
    loading.show(lists)
    _put(made, ListCount, _COUNTS, lists.counts)
    assign_where_changed(made, lists.held, by=by)
    _keep_left_out(made, left_out)
    _keep_gaps(made, employer_gaps)
    details = {"month": str(month), "entries": lists.entries, "beyond": lists.beyond}
    accounts.record("lists.published", by=by, about=str(run.pk), area=run.province, details=details)
    _drop_persons([*ended, *_old(run.province)])  # last: until the transaction ends readers wait for it
    made.refresh_from_db()
    return made


def _made(run, month: Month, lists: Loaded) -> Publication:
    sizes = {"persons": lists.persons, "entries": lists.entries, "current": True, "kept": True}
    new = {"pk": lists.key, "province": run.province, "month": str(month)}
    made, _ = Publication.objects.update_or_create(run=run, defaults=sizes, create_defaults=new | sizes)
    return made


def _keep_left_out(made: Publication, left_out: pa.Table) -> None:
    rows = left_out.select(["why", "scheme", "commune", "persons"]).to_pylist()
    kept = (
        (row["why"], row["scheme"] or "", row["commune"] or made.province, row["persons"]) for row in rows
    )
    _put(made, LeftOutCount, ("why", "scheme", "commune", "persons"), kept)


def _keep_gaps(made: Publication, gaps: pa.Table) -> None:
    numbers = ("taxed", "declared", "persons", "wages")
    kept = (
        (
            row["reason"], row["tax_code"], row["name"] or "", row["commune"] or made.province,
            *(row.get(number) for number in numbers),
        )
        for row in gaps.to_pylist()
    )  # fmt: skip
    _put(made, EmployerGap, ("reason", "tax_code", "name", "commune", *numbers), kept)


def _put(made: Publication, model: type[Model], columns: Sequence[str], rows: Iterable[tuple]) -> None:
    """The rows of a small table of this publication, in place of those it had."""
    model.objects.filter(publication=made).delete()
    names = ", ".join(("publication_id", *columns))
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row((made.pk, *row))


def _old(province: str) -> list[Publication]:
    """Of all months but the last ones only counts stay."""
    current = Publication.objects.filter(province=province, current=True, kept=True).order_by("-month")
    return [*current[MONTHS_KEPT:]]


def _drop_persons(publications: list[Publication]) -> None:
    keys = [one.pk for one in publications]
    loading.drop(keys)
    Publication.objects.filter(pk__in=keys).update(kept=False)
