"""Who is who this month? Keys stay, new and changed records are linked, clerks' decisions stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ansinh.base.texts import Text
from ansinh.matching.frames.keys import hub, satellites
from ansinh.matching.frames.keys.changes import changes, merges_of_links, moved
from ansinh.matching.frames.keys.decided import Kept, kept_keys, merged
from ansinh.matching.frames.keys.doubts import open_doubts, settled_doubts
from ansinh.matching.frames.keys.rows import Rows, one, recorded
from ansinh.matching.frames.keys.shapes import (
    HUB,
    KEYS,
    KNOWN,
    MERGES,
    REPAIRS,
    SATELLITES,
    Before,
    Keep,
    Keyed,
    Say,
    empty,
)
from ansinh.matching.frames.repairs import repairs_of
from ansinh.matching.rules.obeying import united

RESIDENTS = Text("Ghép dân cư và người tham gia", "Linking residents and participants")
OTHERS = Text("Ghép các sổ khác", "Linking the other registers")
KEEPING = Text("Giữ khóa người", "Keeping the keys of persons")

_GROUPS = {"hub": HUB, "other": SATELLITES}
_MANY = 2_000_000
"""From so many new rows on, the hub and the other registers are standardised apart, to hold less at a time."""


@dataclass
class _Held:
    """What is known so far: KEYS that stay and those of new records, roster in parts, merges and doubts."""

    kept: ir.Table
    new: list[ir.Table]
    roster: list[ir.Table]
    merges: ir.Table
    doubtful: list[ir.Table] = field(default_factory=list)

    def keys(self) -> ir.Table:
        """All of them."""
        return one([self.kept, *self.new])

    def merge(self, merges: ir.Table) -> None:
        """Put merged persons under the keys that stay."""
        self.kept, *self.new = (merged(part, merges) for part in (self.kept, *self.new))
        self.roster = [merged(part, merges) for part in self.roster]
        self.merges = self.merges.union(merges)


def assigned(
    registers: dict[str, ir.Table], before: Before, decisions: ir.Table | None, *, places: ir.Table | None,
    on: dt.date, month: str, keep: Keep, lay: Keep | None = None, near: ir.Table | None = None,
    say: Say = lambda *told: None,
) -> Keyed:  # fmt: skip
    """The person of every record of `registers` (name → rows as delivered).

    A record that was there in the month before keeps its person, unless a clerk decided otherwise. Nobody has
    two residents: population and participants are linked one to one; further rows of one person (same personal
    ID, name and year of birth) share the key and are marked. Same inputs, same keys.

    In:  before: of the last month; decisions: registers.match_decisions; `on`, `month`: the day and the name
         of the month; keep: computes a table once, under a name; lay: the same for tables as large as the registers.
    """
    lay = lay or keep
    told = {name: lay(f"rows_{name}", recorded(table, name, before)) for name, table in registers.items()}
    rows = Rows(told, places, on, keep)
    gone = keep("key_gone", empty(KEYS)) if before.is_first else rows.gone(before)
    kept = kept_keys(before, gone, decisions, keep)
    there, left = _roster(before, gone, kept, keep)
    say(RESIDENTS, 0, 3)
    fresh, of_hub, of_others = _fresh(rows, None if before.is_first else kept.leaving)
    held = _of_hub(of_hub, there, left, kept, month, keep, near)
    say(OTHERS, 1, 3)
    keys, doubts = satellites.attached(
        of_others, one(held.roster), left, kept.told, held.keys(), month=month, keep=keep, near=near
    )
    held.new.append(keys)
    held.roster.append(keep("roster_other", _outsiders(of_others, keys)))
    held.doubtful.append(doubts)
    say(KEEPING, 2, 3)
    _obey_the_rest(held, kept, keep)
    return _keyed(rows, before, gone, kept, held, fresh, keep, lay)


def _fresh(rows: Rows, leaving: ir.Table | None) -> tuple[list[ir.Table], ir.Table, ir.Table]:
    """The new records in standard form: in one table or, where they are many, in two; of the hub; of the others."""
    wanted = {what: [name for name in names if name in rows.registers] for what, names in _GROUPS.items()}
    if not all(wanted.values()) or rows.count_of_new() < _MANY:
        both = rows.fresh([name for names in wanted.values() for name in names], leaving, "rows")
        return [both], both.filter(both.register.isin(HUB)), both.filter(both.register.notin(HUB))
    made = [rows.fresh(names, leaving, what) for what, names in wanted.items()]
    return made, *made


def _roster(before: Before, gone: ir.Table, kept: Kept, keep: Keep) -> tuple[ir.Table, ir.Table | None]:
    """The roster of the month before under the persons of now: rows still there, and those that are not."""
    if before.is_first:
        return keep("roster_there", before.roster), None
    there = before.roster.anti_join(gone, "record").anti_join(kept.leaving, "record")
    left = keep("roster_left", before.roster.semi_join(gone, "record"))
    if not kept.merges.count().execute():
        return there, left
    return merged(there, kept.merges), merged(left, kept.merges)


def _of_hub(
    fresh: ir.Table, there: ir.Table, left: ir.Table | None, kept: Kept, month: str, keep: Keep,
    near: ir.Table | None,
) -> _Held:  # fmt: skip
    made = hub.linked(fresh, there, left, kept, month=month, keep=keep, near=near)
    new = keep("roster_hub", fresh.join(made.fresh.select("record", "person"), "record").select(*KNOWN.names))
    held = _Held(kept.keys, [made.fresh], [there, new], kept.merges, [made.doubtful])
    merges = keep("merges_of_hub", merges_of_links(made.merges))
    if merges.count().execute():
        held.merge(merges)
    return held


def _outsiders(fresh: ir.Table, keys: ir.Table) -> ir.Table:
    """The new records whose person stands in no other register so far."""
    own = keys.filter(keys.how.isin(["own", "duplicate", "continued"])).select("record", "person")
    return fresh.join(own, "record").select(*KNOWN.names)


def _obey_the_rest(held: _Held, kept: Kept, keep: Keep) -> None:
    """Pairs that a clerk called the same and that no link brought together become one person now."""
    pairs = kept.told.same
    if not pairs.count().execute():
        return
    keys = held.keys()
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
    held.merge(keep("merges_at_last", pa.Table.from_pylist(rows, schema=MERGES.to_pyarrow())))


def _keyed(
    rows: Rows, before: Before, gone: ir.Table, kept: Kept, held: _Held, fresh: list[ir.Table], keep: Keep,
    lay: Keep,
) -> Keyed:  # fmt: skip
    keys = lay("keys", held.kept.union(_by_register(one(held.new))))
    repairs = [repairs_of(table) for table in fresh]
    if not before.is_first:
        repairs.append(before.repairs.anti_join(gone, "record").anti_join(kept.leaving, "record"))
    merges = keep("merges_all", held.merges)
    others = keep("key_moved", moved(merges, kept, before.keys, keys))
    return Keyed(
        rows=_with_persons(rows.registers, one(held.new), others),
        keys=keys,
        roster=lay("roster", one(held.roster)),
        doubtful=open_doubts(before.doubtful, held.doubtful, keys, kept.told, keep),
        repairs=lay("repairs", ibis.union(*(part.select(*REPAIRS.names) for part in repairs))),
        apart=kept.told.apart,
        changes=keep("key_changes", changes(merges, kept, keys)),
        moved=others,
        settled=settled_doubts(before, held.doubtful, kept.told, keep),
    )


def _by_register(rows: ir.Table) -> ir.Table:
    """`rows`, those of a register together: who asks for one register need not read the others."""
    names = (*HUB, *SATELLITES)
    return ibis.union(*(rows.filter(rows.register == name) for name in names))


def _with_persons(registers: Mapping[str, ir.Table], new: ir.Table, moved: ir.Table) -> dict[str, ir.Table]:
    """Each register with the person of every row: of now where the record is new or has another one, else the former."""
    now = new.select("record", "register", "person")
    others = moved.anti_join(now, "record").select("record", "register", person="after")
    now = now.union(others)
    found = {}
    for name, rows in registers.items():
        of_it = now.filter(now.register == name).select(now_record="record", now_person="person")
        joined = rows.left_join(of_it, rows.record == of_it.now_record)
        person = ibis.coalesce(joined.now_person, joined.former)
        found[name] = joined.mutate(person=person).drop("now_record", "now_person", "former")
    return found
