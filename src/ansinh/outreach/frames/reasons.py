"""Which reason puts a person on a list, and what keeps the person off it?

The definitions and their order stand in `outreach.terms`; these are the same words as conditions over `standing`.
"""

from __future__ import annotations

import datetime as dt

import ibis
import ibis.expr.types as ir

from ansinh.law.health.premium import PERIODS
from ansinh.law.parameters.voluntary import least_age
from ansinh.outreach.frames import persons
from ansinh.outreach.frames.given import Given
from ansinh.outreach.frames.standing import doubts
from ansinh.outreach.terms import CardGroup, LeftOut, Outcome, Reason, Scheme
from ansinh.outreach.terms.groups import BOUGHT, RENEWED_BY_THE_PERSON, YEARLY_LISTS
from ansinh.registers.amounts import whole

EXPIRED_WITHIN = 90
HEARD_WITHIN = 180
"""Days after which the population register knows of nearly every death and departure."""
_EXPIRING = {
    Reason.HI_CARD_EXPIRING_30: (1, 30), Reason.HI_CARD_EXPIRING_60: (31, 60), Reason.HI_CARD_EXPIRING_90: (61, 90),
}  # fmt: skip
MAY_JOIN_UNTIL = 60
"""Whom to ask for voluntary SI: below the age at which a pension could hardly be earned any more. Not a limit of the law."""
_COMMUNE, _HAMLET = 5, 8
_MONTH = (30, 31)
"""Days of a month, roughly: a term is told by its days."""


def judged(facts: ir.Table, given: Given) -> ir.Table:
    """`standing` with, per scheme, the reason and what keeps the person off the list; grain unchanged.

    Out: the same, days_since: int64 (T − ended), days_left: int64 (valid_until − T), reason_hi, reason_si, reason_ui:
         string (Reason, NULL: none), out_hi, out_si, out_ui: string (LeftOut, NULL: may be listed).
    """
    day = ibis.literal(given.on, "date")
    doubted = doubts(given, facts)
    people = facts.left_join(doubted, "person").drop("person_right")
    people = people.mutate(
        days_since=day.delta(people.ended, unit="day").cast("int64"),
        days_left=people.valid_until.delta(day, unit="day").cast("int64"),
        doubt_hi=people.doubt_hi.fill_null(False), doubt_si=people.doubt_si.fill_null(False),
    )  # fmt: skip
    reasons = {
        Scheme.HI: _health_reason(people), Scheme.SI: _work_reason(people, given.on), Scheme.UI: _unemployment_reason(people)
    }  # fmt: skip
    people = people.mutate(**{f"reason_{scheme.value}": found for scheme, found in reasons.items()})
    return people.mutate(**{f"out_{scheme.value}": _left_out(people, scheme) for scheme in Scheme})


def _first(steps: list[tuple[ir.BooleanValue, Reason]]) -> ir.StringValue:
    return ibis.cases(
        *((condition.fill_null(False), reason.value) for condition, reason in steps),
        else_=ibis.null("string"),
    )


def _health_reason(people: ir.Table) -> ir.StringValue:
    without = ~people.insured
    ended = people.days_since
    interrupted = people.insured_months < people.of_months
    renews = people.insured & people.valid_group.isin([one.value for one in RENEWED_BY_THE_PERSON])
    return _first([
        (without & persons.is_enrolled_by_the_state(people.group), Reason.SUBSIDISED_NOT_ENROLLED),
        (without & people.grade.notnull(), Reason.STUDENT_WITHOUT_HI),
        (without & (ended <= EXPIRED_WITHIN), Reason.HI_CARD_EXPIRED),
        (without & (ended > EXPIRED_WITHIN), Reason.LEFT_HI),
        (without, Reason.RESIDENT_WITHOUT_HI),
        (people.grade.notnull() & interrupted, Reason.STUDENT_INTERRUPTED_COVER),
        *(
            (renews & people.days_left.between(first, last), reason)
            for reason, (first, last) in _EXPIRING.items()
        ),
    ])  # fmt: skip


