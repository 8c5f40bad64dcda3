"""A month computed on Spark is the month computed on DuckDB, table by table, row by row."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ansinh.base.months import Month, span
from ansinh.monthly.inputs import inputs
from ansinh.monthly.run import compute
from ansinh.registers import synthetic
from ansinh.registers.schemas import REGISTERS
from ansinh.registers.store import Store

SINCE, MONTH = Month(2026, 8), Month(2026, 10)
PERSONS = 2_000
RECEIVED = dt.datetime(2026, 11, 3, tzinfo=dt.UTC)


def filled_store(folder: Path) -> Store:
    """A store with everything that a small invented city delivers in three months."""
    made = synthetic.generate(folder / "city", persons=PERSONS, since=SINCE, until=MONTH)
    store = Store(folder / "registers")
    for register in REGISTERS:
        for month in span(SINCE, MONTH):
            path = made / "deliveries" / register / f"{month}.parquet"
            if path.exists():
                store.add(register, month, path, sender="X", received_by="x", received_at=RECEIVED)
    return store


@pytest.mark.spark
def test_a_month_has_the_same_tables_on_both_engines(tmp_path):
    pytest.importorskip("pyspark")
    store = filled_store(tmp_path)
    given = inputs(store, MONTH, "92", restated=True)
    here, there = compute(given, store), compute(given, store, kind="spark", memory="1GB")
    assert here.tables.keys() == there.tables.keys()
    different = {name for name, table in here.tables.items() if not there.tables[name].equals(table)}
    assert different == set()
    assert here.rows == there.rows
    assert len(here.tables["readings"]) > 1_000
