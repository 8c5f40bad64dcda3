"""What does health insurance cost, who is supported by how much, and what does the fund pay? Dated."""

from __future__ import annotations

from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameter import REPORTED, UNVERIFIED, parameter

rate = parameter(
    "health.rate",
    Text("Tỷ lệ đóng BHYT theo mức tham chiếu", "HI rate of the reference level"),
    "%",
    ("2016-01-01", 4_500, "46/2014/QH13:13", REPORTED),
    ("2025-07-01", 4_500, "51/2024/QH15:13; 188/2025/NĐ-CP:6"),
    ("2027-01-01", 4_500, "188/2025/NĐ-CP:6; 261/2025/QH15", UNVERIFIED),
)
"""The National Assembly wants a higher rate from 2027; none is enacted, so the row of 2027 is unverified."""

household_scale = {
    position: parameter(
        f"health.household_scale.{position}",
        Text(
            f"Mức đóng hộ gia đình, người thứ {position}{' trở đi' if position == 5 else ''}",
            f"Household scale, member {position}{' and further' if position == 5 else ''}",
        ),
        "%",
        ("2016-01-01", scale, "46/2014/QH13:13.3", REPORTED),
        ("2025-07-01", scale, "51/2024/QH15:13; 188/2025/NĐ-CP:6"),
    )
    for position, scale in enumerate((100_000, 70_000, 60_000, 50_000, 40_000), start=1)
}
"""Per 100,000 of the first member's premium; the fifth value holds for all further members."""


class Supported(Choice):
    """Groups whose premium the State pays in part or whole (article 12.4 of the Law on HI)."""

    NEAR_POOR_POOR_COMMUNE = (
        "near_poor_poor_commune",
        "hộ cận nghèo ở xã nghèo",
        "near-poor household in a poor commune",
    )
    NEAR_POOR = "near_poor", "hộ cận nghèo", "near-poor household"
    LEFT_HARD_AREA = (
        "left_hard_area",
        "người dân tộc thiểu số ở xã ra khỏi vùng khó khăn (36 tháng)",
        "ethnic minority in a commune that left the hard-area list (36 months)",
    )
    STUDENT = "student", "học sinh, sinh viên", "pupil or student"
    GRASSROOTS_SECURITY = (
        "grassroots_security",
        "lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở",
        "grass-roots security force",
    )
    VILLAGE_HEALTH = (
        "village_health",
        "nhân viên y tế thôn bản, cô đỡ thôn bản",
        "village health worker or midwife",
    )
    PART_TIME_VILLAGE = (
        "part_time_village",
        "người hoạt động không chuyên trách ở thôn, tổ dân phố",
        "part-time village staff",
    )
    ARTISAN = "artisan", "nghệ nhân nhân dân, nghệ nhân ưu tú", "people's or merit artisan"
    TRAFFICKING_VICTIM = (
        "trafficking_victim",
        "nạn nhân mua bán người (1 năm)",
        "victim of trafficking (1 year)",
    )
    AVERAGE_AGRICULTURAL = (
        "average_agricultural",
        "hộ nông, lâm, ngư, diêm nghiệp có mức sống trung bình",
        "agricultural household of average living standard",
    )
    BOMB_VICTIM = "bomb_victim", "nạn nhân bom mìn sau chiến tranh", "victim of war bombs and mines"


_D146, _D188 = "146/2018/NĐ-CP:8", "188/2025/NĐ-CP:6"
_SUPPORT = {
    # group: until 30 June 2025 (None: not supported as a group or not known), its confidence, since 1 July 2025
    Supported.NEAR_POOR_POOR_COMMUNE: (100_000, REPORTED, 100_000),
    Supported.NEAR_POOR: (70_000, REPORTED, 70_000),
    Supported.LEFT_HARD_AREA: (None, UNVERIFIED, 70_000),
    Supported.STUDENT: (30_000, REPORTED, 50_000),
    Supported.GRASSROOTS_SECURITY: (None, REPORTED, 50_000),
    Supported.VILLAGE_HEALTH: (None, REPORTED, 50_000),
    Supported.PART_TIME_VILLAGE: (None, REPORTED, 50_000),
    Supported.ARTISAN: (None, REPORTED, 50_000),
    Supported.TRAFFICKING_VICTIM: (None, REPORTED, 50_000),
    Supported.AVERAGE_AGRICULTURAL: (30_000, REPORTED, 30_000),
    Supported.BOMB_VICTIM: (None, REPORTED, 30_000),
}


