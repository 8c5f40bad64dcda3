"""Everything the registers say of each person that decides whether somebody is missing: one wide row per person."""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from ansinh.outreach.frames import health, persons, work
from ansinh.outreach.frames.given import MONTHS_BACK, Given
from ansinh.outreach.frames.participation import BRANCHES, participation
from ansinh.outreach.terms import CardGroup, Outcome, Reason, Scheme
from ansinh.registers.amounts import whole

_FOUND_OUT = (Outcome.DECEASED, Outcome.MOVED, Outcome.ALREADY_INSURED)
"""Outcomes that keep a person off the scheme's list for a year; the first weighs most."""


def standing(given: Given) -> ir.Table:
    """One row per person of the population register or of the participants: all facts, before any reason.

    Out: the columns of `persons.everybody`, `health.with_health`, `health.students`, `work.left`, `work.benefits`,
         `work.declared`, `work.taxed`, and si_number: string, si_compulsory, si_voluntary, ui: bool (by the participants'
         register or an employer's payroll), employed: bool (in compulsory SI), group: string (likely HI group), elsewhere_by: string,
         found_hi, found_si, found_ui: string (Outcome within a year, NULL without), refused_hi, refused_si, refused_ui:
         date, gone_from_si: bool (taken off the participants' register), link: int64 (per 100,000).
    """
    people = persons.everybody(given)
    people = people.left_join(participation(given), "person").drop("person_right")
    people = health.with_health(people, given)
    for facts in (
        health.students(given), work.paid(given), work.left(given), work.benefits(given), work.declared(given),
        work.taxed(given), _elsewhere(given), _visits(given), _links(given),
        given.taken_off.distinct().mutate(gone_from_si=ibis.literal(True)),
    ):  # fmt: skip
        people = people.left_join(facts, "person").drop("person_right")
    flags = ("gone_from_si", "pension", "monthly_benefit")
    people = people.mutate(**{flag: people[flag].fill_null(False) for flag in flags}, **_branches(people))
    # A pensioner's card says the same as the list of pensions, and is often linked where the list is not.
    retired = (people.insured & (people.valid_group == CardGroup.PENSIONER.value)).fill_null(False)
    people = people.mutate(pension=people.pension | retired, monthly_benefit=people.monthly_benefit | retired)
    people = people.mutate(employed=people.si_compulsory, link=people.link.fill_null(whole(100_000)))
    told = [name for name in people.columns if not name.startswith(("listed_", "paid_"))]
    people = people.select(*told)
    return people.mutate(group=persons.group(people, given.on))


def _branches(people: ir.Table) -> dict[str, ir.BooleanValue]:
    """Each branch, by the participants' register or by what an employer pays."""
    listed = {branch: people[f"listed_{branch}"].fill_null(False) for branch in BRANCHES}
    paid = {"si_compulsory": people.paid_si, "ui": people.paid_ui}
    return listed | {branch: listed[branch] | pays.fill_null(False) for branch, pays in paid.items()}


def _elsewhere(given: Given) -> ir.Table:
    found = health.elsewhere(given)
    return found.select("person", elsewhere_by=found["by"])


def _links(given: Given) -> ir.Table:
    rows = given.links
    return rows.group_by("person").agg(link=rows.probability.min())


def _visits(given: Given) -> ir.Table:
    """One row per person visited within the last twelve months: what was found, by scheme."""
    day = given.on
    since = (given.month - MONTHS_BACK).last_day + dt.timedelta(days=1)
    rows = given.outcomes.filter(given.outcomes.person.notnull())
    rows = rows.filter((rows.recorded_on >= ibis.literal(since)) & (rows.recorded_on <= ibis.literal(day)))
    weight = ibis.cases(*((rows.outcome == one.value, whole(place)) for place, one in enumerate(_FOUND_OUT)))
    rows = rows.mutate(_weight=weight)
    columns = {}
    for scheme in Scheme:
        about = rows.reason.isin([reason.value for reason in Reason if reason.scheme is scheme])
        # Death and removal concern every scheme; being insured only the one that was asked about.
        counts = rows._weight.notnull() & (about | (rows.outcome != Outcome.ALREADY_INSURED.value))
        columns[f"found_{scheme.value}"] = rows.outcome.argmin(rows._weight, where=counts)
        refused = about & (rows.outcome == Outcome.REFUSED.value)
        columns[f"refused_{scheme.value}"] = rows.recorded_on.max(where=refused)
    return rows.group_by("person").agg(**columns)


def doubts(given: Given, facts: ir.Table) -> ir.Table:
    """One row per person who may be the same as somebody insured: whom a clerk must look at first.

    In:  `Given`, `standing`. Out: person, doubt_hi: bool (the other has HI, or had a card), doubt_si: bool (the other is
         or was in SI, or draws a pension).
    """
    pairs = given.doubtful.select("person", "other")
    back = given.doubtful.select(person="other", other="person")
    pairs = ibis.union(pairs, back, distinct=True)
    others = facts.select(
        other=facts.person,
        _hi=facts.insured | facts.has_card | facts.elsewhere_by.notnull(),
        _si=facts.si_compulsory | facts.si_voluntary | facts.pension | facts.monthly_benefit,
    )
    joined = pairs.inner_join(others, "other")
    return joined.group_by("person").agg(doubt_hi=joined._hi.any(), doubt_si=joined._si.any())
