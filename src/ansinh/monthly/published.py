"""Which figures copied from publications were delivered for a month?"""

from __future__ import annotations

import pyarrow.parquet as pq

from ansinh.base.months import Month
from ansinh.indicators import services
from ansinh.monthly.steps import PUBLISHED_ELSEWHERE
from ansinh.registers.store import Store

REGISTER = "reported_figures"


def show(store: Store, month: Month, *, by=None) -> int:
    """Bring them from the store to the page of published results; returns how many lines.

    In: the current snapshot of sender PUBLISHED in register `reported_figures`. Out: rows in PostgreSQL.
    """
    for snapshot in store.snapshots(REGISTER, month):
        if snapshot.sender == PUBLISHED_ELSEWHERE:
            rows = pq.read_table(snapshot.path).to_pylist()
            return services.show_published(rows, month=month, snapshot=snapshot.sha256, by=by)
    return 0
