"""Who goes on the lists of new participants: form 3 for HI, D05 for voluntary SI?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from ansinh.registers.amounts import whole

TO_BE_ENROLLED = "subsidised_not_enrolled"
"""The State pays for them or supports them, and they have no card: the commune lists them without a visit."""


def hi_lines(candidates: ir.Table, enrolled: ir.Table) -> ir.Table:
    """One row per person of a commune to be put on form 3: the State's groups without a card, and who was enrolled.

    In:  candidates of one commune (outreach.frames): person, scheme, reason, hamlet, full_name, si_number, personal_id,
         hi_group, months, premium, support. enrolled: person, reason: string, visits of the month that ended so.
    Out: person, full_name, si_number, personal_id, hi_group: string, months, premium, support: int64; by hamlet and
         name.
    """
    of_hi = candidates.filter(candidates.scheme == "hi")
    visited = enrolled.select("person", "reason").distinct()
    joined = of_hi.left_join(visited, ["person", "reason"])
    wanted = joined.filter((joined.reason == TO_BE_ENROLLED) | joined.person_right.notnull())
    lines = wanted.order_by("hamlet", "full_name", "person")
    return lines.select(
        "person", "full_name", "si_number", "personal_id", "hi_group", "months", "premium", "support"
    )


def voluntary_lines(candidates: ir.Table, enrolled: ir.Table) -> ir.Table:
    """One row per person whom a support organisation enrolled in voluntary SI in the month: the lines of D05.

    In:  candidates (outreach.frames): as above, and birth_date, own. enrolled: person, reason, collector: string.
    Out: person, full_name, si_number, birth_date, collector: string, months, due, own_amount, state_amount: int64
         (đồng), again: bool (was in voluntary SI before); by collector and name. due = own_amount + state_amount.
    """
    of_si = candidates.filter(candidates.scheme == "si")
    visited = enrolled.group_by("person", "reason").agg(collector=enrolled.collector.min())
    joined = of_si.inner_join(visited, ["person", "reason"])
    lines = joined.order_by("collector", "full_name", "person")
    return lines.select(
        "person", "full_name", "si_number", "birth_date", "collector",
        months=lines.months.cast("int64"),
        due=lines.premium,
        own_amount=lines.own,
        state_amount=ibis.coalesce(lines.support, whole(0)),
        again=lines.reason == "left_si_voluntary",
    )  # fmt: skip
