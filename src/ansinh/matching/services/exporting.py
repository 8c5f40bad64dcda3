"""How do the clerks' decisions reach the next run? As a register, like any delivery."""

from __future__ import annotations

import datetime as dt

import pyarrow as pa
from django.utils import timezone

from ansinh.accounts import services as accounts
from ansinh.base.months import Month
from ansinh.matching.models import Decision, Pair
from ansinh.matching.terms import Verdict
from ansinh.registers import schemas
from ansinh.registers.store import Snapshot, Store

REGISTER = "match_decisions"


def export_decisions(month: Month, store: Store, now: dt.datetime, by=None) -> Snapshot | None:
    """The snapshot of `match_decisions` for a month's run: every decision that stands at `now`.

    The same decisions give the same bytes and no new snapshot. None while nobody ever decided anything.
    """
    before = store.snapshots(REGISTER, month)
    if not before and not Pair.objects.filter(decisions__gt=0).exists():
        return None
    table = decisions()
    made = store.add_own(REGISTER, month, table, received_by=by.username if by else "ansinh", received_at=now)
    if made not in before:
        details = {"month": str(month), "decisions": table.num_rows}
        accounts.record("matches.handed_over", by=by, about=made.sha256[:8], details=details)
    return made


def decisions() -> pa.Table:
    """Every pair with a verdict that stands, in the register's columns, ordered by its records."""
    standing = (
        Decision.objects.exclude(pair__verdict=Verdict.OPEN)
        .order_by("pair_id", "-number")
        .distinct("pair_id")
        .values_list(
            "pair__left_register", "pair__left_record", "pair__right_register", "pair__right_record", "verdict",
            "at",
        )
    )  # fmt: skip
    rows = sorted((*key, timezone.localdate(at)) for *key, at in standing.iterator(chunk_size=20_000))
    return schemas.register(REGISTER).table(rows)
