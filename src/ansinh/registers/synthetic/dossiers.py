"""Which dossiers of administrative procedures come in each month, and when are they returned?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from ansinh.registers.synthetic import prices
from ansinh.registers.synthetic.places import Places
from ansinh.registers.synthetic.stretch import coded, table

if TYPE_CHECKING:
    from ansinh.registers.synthetic.files import Files
    from ansinh.registers.synthetic.plan import Plan

_PER_PERSON = 0.026
"""Dossiers a month for each person of the city."""
_KINDS = (
    ("Đăng ký, điều chỉnh đóng BHXH, BHYT, BHTN", 0.55, 4),
    ("Cấp lại sổ BHXH, thẻ BHYT", 0.22, 4),
    ("Giải quyết hưởng chế độ ốm đau, thai sản", 0.12, 6),
    ("Giải quyết hưởng BHXH một lần", 0.04, 7),
    ("Giải quyết hưởng lương hưu", 0.02, 12),
    ("Thanh toán trực tiếp chi phí khám chữa bệnh BHYT", 0.05, 22),
)
"""Procedure, share, days allowed."""
_CHANNELS = (("electronic", 0.972), ("post", 0.012), ("counter", 0.016))
_LATE, _LONGEST = 0.011, 25
_MONTHS_BACK = 2
"""No dossier takes longer than until the second month after its own."""


def deliver(plan: Plan, where: Places, files: Files) -> None:
    """The register of procedures of every month: its own dossiers, and older ones not returned at its start."""
    for place, month in enumerate(plan.months):
        first, last = np.datetime64(month.first_day), np.datetime64(month.last_day)
        for back in range(_MONTHS_BACK, -1, -1):
            received_in = plan.first + place - back
            found = _received(plan, where, received_in)
            files.deliver("procedures", month, _shown(found, received_in, first, last, where))


def _received(plan: Plan, where: Places, month: int) -> dict[str, np.ndarray]:
    """The dossiers received in a month, always the same ones."""
    rng = plan.rng(8, month)
    count = int(plan.persons * _PER_PERSON * (0.85 + 0.3 * rng.random()))
    first = np.datetime64(prices.month_of(month).first_day)
    length = int((np.datetime64(prices.month_of(month).last_day) - first).astype(int)) + 1
    kind = rng.choice(len(_KINDS), count, p=[share for _, share, _ in _KINDS])
    allowed = np.array([days for _, _, days in _KINDS])[kind]
    received = np.sort(first + rng.integers(0, length, count))
    taken = (allowed * rng.random(count)).astype(int) + np.where(
        rng.random(count) < _LATE, allowed + rng.integers(1, _LONGEST, count), 0
    )
    share = where.weight / where.weight.sum()
    return {
        "number": np.arange(count),
        "kind": kind,
        "received": received,
        "due": received + allowed,
        "returned": received + taken,
        "channel": rng.choice(len(_CHANNELS), count, p=[share for _, share in _CHANNELS]),
        "commune": where.commune_of[rng.choice(len(share), count, p=share)],
        "withdrawn": rng.random(count) < 0.003,
        "undated": rng.random(count) < 0.004,
    }


def _shown(
    found: dict[str, np.ndarray], received_in: int, first: np.datetime64, last: np.datetime64, where: Places
) -> pa.Table:
    """Those that were not returned before the month, as they stand on its last day."""
    found = {name: values[found["returned"] >= first] for name, values in found.items()}
    back = found["returned"] <= last
    state = np.where(back & found["withdrawn"], 2, back.astype(int))
    month = prices.month_of(received_in)
    columns = {
        "dossier": pa.array(
            [f"HS{month.year}{month.month:02d}-{one:07d}" for one in found["number"]], pa.string()
        ),
        "procedure": coded(found["kind"], [name for name, _, _ in _KINDS]),
        "received_on": pa.array(found["received"]).cast(pa.date32()),
        "due_on": pa.array(found["due"]).cast(pa.date32()),
        "returned_on": pa.array(found["returned"], mask=~back | found["undated"]).cast(pa.date32()),
        "channel": coded(found["channel"], [name for name, _ in _CHANNELS]),
        "commune": coded(found["commune"], where.codes),
        "status": coded(state, ["received", "returned", "withdrawn"]),
    }
    return table("procedures", columns)
