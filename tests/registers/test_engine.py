"""Engines see the current snapshots of a month, and count ages and ratios alike."""

import datetime as dt
from fractions import Fraction

import ibis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.base.errors import InvalidValue, NotFound
from ansinh.base.months import Month
from ansinh.registers import engine
from ansinh.registers.schemas import REGISTERS

DUCKDB = engine.connect(memory="1GB", threads=1)
OCTOBER = Month(2026, 10)
days = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))


def spark():
    pytest.importorskip("pyspark")
    return engine.connect("spark", memory="1GB", threads=1)


@pytest.fixture(params=["duckdb", pytest.param("spark", marks=pytest.mark.spark)])
def con(request):
    return spark() if request.param == "spark" else engine.connect(memory="1GB", threads=2)


def test_a_table_holds_the_current_snapshots_of_all_senders(con, store, deliver):
    deliver(["H1"]), deliver(["H1", "H2"]), deliver(["H3"], sender="31153")
    found = engine.table(con, store, "households", OCTOBER)
    assert list(found.columns) == list(REGISTERS["households"].columns)
    assert sorted(con.to_pyarrow(found.household).to_pylist()) == ["H1", "H2", "H3"]


def test_a_month_without_a_delivery_is_named(con, store):
    with pytest.raises(NotFound, match="2026-10"):
        engine.table(con, store, "households", OCTOBER)


def test_a_register_that_a_month_can_do_without_is_empty(con, store):
    empty = engine.table_or_empty(con, store, "households", OCTOBER)
    assert con.to_pyarrow(empty.count()).as_py() == 0
    assert list(empty.columns) == list(REGISTERS["households"].columns)


def test_workbooks_are_read_without_the_network():
    con = engine.connect(excel=True)
    loaded = con.raw_sql("SELECT loaded FROM duckdb_extensions() WHERE extension_name = 'excel'").fetchone()
    assert loaded == (True,)


def test_an_unknown_engine_is_refused():
    with pytest.raises(InvalidValue, match="duckdb"):
        engine.connect("abacus")


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(days, days), min_size=1, max_size=50))
def test_an_age_is_completed_years(pairs):
    births, ons = zip(*pairs, strict=True)
    table = ibis.memtable({"birth": births, "on": ons}, schema={"birth": "date", "on": "date"})
    ages = DUCKDB.to_pyarrow(engine.age_years(table.birth, table.on))
    assert ages.to_pylist() == [
        on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day)) for birth, on in pairs
    ]


def within_reach(pair: tuple[int, int]) -> bool:
    """A ratio of more than 2⁵¹ hundred-thousandths is nobody's coverage."""
    part, whole = pair
    return part * 100_000 < whole * 2**51 or not whole


counts = st.tuples(st.integers(0, 10**13), st.integers(0, 10**13)).filter(within_reach)


@settings(deadline=None, max_examples=40)
@given(st.lists(counts, min_size=1, max_size=50))
def test_a_ratio_is_exact_and_rounds_half_up(pairs):
    parts, wholes = zip(*pairs, strict=True)
    table = ibis.memtable({"part": parts, "whole": wholes}, schema={"part": "int64", "whole": "int64"})
    ratios = DUCKDB.to_pyarrow(engine.safe_ratio(table.part, table.whole))
    expected = [
        int((Fraction(part * 100_000, whole) + Fraction(1, 2)) // 1) if whole else None
        for part, whole in pairs
    ]
    assert ratios.to_pylist() == expected


@pytest.mark.spark
def test_spark_counts_ages_and_ratios_as_duckdb_does():
    dates = [dt.date(2000, 2, 29), dt.date(2000, 10, 31), dt.date(1961, 1, 1)]
    table = ibis.memtable({"birth": dates, "part": [1, 2, 3], "whole": [3, 0, 8]})
    asked = table.select(
        age=engine.age_years(table.birth, ibis.literal(OCTOBER.last_day)),
        ratio=engine.safe_ratio(table.part, table.whole),
    )
    here, there = (con.to_pyarrow(asked).to_pylist() for con in (engine.connect(), spark()))
    assert here == there
