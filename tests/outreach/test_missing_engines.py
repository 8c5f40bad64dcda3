"""Who is missing on Spark is who is missing on DuckDB, table by table, row by row."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))
import linked_registers

from ansinh.outreach import frames
from ansinh.registers import engine

PERSONS = 600


def found(kind: str, scratch: Path) -> dict[str, list[dict]]:
    """Every table of the search, in one order."""
    scratch.mkdir()
    con = engine.connect(kind, memory="1GB", scratch=scratch)
    rows = linked_registers.invented(PERSONS, seed=3)
    given = rows.given(lambda name, table: engine.kept(con, name, table, scratch))
    facts = engine.kept(con, "facts", frames.standing(given), scratch)
    judged = engine.kept(con, "judged", frames.judged(facts, given), scratch)
    listed = engine.kept(con, "listed", frames.candidates(judged, given), scratch)
    tables = {
        "candidates": listed, "counts": frames.counts(listed), "left_out": frames.left_out(judged),
        "gaps": frames.employer_gaps(given),
    }  # fmt: skip
    made = {name: con.to_pyarrow(table).to_pylist() for name, table in tables.items()}
    con.disconnect()
    return {name: sorted(rows, key=repr) for name, rows in made.items()}


@pytest.mark.spark
def test_the_search_for_the_missing_is_the_same_on_both_engines(tmp_path):
    pytest.importorskip("pyspark")
    here, there = found("duckdb", tmp_path / "duckdb"), found("spark", tmp_path / "spark")
    assert len(here["candidates"]) > PERSONS // 3
    for name, rows in here.items():
        assert there[name] == rows, name
