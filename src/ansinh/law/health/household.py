"""What does a whole household pay when its members join in the same fiscal year?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from ansinh.base.errors import InvalidValue
from ansinh.base.texts import Text
from ansinh.law.health.premium import household_member
from ansinh.law.registry import rule
from ansinh.law.said import say
from ansinh.law.working import step

_WRITTEN = "YYYY-MM-DD/months"
_NOT_A_JOINING = Text("“{text}” không phải ngày đóng/số tháng.", "“{text}” is not a payment day/months.")
_WRITE = Text("Viết như 2026-01-05/12.", "Write it like 2026-01-05/12.")
_OTHER_YEAR = Text(
    "Ngày đóng {day} không thuộc năm tài chính {year:n}.",
    "The payment of {day} is outside the fiscal year {year:n}.",
)
_SAME_YEAR = Text(
    "Mức giảm dần chỉ áp dụng cho người tham gia trong cùng năm tài chính; tính mỗi năm một lần.",
    "The falling scale holds only for members who join in the same fiscal year; ask year by year.",
)
_PLACE = Text(
    "Đóng ngày {day}: là người thứ {position} của hộ trong năm {year:n}.",
    "Paid on {day}: member {position} of the household in {year:n}.",
)
_TOTAL = Text("Cả hộ: {total:đ}.", "The whole household: {total:đ}.")


@dataclass(frozen=True)
class Joining:
    """A member who pays on a day for 3, 6 or 12 months."""

    paid_on: dt.date
    months: int

    written = _WRITTEN

    @classmethod
    def parse(cls, text: str) -> Joining:
        """The joining written `2026-01-05/12`. Raises: InvalidValue."""
        day, _, months = text.strip().partition("/")
        try:
            return cls(dt.date.fromisoformat(day), int(months))
        except ValueError:
            raise InvalidValue(say(_NOT_A_JOINING, text=text), _WRITE) from None


@dataclass(frozen=True)
class MemberPremium:
    """One member's place in the order of joining and premium in đồng."""

    position: int
    paid_on: dt.date
    months: int
    amount: int


@dataclass(frozen=True)
class HouseholdPremium:
    """The members in the order of joining, and the sum in đồng."""

    members: tuple[MemberPremium, ...]
    total: int


@rule(
    "health.household",
    Text("Mức đóng BHYT của cả hộ gia đình", "HI premium of a whole household"),
    law="46/2014/QH13:13; 146/2018/NĐ-CP; 51/2024/QH15:13; 188/2025/NĐ-CP:7",
    arguments={
        "members": Text(
            "ngày đóng/số tháng của từng người, cách nhau bằng “;”",
            "payment day/months of each member, joined by “;”",
        )
    },
    example={"members": "2026-01-05/12;2026-01-05/12;2026-03-02/12", "on": "2026-03-02"},
)
def household(*, members: tuple[Joining, ...], on: dt.date) -> HouseholdPremium:
    """What each member and the household pay, in đồng, for joinings in the fiscal year of `on`.

    Members take their place by the day of payment; those of one day in the order given, which changes no sum when
    they pay for equally long. Law: 51/2024/QH15 art. 13; 188/2025/NĐ-CP art. 7. Raises: InvalidValue.
    """
    for member in members:
        if member.paid_on.year != on.year:
            raise InvalidValue(
                say(_OTHER_YEAR, day=member.paid_on, year=on.year), _SAME_YEAR, "188/2025/NĐ-CP:7"
            )
    placed = []
    for position, member in enumerate(sorted(members, key=lambda member: member.paid_on), start=1):
        step(_PLACE, "146/2018/NĐ-CP; 188/2025/NĐ-CP:7", day=member.paid_on, position=position, year=on.year)
        amount = household_member(position=position, months=member.months, on=member.paid_on)
        placed.append(MemberPremium(position, member.paid_on, member.months, amount))
    total = sum(member.amount for member in placed)
    step(_TOTAL, "", total=total)
    return HouseholdPremium(tuple(placed), total)
