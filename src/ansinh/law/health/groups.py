"""In which of the five HI groups does a person pay, who pays how much, and when do a household's cards end together?"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import product

from ansinh.base.errors import InvalidValue
from ansinh.base.money import share
from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.health.premium import PERIODS, monthly
from ansinh.law.parameters import health, rates
from ansinh.law.parameters.levels import base_salary, hi_cap_multiple
from ansinh.law.periods import DAY, months_later
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.working import step


class MainGroup(Choice):
    """The five groups of article 12, in the legal order: a person of several pays in the first."""

    EMPLOYED = (
        "employed",
        "nhóm 1: người lao động và người sử dụng lao động đóng",
        "group 1: employee and employer pay",
    )
    SI_AGENCY = "si_agency", "nhóm 2: cơ quan BHXH đóng", "group 2: the SI agency pays"
    BUDGET = "budget", "nhóm 3: ngân sách nhà nước đóng", "group 3: the State budget pays"
    SUPPORTED = "supported", "nhóm 4: ngân sách nhà nước hỗ trợ đóng", "group 4: the State budget supports"
    HOUSEHOLD = "household", "nhóm 5: hộ gia đình tự đóng", "group 5: the household pays"


_FIRST = Text(
    "Thuộc nhiều nhóm thì đóng theo nhóm đầu tiên: {group}.",
    "Of several groups the first in the law's order counts: {group}.",
)
_WAGE = Text(
    "{counted:đ}: người sử dụng lao động {their_rate:%} = {employer:đ}, người lao động {our_rate:%} = {person:đ}.",
    "{counted:đ}: employer {their_rate:%} = {employer:đ}, employee {our_rate:%} = {person:đ}.",
)
_AGENCY = Text(
    "Cơ quan BHXH đóng {rate:%} của {amount:đ} = {paid:đ}.",
    "The SI agency pays {rate:%} of {amount:đ} = {paid:đ}.",
)
_BUDGET = Text("Ngân sách nhà nước đóng {amount:đ}.", "The State budget pays {amount:đ}.")
_SEE = Text(
    "Mức đầy đủ {amount:đ}; phần tự đóng tính theo quy tắc {rule}.",
    "The full premium is {amount:đ}; the own part follows the rule {rule}.",
)
_NO_GROUP = Text("Chưa nêu nhóm nào.", "No group was given.")
_NEEDS_AMOUNT = Text(
    "Nhóm này cần tiền lương, lương hưu hoặc trợ cấp làm căn cứ (amount).",
    "This group needs the wage, pension or benefit it is reckoned on (amount).",
)


@dataclass(frozen=True)
class GroupPremium:
    """The group that counts and the premium of a month, in đồng, by payer; `open` is left to person and budget."""

    group: MainGroup
    employer: int
    person: int
    si_agency: int
    budget: int
    open: int
    total: int


@rule(
    "health.group_premium",
    Text("Nhóm tham gia BHYT và người đóng", "HI group and who pays"),
    law="46/2014/QH13:12; 46/2014/QH13:13; 51/2024/QH15:12; 51/2024/QH15:13.5; 188/2025/NĐ-CP:6",
    arguments={
        "groups": Text("các nhóm của người đó", "the groups the person belongs to"),
        "amount": Text("tiền lương, lương hưu hoặc trợ cấp, đồng", "wage, pension or benefit, đồng"),
    },
    example={"groups": "household,employed", "amount": "8000000", "on": "2026-10-01"},
)
def group_premium(*, groups: tuple[MainGroup, ...], amount: int | None = None, on: dt.date) -> GroupPremium:
    """The group in which a person pays and the premium of a month, in đồng.

    Law: 51/2024/QH15 arts. 12, 13.5; 188/2025/NĐ-CP art. 6. Raises: InvalidValue.
    """
    if not groups:
        raise InvalidValue(_NO_GROUP)
    order = list(MainGroup)
    group = min(groups, key=order.index)
    if len(groups) > 1:
        step(_FIRST, "51/2024/QH15:13.5", group=group)
    if group in (MainGroup.EMPLOYED, MainGroup.SI_AGENCY):
        if amount is None or amount < 0:
            raise InvalidValue(_NEEDS_AMOUNT, source="51/2024/QH15:13")
        return _employed(amount, on) if group is MainGroup.EMPLOYED else _paid_by_agency(amount, on)
    full = monthly(on)
    if group is MainGroup.BUDGET:
        step(_BUDGET, "46/2014/QH13:13; 188/2025/NĐ-CP:6", amount=full)
        return GroupPremium(group, 0, 0, 0, full, 0, full)
    follows = "health.supported_premium" if group is MainGroup.SUPPORTED else "health.household_member"
    step(_SEE, "46/2014/QH13:13; 188/2025/NĐ-CP:6", amount=full, rule=follows)
    return GroupPremium(group, 0, 0, 0, 0, full, full)


def _employed(wage: int, on: dt.date) -> GroupPremium:
    counted = min(wage, hi_cap_multiple.on(on, quiet=True) * base_salary.on(on))
    ours, theirs = rates.health_employee.on(on, quiet=True), rates.health_employer.on(on, quiet=True)
    person, employer = share(counted, ours), share(counted, theirs)
    numbers = {"our_rate": ours, "their_rate": theirs, "person": person, "employer": employer}
    step(_WAGE, "46/2014/QH13:13; 188/2025/NĐ-CP:6", counted=counted, **numbers)
    return GroupPremium(MainGroup.EMPLOYED, employer, person, 0, 0, 0, employer + person)


def _paid_by_agency(amount: int, on: dt.date) -> GroupPremium:
    rate = health.rate.on(on, quiet=True)
    paid = share(amount, rate)
    step(_AGENCY, "46/2014/QH13:13; 188/2025/NĐ-CP:6", rate=rate, amount=amount, paid=paid)
    return GroupPremium(MainGroup.SI_AGENCY, 0, 0, paid, 0, 0, paid)


_TOGETHER = Text(
    "Đóng {months} tháng: các thẻ cùng hết hạn ngày {until}.",
    "Paying {months} months: all cards end on {until}.",
)
_NOT_TOGETHER = Text(
    "Với kỳ 3, 6 hoặc 12 tháng các thẻ không thể cùng hết hạn.",
    "With periods of 3, 6 or 12 months the cards cannot end together.",
)
_NO_STARTS = Text("Chưa nêu ngày bắt đầu thẻ nào.", "No first day of a card was given.")
_TOO_MANY = Text("Tối đa 8 thành viên mỗi lần tính.", "At most 8 members at a time.")


@dataclass(frozen=True)
class CommonEnd:
    """Months to pay for each member, in the order given, and the day all cards end; none where they cannot."""

    months: tuple[int, ...]
    until: dt.date | None


@rule(
    "health.common_end",
    Text("Đóng sao cho thẻ cả hộ cùng hết hạn", "Paying so that a household's cards end together"),
    law="146/2018/NĐ-CP; 188/2025/NĐ-CP:7",
    rounding=NO_ROUNDING,
    arguments={"starts": Text("ngày đầu thẻ mới của từng người", "first day of each member's new card")},
    example={"starts": "2026-10-01,2027-01-01,2026-10-01", "on": "2026-10-01"},
)
def common_end(*, starts: tuple[dt.date, ...], on: dt.date) -> CommonEnd:
    """The fewest months of 3, 6 or 12 for each member after which all cards end on one day.

    Law: 188/2025/NĐ-CP art. 7 (periods of 3, 6, 12 months). Raises: InvalidValue.
    """
    if not starts or len(starts) > 8:
        raise InvalidValue(_TOO_MANY if starts else _NO_STARTS)
    for months in sorted(product(PERIODS, repeat=len(starts)), key=sum):
        ends = {months_later(start, count) - DAY for start, count in zip(starts, months, strict=True)}
        if len(ends) == 1:
            until = ends.pop()
            step(_TOGETHER, "146/2018/NĐ-CP; 188/2025/NĐ-CP:7", months=months, until=until)
            return CommonEnd(months, until)
    step(_NOT_TOGETHER, "146/2018/NĐ-CP; 188/2025/NĐ-CP:7")
    return CommonEnd((), None)
