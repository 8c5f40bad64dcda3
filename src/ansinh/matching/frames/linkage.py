"""Which rows of two registers are the same person, how surely, and which pairs must a clerk see?

Exact passes first; the rest is scored by a trained model; every record is linked at most once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from ansinh.base.texts import Text
from ansinh.matching.frames import passes

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
Progress = Callable[[Text, int, int], None]


@dataclass(frozen=True)
class Linked:
    """What linking two tables gave: links (see LINKS), and pairs for clerks (see DOUBTFUL)."""

    links: ir.Table
    doubtful: ir.Table


def link(
    left: ir.Table, right: ir.Table, *, model: str = "residents", progress: Progress | None = None
) -> Linked:
    """Link the rows of `left` with those of `right`. Same rows, same answer, in whatever order they come.

    In:  two tables as of `standard.standardised`, on the same engine; `record` is unique within each.
    Out: links: left_record, right_record: string, probability: float64, how: string (name of the pass, or
         `model`); each record stands in at most one. doubtful: left_record, right_record, probability,
         weight: float64 (log2 of the odds), evidence: string (JSON: column → level and weight); pairs of
         which at least one record is not linked, below the threshold for links and plausible.
    """
    first, second = prepared(left).cache(), prepared(right).cache()
    found = passes.exact(first, second)
    certain = found.mutate(probability=ibis.literal(1.0, "float64")).select(*LINKS.names)
    return Linked(certain.cache(), ibis.memtable(DOUBTFUL.to_pyarrow().empty_table()))


def prepared(rows: ir.Table) -> ir.Table:
    """The columns that are compared, absent ones as NULL."""
    given = rows.columns
    return rows.select(
        **{
            name: rows[name].cast(kind) if name in given else ibis.null(kind)
            for name, kind in COLUMNS.items()
        }
    )
