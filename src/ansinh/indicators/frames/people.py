"""How many distinct people take part in what, in which place, and who came, renewed or left?"""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from ansinh.indicators.frames.places import placed

_FLAGS = ("si_compulsory", "si_voluntary", "ui", "hi", "verified")
_PERSONAL_ID, _SI_NUMBER = 12, 10


def people(participants: ir.Table, places: ir.Table, province: str) -> ir.Table:
    """Distinct people of one month's register of participants.

    A person is who `matching` says (column `person`); where rows are not linked, a personal ID, else an SI number
    (since 1 August 2025 either may stand in the column of SI numbers). Two rows of one person are one: in a
    scheme when one row says so, at the place of the lowest SI number, valid to the latest date.

    In:  registers.participants, with `person` where linked; places as of `known_places`.
    Out: person (a key, or where not linked int64; an SI number is negative), place: string, si_compulsory, si_voluntary, ui, hi,
         verified: bool, hi_until: date, voluntary_until: string. One row per person.
    """
    rows = placed(participants, places, province)
    if not is_linked(participants):
        rows = rows.mutate(person=person(rows.personal_id, rows.si_number))
    return rows.group_by("person").agg(
        place=rows.place.argmin(rows.si_number),
        **{flag: rows[flag].any() for flag in _FLAGS},
        hi_until=rows.hi_until.max(),
        voluntary_until=rows.voluntary_until.max(),
    )


def is_linked(rows: ir.Table) -> bool:
    """Whether every row says by its own key whose it is."""
    return "person" in rows.columns


def person(personal_id: ir.StringValue, si_number: ir.StringValue) -> ir.IntegerValue:
    """The number under which a person is counted: int64, negative for an SI number."""
    own = personal_key(personal_id)
    other = si_number.try_cast("int64")
    by_si = ibis.ifelse(si_number.length() == _PERSONAL_ID, other, -other)
    return ibis.coalesce(own, by_si)


def personal_key(personal_id: ir.StringValue) -> ir.IntegerValue:
    """A personal ID as int64; NULL when it does not have twelve digits."""
    well_formed = personal_id.length() == _PERSONAL_ID
    return ibis.ifelse(well_formed, personal_id.try_cast("int64"), ibis.null("int64"))


def counts(persons: ir.Table, on: dt.date) -> ir.Table:
    """How many people take part, by place, on the last day of the month.

    In:  `people`. Out: place: string and int64 counts named by their indicator: si_compulsory,
         si_voluntary, ui, hi, si_participants, participants_distinct, verified_with_population_db,
         hi_expiring_30/60/90. `hi_expiring_N`: cards whose last day is within the N days after `on`.
    """
    anything = persons.si_compulsory | persons.si_voluntary | persons.ui | persons.hi
    within = {days: _ends_within(persons, on, days) for days in (30, 60, 90)}
    return persons.group_by("place").agg(
        si_compulsory=_count(persons.si_compulsory),
        si_voluntary=_count(persons.si_voluntary),
        ui=_count(persons.ui),
        hi=_count(persons.hi),
        si_participants=_count(persons.si_compulsory | persons.si_voluntary),
        participants_distinct=_count(anything),
        verified_with_population_db=_count(anything & persons.verified),
        **{f"hi_expiring_{days}": _count(ends) for days, ends in within.items()},
    )


def movements(now: ir.Table, before: ir.Table) -> ir.Table:
    """Who came, renewed or left since the month before, by place now and place before.

    In:  `people` of both months. Out: place, place_before: string (NULL where absent) and int64 counts
         si_voluntary_new/renewed/lapsed, hi_new/renewed/lapsed. New and renewed belong to `place`, lapsed to
         `place_before`. hi_new − hi_lapsed is the change of hi; likewise for voluntary SI.
    """
    past = before.select(
        person_before=before.person, place_before=before.place, hi_before=before.hi,
        si_voluntary_before=before.si_voluntary, hi_until_before=before.hi_until,
        voluntary_until_before=before.voluntary_until,
    )  # fmt: skip
    both = now.outer_join(past, now.person == past.person_before)
    return both.group_by("place", "place_before").agg(
        **_moves(both, "si_voluntary", "voluntary_until"), **_moves(both, "hi", "hi_until")
    )


def _moves(both: ir.Table, scheme: str, until: str) -> dict[str, ir.IntegerScalar]:
    is_in = both[scheme].fill_null(False)
    was_in = both[f"{scheme}_before"].fill_null(False)
    longer = (both[until] > both[f"{until}_before"]).fill_null(False)
    return {
        f"{scheme}_new": _count(is_in & ~was_in),
        f"{scheme}_renewed": _count(is_in & was_in & longer),
        f"{scheme}_lapsed": _count(was_in & ~is_in),
    }


def _ends_within(persons: ir.Table, on: dt.date, days: int) -> ir.BooleanValue:
    last = ibis.literal(on + dt.timedelta(days=days))
    return (persons.hi & (persons.hi_until > ibis.literal(on)) & (persons.hi_until <= last)).fill_null(False)


def _count(condition: ir.BooleanValue) -> ir.IntegerScalar:
    """How many rows meet the condition, as int64 on every engine."""
    return condition.fill_null(False).cast("int64").sum().cast("int64")
