"""How does a month's run reach the pages, all at once or not at all?"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from ansinh.accounts import services as accounts
from ansinh.base.errors import AnSinhError
from ansinh.base.months import Month
from ansinh.base.texts import Text
from ansinh.indicators.models import Reading, Run
from ansinh.indicators.rules.compiled import Row

_BUSY = Text("Tháng {month} đang được chạy.", "Another run of {month} is under way.")
_WAIT = Text("Chờ lần chạy đó xong rồi xem kết quả.", "Wait until it has finished, then look at its result.")
_COLUMNS = (
    "run_id", "indicator", "unit", "level", "month", "basis", "sender", "value", "qualifier",
    "numerator", "denominator", "denominator_source", "denominator_on",
)  # fmt: skip


class MonthBusy(AnSinhError):
    """Somebody else is running this month right now."""


@dataclass(frozen=True)
class RunMade:
    """A finished computation of one month, not yet published."""

    province: str
    month: Month
    code: str
    geography: dt.date
    inputs: list[dict]
    code_version: str
    law_version: str
    notes: list[dict]
    engine: str
    started: dt.datetime
    finished: dt.datetime


@contextmanager
def only_one_run(province: str, month: Month) -> Iterator[None]:
    """Within this block nobody else runs the month. Raises: MonthBusy when somebody does."""
    key = zlib.crc32(f"ansinh month {province} {month}".encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        if not cursor.fetchone()[0]:
            raise MonthBusy(_BUSY.format(month=month), _WAIT)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [key])


@transaction.atomic
def publish(made: RunMade, rows: Iterable[Row], *, now: dt.datetime, by=None) -> Run:
    """Load the readings and make the run the current one of its month, in one transaction.

    The run before it stays, superseded. Publishing the current run again changes nothing; a run that was
    superseded (the inputs went back) becomes current again with the readings it has.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [zlib.crc32(b"ansinh publish")])
    run = Run.objects.filter(province=made.province, month=str(made.month), code=made.code).first()
    if run and run.superseded_by_id is None:
        return run
    former = Run.objects.filter(
        province=made.province, month=str(made.month), published__isnull=False, superseded_by=None
    ).first()
    if run is None:
        run = Run.objects.create(**{**vars(made), "month": str(made.month)}, by=by)
        _load(run, rows)
    if former:
        Run.objects.filter(pk=former.pk).update(superseded_by=run)
    Run.objects.filter(pk=run.pk).update(published=now, superseded_by=None)
    run.refresh_from_db()
    accounts.record(
        "month.published", by=by, about=str(run.pk), area=made.province, details={"month": str(made.month)}
    )
    return run


def _load(run: Run, rows: Iterable[Row]) -> None:
    statement = f"COPY {Reading._meta.db_table} ({', '.join(_COLUMNS)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                (
                    run.pk, row.indicator, row.unit, row.level.value, run.month, row.basis.value, row.sender,
                    row.value, row.qualifier, row.numerator, row.denominator, row.denominator_source,
                    row.denominator_on,
                )
            )  # fmt: skip
