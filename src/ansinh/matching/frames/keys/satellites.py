"""Which person of the roster does a new record of another register belong to?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.matching.frames import linkage
from ansinh.matching.frames.keys.decided import Told, both_ways
from ansinh.matching.frames.keys.finding import found
from ansinh.matching.frames.keys.hub import continued, new_key
from ansinh.matching.frames.keys.rows import one
from ansinh.matching.frames.keys.shapes import (
    DOUBTFUL,
    HUB,
    KEYS,
    LEADING,
    PARTICIPANTS,
    POPULATION,
    ROSTER,
    Keep,
    empty,
)


def attached(
    fresh: ir.Table, roster: ir.Table, gone: ir.Table | None, told: Told, held: ir.Table, *, month: str, keep: Keep,
    near: ir.Table | None,
) -> tuple[ir.Table, ir.Table]:  # fmt: skip
    """The persons of the new records of all other registers, and pairs for clerks.

    First a clerk's word, then numbers and exact words, then the changed rows of people who are not on the roster,
    then the model; whoever is left is new to us.
    In:  fresh: standardised; roster: standardised with person; gone: of the month before, no longer there; held:
         record, person of all records with a person.
    Out: KEYS of the new records; DOUBTFUL.
    """
    forced, forbidden = _decided(fresh, held, told, keep)
    parts = [forced, found(fresh.anti_join(forced, "record"), roster, forbidden, keep, "other")]
    rest = fresh.anti_join(forced, "record").anti_join(parts[1], "record")
    if gone is not None:
        before = gone.filter(gone.register.notin(HUB))
        parts.append(keep("other_continued", _told(continued(rest, before), "continued")))
        rest = rest.anti_join(parts[-1], "record")
    rest = keep("other_alike", _with_chiefs(rest, told))
    rest = keep("other_rest", _led(rest, forbidden, keep))
    by_model, doubtful = _by_model(rest, roster, forbidden, keep, near)
    parts += [by_model, keep("other_new", _new(rest.anti_join(by_model, "record"), month))]
    keys = one(parts).join(fresh.select("record", "register"), "record")
    keys = keys.select("record", "register", "person", "probability", "how")
    return keep("other_keys", keys), doubtful


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
    face = rows.join(best, ["person", "rank"])
    return face.mutate(
        si_number=ibis.coalesce(face.si_number, face.any_si),
        personal_id=ibis.coalesce(face.personal_id, face.any_id),
    ).drop("rank", "any_si", "any_id")


def _decided(fresh: ir.Table, held: ir.Table, told: Told, keep: Keep) -> tuple[ir.Table, ir.Table]:
    """What clerks say of the new records: whom they are (as of `finding.FOUND`), and whom not: record, person."""
    person_of = _persons_of(told, held, keep)
    return keep("other_forced", _forced(fresh, person_of, told)), keep(
        "other_forbidden", _forbidden(told, person_of)
    )


def _persons_of(told: Told, held: ir.Table, keep: Keep) -> ir.Table:
    """Out: record, person, of all records that are decided on."""
    decided = both_ways(told.same).union(both_ways(told.different)).select(record="left_record").distinct()
    decided = keep("other_decided", decided)
    named = held.select("record", "person")
    return keep(
        "other_of_decided",
        named.semi_join(decided, "record") if decided.count().execute() else named.limit(0),
    )


def _forced(fresh: ir.Table, held: ir.Table, told: Told) -> ir.Table:
    """New records that a clerk called the same as one whose person is known."""
    pairs = both_ways(told.same)
    pairs = pairs.semi_join(fresh, pairs.left_record == fresh.record)
    joined = pairs.join(held.select(right_record="record", person="person"), "right_record")
    return _told(joined.group_by(record="left_record").agg(person=joined.person.min()), "decision")


def _forbidden(told: Told, held: ir.Table) -> ir.Table:
    """record, person: whom a record must not be."""
    pairs = both_ways(told.different)
    joined = pairs.join(held.select(right_record="record", person="person"), "right_record")
    return joined.select(record="left_record", person="person")


def _with_chiefs(rest: ir.Table, told: Told) -> ir.Table:
    """`rest` with `chief`: the least record of those that are plainly one person, across registers.

    One person: the same words in the name and the same birth date, or where one lacks, the same personal ID; and no
    two personal IDs, sexes or years of birth among them.
    """
    words = rest.name.split(" ").sort().join(" ")
    who = rest.birth.isnull().ifelse(rest.personal_id, rest.birth.cast("string"))
    rest = rest.mutate(_words=words, _who=who)
    known = rest.filter(rest._words.notnull() & rest._who.notnull()).anti_join(told.records_apart(), "record")
    group = known.group_by("_words", "_who").agg(
        chief=known.record.min(), ids=known.personal_id.nunique(), sexes=known.sex.nunique(),
        years=known.birth_year.nunique(),
    )  # fmt: skip
    group = group.filter((group.ids <= 1) & (group.sexes <= 1) & (group.years <= 1))
    joined = rest.left_join(
        known.select("record", "_words", "_who").join(group, ["_words", "_who"]), "record"
    )
    joined = joined.mutate(chief=ibis.coalesce(joined.chief, joined.record))
    return joined.select(*(name for name in rest.columns if not name.startswith("_")), "chief")


def _led(rest: ir.Table, forbidden: ir.Table, keep: Keep) -> ir.Table:
    """`rest`, of which rows of lesser registers follow the chief of a row of LEADING that they plainly mean."""
    leads = rest.register.isin(LEADING)
    roster = rest.filter(leads).mutate(person=rest.chief)
    follow = found(rest.filter(~leads), roster, forbidden, keep, "led").select("record", leader="person")
    joined = rest.left_join(follow, "record").drop("record_right")
    return joined.mutate(chief=ibis.coalesce(joined.leader, joined.chief)).drop("leader")


def _by_model(
    rest: ir.Table, roster: ir.Table, forbidden: ir.Table, keep: Keep, near: ir.Table | None
) -> tuple[ir.Table, ir.Table]:
    """What the model finds among the people who share a name or a birth date with one of the rest.

    Registers that tell no birth date are not scored: a name alone is nobody.
    """
    scored = rest.filter((rest.record == rest.chief) & rest.birth_year.notnull())
    scored = keep("other_scored", scored.select(*ROSTER.names))
    if not scored.count().execute():
        nobody = keep("other_by_model", empty(KEYS).drop("register"))
        return nobody, keep("other_doubtful", empty(DOUBTFUL))
    shown = keep("other_faces", faces(_alike(roster, scored)))
    made = linkage.link(scored, shown, near=near)
    right = shown.select(right_record="record", person="person", right_register="register")
    links = made.links.join(right, "right_record").select(
        "probability", "how", chief="left_record", person="person"
    )
    links = rest.select("record", "chief").join(links, "chief").anti_join(forbidden, ["record", "person"])
    doubtful = made.doubtful.join(right, "right_record").drop("person")
    doubtful = doubtful.join(scored.select(left_record="record", left_register="register"), "left_record")
    return (
        keep("other_by_model", links.select("record", "person", "probability", "how")),
        keep("other_doubtful", doubtful.select(*DOUBTFUL.names)),
    )


def _alike(roster: ir.Table, rest: ir.Table) -> ir.Table:
    """Every row of each person of whom some row shares a folded name or a birth date with one of `rest`."""
    named = roster.semi_join(rest.filter(rest.name.notnull()), "name").select("person")
    born = roster.semi_join(rest.filter(rest.birth.notnull()), "birth").select("person")
    return roster.semi_join(named.union(born), "person")


def _new(rest: ir.Table, month: str) -> ir.Table:
    """New persons; further rows of one of them share the key."""
    own = rest.record == rest.chief
    return rest.select(
        "record", person=new_key(rest.chief, month), probability=ibis.literal(1.0, "float64"),
        how=own.ifelse("own", "duplicate"),
    )  # fmt: skip


def _told(found: ir.Table, how: str) -> ir.Table:
    return found.select("record", "person", probability=ibis.literal(1.0, "float64"), how=ibis.literal(how))
