"""What does a province add to the State's support of voluntary SI? Data, because each People's Council decides."""

from __future__ import annotations

import csv
import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ansinh.base.dated import Confidence
from ansinh.base.texts import Text
from ansinh.law.parameters.voluntary import Group
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.voluntary.support import GROUPS
from ansinh.law.working import step

_FILE = Path(__file__).parents[1] / "data" / "local_support.csv"

_ADDS = Text(
    "{province} hỗ trợ thêm cho {group}: {rate:%} mức đóng theo chuẩn nghèo.",
    "{province} adds for {group}: {rate:%} of the payment at the poverty line.",
)
_NOTHING = Text(
    "Chưa ghi nhận hỗ trợ thêm nào của tỉnh, thành phố mã {province} ngày {on}.",
    "No addition by the province of code {province} is recorded for {on}.",
)


@dataclass(frozen=True)
class LocalSupport:
    """A province's addition for a group, per 100,000 of 22 % of the rural poverty line; `until` excluded."""

    province: str
    province_name: str
    group: Group
    since: dt.date
    until: dt.date | None
    rate: int
    source: str
    confidence: Confidence


@cache
def local_support() -> tuple[LocalSupport, ...]:
    """Every addition that is recorded."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_read(row) for row in csv.DictReader(file))


def _read(row: dict[str, str]) -> LocalSupport:
    since, until = (dt.date.fromisoformat(row[name]) if row[name] else None for name in ("since", "until"))
    return LocalSupport(
        row["province"],
        row["province_name"],
        Group(row["group"]),
        since,
        until,
        int(row["rate"]),
        row["source"],
        Confidence(row["confidence"]),
    )


@rule(
    "voluntary.local_rate",
    Text(
        "Tỉnh, thành phố hỗ trợ thêm BHXH tự nguyện", "A province's addition to the support of voluntary SI"
    ),
    law="159/2025/NĐ-CP:5.1",
    since="2025-07-01",
    rounding=NO_ROUNDING,
    arguments={"province": Text("mã tỉnh, thành phố", "code of the province"), "groups": GROUPS},
    example={"province": "01", "groups": "near_poor", "on": "2026-10-01"},
)
def local_rate(*, province: str, groups: tuple[Group, ...] = (Group.OTHER,), on: dt.date) -> int:
    """The highest addition recorded for one of `groups`, per 100,000 of the payment at the poverty line; 0 if none.

    It is what `voluntary.payment` takes as `local_rate`. Hanoi's rows start on the day they were reported.
    Law: 159/2025/NĐ-CP art. 5.1; the Council's resolution named in each row.
    """
    rows = [
        row
        for row in local_support()
        if row.province == province
        and row.group in groups
        and row.since <= on
        and (row.until is None or on < row.until)
    ]
    if not rows:
        step(_NOTHING, "159/2025/NĐ-CP:5.1", province=province, on=on)
        return 0
    best = max(rows, key=lambda row: row.rate)
    step(_ADDS, best.source, best.confidence, province=best.province_name, group=best.group, rate=best.rate)
    return best.rate
