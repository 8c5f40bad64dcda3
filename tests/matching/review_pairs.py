"""Invented pairs of rows for the tests of clerical review."""

from __future__ import annotations

import hashlib
import json

import pyarrow as pa

from ansinh.matching.models import Pair

LONG_MY, O_MON = "31471", "31153"
SECRET = "Trần Thị Bí Mật"
EVIDENCE = {
    "personal_id": {"level": "one_digit", "weight": 6.2},
    "name": {"level": "exact", "weight": 7.4},
    "birth": {"level": "year", "weight": 2.1},
    "sex": {"level": "exact", "weight": 0.9},
    "commune": {"level": "different", "weight": -1.3},
}


def record(text: str) -> str:
    """A fingerprint such as rows have."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def row(number: int, commune: str = LONG_MY, **changed: object) -> dict[str, object]:
    """One doubtful pair of `side_by_side`'s form."""
    person = {
        "personal_id": f"0929000{90000 + number}", "full_name": "Nguyễn Văn Đức", "birth_date": "1985", "sex": "M",
        "commune": commune,
    }  # fmt: skip
    other = person | {
        "personal_id": f"0929800{90000 + number}",
        "full_name": "NGUYEN VAN DUC",
        "birth_date": "02/03/1985",
    }
    standard = {"name_marked": "nguyễn văn đức", "birth_year": "1985", "sex": "M", "commune": commune}
    told = {f"left_{name}": value for name, value in person.items()}
    told |= {f"right_{name}": value for name, value in other.items()}
    told |= {f"{side}_std_{name}": value for side in ("left", "right") for name, value in standard.items()}
    return {
        "left_register": "population", "left_record": record(f"left {commune} {number}"),
        "right_register": "participants", "right_record": record(f"right {commune} {number}"),
        "probability": 0.9, "weight": 3.2, "evidence": json.dumps(EVIDENCE), "commune": commune,
    } | told | changed  # fmt: skip


def table(*rows: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist(list(rows) or [row(0)]).slice(0, len(rows))


def pair_of(number: int, commune: str = LONG_MY) -> Pair:
    return Pair.objects.get(left_record=record(f"left {commune} {number}"))
