"""What did the demonstration's clerks decide about the last month's doubtful pairs? As they truly are."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from ansinh.accounts.models import User
from ansinh.base.months import Month
from ansinh.matching import services
from ansinh.matching.frames import truths
from ansinh.matching.models import Decision, Pair
from ansinh.matching.terms import Question, Verdict
from ansinh.registers import engine

_MOST = 40
_UNSURE_EACH = 8
"""Of so many pairs the clerk is unsure about one."""


def review(made: Path, month: Month, *, now: dt.datetime, by: User) -> int:
    """Decide half of the doubtful pairs of residents and participants, at most 40. Returns how many.

    `made`: the generated city with its truth. Nothing happens where anybody decided before.
    """
    registers = ("population", "participants")
    asked = Pair.objects.filter(
        round__current=True, question=Question.DOUBTFUL, left_register__in=registers,
        right_register__in=registers,
    )  # fmt: skip
    if Decision.objects.exists() or not asked.exists():
        return 0
    true = _true_pairs(made, month)
    chosen = list(asked[: min(_MOST, (asked.count() + 1) // 2)])
    for place, pair in enumerate(chosen, start=1):
        is_one = frozenset((pair.left_record, pair.right_record)) in true
        verdict = Verdict.SAME if is_one else Verdict.DIFFERENT
        if place % _UNSURE_EACH == 0:
            verdict = Verdict.UNSURE
        services.decide(pair.pk, verdict, seen=0, now=now, by=by)
    return len(chosen)


def _true_pairs(made: Path, month: Month) -> set[frozenset[str]]:
    with tempfile.TemporaryDirectory(prefix="ansinh-demo-") as scratch:
        con = engine.connect("duckdb", memory="2GB", scratch=Path(scratch))
        sides = [(truths.delivered(con, made, name, month), name) for name in ("population", "participants")]
        found = truths.pairs(con, made, *sides).to_pyarrow().to_pylist()
        con.disconnect()
    return {frozenset((one["left_record"], one["right_record"])) for one in found}
