"""Who is on which list, with reason, evidence, likely premium and confidence?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.outreach.frames import amounts, evidence
from ansinh.outreach.frames.given import Given
from ansinh.outreach.frames.reasons import commune
from ansinh.outreach.rules import confidence as rule
from ansinh.outreach.terms import Reason, Scheme
from ansinh.registers.amounts import share, whole

COLUMNS = (
    "person", "scheme", "reason", "commune", "hamlet", "household", "full_name", "birth_date", "sex", "personal_id",
    "si_number", "hi_group", "months", "premium", "support", "own", "confidence", "evidence", "employer",
)  # fmt: skip
_PERSONAL_ID = 12


def candidates(judged: ir.Table, given: Given) -> ir.Table:
    """One row per person and scheme: who is on a list. A person is at most once on the lists of a scheme.

    In:  `reasons.judged`.
    Out: person, scheme, reason, commune, hamlet (NULL: not known), household, full_name, birth_date (as delivered), sex,
         personal_id, si_number, hi_group: string, months, premium, support, own: int64 (đồng; NULL: not the person's to
         pay), confidence: int64 (per 100,000), evidence: string (JSON), employer: string.
    """
    parts = [_of(judged, scheme) for scheme in Scheme]
    people = ibis.union(*parts)
    priced = amounts.amounts(people, judged, given)
    joined = people.left_join(priced, ["person", "scheme"]).drop("person_right", "scheme_right")
    joined = joined.mutate(confidence=_confidence(joined, given), evidence=evidence.evidence(joined))
    return joined.select(
        *COLUMNS[:3], commune=commune(joined), hamlet=_hamlet(joined), household=joined.household,
        full_name=joined.full_name, birth_date=joined.birth_date, sex=joined.sex, personal_id=joined.personal_id,
        si_number=joined.si_number, hi_group=joined.group, months=joined.months, premium=joined.premium,
        support=joined.support, own=joined.own, confidence=joined.confidence, evidence=joined.evidence,
        employer=_employer(joined),
    )  # fmt: skip


def _of(judged: ir.Table, scheme: Scheme) -> ir.Table:
    """Who is on the lists of one scheme."""
    reason, out = judged[f"reason_{scheme.value}"], judged[f"out_{scheme.value}"]
    rows = judged.filter(reason.notnull() & out.isnull())
    rows = rows.mutate(
        scheme=ibis.literal(scheme.value), reason=rows[f"reason_{scheme.value}"],
        refused_on=rows[f"refused_{scheme.value}"],
        has_id=(rows.personal_id.length() == whole(_PERSONAL_ID)).fill_null(False),
    )  # fmt: skip
    return rows.drop(
        *(f"{name}_{one.value}" for one in Scheme for name in ("reason", "out", "found", "refused"))
    )


def _confidence(people: ir.Table, given: Given) -> ir.IntegerValue:
    """As `rules.confidence.confidence`, row by row."""
    worth = ibis.cases(*((people.reason == reason.value, whole(rule.WORTH[reason])) for reason in Reason))
    sure = share(worth, people.link)
    sure = ibis.ifelse(people.has_id, sure, share(sure, whole(rule.NO_PERSONAL_ID)))
    sure = ibis.ifelse(people.whole_birth_date, sure, share(sure, whole(rule.YEAR_ONLY)))
    for _ in range(given.months_late):
        sure = share(sure, whole(rule.MONTH_LATE))
    return ibis.ifelse(people.refused_on.notnull(), share(sure, whole(rule.REFUSED)), sure)


def _hamlet(people: ir.Table) -> ir.StringValue:
    known = (people.place.length() == whole(8)) & ~people.place.endswith("-00")
    return ibis.ifelse(known, people.place, ibis.null("string"))


def _employer(people: ir.Table) -> ir.StringValue:
    return ibis.cases(
        (people.reason == Reason.DECLARED_WITHOUT_SI.value, people.declared_by),
        (people.reason == Reason.TAXED_WITHOUT_SI.value, people.taxed_by),
        (people.reason == Reason.LEFT_SI_COMPULSORY.value, people.last_employer),
        else_=ibis.null("string"),
    )


def counts(found: ir.Table) -> ir.Table:
    """How many candidates, by commune, hamlet, scheme and reason: int64 persons. In: `candidates`."""
    return found.group_by("commune", "hamlet", "scheme", "reason").agg(persons=found.count().cast("int64"))
