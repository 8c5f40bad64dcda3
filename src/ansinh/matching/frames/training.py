"""At which levels do pairs stand whose truth is known? For training a model and for fair measures."""

from __future__ import annotations

from collections import Counter

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames.comparisons import COMPARISONS, Comparison

Counts = dict[str, Counter[str]]
RANDOM = 1000
"""Rows of each side that are paired at random, all with all."""


def counts(con: ibis.BaseBackend, left: ir.Table, right: ir.Table, pairs: ir.Table) -> Counts:
    """Column → level → how many of `pairs` stand there; a pair of which one row does not say counts nowhere.

    In:  two tables as of `scoring.for_model`; `pairs`: left_record, right_record.
    """
    pairs = pairs.select("left_record", "right_record")
    left = left.rename({f"{name}_l": name for name in left.columns})
    right = right.rename({f"{name}_r": name for name in right.columns})
    both = pairs.join(left, pairs.left_record == left.record_l)
    rows = both.join(right, both.right_record == right.record_r).cache()
    return {one.column: _levels(con, rows, one) for one in COMPARISONS}


def random_pairs(left: ir.Table, right: ir.Table, true: ir.Table) -> ir.Table:
    """Pairs of rows drawn by their records' fingerprints, true ones left out: left_record, right_record."""
    first, second = (
        rows.order_by(rows.record.hexdigest("md5")).limit(RANDOM).select("record") for rows in (left, right)
    )
    drawn = first.rename(left_record="record").cross_join(second.rename(right_record="record"))
    known = true.select(true_left="left_record", true_right="right_record")
    return drawn.anti_join(
        known, [drawn.left_record == known.true_left, drawn.right_record == known.true_right]
    ).cache()


def shares(true: Counts, random: Counts, held: float) -> dict[str, dict[str, dict[str, float]]]:
    """Column → level → m and u. The expected shares count as `held` pairs beside those that were seen."""
    return {
        one.column: {
            level.name: {
                "m": _share(true[one.column], level.name, level.share, held),
                "u": max(
                    _share(random[one.column], level.name, level.chance or 1 / len(one.levels), 1),
                    level.chance,
                ),
            }
            for level in one.levels
        }
        for one in COMPARISONS
    }


def _levels(con: ibis.BaseBackend, rows: ir.Table, one: Comparison) -> Counter[str]:
    cases = [f"WHEN {level.holds} THEN '{level.name}'" for level in one.levels if level.holds != "ELSE"]
    case = f"CASE WHEN {one.unknown} THEN NULL {' '.join(cases)} ELSE '{one.levels[-1].name}' END"
    query = f"SELECT {case} AS level, count(*) FROM {rows.get_name()} GROUP BY 1"
    return Counter({level: count for level, count in con.raw_sql(query).fetchall() if level})


def _share(counted: Counter[str], level: str, expected: float, held: float) -> float:
    return float(f"{(counted[level] + expected * held) / (counted.total() + held):.4g}")
