"""What the search for the missing is given: firms in today's communes, and nothing concluded from silence."""

from __future__ import annotations

import sys
from pathlib import Path

import ibis
import pytest

from ansinh.monthly.missing import in_communes_of_today
from ansinh.outreach import frames
from ansinh.registers import engine
from ansinh.registers.places import known_places

sys.path.append(str(Path(__file__).parents[1] / "outreach"))
import linked_registers

SENT = ["31471", "  31471 ", "Phường Long Mỹ", "đâu đó", None]


def gaps(rows: linked_registers.Registers, without: str = "") -> list[dict]:
    con = engine.connect(memory="1GB")
    given = rows.given(lambda name, table: con.create_table(name, table, temp=True), without=without)
    found = con.to_pyarrow(frames.employer_gaps(given)).to_pylist()
    con.disconnect()
    return found


@pytest.fixture
def firm() -> linked_registers.Registers:
    """A firm that pays taxed wages, licensed and registered for SI, whose payroll names nobody."""
    rows = linked_registers.Registers()
    rows.add("businesses", tax_code="1800000001", name="Hãng", commune="31471", status="operating")
    rows.add(
        "employers", employer="DN1", tax_code="1800000001", name="Hãng", commune="31471", status="active"
    )
    rows.add("taxed", person="P1", employer_tax_code="1800000001", income=90_000_000, months=10)
    return rows


def test_firms_are_told_in_communes_of_today_however_the_commune_was_sent():
    day = linked_registers.DAY
    firms = ibis.memtable({"tax_code": [str(n) for n in range(len(SENT))], "commune": SENT})
    places = ibis.memtable(known_places(SENT, "92", day))
    told = in_communes_of_today(firms, places).order_by("tax_code").to_pyarrow().column("commune").to_pylist()
    assert told[:2] == ["31471", "31471"]
    assert told[2] is not None
    assert told[3:] == [None, None]
    assert all(code is None or len(code) == 5 for code in told)


def test_a_firm_that_two_offices_list_is_one_gap(firm):
    del firm["employers"]
    firm["businesses"].append(dict(firm["businesses"][0]))
    assert [(gap["reason"], gap["persons"]) for gap in gaps(firm)] == [("employer_without_si", 1)]


def test_nobody_is_unregistered_because_the_employers_were_not_delivered(firm):
    del firm["employers"]
    assert gaps(firm, without="employers") == []


def test_no_headcount_is_short_because_the_payroll_was_not_delivered(firm):
    assert [gap["reason"] for gap in gaps(firm)] == ["headcount_gap"]
    assert gaps(firm, without="payroll") == []
