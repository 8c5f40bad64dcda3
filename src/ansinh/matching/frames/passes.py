"""Which rows of two registers are the same person beyond doubt, by equality alone?

Each pass joins on columns that must be equal and takes a pair only when it is the only one for both of its
rows; what a pass links, later passes no longer see. Written in Ibis, the same on DuckDB and Spark.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

Condition = Callable[[ir.Table], ir.BooleanValue]


@dataclass(frozen=True)
class Pass:
    """`equal` must be given and equal on both sides; `also` must hold for the pair (right columns end in `_r`)."""

    name: str
    equal: tuple[str, ...]
    also: Condition | None = None


def agrees(pair: ir.Table, *columns: str) -> ir.BooleanValue:
    """Whether at least one of the columns is given on both sides and equal."""
    found = [(pair[column] == pair[f"{column}_r"]).fill_null(False) for column in columns]
    return ibis.or_(*found)


def differs(pair: ir.Table, *columns: str) -> ir.BooleanValue:
    """Whether at least one of the columns is given on both sides and not equal."""
    found = [(pair[column] != pair[f"{column}_r"]).fill_null(False) for column in columns]
    return ibis.or_(*found)


def _same_digits_but_one(pair: ir.Table) -> ir.BooleanValue:
    """Whether the personal IDs do not speak against the pair: one is missing, or one digit is off."""
    near = pair.personal_id.levenshtein(pair.personal_id_r) <= 1
    return near.fill_null(True)


def _confirmed(pair: ir.Table) -> ir.BooleanValue:
    return agrees(pair, "name", "birth")


def _not_contradicted(pair: ir.Table) -> ir.BooleanValue:
    return _same_digits_but_one(pair) & ~differs(pair, "sex")


PASSES = (
    Pass("personal_id", ("personal_id",), _confirmed),
    Pass("si_number", ("si_number",), lambda pair: agrees(pair, "name", "birth")),
    Pass("name_birth_commune", ("name", "birth", "commune"), _not_contradicted),
    Pass("name_birth", ("name", "birth"), _not_contradicted),
)
"""In the order in which they run. `how` of a link names the pass."""


def exact(left: ir.Table, right: ir.Table, passes: tuple[Pass, ...] = PASSES) -> ir.Table:
    """The pairs that the passes find. One row per link; no record stands in two links.

    In:  two tables as of `standard.standardised`.
    Out: left_record, right_record, how: string (the pass).
    """
    if not passes:
        nothing = left.limit(0)
        return nothing.select(left_record="record", right_record="record", how=ibis.literal(""))
    found: list[ir.Table] = []
    for one in passes:
        left_rest, right_rest = without(left, found, "left_record"), without(right, found, "right_record")
        found.append(_found(left_rest, right_rest, one).cache())
    return ibis.union(*found) if len(found) > 1 else found[0]


def without(rows: ir.Table, linked: list[ir.Table], column: str) -> ir.Table:
    """The rows that no link holds yet."""
    for links in linked:
        rows = rows.anti_join(links, rows.record == links[column])
    return rows


def _found(left: ir.Table, right: ir.Table, one: Pass) -> ir.Table:
    pairs = _joined(left, right, one.equal)
    if one.also is not None:
        pairs = pairs.filter(one.also(pairs))
    pairs = pairs.select("left_record", "right_record")
    return only_ones(pairs).mutate(how=ibis.literal(one.name))


def _joined(left: ir.Table, right: ir.Table, equal: tuple[str, ...]) -> ir.Table:
    left = left.filter([left[column].notnull() for column in equal])
    right = right.filter([right[column].notnull() for column in equal])
    right = right.rename({f"{column}_r": column for column in right.columns})
    pairs = left.join(right, [left[column] == right[f"{column}_r"] for column in equal])
    return pairs.mutate(left_record=pairs.record, right_record=pairs.record_r)


def only_ones(pairs: ir.Table) -> ir.Table:
    """The pairs whose two records stand in no other pair."""
    for column in ("left_record", "right_record"):
        counted = pairs.group_by(column).agg(pairs_of_it=pairs.count())
        several = counted.filter(counted.pairs_of_it > 1)
        pairs = pairs.anti_join(several, pairs[column] == several[column])
    return pairs
