"""What does the participants' register say of each person?"""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from ansinh.outreach.frames.given import Given

BRANCHES = ("si_compulsory", "si_voluntary", "ui")
EVER = dt.date(9000, 12, 31)
"""Stands for an open end while dates are compared."""
_ISO_DAY = 10


def participation(given: Given) -> ir.Table:
    """One row per participant: in which branches, insured on T or until when; the dates of the last card stay in the
    register after it ends.

    Out: person, si_number: string (the lowest), listed_si_compulsory, listed_si_voluntary, listed_ui, listed, marked: bool
         (HI on T), marked_to: date (`EVER`: open), marked_from, marked_ended, marked_ended_from: date, marked_group,
         marked_ended_group: string.
    """
    rows = given.participants.filter(given.participants.person.notnull())
    rows = rows.mutate(_to=ibis.coalesce(rows.hi_until, ibis.literal(EVER, "date")))
    over = ~rows.hi & (rows._to < ibis.literal(given.on, "date"))
    return rows.group_by("person").agg(
        si_number=rows.si_number.min(),
        **{f"listed_{branch}": rows[branch].any() for branch in BRANCHES},
        listed=rows.person.notnull().any(),
        marked=rows.hi.any(),
        marked_to=rows._to.max(where=rows.hi),
        marked_from=rows.hi_since.min(where=rows.hi),
        marked_group=latest_group(rows, rows.hi),
        marked_ended=rows._to.max(where=over),
        marked_ended_from=rows.hi_since.max(where=over),
        marked_ended_group=latest_group(rows, over),
    )


def latest_group(rows: ir.Table, where: ir.BooleanValue) -> ir.StringValue:
    """The group of the card that runs longest; of two that end together the last by letter, on every engine the same.

    In: _to: date, hi_group: string.
    """
    dated = rows._to.cast("string") + rows.hi_group
    return dated.max(where=where).substr(_ISO_DAY)
