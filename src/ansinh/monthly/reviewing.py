"""Which questions does a month put to the clerks, and how good are its links?"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import ibis
import ibis.expr.types as ir
import pyarrow as pa
from django.conf import settings

from ansinh import territory
from ansinh.matching import services
from ansinh.matching.frames import measures, models, reviews, standard, truths
from ansinh.matching.frames import quality as measured
from ansinh.matching.frames.keys import WITHDRAWN
from ansinh.matching.frames.keys.rows import one
from ansinh.matching.frames.linkage import Linked
from ansinh.matching.frames.measures import PARTICIPANTS, POPULATION
from ansinh.matching.rules.measured import figures
from ansinh.matching.rules.values import DELIVERED, STANDARD
from ansinh.territory import Kind, Level

if TYPE_CHECKING:
    from ansinh.monthly.work import Work

_KINDS = {Kind.WARD: "ward", Kind.COMMUNE: "commune", Kind.SPECIAL_ZONE: "special_zone"}
_QUESTIONS = {"reviews": "doubtful", "review_changes": "key_changes"}
"""The table of questions, and the frame of pairs that it is made of."""
_ROWS = Path("truth") / "rows.parquet"


def questions(work: Work) -> None:
    """The doubtful pairs and the changes of keys, each with both rows side by side."""
    asked = {name: work.frames[frame] for name, frame in _QUESTIONS.items() if frame in work.frames}
    if not asked:
        return
    if "review_changes" in asked:  # a pair whose decision was withdrawn is asked about as a doubt
        asked["review_changes"] = asked["review_changes"].filter(ibis._.reason != WITHDRAWN)
    wanted = work.keep("records_in_question", _records(asked.values()))
    named = sorted(set(wanted.register.execute()))
    rows = {name: _in_question(work, name, wanted) for name in named if f"rows_{name}" in work.frames}
    if not rows:  # nothing to ask: the round of this month is empty
        work.tables.update({name: pairs.to_pyarrow() for name, pairs in asked.items()})
        return
    delivered = work.keep("rows_in_question", one([_shown(table) for table in rows.values()]))
    said = one([standard.told(table, name) for name, table in rows.items()])
    read = standard.with_notes(said, work.frames.get("places"), work.inputs.month.last_day)
    understood = work.keep("rows_understood", read.select("record", *STANDARD))
    for name, pairs in asked.items():
        shown = reviews.side_by_side(pairs, delivered, understood)
        work.tables[name] = shown.order_by("left_record", "right_record").to_pyarrow().combine_chunks()


def quality(work: Work) -> None:
    """How good the links are: without truth always, with it where the city is an invented one."""
    if "keys" not in work.frames:
        return
    keys = work.frames["keys"]
    rows = measures.without_truth(keys, work.frames.get("roster")).to_pyarrow().to_pylist()
    city = settings.HOME / "demo"
    if settings.DEMONSTRATION and (city / _ROWS).exists() and _is_last_month(city, work):
        rows += figures(_against_truth(work, city).to_pyarrow().to_pylist())
    work.tables["link_quality"] = pa.Table.from_pylist(rows, schema=measures.FIGURES.to_pyarrow())


def publish(work: Work, *, now: dt.datetime, by=None) -> None:
    """Questions and figures reach the pages."""
    month, run = work.inputs.month, work.inputs.run_id
    if "reviews" in work.tables:
        used = models.model()
        services.publish_reviews(
            month, run, work.tables["reviews"], now=now, changes=work.tables.get("review_changes"),
            thresholds={"link": used.link_at, "review": used.doubtful_at}, by=by,
        )  # fmt: skip
    if "link_quality" in work.tables:
        services.publish_quality(month, run, work.tables["link_quality"], by=by)


def _records(pairs: list[ir.Table]) -> ir.Table:
    """register and record of both rows of all pairs, each once."""
    sides = [
        table.select(register=f"{side}_register", record=f"{side}_record")
        for table in pairs
        for side in ("left", "right")
    ]
    return ibis.union(*sides, distinct=True)


def _in_question(work: Work, register: str, wanted: ir.Table) -> ir.Table:
    """The rows of a register about which something is asked, with `record`."""
    rows = work.frames[f"rows_{register}"].semi_join(wanted.filter(wanted.register == register), "record")
    return work.keep(f"asked_{register}", rows)


def _shown(rows: ir.Table) -> ir.Table:
    there = {
        name: rows[name].cast("string") if name in rows.columns else ibis.null("string") for name in DELIVERED
    }
    return rows.select("record", **there)


def _is_last_month(city: Path, work: Work) -> bool:
    """Whose the rows are is told of the city's last month alone."""
    month = str(work.inputs.month)
    return max(path.stem for path in (city / "deliveries" / POPULATION).glob("*.parquet")) == month


def _against_truth(work: Work, city: Path) -> ir.Table:
    """The quality of the links between population and participants, by group."""
    month, keys = work.inputs.month, work.frames["keys"]
    both = [(truths.delivered(work.con, city, name, month), name) for name in (POPULATION, PARTICIPANTS)]
    true = truths.pairs(work.con, city, *both)
    left, right = (keys.filter(keys.register == name) for name in (POPULATION, PARTICIPANTS))
    links = left.select("person", left_record="record").join(
        right.select("person", "probability", "how", right_record="record"), "person"
    )
    links = links.drop("person")
    doubtful = ibis.union(
        *(_between(work.frames["doubtful"], *sides) for sides in (("left", "right"), ("right", "left")))
    )
    roster = work.frames["roster"]
    grouped = measured.groups(roster.filter(roster.register == POPULATION), month.last_day.year, _wards(work))
    return measured.quality(Linked(links, doubtful), true, grouped)


def _between(doubtful: ir.Table, of_population: str, of_participants: str) -> ir.Table:
    """The doubtful pairs of a resident and a participant, the resident on the left."""
    found = doubtful.filter(
        (doubtful[f"{of_population}_register"] == POPULATION)
        & (doubtful[f"{of_participants}_register"] == PARTICIPANTS)
    )
    return found.select(left_record=f"{of_population}_record", right_record=f"{of_participants}_record")


def _wards(work: Work) -> ir.Table:
    """Is each commune a ward, a commune or a special zone?"""
    units = territory.units(work.inputs.geography, level=Level.COMMUNE, within=work.inputs.province)
    rows = [{"commune": unit.code, "commune_kind": _KINDS.get(unit.kind, "unknown")} for unit in units]
    return ibis.memtable(pa.Table.from_pylist(rows))
