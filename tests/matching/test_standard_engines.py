"""Rows are understood alike on DuckDB and on Spark, whatever way a name or a date is written."""

from __future__ import annotations

import datetime as dt
import itertools

import pyarrow as pa
import pytest

from ansinh.matching.frames import standard
from ansinh.registers import engine

ON = dt.date(2026, 10, 31)
NAMES = (
    "Nguyễn Văn Hoà", "NGUYỄN THỊ THUÝ", "Nguye\u0302\u0303n Va\u0306n A", "Ông Lê Văn Bảy", "Mr. Trần Hòan",
    "  Trần   Thị\u00a0Bé (mới) ", "Đức Nguyễn Văn", "nguyen van hoa", "Ông Ích Khiêm", "",
)  # fmt: skip
DATES = (
    "05/07/1988", "5-7-1988", "1988-07-05", "05071988", "12/25/1988", "31/02/1990", "33445", "1988", "07/1988",
    "01/01/1960", "5.7.1988 00:00", "không rõ", "",
)  # fmt: skip
IDS = ("092088001234", "92088001234", "9208800123", "'092188001234", "08812345", "", "092.088.001.234")


@pytest.mark.spark
def test_rows_are_understood_alike_on_both_engines(tmp_path):
    pytest.importorskip("pyspark")
    rows = [
        {"full_name": name, "birth_date": born, "personal_id": number, "sex": sex, "commune": "31471"}
        for (name, born), number, sex in zip(
            itertools.product(NAMES, DATES), itertools.cycle(IDS), itertools.cycle(("M", "Nữ", "")), strict=False
        )
    ]  # fmt: skip
    found = {}
    for kind in ("duckdb", "spark"):
        folder = tmp_path / kind
        folder.mkdir()
        con = engine.connect(kind, memory="1GB", scratch=folder)
        delivered = engine.laid(con, "delivered", pa.Table.from_pylist(rows), folder)
        told = standard.with_notes(standard.told(delivered, "population"), None, ON)
        found[kind] = sorted(map(repr, con.to_pyarrow(told).to_pylist()))
        con.disconnect()
    assert len(found["duckdb"]) > 100
    assert found["spark"] == found["duckdb"]
