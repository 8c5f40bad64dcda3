"""Ages, rates, multiples and amounts of pensions and other benefits. Dated."""

from __future__ import annotations

from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameter import REPORTED, UNVERIFIED, parameter


class Sex(Choice):
    """As in the register."""

    MALE = "male", "nam", "male"
    FEMALE = "female", "nữ", "female"


_DECREE = "45/2019/QH14:169.2; 135/2020/NĐ-CP:4"
_AGES = {
    # in months, for those who reach it in 2021, 2022, …; the last holds on
    Sex.MALE: [723 + 3 * n for n in range(8)],
    Sex.FEMALE: [664 + 4 * n for n in range(15)],
}
_OLD_AGES = {Sex.MALE: 720, Sex.FEMALE: 660}
retirement_age = {
    sex: parameter(
        f"retirement_age.{sex.value}",
        Text(f"Tuổi nghỉ hưu của {sex.label.vi}, tháng", f"Retirement age, {sex.label.en}, in months"),
        "n",
        ("2016-01-01", _OLD_AGES[sex], "58/2014/QH13:54", UNVERIFIED),
        *((f"{2021 + n}-01-01", months, _DECREE, REPORTED) for n, months in enumerate(ages)),
    )
    for sex, ages in _AGES.items()
}
"""Men 60 years 3 months in 2021 to 62 from 2028; women 55 years 4 months in 2021 to 60 from 2035."""

old_voluntary_age = {
    sex: parameter(
        f"old_voluntary_age.{sex.value}",
        Text(
            f"Tuổi hưởng lương hưu của {sex.label.vi} đóng tự nguyện từ trước 2021, đủ 20 năm, tháng",
            f"Pension age, {sex.label.en}, voluntary SI since before 2021 and 20 years of it, in months",
        ),
        "n",
        ("2025-07-01", months, "41/2024/QH15:141.9; 159/2025/NĐ-CP:11.2; 159/2025/NĐ-CP:13"),
    )
    for sex, months in _OLD_AGES.items()
}
"""60 for men and 55 for women who joined voluntary SI before 1 January 2021 and have 20 years of it."""

minimum_months = parameter(
    "pension.minimum_months",
    Text("Thời gian đóng tối thiểu để hưởng lương hưu, tháng", "Least contribution for a pension, months"),
    "n",
    ("2016-01-01", 240, "58/2014/QH13:54"),
    ("2025-07-01", 180, "41/2024/QH15:64.1; 41/2024/QH15:98"),
)
first_rate = parameter(
    "pension.first_rate",
    Text("Tỷ lệ lương hưu ban đầu", "First step of the pension rate"),
    "%",
    ("2016-01-01", 45_000, "58/2014/QH13:56", UNVERIFIED),
    ("2025-07-01", 45_000, "41/2024/QH15:66.1; 41/2024/QH15:99.1"),
)
first_years = {
    Sex.FEMALE: parameter(
        "pension.first_years.female",
        Text("Số năm đóng ứng với 45 %, nữ", "Years for 45 %, women"),
        "n",
        ("2016-01-01", 15, "58/2014/QH13:56", UNVERIFIED),
        ("2025-07-01", 15, "41/2024/QH15:66.1.a; 41/2024/QH15:99.1"),
    ),
    Sex.MALE: parameter(
        "pension.first_years.male",
        Text("Số năm đóng ứng với 45 %, nam", "Years for 45 %, men"),
        "n",
        ("2016-01-01", 15, "58/2014/QH13:56", UNVERIFIED),
        ("2018-01-01", 16, "58/2014/QH13:56", UNVERIFIED),
        ("2019-01-01", 17, "58/2014/QH13:56", UNVERIFIED),
        ("2020-01-01", 18, "58/2014/QH13:56", UNVERIFIED),
        ("2021-01-01", 19, "58/2014/QH13:56", UNVERIFIED),
        ("2022-01-01", 20, "58/2014/QH13:56", UNVERIFIED),
        ("2025-07-01", 20, "41/2024/QH15:66.1.b; 41/2024/QH15:99.1"),
    ),
}
yearly_rate = {
    Sex.FEMALE: parameter(
        "pension.yearly_rate.female",
        Text("Mỗi năm thêm, nữ", "Each further year, women"),
        "%",
        ("2016-01-01", 3_000, "58/2014/QH13:56", UNVERIFIED),
        ("2018-01-01", 2_000, "58/2014/QH13:56", UNVERIFIED),
        ("2025-07-01", 2_000, "41/2024/QH15:66.1.a; 41/2024/QH15:99.1"),
    ),
    Sex.MALE: parameter(
        "pension.yearly_rate.male",
        Text("Mỗi năm thêm, nam", "Each further year, men"),
        "%",
        ("2016-01-01", 2_000, "58/2014/QH13:56", UNVERIFIED),
        ("2025-07-01", 2_000, "41/2024/QH15:66.1.b; 41/2024/QH15:99.1"),
    ),
}
low_male_rate = parameter(
    "pension.low_male_rate",
    Text("Nam đóng đủ 15 năm", "Men with 15 years"),
    "%",
    ("2025-07-01", 40_000, "41/2024/QH15:66.1.b; 41/2024/QH15:99.1"),
)
low_male_yearly = parameter(
    "pension.low_male_yearly",
    Text("Mỗi năm thêm của nam từ 15 đến dưới 20 năm", "Each further year of men from 15 to below 20"),
    "%",
    ("2025-07-01", 1_000, "41/2024/QH15:66.1.b; 41/2024/QH15:99.1"),
)
treaty_yearly = parameter(
    "pension.treaty_yearly",
    Text("Mỗi năm đóng dưới 15 năm theo điều ước quốc tế", "Each year below 15 years, by treaty"),
    "%",
    ("2025-07-01", 2_250, "41/2024/QH15:66"),
)
highest_rate = parameter(
    "pension.highest_rate",
    Text("Tỷ lệ lương hưu cao nhất", "Highest pension rate"),
    "%",
    ("2016-01-01", 75_000, "58/2014/QH13:56", UNVERIFIED),
    ("2025-07-01", 75_000, "41/2024/QH15:66.1; 41/2024/QH15:99.1"),
)
social_pension = parameter(
    "social_pension",
    Text("Trợ cấp hưu trí xã hội", "Social pension"),
    "đ",
    ("2025-07-01", 500_000, "41/2024/QH15:22.1; 176/2025/NĐ-CP"),
)
social_pension_age = parameter(
    "social_pension_age",
    Text("Tuổi hưởng trợ cấp hưu trí xã hội", "Age of the social pension"),
    "years",
    ("2025-07-01", 75, "41/2024/QH15:21.1.a"),
)
social_pension_age_poor = parameter(
    "social_pension_age_poor",
    Text(
        "Tuổi hưởng trợ cấp hưu trí xã hội, hộ nghèo, cận nghèo",
        "Age of the social pension, poor and near-poor",
    ),
    "years",
    ("2025-07-01", 70, "41/2024/QH15:21.2"),
)


