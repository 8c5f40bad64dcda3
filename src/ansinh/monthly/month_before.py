"""Who were the participants of the month before, under the keys of persons of this month?"""

from __future__ import annotations

import hashlib

import ibis
import ibis.expr.types as ir

from ansinh.base.months import Month
from ansinh.matching.frames.records import with_records
from ansinh.monthly import links
from ansinh.monthly.inputs import Inputs
from ansinh.monthly.work import Work


def participants(work: Work) -> ir.Table | None:
    """The participants of the month before, where this month is linked each row with `person`; None: not delivered."""
    month = work.inputs.month - 1
    if "linked_participants" not in work.frames:
        return work.register("participants", month)
    if (known := _linked_then(work, month)) is not None:
        return _under_keys_of_now(work, known)
    rows = work.register("participants", month)
    return rows if rows is None else _of_last_month(work, rows)


def file_of(inputs: Inputs, month: Month) -> str:
    """The name of the file of a month's linked participants: it tells which deliveries they were."""
    bytes_of_all = "".join(one.sha256 for one in inputs.of("participants", month))
    return f"participants-{hashlib.sha256(bytes_of_all.encode()).hexdigest()[:16]}.parquet"


def _linked_then(work: Work, month: Month) -> ir.Table | None:
    """The participants of `month` with their persons of then, if that month's run linked just these deliveries."""
    before = work.inputs.linked_before
    if not before or before[0] != month:
        return None
    path = links.folder(links.root(work.store), *before) / file_of(work.inputs, month)
    return work.con.read_parquet(str(path)).drop("place") if path.exists() else None


def _under_keys_of_now(work: Work, rows: ir.Table) -> ir.Table:
    """Rows of the month before under the persons of now: who the record's person is, else what the person is called."""
    moved = work.frames["key_moved"]
    moved = moved.filter(moved.register == "participants").select(moved_record="record", moved_person="after")
    told = rows.left_join(moved, rows.record == moved.moved_record)
    renamed = work.frames["renamed"]
    told = told.left_join(renamed, told.person == renamed.before)
    person = ibis.coalesce(told.moved_person, told.after, told.person)
    return told.mutate(person=person).select(*rows.columns)


def _of_last_month(work: Work, rows: ir.Table) -> ir.Table:
    """Last month's rows under this month's persons: of the same record, else the record's former person (as it is
    called now), else who has the SI number now, else somebody who is gone.
    """
    told = with_records(rows, "participants")
    keys = work.frames["keys"]
    now = keys.filter(keys.register == "participants").select(now_record="record", now_person="person")
    told = told.left_join(now, told.record == now.now_record)
    former = _former(work)
    told = told.left_join(former, told.record == former.former_record)
    current = work.frames["linked_participants"]
    numbers = current.group_by(by_number="si_number").agg(number_person=current.person.min())
    told = told.left_join(numbers, told.si_number == numbers.by_number)
    gone = ibis.literal("S") + told.si_number.fill_null(told.record)
    person = ibis.coalesce(told.now_person, told.former_person, told.number_person, gone)
    return told.mutate(person=person).select(*rows.columns, "person")


def _former(work: Work) -> ir.Table:
    """The persons of last month's records of participants, under the keys they have become."""
    before = work.inputs.linked_before
    if not before:
        keys = work.frames["keys"]
        return keys.filter(keys.register == "").select(former_record="record", former_person="person")
    path = links.folder(links.root(work.store), *before) / "keys.parquet"
    keys = work.con.read_parquet(str(path))
    keys = keys.filter(keys.register == "participants")
    keys = under_names_of_now(keys, work.frames["renamed"])
    return keys.select(former_record="record", former_person="person")


def under_names_of_now(rows: ir.Table, renamed: ir.Table) -> ir.Table:
    """`rows` with each `person` as the person is called now; grain unchanged. In: renamed: before, after."""
    joined = rows.left_join(renamed, rows.person == renamed.before)
    return joined.mutate(person=ibis.coalesce(joined.after, joined.person)).select(*rows.columns)
