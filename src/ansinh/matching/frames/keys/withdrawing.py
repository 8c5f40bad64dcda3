"""What becomes of people whom only a clerk's word had joined, when the clerk takes it back?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames.keys import assigning
from ansinh.matching.frames.keys.decided import last_words
from ansinh.matching.frames.keys.hub import new_key
from ansinh.matching.frames.keys.shapes import (
    CHANGES,
    DOUBTFUL,
    JOINED,
    MOVED,
    PAIRS,
    WITHDRAWN,
    Before,
    Keep,
    Keyed,
    empty,
)

_PAIR = tuple(PAIRS.names)
_MADE = ("record", "register", "before", *_PAIR)
BACK = ibis.schema({**JOINED, "until_now": "string"})
"""JOINED of the records that go back to `before`, and the person whom they had until now."""


@dataclass(frozen=True)
class Undone:
    """The month before as if withdrawn decisions had not been, the records that go back, and what stays joined."""

    before: Before
    back: ir.Table
    joined: ir.Table


def assigned(
    registers: dict[str, ir.Table],
    before: Before,
    decisions: ir.Table | None,
    *,
    month: str,
    keep: Keep,
    **given,
) -> Keyed:
    """As `assigning.assigned`, after taking back what only decisions that stand no more had joined.

    The records go back under the key that they had, or would have had; the pair is doubted again. Records that came
    later under the person stay there. Without a register of decisions nothing is known to be withdrawn.
    """
    undone = _undone(before, decisions, keep)
    made = assigning.assigned(registers, undone.before, decisions, month=month, keep=keep, **given)
    changes, moved = _told(made, undone.back)
    joined = _joined(made, undone, decisions, month)
    return replace(
        made, changes=keep("key_changes_told", changes), moved=keep("key_moved_told", moved),
        joined=keep("key_joined", joined),
    )  # fmt: skip


def _undone(before: Before, decisions: ir.Table | None, keep: Keep) -> Undone:
    """Of several withdrawn words about a record the first one counts; what followed it is void."""
    joined = empty(JOINED) if before.joined is None else before.joined
    if before.is_first or decisions is None:
        return Undone(before, keep("withdrawn_none", empty(BACK)), joined)
    decided = ibis.union(*last_words(decisions))
    gone = joined.anti_join(decided, _PAIR)
    first = gone.group_by("record").agg(month=gone.month.min())
    once = gone.semi_join(first, ["record", "month"])
    least = once.group_by("record").agg(before=once.before.min())
    once = once.semi_join(least, ["record", "before"]).distinct()
    there = before.keys.select("record", until_now="person")
    back = once.join(there, "record").filter(lambda row: row.before != row.until_now)
    back = keep("withdrawn_back", back.select(*BACK.names))
    left = joined.left_join(back.select("record", _month="month"), "record").drop("record_right")
    left = left.filter(left._month.isnull() | (left.month < left._month)).select(*JOINED.names)
    doubtful = before.doubtful.select(*DOUBTFUL.names)
    if before.settled is not None:
        doubtful = doubtful.union(before.settled.anti_join(decided, _PAIR).select(*DOUBTFUL.names))
    returned = {
        name: _returned(getattr(before, name), back, keep, f"withdrawn_{name}") for name in ("keys", "roster")
    }
    return Undone(replace(before, doubtful=doubtful, **returned), back, keep("withdrawn_rest", left))


def _returned(rows: ir.Table, back: ir.Table, keep: Keep, name: str) -> ir.Table:
    """`rows` with the records that go back under their former person; a table without persons stays as it is."""
    if "person" not in rows.columns or not back.count().execute():
        return rows
    former = back.select(_record="record", _former="before")
    joined = rows.left_join(former, rows.record == former._record)
    changed = {"person": ibis.coalesce(joined._former, joined.person)}
    if "how" in rows.columns:
        changed["how"] = joined._former.isnull().ifelse(joined.how, "reversed")
    return keep(name, joined.mutate(**changed).select(*rows.columns))


def _told(made: Keyed, back: ir.Table) -> tuple[ir.Table, ir.Table]:
    """Changes and moved records against the month as it really was: CHANGES, MOVED."""
    if not back.count().execute():
        return made.changes, made.moved
    now = back.join(made.keys.select("record", now="person"), "record")
    apart = now.filter(now.now != now.until_now)
    splits = apart.filter(apart.now == apart.before).select(
        *_PAIR, question=ibis.literal("split"), before="until_now", after="before", reason=ibis.literal(WITHDRAWN)
    ).distinct()  # fmt: skip
    again = now.filter(now.now == now.until_now).select("before", after="until_now").distinct()
    changes = made.changes.anti_join(again, ["before", "after"])
    moved = made.moved.anti_join(back, "record")
    went = apart.select("record", "register", before="until_now", after="now")
    return changes.select(*CHANGES.names).union(splits.select(*CHANGES.names)), moved.union(
        went.select(*MOVED.names)
    )


def _joined(made: Keyed, undone: Undone, decisions: ir.Table | None, month: str) -> ir.Table:
    """JOINED of this month: what earlier decisions joined and still holds, and what those of this month joined."""
    if decisions is None and not undone.joined.count().execute():
        return undone.joined
    now = made.keys.select("record", now="person")
    was = undone.before.keys.select("record", was="person")
    merges = made.changes.filter(made.changes.question == "merged")
    whole = merges.select(was="before", now="after").distinct()
    earlier = undone.joined.join(now, "record").join(was, "record")
    stays = earlier.filter(earlier.now == earlier.was).union(earlier.semi_join(whole, ["was", "now"]))
    stays = stays.select(*JOINED.names)
    if decisions is None:
        return stays
    same, _ = last_words(decisions)
    told = _in_order(merges.filter(merges.reason == "decision")).select("before", "after", *_PAIR)
    moved = made.moved.select("record", "register", "before").join(told.drop("after"), "before")
    new = moved.select(*_MADE).union(_directly(made, same, told, month), distinct=True)
    new = new.anti_join(stays, ["record", *_PAIR]).mutate(month=ibis.literal(month))
    return stays.union(new.select(*JOINED.names))


def _in_order(pairs: ir.Table) -> ir.Table:
    """Pairs with the lesser record on the left, as `last_words` tells them."""
    swap = pairs.left_record > pairs.right_record
    turned = dict(zip(_PAIR, (*_PAIR[2:], *_PAIR[:2]), strict=True))
    return pairs.mutate(**{name: swap.ifelse(pairs[other], pairs[name]) for name, other in turned.items()})


def _directly(made: Keyed, same: ir.Table, told: ir.Table, month: str) -> ir.Table:
    """Records that a decision gave a person, or whose own new person it merged, with the person whom they had or
    would have had: record, register, before, the pair."""
    keys, had = made.keys, made.moved.select("record", had="before")
    by_word = keys.filter(keys.how == "decision")
    of_merged = keys.filter(keys.how == "own").semi_join(told, keys.person == told.after)
    named, own = (
        rows.left_join(had, "record").mutate(
            before=lambda row: ibis.coalesce(row.had, new_key(row.record, month))
        )
        for rows in (by_word, of_merged)
    )
    named = named.filter(named.person != named.before)
    sides = [named.join(same, named.record == same[f"{side}_record"]) for side in ("left", "right")]
    merged = own.join(told.drop("after"), "before")
    return ibis.union(*(part.select(*_MADE) for part in (*sides, merged)), distinct=True)
