"""Invented pairs of rows for the tests of clerical review."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import math

import pyarrow as pa

from ansinh.base.months import Month
from ansinh.matching import services
from ansinh.matching.models import Pair

LONG_MY, O_MON = "31471", "31153"
LONG_BINH = "31473"
NOW = dt.datetime(2026, 11, 5, 9, tzinfo=dt.UTC)
SECRET = "Trần Thị Bí Mật"
EVIDENCE = {
    "personal_id": {"level": "one_digit", "weight": 6.2},
    "name": {"level": "same_but_accents", "weight": 7.4},
    "birth": {"level": "same_year", "weight": 2.1},
    "sex": {"level": "same", "weight": 0.9},
    "place": {"level": "moved", "weight": -1.3},
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
    elsewhere = standard | {"birth": "1985-03-02", "commune": LONG_BINH}
    chance = float(changed.get("probability") or 0.9)
    told = {f"left_{name}": value for name, value in person.items()}
    told |= {f"right_{name}": value for name, value in other.items()}
    told |= {f"left_std_{name}": value for name, value in standard.items()}
    told |= {f"right_std_{name}": value for name, value in elsewhere.items()}
    return {
        "left_register": "population", "left_record": record(f"left {commune} {number}"),
        "right_register": "participants", "right_record": record(f"right {commune} {number}"),
        "probability": 0.9, "weight": math.log2(chance / (1 - chance)), "evidence": json.dumps(EVIDENCE), "commune": commune,
    } | told | changed  # fmt: skip


def table(*rows: dict[str, object]) -> pa.Table:
    return pa.Table.from_pylist(list(rows) or [row(0)]).slice(0, len(rows))


def pair_of(number: int, commune: str = LONG_MY) -> Pair:
    return Pair.objects.get(left_record=record(f"left {commune} {number}"))


def publish() -> None:
    """Three pairs of Long Mỹ, one of Ô Môn, one of no known commune, a change of keys in each, and figures."""
    keys = {"before": "P" + "0" * 16, "after": "P" + "1" * 16}
    pairs = [row(n, probability=0.5 + n / 10) for n in (1, 2, 3)]
    pairs += [row(4, O_MON, left_full_name=SECRET), row(5, commune=None)]
    changes = [
        row(6, question="merged", **keys),
        row(7, O_MON, question="split", left_full_name=SECRET, **keys),
    ]
    services.publish_reviews(
        Month(2026, 10), "a" * 64, table(*pairs), now=NOW, changes=table(*changes),
        thresholds={"link": 0.95, "review": 0.2},
    )  # fmt: skip
    services.publish_quality(Month(2026, 10), "a" * 64, figures())


def figures() -> list[dict[str, object]]:
    """Figures of quality as a month with truth gives them; those without a personal ID fare worse."""
    rows = [
        *_two("all", "all", 9_900, 9_905, 10_000), *_two("personal_id", "given", 8_500, 8_501, 8_520),
        *_two("personal_id", "missing", 1_400, 1_404, 1_480), *_two("sex", "F", 5_000, 5_002, 5_040),
        *_two("age_band", "80+", 0, 0, 0),
    ]  # fmt: skip
    shares = (
        ("pass", "how", "personal_id", 8_000, 9_905), ("pass", "how", "model", 1_905, 9_905),
        ("linked", "register", "participants", 97, 100), ("birth_year", "register", "participants", 96, 97),
        ("seen", "all", "all", 60, 100),
    )  # fmt: skip
    names = ("measure", "group", "member", "part", "whole")
    return rows + [dict(zip(names, share, strict=True)) for share in shares]


def _two(group: str, member: str, right: int, linked: int, true: int) -> list[dict[str, object]]:
    of = {"group": group, "member": member, "part": right}
    return [{"measure": "precision", "whole": linked} | of, {"measure": "recall", "whole": true} | of]
