"""Which rows do employers' declarations of the use of labour hold in one month?"""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from ansinh.registers.synthetic import money, tables
from ansinh.registers.synthetic.lives import Standing
from ansinh.registers.synthetic.stretch import Stretch, coded, table, take

_POSITIONS = (
    "Công nhân", "Nhân viên", "Công nhân may", "Lái xe", "Bán hàng", "Kế toán", "Phục vụ", "Thợ cơ khí",
    "Bảo vệ", "Kỹ thuật viên", "Thợ hồ", "Quản lý",
)  # fmt: skip
_CONTRACTS = ("indefinite", "definite", "part_time", "trial")
_LATE = 2
"""Months for which who left a job may still be declared."""


def labour_use(city: Stretch, now: Standing) -> tuple[pa.Table, np.ndarray]:
    """Rows of the labour department: workers of employers that declare, insured or not; some left already."""
    text = city.written["labour_use"]
    stale = still_declared(city, now)
    insured = now.compulsory & city.employers.declares[now.employer]
    rows = city.by_number[(insured | now.declared | stale)[city.by_number]]
    by = np.where(stale, now.employer, money.payers(now))
    rows = text.rows(rows[np.argsort(by[rows], kind="stable")])
    by, chance = by[rows], city.chance[rows]
    uninsured = now.declared[rows]
    since = np.where(
        uninsured, now.month - 2 - (chance * 50).astype(np.int64), np.minimum(now.hired[rows], now.month)
    )
    kind = np.where(uninsured, np.where(chance < 0.12, 2, 1), np.searchsorted([0.6, 0.97, 0.985], chance))
    known = city.employers.registered[by] & (chance * 19 % 1 < 0.7)
    columns = {
        "employer_tax_code": coded(by, city.employers.tax_code),
        "employer": coded(by, city.employers.code, ~known),
        "personal_id": take(text.personal_id, rows),
        "full_name": take(text.name, rows),
        "birth_date": take(text.birth, rows),
        "sex": take(text.sex, rows),
        "position": coded((chance * 37 % 1 * len(_POSITIONS)).astype(np.int32), _POSITIONS),
        "contract": coded(kind, _CONTRACTS),
        "since": pa.array(tables.first_days(since) + (chance * 27).astype(np.int64)).cast(pa.date32()),
        "wage": money.wages(city, now, rows, by, declared=True),
    }
    return table("labour_use", columns), rows


def still_declared(city: Stretch, now: Standing) -> np.ndarray:
    """Who left the employer within two months and is still declared as its worker."""
    left = now.month - now.last_compulsory
    forgetful = (city.chance * 71 % 1 < 0.04) & city.employers.declares[now.employer]
    return forgetful & (left >= 1) & (left <= _LATE) & ~now.declared
