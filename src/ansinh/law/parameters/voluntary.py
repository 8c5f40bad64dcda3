"""What does voluntary SI cost at least, and how much of it does the State pay? Dated, by group."""

from __future__ import annotations

from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameter import REPORTED, UNVERIFIED, parameter

rate = parameter(
    "voluntary.rate",
    Text("Tỷ lệ đóng BHXH tự nguyện", "Rate of voluntary SI"),
    "%",
    ("2016-01-01", 22_000, "58/2014/QH13:87", REPORTED),
    ("2025-07-01", 22_000, "41/2024/QH15:36.1"),
)
rural_poverty_line = parameter(
    "voluntary.rural_poverty_line",
    Text("Chuẩn hộ nghèo khu vực nông thôn", "Rural poverty line"),
    "đ",
    ("2016-01-01", 700_000, "59/2015/QĐ-TTg", REPORTED),
    ("2022-01-01", 1_500_000, "07/2021/NĐ-CP", REPORTED),
    ("2027-01-01", 2_200_000, "351/2025/NĐ-CP", UNVERIFIED),
)
"""The lowest income one may choose. The text of Decree 351/2025 was not read, so the row of 2027 is unverified."""

least_age = parameter(
    "voluntary.least_age",
    Text("Tuổi tối thiểu tham gia BHXH tự nguyện", "Least age for voluntary SI"),
    "years",
    ("2016-01-01", 15, "58/2014/QH13:2.4", REPORTED),
    ("2025-07-01", 15, "41/2024/QH15:2.4"),
)
ceiling_multiple = parameter(
    "voluntary.ceiling_multiple",
    Text(
        "Trần thu nhập chọn đóng, số lần mức tham chiếu",
        "Highest income to choose, times the reference level",
    ),
    "n",
    ("2016-01-01", 20, "58/2014/QH13:87.1", REPORTED),
    ("2025-07-01", 20, "41/2024/QH15:31.2"),
)
support_months = parameter(
    "voluntary.support_months",
    Text("Số tháng được Nhà nước hỗ trợ tối đa", "Most months that the State supports"),
    "n",
    ("2018-01-01", 120, "134/2015/NĐ-CP:14", REPORTED),
    ("2025-07-01", 120, "159/2025/NĐ-CP:5.2"),
)
missing_months = parameter(
    "voluntary.missing_months",
    Text("Số tháng còn thiếu được đóng một lần, tối đa", "Most missing months that may be paid at once"),
    "n",
    ("2016-01-01", 120, "134/2015/NĐ-CP:9", UNVERIFIED),
    ("2025-07-01", 60, "159/2025/NĐ-CP:7.1"),
)
years_ahead = parameter(
    "voluntary.years_ahead",
    Text("Số năm được đóng trước, tối đa", "Most years that may be paid ahead"),
    "n",
    ("2016-01-01", 5, "134/2015/NĐ-CP:9", REPORTED),
    ("2025-07-01", 5, "159/2025/NĐ-CP:6.1"),
)


class Group(Choice):
    """Whom the State supports in voluntary SI; a person in several groups is supported by the highest only."""

    POOR = "poor", "hộ nghèo", "poor household"
    ISLAND = "island", "người dân xã đảo, đặc khu", "resident of an island commune or special zone"
    NEAR_POOR = "near_poor", "hộ cận nghèo", "near-poor household"
    ETHNIC_MINORITY = "ethnic_minority", "người dân tộc thiểu số", "ethnic minority"
    OTHER = "other", "đối tượng khác", "everybody else"


_OLD, _NEW = "134/2015/NĐ-CP:14", "159/2025/NĐ-CP:5.1"
_SUPPORT = {
    # group: from 1 January 2018, from 1 July 2025 (percent × 1,000)
    Group.POOR: (30_000, 50_000),
    Group.ISLAND: (10_000, 50_000),
    Group.NEAR_POOR: (25_000, 40_000),
    Group.ETHNIC_MINORITY: (10_000, 30_000),
    Group.OTHER: (10_000, 20_000),
}
support = {
    group: parameter(
        f"voluntary.support.{group.value}",
        Text(
            f"Tỷ lệ Nhà nước hỗ trợ BHXH tự nguyện, {group.label.vi}",
            f"State support of voluntary SI, {group.label.en}",
        ),
        "%",
        ("2016-01-01", 0, "134/2015/NĐ-CP:14", REPORTED),
        ("2018-01-01", before, _OLD, REPORTED),
        ("2025-07-01", since, _NEW),
    )
    for group, (before, since) in _SUPPORT.items()
}
"""Of 22 % of the rural poverty line. Islands and ethnic minorities counted as “others” before July 2025."""

maternity = parameter(
    "voluntary.maternity",
    Text("Trợ cấp thai sản BHXH tự nguyện, mỗi con", "Maternity allowance of voluntary SI, per child"),
    "đ",
    ("2025-07-01", 2_000_000, "41/2024/QH15:95.1"),
)
maternity_months = parameter(
    "voluntary.maternity_months",
    Text(
        "Số tháng đóng cần có trong 12 tháng trước khi sinh",
        "Months of contribution needed in the 12 months before birth",
    ),
    "n",
    ("2025-07-01", 6, "41/2024/QH15:94.1"),
)
accident_rate = parameter(
    "voluntary_accident.rate",
    Text("Tỷ lệ đóng bảo hiểm tai nạn lao động tự nguyện", "Rate of voluntary work-accident insurance"),
    "%",
    ("2025-01-01", 1_000, "143/2024/NĐ-CP; 366/QĐ-BHXH", UNVERIFIED),
)
"""1 % by the guide of form D06-TS; an earlier note said 2 % and the decree was not read, so it is unverified."""
