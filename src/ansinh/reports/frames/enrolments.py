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


def hi_lines(listed: ir.Table, enrolled: ir.Table) -> ir.Table:
    """One row per person of a commune to be put on form 3: the State's groups without a card, and who was enrolled.

    In:  listed: candidates of the month and commune (outreach.frames): person, scheme, reason, hamlet, full_name,
         si_number, personal_id, hi_group, months, premium, support. enrolled: the same, of those whom visits of the
         month enrolled, from whatever month's lists.
    Out: person, full_name, si_number, personal_id, hi_group: string, months, premium, support: int64; by hamlet and
         name.
    """
    columns = (
        "person", "hamlet", "full_name", "si_number", "personal_id", "hi_group", "months", "premium", "support",
    )  # fmt: skip
    supported = listed.filter(listed.reason == TO_BE_ENROLLED)
    visited = _once(enrolled.filter(enrolled.scheme == "hi")).anti_join(supported, "person")
    lines = supported.select(*columns).union(visited.select(*columns))
    return lines.order_by("hamlet", "full_name", "person").drop("hamlet")


def voluntary_lines(enrolled: ir.Table) -> ir.Table:
    """One row per person whom a support organisation enrolled in voluntary SI in the month: the lines of D05.

    In:  candidates whom visits of the month enrolled: as above, and birth_date, own, collector.
    Out: person, full_name, si_number, birth_date, collector: string, months, due, own_amount, state_amount: int64
         (đồng), again: bool (was in voluntary SI before); by collector and name. due = own_amount + state_amount.
    """
    lines = _once(enrolled.filter(enrolled.reason.isin(VOLUNTARY))).order_by(
        "collector", "full_name", "person"
    )
    return lines.select(
        "person", "full_name", "si_number", "birth_date", "collector",
        months=lines.months.cast("int64"),
        due=lines.premium,
        own_amount=lines.own,
        state_amount=ibis.coalesce(lines.support, whole(0)),
        again=lines.reason == Reason.LEFT_SI_VOLUNTARY.value,
    )  # fmt: skip


def _once(rows: ir.Table) -> ir.Table:
    """Each person once, though two visits of the month enrolled the same person for two reasons."""
    chosen = rows.group_by("person").agg(chosen=rows.reason.min())
    return rows.semi_join(chosen, [rows.person == chosen.person, rows.reason == chosen.chosen])
