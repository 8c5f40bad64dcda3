"""Who goes on the lists of new participants: form 3 for HI, D05 for voluntary SI?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.outreach.terms import Reason
from ansinh.registers.amounts import whole

TO_BE_ENROLLED = Reason.SUBSIDISED_NOT_ENROLLED.value
"""The State pays for them or supports them, and they have no card: the commune lists them without a visit."""
VOLUNTARY = tuple(
    reason.value
    for reason in (Reason.LEFT_SI_COMPULSORY, Reason.LEFT_SI_VOLUNTARY, Reason.VOLUNTARY_SI_ELIGIBLE)
)
"""Who is enrolled for one of these joins voluntary SI; employees are reported by their employer on D02-LT."""


ENROLLED = ibis.schema(
    {
        "person": "string", "key": "string", "place": "int64", "reason": "string", "scheme": "string",
        "collector": "string", "visited_on": "date", "hamlet": "string",
    }
)  # fmt: skip
"""Enrolments, a row for each key under which the person may stand on a list; `place`: the order to look in."""


def as_listed(candidates: ir.Table, enrolled: ir.Table) -> ir.Table:
    """One row per person and reason that a visit enrolled: the entry of the list, though the list names another key.

    Taken is the entry for the reason of the visit, else for another reason of the scheme, first under the visit's
    key. Whom no list has any more keeps a row of what the visit says, with `listed` false.
    In:  candidates of the month on whose list the persons stood; enrolled: ENROLLED.
    Out: the candidates' columns, with person (the key of now), reason, scheme and hamlet of the visit, collector,
         visited_on: date, listed: bool.
    """
    said = ("person", "reason", "scheme", "hamlet", "collector", "visited_on")
    named = {name: f"of_{name}" for name in ("person", "reason", "scheme", "hamlet")}
    entries = candidates.rename({new: old for old, new in named.items()})
    pairs = enrolled.inner_join(
        entries, [enrolled.key == entries.of_person, enrolled.scheme == entries.of_scheme]
    )
    order = [pairs.reason != pairs.of_reason, pairs.place, pairs.of_reason]
    turn = ibis.row_number().over(ibis.window(group_by=["person", "reason"], order_by=order))
    best = pairs.mutate(turn=turn).filter(ibis._.turn == 0)
    rest = [name for name in candidates.columns if name not in named]
    found = best.select("person", "reason", *rest, listed=ibis.literal(True))
    joined = enrolled.select(*said).distinct().left_join(found, ["person", "reason"])
    return joined.select(*said, *rest, listed=joined.listed.fill_null(False))


def called_now(candidates: ir.Table, former: ir.Table) -> ir.Table:
    """Candidates under the keys of now; who stands there under two keys for one reason stands there once.

    In: former: before, now: string, the keys that became others.
    """
    joined = candidates.left_join(former, candidates.person == former.before)
    named = joined.mutate(_key=joined.person, person=ibis.coalesce(joined.now, joined.person))
    first = named.group_by("person", "reason").agg(_key=named._key.min())
    return named.semi_join(first, ["person", "reason", "_key"]).select(*candidates.columns)


def hi_lines(listed: ir.Table, enrolled: ir.Table) -> ir.Table:
    """One row per person of a commune to be put on form 3: the State's groups without a card, and who was enrolled.

    In:  listed: candidates of the month and commune (`called_now`): person, scheme, reason, hamlet, full_name,
         si_number, personal_id, hi_group, months, premium, support. enrolled: the same, of those whom visits of the
         month enrolled, from whatever month's lists (`as_listed`).
    Out: person, full_name, si_number, personal_id, hi_group, collector: string, months, premium, support: int64,
         visited_on: date, listed: bool; by hamlet and name.
    """
    columns = (
        "person", "hamlet", "full_name", "si_number", "personal_id", "hi_group", "months", "premium", "support",
        "collector", "visited_on", "listed",
    )  # fmt: skip
    supported = listed.filter(listed.reason == TO_BE_ENROLLED)
    supported = supported.mutate(
        collector=ibis.null("string"), visited_on=ibis.null("date"), listed=ibis.literal(True)
    )
    visited = _once(enrolled.filter(enrolled.scheme == "hi")).anti_join(supported, "person")
    lines = supported.select(*columns).union(visited.select(*columns))
    return lines.order_by("hamlet", "full_name", "person").drop("hamlet")


def voluntary_lines(enrolled: ir.Table) -> ir.Table:
    """One row per person whom a support organisation enrolled in voluntary SI in the month: the lines of D05.

    In:  candidates whom visits of the month enrolled (`as_listed`): as above, and birth_date, own.
    Out: person, full_name, si_number, birth_date, collector: string, months, due, own_amount, state_amount: int64
         (đồng), again: bool (was in voluntary SI before), visited_on: date, listed: bool; by collector and name.
         due = own_amount + state_amount.
    """
    lines = _once(enrolled.filter(enrolled.reason.isin(VOLUNTARY))).order_by(
        "collector", "full_name", "person"
    )
    return lines.select(
        "person", "full_name", "si_number", "birth_date", "collector", "visited_on", "listed",
        months=lines.months.cast("int64"),
        due=lines.premium,
        own_amount=lines.own,
        state_amount=lines.listed.ifelse(ibis.coalesce(lines.support, whole(0)), ibis.null("int64")),
        again=lines.reason == Reason.LEFT_SI_VOLUNTARY.value,
    )  # fmt: skip


def _once(rows: ir.Table) -> ir.Table:
    """Each person once, though two visits of the month enrolled the same person for two reasons."""
    named = rows.mutate(_choice=rows.listed.ifelse("0", "1") + rows.reason)
    first = named.group_by("person").agg(_choice=named._choice.min())
    return named.semi_join(first, ["person", "_choice"]).drop("_choice")
