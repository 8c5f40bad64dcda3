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
    named = roster.filter(roster.birth_year.notnull()).select("register", "person", "birth_year")
    first = named.filter(named.register == POPULATION).group_by("person").agg(year=named.birth_year.min())
    other = named.filter(named.register == PARTICIPANTS).select("person", "birth_year")
    both = other.join(first, "person")
    agreeing = (both.birth_year == both.year).cast("int64").sum().fill_null(0).cast("int64")
    return both.agg(part=agreeing, whole=both.count()).select(
        **_named("birth_year", "register"), member=ibis.literal(PARTICIPANTS), part="part", whole="whole"
    )


def _named(measure: str, group: str) -> dict[str, ir.StringScalar]:
    return {"measure": ibis.literal(measure), "group": ibis.literal(group)}
