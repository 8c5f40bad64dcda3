"""Which rows of the population register and of the participants' register are one person?"""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames import linkage, passes
from ansinh.matching.frames.keys.decided import Kept, Told, both_ways
from ansinh.matching.frames.keys.rows import doubles, one, one_of_each
from ansinh.matching.frames.keys.shapes import DOUBTFUL, HUB, PARTICIPANTS, POPULATION, Keep, empty


@dataclass(frozen=True)
class Hubbed:
    """`fresh`: KEYS of the new records; `merges`: links of two persons known before; `doubtful`: pairs for clerks."""

    fresh: ir.Table
    merges: ir.Table
    doubtful: ir.Table


def linked(
    fresh: ir.Table, there: ir.Table, gone: ir.Table | None, kept: Kept, *, month: str, keep: Keep,
    near: ir.Table | None,
) -> Hubbed:  # fmt: skip
    """The persons of the new records of both registers.

    In:  fresh: standardised new records; there: KNOWN of the month before that are still there; gone: those that are
         not (None in the first month).
    """
    told = kept.told
    known = [_known(name, fresh.filter(fresh.register == name), there, gone, told, keep) for name in HUB]
    met = [_met(name, of_it, kept.keys) for name, of_it in zip(HUB, known, strict=True)]
    decided = keep("hub_decided", _decided(kept))
    sides = [
        _side(name, fresh.filter(fresh.register == name), of_it, there, others.anti_join(decided, "person"))
        for name, of_it, others in zip(HUB, known, reversed(met), strict=True)
    ]
    if gone is not None:
        sides = [keep(f"side_{name}", side) for name, side in zip(HUB, sides, strict=True)]
    right, left = sides
    links = [keep("hub_forced", _forced(left, right, told.same))]
    doubtful = []
    for turn, (newcomers, others) in enumerate(_turns(left, right, met, keep, first=gone is None)):
        found, doubts = _found(
            passes.without(newcomers, links, "left_record"), passes.without(others, links, "right_record"),
            told, keep, near, f"hub_{turn}",
        )  # fmt: skip
        links.append(found)
        doubtful.append(doubts)
    together = keep("hub_links", ibis.union(*links))
    merges = together.filter(together.left_person != together.right_person)
    return Hubbed(_persons(known, together, month, keep), keep("hub_merges", merges), ibis.union(*doubtful))


def new_key(record: ir.StringValue, month: str) -> ir.StringValue:
    """The key of a person whom `record` brings to us in `month`."""
    digest = (record + ibis.literal(f"|{month}")).hexdigest("sha256")
    return ibis.literal("P") + digest.substr(0, 16)


def continued(fresh: ir.Table, gone: ir.Table) -> ir.Table:
    """New records that are a changed record of the month before. Out: record, person, how."""
    pairs = passes.exact(fresh, gone)
    joined = pairs.join(gone.select(right_record="record", person="person"), "right_record")
    return joined.select(record="left_record", person="person")


def _known(
    register: str, fresh: ir.Table, there: ir.Table, gone: ir.Table | None, told: Told, keep: Keep
) -> ir.Table:
    """New records of a register with the person they are known to be, or the record (chief) whose person they share.

    Out: record, register, person, chief, how.
    """
    rows = fresh.select("record", "register")
    outsiders = one_of_each(there.filter(there.register.notin(HUB)))
    there = there.filter(there.register == register).semi_join(fresh, "personal_id")
    found = None
    if gone is not None:
        earlier = gone.filter(gone.register == register).union(outsiders.select(*gone.columns))
        found = keep(f"continued_{register}", continued(fresh, earlier))
        carried = fresh.join(found, "record")
        there = there.union(carried.select(*there.columns))
        fresh = fresh.anti_join(found, "record")
    twice = keep(f"doubles_{register}", doubles(fresh, there, told.records_apart()))
    how = ibis.literal("duplicate")
    parts = [twice.select("record", "person", chief=twice.person.isnull().ifelse(twice.chief, None), how=how)]
    if found is not None:
        parts.append(found.mutate(chief=ibis.null("string"), how=ibis.literal("continued")))
    joined = rows.left_join(one(parts), "record")
    return keep(f"known_{register}", joined.drop("record_right"))


def _met(register: str, known: ir.Table, keys: ir.Table) -> ir.Table:
    """Out: person: who stands in the register, by a record of the month before or a new one."""
    new = known.filter(known.person.notnull()).select("person")
    return keys.filter(keys.register == register).select("person").union(new)


def _decided(kept: Kept) -> ir.Table:
    """Out: person: those of whom a clerk called some row the same as another."""
    same = both_ways(kept.told.same).select(record="left_record").distinct()
    return kept.keys.semi_join(same, "record").select("person").distinct()