def _multiple(code: str, vi: str, en: str, unit: str, *rows: tuple) -> object:
    return parameter(code, Text(vi, en), unit, *rows)


funeral_multiple = _multiple(
    "survivors.funeral",
    "Trợ cấp mai táng, số lần mức tham chiếu",
    "Funeral allowance, times the reference level",
    "n",
    ("2025-07-01", 10, "41/2024/QH15:85.2; 41/2024/QH15:109.2"),
)
survivor_rate = _multiple(
    "survivors.monthly",
    "Trợ cấp tuất hằng tháng, theo mức tham chiếu",
    "Monthly survivor's benefit, of the reference level",
    "%",
    ("2025-07-01", 50_000, "41/2024/QH15:87.1"),
)
survivor_rate_alone = _multiple(
    "survivors.monthly_alone",
    "Trợ cấp tuất của người không có ai nuôi dưỡng",
    "Survivor's benefit without a carer",
    "%",
    ("2025-07-01", 70_000, "41/2024/QH15:87.1"),
)
voluntary_lump_months = _multiple(
    "survivors.voluntary_lump_months",
    "Số tháng đóng tự nguyện để trợ cấp tuất một lần tính theo năm đóng",
    "Months of voluntary SI from which the survivors' lump sum goes by years",
    "months",
    ("2025-07-01", 60, "41/2024/QH15:110"),
)
birth_multiple = _multiple(
    "maternity.birth",
    "Trợ cấp một lần mỗi con, số lần mức tham chiếu",
    "Grant per child, times the reference level",
    "n",
    ("2025-07-01", 2, "41/2024/QH15:58.4"),
)
maternity_months = _multiple(
    "maternity.months",
    "Thời gian nghỉ sinh con, tháng",
    "Maternity leave, months",
    "months",
    ("2025-07-01", 6, "41/2024/QH15:53.1; 45/2019/QH14:139.1"),
)
maternity_months_second = _multiple(
    "maternity.months_second",
    "Thời gian nghỉ sinh con thứ hai, tháng",
    "Maternity leave for a second child, months",
    "months",
    ("2025-07-01", 6, "41/2024/QH15:53.1; 45/2019/QH14:139.1"),
    ("2026-07-01", 7, "113/2025/QH15; 168/2026/NĐ-CP", REPORTED),
)