def _support_rows(group: Supported) -> tuple[tuple, ...]:
    before, confidence, since = _SUPPORT[group]
    new = ("2025-07-01", since, _D188)
    if group is Supported.LEFT_HARD_AREA:
        return ("2023-11-01", 70_000, "75/2023/NĐ-CP", UNVERIFIED), new
    return (new,) if before is None else (("2016-01-01", before, _D146, confidence), new)


support = {
    group: parameter(
        f"health.support.{group.value}",
        Text(
            f"Tỷ lệ Nhà nước hỗ trợ tối thiểu cho {group.label.vi}", f"Least State support, {group.label.en}"
        ),
        "%",
        *_support_rows(group),
    )
    for group in Supported
}
"""At least this much of the premium is paid by the State; a province may add."""

PRICE_OF_PAYMENT_DAY = (Supported.STUDENT, Supported.AVERAGE_AGRICULTURAL)
"""These and households keep the price of the day they paid (188/2025/NĐ-CP art. 8); others are re-priced."""

free_visit = parameter(
    "health.free_visit",
    Text(
        "Mức chi một lần khám được trả đủ, theo mức tham chiếu",
        "Visit paid in full below, of the reference level",
    ),
    "%",
    ("2016-01-01", 15_000, "46/2014/QH13:22.1", REPORTED),
    ("2025-01-01", 15_000, "51/2024/QH15:22.1"),
)
copay_multiple = parameter(
    "health.copay_multiple",
    Text(
        "Cùng chi trả trong năm quá … lần mức tham chiếu",
        "Co-payment in a year above … times the reference level",
    ),
    "n",
    ("2016-01-01", 6, "46/2014/QH13:22.1", REPORTED),
    ("2025-07-01", 6, "51/2024/QH15:22.1.d; 188/2025/NĐ-CP:18"),
)
continuity_gap = parameter(
    "health.continuity_gap",
    Text("Gián đoạn tối đa vẫn tính liên tục, ngày", "Longest gap that keeps continuity, days"),
    "n",
    ("2025-07-01", 90, "188/2025/NĐ-CP:18"),
)
waiting_days = parameter(
    "health.waiting_days",
    Text(
        "Thẻ lần đầu hoặc gián đoạn có giá trị sau khi đóng đủ, ngày",
        "Days from full payment to validity, first or interrupted",
    ),
    "n",
    ("2016-01-01", 30, "46/2014/QH13:16.3", REPORTED),
    ("2025-07-01", 30, "51/2024/QH15:16.3.c"),
)
interruption_days = parameter(
    "health.interruption_days",
    Text("Gián đoạn phải chờ như lần đầu, ngày", "Gap that makes one wait as if for the first time, days"),
    "n",
    ("2025-07-01", 90, "51/2024/QH15:16.3.c"),
)

benefit = {
    digit: parameter(
        f"health.benefit.{digit}",
        Text(f"Mức hưởng của thẻ có ký hiệu {digit}", f"Benefit of a card with digit {digit}"),
        "%",
        ("2016-01-01", share, "46/2014/QH13:22.1", REPORTED),
        ("2025-07-01", share, "51/2024/QH15:22.1", REPORTED),
    )
    for digit, share in {1: 100_000, 2: 100_000, 3: 95_000, 4: 80_000, 5: 100_000}.items()
}
"""By the third sign of the card number; the link of digit and share was reported, the shares are in article 22.1."""
