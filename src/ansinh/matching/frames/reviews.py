"""What does a clerk need before their eyes to say whether two rows are one person?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.matching.rules.values import DELIVERED, STANDARD

_PAIR = (
    "question", "left_register", "left_record", "right_register", "right_record", "probability", "weight",
    "evidence", "before", "after",
)  # fmt: skip
_SIDES = ("left", "right")


def side_by_side(pairs: ir.Table, delivered: ir.Table, standard: ir.Table) -> ir.Table:
    """One row per pair: both rows as delivered and as standardised, and the commune whose clerk is asked.

    In:  pairs: left_register, left_record, right_register, right_record, and any of probability, weight, evidence,
         question, before, after. delivered: record, register and the identity columns as they came, of every
         register in question. standard: `standard.standardised` of the same registers. A column that is not
         there is not shown.
    Out: the pair's columns; commune (of the left row, else of the right); left_*, right_* (`rules.values.DELIVERED`,
         as delivered), left_std_*, right_std_* (`rules.values.STANDARD`).
    """
    shown = pairs.select(*(name for name in _PAIR if name in pairs.columns))
    for side in _SIDES:
        for prefix, table, names in (("", delivered, DELIVERED), ("std_", standard, STANDARD)):
            one = _one_each(table, names, f"{side}_", prefix)
            shown = shown.left_join(one, f"{side}_record").drop(f"{side}_record_right")
    return shown.mutate(commune=ibis.coalesce(shown.left_std_commune, shown.right_std_commune))


def _one_each(table: ir.Table, names: tuple[str, ...], side: str, prefix: str) -> ir.Table:
    """One row per record, its columns named for a side; what the table does not hold is NULL."""
    there = {
        name: table[name].cast("string") if name in table.columns else ibis.null("string") for name in names
    }
    told = table.select(table.record, **there)
    one = told.group_by("record").agg(**{f"{side}{prefix}{name}": told[name].max() for name in names})
    return one.rename({f"{side}record": "record"})
