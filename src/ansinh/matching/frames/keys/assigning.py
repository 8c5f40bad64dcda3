"""Who is who this month? Keys stay, new and changed records are linked, clerks' decisions stand."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ansinh.base.texts import Text
from ansinh.matching.frames.keys import hub, satellites
from ansinh.matching.frames.keys.changes import changes, merges_of_links, moved
from ansinh.matching.frames.keys.decided import Kept, kept_keys, merged
from ansinh.matching.frames.keys.doubts import open_doubts, settled_doubts
from ansinh.matching.frames.keys.rows import Rows, one
from ansinh.matching.frames.keys.shapes import (
    HUB,
    MERGES,
    REPAIRS,
    ROSTER,
    SATELLITES,
    Before,
    Keep,
    Keyed,
    Say,
)
from ansinh.matching.frames.repairs import repairs_of
from ansinh.matching.rules.obeying import united

RESIDENTS = Text("Ghép dân cư và người tham gia", "Linking residents and participants")
OTHERS = Text("Ghép các sổ khác", "Linking the other registers")
KEEPING = Text("Giữ khóa người", "Keeping the keys of persons")

_GROUPS = {"hub": HUB, "other": SATELLITES}
_MANY = 2_000_000
"""From so many new records on, the hub and the other registers are standardised apart, to hold less at a time."""


@dataclass
class _Held:
    """What is known so far: keys in parts, roster in parts, merges and doubts."""

    keys: list[ir.Table]
    roster: list[ir.Table]
    merges: ir.Table
    doubtful: list[ir.Table] = field(default_factory=list)


def assigned(
    registers: dict[str, ir.Table], before: Before, decisions: ir.Table | None, *, places: ir.Table | None,
    on: dt.date, month: str, keep: Keep, near: ir.Table | None = None, say: Say = lambda *told: None,
) -> Keyed:  # fmt: skip
    """The person of every record of `registers` (name → rows as delivered).

    A record that was there in the month before keeps its person, unless a clerk decided otherwise. Nobody has
    two residents: population and participants are linked one to one; further rows of one person (same personal
    ID, name and year of birth) share the key and are marked. Same inputs, same keys.

    In:  before: of the last month; decisions: registers.match_decisions; `on`, `month`: the day and the name
         of the month; keep: computes a table once, under a name.
    """
    rows = Rows(registers, places, on, keep)
    records = rows.records()
    kept = kept_keys(before, records, decisions, keep)
    new = keep("key_new", records.anti_join(kept.keys, "record"))
    there, gone = _roster(before, records, kept, keep)
    say(RESIDENTS, 0, 3)
    fresh, of_hub, of_others = _fresh(rows, new, before)
    held = _of_hub(of_hub, there, gone, kept, month, keep, near)
    say(OTHERS, 1, 3)
    keys, doubts = satellites.attached(
        of_others, one(held.roster), gone, kept.told, one(held.keys), month=month, keep=keep, near=near
    )
    held.keys.append(keys)
    held.roster.append(keep("roster_other", _outsiders(of_others, keys)))
    held.doubtful.append(doubts)
    say(KEEPING, 2, 3)
    _obey_the_rest(held, kept, keep)
    return _keyed(before, kept, held, fresh, keep)


def _fresh(rows: Rows, new: ir.Table, before: Before) -> tuple[list[ir.Table], ir.Table, ir.Table]:
    """The new records in standard form: in one table or, where they are many, in two; of the hub; of the others."""
    wanted = {what: [name for name in names if name in rows.registers] for what, names in _GROUPS.items()}
    if new.count().execute() < _MANY or not all(wanted.values()):
        both = rows.fresh([name for names in wanted.values() for name in names], new, before, "rows")
        return [both], both.filter(both.register.isin(HUB)), both.filter(both.register.notin(HUB))
    made = [rows.fresh(names, new, before, what) for what, names in wanted.items()]
    return made, *made


def _roster(before: Before, records: ir.Table, kept: Kept, keep: Keep) -> tuple[ir.Table, ir.Table | None]:
    """The standardised rows of the month before with their persons: those still there, and those that are not."""
    if before.is_first:
        return keep("roster_there", before.roster.mutate(person=ibis.null("string"))), None
    named = kept.keys.select("record", "person")
    there = keep("roster_there", before.roster.join(named, "record"))
    last = before.roster.anti_join(records, "record").join(before.keys.select("record", "person"), "record")
    return there, merged(last, kept.merges, keep, "roster_gone")


def _of_hub(
    fresh: ir.Table, there: ir.Table, gone: ir.Table | None, kept: Kept, month: str, keep: Keep,
    near: ir.Table | None,
) -> _Held:  # fmt: skip
    made = hub.linked(fresh, there, gone, kept.told, month=month, keep=keep, near=near)
    merges = keep("merges_of_hub", merges_of_links(made.merges))
    keys = [kept.keys, made.fresh]
    if merges.count().execute():
        keys = [merged(part, merges, keep, f"held_{place}") for place, part in enumerate(keys)]
        there = merged(there, merges, keep, "roster_merged")
    named = keys[1].select("record", "person")
    new = fresh.join(named, "record").select(*there.columns)
    roster = keep("roster_hub", there.union(new))
    return _Held(keys, [roster], ibis.union(kept.merges, merges), [made.doubtful])


def _outsiders(fresh: ir.Table, keys: ir.Table) -> ir.Table:
    """The new records whose person stands in no other register so far."""
    own = keys.filter(keys.how.isin(["own", "duplicate", "continued"])).select("record", "person")
    return fresh.join(own, "record").select(*ROSTER.names, "person")


def _obey_the_rest(held: _Held, kept: Kept, keep: Keep) -> None:
    """Pairs that a clerk called the same and that no link brought together become one person now."""
    keys = one(held.keys)
    pairs = kept.told.same
    for side in ("left", "right"):
        named = keys.select(**{f"{side}_record": keys.record, f"{side}_person": keys.person})
        pairs = pairs.join(named, f"{side}_record")
    pairs = pairs.filter(pairs.left_person != pairs.right_person).to_pyarrow().to_pylist()
    if not pairs:
        return
    rows = [
        {
            **{name: pair[name] for name in MERGES.names[:4]}, "before": before, "after": after,
            "reason": "decision",
        }
        for pair, before, after in united(pairs)
    ]  # fmt: skip
    merges = keep("merges_at_last", pa.Table.from_pylist(rows, schema=MERGES.to_pyarrow()))
    held.keys = [merged(part, merges, keep, f"last_{place}") for place, part in enumerate(held.keys)]
    held.merges = held.merges.union(merges)


def _keyed(before: Before, kept: Kept, held: _Held, fresh: list[ir.Table], keep: Keep) -> Keyed:
    keys = keep("keys", one(held.keys))
    repairs = [repairs_of(table) for table in fresh]
    if not before.is_first:
        repairs.append(before.repairs.semi_join(kept.keys, "record"))
    merges = keep("merges_all", held.merges)
    return Keyed(
        keys=keys,
        roster=keep("roster", one(held.roster).select(*ROSTER.names)),
        doubtful=open_doubts(before.doubtful, held.doubtful, keys, kept.told, keep),
        repairs=keep("repairs", ibis.union(*(part.select(*REPAIRS.names) for part in repairs))),
        apart=kept.told.apart,
        changes=keep("key_changes", changes(merges, kept, keys)),
        moved=keep("key_moved", moved(merges, kept, before.keys, keys)),
        settled=settled_doubts(before, held.doubtful, kept.told, keep),
    )
