"""Who is the same person in this month's registers?"""

from __future__ import annotations

from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq

from ansinh.base.texts import Text
from ansinh.indicators.frames.places import placed
from ansinh.matching.frames import keys as persons
from ansinh.matching.frames.keys.shapes import HUB, KNOWN, SATELLITES
from ansinh.matching.frames.neighbours import neighbours
from ansinh.matching.frames.records import FURTHER, IDENTITY
from ansinh.matching.rules.renaming import called_now
from ansinh.monthly import links, month_before
from ansinh.monthly.work import Work
from ansinh.outreach.frames.prepared import READ
from ansinh.registers import engine

STATE = ("keys", "roster", "doubtful", "repairs", "apart")
"""The tables with which the next month goes on."""
_SMALL = ("doubtful", "apart", "changes", "moved", "joined", "settled")
_LATER = ("joined", "settled")
"""The same as `STATE`, which runs of former versions did not leave."""
_FRAMES = {
    "keys": "keys",
    "roster": "roster",
    "doubtful": "doubtful",
    "changes": "key_changes",
    "moved": "key_moved",
}
"""What other steps find of them, and under which name."""
_PLACED = ("population", "participants", "students")
"""Registers by which people are told where they live."""
_COUNTED = {"participants": ("record", "commune", "hamlet", "verified", "voluntary_until")}
"""What the indicators read of a register, this month or in the next, beside what the search for the missing does."""
_RENAMED = ibis.schema({"before": "string", "after": "string"})
_SPLIT_AND_MERGED = Text(
    "Khóa người: {merged} trường hợp gộp, {split} trường hợp tách so với tháng trước.",
    "Keys of persons: {merged} merged and {split} split since the month before.",
)


def link(work: Work) -> None:
    """The person of every row: `work.frames["keys"]`, `["doubtful"]`, `["key_changes"]`, `["roster"]`; of each register
    `["rows_NAME"]`, with records, and `["linked_NAME"]` (see `linked`).

    Linking runs on DuckDB whatever engine the month has: its tables go from one to the other as Parquet.
    """
    if not any(work.inputs.of(name) for name in HUB):
        return
    con = work.con if work.con.name == "duckdb" else engine.connect(scratch=work.scratch)
    made_here: list[str] = []

    def keep(name: str, made: ir.Table | pa.Table) -> ir.Table:
        made_here.append(f"link_{name}")
        return engine.kept(con, made_here[-1], made, work.scratch)

    def lay(name: str, made: ir.Table) -> ir.Table:
        return engine.laid(con, name, made, work.links if name in STATE else work.scratch)

    try:
        inputs, places = work.inputs, keep("places", work.tables["places"])
        made = persons.assigned(
            _registers(work, con), _before(work, con), _decisions(work, con), places=places,
            on=inputs.month.last_day, month=str(inputs.month), keep=keep, lay=lay,
            near=keep("near", neighbours(inputs.province, inputs.geography).to_pyarrow()),
        )  # fmt: skip
        _take_over(work, made, places, con)
        _rename(work)
        _count(work, made)
    finally:
        for name in made_here:
            con.drop_table(name, force=True)
        if con is not work.con:
            con.disconnect()


def linked(work: Work, register: str) -> ir.Table | None:
    """A register's rows as the steps after linking read them: `person`, `place` (today's hamlet, of those that tell
    where people live) and the columns that are read. Where the month is not linked, as delivered.
    """
    found = work.frames.get(f"linked_{register}")
    month = work.inputs.month if register == "participants" else None
    return work.register(register, month) if found is None else found


def _registers(work: Work, con) -> dict[str, ir.Table]:
    """The registers of persons among the inputs, on an engine: the columns that linking and the later steps read."""
    found = {}
    for name in (*HUB, *SATELLITES):
        month = work.inputs.month if name == "participants" else None
        if there := work.inputs.of(name, month):
            rows = engine.table(con, work.store, name, there[0].month)
            wanted = {*IDENTITY, *FURTHER, *READ[name], *_COUNTED.get(name, ())}
            found[name] = rows.select(*(one for one in rows.columns if one in wanted))
    return found


def _decisions(work: Work, con) -> ir.Table | None:
    there = work.inputs.of("match_decisions")
    return engine.table(con, work.store, "match_decisions", there[0].month) if there else None


