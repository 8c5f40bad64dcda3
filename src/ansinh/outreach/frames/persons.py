"""Who lives here, what does each household get from the State, and in which HI group would a person be?"""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from ansinh.law.health.cards import SIX_YEARS
from ansinh.law.parameters import benefits
from ansinh.outreach.frames.given import Given
from ansinh.outreach.terms import STATE_PAID, CardGroup
from ansinh.registers.amounts import key_of, month_key, whole
from ansinh.registers.engine import age_years

RESIDENT, DECEASED, MOVED = "resident", "deceased", "moved"
_RANKS = {RESIDENT: 0, MOVED: 1, DECEASED: 2}
_SEPTEMBER = 9
_LATE = dt.date(9000, 1, 1)
"""Comes after every day of birth that is known."""
_KEPT = (
    "place",
    "household",
    "full_name",
    "birth_date",
    "sex",
    "personal_id",
    "birth",
    "birth_year",
    "status",
)


def everybody(given: Given) -> ir.Table:
    """One row per person of the population register or of the participants: who, where, which group, which household.

    A person listed twice is a resident when one row says so; dead when none does and one says dead.
    In:  `Given`. Out: person, place, household, full_name, birth_date, sex, personal_id, status (NULL: not in the
         population register): string; born: date (1 January where only the year is known), whole_birth_date: bool,
         age: int64 (NULL when not known), kind, area: string, minority, social_pension: bool.
    """
    people = ibis.union(_once(given.residents), _strangers(given))
    day = ibis.literal(given.on, "date")
    first = ibis.date(ibis.coalesce(people.birth_year, whole(1900)).cast("int32"), 1, 1)
    born = ibis.coalesce(people.birth, ibis.ifelse(people.birth_year.notnull(), first, ibis.null("date")))
    people = people.mutate(born=born, whole_birth_date=people.birth.notnull())
    people = people.mutate(age=age_years(people.born, day)).drop("birth", "birth_year")
    return _with_aid(_with_household(people, given), given)


def _once(residents: ir.Table) -> ir.Table:
    """One row per person: a resident's row before one that says moved or dead, then the lowest number."""
    known = residents.filter(residents.person.notnull()).select("person", *_KEPT)
    counted = known.group_by("person").agg(rows=known.count())
    several = counted.filter(counted.rows > 1)
    return ibis.union(known.anti_join(several, "person"), _best(known.semi_join(several, "person")))


def _best(rows: ir.Table) -> ir.Table:
    """The first row of each person, in the order that `_once` tells."""
    rank = ibis.cases(*((rows.status == status, whole(rank)) for status, rank in _RANKS.items()))
    last = {"personal_id": "~", "household": "~", "birth": ibis.literal(_LATE, "date"), "place": "~"}
    ranked = rows.mutate(_rank=rank)
    order = [ranked._rank, *(ranked[name].fill_null(rest) for name, rest in last.items())]
    order += [ranked[name] for name in ("full_name", "birth_year", "birth_date", "sex")]
    first = ibis.row_number().over(ibis.window(group_by=ranked.person, order_by=order))
    chosen = ranked.mutate(_place=first).filter(ibis._._place == 0)
    return chosen.select("person", *_KEPT)


def _strangers(given: Given) -> ir.Table:
    """Participants whom the population register does not list."""
    known = given.participants.filter(given.participants.person.notnull())
    away = known.anti_join(given.residents, "person")
    absent = ibis.null("string")
    return away.group_by("person").agg(
        place=away.place.min(), household=absent, full_name=away.full_name.min(), birth_date=away.birth_date.min(),
        sex=away.sex.min(), personal_id=away.personal_id.min(), birth=ibis.null("date"),
        birth_year=ibis.null("int64"), status=absent,
    )  # fmt: skip


def _with_household(people: ir.Table, given: Given) -> ir.Table:
    homes = given.households
    once = homes.group_by("household").agg(
        kind=homes.kind.min(), area=homes.area.min(), minority=homes.ethnic_minority.any()
    )
    joined = people.left_join(once, people.household == once.household)
    return joined.select(*people.columns, once.kind, once.area, minority=once.minority.fill_null(False))


