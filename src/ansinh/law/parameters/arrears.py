"""What does lateness cost, when does it become evasion, and which fines follow? Dated."""

from __future__ import annotations

from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameter import REPORTED, UNVERIFIED, parameter

daily_rate = parameter(
    "arrears.daily_rate",
    Text("Số tiền phải nộp thêm mỗi ngày chậm đóng, trốn đóng", "Extra money a day of lateness or evasion"),
    "%",
    ("2025-07-01", 30, "41/2024/QH15:40.1; 41/2024/QH15:41.1; 51/2024/QH15:49"),
)
registration_days = parameter(
    "arrears.registration_days",
    Text("Thời hạn đăng ký tham gia, ngày", "Days to register"),
    "days",
    ("2016-01-01", 30, "58/2014/QH13:99.1"),
    ("2025-07-01", 30, "41/2024/QH15:28.1"),
)
evasion_after = parameter(
    "arrears.evasion_after",
    Text("Quá hạn bao nhiêu ngày thì thành trốn đóng", "Days after the deadline until it is evasion"),
    "days",
    ("2025-07-01", 60, "41/2024/QH15:39.1"),
)
urged_within = parameter(
    "arrears.urged_within",
    Text("Đôn đốc trong bao nhiêu ngày sau hạn đóng", "Urged within this many days of the deadline"),
    "days",
    ("2025-11-30", 45, "274/2025/NĐ-CP:6.2"),
)
urged_late_from = parameter(
    "arrears.urged_late_from",
    Text(
        "Đôn đốc muộn: tính từ ngày thứ mấy sau văn bản",
        "Urged later: counted from this day after the letter",
    ),
    "days",
    ("2025-11-30", 15, "274/2025/NĐ-CP:6.2"),
)
_SUSPENSION = "41/2024/QH15:37; 158/2025/NĐ-CP:10"
suspension_months = parameter(
    "arrears.suspension_months",
    Text(
        "Tạm dừng đóng vào quỹ hưu trí và tử tuất tối đa, tháng", "Longest suspension of the retirement part"
    ),
    "months",
    ("2025-07-01", 12, _SUSPENSION),
)
suspension_idle = parameter(
    "arrears.suspension_idle",
    Text("Tỷ lệ lao động tạm nghỉ việc để được tạm dừng đóng, từ", "Idle workers for a suspension, from"),
    "%",
    ("2025-07-01", 50_000, _SUSPENSION),
)
suspension_days = parameter(
    "arrears.suspension_days",
    Text("Số ngày tạm nghỉ việc để được tạm dừng đóng, từ", "Idle days for a suspension, from"),
    "days",
    ("2025-07-01", 30, _SUSPENSION),
)
suspension_lost = parameter(
    "arrears.suspension_lost",
    Text("Tỷ lệ tài sản thiệt hại để được tạm dừng đóng, trên", "Assets lost for a suspension, above"),
    "%",
    ("2025-07-01", 50_000, _SUSPENSION),
)


class Act(Choice):
    """What an employer is fined for."""

    LATE_MONEY = "late_money", "chậm đóng tiền", "late payment"
    EVASION_MONEY = (
        "evasion_money",
        "trốn đóng: khai lương thấp, hoặc không đóng quá 60 ngày đã đôn đốc",
        "evasion: too low a wage, or unpaid over 60 days and urged",
    )
    SI_LATE_REGISTRATION = (
        "si_late_registration",
        "chậm đăng ký BHXH (trong 60 ngày)",
        "SI registration late (within the 60 days)",
    )
    SI_EVASION = "si_evasion", "trốn đóng BHXH: không đăng ký", "SI evasion: not registered"
    UI_LATE_REGISTRATION = "ui_late_registration", "chậm đăng ký BHTN", "UI registration late"
    UI_EVASION = "ui_evasion", "trốn đóng BHTN: không đăng ký", "UI evasion: not registered"
    NOBODY_PAID = (
        "nobody_paid",
        "không đóng cho toàn bộ người lao động, chưa tới mức trốn đóng",
        "nobody paid for, not evasion (old decrees)",
    )
    OLD_EVASION = "old_evasion", "trốn đóng (nghị định cũ)", "evasion (old decrees)"
    HI = "hi", "vi phạm về đóng bảo hiểm y tế", "non-payment of health insurance"


TIERS = (10, 50, 100, 300, 500, 700, 1000, None)
"""Workers concerned: below 10, 10 to below 50, … and 1,000 or more."""

_TENTH = 100_000
"""The tiers below are in tenths of a million đồng."""

