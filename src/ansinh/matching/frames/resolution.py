"""Which of the scored pairs are links, each record in one at most, and which must a clerk decide?

A pair's probability weighs it against all other pairs of its two records: of two equally good candidates
neither is likelier than one half. Above one half no record can stand in two links.
"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

_MOST_WEIGHT = 60.0
_DIGITS = 6
"""Of a probability: engines add up in another order each time, which shows far behind the point."""
_PER_RECORD = 3
ROUNDS = 3
"""After the surest links their records compete no more; the rest is weighed anew, this many times in all."""


def resolved(pairs: ir.Table, link_at: float, doubtful_at: float) -> tuple[ir.Table, ir.Table]:
    """Links, and doubtful pairs of which neither record is linked (at most three for a record).

    In:  left_record, right_record, weight (log2 of the odds), anything else.
    Out: both: the columns of `pairs` and probability: float64.
    """
    links: list[ir.Table] = []
    for _ in range(ROUNDS):
        pairs = weighed(pairs)
        links.append(pairs.filter(pairs.probability >= link_at).cache())
        pairs = among_the_rest(pairs.drop("probability"), links[-1]).cache()
    rest = weighed(pairs)
    return ibis.union(*links), _likeliest(rest.filter(rest.probability >= doubtful_at)).cache()


def weighed(pairs: ir.Table) -> ir.Table:
    """`pairs` with `probability`: that this one is true and no other pair of its two records."""
    odds = ibis.literal(2.0, "float64") ** ibis.least(pairs.weight, ibis.literal(_MOST_WEIGHT, "float64"))
    pairs = pairs.mutate(odds=odds)
    of_left = pairs.odds.sum().over(ibis.window(group_by="left_record"))
    of_right = pairs.odds.sum().over(ibis.window(group_by="right_record"))
    pairs = pairs.mutate(probability=(pairs.odds / (1.0 + of_left + of_right - pairs.odds)).round(_DIGITS))
    return pairs.drop("odds")


def among_the_rest(pairs: ir.Table, links: ir.Table) -> ir.Table:
    """The pairs of which no link holds either record."""
    for column in ("left_record", "right_record"):
        taken = links.select(taken=column)
        pairs = pairs.anti_join(taken, pairs[column] == taken.taken)
    return pairs


def _likeliest(pairs: ir.Table) -> ir.Table:
    """At most three pairs for each record, the likeliest; ties by the records' own order."""
    order = [ibis.desc("weight"), "left_record", "right_record"]
    ranked = pairs.mutate(
        of_left=ibis.row_number().over(group_by="left_record", order_by=order),
        of_right=ibis.row_number().over(group_by="right_record", order_by=order),
    )
    return ranked.filter((ranked.of_left < _PER_RECORD) & (ranked.of_right < _PER_RECORD)).drop(
        "of_left", "of_right"
    )
