"""The order in which rows are delivered decides nothing: the same rows give the same table."""

from __future__ import annotations

import datetime as dt
import random
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))
import linked_registers

from ansinh.outreach.frames import persons, work
from ansinh.registers import engine

_DAY = dt.date(2025, 3, 1)
_WHO = {"person": "P1", "full_name": "Người", "place": "31471-01", "household": "H1", "status": "resident"}


def of_several() -> linked_registers.Registers:
    """A person with jobs, taxed wages and rows of the population register that tie in what comes first."""
    rows = linked_registers.Registers()
    for number in range(12):
        job = {"person": "P1", "employer_tax_code": "1800000001", "wage": 9_000_000, "employer": "DN1"}
        rows.add(
            "declared", **job, contract=("definite", "indefinite")[number % 2],
            since=_DAY + dt.timedelta(days=number // 2),
        )  # fmt: skip
        rows.add(
            "taxed", person="P1", employer_tax_code="1800000001", income=90_000_000, months=1 + number % 10
        )
        rows.add(
            "residents", **_WHO, birth_date=str(1980 + number), birth_year=1980 + number, sex="FM"[number % 2]
        )
    return rows


@pytest.mark.parametrize("read", [work.declared, work.taxed, persons.everybody])
def test_the_order_of_delivery_decides_nothing(read):
    told = set()
    for seed in range(6):
        rows = of_several()
        for table in rows.values():
            random.Random(seed).shuffle(table)
        con = engine.connect(memory="1GB")
        given = rows.given(lambda name, made, con=con: con.create_table(name, made, temp=True))
        told.add(repr(con.to_pyarrow(read(given)).to_pylist()))
        con.disconnect()
    assert len(told) == 1
