"""What people wrote about a person holds when the person's key becomes another one, in whatever month that was."""

from __future__ import annotations

import datetime as dt

import ibis
import pytest

from ansinh.base.months import Month
from ansinh.matching.frames.keys.shapes import CHANGES
from ansinh.monthly import linking, links, month_before
from ansinh.monthly.inputs import Inputs
from ansinh.monthly.work import Work
from ansinh.registers import engine
from ansinh.registers.store import Store

OCTOBER = Month(2026, 10)


@pytest.fixture
def renamed(tmp_path):
    """A month's table of new names: a function of the month, its merges, and the month before."""
    store = Store(tmp_path / "registers")
    con = engine.connect(memory="1GB")

    def made(month: Month, merges: dict[str, str], before: Month | None = None) -> ibis.Table:
        folder = links.folder(links.root(store), month, "r")
        folder.mkdir(parents=True)
        given = Inputs("92", month, dt.date(2026, 1, 1), (), "c", "l", (before, "r") if before else None)
        work = Work(con, store, given, tmp_path, folder)
        rows = [dict.fromkeys(CHANGES.names, "") | {"question": "merged", "before": one, "after": other}
                for one, other in merges.items()]  # fmt: skip
        rows.append(dict.fromkeys(CHANGES.names, "") | {"question": "split", "before": "P9", "after": "P8"})
        work.frames["key_changes"] = ibis.memtable(rows, schema=CHANGES)
        linking._rename(work)
        told = work.frames["renamed"].to_pyarrow().to_pylist()
        con.drop_table("renamed")
        return {row["before"]: row["after"] for row in told}

    yield made
    con.disconnect()


def test_a_person_merged_twice_in_a_month_has_the_last_key(renamed):
    assert renamed(OCTOBER, {"P1": "P2", "P2": "P3"}) == {"P1": "P3", "P2": "P3"}


def test_merges_of_earlier_months_are_followed(renamed):
    renamed(OCTOBER - 2, {"P1": "P2"})
    renamed(OCTOBER - 1, {}, before=OCTOBER - 2)
    assert renamed(OCTOBER, {"P2": "P3"}, before=OCTOBER - 1) == {"P1": "P3", "P2": "P3"}


def test_an_outcome_follows_its_person(renamed):
    told = renamed(OCTOBER, {"P1": "P2"})
    names = ibis.memtable([{"before": one, "after": other} for one, other in told.items()])
    visits = ibis.memtable({"person": ["P1", "P7"], "outcome": ["already_insured", "refused"]})
    found = month_before.under_names_of_now(visits, names).to_pyarrow().to_pylist()
    assert sorted(row["person"] for row in found) == ["P2", "P7"]
