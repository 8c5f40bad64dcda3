"""How much do an employee and the employer pay for a month, fund by fund?"""

from __future__ import annotations

import datetime as dt

from ansinh.base.dated import Confidence
from ansinh.base.errors import InvalidValue, NotYetKnown
from ansinh.base.money import share
from ansinh.base.texts import Text
from ansinh.law.compulsory import wage as wages
from ansinh.law.compulsory.suspension import SINCE as SUSPENSION_SINCE
from ansinh.law.compulsory.terms import Contributions, Fund, Payer, Share
from ansinh.law.parameter import READ, REPORTED, UNVERIFIED, Parameter
from ansinh.law.parameters import rates
from ansinh.law.parameters.levels import Zone, base_salary, si_cap_multiple
from ansinh.law.registry import rule
from ansinh.law.said import say
from ansinh.law.working import lowest, step

UNPAID_DAYS = 14
"""From this many working days without pay in a month nothing is due for it (41/2024/QH15 art. 33.5)."""

_OTHER_BUSINESSES_SINCE = dt.date(2029, 7, 1)

_NOTHING_UNPAID = Text(
    "Không hưởng lương {days} ngày làm việc (từ {limit} ngày trở lên) và không thỏa thuận đóng: tháng này không phải đóng.",
    "{days} working days without pay ({limit} or more) and no agreement to pay: nothing is due for this month.",
)
_HI_LIKEWISE = Text(
    "BHYT tính như BHXH; văn bản về BHYT của tháng nghỉ không lương chưa được đối chiếu.",
    "HI is treated like SI; the text on HI in a month without pay was not checked.",
)
_AGREED = Text(
    "Không hưởng lương {days} ngày nhưng hai bên thỏa thuận đóng theo tiền lương tháng gần nhất {wage:đ}.",
    "{days} days without pay, but both agreed to pay on the last month's wage of {wage:đ}.",
)
_PART_TIME_OUT = Text(
    "Tiền lương {wage:đ} của người làm việc không trọn thời gian thấp hơn mức sàn {floor:đ}: không thuộc diện bắt buộc.",
    "A part-time wage of {wage:đ} is below the floor of {floor:đ}: not compulsorily insured.",
)
_NOT_YET_OWNERS = Text(
    "Chủ hộ kinh doanh không nộp thuế theo phương pháp kê khai thuộc diện bắt buộc từ ngày {since}.",
    "Owners of business households outside the declaration method are covered from {since}.",
)
_SHARE = Text(
    "{fund}: người lao động {employee_rate:%} = {employee:đ}; người sử dụng lao động {employer_rate:%} = {employer:đ}.",
    "{fund}: employee {employee_rate:%} = {employee:đ}; employer {employer_rate:%} = {employer:đ}.",
)
_SUM = Text(
    "Cộng: người lao động {employee:đ}, người sử dụng lao động {employer:đ}, tất cả {total:đ}.",
    "Together: employee {employee:đ}, employer {employer:đ}, in all {total:đ}.",
)
_HEALTH_ALONE = Text(
    "Bảo hiểm y tế: tự đóng cả hai phần, {rate:%} của {counted:đ} = {amount:đ}.",
    "Health insurance: both parts alone, {rate:%} of {counted:đ} = {amount:đ}.",
)
_PUT_OFF = Text(
    "Đang tạm dừng đóng vào quỹ hưu trí và tử tuất: phần của quỹ này đóng bù sau, không coi là chậm đóng.",
    "Payment to the retirement and death fund is suspended: its part is made up later and is not late meanwhile.",
)
_NO_SUSPENSION = Text(
    "Chưa có quy tắc tạm dừng đóng cho {payer} ngày {day}.",
    "No rule on suspension is known for {payer} on {day}.",
)
_CHOICE_RANGE = Text(
    "Tiền lương chọn đóng {wage:đ} nằm ngoài khoảng từ {low:đ} đến {high:đ}.",
    "The chosen wage of {wage:đ} is outside {low:đ} to {high:đ}.",
)
_CHOOSE = Text("Chọn một mức trong khoảng đó.", "Choose a wage within that range.")
_NOT_BEFORE = Text(
    "{payer} chưa thuộc diện bắt buộc ngày {day}.", "{payer} is not compulsorily insured on {day}."
)