def _before(work: Work, con) -> persons.Before:
    if not work.inputs.linked_before:
        return persons.nothing_before()
    folder = links.folder(links.root(work.store), *work.inputs.linked_before)
    there = (*STATE, *(name for name in _LATER if (folder / f"{name}.parquet").exists()))
    tables = {name: con.read_parquet(str(folder / f"{name}.parquet")) for name in there}
    return persons.Before(**tables | {"roster": tables["roster"].select(*KNOWN.names)})


def _take_over(work: Work, made: persons.Keyed, places: ir.Table, con) -> None:
    """Write what is not yet written, and give other steps what they need."""
    for name in _SMALL:
        engine.laid(con, name, getattr(made, name), work.links)
    for name, frame in _FRAMES.items():
        work.frames[frame] = work.con.read_parquet(str(work.links / f"{name}.parquet"))
    for name, rows in made.rows.items():
        work.frames[f"rows_{name}"] = work.con.read_parquet(str(work.scratch / f"rows_{name}.parquet"))
        told = placed(rows, places, work.inputs.province) if name in _PLACED else rows
        wanted = ("person", "place", *READ[name], *_COUNTED.get(name, ()))
        shown = told.select(*dict.fromkeys(one for one in wanted if one in told.columns))
        path = _linked_file(work, name)
        engine.laid(con, path.stem, shown, path.parent)
        work.frames[f"linked_{name}"] = work.con.read_parquet(str(path))


def _linked_file(work: Work, register: str) -> Path:
    """Where the linked rows of a register lie: those of participants stay, for the next month."""
    if register == "participants":
        return work.links / month_before.file_of(work.inputs, work.inputs.month)
    return work.scratch / f"linked_{register}.parquet"


def _rename(work: Work) -> None:
    """`work.frames["renamed"]`: before, after; every person that became another one, this month or earlier, as it is
    called now. What people wrote about a person (visits) keeps the former key. `work.tables["renamed"]` says the same
    step by step, so that one step can be taken back; a key that came apart again is no former one."""
    changes = work.frames["key_changes"]
    merged = changes.filter(ibis._.question == "merged")
    merged = merged.group_by("before").agg(after=merged.after.min()).to_pyarrow().to_pylist()
    came_back = changes.filter((ibis._.question == "split") & (ibis._.reason == persons.WITHDRAWN))
    back = set(came_back.after.to_pyarrow().to_pylist())
    before = [row for row in _renamed_before(work) if row["before"] not in back]
    stays = {row["before"]: row["after"] for row in (*before, *merged)}
    steps = [{"before": before, "after": stays[before]} for before in sorted(stays)]
    work.tables["renamed"] = pa.Table.from_pylist(steps, schema=_RENAMED.to_pyarrow())
    pq.write_table(work.tables["renamed"], work.links / "renamed.parquet", compression="zstd")
    rows = [{"before": before, "after": called_now(stays, before)} for before in sorted(stays)]
    work.keep("renamed", pa.Table.from_pylist(rows, schema=_RENAMED.to_pyarrow()))


def _renamed_before(work: Work) -> list[dict[str, str]]:
    if not work.inputs.linked_before:
        return []
    path = links.folder(links.root(work.store), *work.inputs.linked_before) / "renamed.parquet"
    return pq.read_table(path).to_pylist() if path.exists() else []


def _count(work: Work, made: persons.Keyed) -> None:
    """The small tables of the month's folder: links by register and way, repairs, changes of keys."""
    keys, repairs = made.keys, made.repairs
    by_way = keys.group_by("register", "how").agg(records=keys.count().cast("int64"))
    work.tables["links"] = by_way.order_by("register", "how").to_pyarrow()
    mended = repairs.group_by("register", "column", "repair").agg(records=repairs.count().cast("int64"))
    work.tables["repairs"] = mended.order_by("register", "column", "repair").to_pyarrow()
    changed = made.changes.order_by(*made.changes.columns).to_pyarrow()
    work.tables["key_changes"] = changed
    if changed.num_rows:
        told = changed.column("question").to_pylist()
        work.notes.append(_SPLIT_AND_MERGED.format(merged=told.count("merged"), split=told.count("split")))
