"""At which rates do employees and employers contribute to each fund? Per 100,000 of the contribution wage."""

from __future__ import annotations

from ansinh.base.texts import Text
from ansinh.law.parameter import REPORTED, UNVERIFIED, parameter

_EMPLOYEE = Text("người lao động", "employee")
_EMPLOYER = Text("người sử dụng lao động", "employer")


def _rate(code: str, fund: Text, payer: Text, *rows: tuple) -> object:
    name = Text(f"Tỷ lệ đóng {fund.vi}, {payer.vi}", f"Rate of {fund.en}, {payer.en}")
    return parameter(f"rate.{code}", name, "%", *rows)


_RETIREMENT = Text("quỹ hưu trí và tử tuất", "the retirement and death fund")
_SICKNESS = Text("quỹ ốm đau và thai sản", "the sickness and maternity fund")
_ACCIDENT = Text("quỹ tai nạn lao động, bệnh nghề nghiệp", "the occupational accident and disease fund")
_HEALTH = Text("quỹ bảo hiểm y tế", "the health insurance fund")
_UNEMPLOYMENT = Text("quỹ bảo hiểm thất nghiệp", "the unemployment insurance fund")

retirement_employee = _rate(
    "retirement.employee",
    _RETIREMENT,
    _EMPLOYEE,
    ("2016-01-01", 8_000, "58/2014/QH13:85.1"),
    ("2025-07-01", 8_000, "41/2024/QH15:33.1.a"),
)
retirement_employer = _rate(
    "retirement.employer",
    _RETIREMENT,
    _EMPLOYER,
    ("2016-01-01", 14_000, "58/2014/QH13:86.1"),
    ("2025-07-01", 14_000, "41/2024/QH15:34.1.b"),
)
sickness_employer = _rate(
    "sickness.employer",
    _SICKNESS,
    _EMPLOYER,
    ("2016-01-01", 3_000, "58/2014/QH13:86.1"),
    ("2025-07-01", 3_000, "41/2024/QH15:34.1.a"),
)
accident_employer = _rate(
    "accident.employer",
    _ACCIDENT,
    _EMPLOYER,
    ("2016-01-01", 1_000, "58/2014/QH13:86.1", UNVERIFIED),
    ("2017-06-01", 500, "44/2017/NĐ-CP", REPORTED),
    ("2021-07-01", 0, "68/NQ-CP", UNVERIFIED),
    ("2022-07-01", 500, "58/2020/NĐ-CP", REPORTED),
    ("2025-07-01", 500, "158/2025/NĐ-CP:43.2"),
)
"""1 % until May 2017, then 0.5 %; nothing in the year from July 2021 (epidemic relief)."""

accident_employer_low = _rate(
    "accident.employer_low",
    Text(
        "quỹ tai nạn lao động, bệnh nghề nghiệp khi được quyết định mức thấp",
        "the occupational accident and disease fund where the lower rate was granted",
    ),
    _EMPLOYER,
    ("2025-07-01", 300, "158/2025/NĐ-CP:43.2"),
)
health_employee = _rate(
    "health.employee",
    _HEALTH,
    _EMPLOYEE,
    ("2016-01-01", 1_500, "46/2014/QH13:13", REPORTED),
    ("2025-07-01", 1_500, "188/2025/NĐ-CP:6"),
)
health_employer = _rate(
    "health.employer",
    _HEALTH,
    _EMPLOYER,
    ("2016-01-01", 3_000, "46/2014/QH13:13", REPORTED),
    ("2025-07-01", 3_000, "188/2025/NĐ-CP:6"),
)
unemployment_employee = _rate(
    "unemployment.employee",
    _UNEMPLOYMENT,
    _EMPLOYEE,
    ("2016-01-01", 1_000, "38/2013/QH13:57", REPORTED),
    ("2026-01-01", 1_000, "74/2025/QH15:33.1; 374/2025/NĐ-CP", REPORTED),
)
"""The law of 2026 says “at most 1 %”; Decree 374/2025 fixes 1 %."""

unemployment_employer = _rate(
    "unemployment.employer",
    _UNEMPLOYMENT,
    _EMPLOYER,
    ("2016-01-01", 1_000, "38/2013/QH13:57", REPORTED),
    ("2021-10-01", 0, "116/NQ-CP", UNVERIFIED),
    ("2022-10-01", 1_000, "38/2013/QH13:57", REPORTED),
    ("2026-01-01", 1_000, "74/2025/QH15:33.1; 374/2025/NĐ-CP", REPORTED),
)

foreign_retirement_employee = _rate(
    "foreign.retirement.employee",
    _RETIREMENT,
    Text("người lao động nước ngoài", "foreign employee"),
    ("2018-12-01", 0, "143/2018/NĐ-CP", UNVERIFIED),
    ("2022-01-01", 8_000, "143/2018/NĐ-CP", UNVERIFIED),
    ("2025-07-01", 8_000, "41/2024/QH15:33.1.a"),
)
foreign_retirement_employer = _rate(
    "foreign.retirement.employer",
    _RETIREMENT,
    Text("người sử dụng lao động nước ngoài", "employer of a foreign employee"),
    ("2018-12-01", 0, "143/2018/NĐ-CP", UNVERIFIED),
    ("2022-01-01", 14_000, "143/2018/NĐ-CP", UNVERIFIED),
    ("2025-07-01", 14_000, "41/2024/QH15:34.1.b"),
)
foreign_sickness_employer = _rate(
    "foreign.sickness.employer",
    _SICKNESS,
    Text("người sử dụng lao động nước ngoài", "employer of a foreign employee"),
    ("2018-12-01", 3_000, "143/2018/NĐ-CP", UNVERIFIED),
    ("2025-07-01", 3_000, "41/2024/QH15:34.1.a"),
)

staff_employer = _rate(
    "commune_staff.retirement.employer",
    _RETIREMENT,
    Text("xã trả cho người hoạt động không chuyên trách", "commune, for its non-professional staff"),
    ("2016-01-01", 14_000, "58/2014/QH13:86.2", UNVERIFIED),
    ("2025-07-01", 14_000, "41/2024/QH15:34.1.b"),
)
staff_sickness_employer = _rate(
    "commune_staff.sickness.employer",
    _SICKNESS,
    Text("xã trả cho người hoạt động không chuyên trách", "commune, for its non-professional staff"),
    ("2016-01-01", 0, "58/2014/QH13:86.2", UNVERIFIED),
    ("2025-07-01", 3_000, "41/2024/QH15:34.1.a"),
)

own_retirement = _rate(
    "own.retirement",
    _RETIREMENT,
    Text(
        "chủ hộ kinh doanh, người quản lý không hưởng lương tự đóng",
        "business-household owner or unpaid manager, alone",
    ),
    ("2025-07-01", 22_000, "41/2024/QH15:33.4.a"),
)
own_sickness = _rate(
    "own.sickness",
    _SICKNESS,
    Text(
        "chủ hộ kinh doanh, người quản lý không hưởng lương tự đóng",
        "business-household owner or unpaid manager, alone",
    ),
    ("2025-07-01", 3_000, "41/2024/QH15:33.4.a"),
)
abroad_retirement = _rate(
    "abroad.retirement",
    _RETIREMENT,
    Text("người đi làm việc ở nước ngoài theo hợp đồng", "worker abroad on contract"),
    ("2016-01-01", 22_000, "58/2014/QH13:85.2", UNVERIFIED),
    ("2025-07-01", 22_000, "41/2024/QH15:33.2.a"),
)
