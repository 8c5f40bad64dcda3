"""Which keys became one or came apart this month, and how is that taken back?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames.keys.decided import Kept
from ansinh.matching.frames.keys.shapes import CHANGES, PARTICIPANTS, POPULATION


def merges_of_links(links: ir.Table) -> ir.Table:
    """MERGES that follow from links of two persons known before. In: `hub.Hubbed.merges`."""
    return links.select(
        left_register=ibis.literal(PARTICIPANTS), left_record="left_record",
        right_register=ibis.literal(POPULATION), right_record="right_record",
        before="left_person", after="right_person",
        reason=(links.how == "decision").ifelse("decision", "link"),
    )  # fmt: skip


def changes(merges: ir.Table, kept: Kept, keys: ir.Table) -> ir.Table:
    """One row per merge or split. In: all MERGES of the month; keys: as they now are. Out: CHANGES."""
    joined = merges.mutate(question=ibis.literal("merged")).select(*CHANGES.names)
    left = kept.leaving.filter(kept.leaving.other.notnull())
    now = left.join(keys.select("record", after="person"), "record")
    split = now.filter(now.after != now.person).select(
        question=ibis.literal("split"), left_register="register", left_record="record",
        right_register="other_register", right_record="other", before="person", after="after",
        reason=ibis.literal("decision"),
    )  # fmt: skip
    return joined.union(split)


def moved(merges: ir.Table, kept: Kept, before: ir.Table, keys: ir.Table) -> ir.Table:
    """The records that have another person than in the month before. In: before, keys: KEYS. Out: MOVED."""
    touched = before.semi_join(merges, before.person == merges.before).select("record", "register", "person")
    left = kept.leaving.select("record", "register", "person")
    both = touched.union(left).distinct()
    joined = both.join(keys.select("record", after="person"), "record")
    return joined.filter(joined.after != joined.person).select(
        "record", "register", before="person", after="after"
    )


def reversed_keys(keys: ir.Table, moved: ir.Table, before: str, after: str) -> ir.Table:
    """`keys` as if the records that went from person `before` to `after` had not: a merge or split taken back.

    In: KEYS; MOVED of the month of the change. Out: KEYS; the rows that return say how = `reversed`.
    """
    back = moved.filter((moved.before == before) & (moved.after == after)).select(
        back="record", former="before"
    )
    joined = keys.left_join(back, keys.record == back.back)
    returns = joined.back.notnull() & (joined.person == after)
    return joined.select(
        "record", "register", person=returns.ifelse(joined.former, joined.person), probability="probability",
        how=returns.ifelse("reversed", joined.how),
    )  # fmt: skip
