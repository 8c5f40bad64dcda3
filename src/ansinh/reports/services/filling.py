"""How is a form filled: its lines gathered, written into the form's cells, and what is missing listed?"""

from __future__ import annotations

import hashlib
import tempfile
from collections import defaultdict
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from ansinh.base.errors import AnSinhError
from ansinh.registers import engine, layouts
from ansinh.registers.store import Store
from ansinh.reports import rules
from ansinh.reports.models import Batch, Missing
from ansinh.reports.services import sources
from ansinh.reports.services.moving import moved
from ansinh.reports.terms import LOST, State

_FIRST_LINES = 20
_PROTECTED = "Dữ liệu cá nhân được bảo vệ"


def path_of(sha256: str) -> Path:
    """The filled workbook with this hash."""
    return settings.HOME / "forms" / sha256[:2] / f"{sha256}.xlsx"


def fill(batch_id: int) -> Batch:
    """Fill a form that was asked for: its workbook, and what is missing. One that was filled stays as it is.

    The state changes last, in one transaction with what is missing: a filling that was cut off is done again.
    """
    batch = Batch.objects.get(pk=batch_id)
    if batch.standing is not State.ASKED:
        return batch
    try:
        made = _gathered(batch)
    except AnSinhError as error:
        return moved(batch_id, State.FAILED, problem=str(error)[:300])
    layout = layouts.current(batch.form, batch.of_month.last_day)
    sha256 = _written(layout, made, _mark(batch))
    lacking = rules.missing(made.lines, batch.kind.needs)
    with transaction.atomic():
        name = str(made.header.get("employer_name") or batch.name)
        batch = moved(
            batch_id, State.FILLED, name=name, lines=len(made.lines), missing=len(lacking), sha256=sha256
        )
        batch.lacking.all().delete()
        Missing.objects.bulk_create(_lacking(batch, layout, lacking))
    return batch


def _gathered(batch: Batch) -> sources.Filled:
    con = engine.connect(memory="2GB")
    try:
        return sources.filled(sources.Source(con, Store(settings.HOME / "registers"), batch))
    finally:
        con.disconnect()


def _mark(batch: Batch) -> str:
    """What every printed page says at its foot: whose data it holds, who had it made, when, from which run."""
    who = batch.asked_by.get_full_name() if batch.asked_by else "–"
    when = timezone.localtime(batch.asked_at)
    run = f" · lượt {batch.run[:8]}" if batch.run else ""
    return f"{_PROTECTED} · {who} lập lúc {when:%H:%M ngày %d/%m/%Y}{run}"


def _written(layout: layouts.Layout, made: sources.Filled, mark: str) -> str:
    """The workbook, kept under its hash."""
    folder = settings.HOME / "forms"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as room:
        staged = Path(room) / "form.xlsx"
        layouts.write(layout, made.header, made.rows, staged, mark=mark)
        sha256 = hashlib.sha256(staged.read_bytes()).hexdigest()
        target = path_of(sha256)
        target.parent.mkdir(exist_ok=True)
        staged.replace(target)
    return sha256


def _lacking(batch: Batch, layout: layouts.Layout, missing: list[rules.Missing]) -> list[Missing]:
    by_column: dict[str, list[int]] = defaultdict(list)
    for one in missing:
        by_column[one.column].append(one.line)
    return [
        Missing(
            batch=batch, column=column, heading=_heading(layout, column), count=len(numbers),
            first_lines=numbers[:_FIRST_LINES],
        )
        for column, numbers in by_column.items()
    ]  # fmt: skip


def _heading(layout: layouts.Layout, column: str) -> str:
    if column == rules.PERSON:
        return str(LOST.vi)
    cell = layout.column(column)
    return " – ".join(filter(None, (cell.above, cell.heading)))[:120] if cell else column
