"""Small deliveries for the tests of the registers."""

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ansinh.base.months import Month
from ansinh.registers.schemas import REGISTERS
from ansinh.registers.store import Store

OCTOBER = Month(2026, 10)
RECEIVED = dt.datetime(2026, 11, 4, 8, 30, tzinfo=dt.UTC)


def households(path: Path, codes: list[str]) -> Path:
    """A households delivery with one row per code."""
    row = {"commune": "31471", "hamlet": "31471-03", "head_personal_id": None, "kind": "poor"}
    rows = [{"household": code, **row, "ethnic_minority": False, "area": "ordinary"} for code in codes]
    pq.write_table(pa.Table.from_pylist(rows, schema=REGISTERS["households"].arrow()), path)
    return path


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "registers")


@pytest.fixture
def deliver(store: Store, tmp_path: Path):
    def deliver(codes: list[str], sender: str = "31471", month: Month = OCTOBER, replaces: str | None = None):
        path = households(tmp_path / "delivery.parquet", codes)
        told = {"sender": sender, "received_by": "officer", "received_at": RECEIVED, "replaces": replaces}
        return store.add("households", month, path, **told)

    return deliver
