"""How much and how long is UI paid? Dated."""

from __future__ import annotations

from ansinh.base.texts import Text
from ansinh.law.parameter import REPORTED, parameter

_OLD = "38/2013/QH13"

rate = parameter(
    "unemployment.rate",
    Text("Mức trợ cấp thất nghiệp, theo bình quân 6 tháng", "UI benefit, of the 6-month average"),
    "%",
    ("2016-01-01", 60_000, f"{_OLD}:50", REPORTED),
    ("2026-01-01", 60_000, "74/2025/QH15:39"),
)
cap_multiple = parameter(
    "unemployment.cap_multiple",
    Text(
        "Trần trợ cấp thất nghiệp, số lần lương tối thiểu vùng",
        "Cap of the UI benefit, times the regional minimum",
    ),
    "n",
    ("2016-01-01", 5, f"{_OLD}:50", REPORTED),
    ("2026-01-01", 5, "74/2025/QH15:39"),
)
least_months = parameter(
    "unemployment.least_months",
    Text("Thời gian đóng tối thiểu", "Least contribution"),
    "months",
    ("2016-01-01", 12, f"{_OLD}:49", REPORTED),
    ("2026-01-01", 12, "74/2025/QH15:38"),
)
first_months = parameter(
    "unemployment.first_months",
    Text("Số tháng hưởng khi đóng 12 đến 36 tháng", "Months of benefit for 12 to 36 months paid"),
    "months",
    ("2016-01-01", 3, f"{_OLD}:50", REPORTED),
    ("2026-01-01", 3, "74/2025/QH15:39"),
)
most_months = parameter(
    "unemployment.most_months",
    Text("Số tháng hưởng tối đa", "Most months of benefit"),
    "months",
    ("2016-01-01", 12, f"{_OLD}:50", REPORTED),
    ("2026-01-01", 12, "74/2025/QH15:39"),
)
waiting_days = parameter(
    "unemployment.waiting_days",
    Text(
        "Ngày làm việc kể từ ngày nộp đủ hồ sơ mà từ đó được hưởng",
        "Working day after filing that is the first paid",
    ),
    "n",
    ("2026-01-01", 11, "74/2025/QH15:39"),
)
