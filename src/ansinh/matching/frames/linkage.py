"""Which rows of two registers are the same person, how surely, and which pairs must a clerk see?

Exact passes first; the rest is scored by a trained model; every record is linked at most once.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from ansinh.base.texts import Text
from ansinh.matching.frames import models, passes, resolution, scoring
from ansinh.matching.frames.models import Model

COLUMNS = {
    "record": "string",
    "si_number": "string",
    "personal_id": "string",
    "name": "string",
    "name_marked": "string",
    "birth": "date",
    "birth_year": "int64",
    "birth_month": "int64",
    "sex": "string",
    "commune": "string",
    "hamlet": "string",
    "household": "string",
}
"""What of a standardised row is compared. A column that a table lacks is taken as not given."""
LINKS = ibis.schema(
    {"left_record": "string", "right_record": "string", "probability": "float64", "how": "string"}
)
DOUBTFUL = ibis.schema(
    {
        "left_record": "string",
        "right_record": "string",
        "probability": "float64",
        "weight": "float64",
        "evidence": "string",
    }
)
BY_MODEL = "model"
EXACTLY = Text("Ghép các dòng trùng khớp", "Linking rows that agree exactly")
BY_SCORE = Text("Chấm điểm các dòng còn lại", "Scoring the remaining rows")
ONE_TO_ONE = Text("Chọn mỗi dòng một cặp", "Choosing one pair for each row")
Progress = Callable[[Text, int, int], None]


@dataclass(frozen=True)
class Linked:
    """What linking two tables gave: links (see LINKS), and pairs for clerks (see DOUBTFUL)."""

    links: ir.Table
    doubtful: ir.Table


def link(
    left: ir.Table,
    right: ir.Table,
    *,
    model: Model | str = "residents",
    near: ir.Table | None = None,
    progress: Progress | None = None,
) -> Linked:
    """Link the rows of `left` with those of `right`. Same rows, same answer, in whatever order they come.

    In:  two tables as of `standard.standardised`, on the same engine; `record` is unique within each.
         `near` (commune, near: codes of the neighbouring communes with spaces) as of `neighbours`.
    Out: links: left_record, right_record: string, probability: float64, how: string (name of the pass, or
         `model`); each record stands in at most one. doubtful: left_record, right_record, probability,
         weight: float64 (log2 of the odds), evidence: string (JSON: column → level and weight); plausible
         pairs below the threshold for links, of which neither record is linked.
    """
    model = models.model(model) if isinstance(model, str) else model
    first, second = prepared(left).cache(), prepared(right).cache()
    _say(progress, EXACTLY, 0)
    certain = passes.exact(first, second).mutate(probability=ibis.literal(1.0, "float64")).cache()
    _say(progress, BY_SCORE, 1)
    rest = (
        scoring.for_model(passes.without(rows, [certain], column), near)
        for rows, column in ((first, "left_record"), (second, "right_record"))
    )
    pairs = scoring.scored(*rest, model, least_weight=math.log2(model.doubtful_at / 4))
    _say(progress, ONE_TO_ONE, 2)
    likely, doubtful = resolution.resolved(pairs, model.link_at, model.doubtful_at)
    likely = likely.mutate(how=ibis.literal(BY_MODEL)).select(*LINKS.names)
    _say(progress, ONE_TO_ONE, 3)
    links = certain.select(*LINKS.names).union(likely).cache()
    return Linked(links, doubtful.mutate(evidence=scoring.evidence(doubtful)).select(*DOUBTFUL.names).cache())


def _say(progress: Progress | None, what: Text, done: int) -> None:
    if progress:
        progress(what, done, 3)


def prepared(rows: ir.Table) -> ir.Table:
    """The columns that are compared, absent ones as NULL."""
    given = rows.columns
    return rows.select(
        **{
            name: rows[name].cast(kind) if name in given else ibis.null(kind)
            for name, kind in COLUMNS.items()
        }
    )
