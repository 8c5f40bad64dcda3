"""Which share of the cost does the HI fund pay, also for a patient who came without a referral?"""

from __future__ import annotations

import datetime as dt

from ansinh.base.errors import InvalidValue
from ansinh.base.money import share
from ansinh.base.texts import Text
from ansinh.law.choices import Choice
from ansinh.law.parameter import REPORTED
from ansinh.law.parameters import health
from ansinh.law.parameters.levels import base_salary
from ansinh.law.registry import NO_ROUNDING, rule
from ansinh.law.said import say
from ansinh.law.working import step

FULL = 100_000

_FULL = Text("Quỹ trả 100 %: {why}.", "The fund pays 100 %: {why}.")
_WHY_INITIAL = Text("khám, chữa bệnh ở cấp ban đầu", "care at the initial level")
_WHY_VISIT = Text(
    "chi phí một lần khám {cost} đồng thấp hơn {limit} đồng", "the visit's {cost} đồng are below {limit} đồng"
)
_WHY_EXEMPT = Text(
    "đủ 5 năm liên tục và cùng chi trả quá ngưỡng trong năm",
    "five consecutive years and the year's threshold passed",
)
_WHY_261 = Text(
    "hộ cận nghèo hoặc người hưởng trợ cấp hưu trí xã hội, từ 1/1/2026",
    "near-poor or on a social pension, from 1 January 2026",
)
_RATE = Text("Thẻ ký hiệu {digit:n}: quỹ trả {rate:%}.", "Card with digit {digit:n}: the fund pays {rate:%}.")
_NO_DIGIT = Text("Ký hiệu mức hưởng {digit:n} không có.", "There is no benefit digit {digit:n}.")
_DIGITS = Text(
    "Ký hiệu là chữ số thứ ba của mã thẻ, từ 1 đến 5.", "It is the third sign of the card number, 1 to 5."
)
_SELF = Text(
    "Tự đến {facility}, {stay}: hưởng {rate:%} của mức hưởng.",
    "Self-referred to a {facility}, {stay}: {rate:%} of the benefit.",
)
_INPATIENT, _OUTPATIENT = Text("nội trú", "inpatient"), Text("ngoại trú", "outpatient")
_POINTS = Text(
    "Cơ sở cấp cơ bản khám ngoại trú cần số điểm xếp cấp dưới 70.",
    "An outpatient visit at a basic-level facility needs the grading points, below 70.",
)


class Special(Choice):
    """Groups whose benefit rose on 1 January 2026 (261/2025/QH15)."""

    NONE = "none", "không", "none"
    NEAR_POOR = "near_poor", "hộ cận nghèo", "near-poor household"
    SOCIAL_PENSIONER = (
        "social_pensioner",
        "người từ đủ 75 tuổi hưởng trợ cấp hưu trí xã hội",
        "social pensioner of 75 or more",
    )


@rule(
    "health.benefit",
    Text("Mức hưởng BHYT khi đi đúng quy định", "HI benefit with a referral or where none is needed"),
    law="51/2024/QH15:22.1",
    since="2025-07-01",
    rounding=NO_ROUNDING,
    arguments={
        "digit": Text("ký hiệu mức hưởng trên thẻ, 1 đến 5", "benefit digit of the card, 1 to 5"),
        "visit_cost": Text("chi phí của lần khám, đồng", "cost of the visit, đồng"),
        "initial_level": Text("khám ở cấp ban đầu", "care at the initial level"),
        "exempt": Text("đã đủ điều kiện miễn cùng chi trả trong năm", "exempt from co-payment this year"),
        "special": Text("nhóm được nâng mức hưởng năm 2026", "group whose benefit rose in 2026"),
    },
    example={"digit": "4", "visit_cost": "379499", "on": "2026-10-01"},
)
def benefit(
    *,
    digit: int,
    visit_cost: int | None = None,
    initial_level: bool = False,
    exempt: bool = False,
    special: Special = Special.NONE,
    on: dt.date,
) -> int:
    """The fund's share of covered costs, per 100,000.

    Law: 51/2024/QH15 art. 22.1; 261/2025/QH15 art. 2.1 from 2026. Raises: InvalidValue.
    """
    if digit not in health.benefit:
        raise InvalidValue(say(_NO_DIGIT, digit=digit), _DIGITS)
    rate = health.benefit[digit].on(on, quiet=True)
    limit = share(base_salary.on(on), health.free_visit.on(on, quiet=True))
    entry = health.benefit[digit].entry(on)
    step(_RATE, entry.source, entry.confidence, digit=digit, rate=rate)
    if initial_level:
        step(_FULL, "51/2024/QH15:22.1", why=_WHY_INITIAL)
        return FULL
    if visit_cost is not None and visit_cost < limit:
        why = say(_WHY_VISIT, cost=visit_cost, limit=limit)
        step(_FULL, "51/2024/QH15:22.1", why=Text(_small(why.vi), _small(why.en)))
        return FULL
    if exempt:
        step(_FULL, "51/2024/QH15:22.1.d", why=_WHY_EXEMPT)
        return FULL
    if special is not Special.NONE and on >= dt.date(2026, 1, 1):
        step(_FULL, "261/2025/QH15:2.1.a", REPORTED, why=_WHY_261)
        return FULL
    return rate


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


