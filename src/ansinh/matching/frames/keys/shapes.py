"""What is known of persons and their records when a month ends, and goes into the next?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from ansinh.base.texts import Text
from ansinh.matching.frames.records import with_records

POPULATION, PARTICIPANTS = "population", "participants"
HUB = (POPULATION, PARTICIPANTS)
"""Linked with each other first: whoever stands in one of them is on the roster."""
LEADING = ("hi_cards", "beneficiaries", "insured_elsewhere")
SATELLITES = (*LEADING, "payroll", "students", "labour_use", "tax_incomes")
"""Linked to the roster; whom nobody finds there joins it. Those of LEADING say most of a person."""

KEYS = ibis.schema(
    {"record": "string", "register": "string", "person": "string", "probability": "float64", "how": "string"}
)
ROSTER = ibis.schema(
    {
        "record": "string", "register": "string", "si_number": "string", "personal_id": "string",
        "name": "string", "name_marked": "string", "birth": "date", "birth_year": "int64",
        "birth_month": "int64", "sex": "string", "commune": "string", "hamlet": "string", "household": "string",
    }
)  # fmt: skip
KNOWN = ibis.schema({**ROSTER, "person": "string"})
"""The roster with the person of each row."""
DOUBTFUL = ibis.schema(
    {
        "left_register": "string", "left_record": "string", "right_register": "string",
        "right_record": "string", "probability": "float64", "weight": "float64", "evidence": "string",
    }
)  # fmt: skip
REPAIRS = ibis.schema(dict.fromkeys(("record", "register", "column", "before", "after", "repair"), "string"))
APART = ibis.schema({"person": "string", "other": "string"})
PAIRS = ibis.schema(
    dict.fromkeys(("left_register", "left_record", "right_register", "right_record"), "string")
)
MERGES = ibis.schema({**PAIRS, "before": "string", "after": "string", "reason": "string"})
"""Persons that become another person, and the pair of records behind it."""
CHANGES = ibis.schema({"question": "string", **MERGES})
MOVED = ibis.schema(dict.fromkeys(("record", "register", "before", "after"), "string"))

JOINED = ibis.schema(
    {"record": "string", "register": "string", **PAIRS, "before": "string", "month": "string"}
)
"""Records that stand under another person because of a clerk's word on a pair since a month, and their own person."""
WITHDRAWN = "withdrawn"
"""Why keys came apart: the decision that had joined them was taken back."""

Keep = Callable[[str, ir.Table | pa.Table], ir.Table]
"""Computes a table once, under a name, for all that follows: in the engine's memory, or, of tables as large as the
registers, on disk."""
Say = Callable[[Text, int, int], None]
"""Told what is under way, how much of it is done, and how much there is."""


@dataclass(frozen=True)
class Before:
    """What the month before left: its keys, its roster (KNOWN), its open doubts, repairs, who was told apart; and, from
    runs that keep them, whom decisions joined and the doubts that they settled.
    """

    keys: ir.Table
    roster: ir.Table
    doubtful: ir.Table
    repairs: ir.Table
    apart: ir.Table
    is_first: bool = False
    joined: ir.Table | None = None
    settled: ir.Table | None = None


@dataclass(frozen=True)
class Keyed:
    """A month's persons.

    rows      the registers with `record` and `person`: a row of a register each
    keys      one row per record: record, register, person, probability, how (the pass or `model` that found the
              person; `own`: it gave the person the key; `duplicate`: a further row of one register); by register
    roster    one row per record of population, participants and of people in neither: KNOWN
    doubtful  pairs for clerks: left_register, left_record, right_register, right_record, probability, weight, evidence
    repairs   as `repairs.repairs_of`, of all records
    apart     pairs of persons that clerks told apart: person, other
    changes   one row per merge or split of keys: question (merged|split), the pair of records behind it, before,
              after (persons), reason (link|decision|withdrawn)
    moved     the records that changed their person: record, register, before, after
    settled   pairs that would be doubtful and are decided: as doubtful
    joined    JOINED: the records that decisions brought to a person (`withdrawing.assigned`)
    """

    rows: Mapping[str, ir.Table]
    keys: ir.Table
    roster: ir.Table
    doubtful: ir.Table
    repairs: ir.Table
    apart: ir.Table
    changes: ir.Table
    moved: ir.Table
    settled: ir.Table
    joined: ir.Table | None = None


def nothing_before() -> Before:
    """Before the first month nothing is known."""
    return Before(*(empty(schema) for schema in (KEYS, KNOWN, DOUBTFUL, REPAIRS, APART)), is_first=True)


def empty(schema: ibis.Schema) -> ir.Table:
    """A table of no rows."""
    return ibis.memtable(schema.to_pyarrow().empty_table())


def with_persons(rows: ir.Table, register: str, keys: ir.Table) -> ir.Table:
    """`rows` with `record` and `person`: string; grain unchanged.

    In: rows of `register` as delivered; keys: record, register, person (`Keyed.keys`).
    """
    known = keys.filter(keys.register == register).select(_record=keys.record, person=keys.person)
    told = with_records(rows, register)
    return told.left_join(known, told.record == known._record).drop("_record")
