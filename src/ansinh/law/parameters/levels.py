"""Which levels of pay does the law measure by: base salary, reference level, regional minimum wages, multiples?"""

from __future__ import annotations

from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameter import REPORTED, UNVERIFIED, parameter

base_salary = parameter(
    "base_salary",
    Text("Lương cơ sở (mức tham chiếu)", "Base salary (reference level)"),
    "đ",
    ("2013-07-01", 1_150_000, "66/2013/NĐ-CP", REPORTED),
    ("2016-05-01", 1_210_000, "47/2016/NĐ-CP", REPORTED),
    ("2017-07-01", 1_300_000, "47/2017/NĐ-CP", REPORTED),
    ("2018-07-01", 1_390_000, "72/2018/NĐ-CP", REPORTED),
    ("2019-07-01", 1_490_000, "38/2019/NĐ-CP", REPORTED),
    ("2023-07-01", 1_800_000, "24/2023/NĐ-CP", REPORTED),
    ("2024-07-01", 2_340_000, "73/2024/NĐ-CP", REPORTED),
    ("2026-07-01", 2_530_000, "161/2026/NĐ-CP:3"),
)
"""While there is a base salary, the reference level of Laws 41/2024 and 51/2024 equals it (41/2024/QH15 art. 141.13)."""


class Zone(Choice):
    """The four zones of the regional minimum wage; the zone is that of the commune where the work is done."""

    I = "I", "Vùng I", "Zone I"  # noqa: E741 – the law's own name
    II = "II", "Vùng II", "Zone II"
    III = "III", "Vùng III", "Zone III"
    IV = "IV", "Vùng IV", "Zone IV"


_MINIMUM_WAGES = {
    # since: (I, II, III, IV), decree, confidence
    "2016-01-01": ((3_500_000, 3_100_000, 2_700_000, 2_400_000), "122/2015/NĐ-CP", UNVERIFIED),
    "2017-01-01": ((3_750_000, 3_320_000, 2_900_000, 2_580_000), "153/2016/NĐ-CP", UNVERIFIED),
    "2018-01-01": ((3_980_000, 3_530_000, 3_090_000, 2_760_000), "141/2017/NĐ-CP", UNVERIFIED),
    "2019-01-01": ((4_180_000, 3_710_000, 3_250_000, 2_920_000), "157/2018/NĐ-CP", UNVERIFIED),
    "2020-01-01": ((4_420_000, 3_920_000, 3_430_000, 3_070_000), "90/2019/NĐ-CP", UNVERIFIED),
    "2022-07-01": ((4_680_000, 4_160_000, 3_640_000, 3_250_000), "38/2022/NĐ-CP", UNVERIFIED),
    "2024-07-01": ((4_960_000, 4_410_000, 3_860_000, 3_450_000), "74/2024/NĐ-CP", REPORTED),
    "2026-01-01": ((5_310_000, 4_730_000, 4_140_000, 3_700_000), "293/2025/NĐ-CP:3", "read"),
}

minimum_wage = {
    zone: parameter(
        f"minimum_wage.{zone.value}",
        Text(f"Lương tối thiểu vùng {zone.value}", f"Minimum wage, zone {zone.value}"),
        "đ",
        *(
            (since, wages[place], decree, *([] if confidence == "read" else [confidence]))
            for since, (wages, decree, confidence) in _MINIMUM_WAGES.items()
        ),
    )
    for place, zone in enumerate(Zone)
}
"""Monthly, by zone."""

minimum_hourly_wage = {
    zone: parameter(
        f"minimum_hourly_wage.{zone.value}",
        Text(f"Lương tối thiểu giờ vùng {zone.value}", f"Hourly minimum wage, zone {zone.value}"),
        "đ",
        ("2026-01-01", amount, "293/2025/NĐ-CP:3"),
    )
    for zone, amount in zip(Zone, (25_500, 22_700, 20_000, 17_800), strict=True)
}
"""An hour, by zone; known from 2026."""

si_cap_multiple = parameter(
    "si_cap_multiple",
    Text("Trần tiền lương đóng BHXH, số lần mức tham chiếu", "Cap of the SI wage, times the reference level"),
    "n",
    ("2016-01-01", 20, "58/2014/QH13:89.3"),
    ("2025-07-01", 20, "41/2024/QH15:31.1.đ"),
)
hi_cap_multiple = parameter(
    "hi_cap_multiple",
    Text("Trần tiền lương đóng BHYT, số lần mức tham chiếu", "Cap of the HI wage, times the reference level"),
    "n",
    ("2016-01-01", 20, "46/2014/QH13:14.5"),
    ("2025-07-01", 20, "51/2024/QH15:14.5"),
)
ui_cap_multiple = parameter(
    "ui_cap_multiple",
    Text(
        "Trần tiền lương đóng BHTN, số lần lương tối thiểu vùng",
        "Cap of the UI wage, times the regional minimum",
    ),
    "n",
    ("2016-01-01", 20, "38/2013/QH13:58.2", REPORTED),
    ("2026-01-01", 20, "74/2025/QH15:34.2"),
)
ui_cap_multiple_state = parameter(
    "ui_cap_multiple_state",
    Text(
        "Trần tiền lương đóng BHTN của người hưởng lương nhà nước, số lần lương cơ sở",
        "Cap of the UI wage of state-paid staff, times the base salary",
    ),
    "n",
    ("2016-01-01", 20, "38/2013/QH13:58.1", UNVERIFIED),
    ("2026-01-01", None),
)
"""Until 2025 the UI cap of state-paid staff followed the base salary; since 2026 everybody's follows the minimum wage."""
