"""Which kinds of indicator, reading, target and assigning body are there, and what are they called?"""

from __future__ import annotations

from enum import StrEnum

from ansinh.base.texts import Text


class Nature(StrEnum):
    """A stock is true on a day and is never summed over months; a flow happened within the month."""

    STOCK = "stock"
    FLOW = "flow"

    @property
    def label(self) -> Text:
        return _NATURES[self]


class Unit(StrEnum):
    """What a figure counts."""

    PERSONS = "persons"
    PERCENT = "percent"
    BILLION_VND = "billion_vnd"
    DOSSIERS = "dossiers"
    ORGANISATIONS = "organisations"
    DECISIONS = "decisions"
    SESSIONS = "sessions"

    @property
    def label(self) -> Text:
        return _UNITS[self]


class Scheme(StrEnum):
    """The branch of insurance, or the side of the work, that an indicator speaks of."""

    SI_COMPULSORY = "si_compulsory"
    SI_VOLUNTARY = "si_voluntary"
    SI = "si"
    UI = "ui"
    HI = "hi"
    ALL = "all"
    MONEY = "money"
    PROCEDURES = "procedures"
    ENFORCEMENT = "enforcement"
    OUTREACH = "outreach"
    POPULATION = "population"

    @property
    def label(self) -> Text:
        return _SCHEMES[self]


class Level(StrEnum):
    """The level of the unit that a reading or a target belongs to."""

    PROVINCE = "province"
    COMMUNE = "commune"
    HAMLET = "hamlet"

    @property
    def label(self) -> Text:
        return _LEVELS[self]


class Basis(StrEnum):
    """Where a reading comes from: computed from registers by a run, or reported by a sender's sheet."""

    COMPUTED = "computed"
    REPORTED = "reported"

    @property
    def label(self) -> Text:
        return _BASES[self]


class TargetKind(StrEnum):
    """A target is a number, or a rate in percent of a recorded base."""

    VALUE = "value"
    RATE = "rate"

    @property
    def label(self) -> Text:
        return _TARGET_KINDS[self]


class AssigningBody(StrEnum):
    """Who set a target. The order is the one in which the target shown first is chosen.

    What the province itself has resolved binds its communes, so it stands before what the sector's
    own line of command assigned; an explicit choice stands before both.
    """

    PEOPLES_COUNCIL = "peoples_council"
    PEOPLES_COMMITTEE = "peoples_committee"
    STEERING_COMMITTEE = "steering_committee"
    GOVERNMENT = "government"
    SOCIAL_INSURANCE = "social_insurance"
    OTHER = "other"

    @property
    def label(self) -> Text:
        return _BODIES[self]

    @property
    def rank(self) -> int:
        return list(AssigningBody).index(self)


UNPLACED = "00"
"""The unit `PROVINCE-00` holds people of the province in no known commune; `COMMUNE-00` those in no
known hamlet. So the parts always add up to the whole."""


def unplaced(unit: str) -> str:
    """The code of the row of people within `unit` who are in none of its known parts."""
    return f"{unit}-{UNPLACED}"


def is_unplaced(unit: str) -> bool:
    """Is this the row of people in no known part?"""
    return unit.endswith(f"-{UNPLACED}")


def level_of(unit: str) -> Level:
    """The level of a unit code, by its form (`92`, `31471`, `31471-03`; `92-00` counts as a commune)."""
    if len(unit) == 2:
        return Level.PROVINCE
    return Level.COMMUNE if len(unit) == 5 else Level.HAMLET


_NATURES = {
    Nature.STOCK: Text("thời điểm", "stock"),
    Nature.FLOW: Text("phát sinh trong tháng", "flow in the month"),
}
_UNITS = {
    Unit.PERSONS: Text("người", "persons"),
    Unit.PERCENT: Text("%", "%"),
    Unit.BILLION_VND: Text("tỷ đồng", "billion VND"),
    Unit.DOSSIERS: Text("hồ sơ", "dossiers"),
    Unit.ORGANISATIONS: Text("đơn vị", "organisations"),
    Unit.DECISIONS: Text("quyết định", "decisions"),
    Unit.SESSIONS: Text("cuộc", "sessions"),
}
_SCHEMES = {
    Scheme.SI_COMPULSORY: Text("BHXH bắt buộc", "Compulsory SI"),
    Scheme.SI_VOLUNTARY: Text("BHXH tự nguyện", "Voluntary SI"),
    Scheme.SI: Text("BHXH", "SI"),
    Scheme.UI: Text("BHTN", "UI"),
    Scheme.HI: Text("BHYT", "HI"),
    Scheme.ALL: Text("Chung các chính sách", "All schemes"),
    Scheme.MONEY: Text("Thu, chi", "Money"),
    Scheme.PROCEDURES: Text("Thủ tục, dịch vụ", "Procedures"),
    Scheme.ENFORCEMENT: Text("Thanh tra, kiểm tra", "Enforcement"),
    Scheme.OUTREACH: Text("Tuyên truyền, vận động", "Outreach"),
    Scheme.POPULATION: Text("Dân số, lao động", "Population and labour"),
}
_LEVELS = {
    Level.PROVINCE: Text("tỉnh, thành phố", "province"),
    Level.COMMUNE: Text("xã, phường", "commune"),
    Level.HAMLET: Text("ấp, khu vực", "hamlet"),
}
_BASES = {
    Basis.COMPUTED: Text("tính từ dữ liệu gốc", "computed from registers"),
    Basis.REPORTED: Text("theo báo cáo", "reported"),
}
_TARGET_KINDS = {
    TargetKind.VALUE: Text("số lượng", "number"),
    TargetKind.RATE: Text("tỷ lệ", "rate"),
}
_BODIES = {
    AssigningBody.PEOPLES_COUNCIL: Text("Hội đồng nhân dân", "People's Council"),
    AssigningBody.PEOPLES_COMMITTEE: Text("Ủy ban nhân dân", "People's Committee"),
    AssigningBody.STEERING_COMMITTEE: Text("Ban Chỉ đạo", "Steering Committee"),
    AssigningBody.GOVERNMENT: Text("Chính phủ, Thủ tướng Chính phủ", "Government, Prime Minister"),
    AssigningBody.SOCIAL_INSURANCE: Text("BHXH Việt Nam", "Vietnam Social Security"),
    AssigningBody.OTHER: Text("Cơ quan khác", "Another body"),
}
