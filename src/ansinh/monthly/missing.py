"""Which people and employers are missing this month? The steps after linking: standing, lists, who is left out, gaps."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ansinh.base.months import Month, span
from ansinh.base.texts import Text
from ansinh.monthly import linking, month_before
from ansinh.monthly.work import Work
from ansinh.outreach import frames
from ansinh.registers import engine, schemas

NEEDED = ("participants", "population")
_UNLINKED = ("households", "employers", "business_registrations", "outcomes")
OF_FIRMS = ("employers", "business_registrations")
"""Registers of firms: their communes are told as people's are."""
_MAY_BE_OLDER = ("population", "students", "households", "business_registrations", "outcomes")
_LISTED_BY_OTHERS = ("hi_cards", "beneficiaries", "insured_elsewhere", "payroll")
"""Without these somebody who is insured may look as if not: the run says so."""
_BACK = 12
_SURE = 100_000


def missing(work: Work) -> None:
    """Who is on which list and who is left out, as tables of the run."""
    if "keys" not in work.frames or any(work.register(name) is None for name in NEEDED):
        work.notes.append(_NO_LISTS)
        return
    given = of(work)
    for name in _LISTED_BY_OTHERS:
        if name not in given.delivered:
            work.notes.append(_WITHOUT.format(register=schemas.register(name).label))
    facts = work.lay("standing", frames.standing(given))
    judged = frames.judged(facts, given)
    if work.con.name != "duckdb":  # whose plans are computed again at every use
        judged = work.keep("judged", judged)
    found = _sorted(frames.candidates(judged, given), "commune", "hamlet", "household", "person", "scheme")
    counted = frames.counts(ibis.memtable(found.select(["commune", "hamlet", "scheme", "reason"])))
    work.tables["candidates"] = found
    work.tables["candidate_counts"] = work.con.to_pyarrow(
        _in_order(counted, "commune", "hamlet", "scheme", "reason")
    )
    work.tables["left_out"] = _sorted(frames.left_out(judged), "commune", "scheme", "why")
    work.tables["employer_gaps"] = _sorted(frames.employer_gaps(given), "tax_code", "reason")


def of(work: Work) -> frames.Given:
    """The registers of the run as the search for the missing reads them."""
    month = work.inputs.month
    rows = {}
    for name in (*frames.LINKED, *_UNLINKED):
        found = work.register(name, None if name in _MAY_BE_OLDER else month)
        if found is not None:
            rows[name] = linking.linked(work, name) if name in frames.LINKED else found
    if "outcomes" in rows and "renamed" in work.frames:
        rows["outcomes"] = month_before.under_names_of_now(rows["outcomes"], work.frames["renamed"])
    for name in OF_FIRMS:
        if name in rows:
            rows[name] = in_communes_of_today(rows[name], work.frames["places"])
    return frames.prepared(
        month, rows, doubtful=_doubtful(work), links=_links(work),
        participants_before=_before(work, "participants"), population_before=_before(work, "population"),
        taxed_before=_background(work, "tax_incomes", month - 1), months_late=_months_late(work),
    )  # fmt: skip


def in_communes_of_today(rows: ir.Table, places: ir.Table) -> ir.Table:
    """`rows` with today's code as `commune`, NULL where what was sent is unknown or can be several; grain unchanged."""
    joined = rows.left_join(places, rows.commune == places.commune_as_sent)
    return joined.mutate(commune=joined.commune_code).drop(*places.columns)


def _before(work: Work, name: str) -> dict[Month, ir.Table]:
    """The register in the twelve months before, as delivered."""
    month = work.inputs.month
    found = {one: _background(work, name, one) for one in span(month - _BACK, month - 1)}
    return {one: table for one, table in found.items() if table is not None}


def _background(work: Work, name: str, month: Month) -> ir.Table | None:
    """A register of an earlier month, if it is among the inputs."""
    there = {(one.register, one.month) for one in (*work.inputs.snapshots, *work.inputs.background)}
    return engine.table(work.con, work.store, name, month) if (name, month) in there else None


def _doubtful(work: Work) -> ir.Table | None:
    """Pairs of persons, of the pairs of records that a clerk is to look at."""
    if "doubtful" not in work.frames:
        return None
    pairs = work.frames["doubtful"].select("left_record", "right_record")
    asked = pairs.select(record="left_record").union(pairs.select(record="right_record")).distinct()
    owner = work.keep(
        "doubtful_records", work.frames["keys"].semi_join(asked, "record").select("record", "person")
    )
    pairs = pairs.inner_join(owner, pairs.left_record == owner.record).select("right_record", "person")
    other = owner.view()
    pairs = pairs.inner_join(other, pairs.right_record == other.record)
    pairs = pairs.select(pairs.person, other=other.person)
    return work.keep("doubtful_persons", pairs.filter(pairs.person != pairs.other).distinct())


def _links(work: Work) -> ir.Table:
    """The weakest link of every person, where one is not certain."""
    rows = work.frames["keys"]
    weak = rows.filter(rows.probability < 1)
    found = weak.group_by("person").agg(probability=weak.probability.min())
    return found.select("person", probability=(found.probability * _SURE).floor().cast("int64"))


def _months_late(work: Work) -> int:
    """By how many months the population register is behind the month."""
    return min((work.inputs.month - one.month for one in work.inputs.of("population")), default=0)


def _sorted(table: ir.Table, *by: str) -> pa.Table:
    return _in_order(table, *by).to_pyarrow()


def _in_order(table: ir.Table, *by: str) -> ir.Table:
    return table.order_by(*(ibis.asc(name, nulls_first=True) for name in by))


_NO_LISTS = Text(
    "Chưa có sổ dân cư hoặc sổ người tham gia đã đối chiếu; không lập danh sách vận động.",
    "No linked population or participants' register: no work lists are made.",
)
_WITHOUT = Text(
    "Chưa có sổ {register}: người đã có bảo hiểm theo sổ này có thể còn trong danh sách vận động.",
    "The register of {register} was not delivered: people insured by it may still be on a work list.",
)
