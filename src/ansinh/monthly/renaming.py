"""Whom do the pages find under another key after a run: persons that became others, or were read anew in a re-run?"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import ibis
import pyarrow as pa

from ansinh.matching import queries, services
from ansinh.monthly import links
from ansinh.monthly.work import Work
from ansinh.outreach import queries as outreach
from ansinh.registers import engine

_PERSONS = pa.schema([("person", pa.string())])


def publish(work: Work, *, by=None) -> None:
    """Bring the run's former keys to the pages. Call it before the run's questions are published.

    Keys that were born in this month may be others in a re-run, which no comparison with the month before tells:
    those about which people wrote are looked up in the published run by their rows.
    """
    if "renamed" not in work.tables:
        return
    root = links.root(work.store)
    now = links.folder(root, work.inputs.month, work.inputs.run_id) / "keys.parquet"
    written = outreach.persons_written_about() | queries.replaced_keys()
    alive, replaced = frozenset(), {}
    if written and now.exists():
        former = queries.linked_run()
        before = links.folder(root, *former) / "keys.parquet" if former else None
        alive, replaced = _compared(written, now, before)
    merged = {row["before"]: row["after"] for row in work.tables["renamed"].to_pylist()}
    services.publish_former_keys(work.inputs.month, merged, replaced, alive=alive, by=by)


def _compared(
    written: Collection[str], now: Path, before: Path | None
) -> tuple[frozenset[str], dict[str, str]]:
    """Which of the keys `written` the run gives to somebody; of the others that the run before knew, what the most of
    their rows are called now. In: two tables of keys (`matching.frames.keys`)."""
    con = engine.connect(memory="1GB")
    try:
        keys = con.read_parquet(str(now)).select("record", "person")
        asked = ibis.memtable(pa.table({"person": sorted(written)}, schema=_PERSONS))
        there = frozenset(con.to_pyarrow(keys.semi_join(asked, "person").person).to_pylist())
        gone = sorted(set(written) - there)
        if not (gone and before and before.exists() and before != now):
            return there, {}
        lost = ibis.memtable(pa.table({"person": gone}, schema=_PERSONS))
        had = con.read_parquet(str(before)).select("record", before="person")
        both = had.semi_join(lost, had.before == lost.person).inner_join(keys, "record")
        counted = (
            both.group_by("before", "person").agg(rows=both.count()).order_by("rows", ibis.desc("person"))
        )
        return there, {row["before"]: row["person"] for row in con.to_pyarrow(counted).to_pylist()}
    finally:
        con.disconnect()