def _side(register: str, fresh: ir.Table, known: ir.Table, there: ir.Table, idle: ir.Table) -> ir.Table:
    """The rows of a register that stand for their persons, and all that are new.

    In:  idle: person: who needs no link, as a row of the other register is known to be the same person. Out: KNOWN and
         is_new: bool.
    """
    busy = there.filter(there.register == register).anti_join(idle, "person")
    kept = one_of_each(busy).mutate(is_new=ibis.literal(False))
    joined = fresh.join(known.select("record", "person", "how"), "record")
    new = joined.filter(joined.how.fill_null("") != "duplicate")
    new = new.anti_join(kept, "person").mutate(is_new=ibis.literal(True)).select(*kept.columns)
    return kept.union(new)


def _turns(
    left: ir.Table, right: ir.Table, met: list[ir.Table], keep: Keep, *, first: bool
) -> list[tuple[ir.Table, ir.Table]]:
    """What is linked with what: new participants with whoever has no participant, then new residents likewise.

    Nobody is linked who is there in both registers already. In: met: who stands in the registers of HUB.
    """
    if first:
        return [(left, right)]
    residents, participants = met
    alone_left = keep("alone_participants", left.anti_join(residents, "person"))
    alone_right = keep("alone_population", right.anti_join(participants, "person"))
    return [
        (alone_left.filter(alone_left.is_new), alone_right),
        (alone_left.filter(~alone_left.is_new), alone_right.filter(alone_right.is_new)),
    ]


def _forced(left: ir.Table, right: ir.Table, same: ir.Table) -> ir.Table:
    """Pairs that a clerk called the same, whichever way round."""
    pairs = both_ways(same)
    pairs = pairs.semi_join(left, pairs.left_record == left.record)
    pairs = pairs.semi_join(right, pairs.right_record == right.record)
    pairs = pairs.mutate(probability=ibis.literal(1.0, "float64"), how=ibis.literal("decision"))
    return _with_both(passes.only_ones(pairs), left, right)


def _found(
    left: ir.Table, right: ir.Table, told: Told, keep: Keep, near: ir.Table | None, name: str
) -> tuple[ir.Table, ir.Table]:
    if not all(side.limit(1).count().execute() for side in (left, right)):
        nothing = keep(f"{name}_none", empty(linkage.LINKS))
        return keep(f"{name}_links", _with_both(nothing, left, right)), empty(DOUBTFUL)
    made = linkage.link(left, right, near=near)
    links = keep(f"{name}_links", told.allowed(_with_both(made.links, left, right)))
    doubtful = made.doubtful.mutate(
        left_register=ibis.literal(PARTICIPANTS), right_register=ibis.literal(POPULATION)
    )
    return links, keep(f"{name}_doubtful", doubtful)


def _with_both(pairs: ir.Table, left: ir.Table, right: ir.Table) -> ir.Table:
    one = left.select(left_record="record", left_person="person")
    other = right.select(right_record="record", right_person="person")
    joined = pairs.join(one, "left_record").join(other, "right_record")
    return joined.select("left_record", "right_record", "probability", "how", "left_person", "right_person")


def _persons(known: list[ir.Table], links: ir.Table, month: str, keep: Keep) -> ir.Table:
    """The person of every new record. A linked pair has the resident's key, else the participant's, else a new one."""
    pair = ibis.coalesce(links.right_person, links.left_person, new_key(links.right_record, month))
    joins_left = links.right_person.notnull() | links.left_person.isnull()
    by_record = ibis.union(
        links.select(
            record="left_record", of_pair=pair, probability="probability",
            joined_by=joins_left.ifelse(links.how, None),
        ),
        links.select(
            record="right_record", of_pair=pair, probability="probability",
            joined_by=joins_left.ifelse(None, links.how),
        ),
    )  # fmt: skip
    joined = one(known).left_join(by_record, "record").drop("record_right")
    own = joined.chief.isnull().ifelse(new_key(joined.record, month), None)
    first = keep("hub_first", joined.mutate(person=ibis.coalesce(joined.of_pair, joined.person, own)))
    chiefs = first.select(chief_record="record", chief_person="person")
    whole = first.left_join(chiefs, first.chief == chiefs.chief_record)
    return keep("hub_keys", whole.select(
        "record", "register", person=ibis.coalesce(whole.person, whole.chief_person),
        probability=whole.joined_by.isnull().ifelse(1.0, whole.probability).cast("float64"),
        how=ibis.coalesce(whole.joined_by, whole.how, "own"),
    ))  # fmt: skip
