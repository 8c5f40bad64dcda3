"""Did a register lose so many rows since the month before that a person must say it is so?"""

from __future__ import annotations

from ansinh.intake.terms import Finding, Severity

NOTICED = 10
"""Percent of rows lost from which an acceptance needs a confirmation."""


def findings(rows: int, before: int, month: str) -> list[Finding]:
    """Nothing, or the finding that `rows` are far fewer than the `before` rows of `month` (YYYY-MM)."""
    if before <= 0 or (before - rows) * 100 < NOTICED * before:
        return []
    named = f"{int(month[5:])}/{month[:4]}"
    values = {
        "rows": rows,
        "rows_before": before,
        "before": named,
        "percent": (before - rows) * 100 // before,
    }
    return [Finding("fewer_rows", Severity.CONFIRM, values=values)]
