"""What can be told of the links of real data, where nobody knows the truth?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

FIGURES = ibis.schema(
    {"measure": "string", "group": "string", "member": "string", "part": "int64", "whole": "int64"}
)
"""One figure: `part` of `whole` (`terms.Measure`, `terms.QualityGroup`)."""

POPULATION, PARTICIPANTS = "population", "participants"
NO_LINK = ("own", "duplicate", "continued", "reversed")
"""Ways in which a record has its person without having been linked to another register's record."""


def without_truth(keys: ir.Table, roster: ir.Table | None = None) -> ir.Table:
    """By which pass records were linked, which share is found in the population, whose birth years agree.

    In:  keys: record, register, person, how. roster: register, person, birth_year (absent: years are not compared).
    Out: `FIGURES`, ordered by measure, then the most first.
    """
    parts = [_passes(keys), _found_in_population(keys)]
    if roster is not None:
        parts.append(_birth_years(roster))
    told = ibis.union(*parts)
    return told.filter(told.whole > 0).order_by("measure", ibis.desc("part"), "member")


def _passes(keys: ir.Table) -> ir.Table:
    linked = keys.filter(keys.how.notin(NO_LINK))
    by_pass = linked.group_by(member="how").agg(part=linked.count())
    return by_pass.cross_join(linked.agg(whole=linked.count())).select(
        **_named("pass", "how"), member="member", part="part", whole="whole"
    )


def _found_in_population(keys: ir.Table) -> ir.Table:
    living = keys.filter(keys.register == POPULATION)
    others = keys.filter(keys.register != POPULATION)
    found = others.semi_join(living, "person").group_by("register").agg(part=ibis._.count())
    whole = others.group_by("register").agg(whole=others.count())
    told = whole.left_join(found, "register").drop("register_right")
    return told.select(
        **_named("linked", "register"),
        member="register",
        part=told.part.fill_null(0).cast("int64"),
        whole="whole",
    )


def _birth_years(roster: ir.Table) -> ir.Table:
    """Of the participants found in the population with a year there: whose year is that of a row of theirs."""
    told = roster.filter(roster.birth_year.notnull()).select("register", "person", "birth_year")
    living, members = (told.filter(told.register == name) for name in (POPULATION, PARTICIPANTS))
    found = members.semi_join(living, "person")
    agreeing = members.semi_join(living, ["person", "birth_year"])
    counted = found.agg(whole=found.count()).cross_join(agreeing.agg(part=agreeing.count()))
    return counted.select(
        **_named("birth_year", "register"), member=ibis.literal(PARTICIPANTS), part="part", whole="whole"
    )


def _named(measure: str, group: str) -> dict[str, ir.StringScalar]:
    return {"measure": ibis.literal(measure), "group": ibis.literal(group)}
