"""Which organisation may send which register? Told by the letters that its code begins with."""

from __future__ import annotations

import re
from enum import StrEnum

from ansinh.base.texts import Text


class SenderKind(StrEnum):
    """What kind of office a sender is."""

    SI_OFFICE = "si_office"
    POLICE = "police"
    ARMY = "army"
    COMMUNE = "commune"
    EDUCATION = "education"
    TAX = "tax"
    FINANCE = "finance"
    HOME_AFFAIRS = "home_affairs"
    AGRICULTURE = "agriculture"
    HEALTH = "health"
    STATISTICS = "statistics"
    COMMITTEE = "committee"
    BANK = "bank"
    SUPPORT = "support"
    EMPLOYER = "employer"
    PUBLISHED = "published"

    @property
    def label(self) -> Text:
        return _LABELS[self]


_LABELS = {
    SenderKind.SI_OFFICE: Text("cơ quan BHXH (BHXH-…)", "the Social Insurance office (BHXH-…)"),
    SenderKind.POLICE: Text("công an (CA-…)", "the police (CA-…)"),
    SenderKind.ARMY: Text("quân đội (QD-…)", "the army (QD-…)"),
    SenderKind.COMMUNE: Text("xã, phường (mã 5 số)", "communes (code of 5 digits)"),
    SenderKind.EDUCATION: Text("ngành giáo dục (SGDDT-…)", "education (SGDDT-…)"),
    SenderKind.TAX: Text("cơ quan thuế (THUE-…)", "the tax authority (THUE-…)"),
    SenderKind.FINANCE: Text("Sở Tài chính (STC-…)", "the Department of Finance (STC-…)"),
    SenderKind.HOME_AFFAIRS: Text("Sở Nội vụ (SNV-…)", "the Department of Home Affairs (SNV-…)"),
    SenderKind.AGRICULTURE: Text("Sở Nông nghiệp và Môi trường (SNNMT-…)", "the Department of Agriculture and Environment (SNNMT-…)"),
    SenderKind.HEALTH: Text("Sở Y tế (SYT-…)", "the Department of Health (SYT-…)"),
    SenderKind.STATISTICS: Text("cơ quan thống kê (TK-…)", "the statistics office (TK-…)"),
    SenderKind.COMMITTEE: Text("văn phòng UBND tỉnh (VP-…, hoặc mã tỉnh)", "the committee's office (VP-…, or the province's code)"),
    SenderKind.BANK: Text("ngân hàng (NH-…)", "banks (NH-…)"),
    SenderKind.SUPPORT: Text("tổ chức hỗ trợ, điểm thu (TC-…, BD-…)", "support organisations (TC-…, BD-…)"),
    SenderKind.EMPLOYER: Text("đơn vị sử dụng lao động (mã đơn vị)", "employers (their own code)"),
    SenderKind.PUBLISHED: Text("kết quả đã công bố", "published results"),
}  # fmt: skip

_LETTERS = {
    "BHXH": SenderKind.SI_OFFICE, "CA": SenderKind.POLICE, "BCA": SenderKind.POLICE,
    "QD": SenderKind.ARMY, "QS": SenderKind.ARMY, "BCHQS": SenderKind.ARMY,
    "SGDDT": SenderKind.EDUCATION, "SGD": SenderKind.EDUCATION, "GDDT": SenderKind.EDUCATION,
    "THUE": SenderKind.TAX, "CT": SenderKind.TAX, "STC": SenderKind.FINANCE, "SKHDT": SenderKind.FINANCE,
    "SNV": SenderKind.HOME_AFFAIRS, "SNNMT": SenderKind.AGRICULTURE, "SLDTBXH": SenderKind.HOME_AFFAIRS,
    "SYT": SenderKind.HEALTH, "TK": SenderKind.STATISTICS, "CTK": SenderKind.STATISTICS,
    "VP": SenderKind.COMMITTEE, "UBND": SenderKind.COMMITTEE, "NH": SenderKind.BANK,
    "TC": SenderKind.SUPPORT, "BD": SenderKind.SUPPORT, "BI": SenderKind.SUPPORT,
    "PUBLISHED": SenderKind.PUBLISHED,
}  # fmt: skip
_EMPLOYER = re.compile(r"[A-Z]{2}\d|[A-Z][A-Z0-9]\d{4}|[A-Z]{3}\d{3,}")
_OFFICES = frozenset(
    kind for kind in SenderKind if kind not in (SenderKind.EMPLOYER, SenderKind.SUPPORT, SenderKind.BANK)
)
_SI = frozenset({SenderKind.SI_OFFICE})
_EMPLOYERS = frozenset({SenderKind.EMPLOYER, SenderKind.SI_OFFICE})

MAY_SEND: dict[str, frozenset[SenderKind]] = {
    "participants": _SI,
    "employers": _SI,
    "payroll": _SI,
    "receipts": _SI | {SenderKind.BANK},
    "hi_cards": _SI,
    "beneficiaries": _SI,
    "procedures": _SI,
    "contribution_notices": _SI,
    "population": frozenset({SenderKind.POLICE}),
    "households": frozenset({SenderKind.SI_OFFICE, SenderKind.COMMUNE, SenderKind.AGRICULTURE, SenderKind.HOME_AFFAIRS, SenderKind.COMMITTEE}),
    "students": frozenset({SenderKind.EDUCATION}),
    "tax_incomes": frozenset({SenderKind.TAX}),
    "business_registrations": frozenset({SenderKind.FINANCE, SenderKind.TAX}),
    "labour_use": frozenset({SenderKind.HOME_AFFAIRS}),
    "insured_elsewhere": frozenset({SenderKind.SI_OFFICE, SenderKind.ARMY, SenderKind.POLICE}),
    "reported_figures": _OFFICES,
    "labour_changes": _EMPLOYERS,
    "unit_declarations": _EMPLOYERS,
    "hi_registrations": _EMPLOYERS | {SenderKind.SUPPORT, SenderKind.EDUCATION, SenderKind.COMMUNE},
    "voluntary_registrations": _SI | {SenderKind.SUPPORT},
    "person_declarations": _EMPLOYERS | {SenderKind.SUPPORT},
}  # fmt: skip
"""The kinds of senders of each register that offices deliver; a register that is not here comes from any."""


def kind_of(sender: str) -> SenderKind | None:
    """What kind of office has this code; None where its letters say nothing."""
    if sender.isascii() and sender.isdecimal():
        return {5: SenderKind.COMMUNE, 2: SenderKind.COMMITTEE}.get(len(sender))
    letters = re.match(r"[A-Z]*", sender)[0]
    rest = sender[len(letters) :]
    if letters in _LETTERS and (not rest or rest[0] in "-._" or len(rest) <= 2):
        return _LETTERS[letters]
    if letters == "BI" and rest:
        return SenderKind.SUPPORT
    return SenderKind.EMPLOYER if _EMPLOYER.match(sender) else None


def may_send(register: str, sender: str) -> bool:
    """May the office with this code send this register?"""
    return register not in MAY_SEND or kind_of(sender) in MAY_SEND[register]


def offices(register: str) -> str:
    """Who sends a register, in the reader's language: for a message."""
    kinds = [kind for kind in SenderKind if kind in MAY_SEND.get(register, ())]
    return "; ".join(str(kind.label) for kind in kinds)
