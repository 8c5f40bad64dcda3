"""Which HI groups can be told from the registers, and who of them is enrolled by the State?"""

from __future__ import annotations

from enum import StrEnum

from ansinh.base.texts import Text


class CardGroup(StrEnum):
    """The two letters of the card, in the order of the law: a person of several groups is in the first."""

    OFFICIAL = "HC"
    EMPLOYEE = "DN"
    PENSIONER = "HT"
    CHILD = "TE"
    POOR = "HN"
    MINORITY = "DT"
    PROTECTED = "BT"
    MERIT = "CC"
    NEAR_POOR = "CN"
    PUPIL = "HS"
    STUDENT = "SV"
    AVERAGE_FARM = "GB"
    HOUSEHOLD = "GD"

    @property
    def label(self) -> Text:
        return _GROUPS[self]


STATE_PAID = (CardGroup.CHILD, CardGroup.POOR, CardGroup.MINORITY, CardGroup.PROTECTED, CardGroup.MERIT)
"""The budget pays the whole premium, from a list that the commune keeps."""

RENEWED_BY_THE_PERSON = (
    CardGroup.NEAR_POOR, CardGroup.PUPIL, CardGroup.STUDENT, CardGroup.AVERAGE_FARM, CardGroup.HOUSEHOLD, CardGroup.CHILD,
)  # fmt: skip
"""Cards that somebody must do something about before they end. A child's card ends for good at school age."""

YEARLY_LISTS = (CardGroup.POOR, CardGroup.MINORITY, CardGroup.PROTECTED, CardGroup.MERIT)
"""Cards of these lists run to 31 December, and are followed by the next: one that ends before was taken back."""

BOUGHT = (CardGroup.NEAR_POOR, CardGroup.AVERAGE_FARM, CardGroup.HOUSEHOLD)
"""Cards bought for a number of months."""

_GROUPS = {
    CardGroup.OFFICIAL: Text("cán bộ, công chức, viên chức", "officials"),
    CardGroup.EMPLOYEE: Text("người lao động", "employees"),
    CardGroup.PENSIONER: Text("người hưởng lương hưu", "pensioners"),
    CardGroup.CHILD: Text("trẻ em dưới 6 tuổi", "children under 6"),
    CardGroup.POOR: Text("hộ nghèo", "poor households"),
    CardGroup.MINORITY: Text("dân tộc thiểu số vùng khó khăn", "ethnic minorities in difficult areas"),
    CardGroup.PROTECTED: Text(
        "bảo trợ xã hội, trợ cấp hưu trí xã hội", "social protection and social pension"
    ),
    CardGroup.MERIT: Text("người có công", "people of merit"),
    CardGroup.NEAR_POOR: Text("hộ cận nghèo", "near-poor households"),
    CardGroup.PUPIL: Text("học sinh", "pupils"),
    CardGroup.STUDENT: Text("sinh viên", "students"),
    CardGroup.AVERAGE_FARM: Text(
        "hộ nông, lâm, ngư, diêm nghiệp có mức sống trung bình",
        "agricultural households of average living standard",
    ),
    CardGroup.HOUSEHOLD: Text("hộ gia đình", "households"),
}