_FUNDS: dict[Payer, tuple[tuple[Fund, Parameter | None, Parameter | None], ...]] = {}
_HEALTH_SHARE = (Fund.HEALTH, rates.health_employee, rates.health_employer)
_ORDINARY = (
    (Fund.RETIREMENT, rates.retirement_employee, rates.retirement_employer),
    (Fund.SICKNESS, None, rates.sickness_employer),
    (Fund.ACCIDENT, None, rates.accident_employer),
    _HEALTH_SHARE,
)
_UNEMPLOYMENT_SHARE = (Fund.UNEMPLOYMENT, rates.unemployment_employee, rates.unemployment_employer)
_FUNDS[Payer.EMPLOYEE] = _FUNDS[Payer.STATE_STAFF] = _FUNDS[Payer.PART_TIME] = (
    *_ORDINARY,
    _UNEMPLOYMENT_SHARE,
)
_FUNDS[Payer.FOREIGN] = (
    (Fund.RETIREMENT, rates.foreign_retirement_employee, rates.foreign_retirement_employer),
    (Fund.SICKNESS, None, rates.foreign_sickness_employer),
    (Fund.ACCIDENT, None, rates.accident_employer),
    _HEALTH_SHARE,
)
_FUNDS[Payer.COMMUNE_STAFF] = (
    (Fund.RETIREMENT, rates.retirement_employee, rates.staff_employer),
    (Fund.SICKNESS, None, rates.staff_sickness_employer),
    _HEALTH_SHARE,
)
_FUNDS[Payer.BUSINESS_OWNER] = _FUNDS[Payer.UNPAID_MANAGER] = (
    (Fund.RETIREMENT, rates.own_retirement, None),
    (Fund.SICKNESS, rates.own_sickness, None),
    _HEALTH_SHARE,
)
_FUNDS[Payer.ABROAD] = ((Fund.RETIREMENT, rates.abroad_retirement, None),)

_CHOOSERS = (Payer.BUSINESS_OWNER, Payer.UNPAID_MANAGER, Payer.ABROAD)
_ALONE = (Payer.BUSINESS_OWNER, Payer.UNPAID_MANAGER)
_SINCE = {
    Payer.FOREIGN: dt.date(2018, 12, 1),
    Payer.PART_TIME: dt.date(2025, 7, 1),
    Payer.BUSINESS_OWNER: dt.date(2025, 7, 1),
    Payer.UNPAID_MANAGER: dt.date(2025, 7, 1),
    Payer.ABROAD: dt.date(2025, 7, 1),
}


@rule(
    "compulsory.contributions",
    Text(
        "Tiền đóng BHXH, BHYT, BHTN bắt buộc của một tháng",
        "Compulsory SI, HI and UI contributions of a month",
    ),
    law="58/2014/QH13:85; 58/2014/QH13:86; 46/2014/QH13:13; 38/2013/QH13:57; 41/2024/QH15:32; 41/2024/QH15:33; 41/2024/QH15:34; 51/2024/QH15:13; 74/2025/QH15:33",
    arguments={
        "wage": Text("tiền lương tháng làm căn cứ đóng, đồng", "monthly contribution wage, đồng"),
        "payer": Text("loại người tham gia", "kind of participant"),
        "zone": Text("vùng lương tối thiểu của nơi làm việc", "minimum wage zone of the place of work"),
        "unpaid_days": Text(
            "số ngày làm việc không hưởng lương trong tháng", "working days without pay in the month"
        ),
        "agreed": Text(
            "hai bên thỏa thuận vẫn đóng dù nghỉ không lương", "both agreed to pay despite unpaid leave"
        ),
        "low_accident_rate": Text(
            "được quyết định đóng quỹ tai nạn lao động mức 0,3 %",
            "the 0.3 % rate of the accident fund was granted",
        ),
        "suspended": Text(
            "đang được tạm dừng đóng vào quỹ hưu trí và tử tuất",
            "payment to the retirement and death fund is suspended",
        ),
        "declaration_method": Text(
            "chủ hộ kinh doanh nộp thuế theo phương pháp kê khai", "business household taxed by declaration"
        ),
    },
    example={"wage": "12000000", "payer": "employee", "zone": "I", "on": "2026-10-01"},
)
def contributions(
    *,
    wage: int,
    payer: Payer = Payer.EMPLOYEE,
    zone: Zone | None = None,
    unpaid_days: int = 0,
    agreed: bool = False,
    low_accident_rate: bool = False,
    suspended: bool = False,
    declaration_method: bool = True,
    on: dt.date,
) -> Contributions:
    """The contributions for the month that holds `on`, in đồng, by fund and by payer.

    With 14 or more unpaid working days nothing is due unless both agreed; the wage is then last month's.
    While payment is suspended (`compulsory.suspension`) the retirement and death fund gets nothing for now.
    Law: 41/2024/QH15 arts. 31-34, 37; 51/2024/QH15 arts. 13-14; 74/2025/QH15 arts. 33-34. Raises: InvalidValue, NotYetKnown.
    """
    wages.require_wage(wage)
    if on < _SINCE.get(payer, dt.date.min):
        raise NotYetKnown(say(_NOT_BEFORE, payer=payer.label, day=on))
    if payer is Payer.BUSINESS_OWNER and not declaration_method and on < _OTHER_BUSINESSES_SINCE:
        step(_NOT_YET_OWNERS, "158/2025/NĐ-CP:3.2", since=_OTHER_BUSINESSES_SINCE)
        return Contributions.of(())
    if _excused(unpaid_days, agreed, wage, payer):
        return Contributions.of(())
    counted = _counted_wage(wage, payer, zone, on)
    if counted is None:
        return Contributions.of(())
    funds = _granted(_FUNDS[payer]) if low_accident_rate else _FUNDS[payer]
    if suspended:
        funds = _without_retirement(funds, payer, on)
    result = Contributions.of(
        tuple(_share(fund, ours, theirs, counted, payer, zone, on) for fund, ours, theirs in funds)
    )
    step(_SUM, "", employee=result.employee, employer=result.employer, total=result.total)
    return result


