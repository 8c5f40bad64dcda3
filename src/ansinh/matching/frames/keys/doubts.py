"""Which doubtful pairs are still open when the month's keys are known?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames.keys.decided import Told, both_ways
from ansinh.matching.frames.keys.shapes import DOUBTFUL, HUB, Before, Keep


def open_doubts(before: ir.Table, made: list[ir.Table], keys: ir.Table, told: Told, keep: Keep) -> ir.Table:
    """Pairs of records of this month that may be one person, are not, and are not decided.

    A row that meanwhile found its person in the other register is doubted no more; nor is a resident or
    participant whom somebody else turned out to be.
    In: before: DOUBTFUL of the month before; made: of this month; keys: KEYS. Out: DOUBTFUL, each pair once.
    """
    columns = DOUBTFUL.names
    pairs = keep("doubts_all", ibis.union(before.select(*columns), *(one.select(*columns) for one in made)))
    pairs = pairs.anti_join(both_ways(told.same), ["left_record", "right_record"])
    pairs = pairs.anti_join(both_ways(told.different), ["left_record", "right_record"])
    records = pairs.select(record="left_record").union(pairs.select(record="right_record")).distinct()
    owners = keep("doubts_owners", keys.semi_join(records, "record").select("record", "person"))
    for side in ("left", "right"):
        named = owners.select(**{f"{side}_record": owners.record, f"{side}_person": owners.person})
        pairs = pairs.join(named, f"{side}_record")
    pairs = keep("doubts_open", pairs.filter(pairs.left_person != pairs.right_person))
    persons = pairs.select(person="left_person").union(pairs.select(person="right_person")).distinct()
    held = keep("doubts_held", keys.semi_join(persons, "person").select("person", "register").distinct())
    linked = [pairs.left_person == held.person, pairs.right_register == held.register]
    rest = pairs.anti_join(held, linked)
    of_hub = held.filter(held.register.isin(HUB))
    taken = [rest.right_person == of_hub.person, rest.left_register == of_hub.register]
    rest = rest.anti_join(of_hub, taken)
    once = rest.group_by("left_register", "left_record", "right_register", "right_record").agg(
        probability=rest.probability.max(), weight=rest.weight.max(), evidence=rest.evidence.max()
    )
    return keep("doubtful", once.select(*columns))


def settled_doubts(before: Before, made: list[ir.Table], told: Told, keep: Keep) -> ir.Table:
    """Pairs of this month and before that a decision settled, to be doubted again if it is withdrawn. Out: DOUBTFUL."""
    columns = DOUBTFUL.names
    parts = [before.doubtful, *([] if before.settled is None else [before.settled]), *made]
    pairs = ibis.union(*(one.select(*columns) for one in parts))
    pairs = pairs.semi_join(both_ways(told.same.union(told.different)), ["left_record", "right_record"])
    once = pairs.group_by("left_register", "left_record", "right_register", "right_record").agg(
        probability=pairs.probability.max(), weight=pairs.weight.max(), evidence=pairs.evidence.max()
    )
    return keep("doubts_settled", once.select(*columns))
