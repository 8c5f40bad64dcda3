"""Which person of the roster does a new record of another register belong to?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames import linkage
from ansinh.matching.frames.keys.decided import Told
from ansinh.matching.frames.keys.finding import found
from ansinh.matching.frames.keys.hub import continued, new_key
from ansinh.matching.frames.keys.rows import doubles
from ansinh.matching.frames.keys.shapes import PARTICIPANTS, POPULATION, Keep


def attached(
    register: str, fresh: ir.Table, roster: ir.Table, gone: ir.Table | None, told: Told, held: ir.Table, *,
    month: str, keep: Keep, near: ir.Table | None, scored: bool,
) -> tuple[ir.Table, ir.Table | None]:  # fmt: skip
    """The persons of the new records of `register`, and pairs for clerks.

    First a clerk's word, then numbers and exact words, then the changed rows of people who are not on the roster,
    then the model; whoever is left is new to us.
    In:  fresh: standardised; roster: standardised with person; gone: of the month before, no longer there; held:
         record, person of all records with a person; `scored`: whether the register says enough for the model.
    Out: KEYS of the new records; doubtful pairs (None where nothing was scored).
    """
    parts = [keep(f"{register}_forced", _forced(fresh, held, told))]
    rest = fresh.anti_join(parts[0], "record")
    parts.append(found(rest, roster, _forbidden(told, held), keep, register))
    rest = rest.anti_join(parts[1], "record")
    if gone is not None:
        before = gone.filter(gone.register == register)
        parts.append(keep(f"{register}_continued", _told(continued(rest, before), "continued")))
        rest = rest.anti_join(parts[-1], "record")
    rest = keep(f"{register}_rest", rest)
    doubtful = None
    if scored and rest.count().execute():
        parts_by_model, doubtful = _by_model(register, rest, roster, told, held, keep, near)
        parts.append(parts_by_model)
        rest = rest.anti_join(parts_by_model, "record")
    parts.append(keep(f"{register}_new", _new(rest, told, month)))
    keys = ibis.union(*parts).mutate(register=ibis.literal(register))
    keys = keys.select("record", "register", "person", "probability", "how")
    return keep(f"{register}_keys", keys), doubtful


def faces(roster: ir.Table) -> ir.Table:
    """One row per person: as the population register shows them, else the participants' register, else another.

    Numbers that this row lacks are filled in from the person's other rows.
    """
    order = ibis.cases(
        (roster.register == POPULATION, "0"), (roster.register == PARTICIPANTS, "1"), else_="2"
    )
    rows = roster.mutate(rank=order + roster.record)
    best = rows.group_by("person").agg(
        rank=rows["rank"].min(), any_si=rows.si_number.min(), any_id=rows.personal_id.min()
    )
    one = rows.join(best, ["person", "rank"])
    return one.mutate(
        si_number=ibis.coalesce(one.si_number, one.any_si),
        personal_id=ibis.coalesce(one.personal_id, one.any_id),
    ).drop("rank", "any_si", "any_id")


def _forced(fresh: ir.Table, held: ir.Table, told: Told) -> ir.Table:
    """New records that a clerk called the same as one whose person is known."""
    other = told.same.select(left_record="right_record", right_record="left_record")
    pairs = told.same.select("left_record", "right_record").union(other)
    pairs = pairs.semi_join(fresh, pairs.left_record == fresh.record)
    joined = pairs.join(held.select(right_record="record", person="person"), "right_record")
    return _told(joined.group_by(record="left_record").agg(person=joined.person.min()), "decision")


def _forbidden(told: Told, held: ir.Table) -> ir.Table:
    """record, person: whom a record must not be."""
    other = told.different.select(left_record="right_record", right_record="left_record")
    pairs = told.different.select("left_record", "right_record").union(other)
    joined = pairs.join(held.select(right_record="record", person="person"), "right_record")
    return joined.select(record="left_record", person="person")


def _by_model(
    register: str, rest: ir.Table, roster: ir.Table, told: Told, held: ir.Table, keep: Keep, near: ir.Table | None
) -> tuple[ir.Table, ir.Table]:  # fmt: skip
    """What the model finds among the people who share a name or a birth date with one of the rest."""
    shown = keep(f"{register}_faces", faces(_alike(roster, rest)))
    made = linkage.link(rest, shown, near=near)
    right = shown.select(right_record="record", person="person", right_register="register")
    links = made.links.join(right, "right_record").select(
        "probability", "how", record="left_record", person="person"
    )
    links = links.anti_join(_forbidden(told, held), ["record", "person"])
    links = links.select("record", "person", "probability", "how")
    doubtful = made.doubtful.join(right, "right_record").drop("person")
    doubtful = doubtful.mutate(left_register=ibis.literal(register))
    return keep(f"{register}_by_model", links), keep(f"{register}_doubtful", doubtful)


def _alike(roster: ir.Table, rest: ir.Table) -> ir.Table:
    """Every row of each person of whom some row shares a folded name or a birth date with one of `rest`."""
    named = roster.semi_join(rest.filter(rest.name.notnull()), "name").select("person")
    born = roster.semi_join(rest.filter(rest.birth.notnull()), "birth").select("person")
    return roster.semi_join(named.union(born), "person")


def _new(rest: ir.Table, told: Told, month: str) -> ir.Table:
    """New persons; further rows of one of them share the key."""
    nobody = rest.mutate(person=ibis.null("string")).limit(0)
    twice = doubles(rest, nobody, told.records_apart())
    joined = rest.select("record").left_join(twice.select("record", "chief"), "record").drop("record_right")
    own = joined.chief.isnull()
    return joined.select(
        "record", person=new_key(ibis.coalesce(joined.chief, joined.record), month),
        probability=ibis.literal(1.0, "float64"), how=own.ifelse("own", "duplicate"),
    )  # fmt: skip


def _told(found: ir.Table, how: str) -> ir.Table:
    return found.select("record", "person", probability=ibis.literal(1.0, "float64"), how=ibis.literal(how))