def _with_aid(people: ir.Table, given: Given) -> ir.Table:
    paid = in_force(given.beneficiaries, given.on)
    paid = paid.filter(paid.benefit == "social_pension").select(aided="person").distinct()
    joined = people.left_join(paid, people.person == paid.aided)
    return joined.select(*people.columns, social_pension=joined.aided.notnull())


def in_force(rows: ir.Table, on: dt.date) -> ir.Table:
    """The rows that hold on a day: since ≤ `on`, and no end before it. In: since, until: date (included)."""
    day = ibis.literal(on, "date")
    return rows.filter((rows.since <= day) & (rows.until.isnull() | (rows.until >= day)))


def group(people: ir.Table, on: dt.date) -> ir.StringValue:
    """The HI group in which a person without HI would be: the first that fits, in the order of the law.

    In:  born, age, kind, area, minority, social_pension as of `everybody`; employed, pension: bool; grade: string (NULL:
         no pupil or student), last_group: string (of the last card, NULL without one).
    What no register says (merit, farming) is taken from the last card. Law: 51/2024/QH15 arts. 12, 13.5.
    """
    in_school, at_university = people.grade.notnull() & (people.grade != "ĐH"), people.grade == "ĐH"
    was = {one: (people.last_group == one.value).fill_null(False) for one in CardGroup}
    average = (people.kind == "average").fill_null(False)
    steps = (
        (people.employed & was[CardGroup.OFFICIAL], CardGroup.OFFICIAL),
        (people.employed, CardGroup.EMPLOYEE),
        (people.pension, CardGroup.PENSIONER),
        (_is_small_child(people.born, on), CardGroup.CHILD),
        ((people.kind == "poor").fill_null(False), CardGroup.POOR),
        (people.minority & (people.area == "difficult").fill_null(False), CardGroup.MINORITY),
        (people.social_pension | was[CardGroup.PROTECTED] | _is_old(people, on), CardGroup.PROTECTED),
        (was[CardGroup.MERIT], CardGroup.MERIT),
        ((people.kind == "near_poor").fill_null(False), CardGroup.NEAR_POOR),
        (in_school.fill_null(False), CardGroup.PUPIL),
        (at_university.fill_null(False), CardGroup.STUDENT),
        (average & was[CardGroup.AVERAGE_FARM], CardGroup.AVERAGE_FARM),
    )
    return ibis.cases(*((holds, one.value) for holds, one in steps), else_=CardGroup.HOUSEHOLD.value)


def is_enrolled_by_the_state(group: ir.StringValue) -> ir.BooleanValue:
    """Does the commune put the person on a list that the budget pays, in whole or (near-poor) mostly?"""
    return group.isin([one.value for one in (*STATE_PAID, CardGroup.NEAR_POOR)])


def _is_old(people: ir.Table, on: dt.date) -> ir.BooleanValue:
    """Of the age of the social pension: the budget insures whom it is paid to, and who is old enough may ask for it.

    Law: 41/2024/QH15 art. 21; 176/2025/NĐ-CP.
    """
    if not benefits.social_pension_age.known(on):
        return ibis.literal(False)
    poor = (people.kind == "near_poor").fill_null(False)
    ages = (benefits.social_pension_age_poor.on(on), benefits.social_pension_age.on(on))
    return (people.age >= ibis.ifelse(poor, whole(ages[0]), whole(ages[1]))).fill_null(False)


def _is_small_child(born: ir.DateValue, on: dt.date) -> ir.BooleanValue:
    """Until 30 September of the year of turning six, or the end of the month of 72 months (law.health.cards)."""
    september = (born.year().cast("int64") + whole(SIX_YEARS // 12)) * whole(12) + whole(_SEPTEMBER)
    last = ibis.greatest(september, month_key(born) + whole(SIX_YEARS))
    return (last >= whole(key_of(on))).fill_null(False)
