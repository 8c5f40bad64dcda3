"""How many of those found are truly missing, and how many of the missing are found, reason by reason?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames import keys as persons
from ansinh.registers.amounts import whole


def owners(population: ir.Table, keys: ir.Table, truth_rows: ir.Table) -> ir.Table:
    """Who each person of ours truly is. Only an invented city knows.

    In:  registers.population with `row` (int64, from 0 in the file's order); keys of persons; truth/rows.
    Out: person: string, true: int64. A person of ours with two true ones stands for the lower.
    """
    whose = truth_rows.filter(truth_rows.register == "population").select("row", true="person")
    told = persons.with_persons(population, "population", keys).select("row", "person")
    return told.inner_join(whose, "row").group_by("person").agg(true=ibis._.true.min())


def compared(found: ir.Table, truth: ir.Table) -> ir.Table:
    """One row per reason. In: the same two columns, one row each: who, reason. Out: reason, true, found, both: int64."""
    true = truth.distinct().mutate(_true=whole(1))
    ours = found.distinct().mutate(_found=whole(1))
    every = ibis.union(true.select("who", "reason"), ours.select("who", "reason"), distinct=True)
    joined = every.left_join(true, ["who", "reason"]).drop("who_right", "reason_right")
    joined = joined.left_join(ours, ["who", "reason"]).drop("who_right", "reason_right")
    is_true, is_found = joined._true.fill_null(whole(0)), joined._found.fill_null(whole(0))
    return joined.group_by("reason").agg(
        true=is_true.sum().cast("int64"),
        found=is_found.sum().cast("int64"),
        both=(is_true * is_found).sum().cast("int64"),
    )