def _granted(funds: tuple) -> tuple:
    """The funds with the low rate of the accident fund, which an employer gets by decision."""
    return tuple(
        (fund, ours, rates.accident_employer_low if fund is Fund.ACCIDENT else theirs)
        for fund, ours, theirs in funds
    )


def _without_retirement(funds: tuple, payer: Payer, on: dt.date) -> tuple:
    """The funds that are still paid while the retirement and death part is suspended."""
    if on < SUSPENSION_SINCE or payer in _CHOOSERS:
        raise NotYetKnown(say(_NO_SUSPENSION, payer=payer.label, day=on), source="41/2024/QH15:37")
    step(_PUT_OFF, "41/2024/QH15:37; 158/2025/NĐ-CP:10")
    return tuple(row for row in funds if row[0] is not Fund.RETIREMENT)


def _excused(unpaid_days: int, agreed: bool, wage: int, payer: Payer) -> bool:
    if unpaid_days < UNPAID_DAYS or payer in _CHOOSERS:
        return False
    article = "595/QĐ-BHXH:42; 41/2024/QH15:33.5; 74/2025/QH15:33.4"
    if agreed:
        step(_AGREED, article, days=unpaid_days, wage=wage)
        return False
    step(_NOTHING_UNPAID, article, days=unpaid_days, limit=UNPAID_DAYS)
    step(_HI_LIKEWISE, "", UNVERIFIED)
    return True


def _counted_wage(wage: int, payer: Payer, zone: Zone | None, on: dt.date) -> int | None:
    if payer in _CHOOSERS:
        return _chosen_wage(wage, on)
    lowest = wages.floor(payer, wage, zone, on)
    if payer is Payer.PART_TIME and wage < lowest:
        step(_PART_TIME_OUT, "41/2024/QH15:2.1.l", wage=wage, floor=lowest)
        return None
    return wages.raised(wage, lowest)


def _chosen_wage(wage: int, on: dt.date) -> int:
    low = base_salary.on(on)
    high = si_cap_multiple.on(on, quiet=True) * low
    if not low <= wage <= high:
        message = say(_CHOICE_RANGE, wage=wage, low=low, high=high)
        raise InvalidValue(message, _CHOOSE, "41/2024/QH15:31.1.d")
    return wage


def _share(
    fund: Fund,
    employee: Parameter | None,
    employer: Parameter | None,
    wage: int,
    payer: Payer,
    zone: Zone | None,
    on: dt.date,
) -> Share:
    counted = wages.capped(fund, wage, payer, zone, on)
    if fund is Fund.HEALTH and payer in _ALONE:
        rate = rates.health_employee.on(on, quiet=True) + rates.health_employer.on(on, quiet=True)
        amount = share(counted, rate)
        step(_HEALTH_ALONE, "51/2024/QH15:13", REPORTED, rate=rate, counted=counted, amount=amount)
        return Share(fund, counted, amount, 0)
    entries = [parameter.entry(on) for parameter in (employee, employer) if parameter]
    ours = employee.on(on, quiet=True) if employee else 0
    theirs = employer.on(on, quiet=True) if employer else 0
    result = Share(fund, counted, share(counted, ours), share(counted, theirs))
    step(
        _SHARE,
        "; ".join(dict.fromkeys(entry.source for entry in entries)),
        lowest(_sureness(fund, payer), *(entry.confidence for entry in entries)),
        fund=fund,
        employee_rate=ours,
        employee=result.employee,
        employer_rate=theirs,
        employer=result.employer,
    )
    return result


def _sureness(fund: Fund, payer: Payer) -> Confidence:
    """Who pays HI for these two was not read, only inferred from the general shares."""
    inferred = fund is Fund.HEALTH and payer in (Payer.FOREIGN, Payer.COMMUNE_STAFF)
    return UNVERIFIED if inferred else READ