_TIERED = {
    Act.SI_LATE_REGISTRATION: (
        "43.2",
        ((50, 100), (100, 150), (150, 200), (200, 300), (300, 400), (400, 500), (500, 600), (600, 750)),
    ),
    Act.SI_EVASION: (
        "44.1",
        ((60, 120), (120, 200), (200, 300), (300, 400), (400, 500), (500, 600), (600, 700), (700, 750)),
    ),
    Act.UI_LATE_REGISTRATION: (
        "45.2",
        ((5, 25), (25, 50), (50, 100), (100, 150), (150, 200), (200, 250), (250, 300), (300, 350)),
    ),
    Act.UI_EVASION: (
        "46.1",
        ((10, 50), (50, 100), (100, 150), (150, 200), (200, 250), (250, 300), (300, 350), (350, 400)),
    ),
}


tiered_fine = {
    (act, below): parameter(
        f"fine.{act.value}.{below or 'more'}",
        Text(
            f"Phạt {act.label.vi}, {f'dưới {below}' if below else 'từ 1.000'} người",
            f"Fine for {act.label.en}, {f'below {below}' if below else '1,000 or more'} workers",
        ),
        "đ",
        ("2026-09-10", (low * _TENTH, high * _TENTH), f"283/2026/NĐ-CP:{article}"),
    )
    for act, (article, tiers) in _TIERED.items()
    for below, (low, high) in zip(TIERS, tiers, strict=True)
}
"""Least and most for a person, by act and tier of workers (the bound above, none for the last)."""

percent_fine = {
    Act.LATE_MONEY: parameter(
        "fine.late_money",
        Text("Phạt chậm đóng, phần của số tiền chậm đóng", "Fine for late payment, of the late money"),
        "%",
        ("2016-01-01", (12_000, 15_000), "95/2013/NĐ-CP", REPORTED),
        ("2020-04-15", (12_000, 15_000), "28/2020/NĐ-CP:38"),
        ("2022-01-17", (12_000, 15_000), "12/2022/NĐ-CP:39.5", REPORTED),
        ("2026-09-10", (12_000, 15_000), "283/2026/NĐ-CP:43.3; 283/2026/NĐ-CP:45.3"),
    ),
    Act.NOBODY_PAID: parameter(
        "fine.nobody_paid",
        Text("Phạt không đóng cho toàn bộ người lao động", "Fine for paying for nobody"),
        "%",
        ("2016-01-01", (18_000, 20_000), "95/2013/NĐ-CP", REPORTED),
        ("2020-04-15", (18_000, 20_000), "28/2020/NĐ-CP:38"),
        ("2022-01-17", (18_000, 20_000), "12/2022/NĐ-CP:39", UNVERIFIED),
        ("2026-09-10", None),
    ),
    Act.EVASION_MONEY: parameter(
        "fine.evasion_money",
        Text("Phạt trốn đóng, phần của số tiền trốn đóng", "Fine for evasion, of the evaded money"),
        "%",
        ("2026-09-10", (18_000, 20_000), "283/2026/NĐ-CP:44.2; 283/2026/NĐ-CP:46.2"),
    ),
}
"""Least and most, per 100,000 of the money concerned."""

flat_fine = {
    Act.OLD_EVASION: parameter(
        "fine.old_evasion",
        Text("Phạt trốn đóng (nghị định cũ)", "Fine for evasion (old decrees)"),
        "đ",
        ("2020-04-15", (50_000_000, 75_000_000), "28/2020/NĐ-CP:38"),
        ("2022-01-17", (50_000_000, 75_000_000), "12/2022/NĐ-CP:39", UNVERIFIED),
        ("2026-09-10", None),
    )
}
fine_cap = parameter(
    "fine.cap",
    Text("Mức phạt tiền tối đa đối với cá nhân", "Highest fine of a person"),
    "đ",
    ("2016-01-01", 75_000_000, "95/2013/NĐ-CP", REPORTED),
    ("2020-04-15", 75_000_000, "28/2020/NĐ-CP:38"),
    ("2022-01-17", 75_000_000, "12/2022/NĐ-CP:39.5", REPORTED),
    ("2026-09-10", 75_000_000, "283/2026/NĐ-CP:43.3"),
)
organisation_multiple = parameter(
    "fine.organisation_multiple",
    Text("Tổ chức bị phạt gấp mấy lần cá nhân", "Organisations are fined this many times a person"),
    "n",
    ("2022-01-17", 2, "12/2022/NĐ-CP:6", REPORTED),
    ("2026-09-10", 2, "283/2026/NĐ-CP:7.1"),
)
warning_below = parameter(
    "fine.warning_below",
    Text("Chậm đóng dưới mức này chỉ cảnh cáo", "Late money below this brings a warning only"),
    "đ",
    ("2026-09-10", 400_000, "283/2026/NĐ-CP:43.1"),
)
