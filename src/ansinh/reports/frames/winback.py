"""Who of a commune left SI, HI or UI and has not come back: the official win-back list C21a?"""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

LEFT = {
    "left_si_compulsory": "left_compulsory",
    "left_si_voluntary": "left_voluntary",
    "left_hi": "left_hi",
    "left_ui": "left_ui",
}
"""The reason of a work list, and the column of the form that is marked for it."""


def win_back_lines(candidates: ir.Table) -> ir.Table:
    """One row per person who left at least one scheme, with a mark for each.

    In:  candidates of one commune, as `outreach.frames` make them: person, reason, commune, hamlet, full_name, si_number,
         employer, evidence.
    Out: person, commune, hamlet, full_name, si_number, employer: string, left_compulsory, left_voluntary, left_hi,
         left_ui: bool, stopped: string (YYYY-MM, the latest of the schemes, null where no register says it); by hamlet
         and name.
    """
    left = candidates.filter(candidates.reason.isin(list(LEFT)))
    stopped = left.evidence.re_extract(_MONTH, 1).nullif("")
    left = left.mutate(stopped=stopped)
    lines = left.group_by("person").agg(
        commune=left.commune.min(),
        hamlet=left.hamlet.min(),
        full_name=left.full_name.min(),
        si_number=left.si_number.min(),
        employer=left.employer.min(),
        stopped=left.stopped.max(),
        **{column: (left.reason == ibis.literal(reason)).any() for reason, column in LEFT.items()},
    )
    return lines.order_by("hamlet", "full_name", "person")


_MONTH = r'"(?:last_month|until)": ?"(\d{4}-\d{2})'
"""Where the evidence of a candidate says in which month the person was last insured."""