def _work_reason(people: ir.Table, on: dt.date) -> ir.StringValue:
    no_pension = ~people.pension
    outside = ~people.si_compulsory & no_pension
    nowhere = outside & ~people.si_voluntary
    may_join = (people.age >= whole(least_age.on(on))) & (people.age < whole(MAY_JOIN_UNTIL))
    return _first([
        (outside & people.declared_by.notnull(), Reason.DECLARED_WITHOUT_SI),
        (outside & people.taxed_by.notnull(), Reason.TAXED_WITHOUT_SI),
        (nowhere & people.last_si_compulsory.notnull(), Reason.LEFT_SI_COMPULSORY),
        (nowhere & people.last_si_voluntary.notnull(), Reason.LEFT_SI_VOLUNTARY),
        (nowhere & may_join & ~people.monthly_benefit & people.grade.isnull(), Reason.VOLUNTARY_SI_ELIGIBLE),
    ])  # fmt: skip


def _unemployment_reason(people: ir.Table) -> ir.StringValue:
    return _first([(~people.ui & ~people.pension & people.last_ui.notnull(), Reason.LEFT_UI)])


def _left_out(people: ir.Table, scheme: Scheme) -> ir.StringValue:
    """Why a person with a reason is on no list: the first that applies."""
    found = people[f"found_{scheme.value}"]
    doubt = people.doubt_hi if scheme is Scheme.HI else people.doubt_si
    steps = [
        (people.status == persons.DECEASED, LeftOut.DECEASED),
        (people.status == persons.MOVED, LeftOut.MOVED),
        (people.elsewhere_by.notnull(), LeftOut.INSURED_ELSEWHERE),
        (people.status.isnull(), LeftOut.NOT_RESIDENT),
        (_taken_off(people, scheme), LeftOut.TAKEN_OFF),
        (found == Outcome.DECEASED.value, LeftOut.VISITED_DECEASED),
        (found == Outcome.MOVED.value, LeftOut.VISITED_MOVED),
        (found == Outcome.ALREADY_INSURED.value, LeftOut.VISITED_ALREADY_INSURED),
        (doubt, LeftOut.DOUBTFUL_LINK),
    ]
    chosen = ibis.cases(
        *((condition.fill_null(False), why.value) for condition, why in steps), else_=ibis.null("string")
    )
    return ibis.ifelse(people[f"reason_{scheme.value}"].notnull(), chosen, ibis.null("string"))


def _taken_off(people: ir.Table, scheme: Scheme) -> ir.BooleanValue:
    """Gone from the participants' register; for HI also whose card ended before its term, and nothing followed, so short ago
    that the population register may not have heard why. A pensioner's card has no term; a yearly list's runs to 31
    December; a bought one for 3, 6 or 12 months (188/2025/NĐ-CP art. 7).
    """
    if scheme is not Scheme.HI:
        return people.gone_from_si
    yearly = people.last_group.isin([one.value for one in YEARLY_LISTS]) & ~_is_year_end(people.ended)
    bought = people.last_group.isin([one.value for one in BOUGHT]) & ~_is_a_term(people)
    pension = people.last_group == CardGroup.PENSIONER.value
    lately = (people.days_since <= HEARD_WITHIN).fill_null(False)
    return people.gone_from_si | (~people.insured & lately & (yearly | pension | bought))


def _is_year_end(day: ir.DateValue) -> ir.BooleanValue:
    return (day + ibis.interval(days=1)).year() != day.year()


def _is_a_term(people: ir.Table) -> ir.BooleanValue:
    """Did the last card run for months that are sold? Longer and unknown terms count as such."""
    days = people.ended.delta(people.ended_since, unit="day").cast("int64") + whole(1)
    sold = days >= whole(min(_MONTH) * max(PERIODS) - 1)
    for months in PERIODS:
        sold = sold | days.between(min(_MONTH) * months - 1, max(_MONTH) * months)
    return sold.fill_null(True)


def left_out(people: ir.Table) -> ir.Table:
    """How many have a reason and are on no list, by why, scheme and commune.

    In:  `judged`. Out: why: string (LeftOut), scheme, commune (NULL: not known): string, persons: int64.
    """
    parts = [
        people.filter(people[f"out_{scheme.value}"].notnull()).select(
            why=people[f"out_{scheme.value}"], scheme=ibis.literal(scheme.value), commune=commune(people)
        )
        for scheme in Scheme
    ]
    every = ibis.union(*parts)
    return every.group_by("why", "scheme", "commune").agg(persons=every.count().cast("int64"))


def commune(people: ir.Table) -> ir.StringValue:
    """The commune of a place; NULL for who is in no known commune (`92-00`)."""
    known = people.place.length() == whole(_HAMLET)
    return ibis.ifelse(known, people.place.substr(0, _COMMUNE), ibis.null("string"))
