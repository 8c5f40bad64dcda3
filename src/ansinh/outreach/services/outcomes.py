"""How do the outcomes of visits reach the next run? As a register, like any delivery."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa

from ansinh.accounts import services as accounts
from ansinh.base.months import Month
from ansinh.matching import queries as matching
from ansinh.matching.terms import KeyEnd
from ansinh.outreach.models import Visit
from ansinh.registers import schemas
from ansinh.registers.store import Snapshot, Store

REGISTER = "outcomes"


def export_outcomes(month: Month, store: Store, now: dt.datetime, by=None) -> Snapshot | None:
    """The snapshot of `outcomes` for a month's run: the last outcome of each person and reason up to month end.

    The same outcomes give the same bytes and no new snapshot. None while nobody ever visited anybody.
    """
    before = store.snapshots(REGISTER, month)
    table = outcomes(month.last_day)
    if not before and not table.num_rows:
        return None
    made = store.add_own(REGISTER, month, table, received_by=by.username if by else "ansinh", received_at=now)
    if made not in before:
        details = {"month": str(month), "outcomes": table.num_rows}
        accounts.record("outcomes.exported", by=by, about=made.sha256[:8], details=details)
    return made


def outcomes(until: dt.date) -> pa.Table:
    """What stands of the visits up to and including `until`, in the register's columns, ordered by person.

    The run knows itself which keys were merged; those that only a superseded run knew are given as they are now.
    """
    schema = schemas.register(REGISTER)
    last = (
        Visit.objects.filter(taken_back_at=None, recorded_on__lte=until)
        .order_by("person", "reason", "-turn")
        .distinct("person", "reason")
    )
    fields = {name: name for name in schema.columns} | {"collector": "collector__code"}
    rows = [dict(zip(fields, row, strict=False)) | {"at": row[-1]}
            for row in last.values_list(*fields.values(), "at").iterator(chunk_size=20_000)]  # fmt: skip
    now = matching.keys_of_now({row["person"] for row in rows}, ended=KeyEnd.RERUN)
    once: dict[tuple[str, str], dict[str, object]] = {}
    for row in sorted(rows, key=lambda row: row["at"]):
        row["person"] = now.get(row["person"], row["person"])
        once[row["person"], row["reason"]] = row
    return schema.table([tuple(once[key][name] for name in fields) for key in sorted(once)])
