"""Which steps make a month, in which order? A plain list; each adds tables for those after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ansinh import territory
from ansinh.base.texts import Text
from ansinh.indicators import frames
from ansinh.matching.frames.keys.shapes import HUB, SATELLITES
from ansinh.monthly import linking, missing, month_before, reviewing
from ansinh.monthly.work import Work
from ansinh.territory import Level

PUBLISHED_ELSEWHERE = "PUBLISHED"
"""The sender of figures copied from publications: kept as readings, never a denominator of ours."""


@dataclass(frozen=True)
class Step:
    """One step: its name, what people are told while it runs, and what it does."""

    name: str
    label: Text
    do: Callable[[Work], None]


def places(work: Work) -> None:
    """Where the delivered texts of communes are today, over all registers of the run."""
    month = work.inputs.month
    sources = [work.register("participants", month), work.register("participants", month - 1)]
    others = (*HUB, *SATELLITES, *missing.OF_FIRMS)
    sources += [work.register(name) for name in others if name != "participants"]
    sent = {
        text for source in sources if source is not None and "commune" in source.columns
        for text in frames.distinct_units(source).to_pyarrow().column("commune").to_pylist()
    }  # fmt: skip
    table = frames.known_places(sent, work.inputs.province, work.inputs.geography)
    work.keep("places", table)
    work.tables["places"] = table


def people(work: Work) -> None:
    """The distinct people of this month and of the month before."""
    told = (
        ("people", work.inputs.month, linking.linked(work, "participants")),
        ("people_before", work.inputs.month - 1, month_before.participants(work)),
    )
    for name, month, rows in told:
        if rows is None:
            work.notes.append(_NOT_DELIVERED.format(register=_PARTICIPANTS, month=month))
            continue
        work.keep(name, frames.people(rows, work.frames["places"], work.inputs.province))


def participation(work: Work) -> None:
    """Who takes part in what."""
    if "people" in work.frames:
        counted = frames.counts(work.frames["people"], work.inputs.month.last_day)
        work.tables["participation"] = _sorted(counted, "place")


def movements(work: Work) -> None:
    """Who came, renewed and left."""
    if "people" in work.frames and "people_before" in work.frames:
        moved = frames.movements(work.frames["people"], work.frames["people_before"])
        work.tables["movements"] = _sorted(moved, "place", "place_before")


def residents(work: Work) -> None:
    """Who lives here, and who of them is found with health insurance."""
    rows = linking.linked(work, "population")
    if rows is not None and "people" in work.frames:
        living = frames.residents(rows, work.frames["places"], work.inputs.province)
        work.tables["residents"] = _sorted(frames.coverage(living, work.frames["people"]), "place")


def students(work: Work) -> None:
    """Which students are not found with health insurance."""
    rows = linking.linked(work, "students")
    if rows is not None and "people" in work.frames:
        taught = work.keep("taught", frames.students(rows, work.frames["places"], work.inputs.province))
        participants = linking.linked(work, "participants")
        by_place = frames.students_by_place(taught, work.frames["people"], participants)
        work.tables["students"] = _sorted(by_place, "place")


def sheets(work: Work) -> None:
    """What offices reported."""
    parts = []
    for snapshot in work.inputs.of("reported_figures"):
        rows = work.con.read_parquet(str(snapshot.path)).mutate(sender=ibis.literal(snapshot.sender))
        parts.append(frames.reported(rows).to_pyarrow())
    if parts:
        work.tables["sheets"] = pa.concat_tables(parts)


def readings(work: Work) -> None:
    """Everything together, for every unit."""
    inputs = work.inputs
    units = territory.units(inputs.geography, level=Level.COMMUNE, within=inputs.province)
    counted = [
        work.tables[name] for name in ("participation", "residents", "students") if name in work.tables
    ]
    work.rows = frames.readings(
        counted, work.tables.get("movements"), work.tables.get("sheets"), province=inputs.province,
        communes=sorted(unit.code for unit in units), month=inputs.month, kept_apart=PUBLISHED_ELSEWHERE,
    )  # fmt: skip
    work.tables["readings"] = frames.readings_table(work.rows)
    lost = frames.people_unplaced(work.rows)
    if lost["commune"]:
        work.notes.append(_NO_COMMUNE.format(people=lost["commune"]))
    if lost["hamlet"]:
        work.notes.append(_NO_HAMLET.format(people=lost["hamlet"]))


STEPS = [
    Step("places", Text("Xác định địa bàn", "Placing rows"), places),
    Step("link", Text("Ghép người giữa các sổ", "Linking people between registers"), linking.link),
    Step("people", Text("Đếm người, bỏ trùng", "Counting distinct people"), people),
    Step("participation", Text("Người tham gia", "Participants"), participation),
    Step("movements", Text("Tăng, giảm, gia hạn", "New, renewed, lapsed"), movements),
    Step("residents", Text("Dân cư và bao phủ BHYT", "Residents and HI coverage"), residents),
    Step("students", Text("Học sinh, sinh viên", "Students"), students),
    Step("sheets", Text("Số liệu báo cáo", "Reported sheets"), sheets),
    Step("missing", Text("Ai còn thiếu", "Who is missing"), missing.missing),
    Step("questions", Text("Cặp cần rà soát", "Pairs to review"), reviewing.questions),
    Step("quality", Text("Chất lượng ghép nối", "Quality of the links"), reviewing.quality),
    Step("readings", Text("Tổng hợp số liệu", "Adding it all up"), readings),
]

_PARTICIPANTS = Text("người tham gia", "participants")
_NOT_DELIVERED = Text(
    "Chưa có sổ {register} tháng {month}; các chỉ tiêu cần sổ này không được tính.",
    "The register of {register} of {month} was not delivered; what needs it is not computed.",
)
_NO_COMMUNE = Text(
    "{people} người tham gia chưa xác định được xã, phường; được tính vào tỉnh ở một dòng riêng.",
    "{people} participants are in no known commune; they count in the province, on a row of their own.",
)
_NO_HAMLET = Text(
    "{people} người tham gia chưa xác định được ấp, khu vực; được tính vào xã ở một dòng riêng.",
    "{people} participants are in no known hamlet; they count in their commune, on a row of their own.",
)


def _sorted(table: ir.Table, *by: str) -> pa.Table:
    return table.order_by(*by).to_pyarrow().combine_chunks()
