"""Invented candidates, in the columns in which the month's run finds them."""

from __future__ import annotations

import json

import pyarrow as pa
from django.db import transaction

from ansinh.base.months import Month
from ansinh.outreach import services

COLUMNS = pa.schema(
    [
        *((name, pa.string()) for name in (
            "person", "scheme", "reason", "commune", "hamlet", "household", "full_name", "birth_date", "sex",
            "personal_id", "si_number", "hi_group",
        )),
        *((name, pa.int64()) for name in ("months", "premium", "support", "own", "confidence")),
        ("evidence", pa.string()), ("employer", pa.string()),
    ]
)  # fmt: skip
LEFT_OUT = pa.schema(
    [("why", pa.string()), ("scheme", pa.string()), ("commune", pa.string()), ("persons", pa.int64())]
)
GAPS = pa.schema(
    [
        ("tax_code", pa.string()), ("name", pa.string()), ("commune", pa.string()), ("reason", pa.string()),
        ("taxed", pa.int64()), ("declared", pa.int64()), ("persons", pa.int64()), ("wages", pa.int64()),
    ]
)  # fmt: skip
_EVIDENCE = {"until": "2026-09-30", "days": 31, "group": "GD", "age": 41}


def candidate(number: int, **changed: object) -> dict[str, object]:
    """One row; what is not given is the same each time."""
    row = {
        "person": f"P{number:016x}", "scheme": "hi", "reason": "hi_card_expired", "commune": "31471",
        "hamlet": "31471-01", "household": f"31471-01-{number // 2:04d}", "full_name": f"Nguyễn Văn {chr(65 + number % 26)}n",
        "birth_date": "3/5/1985", "sex": "male", "personal_id": f"0920850{number:05d}", "si_number": f"92{number:08d}",
        "hi_group": "GD", "months": 12, "premium": 1_263_600, "support": 0, "own": 1_263_600, "confidence": 99_000,
        "evidence": json.dumps(_EVIDENCE), "employer": None,
    }  # fmt: skip
    return row | changed


def table(rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows, schema=COLUMNS)


def left_out(*rows: tuple[str, str, str, int]) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(LEFT_OUT.names, row, strict=True)) for row in rows], LEFT_OUT)


def gaps(*rows: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist([*rows], schema=GAPS)


@transaction.atomic
def publish(run, month: Month, rows: list[dict[str, object]], *, out=(), firms=(), **more):
    """The lists of a run, loaded and shown as a month does it."""
    lists = services.load_lists(run.code, month, table(rows), province=run.province, **more)
    return services.publish_lists(run, month, lists, left_out(*out), gaps(*firms))
