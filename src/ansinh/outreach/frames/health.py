"""Who has health insurance on the month's last day, until when, and who had it before?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.base.months import Month, span
from ansinh.outreach.frames.given import MONTHS_BACK, Given
from ansinh.outreach.frames.participation import EVER, latest_group
from ansinh.outreach.frames.persons import in_force
from ansinh.registers.amounts import key_of, month_key, whole


def with_health(people: ir.Table, given: Given) -> ir.Table:
    """`people` with HI on T and the last card before; grain unchanged.

    Insured is who has a valid card, or whom the participants' register marks so. Whom that register does not list at
    all is insured when an employer's payroll or a pension says so: the same office pays for both.
    In:  person and the columns of `participation`. Out: the others and insured: bool, valid_until: date (NULL: open or not
         insured), valid_since: date, valid_group: string, ended, ended_since: date (last and first day of the last card that is
         over), last_group: string, has_card: bool (any card, ever known).
    """
    kept = [name for name in people.columns if not name.startswith("marked") and name != "listed"]
    joined = people.left_join(_cards(given), "person").drop("person_right")
    joined = joined.left_join(_otherwise(given).mutate(paid_for=True), "person").drop("person_right")
    unlisted = joined.listed.isnull() & joined.paid_for.fill_null(False)
    valid, marked = joined.valid.fill_null(False), joined.marked.fill_null(False)
    insured = valid | marked | unlisted
    open_or, ended = _later(joined.valid_to, joined.marked_to), _later(joined.ended, joined.marked_ended)
    return joined.select(
        *kept, ended=ended, insured=insured, ended_since=_later(joined.ended_from, joined.marked_ended_from),
        valid_until=ibis.ifelse(insured, open_or.nullif(ibis.literal(EVER, "date")), ibis.null("date")),
        valid_since=ibis.coalesce(joined.valid_from, joined.marked_from),
        valid_group=ibis.coalesce(joined.valid_group, joined.marked_group),
        last_group=ibis.coalesce(
            joined.valid_group, joined.marked_group, joined.ended_group, joined.marked_ended_group
        ),
        has_card=ended.notnull() | valid | marked,
    )  # fmt: skip


def _later(one: ir.DateValue, other: ir.DateValue) -> ir.DateValue:
    """The later of two days, or the one that is known."""
    return ibis.greatest(ibis.coalesce(one, other), ibis.coalesce(other, one))


def _cards(given: Given) -> ir.Table:
    """One row per card holder: the card valid on T that runs longest, and the last one that is over."""
    day, ever = ibis.literal(given.on, "date"), ibis.literal(EVER, "date")
    rows = given.cards.filter(given.cards.person.notnull() & (given.cards.since <= day))
    rows = rows.mutate(_to=ibis.coalesce(rows.until, ever))
    rows = rows.mutate(_valid=rows._to >= day)
    running, over = rows._valid, ~rows._valid
    return rows.group_by("person").agg(
        valid=rows._valid.any(),
        valid_to=rows._to.max(where=running),
        valid_from=rows.since.min(where=running),
        valid_group=latest_group(rows, running),
        ended=rows._to.max(where=over),
        ended_from=rows.since.max(where=over),
        ended_group=latest_group(rows, over),
    )


def _otherwise(given: Given) -> ir.Table:
    """Who is insured by what an employer or the SI office pays, whether or not a card is seen."""
    paid = given.payroll.filter(given.payroll.hi & given.payroll.person.notnull()).select("person")
    pensions = in_force(given.beneficiaries, given.on)
    pensions = pensions.filter((pensions.benefit == "pension") & pensions.person.notnull()).select("person")
    return ibis.union(paid, pensions, distinct=True)


def elsewhere(given: Given) -> ir.Table:
    """One row per person whom the army, the police or another province insures on T.

    Out: person, by: string (army before police before another province).
    """
    rows = in_force(given.elsewhere.filter(given.elsewhere.person.notnull()), given.on)
    return rows.group_by("person").agg(by=rows["by"].min())


def students(given: Given) -> ir.Table:
    """One row per pupil or student: school and grade, and the months with HI of the last twelve.

    In:  `Given`. Out: person, school, grade: string, insured_months, of_months: int64. A month counts when a card is
         valid on its last day; months before a person was born or first seen in the province do not count.
    Without the register of cards the insured months are NULL.
    """
    listed = given.students.filter(given.students.person.notnull())
    taught = listed.group_by("person").agg(school=listed.school.min(), grade=listed.grade.min())
    months = list(span(given.month - (MONTHS_BACK - 1), given.month))
    covered = _covered(given, taught, months)
    since = _here_since(given, taught, months)
    joined = taught.left_join(covered, "person").drop("person_right")
    joined = joined.left_join(since, "person").drop("person_right")
    start = ibis.coalesce(joined.start, whole(0)).cast("int64")
    insured = whole(0)
    for place in range(len(months)):
        counts = joined[f"covered_{place}"].fill_null(False) & (start <= whole(place))
        insured = insured + ibis.ifelse(counts, whole(1), whole(0))
    told = insured if "hi_cards" in given.delivered else ibis.null("int64")
    return joined.select(
        "person", "school", "grade", insured_months=told, of_months=whole(len(months)) - start
    )


def _covered(given: Given, taught: ir.Table, months: list[Month]) -> ir.Table:
    """person, covered_0 …: bool; was a card valid at the end of month i?"""
    last, ever = key_of(months[-1].last_day), ibis.literal(EVER, "date")
    cards = given.cards
    since, until = cards.since, ibis.coalesce(cards.until, ever)
    # The first month end on or after `since`; the last one on or before `until`.
    first = whole(len(months) - 1 - last) + month_key(since)
    ends = whole(len(months) - 1 - last) + month_key(until)
    whole_month = (until + ibis.interval(days=1)).month() != until.month()
    end = ibis.ifelse((until == ever) | whole_month, ends, ends - whole(1))
    cards = cards.select(
        "person", low=ibis.greatest(first, whole(0)), high=ibis.least(end, whole(len(months) - 1))
    ).semi_join(taught, "person")
    ends = {
        f"covered_{place}": ((cards.low <= whole(place)) & (cards.high >= whole(place))).any()
        for place in range(len(months))
    }
    return cards.group_by("person").agg(**ends)


def _here_since(given: Given, taught: ir.Table, months: list[Month]) -> ir.Table:
    """person, start: int64; the place among `months` of the first in which the person was here."""
    last = key_of(months[-1].last_day)
    offset = whole(len(months) - 1 - last)
    here = given.arrivals.semi_join(taught, "person")
    here = here.group_by("person").agg(seen=here.month.max())
    births = given.residents.filter(given.residents.birth.notnull()).semi_join(taught, "person")
    births = births.group_by("person").agg(born=births.birth.min())
    joined = taught.select("person").left_join(here, "person").drop("person_right")
    joined = joined.left_join(births, "person").drop("person_right")
    first = ibis.greatest(
        ibis.coalesce(joined.seen + offset, whole(0)),
        ibis.coalesce(month_key(joined.born) + offset, whole(0)),
    )
    return joined.select("person", start=ibis.least(ibis.greatest(first, whole(0)), whole(len(months) - 1)))