class Facility(Choice):
    """Technical level of a facility, and what it was before 2025."""

    INITIAL = "initial", "cơ sở cấp ban đầu", "facility of the initial level"
    BASIC = "basic", "cơ sở cấp cơ bản", "facility of the basic level"
    BASIC_WAS_PROVINCIAL = (
        "basic_was_provincial",
        "cơ sở cấp cơ bản trước là tuyến tỉnh, trung ương",
        "facility of the basic level, provincial or central before",
    )
    WAS_DISTRICT = "was_district", "cơ sở trước là tuyến huyện", "facility of the district level before"
    SPECIAL = "special", "cơ sở cấp chuyên sâu", "facility of the special level"
    SPECIAL_WAS_PROVINCIAL = (
        "special_was_provincial",
        "cơ sở cấp chuyên sâu trước là tuyến tỉnh",
        "facility of the special level, provincial before",
    )


_HALF_SINCE = dt.date(2026, 7, 1)
_ALWAYS_FULL = (Facility.INITIAL, Facility.WAS_DISTRICT)


@rule(
    "health.self_referral",
    Text("Phần mức hưởng khi tự đi khám không đúng tuyến", "Share of the benefit without a referral"),
    law="51/2024/QH15:22.4; 188/2025/NĐ-CP:19",
    since="2025-01-01",
    rounding=NO_ROUNDING,
    arguments={
        "facility": Text("cơ sở khám, chữa bệnh", "facility"),
        "inpatient": Text("điều trị nội trú", "inpatient"),
        "points": Text("số điểm xếp cấp của cơ sở cấp cơ bản", "grading points of a basic-level facility"),
        "emergency": Text("cấp cứu", "emergency"),
        "listed_disease": Text("bệnh hiếm, bệnh hiểm nghèo trong danh mục", "listed rare or serious disease"),
        "hard_area": Text(
            "người dân tộc thiểu số, hộ nghèo vùng khó khăn, người dân xã đảo",
            "ethnic minority or poor in a hard area, or resident of an island commune",
        ),
    },
    example={"facility": "basic", "inpatient": "no", "points": "60", "on": "2026-07-01"},
)
def self_referral(
    *,
    facility: Facility,
    inpatient: bool,
    points: int | None = None,
    emergency: bool = False,
    listed_disease: bool = False,
    hard_area: bool = False,
    on: dt.date,
) -> int:
    """Which share of the benefit is paid, per 100,000, to a patient who went there by himself.

    Law: 51/2024/QH15 art. 22.4; 188/2025/NĐ-CP art. 19 (outpatients from July 2026). Raises: InvalidValue.
    """
    special_stay = hard_area and inpatient and facility in (Facility.SPECIAL, Facility.SPECIAL_WAS_PROVINCIAL)
    free = emergency or listed_disease or special_stay or facility in _ALWAYS_FULL
    rate = FULL if free else _inpatient(facility) if inpatient else _outpatient(facility, points, on)
    article = "01/2025/TT-BYT" if listed_disease else "51/2024/QH15:22.4; 188/2025/NĐ-CP:19"
    sureness = {"confidence": REPORTED} if listed_disease else {}
    step(
        _SELF,
        article,
        **sureness,
        facility=facility,
        stay=_INPATIENT if inpatient else _OUTPATIENT,
        rate=rate,
    )
    return rate


def _inpatient(facility: Facility) -> int:
    return 40_000 if facility is Facility.SPECIAL else FULL


def _outpatient(facility: Facility, points: int | None, on: dt.date) -> int:
    half = 50_000 if on >= _HALF_SINCE else 0
    if facility is Facility.SPECIAL:
        return 0
    if facility is not Facility.BASIC:
        return half
    if points is None or not 0 <= points < 70:
        raise InvalidValue(_POINTS, source="188/2025/NĐ-CP:19")
    return FULL if points < 50 else half
